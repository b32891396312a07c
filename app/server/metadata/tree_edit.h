// The rules of a commit: a set of changes made at once, then the tree is checked.
#pragma once

#include "app/server/metadata/node_repository.h"
#include "app/server/metadata/refusal.h"
#include "app/server/metadata/version_repository.h"
#include "core/schema/wire/change.h"

#include <QSet>

#include <optional>
#include <unordered_map>
#include <vector>

namespace tideline::server {

/// Checks a set of changes against the tree at head, and makes them.
///
/// Rules: each node at most once; a put keeps a living node's kind, and brings back a deleted node; move and delete need
/// a living node. Of the tree afterwards: every parent is there and is a folder, no name twice in a folder (by exact
/// bytes), no cycle, not deeper or longer than a path may be, no child left by a deleted folder.
/// When head is above base: no node of the set was changed in between, nor its new parent, nor is the place it takes now
/// another's; what would break a rule only because of what lies in between is stale, not wrong.
///
/// Thread:    the writing connection's, inside the commit's transaction.
/// Ownership: borrows the repositories and the changes, which outlive it.
class TreeEdit {
public:
    /// One change with the states around it.
    struct Edit {
        const wire::Change *change = nullptr;
        std::optional<NodeRow> before;  ///< at head; empty: not alive
        std::optional<Node> after;      ///< empty: deleted
        QByteArray path;                ///< after; of a delete, before
    };

    TreeEdit(NodeRepository &nodes, VersionRepository &versions, Revision base, Revision head)
        : m_nodes(nodes), m_versions(versions), m_base(base), m_head(head)
    {
    }

    /// Writes nothing. A Refusal is 409 stale_base or 422 with the rule's code.
    Result<std::optional<Refusal>> check(const std::vector<wire::Change> &changes);
    /// Writes the nodes and their versions. Only after check() found nothing to refuse.
    Result<void> apply(Revision revision);
    const std::vector<Edit> &edits() const { return m_edits; }

private:
    Result<std::optional<Refusal>> load(const std::vector<wire::Change> &changes);
    Result<void> checkSubject(Edit &edit);
    Result<void> checkParent(Edit &edit);
    Result<void> checkPlace(const Edit &edit);
    Result<void> checkBelow(const Edit &edit);
    Result<void> checkLeftChildren(const Edit &edit);
    Result<const std::optional<NodeRow> *> stored(const NodeId &id);
    Result<QByteArray> pathBefore(const NodeId &id);
    /// Sets the path and records a broken rule of the chain of parents.
    Result<void> findPath(Edit &edit);
    void breaks(const char *code, const QString &title, const QByteArray &path);
    void stale(const QByteArray &path);
    bool isBehind() const { return m_base < m_head; }

    NodeRepository &m_nodes;
    VersionRepository &m_versions;
    const Revision m_base;
    const Revision m_head;
    std::vector<Edit> m_edits;
    std::unordered_map<NodeId, std::size_t> m_index;  ///< node -> its edit
    std::unordered_map<NodeId, std::optional<NodeRow>> m_stored;  ///< nodes beside the set, as they are at head
    struct Place {
        QByteArray path;
        int depth = 0;
    };
    std::unordered_map<NodeId, Place> m_folderPaths;  ///< of folders, after the change; only whole and sound ones
    QSet<QByteArray> m_places;                        ///< parent and name of every living node of the set, after
    std::optional<Refusal> m_broken;                  ///< the first broken rule
    QSet<QByteArray> m_stale;                         ///< paths touched in between
};

}  // namespace tideline::server
