#include "app/server/metadata/invitation_repository.h"

namespace tideline::server {

namespace {

#define INVITATION_SELECT                                                                                          \
    "SELECT i.id, i.secret_hash, i.user_id, u.name, p.id, i.organization, coalesce(p.name, o.name), i.role,"       \
    " i.invited_by, b.name, i.created_at_ms, i.expires_at_ms FROM invitation i JOIN user b ON b.id = i.invited_by" \
    " LEFT JOIN user u ON u.id = i.user_id LEFT JOIN project p ON p.number = i.project"                            \
    " LEFT JOIN organization o ON o.id = i.organization "
#define NEWEST_FIRST " ORDER BY i.created_at_ms DESC, i.id"

InvitationRow rowOf(const Query &query)
{
    InvitationRow row;
    row.id = query.bytes(0);
    row.secretHash = query.hash(1);
    if (!query.isNull(2))
        row.user = query.id<UserTag>(2);
    row.userName = query.text(3);
    if (!query.isNull(4))
        row.project = query.id<ProjectTag>(4);
    if (!query.isNull(5))
        row.organization = query.id<OrganizationTag>(5);
    row.name = query.text(6);
    row.role = Role(query.integer(7));
    row.invitedBy = query.id<UserTag>(8);
    row.invitedByName = query.text(9);
    row.createdAtMs = query.integer(10);
    row.expiresAtMs = query.integer(11);
    return row;
}

Result<std::vector<InvitationRow>> all(Query &query)
{
    std::vector<InvitationRow> rows;
    if (auto done = query.each([&] { rows.push_back(rowOf(query)); }); !done)
        return done.error();
    return rows;
}

}  // namespace

Result<std::optional<InvitationRow>> InvitationRepository::find(const QByteArray &id) const
{
    Query query(m_database, INVITATION_SELECT "WHERE i.id = ?");
    const auto row = query.bindText(id).next();
    if (!row)
        return row.error();
    return *row ? std::optional(rowOf(query)) : std::nullopt;
}

Result<std::vector<InvitationRow>> InvitationRepository::to(const UserId &user) const
{
    Query query(m_database, INVITATION_SELECT "WHERE i.user_id = ? AND p.deleted_at_ms IS NULL" NEWEST_FIRST);
    return all(query.bind(user));
}

Result<std::vector<InvitationRow>> InvitationRepository::into(const ProjectId &project) const
{
    Query query(m_database, INVITATION_SELECT "WHERE i.project = (SELECT number FROM project WHERE id = ?)" NEWEST_FIRST);
    return all(query.bind(project));
}

Result<std::vector<InvitationRow>> InvitationRepository::into(const OrganizationId &organization) const
{
    Query query(m_database, INVITATION_SELECT "WHERE i.organization = ?" NEWEST_FIRST);
    return all(query.bind(organization));
}

Result<void> InvitationRepository::add(const InvitationRow &invitation, const store::Transaction &)
{
    auto cleared = Query(m_database, "DELETE FROM invitation WHERE user_id = ?1 AND (organization = ?3"
                                     " OR project = (SELECT number FROM project WHERE id = ?2))")
                       .bind(invitation.user)
                       .bind(invitation.project)
                       .bind(invitation.organization)
                       .run();
    if (!cleared)
        return cleared;
    return Query(m_database, "INSERT INTO invitation (id, secret_hash, user_id, project, organization, role, invited_by, created_at_ms,"
                             " expires_at_ms) VALUES (?, ?, ?, (SELECT number FROM project WHERE id = ?), ?, ?, ?, ?, ?)")
        .bindText(invitation.id)
        .bind(invitation.secretHash)
        .bind(invitation.user)
        .bind(invitation.project)
        .bind(invitation.organization)
        .bind(int(invitation.role))
        .bind(invitation.invitedBy)
        .bind(invitation.createdAtMs)
        .bind(invitation.expiresAtMs)
        .run();
}

Result<void> InvitationRepository::remove(const QByteArray &id, const store::Transaction &)
{
    return Query(m_database, "DELETE FROM invitation WHERE id = ?").bindText(id).run();
}

Result<void> InvitationRepository::removeExpired(qint64 nowMs, const store::Transaction &)
{
    return Query(m_database, "DELETE FROM invitation WHERE expires_at_ms <= ?").bind(nowMs).run();
}

}  // namespace tideline::server
