// Unix sockets: listening, connecting, who the peer is, and lines with a limit.
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace tideline::control {

/// A socket's descriptor, closed with its scope.
class Socket {
public:
    explicit Socket(int fd = -1) : m_fd(fd) {}
    Socket(Socket &&other) noexcept;
    Socket &operator=(Socket &&other) noexcept;
    ~Socket();
    int fd() const { return m_fd; }
    /// Wakes every thread that reads or writes it; they see an end.
    void shutDown() const;

private:
    int m_fd;
};

/// Listens at `path` with mode 0600, replacing whatever socket is there (the caller holds the EngineLock). Paths longer
/// than a socket address are reached through their folder's descriptor. Errors: Denied, NotFound, Io.
Result<Socket> listenAt(const QString &path);
/// Errors: NotFound (nobody listens), Denied, Io.
Result<Socket> connectTo(const QString &path);
/// Blocks for the next client; nullopt when the listener was shut down.
std::optional<Socket> acceptOn(const Socket &listener);
/// Whether the peer runs as this process's user.
bool isOwnUser(const Socket &socket);

/// Writes it all, however slowly the peer reads; false: it is gone, or shutDown() was called.
bool writeAll(const Socket &socket, QByteArrayView bytes);

/// Lines of a socket. Thread: one at a time.
class LineReader {
public:
    LineReader(const Socket &socket, qsizetype maxBytes) : m_socket(socket), m_maxBytes(maxBytes) {}
    /// The next line without '\n'; nullopt at the end. An unended last line is dropped.
    /// Errors: Invalid (longer than `maxBytes`); nothing can be read after it.
    Result<std::optional<QByteArray>> next();

private:
    const Socket &m_socket;
    qsizetype m_maxBytes;
    QByteArray m_buffer;
    qsizetype m_searched = 0;
};

}  // namespace tideline::control
