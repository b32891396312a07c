// The scanner on a real folder and a real store.
#include "core/files/file_system.h"
#include "core/store/migrator.h"
#include "core/store/project_repository.h"
#include "core/sync/discovery/hasher.h"
#include "core/sync/discovery/ignore_adapter.h"
#include "core/sync/discovery/scanner.h"
#include "tests/support/folding_disk.h"
#include "tests/support/temp_folder.h"
#include "tests/support/thin_disk.h"

#include <QDir>
#include <QTest>

#include <algorithm>
#include <set>

#include <unistd.h>

using namespace tideline;
using namespace tideline::sync;
using tideline::test::TempFolder;

namespace {

template <typename T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(toText(result.error())));
    return *std::move(result);
}

RelativePath pathOf(const QByteArray &bytes)
{
    return must(RelativePath::parse(bytes));
}

/// Its listings end after the first entry, as those of some network file systems now and then do.
class ShortDisk final : public test::ThinDisk {
public:
    using ThinDisk::ThinDisk;
    Result<std::vector<files::FolderItem>> list(const RelativePath &folder) override
    {
        auto items = ThinDisk::list(folder);
        if (items && items->size() > 1)
            items->resize(1);
        return items;
    }
};

/// One of its entries is there, but cannot be looked at: a mount whose program has died.
class DeadMountDisk final : public test::ThinDisk {
public:
    DeadMountDisk(std::unique_ptr<files::FileSystem> disk, RelativePath dead) : ThinDisk(std::move(disk)), m_dead(std::move(dead)) {}
    Result<std::optional<files::FileStat>> stat(const RelativePath &path) override
    {
        if (path.isWithin(m_dead))
            return Error{Error::Kind::Io, u"Transport endpoint is not connected"_s, path.toString(), {}};
        return ThinDisk::stat(path);
    }
    Result<std::vector<files::FolderItem>> list(const RelativePath &folder) override
    {
        auto items = ThinDisk::list(folder);
        if (!items)
            return items;
        std::vector<files::FolderItem> all = *items;
        for (files::FolderItem &item : all) {
            if (folder.child(item.name) == m_dead)
                item.stat = {};
        }
        return all;
    }

private:
    RelativePath m_dead;
};

/// One of its folders is the mount point of another disk. Unmounted it is empty.
class MountDisk final : public test::ThinDisk {
public:
    MountDisk(std::unique_ptr<files::FileSystem> disk, RelativePath mount, const bool &isMounted, const quint64 &device)
        : ThinDisk(std::move(disk)), m_mount(std::move(mount)), m_isMounted(isMounted), m_device(device)
    {
    }
    Result<std::optional<files::FileStat>> stat(const RelativePath &path) override
    {
        auto stat = ThinDisk::stat(path);
        if (!stat || !*stat)
            return stat;
        if (!m_isMounted && path.isWithin(m_mount) && path != m_mount)
            return std::optional<files::FileStat>{};
        return std::optional(shown(path, **stat));
    }
    Result<std::vector<files::FolderItem>> list(const RelativePath &folder) override
    {
        auto items = ThinDisk::list(folder);
        if (!items)
            return items;
        std::vector<files::FolderItem> all;
        for (files::FolderItem item : *items) {
            item.stat = shown(folder.child(item.name), item.stat);
            if (m_isMounted || !folder.isWithin(m_mount))
                all.push_back(item);
        }
        return all;
    }

private:
    files::FileStat shown(const RelativePath &path, files::FileStat stat) const
    {
        stat.device = m_device;
        if (m_isMounted && path.isWithin(m_mount)) {
            stat.device += 100;
            stat.inode += 1'000'000'000;
        }
        return stat;
    }
    RelativePath m_mount;
    const bool &m_isMounted;
    const quint64 &m_device;  ///< of the root
};

/// Links keep their number and their times, as after a loss of power that put an earlier one back.
class SameStampsDisk final : public test::ThinDisk {
public:
    using ThinDisk::ThinDisk;
    Result<std::optional<files::FileStat>> stat(const RelativePath &path) override
    {
        auto stat = ThinDisk::stat(path);
        return stat && *stat ? std::optional(shown(**stat)) : stat;
    }
    Result<std::vector<files::FolderItem>> list(const RelativePath &folder) override
    {
        auto items = ThinDisk::list(folder);
        if (!items)
            return items;
        std::vector<files::FolderItem> all = *items;
        for (files::FolderItem &item : all)
            item.stat = shown(item.stat);
        return all;
    }

private:
    static files::FileStat shown(files::FileStat stat)
    {
        if (stat.kind == files::FileKind::Symlink) {
            stat.inode = 7;
            stat.modifiedNs = stat.changedNs = 1'600'000'000'000'000'000;
        }
        return stat;
    }
};

/// An hour later than it is: no file was written just now, and what was read of one is good for ever.
class LaterClock final : public Clock {
public:
    qint64 laterNs = 3'600'000'000'000;
    qint64 nowNs() const override { return systemClock().nowNs() + laterNs; }
    std::chrono::nanoseconds monotonic() const override { return systemClock().monotonic() + step * asked++; }
    std::chrono::nanoseconds step{};  ///< how much later it is each time that it is asked
    mutable int asked = 0;
    void sleepFor(std::chrono::milliseconds duration) override { systemClock().sleepFor(duration); }
};

/// Something happens after a folder was listed.
class ListingDisk final : public test::ThinDisk {
public:
    using ThinDisk::ThinDisk;
    std::function<void(const RelativePath &)> afterList;
    Result<std::vector<files::FolderItem>> list(const RelativePath &folder) override
    {
        auto items = ThinDisk::list(folder);
        afterList(folder);
        return items;
    }
};

/// Opens no file.
class ClosedDisk final : public test::ThinDisk {
public:
    using ThinDisk::ThinDisk;
    Result<std::unique_ptr<files::ReadFile>> openRead(const RelativePath &) override
    {
        return Error{Error::Kind::Denied, u"No."_s, {}, {}};
    }
};

/// Says when an inode was made as it is told to.
class BirthDisk final : public test::ThinDisk {
public:
    BirthDisk(std::unique_ptr<files::FileSystem> disk, std::optional<qint64> born) : ThinDisk(std::move(disk)), m_born(born) {}
    Result<std::optional<qint64>> bornNs(const RelativePath &) override { return m_born; }

private:
    std::optional<qint64> m_born;
};

}  // namespace

class ScannerTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<TempFolder> m_folder;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<files::FileSystem> m_disk;
    std::unique_ptr<Workers> m_workers;
    LaterClock m_clock;
    qint64 m_project = 0;

    ScanReport scan(const std::vector<RelativePath> &folders)
    {
        store::TreeStore trees(*m_database, m_project);
        auto transaction = must(store::Transaction::begin(*m_database));
        IgnoreAdapter ignore(*m_disk);
        Scanner scanner({*m_disk, trees, m_clock, systemRandom(), *m_workers, ignore});
        ScanReport report = must(scanner.scan(folders, transaction, {}, nullptr));
        if (auto committed = transaction.commit(); !committed)
            qFatal("%s", qPrintable(toText(committed.error())));
        return report;
    }

    /// The nodes of a0, a1, … b0, b1, …
    std::vector<NodeId> idsOf(const std::vector<QByteArray> &prefixes, int count)
    {
        const store::TreeStore trees(*m_database, m_project);
        std::vector<NodeId> ids;
        for (const QByteArray &prefix : prefixes) {
            for (int i = 0; i < count; ++i) {
                const auto id = must(trees.find(store::Tree::Local, pathOf(prefix + QByteArray::number(i))));
                ids.push_back(id.value_or(NodeId{}));
            }
        }
        return ids;
    }
    void rename(const QString &from, const QString &to)
    {
        QVERIFY(QDir(m_folder->path(u"root"_s)).rename(from, to));
    }

private Q_SLOTS:
    void init()
    {
        m_workers = std::make_unique<InlineWorkers>();
        m_clock = {};
        m_folder = std::make_unique<TempFolder>();
        m_folder->makeFolder(u"root"_s);
        store::Database::Options options;
        options.path = m_folder->path(u"store.sqlite"_s);
        m_database = must(store::Migrator::local().open(options, systemClock()));
        m_disk = must(files::openPosixFileSystem(m_folder->path(u"root"_s)));
        LocalProject project;
        project.id = ProjectId::make(systemClock(), systemRandom());
        project.name = u"climate"_s;
        project.rootPath = m_folder->path(u"root"_s);
        auto transaction = must(store::Transaction::begin(*m_database));
        m_project = must(store::ProjectRepository(*m_database).save(project, transaction)).number;
        QVERIFY(bool(transaction.commit()));
    }
    void cleanup()
    {
        m_disk.reset();
        m_database.reset();
        m_folder.reset();
    }

    /// The watcher names each deleted folder; listing the one above it for each would be quadratic.
    /// What leaves a folder that is not looked at yet for one that was.
    void whatMovesDuringALookIsNotGone_data()
    {
        QTest::addColumn<bool>("isWhole");
        QTest::newRow("everything is looked at") << true;
        QTest::newRow("what changed before") << false;
    }
    void whatMovesDuringALookIsNotGone()
    {
        QFETCH(bool, isWhole);
        class MovingDisk final : public test::ThinDisk {
        public:
            MovingDisk(std::unique_ptr<files::FileSystem> disk, std::function<void()> move) : ThinDisk(std::move(disk)), m_move(std::move(move)) {}
            Result<std::vector<files::FolderItem>> list(const RelativePath &folder) override
            {
                if (folder.bytes() == "late" && m_move)
                    std::exchange(m_move, nullptr)();
                return ThinDisk::list(folder);
            }

        private:
            std::function<void()> m_move;
        };
        m_folder->write("root/early/x0", "x");
        m_folder->write("root/late/f0", "bytes");
        m_folder->write("root/late/d0/inner", "inner");
        scan({});
        const auto before = idsOf({"late/f", "late/d"}, 1);
        m_clock.laterNs = 0;
        m_disk = std::make_unique<MovingDisk>(std::move(m_disk), [this] {
            rename(u"late/f0"_s, u"early/f0"_s);
            rename(u"late/d0"_s, u"early/d0"_s);
        });
        const ScanReport report = scan(isWhole ? std::vector<RelativePath>() : std::vector<RelativePath>{pathOf("late")});
        QCOMPARE(report.gone, 0);
        QVERIFY(idsOf({"early/f", "early/d"}, 1) == before);
    }

    void aFolderIsNotListedAnewForEachFolderDeletedInIt()
    {
        std::vector<RelativePath> gone;
        for (int i = 0; i < 200; ++i) {
            const QByteArray name = "runs/" + QByteArray::number(i);
            m_folder->write("root/" + name + "/log.txt", "x");
            gone.push_back(pathOf(name));
        }
        m_folder->write("root/runs/kept.txt", "x");
        QCOMPARE(scan({}).seen, 402);
        for (const RelativePath &path : gone)
            QVERIFY(QDir(m_folder->path(u"root/"_s + path.toString())).removeRecursively());
        const ScanReport report = scan(gone);
        QCOMPARE(report.gone, 400);
        QVERIFY(std::ranges::count(report.looked, pathOf("runs")) <= 2);
    }

    /// Whatever the order in which the disk lists them.
    void foldersThatExchangeTheirNamesStayTheSameNodes()
    {
        for (int i = 0; i < 10; ++i) {
            m_folder->write("root/a" + QByteArray::number(i) + "/in", "a");
            m_folder->write("root/b" + QByteArray::number(i) + "/in", "b");
        }
        scan({});
        const std::vector<NodeId> before = idsOf({"a", "b"}, 10);
        for (int i = 0; i < 10; ++i) {
            const QString number = QString::number(i);
            rename(u"a"_s + number, u"c"_s + number);
            rename(u"b"_s + number, u"a"_s + number);
            rename(u"c"_s + number, u"b"_s + number);
        }
        QCOMPARE(scan({}).gone, 0);
        QVERIFY(idsOf({"b", "a"}, 10) == before);
    }

    void aRenamedFolderIsFoundThoughAFileTookItsName()
    {
        for (int i = 0; i < 20; ++i)
            m_folder->write("root/a" + QByteArray::number(i) + "/in", "a");
        scan({});
        const std::vector<NodeId> before = idsOf({"a"}, 20);
        for (int i = 0; i < 20; ++i) {
            rename(u"a"_s + QString::number(i), u"b"_s + QString::number(i));
            m_folder->write("root/a" + QByteArray::number(i), "a file now");
        }
        QCOMPARE(scan({}).gone, 0);
        QVERIFY(idsOf({"b"}, 20) == before);
        QCOMPARE(scan({}).changed, 0);
    }

    /// Left out in silence, somebody's file would be believed safe.
    void whatOnlyLooksLikeOurFolderIsListed()
    {
        m_folder->write("root/.tideline/marker.json", "{}");
        m_folder->write("root/.TideLine", "x");
        m_folder->write("root/a/.tideline/x", "x");
        const ScanReport report = scan({});
        QCOMPARE(report.changed, 1);
        std::vector<QByteArray> skipped;
        for (const SkippedEntry &entry : report.skipped)
            skipped.push_back(entry.path);
        std::ranges::sort(skipped);
        QCOMPARE(skipped, (std::vector<QByteArray>{".TideLine", "a/.tideline"}));
    }

    void aListingThatEndsEarlyDeletesNothing()
    {
        for (const char *name : {"root/one", "root/two", "root/three"})
            m_folder->write(name, name);
        QCOMPARE(scan({}).gone, 0);
        auto whole = std::exchange(m_disk, nullptr);
        m_disk = std::make_unique<ShortDisk>(std::move(whole));
        const ScanReport cut = scan({});
        QCOMPARE(cut.gone, 0);
        QCOMPARE(std::ranges::count_if(cut.skipped, [](const SkippedEntry &entry) { return entry.error; }), 2);
    }

    void whatCannotBeLookedAtIsNotGone()
    {
        m_folder->write("root/data/day.csv", "x");
        m_folder->write("root/notes.md", "x");
        QCOMPARE(scan({}).changed, 3);
        auto disk = std::exchange(m_disk, nullptr);
        m_disk = std::make_unique<DeadMountDisk>(std::move(disk), pathOf("data"));
        const ScanReport report = scan({});
        QCOMPARE(report.gone, 0);
        QVERIFY(std::ranges::any_of(report.skipped, [](const SkippedEntry &entry) { return entry.error && entry.path == "data"; }));
    }

    void whatAnotherDiskHeldIsNotGoneWithIt()
    {
        m_folder->write("root/data/day.csv", "x");
        m_folder->write("root/notes.md", "x");
        bool isMounted = true;
        quint64 device = 1;
        auto disk = std::exchange(m_disk, nullptr);
        m_disk = std::make_unique<MountDisk>(std::move(disk), pathOf("data"), isMounted, device);
        QCOMPARE(scan({}).changed, 3);
        isMounted = false;
        for (int i = 0; i < 2; ++i) {
            const ScanReport without = scan({});
            QCOMPARE(without.gone, 0);
            QCOMPARE(without.skipped.size(), std::size_t(1));
            QVERIFY(without.skipped.front().error && without.skipped.front().path == "data");
        }
        isMounted = true;
        const ScanReport with = scan({});
        QVERIFY(with.gone == 0 && with.changed == 0 && with.skipped.empty());
        device = 2;  // the machine started anew, and counts its disks in another order
        QVERIFY(scan({}).skipped.empty());
        QCOMPARE(scan({}).changed, 0);
        QVERIFY(QFile::remove(m_folder->path(u"root/data/day.csv"_s)));
        QCOMPARE(scan({}).gone, 1);
    }

    void belowRulesThatCannotBeReadNothingNewIsTaken()
    {
        m_folder->write("root/data/.tidelineignore", QByteArray((1 << 20) + 1, 'x'));
        m_folder->write("root/data/day.csv", "x");
        m_folder->write("root/notes.md", "x");
        const ScanReport report = scan({});
        QCOMPARE(report.skipped.size(), std::size_t(1));
        QVERIFY(report.skipped.front().error && report.skipped.front().path == "data/.tidelineignore");
        const store::TreeStore trees(*m_database, m_project);
        QVERIFY(must(trees.find(store::Tree::Local, pathOf("notes.md"))));
        QVERIFY(!must(trees.find(store::Tree::Local, pathOf("data/day.csv"))));
        m_folder->write("root/data/.tidelineignore", "*.bak\n");
        QVERIFY(scan({}).skipped.empty());
        QVERIFY(must(trees.find(store::Tree::Local, pathOf("data/day.csv"))));
    }

    /// It is no pipe, and all is not well.
    void whatIsNewAndCannotBeLookedAtIsAnError()
    {
        m_folder->write("root/notes.md", "x");
        QCOMPARE(scan({}).changed, 1);
        m_folder->write("root/data/day.csv", "x");
        auto disk = std::exchange(m_disk, nullptr);
        m_disk = std::make_unique<DeadMountDisk>(std::move(disk), pathOf("data"));
        const ScanReport report = scan({});
        QCOMPARE(report.skipped.size(), std::size_t(1));
        QVERIFY(report.skipped.front().error && report.skipped.front().path == "data");
    }

    /// Asked for the old name, such a disk answers with the entry of the new one.
    void anEntryThatChangesItsCaseAloneStaysTheSameNodeOnAFoldingDisk()
    {
        m_folder->write("root/a0/in", "x");
        m_folder->write("root/a1", "y");
        m_folder->write("root/a2", "z");
        auto disk = std::exchange(m_disk, nullptr);
        m_disk = std::make_unique<test::FoldingDisk>(std::move(disk));
        scan({});
        const std::vector<NodeId> before = idsOf({"a"}, 2);
        rename(u"a0"_s, u"A0"_s);
        rename(u"a1"_s, u"A1"_s);
        QVERIFY(QFile::remove(m_folder->path(u"root/a2"_s)));
        m_folder->write("root/A2", "another file");
        const ScanReport report = scan({});
        QCOMPARE(report.gone, 1);
        QVERIFY(report.skipped.empty());
        QVERIFY(idsOf({"A"}, 2) == before);
        QCOMPARE(scan({}).changed, 0);
    }

    void aLinkOfAnotherLengthIsReadAgainWhateverItsStampsSay()
    {
        auto disk = std::exchange(m_disk, nullptr);
        m_disk = std::make_unique<SameStampsDisk>(std::move(disk));
        QVERIFY(bool(m_disk->createLink(pathOf("link"), "monday.csv")));
        QCOMPARE(scan({}).changed, 1);
        QCOMPARE(scan({}).changed, 0);
        QVERIFY(bool(m_disk->removeFile(pathOf("link"))));
        QVERIFY(bool(m_disk->createLink(pathOf("link"), "tuesday.csv")));
        QCOMPARE(scan({}).changed, 1);
        const auto row = must(store::TreeStore(*m_database, m_project).at(store::Tree::Local, {NodeId{}, "link"}));
        QVERIFY(row);
        QCOMPARE(row->content.target, QByteArray("tuesday.csv"));
    }

    void aMovedFileIsReadAgainUnlessItWasThereBefore_data()
    {
        QTest::addColumn<std::optional<qint64>>("bornSinceNs");  // after its row's ctime
        QTest::addColumn<bool>("isReadAgain");
        QTest::newRow("there long before") << std::optional<qint64>(-60'000'000'000) << false;
        QTest::newRow("within a tick") << std::optional<qint64>(0) << true;
        QTest::newRow("another with its number, size and time") << std::optional<qint64>(1'000'000'000) << true;
        QTest::newRow("the disk does not tell") << std::optional<qint64>() << true;
    }
    /// A loss of power took a deletion and what came after it back: the old file stands there again, and has an older ctime.
    void whatWentBackUnderAnotherNameIsReadAgain()
    {
        m_folder->write("root/a.csv", "one");
        scan({});
        store::TreeStore trees(*m_database, m_project);
        auto row = must(trees.localAt({NodeId{}, "a.csv"})).value();
        row.seen.changedNs += 3600'000'000'000;
        row.seen.racy = false;
        auto transaction = must(store::Transaction::begin(*m_database));
        QVERIFY(trees.putLocal(row, transaction));
        QVERIFY(transaction.commit());
        auto disk = std::exchange(m_disk, nullptr);
        m_disk = std::make_unique<BirthDisk>(std::move(disk), row.seen.changedNs - 60'000'000'000);
        rename(u"a.csv"_s, u"b.csv"_s);
        scan({});
        const auto found = must(trees.localAt({NodeId{}, "b.csv"}));
        QVERIFY(found && found->node.id == row.node.id);
        QVERIFY(found->node.content.hash.isNull());
    }
    void aMovedFileIsReadAgainUnlessItWasThereBefore()
    {
        QFETCH(std::optional<qint64>, bornSinceNs);
        QFETCH(bool, isReadAgain);
        m_folder->write("root/a.csv", "one");
        scan({});
        store::TreeStore trees(*m_database, m_project);
        const auto id = must(trees.find(store::Tree::Local, pathOf("a.csv"))).value();
        auto transaction = must(store::Transaction::begin(*m_database));
        QVERIFY(trees.setLocalHash(id, sha256("one"), false, transaction));
        QVERIFY(transaction.commit());
        const qint64 changedNs = must(trees.local(id))->seen.changedNs;
        auto disk = std::exchange(m_disk, nullptr);
        m_disk = std::make_unique<BirthDisk>(std::move(disk), bornSinceNs ? std::optional(changedNs + *bornSinceNs) : std::nullopt);
        rename(u"a.csv"_s, u"b.csv"_s);
        scan({});
        const auto row = must(trees.localAt({NodeId{}, "b.csv"}));
        QVERIFY(row && row->node.id == id);
        QCOMPARE(row->node.content.hash.isNull(), isReadAgain);
    }

    void aSmallNewFileIsReadWhileItIsLookedAt()
    {
        m_folder->write("root/small.csv", "one");
        m_folder->write("root/large.bin", QByteArray(1 << 20, 'x'));
        scan({});
        const store::TreeStore trees(*m_database, m_project);
        const auto small = must(trees.localAt({NodeId{}, "small.csv"}));
        QVERIFY(small);
        const auto manifest = must(trees.manifest(small->node.content.hash, 3));
        QVERIFY(manifest && manifest->chunks.size() == 1);
        QCOMPARE(manifest->chunks.front().id, sha256("one"));
        const auto large = must(trees.unhashed());
        QCOMPARE(large.size(), 1U);
        QCOMPARE(large.front().node.place.name, QByteArray("large.bin"));
    }
    void aNewFileThatCannotBeReadIsThereWithoutAHash()
    {
        m_folder->write("root/a.csv", "one");
        auto disk = std::exchange(m_disk, nullptr);
        m_disk = std::make_unique<ClosedDisk>(std::move(disk));
        scan({});
        const auto row = must(store::TreeStore(*m_database, m_project).localAt({NodeId{}, "a.csv"}));
        QVERIFY(row);
        QVERIFY(row->node.content.hash.isNull());
    }

    /// The simulation hardly ever sees it: the Uploader would find the file at its name before it told of a deletion.
    void aKnownFileThatCannotBeReadIsReportedAndNotGone()
    {
        m_folder->write("root/a.csv", "one");
        scan({});
        m_folder->write("root/a.csv", "two, and more");
        auto disk = std::exchange(m_disk, nullptr);
        m_disk = std::make_unique<ClosedDisk>(std::move(disk));
        scan({});
        store::TreeStore trees(*m_database, m_project);
        const auto unread = must(Hasher({*m_disk, trees, m_clock, *m_workers}).hashAll({}));
        QCOMPARE(unread.size(), std::size_t(1));
        QVERIFY(unread.front().error);
        QCOMPARE(unread.front().path, QByteArray("a.csv"));
        const auto row = must(trees.localAt({NodeId{}, "a.csv"}));
        QVERIFY(row);
        QVERIFY(row->node.content.hash.isNull());
    }

    void thousandsOfNewFilesAreReadBySeveralThreads()
    {
        m_workers = makePool(3);
        for (int i = 0; i < 4500; ++i)
            m_folder->write("root/f" + QByteArray::number(i), QByteArray::number(i));
        QCOMPARE(scan({}).changed, 4500);
        const store::TreeStore trees(*m_database, m_project);
        QCOMPARE(must(trees.fileCount(store::Tree::Local)), 4500);
        QVERIFY(must(trees.unhashed()).empty());
        QCOMPARE(scan({}).changed, 0);
    }

    /// Others wait for the store: what cannot be read in a few seconds is read after the scan.
    void aScanDoesNotReadForLong()
    {
        m_clock.step = std::chrono::seconds(1);
        for (int i = 0; i < 20; ++i)
            m_folder->write("root/f" + QByteArray::number(i), "x");
        QCOMPARE(scan({}).changed, 20);
        const auto unhashed = must(store::TreeStore(*m_database, m_project).unhashed());
        QVERIFY2(unhashed.size() >= 15, qPrintable(QString::number(unhashed.size())));
    }

    /// A folder that is looked at twice: the second look knows what the first found new.
    void aNewFileIsOneNodeHoweverOftenItIsSeen()
    {
        m_folder->write("root/runs/a.csv", "one");
        const ScanReport report = scan({pathOf("runs/gone"), pathOf("runs/never"), pathOf("runs")});
        QCOMPARE(report.changed, 2);
        QCOMPARE(report.gone, 0);
    }

    void aNewFileThatMovesWhileItIsLookedForIsOneNode()
    {
        m_folder->write("root/early/day.csv", "one");
        m_folder->makeFolder(u"root/late"_s);
        auto disk = std::exchange(m_disk, nullptr);
        auto listed = std::make_unique<ListingDisk>(std::move(disk));
        listed->afterList = [this](const RelativePath &folder) {
            // Whichever of the two is listed first, the file is in the other one afterwards.
            if (folder.bytes() == "early" && QFile::exists(m_folder->path(u"root/early/day.csv"_s)))
                rename(u"early/day.csv"_s, u"late/day.csv"_s);
        };
        m_disk = std::move(listed);
        // Named in this order, so that "early" is listed before "late".
        scan({pathOf("early"), pathOf("late")});
        const store::TreeStore trees(*m_database, m_project);
        QVERIFY(!must(trees.find(store::Tree::Local, pathOf("early/day.csv"))));
        QVERIFY(must(trees.find(store::Tree::Local, pathOf("late/day.csv"))));
        QCOMPARE(must(trees.fileCount(store::Tree::Local)), 1);
    }

    /// Files that share an inode are nodes of their own, in one folder and in two.
    void hardLinksAreFilesOfTheirOwn()
    {
        m_folder->write("root/a.csv", "one");
        m_folder->makeFolder(u"root/runs"_s);
        for (const char *name : {"b.csv", "runs/c.csv"}) {
            const QByteArray path = QFile::encodeName(m_folder->path(u"root/"_s + QLatin1StringView(name)));
            QCOMPARE(::link(QFile::encodeName(m_folder->path(u"root/a.csv"_s)).constData(), path.constData()), 0);
        }
        QCOMPARE(scan({}).changed, 4);
        const ScanReport again = scan({});
        QCOMPARE(again.gone, 0);
        const store::TreeStore trees(*m_database, m_project);
        std::set<NodeId> ids;
        for (const char *name : {"a.csv", "b.csv", "runs/c.csv"})
            ids.insert(must(trees.find(store::Tree::Local, pathOf(name))).value());
        QCOMPARE(ids.size(), 3U);
    }

    void foldersMadeTogetherAreFoundByTheirPaths()
    {
        scan({});
        std::vector<RelativePath> made;
        for (int i = 0; i < 200; ++i) {
            const QByteArray name = "runs/" + QByteArray::number(i);
            m_folder->write("root/" + name + "/log.txt", "x");
            made.push_back(pathOf(name));
        }
        QCOMPARE(scan(made).changed, 401);
    }
};

QTEST_GUILESS_MAIN(ScannerTest)
#include "scanner_test.moc"
