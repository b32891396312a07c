#include "app/session/peer.h"

#include "core/preview/frame_socket.h"

#include <QCborArray>

#include <algorithm>
#include <sys/socket.h>

namespace tideline::session {

using preview::Message;

Peer::Peer(control::Socket socket) : m_socket(std::move(socket))
{
    constexpr timeval kPatience{10, 0};
    ::setsockopt(m_socket.fd(), SOL_SOCKET, SO_SNDTIMEO, &kPatience, sizeof kPatience);
}

void Peer::say(const Message &message)
{
    const QByteArray frame = preview::toFrame(message);
    const MutexLock lock(m_writing);
    if (!preview::writeFrame(m_socket, frame))
        m_socket.shutDown();  // who is gone, or does not read, has no use for it; half a frame is no frame
}

Result<QByteArray> Peer::ask(qint64 subject, qint64 offset, qint64 length)
{
    qint64 id = 0;
    {
        const MutexLock lock(m_mutex);
        id = ++m_lastNeed;
        m_needs.emplace(id, std::nullopt);
    }
    say({Message::Kind::Need, id, {}, QCborArray{subject, offset, length}});
    MutexLock lock(m_mutex);
    while (!m_isGone && !m_needs.at(id))
        lock.wait(m_answered);
    auto answer = std::move(m_needs.at(id));
    m_needs.erase(id);
    return answer ? *std::move(answer) : Result<QByteArray>(Error{Error::Kind::Cancelled, u"Nobody waits for this preview."_s, {}, {}});
}

void Peer::answer(const Message &message)
{
    const MutexLock lock(m_mutex);
    const auto need = m_needs.find(message.id);
    if (need == m_needs.end() || need->second)
        return;  // nobody asked
    if (message.kind == Message::Kind::Range)
        need->second = Result<QByteArray>(message.value.toByteArray());
    else
        need->second = Result<QByteArray>(preview::errorFromCbor(message.value));
    m_answered.notify_all();
}

void Peer::leave()
{
    const MutexLock lock(m_mutex);
    m_isGone = true;
    m_answered.notify_all();
}

Result<QByteArray> RemoteSource::read(qint64 offset, qint64 length)
{
    offset = std::clamp<qint64>(offset, 0, m_size);
    length = std::clamp<qint64>(length, 0, std::min<qint64>(m_size - offset, qint64(kMostBlocks / 2) * kBlock));
    QByteArray bytes;
    if (length == 0)
        return bytes;
    const MutexLock lock(m_mutex);
    const qint64 first = offset / kBlock, last = (offset + length - 1) / kBlock;
    if (auto fetched = fetch(first, last); !fetched)
        return fetched.error();
    for (qint64 block = first; block <= last; ++block)
        bytes += m_blocks.at(block);
    return bytes.sliced(offset - first * kBlock, length);
}

/// Has the blocks `first` to `last` here; runs of those that are not go as one request.
Result<void> RemoteSource::fetch(qint64 first, qint64 last)
{
    for (qint64 block = first; block <= last; ++block) {
        if (m_blocks.contains(block))
            continue;
        qint64 end = block + 1;
        while (end <= last && !m_blocks.contains(end) && (end + 1 - block) * kBlock <= preview::kMaxRangeBytes)
            ++end;
        const qint64 begin = block * kBlock, size = std::min(end * kBlock, m_size) - begin;
        auto bytes = m_peer->ask(m_subject, begin, size);
        if (!bytes)
            return bytes.error();
        if (bytes->size() != size)
            return Error{Error::Kind::Conflict, u"The file in the cloud is another by now."_s, {}, u"Open it again."_s};
        for (; block < end; ++block) {
            m_blocks[block] = bytes->sliced((block * kBlock) - begin, std::min(kBlock, m_size - block * kBlock));
            m_order.push_back(block);
        }
        --block;
    }
    while (m_order.size() > kMostBlocks) {
        const qint64 oldest = m_order.front();
        m_order.erase(m_order.begin());
        if (oldest < first || oldest > last)
            m_blocks.erase(oldest);
        else
            m_order.push_back(oldest);
    }
    return {};
}

}  // namespace tideline::session
