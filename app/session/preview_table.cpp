#include "app/session/preview_table.h"

#include <algorithm>

namespace tideline::session {

// What goes is destroyed when the table is not locked any more: that may take a while.

qint64 PreviewTable::add(std::shared_ptr<OpenedPreview> opened, qint64 bytes, Time now)
{
    Dropped dropped;
    const MutexLock lock(m_mutex);
    m_entries.emplace(++m_last, Entry{std::move(opened), bytes, now});
    m_bytes += bytes;
    dropped = makeRoom();
    return m_last;
}

std::shared_ptr<OpenedPreview> PreviewTable::find(qint64 number, const Peer *peer) const
{
    const MutexLock lock(m_mutex);
    const auto found = m_entries.find(number);
    return found != m_entries.end() && found->second.opened->peer.get() == peer ? found->second.opened : nullptr;
}

void PreviewTable::touch(qint64 number, qint64 bytes, Time now)
{
    Dropped dropped;
    const MutexLock lock(m_mutex);
    const auto found = m_entries.find(number);
    if (found == m_entries.end())
        return;
    m_bytes += bytes - found->second.bytes;
    found->second.bytes = bytes;
    found->second.usedAt = now;
    dropped = makeRoom();
}

bool PreviewTable::remove(qint64 number, const Peer *peer)
{
    std::shared_ptr<OpenedPreview> removed;
    const MutexLock lock(m_mutex);
    const auto found = m_entries.find(number);
    if (found == m_entries.end() || found->second.opened->peer.get() != peer)
        return false;
    m_bytes -= found->second.bytes;
    removed = std::move(found->second.opened);
    m_entries.erase(found);
    return true;
}

void PreviewTable::removeAllOf(const Peer *peer)
{
    Dropped removed;
    const MutexLock lock(m_mutex);
    for (auto entry = m_entries.begin(); entry != m_entries.end();) {
        if (entry->second.opened->peer.get() != peer) {
            ++entry;
            continue;
        }
        m_bytes -= entry->second.bytes;
        removed.push_back(std::move(entry->second.opened));
        entry = m_entries.erase(entry);
    }
}

std::vector<PreviewTable::Row> PreviewTable::rows() const
{
    std::vector<Row> rows;
    const MutexLock lock(m_mutex);
    for (const auto &[number, entry] : m_entries)
        rows.push_back({entry.opened->facts.name, entry.opened->format->name, entry.bytes, entry.usedAt});
    return rows;
}

PreviewTable::Dropped PreviewTable::makeRoom()
{
    Dropped dropped;
    while (m_entries.size() > m_bounds.maxCount || (m_bytes > m_bounds.maxBytes && m_entries.size() > 1)) {
        const auto oldest = std::ranges::min_element(m_entries, {}, [](const auto &entry) { return entry.second.usedAt; });
        m_bytes -= oldest->second.bytes;
        dropped.push_back(std::move(oldest->second.opened));
        m_entries.erase(oldest);
    }
    return dropped;
}

}  // namespace tideline::session
