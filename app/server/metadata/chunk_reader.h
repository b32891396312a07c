// Reads stored chunks, and marks in the index what the disk has lost.
#pragma once

#include "app/server/blobs/pack_store.h"
#include "app/server/metadata/connections.h"
#include "core/base/clock.h"

namespace tideline::server {

/// A PackStore::Reader that knows the index. What cannot be read where it was said to lie is looked up again: it may have been
/// stored anew meanwhile. Where it still should lie there it is damaged, and marked (PackRepository::markDamaged()); nothing more
/// is written to its pack then, whose file may be another than the one that is open for it.
///
/// Thread:    one at a time; not within a call of Connections.
/// Ownership: borrows all.
class ChunkReader {
public:
    ChunkReader(Connections &connections, PackStore &packs, Clock &clock) : m_connections(connections), m_packs(packs), m_reader(packs), m_clock(clock) {}

    /// As it came over the wire, of `chunk.payloadEncoding()` and `chunk.payloadLength()`; not compared with its hash. Valid until the next call.
    /// Errors: Corrupt (the pack is gone, or ends before), Conflict (it was stored anew, in another form), Io, Timeout, DiskFull.
    Result<QByteArrayView> payload(const StoredChunk &chunk);
    /// Decoded, and what its hash says. Errors: Corrupt, Io, Timeout, DiskFull.
    Result<QByteArray> raw(const StoredChunk &chunk);

private:
    template <typename Read>
    auto whereItIs(StoredChunk chunk, Read read) -> decltype(read(chunk));
    Result<void> mark(const StoredChunk &chunk);

    Connections &m_connections;
    PackStore &m_packs;
    PackStore::Reader m_reader;
    Clock &m_clock;
};

}  // namespace tideline::server
