#include "app/server/metadata/collector.h"

#include "app/server/metadata/chunk_reader.h"
#include "app/server/metadata/pack_repository.h"

#include <map>

namespace tideline::server {

using store::Database;
using store::Transaction;

namespace {

constexpr qint64 kMostInSet = 1'000'000;
constexpr qint64 kSyncBytes = 16 << 20;  ///< of copies that become durable, and are moved in the index, together

using Hashes = std::unordered_set<ContentHash>;

/// One round.
class Round {
public:
    explicit Round(CollectorParts parts) : m_parts(parts), m_nowMs(parts.clock.nowMs()) {}
    Result<Collection> run();

private:
    template <typename Work>
    Result<void> write(Work work)
    {
        if (m_parts.beforeEach)
            m_parts.beforeEach();
        return m_parts.connections.write([&](Database &database, const Transaction &transaction) -> Result<void> {
            PackRepository packs(database);
            return work(packs, transaction);
        });
    }
    template <typename Work>
    auto read(Work work)
    {
        return m_parts.connections.read([&](Database &database) {
            PackRepository packs(database);
            return work(packs);
        });
    }
    template <typename Item, typename Work>
    Result<void> inBatches(const std::vector<Item> &items, Work work)
    {
        for (std::size_t at = 0; at < items.size() && !m_parts.stop; at += kCollectBatch) {
            const std::span batch(items.data() + at, std::min(kCollectBatch, items.size() - at));
            if (auto done = write([&](PackRepository &packs, const Transaction &transaction) { return work(batch, packs, transaction); }); !done)
                return done;
        }
        return {};
    }

    Result<void> removeRetired();
    Result<void> collectChunks();
    Result<void> collectChunks(const HashPart &part);
    Result<void> collectPacks();
    Result<void> retire(qint64 number);
    Result<void> rewrite(qint64 number);
    Result<void> move(std::vector<StoredChunk> &from, PackStore::Appender &to);

    CollectorParts m_parts;
    const qint64 m_nowMs;
    Collection m_went;
};

Result<Collection> Round::run()
{
    for (const auto step : {&Round::removeRetired, static_cast<Result<void> (Round::*)()>(&Round::collectChunks), &Round::collectPacks}) {
        if (m_parts.stop)
            break;
        if (auto done = (this->*step)(); !done)
            return done.error();
    }
    return m_went;
}

/// Step 5.
Result<void> Round::removeRetired()
{
    const auto rows = read([](PackRepository &packs) { return packs.packs(); });
    const auto files = m_parts.packs.files();
    if (!rows || !files)
        return !rows ? rows.error() : files.error();
    std::map<qint64, qint64> sizes;
    for (const PackStore::File &file : *files)
        sizes[file.number] = file.sizeBytes;
    for (const PackRepository::Pack &pack : *rows) {
        if (pack.retiredAtMs == 0 || pack.retiredAtMs > m_nowMs - kCollectGraceMs)
            continue;
        if (m_parts.stop)
            return {};
        bool isGone = false;
        auto done = write([&](PackRepository &packs, const Transaction &transaction) -> Result<void> {
            const auto dropped = packs.dropRetired(pack.number, m_nowMs - kCollectGraceMs, transaction);
            if (!dropped)
                return dropped.error();
            isGone = *dropped;
            return {};
        });
        if (!done)
            return done;
        if (!isGone)
            continue;
        if (auto removed = m_parts.packs.remove(pack.number); !removed)
            return removed;  // the next round finds a file that the index does not know
        ++m_went.removedCount;
        m_went.freedBytes += sizes[pack.number];
    }
    return {};
}

/// Steps 1 and 2, for a share of all hashes at a time, so that a set of them stays small.
Result<void> Round::collectChunks()
{
    const auto count = read([](PackRepository &packs) { return packs.heldCount(); });
    if (!count)
        return count.error();
    const int parts = int(1 + *count / kMostInSet);
    for (int i = 0; i < parts && !m_parts.stop; ++i) {
        if (auto done = collectChunks({i, parts}); !done)
            return done;
    }
    return {};
}

Result<void> Round::collectChunks(const HashPart &part)
{
    const auto idle = read([&](PackRepository &packs) -> Result<std::vector<ContentHash>> {
        const auto held = packs.held(part);
        return held ? packs.unmarkedBeside(*held, part) : held.error();
    });
    if (!idle)
        return idle.error();
    auto done = inBatches(*idle, [&](auto batch, PackRepository &packs, const Transaction &transaction) {
        m_went.condemnedCount += qint64(batch.size());
        return packs.condemn(batch, m_nowMs, transaction);
    });
    if (!done || m_parts.stop)
        return done;
    std::vector<PackRepository::Idle> spared, goes;
    std::vector<ContentHash> forgotten;
    auto looked = read([&](PackRepository &packs) -> Result<void> {
        const auto marked = packs.idle(part);
        if (!marked)
            return marked.error();
        const auto lost = packs.damagedWithoutPlace(part);
        if (!lost)
            return lost.error();
        if (marked->empty() && lost->empty())
            return {};
        const auto held = packs.held(part);
        if (!held)
            return held.error();
        for (const PackRepository::Idle &chunk : *marked) {
            if (held->contains(chunk.hash))
                spared.push_back(chunk);
            else if (chunk.sinceMs <= m_nowMs - kCollectGraceMs)
                goes.push_back(chunk);
        }
        for (const ContentHash &hash : *lost) {
            if (!held->contains(hash))
                forgotten.push_back(hash);
        }
        return {};
    });
    if (!looked)
        return looked;
    done = inBatches(spared, [&](auto batch, PackRepository &packs, const Transaction &transaction) { return packs.spare(batch, transaction); });
    if (!done)
        return done;
    done = inBatches(forgotten, [&](auto batch, PackRepository &packs, const Transaction &transaction) { return packs.forget(batch, transaction); });
    if (!done)
        return done;
    return inBatches(goes, [&](auto batch, PackRepository &packs, const Transaction &transaction) -> Result<void> {
        const auto dropped = packs.drop(batch, transaction);
        if (!dropped)
            return dropped.error();
        m_went.droppedCount += *dropped;
        return {};
    });
}

/// Steps 3 and 4, and files that the index does not know.
Result<void> Round::collectPacks()
{
    // The files first: what is written meanwhile is in the index, or held by its upload.
    const auto files = m_parts.packs.files();
    const auto rows = read([](PackRepository &packs) { return packs.packs(); });
    if (!rows || !files)
        return !rows ? rows.error() : files.error();
    std::map<qint64, PackRepository::Pack> known;
    for (const PackRepository::Pack &pack : *rows)
        known.emplace(pack.number, pack);
    for (const PackStore::File &file : *files) {
        if (known.contains(file.number) || !m_parts.packs.close(file.number))
            continue;
        if (m_parts.stop)
            return {};
        auto done = write([&](PackRepository &packs, const Transaction &transaction) { return packs.adopt(file.number, m_nowMs, transaction); });
        if (!done)
            return done;
    }
    std::map<qint64, qint64> sizes;
    for (const PackStore::File &file : *files)
        sizes[file.number] = file.sizeBytes;
    for (const PackRepository::Pack &pack : *rows) {
        const bool isSparse = pack.liveBytes * 2 < sizes[pack.number];
        if (pack.retiredAtMs > 0 || (pack.chunkCount > 0 && !isSparse) || !m_parts.packs.close(pack.number))
            continue;
        if (m_parts.stop)
            return {};
        auto done = pack.chunkCount > 0 ? rewrite(pack.number) : Result<void>();
        if (done && !m_parts.stop)
            done = retire(pack.number);
        if (!done)
            return done;
    }
    return {};
}

Result<void> Round::retire(qint64 number)
{
    return write([&](PackRepository &packs, const Transaction &transaction) -> Result<void> {
        const auto retired = packs.retire(number, m_nowMs, transaction);
        if (!retired)
            return retired.error();
        m_went.retiredCount += *retired;  // else a damaged chunk waits in it for who uploads it again
        return {};
    });
}

/// Copies what lives in a pack. A chunk that cannot be read whole stays where it is, marked.
Result<void> Round::rewrite(qint64 number)
{
    ChunkReader reader(m_parts.connections, m_parts.packs, m_parts.clock);
    PackStore::Appender appender(m_parts.packs);
    std::vector<StoredChunk> from;
    qint64 offset = -1;
    while (!m_parts.stop) {
        const auto batch = read([&](PackRepository &packs) { return packs.placesIn(number, offset, int(kCollectBatch)); });
        if (!batch)
            return batch.error();
        if (batch->empty())
            break;
        offset = batch->back().chunk.offset;
        for (const auto &[chunk, isDamaged] : *batch) {
            if (isDamaged)
                continue;
            auto raw = reader.raw(chunk);
            const auto payload = raw ? reader.payload(chunk) : Result<QByteArrayView>(raw.error());  // from memory: the bytes that were compared
            if (!payload && payload.error().kind != Error::Kind::Corrupt && payload.error().kind != Error::Kind::Conflict)
                return payload.error();
            if (!payload)
                continue;
            if (auto added = appender.add({chunk.id, chunk.payloadEncoding(), payload->toByteArray(), *std::move(raw)}); !added)
                return added;
            from.push_back(chunk);
            if (appender.pendingBytes() >= kSyncBytes) {
                if (auto moved = move(from, appender); !moved)
                    return moved;
            }
        }
        if (auto moved = move(from, appender); !moved)
            return moved;
    }
    return {};
}

/// Makes the copies durable, and moves the index to them.
Result<void> Round::move(std::vector<StoredChunk> &from, PackStore::Appender &to)
{
    const auto copies = to.sync();
    if (!copies)
        return copies.error();
    Q_ASSERT(copies->size() == from.size());
    if (from.empty())
        return {};
    auto done = write([&](PackRepository &packs, const Transaction &transaction) -> Result<void> {
        const auto moved = packs.move(from, *copies, transaction);
        if (!moved)
            return moved.error();
        m_went.movedCount += *moved;
        return {};
    });
    from.clear();
    return done;
}

}  // namespace

Result<Collection> collect(CollectorParts parts)
{
    return Round(parts).run();
}

}  // namespace tideline::server
