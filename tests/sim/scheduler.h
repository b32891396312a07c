// Decides which actor runs next, from a seed, and owns the simulated time.
#pragma once

#include "core/base/random.h"
#include "tests/sim/fiber.h"
#include "tests/sim/trace.h"

#include <functional>
#include <memory>
#include <vector>

namespace tideline::sim {

/// Runs the actors as fibers, one at a time; at a yield point it may go on with another.
///
/// Thread:    one.
/// Invariant: the same seed and the same actors give the same order of calls. Once stopping() is true nothing
///            switches any more and every actor must come to its end.
class Scheduler {
public:
    /// `patience`: how many yield points a run may take before it counts as not ending.
    Scheduler(quint64 seed, Trace &trace, qint64 patience = 4'000'000);

    void spawn(const QByteArray &name, std::function<void()> body);
    /// Until every actor has ended. Returns what went wrong; empty = nothing.
    QByteArray run();

    /// A yield point: time passes, and another actor may run before this returns.
    void point();
    /// Lets the others run until simulated time has passed.
    void sleepFor(qint64 ns);
    /// Lets the others run until `condition` holds.
    void waitFor(std::function<bool()> condition);

    /// Ends the run with a failure; the first one counts.
    void fail(const QByteArray &what);
    bool stopping() const { return m_stopping; }

    qint64 nowNs() const { return m_nowNs; }
    /// 2026-11-21T14:05:00Z, the moment every run begins.
    static constexpr qint64 kBeginNs = 1'795'269'900LL * 1'000'000'000LL;
    Trace &trace() { return m_trace; }
    /// The running actor's name; for the trace.
    const QByteArray &actor() const;
    /// The mean number of yield points between two switches.
    void setCalm(quint64 meanPoints) { m_meanQuantum = meanPoints; }

private:
    struct Actor {
        QByteArray name;
        std::unique_ptr<Fiber> fiber;
        qint64 wakeNs = 0;
        std::function<bool()> condition;
    };
    Actor *pick();
    void leave();
    void newQuantum();

    SeededRandom m_random;
    Trace &m_trace;
    std::vector<std::unique_ptr<Actor>> m_actors;
    std::vector<Actor *> m_ready;  // scratch of pick()
    Actor *m_running = nullptr;
    qint64 m_nowNs = kBeginNs;
    qint64 m_patience;
    quint64 m_meanQuantum = 20;
    quint64 m_quantum = 1;
    bool m_stopping = false;
    QByteArray m_failure;
};

}  // namespace tideline::sim
