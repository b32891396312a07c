// How a verb asks the cloud about one of its projects.
#pragma once

#include "core/sync/service/project_finder.h"

#include <map>

namespace tideline::sync {

/// A project of the cloud, be it on this disk or not.
struct CloudRef {
    ProjectRef project;
    ProjectId cloudId;
    /// "/api/v1/projects/prj_…" and what follows.
    QByteArray url(const QByteArray &tail) const { return "/api/v1/projects/" + cloudId.toString().toLatin1() + tail; }
};
/// Errors: NotFound (it is on this disk alone).
Result<CloudRef> cloudRefOf(const ProjectRef &project);
/// The one that the argument `project` means. Errors: as findProject(); NotFound (it is on this disk alone).
Result<CloudRef> cloudProject(ServiceCore &core, const VerbCall &call);

/// The JSON of the reply; empty for a 204. `body` goes with POST, PUT and PATCH; `step` is what it was for, for the error.
Result<QJsonObject> askCloud(ServiceCore &core, const VerbCall &call, const QByteArray &method, const QByteArray &path,
                             const QJsonObject &body, const QString &step, std::map<QByteArray, QByteArray> headers = {});

/// GET as askCloud(); a call with `stale_ok` is given what is known at once, be it old.
Result<CloudAnswer> askList(ServiceCore &core, const VerbCall &call, CloudList list, const std::optional<ProjectId> &project, const QByteArray &path);
/// How old an answer may be. Errors: Invalid (`stale_ok` is no bool).
Result<cache::Accept> acceptOf(const VerbCall &call);
/// The reply, marked when it may be old.
QJsonObject markedReply(QJsonObject reply, bool stale);

/// RFC 3339 as the cloud writes it; 0 when it is none.
qint64 msOf(const QJsonValue &time);

}  // namespace tideline::sync
