// The three trees of one project, and what hangs on them: manifests, the unsettled set, the journal.
#pragma once

#include "core/schema/manifest.h"
#include "core/schema/node.h"
#include "core/base/relative_path.h"
#include "core/store/database.h"

#include <functional>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace tideline::store {

/// Remote: the cloud at the cursor. Local: the last observation of the disk. Synced: what both last agreed on.
enum class Tree { Remote, Local, Synced };

/// Where the bytes of a local node are.
enum class Presence : quint8 { Here = 0, Cloud = 1, Fetching = 2 };

/// What the disk showed of a local node, beside its place and content.
struct Observation {
    quint64 device = 0;
    quint64 inode = 0;
    qint64 changedNs = 0;  ///< ctime
    bool racy = false;     ///< the content may have changed within the time stamp's granularity: hash again
    Presence presence = Presence::Here;
};

struct LocalNode {
    Node node;
    Observation seen;
};

/// A node with its row in each tree.
struct NodeRows {
    NodeId id;
    std::optional<LocalNode> local;
    std::optional<Node> remote;
    std::optional<Node> synced;
};

/// A parent for local rows that a scan has missed and not yet found elsewhere. No row keeps it after a scan.
NodeId limboParent();
/// A parent for local rows parked in `.tideline/tmp` while names are being swapped.
NodeId parkedParent();

/// An intent, written before the disk is touched; what a restart looks at.
struct JournalEntry {
    qint64 id = 0;
    QByteArray action;  ///< replace, delete, free, place, commit, failed_sync
    NodeId node;
    QByteArray path;    ///< where the old inode was
    QString parked;     ///< its name under .tideline/tmp and .tideline/trash
    QByteArray seen;    ///< the FileStat that the plan saw, encoded by the executor; failed_sync: the machine's start
    ContentHash hash;   ///< replace: of the new content; else of the old
    QByteArray body;    ///< commit: what was asked for, by the uploader; place: what was put where, by the executor; replace: hash of the old content
};

/// Reads and writes the tables remote_node, local_node, synced_node, unsettled, content and journal of one project.
///
/// Thread:    where its Database was opened.
/// Ownership: borrows the Database, which outlives it.
/// Invariant: a write of a remote or local row puts the node into `unsettled` in the same transaction.
class TreeStore {
public:
    TreeStore(Database &database, qint64 project) : m_database(database), m_project(project) {}

    Result<std::optional<Node>> node(Tree tree, const NodeId &id) const;
    Result<std::optional<Node>> at(Tree tree, const NodePlace &place) const;
    Result<std::vector<NodeId>> childIds(Tree tree, const NodeId &parent) const;
    Result<std::optional<LocalNode>> local(const NodeId &id) const;
    Result<std::optional<LocalNode>> localAt(const NodePlace &place) const;
    Result<std::vector<LocalNode>> localChildren(const NodeId &parent) const;
    Result<std::vector<LocalNode>> localByInode(quint64 device, quint64 inode) const;
    /// In whichever folders. Looks at every row.
    Result<std::vector<LocalNode>> localNamed(const QByteArray &name) const;
    /// nullopt when the node or one above it is not in the tree (or is in limbo or parked).
    Result<std::optional<RelativePath>> path(Tree tree, const NodeId &id) const;
    /// Where `place` is; nullopt as for path().
    Result<std::optional<RelativePath>> path(Tree tree, const NodePlace &place) const;
    /// The node at a path; the root is a null id; nullopt when there is none.
    Result<std::optional<NodeId>> find(Tree tree, const RelativePath &path) const;
    Result<qint64> fileCount(Tree tree) const;
    Result<qint64> nodeCount(Tree tree) const;
    /// How far what is below a folder reaches beyond it: names, and bytes of a path with a '/' before each.
    struct Reach {
        qsizetype depth = 0;
        qsizetype bytes = 0;
    };
    Result<Reach> reachBelow(Tree tree, const NodeId &folder) const;
    /// The commit that last changed a remote node; 0 when the remote tree lacks it.
    Result<Revision> remoteRevision(const NodeId &id) const;

    /// Inserts or replaces. A different remote node at the same place is put aside (its own change must follow in the
    /// same transaction: checkRemote()).
    Result<void> putRemote(const Node &node, Revision revision, const Transaction &);
    /// putRemote() for less, where markRemote() follows in the same transaction.
    Result<void> putRemoteUnmarked(const Node &node, Revision revision, const Transaction &);
    /// Puts all remote nodes into `unsettled`.
    Result<void> markRemote(const Transaction &);
    Result<void> putSynced(const Node &node, const Transaction &);
    Result<void> putLocal(const LocalNode &node, const Transaction &);
    /// putLocal() of what was seen on the disk: who holds its place in the tree is put aside.
    Result<void> putSeen(const LocalNode &node, const Transaction &);
    /// putLocal() and agree() in one, for less. `remote`: the node's remote row as it is.
    Result<void> putLocalAndAgree(const LocalNode &node, const Node *remote, const Transaction &);
    /// putRemote() and agree() in one, for less. `local`: the node's local row as it is.
    Result<void> putRemoteAndAgree(const Node &node, Revision revision, const std::optional<LocalNode> &local, const Transaction &);
    /// Writes what a file was seen to hold, and when; its row is there and unsettled. Touches no index.
    Result<void> setLocalContent(const LocalNode &node, const Transaction &);
    /// Sets the observed hash without marking anything else.
    Result<void> setLocalHash(const NodeId &id, const ContentHash &hash, bool racy, const Transaction &);
    Result<void> remove(Tree tree, const NodeId &id, const Transaction &);
    /// Moves the row into limbo, so that its place is free.
    Result<void> putAside(const NodeId &id, const Transaction &);
    /// Whether a local row is in limbo.
    Result<bool> hasLimbo() const;
    /// Removes every local row still in limbo, with all below, and returns how many nodes went. What was in the cloud alone
    /// is forgotten instead: nobody deleted it.
    Result<qint64> dropLimbo(const Transaction &);
    /// Gives a local node (and its children's parent field) another id: both sides made the same thing.
    Result<void> rekeyLocal(const NodeId &from, const NodeId &to, const Transaction &);
    /// After a pull: no row is left aside, no child of a removed folder remains, `touched` have live folder parents, and so
    /// have those that were put into `folders`. Errors: Corrupt (the server sent an impossible tree).
    Result<void> checkRemote(const std::vector<NodeId> &touched, const std::unordered_set<NodeId> &foldersOfFiles, const Transaction &);
    /// First contact anew (restored server): forget what was agreed and what the cloud held; keep the observations.
    Result<void> forgetCloud(const Transaction &);
    /// The store is older than the folder: as forgetCloud(), and what was seen on the disk counts no more either. Folders keep
    /// their ids (by their names alone), and what is in the cloud alone stays so.
    Result<void> forgetAll(const Transaction &);

    Result<std::vector<NodeId>> unsettled() const;
    /// Calls `visit` with every unsettled node and its three rows, in the order of their ids: after a first look there
    /// may be hundreds of thousands, and only the caller knows what of them is worth its memory. `visit` may read, not
    /// write.
    Result<void> eachUnsettled(const std::function<void(NodeRows)> &visit) const;
    Result<std::vector<LocalNode>> unhashed() const;
    /// Takes the node out of `unsettled` when its three rows agree (or it is in none), and its bytes are not awaited. True when it did.
    Result<bool> settle(const NodeId &id, const Transaction &);
    /// Writes what the local and the remote row agree on (or that both are gone) into the synced tree, and settles the node. Where
    /// they differ in the place alone, the content is written.
    Result<void> agree(const NodeId &id, const Transaction &);
    Result<void> markUnsettled(const NodeId &id, const Transaction &);
    Result<bool> hasUnsettled() const;
    /// Whether the cloud, as last pulled, holds anything that is not agreed on.
    Result<bool> hasUnsettledRemote() const;

    /// What is kept, or what the content tells of itself (Manifest::implied()).
    Result<std::optional<Manifest>> manifest(const ContentHash &hash, qint64 sizeBytes) const;
    Result<void> saveManifest(const ContentHash &hash, const Manifest &manifest, const Transaction &);

    Result<qint64> journalAdd(const JournalEntry &entry, const Transaction &);
    Result<void> journalRemove(qint64 id, const Transaction &);
    Result<std::vector<JournalEntry>> journal() const;

    Database &database() { return m_database; }
    qint64 project() const { return m_project; }

private:
    Result<qint64> count(const char *sql) const;
    Result<bool> hasRow(const char *sql) const;
    Result<void> writeLocal(const LocalNode &node);
    Result<void> writeRemote(const Node &node, Revision revision);
    Result<void> writeAgreed(const Node &remote, bool isAwaited, const Transaction &);
    Result<void> agreeOnContent(const LocalNode &local, const Node &remote, const Transaction &);
    Result<void> dropUnsettled(const NodeId &id);
    Database &m_database;
    qint64 m_project;
};

/// Paths of many nodes of one tree; those of folders are kept, so that a file costs nothing beyond its row.
/// Invariant: good for as long as no folder of that tree moves.
class PathLookup {
public:
    PathLookup(const TreeStore &trees, Tree tree) : m_trees(trees), m_tree(tree) {}
    /// As TreeStore::path().
    Result<std::optional<RelativePath>> of(const NodeId &id);
    Result<std::optional<RelativePath>> of(const NodePlace &place);

private:
    Result<std::optional<RelativePath>> folder(const NodeId &id);

    const TreeStore &m_trees;
    const Tree m_tree;
    std::unordered_map<NodeId, std::optional<RelativePath>> m_folders;
};

}  // namespace tideline::store
