// A relay on loopback between a client and a server, which counts the bytes that pass, both ways, headers and all.
#pragma once

#include "core/control/unix_socket.h"

#include <arpa/inet.h>
#include <atomic>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace tideline::test {

/// Thread:    bytes() any; each connection has a thread of its own.
/// Ownership: its sockets and threads. Connections end with it.
class CountingRelay {
public:
    /// To this port of loopback.
    explicit CountingRelay(int port) : m_to(port), m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address = loopback(0);
        socklen_t length = sizeof address;
        if (::bind(m_listener.fd(), reinterpret_cast<sockaddr *>(&address), length) != 0 || ::listen(m_listener.fd(), 64) != 0
            || ::getsockname(m_listener.fd(), reinterpret_cast<sockaddr *>(&address), &length) != 0)
            qFatal("no relay");
        m_port = ntohs(address.sin_port);
        m_accepting = std::thread([this] { accept(); });
    }
    ~CountingRelay()
    {
        m_ends = true;
        m_accepting.join();
        for (std::thread &one : m_connections)
            one.join();
    }
    int port() const { return m_port; }
    qint64 bytes() const { return m_bytes; }

private:
    static constexpr int kLookMs = 20;  ///< whether it ends
    static sockaddr_in loopback(int port)
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(uint16_t(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return address;
    }
    void accept()
    {
        while (!m_ends) {
            pollfd waiting{m_listener.fd(), POLLIN, 0};
            if (::poll(&waiting, 1, kLookMs) <= 0)
                continue;
            if (const int client = ::accept4(m_listener.fd(), nullptr, nullptr, SOCK_CLOEXEC); client >= 0)
                m_connections.emplace_back([this, client] { relay(control::Socket(client)); });
        }
    }
    void relay(control::Socket client)
    {
        const control::Socket server(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        const sockaddr_in address = loopback(m_to);
        if (::connect(server.fd(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
            return;
        std::vector<char> buffer(64 << 10);
        pollfd ends[2]{{client.fd(), POLLIN, 0}, {server.fd(), POLLIN, 0}};
        while (!m_ends) {
            if (::poll(ends, 2, kLookMs) <= 0)
                continue;
            for (int from = 0; from < 2; ++from) {
                if (ends[from].revents == 0)
                    continue;
                const ssize_t got = ::read(ends[from].fd, buffer.data(), buffer.size());
                if (got <= 0 || !control::writeAll(from == 0 ? server : client, {buffer.data(), qsizetype(got)}))
                    return;
                m_bytes += got;
            }
        }
    }

    const int m_to;
    int m_port = 0;
    control::Socket m_listener;
    std::atomic<bool> m_ends = false;
    std::atomic<qint64> m_bytes = 0;
    std::thread m_accepting;
    std::vector<std::thread> m_connections;  ///< the accepting thread's, until it ended
};

}  // namespace tideline::test
