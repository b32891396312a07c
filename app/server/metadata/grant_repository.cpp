#include "app/server/metadata/grant_repository.h"

namespace tideline::server {

namespace {

/// id, name, scopes, created_at_ms, last_used_at_ms
DeviceInfo deviceOf(const Query &query)
{
    return {query.id<DeviceTag>(0), query.text(1), quint8(query.integer(2)), query.integer(3), query.integer(4)};
}

constexpr char kDeviceCode[] = "SELECT hash, user_code, device_name, scopes, expires_at_ms, interval_s, asked_at_ms, user_id, denied"
                               " FROM device_code WHERE hash = ?";
constexpr char kUserCode[] = "SELECT hash, user_code, device_name, scopes, expires_at_ms, interval_s, asked_at_ms, user_id, denied"
                             " FROM device_code WHERE user_code = ?";

Result<std::optional<StoredDeviceCode>> oneDeviceCode(Query &query)
{
    const auto row = query.next();
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<StoredDeviceCode>();
    return std::optional(StoredDeviceCode{query.hash(0), query.bytes(1), query.text(2), quint8(query.integer(3)), query.integer(4),
                                          query.integer(5), query.integer(6),
                                          query.isNull(7) ? std::nullopt : std::optional(query.id<UserTag>(7)), query.integer(8) != 0});
}

}  // namespace

Result<std::optional<StoredDevice>> GrantRepository::findDevice(const DeviceId &id) const
{
    Query query(m_database, "SELECT d.id, d.name, d.scopes, d.created_at_ms, d.last_used_at_ms, u.id, u.name, u.created_at_ms"
                            " FROM device d JOIN user u ON u.id = d.user_id WHERE d.id = ?");
    const auto row = query.bind(id).next();
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<StoredDevice>();
    return std::optional(StoredDevice{deviceOf(query), {query.id<UserTag>(5), query.text(6), query.integer(7)}});
}

Result<std::vector<DeviceInfo>> GrantRepository::listDevices(const UserId &user) const
{
    Query query(m_database, "SELECT id, name, scopes, created_at_ms, last_used_at_ms FROM device WHERE user_id = ?"
                            " ORDER BY created_at_ms, id");
    query.bind(user);
    std::vector<DeviceInfo> devices;
    if (auto done = query.each([&] { devices.push_back(deviceOf(query)); }); !done)
        return done.error();
    return devices;
}

Result<void> GrantRepository::addDevice(const DeviceInfo &device, const UserId &user, const store::Transaction &)
{
    return Query(m_database, "INSERT INTO device (id, user_id, name, scopes, created_at_ms, last_used_at_ms) VALUES (?, ?, ?, ?, ?, ?)")
        .bind(device.id)
        .bind(user)
        .bind(device.name)
        .bind(qint64(device.scopes))
        .bind(device.createdAtMs)
        .bind(device.lastUsedAtMs)
        .run();
}

Result<void> GrantRepository::touchDevice(const DeviceId &id, qint64 usedAtMs, const store::Transaction &)
{
    return Query(m_database, "UPDATE device SET last_used_at_ms = ? WHERE id = ?").bind(usedAtMs).bind(id).run();
}

Result<bool> GrantRepository::removeDevice(const DeviceId &id, const store::Transaction &)
{
    if (auto done = Query(m_database, "DELETE FROM token WHERE device = ?").bind(id).run(); !done)
        return done.error();
    if (auto done = Query(m_database, "DELETE FROM device WHERE id = ?").bind(id).run(); !done)
        return done.error();
    return m_database.changes() > 0;
}

Result<std::optional<StoredRefresh>> GrantRepository::findRefresh(const QByteArray &id) const
{
    Query query(m_database, "SELECT id, device, secret_hash, expires_at_ms, access, successor FROM refresh_token WHERE id = ?");
    const auto row = query.bindText(id).next();
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<StoredRefresh>();
    return std::optional(StoredRefresh{query.bytes(0), query.id<DeviceTag>(1), query.hash(2), query.integer(3), query.bytes(4),
                                       query.isNull(5) ? QByteArray() : query.bytes(5)});
}

Result<void> GrantRepository::addRefresh(const StoredRefresh &refresh, const store::Transaction &)
{
    return Query(m_database, "INSERT INTO refresh_token (id, device, secret_hash, expires_at_ms, access) VALUES (?, ?, ?, ?, ?)")
        .bindText(refresh.id)
        .bind(refresh.device)
        .bind(refresh.secretHash)
        .bind(refresh.expiresAtMs)
        .bindText(refresh.access)
        .run();
}

Result<void> GrantRepository::setSuccessor(const QByteArray &id, const QByteArray &successor, const store::Transaction &)
{
    return Query(m_database, "UPDATE refresh_token SET successor = ? WHERE id = ?").bindText(successor).bindText(id).run();
}

Result<void> GrantRepository::dropExpired(const DeviceId &device, qint64 nowMs, const store::Transaction &)
{
    if (auto done = Query(m_database, "DELETE FROM token WHERE device = ? AND expires_at_ms <= ?").bind(device).bind(nowMs).run(); !done)
        return done;
    return Query(m_database, "DELETE FROM refresh_token WHERE device = ? AND expires_at_ms <= ?").bind(device).bind(nowMs).run();
}

Result<std::optional<StoredCode>> GrantRepository::findCode(const ContentHash &hash) const
{
    Query query(m_database, "SELECT user_id, redirect_uri, challenge, device_name, scopes, expires_at_ms, device FROM authorization_code"
                            " WHERE hash = ?");
    const auto row = query.bind(hash).next();
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<StoredCode>();
    return std::optional(StoredCode{query.id<UserTag>(0), query.bytes(1), query.bytes(2), query.text(3), quint8(query.integer(4)),
                                    query.integer(5), query.isNull(6) ? std::nullopt : std::optional(query.id<DeviceTag>(6))});
}

Result<void> GrantRepository::addCode(const ContentHash &hash, const StoredCode &code, const store::Transaction &)
{
    return Query(m_database, "INSERT INTO authorization_code (hash, user_id, redirect_uri, challenge, device_name, scopes, expires_at_ms)"
                             " VALUES (?, ?, ?, ?, ?, ?, ?)")
        .bind(hash)
        .bind(code.user)
        .bindText(code.redirectUri)
        .bindText(code.challenge)
        .bind(code.deviceName)
        .bind(qint64(code.scopes))
        .bind(code.expiresAtMs)
        .run();
}

Result<void> GrantRepository::redeemed(const ContentHash &hash, const DeviceId &device, const store::Transaction &)
{
    return Query(m_database, "UPDATE authorization_code SET device = ? WHERE hash = ?").bind(device).bind(hash).run();
}

Result<std::optional<StoredDeviceCode>> GrantRepository::findDeviceCode(const ContentHash &hash) const
{
    Query query(m_database, kDeviceCode);
    return oneDeviceCode(query.bind(hash));
}

Result<std::optional<StoredDeviceCode>> GrantRepository::findUserCode(const QByteArray &userCode) const
{
    Query query(m_database, kUserCode);
    return oneDeviceCode(query.bindText(userCode));
}

Result<void> GrantRepository::addDeviceCode(const StoredDeviceCode &code, const store::Transaction &)
{
    return Query(m_database, "INSERT INTO device_code (hash, user_code, device_name, scopes, expires_at_ms, interval_s) VALUES (?, ?, ?, ?, ?, ?)")
        .bind(code.hash)
        .bindText(code.userCode)
        .bind(code.deviceName)
        .bind(qint64(code.scopes))
        .bind(code.expiresAtMs)
        .bind(code.intervalS)
        .run();
}

Result<void> GrantRepository::asked(const ContentHash &hash, qint64 atMs, qint64 intervalS, const store::Transaction &)
{
    return Query(m_database, "UPDATE device_code SET asked_at_ms = ?, interval_s = ? WHERE hash = ?").bind(atMs).bind(intervalS).bind(hash).run();
}

Result<void> GrantRepository::decide(const ContentHash &hash, const std::optional<UserId> &allowedBy, const store::Transaction &)
{
    if (!allowedBy)
        return Query(m_database, "UPDATE device_code SET denied = 1 WHERE hash = ?").bind(hash).run();
    return Query(m_database, "UPDATE device_code SET user_id = ? WHERE hash = ?").bind(*allowedBy).bind(hash).run();
}

Result<void> GrantRepository::removeDeviceCode(const ContentHash &hash, const store::Transaction &)
{
    return Query(m_database, "DELETE FROM device_code WHERE hash = ?").bind(hash).run();
}

Result<qint64> GrantRepository::deviceCodeCount() const
{
    Query query(m_database, "SELECT count(*) FROM device_code");
    const auto row = query.next();
    if (!row)
        return row.error();
    return query.integer(0);
}

Result<void> GrantRepository::dropExpiredCodes(qint64 nowMs, const store::Transaction &)
{
    if (auto done = Query(m_database, "DELETE FROM authorization_code WHERE expires_at_ms <= ?").bind(nowMs).run(); !done)
        return done;
    return Query(m_database, "DELETE FROM device_code WHERE expires_at_ms <= ?").bind(nowMs).run();
}

}  // namespace tideline::server
