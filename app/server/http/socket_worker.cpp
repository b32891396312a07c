#include "app/server/http/socket_worker.h"

#include <algorithm>

namespace tideline::server {

namespace {

constexpr qint64 kStuckMs = 1000;

}  // namespace

void SocketWorker::take(qintptr descriptor)
{
    auto *connection = new Connection(m_context, [this] { return cutStuckStream(); }, descriptor);
    connection->setParent(this);
    m_connections.push_back(connection);
    connect(connection, &Connection::ended, this, [this](Connection *ended) {
        std::erase(m_connections, ended);
        Q_EMIT connectionEnded();
    });
    if (m_draining)
        connection->drain();
}

void SocketWorker::makeRoom()
{
    Connection *longest = nullptr;
    for (Connection *connection : m_connections) {
        if (connection->waitsSince() && (!longest || *connection->waitsSince() < *longest->waitsSince()))
            longest = connection;
    }
    if (longest)
        longest->abort();
}

bool SocketWorker::cutStuckStream()
{
    const auto stuck = std::ranges::max_element(m_connections, {}, &Connection::stuckMs);
    if (stuck == m_connections.end() || (*stuck)->stuckMs() < kStuckMs)
        return false;
    (*stuck)->abort();
    return true;
}

void SocketWorker::drain()
{
    m_draining = true;
    for (Connection *connection : std::vector(m_connections))
        connection->drain();
}

void SocketWorker::abortAll()
{
    for (Connection *connection : std::vector(m_connections))
        connection->abort();
}

}  // namespace tideline::server
