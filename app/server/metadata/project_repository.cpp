#include "app/server/metadata/project_repository.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTimeZone>

#include <algorithm>

namespace tideline::server {

namespace {

#define PROJECT_COLUMNS                                                                                       \
    "p.number, p.id, p.name, p.title, p.description, p.metadata, p.tags, p.owner_id, u.name, p.created_at_ms," \
    " p.updated_at_ms, p.record_revision, p.head_revision, p.head_hash, p.size_bytes, p.file_count,"           \
    " p.deleted_at_ms IS NOT NULL, max(coalesce(m.role, 0), coalesce((SELECT max(min(g.role, om.role))"        \
    " FROM organization_grant g JOIN organization_member om ON om.organization = g.organization AND om.user_id = ?2" \
    " WHERE g.project = p.number), 0)), p.organization, o.name, p.is_public"
/// ?2 is the user whose role it is.
#define PROJECT_TABLES                                                                                        \
    " FROM project p JOIN user u ON u.id = p.owner_id LEFT JOIN organization o ON o.id = p.organization"      \
    " LEFT JOIN member m ON m.project = p.number AND m.user_id = ?2"

ProjectRow rowOf(const Query &query)
{
    ProjectRow row;
    row.number = query.integer(0);
    row.id = query.id<ProjectTag>(1);
    row.name = query.text(2);
    row.title = query.text(3);
    row.description = query.text(4);
    row.metadata = QJsonDocument::fromJson(query.bytes(5)).object();
    for (const auto tag : QJsonDocument::fromJson(query.bytes(6)).array())
        row.tags += tag.toString();
    row.owner = query.id<UserTag>(7);
    row.ownerName = query.text(8);
    row.createdAtMs = query.integer(9);
    row.updatedAtMs = query.integer(10);
    row.recordRevision = query.integer(11);
    row.headRevision = query.integer(12);
    row.headHash = query.hash(13);
    row.sizeBytes = query.integer(14);
    row.fileCount = query.integer(15);
    row.deleted = query.integer(16) != 0;
    row.memberRole = Role(query.integer(17));
    if (!query.isNull(18))
        row.organization = query.id<OrganizationTag>(18);
    row.organizationName = query.text(19);
    row.isPublic = query.integer(20) != 0;
    row.role = row.isPublic ? std::max(row.memberRole, Role::Viewer) : row.memberRole;
    return row;
}

QByteArray compact(const QJsonDocument &json)
{
    return json.toJson(QJsonDocument::Compact);
}

QByteArray tagsText(const QStringList &tags)
{
    return compact(QJsonDocument(QJsonArray::fromStringList(tags)));
}

}  // namespace

Owner ownerOf(const ProjectRow &row)
{
    return row.organization ? Owner(*row.organization) : Owner(row.owner);
}

CloudProject toCloudProject(const ProjectRow &row, const Epoch &epoch)
{
    CloudProject project;
    project.id = row.id;
    project.name = row.name;
    project.title = row.title;
    project.description = row.description;
    project.metadata = row.metadata;
    project.tags = row.tags;
    if (row.organization)
        project.owner = {OwnerId{row.organization->toString()}, OwnerType::Organization, row.organizationName};
    else
        project.owner = {OwnerId{row.owner.toString()}, OwnerType::User, row.ownerName};
    project.role = row.role;
    project.permissions = permissionsOf(row.role);
    project.createdAt = QDateTime::fromMSecsSinceEpoch(row.createdAtMs, QTimeZone::utc());
    project.updatedAt = QDateTime::fromMSecsSinceEpoch(row.updatedAtMs, QTimeZone::utc());
    project.recordRevision = row.recordRevision;
    project.headRevision = row.headRevision;
    project.epoch = epoch;
    project.sizeBytes = row.sizeBytes;
    project.fileCount = row.fileCount;
    project.isPublic = row.isPublic;
    return project;
}

Result<std::optional<ProjectRow>> ProjectRepository::find(const ProjectId &id, const UserId &user) const
{
    Query query(m_database, "SELECT " PROJECT_COLUMNS PROJECT_TABLES " WHERE p.id = ?1 AND p.purging = 0");
    const auto row = query.bind(id).bind(user).next();
    if (!row)
        return row.error();
    return *row ? std::optional(rowOf(query)) : std::nullopt;
}

bool ProjectFilter::matches(const ProjectRow &row) const
{
    const auto hasWords = [&](const QString &text) { return text.contains(words, Qt::CaseInsensitive); };
    const bool isOwned = row.organization ? owner == row.organization->toString() || owner == row.organizationName
                                          : owner == row.owner.toString() || owner == row.ownerName;
    return (!deleted || row.role == Role::Owner) && (owner.isEmpty() || isOwned)
           && (words.isEmpty() || hasWords(row.name) || hasWords(row.title) || hasWords(row.description))
           && (tag.isEmpty() || row.tags.contains(tag)) && row.updatedAtMs >= updatedSinceMs;
}

const char *ProjectFilter::query() const
{
    // By these indexes alone: the '+' and INDEXED BY keep SQLite from walking all projects of the server in the order of their ids.
    if (of == Of::Members)
        return "SELECT p.number FROM project p WHERE p.number IN (SELECT project FROM member WHERE user_id = ?1"
               " UNION SELECT g.project FROM organization_member om JOIN organization_grant g ON g.organization = om.organization"
               " WHERE om.user_id = ?1) AND +p.id > ?2 AND (p.deleted_at_ms IS NOT NULL) = ?3 ORDER BY +p.id";
    return "SELECT number FROM project INDEXED BY project_public WHERE is_public = 1 AND id > ?2 AND (deleted_at_ms IS NOT NULL) = ?3 ORDER BY id";
}

Result<std::vector<ProjectRow>> ProjectRepository::list(const UserId &user, const ProjectFilter &filter, const ProjectId &after,
                                                        int limit) const
{
    Query numbers(m_database, filter.query());
    numbers.bind(user).bind(after).bind(filter.deleted);
    // What is in them is read only until the page is full.
    std::vector<ProjectRow> rows;
    while (rows.size() < std::size_t(limit)) {
        const auto more = numbers.next();
        if (!more)
            return more.error();
        if (!*more)
            break;
        Query query(m_database, "SELECT " PROJECT_COLUMNS PROJECT_TABLES " WHERE p.number = ?1 AND p.purging = 0");
        const auto found = query.bind(numbers.integer(0)).bind(user).next();
        if (!found)
            return found.error();
        if (!*found)
            continue;
        if (ProjectRow row = rowOf(query); filter.matches(row))
            rows.push_back(std::move(row));
    }
    return rows;
}

Result<void> ProjectRepository::insert(const ProjectRow &project, const store::Transaction &transaction)
{
    auto done = Query(m_database, "INSERT INTO project (id, name, title, description, metadata, tags, owner_id,"
                                  " created_at_ms, updated_at_ms, organization) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .bind(project.id)
                    .bind(project.name)
                    .bind(project.title)
                    .bind(project.description)
                    .bindText(compact(QJsonDocument(project.metadata)))
                    .bindText(tagsText(project.tags))
                    .bind(project.owner)
                    .bind(project.createdAtMs)
                    .bind(project.updatedAtMs)
                    .bind(project.organization)
                    .run();
    if (!done)
        return done;
    const qint64 number = m_database.lastInsertId();
    return project.organization ? setGrant(number, *project.organization, Role::Owner, transaction)
                                : setRole(number, project.owner, Role::Owner, transaction);
}

Result<void> ProjectRepository::saveRecord(const ProjectRow &project, qint64 nowMs, const store::Transaction &)
{
    Query query(m_database, "UPDATE project SET name = ?2, title = ?3, description = ?4, metadata = ?5, tags = ?6,"
                            " deleted_at_ms = CASE WHEN ?7 THEN coalesce(deleted_at_ms, ?8) END,"
                            " updated_at_ms = ?8, record_revision = record_revision + 1,"
                            " owner_id = ?9, organization = ?10, is_public = ?11 WHERE number = ?1");
    return query.bind(project.number)
        .bind(project.name)
        .bind(project.title)
        .bind(project.description)
        .bindText(compact(QJsonDocument(project.metadata)))
        .bindText(tagsText(project.tags))
        .bind(project.deleted)
        .bind(nowMs)
        .bind(project.owner)
        .bind(project.organization)
        .bind(project.isPublic)
        .run();
}

Result<void> ProjectRepository::saveHead(const ProjectRow &project, qint64 nowMs, const store::Transaction &)
{
    return Query(m_database, "UPDATE project SET head_revision = ?, head_hash = ?, size_bytes = ?, file_count = ?,"
                             " updated_at_ms = ? WHERE number = ?")
        .bind(project.headRevision)
        .bind(project.headHash)
        .bind(project.sizeBytes)
        .bind(project.fileCount)
        .bind(nowMs)
        .bind(project.number)
        .run();
}

Result<std::vector<MemberRow>> ProjectRepository::members(qint64 project) const
{
    Query query(m_database, "SELECT m.user_id, u.name, m.role FROM member m JOIN user u ON u.id = m.user_id"
                            " WHERE m.project = ? ORDER BY u.name");
    query.bind(project);
    std::vector<MemberRow> rows;
    auto done = query.each([&] { rows.push_back({query.id<UserTag>(0), query.text(1), Role(query.integer(2))}); });
    if (!done)
        return done.error();
    return rows;
}

Result<std::vector<MemberRow>> ProjectRepository::everyMember(qint64 project) const
{
    Query query(m_database, "SELECT e.user_id, u.name, max(e.role), max(e.direct) FROM"
                            " (SELECT user_id, role, 1 AS direct FROM member WHERE project = ?1"
                            " UNION ALL SELECT om.user_id, min(g.role, om.role), 0 FROM organization_grant g"
                            " JOIN organization_member om ON om.organization = g.organization WHERE g.project = ?1) e"
                            " JOIN user u ON u.id = e.user_id GROUP BY e.user_id ORDER BY u.name");
    query.bind(project);
    std::vector<MemberRow> rows;
    auto done = query.each([&] {
        rows.push_back({query.id<UserTag>(0), query.text(1), Role(query.integer(2)), query.integer(3) != 0});
    });
    if (!done)
        return done.error();
    return rows;
}

Result<std::vector<GrantRow>> ProjectRepository::grants(qint64 project) const
{
    Query query(m_database, "SELECT g.organization, o.name, g.role FROM organization_grant g"
                            " JOIN organization o ON o.id = g.organization WHERE g.project = ? ORDER BY o.name");
    query.bind(project);
    std::vector<GrantRow> rows;
    auto done = query.each([&] { rows.push_back({query.id<OrganizationTag>(0), query.text(1), Role(query.integer(2))}); });
    if (!done)
        return done.error();
    return rows;
}

Result<void> ProjectRepository::setRole(qint64 project, const UserId &user, Role role, const store::Transaction &)
{
    return Query(m_database, "INSERT INTO member (project, user_id, role) VALUES (?1, ?2, ?3)"
                             " ON CONFLICT (project, user_id) DO UPDATE SET role = ?3")
        .bind(project)
        .bind(user)
        .bind(int(role))
        .run();
}

Result<void> ProjectRepository::removeMember(qint64 project, const UserId &user, const store::Transaction &)
{
    return Query(m_database, "DELETE FROM member WHERE project = ? AND user_id = ?").bind(project).bind(user).run();
}

Result<void> ProjectRepository::setGrant(qint64 project, const OrganizationId &organization, Role role, const store::Transaction &)
{
    return Query(m_database, "INSERT INTO organization_grant (project, organization, role) VALUES (?1, ?2, ?3)"
                             " ON CONFLICT (project, organization) DO UPDATE SET role = ?3")
        .bind(project)
        .bind(organization)
        .bind(int(role))
        .run();
}

Result<void> ProjectRepository::removeGrant(qint64 project, const OrganizationId &organization, const store::Transaction &)
{
    return Query(m_database, "DELETE FROM organization_grant WHERE project = ? AND organization = ?").bind(project).bind(organization).run();
}

Result<bool> ProjectRepository::isOwner(const OrganizationId &organization) const
{
    Query query(m_database, "SELECT 1 FROM project WHERE organization = ? LIMIT 1");
    return query.bind(organization).next();
}

}  // namespace tideline::server
