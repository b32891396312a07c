#include "app/server/metadata/project_repository.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTimeZone>

namespace tideline::server {

namespace {

#define PROJECT_COLUMNS                                                                                       \
    "p.number, p.id, p.name, p.title, p.description, p.metadata, p.tags, p.owner_id, u.name, p.created_at_ms," \
    " p.updated_at_ms, p.record_revision, p.head_revision, p.head_hash, p.size_bytes, p.file_count,"           \
    " p.deleted_at_ms IS NOT NULL, coalesce(m.role, 0)"

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
    row.role = Role(query.integer(17));
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

CloudProject toCloudProject(const ProjectRow &row, const Epoch &epoch)
{
    CloudProject project;
    project.id = row.id;
    project.name = row.name;
    project.title = row.title;
    project.description = row.description;
    project.metadata = row.metadata;
    project.tags = row.tags;
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
    return project;
}

Result<std::optional<ProjectRow>> ProjectRepository::find(const ProjectId &id, const UserId &user) const
{
    Query query(m_database, "SELECT " PROJECT_COLUMNS " FROM project p JOIN user u ON u.id = p.owner_id"
                            " LEFT JOIN member m ON m.project = p.number AND m.user_id = ?2 WHERE p.id = ?1");
    const auto row = query.bind(id).bind(user).next();
    if (!row)
        return row.error();
    return *row ? std::optional(rowOf(query)) : std::nullopt;
}

Result<std::vector<ProjectRow>> ProjectRepository::list(const UserId &user, const ProjectId &after, int limit) const
{
    Query query(m_database, "SELECT " PROJECT_COLUMNS " FROM member m JOIN project p ON p.number = m.project"
                            " JOIN user u ON u.id = p.owner_id"
                            " WHERE m.user_id = ?1 AND p.id > ?2 AND p.deleted_at_ms IS NULL ORDER BY p.id LIMIT ?3");
    query.bind(user).bind(after).bind(limit);
    std::vector<ProjectRow> rows;
    if (auto done = query.each([&] { rows.push_back(rowOf(query)); }); !done)
        return done.error();
    return rows;
}

Result<void> ProjectRepository::insert(const ProjectRow &project, const store::Transaction &transaction)
{
    auto done = Query(m_database, "INSERT INTO project (id, name, title, description, metadata, tags, owner_id,"
                                  " created_at_ms, updated_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .bind(project.id)
                    .bind(project.name)
                    .bind(project.title)
                    .bind(project.description)
                    .bindText(compact(QJsonDocument(project.metadata)))
                    .bindText(tagsText(project.tags))
                    .bind(project.owner)
                    .bind(project.createdAtMs)
                    .bind(project.updatedAtMs)
                    .run();
    if (!done)
        return done;
    return setRole(m_database.lastInsertId(), project.owner, Role::Owner, transaction);
}

Result<void> ProjectRepository::saveRecord(const ProjectRow &project, qint64 nowMs, const store::Transaction &)
{
    Query query(m_database, "UPDATE project SET name = ?2, title = ?3, description = ?4, metadata = ?5, tags = ?6,"
                            " deleted_at_ms = CASE WHEN ?7 THEN coalesce(deleted_at_ms, ?8) END,"
                            " updated_at_ms = ?8, record_revision = record_revision + 1 WHERE number = ?1");
    return query.bind(project.number)
        .bind(project.name)
        .bind(project.title)
        .bind(project.description)
        .bindText(compact(QJsonDocument(project.metadata)))
        .bindText(tagsText(project.tags))
        .bind(project.deleted)
        .bind(nowMs)
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

}  // namespace tideline::server
