// How long something took this thread alone: what a busy machine does not change.
#pragma once

#include <QtGlobal>

#include <time.h>

namespace tideline::test {

/// Processor time of the thread that made it, since then. Thread: that one.
class CpuTimer {
public:
    qint64 elapsedUs() const { return nowUs() - m_start; }
    qint64 elapsedMs() const { return elapsedUs() / 1000; }

private:
    static qint64 nowUs()
    {
        timespec now{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return now.tv_sec * 1'000'000 + now.tv_nsec / 1000;
    }
    qint64 m_start = nowUs();
};

}  // namespace tideline::test
