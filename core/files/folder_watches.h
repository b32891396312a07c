// Keeps inotify's watches equal to the folders on the disk, and says which folders events belong to.
#pragma once

#include "core/files/inotify_source.h"
#include "core/files/watch_tree.h"
#include "core/files/watcher.h"

#include <map>

struct inotify_event;

namespace tideline::files {

/// Events tell of names as they were; the disk may be ahead of them. So an event never moves a folder here: it only names a
/// place to look at again. The watch that the kernel gives for that place tells which folder is there, since an inode keeps
/// its watch. The last event of each place comes after its last change, hence what is known ends equal to the disk.
///
/// Thread:    one at a time.
/// Ownership: borrows the source.
class FolderWatches {
public:
    using Index = WatchTree::Index;
    using TimePoint = std::chrono::steady_clock::time_point;
    struct Root {
        qint64 number = 0;
        QByteArray path;
        Watcher::Skips skips;
        QString degraded;     ///< why not all of it is watched; empty = it is
        bool rescan = false;  ///< to be reported: anything may have changed
        bool gone = false;    ///< to be reported, then dropped
        bool moved = false;   ///< to be reported: names were moved, so both their folders should be seen together
    };
    struct Mark {
        TimePoint first, last;
    };

    explicit FolderWatches(InotifySource &source) : m_source(source) {}

    Result<void> addRoot(qint64 number, const QByteArray &path, Watcher::Skips skips, TimePoint now);
    void removeRoot(Index root);
    Index rootOf(qint64 number) const;
    void handle(const inotify_event &event, TimePoint now);
    /// To be called when all events that waited have been handled: mends what overflow tore, forgets folders that left.
    void settle(TimePoint now);
    /// When settle() has something to do though nothing happens.
    std::optional<TimePoint> nextSettle() const;

    std::map<Index, Root> &roots() { return m_roots; }
    std::unordered_map<Index, Mark> &marks() { return m_marks; }
    const WatchTree &tree() const { return m_tree; }

private:
    enum class Fresh { Report, Known };
    struct Left {
        Index folder;
        TimePoint until;
    };
    void handleIn(Index folder, const inotify_event &event, const QByteArray &name);
    void refresh(Index parent, const QByteArray &name);
    Index attach(Index parent, const QByteArray &name, Fresh fresh, bool *changed);
    Index attachWatch(int watch, Index parent, const QByteArray &name, Fresh fresh, bool *changed);
    void failAttach(int code, Index parent, Index existing);
    void walk(Index start, Fresh fresh);
    std::optional<std::vector<QByteArray>> foldersOnDisk(Index folder);
    bool isWatchable(const QByteArray &below, const QByteArray &name, const Root &root) const;
    void detach(Index folder);
    void drop(Index folder);
    void mark(Index folder);
    void degrade(Root &root, Index index, const QString &reason);
    std::optional<QByteArray> absolutePath(Index folder) const;

    InotifySource &m_source;
    WatchTree m_tree;
    std::map<Index, Root> m_roots;
    std::unordered_map<Index, Mark> m_marks;  ///< folders in which something happened
    std::vector<Left> m_left;                 ///< cut off: moved, and not yet seen elsewhere
    std::vector<Index> m_torn;                ///< roots to be looked through anew
    TimePoint m_now;
};

}  // namespace tideline::files
