// The listener: hands each connection to one of a few socket threads, and ends them all in order.
#pragma once

#include "app/server/http/connection.h"

#include <QTcpServer>
#include <QThread>
#include <QTimer>

#include <vector>

namespace tideline::server {

class SocketWorker;

/// HTTP/1.1 on one TCP port, for any Handler.
///
/// Thread:    the one that made it, with an event loop; sockets live on threads of its own, handlers run on the pool.
/// Ownership: borrows the handler, the pool and the upgrade handler, which outlive it. Its end cuts what is left open and
///            waits for the steps in work.
/// Invariant: a connection belongs to one socket thread for its whole life.
class HttpServer final : public QTcpServer {
    Q_OBJECT
public:
    HttpServer(Handler &handler, QThreadPool &pool, const HttpSettings &settings, UpgradeHandler *upgrades = nullptr);
    ~HttpServer() override;

    /// Starts to listen. Errors: Refused (the port is in use, or the address is not this machine's).
    Result<void> start();
    /// "http://127.0.0.1:8480"; after start().
    QString url() const;
    /// Closes the listener and idle connections, lets requests end, cuts what is left after `cutOff`; then drained().
    void drain(std::chrono::milliseconds cutOff);

    const HttpMetrics &metrics() const { return m_metrics; }

Q_SIGNALS:
    /// No connection is left. Upgraded sockets are the upgrade handler's and do not count.
    void drained();

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void onConnectionEnded();

    const HttpSettings m_settings;
    HttpMetrics m_metrics;
    StreamSlots m_streams;
    HttpContext m_context;
    std::vector<std::unique_ptr<QThread>> m_threads;
    std::vector<SocketWorker *> m_workers;
    std::size_t m_next = 0;
    int m_open = 0;        ///< connections handed out and not yet ended
    bool m_draining = false;
    QTimer m_cutOff;
};

}  // namespace tideline::server
