#include "app/server/api/login_limiter.h"

namespace tideline::server {

using namespace std::chrono_literals;

namespace {

constexpr auto kWindow = 60s;
constexpr std::size_t kPerAccount = 5;
constexpr std::size_t kPerAddress = 20;
constexpr qsizetype kMaxNames = 100'000;

}  // namespace

void LoginLimiter::dropOld(std::chrono::nanoseconds now)
{
    m_attempts.removeIf([now](const QHash<QByteArray, Times>::iterator &it) {
        Times &times = it.value();
        while (!times.empty() && now - times.front() >= kWindow)
            times.pop_front();
        return times.empty();
    });
}

int LoginLimiter::begin(const QByteArray &account, const QByteArray &address)
{
    MutexLock lock(m_mutex);
    const auto now = m_clock.monotonic();
    dropOld(now);
    if (m_attempts.size() >= kMaxNames)
        return int(kWindow.count());
    const auto wait = [&](const QByteArray &name, std::size_t limit) {
        const auto it = m_attempts.constFind(name);
        if (it == m_attempts.cend() || it->size() < limit)
            return 0;
        return int(std::chrono::ceil<std::chrono::seconds>(kWindow - (now - (*it)[it->size() - limit])).count());
    };
    const int seconds = std::max(wait("a" + account, kPerAccount), wait("p" + address, kPerAddress));
    if (seconds > 0)
        return seconds;
    m_attempts["a" + account].push_back(now);
    m_attempts["p" + address].push_back(now);
    return 0;
}

void LoginLimiter::succeeded(const QByteArray &account, const QByteArray &address)
{
    MutexLock lock(m_mutex);
    for (const QByteArray &name : {"a" + account, "p" + address}) {
        const auto it = m_attempts.find(name);
        if (it != m_attempts.end() && !it->empty())
            it->pop_back();
    }
}

}  // namespace tideline::server
