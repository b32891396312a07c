// A person stops one file on its way: it is left out of the sync, whole on the side where it was, and the others go on.
#include "core/store/problem_repository.h"
#include "core/store/tree_store.h"
#include "tests/core/sync/telling.h"

#include <QRandomGenerator>

using namespace tideline;
using namespace tideline::test;
using sync::Progress;
using sync::StoppedFiles;
using sync::SyncOptions;

namespace {

constexpr qint64 kBytes = 32 << 20;  // some requests, and some packs

QByteArray noise(quint32 seed)
{
    QByteArray bytes(kBytes, Qt::Uninitialized);
    QRandomGenerator(seed).fillRange(reinterpret_cast<quint32 *>(bytes.data()), kBytes / 4);
    return bytes;
}

}  // namespace

class StoppedFilesTest final : public QObject, private TwoComputers {
    Q_OBJECT

    struct Version {
        NodeId node;
        ContentHash content;
    };
    /// As `of` has it on its disk.
    static Version versionAt(Computer &of, const QByteArray &path)
    {
        const store::TreeStore trees(*of.database, of.project.number);
        const auto id = must(trees.find(store::Tree::Local, must(RelativePath::parse(path))));
        const auto row = id ? must(trees.node(store::Tree::Local, *id)) : std::nullopt;
        return row ? Version{*id, row->content.hash} : Version{};
    }
    static QStringList problemsOf(Computer &of)
    {
        QStringList lines;
        for (const store::Problem &problem : must(store::ProblemRepository(*of.database).list(of.project.number)))
            lines.append(QString::fromUtf8(problem.path) + u": "_s + problem.kind + u": "_s + problem.what);
        return lines;
    }
    /// Stops `version` of big.bin once so many bytes of it have come or gone.
    SyncOptions stoppingAt(const Version &version, Progress::Phase phase, qint64 bytes)
    {
        SyncOptions options;
        options.stopped = m_stopped.get();
        options.onProgress = [this, version, phase, bytes](const Progress &progress) {
            if (progress.phase == phase && progress.path == "big.bin" && progress.bytesDone >= bytes && progress.bytesDone < kBytes)
                m_stopped->stop(version.node, version.content);
        };
        return options;
    }
    SyncOptions asBefore()
    {
        SyncOptions options;
        options.stopped = m_stopped.get();
        return options;
    }
    static QStringList temporaries(const Computer &of) { return names(of.root + u"/.tideline/tmp"_s); }

    HastyClock m_clock;
    std::unique_ptr<StoppedFiles> m_stopped;

private Q_SLOTS:
    void init()
    {
        m_stopped = std::make_unique<StoppedFiles>();
        m_cloud = std::make_unique<Cloud>();
        m_a = std::make_unique<Computer>(*m_cloud, u"a"_s);
        m_b = std::make_unique<Computer>(*m_cloud, u"b"_s);
        m_a->write("a.txt", "first");
        settle();
    }

    void aNewFileThatIsStoppedOnItsWayDownWaitsAndTheOthersCome_data()
    {
        QTest::addColumn<qint64>("after");
        QTest::newRow("at its first bytes") << qint64(0);
        QTest::newRow("after a quarter") << kBytes / 4;
    }
    void aNewFileThatIsStoppedOnItsWayDownWaitsAndTheOthersCome()
    {
        QFETCH(qint64, after);
        makeTelling(*m_b, m_clock);
        m_a->write("big.bin", noise(1));
        m_a->write("z.txt", "last");
        m_a->sync();
        const auto outcome = m_b->sync(stoppingAt(versionAt(*m_a, "big.bin"), Progress::Phase::Downloading, after));
        QCOMPARE(names(m_b->root), (QStringList{u"a.txt"_s, u"z.txt"_s}));
        QCOMPARE(temporaries(*m_b), QStringList());
        QVERIFY(!outcome.equal);
        QVERIFY(outcome.restIsStopped);
        QCOMPARE(outcome.stopped, 1);
        QCOMPARE(outcome.errors, 0);
        QCOMPARE(problemsOf(*m_b), QStringList{u"big.bin: stopped: You stopped this file."_s});

        // It is no deletion, and is not begun anew.
        m_a->sync();
        QVERIFY(m_b->sync(asBefore()).restIsStopped);
        m_a->sync();
        QCOMPARE(m_a->read("big.bin"), noise(1));
        QVERIFY(!QFile::exists(m_b->root + u"/big.bin"_s));

        QVERIFY(m_b->sync().equal);
        QCOMPARE(m_b->read("big.bin"), noise(1));
        QCOMPARE(problemsOf(*m_b), QStringList());
        mustBeEqual();
    }

    void aNewVersionThatIsStoppedLeavesTheOldOneAsItWas()
    {
        m_a->write("big.bin", noise(1));
        settle();
        m_a->write("big.bin", noise(2));
        m_a->sync();
        QCOMPARE(m_b->sync(stoppingAt(versionAt(*m_a, "big.bin"), Progress::Phase::Downloading, 0)).stopped, 1);
        QCOMPARE(m_b->read("big.bin"), noise(1));
        QCOMPARE(temporaries(*m_b), QStringList());
        m_a->sync();
        QCOMPARE(m_a->read("big.bin"), noise(2));  // the old one was taken for nobody's edit
        QVERIFY(m_b->sync().equal);
        mustBeEqual();
        QCOMPARE(names(m_b->root), (QStringList{u"a.txt"_s, u"big.bin"_s}));
    }

    void theNextEditOfAStoppedFileComes()
    {
        m_a->write("big.bin", noise(1));
        m_a->sync();
        m_b->sync(stoppingAt(versionAt(*m_a, "big.bin"), Progress::Phase::Downloading, 0));
        m_a->write("big.bin", "small now");
        m_a->sync();
        QVERIFY(m_b->sync(asBefore()).equal);
        QCOMPARE(m_b->read("big.bin"), QByteArray("small now"));
        QCOMPARE(problemsOf(*m_b), QStringList());
    }

    void aFileThatIsStoppedOnItsWayUpWaitsAndTheOthersGo_data() { aNewFileThatIsStoppedOnItsWayDownWaitsAndTheOthersCome_data(); }
    void aFileThatIsStoppedOnItsWayUpWaitsAndTheOthersGo()
    {
        QFETCH(qint64, after);
        makeTelling(*m_a, m_clock);
        m_a->write("big.bin", noise(1));
        SyncOptions look;
        look.lookOnly = true;
        m_a->sync(look);
        m_a->write("z.txt", "last");
        const auto outcome = m_a->sync(stoppingAt(versionAt(*m_a, "big.bin"), Progress::Phase::Uploading, after));
        QCOMPARE(outcome.stopped, 1);
        QCOMPARE(outcome.errors, 0);
        QVERIFY(outcome.restIsStopped);
        QCOMPARE(problemsOf(*m_a), QStringList{u"big.bin: stopped: You stopped this file."_s});
        m_b->sync();
        QCOMPARE(names(m_b->root), (QStringList{u"a.txt"_s, u"z.txt"_s}));
        QCOMPARE(m_a->read("big.bin"), noise(1));

        QVERIFY(m_a->sync(asBefore()).restIsStopped);
        QVERIFY(m_a->sync().equal);
        m_b->sync();
        QCOMPARE(m_b->read("big.bin"), noise(1));
        QCOMPARE(problemsOf(*m_a), QStringList());
        mustBeEqual();
    }

    void anEditOfAFileThatWasStoppedOnItsWayUpGoes()
    {
        makeTelling(*m_a, m_clock);
        m_a->write("big.bin", noise(1));
        SyncOptions look;
        look.lookOnly = true;
        m_a->sync(look);
        QCOMPARE(m_a->sync(stoppingAt(versionAt(*m_a, "big.bin"), Progress::Phase::Uploading, 0)).stopped, 1);
        m_a->write("big.bin", "edited");
        QVERIFY(m_a->sync(asBefore()).equal);
        m_b->sync();
        QCOMPARE(m_b->read("big.bin"), QByteArray("edited"));
    }

    void aStoppedFileGoesUnderItsNewNameWithItsOldContent()
    {
        m_a->write("one.txt", "old");
        m_a->write("three.txt", "another");
        settle();
        m_a->rename(u"one.txt"_s, u"two.txt"_s);
        m_a->rename(u"three.txt"_s, u"one.txt"_s);  // wants the old name
        SyncOptions look;
        look.lookOnly = true;
        m_a->sync(look);
        m_a->write("two.txt", "edited");
        m_a->sync(look);
        const Version edited = versionAt(*m_a, "two.txt");
        m_stopped->stop(edited.node, edited.content);
        QCOMPARE(m_a->sync(asBefore()).stopped, 1);
        m_b->sync();
        QCOMPARE(m_b->read("two.txt"), QByteArray("old"));
        QCOMPARE(m_b->read("one.txt"), QByteArray("another"));
        QCOMPARE(m_a->read("two.txt"), QByteArray("edited"));
        QVERIFY(m_a->sync().equal);
        m_b->sync();
        mustBeEqual();
    }

    void aFileInANewFolderThatIsStoppedKeepsNothingOfItsFolderFromComing()
    {
        m_a->write("data/big.bin", noise(1));
        m_a->write("data/a.txt", "with it");
        m_a->sync();
        const Version big = versionAt(*m_a, "data/big.bin");
        m_stopped->stop(big.node, big.content);
        Computer third(*m_cloud, u"c"_s);  // a first sync brings the folder as a whole
        QCOMPARE(third.sync(asBefore()).stopped, 1);
        QCOMPARE(third.read("data/a.txt"), QByteArray("with it"));
        QVERIFY(!QFile::exists(third.root + u"/data/big.bin"_s));
        QCOMPARE(problemsOf(third), QStringList{u"data/big.bin: stopped: You stopped this file."_s});
        QVERIFY(third.sync().equal);
        QCOMPARE(third.read("data/big.bin"), noise(1));
    }

    void whatBothEditedIsAConflictAndNothingElseWhenItIsStopped()
    {
        m_a->write("a.bin", noise(1).first(100));
        settle();
        m_a->write("a.bin", noise(2).first(100));
        m_a->sync();
        m_b->write("a.bin", noise(3).first(100));
        const Version theirs = versionAt(*m_a, "a.bin");
        m_stopped->stop(theirs.node, theirs.content);
        m_b->sync(asBefore());
        m_a->sync();
        QCOMPARE(m_a->read("a.bin"), noise(2).first(100));
        m_b->sync();
        settle();
        mustBeEqual();
        QCOMPARE(m_b->read("a.bin"), noise(2).first(100));
        QCOMPARE(names(m_b->root).size(), 3);  // and the copy
    }
};

QTEST_GUILESS_MAIN(StoppedFilesTest)
#include "stopped_files_test.moc"
