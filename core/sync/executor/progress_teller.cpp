#include "core/sync/executor/progress_teller.h"

#include <algorithm>

namespace tideline::sync {

namespace {
constexpr std::chrono::milliseconds kTellEvery{50};
}

void ProgressTeller::add(qint64 files, qint64 bytes)
{
    const MutexLock lock(m_mutex);
    m_progress.filesTotal += files;
    m_progress.bytesTotal += bytes;
}

void ProgressTeller::moved(const QByteArray &path, qint64 bytes)
{
    if (!m_options.onProgress)
        return;
    const MutexLock lock(m_mutex);
    m_progress.bytesDone += bytes;
    const bool isAnother = !path.isEmpty() && std::exchange(m_progress.path, path) != path;
    const auto now = m_clock.monotonic();
    if (isAnother || now - m_lastTold >= kTellEvery) {
        m_lastTold = now;
        tell();
    }
}

void ProgressTeller::done(qint64 files, qint64 bytes, qint64 told, const QByteArray &path)
{
    const MutexLock lock(m_mutex);
    m_progress.filesDone += files;
    m_progress.bytesDone += m_options.onProgress ? bytes - told : bytes;
    if (!path.isEmpty())
        m_progress.path = path;
    tell();
}

void ProgressTeller::say(Progress::Phase phase)
{
    const MutexLock lock(m_mutex);
    const Progress::Phase before = std::exchange(m_progress.phase, phase);
    tell();
    m_progress.phase = before;
}

void ProgressTeller::tell()
{
    if (m_options.onProgress)
        m_options.onProgress(m_progress);
}

}  // namespace tideline::sync
