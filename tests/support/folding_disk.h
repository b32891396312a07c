// A file system that takes names which differ in case or normal form alone for one, as some disks do.
#pragma once

#include "core/base/relative_path.h"
#include "tests/support/thin_disk.h"

#include <algorithm>

namespace tideline::test {

/// Over a disk that tells them apart: each name of a path is that of the entry which it stands for.
class FoldingDisk final : public ThinDisk {
public:
    using ThinDisk::ThinDisk;
    Result<std::optional<files::FileStat>> stat(const RelativePath &path) override { return ThinDisk::stat(real(path)); }
    Result<std::optional<qint64>> bornNs(const RelativePath &path) override { return ThinDisk::bornNs(real(path)); }
    Result<std::vector<files::FolderItem>> list(const RelativePath &folder) override { return ThinDisk::list(real(folder)); }
    Result<std::unique_ptr<files::ReadFile>> openRead(const RelativePath &path) override { return ThinDisk::openRead(real(path)); }
    Result<QByteArray> readLink(const RelativePath &path) override { return ThinDisk::readLink(real(path)); }
    Result<std::unique_ptr<files::WriteFile>> create(const RelativePath &path) override { return ThinDisk::create(real(path)); }
    Result<void> createFolder(const RelativePath &path) override { return ThinDisk::createFolder(real(path)); }
    Result<void> createLink(const RelativePath &path, const QByteArray &target) override
    {
        return ThinDisk::createLink(real(path), target);
    }
    Result<void> setExecutable(const RelativePath &path, bool executable) override
    {
        return ThinDisk::setExecutable(real(path), executable);
    }
    Result<void> setModified(const RelativePath &path, qint64 ns) override { return ThinDisk::setModified(real(path), ns); }
    Result<void> rename(const RelativePath &from, const RelativePath &to, files::IfExists ifExists) override
    {
        return ThinDisk::rename(real(from), real(to), ifExists);
    }
    Result<void> removeFile(const RelativePath &path) override { return ThinDisk::removeFile(real(path)); }
    Result<void> removeFolder(const RelativePath &path) override { return ThinDisk::removeFolder(real(path)); }
    Result<void> syncFolder(const RelativePath &folder) override { return ThinDisk::syncFolder(real(folder)); }

private:
    RelativePath real(const RelativePath &path)
    {
        if (path.bytes() == ".tideline" || path.bytes().startsWith(".tideline/"))
            return path;
        RelativePath found;
        for (QByteArray name : path.parts()) {
            if (const auto items = ThinDisk::list(found)) {
                const auto isIt = [&](const files::FolderItem &item) { return item.name == name; };
                const auto isOther = [&](const files::FolderItem &item) { return nameKey(item.name) == nameKey(name); };
                if (const auto other = std::ranges::find_if(*items, isOther);
                    other != items->end() && std::ranges::none_of(*items, isIt))
                    name = other->name;
            }
            found = found.child(name);
        }
        return found;
    }
};

}  // namespace tideline::test
