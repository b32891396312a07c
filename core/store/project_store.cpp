#include "core/store/project_store.h"

#include "core/store/migrator.h"

namespace tideline::store {

Result<std::unique_ptr<Database>> openProjectStore(const StoreLocation &location, Clock &clock)
{
    if (auto ready = prepareProfile(location); !ready)
        return ready.error();
    return Migrator::local().open({.path = location.storePath, .vfs = {}}, clock);
}

Result<std::unique_ptr<Database>> openProjectReader(const StoreLocation &location)
{
    return Database::open({.path = location.storePath, .mode = Database::Mode::ReadOnly, .vfs = {}});
}

}  // namespace tideline::store
