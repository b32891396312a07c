// The tables `server`, `user` and `token`.
#pragma once

#include "app/server/api/principal.h"
#include "app/server/metadata/query.h"

#include <optional>
#include <vector>

namespace tideline::server {

/// A stored token with what checking it needs.
struct StoredToken {
    TokenInfo info;
    ContentHash secretHash;
    UserInfo user;
    std::optional<DeviceId> device;  ///< nullopt = a personal access token
};

/// A user with what checking their password needs.
struct StoredAccount {
    UserInfo user;
    QByteArray passwordHash;  ///< "$argon2id$…"; else the user has no password
};

/// Reads and writes accounts, and is the only code that knows these tables' columns.
///
/// Thread:    its connection's.
/// Ownership: borrows the Database.
/// Invariant: no password and no secret is stored, only hashes of them.
class AccountRepository {
public:
    explicit AccountRepository(store::Database &database) : m_database(database) {}

    struct Server {
        ServerId id;
        Epoch epoch;
    };
    Result<std::optional<Server>> server() const;
    Result<void> saveServer(const Server &server, const store::Transaction &);

    Result<std::optional<UserInfo>> findUser(const UserId &id) const;
    Result<std::optional<UserInfo>> findUser(const QString &name) const;
    /// With the stored hash of the password; nullopt when there is no such user.
    Result<std::optional<StoredAccount>> findAccount(const QString &name) const;
    /// The name of some user; empty where there is none.
    Result<QString> anyName() const;
    Result<void> addUser(const UserInfo &user, const QByteArray &passwordHash, const store::Transaction &);
    Result<std::vector<UserInfo>> listUsers() const;

    Result<std::optional<StoredToken>> findToken(const QByteArray &id) const;
    Result<void> addToken(const TokenInfo &token, const UserId &user, const ContentHash &secretHash,
                          const std::optional<DeviceId> &device, const store::Transaction &);
    /// Personal access tokens.
    Result<std::vector<TokenInfo>> listTokens(const UserId &user) const;
    Result<qint64> tokenCount(const UserId &user) const;
    /// Those of them whose end is past.
    Result<void> dropExpiredTokens(const UserId &user, qint64 nowMs, const store::Transaction &);
    /// Whether there was one.
    Result<bool> removeToken(const QByteArray &id, const store::Transaction &);
    Result<void> touchToken(const QByteArray &id, qint64 usedAtMs, const store::Transaction &);

private:
    store::Database &m_database;
};

}  // namespace tideline::server
