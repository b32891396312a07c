// The owner's end of the control socket.
#pragma once

#include "core/control/control_connection.h"
#include "core/control/engine_lock.h"

#include <list>

namespace tideline::control {

/// Serves a handler's verbs at PROFILE/engine.sock.
///
/// Thread:    any; it has an accepting thread, and two more for each client.
/// Ownership: borrows the handler and the lock, which outlive it.
/// Invariant: no process of another user gets a byte of an answer; at most 64 clients at one time.
class ControlServer {
public:
    /// The lock shows that the socket is this process's to make. Errors: Denied, NotFound, Io.
    static Result<std::unique_ptr<ControlServer>> start(const QString &profile, VerbHandler &handler, const EngineLock &);
    /// Cuts all clients off; their requests are cancelled.
    ~ControlServer();
    ControlServer(const ControlServer &) = delete;
    ControlServer &operator=(const ControlServer &) = delete;

    /// No new clients and requests; returns when those in progress have their answers (or were cancelled after `limit`).
    void drain(std::chrono::milliseconds limit);

private:
    ControlServer(QString path, Socket listener, VerbHandler &handler);
    void acceptClients();
    void closeDoor();
    QString m_path;
    Socket m_listener;
    VerbHandler &m_handler;
    std::mutex m_mutex;
    bool m_doorClosed = false;
    std::list<std::unique_ptr<ControlConnection>> m_connections;
    std::thread m_acceptor;
};

}  // namespace tideline::control
