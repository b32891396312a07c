// A disk in memory that knows what is durable: a crash takes what was not fsynced.
#pragma once

#include "core/base/random.h"
#include "core/base/result.h"
#include "core/files/file_system.h"

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace tideline::sim {

/// What a crash may do to names (created, renamed, removed) that were not fsynced.
enum class CrashModel {
    Ordered,  ///< as ext4: they survive in the order in which they were made, up to some moment; fsync of any file
              ///< commits all of them
    Any,      ///< harsher: any subset that is consistent in itself; fsync of a file commits only its own name
};

struct Inode;
using InodePtr = std::shared_ptr<Inode>;

/// A file, folder or link. What a reader sees now, and beside it what is certain to survive a crash.
struct Inode {
    quint64 number = 0;
    files::FileKind kind = files::FileKind::File;
    bool executable = false;
    qint64 modifiedNs = 0;
    qint64 changedNs = 0;
    qint64 bornNs = 0;
    qint64 links = 0;
    QByteArray target;                       ///< of a link
    std::string data;                        ///< of a file
    std::map<QByteArray, InodePtr> entries;  ///< of a folder

    /// A change of the bytes that was not fsynced. `size` < 0: bytes at `offset`; else the new length.
    struct Change {
        qint64 offset = 0;
        std::string bytes;
        qint64 size = -1;
    };
    std::string durableData;
    std::vector<Change> pending;
    std::map<QByteArray, InodePtr> durableEntries;
    bool durableExecutable = false;
    qint64 durableModifiedNs = 0;
    bool dirty = false;  ///< bytes or attributes are not durable
    int writers = 0;     ///< users' programs that have it open for writing
    int handles = 0;     ///< open files on it: its number is not given to another before they close
    bool inMaking = false;  ///< a client made it for itself and has given it no other name yet: no user has seen it
};

/// One machine's disk.
///
/// Thread:    one; no call yields (that is the FileSystem's and the VFS's part).
/// Ownership: inodes are shared with the handles that are open on them.
/// Invariant: after powerLoss() the disk is a state that a real one could have been left in, and holds everything
///            that was synced; nothing is pending then.
class SimDisk {
public:
    struct Options {
        CrashModel model = CrashModel::Ordered;
        qint64 granularityNs = 1;  ///< of all time stamps
        bool reusesInodes = false;
        quint64 device = 1;
        bool foldsNames = false;  ///< names of one nameKey() are one name; kept as they were given
        bool cannotExchange = false;
    };
    SimDisk(const Options &options, std::function<qint64()> nowNs);

    const InodePtr &root() const { return m_root; }
    const Options &options() const { return m_options; }

    /// What is at `path` ('/'-separated, below `from`); null when ENOENT. Errors: NotFound (a parent is missing or is
    /// no folder), Denied (a link in the way).
    Result<InodePtr> find(const InodePtr &from, QByteArrayView path) const;
    static files::FileStat statOf(const Options &options, const Inode &inode);
    files::FileStat statOf(const Inode &inode) const { return statOf(m_options, inode); }

    Result<InodePtr> createFile(const InodePtr &from, QByteArrayView path);
    Result<InodePtr> createFolder(const InodePtr &from, QByteArrayView path);
    Result<InodePtr> createLink(const InodePtr &from, QByteArrayView path, const QByteArray &target);
    Result<void> rename(const InodePtr &from, QByteArrayView source, QByteArrayView target, files::IfExists ifExists);
    Result<void> removeFile(const InodePtr &from, QByteArrayView path);
    Result<void> removeFolder(const InodePtr &from, QByteArrayView path);

    void write(const InodePtr &inode, qint64 offset, QByteArrayView bytes);
    void resize(const InodePtr &inode, qint64 sizeBytes);
    void setExecutable(const InodePtr &inode, bool executable);
    void setModified(const InodePtr &inode, qint64 modifiedNs);

    /// fsync of a file: its bytes, and its own name.
    void syncFile(const InodePtr &inode);
    /// An fsync that failed, of one file or (null) of all: what was pending is never written, though it is still seen, and
    /// a later fsync says that all is well (as Linux does).
    void failSync(const InodePtr &inode);
    /// fsync of a folder: the names in it.
    void syncFolder(const InodePtr &folder);
    void syncAll();

    /// Asked before each call of a program (not of its database): the error that the call ends with, if any.
    std::function<std::optional<Error>(const char *call)> fault;
    /// The fault that was just given comes of a reply that was lost: the call is carried out.
    bool isDoneAllTheSame = false;
    /// Asked when a program lists a folder: whether it is told less than there is.
    std::function<bool()> listsShort;
    /// Told just before a program takes a user's file from its path: the last moment for that user to write to it.
    std::function<void(const QByteArray &path)> beforeTaking;

    struct Loss {
        int namesLost = 0;
        int namesPending = 0;
        int filesPending = 0;  ///< with bytes that were not fsynced
        int filesTorn = 0;     ///< that came back neither as they were nor as they had been synced
    };
    /// The machine loses its power: what was pending survives in part, as `random` wills.
    Loss powerLoss(Random &random);

    /// A copy of all that is seen below `folder`, as an operator's backup makes it.
    struct Copied {
        files::FileKind kind = files::FileKind::File;
        bool executable = false;
        QByteArray target;
        std::string data;
    };
    using Backup = std::map<QByteArray, Copied>;
    static Backup backupOf(const InodePtr &folder);
    /// Puts it in the place of what is below `folder`, durably.
    void restore(const InodePtr &folder, const Backup &backup);

    /// Every file, folder and link below `from`, by path; `from` itself is left out.
    using Tree = std::map<QByteArray, InodePtr>;
    static Tree treeOf(const InodePtr &from);
    /// Whether a path of durable names leads to it: a loss of power leaves it on the disk.
    bool isDurable(const InodePtr &inode) const;
    /// Counts changes of any kind; equal numbers mean that nothing was changed in between.
    quint64 changes() const { return m_changes; }
    /// How many entries got a number that another had before.
    qint64 reusedInodes() const { return m_reusedInodes; }

private:
    struct Slot {
        InodePtr folder;
        QByteArray name;
    };
    /// One atomic change of names: a create or remove sets one slot, a rename two.
    struct NameChange {
        struct Set {
            Slot slot;
            InodePtr now;  ///< null = no entry
        };
        std::vector<Set> sets;
        InodePtr removedFolder;  ///< rmdir: it stands only once what was in it has gone
    };

    using Entries = std::map<QByteArray, InodePtr>;
    /// By name, as this disk compares names.
    Entries::const_iterator entryOf(const Entries &entries, const QByteArray &name) const;
    QByteArray keyOf(const QByteArray &name) const;
    /// With the name that is kept there, if there is an entry.
    Result<Slot> slotOf(const InodePtr &from, QByteArrayView path) const;
    InodePtr make(files::FileKind kind);
    Result<InodePtr> place(const InodePtr &from, QByteArrayView path, files::FileKind kind);
    void apply(NameChange change);
    void touch(Inode &inode);
    void markDirty(const InodePtr &inode);
    void syncData(const InodePtr &inode);
    void release(const Inode &inode);
    qint64 stamp() const;

    // sim_disk_crash.cpp
    using Wanted = std::function<bool(const NameChange &)>;
    void commitNames(const Wanted &wanted);
    void commitOldest(std::size_t count);
    void land(const NameChange &change) const;
    static bool wouldDetach(const NameChange &change);
    void keepNames(Random &random, Loss &loss);
    void keepData(const InodePtr &inode, Random &random, Loss &loss);
    void reload(const InodePtr &inode, std::set<const Inode *> &seen, std::set<quint64> &numbers);

    Options m_options;
    std::function<qint64()> m_nowNs;
    InodePtr m_root;
    quint64 m_lastNumber = 1;
    std::vector<quint64> m_freeNumbers;
    std::vector<NameChange> m_names;  ///< not yet durable, oldest first
    std::vector<InodePtr> m_dirty;    ///< in the order of their first change; a clean one is skipped
    quint64 m_changes = 0;
    qint64 m_reusedInodes = 0;
};

/// Applies a change of bytes to `data`.
void applyChange(const Inode::Change &change, std::string &data);

}  // namespace tideline::sim
