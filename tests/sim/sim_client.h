// A client's machine: its disk with the project's folder and the store, and the engine that runs on it.
#pragma once

#include "core/store/database.h"
#include "core/sync/engine.h"
#include "core/sync/executor/placer.h"
#include "tests/sim/crash_plan.h"
#include "tests/sim/history.h"
#include "tests/sim/sim_channel.h"
#include "tests/sim/sim_server.h"
#include "tests/sim/sim_vfs.h"
#include "tests/sim/world.h"

#include <algorithm>
#include <optional>
#include <set>
#include <vector>

namespace tideline::sim {

/// Thread:    one. boot(), sync() and stop() are called in the engine's fiber.
/// Ownership: owns the disk for the whole run, and the process from boot() to its end.
/// Invariant: what survives a crash is what is on the disk, nothing else.
class SimClient {
public:
    SimClient(World &world, SimServer &server, History &history, const QByteArray &name);
    ~SimClient();

    const QByteArray &name() const { return m_name; }
    SimDisk &disk() { return m_disk; }
    const SimDisk &disk() const { return m_disk; }
    InodePtr folder() const { return m_folder; }
    void setAccount(const QByteArray &token, const ProjectId &cloudId);

    /// Before the first boot: new files of others stay in the cloud.
    void beOnlineOnly() { m_onlineOnly = true; }
    bool isOnlineOnly() const { return m_onlineOnly; }
    /// What `tide pin` and `tide free` do, between two syncs: wants the bytes here, or leaves them to the cloud alone.
    void pin(const RelativePath &path) { place(path, &sync::Placer::pin, "pin"); }
    void free(const RelativePath &path) { place(path, &sync::Placer::free, "free"); }

    /// Starts the program: opens the store (and makes project and marker the first time). False when it crashed, or when a
    /// planned failure was in its way.
    bool boot();
    bool isUp() const { return m_run != nullptr; }
    /// A sync has begun and not ended.
    bool isSyncing() const { return m_isSyncing; }
    bool isBooted() const { return m_run != nullptr && m_booted; }
    /// Whether a user may stop a file on its way, once it is planned or while it goes, or want one first; what was stopped stays so for some
    /// syncs.
    enum class Stops { None, Some };
    /// One sync with what the watcher would say. nullopt: the process crashed.
    std::optional<Result<sync::SyncOutcome>> sync(bool everything, Stops stops = Stops::None);
    /// Between two syncs: whether the trash lists what is in it, each once. Empty: it does.
    QByteArray judgeTrash();
    /// Tells what a sync would do now.
    void tellPlan();
    /// Ends the program in good order.
    void stop();
    /// After a crash: lets go of what the dead process held. In the engine's fiber.
    void bury();

    void crash(bool power);
    /// At that call of the program from now; one that does not run makes it when it runs again.
    void crashAfter(qint64 calls, bool power) { m_crashes.add(calls, power); }
    bool isToCrash() const { return !m_crashes.isEmpty(); }
    /// What crashAfter() promised will not happen.
    void calmDown() { m_crashes.clear(); }
    int powerLosses() const { return m_powerLosses; }
    /// The process that runs now; null when none does.
    SimProcess *process() const { return m_run ? m_process.get() : nullptr; }

    /// The watcher: something at `path` changed.
    void watch(const QByteArray &path);
    /// A hint from the server.
    void hint() { m_hinted = true; }
    bool isHinted() const { return m_hinted || !m_dirty.empty(); }

    /// The user wrote to it and did not fsync: a loss of power may take it.
    void unsynced(const InodePtr &inode)
    {
        if (std::ranges::find(m_unsynced, inode) == m_unsynced.end())
            m_unsynced.push_back(inode);
    }
    void synced(const InodePtr &inode) { std::erase(m_unsynced, inode); }

    /// Told when a sync is about to journal a step.
    std::function<void(QByteArrayView step)> onJournalled;

    /// Called once, when the next process begins to start.
    std::function<void()> onStart;

    /// Settings that a mutant may change.
    using Wrap = std::function<std::unique_ptr<files::FileSystem>(std::unique_ptr<files::FileSystem>)>;
    Wrap wrapDisk;
    using WrapChannel = std::function<std::unique_ptr<cloud::Channel>(std::unique_ptr<SimChannel>)>;
    WrapChannel wrapChannel;

private:
    struct Run;
    QByteArray bootId() const { return "start " + QByteArray::number(m_powerLosses); }
    Result<void> open(Run &run);
    Result<std::unique_ptr<files::FileSystem>> openRoot(Run &run, const QString &root);
    void losePower();
    void stopSomething();
    void wantSomethingFirst();
    using Version = std::pair<NodeId, ContentHash>;
    std::vector<Version> versionsOnTheirWay() const;
    void place(const RelativePath &path, Result<sync::Placed> (sync::Placer::*work)(const RelativePath &), const char *name);
    /// The disk as the weather has it, until the guard goes.
    [[nodiscard]] auto roughDisk();

    World &m_world;
    SimServer &m_server;
    History &m_history;
    int m_lostReplies = 0;
    sync::StoppedFiles m_stopped;
    sync::FirstFiles m_first;
    QByteArray m_name;
    SimDisk m_disk;
    InodePtr m_folder;
    QByteArray m_token;
    ProjectId m_cloudId;
    std::unique_ptr<Run> m_run;
    std::shared_ptr<SimProcess> m_process;  ///< of m_run; a crash may come while it is being let go of
    CrashPlan m_crashes{[this](bool power) { crash(power); }};
    bool m_onlineOnly = false;
    bool m_isSyncing = false;
    bool m_booted = false;
    int m_starts = 0;
    int m_powerLosses = 0;
    std::set<QByteArray> m_dirty;  ///< folders, as the watcher saw them
    bool m_hinted = false;
    bool m_mustScan = true;  ///< the last sync did not end well, or the program is fresh: look at everything
    std::vector<InodePtr> m_unsynced;
};

}  // namespace tideline::sim
