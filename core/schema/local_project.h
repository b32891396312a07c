// A project as this device holds it: one field for each column of the table `project`.
#pragma once

#include "core/base/content_hash.h"
#include "core/base/ids.h"

#include <optional>

namespace tideline {

/// What the engine last said of a project; one of the words that `tide status` prints.
enum class SyncState { Synced, Syncing, Paused, Offline, Conflict, Waiting, Error, OnlineOnly };
QString toString(SyncState state);
Result<SyncState> syncStateFromString(QStringView text);
/// What an entry shows on which the two sides do not agree, by the state of its project.
SyncState stateOfUnsettled(SyncState project);

struct LocalProject {
    qint64 number = 0;  ///< this device's short key, used by the tree tables; 0 = not yet stored
    ProjectId id;       ///< this device's
    std::optional<ProjectId> cloudId;  ///< empty while the project lives on this disk alone
    QString name;
    OwnerId ownerId;
    QString rootPath;        ///< absolute; empty until cloned; this device decides it
    Epoch epoch;             ///< the server's epoch in which `revision` counts; null = never synced
    Revision revision = 0;   ///< the cursor: newest commit wholly in the remote tree; 0 = none
    ContentHash commitHash;  ///< the hash of that commit; null when revision is 0
    SyncState state = SyncState::Waiting;
    bool paused = false;
    bool onlineOnly = false;  ///< new files of others are listed, not fetched
    qint64 lastSyncedAtMs = 0;  ///< Unix epoch, UTC; 0 = never
    /// How often what both sides agree on has moved on; 0 = they were never equal. The folder holds the same count
    /// (files::RootProgress): where it holds a higher one, this store is older than its folder.
    qint64 turns = 0;
    bool operator==(const LocalProject &) const = default;
};

}  // namespace tideline
