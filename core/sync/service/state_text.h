// The one place that says in words how a project, or everything, is doing: for the tray, the status bar and `tide`.
#pragma once

#include "core/schema/local_project.h"
#include "core/sync/engine.h"

#include <optional>
#include <vector>

namespace tideline::sync {

/// What is known of a project's state.
struct StateFacts {
    SyncState state = SyncState::Waiting;
    std::optional<Progress> progress;  ///< while Syncing
    std::optional<Error> error;        ///< of the last sync, when it failed as a whole
    qint64 conflicts = 0;
    qint64 fileErrors = 0;
    QString guardReason;               ///< a plan waits for a yes
    QString degraded = {};             ///< why the watcher does not see all; empty = it does
    QString pausedUntil = {};          ///< while Paused: as untilText() gives it; empty = until somebody resumes
    qint64 stopped = 0;                ///< while nothing else waits: files that a person stopped
    bool metered = false;              ///< nothing syncs by itself, since the network is metered
};

/// When a pause ends, in local time: "14:30", on another day than `nowMs` "Tue 1 Dec 08:00", which stays true over midnight.
/// Unix epoch, UTC, milliseconds; "" for 0.
QString untilText(qint64 untilMs, qint64 nowMs);

/// One sentence without a full stop, such as "Uploading 3 of 9 files".
QString stateText(const StateFacts &facts);

/// Everything together, where `projects` tell also of a metered network: the state that needs a person most wins, then what is going on, then rest.
struct Overall {
    SyncState state = SyncState::Synced;
    QString text;
};
Overall overallState(const std::vector<StateFacts> &projects, bool signedIn, bool paused, bool online, const QString &pausedUntil = {});

}  // namespace tideline::sync
