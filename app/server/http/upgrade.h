// How a connection leaves HTTP for another protocol, seen from the transport.
#pragma once

#include "app/server/api/message.h"

#include <memory>

class QTcpSocket;

namespace tideline::server {

/// Takes over connections whose request asks for it. The transport reads the head without taking it from the socket,
/// asks admit(), and hands the socket on as it came.
class UpgradeHandler {
public:
    /// What admit() learnt and adopt() needs (who the user is).
    class Ticket {
    public:
        virtual ~Ticket() = default;
    };
    struct Admission {
        std::unique_ptr<Response> refused;  ///< sent instead of the handshake, then the connection is closed
        std::unique_ptr<Ticket> ticket;
    };

    virtual ~UpgradeHandler() = default;
    /// Whether this request is for it. Thread: any; does not block.
    virtual bool wants(const RequestHead &head) const = 0;
    /// Decides before the handshake. Thread: pool; may block.
    virtual Admission admit(const RequestHead &head) = 0;
    /// Takes the socket, which lives on the calling thread and still holds the request. Thread: one with an event loop.
    virtual void adopt(std::unique_ptr<QTcpSocket> socket, std::unique_ptr<Ticket> ticket) = 0;
};

}  // namespace tideline::server
