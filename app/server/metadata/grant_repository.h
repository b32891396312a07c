// The tables of OAuth sign-ins: `device`, `refresh_token`, `authorization_code`, `device_code`.
#pragma once

#include "app/server/api/principal.h"
#include "app/server/metadata/query.h"

#include <optional>
#include <vector>

namespace tideline::server {

struct StoredDevice {
    DeviceInfo info;
    UserInfo user;
};

struct StoredRefresh {
    QByteArray id;
    DeviceId device;
    ContentHash secretHash;
    qint64 expiresAtMs = 0;
    QByteArray access;     ///< id of the access token given out with it
    QByteArray successor;  ///< empty = not used yet
};

struct StoredCode {
    UserId user;
    QByteArray redirectUri;
    QByteArray challenge;
    QString deviceName;
    quint8 scopes = 0;
    qint64 expiresAtMs = 0;
    std::optional<DeviceId> device;  ///< whom it was redeemed for
};

struct StoredDeviceCode {
    ContentHash hash;
    QByteArray userCode;
    QString deviceName;
    quint8 scopes = 0;
    qint64 expiresAtMs = 0;
    qint64 intervalS = 0;
    qint64 askedAtMs = 0;
    std::optional<UserId> user;  ///< who said yes
    bool denied = false;
};

/// Reads and writes sign-ins, and is the only code that knows these tables' columns.
///
/// Thread:    its connection's.
/// Ownership: borrows the Database.
/// Invariant: no code and no secret is stored, only hashes of them; user codes, which are short-lived and typed by people, are.
class GrantRepository {
public:
    explicit GrantRepository(store::Database &database) : m_database(database) {}

    Result<std::optional<StoredDevice>> findDevice(const DeviceId &id) const;
    Result<std::vector<DeviceInfo>> listDevices(const UserId &user) const;
    Result<void> addDevice(const DeviceInfo &device, const UserId &user, const store::Transaction &);
    Result<void> touchDevice(const DeviceId &id, qint64 usedAtMs, const store::Transaction &);
    /// With all that was given out for it. Whether there was one.
    Result<bool> removeDevice(const DeviceId &id, const store::Transaction &);

    Result<std::optional<StoredRefresh>> findRefresh(const QByteArray &id) const;
    Result<void> addRefresh(const StoredRefresh &refresh, const store::Transaction &);
    Result<void> setSuccessor(const QByteArray &id, const QByteArray &successor, const store::Transaction &);
    /// Access and refresh tokens of the device that are past.
    Result<void> dropExpired(const DeviceId &device, qint64 nowMs, const store::Transaction &);

    Result<std::optional<StoredCode>> findCode(const ContentHash &hash) const;
    Result<void> addCode(const ContentHash &hash, const StoredCode &code, const store::Transaction &);
    Result<void> redeemed(const ContentHash &hash, const DeviceId &device, const store::Transaction &);

    Result<std::optional<StoredDeviceCode>> findDeviceCode(const ContentHash &hash) const;
    Result<std::optional<StoredDeviceCode>> findUserCode(const QByteArray &userCode) const;
    Result<void> addDeviceCode(const StoredDeviceCode &code, const store::Transaction &);
    Result<void> asked(const ContentHash &hash, qint64 atMs, qint64 intervalS, const store::Transaction &);
    Result<void> decide(const ContentHash &hash, const std::optional<UserId> &allowedBy, const store::Transaction &);
    Result<void> removeDeviceCode(const ContentHash &hash, const store::Transaction &);
    Result<qint64> deviceCodeCount() const;
    /// Codes of both kinds that are past.
    Result<void> dropExpiredCodes(qint64 nowMs, const store::Transaction &);

private:
    store::Database &m_database;
};

}  // namespace tideline::server
