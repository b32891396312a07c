// Time as an effect: injected, so that a simulation replays from its seed.
#pragma once

#include <QtGlobal>

#include <chrono>

namespace tideline {

/// Wall-clock and monotonic time, and waiting.
/// Thread: any.
class Clock {
public:
    virtual ~Clock() = default;
    /// Nanoseconds since the Unix epoch, UTC.
    virtual qint64 nowNs() const = 0;
    /// Never goes back; its zero means nothing.
    virtual std::chrono::nanoseconds monotonic() const = 0;
    /// Blocks the caller (engine code between two tries; never the GUI).
    virtual void sleepFor(std::chrono::milliseconds duration) = 0;

    qint64 nowMs() const { return nowNs() / 1'000'000; }
};

/// The machine's clock.
Clock &systemClock();

}  // namespace tideline
