// Tells how far contents are on their way, from whoever moves them.
#pragma once

#include "core/base/clock.h"
#include "core/base/mutex.h"
#include "core/sync/engine.h"

namespace tideline::sync {

/// It says how much has come or gone while it is under way, and of large files the name; a file counts when it is in its place.
///
/// Thread:    any; SyncOptions::onProgress is called by one thread at a time.
/// Ownership: borrows the options and the clock, which outlive it.
class ProgressTeller {
public:
    static constexpr qint64 kLargeBytes = 1 << 20;  ///< smaller files are done before anybody could read their names

    ProgressTeller(const SyncOptions &options, Clock &clock, Progress progress) :
        m_options(options), m_clock(clock), m_progress(std::move(progress))
    {
    }

    /// More is to be done.
    void add(qint64 files, qint64 bytes);
    /// So many bytes of a file came or went; `path` of a large one, else empty.
    void moved(const QByteArray &path, qint64 bytes);
    /// Files are done, of whose bytes `told` were told by moved(). `path`: of the last of them.
    void done(qint64 files, qint64 bytes, qint64 told, const QByteArray &path);
    /// What is told from here on; all that was moved stands.
    void say(Progress::Phase phase);

private:
    void tell() TIDELINE_REQUIRES(m_mutex);

    const SyncOptions &m_options;
    Clock &m_clock;
    Mutex m_mutex;
    Progress m_progress TIDELINE_GUARDED_BY(m_mutex);
    std::chrono::nanoseconds m_lastTold TIDELINE_GUARDED_BY(m_mutex){};
};

}  // namespace tideline::sync
