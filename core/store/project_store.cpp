#include "core/store/project_store.h"

#include "core/store/migrator.h"

namespace tideline::store {

namespace {

/// The files of the projects are not in it: a damaged store costs linking the folders again.
Result<std::unique_ptr<Database>> withWayOut(Result<std::unique_ptr<Database>> opened)
{
    if (opened || opened.error().kind != Error::Kind::Corrupt)
        return opened;
    Error error = opened.error();
    error.mend = kDamagedStoreMend;
    return error;
}

}  // namespace

Result<std::unique_ptr<Database>> openProjectStore(const StoreLocation &location, Clock &clock)
{
    if (auto ready = prepareProfile(location); !ready)
        return ready.error();
    return withWayOut(Migrator::local().open({.path = location.storePath, .vfs = {}}, clock));
}

Result<std::unique_ptr<Database>> openProjectReader(const StoreLocation &location)
{
    return withWayOut(Database::open({.path = location.storePath, .mode = Database::Mode::ReadOnly, .vfs = {}}));
}

}  // namespace tideline::store
