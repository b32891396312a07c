// All that a deleted project has, on its way out: the column project.purging, and rows of every table of projects.
#pragma once

#include "app/server/metadata/query.h"

#include <optional>
#include <vector>

namespace tideline::server {

/// Thread:    its connection's.
/// Ownership: borrows the Database.
/// Invariant: rows go of marked projects alone, which nobody can reach: ProjectRepository does not find them.
class PurgeRepository {
public:
    explicit PurgeRepository(store::Database &database) : m_database(database) {}

    /// Those that were deleted before, and those that are marked.
    Result<std::vector<qint64>> due(std::optional<qint64> deletedBeforeMs) const;
    /// Marks it. 0: it is not deleted for so long, and not marked.
    Result<qint64> begin(qint64 project, std::optional<qint64> deletedBeforeMs, const store::Transaction &);
    /// At most `limit` rows, of one table. How many; 0: it has nothing more that is many.
    Result<qint64> dropSome(qint64 project, int limit, const store::Transaction &);
    /// Its own row, and with it the few that it has yet: members, links, snapshots. 1, or 0 where it was gone.
    Result<qint64> end(qint64 project, const store::Transaction &);

private:
    store::Database &m_database;
};

}  // namespace tideline::server
