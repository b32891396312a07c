// Where a server is: an origin, checked once.
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace tideline::cloud {

enum class ClearText { LoopbackOnly, Anywhere };  ///< Anywhere: for tests

/// scheme://host[:port] of a server. Only parse() makes one.
struct ServerAddress {
    QByteArray scheme;  ///< "https" or "http"
    QByteArray host;    ///< lower case, ASCII; an IPv6 address without brackets
    int port = 0;       ///< always given

    /// From what a person types: "cloud.example", "https://cloud.example/", "127.0.0.1:8080". Without a scheme, loopback
    /// means http and everything else https.
    /// Errors: Invalid (not a server's address, user or path in it, another scheme, clear text beyond loopback).
    static Result<ServerAddress> parse(const QString &text, ClearText clearText = ClearText::LoopbackOnly);

    /// "https://host:port" without a default port: what the store keeps and curl is given.
    QByteArray origin() const;
    /// "ws://…" or "wss://…" of the same origin.
    QByteArray socketOrigin() const;
    bool isLoopback() const;
    bool operator==(const ServerAddress &) const = default;
};

}  // namespace tideline::cloud
