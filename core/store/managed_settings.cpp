#include "core/store/managed_settings.h"

#include "core/base/mutex.h"

namespace tideline::store {

namespace {
struct Held {
    Mutex mutex;
    ManagedSettings settings TIDELINE_GUARDED_BY(mutex);
};

Held &held()
{
    static Held one;
    return one;
}
}  // namespace

void setManagedSettings(ManagedSettings settings)
{
    Held &all = held();
    const MutexLock lock(all.mutex);
    all.settings = std::move(settings);
}

std::optional<QString> managedValue(const QString &name)
{
    Held &all = held();
    const MutexLock lock(all.mutex);
    const auto found = all.settings.values.constFind(name);
    return found == all.settings.values.constEnd() ? std::nullopt : std::optional(*found);
}

Error managedError(const QString &name)
{
    Held &all = held();
    const MutexLock lock(all.mutex);
    return {Error::Kind::Denied, u"Set by your administrator (%1)."_s.arg(all.settings.file), name, u"Ask whoever looks after this computer."_s};
}

}  // namespace tideline::store
