#include "core/sync/executor/early_sender.h"

#include "core/schema/wire/pack.h"

#include <algorithm>

namespace tideline::sync {

namespace {

constexpr qsizetype kPackBytes = 4 << 20;

}  // namespace

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
            m_filling->bytes.reserve(kPackBytes);
        }
        if (!m_taken.insert(chunk.id).second)
            return;
        m_filling->chunks.push_back(chunk);
        m_filling->bytes.append(bytes);
        if (m_filling->bytes.size() < kPackBytes && m_filling->chunks.size() < std::size_t(wire::kMaxPackChunks))
            return;
        full = std::move(m_filling);
        ++m_begun;
    }
    begin(std::move(full));
}

void EarlySender::readAll()
{
    std::unique_ptr<Pack> rest;
    {
        const MutexLock lock(m_mutex);
        rest = std::move(m_filling);
        if (!rest || m_begun == 0 || isStopped())
            return;
    }
    begin(std::move(rest));
}

const std::unordered_set<ContentHash> &EarlySender::sent()
{
    std::deque<std::unique_ptr<Pack>> last;
    {
        const MutexLock lock(m_mutex);
        m_isClosed = true;
        m_filling.reset();
        last.swap(m_onTheWay);
    }
    for (const auto &pack : last)
        pack->running.reset();
    const MutexLock lock(m_mutex);
    m_onTheWay.swap(last);
    reap();
    return m_sent;
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
        wire::PackWriter writer;
        qsizetype offset = 0;
        for (const Chunk &chunk : pack.chunks) {
            if (need->contains(chunk.id))
                writer.add(chunk.id, QByteArrayView(pack.bytes).sliced(offset, chunk.sizeBytes));
            offset += chunk.sizeBytes;
        }
        pack.bytes = {};
        if (writer.chunkCount() > 0)
            stored = m_sender.sendPack(writer.finish());
    }
    pack.isStored = bool(stored);
    if (!stored)
        m_isOver = true;
    pack.isDone = true;
}

/// Notes what has come to its end.
void EarlySender::reap()
{
    std::erase_if(m_onTheWay, [this](const std::unique_ptr<Pack> &pack) {
        if (!pack->isDone)
            return false;
        if (pack->isStored) {
            for (const Chunk &chunk : pack->chunks)
                m_sent.insert(chunk.id);
        }
        return true;
    });
}

}  // namespace tideline::sync
