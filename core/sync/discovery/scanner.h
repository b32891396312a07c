// Looks at the disk and writes what it saw into the local tree.
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/files/file_system.h"
#include "core/store/tree_store.h"
#include "core/sync/discovery/new_files.h"

#include <atomic>
#include <functional>
#include <set>
#include <unordered_set>

namespace tideline::sync {

/// A folder and a link are what they are; all else counts as a file.
NodeKind nodeKindOf(files::FileKind kind);

/// An entry that is listed and left alone, with its reason.
struct SkippedEntry {
    QByteArray path;
    QString what;
    QString mend;
    bool error = false;  ///< trouble (unreadable), not merely a name or kind that cannot be synced
};

struct ScanReport {
    qint64 seen = 0;     ///< entries looked at
    qint64 changed = 0;  ///< rows written
    qint64 gone = 0;     ///< nodes no longer there
    std::vector<SkippedEntry> skipped;
    std::vector<RelativePath> looked;  ///< folders that were listed wholly
    std::vector<RelativePath> aside;   ///< entries under an escaped name, since another's was in the way of their own
};

/// A known folder's name leads to another disk than it did, or to none: what is missing there says nothing.
Error otherDisk();

/// The rules that leave an entry out. Asked only for what is not yet in any tree.
class IgnoreView {
public:
    virtual ~IgnoreView() = default;
    /// Called before a folder's entries are asked for.
    virtual void enter(const RelativePath &folder, const std::vector<files::FolderItem> &items) = 0;
    virtual bool ignores(const RelativePath &path, bool isFolder) = 0;
    /// The rule files that could not be read so far, each with its reason.
    virtual std::vector<std::pair<RelativePath, Error>> unreadable() const = 0;
};

/// Thread:    the engine's; all writes are in the caller's transaction, so a scan lands whole or not at all.
/// Invariant: a row goes only when its parent was listed to the end without it and the disk, asked for it by name, says that
///            it is not there (absence needs evidence); what lies under a folder that could not be listed, or where another
///            disk is or was mounted, keeps its last observation.
class Scanner {
public:
    struct Parts {
        files::FileSystem &disk;
        store::TreeStore &trees;
        Clock &clock;
        Random &random;
        Workers &workers;
        IgnoreView &ignore;
        files::OnChunk onChunk = {};  ///< told of what is read of new files
    };
    explicit Scanner(Parts parts) : m_parts(std::move(parts)) {}

    /// What an entry is that is not where it was: gone, where whoever names the folders knows of each that something came to;
    /// else it may be where nobody looked, and then everything is looked at. So it is where it left during the look itself.
    enum class Missing { IsGone, MayHaveMoved };
    /// Looks at the given folders, without going into subfolders that are known already; empty = at everything.
    /// Errors: those of the store; Cancelled. Trouble with one entry is in the report.
    Result<ScanReport> scan(const std::vector<RelativePath> &folders, const store::Transaction &transaction,
                            const std::function<void(qint64 seen)> &onProgress, const std::atomic<bool> *cancel,
                            Missing missing = Missing::IsGone);

private:
    struct Folder {
        NodeId id;
        RelativePath path;
        bool fresh = false;  ///< was not known before this scan
    };
    Result<void> walk(std::vector<RelativePath> paths, const std::function<void(qint64)> &onProgress, const std::atomic<bool> *cancel);
    Result<void> drain(const std::function<void(qint64)> &onProgress, const std::atomic<bool> *cancel);
    bool leftMeanwhile();
    Result<void> putAside(const store::LocalNode &row, const RelativePath &folder);
    Result<std::optional<NodeId>> knownFolder(const RelativePath &path);
    Result<std::optional<NodeId>> reach(const RelativePath &path);
    Result<void> look(const Folder &folder);
    Result<void> take(const Folder &folder, const files::FolderItem &item, const std::optional<store::LocalNode> &row);
    Result<std::optional<store::LocalNode>> movedHere(const Folder &folder, const files::FolderItem &item);
    Result<bool> isOtherDisk(const store::LocalNode &row, const files::FolderItem &item, const RelativePath &path);
    Result<bool> isWithin(NodeId inner, const NodeId &outer);
    Result<bool> stillThere(const store::LocalNode &row, const NodeId &folder);
    bool wasBornBefore(const store::LocalNode &row, const files::FileStat &stat, const RelativePath &path);
    bool isListed(const QByteArray &name) const;
    bool isOtherName(const QByteArray &name, const files::FileStat &found) const;
    Result<void> write(store::LocalNode row, const NodePlace &place, const files::FolderItem &item,
                       const RelativePath &path, bool fresh = false);
    bool tracked(const NodePlace &place);
    void skip(const RelativePath &folder, QByteArrayView name, const Error &error, bool trouble);
    Result<void> dropIgnoredRemnants();

    Parts m_parts;
    const store::Transaction *m_transaction = nullptr;
    std::optional<NewFiles> m_newFiles;
    ScanReport m_report;
    bool m_deep = false;  ///< everything, or only what was named
    qint64 m_begunNs = 0;  ///< Unix epoch, UTC: the walk
    std::set<RelativePath> m_leftFrom;  ///< folders that a row was put aside from
    std::vector<Folder> m_work;
    std::vector<Folder> m_fresh;               ///< new folders, outer before inner
    std::unordered_set<NodeId> m_looked;
    std::unordered_set<NodeId> m_lookedTwice;  ///< in search of a folder that the first look did not find
    std::unordered_set<NodeId> m_withIgnored;  ///< new folders that hold something left out
    std::unordered_set<NodeId> m_matched;      ///< rows of the folder in hand that an entry was found for
    const std::vector<files::FolderItem> *m_items = nullptr;
};

}  // namespace tideline::sync
