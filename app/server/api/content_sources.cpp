#include "app/server/api/content_sources.h"

#include "app/server/metadata/chunk_repository.h"

namespace tideline::server {

namespace {

constexpr qint64 kPieceBytes = 256 << 10;
constexpr qint64 kPackMagicBytes = 5;
constexpr qint64 kPackHeaderBytes = 41;
constexpr qint64 kPackTrailerBytes = 33;

Error gone(const ContentHash &hash)
{
    return {Error::Kind::Corrupt, u"A content of this project is not where the index says."_s, hash.toString(),
            u"Run: tideline-server check"_s};
}

}  // namespace

Result<QByteArray> BufferedSource::read(qint64 maxBytes)
{
    if (m_taken == m_ready.size()) {
        m_ready.resize(0);
        m_taken = 0;
        if (auto done = more(); !done)
            return done.error();
    }
    const qsizetype bytes = std::min<qsizetype>(maxBytes, m_ready.size() - m_taken);
    if (m_taken == 0 && bytes == m_ready.size())
        return std::exchange(m_ready, {});
    const QByteArray piece = m_ready.sliced(m_taken, bytes);
    m_taken += bytes;
    return piece;
}

qint64 PackSource::sizeBytes() const
{
    qint64 bytes = kPackMagicBytes + kPackTrailerBytes;
    for (const StoredChunk &chunk : m_chunks)
        bytes += kPackHeaderBytes + chunk.payloadLength();
    return bytes;
}

Result<void> PackSource::more()
{
    if (m_ended)
        return {};
    while (m_next < m_chunks.size() && m_writer.pendingBytes() < kPieceBytes) {
        const StoredChunk &chunk = m_chunks[m_next++];
        if (m_chunks.size() == 1) {
            if (const auto whole = m_reader.raw(chunk); !whole && whole.error().kind != Error::Kind::Corrupt)
                return whole.error();
        }
        const auto payload = m_reader.payload(chunk);
        if (!payload && payload.error().kind != Error::Kind::Corrupt && payload.error().kind != Error::Kind::Conflict)
            return payload.error();
        m_writer.addEncoded(chunk.id, chunk.payloadEncoding(), chunk.rawLength,
                            payload ? *payload : QByteArray(qsizetype(chunk.payloadLength()), '\0'));
    }
    m_ended = m_next == m_chunks.size();
    m_ready = m_ended ? m_writer.finish() : m_writer.take();
    return {};
}

Result<void> FileSource::more()
{
    // Chunks wholly before the range are passed over unread.
    while (m_next < m_manifest.chunks.size() && m_offset + m_manifest.chunks[m_next].sizeBytes <= m_first)
        m_offset += m_manifest.chunks[m_next++].sizeBytes;
    while (m_next < m_manifest.chunks.size() && m_offset < m_end && m_ready.size() < kPieceBytes) {
        const Chunk &chunk = m_manifest.chunks[m_next++];
        const auto stored = m_connections.read(
            [&](store::Database &database) { return ChunkRepository(database, m_project).find(chunk.id); });
        if (!stored)
            return stored.error();
        if (!*stored)
            return gone(chunk.id);
        const auto raw = m_reader.raw(**stored);
        if (!raw)
            return raw.error();
        if (raw->size() != qsizetype(chunk.sizeBytes))
            return Error{Error::Kind::Corrupt, u"A file's list of chunks gives one another length than it has."_s,
                         chunk.id.toString(), u"Upload the file again."_s};
        const qint64 from = std::max<qint64>(0, m_first - m_offset);
        const qint64 to = std::min<qint64>(chunk.sizeBytes, m_end - m_offset);
        m_ready.append(QByteArrayView(*raw).sliced(from, to - from));
        m_offset += chunk.sizeBytes;
    }
    return {};
}

Result<void> ManifestSource::more()
{
    if (m_ended)
        return {};
    if (m_next == 0)
        m_ready = R"({"manifests":[)";
    while (m_next < m_hashes.size() && m_ready.size() < kPieceBytes) {
        const ContentHash hash = m_hashes[m_next++];
        const auto bytes = m_connections.read(
            [&](store::Database &database) { return ChunkRepository(database, m_project).manifest(hash); });
        if (!bytes)
            return bytes.error();
        if (!*bytes)
            return gone(hash);
        const auto manifest = Manifest::fromBytes(**bytes);
        if (!manifest)
            return manifest.error();
        // Written by hand: a large file has millions of chunks, and a tree of JSON values would cost 100 bytes each.
        m_ready.append(m_next > 1 ? R"(,{"hash":")" : R"({"hash":")").append(hash.toString().toLatin1());
        m_ready.append(R"(","chunks":[)");
        bool first = true;
        for (const Chunk &chunk : manifest->chunks) {
            m_ready.append(first ? R"(["s256:)" : R"(,["s256:)").append(chunk.id.toBytes().toHex());
            m_ready.append(R"(",)").append(QByteArray::number(chunk.sizeBytes)).append(']');
            first = false;
        }
        m_ready.append("]}");
    }
    m_ended = m_next == m_hashes.size();
    if (m_ended)
        m_ready.append("]}");
    return {};
}

}  // namespace tideline::server
