// A project's tree at any revision: at head from `node`, before it from `node_version`.
#pragma once

#include "app/server/metadata/node_repository.h"
#include "app/server/metadata/version_repository.h"
#include "core/base/relative_path.h"

#include <unordered_map>

namespace tideline::server {

/// Reads one project's tree as it was at one revision.
///
/// Thread:    its connection's.
/// Ownership: borrows the repositories.
class TreeAt {
public:
    TreeAt(NodeRepository &nodes, VersionRepository &versions, Revision revision, Revision head)
        : m_nodes(nodes), m_versions(versions), m_revision(revision), m_isHead(revision == head)
    {
    }

    Result<std::optional<NodeRow>> find(const NodeId &id);
    /// nullopt: nothing was there. Not for the root, which has no node.
    Result<std::optional<NodeRow>> find(const RelativePath &path);
    Result<std::vector<NodeRow>> children(const NodeId &parent, const QByteArray &afterName, int limit);
    /// The path of a folder; empty for the root. Remembered, so that many nodes of few folders cost little.
    Result<QByteArray> folderPath(const NodeId &folder);

private:
    NodeRepository &m_nodes;
    VersionRepository &m_versions;
    const Revision m_revision;
    const bool m_isHead;
    std::unordered_map<NodeId, QByteArray> m_paths;
};

}  // namespace tideline::server
