#include "core/store/placement_repository.h"

#include "core/store/node_columns.h"

namespace tideline::store {

Result<std::optional<Presence>> PlacementRepository::wishAt(const NodeId &folder) const
{
    auto statement = m_database.prepare("WITH RECURSIVE up (node, depth) AS (SELECT ?2, 0 UNION ALL SELECT l.parent, up.depth + 1 FROM "
                                        "local_node AS l JOIN up ON l.node = up.node WHERE l.project = ?1 AND up.depth < 300) "
                                        "SELECT p.presence FROM placement AS p JOIN up ON p.node = up.node WHERE p.project = ?1 "
                                        "ORDER BY up.depth LIMIT 1");
    if (!statement)
        return statement.error();
    statement->bind(1, m_project).bindBlob(2, idView(folder));
    auto row = statement->step();
    if (!row)
        return row.error();
    return *row ? std::optional(Presence(statement->integer(0))) : std::nullopt;
}

Result<bool> PlacementRepository::isEmpty() const
{
    auto statement = m_database.prepare("SELECT 1 FROM placement WHERE project = ? LIMIT 1");
    if (!statement)
        return statement.error();
    auto row = statement->bind(1, m_project).step();
    return row ? Result<bool>(!*row) : row.error();
}

Result<void> PlacementRepository::set(const NodeId &folder, std::optional<Presence> wish, const Transaction &)
{
    auto below = m_database.prepare("WITH RECURSIVE below (node) AS (SELECT ?2 UNION ALL SELECT l.node FROM local_node AS l JOIN below ON "
                                    "l.parent = below.node WHERE l.project = ?1 AND l.kind = 0) DELETE FROM placement WHERE "
                                    "project = ?1 AND node IN (SELECT node FROM below)");
    if (!below)
        return below.error();
    if (auto removed = below->bind(1, m_project).bindBlob(2, idView(folder)).run(); !removed || !wish)
        return removed;
    auto statement = m_database.prepare("INSERT INTO placement (project, node, presence) VALUES (?, ?, ?)");
    if (!statement)
        return statement.error();
    return statement->bind(1, m_project).bindBlob(2, idView(folder)).bind(3, qint64(*wish)).run();
}

}  // namespace tideline::store
