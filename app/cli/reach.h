// How `tide` gets at the engine of a profile.
#pragma once

#include "app/cli/context.h"

#include <functional>

namespace tideline::cli {

/// The owner of the profile's engine over its socket when there is one, else an engine in this process, which then owns it.
/// `tell` gets what a person must know of it: a store that was set aside. Errors: as sync::reachService().
Result<std::unique_ptr<control::VerbHandler>> reachEngine(const QString &profile, Stay stay, const std::atomic<bool> &cancelled,
                                                           const std::function<void(const QString &)> &tell);

}  // namespace tideline::cli
