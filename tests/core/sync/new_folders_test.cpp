// New folders of a first sync: each comes by one rename with all that is in it; and what becomes of one when that fails, or a loss of
// power takes it back.
#include "core/store/tree_store.h"
#include "tests/core/sync/computers.h"
#include "tests/support/thin_disk.h"

using namespace tideline;
using namespace tideline::sync;
using tideline::test::Cloud;
using tideline::test::Computer;
using tideline::test::must;
using tideline::test::names;

namespace {

struct Seen {
    std::vector<files::Renaming> placed;  ///< out of .tideline/tmp
    std::function<void(const RelativePath &to)> beforePlacing = [](const RelativePath &) {};
    std::optional<QByteArray> broken;  ///< a folder whose names cannot be made durable
};

class SeenDisk final : public test::ThinDisk {
public:
    SeenDisk(std::unique_ptr<files::FileSystem> disk, Seen &seen) : ThinDisk(std::move(disk)), m_seen(seen) {}
    Result<void> rename(const RelativePath &from, const RelativePath &to, files::IfExists ifExists) override
    {
        if (from.isWithin(ownPath("tmp")) && !to.isWithin(ownPath({}))) {
            m_seen.placed.push_back({from, to});
            m_seen.beforePlacing(to);
        }
        return ThinDisk::rename(from, to, ifExists);
    }
    Result<void> syncFolder(const RelativePath &folder) override
    {
        if (folder.bytes() == m_seen.broken)
            return Error{Error::Kind::Io, u"Input/output error"_s, folder.toString(), {}};
        return ThinDisk::syncFolder(folder);
    }

private:
    Seen &m_seen;
};

}  // namespace

class NewFoldersTest final : public QObject, private test::TwoComputers {
    Q_OBJECT

    QStringList leftInTmp() { return names(m_b->root + u"/.tideline/tmp"_s); }
    /// B's first sync fails when year/day stands at its place, and then a loss of power takes it back.
    void placeAndLose(const std::function<void()> &meanwhile)
    {
        m_a->write("year/day/a.csv", "a");
        m_a->write("year/day/b.csv", "b");
        m_a->sync();
        m_seen.broken = "year/day";
        QVERIFY(!m_b->trySync());
        m_seen.broken.reset();
        QCOMPARE(m_seen.placed.size(), 1u);
        meanwhile();
        m_b->rename(u"year/day"_s, m_seen.placed.front().from.toString());
    }
    /// Recovers, and does nothing else.
    void recover()
    {
        SyncOptions look;
        look.dryRun = true;
        m_b->sync(look);
        QVERIFY(leftInTmp().isEmpty());
    }

    Seen m_seen;

private Q_SLOTS:
    void init()
    {
        m_seen = {};
        m_cloud = std::make_unique<Cloud>();
        m_a = std::make_unique<Computer>(*m_cloud, u"laptop"_s);
        m_b = std::make_unique<Computer>(*m_cloud, u"desk"_s, [this](const QString &root) -> Result<std::unique_ptr<files::FileSystem>> {
            auto disk = files::openPosixFileSystem(root);
            if (!disk)
                return disk;
            return std::unique_ptr<files::FileSystem>(new SeenDisk(*std::move(disk), m_seen));
        });
    }
    void cleanup()
    {
        m_b.reset();
        m_a.reset();
        m_cloud.reset();
    }

    void aNewFolderComesByOneRename()
    {
        for (int i = 0; i < 30; ++i)
            m_a->write("year/day " + QByteArray::number(i % 3) + '/' + QByteArray::number(i) + ".csv", QByteArray::number(i));
        m_a->write("year/notes.txt", "beside folders");
        m_a->write("top.txt", "in none");
        m_a->sync();
        const SyncOutcome outcome = m_b->sync();
        QVERIFY(outcome.equal);
        QCOMPARE(outcome.downloaded, 32);
        QCOMPARE(m_seen.placed.size(), 5u);
        QVERIFY(leftInTmp().isEmpty());
        mustBeEqual();
        QVERIFY(m_b->sync().equal);
        QCOMPARE(must(store::TreeStore(*m_b->database, m_b->project.number).fileCount(store::Tree::Synced)), 32);
    }

    void foldersLargerThanABatchComeAsWell()
    {
        m_b->maxBatch = 4;
        m_b->closeStore();
        m_b->openStore();
        for (int i = 0; i < 6; ++i)
            m_a->write("large/" + QByteArray::number(i), "large " + QByteArray::number(i));
        for (int i = 0; i < 9; ++i)
            m_a->write("small " + QByteArray::number(i / 3) + '/' + QByteArray::number(i), "small " + QByteArray::number(i));
        m_a->sync();
        m_b->sync();
        QCOMPARE(m_seen.placed.size(), 9u);  // six files, three folders
        mustBeEqual();
    }

    void whatIsMadeInItsPlaceMeanwhileStays()
    {
        m_a->write("day/a.csv", "theirs");
        m_a->sync();
        bool isFirst = true;
        m_seen.beforePlacing = [&](const RelativePath &to) {
            if (to.bytes() == "day" && std::exchange(isFirst, false))
                m_b->write("day/mine.csv", "mine");
        };
        settle();
        QCOMPARE(m_b->read("day/mine.csv"), QByteArray("mine"));
        QCOMPARE(m_b->read("day/a.csv"), QByteArray("theirs"));
        QVERIFY(leftInTmp().isEmpty());
        mustBeEqual();
    }

    void namesThatADiskMayTakeForOneComeByThemselves()
    {
        m_a->write("day/Report.csv", "large");
        m_a->write("day/report.csv", "small");
        m_a->sync();
        m_b->sync();
        QCOMPARE(m_seen.placed.size(), 2u);
        mustBeEqual();
    }

    void aFileThatVanishedBeforeItWasRecordedIsLookedFor()
    {
        m_a->write("day/a.csv", "a");
        m_a->write("day/b.csv", "b");
        m_a->sync();
        m_seen.beforePlacing = [&](const RelativePath &to) {
            if (to.bytes() == "day")
                QVERIFY(QFile::remove(m_b->root + u'/' + m_seen.placed.back().from.toString() + u"/b.csv"_s));
        };
        settle();
        QCOMPARE(m_a->read("day/b.csv"), QByteArray("b"));
        QCOMPARE(m_b->read("day/b.csv"), QByteArray("b"));
        mustBeEqual();
    }

    void aFolderWhoseNameIsLostComesBackWithAllThatWasPutIntoIt()
    {
        placeAndLose([this] {
            m_b->write("year/day/a.csv", "saved here");
            m_b->write("year/day/mine.csv", "mine");
        });
        recover();
        QCOMPARE(m_b->read("year/day/a.csv"), QByteArray("saved here"));
        QCOMPARE(m_b->read("year/day/mine.csv"), QByteArray("mine"));
        settle();
        QCOMPARE(m_a->read("year/day/mine.csv"), QByteArray("mine"));
        mustBeEqual();
    }

    void whereAnotherFolderStandsByThenOnlyWhatIsAUsersComesBack()
    {
        placeAndLose([this] {
            m_b->write("year/day/a.csv", "saved here");
            m_b->write("year/day/mine.csv", "mine");
        });
        m_b->write("year/day/a.csv", "made anew");
        recover();
        const QStringList found = names(m_b->root + u"/year/day"_s);
        QByteArrayList contents;
        for (const QString &name : found)
            contents.append(m_b->read("year/day/" + name.toUtf8()));
        std::ranges::sort(contents);
        QCOMPARE(contents, (QByteArrayList{"b", "made anew", "mine", "saved here"}));
        settle();
        mustBeEqual();
    }

    void aFolderThatWasNeverPutInPlaceIsSwept()
    {
        m_a->write("day/a.csv", "a");
        m_a->sync();
        QVERIFY(QDir(m_b->root).mkpath(u".tideline/tmp/new-1"_s));
        m_b->write(".tideline/tmp/new-1/a.csv", "half of");
        recover();
        settle();
        mustBeEqual();
    }
};

QTEST_GUILESS_MAIN(NewFoldersTest)
#include "new_folders_test.moc"
