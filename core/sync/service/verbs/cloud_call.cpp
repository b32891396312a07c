#include "core/sync/service/verbs/cloud_call.h"

#include <QDateTime>
#include <QJsonDocument>

namespace tideline::sync {

Result<CloudRef> cloudRefOf(const ProjectRef &project)
{
    const std::optional<ProjectId> cloudId = project.local ? project.local->project.cloudId : project.cloud->id;
    if (!cloudId)
        return Error{Error::Kind::NotFound, u"This project is not in the cloud."_s, project.name(), {}};
    return CloudRef{project, *cloudId};
}

Result<CloudRef> cloudProject(ServiceCore &core, const VerbCall &call)
{
    const auto project = call.args.text(u"project"_s);
    if (!project)
        return project.error();
    const auto found = findProject(core, *project, AskCloud::IfUnknown, call.cancelled);
    if (!found)
        return found.error();
    return cloudRefOf(*found);
}

Result<QJsonObject> askCloud(ServiceCore &core, const VerbCall &call, const QByteArray &method, const QByteArray &path,
                             const QJsonObject &body, const QString &step, std::map<QByteArray, QByteArray> headers)
{
    cloud::CloudRequest request;
    request.method = method;
    request.path = path;
    request.headers = std::move(headers);
    if (method != "GET" && method != "DELETE") {
        request.contentType = "application/json";
        request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    }
    auto reply = core.ask(request, call);
    if (!reply)
        return reply.error();
    return reply->status == 204 ? Result<QJsonObject>(QJsonObject()) : cloud::jsonOf(*reply, step);
}

Result<cache::Accept> acceptOf(const VerbCall &call)
{
    const auto staleOk = call.args.flag(u"stale_ok"_s);
    if (!staleOk)
        return staleOk.error();
    return *staleOk ? cache::Accept::Stale : cache::Accept::New;
}

QJsonObject markedReply(QJsonObject reply, bool stale)
{
    if (stale)
        reply[u"stale"_s] = true;
    return reply;
}

Result<CloudAnswer> askList(ServiceCore &core, const VerbCall &call, CloudList list, const std::optional<ProjectId> &project, const QByteArray &path)
{
    const auto accept = acceptOf(call);
    if (!accept)
        return accept.error();
    auto answer = core.lists->ask(list, project, path, *accept, call.cancelled);
    if (answer && *accept == cache::Accept::New)
        answer->stale = false;  // computed in this call: it was so after the call began
    return answer;
}

qint64 msOf(const QJsonValue &time)
{
    const QDateTime at = QDateTime::fromString(time.toString(), Qt::ISODateWithMs);
    return at.isValid() ? at.toMSecsSinceEpoch() : 0;
}

}  // namespace tideline::sync
