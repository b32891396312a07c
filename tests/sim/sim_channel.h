// cloud::Channel straight into the server's handlers, over a network that fails as networks do.
#pragma once

#include "core/cloud/channel.h"
#include "tests/sim/sim_process.h"
#include "tests/sim/sim_server.h"

namespace tideline::sim {

/// What may go wrong with one request.
enum class NetworkFault {
    None,
    LostRequest,  ///< never arrives: Offline
    LostReply,    ///< the server did it, the client hears nothing: Offline
    CutRequest,   ///< the connection breaks in the middle of the request's body
    CutReply,     ///< the connection breaks in the middle of the reply's body
    Unavailable,  ///< 503 with a problem body
    TooMany,      ///< 429
    BadGateway,   ///< 502 with a proxy's HTML
    Portal,       ///< 200 with a captive portal's HTML
    HalfOpen,     ///< the connection stays open and silent, before or after the server has heard: Timeout
    Doubled,      ///< delivered twice, as a proxy that tries again does
    Late,         ///< the client gives up and goes on; the request arrives behind others: Timeout
    Slow,         ///< request or reply takes its time, and all is well
};
inline constexpr int kNetworkFaults = 13;

/// One client's link. send() yields before, between and after all that the server does.
///
/// Thread:    one.
/// Ownership: borrows the server; keeps the client's process alive.
class SimChannel final : public cloud::Channel {
public:
    SimChannel(World &world, SimServer &server, std::shared_ptr<SimProcess> client, QByteArray token)
        : m_world(world),
          m_server(server),
          m_client(std::move(client)),
          m_token(std::move(token))
    {}
    Result<cloud::CloudReply> send(const cloud::CloudRequest &request, const OnBody &onBody = {}) override;

    /// Every request with the status it was answered with by the server itself, whether or not the client heard it.
    using Witness = std::function<void(const cloud::CloudRequest &request, int status, const QByteArray &body)>;
    void setWitness(Witness witness) { m_witness = std::move(witness); }

private:
    struct Delivery;
    Result<cloud::CloudReply> deliver(const cloud::CloudRequest &request, const OnBody &onBody, NetworkFault fault);
    Result<cloud::CloudReply> stream(Delivery &delivery, const cloud::CloudRequest &request, const OnBody &onBody,
                                     NetworkFault fault);
    NetworkFault drawFault();
    void deliverLater(const cloud::CloudRequest &request);

    World &m_world;
    SimServer &m_server;
    std::shared_ptr<SimProcess> m_client;
    QByteArray m_token;
    Witness m_witness;
    bool m_isLate = false;
};

}  // namespace tideline::sim
