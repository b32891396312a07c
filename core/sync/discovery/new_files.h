// The small new files of a scan: read side by side while it goes on, so that each row is written once, with its hash.
#pragma once

#include "core/sync/discovery/file_hash.h"

namespace tideline::sync {

/// Thread:    the scanner's; reading runs on Workers, writes are in the scan's transaction.
/// Invariant: a row that was put is in the tree after flush() at the latest; without a hash where the file is large, could not
///            be read, or reading took too long for a transaction (the Hasher reads those after it, and reports).
class NewFiles {
public:
    struct Parts {
        files::FileSystem &disk;
        store::TreeStore &trees;
        Clock &clock;
        Workers &workers;
        const std::atomic<bool> *cancel;
    };
    explicit NewFiles(Parts parts) : m_parts(parts), m_started(parts.clock.monotonic()) {}

    /// Puts the row of a file that was not known before, now or later.
    Result<void> put(store::LocalNode row, const RelativePath &path, const store::Transaction &transaction);
    Result<void> flush(const store::Transaction &transaction);

private:
    Result<void> turn(const store::Transaction &transaction);
    bool hasTime();

    Parts m_parts;
    std::chrono::nanoseconds m_started;
    bool m_isLate = false;
    std::vector<FileHash> m_next;     ///< collected until reading them is worth a start
    std::vector<FileHash> m_reading;
    std::unique_ptr<RunningTasks> m_running;  ///< last: waited for before what it reads into goes
};

}  // namespace tideline::sync
