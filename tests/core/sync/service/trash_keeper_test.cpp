// What a program saved into the trash is not dropped from it.
#include "core/files/file_descriptor.h"
#include "core/store/project_repository.h"
#include "core/sync/service/trash_keeper.h"
#include "tests/support/temp_folder.h"

#include <QFile>
#include <QTest>

#include <fcntl.h>

using namespace tideline;
using namespace tideline::sync;
using store::TrashEntry;
using store::TrashRepository;
using tideline::test::TempFolder;

namespace {

constexpr qint64 kDayMs = 86'400'000;
constexpr qint64 kMsNs = 1'000'000;

template <typename T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(toText(result.error())));
    return *std::move(result);
}

}  // namespace

class TrashKeeperTest final : public QObject {
    Q_OBJECT

    /// A file that came into the trash `days` ago, and was last saved a day before.
    TrashEntry thrownAway(const QString &name, qint64 days)
    {
        TrashEntry entry;
        entry.project = m_project.number;
        entry.path = name.toUtf8();
        entry.parked = name;
        entry.sizeBytes = 5;
        entry.verified = true;
        entry.removedAtMs = systemClock().nowMs() - days * kDayMs;
        m_folder->write(parked(entry), "bytes");
        savedAt(entry, entry.removedAtMs - kDayMs);
        const auto added = m_core->store->write([&](store::Database &database, const store::Transaction &transaction) {
            auto done = TrashRepository(database).add(entry, transaction);
            entry.id = database.lastInsertId();
            return done;
        });
        if (!added)
            qFatal("%s", qPrintable(toText(added.error())));
        return entry;
    }
    void savedAt(const TrashEntry &entry, qint64 ms)
    {
        const auto disk = must(files::openPosixFileSystem(m_project.rootPath));
        if (!disk->setModified(ownPath("trash/" + entry.parked.toUtf8()), ms * kMsNs))
            qFatal("cannot set the time");
    }
    static QByteArray parked(const TrashEntry &entry) { return "root/.tideline/trash/" + entry.parked.toUtf8(); }
    QStringList listed()
    {
        QStringList names;
        for (const TrashEntry &entry : must(m_core->store->read([](store::Database &database) { return TrashRepository(database).list(0); })))
            names.append(entry.parked);
        return names;
    }
    QString kindOfDrop(const TrashEntry &entry)
    {
        const auto dropped = must(TrashKeeper::open(*m_core, m_project)).drop(entry);
        return dropped ? u"dropped"_s : toString(dropped.error().kind);
    }

    std::unique_ptr<TempFolder> m_folder;
    std::unique_ptr<ServiceCore> m_core;
    LocalProject m_project;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<TempFolder>();
        m_project = {};
        m_project.id = ProjectId::make(systemClock(), systemRandom());
        m_project.name = u"climate"_s;
        m_project.rootPath = m_folder->makeFolder(u"root"_s);
        m_core = std::make_unique<ServiceCore>(OwnerMode::Once,
                                               must(StoreAccess::open(store::testLocation(m_folder->path(u"profile"_s)), systemClock())),
                                               systemClock(), systemRandom());
        QVERIFY(bool(m_core->store->write([&](store::Database &database, const store::Transaction &transaction) -> Result<void> {
            auto saved = store::ProjectRepository(database).save(m_project, transaction);
            if (!saved)
                return saved.error();
            m_project = *saved;
            return {};
        })));
    }
    void cleanup()
    {
        m_core.reset();
        m_folder.reset();
    }

    void whatIsAsItCameIsDropped()
    {
        const TrashEntry entry = thrownAway(u"old"_s, 2);
        QCOMPARE(kindOfDrop(entry), u"dropped"_s);
        QVERIFY(!QFile::exists(m_folder->path(QString::fromUtf8(parked(entry)))));
        QVERIFY(listed().isEmpty());
    }

    void whatWasSavedIntoSinceIsNotDropped_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<qint64>("daysAgo");
        QTest::newRow("in the same length") << QByteArray("other") << qint64(1);
        QTest::newRow("under an old time stamp") << QByteArray("other bytes") << qint64(9);
    }
    void whatWasSavedIntoSinceIsNotDropped()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(qint64, daysAgo);
        const TrashEntry entry = thrownAway(u"open"_s, 2);
        m_folder->write(parked(entry), bytes);
        savedAt(entry, systemClock().nowMs() - daysAgo * kDayMs);
        QCOMPARE(kindOfDrop(entry), toString(Error::Kind::Refused));
        QCOMPARE(m_folder->read(parked(entry)), bytes);
        QCOMPARE(listed(), QStringList{u"open"_s});
    }

    void aTimeStampThatLiesAheadIsNoSave()
    {
        const TrashEntry entry = thrownAway(u"ahead"_s, 2);
        savedAt(entry, systemClock().nowMs() + 400 * kDayMs);
        QCOMPARE(kindOfDrop(entry), u"dropped"_s);
    }

    void aFolderIsDroppedOnlyIfNothingWasSavedIntoItsFiles()
    {
        m_folder->makeFolder(u"root/.tideline/trash"_s);
        m_folder->write("root/runs/deep/day.csv", "bytes");
        const auto disk = must(files::openPosixFileSystem(m_project.rootPath));
        QVERIFY(disk->setModified(*RelativePath::parse(QByteArrayView("runs/deep/day.csv")), (systemClock().nowMs() - kDayMs) * kMsNs));
        auto keeper = must(TrashKeeper::open(*m_core, m_project));
        QVERIFY(keeper.put(*RelativePath::parse(QByteArrayView("runs"))));
        const TrashEntry entry = must(m_core->store->read([](store::Database &database) { return TrashRepository(database).list(0); })).front();
        const QByteArray inside = parked(entry) + "/deep/day.csv";
        {
            const files::FileDescriptor writer(::open(m_folder->bytes(inside).constData(), O_WRONLY | O_CLOEXEC));
            QVERIFY(bool(writer));
            QCOMPARE(kindOfDrop(entry), toString(Error::Kind::Refused));
        }
        QTRY_VERIFY(systemClock().nowMs() > entry.removedAtMs + 20);  // the kernel stamps files by a clock that may be 10 ms behind
        m_folder->write(inside, "other");
        QCOMPARE(kindOfDrop(entry), toString(Error::Kind::Refused));
    }

    void aFolderThatIsAsItCameIsDropped()
    {
        m_folder->makeFolder(u"root/.tideline/trash"_s);
        m_folder->write("root/runs/deep/day.csv", "bytes");
        const qint64 saved = systemClock().nowMs();
        QTRY_VERIFY(systemClock().nowMs() > saved + 1);
        auto keeper = must(TrashKeeper::open(*m_core, m_project));
        QVERIFY(keeper.put(*RelativePath::parse(QByteArrayView("runs"))));
        const TrashEntry entry = must(m_core->store->read([](store::Database &database) { return TrashRepository(database).list(0); })).front();
        QCOMPARE(kindOfDrop(entry), u"dropped"_s);
        QVERIFY(!QFile::exists(m_folder->path(QString::fromUtf8(parked(entry)))));
    }

    void whatAProgramCouldStillSaveIntoIsNotDropped()
    {
        const TrashEntry entry = thrownAway(u"open"_s, 2);
        {
            const files::FileDescriptor writer(::open(m_folder->bytes(parked(entry)).constData(), O_WRONLY | O_CLOEXEC));
            QVERIFY(bool(writer));
            QCOMPARE(kindOfDrop(entry), toString(Error::Kind::Refused));
        }
        QCOMPARE(kindOfDrop(entry), u"dropped"_s);
    }

    void whatStaysHoldsUpNothingElseThatIsOldEnough()
    {
        thrownAway(u"young"_s, 29);
        thrownAway(u"old"_s, 31);
        const TrashEntry entry = thrownAway(u"saved into"_s, 32);
        thrownAway(u"older"_s, 33);
        m_folder->write(parked(entry), "other");
        QVERIFY(expireTrash(*m_core, m_project));
        QCOMPARE(listed(), (QStringList{u"young"_s, u"saved into"_s}));
        QCOMPARE(m_folder->read(parked(entry)), QByteArray("other"));
    }
};

QTEST_GUILESS_MAIN(TrashKeeperTest)
#include "trash_keeper_test.moc"
