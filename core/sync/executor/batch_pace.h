// How much is fetched together.
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <chrono>

namespace tideline::sync {

/// Files of one batch come to their places together: large batches where the link is fast, since each costs some fsyncs; small ones
/// where it is slow, so that somebody who waits sees files come.
///
/// Thread:    one.
/// Invariant: bytes() is from kLeast to kMost.
class BatchPace {
public:
    static constexpr qint64 kMost = 64 << 20, kLeast = 1 << 20, kFirst = 8 << 20;  ///< bytes

    /// Of the next batch.
    qint64 bytes() const { return m_bytes; }
    /// So long after the last batch another one had come. Two are under way at once, so the second may come right after the first.
    void cameIn(qint64 bytes, std::chrono::nanoseconds time)
    {
        constexpr std::chrono::duration<double> kWait{2};
        constexpr std::chrono::duration<double> kShort{0.001};
        m_came += double(bytes);
        m_time += std::max<std::chrono::duration<double>>(time, kShort);
        const auto inTime = qint64(std::clamp(m_came * (kWait / m_time), double(kLeast), double(kMost)));
        if (m_time > kWait || inTime > m_bytes)  // few bytes in a short time say nothing about the link
            m_bytes = inTime;
        if (m_time > 2 * kWait) {  // what was long ago counts less
            m_came /= 2;
            m_time /= 2;
        }
    }

private:
    double m_came = 0;
    std::chrono::duration<double> m_time{0};
    qint64 m_bytes = kFirst;
};

}  // namespace tideline::sync
