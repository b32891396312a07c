#include "app/session/source_device.h"

#include <algorithm>
#include <cstring>

namespace tideline::session {

namespace {
// What was fetched over the network is kept longer, and fetched in smaller pieces.
constexpr qint64 kLocalBlock = 256 << 10;
constexpr qint64 kRemoteBlock = 64 << 10;
constexpr qint64 kLocalKept = 4 << 20;
constexpr qint64 kRemoteKept = 16 << 20;
}  // namespace

SourceDevice::SourceDevice(Source &source, qint64 budgetBytes, Missing missing)
    : m_source(source), m_blockBytes(source.isRemote() ? kRemoteBlock : kLocalBlock),
      m_mostBlocks(std::size_t((source.isRemote() ? kRemoteKept : kLocalKept) / m_blockBytes)), m_budget(budgetBytes),
      m_missing(missing)
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

void SourceDevice::allow(qint64 budgetBytes, const preview::Cancelled *cancelled)
{
    m_budget = budgetBytes;
    m_cancelled = cancelled;
    m_failure.reset();
    m_ranOut = false;
    m_readPastEnd = false;
    m_readShort = false;
}

qint64 SourceDevice::readData(char *data, qint64 maxSize)
{
    const qint64 from = pos();
    if (from >= size() && maxSize > 0)
        m_readPastEnd = true;
    else if (maxSize > size() - from)
        m_readShort = true;
    const qint64 wanted = std::min(maxSize, size() - from);
    qint64 done = 0;
    while (done < wanted) {
        const QByteArray *bytes = block((from + done) / m_blockBytes);
        const qint64 inBlock = (from + done) % m_blockBytes;
        const qint64 length = bytes ? std::min(wanted - done, bytes->size() - inBlock) : 0;
        if (length <= 0 && m_missing == Missing::Zeros) {
            std::memset(data + done, 0, std::size_t(wanted - done));
            return wanted;
        }
        if (length <= 0)
            return done > 0 || bytes ? done : -1;
        std::memcpy(data + done, bytes->constData() + inBlock, std::size_t(length));
        done += length;
    }
    return done;
}

const QByteArray *SourceDevice::block(qint64 index)
{
    if (m_cancelled && *m_cancelled) {
        m_failure = Error{Error::Kind::Cancelled, u"Cancelled."_s, {}, {}};
        return nullptr;
    }
    const auto found = m_blocks.find(index);
    if (found != m_blocks.end()) {
        found->second.lastUse = ++m_uses;
        return &found->second.bytes;
    }
    const qint64 length = std::min(m_blockBytes, size() - index * m_blockBytes);
    if (length > m_budget) {
        m_ranOut = true;
        return nullptr;
    }
    Result<QByteArray> bytes = m_source.read(index * m_blockBytes, length);
    if (!bytes) {
        m_failure = bytes.error();
        return nullptr;
    }
    m_budget -= bytes->size();
    makeRoom();
    return &m_blocks.insert_or_assign(index, Block{*std::move(bytes), ++m_uses}).first->second.bytes;
}

void SourceDevice::makeRoom()
{
    if (m_blocks.size() < m_mostBlocks)
        return;
    m_blocks.erase(std::ranges::min_element(m_blocks, {}, [](const auto &entry) { return entry.second.lastUse; }));
}

}  // namespace tideline::session
