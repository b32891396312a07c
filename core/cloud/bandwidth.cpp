#include "core/cloud/bandwidth.h"

#include "core/base/clock.h"

#include <algorithm>

namespace tideline::cloud {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

nanoseconds RateLimit::take(qint64 bytes, nanoseconds now)
{
    const qint64 rate = m_rate;
    if (rate <= 0)
        return nanoseconds::zero();
    const std::lock_guard lock(m_mutex);
    const nanoseconds begin = std::max(m_free, now);
    m_free = begin + nanoseconds(qint64(double(bytes) * 1e9 / double(rate)));
    return begin - now;
}

qint64 RateLimit::portion(qint64 most) const
{
    const qint64 rate = m_rate;
    return rate <= 0 ? most : std::clamp<qint64>(rate / 8, std::min<qint64>(1 << 10, most), most);
}

bool waitFor(RateLimit &limit, qint64 bytes, const std::atomic<bool> *abort)
{
    constexpr milliseconds kLookEvery(50);
    nanoseconds left = limit.take(bytes, systemClock().monotonic());
    while (left > nanoseconds::zero()) {
        if (abort && abort->load(std::memory_order_relaxed))
            return false;
        const milliseconds step = std::min(kLookEvery, std::chrono::ceil<milliseconds>(left));
        systemClock().sleepFor(step);
        left -= step;
    }
    return true;
}

Bandwidth &processBandwidth()
{
    static Bandwidth bandwidth;
    return bandwidth;
}

}  // namespace tideline::cloud
