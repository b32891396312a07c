#include "app/cli/reach.h"

#include "core/sync/service/reach.h"

namespace tideline::cli {

Result<std::unique_ptr<control::VerbHandler>> reachEngine(const QString &profile, Stay stay, const std::atomic<bool> &cancelled)
{
    auto location = store::prodLocation(profile, QProcessEnvironment::systemEnvironment());
    if (!location)
        return location.error();
    sync::ReachOptions options;
    options.location = *location;
    options.mode = stay == Stay::Watch ? sync::OwnerMode::Watch : sync::OwnerMode::Once;
    options.cancelled = &cancelled;
    return sync::reachService(options);
}

}  // namespace tideline::cli
