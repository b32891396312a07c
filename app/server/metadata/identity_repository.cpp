#include "app/server/metadata/identity_repository.h"

namespace tideline::server {

Result<std::optional<UserInfo>> IdentityRepository::findUser(const QByteArray &issuer, const QString &subject) const
{
    Query query(m_database, "SELECT u.id, u.name, u.created_at_ms FROM identity i JOIN user u ON u.id = i.user_id"
                            " WHERE i.issuer = ? AND i.subject = ?");
    const auto row = query.bindText(issuer).bind(subject).next();
    if (!row)
        return row.error();
    return *row ? std::optional(UserInfo{query.id<UserTag>(0), query.text(1), query.integer(2)}) : std::nullopt;
}

Result<void> IdentityRepository::add(const QByteArray &issuer, const QString &subject, const UserId &user, qint64 nowMs, const store::Transaction &)
{
    return Query(m_database, "INSERT INTO identity (issuer, subject, user_id, created_at_ms) VALUES (?, ?, ?, ?)")
        .bindText(issuer)
        .bind(subject)
        .bind(user)
        .bind(nowMs)
        .run();
}

}  // namespace tideline::server
