#include "core/files/posix_open_file.h"

#include "core/files/posix_error.h"

#include <fcntl.h>
#include <sys/stat.h>

namespace tideline::files {

namespace {

constexpr qint64 kNsPerSecond = 1'000'000'000;
constexpr qint64 kWriteBackBytes = 16 << 20;  ///< the disk begins to write so much while the next comes

qint64 nsFrom(const timespec &time)
{
    return qint64(time.tv_sec) * kNsPerSecond + time.tv_nsec;
}

Result<FileStat> statOf(const FileDescriptor &file, const QString &where)
{
    struct ::stat raw {};
    if (::fstat(file.get(), &raw) != 0)
        return errorFromErrno(errno, u"look at the file"_s, where);
    return fileStatFrom(raw);
}

class PosixReadFile final : public ReadFile {
public:
    PosixReadFile(FileDescriptor file, const QString &where) : m_file(std::move(file)), m_where(where) {}

    Result<qint64> read(qint64 offset, std::span<char> into) override
    {
        qint64 done = 0;
        while (done < qint64(into.size())) {
            const ssize_t got = ::pread(m_file.get(), into.data() + done, into.size() - size_t(done), offset + done);
            if (got < 0 && errno == EINTR)
                continue;
            if (got < 0)
                return errorFromErrno(errno, u"read the file"_s, m_where);
            if (got == 0)
                break;
            done += got;
        }
        return done;
    }
    Result<FileStat> stat() override { return statOf(m_file, m_where); }

private:
    FileDescriptor m_file;
    QString m_where;
};

class PosixWriteFile final : public WriteFile {
public:
    PosixWriteFile(FileDescriptor file, const QString &where) : m_file(std::move(file)), m_where(where) {}

    Result<void> write(qint64 offset, QByteArrayView bytes) override
    {
        while (!bytes.isEmpty()) {
            const ssize_t put = ::pwrite(m_file.get(), bytes.data(), size_t(bytes.size()), offset);
            if (put < 0 && errno == EINTR)
                continue;
            if (put < 0)
                return errorFromErrno(errno, u"write the file"_s, m_where);
            bytes = bytes.sliced(put);
            offset += put;
            m_dirtyBytes += put;
        }
        if (m_dirtyBytes >= kWriteBackBytes) {
            // Only a beginning. What fails later comes up in sync(); what fails at once may not.
            m_dirtyBytes = 0;
            if (::sync_file_range(m_file.get(), 0, 0, SYNC_FILE_RANGE_WRITE) != 0
                && (errno == EIO || errno == ENOSPC || errno == EDQUOT))
                return errorFromErrno(errno, u"write the file"_s, m_where);
        }
        return {};
    }
    Result<void> resize(qint64 sizeBytes) override
    {
        return check(::ftruncate(m_file.get(), sizeBytes), u"set the size of the file"_s);
    }
    Result<void> setExecutable(bool executable) override
    {
        struct ::stat raw {};
        if (::fstat(m_file.get(), &raw) != 0)
            return errorFromErrno(errno, u"look at the file"_s, m_where);
        const unsigned mode = modeWithExecutable(raw.st_mode, executable);
        if (mode == (raw.st_mode & 07777))
            return {};
        return check(::fchmod(m_file.get(), mode), u"set the mode of the file"_s);
    }
    Result<void> setModified(qint64 modifiedNs) override
    {
        return check(::futimens(m_file.get(), modifiedTimes(modifiedNs).data()), u"set the time of the file"_s);
    }
    Result<void> sync() override
    {
        m_dirtyBytes = 0;
        return check(::fsync(m_file.get()), u"make the file durable"_s);
    }
    Result<FileStat> stat() override { return statOf(m_file, m_where); }

private:
    Result<void> check(int status, const QString &action) const
    {
        if (status != 0)
            return errorFromErrno(errno, action, m_where);
        return {};
    }

    FileDescriptor m_file;
    QString m_where;
    qint64 m_dirtyBytes = 0;  ///< written since the disk was last told
};

FileKind kindOf(mode_t mode)
{
    switch (mode & S_IFMT) {
    case S_IFDIR: return FileKind::Folder;
    case S_IFREG: return FileKind::File;
    case S_IFLNK: return FileKind::Symlink;
    default: return FileKind::Other;
    }
}

}  // namespace

FileStat fileStatFrom(const struct ::stat &raw)
{
    return {.kind = kindOf(raw.st_mode),
            .executable = S_ISREG(raw.st_mode) && (raw.st_mode & S_IXUSR) != 0,
            .sizeBytes = raw.st_size,
            .modifiedNs = nsFrom(raw.st_mtim),
            .changedNs = nsFrom(raw.st_ctim),
            .device = raw.st_dev,
            .inode = raw.st_ino,
            .links = raw.st_nlink};
}

unsigned modeWithExecutable(unsigned mode, bool executable)
{
    mode &= 07777;
    return executable ? mode | 0100 | ((mode & 0444) >> 2) : mode & ~0111u;
}

std::array<timespec, 2> modifiedTimes(qint64 modifiedNs)
{
    qint64 seconds = modifiedNs / kNsPerSecond;
    qint64 rest = modifiedNs % kNsPerSecond;
    if (rest < 0) {  // before 1970
        --seconds;
        rest += kNsPerSecond;
    }
    return {timespec{.tv_sec = 0, .tv_nsec = UTIME_OMIT}, timespec{.tv_sec = time_t(seconds), .tv_nsec = long(rest)}};
}

std::unique_ptr<ReadFile> makeReadFile(FileDescriptor file, const QString &where)
{
    return std::make_unique<PosixReadFile>(std::move(file), where);
}

std::unique_ptr<WriteFile> makeWriteFile(FileDescriptor file, const QString &where)
{
    return std::make_unique<PosixWriteFile>(std::move(file), where);
}

}  // namespace tideline::files
