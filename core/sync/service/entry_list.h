// Lists entries of a project: from the store when it is on this disk, else from the cloud.
#pragma once

#include "core/sync/service/entry_view.h"
#include "core/sync/service/project_finder.h"

namespace tideline::sync {

struct EntryPage {
    QJsonArray rows;
    QString after;  ///< empty = this was the last page
    bool stale = false;  ///< of the cloud: it may be old
};

/// One folder, folders first, then by name. Errors: NotFound (no such folder), Invalid (`after`), and the store's.
Result<EntryPage> listFolder(ServiceCore &core, const ProjectStatus &project, const RelativePath &folder, const QString &after, int limit);
/// The same from GET /tree, in byte order; `revision` 0 = the head. Errors: as askList().
Result<EntryPage> listCloudFolder(ServiceCore &core, const VerbCall &call, const ProjectId &cloudId, const RelativePath &folder,
                                  Revision revision, const QString &after, int limit);
/// What is not in sync below a path, or with `all` everything, in order of paths.
Result<EntryPage> listUnsettled(ServiceCore &core, const ProjectStatus &project, const RelativePath &path, bool all,
                                const QString &after, int limit);

}  // namespace tideline::sync
