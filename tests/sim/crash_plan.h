// The crashes of one program that are still to come.
#pragma once

#include "tests/sim/sim_process.h"

#include <functional>
#include <memory>
#include <vector>

namespace tideline::sim {

/// Each comes after so many calls of the program, whichever of its processes makes them: one that is planned while the
/// program is down, or has ended before, waits for the next start; and none takes the place of another.
///
/// Thread: one. Ownership: shares the process that runs; `crash` is to kill it.
class CrashPlan {
public:
    explicit CrashPlan(std::function<void(bool power)> crash) : m_crash(std::move(crash)) {}
    CrashPlan(const CrashPlan &) = delete;
    CrashPlan &operator=(const CrashPlan &) = delete;

    void add(qint64 calls, bool power);
    /// From here on the calls of this process count; null: of none.
    void follow(std::shared_ptr<SimProcess> process);
    void clear();
    bool isEmpty() const { return m_planned.empty(); }

private:
    struct Planned {
        qint64 calls = 0;  ///< from m_since on
        bool power = false;
    };
    void pass();
    void arm();
    void come();

    std::function<void(bool power)> m_crash;
    std::vector<Planned> m_planned;
    std::shared_ptr<SimProcess> m_process;
    qint64 m_since = 0;  ///< the process's count of calls
};

}  // namespace tideline::sim
