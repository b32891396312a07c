// Verbs for a thread with an event loop (the window's): ask now, get the answer later, on the same thread.
#pragma once

#include "core/control/protocol.h"

#include <QObject>
#include <QThreadPool>

namespace tideline::control {

/// Thread:    the one that made it (GUI); the handler is called on workers.
/// Ownership: shares the handler; workers keep it alive until their calls end.
/// Invariant: a callback comes on the making thread, at most once an answer, and only while its `context` is alive.
class AsyncVerbs : public QObject {
public:
    using Done = std::function<void(const Result<QJsonObject> &)>;
    /// Setting it cancels the call; the answer is then Error Cancelled.
    using Ticket = std::shared_ptr<std::atomic<bool>>;

    explicit AsyncVerbs(std::shared_ptr<VerbHandler> handler, QObject *parent = nullptr);
    /// Cancels what runs, and waits for it.
    ~AsyncVerbs() override;

    Ticket ask(QObject *context, const QString &verb, const QJsonObject &args, Done done, OnProgress onProgress = {});
    /// Events from now on, as long as this object lives. Errors: Io (the owner is gone).
    Result<void> follow(QObject *context, OnEvent onEvent);

private:
    std::shared_ptr<VerbHandler> m_handler;
    QThreadPool m_pool;
    std::vector<std::weak_ptr<std::atomic<bool>>> m_tickets;
    std::vector<std::unique_ptr<Subscription>> m_subscriptions;
};

}  // namespace tideline::control
