// One entry of a project as its three trees have it, and the state that follows.
#pragma once

#include "core/store/tree_store.h"
#include "core/sync/service/project_board.h"

namespace tideline::sync {

struct EntryView {
    NodeId id;
    QByteArray path;
    std::optional<store::LocalNode> local;
    std::optional<Node> remote;
    std::optional<Node> synced;
    Revision revision = 0;  ///< the commit that last changed it; 0 = not in the cloud
    QString problem;        ///< kind of the table `problem`; empty = none
    QString what;
    QString mend;

    bool isAgreed() const;
    /// The node to show: the local one, else the remote one.
    const Node &shown() const { return local ? local->node : remote ? *remote : *synced; }
};

/// The entry with this id; nullopt when it is in no tree. Errors: those of the store.
Result<std::optional<EntryView>> viewOf(const store::TreeStore &trees, const NodeId &id);
/// The entry at a path (local tree first, then the remote one).
Result<std::optional<EntryView>> viewAt(const store::TreeStore &trees, const RelativePath &path);
/// Adds what the table `problem` says of its path.
Result<void> addProblem(store::Database &database, qint64 project, EntryView &view);

SyncState stateOf(const EntryView &view, SyncState project);
/// Why it is not synced; empty when it is.
QString reasonOf(const EntryView &view, SyncState project);
/// The entry row of core/control/README.md.
QJsonObject toRow(const EntryView &view, SyncState project);

}  // namespace tideline::sync
