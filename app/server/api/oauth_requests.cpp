#include "app/server/api/oauth_requests.h"

#include "app/server/api/browser_access.h"
#include "app/server/api/openid_provider.h"
#include "app/server/api/server_state.h"

#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

namespace tideline::server {

namespace {

constexpr qsizetype kMaxRedirect = 300;
constexpr qsizetype kMaxState = 1000;
constexpr qsizetype kChallengeLength = 43;

/// A loopback address of this computer with a port (RFC 8252 §7.3), and nothing that a browser could read in another way.
bool isLoopback(const QByteArray &uri)
{
    const bool isPrintable = std::ranges::all_of(uri, [](char c) { return c > ' ' && c < 0x7f && c != '\\' && c != '"' && c != '\'' && c != ';'; });
    if (!isPrintable || uri.size() > kMaxRedirect)
        return false;
    const QUrl url(QString::fromLatin1(uri), QUrl::StrictMode);
    return url.isValid() && url.scheme() == u"http"_s && (url.host() == u"127.0.0.1"_s || url.host() == u"::1"_s) && url.port() > 0
           && url.userInfo().isEmpty() && !uri.contains('@') && !uri.contains('#') && QString::fromLatin1(uri) == url.toString(QUrl::FullyEncoded);
}

QByteArray originOf(const QByteArray &redirect)
{
    const QUrl url(QString::fromLatin1(redirect));
    return url.toString(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::FullyEncoded).toLatin1();
}

SignInPage verifyPage()
{
    SignInPage page;
    page.action = "/api/v1/oauth/verify";
    return page;
}

/// The other way in, where there is one: the same request, to be answered by the provider.
void offerProvider(const Call &call, SignInPage &page)
{
    if (!call.server.provider)
        return;
    QUrlQuery query;
    for (const auto &[name, value] : page.fields)
        query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    page.providerName = call.server.provider->settings().name;
    page.providerLink = "/api/v1/oauth/provider?" + query.query(QUrl::FullyEncoded).toLatin1();
}

}  // namespace

QByteArray issuerOf(const Call &call)
{
    return addressOf(call.server.parts.policy.address, call.head);
}

std::optional<quint8> scopesFrom(const QByteArray &text)
{
    quint8 scopes = 0;
    for (const QByteArray &word : text.split(' ')) {
        if (word.isEmpty())
            continue;
        const auto scope = scopeFromText(QString::fromUtf8(word));
        if (!scope)
            return {};
        scopes |= *scope;
    }
    return scopes == 0 ? quint8(ScopeAll) : withImplied(scopes);
}

Response redirectTo(const QByteArray &uri, const QList<std::pair<QString, QString>> &parameters)
{
    QUrl url(QString::fromLatin1(uri));
    QUrlQuery query(url);
    for (const auto &[name, value] : parameters)
        query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    url.setQuery(query);
    Response response;
    response.status = 303;
    response.headers["Location"] = url.toEncoded();
    response.headers["Cache-Control"] = "no-store";
    response.headers["Referrer-Policy"] = "no-referrer";
    return response;
}

Authorization authorizationFrom(const Call &call, const Parameters &given)
{
    Authorization found;
    found.request.redirectUri = given.text("redirect_uri");
    found.state = given.text("state");
    // Nobody is sent to an address that cannot be trusted.
    if (given.text("client_id") != kClient || !isLoopback(found.request.redirectUri)) {
        found.refusal = messagePage(u"This sign-in cannot go on"_s, u"The program that sent you here is not known, or would be answered at "
                                                                    "an address that is not on this computer."_s, 400);
        return found;
    }
    const auto refuse = [&](const char *code, const QString &what) {
        found.refusal = redirectTo(found.request.redirectUri, {{u"error"_s, QString::fromLatin1(code)}, {u"error_description"_s, what},
                                                               {u"state"_s, QString::fromUtf8(found.state.left(kMaxState))},
                                                               {u"iss"_s, QString::fromLatin1(issuerOf(call))}});
    };
    const auto scopes = scopesFrom(given.text("scope"));
    found.request.challenge = given.text("code_challenge");
    found.request.deviceName = QString::fromUtf8(given.text("device")).left(80);
    if (given.text("response_type") != "code")
        refuse("unsupported_response_type", u"Only response_type=code is served."_s);
    else if (given.text("code_challenge_method") != "S256" || found.request.challenge.size() != kChallengeLength
             || !isVerifier(found.request.challenge))
        refuse("invalid_request", u"A code_challenge with the method S256 is needed (RFC 7636)."_s);
    else if (found.state.size() > kMaxState)
        refuse("invalid_request", u"The state is longer than 1,000 bytes."_s);
    else if (!scopes)
        refuse("invalid_scope", u"A scope is projects:read, projects:write or admin."_s);
    else
        found.request.scopes = *scopes;
    return found;
}

Response deniedTo(const Call &call, const CodeRequest &request, const QByteArray &state)
{
    return redirectTo(request.redirectUri, {{u"error"_s, u"access_denied"_s},
                                            {u"state"_s, QString::fromUtf8(state)},
                                            {u"iss"_s, QString::fromLatin1(issuerOf(call))}});
}

Response codeTo(const Call &call, const CodeRequest &request, const QByteArray &state, const QByteArray &code)
{
    return redirectTo(request.redirectUri, {{u"code"_s, QString::fromLatin1(code)},
                                            {u"state"_s, QString::fromUtf8(state)},
                                            {u"iss"_s, QString::fromLatin1(issuerOf(call))}});
}

SignInPage pageOf(const Call &call, const Authorization &asked)
{
    SignInPage page;
    page.deviceName = asked.request.deviceName;
    page.scopes = scopeTexts(asked.request.scopes);
    page.action = "/api/v1/oauth/authorize";
    page.redirect = originOf(asked.request.redirectUri);
    page.fields = {{u"response_type"_s, u"code"_s},
                   {u"client_id"_s, QString::fromLatin1(kClient)},
                   {u"redirect_uri"_s, QString::fromLatin1(asked.request.redirectUri)},
                   {u"code_challenge"_s, QString::fromLatin1(asked.request.challenge)},
                   {u"code_challenge_method"_s, u"S256"_s},
                   {u"state"_s, QString::fromUtf8(asked.state)},
                   {u"scope"_s, page.scopes.join(u' ')},
                   {u"device"_s, asked.request.deviceName}};
    offerProvider(call, page);
    return page;
}

SignInPage verifyPage(const Call &call, const QString &userCode, const Waiting &waiting)
{
    SignInPage page = verifyPage();
    page.deviceName = waiting.deviceName;
    page.scopes = scopeTexts(waiting.scopes);
    page.userCode = userCode.toUpper();
    page.fields = {{u"user_code"_s, userCode}};
    offerProvider(call, page);
    return page;
}

Response askForCode(const QString &trouble, int status)
{
    SignInPage page = verifyPage();
    page.asksForUserCode = true;
    page.trouble = trouble;
    return signInPage(page, trouble.isEmpty() ? 200 : status);
}

Result<std::variant<Waiting, Response>> typedCode(Call &call, const QString &userCode)
{
    using Typed = std::variant<Waiting, Response>;
    AttemptLimiter &wrong = call.server.wrongCodes;
    if (const int wait = wrong.begin(call.head.peer); wait > 0) {
        Response refusal = askForCode(u"Too many wrong codes. Wait a minute, then try again."_s, 429);
        refusal.headers["Retry-After"] = QByteArray::number(wait);
        return Typed(std::move(refusal));
    }
    const auto waiting = waitingUnder(call.server, userCode);
    if (!waiting || *waiting)
        wrong.takeBack(call.head.peer);
    if (!waiting)
        return waiting.error();
    if (!*waiting)
        return Typed(askForCode(u"Nothing waits under this code. It may be past; begin anew on the device."_s));
    return Typed(**waiting);
}

}  // namespace tideline::server
