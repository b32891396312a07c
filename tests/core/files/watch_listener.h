// What the watcher's tests share: someone who listens, an inotify that fails on demand, and a question to all folders.
#pragma once

#include "core/files/watcher.h"
#include "tests/support/temp_folder.h"
#include "tests/support/tree.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdio>
#include <cstring>
#include <mutex>
#include <set>
#include <sys/inotify.h>
#include <sys/stat.h>

namespace tideline::files::test {

using namespace tideline::test;
using namespace std::chrono_literals;

/// What the watcher told, gathered; waits by condition, never by sleep.
class Listener {
public:
    void operator()(const WatchReport &report)
    {
        const std::lock_guard lock(m_mutex);
        m_reports.push_back(report);
        for (const RelativePath &folder : report.dirtyFolders)
            m_dirty.insert(folder.bytes());
        m_changed.notify_all();
    }
    bool waitFor(const std::function<bool()> &holds, std::chrono::seconds limit = 10s)
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, limit, holds);
    }
    bool waitForDirty(const QByteArray &folder)
    {
        return waitFor([&] { return m_dirty.contains(folder); });
    }
    bool waitForDirty(qint64 root, const QByteArray &folder)
    {
        return waitFor([&] {
            return std::ranges::any_of(m_reports, [&](const WatchReport &report) {
                return report.root == root && std::ranges::count(report.dirtyFolders, folder, &RelativePath::bytes) > 0;
            });
        });
    }
    bool waitForReport(bool WatchReport::*flag)
    {
        return waitFor([&] { return std::ranges::any_of(m_reports, flag); });
    }
    std::set<QByteArray> takeDirty()
    {
        const std::lock_guard lock(m_mutex);
        m_reports.clear();
        return std::exchange(m_dirty, {});
    }
    std::vector<WatchReport> reports() const
    {
        const std::lock_guard lock(m_mutex);
        return m_reports;
    }
    const std::set<QByteArray> &dirty() const { return m_dirty; }  ///< inside waitFor()

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<WatchReport> m_reports;
    std::set<QByteArray> m_dirty;
};

/// inotify that loses its queue, or refuses watches, when told to.
class FaultySource final : public InotifySource {
public:
    int addWatch(const QByteArray &path) override
    {
        if (allowed <= 0) {
            errno = ENOSPC;
            return -1;
        }
        --allowed;
        return InotifySource::addWatch(path);
    }
    qint64 read(std::span<char> into) override
    {
        ++reads;
        const qint64 got = InotifySource::read(into);
        if (got <= 0 || !lose.exchange(false))
            return got;
        inotify_event overflow{};
        overflow.wd = -1;
        overflow.mask = IN_Q_OVERFLOW;
        std::memcpy(into.data(), &overflow, sizeof overflow);
        return sizeof overflow;
    }
    std::atomic<int> allowed = 1'000'000;
    std::atomic<bool> lose = false;
    std::atomic<int> reads = 0;
};

inline constexpr WatcherOptions kFast{.settle = 10ms, .atMost = 100ms};

struct Watched {
    explicit Watched(const TempFolder &folder, WatcherOptions options = kFast, std::unique_ptr<InotifySource> source = {})
    {
        auto started = Watcher::start(std::ref(listener), options, std::move(source));
        if (!started)
            qFatal("%s", qPrintable(toText(started.error())));
        watcher = std::move(*started);
        if (auto added = watcher->addRoot(1, folder.path()); !added)
            qFatal("%s", qPrintable(toText(added.error())));
    }
    Listener listener;
    std::unique_ptr<Watcher> watcher;  ///< ends first
};

inline void move(const TempFolder &folder, const char *from, const char *to, unsigned flags = 0)
{
    if (::renameat2(AT_FDCWD, folder.bytes(from).constData(), AT_FDCWD, folder.bytes(to).constData(), flags) != 0)
        qFatal("rename %s %s: %s", from, to, qPrintable(qt_error_string(errno)));
}

inline std::set<QByteArray> foldersOf(const TempFolder &folder)
{
    std::set<QByteArray> folders{QByteArray()};
    for (const auto &[path, item] : readTree(folder.path()).items()) {
        if (item.kind == TreeItem::Kind::Folder)
            folders.insert(path);
    }
    return folders;
}

/// Touches each folder that is there, and asks that exactly these are told of, by their paths of now.
inline bool seesEveryFolder(const TempFolder &folder, Watched &watched)
{
    // A fence: events come in order, so when this folder is told of, so is all that came before.
    static int fences = 0;
    const QByteArray fence = "fence-" + QByteArray::number(++fences);
    if (::mkdir(folder.bytes(fence).constData(), 0777) != 0 || !watched.listener.waitForDirty(fence))
        return false;
    const std::set<QByteArray> folders = foldersOf(folder);
    watched.listener.takeDirty();
    for (const QByteArray &path : folders)
        folder.write(path.isEmpty() ? "probe" : path + "/probe", "x");
    const bool all = watched.listener.waitFor([&] { return watched.listener.dirty().size() >= folders.size(); });
    const std::set<QByteArray> told = watched.listener.takeDirty();
    for (const QByteArray &path : folders) {
        if (!told.contains(path))
            qWarning("not told of: '%s'", path.constData());
    }
    for (const QByteArray &path : told) {
        if (!folders.contains(path))
            qWarning("told, but not there: '%s'", path.constData());
    }
    return all && told == folders;
}

}  // namespace tideline::files::test
