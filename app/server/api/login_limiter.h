// Slows down whoever guesses passwords.
#pragma once

#include "core/base/clock.h"
#include "core/base/mutex.h"

#include <QByteArray>
#include <QHash>

#include <chrono>
#include <deque>

namespace tideline::server {

/// Counts failed sign-ins: at most 5 a minute for an account and 20 a minute from an address.
///
/// Thread:    any.
/// Ownership: borrows the Clock.
/// Invariant: an attempt counts from its start, so that many at one time are no way around; a success takes it back.
///            Memory is bounded: what is older than a minute is dropped, and beyond 100,000 names nobody signs in.
class LoginLimiter {
public:
    explicit LoginLimiter(Clock &clock) : m_clock(clock) {}

    /// Begins an attempt. 0: go on; else the seconds to wait.
    int begin(const QByteArray &account, const QByteArray &address) TIDELINE_EXCLUDES(m_mutex);
    /// The attempt was right, and does not count.
    void succeeded(const QByteArray &account, const QByteArray &address) TIDELINE_EXCLUDES(m_mutex);

private:
    using Times = std::deque<std::chrono::nanoseconds>;
    void dropOld(std::chrono::nanoseconds now) TIDELINE_REQUIRES(m_mutex);

    Clock &m_clock;
    Mutex m_mutex;
    QHash<QByteArray, Times> m_attempts TIDELINE_GUARDED_BY(m_mutex);  ///< "a" + account, "p" + address
};

}  // namespace tideline::server
