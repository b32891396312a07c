// Carries out the part of a plan that changes this disk.
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/store/placement_repository.h"
#include "core/store/undo_repository.h"
#include "core/sync/executor/batch_pace.h"
#include "core/sync/executor/downloader.h"
#include "core/sync/planner/planner.h"

#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace tideline::sync {

/// A conflict copy made in this run, whose content may go back into the file that it left: a three-way merge.
struct MergeChance {
    NodeId node;  ///< the file, with the server's version
    NodeId copy;  ///< ours beside it
    ContentHash base;
    qint64 baseSizeBytes = 0;
    ContentHash ours;
    ContentHash theirs;
};

/// What a part of a plan came to.
struct ExecutionReport {
    qint64 done = 0;  ///< operations that changed something
    std::vector<RelativePath> stale;  ///< folders where the disk was not what the plan saw: look again
    struct Trouble {
        QByteArray path;
        Error error;
    };
    std::vector<Trouble> troubles;
    std::vector<QByteArray> conflictCopies;
    std::vector<MergeChance> chances;
    std::vector<QByteArray> mergedCopies;  ///< conflict copies that went back into their files
    std::vector<RelativePath> aside;       ///< put under an escaped name, since another entry's was in the way
};


struct PlacedFile;

/// Thread:    the engine's.
/// Invariant: every user byte that an operation takes from its place is in .tideline/trash or under a conflict name before
///            the store says that it is gone; the disk is durable (fsync) before the store's transaction that tells of it;
///            each operation looks at its target again, and leaves it alone when it is not what the plan saw.
class LocalExecutor {
public:
    struct Parts {
        files::FileSystem &disk;
        store::TreeStore &trees;
        cloud::Channel &channel;
        Clock &clock;
        Random &random;
        Workers &workers;
        QByteArray projectPath;
        bool onlineOnly = false;
        bool isFirstSync = false;  ///< nothing of it can be undone
        bool isStoreOlder = false;  ///< another store had the folder since: what is in .tideline/tmp may be a user's
        std::size_t maxBatch = Engine::kMaxBatch;  ///< operations that are made durable together
        std::function<Result<void>()> noteFailedSync = {};  ///< as the Uploader's
    };
    LocalExecutor(Parts parts, const SyncOptions &options, SyncOutcome &outcome) :
        m_parts(std::move(parts)), m_options(options), m_outcome(outcome)
    {
    }

    /// Runs the local operations among `operations`. Errors: of the link, the store, or a full disk; then what was done so
    /// far is recorded, and a new sync goes on.
    Result<ExecutionReport> run(const std::vector<Operation> &operations);
    /// Runs those alone that touch no file: what both sides hold is noted as agreed. Returns how many.
    Result<qint64> adopt(const std::vector<Operation> &operations);
    /// Merges what can be merged cleanly. Both versions are in the history by then; a crash leaves the conflict copy as it
    /// is. Errors: as run().
    Result<ExecutionReport> merge(const std::vector<MergeChance> &chances);
    /// Gives the entries back their own names where nothing is in the way any more. Returns those that stay aside.
    Result<std::vector<RelativePath>> settleNames(std::vector<RelativePath> aside);
    /// Looks at what an interrupted run left: finishes or undoes each journalled step by what is on the disk, and
    /// sweeps .tideline/tmp.
    Result<ExecutionReport> recover();

private:
    static constexpr std::size_t kSyncEachUpTo = 4;  ///< so many new files are made durable one by one
    enum class Step { Done, NotReady, Skipped };
    using Pending = std::vector<const Operation *>;
    static constexpr char kNewFolder[] = "new-";  ///< how a folder begins in tmp that comes to its place whole

    Result<void> storeOnly(const std::vector<Operation> &operations);
    Result<std::map<NodeId, Error>> makeDurable(const std::vector<Operation> &operations);
    Result<void> keepCopies(const Pending &operations);
    Result<void> structure(Pending pending, bool mayPark);
    Result<void> deletions(Pending pending);
    /// A folder that this disk does not have, and all that is to be in it: it comes by one rename.
    struct NewFolder {
        const Operation *operation;
        Pending files;
        qint64 bytes = 0;
    };
    /// Some operations that bring content, and what they want from the cloud. Stays where it is while its flight lasts.
    struct Arrivals {
        std::vector<std::pair<const Operation *, Want>> batch;
        std::vector<Want> wants;
        std::vector<std::size_t> origin;  ///< of each in `wants`: its place in `batch`
        qint64 bytes = 0;
        bool areNew = true;  ///< all of them files that this disk knows nothing of yet
        std::vector<std::pair<const NewFolder *, RelativePath>> folders;  ///< the batch is theirs alone, in their order; and where they are in tmp
        std::unique_ptr<Downloader::Flight> flight;
    };
    using Coming = std::unique_ptr<Arrivals>;
    /// New files on their way to their places. Renamed, they have no rows yet, and the journal still speaks of them.
    struct Placing {
        struct File {
            const Operation *operation;
            quint64 inode;  ///< of what we downloaded
            std::optional<files::FileStat> stat;  ///< what stands at its place, once it is renamed
        };
        struct Folder {
            const Operation *operation;
            std::size_t count;  ///< of `files`, in their order, that come with it
            quint64 inode;
            std::optional<files::FileStat> stat;
        };
        std::vector<File> files;
        std::vector<files::Renaming> renamings;  ///< of each of `files`
        std::vector<Folder> folders;             ///< none: each file is renamed by itself
        std::vector<files::Renaming> folderRenamings;
        std::vector<Result<std::optional<files::FileStat>>> done;  ///< what renaming each said, until that is looked at
        qint64 journal = 0;
        qint64 beginNs = 0;  ///< before the first rename
        std::unique_ptr<RunningTasks> running;  ///< the renames; last: they are waited for before the rest goes
    };
    /// What is to come yet: whole folders first, then the rest.
    struct Downloads {
        std::vector<NewFolder> whole;
        Pending pending;
        std::size_t nextWhole = 0;
        std::size_t next = 0;
    };
    Result<void> downloads(Downloads todo);
    Result<Coming> depart(Downloader &downloader, Downloads &todo);
    Result<std::vector<NewFolder>> takeWhole(const std::vector<Operation> &operations, Pending &folders, Pending &contents);
    bool fitsWhole(const NewFolder &folder) const;
    Result<Coming> gatherFolders(const std::vector<NewFolder> &whole, std::size_t &next);
    Result<void> addFolders(const Arrivals &arrived, Placing &placing);
    void endRenamingFolders(Placing &placing);
    Result<void> removeNewFolder(const RelativePath &temporary);
    Result<void> recordFolders(const Placing &placing, const store::Transaction &transaction);
    /// Folders that a journal has in tmp, by their names there.
    struct Unplaced {
        std::set<QByteArray> gone;
        std::set<QByteArray> waiting;           ///< the disk does not let us now
        std::map<QByteArray, QByteArray> left;  ///< they cannot come as a whole; and the path that each was to have
    };
    Result<Unplaced> settleFolders(const std::vector<PlacedFile> &placed);
    Result<bool> rescueStrangers(const std::vector<PlacedFile> &placed, const QByteArray &folder, const QByteArray &wanted);
    Want wantFor(const Operation &operation) const;
    QByteArray pathForPeople(const Operation &operation) const;
    Result<Coming> gather(const Pending &pending, std::size_t &next);
    Result<void> placeArrived(Arrivals &arrived, std::unique_ptr<Placing> &before, std::unique_ptr<Placing> &placing, bool isAllDurable);
    Result<std::unique_ptr<Placing>> journalNew(const Arrivals &arrived);
    Result<void> addNew(const Operation &operation, const Want &want, Placing &placing);
    void startRenaming(Placing &placing);
    void endRenaming(Placing &placing);
    Result<void> settleNew(const Placing *placing, bool areDurable);
    Result<void> recordNew(const Placing &placing, const store::Transaction &transaction);
    Result<void> syncPlaced(std::size_t count, const std::set<RelativePath> &folders, const std::set<RelativePath> &switched);
    Result<void> place(std::vector<std::pair<const Operation *, Want>> &batch);

    Result<void> mergeOne(const MergeChance &chance);
    Result<std::optional<QByteArray>> contentAt(const RelativePath &path, qint64 sizeBytes, const ContentHash &hash);
    Result<std::optional<QByteArray>> contentOf(const ContentHash &hash, qint64 sizeBytes);
    /// A durable new file; returns its inode.
    Result<quint64> write(const RelativePath &temporary, QByteArrayView bytes, const NodeContent &content);
    Result<Step> createFolder(const Operation &operation, const store::Transaction &transaction);
    Result<Step> move(const Operation &operation, const store::Transaction &transaction);
    Result<Step> park(const Operation &operation, const store::Transaction &transaction);
    Result<void> unpark();
    Result<void> unpark(store::LocalNode &row, const store::Transaction &transaction);
    Result<Step> placeNew(const Operation &operation, const Want &want, const store::Transaction &transaction);
    /// Adds to `switched` what got another mode that is not durable yet.
    Result<Step> replace(const Operation &operation, const Want &want, const store::JournalEntry &intent, std::set<RelativePath> &switched,
                         const store::Transaction &transaction);
    std::optional<files::FileStat> hasComeAllTheSame(const RelativePath &to, quint64 inode, const Error &said);
    Result<QByteArray> freedName(const store::JournalEntry &entry) const;
    enum class Made { Nothing, Ours, Other };
    Result<Made> whatWasMade(const Want &want, const NodeContent &content);
    Result<bool> keepReplaced(const RelativePath &from, const RelativePath &path, const store::LocalNode &row,
                              const store::JournalEntry &intent, const store::Transaction &transaction);
    Result<Step> remove(const Operation &operation, const store::JournalEntry &intent,
                        const store::Transaction &transaction);
    Result<Step> switchExecutable(const Operation &operation, const store::Transaction &transaction);
    Result<Step> rowOnly(const Operation &operation, const store::Transaction &transaction);

    /// What a place in the cloud is on this disk while nothing is in the way.
    Result<void> mendExchange(const store::JournalEntry &entry);
    Result<std::optional<RelativePath>> targetPath(const NodePlace &place);
    Result<std::optional<RelativePath>> targetFolder(const NodeId &folder);
    Result<std::optional<RelativePath>> pathIn(const NodeId &parent, const QByteArray &nameOnDisk);
    Result<bool> isOnOtherDisk(const NodeId &folder, const RelativePath &path);
    Result<std::optional<files::FileStat>> takenForAnother(const RelativePath &path);
    Result<std::optional<RelativePath>> asidePath(const RelativePath &to, const NodeId &parent, const NodeId &node);
    Result<std::optional<RelativePath>> renameTo(const RelativePath &from, const RelativePath &to, const NodeId &parent, const NodeId &node);
    Result<std::optional<RelativePath>> renameBeside(const RelativePath &from, const RelativePath &to, const NodeId &parent, const NodeId &node,
                                                     const Error &refusal);
    void noteUnplaced(const RelativePath &temporary, const RelativePath &path, const Error &error);
    Result<std::optional<RelativePath>> pathOf(const NodeId &node);
    /// The row's file as it is now, when it is what the row says; else nullopt, and its folder is noted as stale.
    Result<std::optional<files::FileStat>> unchangedAt(const RelativePath &path, const store::LocalNode &row);
    Result<void> record(const Operation &operation, const RelativePath &path, const store::Transaction &transaction,
                        quint64 placed = 0);
    Result<void> recordSeen(const Operation &operation, const std::optional<store::LocalNode> &row, const QByteArray &name,
                            const files::FileStat &stat, qint64 nowNs, quint64 placed, const store::Transaction &transaction);
    Result<void> agreeOn(const Operation &operation, const NodePlace &place, const store::Transaction &transaction);
    Result<void> addTrash(const QByteArray &path, const QString &parked, const store::LocalNode &row, bool verified,
                          const store::Transaction &transaction);
    /// Notes what was just done on the disk, for `undo`.
    Result<void> noteStep(store::UndoStep step, const store::Transaction &transaction);
    Result<bool> staysInCloud(const Operation &operation, const std::optional<store::LocalNode> &row);
    Result<bool> isAsSeen(const RelativePath &parked, const store::LocalNode &row);
    struct Expected {
        std::optional<files::FileStat> seen;
        ContentHash old;                   ///< of what the plan saw; null: not known
        std::optional<QByteArray> target;  ///< of the link that was to come
    };
    Result<Expected> expected(const store::JournalEntry &entry) const;
    Result<bool> settle(const store::JournalEntry &entry, const store::Transaction &transaction);
    Result<bool> settlePlaced(const store::JournalEntry &entry, std::set<QByteArray> &waiting, const store::Transaction &transaction);
    Result<void> sweep(const std::set<QByteArray> &waiting, const store::Transaction &transaction);
    Result<void> keepStray(const RelativePath &path, const files::FolderItem &item, const store::Transaction &transaction);
    Result<bool> wasSeen(const Expected &expected, const RelativePath &parked, const files::FileStat &stat);
    Result<bool> isOurs(const store::JournalEntry &entry, const Expected &expected, const RelativePath &parked,
                        const files::FileStat &stat);
    Result<bool> holds(const RelativePath &path, qint64 sizeBytes, const ContentHash &hash);
    Result<void> rescue(const RelativePath &from, const QByteArray &wanted, ExecutionReport &report);
    void stale(const RelativePath &folder);
    void trouble(const QByteArray &path, const Error &error);
    QString newName();
    bool isCancelled() const { return m_options.cancel && *m_options.cancel; }

    Parts m_parts;
    const SyncOptions &m_options;
    SyncOutcome &m_outcome;
    ExecutionReport m_report;
    std::unordered_map<NodeId, bool> m_otherDisk;  ///< by folder: whether its name leads to another disk than the scan saw
    std::unordered_set<NodeId> m_oneByOne;  ///< new folders that could not be put in place whole
    std::unordered_map<NodeId, bool> m_newStay;  ///< by folder: whether new files in it stay in the cloud
    BatchPace m_pace;
    std::unordered_map<NodeId, std::optional<RelativePath>> m_targets;  ///< folders, while contents come: none moves then
    qint64 m_undoRun = 0;  ///< 0 = this sync has changed nothing yet
    std::unordered_map<NodeId, NodePlace> m_parkedFrom;  ///< in this run
    std::map<NodeId, Error> m_unsafe;                    ///< could not be made durable in this run
};

}  // namespace tideline::sync
