// What the command line of tideline-server says.
#pragma once

#include "app/server/api/core.h"
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
    enum class Command { Serve, UserAdd, UserList, UserLink, UserQuota, TokenCreate, TokenList, TokenRevoke, Check };
    Command command = Command::Serve;
    QString data;                          ///< absolute
    Endpoint listen{QHostAddress(QHostAddress::LocalHost), 8480};
    std::optional<Endpoint> opsListen;
    QString portFile;                      ///< empty = none
    QList<QByteArray> allowedOrigins;      ///< of pages that may call, as browsers write them
    QByteArray publicUrl;                  ///< where clients reach it, without a path; empty = as each request did
    QByteArray oidcIssuer;                 ///< empty = no sign-in provider; as typed, since tokens are compared with it
    QByteArray oidcClientId;
    QString oidcSecretFile;                ///< empty = the provider gave none
    QString oidcName;                      ///< on the button
    QList<QByteArray> oidcHosts;
    bool oidcNewUsers = false;
    QString subject;                       ///< for UserLink
    QString packKeyFile;                   ///< empty = packs are not sealed
    bool behindProxy = false;
    bool verbose = false;
    bool invitationsMakeUsers = false;     ///< who was sent the code of an invitation may become a user by it
    QString name;                          ///< of the user; the token's id for TokenRevoke
    QString label;                         ///< of a new token
    QStringList scopes;                    ///< of a new token; empty = all
    int days = 0;                          ///< that a new token is good for; 0 = for ever
    int requestsPerSecond = 0;             ///< of one user; 0 = no limit
    QString passwordFile;                  ///< "-" = standard input
    QString tokenFile;                     ///< the same; what TokenRevoke takes instead of an id
    std::optional<qint64> quota;           ///< of UserQuota: bytes, -1 = none, nullopt = the server's default
    UsageDefaults usage;                   ///< --default-quota, --default-retention
    std::optional<int> purgeDeletedAfterDays = 30;  ///< nullopt = never
};

/// "10G" (a thousand million bytes ten times), "512M", "1500K", "100"; "none" is -1. Errors: Invalid.
Result<qint64> sizeFromText(const QString &text);
/// "30:180" (days of all revisions, days of daily ones), "30"; nullopt for "off". Errors: Invalid.
Result<std::optional<RetentionPolicy>> retentionFromText(const QString &text);
/// "30"; nullopt for "never". Errors: Invalid.
Result<std::optional<int>> purgeFromText(const QString &text);
/// "https://tide.example.org" without a path or what else an address may have; http on this computer only. It comes
/// back as browsers write an origin: no path, no port that goes without saying. Errors: Invalid.
Result<QByteArray> publicUrlFromText(const QString &text);

/// An OpenID Connect issuer: https, or http on this computer; a path it may have. Errors: Invalid.
Result<QByteArray> issuerFromText(const QString &text);

/// What to do, or what to say and exit with: 0 for --help and --version, 2 for a wrong command line.
struct OptionsOutcome {
    std::optional<Options> options;
    int exitCode = 0;
    QString text;  ///< for standard output when exitCode is 0, else for standard error
};
OptionsOutcome parseOptions(int argc, char **argv);

}  // namespace tideline::server
