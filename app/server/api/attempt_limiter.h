// How often something may be tried under one name.
#pragma once

#include "core/base/clock.h"
#include "core/base/mutex.h"

#include <QByteArray>
#include <QHash>

#include <chrono>
#include <deque>

namespace tideline::server {

/// At most so many attempts of each name within any time of this length.
///
/// Thread:    any.
/// Ownership: borrows the Clock.
/// Invariant: an attempt counts from its start, so that many at one time are no way around. Memory is bounded: what is past is
///            dropped, and beyond 100,000 names nobody new may try.
class AttemptLimiter {
public:
    AttemptLimiter(Clock &clock, std::chrono::seconds window, std::size_t most) : m_clock(clock), m_window(window), m_most(most) {}

    /// Begins an attempt. 0: go on; else the seconds to wait.
    int begin(const QByteArray &name) TIDELINE_EXCLUDES(m_mutex);
    /// The newest attempt does not count.
    void takeBack(const QByteArray &name) TIDELINE_EXCLUDES(m_mutex);

private:
    using Times = std::deque<std::chrono::nanoseconds>;
    void dropOld(Times &times, std::chrono::nanoseconds now) const;

    Clock &m_clock;
    const std::chrono::seconds m_window;
    const std::size_t m_most;
    Mutex m_mutex;
    QHash<QByteArray, Times> m_attempts TIDELINE_GUARDED_BY(m_mutex);  ///< oldest first
};

}  // namespace tideline::server
