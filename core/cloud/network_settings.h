// How the cloud is reached: through which proxy, and whose certificates are trusted.
#pragma once

#include "core/cloud/server_address.h"

#include <functional>
#include <optional>

class QSslKey;

namespace tideline::cloud {

/// A proxy, as sockets want it.
struct ProxyAddress {
    enum class Kind { Http, Socks5 };
    Kind kind = Kind::Http;
    QByteArray host;
    int port = 0;
    QByteArray user, password;  ///< empty = none are given
    bool operator==(const ProxyAddress &) const = default;
};

/// One for all links of a profile: HTTP and push. A server on loopback is never asked through a proxy.
struct NetworkSettings {
    /// System: what https_proxy, all_proxy and no_proxy say. Manual: proxyUrl.
    enum class Proxy { System, None, Manual };
    Proxy proxy = Proxy::System;
    QByteArray proxyUrl;       ///< "http://HOST:PORT" or "socks5://HOST:PORT"
    QByteArray proxyUser, proxyPassword;
    QByteArray caFile;         ///< PEM; its certificates are trusted beside the system's; empty = none
    QByteArray clientFile;     ///< PEM: a certificate of this computer and its key, for a cloud that asks for one; empty = none
    bool operator==(const NetworkSettings &) const = default;
};

/// "http://HOST[:PORT]" or "socks5://HOST[:PORT]", without a user or a path; without a scheme it is http, without a port 3128 or 1080.
/// Errors: Invalid.
Result<ProxyAddress> parseProxy(const QString &text);

/// What a socket to this server goes through; nullopt: straight. `environment` gives a variable's value, for the system's proxy.
std::optional<ProxyAddress> proxyFor(const ServerAddress &server, const NetworkSettings &settings,
                                     const std::function<QByteArray(const char *name)> &environment);

/// Errors: NotFound, Denied (it cannot be read), Invalid (no certificate in it).
Result<void> checkCaFile(const QString &file);
/// Errors: NotFound, Denied (it cannot be read), Invalid (no certificate, or no key that opens without a passphrase).
Result<void> checkClientFile(const QString &file);
/// The key in such a file; null when there is none that opens without a passphrase.
QSslKey clientKey(const QByteArray &pem);

/// Where the system keeps what it trusts, when that is not where libcurl was built to look (a program that carries its libcurl to another
/// distribution); empty = it is there, or nowhere. `builtIn`: libcurl's own path, `root`: the system's.
QByteArray certificatesElsewhere(const QByteArray &builtIn, const QByteArray &root = {});

}  // namespace tideline::cloud
