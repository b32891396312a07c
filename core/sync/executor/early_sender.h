// Sends what a look at the disk reads of new files while it goes on, so that it is neither read again nor waited for.
#pragma once

#include "core/base/mutex.h"
#include "core/base/workers.h"
#include "core/sync/executor/pack_sender.h"

#include <deque>
#include <memory>

namespace tideline::sync {

/// Best effort: what the way to the server is too slow for, and what follows a failure, is passed over; the Uploader sends it
/// in its turn, and meets the failure. What it sent and no commit names is let go of by the server in time.
///
/// Thread:    take() on any, side by side; the rest on the engine's. Asking, compressing and sending run on Workers.
/// Ownership: borrows what Parts names. Holds at most kMostPacks packs of bytes.
/// Invariant: sent() names only chunks that the server has said it holds or has stored; after a failure, none.
class EarlySender {
public:
    struct Parts {
        cloud::Channel &channel;
        Workers &workers;
        QByteArray projectPath;
        const std::atomic<bool> *cancel = nullptr;
        qsizetype packBytes = 4 << 20;
    };
    explicit EarlySender(Parts parts) : m_parts(std::move(parts)) {}
    ~EarlySender();

    /// Copies the bytes, or passes them over. Never waits for the server, but in a simulation.
    void take(const Chunk &chunk, QByteArrayView bytes);
    /// All was read: what is left goes too, where much went before it; of a little the Uploader knows better how. The buffers go, since
    /// the plan that follows needs memory for each file.
    void readAll();
    /// Waits for what is on its way; nothing is taken any more. The set stays as it is from then on.
    const std::unordered_set<ContentHash> &sent();
    /// Bytes that went out so far.
    qint64 bytesSent() const { return m_sender.bytesSent(); }

private:
    static constexpr std::size_t kMostPacks = 4;
    struct Pack {
        std::vector<Chunk> chunks;
        QByteArray bytes;                        ///< of the chunks, one after the other
        std::atomic<bool> isDone = false;
        std::unique_ptr<RunningTasks> running;   ///< last: it is waited for before the rest goes
    };
    void begin(std::unique_ptr<Pack> pack) TIDELINE_EXCLUDES(m_mutex);
    void send(Pack &pack);
    void reap() TIDELINE_REQUIRES(m_mutex);
    bool isStopped() const { return m_isOver || (m_parts.cancel && *m_parts.cancel); }

    Parts m_parts;
    PackSender m_sender{m_parts.channel, m_parts.projectPath};
    SpareBuffers m_spare;
    std::atomic<bool> m_isOver = false;  ///< a pack failed, or nobody wants more
    Mutex m_mutex;
    std::unordered_set<ContentHash> m_taken TIDELINE_GUARDED_BY(m_mutex);  ///< each chunk goes once
    std::unique_ptr<Pack> m_filling TIDELINE_GUARDED_BY(m_mutex);
    bool m_isClosed TIDELINE_GUARDED_BY(m_mutex) = false;  ///< sent() was asked for
    std::size_t m_begun TIDELINE_GUARDED_BY(m_mutex) = 0;   ///< packs that went, or are about to
    std::deque<std::unique_ptr<Pack>> m_onTheWay TIDELINE_GUARDED_BY(m_mutex);
};

}  // namespace tideline::sync
