// One socket thread's share of the connections.
#pragma once

#include "app/server/http/connection.h"

#include <QObject>

#include <vector>

namespace tideline::server {

/// The connections of one socket thread. Thread: that one, but for the constructor.
class SocketWorker final : public QObject {
    Q_OBJECT
public:
    explicit SocketWorker(const HttpContext &context) : m_context(context) {}

    void take(qintptr descriptor);
    void drain();
    void abortAll();
    /// Cuts the connection that has waited longest for a whole request, if one waits.
    void makeRoom();

Q_SIGNALS:
    void connectionEnded();

private:
    bool cutStuckStream();

    const HttpContext m_context;
    std::vector<Connection *> m_connections;
    bool m_draining = false;
};

}  // namespace tideline::server
