#include "app/server/metadata/chunk_reader.h"

#include "app/server/metadata/pack_repository.h"

#include <QDebug>

namespace tideline::server {

namespace {

constexpr int kMostMoves = 3;  ///< while one chunk is read; each takes its writer far longer than a look takes us

bool isSamePlace(const StoredChunk &a, const StoredChunk &b)
{
    return a.pack == b.pack && a.offset == b.offset;
}

}  // namespace

template <typename Read>
auto ChunkReader::whereItIs(StoredChunk chunk, Read read) -> decltype(read(chunk))
{
    for (int moves = 0;; ++moves) {
        auto got = read(chunk);
        if (got || got.error().kind != Error::Kind::Corrupt)
            return got;
        const auto place = m_connections.read([&](store::Database &database) { return PackRepository(database).place(chunk.id); });
        if (!place)
            return place.error();
        if (!*place || moves == kMostMoves)
            return got;
        if (isSamePlace((*place)->chunk, chunk)) {
            if ((*place)->isDamaged)
                return got;
            const auto marked = mark(chunk);
            return marked ? got : marked.error();
        }
        chunk = (*place)->chunk;
    }
}

Result<void> ChunkReader::mark(const StoredChunk &chunk)
{
    qWarning().noquote() << u"A stored chunk is damaged, and counts as not held until it is uploaded again: pack %1, chunk %2."_s
                                .arg(chunk.pack)
                                .arg(chunk.id.toString());
    m_packs.close(chunk.pack);
    return m_connections.write([&](store::Database &database, const store::Transaction &transaction) {
        return PackRepository(database).markDamaged(chunk, m_clock.nowMs(), transaction);
    });
}

Result<QByteArrayView> ChunkReader::payload(const StoredChunk &chunk)
{
    const Error another{Error::Kind::Conflict, u"A stored chunk was stored anew in another form."_s, chunk.id.toString(), u"Ask for it again."_s};
    return whereItIs(chunk, [&](const StoredChunk &place) -> Result<QByteArrayView> {
        if (place.payloadEncoding() != chunk.payloadEncoding() || place.payloadLength() != chunk.payloadLength())
            return another;
        return m_reader.payload(place);
    });
}

Result<QByteArray> ChunkReader::raw(const StoredChunk &chunk)
{
    return whereItIs(chunk, [&](const StoredChunk &place) { return m_reader.raw(place); });
}

}  // namespace tideline::server
