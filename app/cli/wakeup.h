// Waiting that a signal or another thread can end.
#pragma once

#include <QtGlobal>

#include <atomic>
#include <chrono>

namespace tideline::cli {

/// Thread:    wake() any, and fit for a signal handler; wait() one thread.
/// Invariant: a wake() before wait() is not lost.
class Wakeup {
public:
    Wakeup();
    ~Wakeup();
    Wakeup(const Wakeup &) = delete;
    Wakeup &operator=(const Wakeup &) = delete;

    void wake() const noexcept;
    /// Until wake() or `limit`; negative = no limit.
    void wait(std::chrono::milliseconds limit);

private:
    int m_event;
};

/// SIGINT and SIGTERM set `stopped` and wake; a second one ends the process at once. SIGPIPE is ignored: a closed reader
/// is seen by write(). At most once a process; both outlive it.
void catchSignals(std::atomic<bool> &stopped, Wakeup &wakeup);
/// The signal that came, 0 for none.
int caughtSignal();

}  // namespace tideline::cli
