#include "app/server/metadata/snapshot_repository.h"

namespace tideline::server {

namespace {

#define SNAPSHOT_COLUMNS "name, revision, message, user_id, user_name, at_ms, live"

SnapshotRow rowOf(const Query &query)
{
    return {query.text(0), query.integer(1), query.text(2), query.id<UserTag>(3), query.text(4), query.integer(5), query.integer(6) != 0};
}

}  // namespace

Result<std::vector<SnapshotRow>> SnapshotRepository::list() const
{
    Query query(m_database, "SELECT " SNAPSHOT_COLUMNS " FROM snapshot WHERE project = ? ORDER BY at_ms DESC, name");
    query.bind(m_project);
    std::vector<SnapshotRow> rows;
    if (auto read = query.each([&] { rows.push_back(rowOf(query)); }); !read)
        return read.error();
    return rows;
}

Result<qint64> SnapshotRepository::count() const
{
    Query query(m_database, "SELECT count(*) FROM snapshot WHERE project = ?");
    const auto row = query.bind(m_project).next();
    return row ? Result<qint64>(query.integer(0)) : row.error();
}

Result<std::optional<SnapshotRow>> SnapshotRepository::find(const QString &name) const
{
    Query query(m_database, "SELECT " SNAPSHOT_COLUMNS " FROM snapshot WHERE project = ? AND name = ?");
    const auto row = query.bind(m_project).bind(name).next();
    if (!row)
        return row.error();
    return *row ? std::optional(rowOf(query)) : std::nullopt;
}

Result<void> SnapshotRepository::add(const SnapshotRow &snapshot, const store::Transaction &)
{
    return Query(m_database, "INSERT INTO snapshot (project, " SNAPSHOT_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(m_project)
        .bind(snapshot.name)
        .bind(snapshot.revision)
        .bind(snapshot.message)
        .bind(snapshot.user)
        .bind(snapshot.userName)
        .bind(snapshot.atMs)
        .bind(snapshot.live)
        .run();
}

Result<void> SnapshotRepository::setLive(const QString &name, const store::Transaction &)
{
    if (auto none = Query(m_database, "UPDATE snapshot SET live = 0 WHERE project = ? AND live = 1").bind(m_project).run(); !none)
        return none;
    return Query(m_database, "UPDATE snapshot SET live = 1 WHERE project = ? AND name = ?").bind(m_project).bind(name).run();
}

Result<void> SnapshotRepository::remove(const QString &name, const store::Transaction &)
{
    return Query(m_database, "DELETE FROM snapshot WHERE project = ? AND name = ?").bind(m_project).bind(name).run();
}

}  // namespace tideline::server
