#include "tests/core/files/watch_listener.h"

#include <QFile>
#include <QTest>

#include <filesystem>
#include <map>
#include <semaphore>

using namespace tideline;
using namespace tideline::files;
using namespace tideline::files::test;

/// Roots that come and go, queues that overflow, limits that are reached.
class WatcherRootsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
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

QTEST_GUILESS_MAIN(WatcherRootsTest)
#include "watcher_roots_test.moc"
