#include "core/schema/manifest.h"

#include <QtEndian>

namespace tideline {

namespace {

/// The content of one small chunk, or back again.
ContentHash turned(ContentHash hash)
{
    for (unsigned char &byte : hash.bytes)
        byte = static_cast<unsigned char>(~byte);
    return hash;
}

}  // namespace

qint64 Manifest::sizeBytes() const
{
    qint64 size = 0;
    for (const Chunk &chunk : chunks)
        size += chunk.sizeBytes;
    return size;
}

ContentHash Manifest::hash() const
{
    if (isImplied())
        return turned(chunks.front().id);
    Sha256 hasher;
    hasher.add(QByteArrayView("tideline-manifest-1", 20));
    hasher.add(toBytes());
    return hasher.finish();
}

std::optional<Manifest> Manifest::implied(const ContentHash &hash, qint64 sizeBytes)
{
    if (hash.isNull() || sizeBytes < 1 || sizeBytes > kSingleChunkBytes)
        return std::nullopt;
    return Manifest{{Chunk{turned(hash), quint32(sizeBytes)}}};
}

QByteArray Manifest::toBytes() const
{
    QByteArray bytes;
    bytes.reserve(qsizetype(chunks.size()) * 36);
    for (const Chunk &chunk : chunks) {
        bytes.append(chunk.id.view());
        const quint32 size = qToBigEndian(chunk.sizeBytes);
        bytes.append(reinterpret_cast<const char *>(&size), 4);
    }
    return bytes;
}

Result<Manifest> Manifest::fromBytes(QByteArrayView bytes)
{
    if (bytes.size() % 36 != 0)
        return Error{Error::Kind::Corrupt, u"A manifest's length is not a multiple of 36 bytes."_s, {}, {}};
    Manifest manifest;
    manifest.chunks.resize(std::size_t(bytes.size() / 36));
    for (std::size_t i = 0; i < manifest.chunks.size(); ++i) {
        const char *at = bytes.data() + 36 * i;
        std::memcpy(manifest.chunks[i].id.bytes.data(), at, 32);
        manifest.chunks[i].sizeBytes = qFromBigEndian<quint32>(at + 32);
        if (manifest.chunks[i].sizeBytes == 0 || manifest.chunks[i].sizeBytes > kMaxChunkBytes)
            return Error{Error::Kind::Corrupt, u"A chunk in a manifest has an impossible size."_s, {}, {}};
    }
    return manifest;
}

}  // namespace tideline
