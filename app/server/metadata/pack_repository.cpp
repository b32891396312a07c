#include "app/server/metadata/pack_repository.h"

#include <algorithm>
#include <map>

namespace tideline::server {

namespace {

constexpr qint64 kHeadBytes = 41;         ///< before each payload
constexpr qint64 kMostLooks = 20'000;     ///< for holders, in one transaction

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
    Query query(m_database, "SELECT p.number, p.id, p.name, p.deleted_at_ms IS NOT NULL FROM project p WHERE purging = 0 AND EXISTS"
                            " (SELECT 1 FROM damaged_chunk d CROSS JOIN project_chunk h ON h.project = p.number AND h.hash = d.hash)"
                            " ORDER BY p.name, p.number");
    std::vector<Holder> rows;
    auto read = query.each([&] { rows.push_back({query.integer(0), query.id<ProjectTag>(1), query.text(2), query.integer(3) != 0}); });
    if (!read)
        return read.error();
    return rows;
}

Result<qint64> PackRepository::heldCount() const
{
    Query query(m_database, "SELECT count(*) FROM project_chunk");
    const auto row = query.next();
    return row ? Result<qint64>(query.integer(0)) : row.error();
}

Result<std::unordered_set<ContentHash>> PackRepository::held(const HashPart &part) const
{
    Query query(m_database, "SELECT hash FROM project_chunk");
    std::unordered_set<ContentHash> hashes;
    auto read = query.each([&] {
        if (const ContentHash hash = query.hash(0); part.has(hash))
            hashes.insert(hash);
    });
    if (!read)
        return read.error();
    return hashes;
}

Result<std::vector<ContentHash>> PackRepository::unmarkedBeside(const std::unordered_set<ContentHash> &held, const HashPart &part) const
{
    Query query(m_database, "SELECT hash FROM chunk c WHERE NOT EXISTS (SELECT 1 FROM idle_chunk i WHERE i.hash = c.hash)");
    std::vector<ContentHash> rows;
    auto read = query.each([&] {
        if (const ContentHash hash = query.hash(0); part.has(hash) && !held.contains(hash))
            rows.push_back(hash);
    });
    if (!read)
        return read.error();
    return rows;
}

Result<std::vector<PackRepository::Idle>> PackRepository::idle(const HashPart &part) const
{
    Query query(m_database, "SELECT hash, since_ms FROM idle_chunk");
    std::vector<Idle> rows;
    auto read = query.each([&] {
        if (const ContentHash hash = query.hash(0); part.has(hash))
            rows.push_back({hash, query.integer(1)});
    });
    if (!read)
        return read.error();
    return rows;
}

Result<void> PackRepository::condemn(std::span<const ContentHash> chunks, qint64 nowMs, const store::Transaction &)
{
    Query query(m_database, "INSERT OR IGNORE INTO idle_chunk (hash, since_ms) VALUES (?, ?)");
    for (const ContentHash &hash : chunks) {
        if (auto done = query.bind(hash).bind(nowMs).run(); !done)
            return done;
    }
    return {};
}

Result<void> PackRepository::spare(std::span<const Idle> chunks, const store::Transaction &)
{
    Query query(m_database, "DELETE FROM idle_chunk WHERE hash = ?");
    for (const Idle &chunk : chunks) {
        if (auto done = query.bind(chunk.hash).run(); !done)
            return done;
    }
    return {};
}

Result<qint64> PackRepository::drop(std::span<const Idle> chunks, const store::Transaction &)
{
    Query count(m_database, "SELECT count(*) FROM project");
    if (const auto row = count.next(); !row)
        return row.error();
    qint64 looks = kMostLooks / std::max<qint64>(1, count.integer(0));
    count.reset();
    Query mark(m_database, "DELETE FROM idle_chunk WHERE hash = ? AND since_ms = ?");
    Query holder(m_database, "SELECT p.number FROM project p CROSS JOIN project_chunk h ON h.project = p.number AND h.hash = ? LIMIT 1");
    Query place(m_database, "DELETE FROM chunk WHERE hash = ?");
    Query damage(m_database, "DELETE FROM damaged_chunk WHERE hash = ?");
    qint64 gone = 0;
    for (const Idle &chunk : chunks) {
        if (auto done = mark.bind(chunk.hash).bind(chunk.sinceMs).run(); !done)
            return done.error();
        if (m_database.changes() == 0)
            continue;  // uploaded meanwhile
        if (looks-- > 0) {
            const auto isHeld = holder.bind(chunk.hash).next();
            if (!isHeld)
                return isHeld.error();
            if (*isHeld)
                return Error{Error::Kind::Io, u"A chunk that a project holds was about to be dropped. Nothing was."_s, chunk.hash.toString(),
                             u"This is an error of the server: report it."_s};
            holder.reset();
        }
        if (auto done = place.bind(chunk.hash).run(); !done)
            return done.error();
        gone += m_database.changes();
        if (auto done = damage.bind(chunk.hash).run(); !done)
            return done.error();
    }
    return gone;
}

Result<std::vector<ContentHash>> PackRepository::damagedWithoutPlace(const HashPart &part) const
{
    Query query(m_database, "SELECT hash FROM damaged_chunk d WHERE NOT EXISTS (SELECT 1 FROM chunk c WHERE c.hash = d.hash)");
    std::vector<ContentHash> rows;
    auto read = query.each([&] {
        if (const ContentHash hash = query.hash(0); part.has(hash))
            rows.push_back(hash);
    });
    if (!read)
        return read.error();
    return rows;
}

Result<void> PackRepository::forget(std::span<const ContentHash> chunks, const store::Transaction &)
{
    Query query(m_database, "DELETE FROM damaged_chunk WHERE hash = ?1 AND NOT EXISTS (SELECT 1 FROM chunk WHERE hash = ?1)");
    for (const ContentHash &hash : chunks) {
        if (auto done = query.bind(hash).run(); !done)
            return done;
    }
    return {};
}

Result<std::vector<PackRepository::Pack>> PackRepository::packs() const
{
    Query query(m_database, "SELECT number, retired_at_ms FROM pack ORDER BY number");
    std::map<qint64, Pack> packs;
    auto read = query.each([&] { packs[query.integer(0)] = {query.integer(0), query.integer(1)}; });
    Query places(m_database, "SELECT pack, length FROM chunk");
    if (read) {
        read = places.each([&] {
            Pack &pack = packs[places.integer(0)];
            ++pack.chunkCount;
            pack.liveBytes += places.integer(1) + kHeadBytes;
        });
    }
    if (!read)
        return read.error();
    std::vector<Pack> rows;
    for (const auto &[number, pack] : packs)
        rows.push_back(pack);
    return rows;
}

Result<std::vector<ChunkPlace>> PackRepository::placesIn(qint64 pack, qint64 behindOffset, int limit) const
{
    Query query(m_database, "SELECT " PLACE_COLUMNS PLACE_TABLES "WHERE c.pack = ? AND c.offset > ? ORDER BY c.offset LIMIT ?");
    query.bind(pack).bind(behindOffset).bind(limit);
    std::vector<ChunkPlace> rows;
    if (auto read = query.each([&] { rows.push_back(placeOf(query)); }); !read)
        return read.error();
    return rows;
}

Result<qint64> PackRepository::move(std::span<const StoredChunk> from, std::span<const StoredChunk> to, const store::Transaction &)
{
    Q_ASSERT(from.size() == to.size());
    Query pack(m_database, "INSERT INTO pack (number, size_bytes) VALUES (?1, ?2) ON CONFLICT (number) DO UPDATE SET size_bytes = max(size_bytes, ?2)"
                           " WHERE retired_at_ms = 0");
    Query place(m_database, "UPDATE chunk SET pack = ?4, offset = ?5, encoding = ?6, length = ?7 WHERE hash = ?1 AND pack = ?2 AND offset = ?3");
    qint64 moved = 0;
    for (std::size_t i = 0; i < from.size(); ++i) {
        Q_ASSERT(from[i].id == to[i].id && from[i].payloadEncoding() == to[i].payloadEncoding() && from[i].payloadLength() == to[i].payloadLength());
        if (auto done = pack.bind(to[i].pack).bind(to[i].offset + to[i].length).run(); !done)
            return done.error();
        if (m_database.changes() == 0)
            return Error{Error::Kind::Io, u"A pack that is on its way off the disk was written to. Nothing was moved there."_s,
                         u"pack %1"_s.arg(to[i].pack), {}};
        place.bind(from[i].id).bind(from[i].pack).bind(from[i].offset).bind(to[i].pack).bind(to[i].offset);
        place.bind(int(to[i].encoding)).bind(qint64(to[i].length));
        if (auto done = place.run(); !done)
            return done.error();
        moved += m_database.changes();
    }
    return moved;
}

Result<bool> PackRepository::retire(qint64 pack, qint64 nowMs, const store::Transaction &)
{
    auto done = Query(m_database, "UPDATE pack SET retired_at_ms = ?2 WHERE number = ?1 AND retired_at_ms = 0"
                                  " AND NOT EXISTS (SELECT 1 FROM chunk WHERE pack = ?1)")
                    .bind(pack)
                    .bind(nowMs)
                    .run();
    return done ? Result<bool>(m_database.changes() > 0) : done.error();
}

Result<void> PackRepository::adopt(qint64 pack, qint64 nowMs, const store::Transaction &)
{
    return Query(m_database, "INSERT OR IGNORE INTO pack (number, size_bytes, retired_at_ms) VALUES (?, 0, ?)").bind(pack).bind(nowMs).run();
}

Result<bool> PackRepository::dropRetired(qint64 pack, qint64 notAfterMs, const store::Transaction &)
{
    auto done = Query(m_database, "DELETE FROM pack WHERE number = ?1 AND retired_at_ms > 0 AND retired_at_ms <= ?2"
                                  " AND NOT EXISTS (SELECT 1 FROM chunk WHERE pack = ?1)")
                    .bind(pack)
                    .bind(notAfterMs)
                    .run();
    return done ? Result<bool>(m_database.changes() > 0) : done.error();
}

Result<qint64> PackRepository::collectedAtMs() const
{
    Query query(m_database, "SELECT collected_at_ms FROM server");
    const auto row = query.next();
    if (!row)
        return row.error();
    return *row ? query.integer(0) : 0;
}

Result<void> PackRepository::setCollected(qint64 nowMs, const store::Transaction &)
{
    return Query(m_database, "UPDATE server SET collected_at_ms = ?").bind(nowMs).run();
}

}  // namespace tideline::server
