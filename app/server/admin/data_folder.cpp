#include "app/server/admin/data_folder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tideline::server {

namespace {

Error systemError(const QString &what, const QString &where, const QString &mend = {})
{
    const int code = errno;
    Error::Kind kind = Error::Kind::Io;
    if (code == EACCES || code == EPERM || code == EROFS)
        kind = Error::Kind::Denied;
    else if (code == ENOSPC || code == EDQUOT)
        kind = Error::Kind::DiskFull;
    return {kind, u"%1: %2."_s.arg(what, QString::fromLocal8Bit(std::strerror(code))), where, mend};
}

}  // namespace

Result<DataFolder> DataFolder::open(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    QDir().mkpath(QFileInfo(path).path());  // a failure shows below
    if (::mkdir(name.constData(), 0700) != 0 && errno != EEXIST)
        return systemError(u"The data folder cannot be made"_s, path, u"Choose another with --data."_s);
    struct stat info{};
    if (::stat(name.constData(), &info) != 0)
        return systemError(u"The data folder cannot be read"_s, path);
    if (!S_ISDIR(info.st_mode))
        return Error{Error::Kind::Invalid, u"The data folder is no folder."_s, path, u"Choose another with --data."_s};
    if ((info.st_mode & 077) != 0 && ::chmod(name.constData(), 0700) != 0)
        return systemError(u"Others can read the data folder, and that cannot be changed"_s, path);
    if (::access(name.constData(), R_OK | W_OK | X_OK) != 0)
        return systemError(u"The data folder cannot be written"_s, path, u"Choose another with --data."_s);
    return DataFolder(path);
}

DataFolder::DataFolder(DataFolder &&other) noexcept
    : m_path(std::move(other.m_path)), m_lock(std::exchange(other.m_lock, -1))
{
}

DataFolder::~DataFolder()
{
    if (m_lock >= 0)
        ::close(m_lock);
}

Result<void> DataFolder::lock()
{
    const QString path = m_path + u"/lock"_s;
    m_lock = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (m_lock < 0)
        return systemError(u"The lock file cannot be made"_s, path);
    if (::flock(m_lock, LOCK_EX | LOCK_NB) != 0) {
        char text[32] = {};
        const ssize_t length = ::pread(m_lock, text, sizeof text - 1, 0);
        const QString pid = QString::fromLatin1(text, length > 0 ? length : 0).trimmed();
        return Error{Error::Kind::Refused,
                     pid.isEmpty() ? u"Another server uses this data folder."_s
                                   : u"Another server (process %1) uses this data folder."_s.arg(pid),
                     m_path, u"Stop it, or choose another folder with --data."_s};
    }
    const QByteArray pid = QByteArray::number(qint64(::getpid())) + '\n';
    if (::ftruncate(m_lock, 0) != 0 || ::pwrite(m_lock, pid.constData(), std::size_t(pid.size()), 0) < 0)
        return systemError(u"The lock file cannot be written"_s, path);
    return {};
}

Result<void> writePrivateFile(const QString &path, QByteArrayView bytes)
{
    const QByteArray name = QFile::encodeName(path);
    const QByteArray beside = name + ".new";
    const auto failed = [&](int fd) {
        const Error error = systemError(u"A file cannot be written"_s, path);
        if (fd >= 0)
            ::close(fd);
        ::unlink(beside.constData());
        return error;
    };
    ::unlink(beside.constData());
    const int fd = ::open(beside.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return failed(fd);
    if (::write(fd, bytes.data(), std::size_t(bytes.size())) != bytes.size() || ::fsync(fd) != 0)
        return failed(fd);
    if (::close(fd) != 0 || ::rename(beside.constData(), name.constData()) != 0)
        return failed(-1);
    return {};
}

}  // namespace tideline::server
