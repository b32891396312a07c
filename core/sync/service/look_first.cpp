#include "core/sync/service/look_first.h"

#include "core/store/tree_store.h"

namespace tideline::sync {

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
    const auto isOpen = core.store->read([&](store::Database &database) { return store::TreeStore(database, project.project.number).hasUnsettled(); });
    if (isOpen && *isOpen) {
        core.board.update(project.project.id, [](ProjectStatus &status) { status.equal = false; });
        project.equal = false;
    }
}

}  // namespace tideline::sync
