// The server's machine: the real handlers over a simulated disk, with restarts.
#pragma once

#include "app/server/api/core.h"
#include "tests/sim/crash_plan.h"
#include "tests/sim/sim_process.h"
#include "tests/sim/sim_vfs.h"
#include "tests/sim/world.h"

#include <functional>

namespace tideline::sim {

/// Holds the server's disk and, between its start and its crash, one running server.
///
/// Thread:    one. Handlers run on the stack of whichever client called; one fiber at a time is inside them, since
///            their own locks know nothing of fibers.
/// Ownership: a run is shared with the exchanges open on it, so that it outlives its crash until the last has left.
class SimServer {
public:
    explicit SimServer(World &world);

    struct Run final : server::EventBus {
        Run(SimServer &server, quint64 seed);
        ~Run() override;
        void publish(const server::ChangeEvent &event) override;

        SimServer &owner;
        std::shared_ptr<SimProcess> process;
        SimVfs vfs;
        SimClock clock;
        SimRandom random;
        std::unique_ptr<files::FileSystem> disk;
        std::unique_ptr<store::Database> database;
        std::unique_ptr<server::Core> core;
    };

    /// Starts it in the calling fiber. False when it crashed while starting, or a planned failure was in its way; any other
    /// failure ends the run.
    bool start();
    /// Null while it is down.
    std::shared_ptr<Run> running() const { return m_run && !m_run->process->dead() ? m_run : nullptr; }
    /// It goes down now. `power`: with the machine; else the process alone.
    void crash(bool power);
    /// At that call from now; while it is down, from its start.
    void crashAfter(qint64 calls, bool power) { m_crashes.add(calls, power); }
    bool isToCrash() const { return !m_crashes.isEmpty(); }
    /// What crashAfter() promised will not happen.
    void calmDown() { m_crashes.clear(); }
    /// Of a server that is down: what its operator copies, and puts back.
    SimDisk::Backup backup() const { return SimDisk::backupOf(m_folder); }
    void restore(const SimDisk::Backup &backup);
    bool isDown() const { return !running(); }
    /// Frees what a crashed run holds once nobody is inside it.
    void bury();

    /// Held while a fiber is inside the handlers.
    class Turn {
    public:
        explicit Turn(SimServer &server);
        ~Turn() { m_server.m_busy = false; }
        Turn(const Turn &) = delete;
        Turn &operator=(const Turn &) = delete;

    private:
        SimServer &m_server;
    };

    SimDisk &disk() { return m_disk; }
    World &world() { return m_world; }
    /// Where change events go; may drop, double and reorder them.
    std::function<void(const server::ChangeEvent &)> onEvent;
    /// Called once, when the next run begins to start.
    std::function<void()> onStart;

private:
    bool notStarted(const Error &error);

    World &m_world;
    SimDisk m_disk;
    InodePtr m_folder;
    std::shared_ptr<Run> m_run;
    CrashPlan m_crashes{[this](bool power) { crash(power); }};
    bool m_busy = false;
    int m_starts = 0;
};

}  // namespace tideline::sim
