// What the transport may be told, with the defaults of the embedded server, and what it counts.
#pragma once

#include "app/server/http/request_parser.h"

#include <QHostAddress>

#include <atomic>
#include <chrono>

namespace tideline::server {

struct HttpSettings {
    QHostAddress address{QHostAddress::LocalHost};
    quint16 port = 0;          ///< 0 = any free one
    int ioThreads = 0;         ///< threads that own sockets; 0 = one per core, at most 4
    int maxConnections = 4096; ///< at that many the one that has waited longest for a request makes room
    int maxStreams = 128;      ///< replies sent piece by piece at once (some 1.3 MiB each); at that many a stuck one makes room
    bool behindProxy = false;  ///< the peer's address is the last one in X-Forwarded-For
    RequestParser::Limits limits;
    qint64 bufferBytes = 256 << 10;  ///< per connection and direction; what is over it waits in the kernel or at the peer
    std::chrono::milliseconds headTimeout{10'000};      ///< a whole head, from its first byte (or the accept) on
    std::chrono::milliseconds bodyTimeout{30'000};      ///< between two pieces of a body
    std::chrono::milliseconds sendTimeout{60'000};      ///< a reader that takes nothing
    std::chrono::milliseconds slowGrace{60'000};        ///< how long a request's peer may be waited for in all, and beyond that
    qint64 minBytesPerSecond = 1024;                    ///< as long as its body and the reply take at this rate
    std::chrono::milliseconds keepAliveTimeout{75'000}; ///< between two requests
    std::chrono::milliseconds lingerTimeout{2'000};     ///< for the peer to read a refusal before the connection is cut
};

/// Counts since the start. Thread: any.
struct HttpMetrics {
    std::atomic<qint64> connectionsOpen{0};
    std::atomic<qint64> connectionsTotal{0};
    std::atomic<qint64> requestsByClass[6] = {};  ///< [2] = replies 2xx …; [0] = cut before a reply
    std::atomic<qint64> requestMicroseconds{0};   ///< from the whole head to the last byte handed to the socket
    std::atomic<qint64> bytesIn{0};               ///< of bodies
    std::atomic<qint64> bytesOut{0};              ///< of bodies
    std::atomic<qint64> upgrades{0};
};

}  // namespace tideline::server
