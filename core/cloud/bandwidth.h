// How many bytes a second this process sends and fetches at most.
#pragma once

#include <QtGlobal>

#include <atomic>
#include <chrono>
#include <mutex>

namespace tideline::cloud {

/// Lets bytes through one after the other, so that all transfers together keep to one rate. It saves nothing up: after a rest there is no
/// burst.
/// Thread: any.
class RateLimit {
public:
    /// 0 = as fast as it goes.
    void setBytesPerSecond(qint64 rate) { m_rate = rate; }
    qint64 bytesPerSecond() const { return m_rate; }
    /// How long to wait before these bytes pass. `now`: of a clock that never goes back.
    std::chrono::nanoseconds take(qint64 bytes, std::chrono::nanoseconds now);
    /// The most that is to be taken at once: an eighth of a second's, within [1 KiB, `most`]; `most` when there is no limit.
    qint64 portion(qint64 most) const;

private:
    std::atomic<qint64> m_rate = 0;
    std::mutex m_mutex;
    std::chrono::nanoseconds m_free{};  ///< when the next byte may pass
};

/// Waits its turn for `bytes`. False: `abort` was set meanwhile (looked at each 50 ms); may be null.
bool waitFor(RateLimit &limit, qint64 bytes, const std::atomic<bool> *abort);

/// Of all HTTP of this process: one process owns one engine, and a person's line is one.
struct Bandwidth {
    RateLimit up, down;
};
Bandwidth &processBandwidth();

}  // namespace tideline::cloud
