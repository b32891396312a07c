// Whether a Tideline server is at an address, before anybody signs in there.
#include "core/cloud/server_facts.h"
#include "core/sync/service/verbs/verbs.h"

namespace tideline::sync {

Result<QJsonObject> checkServer(ServiceCore &core, const VerbCall &call)
{
    const auto url = call.args.text(u"url"_s);
    if (!url)
        return url.error();
    const auto server = cloud::ServerAddress::parse(*url);
    if (!server)
        return server.error();
    if (const auto allowed = core.policy.checkServer(server->origin()); !allowed)
        return allowed.error();
    cloud::CurlChannel::Options options;
    options.server = *server;
    options.network = core.account.network();
    options.abort = call.cancelled;
    options.wholeTimeout = cloud::CurlChannel::kStrangerTimeout;
    cloud::CurlChannel channel(std::move(options));
    const QString origin = QString::fromLatin1(server->origin());
    const auto facts = cloud::serverFacts(channel, origin);
    if (!facts)
        return facts.error();
    return QJsonObject{{u"url"_s, origin},
                       {u"server_id"_s, facts->serverId},
                       {u"version"_s, facts->version},
                       {u"tls"_s, server->scheme == "https" ? u"verified"_s : u"none"_s},
                       {u"ways"_s, QJsonArray::fromStringList(facts->ways)}};
}

}  // namespace tideline::sync
