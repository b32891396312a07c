// The small new files of a scan: read side by side while it goes on, so that each row is written once, with its hash.
#pragma once

#include "core/sync/discovery/file_hash.h"

#include <unordered_set>

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
        files::OnChunk onChunk = {};  ///< told of what is read
    };
    explicit NewFiles(Parts parts) : m_parts(std::move(parts)), m_until(m_parts.clock.monotonic() + kLongest) {}

    /// Puts the row of a file that was not known before, now or later.
    Result<void> put(store::LocalNode row, const RelativePath &path, const store::Transaction &transaction);
    Result<void> flush(const store::Transaction &transaction);
    /// Whether the row of a file with this inode waits to be written.
    bool holds(quint64 inode) const { return m_inodes.contains(inode); }

private:
    static constexpr std::chrono::seconds kLongest{5};  ///< others wait for the store, and what is cut off was read for nothing
    Result<void> turn(const store::Transaction &transaction);
    Result<void> write(const std::vector<FileHash> &files, const store::Transaction &transaction);
    bool hasTime() const { return m_parts.clock.monotonic() <= m_until; }

    Parts m_parts;
    std::chrono::nanoseconds m_until;
    std::unordered_multiset<quint64> m_inodes;
    std::vector<FileHash> m_next;     ///< collected until reading them is worth a start
    std::vector<FileHash> m_reading;
    std::unique_ptr<RunningTasks> m_running;  ///< last: waited for before what it reads into goes
};

}  // namespace tideline::sync
