// Slows down whoever guesses passwords.
#pragma once

#include "app/server/api/attempt_limiter.h"

namespace tideline::server {

/// Counts failed sign-ins: at most 5 a minute for an account and 20 a minute from an address; with the right ones, which take as
/// much work, 60 from an address. Where the account signed in before, it has 5 a minute of its own: guesses from elsewhere keep
/// nobody out of where they usually are.
///
/// Thread:    any.
/// Ownership: borrows the Clock.
/// Invariant: an attempt counts from its start, so that many at one time are no way around; a success is no failed one.
///            Memory is bounded; of the places of the past the newest 10,000 are known, until the server ends.
class LoginLimiter {
public:
    explicit LoginLimiter(Clock &clock);

    /// Begins an attempt. 0: go on; else the seconds to wait.
    int begin(const QByteArray &account, const QByteArray &address) TIDELINE_EXCLUDES(m_mutex);
    /// The attempt does not count: it was not even looked at.
    void takeBack(const QByteArray &account, const QByteArray &address) TIDELINE_EXCLUDES(m_mutex);
    /// The attempt was right. `Remembered`: the account is known there from now on.
    enum class Place { Remembered, Any };
    void succeeded(const QByteArray &account, const QByteArray &address, Place where = Place::Remembered) TIDELINE_EXCLUDES(m_mutex);

private:
    void isNoFailure(const QByteArray &account, const QByteArray &address) TIDELINE_EXCLUDES(m_mutex);
    bool isKnown(const QByteArray &place) const TIDELINE_EXCLUDES(m_mutex);

    AttemptLimiter m_accounts, m_places, m_addresses, m_all;
    mutable Mutex m_mutex;
    QHash<QByteArray, quint64> m_known TIDELINE_GUARDED_BY(m_mutex);  ///< "account address", and when, as a count
    quint64 m_count TIDELINE_GUARDED_BY(m_mutex) = 0;
};

}  // namespace tideline::server
