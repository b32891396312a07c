// What a disk lost though a later fsync said that all is well.
#pragma once

#include "core/files/file_system.h"
#include "core/store/tree_store.h"
#include "core/sync/engine.h"

namespace tideline::sync {

/// After an fsync that failed the kernel takes the pages for clean: programs see the bytes until the machine stops, later
/// calls succeed, and what comes back then is an older state under the newer time stamp (Rebello et al., ATC'20). So a
/// failure is noted with the machine's start, for each project of the store, since a disk holds several; and once the
/// machine has started anew, the files whose stamps are as they were are read again (ctime too; those whose stamps could
/// hide a user's write are the scan's). One that holds something else went back by itself, which is nobody's edit: what was
/// agreed goes back with it, and the plan fetches the cloud's version.
///
/// Thread:    the engine's.
/// Ownership: borrows the project's rows and its disk, for one run.
/// Invariant: a note goes only after every file that it speaks of was read, or has a note of its own.
class LostWrites {
public:
    /// `bootId`: of the machine's start; empty = not known, and then each run counts as one.
    LostWrites(store::TreeStore &trees, files::FileSystem &disk, QByteArray bootId) :
        m_trees(trees), m_disk(disk), m_bootId(std::move(bootId))
    {
    }

    /// Notes that an fsync failed, once for each start of the machine.
    Result<void> note();
    /// Reads again what may have been lost. A file that cannot be read is noted alone, and looked at by each run until it can.
    /// Errors: those of the store; Cancelled.
    Result<void> look(const SyncOptions &options);

private:
    struct Found {
        store::LocalNode row;  ///< as it is now
        ContentHash before;
        Manifest manifest;
    };
    Result<void> lookAtAll(const SyncOptions &options);
    Result<void> lookAt(const NodeId &file);
    void lookAt(const store::LocalNode &row, const RelativePath &path);
    bool couldRead(const store::LocalNode &row, const RelativePath &path);
    Result<void> save(const std::vector<store::JournalEntry> &notes);

    store::TreeStore &m_trees;
    files::FileSystem &m_disk;
    const QByteArray m_bootId;
    std::vector<Found> m_found;
    std::vector<NodeId> m_unread;
};

/// The journal's word for such a note: of a file, or, at the root, of the whole project.
inline constexpr char kFailedSync[] = "failed_sync";

}  // namespace tideline::sync
