// How long to wait before trying again, so that a thousand clients do not come back in the same second.
#pragma once

#include "core/base/random.h"

#include <chrono>

namespace tideline::cloud {

/// Full jitter: each wait is random below a ceiling that doubles from 1 s to 5 min. The first wait after a success is
/// below 500 ms.
/// Thread: one at a time.
class Backoff {
public:
    explicit Backoff(Random &random) : m_random(random) {}
    std::chrono::milliseconds next();
    void reset() { m_attempt = 0; }
    int attempt() const { return m_attempt; }

private:
    Random &m_random;
    int m_attempt = 0;
};

}  // namespace tideline::cloud
