// The end of a watch, while it tells of something.
#include "core/sync/service/change_watch.h"
#include "core/sync/service/store_access.h"
#include "tests/support/temp_folder.h"

#include <QTest>

#include <thread>

using namespace tideline;
using namespace tideline::sync;
using namespace std::chrono_literals;

class ChangeWatchTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// The watcher's thread would end the watcher, and with it wait for itself.
    void aWatchThatEndsWhileItTellsWaitsForIt()
    {
        const test::TempFolder folder;
        QVERIFY(QDir(folder.path()).mkdir(u"root"_s));
        store::StoreLocation location;
        location.profile = folder.path();
        location.storePath = folder.path(u"store.sqlite"_s);
        auto store = StoreAccess::open(location, systemClock());
        QVERIFY2(store, qPrintable(store ? QString() : toText(store.error())));
        std::atomic<bool> tells = false, hasTold = false, hasEnded = false;
        ChangeWatch *running = nullptr;
        ChangeWatch::Callbacks callbacks;
        callbacks.degraded = [](const ProjectId &, const QString &) {};
        callbacks.anythingChanged = [](const ProjectId &) {};
        callbacks.localChanged = [&](const ProjectId &, const std::vector<RelativePath> &) {
            tells = true;
            while (running->isRunning())
                std::this_thread::yield();
            const auto until = std::chrono::steady_clock::now() + 300ms;
            while (!hasEnded && std::chrono::steady_clock::now() < until)
                std::this_thread::yield();
            hasTold = true;
        };
        ChangeWatch watch(**store, std::move(callbacks));
        running = &watch;
        QVERIFY(watch.start(0ms));
        LocalProject project;
        project.number = 1;
        project.rootPath = folder.path(u"root"_s);
        watch.watch(project);
        folder.write("root/a.txt", "a");
        QTRY_VERIFY(tells);
        watch.stop();
        const bool isOver = hasTold;
        hasEnded = true;
        QTRY_VERIFY(hasTold);
        QVERIFY(isOver);
    }
};

QTEST_GUILESS_MAIN(ChangeWatchTest)
#include "change_watch_test.moc"
