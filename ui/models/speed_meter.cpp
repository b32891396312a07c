#include "ui/models/speed_meter.h"

#include <algorithm>
#include <cmath>

namespace tideline::ui {

namespace {
constexpr qint64 kWindowMs = 700;         ///< a shorter sample jumps about
constexpr qint64 kKnownAfterMs = 2'000;   ///< the first seconds tell of the connection's begin
constexpr double kHalfLifeMs = 5'000;     ///< how soon an old speed counts half
}  // namespace

void SpeedMeter::sample(qint64 bytesDone, qint64 nowMs)
{
    if (m_firstMs < 0 || bytesDone < m_bytes) {
        *this = {};
        m_firstMs = m_lastMs = nowMs;
        m_bytes = bytesDone;
        return;
    }
    const qint64 tookMs = nowMs - m_lastMs;
    if (tookMs < kWindowMs)
        return;
    const double speed = double(bytesDone - m_bytes) * 1000 / double(tookMs);
    const double old = m_steps == 0 ? 0 : std::exp2(-double(tookMs) / kHalfLifeMs);
    m_speed = m_speed * old + speed * (1 - old);
    m_steps += bytesDone > m_bytes;
    m_lastMs = nowMs;
    m_bytes = bytesDone;
}

std::optional<qint64> SpeedMeter::secondsLeft(qint64 bytesTotal) const
{
    if (bytesTotal <= 0 || m_steps < 2 || m_speed < 1 || m_lastMs - m_firstMs < kKnownAfterMs)
        return {};
    return qint64(std::ceil(double(std::max<qint64>(0, bytesTotal - m_bytes)) / m_speed));
}

}  // namespace tideline::ui
