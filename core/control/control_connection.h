// One client of the control socket, on the owner's side.
#pragma once

#include "core/control/protocol.h"
#include "core/control/unix_socket.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace tideline::control {

/// Reads requests, runs each on a thread of its own, and writes what they give through one queue.
///
/// Thread:    the constructor starts a reader and a writer; the destructor ends them and every request.
/// Ownership: its socket; borrows the handler.
/// Invariant: a request gets one reply, after its progress; a client that does not read its events is dropped, and holds
///            up nobody.
class ControlConnection {
public:
    ControlConnection(Socket socket, VerbHandler &handler);
    ~ControlConnection();
    ControlConnection(const ControlConnection &) = delete;
    ControlConnection &operator=(const ControlConnection &) = delete;

    /// True once the client is gone and nothing runs any more.
    bool isOver() const { return m_over; }
    /// Takes no more requests, and returns when the running ones have been answered, or cancelled after `limit`.
    void drain(std::chrono::milliseconds limit);

private:
    struct Running {
        std::atomic<bool> cancelled = false;
        std::thread thread;
    };
    void readRequests();
    void writeLines();
    void start(const Request &request);
    void run(const Request &request, const std::atomic<bool> &cancelled);
    void cancel(qint64 id);
    void cancelUnlessDraining();
    void subscribe(qint64 id);
    /// Waits while the queue is full; drops the line when the client is gone.
    void push(const QJsonObject &object);
    void pushEvent(const QJsonObject &event);
    void joinFinished();

    Socket m_socket;
    VerbHandler &m_handler;
    std::mutex m_mutex;
    std::condition_variable m_changed;  // the queue, or the set of running requests
    std::deque<QByteArray> m_lines;
    qsizetype m_queuedBytes = 0;
    bool m_closed = false;   // nothing is written any more
    bool m_ending = false;   // nothing more will be queued
    bool m_draining = false; // the end of the requests is ours, not the client's
    std::map<qint64, std::shared_ptr<Running>> m_running;
    std::vector<std::thread> m_finished;
    std::unique_ptr<Subscription> m_subscription;
    std::atomic<bool> m_over = false;
    std::thread m_writer;
    std::thread m_reader;
};

}  // namespace tideline::control
