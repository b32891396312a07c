// Syncing waits while the network is metered, where the setting metered_network says so.
#pragma once

#include "core/cloud/network_cost.h"
#include "core/sync/service/scheduler.h"

#include <mutex>

namespace tideline::sync {

class ServiceCore;

/// Thread:    any.
/// Ownership: borrows the core, and shares the network's cost, which may be null: then nothing is held.
/// Invariant: what a person asks for by hand is not held; "anyway" lasts until the network is not metered any more.
class MeteredHold {
public:
    MeteredHold(ServiceCore &core, std::shared_ptr<cloud::NetworkCost> cost) : m_core(core), m_cost(std::move(cost)) {}
    ~MeteredHold();

    /// From here on it follows the network. Call once the core's parts are there.
    void begin();
    /// The network or the setting has changed.
    void look();
    /// Somebody wants it all the same. False: nothing is held.
    bool syncAnyway();

private:
    void apply(bool holds);

    ServiceCore &m_core;
    std::shared_ptr<cloud::NetworkCost> m_cost;
    std::mutex m_looking;  // so that of two looks the later one stays
    bool m_isAnyway = false;
};

}  // namespace tideline::sync
