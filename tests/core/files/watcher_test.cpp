#include "core/base/random.h"
#include "tests/core/files/watch_listener.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <filesystem>
#include <thread>

using namespace tideline;
using namespace tideline::files;
using namespace tideline::files::test;

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
        QVERIFY2(timer.elapsed() >= 29 && timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
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
        QCOMPARE(watched.watcher->watchedFolders(), expected.size() + 1);  // and the fence
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
};

QTEST_GUILESS_MAIN(WatcherTest)
#include "watcher_test.moc"
