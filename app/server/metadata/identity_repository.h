// The table `identity`: users as OpenID Connect providers know them.
#pragma once

#include "app/server/api/principal.h"
#include "app/server/metadata/query.h"

#include <optional>

namespace tideline::server {

/// Thread:    its connection's.
/// Ownership: borrows the Database.
class IdentityRepository {
public:
    explicit IdentityRepository(store::Database &database) : m_database(database) {}

    Result<std::optional<UserInfo>> findUser(const QByteArray &issuer, const QString &subject) const;
    Result<void> add(const QByteArray &issuer, const QString &subject, const UserId &user, qint64 nowMs, const store::Transaction &);

private:
    store::Database &m_database;
};

}  // namespace tideline::server
