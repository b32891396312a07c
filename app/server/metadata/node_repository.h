// The table `node`: a project's tree at head.
#pragma once

#include "app/server/metadata/query.h"
#include "core/schema/node.h"

#include <optional>
#include <unordered_set>
#include <vector>

namespace tideline::server {

/// A node and the commit that last changed it.
struct NodeRow {
    Node node;
    Revision revision = 0;
};

/// Reads and writes the tree at head of one project, and is the only code that knows the table's columns.
///
/// Thread:    its connection's.
/// Ownership: borrows the Database; keeps its statements at hand, so make one per call, not per node.
/// Invariant: (project, parent, name) is unique, by exact bytes.
class NodeRepository {
public:
    NodeRepository(store::Database &database, qint64 project);

    Result<std::optional<NodeRow>> find(const NodeId &id);
    Result<std::optional<NodeRow>> at(const NodePlace &place);
    /// Children in the order of their names' bytes, from the first behind `afterName` on.
    Result<std::vector<NodeRow>> children(const NodeId &parent, const QByteArray &afterName, int limit);
    /// How far what is below a folder reaches beyond it: names, and bytes of a path with a '/' before each name.
    struct Reach {
        qsizetype depth = 0;
        qsizetype bytes = 0;
    };
    Result<Reach> reachBelow(const NodeId &folder);
    /// Paths of files with one of these contents, sorted; at most `limit`. Reads all of the tree.
    Result<std::vector<QByteArray>> pathsOf(const std::unordered_set<ContentHash> &contents, std::size_t limit);
    /// Inserts, or replaces the row with this id.
    Result<void> save(const Node &node, Revision revision);
    Result<void> remove(const NodeId &id);

private:
    store::Database &m_database;
    qint64 m_project;
    Query m_find, m_at, m_save, m_remove;
};

}  // namespace tideline::server
