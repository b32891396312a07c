#include "core/sync/service/look_first.h"

#include "core/store/tree_store.h"
#include "core/sync/service/entry_view.h"

namespace tideline::sync {

namespace {

/// A look leaves a mark at what it read again and found as it was: that alone is nothing to sync.
Result<bool> isAgreed(const store::TreeStore &trees)
{
    const auto unsettled = trees.unsettled();
    if (!unsettled)
        return unsettled.error();
    for (const NodeId &id : *unsettled) {
        const auto view = viewOf(trees, id);
        if (!view)
            return view.error();
        if (*view && !(*view)->isAgreed())
            return false;
    }
    return true;
}

}  // namespace

void lookFirst(ServiceCore &core, ProjectStatus &project, const std::atomic<bool> *cancelled)
{
    if (core.engine->isAutonomous() || project.project.rootPath.isEmpty())
        return;
    SyncWish wish;
    wish.project = project.project.id;
    wish.lookOnly = true;
    wish.cancelled = cancelled;
    if (!core.engine->syncNow(wish))
        return;
    const auto isEqual = core.store->read([&](store::Database &database) { return isAgreed(store::TreeStore(database, project.project.number)); });
    if (!isEqual)
        return;
    project.equal = *isEqual && project.project.state == SyncState::Synced;
    core.board.update(project.project.id, [equal = project.equal](ProjectStatus &status) { status.equal = equal; });
}

}  // namespace tideline::sync
