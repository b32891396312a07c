// The thread on which the engine of a profile runs, one project at a time.
#pragma once

#include "core/cloud/curl_channel.h"
#include "core/store/store_location.h"
#include "core/sync/engine.h"
#include "core/sync/service/scheduler.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace tideline::sync {

/// Hears what the engine does. Called on the engine's thread, syncProgressed() also on its workers while they move contents, one call
/// at a time; may read and write the store, must not wait for the engine.
class EngineListener {
public:
    virtual ~EngineListener() = default;
    virtual void syncStarted(const LocalProject &project, const SyncJob &job, bool byHand) = 0;
    virtual void syncProgressed(const ProjectId &project, const Progress &progress) = 0;
    /// The cloud turned out to be put back to an older state: what differs is united from here on.
    virtual void cloudWentBack(const LocalProject &project) = 0;
    virtual void syncEnded(const ProjectId &project, const Result<SyncOutcome> &outcome, bool dryRun,
                           std::chrono::milliseconds took) = 0;
    /// The disk was looked at alone: the store knows what is there. `everything`, or else these folders.
    virtual void diskLookedAt(const LocalProject &project, const SyncJob &job) = 0;
    /// There is nothing to sync now: time for what can wait. Returns when it wants to be called again at the latest.
    virtual std::optional<Moment> idle(Moment now) = 0;
};

/// What a person asked for.
struct SyncWish {
    ProjectId project;
    bool dryRun = false;
    bool acceptGuard = false;
    std::function<void(const Progress &)> onProgress;  ///< as SyncOptions::onProgress
    const std::atomic<bool> *cancelled = nullptr;
    bool lookOnly = false;  ///< what is on the disk is written down, and nothing synced
};

/// Runs wishes first, then what the scheduler has, when it may run by itself.
///
/// Thread:    public functions from any.
/// Ownership: its thread, its store connection, the scheduler.
/// Invariant: one sync runs at a time; with nothing to do it sleeps without a timer, but for the next due time.
class EngineThread {
public:
    struct Parts {
        store::StoreLocation location;
        Clock &clock;
        Random &random;
        std::function<Result<std::shared_ptr<cloud::CurlChannel>>()> channel;  ///< of now; SignIn when signed out
        std::function<QString()> deviceName;
        EngineListener &listener;
        /// What an error of the link means, where more can be said of it.
        std::function<Error(const Error &, const std::atomic<bool> *cancelled)> explained;
    };
    /// Errors: as store::openProjectStore().
    static Result<std::unique_ptr<EngineThread>> start(Parts parts);
    /// Cancels what runs, and answers every wish with Cancelled.
    ~EngineThread();

    /// Blocks until the wish is done. A sync that runs by itself for another project steps aside.
    /// Errors: as Engine::sync(); NotFound (no such project here).
    Result<SyncOutcome> syncNow(const SyncWish &wish);

    /// Changes what the scheduler knows, and wakes the thread.
    void tell(const std::function<void(Scheduler &, Moment now)> &change);
    std::vector<Scheduler::Waiting> waiting() const;
    /// Whether it syncs without being asked.
    void setAutonomous(bool autonomous);
    bool isAutonomous() const;
    bool isBusyWithAnother(const ProjectId &project) const;
    /// Ends the sync of this project that runs, if one does (it goes on later); a wish is left alone.
    void interrupt(const ProjectId &project);
    /// These versions of a file are left out by the sync that runs, and by those that begin by themselves; a wish takes them again.
    /// False: no sync of the project runs or would begin.
    bool stopFile(const ProjectId &project, const NodeId &node, const std::vector<ContentHash> &versions);
    /// It may travel again.
    void releaseFile(const ProjectId &project, const NodeId &node);
    /// This file, or what is in this folder, goes before all else: a sync of the project that runs takes it next, else one begins, and that of
    /// another project steps aside. False: no sync runs or would begin.
    bool putFirst(const ProjectId &project, const NodeId &node);
    /// The project is no longer this device's: nothing of it is due, stopped or asked for any more.
    void forget(const ProjectId &project);

    /// While it lives the project is not synced; its constructor waits for the end of a running sync.
    class Hold {
    public:
        Hold(EngineThread &thread, const ProjectId &project);
        ~Hold();
        Hold(const Hold &) = delete;
        Hold &operator=(const Hold &) = delete;

    private:
        EngineThread &m_thread;
        ProjectId m_project;
    };

private:
    struct Wanted {
        SyncWish wish;
        std::optional<Result<SyncOutcome>> answer;
        bool begun = false;
    };
    EngineThread(Parts parts, std::unique_ptr<store::Database> database);
    void work();
    void runWish(std::unique_lock<std::mutex> &lock);
    void runJob(std::unique_lock<std::mutex> &lock, const SyncJob &job);
    Result<SyncOutcome> runEngine(const SyncJob &job, const SyncWish *wish);
    Result<SyncOutcome> lookAtDisk(const SyncJob &job);
    Result<LocalProject> projectHere(const ProjectId &id);
    bool mayRunWish() const;
    void wakeUp();

    Parts m_parts;
    std::unique_ptr<store::Database> m_database;  // the engine thread's
    std::unique_ptr<Workers> m_workers;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;   // for the thread
    std::condition_variable m_ended;  // for those who wait for a sync's end
    Scheduler m_scheduler;
    std::deque<std::shared_ptr<Wanted>> m_wishes;
    quint64 m_woken = 0;  // how often wakeUp() was called
    std::optional<ProjectId> m_running;
    bool m_runningWish = false;
    std::map<ProjectId, int> m_holds;
    std::map<ProjectId, std::shared_ptr<StoppedFiles>> m_stopped;  // a sync that runs has its own share
    std::map<ProjectId, std::shared_ptr<FirstFiles>> m_first;      // as m_stopped
    std::atomic<bool> m_stopJob = false;
    bool m_autonomous = false;
    bool m_quit = false;
    std::thread m_thread;
};

}  // namespace tideline::sync
