// The rows of core/control/README.md as plain values of the window.
#pragma once

#include "core/base/result.h"
#include "core/schema/local_project.h"

#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace tideline::ui {

/// Where a project or an entry is.
enum class Where { Both, Cloud, Local };

/// How far a sync is.
struct ProgressRow {
    QString phase;
    qint64 filesDone = 0, filesTotal = 0;  ///< total 0 = unknown
    qint64 bytesDone = 0, bytesTotal = 0;
    QString path;
    /// 0–100 by bytes, else by files; -1 while unknown.
    int percent() const;
    bool operator==(const ProgressRow &) const = default;
};
ProgressRow progressFromJson(const QJsonObject &object);

/// A project row.
struct ProjectRow {
    QString name;
    QString id;       ///< the cloud's; empty = on this disk alone
    QString localId;  ///< this device's; empty = in the cloud alone
    QString folder;   ///< absolute; empty = in the cloud alone
    Where where = Where::Cloud;
    SyncState state = SyncState::Waiting;
    QString text;
    QString guardReason;  ///< a plan waits for a yes: the engine's sentence; else empty
    QString title, description, ownerId, ownerName, role;
    qint64 revision = 0, headRevision = 0, sizeBytes = 0, fileCount = 0;
    qint64 lastSyncedAtMs = 0, updatedAtMs = 0;
    int conflicts = 0, problems = 0;
    bool paused = false, onlineOnly = false;
    std::optional<ProgressRow> progress;
    std::optional<Error> error;

    /// What names it in the window: the cloud's id, else the local one.
    QString key() const { return id.isEmpty() ? localId : id; }
    /// What names it to the engine.
    QString argument() const { return localId.isEmpty() ? id : localId; }
    bool isHere() const { return !folder.isEmpty(); }
};
ProjectRow projectFromJson(const QJsonObject &object);

}  // namespace tideline::ui
