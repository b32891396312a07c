// A disk whose fsync failed once, and what it holds after the machine started anew.
#include "core/sync/discovery/lost_writes.h"
#include "tests/core/sync/computers.h"
#include "tests/support/thin_disk.h"

#include <fcntl.h>
#include <sys/stat.h>

using namespace tideline;
using namespace tideline::sync;
using tideline::test::Cloud;
using tideline::test::Computer;
using tideline::test::must;

namespace {

/// What the disk does to the program.
struct Weather {
    bool fails = false;               ///< each fsync of a file
    QByteArray failsAt;               ///< that of this one
    std::optional<qint64> changedNs;  ///< the files' ctime as shown, which no call can set
    QByteArray unreadable;
    std::optional<qint64> bornNs = 1;  ///< when each file was made, as far as the disk tells
};

class FailingDisk final : public test::ThinDisk {
public:
    FailingDisk(std::unique_ptr<files::FileSystem> disk, Weather &weather) : ThinDisk(std::move(disk)), m_weather(weather) {}
    Result<std::unique_ptr<files::ReadFile>> openRead(const RelativePath &path) override
    {
        if (path.bytes() == m_weather.unreadable)
            return Error{Error::Kind::Denied, u"Permission denied"_s, path.toString(), {}};
        return ThinDisk::openRead(path);
    }
    Result<std::optional<files::FileStat>> stat(const RelativePath &path) override
    {
        auto stat = ThinDisk::stat(path);
        if (stat && *stat && (*stat)->kind == files::FileKind::File && m_weather.changedNs)
            return std::optional<files::FileStat>(shown(**stat));
        return stat;
    }
    Result<std::optional<qint64>> bornNs(const RelativePath &) override { return m_weather.bornNs; }
    Result<std::vector<files::FolderItem>> list(const RelativePath &folder) override
    {
        auto items = ThinDisk::list(folder);
        if (!items || !m_weather.changedNs)
            return items;
        std::vector<files::FolderItem> all = *items;
        for (files::FolderItem &item : all)
            item.stat = item.stat.kind == files::FileKind::File ? shown(item.stat) : item.stat;
        return all;
    }
    Result<void> syncFile(const RelativePath &path) override
    {
        if (!m_weather.fails && path.bytes() != m_weather.failsAt)
            return ThinDisk::syncFile(path);
        m_failed = true;
        return Error{Error::Kind::Io, u"Input/output error"_s, path.toString(), {}};
    }
    bool hasFailedToSync() const override { return m_failed; }

private:
    files::FileStat shown(files::FileStat stat) const
    {
        stat.changedNs = *m_weather.changedNs;
        return stat;
    }
    Weather &m_weather;
    bool m_failed = false;
};

}  // namespace

class LostWritesTest final : public QObject {
    Q_OBJECT

    /// The file holds older bytes under the newer time stamp.
    void goBackOnDisk(const QString &name, const QByteArray &bytes)
    {
        const QByteArray path = QFile::encodeName(m_a->root + u'/' + name);
        struct stat before {};
        QCOMPARE(::stat(path.constData(), &before), 0);
        QFile file(m_a->root + u'/' + name);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.resize(bytes.size()));
        QCOMPARE(file.write(bytes), bytes.size());
        file.close();
        const std::array<timespec, 2> times{before.st_atim, before.st_mtim};
        QCOMPARE(::utimensat(AT_FDCWD, path.constData(), times.data(), 0), 0);
        m_weather.changedNs = qint64(before.st_ctim.tv_sec) * 1'000'000'000 + before.st_ctim.tv_nsec;
    }
    void startMachineAnew(const QByteArray &bootId)
    {
        m_a->closeStore();
        m_a->bootId = bootId;
        m_a->openStore();
    }
    void saveAfterAFailedFsync(const QByteArray &name, const QByteArray &bytes)
    {
        m_weather.fails = true;
        m_a->write(name, bytes);
        QVERIFY(!m_a->sync().equal);
        m_weather.fails = false;
        QVERIFY(m_a->sync().equal);  // the second fsync says that all is well
        // Old enough that its stamps hide nothing.
        QTRY_VERIFY(systemClock().nowNs() > QFileInfo(m_a->root + u'/' + QString::fromUtf8(name)).lastModified().toMSecsSinceEpoch() * 1'000'000 + 100'000'000);
        QVERIFY(m_a->sync().equal);
    }

    Weather m_weather;
    std::unique_ptr<Cloud> m_cloud;
    std::unique_ptr<Computer> m_a;
    std::unique_ptr<Computer> m_b;

    QByteArrayList noted() const
    {
        QByteArrayList found;
        for (const store::JournalEntry &entry : must(store::TreeStore(*m_a->database, m_a->project.number).journal())) {
            if (entry.action == kFailedSync)
                found << entry.seen;
        }
        return found;
    }
    void exchange(const QString &one, const QString &other)
    {
        m_a->rename(one, u"between"_s);
        m_a->rename(other, one);
        m_a->rename(u"between"_s, other);
    }

private Q_SLOTS:
    void init()
    {
        m_weather = {};
        m_cloud = std::make_unique<Cloud>();
        m_a = std::make_unique<Computer>(*m_cloud, u"laptop"_s, [this](const QString &root) -> Result<std::unique_ptr<files::FileSystem>> {
            auto disk = files::openPosixFileSystem(root);
            if (!disk)
                return disk;
            return std::unique_ptr<files::FileSystem>(new FailingDisk(*std::move(disk), m_weather));
        });
        m_b = std::make_unique<Computer>(*m_cloud, u"desk"_s);
    }

    void whatTheDiskLostComesBackFromTheCloud_data()
    {
        QTest::addColumn<QByteArray>("left");
        QTest::newRow("of the same size") << QByteArray("monday \n");
        QTest::newRow("shorter") << QByteArray("mon");
    }
    void whatTheDiskLostComesBackFromTheCloud()
    {
        QFETCH(QByteArray, left);
        m_a->write("day.txt", "monday \n");
        QVERIFY(m_a->sync().equal);
        saveAfterAFailedFsync("day.txt", "tuesday\n");
        startMachineAnew("second start");
        goBackOnDisk(u"day.txt"_s, left);
        const SyncOutcome outcome = m_a->sync();
        QVERIFY(outcome.equal);
        QCOMPARE(outcome.uploaded, 0);
        QCOMPARE(m_a->read("day.txt"), "tuesday\n");
        m_b->sync();
        QCOMPARE(m_b->read("day.txt"), "tuesday\n");
    }

    void whatWasSavedSinceStandsBesideTheCloudsVersion()
    {
        saveAfterAFailedFsync("day.txt", "tuesday\n");
        startMachineAnew("second start");
        m_a->write("day.txt", "friday\n");  // upon what the disk had left of tuesday, perhaps
        const SyncOutcome outcome = m_a->sync();
        QCOMPARE(outcome.conflicts, 1);
        m_b->sync();
        QCOMPARE(m_b->read("day.txt"), "tuesday\n");
        const QStringList copies = test::names(m_b->root).filter(u"conflict"_s);
        QCOMPARE(copies.size(), 1);
        QCOMPARE(m_b->read(copies.first().toUtf8()), "friday\n");
        m_a->write("day.txt", "saturday\n");
        QCOMPARE(m_a->sync().conflicts, 0);
        m_b->sync();
        QCOMPARE(m_b->read("day.txt"), "saturday\n");
    }

    void whatIsMissingSinceComesAgain()
    {
        saveAfterAFailedFsync("day.txt", "tuesday\n");
        startMachineAnew("second start");
        QVERIFY(QFile::remove(m_a->root + u"/day.txt"_s));
        m_a->sync();
        QCOMPARE(m_a->read("day.txt"), "tuesday\n");
        QVERIFY(QFile::remove(m_a->root + u"/day.txt"_s));
        QVERIFY(m_a->sync().equal);
        m_b->sync();
        QVERIFY(test::names(m_b->root).isEmpty());
    }

    /// Seed 87076: the look that misses it is one, and the sync that can fetch it another.
    void whatIsMissingSinceComesAgainHoweverLateTheCloudAnswers()
    {
        saveAfterAFailedFsync("day.txt", "tuesday\n");
        startMachineAnew("second start");
        QVERIFY(QFile::remove(m_a->root + u"/day.txt"_s));
        m_a->channel.offline = true;
        QVERIFY(!m_a->trySync());
        m_a->channel.offline = false;
        m_a->sync();
        QCOMPARE(m_a->read("day.txt"), "tuesday\n");
    }

    /// What was agreed on is under another name, in a sync that came no further.
    void whatWentBackUnderAnotherNameIsStillInTheTree_data()
    {
        QTest::addColumn<QByteArray>("how");
        QTest::newRow("exchanged with another") << QByteArray("exchange");
        QTest::newRow("moved over another") << QByteArray("over");
    }
    void whatWentBackUnderAnotherNameIsStillInTheTree()
    {
        QFETCH(QByteArray, how);
        m_a->write("day.txt", "monday \n");
        m_a->write("other.txt", "another\n");
        QVERIFY(m_a->sync().equal);
        saveAfterAFailedFsync("day.txt", "tuesday\n");
        if (how == "exchange")
            exchange(u"day.txt"_s, u"other.txt"_s);
        else
            m_a->rename(u"day.txt"_s, u"other.txt"_s);
        m_a->channel.offline = true;
        QVERIFY(!m_a->trySync());
        m_a->channel.offline = false;
        startMachineAnew("second start");
        goBackOnDisk(u"other.txt"_s, "monday \n");
        for (int i = 0; i < 3; ++i)
            m_a->sync();
        m_b->sync();
        QByteArrayList held;
        for (const QString &name : test::names(m_b->root))
            held << m_b->read(name.toUtf8());
        QVERIFY2(held.contains("tuesday\n"), held.join(' ').constData());
        QVERIFY2(how == "over" || held.contains("another\n"), held.join(' ').constData());
    }

    /// The program ends between the fsync that fails and the commit.
    void anFsyncThatFailedIsKnownHoweverSoonTheProgramEnds()
    {
        m_a->write("day.txt", "monday \n");
        m_a->write("other.txt", "another\n");
        QVERIFY(m_a->sync().equal);
        m_a->write("day.txt", "tuesday\n");
        m_a->write("other.txt", "another day\n");
        m_weather.failsAt = "day.txt";
        QVERIFY(noted().isEmpty());
        bool isAsked = false;
        m_a->channel.onAnswered = [&](const QByteArray &request) {
            if (request.endsWith("/packs") || request.endsWith("/chunks:negotiate")) {
                isAsked = true;
                QVERIFY(!noted().isEmpty());
            }
        };
        m_a->sync();
        QVERIFY(isAsked);
    }

    /// Seed 11739: a chmod since the loss is no edit of the bytes, and its ctime no sign of one.
    void whatWentBackAndIsOtherwiseTouchedIsNoEdit_data()
    {
        QTest::addColumn<bool>("isMoved");
        QTest::addColumn<std::optional<qint64>>("bornNs");
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("made executable") << false << std::optional<qint64>(1) << QByteArray("day.txt");
        QTest::newRow("given another name") << true << std::optional<qint64>(1) << QByteArray("date.txt");
        // Whether it is the same file is not known then: the move goes with the copy that is kept beside it.
        QTest::newRow("given another name on a disk that knows no births") << true << std::optional<qint64>() << QByteArray("day.txt");
    }
    void whatWentBackAndIsOtherwiseTouchedIsNoEdit()
    {
        QFETCH(bool, isMoved);
        QFETCH(QByteArray, name);
        QFETCH(std::optional<qint64>, bornNs);
        m_weather.bornNs = bornNs;
        m_a->write("day.txt", "monday \n");
        QVERIFY(m_a->sync().equal);
        saveAfterAFailedFsync("day.txt", "tuesday\n");
        startMachineAnew("second start");
        goBackOnDisk(u"day.txt"_s, "monday \n");
        *m_weather.changedNs += 1;
        if (isMoved)
            QVERIFY(QFile::rename(m_a->root + u"/day.txt"_s, m_a->root + u"/date.txt"_s));
        else
            QVERIFY(QFile(m_a->root + u"/day.txt"_s).setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        m_a->sync();
        m_a->sync();
        QCOMPARE(m_a->read(name), "tuesday\n");
        m_b->sync();
        QCOMPARE(m_b->read(name), "tuesday\n");
    }

    /// Seed 23476: the scan takes it for another file.
    void whatWentBackAndHasAnotherNameDeletesNothing()
    {
        saveAfterAFailedFsync("day.txt", "tuesday\n");
        startMachineAnew("second start");
        m_a->write("day.txt", "mon");
        QVERIFY(QFile::rename(m_a->root + u"/day.txt"_s, m_a->root + u"/date.txt"_s));
        m_a->sync();
        m_b->sync();
        QCOMPARE(m_b->read("day.txt"), "tuesday\n");
        QCOMPARE(m_b->read("date.txt"), "mon");
    }

    /// Seed 22046: the scan had seen another stamp, and the machine stopped before the bytes were read.
    void whatWasToBeReadAgainIsMeasuredByWhatWasAgreed()
    {
        saveAfterAFailedFsync("day.txt", "tuesday\n");
        m_weather.unreadable = "day.txt";
        QFile file(m_a->root + u"/day.txt"_s);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.setFileTime(QDateTime::fromMSecsSinceEpoch(1'700'000'000'000), QFileDevice::FileModificationTime));
        file.close();
        QVERIFY(!m_a->sync().equal);
        m_weather.unreadable.clear();
        startMachineAnew("second start");
        m_a->write("day.txt", "mon");
        QCOMPARE(m_a->sync().conflicts, 1);
        m_b->sync();
        QCOMPARE(m_b->read("day.txt"), "tuesday\n");
    }

    /// One file that nobody may read must not let every sync read all others again.
    void whatCannotBeReadIsLookedAtAlone()
    {
        m_a->write("day.txt", "monday \n");
        QVERIFY(m_a->sync().equal);
        saveAfterAFailedFsync("day.txt", "tuesday\n");
        startMachineAnew("second start");
        goBackOnDisk(u"day.txt"_s, "monday \n");
        m_weather.unreadable = "day.txt";
        int looks = 0;
        SyncOptions options;
        options.onStep = [&looks](const char *met) { looks += QByteArrayView(met) == "recovery: read again after a failed fsync"; };
        m_a->sync(options);
        m_a->sync(options);
        m_weather.unreadable.clear();
        const SyncOutcome outcome = m_a->sync(options);
        QCOMPARE(outcome.uploaded, 0);
        QCOMPARE(m_a->read("day.txt"), "tuesday\n");
        QVERIFY(m_a->sync(options).equal);
        QCOMPARE(looks, 1);
    }

    void asLongAsTheMachineRunsNothingIsReadAgain()
    {
        saveAfterAFailedFsync("day.txt", "tuesday\n");
        int looks = 0;
        SyncOptions options;
        options.onStep = [&looks](const char *met) { looks += QByteArrayView(met) == "recovery: read again after a failed fsync"; };
        startMachineAnew("first start");  // the program alone
        m_a->sync(options);
        QCOMPARE(looks, 0);
        startMachineAnew("second start");
        m_a->sync(options);
        QCOMPARE(looks, 1);
        m_a->sync(options);
        QCOMPARE(looks, 1);
    }
};

QTEST_GUILESS_MAIN(LostWritesTest)
#include "lost_writes_test.moc"
