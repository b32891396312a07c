#include "core/sync/service/entry_view.h"

#include "core/store/problem_repository.h"

namespace tideline::sync {

using store::Presence;
using store::Tree;

bool EntryView::isAgreed() const
{
    return local && remote && synced && local->seen.presence != Presence::Fetching && cloudPlace(local->node.place) == synced->place && remote->place == synced->place
           && local->node.content.sameAs(synced->content) && remote->content.sameAs(synced->content);
}

Result<std::optional<EntryView>> viewOf(const store::TreeStore &trees, const NodeId &id)
{
    EntryView view;
    view.id = id;
    auto local = trees.local(id);
    auto remote = trees.node(Tree::Remote, id);
    auto synced = trees.node(Tree::Synced, id);
    auto revision = trees.remoteRevision(id);
    if (!local || !remote || !synced || !revision)
        return !local ? local.error() : !remote ? remote.error() : !synced ? synced.error() : revision.error();
    view.local = *std::move(local);
    view.remote = *std::move(remote);
    view.synced = *std::move(synced);
    view.revision = *revision;
    if (!view.local && !view.remote && !view.synced)
        return std::optional<EntryView>();
    for (const Tree tree : {Tree::Local, Tree::Remote, Tree::Synced}) {
        auto path = trees.path(tree, id);
        if (!path)
            return path.error();
        if (*path) {
            view.path = (*path)->bytes();
            break;
        }
    }
    return std::optional(std::move(view));
}

Result<std::optional<EntryView>> viewAt(const store::TreeStore &trees, const RelativePath &path)
{
    for (const Tree tree : {Tree::Local, Tree::Remote}) {
        auto id = trees.find(tree, path);
        if (!id)
            return id.error();
        if (*id)
            return viewOf(trees, **id);
    }
    return std::optional<EntryView>();
}

Result<void> addProblem(store::Database &database, qint64 project, EntryView &view)
{
    auto rows = store::ProblemRepository(database).at(project, view.path);
    if (!rows)
        return rows.error();
    if (!rows->empty()) {
        view.problem = rows->front().kind;
        view.what = rows->front().what;
        view.mend = rows->front().mend;
    }
    return {};
}

SyncState stateOf(const EntryView &view, SyncState project)
{
    if (view.problem == u"conflict"_s)
        return SyncState::Conflict;
    if (view.problem == u"error"_s)
        return SyncState::Error;
    if (view.local && view.local->seen.presence == Presence::Cloud)
        return SyncState::OnlineOnly;
    if (view.isAgreed())
        return SyncState::Synced;
    if (view.problem == u"stopped"_s && project == SyncState::Syncing)
        return SyncState::Waiting;  // what the project syncs meanwhile is not this one
    return stateOfUnsettled(project);
}

QString reasonOf(const EntryView &view, SyncState project)
{
    if (!view.what.isEmpty())
        return view.what;
    if (view.local && view.local->seen.presence == Presence::Cloud)
        return u"Its bytes are in the cloud; opening it fetches them."_s;
    if (view.isAgreed())
        return {};
    QString what;
    if (view.local && view.local->seen.presence == Presence::Fetching)
        what = u"In the cloud, and wanted here."_s;
    else if (view.local && !view.synced && !view.remote)
        what = u"New here, not yet in the cloud."_s;
    else if (view.remote && !view.synced && !view.local)
        what = u"New in the cloud, not yet here."_s;
    else if (view.synced && !view.local && view.remote)
        what = u"Deleted here, not yet in the cloud."_s;
    else if (view.synced && view.local && !view.remote)
        what = u"Deleted in the cloud, not yet here."_s;
    else if (view.synced && view.local && view.local->node.content.hash.isNull() && view.local->node.content.kind == NodeKind::File)
        what = u"Changed here and not yet read."_s;
    else if (view.synced && view.local && view.local->node.content.sameAs(view.synced->content)
             && cloudPlace(view.local->node.place) == view.synced->place)
        what = u"Changed in the cloud, not yet here."_s;
    else
        what = u"Changed here, not yet in the cloud."_s;
    switch (project) {
    case SyncState::Paused: return what + u" Sync is paused."_s;
    case SyncState::Offline: return what + u" The cloud cannot be reached."_s;
    default: return what;
    }
}

QJsonObject toRow(const EntryView &view, SyncState project)
{
    const Node &node = view.shown();
    const SyncState state = stateOf(view, project);
    const bool isHere = view.local && view.local->seen.presence == Presence::Here;
    QJsonObject row{{u"name"_s, QString::fromUtf8(node.place.name)},
                    {u"path"_s, QString::fromUtf8(view.path)},
                    {u"kind"_s, toString(node.content.kind)},
                    {u"size"_s, node.content.sizeBytes},
                    {u"modified_ms"_s, node.content.modifiedNs / 1'000'000},
                    {u"executable"_s, node.content.executable},
                    {u"state"_s, toString(state)},
                    {u"revision"_s, view.revision},
                    {u"where"_s, isHere && view.remote ? u"both"_s : isHere ? u"local"_s : u"cloud"_s}};
    if (node.content.kind == NodeKind::Symlink)
        row[u"target"_s] = QString::fromUtf8(node.content.target);
    if (state != SyncState::Synced)
        row[u"what"_s] = reasonOf(view, project);
    return row;
}

}  // namespace tideline::sync
