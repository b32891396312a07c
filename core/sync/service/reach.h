// How a program gets at the engine of a profile: at its owner over the control socket, or by becoming the owner.
#pragma once

#include "core/cloud/network_cost.h"
#include "core/control/protocol.h"
#include "core/store/project_store.h"

#include <atomic>
#include <chrono>
#include <functional>

namespace tideline::sync {

/// What an owner is for. Once: ends with its command; syncs only when asked; starts no watcher and no push. Watch and
/// Desktop: stay; sync by themselves once `watch_start` was asked for.
enum class OwnerMode { Once, Watch, Desktop };
QString toString(OwnerMode mode);

struct ReachOptions {
    store::StoreLocation location;
    OwnerMode mode = OwnerMode::Once;
    /// How long to wait for an owner that is just beginning or ending, or (Watch, Desktop) for one that is only Once.
    std::chrono::milliseconds patience{20'000};
    const std::atomic<bool> *cancelled = nullptr;
    /// What networks cost, for who syncs by itself; null: nothing waits for it.
    std::shared_ptr<cloud::NetworkCost> networkCost{};
    /// Told once, by who finds it, that a damaged store was set aside and a new one begun.
    std::function<void(const store::SetAside &)> onSetAside{};
};

/// The owner's verbs. When nobody owns the profile's engine, this process becomes its owner, serves others at the
/// control socket, and stays the owner as long as the handler lives; its destructor lets the requests of others end.
/// Watch and Desktop get another process's engine only when that one stays, too. The verb `owner` tells which it is.
/// Errors: those of store::openProjectStore() and control::EngineLock; Timeout (the owner neither answers nor ends);
/// Cancelled.
Result<std::unique_ptr<control::VerbHandler>> reachService(const ReachOptions &options);

}  // namespace tideline::sync
