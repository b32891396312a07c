// What a disk lost though a later fsync said that all is well.
#pragma once

#include "core/files/file_system.h"
#include "core/store/tree_store.h"
#include "core/sync/engine.h"

namespace tideline::sync {

/// After an fsync that failed the kernel takes the pages for clean: programs see the bytes until the machine stops, later
/// calls succeed, and what comes back then is an older state, perhaps under the newer time stamp (Rebello et al., ATC'20). So
/// a failure is noted with the machine's start, for each project of the store, since a disk holds several; and once the
/// machine has started anew, all files are read again. One that holds something else under the same stamps went back by
/// itself, which is nobody's edit: what was agreed goes back with it, and the plan fetches the cloud's version. Of one whose
/// stamps do not tell (a chmod since, a coarse clock, another name) nobody can say whether its user wrote it: then nothing
/// counts as agreed, and the plan keeps both, as in a conflict; and of one that is missing, whether its user deleted it: it
/// comes again.
///
/// Thread:    the engine's.
/// Ownership: borrows the project's rows and its disk, for one run.
/// Invariant: a note goes only after every file that it speaks of was found to hold what it held, went back, or has a note of
///            its own; and that one when the file was found so, was doubted, or is gone.
class LostWrites {
public:
    /// `bootId`: of the machine's start; empty = not known, and then each run counts as one.
    LostWrites(store::TreeStore &trees, files::FileSystem &disk, QByteArray bootId) :
        m_trees(trees), m_disk(disk), m_bootId(std::move(bootId))
    {
    }

    /// Notes that an fsync failed, once for each start of the machine.
    Result<void> note();
    /// The same in a transaction of the caller's.
    static Result<void> note(store::Database &database, const QByteArray &bootId, const store::Transaction &);
    /// Before the scan: reads again what may have been lost. Errors: those of the store; Cancelled.
    Result<void> look(const SyncOptions &options);
    /// Before a plan is made: what look() could not tell and the scan found to be something else has no agreed content.
    Result<void> doubt(const SyncOptions &options);

private:
    /// A file that may not hold what it held when the fsync failed.
    struct Doubt {
        NodeId node;
        ContentHash before;
        qint64 note = 0;  ///< its journal entry
    };
    struct Found {
        store::LocalNode row;  ///< as it is now
        ContentHash before;
        Manifest manifest;
    };
    Result<void> lookAtAll(const SyncOptions &options);
    Result<void> lookAt(const store::JournalEntry &note);
    void lookAt(const store::LocalNode &row, const RelativePath &path, Doubt file);
    Result<ContentHash> heldBy(const store::LocalNode &row) const;
    Result<bool> isAgreed(const Doubt &file) const;
    Result<void> save(const std::vector<store::JournalEntry> &notes, bool isCommitOpen);

    store::TreeStore &m_trees;
    files::FileSystem &m_disk;
    const QByteArray m_bootId;
    std::vector<Found> m_found;
    std::vector<Doubt> m_doubts;
};

/// The journal's word for such a note: of a file, or, at the root, of the whole project.
inline constexpr char kFailedSync[] = "failed_sync";

}  // namespace tideline::sync
