// One run of a program in the simulation: from its start to its end or its crash.
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "tests/sim/scheduler.h"

#include <array>
#include <functional>
#include <optional>

namespace tideline::sim {

/// Unwinds the stack of a crashed process. Deliberately no std::exception: nothing may take it for a failure.
struct SimCrash {
    const void *process;
};

/// What every simulated interface asks before it does anything. After a crash nothing that belongs to the process has
/// an effect any more, so the destructors that the unwinding runs find a dead disk and a dead network.
///
/// Thread: one. Ownership: shared by the interfaces that belong to the process.
class SimProcess {
public:
    SimProcess(Scheduler &scheduler, QByteArray name) : m_scheduler(scheduler), m_name(std::move(name)) {}

    /// A call into a simulated interface: a yield point. Throws SimCrash when the process is dead. False (and no
    /// effect may follow) when it is dead and the stack is being unwound already.
    [[nodiscard]] bool enter(const char *what, QByteArrayView detail = {});
    /// The same where no exception may pass (SQLite's frames): false when dead.
    [[nodiscard]] bool enterQuietly(const char *what, QByteArrayView detail = {});
    /// Throws SimCrash when dead and not unwinding; no yield point.
    void check() const;

    bool dead() const { return m_dead; }
    /// The process ends here and now; what runs on its stack notices at its next call.
    void kill() { m_dead = true; }
    /// While one lives, calls of a dead process return false instead of throwing: for destructors that run late.
    class Quiet {
    public:
        explicit Quiet(SimProcess &process) : m_process(process) { ++process.m_quiet; }
        ~Quiet() { --m_process.m_quiet; }
        Quiet(const Quiet &) = delete;
        Quiet &operator=(const Quiet &) = delete;

    private:
        SimProcess &m_process;
    };
    /// It ends at its `calls`-th call from now: `crash` is run, which is to kill it.
    void crashAfter(qint64 calls, std::function<void()> crash);
    void cancelCrash() { m_crashAt = -1; }

    enum class CallKind { File, Database };
    /// The `calls`-th call of this kind from now ends with this error, and nothing else of it happens.
    void failAfter(CallKind kind, qint64 calls, Error error);
    void cancelFailures() { m_failAt = {-1, -1}; }
    /// Counts a call of this kind: the error that it ends with, if any.
    std::optional<Error> fails(CallKind kind);
    /// Whether a planned failure was met.
    bool hasFailed() const { return m_hasFailed; }
    qint64 count(CallKind kind) const { return m_counts[std::size_t(kind)]; }
    qint64 calls() const { return m_calls; }
    Scheduler &scheduler() const { return m_scheduler; }
    const QByteArray &name() const { return m_name; }

private:
    Scheduler &m_scheduler;
    QByteArray m_name;
    bool m_dead = false;
    int m_quiet = 0;
    qint64 m_calls = 0;
    qint64 m_crashAt = -1;
    std::function<void()> m_crash;
    std::array<qint64, 2> m_counts{};
    std::array<qint64, 2> m_failAt{-1, -1};
    Error m_failure;
    bool m_hasFailed = false;
};

/// The process's view of time. Reading it is no yield point; sleeping is.
class SimClock final : public Clock {
public:
    explicit SimClock(SimProcess &process) : m_process(process) {}
    qint64 nowNs() const override { return m_process.scheduler().nowNs(); }
    std::chrono::nanoseconds monotonic() const override
    {
        return std::chrono::nanoseconds(m_process.scheduler().nowNs() - Scheduler::kBeginNs);
    }
    void sleepFor(std::chrono::milliseconds duration) override;

private:
    SimProcess &m_process;
};

/// The process's random numbers: a stream of its own, recorded in the trace.
class SimRandom final : public Random {
public:
    SimRandom(SimProcess &process, quint64 seed) : m_process(process), m_random(seed) {}
    void fill(std::span<unsigned char> bytes) override;

private:
    SimProcess &m_process;
    SeededRandom m_random;
};

}  // namespace tideline::sim
