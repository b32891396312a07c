#include "core/sync/discovery/file_hash.h"

#include "core/sync/discovery/time_stamps.h"

namespace tideline::sync {

namespace {

Error stopped()
{
    return {Error::Kind::Cancelled, u"Reading was stopped."_s, {}, {}};
}

}  // namespace

void hashFile(FileHash &file, files::FileSystem &disk, const Clock &clock, Workers *workers, const std::atomic<bool> *cancel,
              const files::OnChunk &onChunk)
{
    if (cancel && *cancel) {
        file.error = stopped();
        return;
    }
    const qint64 startedNs = clock.nowNs();
    auto open = disk.openRead(file.path);
    if (!open) {
        file.error = open.error();
        return;
    }
    auto before = (*open)->stat();
    if (!before) {
        file.error = before.error();
        return;
    }
    const files::OnChunk &tell = file.isInCloud ? files::OnChunk() : onChunk;
    auto manifest = workers ? files::chunkFile(**open, before->sizeBytes, *workers, cancel, tell)
                            : files::chunkFile(**open, before->sizeBytes, cancel, tell);
    if (!manifest) {
        file.error = manifest.error();
        return;
    }
    auto after = (*open)->stat();
    if (!after || !after->sameFile(*before) || after->changedNs != before->changedNs
        || before->inode != file.row.seen.inode) {
        file.error = Error{Error::Kind::Conflict, u"The file is being changed."_s, {}, {}};
        return;
    }
    file.manifest = *std::move(manifest);
    NodeContent &content = file.row.node.content;
    content.sizeBytes = before->sizeBytes;
    content.modifiedNs = before->modifiedNs;
    content.executable = before->executable;
    content.hash = file.manifest.hash();
    file.row.seen.changedNs = before->changedNs;
    file.row.seen.racy = mayHideAWrite(*before, startedNs);
}

std::vector<std::function<void()>> hashTasks(std::span<FileHash> files, files::FileSystem &disk, const Clock &clock,
                                             const std::atomic<bool> *cancel, std::chrono::nanoseconds until,
                                             const files::OnChunk &onChunk)
{
    constexpr std::size_t kRun = 32;
    std::vector<std::function<void()>> tasks;
    for (std::size_t first = 0; first < files.size(); first += kRun) {
        tasks.push_back([run = files.subspan(first, std::min(kRun, files.size() - first)), &disk, &clock, cancel, until, &onChunk] {
            for (FileHash &file : run) {
                if (clock.monotonic() > until)
                    file.error = stopped();
                else
                    hashFile(file, disk, clock, nullptr, cancel, onChunk);
            }
        });
    }
    return tasks;
}

}  // namespace tideline::sync
