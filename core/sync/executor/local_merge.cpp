// The part of LocalExecutor that takes conflict copies back where a three-way merge is clean.
#include "core/files/chunker.h"
#include "core/merge/file_merge.h"
#include "core/sync/executor/local_executor.h"

namespace tideline::sync {

using store::LocalNode;
using store::Presence;
using store::Transaction;
using store::Tree;

namespace {

constexpr qint64 kLargestBytes = 32 << 20;  ///< what merge::Limits allows at most

bool holdsHere(const std::optional<LocalNode> &row, const std::optional<Node> &synced, const ContentHash &hash)
{
    return row && row->seen.presence == Presence::Here && row->node.content.kind == NodeKind::File
           && row->node.content.hash == hash && row->node.content.sizeBytes <= kLargestBytes && synced
           && synced->content.hash == hash && synced->place == cloudPlace(row->node.place);
}

}  // namespace

Result<ExecutionReport> LocalExecutor::merge(const std::vector<MergeChance> &chances)
{
    m_report = {};
    for (const MergeChance &chance : chances) {
        if (isCancelled())
            return Error{Error::Kind::Cancelled, u"The merge was stopped."_s, {}, {}};
        if (auto merged = mergeOne(chance); !merged)
            return merged.error();
    }
    return std::move(m_report);
}

Result<void> LocalExecutor::mergeOne(const MergeChance &chance)
{
    store::TreeStore &trees = m_parts.trees;
    auto row = trees.local(chance.node);
    auto copy = trees.local(chance.copy);
    auto synced = trees.node(Tree::Synced, chance.node);
    auto syncedCopy = trees.node(Tree::Synced, chance.copy);
    auto path = pathOf(chance.node);
    auto copyPath = pathOf(chance.copy);
    for (const Error *error : {row ? nullptr : &row.error(), copy ? nullptr : &copy.error(),
                               synced ? nullptr : &synced.error(), syncedCopy ? nullptr : &syncedCopy.error(),
                               path ? nullptr : &path.error(), copyPath ? nullptr : &copyPath.error()}) {
        if (error)
            return *error;
    }
    // Both versions must be in the history, and nobody may have gone on with either.
    if (!*path || !*copyPath || !holdsHere(*row, *synced, chance.theirs) || !holdsHere(*copy, *syncedCopy, chance.ours))
        return {};
    auto ours = contentAt(**copyPath, (*copy)->node.content.sizeBytes, chance.ours);
    auto theirs = contentAt(**path, (*row)->node.content.sizeBytes, chance.theirs);
    if (!ours || !theirs)
        return !ours ? ours.error() : theirs.error();
    if (!*ours || !*theirs) {
        // Both versions stay; the next look finds out why.
        stale((*path)->parent());
        stale((*copyPath)->parent());
        return {};
    }
    auto base = contentOf(chance.base, chance.baseSizeBytes);
    if (!base)
        return base.error();
    if (!*base)
        return {};
    const merge::Outcome outcome = merge::mergeFile((*path)->bytes(), **base, **ours, **theirs);
    const auto *merged = std::get_if<merge::Merged>(&outcome);
    if (!merged)
        return {};
    m_options.met("merge");

    const Manifest manifest = files::chunkBytes(merged->bytes);
    Operation replacing{.kind = Operation::Kind::ReplaceLocal, .node = chance.node};
    replacing.place = (*row)->node.place;
    replacing.content = (*row)->node.content;
    replacing.content.hash = manifest.hash();
    replacing.content.sizeBytes = manifest.sizeBytes();
    replacing.content.modifiedNs = m_parts.clock.nowNs();
    replacing.seenLocal = (*row)->node;
    if (manifest.hash() != chance.theirs) {
        Want want;
        want.hash = replacing.content.hash;
        want.sizeBytes = replacing.content.sizeBytes;
        want.temporary = ownPath("tmp/" + newName().toLatin1());
        auto written = write(want.temporary, merged->bytes, replacing.content);
        if (!written)
            return written.error();
        want.inode = *written;
        want.done = true;
        auto transaction = Transaction::begin(trees.database());
        if (!transaction)
            return transaction.error();
        if (auto saved = trees.saveManifest(manifest.hash(), manifest, *transaction); !saved)
            return saved;
        if (auto committed = transaction->commit(); !committed)
            return committed;
        std::vector<std::pair<const Operation *, Want>> batch;
        batch.emplace_back(&replacing, std::move(want));
        if (auto placed = place(batch); !placed)
            return placed;
        auto now = trees.local(chance.node);
        if (!now)
            return now.error();
        if (!*now || (*now)->node.content.hash != manifest.hash())
            return {};  // somebody was faster: both stay
    }
    Operation removing{.kind = Operation::Kind::DeleteLocal, .node = chance.copy};
    removing.seenLocal = (*copy)->node;
    if (auto removed = deletions({&removing}); !removed)
        return removed;
    auto left = trees.local(chance.copy);
    if (!left)
        return left.error();
    if (!*left) {
        m_report.mergedCopies.push_back((*copyPath)->bytes());
        ++m_outcome.merged;
        --m_outcome.conflicts;
    }
    return {};
}

/// The file's bytes, when they are what the hash says; nullopt when not (any more), or when they cannot be read.
Result<std::optional<QByteArray>> LocalExecutor::contentAt(const RelativePath &path, qint64 sizeBytes,
                                                           const ContentHash &hash)
{
    auto file = m_parts.disk.openRead(path);
    if (!file)
        return std::optional<QByteArray>{};
    QByteArray bytes(sizeBytes, Qt::Uninitialized);
    qint64 at = 0;
    while (at < sizeBytes) {
        auto got = (*file)->read(at, std::span<char>(bytes.data() + at, std::size_t(sizeBytes - at)));
        if (!got || *got == 0)
            break;
        at += *got;
    }
    if (at != sizeBytes || files::chunkBytes(bytes).hash() != hash)
        return std::optional<QByteArray>{};
    return std::optional<QByteArray>{std::move(bytes)};
}

/// Any content of the project's history, from here or from the server; nullopt when it cannot be had.
Result<std::optional<QByteArray>> LocalExecutor::contentOf(const ContentHash &hash, qint64 sizeBytes)
{
    std::vector<Want> wants(1);
    wants[0].hash = hash;
    wants[0].sizeBytes = sizeBytes;
    wants[0].temporary = ownPath("tmp/" + newName().toLatin1());
    const RelativePath temporary = wants[0].temporary;
    auto manifest = m_parts.trees.manifest(hash, sizeBytes);
    if (!manifest)
        return manifest.error();
    if (!*manifest || (*manifest)->sizeBytes() > kLargestBytes)
        return std::optional<QByteArray>{};
    Downloader downloader({m_parts.disk, m_parts.trees, m_parts.channel, m_parts.workers}, m_parts.projectPath);
    auto fetched = downloader.fetch(wants, m_options.cancel);
    m_outcome.bytesDown += downloader.bytesDown();
    if (!fetched)
        return fetched.error();
    if (wants[0].error)
        return std::optional<QByteArray>{};
    auto bytes = contentAt(temporary, (*manifest)->sizeBytes(), hash);
    (void)m_parts.disk.removeFile(temporary);  // what stays is swept at the next start
    return bytes;
}

Result<quint64> LocalExecutor::write(const RelativePath &temporary, QByteArrayView bytes, const NodeContent &content)
{
    auto file = m_parts.disk.create(temporary);
    if (!file)
        return file.error();
    if (auto written = (*file)->write(0, bytes); !written)
        return written.error();
    if (content.executable) {
        if (auto set = (*file)->setExecutable(true); !set)
            return set.error();
    }
    if (auto set = (*file)->setModified(content.modifiedNs); !set)
        return set.error();
    if (auto synced = (*file)->sync(); !synced)
        return synced.error();
    const auto made = (*file)->stat();
    return made ? Result<quint64>(made->inode) : made.error();
}

}  // namespace tideline::sync
