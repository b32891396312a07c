// One TCP connection: requests in, replies out, in order, with bounded memory.
#pragma once

#include "app/server/http/reply_head.h"
#include "app/server/http/request_work.h"
#include "app/server/http/settings.h"
#include "app/server/http/upgrade.h"

#include <QByteArray>
#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <optional>

class QTcpSocket;
class QThreadPool;

namespace tideline::server {

/// What all connections of a server share. It outlives them.
struct HttpContext {
    Handler &handler;
    UpgradeHandler *upgrades;  ///< may be null
    QThreadPool &pool;
    const HttpSettings &settings;
    HttpMetrics &metrics;
    StreamSlots &streams;
};

/// Serves one connection. Bytes wait in the socket (at most `bufferBytes`, the rest in the kernel and at the peer) while
/// a step of the request is in work on the pool; a step's outcome comes back as a queued call.
///
/// Thread:    the worker's that made it. RequestWork runs on the pool, and this object stays until it is back.
/// Ownership: owns its socket until an upgrade takes it; deletes itself after ended().
/// Invariant: at most one step is in work; replies leave in the order of their requests; no more than a piece and
///            `bufferBytes` of a reply are held.
class Connection final : public QObject {
    Q_OBJECT
public:
    /// `makeRoom` ends another reply whose peer has stopped to read; false: there is none.
    Connection(const HttpContext &context, std::function<bool()> makeRoom, qintptr descriptor);
    ~Connection() override;

    /// Lets the request in work end, then closes. Without one, closes at once.
    void drain();
    /// Cuts the connection.
    void abort();
    /// Since when no request has come, or none whole; nullopt while there is one. On the clock of std::chrono.
    std::optional<std::chrono::steady_clock::time_point> waitsSince() const;
    /// For how long the peer has taken nothing of a reply that is sent piece by piece, in ms; 0 when it does not wait for it.
    qint64 stuckMs() const { return m_work && m_state == State::Sending ? m_stateTime.elapsed() : 0; }

Q_SIGNALS:
    /// The last signal; the object is on its way out.
    void ended(tideline::server::Connection *self);

private:
    /// Head: between two requests or in a head. Body: bytes of the body are wanted. Working: a step is on the pool.
    /// Sending: the reply waits for the socket to drain. Lingering: all is said, the peer's rest is thrown away.
    enum class State { Head, Body, Working, Sending, Lingering, Ended };

    void onReadyRead();
    void onBytesWritten();
    void onDisconnected();
    void onTimeout();
    void readHead();
    void startRequest();
    void readBody();
    QByteArray takeBody();
    void answer(RequestWork::Outcome outcome);
    void refuse(const RequestParser::Refusal &refusal);
    void sendHead(Response &response, bool streamed);
    void sendPiece(const QByteArray &piece, bool failed);
    void finishReply();
    void nextRequest();
    void closeGently();
    void tryUpgrade();
    void admitted(UpgradeHandler::Admission &admission);
    void dropWork();
    void waitForSlot(Response response);
    void end();
    void setState(State state, std::chrono::milliseconds limit);
    std::chrono::milliseconds patience(std::chrono::milliseconds limit) const;
    bool wantsUpgrade() const;
    template <typename Step, typename Then>
    void onPool(Step step, Then then);

    const HttpContext m_context;
    const std::function<bool()> m_makeRoom;
    std::unique_ptr<QTcpSocket> m_socket;
    std::unique_ptr<RequestParser> m_parser;
    std::shared_ptr<RequestWork> m_work;
    qint64 m_headUsed = 0;   ///< bytes of the head the parser has used; they are still in the socket
    QByteArray m_requestId;
    QByteArray m_peer;
    QTimer m_timer;          ///< runs late on purpose: it looks at m_deadline and starts again
    QDeadlineTimer m_deadline{QDeadlineTimer::Forever};
    QElapsedTimer m_requestTime;
    QElapsedTimer m_stateTime;
    qint64 m_peerMs = 0;     ///< how long this request has waited for its peer
    qint64 m_peerBytes = 0;  ///< what the peer has sent of the body and taken of the reply
    std::chrono::steady_clock::time_point m_waitsSince = std::chrono::steady_clock::now();
    State m_state = State::Head;
    Framing m_framing = Framing::Length;
    qint64 m_lengthLeft = -1;  ///< of a stream with a declared length
    int m_status = 0;
    bool m_bodyless = false;   ///< the reply's body is not sent (HEAD)
    bool m_keepAlive = true;   ///< the request allows another one behind it
    bool m_draining = false;
    bool m_inWork = false;     ///< a step is on the pool and will come back
    bool m_gone = false;       ///< the socket has disconnected meanwhile
};

}  // namespace tideline::server
