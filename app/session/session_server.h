// The helper's work: takes calls, opens files, keeps what was opened as long as there is room, and ends when nobody asks any more.
#pragma once

#include "app/session/formats/all_formats.h"
#include "app/session/peer.h"
#include "app/session/sandbox.h"

#include <QCborMap>

#include <chrono>
#include <deque>
#include <functional>
#include <set>
#include <thread>

namespace tideline::session {

/// Thread:    run() is the main one; each connection is read by a thread of its own, calls run on a few others.
/// Ownership: the listener and all that is opened.
/// Invariant: a call is answered once, also when it is cancelled; a preview is used by one call at a time; one that is not in use may be
///            let go of when memory is short, and whoever asks for it opens it anew (NotFound).
class SessionServer {
public:
    struct Options {
        std::chrono::milliseconds idle = std::chrono::minutes(5);  ///< without a call or a connection that is at work
        qint64 memoryBytes = 512 << 20;                            ///< resident; beyond it all ends, and the calls under way are told why
        qint64 keptBytes = 256 << 20;                              ///< of previews that are kept open
        Limits limits;
        Sandbox sandbox;
        int threads = 4;
    };
    enum class End { Idle, Memory, Asked };

    SessionServer(control::Socket listener, Options options);
    ~SessionServer();
    /// Returns when nothing was asked for `idle`, when memory ran out, or when it was asked to end.
    End run();

private:
    struct Opened;
    struct Job;
    void accept();
    void readFrom(std::shared_ptr<Peer> peer);
    void take(const std::shared_ptr<Peer> &peer, const preview::Message &message, control::Socket file);
    void work();
    Result<QCborValue> done(Job &job);
    Result<QCborValue> open(Job &job);
    Result<QCborValue> look(Opened &opened, const Job &job);
    Result<QCborValue> compare(Job &job);
    QCborValue status();
    void letGo(const std::shared_ptr<Peer> &peer);
    void makeRoom() TIDELINE_REQUIRES(m_mutex);
    qint64 residentBytes() const;
    void tellAll(const Error &error);

    control::Socket m_listener;
    const Options m_options;
    control::Socket m_statm;  ///< /proc/self/statm, opened before the doors were shut
    const std::chrono::steady_clock::time_point m_started = std::chrono::steady_clock::now();
    Mutex m_mutex;
    std::condition_variable m_wakes;
    std::deque<std::shared_ptr<Job>> m_queue TIDELINE_GUARDED_BY(m_mutex);
    std::set<std::shared_ptr<Job>> m_running TIDELINE_GUARDED_BY(m_mutex);
    std::map<qint64, std::shared_ptr<Opened>> m_opened TIDELINE_GUARDED_BY(m_mutex);
    std::set<std::shared_ptr<Peer>> m_peers TIDELINE_GUARDED_BY(m_mutex);
    qint64 m_lastHandle TIDELINE_GUARDED_BY(m_mutex) = 0;
    qint64 m_calls TIDELINE_GUARDED_BY(m_mutex) = 0;
    std::chrono::steady_clock::time_point m_lastUse TIDELINE_GUARDED_BY(m_mutex) = m_started;
    bool m_ends TIDELINE_GUARDED_BY(m_mutex) = false;
    bool m_isAsked TIDELINE_GUARDED_BY(m_mutex) = false;
    std::vector<std::jthread> m_threads;
};

}  // namespace tideline::session
