// Whether a folder may become a project's.
#pragma once

#include "core/sync/service/service_core.h"

namespace tideline::sync {

enum class Content { Any, MustBeEmpty };

/// The folder's real path (links resolved). It must exist.
/// Errors: NotFound, Invalid (no folder, "/", it holds or is the profile), Denied (not writable), Conflict (linked already, inside a
/// project, or a project is inside it), Refused (files are in it and must not be).
Result<QString> checkFolder(const ServiceCore &core, const QString &folder, Content content);

/// Makes the folder with those above it; true when it was not there. Errors: Denied, Invalid (a file is there), DiskFull, Io.
Result<bool> makeFolder(const QString &folder);

}  // namespace tideline::sync
