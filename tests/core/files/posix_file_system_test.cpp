#include "core/files/posix_file_system.h"
#include "core/files/posix_open_file.h"
#include "tests/support/other_user.h"
#include "tests/support/temp_folder.h"
#include "tests/support/tree.h"

#include <QTest>

#include <algorithm>
#include <fcntl.h>
#include <sched.h>
#include <stop_token>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>

using namespace tideline;
using namespace tideline::files;
using namespace tideline::test;

Q_DECLARE_METATYPE(Resolve)

namespace {

RelativePath at(const char *path)
{
    auto parsed = RelativePath::parse(QByteArrayView(path));
    if (!parsed)
        qFatal("bad path in a test: %s", path);
    return *parsed;
}

template <typename T>
bool failsAs(const Result<T> &result, Error::Kind kind)
{
    if (!result && result.error().kind == kind && !result.error().what.isEmpty())
        return true;
    qWarning("expected %s, got %s", qPrintable(toString(kind)),
             result ? "success" : qPrintable(toString(result.error().kind) + u": "_s + toText(result.error())));
    return false;
}

std::unique_ptr<PosixFileSystem> openIn(const TempFolder &folder, Resolve resolve = Resolve::Auto)
{
    auto opened = PosixFileSystem::open(folder.path(), resolve);
    if (!opened)
        qFatal("%s", qPrintable(toText(opened.error())));
    return std::move(*opened);
}

void makeFile(FileSystem &fs, const char *path, QByteArrayView content)
{
    auto file = fs.create(at(path));
    if (!file || !(*file)->write(0, content))
        qFatal("cannot make %s", path);
}

QByteArray contentOf(FileSystem &fs, const char *path)
{
    auto file = fs.openRead(at(path));
    if (!file)
        return "unreadable: " + toText(file.error()).toUtf8();
    QByteArray bytes(1000, Qt::Uninitialized);
    auto got = (*file)->read(0, {bytes.data(), size_t(bytes.size())});
    return got ? bytes.first(*got) : QByteArray("unreadable");
}

/// A mounted file system whose program has died. It is there for this thread and its children alone.
class DeadMount {
public:
    explicit DeadMount(const QByteArray &folder) : m_folder(folder)
    {
        const FileDescriptor program(::open("/dev/fuse", O_RDWR | O_CLOEXEC));
        const QByteArray options = "fd=" + QByteArray::number(program.get()) + ",rootmode=40000,user_id=0,group_id=0";
        m_isMounted = program && ::unshare(CLONE_NEWNS) == 0 && ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0
                      && ::mount("dead", folder.constData(), "fuse", 0, options.constData()) == 0;
    }
    ~DeadMount()
    {
        if (m_isMounted)
            ::umount2(m_folder.constData(), MNT_DETACH);
    }
    DeadMount(const DeadMount &) = delete;
    DeadMount &operator=(const DeadMount &) = delete;
    explicit operator bool() const { return m_isMounted; }

private:
    QByteArray m_folder;
    bool m_isMounted = false;
};

}  // namespace

class PosixFileSystemTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRootThatIsNoFolderIsRefused()
    {
        const TempFolder folder;
        folder.write("file", "x");
        QVERIFY(failsAs(openPosixFileSystem(folder.path(u"none"_s)), Error::Kind::NotFound));
        QVERIFY(failsAs(openPosixFileSystem(folder.path(u"file"_s)), Error::Kind::Invalid));
        QVERIFY(failsAs(openPosixFileSystem(u"relative"_s), Error::Kind::Invalid));
    }

    void aFileIsWrittenReadAndDescribed_data() { bothWays(); }
    void aFileIsWrittenReadAndDescribed()
    {
        QFETCH(Resolve, resolve);
        const TempFolder folder;
        const auto fs = openIn(folder, resolve);
        QVERIFY(fs->createFolder(at("a")));
        QVERIFY(fs->createFolder(at("a/b")));
        auto file = fs->create(at("a/b/c.txt"));
        QVERIFY(file);
        QVERIFY((*file)->write(5, "world"));
        QVERIFY((*file)->write(0, "hello"));
        QVERIFY((*file)->resize(20));
        QVERIFY((*file)->setExecutable(true));
        QVERIFY((*file)->setModified(1'600'000'000'123'456'789));
        QVERIFY((*file)->sync());
        const auto stat = (*file)->stat();
        QVERIFY(stat);
        QCOMPARE(stat->sizeBytes, 20);
        QCOMPARE(stat->modifiedNs, 1'600'000'000'123'456'789);
        QVERIFY(stat->executable);
        QVERIFY(stat->kind == FileKind::File);

        const auto seen = fs->stat(at("a/b/c.txt"));
        QVERIFY(seen && *seen);
        QVERIFY(**seen == *stat);
        QCOMPARE(contentOf(*fs, "a/b/c.txt"), "helloworld" + QByteArray(10, '\0'));
        QVERIFY(fs->syncFile(at("a/b/c.txt")));
        QVERIFY(fs->syncFile(at("a/b")).error().kind == Error::Kind::Conflict);
        QVERIFY(fs->syncFile(at("a/b/none")).error().kind == Error::Kind::NotFound);
        QVERIFY(fs->syncFolder(at("a/b")));
        QVERIFY(fs->syncFolder({}));
        QVERIFY(fs->syncAll());
        QVERIFY(*fs->freeBytes() > 0);
    }

    void whatIsAbsentIsToldFromAMissingParent_data() { bothWays(); }
    void whatIsAbsentIsToldFromAMissingParent()
    {
        QFETCH(Resolve, resolve);
        const TempFolder folder;
        const auto fs = openIn(folder, resolve);
        makeFile(*fs, "file", "x");
        const auto absent = fs->stat(at("none"));
        QVERIFY(absent && !*absent);
        QVERIFY(failsAs(fs->stat(at("none/x")), Error::Kind::NotFound));
        QVERIFY(failsAs(fs->stat(at("file/x")), Error::Kind::NotFound));
        QVERIFY(failsAs(fs->stat(at("file/x/y")), Error::Kind::NotFound));
        QVERIFY(failsAs(fs->list(at("none")), Error::Kind::NotFound));
        QVERIFY(failsAs(fs->list(at("file")), Error::Kind::NotFound));
        QVERIFY(failsAs(fs->openRead(at("none")), Error::Kind::NotFound));
        QVERIFY(failsAs(fs->removeFile(at("none")), Error::Kind::NotFound));
        QVERIFY(failsAs(fs->create(at("none/x")), Error::Kind::NotFound));
        QVERIFY((*fs->stat({}))->kind == FileKind::Folder);
    }

    void whatExistsIsNeverReplacedUnasked_data() { bothWays(); }
    void whatExistsIsNeverReplacedUnasked()
    {
        QFETCH(Resolve, resolve);
        const TempFolder folder;
        const auto fs = openIn(folder, resolve);
        makeFile(*fs, "a", "1");
        QVERIFY(fs->createFolder(at("dir")));
        makeFile(*fs, "dir/x", "2");
        QVERIFY(failsAs(fs->create(at("a")), Error::Kind::Conflict));
        QVERIFY(failsAs(fs->createFolder(at("a")), Error::Kind::Conflict));
        QVERIFY(failsAs(fs->createLink(at("a"), "t"), Error::Kind::Conflict));
        QVERIFY(failsAs(fs->removeFolder(at("dir")), Error::Kind::Conflict));
        QVERIFY(failsAs(fs->removeFile(at("dir")), Error::Kind::Conflict));
        QVERIFY(failsAs(fs->rename(at("a"), at("dir/x"), IfExists::Fail), Error::Kind::Conflict));
        QVERIFY(failsAs(fs->rename(at("dir"), at("a"), IfExists::Fail), Error::Kind::Conflict));
        QCOMPARE(contentOf(*fs, "a"), "1");
    }

    void eachRenameDoesWhatItsFlagSays_data() { bothWays(); }
    void eachRenameDoesWhatItsFlagSays()
    {
        QFETCH(Resolve, resolve);
        const TempFolder folder;
        const auto fs = openIn(folder, resolve);
        makeFile(*fs, "a", "A");
        makeFile(*fs, "b", "B");
        QVERIFY(fs->createFolder(at("dir")));
        QVERIFY(fs->rename(at("a"), at("b"), IfExists::Exchange));
        QCOMPARE(contentOf(*fs, "a"), "B");
        QCOMPARE(contentOf(*fs, "b"), "A");
        QVERIFY(fs->rename(at("a"), at("dir"), IfExists::Exchange));  // a file and a folder, too
        QCOMPARE(contentOf(*fs, "dir"), "B");
        QVERIFY(fs->rename(at("b"), at("a/b"), IfExists::Fail));
        QCOMPARE(contentOf(*fs, "a/b"), "A");
        QVERIFY(fs->rename(at("dir"), at("a/b"), IfExists::Replace));
        QCOMPARE(contentOf(*fs, "a/b"), "B");
        QVERIFY(failsAs(fs->rename(at("a/b"), at("none"), IfExists::Exchange), Error::Kind::NotFound));
        QVERIFY(failsAs(fs->rename(at("none"), at("c"), IfExists::Fail), Error::Kind::NotFound));
        QVERIFY(!fs->rename(at("a"), at("a/b/c"), IfExists::Fail));
        QCOMPARE(readTree(folder.path()), tree("a/b"_file("B")));
    }

    void manyRenamesAreDoneOrRefusedOneByOne_data() { bothWays(); }
    void manyRenamesAreDoneOrRefusedOneByOne()
    {
        QFETCH(Resolve, resolve);
        const TempFolder outside;
        const TempFolder folder;
        writeTree(folder.path(), tree("tmp/1"_file("A"), "tmp/2"_file("B"), "tmp/3"_file("C"), "tmp/4"_file("D"), "tmp/5"_file("E"),
                                      "tmp/6"_file("F"), "dir/taken"_file("mine"), "link"_link(outside.bytes())));
        const auto fs = openIn(folder, resolve);
        const std::vector<Renaming> renamings{{at("tmp/1"), at("dir/a")},    {at("tmp/2"), at("dir/taken")}, {at("tmp/none"), at("dir/c")},
                                              {at("tmp/3"), at("dir/c")},    {at("tmp/4"), at("link/d")},    {at("tmp/5"), at("none/e")},
                                              {at("tmp/6"), at("f")}};
        const auto done = fs->renameAll(renamings);
        QCOMPARE(done.size(), renamings.size());
        QVERIFY(failsAs(done[1], Error::Kind::Conflict));
        QVERIFY(failsAs(done[2], Error::Kind::NotFound));
        QVERIFY(failsAs(done[4], Error::Kind::Denied));
        QVERIFY(failsAs(done[5], Error::Kind::NotFound));
        for (const std::size_t i : {0u, 3u, 6u})
            QVERIFY(done[i] && *done[i] && **done[i] == **fs->stat(renamings[i].to));
        QCOMPARE(readTree(folder.path()), tree("dir/a"_file("A"), "dir/c"_file("C"), "f"_file("F"), "tmp/2"_file("B"), "tmp/4"_file("D"),
                                               "tmp/5"_file("E"), "dir/taken"_file("mine"), "link"_link(outside.bytes())));
        QCOMPARE(readTree(outside.path()), tree());
    }

    void aSymbolicLinkOnTheWayIsNeverFollowed_data() { bothWays(); }
    void aSymbolicLinkOnTheWayIsNeverFollowed()
    {
        QFETCH(Resolve, resolve);
        const TempFolder outside;
        outside.write("passwd", "root");
        outside.write("sub/x", "x");
        const TempFolder folder;
        writeTree(folder.path(), tree("etc"_link(outside.bytes()), "up"_link(".."), "here/in"_link("."),
                                      "self"_link("/proc/self/root"), "file"_link(outside.bytes("passwd")), "mine"_file));
        const auto fs = openIn(folder, resolve);
        for (const char *path : {"etc/passwd", "up/x", "self/etc", "here/in/in"}) {
            QVERIFY(failsAs(fs->stat(at(path)), Error::Kind::Denied));
            QVERIFY(failsAs(fs->openRead(at(path)), Error::Kind::Denied));
            QVERIFY(failsAs(fs->create(at(path)), Error::Kind::Denied));
            QVERIFY(failsAs(fs->createFolder(at(path)), Error::Kind::Denied));
            QVERIFY(failsAs(fs->createLink(at(path), "x"), Error::Kind::Denied));
            QVERIFY(failsAs(fs->removeFile(at(path)), Error::Kind::Denied));
            QVERIFY(failsAs(fs->removeFolder(at(path)), Error::Kind::Denied));
            QVERIFY(failsAs(fs->readLink(at(path)), Error::Kind::Denied));
            QVERIFY(failsAs(fs->setModified(at(path), 0), Error::Kind::Denied));
            QVERIFY(failsAs(fs->setExecutable(at(path), true), Error::Kind::Denied));
            QVERIFY(failsAs(fs->rename(at("mine"), at(path), IfExists::Replace), Error::Kind::Denied));
            QVERIFY(failsAs(fs->rename(at(path), at("mine"), IfExists::Replace), Error::Kind::Denied));
        }
        QVERIFY(failsAs(fs->list(at("etc")), Error::Kind::Denied));
        QVERIFY(failsAs(fs->list(at("etc/sub")), Error::Kind::Denied));
        QVERIFY(failsAs(fs->syncFolder(at("etc")), Error::Kind::Denied));
        QVERIFY(failsAs(fs->openRead(at("file")), Error::Kind::Denied));
        QVERIFY(failsAs(fs->create(at("file")), Error::Kind::Conflict));
        QVERIFY(failsAs(fs->setExecutable(at("file"), true), Error::Kind::Conflict));
        QCOMPARE(readTree(outside.path()), tree("passwd"_file("root"), "sub/x"_file("x")));
    }

    void aParentSwappedForALinkLeadsNowhere_data() { bothWays(); }
    void aParentSwappedForALinkLeadsNowhere()
    {
        QFETCH(Resolve, resolve);
        const TempFolder outside;
        const TempFolder folder;
        writeTree(folder.path(), tree("dir"_dir, "link"_link(outside.bytes())));
        const auto fs = openIn(folder, resolve);
        const QByteArray dir = folder.bytes("dir"), link = folder.bytes("link");
        std::jthread swapper([&](const std::stop_token &stop) {
            while (!stop.stop_requested())
                ::renameat2(AT_FDCWD, dir.constData(), AT_FDCWD, link.constData(), RENAME_EXCHANGE);
        });
        int made = 0, denied = 0;
        for (int i = 0; i < 3000 || ((made == 0 || denied == 0) && i < 300'000); ++i) {
            const auto file = fs->create(at(qPrintable(u"dir/f%1"_s.arg(i))));
            QVERIFY2(file || file.error().kind == Error::Kind::Denied, qPrintable(file ? QString() : toText(file.error())));
            ++(file ? made : denied);
        }
        swapper.request_stop();
        swapper.join();
        QVERIFY(made > 0 && denied > 0);
        QCOMPARE(readTree(outside.path()), tree());
    }

    void aLinkIsAnEntryOfItsOwn_data() { bothWays(); }
    void aLinkIsAnEntryOfItsOwn()
    {
        QFETCH(Resolve, resolve);
        const TempFolder folder;
        const auto fs = openIn(folder, resolve);
        const QByteArray target = "../\xff/" + QByteArray(3000, 'x');
        QVERIFY(fs->createFolder(at("d")));
        QVERIFY(fs->createLink(at("d/link"), target));
        QCOMPARE(*fs->readLink(at("d/link")), target);
        QVERIFY((*fs->stat(at("d/link")))->kind == FileKind::Symlink);
        QVERIFY(fs->setModified(at("d/link"), -1'500'000'000));  // before 1970
        QCOMPARE((*fs->stat(at("d/link")))->modifiedNs, -1'500'000'000);
        QVERIFY(failsAs(fs->readLink(at("d")), Error::Kind::Conflict));
        QVERIFY(fs->removeFile(at("d/link")));
        QVERIFY(fs->removeFolder(at("d")));
        QVERIFY(!*fs->stat(at("d")));
    }

    void theExecutableBitGoesToWhomMayRead()
    {
        const TempFolder folder;
        const auto fs = openIn(folder);
        makeFile(*fs, "run", "x");
        QCOMPARE(::chmod(folder.bytes("run").constData(), 0640), 0);
        QVERIFY(fs->setExecutable(at("run"), true));
        QCOMPARE(modeOf(folder.bytes("run")), 0750u);
        QVERIFY(fs->setExecutable(at("run"), false));
        QCOMPARE(modeOf(folder.bytes("run")), 0640u);
    }

    void hostileNamesAreListedByteForByte()
    {
        const TempFolder folder;
        const QByteArray longest(255, 'x');
        QList<QByteArray> names{"\xff\xfe", "new\nline", "tab\t", " lead", "trail ", "*", "-rf", "\"quoted\"", "\\", "a:b", longest};
        for (const QByteArray &name : names)
            folder.write(name, "1");
        const auto fs = openIn(folder);
        const auto items = fs->list({});
        QVERIFY(items);
        QList<QByteArray> seen;
        for (const FolderItem &item : *items) {
            seen.append(item.name);
            QCOMPARE(item.stat.sizeBytes, 1);
        }
        std::ranges::sort(names);
        std::ranges::sort(seen);
        QCOMPARE(seen, names);
        QCOMPARE(contentOf(*fs, "new\nline"), "1");
        QCOMPARE(contentOf(*fs, longest.constData()), "1");
    }

    void aPathOfFourThousandBytesIsReached_data() { bothWays(); }
    void aPathOfFourThousandBytesIsReached()
    {
        QFETCH(Resolve, resolve);
        const TempFolder folder;
        const auto fs = openIn(folder, resolve);
        RelativePath path;
        while (path.bytes().size() + 201 < kMaxPathBytes) {
            path = path.child(QByteArray(200, 'd'));
            QVERIFY(fs->createFolder(path));
        }
        QVERIFY(fs->create(path.child("leaf")));
        QCOMPARE(int(fs->list(path)->size()), 1);
        QVERIFY((*fs->stat(path.child("leaf"))).has_value());
    }

    void pipesAndSocketsAreOtherAndNeverHoldUs()
    {
        const TempFolder folder;
        QCOMPARE(::mkfifo(folder.bytes("pipe").constData(), 0666), 0);
        const FileDescriptor listener(::socket(AF_UNIX, SOCK_STREAM, 0));
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        qstrncpy(address.sun_path, folder.bytes("socket").constData(), sizeof address.sun_path);
        QCOMPARE(::bind(listener.get(), reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
        const auto fs = openIn(folder);
        for (const char *name : {"pipe", "socket"}) {
            QVERIFY((*fs->stat(at(name)))->kind == FileKind::Other);
            QVERIFY(failsAs(fs->openRead(at(name)), Error::Kind::Conflict));
        }
        QVERIFY(fs->createFolder(at("dir")));
        QVERIFY(failsAs(fs->openRead(at("dir")), Error::Kind::Conflict));
    }

    void aFileWasBornWhenItWasMadeWhateverHappensToItSince()
    {
        const TempFolder folder;
        const auto fs = openIn(folder);
        QVERIFY(fs->create(at("a")));
        const auto born = *fs->bornNs(at("a"));
        if (!born)
            QSKIP("this disk does not keep when a file was made");
        QVERIFY(*born <= (*fs->stat(at("a")))->changedNs);
        QVERIFY(fs->setModified(at("a"), 1'000'000'000));
        QVERIFY(fs->rename(at("a"), at("b"), IfExists::Fail));
        QCOMPARE(*fs->bornNs(at("b")), born);
        QVERIFY(failsAs(fs->bornNs(at("a")), Error::Kind::NotFound));
    }

    void whoWritesAFileIsSeen()
    {
        const TempFolder folder;
        const auto fs = openIn(folder);
        QVERIFY(fs->create(at("a")));
        const auto isOpen = [&] { return *fs->isOpenForWriting(at("a")); };
        QVERIFY(!isOpen());
        {
            const auto reader = fs->openRead(at("a"));
            QVERIFY(!isOpen());
            const FileDescriptor writer(::open(folder.bytes("a").constData(), O_WRONLY | O_CLOEXEC));
            QVERIFY(isOpen());
        }
        QVERIFY(!isOpen());
        FileDescriptor mapped(::open(folder.bytes("a").constData(), O_RDWR | O_CLOEXEC));
        QCOMPARE(::ftruncate(mapped.get(), 4096), 0);
        void *memory = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, mapped.get(), 0);
        QVERIFY(memory != MAP_FAILED);
        mapped = {};
        QVERIFY(isOpen());  // a mapping writes without a descriptor
        ::munmap(memory, 4096);
        QVERIFY(!isOpen());
        QVERIFY(failsAs(fs->isOpenForWriting(at("none")), Error::Kind::NotFound));
    }

    void anotherUserIsDeniedAndNeverSeesAnEmptyFolder()
    {
        if (!canBecomeOtherUser())
            QSKIP("needs root to become another user");
        const TempFolder folder;
        writeTree(folder.path(), tree("open/a"_file, "closed/b"_file, "names/c"_file, "secret"_file, "readonly/d"_file));
        ::chmod(folder.bytes().constData(), 0755);
        ::chmod(folder.bytes("closed").constData(), 0700);
        ::chmod(folder.bytes("names").constData(), 0744);  // names may be read, what they are may not
        ::chmod(folder.bytes("secret").constData(), 0600);
        QVERIFY(asOtherUser([&] {
            const auto fs = openIn(folder);
            return fs->list(at("open")) && contentOf(*fs, "open/a") == "open/a"
                   && failsAs(fs->list(at("closed")), Error::Kind::Denied)
                   && failsAs(fs->stat(at("closed/b")), Error::Kind::Denied)
                   && failsAs(fs->stat(at("closed/none")), Error::Kind::Denied)
                   && failsAs(fs->list(at("names")), Error::Kind::Denied)
                   && failsAs(fs->openRead(at("secret")), Error::Kind::Denied)
                   && failsAs(fs->create(at("new")), Error::Kind::Denied)
                   && failsAs(fs->createFolder(at("readonly/new")), Error::Kind::Denied)
                   && failsAs(fs->removeFile(at("readonly/d")), Error::Kind::Denied)
                   && failsAs(fs->rename(at("readonly/d"), at("readonly/e"), IfExists::Fail), Error::Kind::Denied)
                   && failsAs(fs->setExecutable(at("readonly/d"), true), Error::Kind::Denied)
                   && failsAs(fs->setModified(at("readonly/d"), 1), Error::Kind::Denied);
        }));
        QVERIFY(asOtherUser([&] {
            return failsAs(openPosixFileSystem(folder.path(u"closed"_s)), Error::Kind::Denied);
        }));
    }

    /// A dead mount does not answer its owner, and denies itself to all others.
    void anEntryThatCannotBeLookedAtHidesNoOther()
    {
        const TempFolder folder;
        writeTree(folder.path(), tree("a"_file, "mount"_dir, "z"_file));
        ::chmod(folder.bytes().constData(), 0755);
        const DeadMount mount(folder.bytes("mount"));
        if (!mount)
            QSKIP("needs root and FUSE");
        const auto isListed = [&] {
            const auto fs = openIn(folder);
            const auto items = fs->list({});
            return !fs->stat(at("mount")) && items && items->size() == 3
                   && std::ranges::all_of(*items, [](const FolderItem &item) {
                          return item.stat.kind == (item.name == "mount" ? FileKind::Other : FileKind::File);
                      });
        };
        QVERIFY(isListed());
        QVERIFY(asOtherUser(isListed));
    }

    void aFullDiskIsSaidToBeFull()
    {
        const FileDescriptor full(::open("/dev/full", O_WRONLY));
        if (!full)
            QSKIP("no /dev/full");
        const TempFolder folder;
        QVERIFY(failsAs(makeWriteFile(FileDescriptor(::dup(full.get())), u"x"_s)->write(0, "x"), Error::Kind::DiskFull));
    }

    void aRootMovedAwayIsNoticed()
    {
        const TempFolder folder;
        folder.makeFolder(u"root"_s);
        const auto fs = PosixFileSystem::open(folder.path(u"root"_s));
        QVERIFY((*fs)->isStillAtItsPath());
        QCOMPARE(::rename(folder.bytes("root").constData(), folder.bytes("gone").constData()), 0);
        QVERIFY(!(*fs)->isStillAtItsPath());
        folder.makeFolder(u"root"_s);
        QVERIFY(!(*fs)->isStillAtItsPath());
    }

private:
    static void bothWays()
    {
        QTest::addColumn<Resolve>("resolve");
        QTest::newRow("the kernel resolves") << Resolve::Kernel;
        QTest::newRow("we walk") << Resolve::Walk;
    }
    static unsigned modeOf(const QByteArray &path)
    {
        struct ::stat raw {};
        return ::lstat(path.constData(), &raw) == 0 ? raw.st_mode & 07777 : 0;
    }
};

QTEST_GUILESS_MAIN(PosixFileSystemTest)
#include "posix_file_system_test.moc"
