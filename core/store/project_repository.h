// The table `project`: which projects this device holds.
#pragma once

#include "core/schema/local_project.h"
#include "core/store/database.h"

#include <optional>
#include <vector>

namespace tideline::store {

/// Reads and writes the `project` table, and is the only code that knows its columns.
///
/// Thread:    where its Database was opened; a connection never crosses threads.
/// Ownership: borrows the Database, which outlives it.
/// Invariant: a write needs an open Transaction, so what changes together lands together or not at all. Running syncs
///            hold a copy of a project, so single columns are written by the save…() of their own; save() is for making
///            and linking.
/// Errors of every call: Corrupt (a row breaks the schema), Timeout (the store stayed locked for 5 s).
class ProjectRepository {
public:
    explicit ProjectRepository(Database &database) : m_database(database) {}

    Result<std::vector<LocalProject>> list() const;
    /// nullopt when this device has never seen it.
    Result<std::optional<LocalProject>> find(const ProjectId &id) const;
    Result<std::optional<LocalProject>> findByNumber(qint64 number) const;
    Result<std::optional<LocalProject>> findByCloudId(const ProjectId &cloudId) const;
    /// The innermost project whose root is `absolutePath` or holds it; nullopt outside of all. Links in the path are the
    /// caller's matter.
    Result<std::optional<LocalProject>> findByPath(const QString &absolutePath) const;

    /// Inserts or replaces by id; saving the same value twice changes nothing. Returns the stored value, with its number.
    /// Errors: Conflict (another project has this root or cloud id).
    Result<LocalProject> save(LocalProject project, const Transaction &);
    /// Forgets the project and its trees, journal, trash and problems; touches no file.
    Result<void> remove(qint64 number, const Transaction &);
    /// The cursor; written with the tree rows that it covers. It is also the next turn, once there was a first. Errors of this
    /// and all below: NotFound (no such project).
    Result<void> saveCursor(qint64 number, const Epoch &epoch, Revision revision, const ContentHash &commitHash,
                            const Transaction &);
    Result<void> saveTurns(qint64 number, qint64 turns, const Transaction &);
    /// `lastSyncedAtMs` 0 leaves that column as it is.
    Result<void> saveState(qint64 number, SyncState state, qint64 lastSyncedAtMs, const Transaction &);
    Result<void> savePaused(qint64 number, bool paused, const Transaction &);
    Result<void> saveOnlineOnly(qint64 number, bool onlineOnly, const Transaction &);
    /// What applyCloud() changes: name and owner.
    Result<void> saveDescription(qint64 number, const QString &name, const OwnerId &owner, const Transaction &);

private:
    Result<void> update(Statement &statement, qint64 number) const;
    Database &m_database;
};

}  // namespace tideline::store
