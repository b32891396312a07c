#include "core/sync/discovery/hasher.h"

#include "core/files/chunker.h"
#include "core/sync/discovery/time_stamps.h"

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
    std::vector<Job> hashed;  // of the batch before: saved while the next is read
    while (next < rows->size()) {
        if (options.cancel && *options.cancel) {
            auto saved = save(hashed, skipped);
            return saved ? Error{Error::Kind::Cancelled, u"Reading was stopped."_s, {}, {}} : saved.error();
        }
        std::vector<Job> jobs;
        qint64 bytes = 0;
        std::optional<store::ReadTransaction> looking(std::in_place, m_parts.trees.database());
        while (next < rows->size() && jobs.size() < kBatchFiles && bytes < kBatchBytes) {
            auto path = paths.of((*rows)[next].node.place);
            if (!path)
                return path.error();
            bytes += (*rows)[next].node.content.sizeBytes;
            if (*path)
                jobs.push_back({(*rows)[next], **path, {}, {}, 0, {}});
            ++next;
        }
        looking.reset();
        std::vector<std::function<void()>> tasks;
        // Small files are dealt out in runs, so that a task costs more than its start.
        constexpr std::size_t kRun = 32;
        for (std::size_t first = 0; first < jobs.size(); first += kRun) {
            tasks.push_back([this, &jobs, first, &options] {
                for (std::size_t i = first; i < std::min(first + kRun, jobs.size()); ++i) {
                    if (jobs[i].row.node.content.sizeBytes < kAloneBytes)
                        hashOne(jobs[i], nullptr, options.cancel);
                }
            });
        }
        auto reading = m_parts.workers.start(std::move(tasks));
        if (auto saved = save(hashed, skipped); !saved)
            return saved.error();
        reading.reset();
        for (Job &job : jobs) {
            if (job.row.node.content.sizeBytes >= kAloneBytes)
                hashOne(job, &m_parts.workers, options.cancel);
        }
        progress.filesDone += qint64(jobs.size());
        hashed = std::move(jobs);
        progress.bytesDone += bytes;
        if (options.onProgress)
            options.onProgress(progress);
    }
    if (auto saved = save(hashed, skipped); !saved)
        return saved.error();
    return skipped;
}

void Hasher::hashOne(Job &job, Workers *workers, const std::atomic<bool> *cancel)
{
    job.startedNs = m_parts.clock.nowNs();
    auto file = m_parts.disk.openRead(job.path);
    if (!file) {
        job.error = file.error();
        return;
    }
    auto before = (*file)->stat();
    if (!before) {
        job.error = before.error();
        return;
    }
    auto manifest = workers ? files::chunkFile(**file, before->sizeBytes, *workers, cancel)
                            : files::chunkFile(**file, before->sizeBytes, cancel);
    if (!manifest) {
        job.error = manifest.error();
        return;
    }
    auto after = (*file)->stat();
    if (!after || !after->sameFile(*before) || after->changedNs != before->changedNs
        || before->inode != job.row.seen.inode) {
        job.error = Error{Error::Kind::Conflict, u"The file is being changed."_s, {}, {}};
        return;
    }
    job.stat = *before;
    job.manifest = *std::move(manifest);
}

Result<void> Hasher::save(std::vector<Job> &jobs, std::vector<SkippedEntry> &skipped)
{
    if (jobs.empty())
        return {};
    auto transaction = store::Transaction::begin(m_parts.trees.database());
    if (!transaction)
        return transaction.error();
    for (Job &job : jobs) {
        if (job.error) {
            // Gone or changing: the next look decides. Anything else needs a person.
            if (job.error->kind != Error::Kind::NotFound && job.error->kind != Error::Kind::Conflict)
                skipped.push_back({job.path.bytes(), job.error->what, job.error->mend, true});
            continue;
        }
        NodeContent &content = job.row.node.content;
        content.sizeBytes = job.stat.sizeBytes;
        content.modifiedNs = job.stat.modifiedNs;
        content.executable = job.stat.executable;
        content.hash = job.manifest->hash();
        job.row.seen.changedNs = job.stat.changedNs;
        job.row.seen.racy = mayHideAWrite(job.stat, job.startedNs);
        if (auto saved = m_parts.trees.saveManifest(content.hash, *job.manifest, *transaction); !saved)
            return saved;
        if (auto saved = m_parts.trees.setLocalContent(job.row, *transaction); !saved)
            return saved;
    }
    return transaction->commit();
}

}  // namespace tideline::sync
