// The tables `pack`, `chunk` and `damaged_chunk` for the server's own care of its packs: no project, no right.
#pragma once

#include "app/server/blobs/pack_store.h"
#include "app/server/metadata/query.h"

#include <optional>
#include <vector>

namespace tideline::server {

/// A chunk's place, and whether the disk is known not to have it there any more.
struct ChunkPlace {
    StoredChunk chunk;
    bool isDamaged = false;
};

/// Thread:    its connection's.
/// Ownership: borrows the Database.
/// Invariant: never asked on anybody's behalf without ChunkRepository::find() before: a hash is no key to others' bytes.
class PackRepository {
public:
    explicit PackRepository(store::Database &database) : m_database(database) {}

    /// nullopt: the index has no such chunk (any more).
    Result<std::optional<ChunkPlace>> place(const ContentHash &id) const;
    /// In the order in which they lie, from the first behind that place on.
    Result<std::vector<ChunkPlace>> placesBehind(qint64 pack, qint64 offset, int limit) const;
    /// From now on it counts as not held. Nothing happens where the index has it at another place by now.
    Result<void> markDamaged(const StoredChunk &chunk, qint64 nowMs, const store::Transaction &);
    /// It was read whole at this place.
    Result<void> markWhole(const StoredChunk &chunk, const store::Transaction &);
    /// What projects hold and the index does not have: at most `limit`, without those that are marked.
    Result<std::vector<ContentHash>> heldWithoutPlace(int limit) const;
    /// One of those.
    Result<void> markMissing(const ContentHash &id, qint64 nowMs, const store::Transaction &);
    Result<std::vector<ContentHash>> damaged() const;
    /// Projects that hold one of them; deleted ones, too.
    struct Holder {
        qint64 project = 0;
        ProjectId id;
        QString name;
        bool isDeleted = false;
    };
    Result<std::vector<Holder>> holdersOfDamaged() const;

private:
    store::Database &m_database;
};

}  // namespace tideline::server
