#include "core/cloud/server_facts.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace tideline::cloud {

namespace {

constexpr int kProtocol = 1;

Error unknown(const QString &what, const QString &origin, const QString &mend = u"Update Tideline here or on the server."_s)
{
    return Error{Error::Kind::Invalid, what, origin, mend};
}

Error noServer(const QString &what, const QString &origin)
{
    return Error{Error::Kind::Invalid, what, origin, u"Check the address, and its port."_s};
}

/// "v2" is 2; -1 = no protocol's name.
int numberOf(const QJsonValue &protocol)
{
    const QString text = protocol.toString();
    bool isNumber = false;
    const int number = text.startsWith(u'v') ? text.sliced(1).toInt(&isNumber) : -1;
    return isNumber ? number : -1;
}

Result<void> checkProtocol(const QJsonArray &spoken, const QString &origin)
{
    int most = -1;
    for (const QJsonValue &one : spoken) {
        if (numberOf(one) == kProtocol)
            return {};
        most = std::max(most, numberOf(one));
    }
    if (most < 0)
        return noServer(u"What answers at this address is no Tideline server."_s, origin);
    if (most > kProtocol)
        return unknown(u"The server is too new: it speaks protocol v%1, and this program v1."_s.arg(most), origin, u"Update Tideline on this computer."_s);
    return unknown(u"The server is too old: it speaks protocol v%1, and this program v1."_s.arg(most), origin, u"Ask whoever runs the server to update it."_s);
}

/// One of ours that no longer, or not yet, answers at this protocol's addresses.
bool isOfAnotherProtocol(const CloudReply &reply)
{
    return QJsonDocument::fromJson(reply.body).object().value(u"code"_s) == u"other_protocol"_s;
}

/// What cannot be agreed on is refused before a byte is cut or hashed in the wrong way.
Result<void> checkWays(const QJsonObject &capabilities, const QString &origin)
{
    if (auto spoken = checkProtocol(capabilities.value(u"api"_s).toArray(), origin); !spoken)
        return spoken;
    const QJsonArray hashes = capabilities.value(u"hash"_s).toArray();
    if (!hashes.contains(u"s256"_s))
        return unknown(u"The server's hash is not known here: %1."_s.arg(hashes.isEmpty() ? u"none"_s : hashes.first().toString()), origin);
    const QString chunker = capabilities.value(u"chunker"_s).toObject().value(u"name"_s).toString();
    if (!chunker.isEmpty() && chunker != u"fastcdc2"_s)
        return unknown(u"The server's chunker is not known here: %1."_s.arg(chunker), origin);
    return {};
}

}  // namespace

Result<ServerFacts> serverFacts(Channel &channel, const QString &origin)
{
    CloudRequest request;
    request.path = "/api/v1/capabilities";
    const auto reply = channel.send(request);
    if (!reply)
        return reply.error();
    const bool leadsAway = reply->status >= 300 && reply->status < 400;
    if (reply->contentType == "text/html" && !leadsAway)
        return Error{Error::Kind::Invalid, u"A web page answers at this address, not a Tideline server."_s, origin,
                     u"Check the address; a sign-in page of the network may also be in the way."_s};
    if (reply->status == 404 && isOfAnotherProtocol(*reply))
        return unknown(cloudError(*reply, {}).what, origin);
    if (reply->status == 404)
        return noServer(u"There is no Tideline server at this address."_s, origin);
    const auto capabilities = jsonOf(*reply, u"ask what the server can do"_s);
    if (!capabilities)
        return capabilities.error();
    if (auto agreed = checkWays(*capabilities, origin); !agreed)
        return agreed.error();
    ServerFacts facts{capabilities->value(u"server_id"_s).toString(), capabilities->value(u"version"_s).toString(), {}};
    const QJsonObject offered = capabilities->value(u"auth"_s).toObject();
    if (offered.value(u"pkce"_s).toBool())
        facts.ways += u"browser"_s;
    if (offered.value(u"device"_s).toBool())
        facts.ways += u"device"_s;
    if (offered.value(u"password"_s).toBool(true))
        facts.ways += u"password"_s;
    facts.ways += u"token"_s;
    return facts;
}

}  // namespace tideline::cloud
