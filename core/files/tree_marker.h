// The marker that makes a folder a project's root: without it nothing below is ever taken for deleted.
#pragma once

#include "core/base/clock.h"
#include "core/base/ids.h"
#include "core/files/file_system.h"

namespace tideline::files {

/// Makes `.tideline/` with `tmp`, `trash` and `marker.json` {"project","made_at_ms"} durable. Doing it twice changes
/// nothing. Errors: Refused (the marker of another project is there), Denied, DiskFull.
Result<void> prepareRoot(FileSystem &disk, const ProjectId &project, Clock &clock);

/// Whether this is the root of `project`, wholly there. Errors: NotFound (no marker: an empty mount point, say), Refused
/// (another project's), Corrupt (not a marker).
Result<void> checkRoot(FileSystem &disk, const ProjectId &project);

}  // namespace tideline::files
