// How fast bytes move, and how long the rest will take: smoothed, and silent while nobody can know.
#pragma once

#include <QtGlobal>

#include <optional>

namespace tideline::ui {

/// Fed with how many bytes are done; pure, the time is given. Transfers report in steps, a batch of files at a time, so a speed is only
/// believed once some time has passed and more than one step was seen.
class SpeedMeter {
public:
    /// Fewer bytes than before begin anew. `nowMs`: of any clock that does not go back.
    void sample(qint64 bytesDone, qint64 nowMs);
    /// 0 = unknown.
    qint64 bytesPerSecond() const { return qint64(m_speed); }
    /// Until `bytesTotal` are done; nullopt while the speed is unknown, or the total.
    std::optional<qint64> secondsLeft(qint64 bytesTotal) const;

private:
    qint64 m_firstMs = -1, m_lastMs = 0;
    qint64 m_bytes = 0;
    int m_steps = 0;
    double m_speed = 0;  ///< bytes a second
};

}  // namespace tideline::ui
