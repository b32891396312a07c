#include "ui/operations/copy_tree.h"

#include "core/base/relative_path.h"
#include "ui/operations/file_operations.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tideline::ui {

namespace {
struct CopyText {
    Q_DECLARE_TR_FUNCTIONS(FileOperations)
};

constexpr size_t kSlice = 8 << 20;  ///< between two looks at the control

class Descriptor {
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    Q_DISABLE_COPY_MOVE(Descriptor)
    int fd() const { return m_fd; }
    /// errno's value.
    int close() { return ::close(std::exchange(m_fd, -1)) == 0 ? 0 : errno; }

private:
    int m_fd;
};

Error failed(int failure, const QString &where)
{
    const Error::Kind kind = failure == ENOSPC || failure == EDQUOT ? Error::Kind::DiskFull
        : failure == EACCES || failure == EPERM                     ? Error::Kind::Denied
        : failure == ENOENT                                         ? Error::Kind::NotFound
                                                                    : Error::Kind::Io;
    return {kind, CopyText::tr("It could not be copied."), where, QString::fromLocal8Bit(std::strerror(failure))};
}

Error stopped(const QString &where)
{
    return {Error::Kind::Cancelled, CopyText::tr("The copying was stopped."), where, {}};
}

/// Copies the next bytes; returns how many, 0 at the end, -1 with errno.
ssize_t copySlice(int from, int to)
{
    const ssize_t moved = ::copy_file_range(from, nullptr, to, nullptr, kSlice, 0);
    if (moved >= 0 || (errno != EXDEV && errno != EINVAL && errno != ENOSYS && errno != EOPNOTSUPP))
        return moved;
    static thread_local QByteArray buffer(1 << 20, Qt::Uninitialized);
    const ssize_t got = ::read(from, buffer.data(), size_t(buffer.size()));
    for (ssize_t written = 0; written < got;) {
        const ssize_t more = ::write(to, buffer.constData() + written, size_t(got - written));
        if (more < 0 && errno != EINTR)
            return -1;
        written += std::max<ssize_t>(more, 0);
    }
    return got;
}

Result<void> copyBytes(int from, int to, const QString &source, WorkControl &control)
{
    if (::ioctl(to, FICLONE, from) == 0)
        return {};
    for (qint64 done = 0;;) {
        if (control.isCancelled())
            return stopped(source);
        const ssize_t more = copySlice(from, to);
        if (more < 0 && errno != EINTR)
            return failed(errno, source);
        if (more == 0)
            return {};
        done += std::max<ssize_t>(more, 0);
        control.setDone(done);
    }
}

Result<void> copyFile(const QString &source, const QString &target, WorkControl &control)
{
    const Descriptor from(::open(QFile::encodeName(source).constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    struct stat info {};
    if (from.fd() < 0 || ::fstat(from.fd(), &info) != 0)
        return failed(errno, source);
    if (!S_ISREG(info.st_mode))
        return Error{Error::Kind::Invalid, CopyText::tr("Only files, folders and links can be copied."), source, {}};
    Descriptor to(::open(QFile::encodeName(target).constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (to.fd() < 0)
        return failed(errno, target);
    control.begin(QFileInfo(source).fileName(), info.st_size);
    if (auto copied = copyBytes(from.fd(), to.fd(), source, control); !copied)
        return copied;
    const timespec times[2] = {info.st_atim, info.st_mtim};
    if (::fchmod(to.fd(), info.st_mode & 0777) != 0 || ::futimens(to.fd(), times) != 0)
        return failed(errno, target);
    if (const int failure = to.close())
        return failed(failure, target);
    return {};
}

Result<void> copyLink(const QString &source, const QString &target)
{
    std::error_code failure;  // Qt would make a relative link absolute
    std::filesystem::copy_symlink(QFile::encodeName(source).toStdString(), QFile::encodeName(target).toStdString(), failure);
    return failure ? Result<void>(failed(failure.value(), source)) : Result<void>();
}

bool isFolder(const QString &path)
{
    const QFileInfo info(path);
    return info.isDir() && !info.isSymLink();
}
}  // namespace

// Not by Qt, whose listing passes over names that are no text, and ends quietly on an error.
Result<QStringList> namesIn(const QString &folder)
{
    QStringList names;
    std::error_code failure;
    std::filesystem::directory_iterator entry(QFile::encodeName(folder).toStdString(), failure);
    for (; !failure && entry != std::filesystem::directory_iterator(); entry.increment(failure)) {
        const QByteArray name = QByteArray::fromStdString(entry->path().filename().string());
        const QString text = QFile::decodeName(name);
        if (QFile::encodeName(text) != name)
            return Error{Error::Kind::Invalid, CopyText::tr("A name in this folder is no text, and cannot be copied."), folder + u'/' + text,
                         CopyText::tr("Give it another name first.")};
        names.append(text);
    }
    return failure ? Result<QStringList>(failed(failure.value(), folder)) : Result<QStringList>(names);
}

bool pathExists(const QString &path)
{
    struct stat info {};
    return ::lstat(QFile::encodeName(path).constData(), &info) == 0;
}

int renameNew(const QString &from, const QString &to)
{
    const QByteArray source = QFile::encodeName(from);
    const QByteArray target = QFile::encodeName(to);
    if (::renameat2(AT_FDCWD, source.constData(), AT_FDCWD, target.constData(), RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return errno;
    // A disk that knows no such rename (NFS): look first, and hope.
    if (pathExists(to))
        return EEXIST;
    return ::rename(source.constData(), target.constData()) == 0 ? 0 : errno;
}

Result<void> copyTree(const QString &source, const QString &target, WorkControl &control)
{
    if (control.isCancelled())
        return stopped(source);
    const QFileInfo info(source);
    if (info.isSymLink())
        return copyLink(source, target);
    if (!info.isDir())
        return copyFile(source, target, control);
    const auto names = namesIn(source);
    if (!names)
        return names.error();
    // Nobody looks into what is private meanwhile.
    if (::mkdir(QFile::encodeName(target).constData(), 0700) != 0)
        return failed(errno, target);
    for (const QString &name : *names) {
        if (isReservedName(name.toUtf8()))
            continue;  // another project's own folder
        if (auto copied = copyTree(source + u'/' + name, target + u'/' + name, control); !copied)
            return copied;
    }
    struct stat mode {};
    if (::stat(QFile::encodeName(source).constData(), &mode) != 0 || ::chmod(QFile::encodeName(target).constData(), mode.st_mode & 0777) != 0)
        return failed(errno, target);
    return {};
}

Result<bool> holdsReserved(const QString &path)
{
    if (!isFolder(path))
        return false;
    const auto names = namesIn(path);
    if (!names)
        return names.error();
    for (const QString &name : *names) {
        if (isReservedName(name.toUtf8()))
            return true;
        if (auto inside = holdsReserved(path + u'/' + name); !inside || *inside)
            return inside;
    }
    return false;
}

void removeCopy(const QString &path)
{
    if (isFolder(path))
        QDir(path).removeRecursively();
    else
        QFile::remove(path);
}

}  // namespace tideline::ui
