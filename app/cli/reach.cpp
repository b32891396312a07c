#include "app/cli/reach.h"

#include "app/cli/format.h"
#include "core/sync/service/reach.h"

namespace tideline::cli {

Result<std::unique_ptr<control::VerbHandler>> reachEngine(const QString &profile, Stay stay, const std::atomic<bool> &cancelled,
                                                           const std::function<void(const QString &)> &tell)
{
    auto location = store::prodLocation(profile, QProcessEnvironment::systemEnvironment());
    if (!location)
        return location.error();
    sync::ReachOptions options;
    options.location = *location;
    options.mode = stay == Stay::Watch ? sync::OwnerMode::Watch : sync::OwnerMode::Once;
    options.cancelled = &cancelled;
    if (stay == Stay::Watch)
        options.networkCost = cloud::openNetworkCost();
    options.onSetAside = [&tell](const store::SetAside &moved) {
        tell(u"The store was damaged; it is set aside, and a new one is begun.\n   where  %1\n   why    %2\n"
             "   mend   Your files are as they are. Sign in (tide login URL), then join each folder with its project again\n"
             "          (tide link DIR PROJECT): nothing equal is sent again, what was deleted stays so."_s.arg(moved.kept, visible(moved.why)));
    };
    return sync::reachService(options);
}

}  // namespace tideline::cli
