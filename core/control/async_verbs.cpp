#include "core/control/async_verbs.h"

#include <QPointer>

namespace tideline::control {

namespace {
constexpr int kWorkers = 12;  // they block on disk and network; a long `sync` or `verify` must not hold up a listing
}

AsyncVerbs::AsyncVerbs(std::shared_ptr<VerbHandler> handler, QObject *parent) : QObject(parent), m_handler(std::move(handler))
{
    m_pool.setMaxThreadCount(kWorkers);
}

AsyncVerbs::~AsyncVerbs()
{
    m_subscriptions.clear();
    for (const auto &weak : m_tickets) {
        if (const Ticket ticket = weak.lock())
            *ticket = true;
    }
    m_pool.waitForDone();
}

AsyncVerbs::Ticket AsyncVerbs::ask(QObject *context, const QString &verb, const QJsonObject &args, Done done, OnProgress onProgress)
{
    auto ticket = std::make_shared<std::atomic<bool>>(false);
    std::erase_if(m_tickets, [](const auto &weak) { return weak.expired(); });
    m_tickets.push_back(ticket);
    const QPointer<QObject> alive(context);  // looked at on this object's thread alone
    m_pool.start([this, handler = m_handler, ticket, alive, verb, args, done = std::move(done), onProgress = std::move(onProgress)] {
        OnProgress relay;
        if (onProgress) {
            relay = [this, alive, onProgress](const QJsonObject &progress) {
                QMetaObject::invokeMethod(this, [alive, onProgress, progress] {
                    if (alive)
                        onProgress(progress);
                }, Qt::QueuedConnection);
            };
        }
        const Result<QJsonObject> answer = handler->handle(verb, args, relay, ticket.get());
        QMetaObject::invokeMethod(this, [alive, done, answer] {
            if (alive)
                done(answer);
        }, Qt::QueuedConnection);
    });
    return ticket;
}

Result<void> AsyncVerbs::follow(QObject *context, OnEvent onEvent)
{
    const QPointer<QObject> alive(context);
    auto subscription = m_handler->listen([this, alive, onEvent = std::move(onEvent)](const QJsonObject &event) {
        QMetaObject::invokeMethod(this, [alive, onEvent, event] {
            if (alive)
                onEvent(event);
        }, Qt::QueuedConnection);
    });
    if (!subscription)
        return subscription.error();
    m_subscriptions.push_back(std::move(*subscription));
    return {};
}

}  // namespace tideline::control
