// The tables `content`, `chunk`, `project_chunk` and `pack`: which bytes there are, where, and whose.
#pragma once

#include "app/server/blobs/pack_store.h"
#include "app/server/metadata/query.h"
#include "core/schema/manifest.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>
#include <span>
#include <unordered_set>
#include <vector>

namespace tideline::server {

/// The items in the order of their hashes. Tables of chunks are sorted by hash: who asks for many in that order finds the next
/// one on the page that was just read.
template <typename Items, typename Hash = std::identity>
auto byHash(const Items &items, Hash hash = {})
{
    std::vector<decltype(&*std::begin(items))> sorted;
    sorted.reserve(std::size(items));
    for (const auto &item : items)
        sorted.push_back(&item);
    std::ranges::sort(sorted, {}, [&](const auto *item) -> const ContentHash & { return std::invoke(hash, *item); });
    return sorted;
}

/// Reads and writes one project's hold on chunks and contents; the only code that knows the columns.
///
/// Thread:    its connection's.
/// Ownership: borrows the Database; keeps its statements at hand, so make one per call, not per chunk.
/// Invariant: nothing is told of a chunk that this project does not hold, wherever else it may be stored.
class ChunkRepository {
public:
    ChunkRepository(store::Database &database, qint64 project);

    /// None: this project does not have it with this raw length. Lost: it is counted for the project, but is to be sent
    /// again: its bytes are damaged, or it is condemned (metadata/retention.h).
    enum class Hold { None, Lost, Held };
    Result<Hold> hold(const Chunk &chunk);
    /// Whether it need not be sent.
    Result<bool> holds(const Chunk &chunk);
    /// Where a chunk that this project holds is stored; nullopt when it does not hold it.
    Result<std::optional<StoredChunk>> find(const ContentHash &id);
    /// Indexes chunks that are durably in their packs, and gives them to this project. Of a chunk that is stored already the
    /// new place counts only where the old one is damaged: that mends it for every project. The raw bytes of those that this
    /// one did not have, which are counted in project.stored_bytes.
    Result<qint64> add(std::span<const StoredChunk> chunks, qint64 nowMs, const store::Transaction &);

    /// Manifest::toBytes() of a content of this project; nullopt when it has none with this hash.
    Result<std::optional<QByteArray>> manifest(const ContentHash &hash);
    /// Size of a content of this project.
    Result<std::optional<qint64>> contentSize(const ContentHash &hash);
    Result<void> addContent(const ContentHash &hash, const Manifest &manifest);
    /// Contents that have one of these chunks. Reads all of the project's.
    Result<std::unordered_set<ContentHash>> contentsWith(const std::unordered_set<ContentHash> &chunks);

    /// The highest number of a pack that was ever indexed; 0 = none.
    static Result<qint64> lastPack(store::Database &database);

private:
    store::Database &m_database;
    qint64 m_project;
    Query m_hold, m_find, m_contentSize;
};

}  // namespace tideline::server
