// One folder of files in memory that knows what is durable: for tests that crash a writer at any of its calls.
#pragma once

#include "core/base/random.h"
#include "core/files/file_system.h"

#include <functional>
#include <map>

namespace tideline::test {

/// Thread:    one.
/// Invariant: after crash() it is as a disk may be left: what was synced is there, of the rest as chance wills. Names become durable by
///            syncFolder() alone.
class MemoryDisk final : public files::FileSystem {
public:
    /// Called before each call that reads or changes a file; what it throws goes through.
    std::function<void(const char *call)> before;

    void crash(Random &random)
    {
        std::map<QByteArray, FilePtr> left;
        for (const auto &[name, file] : m_durable) {
            if (m_files.contains(name) || random.below(2) == 0)
                left[name] = file;
        }
        for (const auto &[name, file] : m_files) {
            if (!m_durable.contains(name) && random.below(2) == 0)
                left[name] = file;
        }
        for (auto &[name, file] : left) {
            if (file->seen != file->synced) {
                QByteArray torn = random.below(3) == 0 ? file->synced : file->seen;
                if (torn.size() > file->synced.size())
                    torn.truncate(file->synced.size() + qsizetype(random.below(quint64(torn.size() - file->synced.size() + 1))));
                file = std::make_shared<File>(File{torn, torn});  // who has it open yet writes to nothing
            } else {
                file = std::make_shared<File>(*file);
            }
        }
        m_files = m_durable = left;
    }
    /// Of all files, by name.
    std::map<QByteArray, QByteArray> contents() const
    {
        std::map<QByteArray, QByteArray> all;
        for (const auto &[name, file] : m_files)
            all[name] = file->seen;
        return all;
    }
    qint64 bytes() const
    {
        qint64 sum = 0;
        for (const auto &[name, file] : m_files)
            sum += file->seen.size();
        return sum;
    }
    void flip(const QByteArray &name, qint64 at)
    {
        File &file = *m_files.at(name);
        file.seen[at] = char(file.seen[at] ^ 1);
        file.synced = file.seen;
    }
    void put(const QByteArray &name, const QByteArray &bytes) { m_files[name] = m_durable[name] = std::make_shared<File>(File{bytes, bytes}); }

    Result<std::optional<files::FileStat>> stat(const RelativePath &path) override
    {
        if (path.parts().size() <= 1)
            return path.isRoot() || m_hasFolder ? std::optional(files::FileStat{.kind = files::FileKind::Folder}) : std::nullopt;
        const auto it = m_files.find(path.name());
        return it == m_files.end() ? std::optional<files::FileStat>() : std::optional(statOf(*it->second));
    }
    Result<std::vector<files::FolderItem>> list(const RelativePath &) override
    {
        tell("list");
        std::vector<files::FolderItem> items;
        for (const auto &[name, file] : m_files)
            items.push_back({name, statOf(*file)});
        return items;
    }
    Result<std::unique_ptr<files::ReadFile>> openRead(const RelativePath &path) override
    {
        tell("open");
        const auto it = m_files.find(path.name());
        if (it == m_files.end())
            return missing(path);
        return std::unique_ptr<files::ReadFile>(new Reading(*this, it->second));
    }
    Result<std::unique_ptr<files::WriteFile>> create(const RelativePath &path) override
    {
        tell("create");
        if (m_files.contains(path.name()))
            return Error{Error::Kind::Conflict, u"It is there already."_s, path.toString(), {}};
        auto file = std::make_shared<File>();
        m_files[path.name()] = file;
        return std::unique_ptr<files::WriteFile>(new Writing(*this, file));
    }
    Result<void> createFolder(const RelativePath &) override
    {
        m_hasFolder = true;
        return {};
    }
    Result<void> removeFile(const RelativePath &path) override
    {
        tell("remove");
        return m_files.erase(path.name()) > 0 ? Result<void>() : missing(path);
    }
    Result<void> syncFolder(const RelativePath &path) override
    {
        if (path.isRoot())
            return {};
        tell("syncFolder");
        m_durable = m_files;
        return {};
    }
    // What no pack is asked for.
    Result<QByteArray> readLink(const RelativePath &path) override { return missing(path); }
    Result<void> createLink(const RelativePath &path, const QByteArray &) override { return missing(path); }
    Result<void> setExecutable(const RelativePath &path, bool) override { return missing(path); }
    Result<void> setModified(const RelativePath &path, qint64) override { return missing(path); }
    Result<void> rename(const RelativePath &from, const RelativePath &, files::IfExists) override { return missing(from); }
    Result<void> removeFolder(const RelativePath &path) override { return missing(path); }
    Result<void> syncFile(const RelativePath &path) override { return missing(path); }
    Result<void> syncAll() override { return {}; }
    Result<qint64> freeBytes() override { return qint64(1) << 40; }

private:
    struct File {
        QByteArray seen;
        QByteArray synced;
    };
    using FilePtr = std::shared_ptr<File>;

    class Reading final : public files::ReadFile {
    public:
        Reading(MemoryDisk &disk, FilePtr file) : m_disk(disk), m_file(std::move(file)) {}
        Result<qint64> read(qint64 offset, std::span<char> into) override
        {
            m_disk.tell("read");
            const QByteArray piece = m_file->seen.mid(offset, qsizetype(into.size()));
            std::ranges::copy(piece, into.begin());
            return piece.size();
        }
        Result<files::FileStat> stat() override { return statOf(*m_file); }

    private:
        MemoryDisk &m_disk;
        FilePtr m_file;
    };

    class Writing final : public files::WriteFile {
    public:
        Writing(MemoryDisk &disk, FilePtr file) : m_disk(disk), m_file(std::move(file)) {}
        Result<void> write(qint64 offset, QByteArrayView bytes) override
        {
            m_disk.tell("write");
            if (m_file->seen.size() < offset + bytes.size())
                m_file->seen.resize(offset + bytes.size());
            std::ranges::copy(bytes, m_file->seen.begin() + offset);
            return {};
        }
        Result<void> resize(qint64 sizeBytes) override
        {
            m_disk.tell("resize");
            m_file->seen.resize(sizeBytes);
            return {};
        }
        Result<void> sync() override
        {
            m_disk.tell("sync");
            m_file->synced = m_file->seen;
            return {};
        }
        Result<void> setExecutable(bool) override { return {}; }
        Result<void> setModified(qint64) override { return {}; }
        Result<files::FileStat> stat() override { return statOf(*m_file); }

    private:
        MemoryDisk &m_disk;
        FilePtr m_file;
    };

    static files::FileStat statOf(const File &file) { return {.kind = files::FileKind::File, .sizeBytes = file.seen.size()}; }
    static Error missing(const RelativePath &path) { return {Error::Kind::NotFound, u"It is not there."_s, path.toString(), {}}; }
    void tell(const char *call) const
    {
        if (before)
            before(call);
    }

    std::map<QByteArray, FilePtr> m_files;
    std::map<QByteArray, FilePtr> m_durable;
    bool m_hasFolder = false;
};

}  // namespace tideline::test
