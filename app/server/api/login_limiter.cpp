#include "app/server/api/login_limiter.h"

#include <algorithm>

namespace tideline::server {

using namespace std::chrono_literals;

namespace {

constexpr auto kWindow = 60s;
constexpr std::size_t kPerAccount = 5;
constexpr std::size_t kPerAddress = 20;
constexpr std::size_t kOfAll = 60;
constexpr qsizetype kMaxKnown = 10'000;

QByteArray placeOf(const QByteArray &account, const QByteArray &address)
{
    return account + ' ' + address;  // no user that has signed in has a name with a space
}

}  // namespace

LoginLimiter::LoginLimiter(Clock &clock)
    : m_accounts(clock, kWindow, kPerAccount), m_places(clock, kWindow, kPerAccount), m_addresses(clock, kWindow, kPerAddress),
      m_all(clock, kWindow, kOfAll)
{
}

bool LoginLimiter::isKnown(const QByteArray &place) const
{
    const MutexLock lock(m_mutex);
    return m_known.contains(place);
}

int LoginLimiter::begin(const QByteArray &account, const QByteArray &address)
{
    const QByteArray place = placeOf(account, address);
    const bool known = isKnown(place);
    if (const int wait = known ? m_places.begin(place) : m_accounts.begin(account); wait > 0)
        return wait;
    int wait = m_addresses.begin(address);
    if (wait == 0) {
        wait = m_all.begin(address);
        if (wait > 0)
            m_addresses.takeBack(address);
    }
    if (wait > 0)
        known ? m_places.takeBack(place) : m_accounts.takeBack(account);
    return wait;
}

void LoginLimiter::isNoFailure(const QByteArray &account, const QByteArray &address)
{
    const QByteArray place = placeOf(account, address);
    isKnown(place) ? m_places.takeBack(place) : m_accounts.takeBack(account);
    m_addresses.takeBack(address);
}

void LoginLimiter::takeBack(const QByteArray &account, const QByteArray &address)
{
    isNoFailure(account, address);
    m_all.takeBack(address);
}

void LoginLimiter::succeeded(const QByteArray &account, const QByteArray &address, Place where)
{
    isNoFailure(account, address);
    if (where == Place::Any)
        return;
    const QByteArray place = placeOf(account, address);
    const MutexLock lock(m_mutex);
    if (m_known.size() >= kMaxKnown && !m_known.contains(place)) {
        const auto oldest = std::min_element(m_known.cbegin(), m_known.cend());
        m_known.erase(oldest);
    }
    m_known.insert(place, ++m_count);
}

}  // namespace tideline::server
