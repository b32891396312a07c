// FileSystem on a real POSIX disk, held by a handle of its root.
#pragma once

#include "core/files/file_descriptor.h"
#include "core/files/file_system.h"

#include <atomic>

namespace tideline::files {

/// How a path below the root becomes a handle. Both refuse every symbolic link on the way.
enum class Resolve {
    Auto,    ///< Kernel where the kernel can, else Walk
    Kernel,  ///< one openat2(RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS)
    Walk,    ///< one openat(O_NOFOLLOW) per part
};

/// Thread:    any, also several at once: after open() nothing in it changes.
/// Ownership: holds the root's descriptor; the files it opens live on without it.
/// Invariant: every system call names one last part below a folder handle that was reached from the root without
///            following a link, so nothing outside the root is touched, whatever is swapped in meanwhile. No handle is kept
///            between two calls: a folder that was renamed is looked up anew.
class PosixFileSystem final : public FileSystem {
public:
    /// As openPosixFileSystem(); `resolve` is for tests.
    static Result<std::unique_ptr<PosixFileSystem>> open(const QString &root, Resolve resolve = Resolve::Auto);

    Result<std::optional<FileStat>> stat(const RelativePath &path) override;
    Result<std::optional<qint64>> bornNs(const RelativePath &path) override;
    Result<std::vector<FolderItem>> list(const RelativePath &folder) override;
    Result<std::unique_ptr<ReadFile>> openRead(const RelativePath &path) override;
    Result<bool> isOpenForWriting(const RelativePath &path) override;
    Result<QByteArray> readLink(const RelativePath &path) override;
    Result<std::unique_ptr<WriteFile>> create(const RelativePath &path) override;
    Result<void> createFolder(const RelativePath &path) override;
    Result<void> createLink(const RelativePath &path, const QByteArray &target) override;
    Result<void> setExecutable(const RelativePath &path, bool executable) override;
    Result<bool> copyPermissions(const RelativePath &from, const RelativePath &to) override;
    Result<void> makePrivate(const RelativePath &folder) override;
    Result<void> setModified(const RelativePath &path, qint64 modifiedNs) override;
    Result<void> rename(const RelativePath &from, const RelativePath &to, IfExists ifExists) override;
    std::vector<Result<std::optional<FileStat>>> renameAll(std::span<const Renaming> renamings) override;
    Result<void> removeFile(const RelativePath &path) override;
    Result<void> removeFolder(const RelativePath &path) override;
    Result<void> syncFile(const RelativePath &path) override;
    Result<void> syncFolder(const RelativePath &folder) override;
    Result<void> syncAll() override;
    bool hasFailedToSync() const override { return m_failedToSync; }
    Result<qint64> freeBytes() override;

    /// Whether the path that open() was given still names the folder that is held: false after it was moved away,
    /// deleted, or covered by a mount.
    bool isStillAtItsPath() const;

private:
    struct Place;
    PosixFileSystem(FileDescriptor root, QByteArray rootPath, Resolve resolve);

    FileDescriptor open(const QByteArray &below, int flags, unsigned mode = 0) const;
    FileDescriptor walk(const QByteArray &below, int flags, unsigned mode) const;
    Result<Place> placeOf(const RelativePath &path, const QString &action) const;
    bool moveTo(const RelativePath &path, std::optional<Place> &place, QByteArray &folder) const;
    /// IfExists::Fail where the file system knows no RENAME_NOREPLACE: by link(), or onto a new empty folder.
    Result<void> renameWithoutFlags(const Place &source, const Place &target, const RelativePath &from,
                                    const RelativePath &to) const;
    Error error(int code, const QString &action, const RelativePath &path) const;

    FileDescriptor m_root;
    QByteArray m_rootPath;
    Resolve m_resolve;
    std::atomic<bool> m_readsUnnoted = true;  ///< whether files may be opened without a new time of access
    std::atomic<bool> m_failedToSync = false;
};

}  // namespace tideline::files
