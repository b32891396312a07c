// Keeps one user, or one address that is nobody's, from taking the whole server.
#pragma once

#include "core/base/clock.h"
#include "core/base/mutex.h"

#include <QByteArray>
#include <QHash>

#include <chrono>

namespace tideline::server {

/// A token bucket for each name: `perSecond` requests go on and on, five times as many at once.
///
/// Thread:    any.
/// Ownership: borrows the Clock.
/// Invariant: memory is bounded: full buckets are dropped, and beyond 100,000 others nobody new is served.
class RequestLimiter {
public:
    /// `perSecond`: 0 = no limit.
    RequestLimiter(Clock &clock, int perSecond) : m_clock(clock), m_perSecond(perSecond) {}

    /// Counts a request. 0: go on; else the seconds to wait.
    int take(const QByteArray &name) TIDELINE_EXCLUDES(m_mutex);

private:
    struct Bucket {
        double requests = 0;  ///< that may still come at once
        std::chrono::nanoseconds at{};
    };
    void dropFull(std::chrono::nanoseconds now) TIDELINE_REQUIRES(m_mutex);
    double filled(const Bucket &bucket, std::chrono::nanoseconds now) const;
    double most() const { return 5.0 * m_perSecond; }

    Clock &m_clock;
    const int m_perSecond;
    Mutex m_mutex;
    QHash<QByteArray, Bucket> m_buckets TIDELINE_GUARDED_BY(m_mutex);
};

}  // namespace tideline::server
