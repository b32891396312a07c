#include "core/sync/executor/early_sender.h"

#include <algorithm>

namespace tideline::sync {

EarlySender::~EarlySender()
{
    m_isOver = true;
    (void)sent();
}

void EarlySender::take(const Chunk &chunk, QByteArrayView bytes)
{
    std::unique_ptr<Pack> full;
    {
        const MutexLock lock(m_mutex);
        if (m_isClosed || isStopped())
            return;
        if (!m_filling) {
            reap();
            if (m_onTheWay.size() >= kMostPacks - 1)
                return;
            m_filling = std::make_unique<Pack>();
            m_filling->bytes = m_spare.take(m_parts.packBytes + kMaxChunkBytes);
        }
        if (!m_taken.insert(chunk.id).second)
            return;
        m_filling->chunks.push_back(chunk);
        m_filling->bytes.append(bytes);
        if (m_filling->bytes.size() < m_parts.packBytes && m_filling->chunks.size() < std::size_t(wire::kMaxPackChunks))
            return;
        full = std::move(m_filling);
        ++m_begun;
    }
    begin(std::move(full));
}

void EarlySender::readAll()
{
    m_spare.keepNone();
    m_sender.keepNoBuffers();
    std::unique_ptr<Pack> rest;
    {
        const MutexLock lock(m_mutex);
        if (!m_filling || m_begun == 0 || isStopped())
            return;
        rest = std::move(m_filling);
    }
    begin(std::move(rest));
}

const std::unordered_set<ContentHash> &EarlySender::sent()
{
    std::deque<std::unique_ptr<Pack>> last;
    {
        const MutexLock lock(m_mutex);
        m_isClosed = true;
        last.swap(m_onTheWay);
        if (const auto unsent = std::exchange(m_filling, nullptr)) {
            for (const Chunk &chunk : unsent->chunks)
                m_taken.erase(chunk.id);
        }
    }
    last.clear();  // waits
    const MutexLock lock(m_mutex);
    if (isStopped())
        m_taken.clear();
    return m_taken;
}

/// Without the lock, since in a simulation the pack is sent before this returns.
void EarlySender::begin(std::unique_ptr<Pack> pack)
{
    Pack &begun = *pack;
    begun.running = m_parts.workers.start({[this, &begun] { send(begun); }});
    const MutexLock lock(m_mutex);
    m_onTheWay.push_back(std::move(pack));
}

void EarlySender::send(Pack &pack)
{
    const auto need = isStopped() ? Result<std::unordered_set<ContentHash>>(Error{Error::Kind::Cancelled, {}, {}, {}})
                                  : m_sender.askSample(pack.chunks);
    Result<void> stored = need ? Result<void>() : need.error();
    if (stored) {
        wire::PackWriter writer = m_sender.newPack();
        qsizetype offset = 0;
        for (const Chunk &chunk : pack.chunks) {
            if (need->contains(chunk.id))
                writer.add(chunk.id, QByteArrayView(pack.bytes).sliced(offset, chunk.sizeBytes));
            offset += chunk.sizeBytes;
        }
        m_spare.give(std::exchange(pack.bytes, {}));
        if (writer.chunkCount() > 0)
            stored = m_sender.send(writer.finish());
    }
    if (!stored)
        m_isOver = true;
    pack.isDone = true;
}

/// Lets go of what has come to its end.
void EarlySender::reap()
{
    std::erase_if(m_onTheWay, [](const std::unique_ptr<Pack> &pack) { return pack->isDone.load(); });
}

}  // namespace tideline::sync
