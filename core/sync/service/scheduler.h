// Which project is synced next, and when. Pure bookkeeping: no thread, no clock, no disk.
#pragma once

#include "core/base/ids.h"
#include "core/base/random.h"
#include "core/base/relative_path.h"
#include "core/base/result.h"
#include "core/cloud/backoff.h"

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace tideline::sync {

using Moment = std::chrono::nanoseconds;  ///< of Clock::monotonic()

/// What one sync has to look at.
struct SyncJob {
    ProjectId project;
    bool everything = false;           ///< the whole tree on the disk
    std::vector<RelativePath> folders; ///< else these; none = only the cloud is asked
    Revision hinted = 0;               ///< the cloud's head as push said; 0 = it did not, so ask
    bool lookOnly = false;             ///< nothing may be synced now (offline, paused, signed out): the disk is looked at, so that it is shown as it is
    bool first = false;                ///< somebody waits for something of it
    bool operator==(const SyncJob &) const = default;
};

/// How a sync ended, as far as the next one is concerned.
enum class Ending {
    Done,     ///< nothing left to do, or only a person can go on (a guard, a conflict)
    Again,    ///< some files could not be dealt with (open, unreadable): try these again
    Offline,  ///< the cloud is not there: try again, and at once when it is back
    Failed,   ///< the project cannot be synced now (folder gone, disk full): try again
    Blocked,  ///< trying again helps nothing before somebody acts (sign-in, rights)
    Stopped,  ///< cancelled: what was to be done still is
};

/// Thread:    one at a time (its owner's lock).
/// Invariant: a change that was told is in a pending item or in a running job until a sync that began after it has ended
///            well; no project runs twice at one time.
class Scheduler {
public:
    struct Timing {
        Moment checkEvery = std::chrono::minutes(10);  ///< a whole look at disk and cloud, with jitter
        Moment checkUnwatchedEvery = std::chrono::minutes(1);  ///< the same where the watcher does not see all
    };
    Scheduler(Random &random, Timing timing) : m_random(random), m_timing(timing) {}

    /// A project of this device; with `checkAt` as the first whole look. Known already: nothing changes.
    void add(const ProjectId &project, Moment checkAt);
    void remove(const ProjectId &project);

    /// The watcher has settled already: due at once.
    void localChanged(const ProjectId &project, const std::vector<RelativePath> &folders, Moment now);
    void cloudChanged(const ProjectId &project, Revision hinted, Moment now);
    /// Look at everything, at once (start, overflow of the watcher, push is back, resume).
    void changedSomehow(const ProjectId &project, Moment now);
    /// Somebody waits for something of it: it is due at once, and before all others. False: it cannot run now (paused, held, blocked).
    bool wantedFirst(const ProjectId &project, Moment now);
    /// The link is back: who waited for it is due now.
    void cameOnline(Moment now);
    /// Somebody acted (signed in, freed space): blocked and failed projects are tried at once.
    void tryAgain(Moment now);

    /// Whether the watcher sees every folder of it; else it is looked at as a whole more often.
    void setWatched(const ProjectId &project, bool isWatched, Moment now);
    void setPaused(const ProjectId &project, bool paused);
    void setAllPaused(bool paused) { m_allPaused = paused; }
    /// A held project does not begin to sync (its record is being changed).
    void hold(const ProjectId &project);
    void release(const ProjectId &project);

    /// The project to sync now: what somebody waits for before small jobs, and these before others; where none may be synced, one whose disk
    /// has changed, to look at it. It counts as running from here on.
    std::optional<SyncJob> take(Moment now);
    /// For a sync that was asked for by hand: takes what is pending of it, too. It counts as running; the caller has made
    /// sure that it is not.
    SyncJob takeNow(const ProjectId &project);
    bool isRunning(const ProjectId &project) const;
    void finish(const SyncJob &job, Ending ending, Moment now);
    /// When take() may have something; nullopt = not before something is told.
    std::optional<Moment> nextWake() const;

    struct Waiting {
        ProjectId project;
        Moment due{};
        bool paused = false;
        Ending last = Ending::Done;
    };
    /// What has work to do and does not run.
    std::vector<Waiting> waiting() const;

private:
    struct Item {
        explicit Item(Random &random) : backoff(random) {}
        bool everything = false;
        bool cloud = false;
        Revision hinted = 0;
        std::set<RelativePath> folders;
        bool first = false;             ///< before all others
        bool unseen = false;            ///< nobody has looked yet at all that was told of the disk
        Moment due{};         ///< since when there is work
        Moment notBefore{};   ///< after a failure of the whole
        std::optional<SyncJob> retry;   ///< some of its files could not be dealt with; other work need not wait for it
        Moment retryAt{};
        Moment checkAt{};
        Ending last = Ending::Done;
        cloud::Backoff backoff;
        bool isWatched = true;
        bool paused = false;
        bool running = false;
        int holds = 0;
        bool hasWork() const { return everything || cloud || !folders.empty(); }
    };
    Item *find(const ProjectId &project);
    static void beginWork(Item &item, Moment now);
    bool mayRun(const Item &item) const { return !item.running && !item.paused && !m_allPaused && item.holds == 0; }
    /// When the item is due; nullopt: it waits for somebody.
    std::optional<Moment> dueAt(const Item &item) const;
    bool mayLook(const Item &item) const { return item.unseen && !item.running && item.holds == 0; }
    std::optional<SyncJob> takeLook();
    static SyncJob takeWork(const ProjectId &project, Item &item);
    static void putBack(const SyncJob &job, Item &item);
    Moment jittered(Moment duration);

    Random &m_random;
    Timing m_timing;
    bool m_allPaused = false;
    std::map<ProjectId, Item> m_items;
};

}  // namespace tideline::sync
