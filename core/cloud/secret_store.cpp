#include "core/cloud/secret_store.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tideline::cloud {

namespace {

const QByteArray kInKeyRing = "kept in the desktop's key ring\n";

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
            return systemError(u"The secret cannot be stored"_s, where);
        bytes = bytes.sliced(qsizetype(written));
    }
    return {};
}

}  // namespace

Result<std::optional<QByteArray>> FileSecrets::read(const QString &name)
{
    const QString path = pathOf(name);
    const Descriptor file{::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)};
    if (file.fd < 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            return std::optional<QByteArray>();
        return systemError(u"The secret cannot be read"_s, path);
    }
    struct stat info{};
    if (::fstat(file.fd, &info) != 0)
        return systemError(u"The secret cannot be read"_s, path);
    if ((info.st_mode & 077) != 0)
        return Error{Error::Kind::Denied, u"Others can read this secret's file, so it is not used."_s, path,
                     u"Run chmod 600 on it, or sign in again."_s};
    QByteArray bytes(64 << 10, Qt::Uninitialized);
    const ssize_t length = ::read(file.fd, bytes.data(), std::size_t(bytes.size()));
    if (length < 0)
        return systemError(u"The secret cannot be read"_s, path);
    bytes.truncate(qsizetype(length));
    return std::optional(std::move(bytes));
}

Result<void> FileSecrets::write(const QString &name, const QByteArray &secret)
{
    const QString path = pathOf(name);
    const QByteArray target = QFile::encodeName(path);
    const QByteArray beside = target + ".new-" + QByteArray::number(::getpid());
    ::unlink(beside.constData());
    {
        const Descriptor file{::open(beside.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600)};
        if (file.fd < 0)
            return systemError(u"The secret cannot be stored"_s, path);
        auto written = writeAll(file.fd, secret, path);
        if (written && ::fsync(file.fd) != 0)
            written = systemError(u"The secret cannot be stored"_s, path);
        if (!written) {
            ::unlink(beside.constData());
            return written.error();
        }
    }
    if (::rename(beside.constData(), target.constData()) != 0) {
        const Error error = systemError(u"The secret cannot be stored"_s, path);
        ::unlink(beside.constData());
        return error;
    }
    const Descriptor folder{::open(QFile::encodeName(m_profile).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (folder.fd >= 0)
        ::fsync(folder.fd);  // best effort: the old secret after a power cut is no harm
    return {};
}

Result<void> FileSecrets::remove(const QString &name)
{
    const QString path = pathOf(name);
    if (::unlink(QFile::encodeName(path).constData()) != 0 && errno != ENOENT && errno != ENOTDIR)
        return systemError(u"The secret cannot be removed"_s, path);
    return {};
}

std::optional<SecretHome> ProfileSecrets::homeOf(const QString &name)
{
    const auto file = m_files.read(name);
    if (!file || !*file)
        return {};
    return **file == kInKeyRing ? SecretHome::KeyRing : SecretHome::File;
}

Result<std::optional<QByteArray>> ProfileSecrets::read(const QString &name)
{
    auto file = m_files.read(name);
    if (!file || !*file || **file != kInKeyRing)
        return file;
    const QString mend = u"Sign in to the desktop first; or sign in again here: tide login URL, which then keeps it in a file."_s;
    if (!m_keyRing)
        return Error{Error::Kind::Denied, u"The sign-in is in the desktop's key ring, which cannot be reached from here."_s, fileOf(name), mend};
    auto held = m_keyRing->read(name);
    if (held && !*held)
        return Error{Error::Kind::Denied, u"The desktop's key ring has lost the sign-in."_s, fileOf(name), u"Sign in again: tide login URL"_s};
    if (!held)
        return Error{Error::Kind::Denied, held.error().what, held.error().where, mend};
    return held;
}

Result<void> ProfileSecrets::write(const QString &name, const QByteArray &secret)
{
    const auto before = homeOf(name);
    if (m_keyRing && m_home == SecretHome::KeyRing && m_keyRing->write(name, secret))
        return m_files.write(name, kInKeyRing);
    auto written = m_files.write(name, secret);
    if (written && m_keyRing && before == SecretHome::KeyRing)
        (void)m_keyRing->remove(name);  // an old one that stays there is asked for by nobody
    return written;
}

Result<void> ProfileSecrets::remove(const QString &name)
{
    // The ring is always asked: what was written there too late lies there, too.
    const auto gone = m_keyRing ? m_keyRing->remove(name) : Result<void>();
    if (homeOf(name) == SecretHome::KeyRing && (!m_keyRing || !gone))
        return Error{Error::Kind::Denied, u"The secret is in the desktop's key ring, which cannot be reached now; it stays there."_s, fileOf(name),
                     u"Unlock the key ring, and do it again."_s};
    return m_files.remove(name);
}

}  // namespace tideline::cloud
