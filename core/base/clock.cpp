#include "core/base/clock.h"

#include <thread>

namespace tideline {

namespace {

class SystemClock final : public Clock {
public:
    qint64 nowNs() const override
    {
        return std::chrono::duration_cast<std::chrono::nanoseconds>(
                   std::chrono::system_clock::now().time_since_epoch())
            .count();
    }
    std::chrono::nanoseconds monotonic() const override { return std::chrono::steady_clock::now().time_since_epoch(); }
    void sleepFor(std::chrono::milliseconds duration) override { std::this_thread::sleep_for(duration); }
};

}  // namespace

Clock &systemClock()
{
    static SystemClock clock;
    return clock;
}

}  // namespace tideline
