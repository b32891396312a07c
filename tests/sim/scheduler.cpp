#include "tests/sim/scheduler.h"

#include <QtGlobal>

#include <algorithm>

namespace tideline::sim {

Scheduler::Scheduler(quint64 seed, Trace &trace, qint64 patience) : m_random(seed), m_trace(trace), m_patience(patience)
{}

void Scheduler::spawn(const QByteArray &name, std::function<void()> body)
{
    auto actor = std::make_unique<Actor>();
    actor->name = name;
    actor->fiber = std::make_unique<Fiber>(std::move(body));
    m_actors.push_back(std::move(actor));
}

const QByteArray &Scheduler::actor() const
{
    static const QByteArray nobody = "-";
    return m_running ? m_running->name : nobody;
}

void Scheduler::newQuantum()
{
    // Mostly short, sometimes long: a race needs two switches close to each other, progress needs long stretches.
    m_quantum = m_random.below(4) == 0 ? 1 + m_random.below(3) : 1 + m_random.below(2 * m_meanQuantum);
}

Scheduler::Actor *Scheduler::pick()
{
    for (;;) {
        m_ready.clear();
        qint64 firstWake = std::numeric_limits<qint64>::max();
        bool waiting = false;
        for (const auto &actor : m_actors) {
            if (actor->fiber->ended())
                continue;
            if (!m_stopping && actor->condition) {
                waiting = true;
                if (!actor->condition())
                    continue;
            }
            if (!m_stopping && actor->wakeNs > m_nowNs) {
                firstWake = std::min(firstWake, actor->wakeNs);
                continue;
            }
            m_ready.push_back(actor.get());
        }
        if (!m_ready.empty())
            return m_ready[m_random.below(m_ready.size())];
        if (firstWake != std::numeric_limits<qint64>::max())
            m_nowNs = firstWake;
        else if (waiting)
            fail("every actor waits for another");
        else
            return nullptr;
    }
}

QByteArray Scheduler::run()
{
    while (Actor *actor = pick()) {
        actor->condition = nullptr;
        actor->wakeNs = 0;
        newQuantum();
        m_running = actor;
        actor->fiber->resume();
        m_running = nullptr;
    }
    return m_failure;
}

void Scheduler::leave()
{
    if (m_stopping)
        return;
    Fiber::suspend();
}

void Scheduler::point()
{
    if (!m_running || m_stopping)
        return;
    m_nowNs += 1'000 + qint64(m_nowNs >> 3 & 0x7ff);  // 1 to 3 us, without a draw
    if (--m_patience < 0)
        return fail("the run does not end");
    if (--m_quantum == 0)
        leave();
}

void Scheduler::sleepFor(qint64 ns)
{
    if (!m_running || m_stopping)
        return;
    if (--m_patience < 0)
        return fail("the run does not end");
    m_running->wakeNs = m_nowNs + ns;
    leave();
}

void Scheduler::waitFor(std::function<bool()> condition)
{
    if (!m_running || m_stopping || condition())
        return;
    m_running->condition = std::move(condition);
    leave();
}

void Scheduler::fail(const QByteArray &what)
{
    if (m_failure.isEmpty())
        m_failure = what.isEmpty() ? QByteArray("failed") : what;
    m_stopping = true;
}

}  // namespace tideline::sim
