// The one place where CloudProject and LocalProject meet.
#pragma once

#include "core/schema/cloud_project.h"
#include "core/schema/local_project.h"

namespace tideline {

/// A new local record of a cloud project. Every field of CloudProject is mapped (id → cloudId, name, owner.id) or
/// dropped by name: title, description, metadata, tags, owner.type, owner.name, role, permissions, createdAt,
/// updatedAt, recordRevision, headRevision, epoch, sizeBytes, fileCount, isPublic (what the cloud alone knows is in the cache;
/// epoch and revision are claims of work done, and none is done yet).
LocalProject localFromCloud(const CloudProject &cloud, const ProjectId &localId, const QString &rootPath);

/// Folds the cloud's description into the device's record: name and owner. `rootPath`, `revision` and `epoch` stay as
/// they are, so no message can move a folder or claim work that was not done.
/// A lower revision in the same epoch is an old message, overtaken by a newer one: nothing changes.
/// Errors: Epoch, when the server was restored from a backup; the engine then makes a union of both sides.
Result<LocalProject> applyCloud(const CloudProject &cloud, LocalProject held);

/// What the cloud is told of a project that was made here: name only; all else is defaulted by the server.
/// Dropped: every device column (number, rootPath, epoch, revision, commitHash, state, paused, onlineOnly,
/// lastSyncedAtMs, turns, ownerId: the server sets the owner from the sign-in).
CloudProject cloudFromLocal(const LocalProject &local);

static_assert(!std::is_assignable_v<OwnerId &, ProjectOwner>, "an owner never lands in the owner column");

}  // namespace tideline
