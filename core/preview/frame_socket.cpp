#include "core/preview/frame_socket.h"

#include "core/preview/message.h"

#include <QtEndian>

#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <unistd.h>

namespace tideline::preview {

namespace {

constexpr std::size_t kControlBytes = CMSG_SPACE(sizeof(int));
constexpr qsizetype kHeadBytes = 4;

/// Reads some bytes, and a file if one comes with them. The number of bytes; 0 at the end.
ssize_t receive(const control::Socket &socket, char *into, std::size_t size, control::Socket &file, bool &hasMany)
{
    alignas(cmsghdr) char control[kControlBytes];
    iovec part{into, size};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    ssize_t got = -1;
    do {
        got = ::recvmsg(socket.fd(), &message, MSG_CMSG_CLOEXEC);
    } while (got < 0 && errno == EINTR);
    for (cmsghdr *head = got > 0 ? CMSG_FIRSTHDR(&message) : nullptr; head; head = CMSG_NXTHDR(&message, head)) {
        if (head->cmsg_level != SOL_SOCKET || head->cmsg_type != SCM_RIGHTS || head->cmsg_len != CMSG_LEN(sizeof(int)))
            continue;
        int fd = -1;
        std::memcpy(&fd, CMSG_DATA(head), sizeof fd);
        hasMany = hasMany || file.fd() >= 0;
        file = control::Socket(fd);
    }
    hasMany = hasMany || (message.msg_flags & MSG_CTRUNC) != 0;
    return got;
}

/// False: the other side is gone before all came.
bool receiveAll(const control::Socket &socket, char *into, qsizetype size, control::Socket &file, bool &hasMany)
{
    while (size > 0) {
        const ssize_t got = receive(socket, into, std::size_t(size), file, hasMany);
        if (got <= 0)
            return false;
        into += got;
        size -= qsizetype(got);
    }
    return true;
}

}  // namespace

bool writeFrame(const control::Socket &socket, QByteArrayView frame, int file)
{
    if (file < 0)
        return control::writeAll(socket, frame);
    alignas(cmsghdr) char control[kControlBytes]{};
    iovec part{const_cast<char *>(frame.data()), std::size_t(frame.size())};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    cmsghdr *head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof(int));
    std::memcpy(CMSG_DATA(head), &file, sizeof file);
    ssize_t sent = -1;
    do {
        sent = ::sendmsg(socket.fd(), &message, MSG_NOSIGNAL);
    } while (sent < 0 && errno == EINTR);
    return sent > 0 && control::writeAll(socket, frame.sliced(qsizetype(sent)));
}

Result<std::optional<Frame>> readFrame(const control::Socket &socket)
{
    Frame frame;
    bool hasMany = false;
    char head[kHeadBytes];
    if (!receiveAll(socket, head, kHeadBytes, frame.file, hasMany))
        return std::optional<Frame>();
    const quint32 size = qFromBigEndian<quint32>(head);
    if (size > kMaxFrameBytes)
        return Error{Error::Kind::Invalid, u"A message is longer than 64 MiB."_s, u"preview message"_s, {}};
    frame.bytes = QByteArray(qsizetype(size), Qt::Uninitialized);
    if (!receiveAll(socket, frame.bytes.data(), frame.bytes.size(), frame.file, hasMany))
        return std::optional<Frame>();
    if (hasMany)
        return Error{Error::Kind::Invalid, u"More than one file came with a message."_s, u"preview message"_s, {}};
    return std::optional(std::move(frame));
}

int peerProcess(const control::Socket &socket)
{
    ucred peer{};
    socklen_t length = sizeof peer;
    return ::getsockopt(socket.fd(), SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0 ? int(peer.pid) : 0;
}

}  // namespace tideline::preview
