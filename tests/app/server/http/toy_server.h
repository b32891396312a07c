// A transport on a thread of its own with a toy Handler behind it, and a client that sends raw bytes.
#pragma once

#include "app/server/http/http_server.h"

#include <QSemaphore>
#include <QThread>
#include <QThreadPool>

#include <atomic>
#include <mutex>

namespace tideline::server {

/// GET /hello, POST /echo, POST /count, GET /stream/N (N bytes in pieces), GET /broken (a stream that breaks off),
/// GET /wait (until `gate` is released), POST /refused (401 by the head), /throws; everything else 404 by the head.
class ToyHandler final : public Handler {
public:
    std::unique_ptr<Exchange> open(const RequestHead &head) override;

    QSemaphore gate;
    std::atomic<int> waiting{0};
    std::atomic<int> exchangesAlive{0};
    std::atomic<qint64> bytesTaken{0};
    std::atomic<qint64> bytesMade{0};
    std::atomic<bool> overlapped{false};  ///< two calls at once on one exchange: must never be
    RequestHead lastHead() const;

    mutable std::mutex m_mutex;
    RequestHead m_lastHead;
};

/// A server that runs until the end of its scope.
class ToyServer {
public:
    explicit ToyServer(HttpSettings settings = {}, UpgradeHandler *upgrades = nullptr);
    ~ToyServer();
    quint16 port() const { return m_port; }
    HttpServer &http() { return *m_server; }
    void inThread(const std::function<void()> &work);

    ToyHandler handler;
    QThreadPool pool;

private:
    QThread m_thread;
    QObject m_context;
    std::unique_ptr<HttpServer> m_server;
    quint16 m_port = 0;
};

/// A blocking TCP client; every wait ends after 10 s.
class RawClient {
public:
    /// `receiveBuffer`: bytes of SO_RCVBUF; 0 = the system's.
    explicit RawClient(quint16 port, int receiveBuffer = 0);
    ~RawClient();
    bool send(QByteArrayView bytes);
    /// Sends what goes without waiting and returns how much that was.
    qint64 sendSome(QByteArrayView bytes);
    /// One whole reply (Content-Length or chunked), decoded; empty when the connection ends before.
    struct Reply {
        int status = 0;
        QByteArray head;
        QByteArray body;
        bool cut = false;  ///< the connection ended in the middle
    };
    Reply reply(bool bodyless = false);
    /// Exactly this many bytes, or fewer when the connection ends.
    QByteArray take(qint64 bytes);
    /// Until the peer closes. False when it does not within 10 s.
    bool closed();
    void close();

private:
    bool fill();
    int m_fd = -1;
    QByteArray m_buffer;
};

}  // namespace tideline::server
