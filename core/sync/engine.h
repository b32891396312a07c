// The engine: makes one project's folder and its cloud equal, and returns what it did.
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/relative_path.h"
#include "core/base/workers.h"
#include "core/cloud/channel.h"
#include "core/files/file_system.h"
#include "core/schema/local_project.h"
#include "core/store/database.h"
#include "core/sync/first_files.h"
#include "core/sync/stopped_files.h"

#include <atomic>
#include <functional>
#include <vector>

namespace tideline::sync {

/// What is going on, for people. Values; sent at most some 20 times a second.
struct Progress {
    enum class Phase { Scanning, Hashing, Pulling, Planning, Downloading, Uploading, Committing };
    Phase phase = Phase::Scanning;
    qint64 filesDone = 0;
    qint64 filesTotal = 0;  ///< 0 = not known yet
    qint64 bytesDone = 0;
    qint64 bytesTotal = 0;
    QByteArray path{};  ///< the file in hand, or the last one that was; may be empty
};
QString toString(Progress::Phase phase);

/// One line of a plan, as `--dry-run` and the guard's list show it.
struct PlannedAction {
    QString action;  ///< upload, download, delete_local, delete_remote, move_local, move_remote, conflict, adopt
    QByteArray path;
    QByteArray to;  ///< of a move or a conflict copy: its new path; else empty
    qint64 sizeBytes = 0;
    QString why;
};

struct SyncOutcome {
    bool equal = false;       ///< both sides hold the same tree and nothing waits
    bool guardHolds = false;  ///< a guard stopped the plan: `plan` lists it; run again with acceptGuard
    QString guardReason;
    qint64 uploaded = 0, downloaded = 0, movedLocal = 0, movedRemote = 0, deletedLocal = 0, deletedRemote = 0;
    qint64 conflicts = 0;  ///< conflict copies made by this run, and still there
    qint64 merged = 0;     ///< files in which both sides' edits were put together
    qint64 skipped = 0;    ///< entries listed and left alone (names, kinds, unreadable)
    qint64 errors = 0;     ///< files that failed; they are in the table `problem`
    qint64 stopped = 0;    ///< files that a person stopped, listed there, too
    bool restIsStopped = false;  ///< nothing is left to do but with those
    bool cloudWentBack = false;  ///< restored from a backup: both sides were united, nothing was deleted for it
    qint64 bytesUp = 0, bytesDown = 0;  ///< of packs, as on the wire
    Revision revision = 0;
    std::vector<PlannedAction> plan;  ///< dry run or guard: what would be done; at most 10,000
};

struct SyncOptions {
    bool dryRun = false;       ///< scan, pull and plan; change neither the folder nor the cloud
    bool acceptGuard = false;  ///< the user said yes to a mass deletion
    /// Folders that may have changed (from the watcher), each looked at without its subfolders' contents unless they
    /// are new. Empty = the whole tree.
    std::vector<RelativePath> dirtyFolders;
    bool skipScan = false;     ///< only the cloud changed
    bool lookOnly = false;     ///< what an interrupted run left is settled and what is on the disk written down; the cloud is not asked
    /// One call at a time: on the engine's thread, or on a worker's while contents are on their way.
    std::function<void(const Progress &)> onProgress;
    /// Told of each planned step by its reason, and of each journalled step and its recovery: names that never change in
    /// meaning, for who keeps count of what was met (the simulation).
    std::function<void(const char *what)> onStep;
    /// The cloud does not know what was agreed with it: it was put back to an older state. From here on the plan is a union.
    std::function<void()> onCloudWentBack;
    void met(const char *what) const
    {
        if (onStep)
            onStep(what);
    }
    const std::atomic<bool> *cancel = nullptr;
    bool isStopped(const NodeId &node, const ContentHash &content) const { return stopped && stopped->holds(node, content); }
    const StoppedFiles *stopped = nullptr;  ///< these are left out; may grow while the sync runs
    /// Whether somebody wants something first of which the plan in hand does not know: what is under way is ended, and a new plan made.
    bool isAskedAnew() const { return first && first->hasNew(); }
    FirstFiles *first = nullptr;  ///< these go before the others; may grow while the sync runs
};

/// Thread:    one at a time; blocks on disk and network, so never the GUI's.
/// Ownership: borrows all parts; owns nothing that lives longer than a call.
/// Invariant: all state is in the store; an Engine may be dropped at any moment (or the machine switched off), and a new
///            one goes on.
class Engine {
public:
    static constexpr std::size_t kMaxBatch = 5000;
    static constexpr std::size_t kMaxCommit = 5000;
    static constexpr qsizetype kEarlyPack = 4 << 20;
    struct Parts {
        store::Database &database;
        Clock &clock;
        Random &random;
        Workers &workers;
        cloud::Channel &channel;
        std::function<Result<std::unique_ptr<files::FileSystem>>(const QString &root)> openRoot;
        QString hostName;  ///< in the names of conflict copies and in commits
        QByteArray bootId = {};  ///< changes when the machine starts anew; empty = not known
        std::size_t maxBatch = kMaxBatch;  ///< operations on this disk that are made durable together
        std::size_t maxCommit = kMaxCommit;  ///< changes that are asked of the cloud together
        qsizetype earlyPack = kEarlyPack;    ///< bytes of new files that go up together while the folder is still looked at
    };
    explicit Engine(Parts parts) : m_parts(std::move(parts)) {}

    /// Makes the folder `root` a project's: creates `.tideline/` with its marker. Errors: Denied, DiskFull, Refused (the
    /// marker of another project is there).
    Result<void> prepareRoot(const LocalProject &project);
    /// Syncs until both sides are equal, a guard holds, or an error of project scope. Per-file trouble is counted, not
    /// returned. The project must be stored and have a cloudId.
    /// Errors: Offline, Timeout, SignIn, Denied, NotFound (project gone in the cloud, or "the folder is unavailable"),
    /// DiskFull, Corrupt, Cancelled.
    Result<SyncOutcome> sync(const LocalProject &project, const SyncOptions &options = {});

private:
    Parts m_parts;
    bool m_mustNote = false;  ///< an fsync failed, and the store could not be told
};

}  // namespace tideline::sync
