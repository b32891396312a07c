#include "core/sync/discovery/hasher.h"

#include <algorithm>

namespace tideline::sync {

namespace {

constexpr std::size_t kBatchFiles = 4000;
constexpr qint64 kBatchBytes = 256 << 20;
constexpr qint64 kAloneBytes = 32 << 20;  ///< from here on one file keeps all workers busy

}  // namespace

Result<std::vector<SkippedEntry>> Hasher::hashAll(const SyncOptions &options)
{
    auto rows = m_parts.trees.unhashed();
    if (!rows)
        return rows.error();
    std::vector<SkippedEntry> skipped;
    Progress progress{.phase = Progress::Phase::Hashing, .filesTotal = qint64(rows->size())};
    for (const auto &row : *rows)
        progress.bytesTotal += row.node.content.sizeBytes;
    store::PathLookup paths(m_parts.trees, store::Tree::Local);
    std::size_t next = 0;
    std::vector<FileHash> hashed;  // of the batch before: saved while the next is read
    while (next < rows->size()) {
        if (options.cancel && *options.cancel) {
            auto saved = save(hashed, skipped);
            return saved ? Error{Error::Kind::Cancelled, u"Reading was stopped."_s, {}, {}} : saved.error();
        }
        std::vector<FileHash> batch;
        qint64 bytes = 0;
        std::optional<store::ReadTransaction> looking(std::in_place, m_parts.trees.database());
        while (next < rows->size() && batch.size() < kBatchFiles && bytes < kBatchBytes) {
            auto path = paths.of((*rows)[next].node.place);
            if (!path)
                return path.error();
            bytes += (*rows)[next].node.content.sizeBytes;
            auto inCloud = *path && m_parts.onChunk ? m_parts.trees.node(store::Tree::Remote, (*rows)[next].node.id)
                                                    : Result<std::optional<Node>>(std::nullopt);
            if (!inCloud)
                return inCloud.error();
            if (*path)
                batch.push_back({(*rows)[next], **path, {}, {}, inCloud->has_value()});
            ++next;
        }
        looking.reset();
        const auto large = std::ranges::stable_partition(
            batch, [](const FileHash &file) { return file.row.node.content.sizeBytes < kAloneBytes; });
        auto reading = m_parts.workers.start(
            hashTasks({batch.begin(), large.begin()}, m_parts.disk, m_parts.clock, options.cancel, std::chrono::nanoseconds::max(),
                      m_parts.onChunk));
        if (auto saved = save(hashed, skipped); !saved)
            return saved.error();
        reading.reset();
        for (FileHash &file : large)
            hashFile(file, m_parts.disk, m_parts.clock, &m_parts.workers, options.cancel, m_parts.onChunk);
        progress.filesDone += qint64(batch.size());
        hashed = std::move(batch);
        progress.bytesDone += bytes;
        if (options.onProgress)
            options.onProgress(progress);
    }
    if (auto saved = save(hashed, skipped); !saved)
        return saved.error();
    return skipped;
}

Result<void> Hasher::save(const std::vector<FileHash> &files, std::vector<SkippedEntry> &skipped)
{
    if (files.empty())
        return {};
    auto transaction = store::Transaction::begin(m_parts.trees.database());
    if (!transaction)
        return transaction.error();
    for (const FileHash &file : files) {
        if (file.error) {
            // Gone, changing or not reached: the next look decides. Anything else needs a person.
            if (file.error->kind != Error::Kind::NotFound && file.error->kind != Error::Kind::Conflict
                && file.error->kind != Error::Kind::Cancelled)
                skipped.push_back({file.path.bytes(), file.error->what, file.error->mend, true});
            continue;
        }
        if (auto saved = m_parts.trees.saveManifest(file.row.node.content.hash, file.manifest, *transaction); !saved)
            return saved;
        if (auto saved = m_parts.trees.setLocalContent(file.row, *transaction); !saved)
            return saved;
    }
    return transaction->commit();
}

}  // namespace tideline::sync
