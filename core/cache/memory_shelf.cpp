#include "core/cache/memory_shelf.h"

#include "core/cache/stored_value.h"

namespace tideline::cache {

namespace {

constexpr qint64 kItemBytes = 400;  // nodes, hash table, strings' heads: a measured guess

qint64 costOf(const Key &key, const Held &held)
{
    return kItemBytes + held.value.size() + key.account.size() * 2 + key.prefix.size() + key.scope.size() + key.arguments.size();
}

}  // namespace

Held *MemoryShelf::find(const Key &key)
{
    const auto item = m_items.find(key);
    return item == m_items.end() ? nullptr : &item->second.held;
}

void MemoryShelf::touch(const Key &key)
{
    if (const auto item = m_items.find(key); item != m_items.end())
        Sieve<Key>::touch(item->second.place);
}

bool MemoryShelf::put(const Key &key, Held held)
{
    const qint64 cost = costOf(key, held);
    if (held.value.size() > kMaxValueBytes || cost > m_limit) {
        erase(key);
        return false;
    }
    if (const auto old = m_items.find(key); old != m_items.end() && m_bytes - old->second.cost + cost <= m_limit) {
        m_bytes += cost - old->second.cost;  // in its place: a new value of what is in use is no newcomer
        old->second.held = std::move(held);
        old->second.cost = cost;
        return true;
    }
    erase(key);
    while (m_bytes + cost > m_limit) {
        const auto out = m_order.evict();
        Q_ASSERT(out);
        const auto item = m_items.find(*out);
        m_bytes -= item->second.cost;
        m_items.erase(item);
        ++m_evictions;
    }
    m_bytes += cost;
    m_items.emplace(key, Item{std::move(held), cost, m_order.add(key)});
    return true;
}

void MemoryShelf::erase(const Key &key)
{
    const auto item = m_items.find(key);
    if (item == m_items.end())
        return;
    m_bytes -= item->second.cost;
    m_order.remove(item->second.place);
    m_items.erase(item);
}

std::vector<Key> MemoryShelf::keys(const Selection &selection) const
{
    std::vector<Key> keys;
    for (const auto &[key, item] : m_items) {
        if (selection.has(key))
            keys.push_back(key);
    }
    return keys;
}

}  // namespace tideline::cache
