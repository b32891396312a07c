// One WebSocket and its conversation.
#pragma once

#include "app/server/push/conversation.h"
#include "core/base/mutex.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>
#include <map>

class QThreadPool;
class QWebSocket;

namespace tideline::server {

/// Carries messages between a QWebSocket and a Conversation, which runs on the pool because it asks the database.
///
/// Thread:    the socket's; the conversation runs on the pool, one batch of input at a time.
/// Ownership: owns the socket and the conversation; deletes itself once the socket is closed.
/// Invariant: at most one batch is on the pool; input and output that wait are bounded.
class PushSession final : public QObject {
    Q_OBJECT
public:
    /// `gone` is called first thing in the destructor, on the session's thread.
    PushSession(std::unique_ptr<QWebSocket> socket, std::unique_ptr<Conversation> conversation, QThreadPool &pool,
                Clock &clock, const PushSettings &settings, std::function<void(PushSession *)> gone);
    ~PushSession() override;

    void takeEvent(const ChangeEvent &event);
    void sayBye(std::chrono::milliseconds least, std::chrono::milliseconds most);

private:
    struct Batch {
        std::deque<QByteArray> messages;
        bool binary = false;
        std::map<std::pair<ProjectId, QByteArray>, ChangeEvent> events;  ///< the newest of each kind
        std::optional<std::pair<std::chrono::milliseconds, std::chrono::milliseconds>> bye;
    };
    struct Outcome {
        Conversation::Out out;
        Conversation::Time nextTick{};
    };

    /// The way back from the pool; a session that dies early (its thread ends) leaves it empty.
    struct Mailbox {
        Mutex mutex;
        PushSession *session TIDELINE_GUARDED_BY(mutex) = nullptr;
    };

    void takeMessage(const QString &text);
    void wake();
    static Outcome converse(Conversation &conversation, const Batch &batch, Clock &clock);
    void deliver(const Outcome &outcome);
    void close(CloseCode code, const QString &reason);
    void end();

    std::unique_ptr<QWebSocket> m_socket;
    std::shared_ptr<Conversation> m_conversation;
    QThreadPool &m_pool;
    Clock &m_clock;
    const PushSettings m_settings;
    QTimer m_tick;
    Batch m_waiting;
    qint64 m_waitingBytes = 0;
    std::shared_ptr<Mailbox> m_mailbox;
    const std::function<void(PushSession *)> m_gone;
    bool m_inWork = false;
    bool m_closing = false;
    bool m_ended = false;
};

}  // namespace tideline::server
