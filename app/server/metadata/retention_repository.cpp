#include "app/server/metadata/retention_repository.h"

#include "app/server/metadata/usage_repository.h"

#include <algorithm>
#include <cstring>

namespace tideline::server {

namespace {

constexpr qsizetype kManifestRow = 36;  ///< Manifest::toBytes(): 32 bytes of the chunk's hash, 4 of its size

}  // namespace

Result<std::optional<RetentionPolicy>> RetentionRepository::policy() const
{
    Query query(m_database, "SELECT keep_all_days, keep_daily_days FROM project WHERE number = ?");
    const auto row = query.bind(m_project).next();
    if (!row)
        return row.error();
    if (!*row || query.isNull(0))
        return std::optional<RetentionPolicy>();
    return std::optional(RetentionPolicy{int(query.integer(0)), int(query.integer(1))});
}

Result<void> RetentionRepository::setPolicy(const std::optional<RetentionPolicy> &policy, const store::Transaction &)
{
    Query query(m_database, "UPDATE project SET keep_all_days = ?, keep_daily_days = ? WHERE number = ?");
    if (policy)
        query.bind(policy->allDays).bind(policy->dailyDays);
    else
        query.bindNull().bindNull();
    return query.bind(m_project).run();
}

Result<Revision> RetentionRepository::head() const
{
    Query query(m_database, "SELECT head_revision FROM project WHERE number = ?");
    const auto row = query.bind(m_project).next();
    if (!row)
        return row.error();
    return *row ? query.integer(0) : Revision(0);
}

Result<std::vector<KeptRevision>> RetentionRepository::keptRevisions() const
{
    Query query(m_database, "SELECT revision, at_ms, EXISTS (SELECT 1 FROM snapshot s WHERE s.project = h.project AND s.revision = h.revision)"
                            " FROM history h WHERE project = ? AND thinned = 0 ORDER BY revision DESC");
    query.bind(m_project);
    std::vector<KeptRevision> rows;
    auto read = query.each([&] { rows.push_back({query.integer(0), query.integer(1), query.integer(2) != 0}); });
    if (!read)
        return read.error();
    return rows;
}

Result<bool> RetentionRepository::isThinned(Revision revision) const
{
    Query query(m_database, "SELECT thinned FROM history WHERE project = ? AND revision = ?");
    const auto row = query.bind(m_project).bind(revision).next();
    if (!row)
        return row.error();
    return *row && query.integer(0) != 0;
}

Result<void> RetentionRepository::thin(std::span<const Revision> revisions, const store::Transaction &)
{
    Query query(m_database, "UPDATE history SET thinned = 1 WHERE project = ?1 AND revision = ?2"
                            " AND revision < (SELECT head_revision FROM project WHERE number = ?1)"
                            " AND NOT EXISTS (SELECT 1 FROM snapshot WHERE project = ?1 AND revision = ?2)");
    for (const Revision revision : revisions) {
        if (auto done = query.bind(m_project).bind(revision).run(); !done)
            return done;
    }
    return {};
}

Result<qint64> RetentionRepository::contentCount() const
{
    Query query(m_database, "SELECT count(*) FROM content WHERE project = ?");
    const auto row = query.bind(m_project).next();
    return row ? Result<qint64>(query.integer(0)) : row.error();
}

Result<qint64> RetentionRepository::chunkCount() const
{
    Query query(m_database, "SELECT count(*) FROM project_chunk WHERE project = ?");
    const auto row = query.bind(m_project).next();
    return row ? Result<qint64>(query.integer(0)) : row.error();
}

Result<std::unordered_set<ContentHash>> RetentionRepository::contentsOf(std::span<const Revision> revisions, const HashPart &part) const
{
    // A version is what a node was from its revision up to the node's next one.
    Query query(m_database, "SELECT revision, lead(revision) OVER (PARTITION BY node ORDER BY revision), op, hash FROM node_version"
                            " WHERE project = ?");
    query.bind(m_project);
    std::unordered_set<ContentHash> needed;
    auto read = query.each([&] {
        const ContentHash hash = query.hash(3);
        if (hash.isNull() || query.integer(2) == 2 || !part.has(hash))
            return;
        const auto kept = std::ranges::lower_bound(revisions, query.integer(0));
        if (kept != revisions.end() && (query.isNull(1) || *kept < query.integer(1)))
            needed.insert(hash);
    });
    if (!read)
        return read.error();
    return needed;
}

Result<std::vector<RetentionRepository::Content>> RetentionRepository::contentsBeside(const std::unordered_set<ContentHash> &needed,
                                                                                      const HashPart &part) const
{
    Query query(m_database, "SELECT hash, size_bytes FROM content WHERE project = ?");
    query.bind(m_project);
    std::vector<Content> rows;
    auto read = query.each([&] {
        const ContentHash hash = query.hash(0);
        if (part.has(hash) && !needed.contains(hash))
            rows.push_back({hash, query.integer(1)});
    });
    if (!read)
        return read.error();
    return rows;
}

Result<qint64> RetentionRepository::dropContents(std::span<const Content> contents, Revision since, const store::Transaction &)
{
    std::unordered_set<ContentHash> named;  // by commits that came while it was found out what is needed
    Query newer(m_database, "SELECT hash FROM node_version WHERE project = ? AND revision > ? AND hash IS NOT NULL");
    newer.bind(m_project).bind(since);
    if (auto read = newer.each([&] { named.insert(newer.hash(0)); }); !read)
        return read.error();
    Query query(m_database, "DELETE FROM content WHERE project = ? AND hash = ?");
    qint64 count = 0;
    for (const Content &content : contents) {
        if (named.contains(content.hash))
            continue;
        if (auto done = query.bind(m_project).bind(content.hash).run(); !done)
            return done.error();
        count += m_database.changes();
    }
    return count;
}

Result<std::unordered_set<ContentHash>> RetentionRepository::namedChunks(const std::unordered_set<ContentHash> &without, const HashPart &part) const
{
    Query query(m_database, "SELECT hash, chunks FROM content WHERE project = ?");
    query.bind(m_project);
    std::unordered_set<ContentHash> named;
    auto read = query.each([&] {
        if (!without.empty() && without.contains(query.hash(0)))
            return;
        const QByteArray chunks = query.bytes(1);
        for (qsizetype at = 0; at + kManifestRow <= chunks.size(); at += kManifestRow) {
            ContentHash hash;
            std::memcpy(hash.bytes.data(), chunks.constData() + at, hash.bytes.size());
            if (part.has(hash))
                named.insert(hash);
        }
    });
    if (!read)
        return read.error();
    return named;
}

Result<std::vector<HeldChunk>> RetentionRepository::chunksBeside(const std::unordered_set<ContentHash> &named, const HashPart &part,
                                                                 Condemned condemned, qint64 addedBeforeMs) const
{
    Query query(m_database, "SELECT hash, raw_length FROM project_chunk WHERE project = ?1 AND (condemned_at_ms > 0) = ?2"
                            " AND (?2 OR added_at_ms < ?3)");
    query.bind(m_project).bind(condemned == Condemned::Yes).bind(addedBeforeMs);
    std::vector<HeldChunk> rows;
    auto read = query.each([&] {
        const ContentHash hash = query.hash(0);
        if (part.has(hash) && !named.contains(hash))
            rows.push_back({hash, query.integer(1)});
    });
    if (!read)
        return read.error();
    return rows;
}

Result<std::vector<HeldChunk>> RetentionRepository::condemnedAmong(const std::unordered_set<ContentHash> &named, const HashPart &part) const
{
    Query query(m_database, "SELECT hash, raw_length FROM project_chunk WHERE project = ? AND condemned_at_ms > 0");
    query.bind(m_project);
    std::vector<HeldChunk> rows;
    auto read = query.each([&] {
        const ContentHash hash = query.hash(0);
        if (part.has(hash) && named.contains(hash))
            rows.push_back({hash, query.integer(1)});
    });
    if (!read)
        return read.error();
    return rows;
}

Result<void> RetentionRepository::condemn(std::span<const HeldChunk> chunks, qint64 addedBeforeMs, qint64 nowMs, const store::Transaction &)
{
    Query query(m_database, "UPDATE project_chunk SET condemned_at_ms = ?4 WHERE project = ?1 AND hash = ?2 AND condemned_at_ms = 0"
                            " AND added_at_ms < ?3");
    for (const HeldChunk &chunk : chunks) {
        if (auto done = query.bind(m_project).bind(chunk.hash).bind(addedBeforeMs).bind(nowMs).run(); !done)
            return done;
    }
    return {};
}

Result<void> RetentionRepository::spare(std::span<const HeldChunk> chunks, const store::Transaction &)
{
    Query query(m_database, "UPDATE project_chunk SET condemned_at_ms = 0 WHERE project = ? AND hash = ?");
    for (const HeldChunk &chunk : chunks) {
        if (auto done = query.bind(m_project).bind(chunk.hash).run(); !done)
            return done;
    }
    return {};
}

Result<qint64> RetentionRepository::dropCondemned(std::span<const HeldChunk> chunks, const store::Transaction &transaction)
{
    Query query(m_database, "DELETE FROM project_chunk WHERE project = ? AND hash = ? AND condemned_at_ms > 0");
    qint64 bytes = 0;
    for (const HeldChunk &chunk : chunks) {
        if (auto done = query.bind(m_project).bind(chunk.hash).run(); !done)
            return done.error();
        bytes += m_database.changes() * chunk.rawLength;
    }
    if (auto done = UsageRepository(m_database).grow(m_project, -bytes, transaction); !done)
        return done.error();
    return bytes;
}

Result<std::vector<RetentionRepository::Due>> RetentionRepository::due(store::Database &database, qint64 beforeMs, bool everybodyHasQuota, int limit)
{
#define OWNERS_QUOTA "CASE WHEN p.organization IS NULL THEN u.quota_bytes ELSE o.quota_bytes END"
    Query query(database, "SELECT p.number, p.keep_all_days IS NOT NULL FROM project p JOIN user u ON u.id = p.owner_id"
                          " LEFT JOIN organization o ON o.id = p.organization"
                          " WHERE p.upkept_at_ms <= ?1 AND p.deleted_at_ms IS NULL"
                          " AND (p.keep_all_days IS NOT NULL OR " OWNERS_QUOTA " >= 0"
                          " OR (?2 AND " OWNERS_QUOTA " IS NULL)) ORDER BY p.number LIMIT ?3");
    query.bind(beforeMs).bind(everybodyHasQuota).bind(limit);
    std::vector<Due> rows;
    if (auto read = query.each([&] { rows.push_back({query.integer(0), query.integer(1) != 0}); }); !read)
        return read.error();
    return rows;
}

Result<void> RetentionRepository::setUpkept(qint64 nowMs, const store::Transaction &)
{
    return Query(m_database, "UPDATE project SET upkept_at_ms = ? WHERE number = ?").bind(nowMs).bind(m_project).run();
}

}  // namespace tideline::server
