// Brings a store to the schema this program was built with, step by step, and back.
#pragma once

#include "core/base/clock.h"
#include "core/store/database.h"
#include "core/store/migration.h"

#include <QStringList>

#include <vector>

namespace tideline::store {

// `PRAGMA application_id`: whose file this is.
inline constexpr qint32 kLocalApplicationId = 0x54494445;   // "TIDE"
inline constexpr qint32 kServerApplicationId = 0x54494453;  // "TIDS"

/// A row of the table `schema_migration`.
struct AppliedMigration {
    int number = 0;
    QString name;
    ContentHash checksum;
    qint64 appliedAtMs = 0;  ///< Unix epoch, UTC
};

/// Runs an ordered list of migrations against a store. The client and the server use the same one.
///
/// Thread:    the Database's.
/// Ownership: holds its own list; borrows what is passed to a call.
/// Invariant: a step and its row in `schema_migration` land in one transaction, so a store is always at a whole step,
///            whenever the program is killed. Nothing is written to a store that is foreign, newer than the list, or
///            made with other steps.
class Migrator {
public:
    /// `steps` count from 1 without gaps.
    Migrator(std::vector<Migration> steps, qint32 applicationId);
    /// The client's: localMigrations() with kLocalApplicationId.
    static Migrator local();

    const std::vector<Migration> &steps() const { return m_steps; }
    int latest() const { return int(m_steps.size()); }

    /// The steps a store has gone through, oldest first; empty for an empty database. Reads only.
    /// Errors: Invalid (the file belongs to another program), Corrupt, Timeout.
    Result<std::vector<AppliedMigration>> applied(Database &database) const;
    /// The number of the store's last step after checking all of them; 0 = empty. Reads only.
    /// Errors: Invalid (foreign, newer than this program, a step that differs from ours), Corrupt, Timeout.
    Result<int> check(Database &database) const;

    /// Applies the steps up to `to`. A store with data is first copied to `<path>.before-NNNN`, NNNN being the first
    /// step to come. Does nothing when it is there already. Two programs may call it at once.
    /// Errors: those of check(); Conflict (a step left broken references), DiskFull, Io; the failing step is undone.
    Result<void> upgrade(Database &database, Clock &clock) const { return upgrade(database, clock, latest()); }
    Result<void> upgrade(Database &database, Clock &clock, int to) const;
    /// Undoes the steps above `to`, after a copy to `<path>.before-down-NNNN`. Errors: as upgrade().
    Result<void> downgrade(Database &database, Clock &clock, int to) const;

    /// Opens a store, creating it if it is missing, and upgrades it. A store that check() refuses was opened for
    /// reading only and is left as it was, byte for byte.
    Result<std::unique_ptr<Database>> open(const Database::Options &options, Clock &clock) const;

    /// What the schema has more, less or otherwise than the first `steps` steps make, a line each; empty = nothing. Errors: those of
    /// readSchema() and schemaOfSteps().
    Result<QStringList> schemaFindings(Database &database, int steps) const;

private:
    enum class Direction { Up, Down };
    Result<std::vector<AppliedMigration>> appliedInSnapshot(Database &database) const;
    Result<void> runStep(Database &database, Clock &clock, const Migration &step, Direction direction) const;
    Result<void> stepBody(Database &database, Clock &clock, const Migration &step, Direction direction) const;

    std::vector<Migration> m_steps;
    qint32 m_applicationId;
};

/// Renames a damaged store, or what is left of one, with its -wal, -journal and -shm to `<path>.corrupt-YYYYMMDD-HHMMSS` and
/// returns the new name. It is never deleted: what can be read of it still can. The store must be closed. Errors: NotFound, Denied, Io.
Result<QString> moveStoreAside(const QString &path, Clock &clock);

}  // namespace tideline::store
