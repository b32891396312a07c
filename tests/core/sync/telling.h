// Engines that tell of every piece that moves, for tests that do something at just that moment.
#pragma once

#include "tests/core/sync/computers.h"

#include <atomic>

namespace tideline::test {

/// However fast a file goes, what is told now and then is told each time.
class HastyClock final : public Clock {
public:
    qint64 nowNs() const override { return systemClock().nowNs(); }
    std::chrono::nanoseconds monotonic() const override { return std::chrono::seconds(++m_asked); }
    void sleepFor(std::chrono::milliseconds duration) override { systemClock().sleepFor(duration); }

private:
    mutable std::atomic<qint64> m_asked = 0;
};

/// It tells of every piece, and sends nothing while it looks, when nobody knows yet what is in hand.
inline void makeTelling(Computer &of, HastyClock &clock)
{
    of.engine.reset();
    of.workers = makePool(1);
    of.engine = std::make_unique<sync::Engine>(sync::Engine::Parts{*of.database, clock, systemRandom(), *of.workers, of.channel, of.openRoot,
                                                                   of.name, of.bootId, of.maxBatch, of.maxCommit, 64 << 20});
}

}  // namespace tideline::test
