// Reads one file as a whole, for its row.
#pragma once

#include "core/base/clock.h"
#include "core/base/workers.h"
#include "core/files/chunker.h"
#include "core/files/file_system.h"
#include "core/store/tree_store.h"

#include <atomic>

namespace tideline::sync {

/// A file to be read, and what came of it: `row` with size, times and hash as they were read, and the manifest; or an error,
/// and the row as it was.
struct FileHash {
    store::LocalNode row;
    RelativePath path;
    Manifest manifest;
    std::optional<Error> error;
    bool isInCloud = false;  ///< a version of it is there, and most of its chunks with it: nobody is told of them
};

/// Fills in `file`. A hash is given only for bytes that were the file's from before the first to after the last read; a file
/// that changes meanwhile, or is another than the row's, is a Conflict. `workers`: for one large file, which keeps all of them
/// busy; else null. Touches nothing but the disk and `file`, so that many may run side by side. `onChunk` is told of what was
/// read, also where the file turns out to have changed.
void hashFile(FileHash &file, files::FileSystem &disk, const Clock &clock, Workers *workers, const std::atomic<bool> *cancel,
              const files::OnChunk &onChunk = {});

/// hashFile for many small files, dealt out in runs, so that a task costs more than its start. `files` and `onChunk` must outlive
/// the tasks.
/// `until`, on the monotonic clock: files that are not begun by then are Cancelled.
std::vector<std::function<void()>> hashTasks(std::span<FileHash> files, files::FileSystem &disk, const Clock &clock,
                                             const std::atomic<bool> *cancel,
                                             std::chrono::nanoseconds until = std::chrono::nanoseconds::max(),
                                             const files::OnChunk &onChunk = {});

}  // namespace tideline::sync
