// The engine on real folders and real SQLite, against the server's real handlers in this process.
#include "core/base/name_escape.h"
#include "core/store/problem_repository.h"
#include "core/store/trash_repository.h"
#include "core/sync/executor/placer.h"
#include "tests/core/sync/computers.h"
#include "tests/support/folding_disk.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <filesystem>

#include <algorithm>
#include <atomic>

#include <sys/stat.h>
#include <unistd.h>

using namespace tideline;
using namespace tideline::sync;
using tideline::test::Cloud;
using tideline::test::Computer;
using tideline::test::listing;
using tideline::test::must;
using tideline::test::names;

namespace {

/// A disk that takes names of one key for one.
Result<std::unique_ptr<files::FileSystem>> openFolding(const QString &root)
{
    auto disk = files::openPosixFileSystem(root);
    if (!disk)
        return disk;
    return std::unique_ptr<files::FileSystem>(new test::FoldingDisk(*std::move(disk)));
}

}  // namespace

class EngineTest final : public QObject, private test::TwoComputers {
    Q_OBJECT

    /// From here on B's disk takes names that differ in case or normal form alone for one.
    void foldB() { m_b = std::make_unique<Computer>(*m_cloud, u"stick"_s, openFolding); }
    /// How many files are to come to B now.
    qint64 pinAtB(const RelativePath &path)
    {
        const auto disk = must(files::openPosixFileSystem(m_b->root));
        Placer placer({.disk = *disk,
                       .channel = &m_b->channel,
                       .clock = systemClock(),
                       .random = systemRandom(),
                       .read = [&](const Placer::Read &read) { return read(*m_b->database); },
                       .write = [&](const Placer::Write &write) -> Result<void> {
                           auto transaction = must(store::Transaction::begin(*m_b->database));
                           auto written = write(*m_b->database, transaction);
                           return written ? transaction.commit() : written;
                       }},
                      m_b->project);
        return must(placer.pin(path)).files;
    }
    QStringList problemsOfB()
    {
        QStringList lines;
        for (const store::Problem &problem : must(store::ProblemRepository(*m_b->database).list(m_b->project.number)))
            lines.append(QString::fromUtf8(problem.path) + u": "_s + problem.kind);
        return lines;
    }

private Q_SLOTS:
    void init()
    {
        m_cloud = std::make_unique<Cloud>();
        m_a = std::make_unique<Computer>(*m_cloud, u"laptop"_s);
        m_b = std::make_unique<Computer>(*m_cloud, u"desktop"_s);
    }
    void cleanup()
    {
        m_a.reset();
        m_b.reset();
        m_cloud.reset();
    }

    void filesOfAllKindsArrive()
    {
        m_a->write("notes.md", "hello");
        m_a->write("empty", "");
        m_a->write("data/deep/er/table.csv", "a,b\n1,2\n");
        m_a->write("data/large.bin", QByteArray(3'000'000, 'x') + QByteArray::number(17));
        m_a->write("run.sh", "#!/bin/sh\n");
        QVERIFY(::chmod(qPrintable(m_a->root + u"/run.sh"_s), 0755) == 0);
        QVERIFY(::symlink("notes.md", qPrintable(m_a->root + u"/link"_s)) == 0);
        m_a->folder.makeFolder(u"root/empty folder"_s);
        const SyncOutcome up = m_a->sync();
        QVERIFY(up.equal);
        const SyncOutcome down = m_b->sync();
        QVERIFY(down.equal);
        mustBeEqual();
    }

    void aSparseFileStaysSparse()
    {
        QFile file(m_a->root + u"/sparse.bin"_s);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.seek(9'000'001) && file.write("in the middle") > 0 && file.resize(20'000'000));
        file.close();
        settle();
        mustBeEqual();
        struct stat info {};
        QCOMPARE(::lstat(qPrintable(m_b->root + u"/sparse.bin"_s), &info), 0);
        QVERIFY(info.st_blocks * 512 < 1'000'000);
    }

    /// Folders moved on both sides can make a path that no side could have made.
    void aPathThatBecameTooLongBlocksNothingAndRemovesNothing()
    {
        const QByteArray part(200, 'n');
        m_a->write("in/" + part + "/" + part + "/file", "kept");
        settle();
        QByteArray deep = "out";
        for (int i = 0; i < 18; ++i)
            deep += "/" + QByteArray(200, 'm');
        m_b->write(deep + "/x", "x");
        m_a->write("in/" + part + "/" + part + "/" + part + "/late", "late");
        m_a->write("other", "1");
        m_b->rename(u"in"_s, QString::fromLatin1(deep) + u"/in"_s);
        m_b->write("another", "2");
        settle();
        QCOMPARE(m_b->read("other"), QByteArray("1"));
        QCOMPARE(m_a->read("another"), QByteArray("2"));
        // The move waits where it was made.
        const auto problems = must(store::ProblemRepository(*m_b->database).list(m_b->project.number));
        QVERIFY(std::ranges::any_of(problems, [](const auto &one) { return one.what.contains(u"4,000 bytes"_s); }));
        QCOMPARE(m_a->read("in/" + part + "/" + part + "/" + part + "/late"), QByteArray("late"));
        m_b->rename(QString::fromLatin1(deep) + u"/in"_s, u"in"_s);
        settle();
        QCOMPARE(m_b->read("in/" + part + "/" + part + "/" + part + "/late"), QByteArray("late"));
        mustBeEqual();
    }

    void editsMovesAndDeletionsFollow()
    {
        for (int i = 0; i < 50; ++i)
            m_a->write("folder/file" + QByteArray::number(i), "content " + QByteArray::number(i));
        settle();
        m_a->write("folder/file1", "edited");
        m_b->rename(u"folder/file2"_s, u"moved"_s);
        m_a->remove(u"folder/file3"_s);
        m_b->write("folder/new", "new");
        settle();
        QCOMPARE(m_b->read("folder/file1"), QByteArray("edited"));
        QCOMPARE(m_a->read("moved"), QByteArray("content 2"));
        QVERIFY(m_b->read("folder/file3").isNull());
        mustBeEqual();
    }

    void manyFilesMovedOneByOneWaitForNoYes()
    {
        for (int i = 0; i < 150; ++i)
            m_a->write("old/file" + QByteArray::number(i), "content " + QByteArray::number(i));
        m_a->write("new/first", "first");
        settle();
        for (int i = 0; i < 150; ++i)
            m_a->rename(u"old/file%1"_s.arg(i), u"new/file%1"_s.arg(i));
        const SyncOutcome up = m_a->sync();
        QVERIFY(!up.guardHolds);
        QCOMPARE(up.movedRemote, 150);
        QCOMPARE(up.deletedRemote, 0);
        const SyncOutcome down = m_b->sync();
        QVERIFY(!down.guardHolds);
        QCOMPARE(down.movedLocal, 150);
        mustBeEqual();
    }

    void aRenamedFolderIsOneChangeWithoutContent()
    {
        for (int i = 0; i < 200; ++i)
            m_a->write("old/file" + QByteArray::number(i), "content " + QByteArray::number(i));
        settle();
        m_a->rename(u"old"_s, u"new"_s);
        const SyncOutcome up = m_a->sync();
        QCOMPARE(up.movedRemote, 1);
        QCOMPARE(up.uploaded, 0);
        QCOMPARE(up.bytesUp, 0);
        const SyncOutcome down = m_b->sync();
        QCOMPARE(down.movedLocal, 1);
        QCOMPARE(down.bytesDown, 0);
        mustBeEqual();
    }

    void bothVersionsOfAConflictStay()
    {
        m_a->write("report.csv", "base");
        settle();
        m_a->write("report.csv", "from the laptop");
        m_b->write("report.csv", "from the desktop");
        m_a->sync();
        const SyncOutcome outcome = m_b->sync();
        QCOMPARE(outcome.conflicts, 1);
        settle();
        QCOMPARE(m_b->read("report.csv"), QByteArray("from the laptop"));
        const QStringList copies = QDir(m_a->root).entryList({u"report (conflict, desktop, *.csv"_s});
        QCOMPARE(copies.size(), 1);
        QCOMPARE(m_a->read(copies.front().toUtf8()), QByteArray("from the desktop"));
        mustBeEqual();
    }

    void equalEditsOnBothSidesAreNoConflict()
    {
        m_a->write("report.csv", "base");
        settle();
        m_a->write("report.csv", "the same");
        m_b->write("report.csv", "the same");
        m_a->sync();
        QCOMPARE(m_b->sync().conflicts, 0);
        QCOMPARE(QDir(m_b->root).entryList(QDir::Files).size(), 1);
    }

    /// Whatever request is the last one to be answered: when a sync says that both sides are equal, another computer gets these bytes.
    void whatIsCalledEqualIsOnTheServer()
    {
        std::atomic<int> answers = 0;
        int cut = 0, equal = 0;
        m_a->channel.onAnswered = [&](const QByteArray &) { m_a->channel.offline = ++answers >= cut; };
        for (bool isWhole = false; !isWhole; ++cut) {
            QVERIFY(cut < 50);
            const QByteArray number = QByteArray::number(cut);
            m_a->write("replaced", QByteArray(300'000, char('a' + cut % 26)) + number);
            m_a->write("new " + number, "new " + number);
            answers = 0;
            m_a->channel.offline = cut == 0;
            const auto outcome = m_a->trySync();
            isWhole = !m_a->channel.offline;
            if (outcome && outcome->equal) {
                ++equal;
                m_b->sync();
                QCOMPARE(m_b->read("replaced"), m_a->read("replaced"));
                QCOMPARE(names(m_b->root), names(m_a->root));
            } else {
                QVERIFY(!isWhole);
            }
        }
        QVERIFY(cut > 3 && equal >= 1);
        m_a->channel.onAnswered = {};
    }

    void aReplacedFileIsInTheTrash()
    {
        m_a->write("report.csv", "first");
        settle();
        m_a->write("report.csv", "second");
        settle();
        const auto trash = must(store::TrashRepository(*m_b->database).list(m_b->project.number));
        QCOMPARE(trash.size(), std::size_t(1));
        QCOMPARE(m_b->read(".tideline/trash/" + trash[0].parked.toLatin1()), QByteArray("first"));
        QVERIFY(trash[0].verified);
    }

    void whatAUserShutToOthersStaysShutWhenItIsReplaced()
    {
        m_a->write("secret", "1");
        m_a->write("shared", "1");
        settle();
        QVERIFY(::chmod(qPrintable(m_b->root + u"/secret"_s), 0600) == 0);
        QVERIFY(::chmod(qPrintable(m_b->root + u"/shared"_s), 0664) == 0);
        m_a->write("secret", "2");
        m_a->write("shared", "2");
        QVERIFY(::chmod(qPrintable(m_a->root + u"/secret"_s), 0755) == 0);
        settle();
        struct stat info {};
        QCOMPARE(::lstat(qPrintable(m_b->root + u"/secret"_s), &info), 0);
        QCOMPARE(info.st_mode & 07777, 0700u);
        QCOMPARE(::lstat(qPrintable(m_b->root + u"/shared"_s), &info), 0);
        QCOMPARE(info.st_mode & 07777, 0664u);
        QCOMPARE(m_b->read("secret"), QByteArray("2"));
        mustBeEqual();
    }

    void twoNamesSwappedOnOneSideAreSwappedOnTheOther()
    {
        m_a->write("a", "first");
        m_a->write("b", "second");
        m_a->write("x/inner", "in x");
        m_a->write("y/inner", "in y");
        settle();
        m_a->rename(u"a"_s, u"t"_s);
        m_a->rename(u"b"_s, u"a"_s);
        m_a->rename(u"t"_s, u"b"_s);
        m_a->rename(u"x"_s, u"t"_s);
        m_a->rename(u"y"_s, u"x"_s);
        m_a->rename(u"t"_s, u"y"_s);
        settle();
        QCOMPARE(m_b->read("a"), QByteArray("second"));
        QCOMPARE(m_b->read("x/inner"), QByteArray("in y"));
        mustBeEqual();
    }

    void twoFoldersWithFilesAreUnitedAtFirstContact()
    {
        m_a->write("shared", "the same");
        m_a->write("differs", "from A");
        m_a->write("only A/x", "x");
        m_b->write("shared", "the same");
        m_b->write("differs", "from B");
        m_b->write("only B/y", "y");
        settle();
        QCOMPARE(m_a->read("only B/y"), QByteArray("y"));
        QCOMPARE(m_b->read("only A/x"), QByteArray("x"));
        QCOMPARE(m_a->read("differs"), QByteArray("from A"));
        QCOMPARE(QDir(m_a->root).entryList({u"differs (conflict*"_s}).size(), 1);
        QCOMPARE(QDir(m_a->root).entryList({u"shared*"_s}).size(), 1);
    }

    void aMissingMarkerDeletesNothing()
    {
        m_a->write("precious", "bytes");
        settle();
        QVERIFY(QDir(m_a->root + u"/.tideline"_s).removeRecursively());
        m_a->remove(u"precious"_s);
        const auto outcome = m_a->trySync();
        QVERIFY(!outcome);
        QCOMPARE(int(outcome.error().kind), int(Error::Kind::NotFound));
        m_b->sync();
        QCOMPARE(m_b->read("precious"), QByteArray("bytes"));
    }

    void aMassDeletionWaitsForAYes()
    {
        for (int i = 0; i < 150; ++i)
            m_a->write("many/file" + QByteArray::number(i), QByteArray::number(i));
        settle();
        QVERIFY(QDir(m_a->root + u"/many"_s).removeRecursively());
        const SyncOutcome held = m_a->sync();
        QVERIFY(held.guardHolds);
        QVERIFY(!held.equal);
        QVERIFY(held.plan.size() >= 150);
        m_b->sync();
        QCOMPARE(QDir(m_b->root + u"/many"_s).entryList(QDir::Files).size(), 150);
        SyncOptions yes;
        yes.acceptGuard = true;
        m_a->sync(yes);
        m_b->sync(yes);
        QVERIFY(!QDir(m_b->root + u"/many"_s).exists());
        mustBeEqual();
    }

    void aDryRunChangesNothing()
    {
        m_a->write("one", "1");
        SyncOptions dry;
        dry.dryRun = true;
        const SyncOutcome outcome = m_a->sync(dry);
        QCOMPARE(outcome.plan.size(), std::size_t(1));
        QCOMPARE(outcome.plan[0].action, u"upload"_s);
        m_b->sync();
        QVERIFY(listing(m_b->root).isEmpty());
    }

    void whatIsDoneAfterALostReplyIsNoConflictWithOneself()
    {
        for (const char *name : {"edited", "deleted", "renamed", "left alone"})
            m_a->write(name, QByteArray("first ") + name);
        settle();
        for (const char *name : {"edited", "deleted", "left alone"})
            m_a->write(name, QByteArray("second, longer ") + name);
        m_a->rename(u"renamed"_s, u"renamed once"_s);
        m_a->write("new", "new");
        m_a->channel.loseCommitReplies = true;
        QCOMPARE(toString(m_a->trySync().error().kind), toString(Error::Kind::Offline));
        m_a->write("edited", "third, longer still");
        m_a->remove(u"deleted"_s);
        m_a->rename(u"renamed once"_s, u"renamed twice"_s);
        m_a->write("new", "new, and edited");
        QCOMPARE(toString(m_a->trySync().error().kind), toString(Error::Kind::Offline));  // looks at the disk, too
        m_a->channel.loseCommitReplies = false;
        settle();
        mustBeEqual();
        QCOMPARE(names(m_b->root), QStringList({u"edited"_s, u"left alone"_s, u"new"_s, u"renamed twice"_s}));
        QCOMPARE(m_b->read("edited"), QByteArray("third, longer still"));
        QCOMPARE(m_b->read("left alone"), QByteArray("second, longer left alone"));
        QCOMPARE(m_b->read("new"), QByteArray("new, and edited"));
    }

    void whatAnInterruptedRunHadPutInPlaceIsNoConflictWithItsNextVersion()
    {
        m_a->write("replaced", "first");
        m_a->write("replaced, then deleted", "first");
        settle();
        for (const char *name : {"replaced", "replaced, then deleted", "new", "new, then deleted", "new, then renamed"})
            m_a->write(name, QByteArray("second, longer ") + name);
        m_a->sync();
        SyncOptions look;
        look.dryRun = true;
        m_b->sync(look);  // asks the cloud, and then the run ends as if killed after the last rename
        for (const char *name : {"replaced", "replaced, then deleted", "new", "new, then deleted", "new, then renamed"}) {
            const std::string from = (m_a->root + u'/').toStdString() + name;
            const std::string to = (m_b->root + u'/').toStdString() + name;
            std::filesystem::copy_file(from, to, std::filesystem::copy_options::overwrite_existing);
            std::filesystem::last_write_time(to, std::filesystem::last_write_time(from));
        }
        m_a->write("replaced", "third, longer still");
        m_a->remove(u"replaced, then deleted"_s);
        m_a->write("new", "third, longer still");
        m_a->remove(u"new, then deleted"_s);
        m_a->rename(u"new, then renamed"_s, u"renamed"_s);
        m_a->sync();
        settle();
        mustBeEqual();
        QCOMPARE(names(m_a->root), QStringList({u"new"_s, u"renamed"_s, u"replaced"_s}));
        QCOMPARE(m_b->read("replaced"), QByteArray("third, longer still"));
        QCOMPARE(m_b->read("new"), QByteArray("third, longer still"));
    }

    void offlineEditsWaitAndSyncLater()
    {
        m_a->write("one", "1");
        m_a->channel.offline = true;
        const auto outcome = m_a->trySync();
        QVERIFY(!outcome);
        QCOMPARE(int(outcome.error().kind), int(Error::Kind::Offline));
        m_a->channel.offline = false;
        settle();
        QCOMPARE(m_b->read("one"), QByteArray("1"));
    }

    void anInsertAtTheHeadSendsLittle()
    {
        QByteArray large(8'000'000, Qt::Uninitialized);
        SeededRandom(7).fill({reinterpret_cast<unsigned char *>(large.data()), std::size_t(large.size())});
        m_a->write("large.bin", large);
        settle();
        m_a->write("large.bin", "a few bytes at the head" + large);
        const SyncOutcome up = m_a->sync();
        QVERIFY2(up.bytesUp < 600'000, qPrintable(QString::number(up.bytesUp)));
        const SyncOutcome down = m_b->sync();
        QVERIFY2(down.bytesDown < 600'000, qPrintable(QString::number(down.bytesDown)));
        mustBeEqual();
    }

    void ignoredFilesStayHereAndSurviveTheirFoldersDeletion()
    {
        m_a->write("work/code.py", "print()");
        m_a->write("work/__pycache__/code.pyc", "binary");
        settle();
        QVERIFY(m_b->read("work/__pycache__/code.pyc").isNull());
        QVERIFY(QDir(m_b->root + u"/work"_s).removeRecursively());
        settle();
        QCOMPARE(m_a->read("work/__pycache__/code.pyc"), QByteArray("binary"));
        QVERIFY(!QDir(m_b->root + u"/work"_s).exists());
    }

    void aSaveByTemporaryFileStaysOneFile()
    {
        m_a->write("doc.txt", "first");
        settle();
        m_a->write("doc.txt.new", "second");
        m_a->rename(u"doc.txt.new"_s, u"doc.txt"_s);
        const SyncOutcome up = m_a->sync();
        QCOMPARE(up.uploaded, 1);
        QCOMPARE(up.deletedRemote, 0);
        settle();
        QCOMPARE(m_b->read("doc.txt"), QByteArray("second"));
        mustBeEqual();
    }

    void editsInTwoPlacesOfOneTextAreMerged()
    {
        const QByteArray base = "one\ntwo\nthree\nfour\nfive\nsix\n";
        m_a->write("notes.md", base);
        settle();
        m_a->write("notes.md", QByteArray(base).replace("one", "ONE"));
        m_b->write("notes.md", QByteArray(base).replace("six", "SIX"));
        m_a->sync();
        const SyncOutcome outcome = m_b->sync();
        QVERIFY(outcome.equal);
        QCOMPARE(outcome.merged, 1);
        QCOMPARE(outcome.conflicts, 0);
        m_a->sync();
        QCOMPARE(m_a->read("notes.md"), QByteArray("ONE\ntwo\nthree\nfour\nfive\nSIX\n"));
        QCOMPARE(listing(m_a->root).size(), 1);
        mustBeEqual();
    }

    void cellsOfOneNotebookThatTwoChangedAreMerged()
    {
        const auto notebook = [](const char *first, const char *last) {
            const auto cell = [](const char *id, const char *source) {
                return QJsonObject{{u"cell_type"_s, u"code"_s}, {u"execution_count"_s, 1}, {u"id"_s, QLatin1StringView(id)},
                                   {u"metadata"_s, QJsonObject()}, {u"outputs"_s, QJsonArray()},
                                   {u"source"_s, QJsonArray{QLatin1StringView(source)}}};
            };
            return QJsonDocument(QJsonObject{{u"cells"_s, QJsonArray{cell("one", first), cell("two", "z = 3"), cell("three", last)}},
                                             {u"metadata"_s, QJsonObject()}, {u"nbformat"_s, 4}, {u"nbformat_minor"_s, 5}})
                .toJson();
        };
        m_a->write("study.ipynb", notebook("x = 1", "y = 1"));
        settle();
        m_a->write("study.ipynb", notebook("x = 2", "y = 1"));
        m_b->write("study.ipynb", notebook("x = 1", "y = 2"));
        m_a->sync();
        const SyncOutcome outcome = m_b->sync();
        QCOMPARE(outcome.merged, 1);
        QCOMPARE(outcome.conflicts, 0);
        m_a->sync();
        const QJsonArray cells = QJsonDocument::fromJson(m_a->read("study.ipynb")).object()[u"cells"_s].toArray();
        QCOMPARE(cells.size(), 3);
        QCOMPARE(cells[0][u"source"_s].toArray(), QJsonArray{u"x = 2"_s});
        QCOMPARE(cells[2][u"source"_s].toArray(), QJsonArray{u"y = 2"_s});
        QCOMPARE(listing(m_a->root).size(), 1);
        mustBeEqual();
    }

    /// Seed 7613: what had come from the cloud passed for an edit, once the cloud had the older content again.
    void whatCameToAMovedFileIsNoEditOfItsOwn()
    {
        m_a->write("from/e.txt", "one");
        m_a->write("to/x.txt", "x");
        settle();
        m_b->rename(u"from/e.txt"_s, u"to/b.txt"_s);
        m_a->write("from/e.txt", "two, and more");
        m_a->sync();
        m_b->channel.onAnswered = [this](const QByteArray &request) { m_b->channel.offline = request.endsWith("/packs:fetch"); };
        QVERIFY(!m_b->trySync());
        QCOMPARE(m_b->read("to/b.txt"), QByteArray("two, and more"));
        m_b->channel.onAnswered = {};
        m_b->channel.offline = false;
        m_a->write("from/e.txt", "one");
        m_a->sync();
        settle();
        QCOMPARE(m_a->read("to/b.txt"), QByteArray("one"));
        mustBeEqual();
    }

    void aLinkInThePlaceOfAFileToMergeStopsNothing()
    {
        const QByteArray base = "one\ntwo\nthree\nfour\nfive\nsix\n";
        m_a->write("notes.md", base);
        settle();
        m_a->write("notes.md", QByteArray(base).replace("one", "ONE"));
        m_b->write("notes.md", QByteArray(base).replace("six", "SIX"));
        m_a->sync();
        m_b->channel.onAnswered = [&](const QByteArray &request) {
            if (!request.endsWith("/commits"))
                return;
            m_b->channel.onAnswered = {};
            m_b->remove(u"notes.md"_s);
            QVERIFY(::symlink("elsewhere", qPrintable(m_b->root + u"/notes.md"_s)) == 0);
        };
        const SyncOutcome outcome = m_b->sync();
        QCOMPARE(outcome.merged, 0);
        settle();
        QCOMPARE(listing(m_b->root).size(), 2);
        QVERIFY(listing(m_b->root).join('\n').contains("notes.md -> elsewhere"));
        QVERIFY(listing(m_b->root).join('\n').contains("conflict"));
        mustBeEqual();
    }

    void editsOfOneLineStayTwoFiles()
    {
        m_a->write("notes.md", "one\n");
        settle();
        m_a->write("notes.md", "ours\n");
        m_b->write("notes.md", "theirs\n");
        m_a->sync();
        const SyncOutcome outcome = m_b->sync();
        QCOMPARE(outcome.merged, 0);
        QCOMPARE(outcome.conflicts, 1);
        m_a->sync();
        QCOMPARE(m_a->read("notes.md"), QByteArray("ours\n"));
        QCOMPARE(listing(m_a->root).size(), 2);
        mustBeEqual();
    }

    void aFolderTakesTheNameOfTheOneThatHeldIt()
    {
        m_a->write("u/u/inner", "stays");
        m_a->write("u/outer", "goes");
        settle();
        m_a->rename(u"u/u"_s, u"t"_s);
        m_a->remove(u"u/outer"_s);
        QVERIFY(QDir(m_a->root).rmdir(u"u"_s));
        m_a->rename(u"t"_s, u"u"_s);
        m_a->sync();
        QVERIFY(m_b->sync().equal);
        QCOMPARE(m_b->read("u/inner"), QByteArray("stays"));
        mustBeEqual();
    }

    void anInsideOutFolderIsTurnedOnTheOtherSide()
    {
        m_a->write("p/c/file", "in c");
        m_a->write("p/other", "in p");
        settle();
        m_a->rename(u"p/c"_s, u"c"_s);
        m_a->rename(u"p"_s, u"c/p"_s);
        m_a->sync();
        QVERIFY(m_b->sync().equal);
        QCOMPARE(m_b->read("c/p/other"), QByteArray("in p"));
        mustBeEqual();
    }

    void foldersSwappedSinceTheLastLookAreFoundByTheirPaths()
    {
        m_a->write("a/one", "1");
        m_a->write("b/two", "2");
        settle();
        m_a->rename(u"a"_s, u"t"_s);
        m_a->rename(u"b"_s, u"a"_s);
        m_a->rename(u"t"_s, u"a/b"_s);
        SyncOptions watched;
        for (const char *path : {"a/b", "a", ""})
            watched.dirtyFolders.push_back(must(RelativePath::parse(QByteArray(path))));
        m_a->sync(watched);
        m_b->sync();
        QCOMPARE(m_b->read("a/b/one"), QByteArray("1"));
        QCOMPARE(m_b->read("a/two"), QByteArray("2"));
        mustBeEqual();
    }

    void twoFoldersThatSwapNamesAreTwoMoves()
    {
        m_a->write("f1/one", "1");
        m_a->write("f2/two", "2");
        settle();
        m_a->rename(u"f1"_s, u"t"_s);
        m_a->rename(u"f2"_s, u"f1"_s);
        m_a->rename(u"t"_s, u"f2"_s);
        const SyncOutcome up = m_a->sync();
        QCOMPARE(up.movedRemote, 2);
        QCOMPARE(up.uploaded + up.deletedRemote, 0);
        m_b->sync();
        QCOMPARE(m_b->read("f2/one") + m_b->read("f1/two"), QByteArray("12"));
        mustBeEqual();
    }

    // --- a disk that takes names which differ in case or normal form alone for one

    void bytesThatAreWantedLaterComeToAnEscapedName()
    {
        foldB();
        m_b->project.onlineOnly = true;
        m_b->save();
        m_a->write("r/x.txt", "in the folder");
        m_a->write("R", "beside it");
        settle();
        QCOMPARE(pinAtB({}), 2);
        settle();
        QVERIFY(m_b->sync().equal);
        QCOMPARE(m_b->read("r/x.txt"), QByteArray("in the folder"));
        QCOMPARE(m_b->read(escapedName("R")), QByteArray("beside it"));
    }

    void whatSomebodyWaitsForComesBeforeAllElse()
    {
        m_b->project.onlineOnly = true;
        m_b->save();
        m_a->write("waited.bin", QByteArray(300'000, 'w'));
        settle();
        m_b->project.onlineOnly = false;
        m_b->save();
        m_a->write("a.txt", "new");
        m_a->sync();
        m_b->write("b.txt", "mine");
        QCOMPARE(pinAtB(must(RelativePath::parse(QByteArray("waited.bin")))), 1);
        QList<bool> there;  // at the moment when it came
        SyncOptions options;
        options.onStep = [&](const char *met) {
            if (QByteArrayView(met) == "fetch: what somebody waits for came first")
                there << QFile::exists(m_b->root + u"/waited.bin"_s) << QFile::exists(m_b->root + u"/a.txt"_s);
        };
        QVERIFY(m_b->sync(options).equal);
        QCOMPARE(there, (QList<bool>{true, false}));
        m_a->sync();
        mustBeEqual();
    }

    void whatSomebodyWaitsForKeepsNothingElseFromComing()
    {
        m_b->project.onlineOnly = true;
        m_b->save();
        m_a->write("waited.bin", "waited for");
        settle();
        m_b->project.onlineOnly = false;
        m_b->save();
        m_a->write("a.txt", "new");
        m_a->sync();
        QCOMPARE(pinAtB(must(RelativePath::parse(QByteArray("waited.bin")))), 1);
        m_b->write("waited.bin", "a user's own");  // at its very place
        int first = 0;
        SyncOptions options;
        options.onStep = [&first](const char *met) { first += QByteArrayView(met) == "fetch: what somebody waits for came first"; };
        m_b->sync(options);
        QVERIFY(first <= 1);  // tried once, and then it waits its turn
        QCOMPARE(m_b->read("a.txt"), QByteArray("new"));
        settle();
        mustBeEqual();
    }

    void namesThatClashOnADiskAreBothThere_data()
    {
        QTest::addColumn<QByteArray>("one");
        QTest::addColumn<QByteArray>("other");
        QTest::newRow("in case") << QByteArray("readme.md") << QByteArray("README.md");
        QTest::newRow("in normal form") << QByteArray("caf\xc3\xa9.txt") << QByteArray("cafe\xcc\x81.txt");
        QTest::newRow("in both") << QByteArray("caf\xc3\x89") << QByteArray("cafe\xcc\x81");
    }
    void namesThatClashOnADiskAreBothThere()
    {
        QFETCH(QByteArray, one);
        QFETCH(QByteArray, other);
        foldB();
        m_a->write(one, "first");
        settle();
        m_a->write(other, "second");
        m_a->write("beside.txt", "x");
        settle();
        QCOMPARE(m_b->read(one), QByteArray("first"));
        QCOMPARE(m_b->read(escapedName(other)), QByteArray("second"));
        QCOMPARE(m_b->read("beside.txt"), QByteArray("x"));
        QVERIFY(m_b->sync().equal);
        QCOMPARE(problemsOfB(), QStringList{QString::fromUtf8(escapedName(other)) + u": skipped"_s});

        m_b->write(escapedName(other), "edited there");  // an edit goes to the cloud under the true name
        settle();
        QCOMPARE(m_a->read(other), QByteArray("edited there"));
        QCOMPARE(names(m_a->root).size(), 3);

        m_a->remove(QString::fromUtf8(one));
        m_a->sync();
        SyncOptions hinted;
        hinted.skipScan = true;
        m_b->sync(hinted);
        QCOMPARE(listing(m_a->root).join('\n'), listing(m_b->root).join('\n'));
        QVERIFY(problemsOfB().isEmpty());
        mustBeEqual();
    }

    void anEscapedNameSpeltInAnotherCaseIsANameOfItsOwn()
    {
        foldB();
        m_a->write("a.txt", "lower");
        settle();
        m_a->write("A.txt", "upper");
        settle();
        const QByteArray aside = escapedName("A.txt"), respelt = "a" + aside.sliced(1);
        m_b->rename(QString::fromUtf8(aside), QString::fromUtf8(respelt));
        settle();
        QCOMPARE(m_a->read(respelt), QByteArray("upper"));
        m_a->write("A.txt", "upper again");
        settle();
        QVERIFY(m_b->sync().equal);
        QCOMPARE(m_b->read(escapedName("A.txt", 2)), QByteArray("upper again"));
        QCOMPARE(m_b->read(respelt), QByteArray("upper"));
        QCOMPARE(names(m_a->root), (QStringList{u"A.txt"_s, QString::fromUtf8(respelt), u"a.txt"_s}));
    }

    void foldersThatClashOnADiskAreBothThereWithAllInThem()
    {
        foldB();
        m_a->write("data/a.txt", "lower");
        m_a->write("Data/a.txt", "upper");
        m_a->write("Data/sub/A.txt", "inner");
        m_a->write("Data/sub/a.txt", "inner, too");
        settle();
        QVERIFY(m_b->sync().equal);
        QCOMPARE(listing(m_b->root).size(), listing(m_a->root).size());
        QStringList there = names(m_b->root);
        there.removeOne(u"data"_s);
        there.removeOne(u"Data"_s);
        QCOMPARE(there.size(), 1);
        QVERIFY(isAside(there.front().toUtf8()));
        m_a->rename(u"Data"_s, u"results"_s);
        m_a->rename(u"results/sub/A.txt"_s, u"results/sub/b.txt"_s);
        settle();
        mustBeEqual();
    }

    void aNameChangedInItsCaseAloneIsARename()
    {
        foldB();
        m_a->write("notes.txt", "text");
        m_a->write("data/x.txt", "x");
        settle();
        m_b->rename(u"notes.txt"_s, u"Notes.txt"_s);
        m_b->rename(u"data"_s, u"DATA"_s);
        const SyncOutcome up = m_b->sync();
        QCOMPARE(up.movedRemote, 2);
        QCOMPARE(up.uploaded + up.deletedRemote + up.errors, 0);
        settle();
        QCOMPARE(names(m_a->root), (QStringList{u"DATA"_s, u"Notes.txt"_s}));
        mustBeEqual();

        m_a->rename(u"Notes.txt"_s, u"NOTES.txt"_s);
        m_a->rename(u"DATA"_s, u"Data"_s);
        m_a->sync();
        const SyncOutcome down = m_b->sync();
        QCOMPARE(down.movedLocal, 2);
        QCOMPARE(down.downloaded + down.errors + down.skipped, 0);
        QCOMPARE(names(m_b->root), (QStringList{u"Data"_s, u"NOTES.txt"_s}));
        mustBeEqual();
    }

    void aFileReplacedUnderItsNameInAnotherCaseIsNotMissed()
    {
        foldB();
        m_a->write("notes.txt", "text");
        settle();
        m_b->remove(u"notes.txt"_s);
        m_b->write("Notes.txt", "another");
        const SyncOutcome outcome = m_b->sync();
        QCOMPARE(outcome.errors, 0);
        QVERIFY(outcome.equal);
        settle();
        QCOMPARE(names(m_a->root), (QStringList{u"Notes.txt"_s}));
        QCOMPARE(m_a->read("Notes.txt"), QByteArray("another"));
        mustBeEqual();
    }

    void aNewFileInTheWayOfANameHeldAsideLosesNothing()
    {
        foldB();
        m_a->write("a.txt", "lower");
        m_a->write("A.txt", "upper");
        settle();
        const QByteArray first = QFile::exists(m_b->root + u"/a.txt"_s) ? "a.txt" : "A.txt";
        const QByteArray aside = first == "a.txt" ? "A.txt" : "a.txt";
        m_b->remove(QString::fromUtf8(first));
        m_b->write(aside, "made anew");
        settle();
        mustBeEqual();
        QCOMPARE(names(m_a->root).size(), 2);
        QByteArrayList contents;
        for (const QString &name : names(m_a->root))
            contents.append(m_a->read(name.toUtf8()));
        QVERIFY(contents.contains("made anew"));
        QVERIFY(contents.contains(aside == "A.txt" ? "upper" : "lower"));
    }

    void aNameTooLongToBeHeldAsideIsListedAndBlocksNothing()
    {
        foldB();
        const QByteArray lower(250, 'x'), upper(250, 'X');
        m_a->write(lower, "lower");
        settle();
        m_a->write(upper, "upper");
        m_a->write("beside.txt", "x");
        m_a->sync();
        const SyncOutcome outcome = m_b->sync();
        QVERIFY(outcome.errors > 0);
        QVERIFY(!outcome.equal);
        QCOMPARE(m_b->read("beside.txt"), QByteArray("x"));
        QCOMPARE(problemsOfB(), QStringList{QString::fromUtf8(upper) + u": error"_s});
        m_a->rename(QString::fromUtf8(upper), u"short"_s);
        settle();
        mustBeEqual();
        QVERIFY(problemsOfB().isEmpty());
    }

    void whatADiskCallsAsideHasItsOwnNameOnAnother()
    {
        m_a->write(escapedName("A.txt"), "from a stick");
        settle();
        QCOMPARE(names(m_a->root), (QStringList{u"A.txt"_s}));
        mustBeEqual();
    }

    void aDirtyFolderAloneIsLookedAt()
    {
        m_a->write("a/one", "1");
        m_a->write("b/two", "2");
        settle();
        m_a->write("a/one", "changed");
        m_a->write("b/two", "changed, too");
        SyncOptions one;
        one.dirtyFolders = {must(RelativePath::parse(QByteArray("a")))};
        m_a->sync(one);
        m_b->sync();
        QCOMPARE(m_b->read("a/one"), QByteArray("changed"));
        QCOMPARE(m_b->read("b/two"), QByteArray("2"));
    }
};

QTEST_GUILESS_MAIN(EngineTest)
#include "engine_test.moc"
