// Secrets that are good once and for a short while, and what each stands for.
#pragma once

#include "app/server/api/secrets.h"
#include "core/base/clock.h"
#include "core/base/mutex.h"

#include <algorithm>
#include <deque>
#include <optional>

namespace tideline::server {

/// Values that wait under a secret of 256 random bits until they are taken, or time is up.
///
/// Thread:    any.
/// Ownership: borrows the Clock.
/// Invariant: a secret is kept as its hash, in memory alone; of one owner's values `ofOwner` wait (a further one ends the owner's
///            oldest), of all 10,000.
template <typename Value>
class OneUse {
public:
    OneUse(Clock &clock, std::chrono::seconds good, std::ptrdiff_t ofOwner) : m_clock(clock), m_good(good), m_ofOwner(ofOwner) {}

    /// The secret; nullopt: too many of others wait.
    std::optional<QByteArray> put(const QByteArray &owner, Value value, Random &random) TIDELINE_EXCLUDES(m_mutex)
    {
        const QByteArray secret = randomHex(random, 32);
        const MutexLock lock(m_mutex);
        dropOld();
        if (std::ranges::count(m_waiting, owner, &Waiting::owner) >= m_ofOwner)
            m_waiting.erase(std::ranges::find(m_waiting, owner, &Waiting::owner));
        if (m_waiting.size() >= kOfAll)
            return {};
        m_waiting.push_back({sha256(secret), owner, std::move(value), m_clock.monotonic() + m_good});
        return secret;
    }

    /// What waits under a secret, once; nullopt when it is past, was taken, or never was.
    std::optional<Value> take(QByteArrayView secret) TIDELINE_EXCLUDES(m_mutex)
    {
        const ContentHash hash = sha256(secret);
        const MutexLock lock(m_mutex);
        dropOld();
        const auto found = std::ranges::find(m_waiting, hash, &Waiting::hash);
        if (found == m_waiting.end())
            return {};
        std::optional<Value> value(std::move(found->value));
        m_waiting.erase(found);
        return value;
    }

private:
    static constexpr std::size_t kOfAll = 10'000;
    struct Waiting {
        ContentHash hash;
        QByteArray owner;
        Value value;
        std::chrono::nanoseconds until;
    };
    void dropOld() TIDELINE_REQUIRES(m_mutex)
    {
        const auto now = m_clock.monotonic();
        while (!m_waiting.empty() && m_waiting.front().until <= now)
            m_waiting.pop_front();
    }

    Clock &m_clock;
    const std::chrono::seconds m_good;
    const std::ptrdiff_t m_ofOwner;
    Mutex m_mutex;
    std::deque<Waiting> m_waiting TIDELINE_GUARDED_BY(m_mutex);  ///< oldest first
};

}  // namespace tideline::server
