#include "app/server/metadata/chunk_repository.h"

#include "app/server/metadata/usage_repository.h"

#include <map>

namespace tideline::server {

ChunkRepository::ChunkRepository(store::Database &database, qint64 project)
    : m_database(database), m_project(project),
      m_hold(database, "SELECT raw_length, condemned_at_ms = 0 AND NOT EXISTS (SELECT 1 FROM damaged_chunk d WHERE d.hash = p.hash)"
                       " FROM project_chunk p WHERE project = ? AND hash = ?"),
      m_find(database, "SELECT c.pack, c.offset, c.encoding, c.length, c.raw_length FROM project_chunk p"
                       " JOIN chunk c ON c.hash = p.hash WHERE p.project = ? AND p.hash = ?"),
      m_contentSize(database, "SELECT size_bytes FROM content WHERE project = ? AND hash = ?")
{
}

Result<ChunkRepository::Hold> ChunkRepository::hold(const Chunk &chunk)
{
    const auto row = m_hold.bind(m_project).view(chunk.id).next();
    if (!row)
        return row.error();
    Hold hold = Hold::None;
    if (*row && m_hold.integer(0) == qint64(chunk.sizeBytes))
        hold = m_hold.integer(1) != 0 ? Hold::Held : Hold::Lost;
    m_hold.reset();
    return hold;
}

Result<bool> ChunkRepository::holds(const Chunk &chunk)
{
    const auto held = hold(chunk);
    return held ? Result<bool>(*held == Hold::Held) : held.error();
}

Result<std::optional<StoredChunk>> ChunkRepository::find(const ContentHash &id)
{
    const auto row = m_find.bind(m_project).view(id).next();
    if (!row)
        return row.error();
    std::optional<StoredChunk> found;
    if (*row) {
        found = StoredChunk{id, m_find.integer(0), m_find.integer(1), quint8(m_find.integer(2)),
                            quint32(m_find.integer(3)), quint32(m_find.integer(4))};
    }
    m_find.reset();
    return found;
}

Result<qint64> ChunkRepository::add(std::span<const StoredChunk> chunks, qint64 nowMs, const store::Transaction &transaction)
{
    std::map<qint64, qint64> packEnds;
    for (const StoredChunk &chunk : chunks) {
        qint64 &end = packEnds[chunk.pack];
        end = std::max(end, chunk.offset + chunk.length);
    }
    Query pack(m_database, "INSERT INTO pack (number, size_bytes) VALUES (?1, ?2)"
                           " ON CONFLICT (number) DO UPDATE SET size_bytes = max(size_bytes, ?2) WHERE retired_at_ms = 0");
    for (const auto &[number, end] : packEnds) {
        if (auto done = pack.bind(number).bind(end).run(); !done)
            return done.error();
        if (m_database.changes() == 0)
            return Error{Error::Kind::Io, u"A pack that is on its way off the disk was written to. Nothing of it was kept."_s,
                         u"pack %1"_s.arg(number), u"Send it again."_s};
    }
    Query where(m_database, "INSERT OR IGNORE INTO chunk (hash, pack, offset, encoding, length, raw_length)"
                            " VALUES (?, ?, ?, ?, ?, ?)");
    Query mended(m_database, "DELETE FROM damaged_chunk WHERE hash = ?");
    Query needed(m_database, "DELETE FROM idle_chunk WHERE hash = ?");
    Query anew(m_database, "UPDATE chunk SET pack = ?2, offset = ?3, encoding = ?4, length = ?5, raw_length = ?6 WHERE hash = ?1");
    Query whose(m_database, "INSERT OR IGNORE INTO project_chunk (project, hash, raw_length, added_at_ms) VALUES (?, ?, ?, ?)");
    Query again(m_database, "UPDATE project_chunk SET condemned_at_ms = 0, added_at_ms = ?3 WHERE project = ?1 AND hash = ?2"
                            " AND condemned_at_ms > 0");
    // Mostly there is no mark at all, and one look stands for one at each chunk.
    Query marks(m_database, "SELECT EXISTS (SELECT 1 FROM damaged_chunk), EXISTS (SELECT 1 FROM idle_chunk)");
    if (const auto row = marks.next(); !row)
        return row.error();
    const bool isAnyDamaged = marks.integer(0) != 0;
    const bool isAnyIdle = marks.integer(1) != 0;
    marks.reset();
    qint64 grown = 0;
    for (const StoredChunk *const one : byHash(chunks, &StoredChunk::id)) {
        const StoredChunk &chunk = *one;
        where.view(chunk.id).bind(chunk.pack).bind(chunk.offset).bind(int(chunk.encoding));
        if (auto done = where.bind(qint64(chunk.length)).bind(qint64(chunk.rawLength)).run(); !done)
            return done.error();
        const bool isNew = m_database.changes() > 0;
        if (auto done = isAnyDamaged ? mended.bind(chunk.id).run() : Result<void>(); !done)
            return done.error();
        if (isAnyDamaged && !isNew && m_database.changes() > 0) {
            anew.bind(chunk.id).bind(chunk.pack).bind(chunk.offset).bind(int(chunk.encoding));
            if (auto done = anew.bind(qint64(chunk.length)).bind(qint64(chunk.rawLength)).run(); !done)
                return done.error();
        }
        if (auto done = isAnyIdle ? needed.bind(chunk.id).run() : Result<void>(); !done)
            return done.error();
        if (auto done = whose.bind(m_project).view(chunk.id).bind(qint64(chunk.rawLength)).bind(nowMs).run(); !done)
            return done.error();
        if (m_database.changes() > 0)
            grown += chunk.rawLength;
        else if (auto done = again.bind(m_project).bind(chunk.id).bind(nowMs).run(); !done)
            return done.error();
    }
    if (grown > 0) {
        if (auto done = UsageRepository(m_database).grow(m_project, grown, transaction); !done)
            return done.error();
    }
    return grown;
}

Result<std::optional<QByteArray>> ChunkRepository::manifest(const ContentHash &hash)
{
    Query query(m_database, "SELECT chunks FROM content WHERE project = ? AND hash = ?");
    const auto row = query.bind(m_project).bind(hash).next();
    if (!row)
        return row.error();
    return *row ? std::optional(query.bytes(0)) : std::nullopt;
}

Result<std::optional<qint64>> ChunkRepository::contentSize(const ContentHash &hash)
{
    const auto row = m_contentSize.bind(m_project).view(hash).next();
    if (!row)
        return row.error();
    const std::optional<qint64> size = *row ? std::optional(m_contentSize.integer(0)) : std::nullopt;
    m_contentSize.reset();
    return size;
}

Result<void> ChunkRepository::addContent(const ContentHash &hash, const Manifest &manifest)
{
    return Query(m_database, "INSERT INTO content (project, hash, size_bytes, chunks) VALUES (?, ?, ?, ?)"
                             " ON CONFLICT (project, hash) DO NOTHING")
        .bind(m_project)
        .bind(hash)
        .bind(manifest.sizeBytes())
        .bindBlob(manifest.toBytes())
        .run();
}

Result<std::unordered_set<ContentHash>> ChunkRepository::contentsWith(const std::unordered_set<ContentHash> &chunks)
{
    Query query(m_database, "SELECT hash, chunks FROM content WHERE project = ?");
    query.bind(m_project);
    std::unordered_set<ContentHash> found;
    auto read = query.each([&] {
        const auto manifest = Manifest::fromBytes(query.bytes(1));
        if (!manifest || std::ranges::any_of(manifest->chunks, [&](const Chunk &chunk) { return chunks.contains(chunk.id); }))
            found.insert(query.hash(0));
    });
    if (!read)
        return read.error();
    return found;
}

Result<qint64> ChunkRepository::lastPack(store::Database &database)
{
    // The table's own counter, so that the number of a pack that is gone is not given again.
    auto last = database.integer("SELECT seq FROM sqlite_sequence WHERE name = 'pack'");
    if (!last)
        return internal(last.error());
    return last->value_or(0);
}

}  // namespace tideline::server
