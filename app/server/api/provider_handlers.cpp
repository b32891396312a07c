// Sign-in through an OpenID Connect provider. It stands for the password alone: what a device gets is made as it is otherwise, after
// the person, who is then known, has said yes on a page of ours. Nothing follows from being signed in at the provider.
#include "app/server/api/handlers.h"
#include "app/server/api/identities.h"
#include "app/server/api/oauth_requests.h"
#include "app/server/api/provider_sign_in.h"
#include "app/server/api/server_state.h"

#include <QLoggingCategory>

#include <algorithm>

namespace tideline::server {

namespace {

Q_LOGGING_CATEGORY(lcProvider, "tideline.server.provider")

constexpr char kCallbackPath[] = "/api/v1/oauth/provider/callback";
constexpr char kCookie[] = "sign_in_";

Response noProvider()
{
    return messagePage(u"There is no such sign-in"_s, u"This server knows no other sign-in than its own."_s, 404);
}

Response past()
{
    return messagePage(u"This sign-in is past"_s, u"It took too long, was used already, or began in another browser. Begin anew on the device."_s, 400);
}

/// What went wrong with the provider, said to a person; in full in the log.
Response failed(const Error &error)
{
    qCWarning(lcProvider).noquote() << toText(error);
    const bool isRefusal = error.kind == Error::Kind::Denied;
    const QString what = isRefusal || error.kind == Error::Kind::Timeout ? error.what : u"The sign-in provider cannot be reached, or answers what is not understood."_s;
    return messagePage(u"This sign-in did not work"_s, what + u' ' + error.mend, isRefusal ? 403 : 503);
}

/// Binds what follows to the browser that began, so that nobody can be sent into another's sign-in. One cookie for each, since a person
/// may begin twice. The provider leads back to us from its own pages: that is no reason to leave it out, so Lax.
QByteArray browserCookie(const Call &call, const QByteArray &secret, const char *seconds)
{
    QByteArray cookie = kCookie + sha256(secret).toBytes().toHex().first(8) + '=' + secret
                        + "; Path=/api/v1/oauth/provider; HttpOnly; SameSite=Lax; Max-Age=" + seconds;
    return issuerOf(call).startsWith("https:") ? cookie + "; Secure" : cookie;
}

/// The cookie's secret, if this browser has the one of that sign-in.
std::optional<QByteArray> secretOf(const Call &call, const ContentHash &browser)
{
    for (const QByteArray &item : call.header("cookie").split(';')) {
        const QByteArray cookie = item.trimmed();
        const QByteArray secret = cookie.mid(cookie.indexOf('=') + 1);
        if (cookie.startsWith(kCookie) && sha256(secret) == browser)
            return secret;
    }
    return {};
}

/// The page on which somebody who is known now says yes or no.
Result<SignInPage> pageFor(const Call &call, const ProviderSignIn &signIn, const QString &knownAs)
{
    SignInPage page;
    if (signIn.userCode.isEmpty()) {
        Authorization asked;
        asked.request = signIn.request;
        asked.state = signIn.state;
        page = pageOf(call, asked);
    } else {
        const auto waiting = waitingUnder(call.server, signIn.userCode);
        if (!waiting)
            return waiting.error();
        if (!*waiting)
            return Error{Error::Kind::Denied, u"The device does not wait any more."_s, {}, u"Begin anew on the device."_s};
        page = verifyPage(call, signIn.userCode, **waiting);
    }
    page.action = "/api/v1/oauth/provider/confirm";
    page.knownAs = knownAs;
    page.fields.clear();
    return page;
}

}  // namespace

Result<Response> getProvider(Call &call)
{
    if (!call.server.provider)
        return noProvider();
    ProviderSignIn signIn;
    signIn.userCode = QString::fromUtf8(call.parameters.text("user_code"));
    if (signIn.userCode.isEmpty()) {
        auto asked = authorizationFrom(call, call.parameters);
        if (asked.refusal)
            return std::move(*asked.refusal);
        signIn.request = std::move(asked.request);
        signIn.state = asked.state;
    } else {
        auto typed = typedCode(call, signIn.userCode);
        if (!typed)
            return typed.error();
        if (auto *refusal = std::get_if<Response>(&*typed))
            return std::move(*refusal);
    }
    Random &random = call.server.parts.random;
    const QByteArray browser = randomHex(random, 32);
    signIn.browser = sha256(browser);
    signIn.begun = {issuerOf(call) + kCallbackPath, randomHex(random, 32), randomHex(random, 32)};
    const OpenIdProvider::Begun begun = signIn.begun;
    const auto state = call.server.signIns.put(call.head.peer, std::move(signIn), random);
    if (!state)
        return messagePage(u"This sign-in did not work"_s, u"Too many sign-ins are under way. Try again in a while."_s, 503);
    const auto address = call.server.provider->authorizationUrl(*state, begun);
    if (!address)
        return failed(address.error());
    Response response;
    response.status = 303;
    response.headers["Location"] = *address;
    response.headers["Set-Cookie"] = browserCookie(call, browser, "600");
    response.headers["Cache-Control"] = "no-store";
    response.headers["Referrer-Policy"] = "no-referrer";
    return response;
}

Result<Response> getProviderCallback(Call &call)
{
    if (!call.server.provider)
        return noProvider();
    auto signIn = call.server.signIns.take(call.parameters.text("state"));
    if (!signIn || signIn->who || !secretOf(call, signIn->browser))
        return past();
    if (call.parameters.has("error")) {
        if (signIn->userCode.isEmpty())
            return deniedTo(call, signIn->request, signIn->state);
        return messagePage(u"Refused"_s, u"The sign-in was ended at %1. The device was not signed in."_s.arg(call.server.provider->settings().name), 403);
    }
    // A code stands for a password, and each is a question to the provider, four of which are asked at once for all.
    AttemptLimiter &wrong = call.server.wrongCodes;
    if (const int wait = wrong.begin(call.head.peer); wait > 0) {
        Response refusal = messagePage(u"Too many tries"_s, u"Wait a minute, then begin anew on the device."_s, 429);
        refusal.headers["Retry-After"] = QByteArray::number(wait);
        return refusal;
    }
    auto who = call.server.provider->redeem(call.parameters.text("code"), call.parameters.text("iss"), signIn->begun);
    if (who || who.error().kind != Error::Kind::Denied)
        wrong.takeBack(call.head.peer);
    if (!who)
        return failed(who.error());
    const auto user = userOf(call.server, *who);
    if (!user)
        return user.error();
    if (!*user && !call.server.provider->settings().newUsers)
        return failed(unknownUser(call.server));
    auto page = pageFor(call, *signIn, *user ? (*user)->name : QString(u""_s));
    if (!page)
        return failed(page.error());
    page->isNew = !*user;
    signIn->who = *std::move(who);
    const auto secret = call.server.signIns.put(call.head.peer, *std::move(signIn), call.server.parts.random);
    if (!secret)
        return messagePage(u"This sign-in did not work"_s, u"Too many sign-ins are under way. Try again in a while."_s, 503);
    page->fields = {{u"sign_in"_s, QString::fromLatin1(*secret)}};
    return signInPage(*page);
}

Result<Response> postProviderConfirm(Call &call)
{
    if (!call.server.provider)
        return noProvider();
    const auto signIn = call.server.signIns.take(call.form.text("sign_in"));
    const auto browser = signIn ? secretOf(call, signIn->browser) : std::nullopt;
    if (!signIn || !signIn->who || !browser)
        return past();
    const bool isAllowed = call.form.text("decision") == "allow";
    const auto withoutCookie = [&](Response response) {
        response.headers["Set-Cookie"] = browserCookie(call, *browser, "0");
        return response;
    };
    std::optional<UserInfo> user;
    if (isAllowed) {
        auto found = userOrNew(call.server, *signIn->who);
        if (!found)
            return found.error().kind == Error::Kind::Denied ? withoutCookie(failed(found.error())) : Result<Response>(found.error());
        user = *std::move(found);
    }
    if (signIn->userCode.isEmpty()) {
        if (!user)
            return withoutCookie(deniedTo(call, signIn->request, signIn->state));
        const auto code = makeCode(call.server, user->id, signIn->request);
        if (!code)
            return code.error();
        return withoutCookie(codeTo(call, signIn->request, signIn->state, *code));
    }
    const auto decided = decideDevice(call.server, signIn->userCode, user ? std::optional(user->id) : std::nullopt);
    if (!decided)
        return decided.error();
    if (!*decided)
        return withoutCookie(askForCode(u"Nothing waits under this code any more."_s));
    return withoutCookie(user ? messagePage(u"Signed in"_s, u"The device goes on by itself. You may close this page."_s)
                              : messagePage(u"Refused"_s, u"The device was not signed in."_s));
}

}  // namespace tideline::server
