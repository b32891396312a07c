// The tables `pack`, `chunk`, `damaged_chunk` and `idle_chunk` for the server's own care of its packs: no project, no right.
#pragma once

#include "app/server/blobs/pack_store.h"
#include "app/server/metadata/query.h"
#include "app/server/metadata/retention_repository.h"

#include <optional>
#include <span>
#include <unordered_set>
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

    // What nobody needs any more: metadata/collector.h.
    struct Idle {
        ContentHash hash;
        qint64 sinceMs = 0;
    };
    /// Rows of project_chunk, of all projects.
    Result<qint64> heldCount() const;
    /// What projects hold.
    Result<std::unordered_set<ContentHash>> held(const HashPart &part) const;
    /// Chunks of the index that are not among `held`, and bear no mark.
    Result<std::vector<ContentHash>> unmarkedBeside(const std::unordered_set<ContentHash> &held, const HashPart &part) const;
    Result<std::vector<Idle>> idle(const HashPart &part) const;
    Result<void> condemn(std::span<const ContentHash> chunks, qint64 nowMs, const store::Transaction &);
    Result<void> spare(std::span<const Idle> chunks, const store::Transaction &);
    /// Takes those out of the index that bear this mark yet. How many went.
    /// Errors: Io, when one of them is held after all: nothing goes then. (Of many projects it asks for a few chunks only.)
    Result<qint64> drop(std::span<const Idle> chunks, const store::Transaction &);
    /// Damaged ones that the index does not have any more.
    Result<std::vector<ContentHash>> damagedWithoutPlace(const HashPart &part) const;
    /// Such marks go.
    Result<void> forget(std::span<const ContentHash> chunks, const store::Transaction &);

    struct Pack {
        qint64 number = 0;
        qint64 retiredAtMs = 0;  ///< 0 = in use
        qint64 chunkCount = 0;
        qint64 liveBytes = 0;    ///< of the chunks that the index has in it, with their heads
    };
    /// All of the index. Reads all places.
    Result<std::vector<Pack>> packs() const;
    Result<std::vector<ChunkPlace>> placesIn(qint64 pack, qint64 behindOffset, int limit) const;
    /// Each where it still lies at its old place. How many did.
    Result<qint64> move(std::span<const StoredChunk> from, std::span<const StoredChunk> to, const store::Transaction &);
    /// A closed pack. False: the index has chunks in it.
    Result<bool> retire(qint64 pack, qint64 nowMs, const store::Transaction &);
    /// A file that the index does not know, as a retired pack.
    Result<void> adopt(qint64 pack, qint64 nowMs, const store::Transaction &);
    /// False: it is not retired for so long.
    Result<bool> dropRetired(qint64 pack, qint64 notAfterMs, const store::Transaction &);
    /// When the last round ended; 0 = never.
    Result<qint64> collectedAtMs() const;
    Result<void> setCollected(qint64 nowMs, const store::Transaction &);

private:
    store::Database &m_database;
};

}  // namespace tideline::server
