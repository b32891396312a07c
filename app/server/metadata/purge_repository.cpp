#include "app/server/metadata/purge_repository.h"

#include "app/server/metadata/usage_repository.h"

namespace tideline::server {

namespace {

/// What may be millions of rows. Contents go before the chunks that they name.
constexpr const char *kMany[] = {
    "DELETE FROM content WHERE project = ?1 AND hash IN (SELECT hash FROM content WHERE project = ?1 LIMIT ?2)",
    "DELETE FROM node WHERE project = ?1 AND id IN (SELECT id FROM node WHERE project = ?1 LIMIT ?2)",
    "DELETE FROM node_version WHERE project = ?1 AND (revision, node) IN (SELECT revision, node FROM node_version WHERE project = ?1 LIMIT ?2)",
    "DELETE FROM history WHERE project = ?1 AND revision IN (SELECT revision FROM history WHERE project = ?1 LIMIT ?2)",
    "DELETE FROM activity WHERE number IN (SELECT number FROM activity WHERE project = ?1 LIMIT ?2)",
};

}  // namespace

Result<std::vector<qint64>> PurgeRepository::due(std::optional<qint64> deletedBeforeMs) const
{
    Query query(m_database, "SELECT number FROM project WHERE purging = 1 OR (deleted_at_ms IS NOT NULL AND deleted_at_ms < ?) ORDER BY number");
    if (deletedBeforeMs)
        query.bind(*deletedBeforeMs);
    else
        query.bindNull();
    std::vector<qint64> rows;
    if (auto read = query.each([&] { rows.push_back(query.integer(0)); }); !read)
        return read.error();
    return rows;
}

Result<qint64> PurgeRepository::begin(qint64 project, std::optional<qint64> deletedBeforeMs, const store::Transaction &)
{
    Query query(m_database, "UPDATE project SET purging = 1 WHERE number = ?1 AND deleted_at_ms IS NOT NULL AND (purging = 1 OR deleted_at_ms < ?2)");
    query.bind(project);
    if (deletedBeforeMs)
        query.bind(*deletedBeforeMs);
    else
        query.bindNull();
    auto done = query.run();
    return done ? Result<qint64>(m_database.changes()) : done.error();
}

Result<qint64> PurgeRepository::dropSome(qint64 project, int limit, const store::Transaction &transaction)
{
    for (const char *sql : kMany) {
        if (auto done = Query(m_database, sql).bind(project).bind(limit).run(); !done)
            return done.error();
        if (const qint64 rows = m_database.changes(); rows > 0)
            return rows;
    }
    std::vector<std::pair<ContentHash, qint64>> chunks;
    Query held(m_database, "SELECT hash, raw_length FROM project_chunk WHERE project = ? LIMIT ?");
    held.bind(project).bind(limit);
    if (auto read = held.each([&] { chunks.emplace_back(held.hash(0), held.integer(1)); }); !read)
        return read.error();
    Query drop(m_database, "DELETE FROM project_chunk WHERE project = ? AND hash = ?");
    qint64 bytes = 0;
    for (const auto &[hash, rawLength] : chunks) {
        if (auto done = drop.bind(project).bind(hash).run(); !done)
            return done.error();
        bytes += rawLength;
    }
    if (auto done = UsageRepository(m_database).grow(project, -bytes, transaction); !done)
        return done.error();
    return qint64(chunks.size());
}

Result<qint64> PurgeRepository::end(qint64 project, const store::Transaction &)
{
    auto done = Query(m_database, "DELETE FROM project WHERE number = ? AND purging = 1").bind(project).run();
    return done ? Result<qint64>(m_database.changes()) : done.error();
}

}  // namespace tideline::server
