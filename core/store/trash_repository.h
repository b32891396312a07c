// The table `trash`: what a sync removed or replaced, still under .tideline/trash.
#pragma once

#include "core/schema/node.h"
#include "core/store/database.h"

#include <optional>
#include <vector>

namespace tideline::store {

struct TrashEntry {
    qint64 id = 0;
    qint64 project = 0;
    QByteArray path;    ///< where it was
    QString parked;     ///< its name under .tideline/trash
    NodeKind kind = NodeKind::File;
    qint64 sizeBytes = 0;
    ContentHash hash;
    bool verified = false;  ///< seen to be what the plan saw; an unverified one is never dropped
    qint64 removedAtMs = 0; ///< Unix epoch, UTC

    friend bool operator==(const TrashEntry &, const TrashEntry &) = default;
};

/// Thread: where its Database was opened. Ownership: borrows the Database.
class TrashRepository {
public:
    explicit TrashRepository(Database &database) : m_database(database) {}

    /// Newest first; `project` 0 = of all projects.
    Result<std::vector<TrashEntry>> list(qint64 project) const;
    /// What may be dropped: verified and removed before `beforeMs`; newest first.
    Result<std::vector<TrashEntry>> droppable(qint64 project, qint64 beforeMs) const;
    Result<std::optional<TrashEntry>> find(qint64 id) const;
    Result<void> add(const TrashEntry &entry, const Transaction &);
    Result<void> remove(qint64 id, const Transaction &);
    Result<void> markVerified(qint64 id, const Transaction &);

private:
    Database &m_database;
};

}  // namespace tideline::store
