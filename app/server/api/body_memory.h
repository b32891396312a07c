// How much memory the bodies of requests take, and who is to be told that it is too much.
#pragma once

#include "core/base/mutex.h"

#include <QByteArray>
#include <QHash>

namespace tideline::server {

/// What all JSON bodies take that are being gathered or answered. A coded one may take thousands of times what its sender sent.
///
/// Thread:    any.
/// Invariant: what was held and is not given back is counted, of all and of each caller.
class BodyMemory {
public:
    /// Counts it. False: all together, or this caller's, are more than they may; the caller gives back what it held.
    bool hold(const QByteArray &whose, qint64 bytes) TIDELINE_EXCLUDES(m_mutex)
    {
        const MutexLock lock(m_mutex);
        qint64 &own = m_ofCaller[whose];
        own += bytes;
        m_all += bytes;
        return m_all <= kOfAll && own <= kOfOne;
    }
    void giveBack(const QByteArray &whose, qint64 bytes) TIDELINE_EXCLUDES(m_mutex)
    {
        const MutexLock lock(m_mutex);
        m_all -= bytes;
        const auto own = m_ofCaller.find(whose);
        if (own != m_ofCaller.end() && (own.value() -= bytes) <= 0)
            m_ofCaller.erase(own);
    }

private:
    static constexpr qint64 kOfAll = 512 << 20;
    static constexpr qint64 kOfOne = 128 << 20;  ///< five of the largest commits at once; the rest is for others
    Mutex m_mutex;
    qint64 m_all TIDELINE_GUARDED_BY(m_mutex) = 0;
    QHash<QByteArray, qint64> m_ofCaller TIDELINE_GUARDED_BY(m_mutex);
};

}  // namespace tideline::server
