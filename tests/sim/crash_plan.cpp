#include "tests/sim/crash_plan.h"

#include <algorithm>

namespace tideline::sim {

void CrashPlan::add(qint64 calls, bool power)
{
    pass();
    m_planned.push_back({calls, power});
    arm();
}

void CrashPlan::follow(std::shared_ptr<SimProcess> process)
{
    pass();
    if (m_process)
        m_process->cancelCrash();
    m_process = std::move(process);
    m_since = m_process ? m_process->calls() : 0;
    arm();
}

void CrashPlan::clear()
{
    m_planned.clear();
    if (m_process)
        m_process->cancelCrash();
}

/// Takes off what the process has called meanwhile.
void CrashPlan::pass()
{
    if (!m_process)
        return;
    for (Planned &planned : m_planned)
        planned.calls = std::max<qint64>(1, planned.calls - (m_process->calls() - m_since));
    m_since = m_process->calls();
}

void CrashPlan::arm()
{
    if (m_process && !m_process->dead() && !m_planned.empty())
        m_process->crashAfter(std::ranges::min(m_planned, {}, &Planned::calls).calls, [this] { come(); });
}

void CrashPlan::come()
{
    const auto first = std::ranges::min_element(m_planned, {}, &Planned::calls);
    const bool power = first->power;
    pass();
    m_planned.erase(first);
    m_crash(power);
}

}  // namespace tideline::sim
