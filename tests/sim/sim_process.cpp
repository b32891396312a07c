#include "tests/sim/sim_process.h"

#include <exception>

namespace tideline::sim {

bool SimProcess::enterQuietly(const char *what, QByteArrayView detail)
{
    if (m_dead)
        return false;
    ++m_calls;
    m_scheduler.trace().call(m_scheduler.nowNs(), m_name, what, detail);
    m_scheduler.point();
    if (!m_dead && m_calls == m_crashAt)
        std::exchange(m_crash, nullptr)();
    if (m_scheduler.stopping())
        m_dead = true;
    return !m_dead;
}

bool SimProcess::enter(const char *what, QByteArrayView detail)
{
    if (enterQuietly(what, detail))
        return true;
    check();
    return false;
}

void SimProcess::check() const
{
    if (m_dead && m_quiet == 0 && std::uncaught_exceptions() == 0)
        throw SimCrash{this};
}

void SimProcess::crashAfter(qint64 calls, std::function<void()> crash)
{
    m_crashAt = m_calls + calls;
    m_crash = std::move(crash);
}

void SimProcess::failAfter(CallKind kind, qint64 calls, Error error)
{
    m_failAt[std::size_t(kind)] = count(kind) + calls;
    m_failure = std::move(error);
}

std::optional<Error> SimProcess::fails(CallKind kind)
{
    if (++m_counts[std::size_t(kind)] != m_failAt[std::size_t(kind)])
        return {};
    m_hasFailed = true;
    if (kind == CallKind::Database)
        m_scheduler.trace().count(m_failure.kind == Error::Kind::DiskFull ? "database full" : "database EIO");
    return m_failure;
}

void SimClock::sleepFor(std::chrono::milliseconds duration)
{
    if (!m_process.enter("sleep"))
        return;
    m_process.scheduler().trace().count("sleep");
    m_process.scheduler().sleepFor(std::chrono::nanoseconds(duration).count());
    m_process.check();
}

void SimRandom::fill(std::span<unsigned char> bytes)
{
    m_random.fill(bytes);
    Trace &trace = m_process.scheduler().trace();
    trace.mix(QByteArrayView(bytes.data(), qsizetype(bytes.size())));
}

}  // namespace tideline::sim
