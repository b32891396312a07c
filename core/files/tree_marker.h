// The marker that makes a folder a project's root: without it nothing below is ever taken for deleted.
#pragma once

#include "core/base/clock.h"
#include "core/base/ids.h"
#include "core/files/file_system.h"

#include <optional>

namespace tideline::files {

/// What `.tideline/marker.json` says: whose root this is.
struct TreeMarker {
    ProjectId project;   ///< this device's id of the project
    ServerId server;     ///< null = not known when the marker was made
    DeviceId device;     ///< the one that made it; null = not known
    qint64 madeAtMs = 0; ///< Unix epoch, UTC
    ProjectId cloud{};   ///< the cloud's id of the project; null = not known when the marker was made
    bool operator==(const TreeMarker &) const = default;
};

/// The marker, or nullopt when there is none. Errors: Corrupt (not a marker), Denied (also: a symbolic link in the way), Io.
Result<std::optional<TreeMarker>> readMarker(FileSystem &disk);

/// Makes `.tideline/` (for the owner alone) with `tmp`, `trash` and the marker, durably. Doing it twice changes nothing: a
/// marker of the same project stays as it is, and one of the same project of the cloud, from a store that is no more, is
/// replaced. Errors: Refused (the marker of another project is there), Corrupt (what is there is no marker), Denied, DiskFull, Io.
Result<void> prepareRoot(FileSystem &disk, const TreeMarker &marker);
Result<void> prepareRoot(FileSystem &disk, const ProjectId &project, const std::optional<ProjectId> &cloud, Clock &clock,
                         const ServerId &server = {});

/// Whether this is the root of `project`, wholly there. Errors: NotFound (no marker: an empty mount point, say), Refused
/// (another project's), Corrupt (not a marker).
Result<void> checkRoot(FileSystem &disk, const ProjectId &project);

/// What `.tideline/progress` says: how far the store was that had this root last.
struct RootProgress {
    qint64 turns = 0;       ///< LocalProject::turns; 0 = the root was never wholly in sync, or it is not known
    Epoch epoch;            ///< the cursor when both sides were last equal; null = not known
    Revision revision = 0;
    bool operator==(const RootProgress &) const = default;
};
/// Not durable: after a loss of power it may be one from before or none, never one that no store has reached. Errors: Denied, Io.
Result<RootProgress> readProgress(FileSystem &disk);
/// Errors: of the disk; nothing is lost then but the knowledge that an older store is an older one.
Result<void> writeProgress(FileSystem &disk, const RootProgress &progress);

}  // namespace tideline::files
