// The texts of all projects on this disk, to be looked through.
#pragma once

#include "core/base/mutex.h"
#include "core/search/file_text.h"

#include <atomic>
#include <functional>
#include <memory>
#include <shared_mutex>
#include <unordered_set>

namespace tideline::search {

/// What the index did not take in.
struct Unread {
    qint64 files = 0;      ///< they wait to be read
    qint64 withoutRoom = 0;  ///< there is no room for them
};

/// The index of words in search.db, brought up to date with the files.
///
/// Thread:    any; of catchUp() one call at a time, find() beside it.
/// Ownership: FOLDER and search.db in it; one process at a time (the owner of the profile's engine).
/// Invariant: what is indexed under a hash was read whole and had that hash. What is in the index may be no file's any more: who
///            asks compares with the store. A lost, damaged or older index is made anew.
class Texts {
public:
    struct Parts {
        QString folder;  ///< made with mode 0700 when it is needed; empty: nothing is indexed, and nothing found
        /// Calls the function with a reader of the store. Errors: its own, and those of the store.
        std::function<Result<void>(const std::function<Result<void>(store::Database &)> &)> read;
        /// Where a project (project.number) is on this disk; empty: nowhere.
        std::function<QString(qint64)> rootOf;
        qint64 mostTextBytes = qint64(512) << 20;  ///< of text in the index
    };
    explicit Texts(Parts parts);
    ~Texts();

    /// Reads what the index lacks, newest first, of one project or of all, until `stop` says so. Files that change meanwhile, or cannot
    /// be read, are left out: the sync that sees them again brings them. The first call, and the next after a failure, looks at all.
    /// `onLeft` is told how many files wait. Errors: those of the store and of the index (Denied, DiskFull, Io).
    Result<Unread> catchUp(std::optional<qint64> project, const std::function<bool()> &stop, const std::function<void(qint64)> &onLeft = {});

    /// All contents that hold what is looked for, the best first; those that no file has any more are among them. Nothing while there is
    /// no index yet. Errors: Cancelled; Corrupt (it is made anew by the next catchUp()), Io.
    Result<std::vector<store::TextMatch>> find(const store::TextQuery &query, const std::atomic<bool> *cancelled = nullptr);

private:
    struct Waiting;
    Result<Unread> bringUpToDate(std::optional<qint64> project, const std::function<bool()> &stop, const std::function<void(qint64)> &onLeft);
    Result<void> open();
    void discard();
    Result<std::vector<Waiting>> waiting(std::optional<qint64> project);
    Result<void> read(const std::vector<Waiting> &all, Unread &unread, const std::function<bool()> &stop, const std::function<void(qint64)> &onLeft);
    Result<bool> isMostlyGarbage();
    Result<void> take(const Waiting &waiting, files::FileSystem &disk, const store::Transaction &transaction);

    const Parts m_parts;
    const QString m_path;
    std::shared_mutex m_file;  ///< held alone while the file is made or deleted, shared while it is read
    std::atomic<bool> m_isDamaged = false;
    // Of who catches up.
    Mutex m_catching;
    std::unique_ptr<store::TextIndex> m_index;
    std::unordered_set<quint64> m_known;  ///< keyOf() the contents in it: 8 bytes of the hash tell contents apart well enough
    qint64 m_textBytes = 0;
    qint64 m_sinceLook = 0;  ///< bytes added since the last look at how much of it is garbage
};

}  // namespace tideline::search
