#include "app/server/metadata/account_repository.h"

namespace tideline::server {

namespace {

UserInfo userOf(const Query &query, int first)
{
    return {query.id<UserTag>(first), query.text(first + 1), query.integer(first + 2)};
}

/// id, name, created_at_ms, last_used_at_ms, scopes, expires_at_ms
TokenInfo tokenOf(const Query &query)
{
    return {query.bytes(0), query.text(1), query.integer(2), query.integer(3), quint8(query.integer(4)), query.integer(5)};
}

Result<std::optional<UserInfo>> oneUser(Query &query)
{
    const auto row = query.next();
    if (!row)
        return row.error();
    return *row ? std::optional(userOf(query, 0)) : std::nullopt;
}

}  // namespace

Result<std::optional<AccountRepository::Server>> AccountRepository::server() const
{
    Query query(m_database, "SELECT id, epoch FROM server");
    const auto row = query.next();
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<Server>();
    return std::optional(Server{query.id<ServerTag>(0), query.id<EpochTag>(1)});
}

Result<void> AccountRepository::saveServer(const Server &server, const store::Transaction &)
{
    return Query(m_database, "INSERT INTO server (one, id, epoch) VALUES (1, ?1, ?2)"
                             " ON CONFLICT (one) DO UPDATE SET epoch = ?2")
        .bind(server.id)
        .bind(server.epoch)
        .run();
}

Result<std::optional<UserInfo>> AccountRepository::findUser(const UserId &id) const
{
    Query query(m_database, "SELECT id, name, created_at_ms FROM user WHERE id = ?");
    return oneUser(query.bind(id));
}

Result<std::optional<UserInfo>> AccountRepository::findUser(const QString &name) const
{
    Query query(m_database, "SELECT id, name, created_at_ms FROM user WHERE name = ?");
    return oneUser(query.bind(name));
}

Result<std::optional<StoredAccount>> AccountRepository::findAccount(const QString &name) const
{
    Query query(m_database, "SELECT id, name, created_at_ms, password_hash FROM user WHERE name = ?");
    const auto row = query.bind(name).next();
    if (!row)
        return row.error();
    return *row ? std::optional(StoredAccount{userOf(query, 0), query.bytes(3)}) : std::nullopt;
}

Result<QString> AccountRepository::anyName() const
{
    Query query(m_database, "SELECT name FROM user LIMIT 1");
    const auto row = query.next();
    if (!row)
        return row.error();
    return *row ? query.text(0) : QString();
}

Result<void> AccountRepository::addUser(const UserInfo &user, const QByteArray &passwordHash, const store::Transaction &)
{
    return Query(m_database, "INSERT INTO user (id, name, password_hash, created_at_ms) VALUES (?, ?, ?, ?)")
        .bind(user.id)
        .bind(user.name)
        .bindText(passwordHash)
        .bind(user.createdAtMs)
        .run();
}

Result<std::vector<UserInfo>> AccountRepository::listUsers() const
{
    Query query(m_database, "SELECT id, name, created_at_ms FROM user ORDER BY name");
    std::vector<UserInfo> users;
    if (auto done = query.each([&] { users.push_back(userOf(query, 0)); }); !done)
        return done.error();
    return users;
}

Result<std::optional<StoredToken>> AccountRepository::findToken(const QByteArray &id) const
{
    Query query(m_database, "SELECT t.id, t.name, t.created_at_ms, t.last_used_at_ms, t.scopes, t.expires_at_ms, t.secret_hash,"
                            " u.id, u.name, u.created_at_ms, t.device"
                            " FROM token t JOIN user u ON u.id = t.user_id WHERE t.id = ?");
    const auto row = query.bindText(id).next();
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<StoredToken>();
    return std::optional(StoredToken{tokenOf(query), query.hash(6), userOf(query, 7),
                                     query.isNull(10) ? std::nullopt : std::optional(query.id<DeviceTag>(10))});
}

Result<void> AccountRepository::addToken(const TokenInfo &token, const UserId &user, const ContentHash &secretHash,
                                         const std::optional<DeviceId> &device, const store::Transaction &)
{
    Query query(m_database, "INSERT INTO token (id, user_id, name, secret_hash, created_at_ms, scopes, expires_at_ms, device)"
                            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    query.bindText(token.id)
        .bind(user)
        .bind(token.name)
        .bind(secretHash)
        .bind(token.createdAtMs)
        .bind(qint64(token.scopes))
        .bind(token.expiresAtMs);
    return (device ? query.bind(*device) : query.bindNull()).run();
}

Result<std::vector<TokenInfo>> AccountRepository::listTokens(const UserId &user) const
{
    Query query(m_database, "SELECT id, name, created_at_ms, last_used_at_ms, scopes, expires_at_ms FROM token WHERE user_id = ?"
                            " AND device IS NULL ORDER BY created_at_ms, id");
    query.bind(user);
    std::vector<TokenInfo> tokens;
    if (auto done = query.each([&] { tokens.push_back(tokenOf(query)); }); !done)
        return done.error();
    return tokens;
}

Result<qint64> AccountRepository::tokenCount(const UserId &user) const
{
    Query query(m_database, "SELECT count(*) FROM token WHERE user_id = ? AND device IS NULL");
    const auto row = query.bind(user).next();
    return row ? Result<qint64>(query.integer(0)) : row.error();
}

Result<void> AccountRepository::dropExpiredTokens(const UserId &user, qint64 nowMs, const store::Transaction &)
{
    return Query(m_database, "DELETE FROM token WHERE user_id = ? AND device IS NULL AND expires_at_ms BETWEEN 1 AND ?").bind(user).bind(nowMs).run();
}

Result<bool> AccountRepository::removeToken(const QByteArray &id, const store::Transaction &)
{
    if (auto done = Query(m_database, "DELETE FROM token WHERE id = ?").bindText(id).run(); !done)
        return done.error();
    return m_database.changes() > 0;
}

Result<void> AccountRepository::touchToken(const QByteArray &id, qint64 usedAtMs, const store::Transaction &)
{
    return Query(m_database, "UPDATE token SET last_used_at_ms = ? WHERE id = ?").bind(usedAtMs).bindText(id).run();
}

}  // namespace tideline::server
