#include "tests/sim/sim_file_system.h"

#include <algorithm>

namespace tideline::sim {

using files::FileKind;
using files::FileStat;

namespace {

Error dead()
{
    return {Error::Kind::Io, u"The machine is off."_s, {}, {}};
}

/// What keeps a call from being done; nullopt when nothing does. A yield point.
std::optional<Error> mayNot(SimProcess &process, const SimDisk &disk, const char *what, QByteArrayView detail)
{
    if (!process.enter(what, detail))
        return dead();
    if (auto planned = process.fails(SimProcess::CallKind::File))
        return planned;
    return disk.fault ? disk.fault(what) : std::nullopt;
}

Error wrongKind(const QString &what, const RelativePath &path)
{
    return {Error::Kind::Conflict, what, path.toString(), {}};
}

/// An open file: what both kinds of handle share.
class SimOpenFile {
public:
    SimOpenFile(SimDisk &disk, InodePtr inode, std::shared_ptr<SimProcess> process)
        : m_disk(disk),
          m_inode(std::move(inode)),
          m_process(std::move(process))
    {
        ++m_inode->handles;
    }
    ~SimOpenFile() { --m_inode->handles; }
    SimOpenFile(const SimOpenFile &) = delete;
    SimOpenFile &operator=(const SimOpenFile &) = delete;

protected:
    std::optional<Error> refused(const char *what, QByteArrayView detail = {}) const
    {
        return mayNot(*m_process, m_disk, what, detail);
    }
    Result<FileStat> statOpen()
    {
        if (auto no = refused("fstat"))
            return *std::move(no);
        return m_disk.statOf(*m_inode);
    }

    SimDisk &m_disk;
    InodePtr m_inode;
    std::shared_ptr<SimProcess> m_process;
};

class SimReadFile final : public files::ReadFile, private SimOpenFile {
public:
    using SimOpenFile::SimOpenFile;
    Result<qint64> read(qint64 offset, std::span<char> into) override
    {
        if (auto no = refused("read"))
            return *std::move(no);
        const std::string &data = m_inode->data;
        if (offset >= qint64(data.size()))
            return qint64(0);
        return qint64(data.copy(into.data(), into.size(), std::size_t(offset)));
    }
    Result<FileStat> stat() override { return statOpen(); }
};

class SimWriteFile final : public files::WriteFile, private SimOpenFile {
public:
    using SimOpenFile::SimOpenFile;
    Result<void> write(qint64 offset, QByteArrayView bytes) override
    {
        if (auto no = refused("write", bytes))
            return *std::move(no);
        m_disk.write(m_inode, offset, bytes);
        return {};
    }
    Result<void> resize(qint64 sizeBytes) override
    {
        if (auto no = refused("resize"))
            return *std::move(no);
        m_disk.resize(m_inode, sizeBytes);
        return {};
    }
    Result<void> setExecutable(bool executable) override
    {
        if (auto no = refused("fchmod"))
            return *std::move(no);
        m_disk.setExecutable(m_inode, executable);
        return {};
    }
    Result<void> setModified(qint64 modifiedNs) override
    {
        if (auto no = refused("futimens"))
            return *std::move(no);
        m_disk.setModified(m_inode, modifiedNs);
        return {};
    }
    Result<void> sync() override
    {
        if (auto no = refused("fsync")) {
            m_disk.failSync(m_inode);
            return *std::move(no);
        }
        m_disk.syncFile(m_inode);
        return {};
    }
    Result<FileStat> stat() override { return statOpen(); }
};

}  // namespace

std::optional<Error> SimFileSystem::refused(const char *what, QByteArrayView detail) const
{
    return mayNot(*m_process, m_disk, what, detail);
}

Result<std::unique_ptr<files::FileSystem>> SimFileSystem::open(SimDisk &disk, const QString &absolutePath,
                                                               std::shared_ptr<SimProcess> process)
{
    const QByteArray path = absolutePath.toUtf8();
    if (!path.startsWith('/'))
        return Error{Error::Kind::Invalid, u"The folder's path is not absolute."_s, absolutePath, {}};
    if (auto no = mayNot(*process, disk, "open root", path))
        return *std::move(no);
    auto root = disk.find(disk.root(), QByteArrayView(path).sliced(1));
    if (!root)
        return root.error();
    if (!*root)
        return Error{Error::Kind::NotFound, u"There is no such folder."_s, absolutePath, {}};
    if ((*root)->kind != FileKind::Folder)
        return Error{Error::Kind::Invalid, u"It is not a folder."_s, absolutePath, {}};
    return std::unique_ptr<files::FileSystem>(new SimFileSystem(disk, *root, std::move(process)));
}

/// An entry that must be there.
Result<InodePtr> SimFileSystem::existing(const RelativePath &path) const
{
    auto inode = m_disk.find(m_root, path.bytes());
    if (inode && !*inode)
        return Error{Error::Kind::NotFound, u"No such file or folder."_s, path.toString(), {}};
    return inode;
}

Result<std::optional<FileStat>> SimFileSystem::stat(const RelativePath &path)
{
    if (auto no = refused("stat", path.bytes()))
        return *std::move(no);
    auto inode = m_disk.find(m_root, path.bytes());
    if (!inode)
        return inode.error();
    if (!*inode)
        return std::optional<FileStat>();
    return std::optional(m_disk.statOf(**inode));
}

Result<std::optional<qint64>> SimFileSystem::bornNs(const RelativePath &path)
{
    if (auto no = refused("statx", path.bytes()))
        return *std::move(no);
    auto inode = existing(path);
    if (!inode)
        return inode.error();
    return std::optional((*inode)->bornNs);
}

Result<std::vector<files::FolderItem>> SimFileSystem::list(const RelativePath &folder)
{
    if (auto no = refused("list", folder.bytes()))
        return *std::move(no);
    auto inode = existing(folder);
    if (!inode)
        return inode.error();
    if ((*inode)->kind == FileKind::Symlink)
        return Error{Error::Kind::Denied, u"A symbolic link is in the way."_s, folder.toString(), {}};
    if ((*inode)->kind != FileKind::Folder)
        return Error{Error::Kind::NotFound, u"It is not a folder."_s, folder.toString(), {}};
    std::vector<files::FolderItem> items;
    for (const auto &[name, below] : (*inode)->entries)
        items.push_back({name, m_disk.statOf(*below)});
    std::ranges::reverse(items);  // in no order that anyone may rely on
    if (m_disk.listsShort && !items.empty() && m_disk.listsShort())
        items.resize(items.size() / 2);
    return items;
}

Result<std::unique_ptr<files::ReadFile>> SimFileSystem::openRead(const RelativePath &path)
{
    if (auto no = refused("open", path.bytes()))
        return *std::move(no);
    auto inode = existing(path);
    if (!inode)
        return inode.error();
    if ((*inode)->kind == FileKind::Symlink)
        return Error{Error::Kind::Denied, u"A symbolic link is in the way."_s, path.toString(), {}};
    if ((*inode)->kind != FileKind::File)
        return wrongKind(u"It is not a file."_s, path);
    return std::unique_ptr<files::ReadFile>(new SimReadFile(m_disk, *inode, m_process));
}

Result<bool> SimFileSystem::isOpenForWriting(const RelativePath &path)
{
    if (auto no = refused("lease", path.bytes()))
        return *std::move(no);
    auto inode = existing(path);
    if (!inode)
        return inode.error();
    return (*inode)->writers > 0;
}

Result<QByteArray> SimFileSystem::readLink(const RelativePath &path)
{
    if (auto no = refused("readlink", path.bytes()))
        return *std::move(no);
    auto inode = existing(path);
    if (!inode)
        return inode.error();
    if ((*inode)->kind != FileKind::Symlink)
        return wrongKind(u"It is not a symbolic link."_s, path);
    return (*inode)->target;
}

Result<std::unique_ptr<files::WriteFile>> SimFileSystem::create(const RelativePath &path)
{
    if (auto no = refused("create", path.bytes()))
        return *std::move(no);
    auto inode = m_disk.createFile(m_root, path.bytes());
    if (!inode)
        return inode.error();
    (*inode)->inMaking = true;
    return std::unique_ptr<files::WriteFile>(new SimWriteFile(m_disk, *inode, m_process));
}

Result<void> SimFileSystem::createFolder(const RelativePath &path)
{
    if (auto no = refused("mkdir", path.bytes()))
        return *std::move(no);
    auto inode = m_disk.createFolder(m_root, path.bytes());
    if (!inode)
        return inode.error();
    return {};
}

Result<void> SimFileSystem::createLink(const RelativePath &path, const QByteArray &target)
{
    if (auto no = refused("symlink", path.bytes()))
        return *std::move(no);
    auto inode = m_disk.createLink(m_root, path.bytes(), target);
    if (!inode)
        return inode.error();
    return {};
}

Result<void> SimFileSystem::setExecutable(const RelativePath &path, bool executable)
{
    if (auto no = refused("chmod", path.bytes()))
        return *std::move(no);
    auto inode = existing(path);
    if (!inode)
        return inode.error();
    if ((*inode)->kind != FileKind::File)
        return wrongKind(u"It is not a file."_s, path);
    m_disk.setExecutable(*inode, executable);
    return {};
}

Result<void> SimFileSystem::setModified(const RelativePath &path, qint64 modifiedNs)
{
    if (auto no = refused("utimens", path.bytes()))
        return *std::move(no);
    auto inode = existing(path);
    if (!inode)
        return inode.error();
    m_disk.setModified(*inode, modifiedNs);
    return {};
}

Result<void> SimFileSystem::rename(const RelativePath &from, const RelativePath &to, files::IfExists ifExists)
{
    const bool taken = !from.bytes().startsWith(".tideline/") && to.bytes().startsWith(".tideline/trash/");
    if (m_disk.beforeTaking && (taken || ifExists == files::IfExists::Exchange))
        m_disk.beforeTaking(taken ? from.bytes() : to.bytes());
    const auto no = refused("rename", from.bytes() + " -> " + to.bytes());
    if (no && !std::exchange(m_disk.isDoneAllTheSame, false))
        return *no;
    if (ifExists == files::IfExists::Exchange && m_disk.options().cannotExchange)
        return Error{Error::Kind::Invalid, u"This disk cannot exchange two files in one step."_s, to.toString(), {}};
    auto renamed = m_disk.rename(m_root, from.bytes(), to.bytes(), ifExists);
    return no ? Result<void>(*no) : renamed;
}

Result<void> SimFileSystem::removeFile(const RelativePath &path)
{
    const auto no = refused("unlink", path.bytes());
    if (no && !std::exchange(m_disk.isDoneAllTheSame, false))
        return *no;
    auto removed = m_disk.removeFile(m_root, path.bytes());
    return no ? Result<void>(*no) : removed;
}

Result<void> SimFileSystem::removeFolder(const RelativePath &path)
{
    if (auto no = refused("rmdir", path.bytes()))
        return *std::move(no);
    return m_disk.removeFolder(m_root, path.bytes());
}

Result<void> SimFileSystem::syncFile(const RelativePath &path)
{
    auto no = refused("fsync file", path.bytes());
    auto inode = existing(path);
    if (no && inode)
        m_disk.failSync(*inode);
    if (no) {
        m_failedToSync = true;
        return *std::move(no);
    }
    if (!inode)
        return inode.error();
    if ((*inode)->kind != FileKind::File)
        return wrongKind(u"It is not a file."_s, path);
    m_disk.syncFile(*inode);
    return {};
}

Result<void> SimFileSystem::syncFolder(const RelativePath &folder)
{
    if (auto no = refused("fsync folder", folder.bytes())) {
        m_failedToSync = true;
        return *std::move(no);
    }
    auto inode = existing(folder);
    if (!inode)
        return inode.error();
    m_disk.syncFolder(*inode);
    return {};
}

Result<void> SimFileSystem::syncAll()
{
    if (auto no = refused("syncfs")) {
        m_disk.failSync(nullptr);
        m_failedToSync = true;
        return *std::move(no);
    }
    m_disk.syncAll();
    return {};
}

Result<qint64> SimFileSystem::freeBytes()
{
    if (auto no = refused("statfs"))
        return *std::move(no);
    return qint64(1) << 40;
}

}  // namespace tideline::sim
