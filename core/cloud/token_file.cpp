#include "core/cloud/token_file.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tideline::cloud {

namespace {

QString pathOf(const QString &profile)
{
    return profile + u"/token"_s;
}

Error systemError(const QString &what, const QString &where)
{
    const int code = errno;
    const auto kind = code == EACCES || code == EPERM || code == EROFS ? Error::Kind::Denied
                      : code == ENOSPC || code == EDQUOT               ? Error::Kind::DiskFull
                                                                       : Error::Kind::Io;
    return Error{kind, u"%1: %2."_s.arg(what, QString::fromLocal8Bit(std::strerror(code))), where, {}};
}

/// A file descriptor, closed with its scope.
struct Descriptor {
    int fd = -1;
    ~Descriptor()
    {
        if (fd >= 0)
            ::close(fd);
    }
};

Result<void> writeAll(int fd, QByteArrayView bytes, const QString &where)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = ::write(fd, bytes.data(), std::size_t(bytes.size()));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return systemError(u"The sign-in cannot be stored"_s, where);
        bytes = bytes.sliced(qsizetype(written));
    }
    return {};
}

}  // namespace

Result<std::optional<Secret>> readSecret(const QString &profile)
{
    const QString path = pathOf(profile);
    const Descriptor file{::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)};
    if (file.fd < 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            return std::optional<Secret>();
        return systemError(u"The sign-in cannot be read"_s, path);
    }
    struct stat info{};
    if (::fstat(file.fd, &info) != 0)
        return systemError(u"The sign-in cannot be read"_s, path);
    if ((info.st_mode & 077) != 0)
        return Error{Error::Kind::Denied, u"Others can read the sign-in's file, so its token is not used."_s, path,
                     u"Run chmod 600 on it, or sign in again."_s};
    QByteArray bytes(64 << 10, Qt::Uninitialized);
    const ssize_t length = ::read(file.fd, bytes.data(), std::size_t(bytes.size()));
    if (length < 0)
        return systemError(u"The sign-in cannot be read"_s, path);
    bytes.truncate(qsizetype(length));
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    Secret secret{object.value(u"origin"_s).toString().toLatin1(), object.value(u"token"_s).toString().toLatin1(),
                  object.value(u"device"_s).toString(), object.value(u"refresh"_s).toString().toLatin1(),
                  object.value(u"expires_at_ms"_s).toInteger()};
    if (secret.origin.isEmpty() || secret.token.isEmpty())
        return Error{Error::Kind::Corrupt, u"The sign-in's file is damaged."_s, path, u"Sign in again: tide login URL"_s};
    return std::optional(std::move(secret));
}

Result<void> writeSecret(const QString &profile, const Secret &secret)
{
    const QString path = pathOf(profile);
    const QByteArray name = QFile::encodeName(path);
    const QByteArray beside = name + ".new-" + QByteArray::number(::getpid());
    ::unlink(beside.constData());
    {
        const Descriptor file{::open(beside.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600)};
        if (file.fd < 0)
            return systemError(u"The sign-in cannot be stored"_s, path);
        QJsonObject object{{u"origin"_s, QString::fromLatin1(secret.origin)},
                           {u"token"_s, QString::fromLatin1(secret.token)},
                           {u"device"_s, secret.device}};
        if (!secret.refresh.isEmpty()) {
            object[u"refresh"_s] = QString::fromLatin1(secret.refresh);
            object[u"expires_at_ms"_s] = secret.expiresAtMs;
        }
        auto written = writeAll(file.fd, QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n', path);
        if (written && ::fsync(file.fd) != 0)
            written = systemError(u"The sign-in cannot be stored"_s, path);
        if (!written) {
            ::unlink(beside.constData());
            return written.error();
        }
    }
    if (::rename(beside.constData(), name.constData()) != 0) {
        const Error error = systemError(u"The sign-in cannot be stored"_s, path);
        ::unlink(beside.constData());
        return error;
    }
    const Descriptor folder{::open(QFile::encodeName(profile).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (folder.fd >= 0)
        ::fsync(folder.fd);  // best effort: the old sign-in after a power cut is no harm
    return {};
}

Result<void> removeSecret(const QString &profile)
{
    const QString path = pathOf(profile);
    if (::unlink(QFile::encodeName(path).constData()) != 0 && errno != ENOENT && errno != ENOTDIR)
        return systemError(u"The sign-in cannot be removed"_s, path);
    return {};
}

}  // namespace tideline::cloud
