#include "app/server/api/openid_provider.h"

#include "app/server/api/call.h"
#include "app/server/api/grants.h"
#include "app/server/api/id_token.h"

#include <QJsonArray>
#include <QUrl>

#include <algorithm>

namespace tideline::server {

using namespace std::chrono_literals;

namespace {

constexpr auto kKeep = 1h;           ///< of what the provider says of itself, and of its keys
constexpr auto kKeysAtMostEvery = 60s;  ///< however many tokens come with keys that are not known
constexpr int kMostAsking = 4;       ///< threads of the pool that may wait for the provider

QByteArray encoded(const QByteArray &text)
{
    return text.toPercentEncoding();
}

QByteArray form(const QList<std::pair<QByteArray, QByteArray>> &fields)
{
    QByteArray text;
    for (const auto &[name, value] : fields)
        text += (text.isEmpty() ? "" : "&") + name + '=' + encoded(value);
    return text;
}

Error badProvider(const QString &what)
{
    return {Error::Kind::Invalid, u"The sign-in provider cannot be used: %1."_s.arg(what), {}, u"Ask who runs this server."_s};
}

}  // namespace

Result<WebReply> OpenIdProvider::ask(const WebRequest &request)
{
    if (++m_asking > kMostAsking) {
        --m_asking;
        return Error{Error::Kind::Timeout, u"Too many sign-ins wait for the provider."_s, {}, u"Try again in a moment."_s};
    }
    auto reply = m_web.ask(request);
    --m_asking;
    return reply;
}

Result<QJsonObject> OpenIdProvider::askJson(const WebRequest &request)
{
    const auto reply = ask(request);
    if (!reply)
        return reply.error();
    if (reply->status != 200)
        return badProvider(u"it answers %1"_s.arg(reply->status));
    auto json = parseObject(reply->body);
    return json ? json : badProvider(u"its answer is no JSON object"_s);
}

Result<QJsonObject> OpenIdProvider::metadata()
{
    const auto now = m_clock.monotonic();
    {
        const MutexLock lock(m_mutex);
        if (m_metadata && now - m_metadata->at < kKeep)
            return m_metadata->json;
    }
    QByteArray address = m_settings.issuer;
    if (address.endsWith('/'))
        address.chop(1);
    auto json = askJson({address + "/.well-known/openid-configuration", {}, {}});
    if (!json)
        return json;
    if ((*json)[u"issuer"_s] != QString::fromUtf8(m_settings.issuer))
        return badProvider(u"it says that it is another issuer"_s);
    const MutexLock lock(m_mutex);
    m_metadata = {*json, now};
    return json;
}

Result<QJsonObject> OpenIdProvider::keys(const QJsonObject &metadata, std::chrono::nanoseconds notOlder)
{
    const auto now = m_clock.monotonic();
    {
        const MutexLock lock(m_mutex);
        if (m_keys && now - m_keys->at < notOlder)
            return m_keys->json;
    }
    const auto address = endpoint(metadata, u"jwks_uri"_s);
    if (!address)
        return address.error();
    auto json = askJson({*address, {}, {}});
    if (!json)
        return json;
    const MutexLock lock(m_mutex);
    m_keys = {*json, now};
    return json;
}

Result<QByteArray> OpenIdProvider::endpoint(const QJsonObject &metadata, const QString &name) const
{
    const QUrl url(metadata[name].toString(), QUrl::StrictMode);
    const QUrl issuer = QUrl::fromEncoded(m_settings.issuer);
    const bool isKnown = url.host() == issuer.host() ? url.port() == issuer.port()
                                                     : url.port() == -1 && m_settings.hosts.contains(url.host().toLatin1());
    // The scheme is the issuer's, too: what is asked by https is not followed into the clear.
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty() || url.hasFragment() || !isKnown || url.scheme() != issuer.scheme())
        return badProvider(u"its %1 is at an address that this server was not told of"_s.arg(name));
    return url.toEncoded();
}

Result<QByteArray> OpenIdProvider::authorizationUrl(const QByteArray &state, const Begun &begun)
{
    const auto known = metadata();
    if (!known)
        return known.error();
    const auto address = endpoint(*known, u"authorization_endpoint"_s);
    if (!address)
        return address;
    return *address + (address->contains('?') ? '&' : '?')
           + form({{"response_type", "code"},
                   {"client_id", m_settings.clientId},
                   {"redirect_uri", begun.redirectUri},
                   {"scope", "openid profile"},
                   {"state", state},
                   {"nonce", begun.nonce},
                   {"code_challenge", challengeOf(begun.verifier)},
                   {"code_challenge_method", "S256"}});
}

Result<ProviderIdentity> OpenIdProvider::redeem(const QByteArray &code, const QByteArray &issuer, const Begun &begun)
{
    const auto known = metadata();
    if (!known)
        return known.error();
    const bool namesItself = (*known)[u"authorization_response_iss_parameter_supported"_s].toBool();
    if (issuer.isEmpty() ? namesItself : issuer != m_settings.issuer)
        return Error{Error::Kind::Denied, u"The answer is not the provider's."_s, {}, u"Begin anew."_s};
    const auto address = endpoint(*known, u"token_endpoint"_s);
    if (!address)
        return address.error();
    QList<std::pair<QByteArray, QByteArray>> fields{{"grant_type", "authorization_code"},
                                                    {"code", code},
                                                    {"redirect_uri", begun.redirectUri},
                                                    {"code_verifier", begun.verifier},
                                                    {"client_id", m_settings.clientId}};
    WebRequest request{*address, {}, {}};
    const QJsonValue methods = (*known)[u"token_endpoint_auth_methods_supported"_s];
    if (!m_settings.clientSecret.isEmpty()) {
        if (!methods.isArray() || methods.toArray().contains(u"client_secret_basic"_s))
            request.authorization = "Basic " + (encoded(m_settings.clientId) + ':' + encoded(m_settings.clientSecret)).toBase64();
        else if (methods.toArray().contains(u"client_secret_post"_s))
            fields << std::pair<QByteArray, QByteArray>("client_secret", m_settings.clientSecret);
        else
            return badProvider(u"it takes no secret, in the header or in the form"_s);
    }
    request.form = form(fields);
    const auto reply = ask(request);
    if (!reply)
        return reply.error();
    if (reply->status >= 400 && reply->status < 500)
        return Error{Error::Kind::Denied, u"The provider refused the sign-in."_s, u"it answered %1"_s.arg(reply->status), u"Begin anew."_s};
    const auto json = reply->status == 200 ? parseObject(reply->body) : Result<QJsonObject>(QJsonObject());
    if (!json || !json->contains(u"id_token"_s))
        return badProvider(u"it answers %1 to a code, and no token"_s.arg(reply->status));
    const auto claims = claimsOf((*json)[u"id_token"_s].toString().toLatin1(), *known, begun);
    if (!claims)
        return claims.error();
    return ProviderIdentity{(*claims)[u"sub"_s].toString(), nameFor(*claims, *known, (*json)[u"access_token"_s].toString().toLatin1())};
}

Result<QJsonObject> OpenIdProvider::claimsOf(const QByteArray &token, const QJsonObject &known, const Begun &begun)
{
    const IdTokenRules rules{m_settings.issuer, m_settings.clientId, begun.nonce, m_clock.nowMs()};
    for (const std::chrono::nanoseconds notOlder : {std::chrono::nanoseconds(kKeep), std::chrono::nanoseconds(kKeysAtMostEvery)}) {
        const auto published = keys(known, notOlder);
        if (!published)
            return published.error();
        auto claims = checkIdToken(token, *published, rules);
        if (claims || claims.error().kind != Error::Kind::NotFound)
            return claims;
    }
    return Error{Error::Kind::Denied, QString::fromUtf16(kUnknownKey), {}, u"Try again in a minute."_s};
}

/// For a new user's name alone, so that whatever goes wrong here is no reason to refuse anybody.
QString OpenIdProvider::nameFor(const QJsonObject &claims, const QJsonObject &known, const QByteArray &accessToken)
{
    const auto nameIn = [](const QJsonObject &source) {
        for (const QString &claim : {u"preferred_username"_s, u"nickname"_s, u"name"_s}) {
            if (const QString name = source[claim].toString(); !name.isEmpty())
                return name.left(255);
        }
        return QString();
    };
    const QString name = nameIn(claims);
    const auto address = endpoint(known, u"userinfo_endpoint"_s);
    const bool isPlain = !accessToken.isEmpty() && std::ranges::all_of(accessToken, [](char c) { return c > ' ' && c < 0x7f; });
    if (!name.isEmpty() || !address || !isPlain)
        return name;
    const auto info = askJson({*address, {}, "Bearer " + accessToken});
    return info && (*info)[u"sub"_s] == claims[u"sub"_s] ? nameIn(*info) : QString();
}

}  // namespace tideline::server
