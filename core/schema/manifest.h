// The content of a file as an ordered list of chunks.
#pragma once

#include "core/base/content_hash.h"

#include <optional>
#include <vector>

namespace tideline {

/// FastCDC's bounds (bytes) under which a content was cut; recorded so that others cut alike.
struct ChunkerParameters {
    quint32 minimum = 0;
    quint32 average = 0;  ///< a power of two
    quint32 maximum = 0;
    bool operator==(const ChunkerParameters &) const = default;
};

// Chosen by a file's size alone, so that two clients cut equal bytes alike.
inline constexpr ChunkerParameters kSmallFileChunks{16u << 10, 64u << 10, 256u << 10};
inline constexpr ChunkerParameters kLargeFileChunks{64u << 10, 256u << 10, 1u << 20};
inline constexpr qint64 kLargeFileBytes = 16 << 20;
inline constexpr qint64 kMaxChunkBytes = 4 << 20;  ///< what the wire allows
inline constexpr qint64 kSingleChunkBytes = 64 << 10;  ///< a content of at most so many bytes is not cut
constexpr const ChunkerParameters &chunkerParametersFor(qint64 sizeBytes)
{
    return sizeBytes < kLargeFileBytes ? kSmallFileChunks : kLargeFileChunks;
}

/// One piece of a content: the SHA-256 of its raw bytes, and their number.
struct Chunk {
    ContentHash id;
    quint32 sizeBytes = 0;
    bool operator==(const Chunk &) const = default;
};

/// Ordered chunks of one content; none for an empty file.
/// Invariant: `hash()` identifies the bytes: equal bytes give equal manifests, since cutting depends on bytes and size.
struct Manifest {
    std::vector<Chunk> chunks;

    qint64 sizeBytes() const;
    /// The content's identity: SHA-256 of "tideline-manifest-1\0" and, per chunk, its id and its size (4 bytes, big end
    /// first). Of one chunk of at most kSingleChunkBytes: its id with each bit turned, so that no list of chunks need be kept or
    /// sent for it; turned, since the id itself is also the hash of a small file that holds another content's list of chunks.
    /// Never null, not even for an empty file.
    ContentHash hash() const;
    /// The manifest that a content's hash and size tell by themselves, if they are of this form; nullopt when the size says
    /// that they are not, and for a null hash. That the chunk exists is not known by it.
    static std::optional<Manifest> implied(const ContentHash &hash, qint64 sizeBytes);
    /// Whether implied() gives it.
    bool isImplied() const { return chunks.size() == 1 && chunks.front().sizeBytes <= kSingleChunkBytes; }
    /// 36 bytes per chunk: id, size (big end first). What the stores keep.
    QByteArray toBytes() const;
    /// Errors: Corrupt (length not a multiple of 36, a chunk of size 0 or over 4 MiB).
    static Result<Manifest> fromBytes(QByteArrayView bytes);
    bool operator==(const Manifest &) const = default;
};

}  // namespace tideline
