#include "app/server/api/attempt_limiter.h"

namespace tideline::server {

namespace {

constexpr qsizetype kMaxNames = 100'000;

}  // namespace

void AttemptLimiter::dropOld(Times &times, std::chrono::nanoseconds now) const
{
    while (!times.empty() && now - times.front() >= m_window)
        times.pop_front();
}

int AttemptLimiter::begin(const QByteArray &name)
{
    const MutexLock lock(m_mutex);
    const auto now = m_clock.monotonic();
    auto it = m_attempts.find(name);
    if (it == m_attempts.end()) {
        if (m_attempts.size() >= kMaxNames) {
            m_attempts.removeIf([&](const QHash<QByteArray, Times>::iterator &each) {
                dropOld(each.value(), now);
                return each.value().empty();
            });
        }
        if (m_attempts.size() >= kMaxNames)
            return int(m_window.count());
        it = m_attempts.insert(name, {});
    }
    dropOld(*it, now);
    if (it->size() >= m_most)
        return int(std::chrono::ceil<std::chrono::seconds>(m_window - (now - it->front())).count());
    it->push_back(now);
    return 0;
}

void AttemptLimiter::takeBack(const QByteArray &name)
{
    const MutexLock lock(m_mutex);
    const auto it = m_attempts.find(name);
    if (it == m_attempts.end() || it->empty())
        return;
    it->pop_back();
    if (it->empty())
        m_attempts.erase(it);
}

}  // namespace tideline::server
