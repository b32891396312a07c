// A file system around another: what a test replaces a call or two of.
#pragma once

#include "core/files/file_system.h"

namespace tideline::test {

/// Hands everything on.
class ThinDisk : public files::FileSystem {
public:
    explicit ThinDisk(std::unique_ptr<files::FileSystem> disk) : m_disk(std::move(disk)) {}
    Result<std::optional<files::FileStat>> stat(const RelativePath &path) override { return m_disk->stat(path); }
    Result<std::optional<qint64>> bornNs(const RelativePath &path) override { return m_disk->bornNs(path); }
    Result<std::vector<files::FolderItem>> list(const RelativePath &folder) override { return m_disk->list(folder); }
    Result<std::unique_ptr<files::ReadFile>> openRead(const RelativePath &path) override
    {
        return m_disk->openRead(path);
    }
    Result<QByteArray> readLink(const RelativePath &path) override { return m_disk->readLink(path); }
    Result<std::unique_ptr<files::WriteFile>> create(const RelativePath &path) override { return m_disk->create(path); }
    Result<void> createFolder(const RelativePath &path) override { return m_disk->createFolder(path); }
    Result<void> createLink(const RelativePath &path, const QByteArray &target) override
    {
        return m_disk->createLink(path, target);
    }
    Result<void> setExecutable(const RelativePath &path, bool executable) override
    {
        return m_disk->setExecutable(path, executable);
    }
    Result<bool> copyPermissions(const RelativePath &from, const RelativePath &to) override { return m_disk->copyPermissions(from, to); }
    Result<void> setModified(const RelativePath &path, qint64 ns) override { return m_disk->setModified(path, ns); }
    Result<void> rename(const RelativePath &from, const RelativePath &to, files::IfExists ifExists) override
    {
        return m_disk->rename(from, to, ifExists);
    }
    Result<void> removeFile(const RelativePath &path) override { return m_disk->removeFile(path); }
    Result<void> removeFolder(const RelativePath &path) override { return m_disk->removeFolder(path); }
    Result<void> syncFile(const RelativePath &path) override { return m_disk->syncFile(path); }
    Result<void> syncFolder(const RelativePath &folder) override { return m_disk->syncFolder(folder); }
    Result<void> syncAll() override { return m_disk->syncAll(); }
    bool hasFailedToSync() const override { return m_disk->hasFailedToSync(); }
    Result<qint64> freeBytes() override { return m_disk->freeBytes(); }

protected:
    std::unique_ptr<files::FileSystem> m_disk;
};

}  // namespace tideline::test
