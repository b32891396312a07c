#include "app/server/http/socket_worker.h"

namespace tideline::server {

void SocketWorker::take(qintptr descriptor)
{
    auto *connection = new Connection(m_context, descriptor);
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
