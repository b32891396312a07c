// Large buffers that are used again: what malloc gives anew costs a page fault for each 4 KiB, more than filling it.
#pragma once

#include "core/base/mutex.h"

#include <QByteArray>

#include <vector>

namespace tideline {

/// Thread: any. Invariant: holds no more buffers than were in use at one time.
class SpareBuffers {
public:
    /// An empty buffer with room for `capacity` bytes, most often one that was given back.
    QByteArray take(qsizetype capacity)
    {
        QByteArray buffer;
        {
            const MutexLock lock(m_mutex);
            if (!m_buffers.empty()) {
                buffer = std::move(m_buffers.back());
                m_buffers.pop_back();
            }
        }
        buffer.reserve(capacity);
        return buffer;
    }
    void give(QByteArray buffer)
    {
        buffer.resize(0);  // keeps its room
        const MutexLock lock(m_mutex);
        if (m_keeps)
            m_buffers.push_back(std::move(buffer));
    }
    /// Frees what was given back, and from here on what will be: few are asked for any more.
    void keepNone()
    {
        const MutexLock lock(m_mutex);
        m_keeps = false;
        m_buffers.clear();
    }

private:
    Mutex m_mutex;
    bool m_keeps TIDELINE_GUARDED_BY(m_mutex) = true;
    std::vector<QByteArray> m_buffers TIDELINE_GUARDED_BY(m_mutex);
};

}  // namespace tideline
