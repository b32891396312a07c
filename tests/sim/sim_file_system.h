// files::FileSystem over a SimDisk, as one process sees it.
#pragma once

#include "core/files/file_system.h"
#include "tests/sim/sim_disk.h"
#include "tests/sim/sim_process.h"

namespace tideline::sim {

/// The tree below one folder of the disk. Every call is a yield point and may be the process's last.
///
/// Thread:    one.
/// Ownership: borrows the disk; keeps the process alive.
/// Invariant: answers and errors are those of PosixFileSystem (core/files/posix_error.cpp).
class SimFileSystem final : public files::FileSystem {
public:
    SimFileSystem(SimDisk &disk, InodePtr root, std::shared_ptr<SimProcess> process)
        : m_disk(disk),
          m_root(std::move(root)),
          m_process(std::move(process))
    {}
    /// Errors: NotFound, Invalid (not a folder).
    static Result<std::unique_ptr<files::FileSystem>> open(SimDisk &disk, const QString &absolutePath,
                                                           std::shared_ptr<SimProcess> process);

    Result<std::optional<files::FileStat>> stat(const RelativePath &path) override;
    Result<std::optional<qint64>> bornNs(const RelativePath &path) override;
    Result<std::vector<files::FolderItem>> list(const RelativePath &folder) override;
    Result<std::unique_ptr<files::ReadFile>> openRead(const RelativePath &path) override;
    Result<bool> isOpenForWriting(const RelativePath &path) override;
    Result<QByteArray> readLink(const RelativePath &path) override;
    Result<std::unique_ptr<files::WriteFile>> create(const RelativePath &path) override;
    Result<void> createFolder(const RelativePath &path) override;
    Result<void> createLink(const RelativePath &path, const QByteArray &target) override;
    Result<void> setExecutable(const RelativePath &path, bool executable) override;
    Result<void> setModified(const RelativePath &path, qint64 modifiedNs) override;
    Result<void> rename(const RelativePath &from, const RelativePath &to, files::IfExists ifExists) override;
    Result<void> removeFile(const RelativePath &path) override;
    Result<void> removeFolder(const RelativePath &path) override;
    Result<void> syncFile(const RelativePath &path) override;
    Result<void> syncFolder(const RelativePath &folder) override;
    Result<void> syncAll() override;
    bool hasFailedToSync() const override { return m_failedToSync; }
    Result<qint64> freeBytes() override;

private:
    std::optional<Error> refused(const char *what, QByteArrayView detail = {}) const;
    Result<InodePtr> existing(const RelativePath &path) const;

    SimDisk &m_disk;
    InodePtr m_root;
    std::shared_ptr<SimProcess> m_process;
    bool m_failedToSync = false;
};

}  // namespace tideline::sim
