// Whether the network that this computer is on is metered: somebody pays for each byte, or has few of them.
#pragma once

#include <functional>
#include <memory>

namespace tideline::cloud {

/// Thread: any.
class NetworkCost {
public:
    virtual ~NetworkCost() = default;
    /// False too while nobody can tell.
    virtual bool isMetered() const = 0;
    /// Called on any thread whenever that has changed; empty: nobody listens, and when this returns no call is under way.
    virtual void setListener(std::function<void()> listener) = 0;
};

/// What the platform says (NetworkManager, by D-Bus). Never blocks: until the platform has answered, and where it tells nothing,
/// no network is metered. Asks on a thread of its own, so that a program without an event loop hears of it, too.
std::unique_ptr<NetworkCost> openNetworkCost();

}  // namespace tideline::cloud
