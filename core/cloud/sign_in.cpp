#include "core/cloud/sign_in.h"

#include "core/cloud/curl_channel.h"
#include "core/cloud/server_facts.h"

#include <QJsonDocument>

namespace tideline::cloud {

namespace {

Result<QJsonObject> getJson(Channel &channel, const QByteArray &path, const QString &step)
{
    CloudRequest request;
    request.path = path;
    auto reply = channel.send(request);
    if (!reply)
        return reply.error();
    return jsonOf(*reply, step);
}

Result<QByteArray> tokenFor(Channel &channel, const Credentials &credentials)
{
    CloudRequest request;
    request.method = "POST";
    request.path = "/api/v1/login";
    request.contentType = "application/json";
    request.body = QJsonDocument(QJsonObject{{u"user"_s, credentials.user},
                                             {u"password"_s, credentials.password},
                                             {u"device"_s, credentials.device}})
                       .toJson(QJsonDocument::Compact);
    auto reply = channel.send(request);
    if (!reply)
        return reply.error();
    auto answer = jsonOf(*reply, u"sign in"_s);
    if (!answer)
        return answer.error();
    const QByteArray token = answer->value(u"token"_s).toString().toLatin1();
    if (token.isEmpty())
        return Error{Error::Kind::Corrupt, u"The server's sign-in gave no token."_s, u"POST /login"_s, {}};
    return token;
}

/// A token goes into a header: nothing but what RFC 6750 allows.
bool isTokenText(const QByteArray &token)
{
    return !token.isEmpty() && token.size() <= 4096
           && std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

}  // namespace

ChannelFactory curlChannels()
{
    return [](const ServerAddress &server, const QByteArray &token) -> std::unique_ptr<Channel> {
        CurlChannel::Options options;
        options.server = server;
        options.token = token;
        return std::make_unique<CurlChannel>(std::move(options));
    };
}

Result<QString> serverIdOf(Channel &channel)
{
    auto capabilities = getJson(channel, "/api/v1/capabilities", u"ask which server this is"_s);
    return capabilities ? Result<QString>(capabilities->value(u"server_id"_s).toString()) : capabilities.error();
}

Result<Identity> whoAmI(Channel &channel)
{
    auto me = getJson(channel, "/api/v1/me", u"ask who is signed in"_s);
    if (!me)
        return me.error();
    const QJsonObject user = me->contains(u"user"_s) ? me->value(u"user"_s).toObject() : *me;
    Identity identity{user.value(u"id"_s).toString(), user.value(u"name"_s).toString(),
                      me->value(u"server_id"_s).toString()};
    if (identity.userId.isEmpty())
        return Error{Error::Kind::Corrupt, u"The server does not say who is signed in."_s, u"GET /me"_s, {}};
    return identity;
}

Result<SignedIn> signIn(const ServerAddress &server, const Credentials &credentials, const ChannelFactory &channels)
{
    const QString origin = QString::fromLatin1(server.origin());
    const std::unique_ptr<Channel> open = channels(server, {});
    if (auto capable = serverFacts(*open, origin); !capable)
        return capable.error();

    QByteArray token = credentials.token.trimmed();
    if (token.isEmpty()) {
        auto issued = tokenFor(*open, credentials);
        if (!issued)
            return issued.error().kind == Error::Kind::SignIn
                       ? Error{Error::Kind::SignIn, u"The user name or the password is wrong."_s, origin, u"Try again."_s}
                       : issued.error();
        token = *issued;
    }
    if (!isTokenText(token))
        return Error{Error::Kind::SignIn, u"This is not a token."_s, origin, u"Copy it whole, without spaces."_s};
    const std::unique_ptr<Channel> closed = channels(server, token);
    auto identity = whoAmI(*closed);
    if (!identity)
        return identity.error().kind == Error::Kind::SignIn
                   ? Error{Error::Kind::SignIn, u"The server does not know this token."_s, origin,
                           u"Make a new one on the server: tideline-server token create USER"_s}
                   : identity.error();
    return SignedIn{{server.origin(), token, credentials.device}, *identity};
}

}  // namespace tideline::cloud
