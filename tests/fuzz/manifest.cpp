// A manifest's bytes, as the stores keep them; the same bytes give a manifest for the wire.
#include "core/schema/manifest.h"
#include "core/schema/wire/change.h"
#include "tests/fuzz/law.h"

#include <QJsonDocument>
#include <QtEndian>

using namespace tideline;
using tideline::fuzz::law;

namespace {

/// Whether the bytes are a manifest, by its description alone: 36 bytes a chunk, the last four its size.
bool isManifest(QByteArrayView bytes)
{
    if (bytes.size() % 36 != 0)
        return false;
    for (qsizetype at = 32; at < bytes.size(); at += 36) {
        const auto size = qFromBigEndian<quint32>(bytes.data() + at);
        if (size == 0 || size > (4u << 20))
            return false;
    }
    return true;
}

void checkWire(const Manifest &manifest)
{
    const QByteArray text = QJsonDocument(wire::toJson(manifest)).toJson(QJsonDocument::Compact);
    const Result<Manifest> back = wire::manifestFromJson(QJsonDocument::fromJson(text).array());
    law(back && *back == manifest, "a manifest comes back from the wire");
    law(back->hash() == manifest.hash(), "the wire does not change a content's identity");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const Result<Manifest> manifest = Manifest::fromBytes(bytes);
    law(bool(manifest) == isManifest(bytes), "36 bytes a chunk, each of 1 byte to 4 MiB, and nothing else is a manifest");
    if (!manifest) {
        law(manifest.error().kind == Error::Kind::Corrupt && !manifest.error().what.isEmpty(), "a refusal says why");
        // Any JSON list is taken for a manifest by no accident either.
        const Result<Manifest> other = wire::manifestFromJson(QJsonDocument::fromJson(bytes).array());
        if (other) {
            const Result<Manifest> kept = Manifest::fromBytes(other->toBytes());
            law(kept && *kept == *other, "what the wire brings, the stores can keep");
            checkWire(*other);
        }
        return 0;
    }
    law(manifest->toBytes() == bytes, "a manifest is its bytes");
    checkWire(*manifest);
    qint64 total = 0;
    for (const Chunk &chunk : manifest->chunks)
        total += chunk.sizeBytes;
    law(manifest->sizeBytes() == total && (total == 0) == manifest->chunks.empty(), "a content's size is that of its chunks");
    law(!manifest->hash().isNull(), "no content is without a hash");
    const auto implied = Manifest::implied(manifest->hash(), manifest->sizeBytes());
    if (manifest->isImplied())
        law(implied == *manifest, "a small content's hash and size tell its chunk");
    else
        law(manifest->hash() == sha256(QByteArray("tideline-manifest-1\0", 20) + bytes), "a content's hash is that of its manifest");

    Manifest shorter = *manifest;
    if (!shorter.chunks.empty()) {
        shorter.chunks.pop_back();
        law(shorter.hash() != manifest->hash(), "another content has another hash");
        Manifest turned = *manifest;
        std::swap(turned.chunks.front(), turned.chunks.back());
        law((turned.hash() == manifest->hash()) == (turned == *manifest), "the order of the chunks is part of the content");
    }
    return 0;
}
