#include "core/sync/service/event_hub.h"

namespace tideline::sync {

class EventHub::Held final : public control::Subscription {
public:
    Held(std::shared_ptr<Listeners> listeners, int number) : m_listeners(std::move(listeners)), m_number(number) {}
    ~Held() override
    {
        const std::lock_guard lock(m_listeners->mutex);
        std::erase_if(m_listeners->calls, [this](const auto &call) { return call.first == m_number; });
    }

private:
    std::shared_ptr<Listeners> m_listeners;
    int m_number;
};

EventHub::EventHub() : m_listeners(std::make_shared<Listeners>()) {}

void EventHub::publish(const QJsonObject &event)
{
    const std::lock_guard lock(m_listeners->mutex);
    for (const auto &[number, call] : m_listeners->calls)
        call(event);
}

std::unique_ptr<control::Subscription> EventHub::listen(control::OnEvent listener)
{
    const std::lock_guard lock(m_listeners->mutex);
    const int number = m_listeners->next++;
    m_listeners->calls.emplace_back(number, std::move(listener));
    return std::make_unique<Held>(m_listeners, number);
}

}  // namespace tideline::sync
