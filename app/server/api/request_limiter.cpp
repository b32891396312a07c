#include "app/server/api/request_limiter.h"

#include <algorithm>
#include <cmath>

namespace tideline::server {

namespace {

constexpr qsizetype kMaxNames = 100'000;

}  // namespace

double RequestLimiter::filled(const Bucket &bucket, std::chrono::nanoseconds now) const
{
    const std::chrono::duration<double> since = now - bucket.at;
    return std::min(most(), bucket.requests + since.count() * m_perSecond);
}

void RequestLimiter::dropFull(std::chrono::nanoseconds now)
{
    m_buckets.removeIf([&](const QHash<QByteArray, Bucket>::iterator &it) { return filled(it.value(), now) >= most(); });
}

int RequestLimiter::take(const QByteArray &name)
{
    if (m_perSecond <= 0)
        return 0;
    const MutexLock lock(m_mutex);
    const auto now = m_clock.monotonic();
    auto bucket = m_buckets.find(name);
    if (bucket == m_buckets.end()) {
        if (m_buckets.size() >= kMaxNames)
            dropFull(now);
        if (m_buckets.size() >= kMaxNames)
            return 1;
        bucket = m_buckets.insert(name, {most(), now});
    }
    *bucket = {filled(*bucket, now), now};
    if (bucket->requests < 1)
        return std::max(1, int(std::ceil((1 - bucket->requests) / m_perSecond)));
    bucket->requests -= 1;
    return 0;
}

}  // namespace tideline::server
