#include "core/files/posix_file_system.h"

#include "core/files/posix_error.h"
#include "core/files/posix_open_file.h"

#include <QFile>

#include <csignal>
#include <dirent.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>

#include <algorithm>
#include <cstdio>

namespace tideline::files {

namespace {

int openBeneath(int root, const char *below, int flags, unsigned mode)
{
    open_how how{};
    how.flags = quint64(flags | O_CLOEXEC);
    how.mode = mode;
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
    long fd = 0;
    do
        fd = ::syscall(SYS_openat2, root, below, &how, sizeof how);
    while (fd < 0 && (errno == EINTR || errno == EAGAIN));  // EAGAIN: a rename raced with the lookup
    return int(fd);
}

/// openat() where O_DIRECTORY on a symbolic link says ELOOP, as openat2 does, and not ENOTDIR.
int openPart(int folder, const char *name, int flags, unsigned mode)
{
    for (;;) {
        const int fd = ::openat(folder, name, flags | O_NOFOLLOW | O_CLOEXEC, mode);
        if (fd >= 0 || (errno != ENOTDIR && errno != EINTR))
            return fd;
        struct ::stat raw {};
        if (::fstatat(folder, name, &raw, AT_SYMLINK_NOFOLLOW) != 0)
            return -1;
        if (!S_ISDIR(raw.st_mode)) {  // else it has become a folder meanwhile: again
            errno = S_ISLNK(raw.st_mode) ? ELOOP : ENOTDIR;
            return -1;
        }
    }
}

constexpr int kFolderHandle = O_PATH | O_DIRECTORY;

/// What a person understands of a rename: the names of our own folder say nothing to them.
QString renaming(const RelativePath &from, const RelativePath &to)
{
    const RelativePath own = ownPath({});
    if (from.isWithin(own) && !to.isWithin(own))
        return u"put the new version into its place"_s;
    return to.isWithin(own) ? u"take the old version away"_s : u"rename %1"_s.arg(from.toString());
}

}  // namespace

/// A name below a folder's handle: what the *at() calls take.
struct PosixFileSystem::Place {
    FileDescriptor held;  ///< empty when the folder is the root itself
    int folder = -1;
    QByteArray name;
};

Result<std::unique_ptr<FileSystem>> openPosixFileSystem(const QString &root)
{
    auto opened = PosixFileSystem::open(root);
    if (!opened)
        return opened.error();
    return std::unique_ptr<FileSystem>(std::move(*opened));
}

Result<std::unique_ptr<PosixFileSystem>> PosixFileSystem::open(const QString &root, Resolve resolve)
{
    const QByteArray path = QFile::encodeName(root);
    if (!path.startsWith('/'))
        return Error{Error::Kind::Invalid, u"The folder's path is not absolute."_s, root, {}};
    FileDescriptor held(::open(path.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!held && errno == ENOTDIR)
        return Error{Error::Kind::Invalid, u"It is not a folder."_s, root, u"Choose a folder."_s};
    if (!held)
        return errorFromErrno(errno, u"open the folder"_s, root);
    if (resolve == Resolve::Auto) {
        // ENOSYS before Linux 5.6; EPERM from a sandbox that does not know the call.
        const FileDescriptor probe(openBeneath(held.get(), ".", kFolderHandle, 0));
        resolve = probe ? Resolve::Kernel : Resolve::Walk;
    }
    return std::unique_ptr<PosixFileSystem>(new PosixFileSystem(std::move(held), path, resolve));
}

PosixFileSystem::PosixFileSystem(FileDescriptor root, QByteArray rootPath, Resolve resolve)
    : m_root(std::move(root)), m_rootPath(std::move(rootPath)), m_resolve(resolve)
{
}

FileDescriptor PosixFileSystem::open(const QByteArray &below, int flags, unsigned mode) const
{
    const QByteArray &path = below.isEmpty() ? QByteArrayLiteral(".") : below;
    if (m_resolve == Resolve::Walk)
        return walk(path, flags, mode);
    return FileDescriptor(openBeneath(m_root.get(), path.constData(), flags, mode));
}

FileDescriptor PosixFileSystem::walk(const QByteArray &below, int flags, unsigned mode) const
{
    FileDescriptor held;
    int folder = m_root.get();
    qsizetype start = 0;
    for (qsizetype slash = below.indexOf('/'); slash >= 0; slash = below.indexOf('/', start)) {
        FileDescriptor next(openPart(folder, below.sliced(start, slash - start).constData(), kFolderHandle, 0));
        if (!next)
            return {};
        held = std::move(next);
        folder = held.get();
        start = slash + 1;
    }
    return FileDescriptor(openPart(folder, below.sliced(start).constData(), flags, mode));
}

Result<PosixFileSystem::Place> PosixFileSystem::placeOf(const RelativePath &path, const QString &action) const
{
    Q_ASSERT(!path.isRoot());
    const QByteArray &bytes = path.bytes();
    const qsizetype slash = bytes.lastIndexOf('/');
    if (slash < 0)
        return Place{{}, m_root.get(), bytes};
    FileDescriptor parent = open(bytes.first(slash), kFolderHandle);
    if (!parent)
        return error(errno, action, path);
    const int folder = parent.get();
    return Place{std::move(parent), folder, bytes.sliced(slash + 1)};
}

Error PosixFileSystem::error(int code, const QString &action, const RelativePath &path) const
{
    return errorFromErrno(code, action, path.isRoot() ? QFile::decodeName(m_rootPath) : path.toString());
}

Result<std::optional<FileStat>> PosixFileSystem::stat(const RelativePath &path)
{
    const QString action = u"look at the entry"_s;
    struct ::stat raw {};
    if (path.isRoot()) {
        if (::fstat(m_root.get(), &raw) != 0)
            return error(errno, action, path);
        return std::optional(fileStatFrom(raw));
    }
    auto place = placeOf(path, action);
    if (!place)
        return place.error();
    if (::fstatat(place->folder, place->name.constData(), &raw, AT_SYMLINK_NOFOLLOW) == 0)
        return std::optional(fileStatFrom(raw));
    if (errno == ENOENT)
        return std::optional<FileStat>();
    return error(errno, action, path);
}

Result<std::vector<FolderItem>> PosixFileSystem::list(const RelativePath &folder)
{
    const QString action = u"read the folder"_s;
    FileDescriptor handle = open(folder.bytes(), O_RDONLY | O_DIRECTORY);
    if (!handle)
        return error(errno, action, folder);
    const std::unique_ptr<DIR, int (*)(DIR *)> stream(::fdopendir(handle.get()), ::closedir);
    if (!stream)
        return error(errno, action, folder);
    const int descriptor = handle.release();  // the stream closes it
    std::vector<FolderItem> items;
    std::size_t closed = 0;  // entries that may not be looked at
    for (;;) {
        errno = 0;
        const dirent *entry = ::readdir(stream.get());
        if (!entry) {
            if (errno != 0)
                return error(errno, action, folder);
            if (closed > 0 && closed == items.size())
                return error(EACCES, action, folder);  // the folder itself has no x bit for us
            return items;
        }
        const char *name = entry->d_name;
        if (name[0] == '.' && (name[1] == 0 || (name[1] == '.' && name[2] == 0)))
            continue;
        struct ::stat raw {};
        if (::fstatat(descriptor, name, &raw, AT_SYMLINK_NOFOLLOW) == 0)
            items.push_back({QByteArray(name), fileStatFrom(raw)});
        else if (errno == ENOMEM || errno == EINTR)
            return error(errno, action, folder);
        else if (errno != ENOENT) {
            // A dead or another user's mount, or one damaged inode: the others are listed all the same.
            closed += errno == EACCES ? 1 : 0;
            items.push_back({QByteArray(name), FileStat{}});
        }
    }
}

Result<std::unique_ptr<ReadFile>> PosixFileSystem::openRead(const RelativePath &path)
{
    const QString action = u"open the file"_s;
    // O_NONBLOCK: a FIFO must not hold us up; it means nothing to a regular file.
    constexpr int kFlags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
    // That we read it is no news to anybody, and to note it costs as much as to read a small file. Of others' files it is refused.
    FileDescriptor file = m_readsUnnoted ? open(path.bytes(), kFlags | O_NOATIME) : FileDescriptor();
    if (!file && (!m_readsUnnoted || errno == EPERM)) {
        m_readsUnnoted = false;
        file = open(path.bytes(), kFlags);
    }
    struct ::stat raw {};
    if (!file || ::fstat(file.get(), &raw) != 0)
        return error(errno, action, path);
    if (!S_ISREG(raw.st_mode))
        return Error{Error::Kind::Conflict, u"It is not a file."_s, path.toString(), {}};
    return makeReadFile(std::move(file), path.toString());
}

Result<std::optional<qint64>> PosixFileSystem::bornNs(const RelativePath &path)
{
    const QString action = u"look at the entry"_s;
    auto place = placeOf(path, action);
    if (!place)
        return place.error();
    struct ::statx raw {};
    if (::statx(place->folder, place->name.constData(), AT_SYMLINK_NOFOLLOW, STATX_BTIME, &raw) != 0)
        return error(errno, action, path);
    if ((raw.stx_mask & STATX_BTIME) == 0 || raw.stx_btime.tv_sec <= 0)  // some disks say zero for "not known"
        return std::optional<qint64>{};
    return std::optional<qint64>(raw.stx_btime.tv_sec * 1'000'000'000 + raw.stx_btime.tv_nsec);
}

/// A read lease is refused while anybody has the file open for writing (fcntl(2), "Leases").
Result<bool> PosixFileSystem::isOpenForWriting(const RelativePath &path)
{
    const FileDescriptor file = open(path.bytes(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
    if (!file)
        return error(errno, u"open the file"_s, path);
    // Should somebody open it at this very moment, the kernel's signal to us must be one that does nothing.
    if (::fcntl(file.get(), F_SETSIG, SIGURG) != 0)
        return false;
    if (::fcntl(file.get(), F_SETLEASE, F_RDLCK) != 0)
        return errno == EAGAIN;
    ::fcntl(file.get(), F_SETLEASE, F_UNLCK);
    return false;
}

Result<QByteArray> PosixFileSystem::readLink(const RelativePath &path)
{
    const QString action = u"read the symbolic link"_s;
    auto place = placeOf(path, action);
    if (!place)
        return place.error();
    std::array<char, 4097> target{};
    const ssize_t size = ::readlinkat(place->folder, place->name.constData(), target.data(), target.size());
    if (size < 0 && errno == EINVAL)
        return Error{Error::Kind::Conflict, u"It is not a symbolic link."_s, path.toString(), {}};
    if (size < 0)
        return error(errno, action, path);
    return QByteArray(target.data(), size);
}

Result<std::unique_ptr<WriteFile>> PosixFileSystem::create(const RelativePath &path)
{
    FileDescriptor file = open(path.bytes(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0666);
    if (!file)
        return error(errno, u"create the file"_s, path);
    return makeWriteFile(std::move(file), path.toString());
}

Result<void> PosixFileSystem::createFolder(const RelativePath &path)
{
    const QString action = u"create the folder"_s;
    auto place = placeOf(path, action);
    if (!place)
        return place.error();
    if (::mkdirat(place->folder, place->name.constData(), 0777) != 0)
        return error(errno, action, path);
    return {};
}

Result<void> PosixFileSystem::createLink(const RelativePath &path, const QByteArray &target)
{
    const QString action = u"create the symbolic link"_s;
    auto place = placeOf(path, action);
    if (!place)
        return place.error();
    if (::symlinkat(target.constData(), place->folder, place->name.constData()) != 0)
        return error(errno, action, path);
    return {};
}

Result<void> PosixFileSystem::setExecutable(const RelativePath &path, bool executable)
{
    const QString action = u"set the mode"_s;
    auto place = placeOf(path, action);
    if (!place)
        return place.error();
    struct ::stat raw {};
    if (::fstatat(place->folder, place->name.constData(), &raw, AT_SYMLINK_NOFOLLOW) != 0)
        return error(errno, action, path);
    if (!S_ISREG(raw.st_mode))
        return Error{Error::Kind::Conflict, u"It is not a file."_s, path.toString(), {}};
    const unsigned mode = modeWithExecutable(raw.st_mode, executable);
    if (mode != (raw.st_mode & 07777)
        && ::fchmodat(place->folder, place->name.constData(), mode, AT_SYMLINK_NOFOLLOW) != 0)
        return error(errno == EOPNOTSUPP ? ELOOP : errno, action, path);  // a link was swapped in
    return {};
}

Result<bool> PosixFileSystem::copyPermissions(const RelativePath &from, const RelativePath &to)
{
    const QString action = u"set the mode"_s;
    auto source = placeOf(from, action);
    if (!source)
        return source.error();
    struct ::stat model {}, own {};
    if (::fstatat(source->folder, source->name.constData(), &model, AT_SYMLINK_NOFOLLOW) != 0)
        return error(errno, action, from);
    auto target = placeOf(to, action);
    if (!target)
        return target.error();
    if (::fstatat(target->folder, target->name.constData(), &own, AT_SYMLINK_NOFOLLOW) != 0)
        return error(errno, action, to);
    if (!S_ISREG(model.st_mode) || !S_ISREG(own.st_mode))
        return false;
    const unsigned mode = modeWithExecutable(model.st_mode & 0777, (own.st_mode & S_IXUSR) != 0);
    if (mode == (own.st_mode & 07777))
        return false;
    if (::fchmodat(target->folder, target->name.constData(), mode, AT_SYMLINK_NOFOLLOW) != 0)
        return error(errno == EOPNOTSUPP ? ELOOP : errno, action, to);
    return true;
}

Result<void> PosixFileSystem::setModified(const RelativePath &path, qint64 modifiedNs)
{
    const QString action = u"set the time"_s;
    auto place = placeOf(path, action);
    if (!place)
        return place.error();
    if (::utimensat(place->folder, place->name.constData(), modifiedTimes(modifiedNs).data(), AT_SYMLINK_NOFOLLOW) != 0)
        return error(errno, action, path);
    return {};
}

Result<void> PosixFileSystem::rename(const RelativePath &from, const RelativePath &to, IfExists ifExists)
{
    const QString action = renaming(from, to);
    auto source = placeOf(from, action);
    if (!source)
        return source.error();
    auto target = placeOf(to, action);
    if (!target)
        return target.error();
    const unsigned flags = ifExists == IfExists::Fail ? RENAME_NOREPLACE
                           : ifExists == IfExists::Exchange ? RENAME_EXCHANGE
                                                            : 0u;
    if (::renameat2(source->folder, source->name.constData(), target->folder, target->name.constData(), flags) == 0)
        return {};
    if (ifExists == IfExists::Fail && errno == EINVAL)
        return renameWithoutFlags(*source, *target, from, to);
    if (ifExists == IfExists::Exchange && (errno == EINVAL || errno == EOPNOTSUPP || errno == ENOSYS))
        return Error{Error::Kind::Invalid, u"This disk cannot exchange two files in one step."_s, to.toString(), {}};
    return error(errno, action, errno == ENOENT ? from : to);
}

/// Makes `place`, which lies in `folder`, that of `path`; the folder's handle is kept where it is the same. False: it cannot be opened.
bool PosixFileSystem::moveTo(const RelativePath &path, std::optional<Place> &place, QByteArray &folder) const
{
    const QByteArray &bytes = path.bytes();
    const qsizetype slash = bytes.lastIndexOf('/');
    const QByteArrayView parent = QByteArrayView(bytes).first(std::max<qsizetype>(slash, 0));
    if (place && parent == folder) {
        place->name = bytes.sliced(slash + 1);
        return true;
    }
    auto opened = placeOf(path, {});
    place = opened ? std::optional(*std::move(opened)) : std::nullopt;
    folder = parent.toByteArray();
    return place.has_value();
}

std::vector<Result<std::optional<FileStat>>> PosixFileSystem::renameAll(std::span<const Renaming> renamings)
{
    std::vector<Result<std::optional<FileStat>>> done;
    done.reserve(renamings.size());
    std::optional<Place> source, target;
    QByteArray sourceFolder, targetFolder;
    for (const Renaming &one : renamings) {
        const bool isRenamed = moveTo(one.from, source, sourceFolder) && moveTo(one.to, target, targetFolder)
                               && ::renameat2(source->folder, source->name.constData(), target->folder, target->name.constData(),
                                              RENAME_NOREPLACE) == 0;
        if (!isRenamed) {  // once more in full: a folder may stand at its path again, and the error is rename()'s to say
            source.reset();
            target.reset();
            done.push_back(FileSystem::renameAll(std::span(&one, 1)).front());
            continue;
        }
        struct ::stat raw {};
        const bool isSeen = ::fstatat(target->folder, target->name.constData(), &raw, AT_SYMLINK_NOFOLLOW) == 0;
        done.emplace_back(isSeen ? std::optional(fileStatFrom(raw)) : std::nullopt);
    }
    return done;
}

Result<void> PosixFileSystem::renameWithoutFlags(const Place &source, const Place &target, const RelativePath &from,
                                                 const RelativePath &to) const
{
    const QString action = renaming(from, to);
    const char *fromName = source.name.constData();
    const char *toName = target.name.constData();
    struct ::stat raw {};
    if (::fstatat(source.folder, fromName, &raw, AT_SYMLINK_NOFOLLOW) != 0)
        return error(errno, action, from);
    if (!S_ISDIR(raw.st_mode)) {
        if (::linkat(source.folder, fromName, target.folder, toName, 0) != 0)
            return error(errno, action, to);
        if (::unlinkat(source.folder, fromName, 0) != 0)
            return error(errno, action, from);
        return {};
    }
    if (::mkdirat(target.folder, toName, 0700) != 0)
        return error(errno, action, to);
    if (::renameat(source.folder, fromName, target.folder, toName) == 0)
        return {};
    const int code = errno;
    ::unlinkat(target.folder, toName, AT_REMOVEDIR);
    return error(code, action, to);
}

Result<void> PosixFileSystem::removeFile(const RelativePath &path)
{
    const QString action = u"remove the file"_s;
    auto place = placeOf(path, action);
    if (!place)
        return place.error();
    if (::unlinkat(place->folder, place->name.constData(), 0) != 0)
        return error(errno, action, path);
    return {};
}

Result<void> PosixFileSystem::removeFolder(const RelativePath &path)
{
    const QString action = u"remove the folder"_s;
    auto place = placeOf(path, action);
    if (!place)
        return place.error();
    if (::unlinkat(place->folder, place->name.constData(), AT_REMOVEDIR) != 0)
        return error(errno, action, path);
    return {};
}

Result<void> PosixFileSystem::syncFile(const RelativePath &path)
{
    const QString action = u"make the file durable"_s;
    const FileDescriptor file = open(path.bytes(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
    struct ::stat raw {};
    if (!file || ::fstat(file.get(), &raw) != 0)
        return error(errno, action, path);
    if (!S_ISREG(raw.st_mode))
        return Error{Error::Kind::Conflict, u"It is not a file."_s, path.toString(), {}};
    if (::fsync(file.get()) != 0) {
        m_failedToSync = true;
        return error(errno, action, path);
    }
    return {};
}

Result<void> PosixFileSystem::syncFolder(const RelativePath &folder)
{
    const QString action = u"make the folder durable"_s;
    const FileDescriptor handle = open(folder.bytes(), O_RDONLY | O_DIRECTORY);
    if (!handle)
        return error(errno, action, folder);
    if (::fsync(handle.get()) == 0)
        return {};
    if (errno == EINVAL || errno == ENOTSUP)
        return syncAll();  // a file system without fsync of folders
    m_failedToSync = true;
    return error(errno, action, folder);
}

Result<void> PosixFileSystem::syncAll()
{
    if (::syncfs(m_root.get()) == 0)
        return {};
    m_failedToSync = true;
    return error(errno, u"make the disk's data durable"_s, {});
}

Result<qint64> PosixFileSystem::freeBytes()
{
    struct ::statvfs raw {};
    if (::fstatvfs(m_root.get(), &raw) != 0)
        return error(errno, u"ask for free space"_s, {});
    return qint64(raw.f_bavail) * qint64(raw.f_frsize);
}

Result<void> PosixFileSystem::makePrivate(const RelativePath &folder)
{
    const FileDescriptor handle = open(folder.bytes(), O_RDONLY | O_DIRECTORY);
    struct ::stat raw {};
    if (!handle || ::fstat(handle.get(), &raw) != 0
        || ((raw.st_mode & 07777) != 0700 && ::fchmod(handle.get(), 0700) != 0))
        return error(errno, u"protect the folder"_s, folder);
    return {};
}

bool PosixFileSystem::isStillAtItsPath() const
{
    struct ::stat held {}, named {};
    return ::fstat(m_root.get(), &held) == 0 && ::stat(m_rootPath.constData(), &named) == 0
           && held.st_dev == named.st_dev && held.st_ino == named.st_ino;
}

}  // namespace tideline::files
