// Rules of the project records, used by the endpoints and by Core.
#pragma once

#include "app/server/api/core.h"
#include "app/server/metadata/project_repository.h"

namespace tideline::server {

struct ServerState;

/// Errors: Invalid (the cursor is not ours).
Result<Page<CloudProject>> listProjects(ServerState &server, const Principal &principal, const QString &cursor,
                                        int limit, const ProjectFilter &filter = {});

/// Takes the fields of a new project, or of a merge patch (RFC 7386: null puts a field back to its default), into
/// `row`. Fields that the API does not let a client set are ignored, as unknown ones are.
/// Errors: Invalid (wrong type, too long, a name that is empty or has control characters).
Result<void> applyFields(const QJsonObject &fields, ProjectRow &row);

}  // namespace tideline::server
