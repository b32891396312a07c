#include "core/control/engine_lock.h"

#include "core/control/protocol.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace tideline::control {

namespace {

std::optional<qint64> pidIn(int fd)
{
    char text[32] = {};
    const ssize_t length = ::pread(fd, text, sizeof text - 1, 0);
    bool fine = false;
    const qint64 pid = QByteArray(text, length > 0 ? qsizetype(length) : 0).trimmed().toLongLong(&fine);
    return fine && pid > 0 ? std::optional(pid) : std::nullopt;
}

}  // namespace

Result<EngineLock> EngineLock::acquire(const QString &profile)
{
    const QString path = lockPath(profile);
    const int fd = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) {
        const int code = errno;
        const auto kind = code == ENOENT || code == ENOTDIR                    ? Error::Kind::NotFound
                          : code == EACCES || code == EPERM || code == EROFS ? Error::Kind::Denied
                                                                             : Error::Kind::Io;
        return Error{kind, u"The profile cannot be used: %1."_s.arg(QString::fromLocal8Bit(std::strerror(code))), path,
                     u"Check the folder and its permissions, or give another with --profile."_s};
    }
    EngineLock lock(fd);
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        const auto pid = pidIn(fd);
        return Error{Error::Kind::Conflict,
                     pid ? u"Another process (pid %1) owns this profile's engine."_s.arg(*pid)
                         : u"Another process owns this profile's engine."_s,
                     path, u"Use it through that process, or end it first."_s};
    }
    const QByteArray text = QByteArray::number(qint64(::getpid())) + '\n';
    if (::ftruncate(fd, 0) != 0 || ::pwrite(fd, text.constData(), std::size_t(text.size()), 0) != text.size())
        return Error{Error::Kind::DiskFull, u"The profile cannot be written."_s, path, u"Free space on its disk."_s};
    return lock;
}

std::optional<qint64> EngineLock::owner(const QString &profile)
{
    const int fd = ::open(QFile::encodeName(lockPath(profile)).constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return std::nullopt;
    std::optional<qint64> pid;
    if (::flock(fd, LOCK_SH | LOCK_NB) != 0)
        pid = pidIn(fd).value_or(0);
    ::close(fd);
    return pid;
}

EngineLock::EngineLock(EngineLock &&other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}

EngineLock::~EngineLock()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

}  // namespace tideline::control
