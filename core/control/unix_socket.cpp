#include "core/control/unix_socket.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#include <utility>

namespace tideline::control {

namespace {

Error systemError(const QString &what, const QString &where)
{
    const int code = errno;
    const auto kind = code == ENOENT || code == ECONNREFUSED || code == ENOTDIR ? Error::Kind::NotFound
                      : code == EACCES || code == EPERM || code == EROFS        ? Error::Kind::Denied
                                                                                : Error::Kind::Io;
    return Error{kind, u"%1: %2."_s.arg(what, QString::fromLocal8Bit(std::strerror(code))), where, {}};
}

/// The address of a path of any length: its folder is held open as long as the address is in use.
struct Address {
    sockaddr_un name{};
    Socket folder;
    bool valid = false;

    explicit Address(const QString &path)
    {
        QByteArray text = QFile::encodeName(path);
        if (text.size() >= qsizetype(sizeof name.sun_path)) {
            const QFileInfo info(path);
            folder = Socket(::open(QFile::encodeName(info.path()).constData(), O_PATH | O_DIRECTORY | O_CLOEXEC));
            if (folder.fd() < 0)
                return;
            text = "/proc/self/fd/" + QByteArray::number(folder.fd()) + "/" + QFile::encodeName(info.fileName());
        }
        name.sun_family = AF_UNIX;
        std::memcpy(name.sun_path, text.constData(), std::size_t(text.size()) + 1);
        valid = true;
    }
    const sockaddr *get() const { return reinterpret_cast<const sockaddr *>(&name); }
};

}  // namespace

Socket::Socket(Socket &&other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}

Socket &Socket::operator=(Socket &&other) noexcept
{
    std::swap(m_fd, other.m_fd);
    return *this;
}

Socket::~Socket()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

void Socket::shutDown() const
{
    if (m_fd >= 0)
        ::shutdown(m_fd, SHUT_RDWR);
}

Result<Socket> listenAt(const QString &path)
{
    const Address address(path);
    Socket socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (socket.fd() < 0 || !address.valid)
        return systemError(u"The control socket cannot be made"_s, path);
    // The mode of the descriptor is the mode that bind() gives the file: it never exists with another one.
    if (::fchmod(socket.fd(), 0600) != 0)
        return systemError(u"The control socket cannot be made"_s, path);
    if (::unlink(QFile::encodeName(path).constData()) != 0 && errno != ENOENT)
        return systemError(u"The old control socket cannot be removed"_s, path);
    if (::bind(socket.fd(), address.get(), sizeof address.name) != 0 || ::listen(socket.fd(), 64) != 0)
        return systemError(u"The control socket cannot be made"_s, path);
    return socket;
}

Result<Socket> connectTo(const QString &path)
{
    const Address address(path);
    Socket socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (socket.fd() < 0 || !address.valid)
        return systemError(u"The engine's process cannot be reached"_s, path);
    if (::connect(socket.fd(), address.get(), sizeof address.name) != 0)
        return systemError(u"The engine's process cannot be reached"_s, path);
    if (!isOwnUser(socket))
        return Error{Error::Kind::Denied, u"The control socket belongs to another user."_s, path, {}};
    return socket;
}

std::optional<Socket> acceptOn(const Socket &listener)
{
    for (;;) {
        const int fd = ::accept4(listener.fd(), nullptr, nullptr, SOCK_CLOEXEC);
        if (fd >= 0)
            return Socket(fd);
        if (errno == EMFILE || errno == ENFILE || errno == ENOMEM) {
            ::usleep(100'000);  // the world's shortage: the client waits in the backlog meanwhile
            continue;
        }
        if (errno != EINTR && errno != ECONNABORTED)
            return std::nullopt;
    }
}

bool isOwnUser(const Socket &socket)
{
    ucred peer{};
    socklen_t length = sizeof peer;
    return ::getsockopt(socket.fd(), SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0 && peer.uid == ::geteuid();
}

bool writeAll(const Socket &socket, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t sent = ::send(socket.fd(), bytes.data(), std::size_t(bytes.size()), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            return false;
        bytes = bytes.sliced(qsizetype(sent));
    }
    return true;
}

Result<std::optional<QByteArray>> LineReader::next()
{
    for (;;) {
        const qsizetype end = m_buffer.indexOf('\n', m_searched);
        if (end >= 0) {
            std::optional line = m_buffer.first(end);
            m_buffer.remove(0, end + 1);
            m_searched = 0;
            return line;
        }
        m_searched = m_buffer.size();
        if (m_buffer.size() > m_maxBytes)
            return Error{Error::Kind::Invalid, u"A line is longer than %1 bytes."_s.arg(m_maxBytes), u"control socket"_s, {}};
        char piece[64 << 10];
        const ssize_t got = ::recv(m_socket.fd(), piece, sizeof piece, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return std::optional<QByteArray>();
        m_buffer.append(piece, qsizetype(got));
    }
}

}  // namespace tideline::control
