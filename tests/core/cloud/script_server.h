// A TCP server on loopback whose every connection is played by a function of the test.
#pragma once

#include <QByteArray>

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace tideline::test {

/// One accepted connection. Blocking; a lost peer reads as empty.
class ScriptConnection {
public:
    ScriptConnection(int fd, int number) : m_fd(fd), m_number(number) {}
    ~ScriptConnection();
    ScriptConnection(const ScriptConnection &) = delete;
    ScriptConnection &operator=(const ScriptConnection &) = delete;

    /// Up to and with "\r\n\r\n"; empty when the peer closed.
    QByteArray readHead();
    QByteArray readBytes(qsizetype count);
    /// Blocks until the peer closes (or the server ends).
    void waitForClose();
    void write(const QByteArray &bytes);
    /// 1 for the first connection.
    int number() const { return m_number; }

private:
    friend class ScriptServer;
    int m_fd;
    int m_number;
    QByteArray m_buffer;
};

/// Thread: its own, one per connection. The play returns to close the connection.
class ScriptServer {
public:
    using Play = std::function<void(ScriptConnection &)>;
    explicit ScriptServer(Play play);
    ~ScriptServer();
    int port() const { return m_port; }
    QByteArray origin() const { return "http://127.0.0.1:" + QByteArray::number(m_port); }
    int connections() const { return m_count; }

private:
    void serve();
    Play m_play;
    int m_listener;
    int m_port = 0;
    std::atomic<int> m_count = 0;
    std::mutex m_mutex;
    std::vector<int> m_open;
    std::vector<std::thread> m_players;
    std::thread m_acceptor;
};

}  // namespace tideline::test
