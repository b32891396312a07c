#include "tests/core/cloud/script_server.h"

#include <algorithm>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace tideline::test {

ScriptConnection::~ScriptConnection()
{
    ::close(m_fd);
}

QByteArray ScriptConnection::readHead()
{
    for (;;) {
        const qsizetype end = m_buffer.indexOf("\r\n\r\n");
        if (end >= 0) {
            const QByteArray head = m_buffer.first(end + 4);
            m_buffer.remove(0, end + 4);
            return head;
        }
        char piece[4096];
        const ssize_t got = ::recv(m_fd, piece, sizeof piece, 0);
        if (got <= 0)
            return {};
        m_buffer.append(piece, qsizetype(got));
    }
}

QByteArray ScriptConnection::readBytes(qsizetype count)
{
    std::vector<char> piece(256 << 10);
    while (m_buffer.size() < count) {
        const ssize_t got = ::recv(m_fd, piece.data(), piece.size(), 0);
        if (got <= 0)
            break;
        m_buffer.append(piece.data(), qsizetype(got));
    }
    const QByteArray bytes = m_buffer.first(std::min(count, m_buffer.size()));
    m_buffer.remove(0, bytes.size());
    return bytes;
}

void ScriptConnection::waitForClose()
{
    char piece[4096];
    while (::recv(m_fd, piece, sizeof piece, 0) > 0) { }
}

void ScriptConnection::write(const QByteArray &bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t sent = ::send(m_fd, bytes.constData() + done, std::size_t(bytes.size() - done), MSG_NOSIGNAL);
        if (sent <= 0)
            return;
        done += qsizetype(sent);
    }
}

ScriptServer::ScriptServer(Play play) : m_play(std::move(play)), m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    if (::bind(m_listener, reinterpret_cast<sockaddr *>(&address), length) != 0 || ::listen(m_listener, 64) != 0)
        qFatal("no loopback socket");
    ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &length);
    m_port = ntohs(address.sin_port);
    m_acceptor = std::thread([this] { serve(); });
}

ScriptServer::~ScriptServer()
{
    ::shutdown(m_listener, SHUT_RDWR);
    m_acceptor.join();
    ::close(m_listener);
    {
        const std::lock_guard lock(m_mutex);
        for (int fd : m_open)
            ::shutdown(fd, SHUT_RDWR);
    }
    for (std::thread &player : m_players)
        player.join();
}

void ScriptServer::serve()
{
    for (;;) {
        const int fd = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (fd < 0)
            return;
        const int number = ++m_count;
        const std::lock_guard lock(m_mutex);
        m_open.push_back(fd);
        m_players.emplace_back([this, fd, number] {
            ScriptConnection connection(fd, number);
            m_play(connection);
            const std::lock_guard inner(m_mutex);
            std::erase(m_open, fd);
        });
    }
}

}  // namespace tideline::test
