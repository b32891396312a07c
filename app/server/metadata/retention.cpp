#include "app/server/metadata/retention.h"

#include <algorithm>
#include <set>

namespace tideline::server {

using store::Database;
using store::Transaction;

namespace {

constexpr qint64 kDayMs = 24 * 3600 * 1000;
constexpr qint64 kMostInSet = 1'000'000;

std::vector<HashPart> partsFor(qint64 count)
{
    const int parts = int(1 + count / kMostInSet);
    std::vector<HashPart> all;
    for (int i = 0; i < parts; ++i)
        all.push_back({i, parts});
    return all;
}

/// Ascending, as contentsOf() takes them.
std::vector<Revision> keptOf(const std::vector<KeptRevision> &revisions, const std::vector<Revision> &gone)
{
    const std::set<Revision> without(gone.begin(), gone.end());
    std::vector<Revision> kept;
    for (const KeptRevision &revision : revisions) {
        if (!without.contains(revision.revision))
            kept.push_back(revision.revision);
    }
    std::ranges::reverse(kept);
    return kept;
}

/// What one thinning works on.
struct Run {
    Connections &connections;
    const qint64 project;
    const qint64 nowMs;
    const std::atomic<bool> &stop;
    const std::function<void()> &beforeEach;
    Thinning went = {};
};

/// Calls `work(batch, database, transaction)` for each batch, in a transaction each, until the run is stopped.
template <typename Item, typename Work>
Result<void> inBatches(const Run &run, const std::vector<Item> &items, Work work)
{
    for (std::size_t at = 0; at < items.size() && !run.stop; at += kThinBatch) {
        const std::span batch(items.data() + at, std::min(kThinBatch, items.size() - at));
        if (run.beforeEach)
            run.beforeEach();
        auto done = run.connections.write([&](Database &database, const Transaction &transaction) -> Result<void> {
            return work(batch, database, transaction);
        });
        if (!done)
            return done;
    }
    return {};
}

Result<void> thinRevisions(Run &run, const RetentionPolicy &policy)
{
    const auto held = run.connections.read([&](Database &database) { return RetentionRepository(database, run.project).keptRevisions(); });
    if (!held)
        return held.error();
    const auto goes = revisionsToThin(policy, *held, run.nowMs);
    const std::set<Revision> marked(goes.begin(), goes.end());
    auto done = inBatches(run, goes, [&](auto batch, Database &database, const Transaction &transaction) {
        return RetentionRepository(database, run.project).thin(batch, transaction);
    });
    for (const KeptRevision &revision : *held) {
        if (marked.contains(revision.revision))
            run.went.revisions.push_back(revision);
    }
    return done;
}

Result<void> dropContents(Run &run)
{
    const auto count = run.connections.read([&](Database &database) { return RetentionRepository(database, run.project).contentCount(); });
    if (!count)
        return count.error();
    for (const HashPart &part : partsFor(*count)) {
        Revision head = 0;
        const auto beside = run.connections.read([&](Database &database) -> Result<std::vector<RetentionRepository::Content>> {
            RetentionRepository retention(database, run.project);
            const auto now = retention.head();
            const auto kept = retention.keptRevisions();
            if (!now || !kept)
                return !now ? now.error() : kept.error();
            head = *now;
            const auto needed = retention.contentsOf(keptOf(*kept, {}), part);
            if (!needed)
                return needed.error();
            return retention.contentsBeside(*needed, part);
        });
        if (!beside)
            return beside.error();
        auto done = inBatches(run, *beside, [&](auto batch, Database &database, const Transaction &transaction) -> Result<void> {
            const auto dropped = RetentionRepository(database, run.project).dropContents(batch, head, transaction);
            if (!dropped)
                return dropped.error();
            run.went.contentCount += *dropped;
            return {};
        });
        if (!done || run.stop)
            return done;
    }
    return {};
}

Result<void> dropChunks(Run &run)
{
    using Chunks = std::vector<HeldChunk>;
    const qint64 before = run.nowMs - kUploadLeaseMs;
    const auto count = run.connections.read([&](Database &database) { return RetentionRepository(database, run.project).chunkCount(); });
    if (!count)
        return count.error();
    for (const HashPart &part : partsFor(*count)) {
        const auto idle = run.connections.read([&](Database &database) -> Result<Chunks> {
            RetentionRepository retention(database, run.project);
            const auto named = retention.namedChunks({}, part);
            return named ? retention.chunksBeside(*named, part, RetentionRepository::Condemned::No, before) : named.error();
        });
        if (!idle)
            return idle.error();
        auto done = inBatches(run, *idle, [&](auto batch, Database &database, const Transaction &transaction) {
            return RetentionRepository(database, run.project).condemn(batch, before, run.nowMs, transaction);
        });
        if (!done || run.stop)
            return done;
        // From here on no commit can name them: what is named now was named before the mark.
        Chunks spared;
        const auto goes = run.connections.read([&](Database &database) -> Result<Chunks> {
            RetentionRepository retention(database, run.project);
            const auto named = retention.namedChunks({}, part);
            if (!named)
                return named.error();
            auto among = retention.condemnedAmong(*named, part);
            if (!among)
                return among.error();
            spared = *std::move(among);
            return retention.chunksBeside(*named, part, RetentionRepository::Condemned::Yes, before);
        });
        if (!goes)
            return goes.error();
        done = inBatches(run, spared, [&](auto batch, Database &database, const Transaction &transaction) {
            return RetentionRepository(database, run.project).spare(batch, transaction);
        });
        if (!done)
            return done;
        done = inBatches(run, *goes, [&](auto batch, Database &database, const Transaction &transaction) -> Result<void> {
            const auto bytes = RetentionRepository(database, run.project).dropCondemned(batch, transaction);
            if (!bytes)
                return bytes.error();
            run.went.bytes += *bytes;
            return {};
        });
        if (!done || run.stop)
            return done;
    }
    return {};
}

}  // namespace

std::vector<Revision> revisionsToThin(const RetentionPolicy &policy, const std::vector<KeptRevision> &revisions, qint64 nowMs)
{
    std::vector<Revision> goes;
    std::set<qint64> days;
    std::set<qint64> weeks;
    for (std::size_t i = 0; i < revisions.size(); ++i) {
        const KeptRevision &revision = revisions[i];
        const qint64 age = nowMs - revision.atMs;
        if (i == 0 || revision.hasName || age < policy.allDays * kDayMs)
            continue;
        const qint64 day = revision.atMs / kDayMs;
        // Day 0 was a Thursday.
        const bool isLast = age < policy.dailyDays * kDayMs ? days.insert(day).second : weeks.insert((day + 3) / 7).second;
        if (!isLast)
            goes.push_back(revision.revision);
    }
    return goes;
}

Result<Thinning> previewThinning(Database &database, qint64 project, const RetentionPolicy &policy, qint64 nowMs)
{
    RetentionRepository retention(database, project);
    const auto held = retention.keptRevisions();
    const auto contents = retention.contentCount();
    const auto chunks = retention.chunkCount();
    if (!held || !contents || !chunks)
        return !held ? held.error() : !contents ? contents.error() : chunks.error();
    const auto goes = revisionsToThin(policy, *held, nowMs);
    const std::vector<Revision> kept = keptOf(*held, goes);
    const std::set<Revision> marked(goes.begin(), goes.end());
    Thinning would;
    for (const KeptRevision &revision : *held) {
        if (marked.contains(revision.revision))
            would.revisions.push_back(revision);
    }
    std::unordered_set<ContentHash> without;
    for (const HashPart &part : partsFor(*contents)) {
        const auto needed = retention.contentsOf(kept, part);
        if (!needed)
            return needed.error();
        const auto beside = retention.contentsBeside(*needed, part);
        if (!beside)
            return beside.error();
        for (const RetentionRepository::Content &content : *beside)
            without.insert(content.hash);
    }
    would.contentCount = qint64(without.size());
    for (const HashPart &part : partsFor(*chunks)) {
        const auto named = retention.namedChunks(without, part);
        if (!named)
            return named.error();
        for (const auto condemned : {RetentionRepository::Condemned::No, RetentionRepository::Condemned::Yes}) {
            const auto idle = retention.chunksBeside(*named, part, condemned, nowMs - kUploadLeaseMs);
            if (!idle)
                return idle.error();
            for (const HeldChunk &chunk : *idle)
                would.bytes += chunk.rawLength;
        }
    }
    return would;
}

Result<Thinning> thin(Connections &connections, qint64 project, const std::optional<RetentionPolicy> &policy, qint64 nowMs,
                      const std::atomic<bool> &stop, const std::function<void()> &beforeEach)
{
    Run run{connections, project, nowMs, stop, beforeEach};
    if (policy) {
        if (auto done = thinRevisions(run, *policy); !done)
            return done.error();
        if (auto done = stop ? Result<void>() : dropContents(run); !done)
            return done.error();
    }
    if (auto done = stop ? Result<void>() : dropChunks(run); !done)
        return done.error();
    return std::move(run.went);
}

}  // namespace tideline::server
