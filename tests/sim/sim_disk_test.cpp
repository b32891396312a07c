// The simulated disk keeps what was synced, and nothing else that it need not.
#include "core/base/random.h"
#include "tests/sim/sim_disk.h"
#include "tests/sim/sim_file_system.h"

#include <QTest>

using namespace tideline;
using namespace tideline::sim;
using files::FileKind;
using files::IfExists;

namespace {

RelativePath at(const char *path)
{
    return *RelativePath::parse(QByteArrayView(path));
}

struct Machine {
    explicit Machine(CrashModel model = CrashModel::Ordered, bool reusesInodes = false, bool foldsNames = false)
        : disk({model, 1, reusesInodes, 1, foldsNames}, [this] { return now += 1000; })
    {}
    InodePtr write(const char *path, const QByteArray &bytes)
    {
        auto inode = disk.createFile(disk.root(), path);
        disk.write(*inode, 0, bytes);
        return *inode;
    }
    /// The bytes at `path`; "-" when nothing is there.
    std::string read(const char *path)
    {
        auto inode = disk.find(disk.root(), path);
        return inode && *inode ? (*inode)->data : "-";
    }
    qint64 now = 0;
    SimDisk disk;
};

}  // namespace

class SimDiskTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatWasSyncedSurvivesEveryCrash()
    {
        for (quint64 seed = 0; seed < 300; ++seed) {
            for (CrashModel model : {CrashModel::Ordered, CrashModel::Any}) {
                Machine machine(model);
                SeededRandom random(seed);
                QVERIFY(machine.disk.createFolder(machine.disk.root(), "d"));
                machine.disk.syncFile(machine.write("d/kept", "old"));
                machine.write("d/new", "bytes");
                QVERIFY(machine.disk.rename(machine.disk.root(), "d/new", "d/kept", IfExists::Replace));
                machine.disk.powerLoss(random);
                const std::string found = machine.read("d/kept");
                QVERIFY2(found == "old" || found.size() <= 5, found.c_str());
                QVERIFY(machine.disk.find(machine.disk.root(), "d"));
                QVERIFY(found != "-");
            }
        }
    }

    void aRenameBeforeTheBytesAreDurableCanLoseThem()
    {
        int lost = 0;
        for (quint64 seed = 0; seed < 200; ++seed) {
            Machine machine;
            SeededRandom random(seed);
            machine.disk.syncFile(machine.write("f", "old"));
            machine.write("tmp", "new bytes");
            QVERIFY(machine.disk.rename(machine.disk.root(), "tmp", "f", IfExists::Replace));
            machine.disk.powerLoss(random);
            lost += machine.read("f") != "old" && machine.read("f") != "new bytes";
        }
        QVERIFY(lost > 20);
    }

    void anOrderedDiskKeepsNamesInTheirOrder()
    {
        for (quint64 seed = 0; seed < 200; ++seed) {
            Machine machine;
            SeededRandom random(seed);
            for (const char *name : {"1", "2", "3", "4"})
                machine.write(name, "x");
            machine.disk.powerLoss(random);
            const qsizetype count = qsizetype(machine.disk.root()->entries.size());
            for (qsizetype i = 1; i <= 4; ++i)
                QCOMPARE(machine.read(QByteArray::number(i).constData()) != "-", i <= count);
        }
    }

    void aMoveLosesNeitherFolderNorContents()
    {
        for (quint64 seed = 0; seed < 500; ++seed) {
            for (CrashModel model : {CrashModel::Ordered, CrashModel::Any}) {
                Machine machine(model);
                const InodePtr &root = machine.disk.root();
                SeededRandom random(seed);
                for (const char *folder : {"a", "a/b", "a/b/c", "e"})
                    QVERIFY(machine.disk.createFolder(root, folder));
                machine.write("a/b/c/f", "kept");
                machine.disk.syncAll();
                QVERIFY(machine.disk.rename(root, "a/b", "b", IfExists::Fail));
                QVERIFY(machine.disk.rename(root, "a", "b/a", IfExists::Fail));
                QVERIFY(machine.disk.rename(root, "b/c/f", "e/f", IfExists::Fail));
                QVERIFY(machine.disk.removeFolder(root, "b/c"));
                QVERIFY(machine.disk.rename(root, "b", "e", IfExists::Exchange));
                machine.disk.powerLoss(random);
                int found = 0;
                for (const auto &[path, inode] : SimDisk::treeOf(root))
                    found += inode->data == "kept";
                QCOMPARE(found, 1);
            }
        }
    }

    /// Seed 41784: the last move was made durable without the one that had taken its target out of what it moves.
    void anFsyncPutsNoFolderIntoItself()
    {
        for (quint64 seed = 0; seed < 100; ++seed) {
            Machine machine(CrashModel::Any);
            const InodePtr &root = machine.disk.root();
            SeededRandom random(seed);
            for (const char *folder : {"a", "b"})
                QVERIFY(machine.disk.createFolder(root, folder));
            machine.write("a/f", "kept");
            machine.disk.syncAll();
            QVERIFY(machine.disk.createFolder(root, "b/c"));
            QVERIFY(machine.disk.rename(root, "a", "b/c/a", IfExists::Fail));
            QVERIFY(machine.disk.rename(root, "b/c", "c", IfExists::Fail));
            QVERIFY(machine.disk.rename(root, "b", "c/a/b", IfExists::Fail));
            machine.disk.syncFile(machine.write("c/a/b/g", "new"));
            machine.disk.powerLoss(random);
            std::vector<std::string> found;
            for (const auto &[path, inode] : SimDisk::treeOf(root))
                if (inode->kind == FileKind::File)
                    found.push_back(inode->data);
            std::ranges::sort(found);
            QCOMPARE(found, (std::vector<std::string>{"kept", "new"}));
        }
    }

    void whatAFailedFsyncDroppedIsNotBroughtBackByALaterOne()
    {
        Machine machine;
        SeededRandom random(1);
        const InodePtr file = machine.write("f", "old");
        machine.disk.syncFile(file);
        machine.disk.write(file, 0, "new");
        machine.disk.failSync(nullptr);
        machine.disk.write(file, 3, " more");
        machine.disk.syncFile(file);
        QCOMPARE(file->data, std::string("new more"));
        QCOMPARE(file->durableData, std::string("old more"));
        machine.disk.powerLoss(random);
        QCOMPARE(machine.read("f"), std::string("old more"));
    }

    void fsyncOfAFileMakesItsNameAndItsFoldersDurable()
    {
        for (quint64 seed = 0; seed < 100; ++seed) {
            for (CrashModel model : {CrashModel::Ordered, CrashModel::Any}) {
                Machine machine(model);
                SeededRandom random(seed);
                QVERIFY(machine.disk.createFolder(machine.disk.root(), "a"));
                QVERIFY(machine.disk.createFolder(machine.disk.root(), "a/b"));
                machine.disk.syncFile(machine.write("a/b/f", "kept"));
                machine.disk.powerLoss(random);
                QCOMPARE(machine.read("a/b/f"), std::string("kept"));
            }
        }
    }

    void aFreedInodeNumberIsReusedUnlessAHandleHoldsIt()
    {
        Machine machine(CrashModel::Ordered, true);
        const quint64 first = machine.write("a", "1")->number;
        QVERIFY(machine.disk.removeFile(machine.disk.root(), "a"));
        const InodePtr second = machine.write("b", "2");
        QCOMPARE(second->number, first);
        ++second->handles;
        QVERIFY(machine.disk.removeFile(machine.disk.root(), "b"));
        QVERIFY(machine.write("c", "3")->number != first);
    }

    void theFileSystemAnswersAsTheRealOne()
    {
        Trace trace;
        Scheduler scheduler(1, trace);
        Machine machine;
        auto process = std::make_shared<SimProcess>(scheduler, "A");
        QVERIFY(machine.disk.createFolder(machine.disk.root(), "root"));
        QVERIFY(machine.disk.createLink(machine.disk.root(), "root/link", "/"));
        auto opened = SimFileSystem::open(machine.disk, u"/root"_s, process);
        QVERIFY(opened);
        files::FileSystem &disk = **opened;
        QVERIFY(!*disk.stat(at("nothing")));
        QVERIFY(disk.stat(at("no/folder")).error().kind == Error::Kind::NotFound);
        QVERIFY(disk.stat(at("link/x")).error().kind == Error::Kind::Denied);
        QVERIFY((*disk.stat(at("link")))->kind == FileKind::Symlink);
        QVERIFY(disk.openRead(at("link")).error().kind == Error::Kind::Denied);
        {
            auto file = disk.create(at("f"));
            QVERIFY((*file)->write(2, "xy"));
            QVERIFY((*file)->setModified(5));
            QCOMPARE((*file)->stat()->modifiedNs, 5);
        }
        QVERIFY(disk.create(at("f")).error().kind == Error::Kind::Conflict);
        QVERIFY(disk.rename(at("f"), at("g"), IfExists::Exchange).error().kind == Error::Kind::NotFound);
        QVERIFY(disk.createFolder(at("d")));
        QVERIFY(disk.rename(at("f"), at("d"), IfExists::Replace).error().kind == Error::Kind::Conflict);
        QVERIFY(disk.rename(at("f"), at("d"), IfExists::Exchange));
        QVERIFY((*disk.stat(at("f")))->kind == FileKind::Folder);
        QVERIFY(disk.rename(at("f"), at("f/f"), IfExists::Fail).error().kind == Error::Kind::Io);
        QVERIFY(disk.removeFile(at("f")).error().kind == Error::Kind::Conflict);
        QCOMPARE(disk.list(RelativePath())->size(), 3u);
        std::array<char, 8> bytes{};
        QCOMPARE(*(*disk.openRead(at("d")))->read(0, bytes), 4);
        QCOMPARE(QByteArray(bytes.data(), 4), QByteArray("\0\0xy", 4));
    }

    void aFoldingDiskTakesNamesOfOneKeyForOne()
    {
        Machine machine(CrashModel::Ordered, false, true);
        SimDisk &disk = machine.disk;
        const auto names = [&] {
            QByteArrayList all;
            for (const auto &[path, inode] : SimDisk::treeOf(disk.root()))
                all.append(path);
            return all.join(' ');
        };
        const InodePtr file = machine.write("Readme", "one");
        QVERIFY(*disk.find(disk.root(), "rEADME") == file);
        QVERIFY(disk.createFile(disk.root(), "README").error().kind == Error::Kind::Conflict);
        QVERIFY(disk.rename(disk.root(), "Readme", "README", IfExists::Fail).error().kind == Error::Kind::Conflict);
        QCOMPARE(names(), QByteArray("Readme"));
        QVERIFY(disk.rename(disk.root(), "readme", "README", IfExists::Replace));  // in place
        QCOMPARE(names(), QByteArray("README"));
        QCOMPARE(file->links, 1);

        const InodePtr other = machine.write("caf\xc3\xa9", "two");
        QVERIFY(*disk.find(disk.root(), "cafe\xcc\x81") == other);
        QVERIFY(*disk.find(disk.root(), "CAF\xc3\x89") == other);
        QVERIFY(disk.rename(disk.root(), "cafe\xcc\x81", "readme", IfExists::Replace));  // over it: the name that is there stays
        QCOMPARE(names(), QByteArray("README"));
        QCOMPARE(machine.read("readme"), std::string("two"));

        QVERIFY(disk.createFolder(disk.root(), "Data"));
        QVERIFY(disk.createFile(disk.root(), "DATA/x"));
        QVERIFY(disk.rename(disk.root(), "readme", "data/X", IfExists::Exchange));
        QCOMPARE(names(), QByteArray("Data Data/x README"));
        QVERIFY(disk.removeFile(disk.root(), "readme"));
        QCOMPARE(names(), QByteArray("Data Data/x"));
    }

    void aCrashLeavesNoTwoNamesOfOneKeyOnAFoldingDisk()
    {
        for (quint64 seed = 0; seed < 300; ++seed) {
            for (CrashModel model : {CrashModel::Ordered, CrashModel::Any}) {
                Machine machine(model, false, true);
                SimDisk &disk = machine.disk;
                SeededRandom random(seed);
                QVERIFY(disk.createFolder(disk.root(), "tmp"));
                disk.syncFile(machine.write("name", "kept"));
                disk.syncAll();
                QVERIFY(disk.rename(disk.root(), "name", "tmp/x", IfExists::Fail));
                QVERIFY(disk.rename(disk.root(), "tmp/x", "Name", IfExists::Fail));
                if (seed % 2 == 0)
                    QVERIFY(disk.rename(disk.root(), "Name", "NAME", IfExists::Replace));
                disk.powerLoss(random);
                int found = 0;
                for (const auto &[path, inode] : SimDisk::treeOf(disk.root())) {
                    if (inode->kind != FileKind::File)
                        continue;
                    QCOMPARE(inode->data, std::string("kept"));
                    ++found;
                }
                QCOMPARE(found, 1);
            }
        }
    }

    void aDeadProcessThrowsOnceAndChangesNothing()
    {
        Trace trace;
        Scheduler scheduler(1, trace);
        Machine machine;
        auto process = std::make_shared<SimProcess>(scheduler, "A");
        SimFileSystem disk(machine.disk, machine.disk.root(), process);
        process->crashAfter(2, [&] { process->kill(); });
        QVERIFY(disk.createFolder(at("a")));
        const quint64 before = machine.disk.changes();
        bool crashed = false;
        struct Cleanup {
            files::FileSystem &disk;
            ~Cleanup() { (void)disk.removeFolder(at("a")); }
        };
        try {
            const Cleanup cleanup{disk};
            (void)disk.createFolder(at("b"));
        } catch (const SimCrash &) {
            crashed = true;
        }
        QVERIFY(crashed);
        QCOMPARE(machine.disk.changes(), before);
    }
};

QTEST_GUILESS_MAIN(SimDiskTest)
#include "sim_disk_test.moc"
