// The endpoints of OAuth 2.0: RFC 6749 (as of RFC 9700), PKCE (RFC 7636), the device flow (RFC 8628), revocation (RFC 7009), and
// what they say of themselves (RFC 8414). One client is known, public, named "tideline", with a loopback redirect (RFC 8252).
#include "app/server/api/accounts.h"
#include "app/server/api/grants.h"
#include "app/server/api/handlers.h"
#include "app/server/api/oauth_requests.h"
#include "app/server/api/server_state.h"
#include "app/server/metadata/grant_repository.h"

#include <QJsonArray>

namespace tideline::server {

namespace {

constexpr char kDeviceGrant[] = "urn:ietf:params:oauth:grant-type:device_code";

Response oauthError(const OAuthRefusal &refusal, int status = 400)
{
    Response response = jsonResponse({{u"error"_s, QString::fromLatin1(refusal.code)}, {u"error_description"_s, refusal.what}}, status);
    response.headers["Cache-Control"] = "no-store";
    return response;
}

Response tokenResponse(const Call &call, const Granted &granted)
{
    if (const auto *refusal = std::get_if<OAuthRefusal>(&granted))
        return oauthError(*refusal);
    const Grant &grant = std::get<Grant>(granted);
    Response response = jsonResponse({{u"access_token"_s, QString::fromLatin1(grant.accessToken)},
                                      {u"token_type"_s, u"Bearer"_s},
                                      {u"expires_in"_s, kAccessSeconds},
                                      {u"refresh_token"_s, QString::fromLatin1(grant.refreshToken)},
                                      {u"scope"_s, scopeTexts(grant.scopes).join(u' ')},
                                      {u"device_id"_s, grant.device.id.toString()},
                                      {u"user"_s, QJsonObject{{u"id"_s, grant.user.id.toString()}, {u"name"_s, grant.user.name}}},
                                      {u"server_id"_s, call.server.identity().id.toString()}});
    response.headers["Cache-Control"] = "no-store";
    return response;
}

/// Who filled in the form; else the page with what was wrong, or the Response that says to wait.
Result<std::variant<UserInfo, Response>> signedInBy(Call &call, SignInPage page)
{
    page.user = QString::fromUtf8(call.form.text("user")).left(255);
    auto checked = checkSignIn(call, page.user, QString::fromUtf8(call.form.text("password")));
    if (!checked)
        return checked.error();
    if (const auto *user = std::get_if<UserInfo>(&*checked))
        return std::variant<UserInfo, Response>(*user);
    const Response &refusal = std::get<Response>(*checked);
    page.trouble = refusal.status == 429 ? u"Too many tries. Wait a minute, then try again."_s
                                         : u"The user name or the password is wrong."_s;
    Response shown = signInPage(page, refusal.status);
    if (const auto wait = refusal.headers.find("Retry-After"); wait != refusal.headers.end())
        shown.headers["Retry-After"] = wait->second;
    return std::variant<UserInfo, Response>(std::move(shown));
}

}  // namespace

Result<Response> getAuthorize(Call &call)
{
    auto asked = authorizationFrom(call, call.parameters);
    return asked.refusal ? std::move(*asked.refusal) : signInPage(pageOf(call, asked));
}

Result<Response> postAuthorize(Call &call)
{
    auto asked = authorizationFrom(call, call.form);
    if (asked.refusal)
        return std::move(*asked.refusal);
    if (call.form.text("decision") == "deny")
        return deniedTo(call, asked.request, asked.state);
    auto who = signedInBy(call, pageOf(call, asked));
    if (!who)
        return who.error();
    if (auto *shown = std::get_if<Response>(&*who))
        return std::move(*shown);
    const auto code = makeCode(call.server, std::get<UserInfo>(*who).id, asked.request);
    if (!code)
        return code.error();
    return codeTo(call, asked.request, asked.state, *code);
}

Result<Response> postOAuthToken(Call &call)
{
    const Parameters &given = call.form;
    if (given.text("client_id") != kClient)
        return oauthError({"invalid_client", u"The client_id is not known."_s}, 401);
    const QByteArray type = given.text("grant_type");
    Result<Granted> granted = Granted(OAuthRefusal{"unsupported_grant_type", u"Served are authorization_code, refresh_token and device_code."_s});
    if (type == "authorization_code") {
        granted = redeemCode(call.server, given.text("code"), given.text("code_verifier"), given.text("redirect_uri"));
    } else if (type == "refresh_token") {
        const auto scopes = scopesFrom(given.text("scope"));
        if (!scopes)
            return oauthError({"invalid_scope", u"A scope is projects:read, projects:write or admin."_s});
        granted = refresh(call.server, given.text("refresh_token"), given.text("scope").isEmpty() ? std::nullopt : scopes);
    } else if (type == kDeviceGrant) {
        granted = redeemDeviceCode(call.server, given.text("device_code"));
    }
    if (!granted)
        return granted.error();
    return tokenResponse(call, *granted);
}

Result<Response> postOAuthDevice(Call &call)
{
    if (call.form.text("client_id") != kClient)
        return oauthError({"invalid_client", u"The client_id is not known."_s}, 401);
    const auto scopes = scopesFrom(call.form.text("scope"));
    if (!scopes)
        return oauthError({"invalid_scope", u"A scope is projects:read, projects:write or admin."_s});
    if (const int wait = call.server.deviceCodes.begin(call.head.peer); wait > 0) {
        Response refusal = oauthError({"temporarily_unavailable", u"Too many sign-ins began at this address. Try again in %1 s."_s.arg(wait)}, 429);
        refusal.headers["Retry-After"] = QByteArray::number(wait);
        return refusal;
    }
    const auto code = makeDeviceCode(call.server, QString::fromUtf8(call.form.text("device")).left(80), *scopes);
    if (!code)
        return code.error();
    const QByteArray address = issuerOf(call) + "/api/v1/oauth/verify";
    Response response = jsonResponse({{u"device_code"_s, QString::fromLatin1(code->deviceCode)},
                                      {u"user_code"_s, QString::fromLatin1(code->userCode)},
                                      {u"verification_uri"_s, QString::fromLatin1(address)},
                                      {u"verification_uri_complete"_s, QString::fromLatin1(address + "?user_code=" + code->userCode)},
                                      {u"expires_in"_s, kDeviceCodeSeconds},
                                      {u"interval"_s, kPollSeconds}});
    response.headers["Cache-Control"] = "no-store";
    return response;
}

Result<Response> getVerify(Call &call)
{
    const QString userCode = QString::fromUtf8(call.parameters.text("user_code"));
    if (userCode.isEmpty())
        return askForCode();
    auto typed = typedCode(call, userCode);
    if (!typed)
        return typed.error();
    if (auto *refusal = std::get_if<Response>(&*typed))
        return std::move(*refusal);
    return signInPage(verifyPage(call, userCode, std::get<Waiting>(*typed)));
}

Result<Response> postVerify(Call &call)
{
    const QString userCode = QString::fromUtf8(call.form.text("user_code"));
    auto typed = typedCode(call, userCode);
    if (!typed)
        return typed.error();
    if (auto *refusal = std::get_if<Response>(&*typed))
        return std::move(*refusal);
    const Waiting &waiting = std::get<Waiting>(*typed);
    if (!call.form.has("decision"))  // the code alone was typed
        return signInPage(verifyPage(call, userCode, waiting));
    // Who refuses signs in, too: else whoever guesses codes could end others' sign-ins.
    auto who = signedInBy(call, verifyPage(call, userCode, waiting));
    if (!who)
        return who.error();
    if (auto *shown = std::get_if<Response>(&*who))
        return std::move(*shown);
    const bool isAllowed = call.form.text("decision") == "allow";
    const auto decided = decideDevice(call.server, userCode, isAllowed ? std::optional(std::get<UserInfo>(*who).id) : std::nullopt);
    if (!decided)
        return decided.error();
    if (!*decided)
        return askForCode(u"Nothing waits under this code any more."_s);
    return isAllowed ? messagePage(u"Signed in"_s, u"The device goes on by itself. You may close this page."_s)
                     : messagePage(u"Refused"_s, u"The device was not signed in."_s);
}

Result<Response> postOAuthRevoke(Call &call)
{
    if (call.form.text("client_id") != kClient)
        return oauthError({"invalid_client", u"The client_id is not known."_s}, 401);
    if (auto revoked = revokeGrant(call.server, call.form.text("token")); !revoked)
        return revoked.error();
    return jsonResponse({});
}

Result<Response> getOAuthMetadata(Call &call)
{
    const QString issuer = QString::fromLatin1(issuerOf(call)), base = issuer + u"/api/v1/oauth/"_s;
    return jsonResponse({{u"issuer"_s, issuer},
                         {u"authorization_endpoint"_s, base + u"authorize"_s},
                         {u"token_endpoint"_s, base + u"token"_s},
                         {u"device_authorization_endpoint"_s, base + u"device"_s},
                         {u"revocation_endpoint"_s, base + u"revoke"_s},
                         {u"response_types_supported"_s, QJsonArray{u"code"_s}},
                         {u"grant_types_supported"_s, QJsonArray{u"authorization_code"_s, u"refresh_token"_s, QString::fromLatin1(kDeviceGrant)}},
                         {u"code_challenge_methods_supported"_s, QJsonArray{u"S256"_s}},
                         {u"token_endpoint_auth_methods_supported"_s, QJsonArray{u"none"_s}},
                         {u"scopes_supported"_s, QJsonArray::fromStringList(scopeTexts(ScopeAll))},
                         {u"authorization_response_iss_parameter_supported"_s, true}});
}

}  // namespace tideline::server
