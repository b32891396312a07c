// What both sides agree on is durable here before; and what a batch put in place, after a loss of power took its name back.
#include "core/store/tree_store.h"
#include "core/sync/executor/seen_stat.h"
#include "tests/core/sync/computers.h"
#include "tests/support/thin_disk.h"

#include <fcntl.h>

using namespace tideline;
using namespace tideline::sync;
using tideline::test::Cloud;
using tideline::test::Computer;
using tideline::test::must;
using tideline::test::names;

namespace {

/// What the disk does to the program, and what it saw of it.
struct Weather {
    QByteArrayList broken;   ///< cannot be made durable: "file a/b", "folder a", "all"
    QByteArrayList brokenOnce;  ///< the next time only
    QByteArray unreadable;
    int asideDenials = 0;  ///< so many of the next looks at what an exchange in three steps puts aside
    bool isTrashUnreadable = false;
    std::function<void(const RelativePath &folder)> afterFolder = [](const RelativePath &) {};
    std::function<void(const RelativePath &folder)> beforeList = [](const RelativePath &) {};
    bool cannotExchange = false;
    bool isLastStepDenied = false;  ///< the last of an exchange's three steps is done, and said to have failed
    QByteArrayList durable;  ///< was made so since: "folder a while 2 agreed"
    std::function<void(const RelativePath &to)> beforeRename = [](const RelativePath &) {};
    QByteArray lastPlaced;   ///< the name below .tideline/tmp of what last came from there to its place
    std::function<qint64()> agreed;  ///< files on which both sides agree
};

class WeatherDisk final : public test::ThinDisk {
public:
    WeatherDisk(std::unique_ptr<files::FileSystem> disk, Weather &weather) : ThinDisk(std::move(disk)), m_weather(weather) {}
    Result<std::unique_ptr<files::ReadFile>> openRead(const RelativePath &path) override
    {
        if (path.bytes() == m_weather.unreadable || (m_weather.isTrashUnreadable && path.isWithin(ownPath("trash"))))
            return Error{Error::Kind::Io, u"Input/output error"_s, path.toString(), {}};
        return ThinDisk::openRead(path);
    }
    Result<void> rename(const RelativePath &from, const RelativePath &to, files::IfExists ifExists) override
    {
        if (from.isWithin(ownPath("tmp")) && !to.isWithin(ownPath({})))
            m_weather.lastPlaced = from.name();
        m_weather.beforeRename(to);
        if (m_weather.cannotExchange && ifExists == files::IfExists::Exchange)
            return Error{Error::Kind::Invalid, u"Invalid argument"_s, from.toString(), {}};
        if (m_weather.isLastStepDenied && from.name().endsWith(".aside")) {
            (void)ThinDisk::rename(from, to, ifExists);
            return Error{Error::Kind::Io, u"Input/output error"_s, from.toString(), {}};
        }
        return ThinDisk::rename(from, to, ifExists);
    }
    Result<std::optional<files::FileStat>> stat(const RelativePath &path) override
    {
        if (path.name().endsWith(".aside") && m_weather.asideDenials > 0 && m_weather.asideDenials-- > 0)
            return Error{Error::Kind::Denied, u"Permission denied"_s, path.toString(), {}};
        return ThinDisk::stat(path);
    }
    Result<std::vector<files::FolderItem>> list(const RelativePath &folder) override
    {
        m_weather.beforeList(folder);
        return ThinDisk::list(folder);
    }
    Result<void> createFolder(const RelativePath &path) override
    {
        auto created = ThinDisk::createFolder(path);
        m_weather.afterFolder(path);
        return created;
    }
    Result<void> syncFile(const RelativePath &path) override
    {
        auto may = note("file " + path.bytes(), path);
        return may ? ThinDisk::syncFile(path) : may;
    }
    Result<void> syncFolder(const RelativePath &folder) override
    {
        auto may = note("folder " + folder.bytes(), folder);
        return may ? ThinDisk::syncFolder(folder) : may;
    }
    Result<void> syncAll() override
    {
        auto may = note("all", {});
        return may ? ThinDisk::syncAll() : may;
    }

private:
    Result<void> note(const QByteArray &what, const RelativePath &path)
    {
        if (m_weather.broken.contains(what) || m_weather.brokenOnce.removeOne(what))
            return Error{Error::Kind::Io, u"Input/output error"_s, path.toString(), {}};
        if (!path.isWithin(ownPath({})))
            m_weather.durable.append(what + " while " + QByteArray::number(m_weather.agreed()) + " agreed");
        return {};
    }
    Weather &m_weather;
};

}  // namespace

class LocalExecutorTest final : public QObject, private test::TwoComputers {
    Q_OBJECT

    qint64 agreed() const
    {
        return m_b && m_b->database ? must(store::TreeStore(*m_b->database, m_b->project.number).fileCount(store::Tree::Synced)) : 0;
    }
    /// What B made durable in one sync, sorted.
    QByteArrayList durableInOneSync()
    {
        m_weather.durable.clear();
        m_b->sync();
        std::ranges::sort(m_weather.durable);
        return m_weather.durable;
    }
    QByteArrayList contentsInRuns()
    {
        QByteArrayList contents;
        for (const QString &name : names(m_b->root + u"/runs"_s))
            contents.append(m_b->read("runs/" + name.toUtf8()));
        std::ranges::sort(contents);
        return contents;
    }
    /// Both hold runs/0.csv; A has twelve more, B's batches are of six.
    void beginWithBatches()
    {
        m_b->maxBatch = 6;
        m_b->closeStore();
        m_b->openStore();
        m_a->write("runs/0.csv", "0");
        settle();
        for (int i = 1; i <= 12; ++i)
            m_a->write("runs/" + QByteArray::number(i) + ".csv", QByteArray::number(i));
        m_a->sync();
        m_weather.durable.clear();
    }
    QStringList leftInTmp() { return names(m_b->root + u"/.tideline/tmp"_s); }
    /// B's sync, not its first, fails after runs/day.csv came to its place.
    void placeAndFail()
    {
        m_a->write("first.csv", "1");
        settle();
        m_a->write("runs/day.csv", "from the cloud");
        m_a->sync();
        m_weather.broken = {"folder runs"};
        QVERIFY(!m_b->trySync());
        QCOMPARE(m_b->read("runs/day.csv"), QByteArray("from the cloud"));
        m_weather.broken.clear();
    }
    /// A loss of power: the name was not yet durable, the bytes saved since were.
    void loseTheName()
    {
        m_b->rename(u"runs/day.csv"_s, u".tideline/tmp/"_s + QString::fromLatin1(m_weather.lastPlaced));
    }
    /// Recovers, and does nothing else.
    void recover()
    {
        SyncOptions look;
        look.dryRun = true;
        m_b->sync(look);
    }

    Weather m_weather;

private Q_SLOTS:
    void init()
    {
        m_weather = {};
        m_weather.agreed = [this] { return agreed(); };
        m_cloud = std::make_unique<Cloud>();
        m_a = std::make_unique<Computer>(*m_cloud, u"laptop"_s);
        m_b = std::make_unique<Computer>(*m_cloud, u"desk"_s, [this](const QString &root) -> Result<std::unique_ptr<files::FileSystem>> {
            auto disk = files::openPosixFileSystem(root);
            if (!disk)
                return disk;
            return std::unique_ptr<files::FileSystem>(new WeatherDisk(*std::move(disk), m_weather));
        });
    }
    void cleanup()
    {
        m_b.reset();
        m_a.reset();
        m_cloud.reset();
    }

    void whatStoodHereByItselfIsDurableBeforeItIsAgreedOn()
    {
        m_a->write("runs/day.csv", "the same");
        m_a->sync();
        m_b->write("runs/day.csv", "the same");
        QCOMPARE(durableInOneSync(),
                 (QByteArrayList{"file runs/day.csv while 0 agreed", "folder  while 0 agreed", "folder runs while 0 agreed"}));
        QCOMPARE(agreed(), 1);
    }

    void whatIsGoneOnBothSidesIsDurablyGoneBeforeItIsForgotten()
    {
        m_a->write("runs/day.csv", "1");
        settle();
        m_a->remove(u"runs/day.csv"_s);
        m_a->sync();
        m_b->remove(u"runs/day.csv"_s);
        QCOMPARE(durableInOneSync(), QByteArrayList{"folder runs while 1 agreed"});
        QCOMPARE(agreed(), 0);
    }

    void whatAFailedSyncPutInPlaceIsDurableBeforeItIsAgreedOn()
    {
        placeAndFail();
        QCOMPARE(agreed(), 1);
        const QByteArrayList durable = durableInOneSync();
        QVERIFY2(durable.contains("file runs/day.csv while 1 agreed"), durable.join('\n').constData());
        QVERIFY2(durable.contains("folder runs while 1 agreed"), durable.join('\n').constData());
        QCOMPARE(agreed(), 2);
    }

    void whatCannotBeMadeDurableIsAgreedOnByALaterSync_data()
    {
        QTest::addColumn<QByteArray>("broken");
        QTest::addColumn<int>("files");
        QTest::newRow("a content") << QByteArray("file runs/0.csv") << 1;
        QTest::newRow("a name") << QByteArray("folder runs") << 1;
        QTest::newRow("many at once") << QByteArray("all") << 40;
    }
    void whatCannotBeMadeDurableIsAgreedOnByALaterSync()
    {
        QFETCH(QByteArray, broken);
        QFETCH(int, files);
        for (int i = 0; i < files; ++i) {
            for (Computer *computer : {m_a.get(), m_b.get()})
                computer->write("runs/" + QByteArray::number(i) + ".csv", "the same");
        }
        m_a->sync();
        m_weather.broken = {broken};
        const auto outcome = m_b->trySync();
        QVERIFY(!outcome || !outcome->equal);
        QCOMPARE(agreed(), 0);
        m_weather.broken.clear();
        QVERIFY(m_b->sync().equal);
        QCOMPARE(agreed(), files);
    }

    /// A disk tells of a failed fsync once.
    void whatAnFsyncFailedForIsNotAgreedOnInTheSameSync()
    {
        for (Computer *computer : {m_a.get(), m_b.get()})
            computer->write("runs/day.csv", "the same");
        m_a->write("runs/another.csv", "from A");
        m_a->sync();
        m_weather.brokenOnce = {"file runs/day.csv"};
        const auto outcome = m_b->trySync();
        QVERIFY(m_weather.brokenOnce.isEmpty());
        QVERIFY(outcome && !outcome->equal);
        QCOMPARE(m_b->read("runs/another.csv"), QByteArray("from A"));
        QCOMPARE(agreed(), 1);
        QVERIFY(m_b->sync().equal);
        QCOMPARE(agreed(), 2);
    }

    void aDeletionThatCannotBeMadeDurableIsForgottenByALaterSync()
    {
        m_a->write("runs/day.csv", "1");
        settle();
        m_a->remove(u"runs/day.csv"_s);
        m_a->sync();
        m_b->remove(u"runs/day.csv"_s);
        m_weather.broken = {"folder runs"};
        QVERIFY(!m_b->trySync());
        QCOMPARE(agreed(), 1);
        m_weather.broken.clear();
        QVERIFY(m_b->sync().equal);
        QCOMPARE(agreed(), 0);
    }

    void aBatchIsRecordedOnceItsNamesAreDurableWithTheNext()
    {
        beginWithBatches();
        m_b->sync();
        // What was saved just before may be read again, and is then made durable by itself.
        m_weather.durable.removeIf([](const QByteArray &what) { return !what.startsWith("all "); });
        QCOMPARE(m_weather.durable, (QByteArrayList{"all while 1 agreed",     // the first batch has come
                                                    "all while 1 agreed",     // it is in place, and the second has come
                                                    "all while 7 agreed"}));  // that is in place, too
        QCOMPARE(agreed(), 13);
        mustBeEqual();
    }

    void smallFilesAreToldOfBeforeTheirBatchIsInPlace()
    {
        for (int i = 0; i < 20; ++i)
            m_a->write("small " + QByteArray::number(i), QByteArray(200'000, char('a' + i)));
        QVERIFY(m_a->sync().equal);
        QList<qint64> bytes;
        SyncOptions options;
        options.onProgress = [&](const Progress &progress) {
            if (progress.phase == Progress::Phase::Downloading && progress.filesDone == 0) {
                QCOMPARE(progress.bytesTotal, 4'000'000);
                bytes.append(progress.bytesDone);
            }
        };
        QVERIFY(m_b->sync(options).equal);
        QVERIFY(bytes.size() >= 2);
        QCOMPARE(bytes.first(), 0);
        QVERIFY(bytes.last() > 0 && bytes.last() <= 4'000'000);
        QVERIFY(std::ranges::is_sorted(bytes));
    }

    void whatIsInPlaceIsRecordedWhenTheSyncIsStopped()
    {
        beginWithBatches();
        std::atomic<bool> cancel = false;
        SyncOptions stopped;
        stopped.cancel = &cancel;
        stopped.onProgress = [&](const Progress &progress) { cancel = cancel || progress.filesDone == 6; };
        const auto outcome = m_b->trySync(stopped);
        QVERIFY(!outcome && outcome.error().kind == Error::Kind::Cancelled);
        QCOMPARE(names(m_b->root + u"/runs"_s).size(), 7);
        QCOMPARE(agreed(), 7);
        QVERIFY(m_b->sync().equal);
        mustBeEqual();
    }

    void aBatchWhoseNamesCannotBeMadeDurableIsRecordedByALaterSync()
    {
        beginWithBatches();
        SyncOptions options;
        options.onProgress = [&](const Progress &progress) {
            if (progress.phase == Progress::Phase::Downloading && progress.filesDone == 6)
                m_weather.broken = {"all"};
        };
        QVERIFY(!m_b->trySync(options));
        QCOMPARE(names(m_b->root + u"/runs"_s).size(), 7);
        QCOMPARE(agreed(), 1);
        m_weather.broken.clear();
        QVERIFY(m_b->sync().equal);
        QCOMPARE(agreed(), 13);
        mustBeEqual();
    }

    void whatWasSavedIntoAPlacedFileComesBackWhenItsNameIsLost()
    {
        placeAndFail();
        m_b->write("runs/day.csv", "saved here");
        loseTheName();
        recover();
        QCOMPARE(m_b->read("runs/day.csv"), QByteArray("saved here"));
        QVERIFY(leftInTmp().isEmpty());
        settle();
        QCOMPARE(contentsInRuns(), (QByteArrayList{"from the cloud", "saved here"}));
        mustBeEqual();
    }

    void whatComesBackReplacesNothing()
    {
        placeAndFail();
        m_b->write("runs/day.csv", "saved here");
        loseTheName();
        m_b->write("runs/day.csv", "made anew");
        recover();
        QCOMPARE(contentsInRuns(), (QByteArrayList{"made anew", "saved here"}));
    }

    void whatComesBackFindsAPlaceWhereItsFolderGoesMeanwhile()
    {
        placeAndFail();
        m_b->write("runs/day.csv", "saved here");
        loseTheName();
        m_b->write("runs/day.csv", "made anew");
        m_weather.beforeRename = [this](const RelativePath &to) {
            if (to.bytes() == "runs/day (conflict, kept).csv")
                QVERIFY(QDir(m_b->root + u"/runs"_s).removeRecursively());
        };
        recover();
        QCOMPARE(m_b->read("day (conflict, kept).csv"), QByteArray("saved here"));
        QVERIFY(leftInTmp().isEmpty());
    }

    /// A disk far away may do a step and say that it failed: what stands in .tideline then is the old file, not the new one.
    void whatWasSavedUnseenOutlivesAnExchangeThatOnlySeemedToFail()
    {
        m_a->write("runs/day.csv", "one");
        settle();
        m_a->write("runs/day.csv", "two");
        m_a->sync();
        m_weather.cannotExchange = m_weather.isLastStepDenied = true;
        m_weather.beforeRename = [this](const RelativePath &to) {
            if (to.name().endsWith(".aside"))
                m_b->write("runs/day.csv", "own, longer");
        };
        (void)m_b->trySync();
        m_weather.isLastStepDenied = false;
        m_weather.beforeRename = [](const RelativePath &) {};
        settle();
        QCOMPARE(contentsInRuns(), (QByteArrayList{"own, longer", "two"}));
        mustBeEqual();
        QVERIFY(leftInTmp().isEmpty());
    }

    void aRootThatGoesInTheMiddleOfALookTakesNothingFromTheCloud()
    {
        m_a->write("runs/day.csv", "one");
        settle();
        m_weather.beforeList = [this](const RelativePath &folder) {
            if (folder.isRoot())
                QVERIFY(QDir(m_b->root).removeRecursively() && QDir().mkpath(m_b->root));
        };
        QVERIFY(!m_b->trySync());
        m_weather.beforeList = [](const RelativePath &) {};
        QVERIFY(!m_b->trySync());
        m_a->sync();
        QCOMPARE(m_a->read("runs/day.csv"), QByteArray("one"));
    }

    /// Seed 26678: it was looked for where it had been alone, and passed for deleted.
    void aFolderThatMovesInTheMiddleOfASyncIsMovedInTheCloud()
    {
        m_a->write("runs/day.csv", "one");
        m_a->write("deep/er/first.csv", "first");
        settle();
        m_a->write("runs/night.csv", "two");
        m_a->sync();
        m_weather.beforeRename = [this](const RelativePath &to) {
            if (to.bytes() == "runs/night.csv" && QFileInfo::exists(m_b->root + u"/runs"_s))
                m_b->rename(u"runs"_s, u"deep/er/runs"_s);
        };
        const sync::SyncOutcome outcome = m_b->sync();
        QCOMPARE(outcome.deletedRemote, 0);
        QCOMPARE(outcome.movedRemote, 1);
        m_weather.beforeRename = [](const RelativePath &) {};
        settle();
        mustBeEqual();
        QCOMPARE(m_a->read("deep/er/runs/day.csv"), QByteArray("one"));
        QCOMPARE(m_a->read("deep/er/runs/night.csv"), QByteArray("two"));
    }

    /// Seed 2891: the user's folder was blamed.
    void aLookAtOurOwnFolderThatIsDeniedIsToldAsThat()
    {
        m_a->write("runs/day.csv", "one");
        settle();
        m_a->write("runs/day.csv", "two");
        m_a->sync();
        m_weather.cannotExchange = true;
        m_weather.beforeRename = [&](const RelativePath &to) {
            if (!to.name().endsWith(".aside"))
                return;
            m_b->rename(u"runs"_s, u"older"_s);
            m_weather.asideDenials = 2;  // of the move's own look, and of the one after it
        };
        const auto denied = m_b->trySync();
        m_weather.beforeRename = [](const RelativePath &) {};
        QVERIFY(!denied && denied.error().kind == Error::Kind::Denied);
        QVERIFY2(denied.error().where.endsWith(u".aside"), qPrintable(denied.error().where));
        settle();
        mustBeEqual();
        QVERIFY(leftInTmp().isEmpty());
    }

    /// Seed 705: what was never put aside was to be brought back.
    void aLookThatIsDeniedAfterAnInterruptedSyncStopsNothing()
    {
        m_a->write("runs/day.csv", "one");
        settle();
        m_a->write("runs/day.csv", "two");
        m_a->sync();
        m_weather.cannotExchange = true;
        m_weather.brokenOnce = {"folder runs"};
        QVERIFY(!m_b->trySync());
        m_weather.asideDenials = 1;
        QVERIFY(m_b->trySync());
        QCOMPARE(m_weather.asideDenials, 0);
        settle();
        mustBeEqual();
    }

    /// Seed 84955: the file has a row alone, and is looked for at its place.
    void aFolderThatBecomesALinkStopsNoOnlineOnlyProject()
    {
        m_b->project.onlineOnly = true;
        m_b->save();
        m_a->write("runs/day.csv", "one");
        settle();
        m_a->write("runs/day.csv", "two, and more");
        m_a->write("weeks/first.csv", "one");
        m_a->sync();
        m_weather.afterFolder = [this](const RelativePath &) {
            m_b->rename(u"runs"_s, u"older"_s);
            QVERIFY(QFile::link(u"older"_s, m_b->root + u"/runs"_s));
            m_weather.afterFolder = [](const RelativePath &) {};
        };
        QVERIFY(m_b->trySync());
        settle();
        QVERIFY(m_b->sync().equal);
        QVERIFY(m_a->sync().equal);
        QVERIFY(QFileInfo(m_a->root + u"/runs"_s).isSymbolicLink());
        QCOMPARE(m_a->read("older/day.csv"), QByteArray("two, and more"));
    }

    /// On a disk that exchanges in three steps, what its user does after the first.
    void whatIsDoneHalfWayThroughAnExchangeStopsNothing_data()
    {
        QTest::addColumn<QByteArray>("what");
        QTest::newRow("a file is saved at its place") << QByteArray("save");
        QTest::newRow("its folder becomes a link") << QByteArray("link");
        QTest::newRow("its folder is made anew, with a file of its name") << QByteArray("anew");
    }
    void whatIsDoneHalfWayThroughAnExchangeStopsNothing()
    {
        QFETCH(QByteArray, what);
        m_a->write("runs/day.csv", "one");
        settle();
        m_a->write("runs/day.csv", "two");
        m_a->sync();
        m_weather.cannotExchange = true;
        bool isHalfWay = false;
        m_weather.beforeRename = [&](const RelativePath &to) {
            if (isHalfWay && to.bytes() == "runs/day.csv") {
                if (what != "save")
                    m_b->rename(u"runs"_s, u"older"_s);
                if (what == "link")
                    QVERIFY(QFile::link(u"older"_s, m_b->root + u"/runs"_s));
                else
                    m_b->write("runs/day.csv", "own");
            }
            isHalfWay = to.name().endsWith(".aside");
        };
        m_b->sync();
        m_weather.beforeRename = [](const RelativePath &) {};
        settle();
        mustBeEqual();
        QVERIFY(leftInTmp().isEmpty());
        if (what != "link")
            QVERIFY(contentsInRuns().contains("own"));
    }

    /// On a disk that exchanges in three steps.
    void aFolderThatGoesHalfWayThroughAnExchangeStopsNothing()
    {
        m_a->write("runs/day.csv", "one");
        m_a->write("notes.md", "one");
        settle();
        m_a->write("runs/day.csv", "two");
        m_a->write("notes.md", "two");
        m_a->sync();
        m_weather.cannotExchange = true;
        bool isHalfWay = false;
        m_weather.beforeRename = [&](const RelativePath &to) {
            if (isHalfWay && to.bytes() == "runs/day.csv")
                QVERIFY(QDir(m_b->root + u"/runs"_s).removeRecursively());
            isHalfWay = to.name().endsWith(".aside");
        };
        m_b->sync();
        m_weather.beforeRename = [](const RelativePath &) {};
        settle();
        mustBeEqual();
        QCOMPARE(m_b->read("notes.md"), QByteArray("two"));
        QCOMPARE(contentsInRuns(), QByteArrayList{"two"});  // the newer version outlives the folder's deletion
        QVERIFY(leftInTmp().isEmpty());
        QCOMPARE(names(m_b->root + u"/.tideline/trash"_s).size(), 2);  // both old versions
    }

    void whatWasSavedIntoAReplacedFileComesBackHoweverLateItCanBeRead()
    {
        const auto setTime = [](const QString &path) {  // in the future: no stamp tells of a write
            const timespec times[] = {{4'000'000'000, 0}, {4'000'000'000, 0}};
            QCOMPARE(::utimensat(AT_FDCWD, qPrintable(path), times, 0), 0);
        };
        m_a->write("runs/day.csv", "one");
        setTime(m_a->root + u"/runs/day.csv"_s);
        settle();
        m_a->write("runs/day.csv", "two");
        m_a->sync();
        bool isSaved = false;
        m_weather.beforeRename = [&](const RelativePath &to) {
            if (to.bytes() != "runs/day.csv" || std::exchange(isSaved, true))
                return;
            QFile file(m_b->root + u"/runs/day.csv"_s);
            QVERIFY(file.open(QIODevice::ReadWrite));
            file.write("own");
            file.close();
            setTime(file.fileName());
        };
        m_weather.isTrashUnreadable = true;
        QVERIFY(!m_b->trySync());
        QCOMPARE(m_b->read("runs/day.csv"), QByteArray("two"));
        (void)m_b->trySync();  // waits for it, and looks at what stands there now
        QCOMPARE(contentsInRuns(), QByteArrayList{"two"});
        m_weather.isTrashUnreadable = false;
        settle();
        QCOMPARE(contentsInRuns(), (QByteArrayList{"own", "two"}));
        mustBeEqual();
    }

    void aPlacedFileThatIsAsItCameGetsItsLostNameAgain()
    {
        placeAndFail();
        loseTheName();
        recover();
        QVERIFY(leftInTmp().isEmpty());
        QCOMPARE(contentsInRuns(), QByteArrayList{"from the cloud"});
        const SyncOutcome outcome = m_b->sync();
        QVERIFY(outcome.equal);
        QCOMPARE(outcome.downloaded, 0);
    }

    void aPlacedFileThatIsAsItCameIsSweptWhereItsNameIsTaken()
    {
        placeAndFail();
        loseTheName();
        m_b->write("runs/day.csv", "made anew");
        recover();
        QVERIFY(leftInTmp().isEmpty());
        QCOMPARE(contentsInRuns(), QByteArrayList{"made anew"});
    }

    void aPlacedFileThatCannotBeReadYetIsNotSwept()
    {
        placeAndFail();
        m_b->write("runs/day.csv", "saved here");
        loseTheName();
        const QStringList lost = leftInTmp();
        m_weather.unreadable = ".tideline/tmp/" + lost.front().toLatin1();
        QVERIFY(!m_b->sync().equal);
        QCOMPARE(leftInTmp(), lost);
        m_weather.unreadable.clear();
        m_b->sync();
        QVERIFY(leftInTmp().isEmpty());
        QCOMPARE(contentsInRuns(), (QByteArrayList{"from the cloud", "saved here"}));
    }

    /// Seed 32024: the cloud was restored meanwhile to a time before the file, and nobody else had it.
    void aFileWhoseFreeingWasInterruptedGoesBack()
    {
        m_a->write("runs/day.csv", "from the cloud");
        m_a->sync();
        m_b->sync();
        store::TreeStore trees(*m_b->database, m_b->project.number);
        const NodeId node = *must(trees.find(store::Tree::Local, must(RelativePath::parse(QByteArrayView("runs/day.csv")))));
        store::LocalNode row = *must(trees.local(node));
        auto transaction = must(store::Transaction::begin(*m_b->database));
        must(trees.journalAdd({.action = "free", .node = node, .path = "runs/day.csv", .parked = u"free-1"_s, .seen = encodeSeen(row),
                               .hash = row.node.content.hash, .body = {}},
                              transaction));
        row.seen = {};
        row.seen.presence = store::Presence::Cloud;
        QVERIFY(trees.putLocal(row, transaction) && transaction.commit());
        m_b->rename(u"runs/day.csv"_s, u".tideline/trash/free-1"_s);
        const SyncOutcome outcome = m_b->sync();
        QVERIFY(outcome.equal);
        QCOMPARE(outcome.downloaded, 0);
        QCOMPARE(contentsInRuns(), QByteArrayList{"from the cloud"});
        QCOMPARE(must(trees.local(node))->seen.presence, store::Presence::Here);
    }
};

QTEST_GUILESS_MAIN(LocalExecutorTest)
#include "local_executor_test.moc"
