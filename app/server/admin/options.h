// What the command line of tideline-server says.
#pragma once

#include "core/base/result.h"

#include <QHostAddress>
#include <QString>
#include <QStringList>

#include <optional>

namespace tideline::server {

struct Endpoint {
    QHostAddress address;
    quint16 port = 0;
};
/// "127.0.0.1:8480", "[::1]:0", "localhost:80". Errors: Invalid.
Result<Endpoint> endpointFromText(const QString &text);

struct Options {
    enum class Command { Serve, UserAdd, UserList, TokenCreate, TokenList, TokenRevoke };
    Command command = Command::Serve;
    QString data;                          ///< absolute
    Endpoint listen{QHostAddress(QHostAddress::LocalHost), 8480};
    std::optional<Endpoint> opsListen;
    QString portFile;                      ///< empty = none
    QStringList allowedOrigins;
    QByteArray publicUrl;                  ///< where clients reach it, without a path; empty = as each request did
    bool behindProxy = false;
    bool verbose = false;
    QString name;                          ///< of the user; the token's id for TokenRevoke
    QString label;                         ///< of a new token
    QStringList scopes;                    ///< of a new token; empty = all
    int days = 0;                          ///< that a new token is good for; 0 = for ever
    int requestsPerSecond = 0;             ///< of one user; 0 = no limit
    QString passwordFile;                  ///< "-" = standard input
    QString tokenFile;                     ///< the same; what TokenRevoke takes instead of an id
};

/// "https://tide.example.org" without a path or what else an address may have; http on this computer only. Errors: Invalid.
Result<QByteArray> publicUrlFromText(const QString &text);

/// What to do, or what to say and exit with: 0 for --help and --version, 2 for a wrong command line.
struct OptionsOutcome {
    std::optional<Options> options;
    int exitCode = 0;
    QString text;  ///< for standard output when exitCode is 0, else for standard error
};
OptionsOutcome parseOptions(int argc, char **argv);

}  // namespace tideline::server
