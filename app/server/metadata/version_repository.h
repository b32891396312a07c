// The table `node_version`: every state that a node ever had.
#pragma once

#include "app/server/metadata/query.h"
#include "core/schema/manifest.h"
#include "core/schema/wire/change.h"

#include <optional>
#include <vector>

namespace tideline::server {

/// One change of one node, as it was recorded. Of a delete, `node` is the state before it.
struct NodeVersion {
    wire::Change::Op op = wire::Change::Op::Put;
    Node node;
    Revision revision = 0;
    QByteArray path;  ///< as it was then
    /// Chunks of a file's content as Manifest::toBytes(), where a query gives them; null for more than 64.
    QByteArray chunks;
};

/// A place in the order (revision, node) of a project's changes.
struct VersionKey {
    Revision revision = 0;
    NodeId node;
};

/// Appends to one project's versions and reads any revision's tree from them; the only code that knows the columns.
///
/// Thread:    its connection's.
/// Ownership: borrows the Database; keeps its statements at hand, so make one per call, not per node.
/// Invariant: rows are appended, never altered; at most one per revision and node.
class VersionRepository {
public:
    VersionRepository(store::Database &database, qint64 project);

    Result<void> append(const NodeVersion &version);
    /// The newest revision above `base` and up to `until` that changed the node; 0 = none did.
    Result<Revision> lastChange(const NodeId &node, Revision base, Revision until);
    /// The state at `revision`; nullopt when it did not exist then.
    Result<std::optional<NodeVersion>> at(const NodeId &node, Revision revision);
    /// The node that was once at this place with this kind, and had this content: its newest, or one of this very time. The
    /// last such node, where there were several; of a folder, the last at the place. With the revision that last changed it.
    Result<std::optional<VersionKey>> knownAt(const NodePlace &place, const NodeContent &content);
    /// Who was at this place at `revision`.
    Result<std::optional<NodeVersion>> at(const NodePlace &place, Revision revision);
    /// Children at `revision` in the order of their names' bytes.
    Result<std::vector<NodeVersion>> children(const NodeId &parent, Revision revision, const QByteArray &afterName,
                                              int limit);
    /// Each node that changed in (since, until], once, in its state at `until`, ordered by (revision, node), from the
    /// first behind `after` on. With `since` 0 what is gone at `until` is left out. Ends early once the rows hold more
    /// than `maxChunks` chunks, or 2 MiB of paths and names. A Move stands only where nothing else happened to the node since.
    Result<std::vector<NodeVersion>> changes(Revision since, Revision until, const VersionKey &after, int limit,
                                             qsizetype maxChunks);
    /// The changes of one commit, by node.
    Result<std::vector<NodeVersion>> ofCommit(Revision revision, const NodeId &after, int limit);
    /// One node's versions below the revision `before`, newest first.
    Result<std::vector<NodeVersion>> ofNode(const NodeId &node, Revision before, int limit);
    /// Every node that was changed while it had this path. Reads all versions of the project.
    Result<std::vector<NodeId>> nodesAt(const QByteArray &path);

private:
    store::Database &m_database;
    qint64 m_project;
    Query m_append, m_lastChange, m_at;
};

}  // namespace tideline::server
