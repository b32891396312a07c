// The order in which things leave when there is no room: SIEVE (Zhang, Yang, Yue, Vigfusson, Rashmi; NSDI 2024).
#pragma once

#include <list>
#include <optional>
#include <utility>

namespace tideline::cache {

/// A queue with one mark for each place, and a hand that goes from the oldest to the newest: who is marked stays, and loses the
/// mark; the first without one leaves. A use costs one write, nothing moves; what is asked for once leaves soon.
///
/// Thread:    one at a time.
/// Invariant: the hand stands on a place of the queue, or is at rest (end) and begins with the oldest.
template <typename Id>
class Sieve {
    struct Node {
        Id id;
        bool used = false;
    };

public:
    using Place = typename std::list<Node>::iterator;

    Sieve() = default;
    Sieve(const Sieve &) = delete;  // places are of one queue
    Sieve &operator=(const Sieve &) = delete;

    Place add(Id id)
    {
        m_nodes.push_front(Node{std::move(id)});
        return m_nodes.begin();
    }
    static void touch(Place place) { place->used = true; }
    void remove(Place place)
    {
        if (m_hand == place)
            m_hand = newer(place);
        m_nodes.erase(place);
    }
    /// Takes out who leaves next; nullopt when nobody is there.
    std::optional<Id> evict()
    {
        if (m_nodes.empty())
            return std::nullopt;
        if (m_hand == m_nodes.end())
            m_hand = std::prev(m_nodes.end());
        while (m_hand->used) {
            m_hand->used = false;
            m_hand = m_hand == m_nodes.begin() ? std::prev(m_nodes.end()) : std::prev(m_hand);
        }
        const Place out = m_hand;
        m_hand = newer(out);
        std::optional<Id> id(std::move(out->id));
        m_nodes.erase(out);
        return id;
    }
    bool isEmpty() const { return m_nodes.empty(); }

private:
    Place newer(Place place) { return place == m_nodes.begin() ? m_nodes.end() : std::prev(place); }

    std::list<Node> m_nodes;  ///< newest first
    Place m_hand = m_nodes.end();
};

}  // namespace tideline::cache
