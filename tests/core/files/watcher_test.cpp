#include "core/base/random.h"
#include "core/files/watcher.h"
#include "tests/support/temp_folder.h"
#include "tests/support/tree.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <atomic>
#include <condition_variable>
#include <cstdio>
#include <filesystem>
#include <map>
#include <mutex>
#include <semaphore>
#include <set>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <thread>

using namespace tideline;
using namespace tideline::files;
using namespace tideline::test;
using namespace std::chrono_literals;

namespace {

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

constexpr WatcherOptions kFast{.settle = 10ms, .atMost = 100ms};

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

void move(const TempFolder &folder, const char *from, const char *to, unsigned flags = 0)
{
    if (::renameat2(AT_FDCWD, folder.bytes(from).constData(), AT_FDCWD, folder.bytes(to).constData(), flags) != 0)
        qFatal("rename %s %s: %s", from, to, qPrintable(qt_error_string(errno)));
}

std::set<QByteArray> foldersOf(const TempFolder &folder)
{
    std::set<QByteArray> folders{QByteArray()};
    for (const auto &[path, item] : readTree(folder.path()).items()) {
        if (item.kind == TreeItem::Kind::Folder)
            folders.insert(path);
    }
    return folders;
}

/// Touches each folder that is there, and asks that exactly these are told of, by their paths of now.
bool seesEveryFolder(const TempFolder &folder, Watched &watched)
{
    const std::set<QByteArray> folders = foldersOf(folder);
    // First let what came before be told: a mark in the root, behind all that.
    for (int quiet = 0; quiet < 2; ++quiet) {
        watched.listener.takeDirty();
        folder.write("fence", QByteArray::number(quiet));
        if (!watched.listener.waitForDirty({}))
            return false;
    }
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

}  // namespace

class WatcherTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aSavedFileMarksItsFolderSoon()
    {
        const TempFolder folder;
        writeTree(folder.path(), tree("a/b/x"_file, "c"_dir));
        Watched watched(folder, WatcherOptions{});
        QCOMPARE(watched.watcher->watchedFolders(), size_t(4));
        QElapsedTimer timer;
        timer.start();
        folder.write("a/b/x", "new");
        QVERIFY(watched.listener.waitForDirty("a/b"));
        QVERIFY2(timer.elapsed() >= 49 && timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(watched.listener.takeDirty(), std::set<QByteArray>{"a/b"});
    }

    void everyKindOfChangeIsSeen_data()
    {
        QTest::addColumn<std::function<void(const TempFolder &)>>("change");
        using Change = std::function<void(const TempFolder &)>;
        const auto row = [](const char *name, Change change) { QTest::newRow(name) << std::move(change); };
        row("created", [](const TempFolder &f) { f.write("d/new", "x"); });
        row("written in place", [](const TempFolder &f) { f.write("d/old", "y"); });
        row("replaced by a rename", [](const TempFolder &f) { move(f, "e/other", "d/old"); });
        row("removed", [](const TempFolder &f) { ::unlink(f.bytes("d/old").constData()); });
        row("made executable", [](const TempFolder &f) { ::chmod(f.bytes("d/old").constData(), 0755); });
        row("touched", [](const TempFolder &f) { ::utimensat(AT_FDCWD, f.bytes("d/old").constData(), nullptr, 0); });
        row("linked", [](const TempFolder &f) { [[maybe_unused]] int i = ::symlink("x", f.bytes("d/l").constData()); });
        row("a folder made", [](const TempFolder &f) { f.makeFolder(u"d/sub"_s); });
        row("a folder removed", [](const TempFolder &f) { ::rmdir(f.bytes("d/empty").constData()); });
    }
    void everyKindOfChangeIsSeen()
    {
        QFETCH(std::function<void(const TempFolder &)>, change);
        const TempFolder folder;
        writeTree(folder.path(), tree("d/old"_file, "d/empty/"_dir, "e/other"_file));
        Watched watched(folder);
        change(folder);
        QVERIFY(watched.listener.waitForDirty("d"));
    }

    void aFileThatStaysOpenIsSeenWhileItGrows()
    {
        const TempFolder folder;
        QFile log(folder.path(u"log"_s));
        QVERIFY(log.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        Watched watched(folder);
        log.write("line\n");
        QVERIFY(watched.listener.waitForDirty({}));
    }

    void aBusyFolderIsToldOfWhileItIsBusy()
    {
        const TempFolder folder;
        Watched watched(folder, {.settle = 60s, .atMost = 100ms});
        folder.write("x", "x");
        QVERIFY(watched.listener.waitForDirty({}));
    }

    void aStormOfFilesIsFewReports()
    {
        const TempFolder folder;
        folder.makeFolder(u"in"_s);
        Watched watched(folder, {.settle = 50ms, .atMost = 500ms});
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 1000; ++i)
            folder.write("in/" + QByteArray::number(i), "x");
        const qint64 took = timer.elapsed();
        QVERIFY(watched.listener.waitForDirty("in"));
        QVERIFY(seesEveryFolder(folder, watched));
        QVERIFY(qint64(watched.listener.reports().size()) <= 8 + took / 50);
    }

    void foldersMadeAtOnceAreAllSeen()
    {
        const TempFolder folder;
        Watched watched(folder);
        std::set<QByteArray> expected;
        {
            std::vector<std::jthread> makers;
            for (int t = 0; t < 3; ++t) {
                makers.emplace_back([&folder, t] {
                    for (int i = 0; i < 60; ++i)
                        folder.write("t" + QByteArray::number(t) + "/r" + QByteArray::number(i) + "/a/b/c/file", "x");
                });
            }
        }
        for (const QByteArray &path : foldersOf(folder))
            expected.insert(path);
        QVERIFY(watched.listener.waitFor([&] { return std::ranges::includes(watched.listener.dirty(), expected); }));
        QVERIFY(seesEveryFolder(folder, watched));
        QCOMPARE(watched.watcher->watchedFolders(), expected.size());
    }

    void aTreeMovedInIsToldFolderByFolder()
    {
        const TempFolder outside, folder;
        writeTree(outside.path(), tree("m/a/b/x"_file, "m/c/y"_file));
        Watched watched(folder);
        QCOMPARE(::rename(outside.bytes("m").constData(), folder.bytes("m").constData()), 0);
        QVERIFY(watched.listener.waitFor([&] {
            return std::ranges::includes(watched.listener.dirty(), std::set<QByteArray>{"", "m", "m/a", "m/a/b", "m/c"});
        }));
        QVERIFY(seesEveryFolder(folder, watched));
    }

    void aTreeMovedOutIsForgotten()
    {
        const TempFolder outside, folder;
        writeTree(folder.path(), tree("m/a/b/x"_file, "stay"_dir));
        Watched watched(folder);
        QCOMPARE(::rename(folder.bytes("m").constData(), outside.bytes("m").constData()), 0);
        QVERIFY(watched.listener.waitForDirty({}));
        QTRY_COMPARE(watched.watcher->watchedFolders(), size_t(2));
        outside.write("m/a/b/x", "changed");
        QVERIFY(seesEveryFolder(folder, watched));
    }

    void aRenamedFolderKeepsRightPathsBelow()
    {
        const TempFolder folder;
        writeTree(folder.path(), tree("a/b/c/x"_file, "z"_dir));
        Watched watched(folder);
        move(folder, "a/b", "z/new");
        QVERIFY(watched.listener.waitFor([&] {
            return watched.listener.dirty().contains("a") && watched.listener.dirty().contains("z");
        }));
        // Both sides of a rename come in one report, so that it can be told from a deletion.
        const auto reports = watched.listener.reports();
        QVERIFY(std::ranges::any_of(reports, [](const WatchReport &report) { return report.dirtyFolders.size() >= 2; }));
        QVERIFY(seesEveryFolder(folder, watched));
        folder.write("z/new/c/x", "again");
        QVERIFY(watched.listener.waitForDirty("z/new/c"));
    }

    void foldersThatSwapPlacesAreNotMixedUp()
    {
        const TempFolder folder;
        writeTree(folder.path(), tree("a/in-a/x"_file, "b/in-b/y"_file));
        Watched watched(folder);
        move(folder, "a", "b", RENAME_EXCHANGE);
        move(folder, "b", "c");
        folder.makeFolder(u"b/fresh"_s);
        QVERIFY(seesEveryFolder(folder, watched));
    }

    void afterAnyHistoryTheWatchesAreThoseOfTheDisk()
    {
        const quint64 seed = qEnvironmentVariableIsSet("TIDELINE_SEED") ? qEnvironmentVariable("TIDELINE_SEED").toULongLong()
                                                                        : quint64(QDateTime::currentMSecsSinceEpoch());
        qInfo("seed %llu", seed);
        SeededRandom random(seed);
        const TempFolder folder;
        writeTree(folder.path(), tree("a/b"_dir, "c"_dir));
        Watched watched(folder, {.settle = 5ms, .atMost = 20ms});
        const auto somePath = [&] {
            const QByteArray names = "abcd";
            QByteArray path;
            for (quint64 i = 0, depth = 1 + random.below(4); i < depth; ++i)
                path += QByteArray(i > 0 ? "/" : "") + names[qsizetype(random.below(4))];
            return folder.bytes(path);
        };
        for (int round = 0; round < 5; ++round) {
            for (int i = 0; i < 400; ++i) {  // whatever the disk refuses is no harm
                const QByteArray one = somePath(), two = somePath();
                switch (random.below(6)) {
                case 0:
                case 1: ::mkdir(one.constData(), 0777); break;
                case 2: ::rename(one.constData(), two.constData()); break;
                case 3: ::renameat2(AT_FDCWD, one.constData(), AT_FDCWD, two.constData(), RENAME_EXCHANGE); break;
                case 4: ::rmdir(one.constData()); break;
                case 5: {
                    std::error_code ignored;
                    if (random.below(4) == 0)
                        std::filesystem::remove_all(one.toStdString(), ignored);
                    break;
                }
                }
            }
            QVERIFY(seesEveryFolder(folder, watched));
            const std::set<QByteArray> folders = foldersOf(folder);
            QTRY_COMPARE(watched.watcher->watchedFolders(), folders.size());
            for (const QByteArray &path : folders)
                ::unlink(folder.bytes(path.isEmpty() ? "probe" : path + "/probe").constData());
        }
    }

    void ourOwnFolderIsNotWatched()
    {
        const TempFolder folder;
        writeTree(folder.path(), tree("data"_dir));
        folder.makeFolder(u".tideline/tmp"_s);
        Watched watched(folder);
        QCOMPARE(watched.watcher->watchedFolders(), size_t(2));
        folder.write(".tideline/tmp/x", "x");
        folder.makeFolder(u".tideline/trash"_s);
        folder.write("data/x", "x");
        QVERIFY(watched.listener.waitForDirty("data"));
        QCOMPARE(watched.listener.takeDirty(), std::set<QByteArray>{"data"});
    }

    void foldersThatAreSkippedAreNotWatched()
    {
        const TempFolder folder;
        writeTree(folder.path(), tree("node_modules/x/y"_dir, "src"_dir));
        Watched watched(folder);
        QCOMPARE(watched.watcher->watchedFolders(), size_t(5));
        QVERIFY(watched.watcher->addRoot(1, folder.path(), [](const RelativePath &path) { return path.name() == "node_modules"; }));
        QTRY_COMPARE(watched.watcher->watchedFolders(), size_t(2));
        QVERIFY(watched.watcher->addRoot(1, folder.path()));
        QCOMPARE(watched.watcher->watchedFolders(), size_t(5));
        QVERIFY(watched.listener.waitForDirty("node_modules/x/y"));
    }

    void severalRootsShareOneWatcher()
    {
        const TempFolder one, two;
        one.makeFolder(u"inner/deep"_s);
        Watched watched(one);
        QVERIFY(watched.watcher->addRoot(2, two.path()));
        QVERIFY(watched.watcher->addRoot(3, one.path(u"inner"_s)));  // a root within a root
        one.write("inner/deep/x", "x");
        two.write("y", "y");
        for (const auto &[root, folder] : std::map<qint64, QByteArray>{{1, "inner/deep"}, {2, ""}, {3, "deep"}})
            QVERIFY(watched.listener.waitForDirty(root, folder));
        watched.watcher->removeRoot(3);
        watched.listener.takeDirty();
        one.write("inner/deep/z", "x");
        QVERIFY(watched.listener.waitForDirty("inner/deep"));
        for (const WatchReport &report : watched.listener.reports())
            QVERIFY(report.root != 3);
    }

    void aRootThatGoesIsTold_data()
    {
        QTest::addColumn<bool>("removed");
        QTest::newRow("removed") << true;
        QTest::newRow("moved away") << false;
    }
    void aRootThatGoesIsTold()
    {
        QFETCH(bool, removed);
        const TempFolder parent;
        Listener listener;
        auto watcher = Watcher::start(std::ref(listener), kFast);
        parent.makeFolder(u"root/sub"_s);
        QVERIFY((*watcher)->addRoot(7, parent.path(u"root"_s)));
        if (removed)
            std::filesystem::remove_all(parent.bytes("root").toStdString());
        else
            move(parent, "root", "elsewhere");
        QVERIFY(listener.waitForReport(&WatchReport::rootGone));
        QCOMPARE((*watcher)->watchedFolders(), size_t(0));
        QVERIFY((*watcher)->addRoot(7, parent.path(u"root"_s)).error().kind == Error::Kind::NotFound);
        listener.takeDirty();
        parent.makeFolder(u"root"_s);
        QVERIFY((*watcher)->addRoot(7, parent.path(u"root"_s)));
        parent.write("root/x", "x");
        QVERIFY(listener.waitForDirty({}));
    }

    void aLostQueueMeansRescanAndIsMended()
    {
        const TempFolder folder;
        auto source = std::make_unique<FaultySource>();
        FaultySource &faulty = *source;
        Watched watched(folder, kFast, std::move(source));
        faulty.lose = true;
        folder.makeFolder(u"unseen/below"_s);
        QVERIFY(watched.listener.waitForReport(&WatchReport::rescanAll));
        QVERIFY(seesEveryFolder(folder, watched));
        QVERIFY(watched.watcher->degraded(1).isEmpty());
    }

    void aRealOverflowMeansRescan()
    {
        QFile limit(u"/proc/sys/fs/inotify/max_queued_events"_s);
        if (!limit.open(QIODevice::ReadOnly) || limit.readAll().trimmed().toInt() > 40'000)
            QSKIP("the queue is too long to fill");
        const TempFolder folder;
        std::binary_semaphore entered(0), proceed(0);
        std::atomic<bool> first = true;
        Listener listener;
        auto watcher = Watcher::start(
            [&](const WatchReport &report) {
                if (first.exchange(false)) {  // the watcher's thread stands still, while the queue fills
                    entered.release();
                    proceed.acquire();
                }
                listener(report);
            },
            kFast);
        QVERIFY((*watcher)->addRoot(1, folder.path()));
        folder.write("a", "");
        folder.write("b", "");
        entered.acquire();
        for (int i = 0; i < 25'000; ++i) {
            ::utimensat(AT_FDCWD, folder.bytes("a").constData(), nullptr, 0);
            ::utimensat(AT_FDCWD, folder.bytes("b").constData(), nullptr, 0);
        }
        folder.makeFolder(u"lost/below"_s);
        proceed.release();
        QVERIFY(listener.waitForReport(&WatchReport::rescanAll));
        listener.takeDirty();
        folder.write("lost/below/x", "x");
        QVERIFY(listener.waitForDirty("lost/below"));
    }

    void aLimitOfWatchesIsToldWithItsReason()
    {
        const TempFolder folder;
        writeTree(folder.path(), tree("a"_dir, "b"_dir, "c"_dir));
        auto source = std::make_unique<FaultySource>();
        FaultySource &faulty = *source;
        faulty.allowed = 2;
        Watched watched(folder, kFast, std::move(source));
        QVERIFY(watched.listener.waitForReport(&WatchReport::rescanAll));
        QVERIFY(watched.watcher->degraded(1).contains(u"max_user_watches"_s));
        QVERIFY(!watched.listener.reports().front().degraded.isEmpty());
        faulty.allowed = 1000;
        QVERIFY(watched.watcher->addRoot(1, folder.path()));
        QVERIFY(watched.watcher->degraded(1).isEmpty());
        QVERIFY(seesEveryFolder(folder, watched));
    }

    void aQuietTreeWakesNobody()
    {
        const TempFolder folder;
        auto source = std::make_unique<FaultySource>();
        FaultySource &faulty = *source;
        Watched watched(folder, {.settle = 50ms, .atMost = 500ms}, std::move(source));
        for (int i = 0; i < 3; ++i) {
            watched.listener.takeDirty();
            faulty.reads = 0;
            folder.write("x", "x");
            QVERIFY(watched.listener.waitForDirty({}));
            QVERIFY2(faulty.reads <= 12, qPrintable(QString::number(faulty.reads)));
        }
    }

    void aCallbackMayAddAndRemoveRoots()
    {
        const TempFolder folder, other;
        Listener listener;
        std::unique_ptr<Watcher> watcher;
        auto started = Watcher::start(
            [&](const WatchReport &report) {
                if (report.root == 1) {
                    QVERIFY(watcher->addRoot(2, other.path()));
                    watcher->removeRoot(1);
                }
                listener(report);
            },
            kFast);
        watcher = std::move(*started);
        QVERIFY(watcher->addRoot(1, folder.path()));
        folder.write("x", "x");
        QVERIFY(listener.waitForDirty({}));
        listener.takeDirty();
        other.write("y", "y");
        QVERIFY(listener.waitForDirty({}));
        QCOMPARE(listener.reports().front().root, 2);
        watcher.reset();
    }
};

QTEST_GUILESS_MAIN(WatcherTest)
#include "watcher_test.moc"
