// Content-defined chunks: FastCDC, with an identity that never changes.
#pragma once

#include "core/base/workers.h"
#include "core/files/file_system.h"
#include "core/schema/manifest.h"

#include <atomic>
#include <functional>

namespace tideline::files {

// How a content is cut (W. Xia et al., "FastCDC", USENIX ATC 2016, with normalised chunking of level 2):
//   * an empty content has no chunk; one of at most kSingleChunkBytes has one;
//   * else chunkerParametersFor(size) gives minimum, average and maximum. From the start of a chunk the first `minimum`
//     bytes are passed over; then h = (h << 1) + gear[byte], with h = 0 before, and the chunk ends behind the byte at which
//     the log2(average) + 2 highest bits of h are zero or, from `average` bytes on, the log2(average) - 2 highest; at
//     `maximum` it ends anyhow;
//   * gear is the first 256 outputs of SplitMix64 seeded with 0x746964656c696e65 ("tideline").
// Cuts are part of a content's identity (Manifest::hash): to change any of this makes every file look edited.

/// Bytes of the first chunk of `bytes`, which are the rest of a content or at least parameters.maximum of it.
/// Pure; not for contents of kSingleChunkBytes or less as a whole.
qsizetype firstCut(QByteArrayView bytes, const ChunkerParameters &parameters);

/// The sizes of all chunks of a content in memory; their sum is its size.
std::vector<quint32> cut(QByteArrayView content);

/// The manifest of a content in memory.
Manifest chunkBytes(QByteArrayView content);

/// Told of each chunk as it is read, on whichever thread read it, side by side.
using OnChunk = std::function<void(const Chunk &, QByteArrayView bytes)>;

/// The manifest of the first `sizeBytes` of a file: those that stat told of. Holds at most a few MiB at a time, and no more
/// than the file has. Equal to chunkBytes() of the same bytes.
/// Errors: Conflict (the file holds fewer or more bytes: it changed), Cancelled (`cancel` became true), Io, Denied.
/// That the bytes did not change otherwise meanwhile is the caller's to see, by stat before and after.
Result<Manifest> chunkFile(ReadFile &file, qint64 sizeBytes, const std::atomic<bool> *cancel = nullptr, const OnChunk &onChunk = {});

/// The same for one large file: reads and cuts on one worker while the others hash what was read before.
Result<Manifest> chunkFile(ReadFile &file, qint64 sizeBytes, Workers &workers, const std::atomic<bool> *cancel = nullptr,
                           const OnChunk &onChunk = {});

}  // namespace tideline::files
