#include "app/server/metadata/pack_repository.h"

namespace tideline::server {

namespace {

#define PLACE_COLUMNS "c.hash, c.pack, c.offset, c.encoding, c.length, c.raw_length, d.hash IS NOT NULL"
#define PLACE_TABLES " FROM chunk c LEFT JOIN damaged_chunk d ON d.hash = c.hash "

ChunkPlace placeOf(const Query &query)
{
    return {{query.hash(0), query.integer(1), query.integer(2), quint8(query.integer(3)), quint32(query.integer(4)),
             quint32(query.integer(5))},
            query.integer(6) != 0};
}

}  // namespace

Result<std::optional<ChunkPlace>> PackRepository::place(const ContentHash &id) const
{
    Query query(m_database, "SELECT " PLACE_COLUMNS PLACE_TABLES "WHERE c.hash = ?");
    const auto row = query.bind(id).next();
    if (!row)
        return row.error();
    return *row ? std::optional(placeOf(query)) : std::nullopt;
}

Result<std::vector<ChunkPlace>> PackRepository::placesBehind(qint64 pack, qint64 offset, int limit) const
{
    Query query(m_database, "SELECT " PLACE_COLUMNS PLACE_TABLES "WHERE (c.pack, c.offset) > (?, ?) ORDER BY c.pack, c.offset LIMIT ?");
    query.bind(pack).bind(offset).bind(limit);
    std::vector<ChunkPlace> rows;
    if (auto read = query.each([&] { rows.push_back(placeOf(query)); }); !read)
        return read.error();
    return rows;
}

Result<void> PackRepository::markDamaged(const StoredChunk &chunk, qint64 nowMs, const store::Transaction &)
{
    return Query(m_database, "INSERT OR IGNORE INTO damaged_chunk (hash, found_at_ms)"
                             " SELECT hash, ?4 FROM chunk WHERE hash = ?1 AND pack = ?2 AND offset = ?3")
        .bind(chunk.id)
        .bind(chunk.pack)
        .bind(chunk.offset)
        .bind(nowMs)
        .run();
}

Result<void> PackRepository::markWhole(const StoredChunk &chunk, const store::Transaction &)
{
    return Query(m_database, "DELETE FROM damaged_chunk WHERE hash = ?1"
                             " AND EXISTS (SELECT 1 FROM chunk WHERE hash = ?1 AND pack = ?2 AND offset = ?3)")
        .bind(chunk.id)
        .bind(chunk.pack)
        .bind(chunk.offset)
        .run();
}

Result<std::vector<ContentHash>> PackRepository::heldWithoutPlace(int limit) const
{
    Query query(m_database, "SELECT DISTINCT p.hash FROM project_chunk p WHERE NOT EXISTS (SELECT 1 FROM chunk c WHERE c.hash = p.hash)"
                            " AND NOT EXISTS (SELECT 1 FROM damaged_chunk d WHERE d.hash = p.hash) LIMIT ?");
    query.bind(limit);
    std::vector<ContentHash> rows;
    if (auto read = query.each([&] { rows.push_back(query.hash(0)); }); !read)
        return read.error();
    return rows;
}

Result<void> PackRepository::markMissing(const ContentHash &id, qint64 nowMs, const store::Transaction &)
{
    return Query(m_database, "INSERT OR IGNORE INTO damaged_chunk (hash, found_at_ms)"
                             " SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM chunk WHERE hash = ?1)")
        .bind(id)
        .bind(nowMs)
        .run();
}

Result<std::vector<ContentHash>> PackRepository::damaged() const
{
    Query query(m_database, "SELECT hash FROM damaged_chunk");
    std::vector<ContentHash> rows;
    if (auto read = query.each([&] { rows.push_back(query.hash(0)); }); !read)
        return read.error();
    return rows;
}

Result<std::vector<PackRepository::Holder>> PackRepository::holdersOfDamaged() const
{
    // Few are damaged, many are held: CROSS JOIN keeps that order.
    Query query(m_database, "SELECT p.number, p.id, p.name, p.deleted_at_ms IS NOT NULL FROM project p WHERE EXISTS"
                            " (SELECT 1 FROM damaged_chunk d CROSS JOIN project_chunk h ON h.project = p.number AND h.hash = d.hash)"
                            " ORDER BY p.name, p.number");
    std::vector<Holder> rows;
    auto read = query.each([&] { rows.push_back({query.integer(0), query.id<ProjectTag>(1), query.text(2), query.integer(3) != 0}); });
    if (!read)
        return read.error();
    return rows;
}

}  // namespace tideline::server
