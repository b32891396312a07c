// Somebody who asks for previews: a connection, and the cloud's files that it can fetch ranges of.
#pragma once

#include "app/session/source.h"
#include "core/base/mutex.h"
#include "core/control/unix_socket.h"
#include "core/preview/message.h"

#include <condition_variable>
#include <map>
#include <memory>

namespace tideline::session {

/// Thread:    say() and ask() any; answer() and leave() the one that reads the connection.
/// Ownership: the socket.
class Peer {
public:
    explicit Peer(control::Socket socket);

    const control::Socket &socket() const { return m_socket; }
    /// Waits at most 10 s for the other side to read; nothing is said to who is not there any more.
    void say(const preview::Message &message) TIDELINE_EXCLUDES(m_writing);
    /// Some bytes of a file in the cloud, which the other side knows as `subject`. Waits for them.
    /// Errors: Cancelled (the other side is gone); what the other side says.
    Result<QByteArray> ask(qint64 subject, qint64 offset, qint64 length) TIDELINE_EXCLUDES(m_mutex);
    /// A Range or NoRange has come.
    void answer(const preview::Message &message) TIDELINE_EXCLUDES(m_mutex);
    /// The other side is gone: who waits is told.
    void leave() TIDELINE_EXCLUDES(m_mutex);

private:
    control::Socket m_socket;
    Mutex m_writing;
    Mutex m_mutex;
    std::condition_variable m_answered;
    qint64 m_lastNeed TIDELINE_GUARDED_BY(m_mutex) = 0;
    std::map<qint64, std::optional<Result<QByteArray>>> m_needs TIDELINE_GUARDED_BY(m_mutex);
    bool m_isGone TIDELINE_GUARDED_BY(m_mutex) = false;
};

/// A file in the cloud, read through whoever asked for its preview. Blocks are kept, so that small reads do not each travel.
///
/// Thread: any, one at a time waits for the network.
class RemoteSource final : public Source {
public:
    RemoteSource(std::shared_ptr<Peer> peer, qint64 subject, qint64 sizeBytes) : m_peer(std::move(peer)), m_subject(subject), m_size(sizeBytes) {}

    qint64 sizeBytes() const override { return m_size; }
    Result<QByteArray> read(qint64 offset, qint64 length) override TIDELINE_EXCLUDES(m_mutex);
    bool isRemote() const override { return true; }
    int descriptor() const override { return -1; }

private:
    static constexpr qint64 kBlock = 64 << 10;
    static constexpr std::size_t kMostBlocks = 256;
    Result<void> fetch(qint64 first, qint64 last) TIDELINE_REQUIRES(m_mutex);

    std::shared_ptr<Peer> m_peer;
    qint64 m_subject;
    qint64 m_size;
    Mutex m_mutex;
    std::map<qint64, QByteArray> m_blocks TIDELINE_GUARDED_BY(m_mutex);  ///< by number
    std::vector<qint64> m_order TIDELINE_GUARDED_BY(m_mutex);             ///< of arrival, the oldest first
};

}  // namespace tideline::session
