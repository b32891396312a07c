#include "app/server/metadata/pack_check.h"

#include "app/server/metadata/chunk_reader.h"
#include "app/server/metadata/chunk_repository.h"
#include "app/server/metadata/node_repository.h"
#include "app/server/metadata/pack_repository.h"

#include <unordered_set>

namespace tideline::server {

using store::Database;
using store::Transaction;

namespace {

constexpr int kBatch = 1000;
constexpr int kMostMissing = 100'000;
constexpr std::size_t kMostPaths = 1000;  ///< of one project

/// Reads one batch. Errors: Io, Timeout, DiskFull.
Result<void> readBatch(const std::vector<ChunkPlace> &batch, Connections &connections, ChunkReader &reader, PackCheck &check)
{
    std::vector<StoredChunk> mended;
    for (const auto &[chunk, isDamaged] : batch) {
        const auto raw = reader.raw(chunk);
        if (!raw && raw.error().kind != Error::Kind::Corrupt)
            return raw.error();
        ++check.chunkCount;
        check.rawBytes += chunk.rawLength;
        if (raw && isDamaged)
            mended.push_back(chunk);
        if (raw || isDamaged)
            continue;
        const auto now = connections.read([&](Database &database) { return PackRepository(database).place(chunk.id); });
        if (!now)
            return now.error();
        check.foundCount += *now && (*now)->isDamaged;  // else it went, or moved, while it was read
    }
    if (mended.empty())
        return {};
    check.mendedCount += qint64(mended.size());
    return connections.write([&](Database &database, const Transaction &transaction) -> Result<void> {
        for (const StoredChunk &chunk : mended) {
            if (auto done = PackRepository(database).markWhole(chunk, transaction); !done)
                return done;
        }
        return {};
    });
}

/// What projects hold and the index has not; what is beyond the batch is for the next check to find.
Result<void> lookForMissing(Connections &connections, Clock &clock, PackCheck &check)
{
    const auto missing = connections.read([](Database &database) { return PackRepository(database).heldWithoutPlace(kMostMissing); });
    if (!missing)
        return missing.error();
    if (missing->empty())
        return {};
    check.foundCount += qint64(missing->size());
    return connections.write([&](Database &database, const Transaction &transaction) -> Result<void> {
        for (const ContentHash &id : *missing) {
            if (auto done = PackRepository(database).markMissing(id, clock.nowMs(), transaction); !done)
                return done;
        }
        return {};
    });
}

Result<void> nameFiles(Database &database, PackCheck &check)
{
    PackRepository packs(database);
    const auto damaged = packs.damaged();
    const auto holders = packs.holdersOfDamaged();
    if (!damaged || !holders)
        return !damaged ? damaged.error() : holders.error();
    check.damagedCount = qint64(damaged->size());
    const std::unordered_set<ContentHash> chunks(damaged->begin(), damaged->end());
    for (const PackRepository::Holder &holder : *holders) {
        const auto contents = ChunkRepository(database, holder.project).contentsWith(chunks);
        if (!contents)
            return contents.error();
        auto paths = NodeRepository(database, holder.project).pathsOf(*contents, kMostPaths + 1);
        if (!paths)
            return paths.error();
        if (paths->size() > kMostPaths) {
            paths->resize(kMostPaths);
            check.isShortened = true;
        }
        check.projects.push_back({holder.id.toString(), holder.name, holder.isDeleted, *std::move(paths)});
    }
    return {};
}

}  // namespace

Result<PackCheck> checkPacks(Connections &connections, PackStore &packs, Clock &clock)
{
    PackCheck check;
    ChunkReader reader(connections, packs, clock);
    qint64 pack = 0;
    qint64 offset = -1;
    while (true) {
        const auto batch = connections.read([&](Database &database) { return PackRepository(database).placesBehind(pack, offset, kBatch); });
        if (!batch)
            return batch.error();
        if (batch->empty())
            break;
        if (auto read = readBatch(*batch, connections, reader, check); !read)
            return read.error();
        pack = batch->back().chunk.pack;
        offset = batch->back().chunk.offset;
    }
    if (auto looked = lookForMissing(connections, clock, check); !looked)
        return looked.error();
    if (auto named = connections.read([&](Database &database) { return nameFiles(database, check); }); !named)
        return named.error();
    return check;
}

}  // namespace tideline::server
