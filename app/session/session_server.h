// The helper's life: takes connections and calls, has them done by a few threads, and ends when nobody asks any more or a limit is met.
#pragma once

#include "app/session/preview_calls.h"
#include "app/session/sandbox.h"

#include <chrono>
#include <deque>
#include <set>
#include <thread>

namespace tideline::session {

/// Thread:    run() is the main one; each connection is read by a thread of its own, calls run on a few others.
/// Ownership: the listener and all that is opened.
/// Invariant: a call is answered once, also when it is cancelled. Of a call that meets the limit of time or memory its caller is told, and
///            then the process must end: what computes for ever cannot be stopped otherwise.
class SessionServer {
public:
    struct Options {
        std::chrono::milliseconds idle = std::chrono::minutes(5);   ///< without a call
        std::chrono::milliseconds limit = std::chrono::seconds(20);  ///< of a call's computing; what it waits for the network is no part of it
        qint64 memoryBytes = 512 << 20;                             ///< resident
        PreviewTable::Bounds kept;
        Limits limits;
        Sandbox sandbox;
        QString program;        ///< for the status
        control::Socket statm;  ///< /proc/self/statm, opened before the doors were shut; tells how much is resident
        int threads = 4;
    };
    enum class End { Idle, Memory, Time, Asked };

    SessionServer(control::Socket listener, Options options);
    ~SessionServer();
    /// Returns when nothing was asked for `idle`, when a limit was met, or when it was asked to end.
    End run();

private:
    using Time = std::chrono::steady_clock::time_point;
    struct Connection;
    /// A call that is being done, and what the thread that does it had computed by then.
    struct Running {
        std::shared_ptr<Call> call;
        clockid_t clock;
        std::chrono::nanoseconds begun;
        std::optional<std::chrono::nanoseconds> cancelledAt = {};
    };
    void accept(control::Socket socket);
    void readFrom(const std::shared_ptr<Peer> &peer);
    void take(const std::shared_ptr<Peer> &peer, const preview::Message &message, control::Socket file);
    void takeCall(std::shared_ptr<Call> call) TIDELINE_EXCLUDES(m_mutex);
    void cancel(const std::shared_ptr<Peer> &peer, qint64 id) TIDELINE_EXCLUDES(m_mutex);
    void letGo(const std::shared_ptr<Peer> &peer) TIDELINE_EXCLUDES(m_mutex);
    void work() TIDELINE_EXCLUDES(m_mutex);
    std::optional<End> ended() TIDELINE_EXCLUDES(m_mutex);
    bool endLate() TIDELINE_REQUIRES(m_mutex);
    QCborValue status() TIDELINE_EXCLUDES(m_mutex);
    qint64 residentBytes() const;

    control::Socket m_listener;
    const Options m_options;
    const Time m_started = std::chrono::steady_clock::now();
    PreviewTable m_table;
    PreviewCalls m_work;
    Mutex m_mutex;
    std::condition_variable m_wakes;        ///< the workers: there is a call
    std::condition_variable_any m_changed;  ///< the main thread: a call came, or the wish to end
    std::deque<std::shared_ptr<Call>> m_queue TIDELINE_GUARDED_BY(m_mutex);
    std::vector<Running> m_running TIDELINE_GUARDED_BY(m_mutex);
    qint64 m_calls TIDELINE_GUARDED_BY(m_mutex) = 0;
    Time m_lastUse TIDELINE_GUARDED_BY(m_mutex) = m_started;
    bool m_ends TIDELINE_GUARDED_BY(m_mutex) = false;
    bool m_isAsked TIDELINE_GUARDED_BY(m_mutex) = false;
    std::vector<std::unique_ptr<Connection>> m_connections;  ///< the acceptor's, and the destructor's after it
    std::jthread m_acceptor;
    std::vector<std::jthread> m_threads;
};

}  // namespace tideline::session
