// Which folders of the projects changed: inotify, one instance for all roots.
#pragma once

#include "core/base/relative_path.h"
#include "core/files/inotify_source.h"

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace tideline::files {

/// What happened below one root since the last report of it. A hint that something may have changed, never a proof.
struct WatchReport {
    qint64 root = 0;  ///< the caller's number
    /// Folders whose entries may have changed, sorted, each once: names, contents or attributes directly in them. A folder
    /// that came in is there itself, with all folders below it.
    std::vector<RelativePath> dirtyFolders;
    bool rescanAll = false;  ///< events were lost, or not all folders are watched: anything may have changed
    bool rootGone = false;   ///< deleted, moved away or unmounted; it is watched no more: add it again when it is back
    QString degraded;        ///< why changes may go unseen from now on; empty = all is watched
};

struct WatcherOptions {
    std::chrono::milliseconds settle{30};   ///< after the last event of a folder
    std::chrono::milliseconds atMost{500};  ///< after its first, while events go on
};

/// Watches trees of folders and tells which of them changed, after a moment of quiet.
///
/// Thread:    public functions from any; the callback runs on the watcher's own thread, and may call them.
/// Ownership: owns its thread, which ends in the destructor; no callback after that.
/// Invariant: what changes after addRoot() has returned is reported, or the report says rescanAll. A folder is watched
///            before it is listed and reported after both, so nothing falls between. Sleeps without a timer while nothing
///            happens. `.tideline` and what is no name for a project is not watched.
class Watcher {
public:
    using Callback = std::function<void(const WatchReport &)>;
    /// Whether a folder, and all below it, need not be watched (ignored ones). Called on the watcher's thread.
    using Skips = std::function<bool(const RelativePath &folder)>;

    /// Errors: Io when the system gives no inotify instance. `source` is for tests.
    static Result<std::unique_ptr<Watcher>> start(Callback callback, WatcherOptions options = {},
                                                  std::unique_ptr<InotifySource> source = {});
    ~Watcher();

    /// Watches the folder `path` (absolute) and all below it; returns when it does. A root that is there already is looked
    /// through anew, by the new `skips`. That not all could be watched is no error: see degraded().
    /// Errors: NotFound, Denied, Io, for the root itself.
    Result<void> addRoot(qint64 root, const QString &path, Skips skips = {});
    /// No report of it follows, except one that is under way.
    void removeRoot(qint64 root);
    /// Why changes of this root may go unseen; empty when all of it is watched, or it is unknown.
    QString degraded(qint64 root) const;
    /// How many folders are watched.
    std::size_t watchedFolders() const;

private:
    class Thread;
    explicit Watcher(std::unique_ptr<Thread> thread);
    std::unique_ptr<Thread> m_thread;
};

}  // namespace tideline::files
