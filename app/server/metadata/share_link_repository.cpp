#include "app/server/metadata/share_link_repository.h"

#include "app/server/metadata/project_repository.h"

namespace tideline::server {

namespace {

#define LINK_COLUMNS "l.id, l.node, l.path, l.secret_hash, l.password_hash, l.user_id, l.user_name, l.created_at_ms, l.expires_at_ms"

ShareLinkRow rowOf(const Query &query)
{
    return {query.bytes(0), query.id<NodeTag>(1), query.bytes(2), query.hash(3),    query.bytes(4),
            query.id<UserTag>(5), query.text(6),  query.integer(7), query.integer(8)};
}

}  // namespace

Result<void> ShareLinkRepository::add(qint64 project, const ShareLinkRow &link, const store::Transaction &)
{
    Query query(m_database, "INSERT INTO share_link (id, project, node, path, secret_hash, password_hash, user_id, user_name, created_at_ms,"
                            " expires_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    query.bindText(link.id).bind(project).bind(link.node).bindText(link.path).bind(link.secretHash);
    if (link.passwordHash.isEmpty())
        query.bindNull();
    else
        query.bindText(link.passwordHash);
    return query.bind(link.user).bind(link.userName).bind(link.createdAtMs).bind(link.expiresAtMs).run();
}

Result<std::vector<ShareLinkRow>> ShareLinkRepository::list(qint64 project) const
{
    Query query(m_database, "SELECT " LINK_COLUMNS " FROM share_link l WHERE l.project = ? ORDER BY l.created_at_ms DESC, l.id");
    query.bind(project);
    std::vector<ShareLinkRow> rows;
    if (auto read = query.each([&] { rows.push_back(rowOf(query)); }); !read)
        return read.error();
    return rows;
}

Result<qint64> ShareLinkRepository::count(qint64 project) const
{
    Query query(m_database, "SELECT count(*) FROM share_link WHERE project = ?");
    const auto row = query.bind(project).next();
    return row ? Result<qint64>(query.integer(0)) : row.error();
}

Result<std::optional<SharedPlace>> ShareLinkRepository::find(const QByteArray &id) const
{
    Query query(m_database, "SELECT " LINK_COLUMNS ", p.number, p.name, p.id FROM share_link l JOIN project p ON p.number = l.project WHERE l.id = ?");
    const auto row = query.bindText(id).next();
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<SharedPlace>();
    const auto project = ProjectRepository(m_database).find(query.id<ProjectTag>(11), query.id<UserTag>(5));  // with its maker's role
    if (!project)
        return project.error();
    const bool isOpen = *project && !(*project)->deleted && (*project)->role == Role::Owner;
    return std::optional(SharedPlace{rowOf(query), query.integer(9), query.text(10), isOpen});
}

Result<bool> ShareLinkRepository::remove(qint64 project, const QByteArray &id, const store::Transaction &)
{
    if (auto done = Query(m_database, "DELETE FROM share_link WHERE project = ? AND id = ?").bind(project).bindText(id).run(); !done)
        return done.error();
    return m_database.changes() > 0;
}

}  // namespace tideline::server
