// How much is fetched together.
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <chrono>

namespace tideline::sync {

/// Files of one batch come to their places together: large batches where the link is fast, since each costs some fsyncs; small ones
/// where it is slow, so that somebody who waits sees files come.
class BatchPace {
public:
    static constexpr qint64 kMost = 64 << 20, kLeast = 1 << 20, kFirst = 8 << 20;  ///< bytes

    /// Of the next batch.
    qint64 bytes() const { return m_bytes; }
    /// So long it took until that much had come.
    void cameIn(qint64 bytes, std::chrono::nanoseconds time)
    {
        constexpr std::chrono::duration<double> kWait{2};
        constexpr std::chrono::nanoseconds kShort{1'000'000};
        const auto inTime = qint64(std::clamp(double(bytes) * (kWait / std::max(time, kShort)), double(kLeast), double(kMost)));
        if (time > kWait || inTime > m_bytes)  // few bytes in a short time say nothing about the link
            m_bytes = inTime;
    }

private:
    qint64 m_bytes = kFirst;
};

}  // namespace tideline::sync
