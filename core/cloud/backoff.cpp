#include "core/cloud/backoff.h"

#include <algorithm>

namespace tideline::cloud {

std::chrono::milliseconds Backoff::next()
{
    constexpr quint64 kFirstMs = 500;
    constexpr quint64 kLastMs = 300'000;
    const quint64 ceiling = m_attempt == 0 ? kFirstMs : std::min(kLastMs, quint64(1000) << std::min(m_attempt - 1, 16));
    ++m_attempt;
    return std::chrono::milliseconds(m_random.below(ceiling + 1));
}

}  // namespace tideline::cloud
