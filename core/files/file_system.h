// The disk below one project root, as an effect: POSIX with directory handles in the programs, simulated in tests/sim.
#pragma once

#include "core/base/relative_path.h"
#include "core/base/result.h"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace tideline::files {

/// What a directory entry is. Other: FIFO, socket, device; skipped with a note.
enum class FileKind : quint8 { Folder, File, Symlink, Other };

/// What lstat tells. Times are ns since the Unix epoch.
struct FileStat {
    FileKind kind = FileKind::Other;
    bool executable = false;  ///< the owner's x bit
    qint64 sizeBytes = 0;
    qint64 modifiedNs = 0;
    qint64 changedNs = 0;  ///< ctime
    quint64 device = 0;
    quint64 inode = 0;
    quint64 links = 1;
    bool operator==(const FileStat &) const = default;

    /// Whether this is the inode that `seen` describes, with the bytes that it had then. ctime is left out: a rename
    /// changes it.
    bool sameFile(const FileStat &seen) const
    {
        return kind == seen.kind && device == seen.device && inode == seen.inode && sizeBytes == seen.sizeBytes
               && modifiedNs == seen.modifiedNs;
    }
    /// The same for what was seen before the machine started anew: many file systems get another device number then.
    bool sameFileOfAnotherStart(const FileStat &seen) const
    {
        FileStat then = seen;
        then.device = device;
        return sameFile(then);
    }
};

struct FolderItem {
    QByteArray name;  ///< raw bytes; may fail checkName()
    FileStat stat;
};

/// An open file for reading. Thread: one at a time.
class ReadFile {
public:
    virtual ~ReadFile() = default;
    /// Bytes read into `into` from `offset`; fewer than asked only at the end. Errors: Io, Denied.
    virtual Result<qint64> read(qint64 offset, std::span<char> into) = 0;
    virtual Result<FileStat> stat() = 0;
};

/// A file being written. Thread: one at a time. Closed by its destructor, without sync.
class WriteFile {
public:
    virtual ~WriteFile() = default;
    /// Errors: DiskFull, Io.
    virtual Result<void> write(qint64 offset, QByteArrayView bytes) = 0;
    /// Extends with a hole, or cuts.
    virtual Result<void> resize(qint64 sizeBytes) = 0;
    virtual Result<void> setExecutable(bool executable) = 0;
    virtual Result<void> setModified(qint64 modifiedNs) = 0;
    /// fsync. An error means that the bytes are lost: write them again to a new file (Rebello et al., ATC'20).
    virtual Result<void> sync() = 0;
    virtual Result<FileStat> stat() = 0;
};

enum class IfExists { Fail, Replace, Exchange };

/// One of many renames.
struct Renaming {
    RelativePath from;
    RelativePath to;
};

/// The tree below one root. No call follows a symbolic link in any part of a path (openat2 with RESOLVE_BENEATH and
/// RESOLVE_NO_SYMLINKS), so nothing outside the root is ever touched.
///
/// Errors of every call: NotFound only for ENOENT (and ENOTDIR) of the named entry; Denied (EACCES, EPERM, EROFS, ELOOP:
/// a symlink in the way); DiskFull (ENOSPC, EDQUOT); Conflict (EEXIST, ENOTEMPTY, or an entry of another kind than asked
/// for); Invalid (the disk cannot hold such a name); Io for everything else. Thread: any, for the POSIX one.
class FileSystem {
public:
    virtual ~FileSystem() = default;

    /// nullopt: ENOENT, positively. A missing parent is an Error NotFound, not nullopt.
    virtual Result<std::optional<FileStat>> stat(const RelativePath &path) = 0;
    /// When the inode of an entry was made, in ns since the Unix epoch; nullopt: this disk does not keep it.
    virtual Result<std::optional<qint64>> bornNs(const RelativePath &) { return std::optional<qint64>{}; }
    /// The whole folder, in no order, without "." and "..". A listing that could not be completed is an Error.
    /// An entry that vanished between listing and lstat is left out.
    virtual Result<std::vector<FolderItem>> list(const RelativePath &folder) = 0;
    virtual Result<std::unique_ptr<ReadFile>> openRead(const RelativePath &path) = 0;
    /// Whether a program holds the file open for writing, or has it mapped so. False where the disk cannot tell.
    virtual Result<bool> isOpenForWriting(const RelativePath &) { return false; }
    virtual Result<QByteArray> readLink(const RelativePath &path) = 0;

    /// A new file, mode 0666 & ~umask. Errors: Conflict when it exists.
    virtual Result<std::unique_ptr<WriteFile>> create(const RelativePath &path) = 0;
    virtual Result<void> createFolder(const RelativePath &path) = 0;  ///< Conflict when it exists
    virtual Result<void> createLink(const RelativePath &path, const QByteArray &target) = 0;
    virtual Result<void> setExecutable(const RelativePath &path, bool executable) = 0;
    /// Gives a file the permissions of another, but for who may run it. Returns whether that changed it. Does nothing on a
    /// disk without permissions.
    virtual Result<bool> copyPermissions(const RelativePath & /*from*/, const RelativePath & /*to*/) { return false; }
    /// Shuts a folder to all but its owner (0700): Tideline's own. Does nothing on a disk without permissions.
    virtual Result<void> makePrivate(const RelativePath &) { return {}; }
    virtual Result<void> setModified(const RelativePath &path, qint64 modifiedNs) = 0;  ///< of a link itself, too
    /// One atomic rename. Fail: Conflict when `to` exists (RENAME_NOREPLACE). Exchange: both must exist; Invalid where the disk
    /// cannot do it: see exchange().
    virtual Result<void> rename(const RelativePath &from, const RelativePath &to, IfExists ifExists) = 0;
    /// Renames each in turn, as rename() with IfExists::Fail, and looks at what stands at `to` then. Of each: the error of its
    /// rename, or its stat (nullopt: it could not be looked at). A folder that neighbours share may be held open from one to the
    /// next: is it moved meanwhile, then they go with it.
    virtual std::vector<Result<std::optional<FileStat>>> renameAll(std::span<const Renaming> renamings);
    virtual Result<void> removeFile(const RelativePath &path) = 0;
    virtual Result<void> removeFolder(const RelativePath &path) = 0;  ///< Conflict when not empty

    /// Makes the bytes and attributes of a file durable that others wrote (fsync). Conflict when it is no file.
    virtual Result<void> syncFile(const RelativePath &path) = 0;
    /// Makes names created, renamed or removed in this folder durable.
    virtual Result<void> syncFolder(const RelativePath &folder) = 0;
    /// Makes everything written so far durable, data and names (syncfs).
    virtual Result<void> syncAll() = 0;
    /// Whether one of these three failed since this was opened: others' bytes may be lost then, whatever a later one says.
    virtual bool hasFailedToSync() const { return false; }
    virtual Result<qint64> freeBytes() = 0;
};

/// The real disk. `root` is an absolute folder that exists; it is held open, so a root moved away or unmounted is
/// noticed by the marker, not mistaken for another. Errors: NotFound, Denied, Invalid (not a folder).
Result<std::unique_ptr<FileSystem>> openPosixFileSystem(const QString &root);

}  // namespace tideline::files
