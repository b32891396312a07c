#include "core/control/control_server.h"

#include <QFile>

#include <unistd.h>

namespace tideline::control {

namespace {
constexpr std::size_t kMaxClients = 64;
}

Result<std::unique_ptr<ControlServer>> ControlServer::start(const QString &profile, VerbHandler &handler, const EngineLock &)
{
    const QString path = socketPath(profile);
    auto listener = listenAt(path);
    if (!listener)
        return listener.error();
    return std::unique_ptr<ControlServer>(new ControlServer(path, std::move(*listener), handler));
}

ControlServer::ControlServer(QString path, Socket listener, VerbHandler &handler)
    : m_path(std::move(path)), m_listener(std::move(listener)), m_handler(handler)
{
    m_acceptor = std::thread([this] { acceptClients(); });
}

ControlServer::~ControlServer()
{
    closeDoor();
    m_acceptor.join();
    m_connections.clear();
}

void ControlServer::closeDoor()
{
    const std::lock_guard lock(m_mutex);
    if (std::exchange(m_doorClosed, true))
        return;
    ::unlink(QFile::encodeName(m_path).constData());
    m_listener.shutDown();
}

void ControlServer::drain(std::chrono::milliseconds limit)
{
    closeDoor();
    std::vector<ControlConnection *> connections;
    {
        const std::lock_guard lock(m_mutex);
        for (const auto &connection : m_connections)
            connections.push_back(connection.get());
    }
    for (ControlConnection *connection : connections)
        connection->drain(limit);
}

void ControlServer::acceptClients()
{
    while (auto client = acceptOn(m_listener)) {
        if (!isOwnUser(*client)) {
            writeAll(*client, toLine({{u"error"_s, toJson({Error::Kind::Denied, u"This profile belongs to another user."_s,
                                                           m_path, {}})}}));
            continue;
        }
        const std::lock_guard lock(m_mutex);
        if (m_doorClosed)
            continue;
        std::erase_if(m_connections, [](const auto &connection) { return connection->isOver(); });
        if (m_connections.size() >= kMaxClients) {
            writeAll(*client, toLine({{u"error"_s, toJson({Error::Kind::Refused, u"Too many clients at one time."_s, m_path,
                                                           u"Close some."_s})}}));
            continue;
        }
        m_connections.push_back(std::make_unique<ControlConnection>(std::move(*client), m_handler));
    }
}

}  // namespace tideline::control
