// A Backend on a control::VerbHandler, in this process or at the other end of the control socket.
#pragma once

#include "core/control/protocol.h"
#include "ui/backend.h"

#include <QHash>
#include <QPointer>
#include <QThreadPool>
#include <QTimer>

#include <atomic>
#include <memory>

namespace tideline::ui {

/// Runs each call on a worker and brings its reply to the GUI thread; reaches the engine anew when it is gone.
///
/// Thread:    GUI outside; `reach` and handle() run on own workers.
/// Ownership: shares the handler with the calls that run; the destructor cancels them and waits for their end.
class VerbBackend final : public Backend {
    Q_OBJECT
public:
    /// Gives the engine; called on a worker, again after each loss. May block for some seconds.
    using Reach = std::function<Result<std::shared_ptr<control::VerbHandler>>()>;

    explicit VerbBackend(Reach reach, QObject *parent = nullptr);
    ~VerbBackend() override;

    /// Begins to reach the engine; calls made before that wait for it.
    void start();
    quint64 call(const QString &verb, const QJsonObject &args, QObject *context, OnReply onReply,
                 OnProgress onProgress) override;
    void cancel(quint64 call) override;

private:
    struct Pending {
        QString verb;
        QJsonObject args;
        QPointer<QObject> context;
        OnReply onReply;
        OnProgress onProgress;
        std::shared_ptr<std::atomic<bool>> cancelled = std::make_shared<std::atomic<bool>>(false);
        bool running = false;
    };

    void reach();
    void reached(const Result<std::shared_ptr<control::VerbHandler>> &handler);
    void run(quint64 number);
    void finish(quint64 number, const Result<QJsonObject> &reply);
    void takeEvent(const QJsonObject &event);
    void lose(const QString &why);

    Reach m_reach;
    std::shared_ptr<control::VerbHandler> m_handler;
    std::unique_ptr<control::Subscription> m_subscription;
    QHash<quint64, Pending> m_calls;
    quint64 m_next = 1;
    QTimer m_retry;
    QThreadPool m_pool;
    bool m_reaching = false;
};

}  // namespace tideline::ui
