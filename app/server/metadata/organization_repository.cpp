#include "app/server/metadata/organization_repository.h"

namespace tideline::server {

namespace {

#define ORGANIZATION_COLUMNS "o.id, o.name, o.title, o.created_at_ms, coalesce(m.role, 0)"

OrganizationRow rowOf(const Query &query)
{
    return {query.id<OrganizationTag>(0), query.text(1), query.text(2), query.integer(3), Role(query.integer(4))};
}

Result<std::optional<OrganizationRow>> one(Query &query)
{
    const auto row = query.next();
    if (!row)
        return row.error();
    return *row ? std::optional(rowOf(query)) : std::nullopt;
}

}  // namespace

Result<std::optional<OrganizationRow>> OrganizationRepository::find(const OrganizationId &id, const UserId &user) const
{
    Query query(m_database, "SELECT " ORGANIZATION_COLUMNS " FROM organization o"
                            " LEFT JOIN organization_member m ON m.organization = o.id AND m.user_id = ?2 WHERE o.id = ?1");
    return one(query.bind(id).bind(user));
}

Result<std::optional<OrganizationRow>> OrganizationRepository::find(const QString &name, const UserId &user) const
{
    Query query(m_database, "SELECT " ORGANIZATION_COLUMNS " FROM organization o"
                            " LEFT JOIN organization_member m ON m.organization = o.id AND m.user_id = ?2 WHERE o.name = ?1");
    return one(query.bind(name).bind(user));
}

Result<std::vector<OrganizationRow>> OrganizationRepository::list(const UserId &user) const
{
    Query query(m_database, "SELECT " ORGANIZATION_COLUMNS " FROM organization_member m JOIN organization o ON o.id = m.organization"
                            " WHERE m.user_id = ? ORDER BY o.name");
    query.bind(user);
    std::vector<OrganizationRow> rows;
    if (auto done = query.each([&] { rows.push_back(rowOf(query)); }); !done)
        return done.error();
    return rows;
}

Result<void> OrganizationRepository::insert(const OrganizationRow &organization, const store::Transaction &)
{
    return Query(m_database, "INSERT INTO organization (id, name, title, created_at_ms) VALUES (?, ?, ?, ?)")
        .bind(organization.id)
        .bind(organization.name)
        .bind(organization.title)
        .bind(organization.createdAtMs)
        .run();
}

Result<void> OrganizationRepository::save(const OrganizationRow &organization, const store::Transaction &)
{
    return Query(m_database, "UPDATE organization SET name = ?2, title = ?3 WHERE id = ?1")
        .bind(organization.id)
        .bind(organization.name)
        .bind(organization.title)
        .run();
}

Result<void> OrganizationRepository::remove(const OrganizationId &id, const store::Transaction &)
{
    return Query(m_database, "DELETE FROM organization WHERE id = ?").bind(id).run();
}

Result<std::vector<MemberRow>> OrganizationRepository::members(const OrganizationId &id) const
{
    Query query(m_database, "SELECT m.user_id, u.name, m.role FROM organization_member m JOIN user u ON u.id = m.user_id"
                            " WHERE m.organization = ? ORDER BY u.name");
    query.bind(id);
    std::vector<MemberRow> rows;
    auto done = query.each([&] { rows.push_back({query.id<UserTag>(0), query.text(1), Role(query.integer(2))}); });
    if (!done)
        return done.error();
    return rows;
}

Result<void> OrganizationRepository::setRole(const OrganizationId &id, const UserId &user, Role role, const store::Transaction &)
{
    return Query(m_database, "INSERT INTO organization_member (organization, user_id, role) VALUES (?1, ?2, ?3)"
                             " ON CONFLICT (organization, user_id) DO UPDATE SET role = ?3")
        .bind(id)
        .bind(user)
        .bind(int(role))
        .run();
}

Result<void> OrganizationRepository::removeMember(const OrganizationId &id, const UserId &user, const store::Transaction &)
{
    return Query(m_database, "DELETE FROM organization_member WHERE organization = ? AND user_id = ?").bind(id).bind(user).run();
}

}  // namespace tideline::server
