// The values that are held in memory, never more bytes than allowed.
#pragma once

#include "core/base/result.h"
#include "core/cache/key.h"
#include "core/cache/sieve.h"

#include <unordered_map>
#include <vector>

namespace tideline::cache {

/// A value, and what is known of it.
struct Held {
    QByteArray value;
    qint64 atMs = 0;        ///< Unix epoch, UTC: when it was so
    quint64 order = 0;      ///< when its computation began, among all
    bool outdated = false;  ///< whatever its age: it was said to be old, or comes from before a restart
    std::optional<Error> failure;  ///< of the last try to compute it anew
    qint64 failedAtMs = 0;
};

/// Thread:    one at a time (the cache's mutex).
/// Invariant: bytes() <= the limit.
class MemoryShelf {
public:
    explicit MemoryShelf(qint64 limitBytes) : m_limit(limitBytes) {}

    /// Null when it is not here. No use: see touch().
    Held *find(const Key &key);
    const Held *find(const Key &key) const { return const_cast<MemoryShelf *>(this)->find(key); }
    /// The value was of use: it stays longer.
    void touch(const Key &key);
    /// Inserts or replaces; what has to leave for it, leaves. False: it is too large to be kept, and whatever stood there went.
    bool put(const Key &key, Held held);
    void erase(const Key &key);
    std::vector<Key> keys(const Selection &selection) const;

    qint64 bytes() const { return m_bytes; }
    qint64 evictions() const { return m_evictions; }
    qsizetype count() const { return qsizetype(m_items.size()); }

private:
    struct Item {
        Held held;
        qint64 cost = 0;
        Sieve<Key>::Place place;
    };

    qint64 m_limit;
    qint64 m_bytes = 0;
    qint64 m_evictions = 0;
    std::unordered_map<Key, Item> m_items;
    Sieve<Key> m_order;
};

}  // namespace tideline::cache
