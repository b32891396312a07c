// Tells every listener what happened.
#pragma once

#include "core/control/protocol.h"

#include <memory>
#include <mutex>
#include <vector>

namespace tideline::sync {

/// Thread:    any. One event at a time; a listener must return at once, and must neither publish nor leave inside its call.
/// Invariant: after a subscription is gone, its listener is not called any more.
class EventHub {
public:
    EventHub();
    void publish(const QJsonObject &event);
    std::unique_ptr<control::Subscription> listen(control::OnEvent listener);

private:
    struct Listeners {
        std::mutex mutex;
        std::vector<std::pair<int, control::OnEvent>> calls;
        int next = 1;
    };
    class Held;
    std::shared_ptr<Listeners> m_listeners;  // subscriptions may outlive the hub
};

}  // namespace tideline::sync
