#include "app/session/descriptor_source.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

namespace tideline::session {

namespace {

constexpr qint64 kMostBytes = 16 << 20;

qint64 modifiedOf(const struct stat &what)
{
    return qint64(what.st_mtim.tv_sec) * 1'000'000'000 + what.st_mtim.tv_nsec;
}

Error failed()
{
    return {Error::Kind::Io, u"The file cannot be read: %1."_s.arg(QString::fromLocal8Bit(std::strerror(errno))), {}, {}};
}

}  // namespace

Result<std::shared_ptr<Source>> DescriptorSource::of(control::Socket file)
{
    struct stat what;
    if (::fstat(file.fd(), &what) != 0)
        return failed();
    const int flags = ::fcntl(file.fd(), F_GETFL);
    if (!S_ISREG(what.st_mode) || flags < 0 || (flags & O_ACCMODE) != O_RDONLY)
        return Error{Error::Kind::Invalid, u"This is no file that is open for reading alone."_s, {}, {}};
    return std::shared_ptr<Source>(new DescriptorSource(std::move(file), what.st_size, modifiedOf(what)));
}

Result<QByteArray> DescriptorSource::read(qint64 offset, qint64 length)
{
    offset = std::clamp<qint64>(offset, 0, m_size);
    length = std::clamp<qint64>(length, 0, std::min(m_size - offset, kMostBytes));
    QByteArray bytes(length, Qt::Uninitialized);
    for (qint64 done = 0; done < length;) {
        const ssize_t got = ::pread(m_file.fd(), bytes.data() + done, std::size_t(length - done), offset + done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return failed();
        if (got == 0)
            break;
        done += got;
        if (done < length)
            continue;
        struct stat now;
        if (::fstat(m_file.fd(), &now) == 0 && now.st_size == m_size && modifiedOf(now) == m_modifiedNs)
            return bytes;
        break;
    }
    if (length == 0)
        return bytes;
    return Error{Error::Kind::Conflict, u"The file was changed while it was looked at."_s, {}, u"Open it again."_s};
}

}  // namespace tideline::session
