#include "ui/operations/archives.h"

#include "core/base/relative_path.h"
#include "ui/operations/copy_tree.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>

#include <archive.h>
#include <archive_entry.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <span>

#include <sys/stat.h>
#include <unistd.h>

namespace tideline::ui {

namespace {
struct ArchiveText {
    Q_DECLARE_TR_FUNCTIONS(FileOperations)
};

constexpr std::array kTarEnds = {".tar.gz", ".tar.bz2", ".tar.xz", ".tar.zst", ".tgz", ".tbz2", ".txz", ".tar"};
constexpr std::array kOtherEnds = {".zip", ".7z"};
constexpr std::size_t kBlock = 1 << 20;
constexpr qint64 kKeepFree = 256LL << 20;  ///< so much of a disk is not filled by what an archive holds

using Reader = std::unique_ptr<archive, decltype(&archive_read_free)>;
using Writer = std::unique_ptr<archive, decltype(&archive_write_free)>;
using Entry = std::unique_ptr<archive_entry, decltype(&archive_entry_free)>;

Error::Kind kindOf(int failure)
{
    return failure == ENOSPC || failure == EDQUOT     ? Error::Kind::DiskFull
        : failure == EACCES || failure == EPERM       ? Error::Kind::Denied
        : failure == ENOENT                           ? Error::Kind::NotFound
                                                      : Error::Kind::Io;
}

Error failed(const QString &what, const QString &where, int failure = errno)
{
    return {kindOf(failure), what, where, QString::fromLocal8Bit(std::strerror(failure))};
}

Error stopped(const QString &where)
{
    return {Error::Kind::Cancelled, ArchiveText::tr("It was stopped."), where, {}};
}

QByteArray linkTarget(const QString &link)
{
    std::error_code failure;
    return QByteArray::fromStdString(std::filesystem::read_symlink(QFile::encodeName(link).toStdString(), failure).string());
}

qsizetype endLength(const QString &name)
{
    for (const auto &ends : {std::span<const char *const>(kTarEnds), std::span<const char *const>(kOtherEnds)}) {
        for (const char *end : ends) {
            const QLatin1StringView text(end);
            if (name.size() > text.size() && name.endsWith(text, Qt::CaseInsensitive))
                return text.size();
        }
    }
    return 0;
}

// What is made of the entries.

/// Writes one archive, entry by entry.
class Packer {
public:
    Packer(QString target, WorkControl &control) : m_target(std::move(target)), m_control(control) {}

    Result<void> open(const QString &name)
    {
        archive *out = m_out.get();
        const auto ends = [&](const char *end) { return name.endsWith(QLatin1StringView(end), Qt::CaseInsensitive); };
        const bool tar = ends(".tar") || ends(".tar.gz") || ends(".tar.xz") || ends(".tar.zst");
        int good = tar ? archive_write_set_format_pax_restricted(out) : archive_write_set_format_zip(out);
        if (good == ARCHIVE_OK && ends(".tar.gz"))
            good = archive_write_add_filter_gzip(out);
        if (good == ARCHIVE_OK && ends(".tar.xz"))
            good = archive_write_add_filter_xz(out);
        if (good == ARCHIVE_OK && ends(".tar.zst"))
            good = archive_write_add_filter_zstd(out);
        if (good == ARCHIVE_OK && !tar)
            good = archive_write_set_options(out, "hdrcharset=UTF-8");
        if (good == ARCHIVE_OK)
            good = archive_write_open_filename(out, QFile::encodeName(m_target).constData());
        return good == ARCHIVE_OK ? Result<void>() : Result<void>(trouble());
    }

    /// `source` and all in it, as `name`.
    Result<void> add(const QString &source, const QString &name)
    {
        if (m_control.isCancelled())
            return stopped(source);
        struct stat info {};
        if (::lstat(QFile::encodeName(source).constData(), &info) != 0)
            return failed(ArchiveText::tr("It could not be read."), source);
        if (!S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode) && !S_ISLNK(info.st_mode))
            return Error{Error::Kind::Invalid, ArchiveText::tr("Only files, folders and links can be packed."), source, {}};
        if (auto headed = addHeader(source, name, info); !headed)
            return headed;
        if (S_ISREG(info.st_mode))
            return addBytes(source, info.st_size);
        return S_ISDIR(info.st_mode) ? addFolder(source, name) : Result<void>();
    }

    Result<void> close() { return archive_write_close(m_out.get()) == ARCHIVE_OK ? Result<void>() : Result<void>(trouble()); }

private:
    Error trouble() const
    {
        const char *why = archive_error_string(m_out.get());
        return {kindOf(archive_errno(m_out.get())), ArchiveText::tr("The archive could not be written."), m_target, QString::fromLocal8Bit(why ? why : "")};
    }

    Result<void> addHeader(const QString &source, const QString &name, const struct stat &info)
    {
        const Entry entry(archive_entry_new(), archive_entry_free);
        archive_entry_copy_stat(entry.get(), &info);
        archive_entry_set_nlink(entry.get(), 1);
        archive_entry_set_uid(entry.get(), 0);  // whose it was is nobody's business
        archive_entry_set_gid(entry.get(), 0);
        archive_entry_update_pathname_utf8(entry.get(), name.toUtf8().constData());
        if (S_ISLNK(info.st_mode))
            archive_entry_copy_symlink(entry.get(), linkTarget(source).constData());
        return archive_write_header(m_out.get(), entry.get()) >= ARCHIVE_WARN ? Result<void>() : Result<void>(trouble());
    }

    Result<void> addBytes(const QString &source, qint64 sizeBytes)
    {
        QFile file(source);
        if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            return Error{Error::Kind::Denied, ArchiveText::tr("It could not be read."), source, file.errorString()};
        m_control.begin(QFileInfo(source).fileName(), sizeBytes);
        // No more than was announced, should it grow; a shorter one is filled with zeros, and refused.
        for (qint64 left = sizeBytes; left > 0;) {
            if (m_control.isCancelled())
                return stopped(source);
            const qint64 got = file.read(m_buffer.data(), std::min<qint64>(left, m_buffer.size()));
            if (got <= 0)
                return Error{Error::Kind::Io, ArchiveText::tr("It changed while it was packed."), source, ArchiveText::tr("Do it again.")};
            if (archive_write_data(m_out.get(), m_buffer.constData(), std::size_t(got)) != got)
                return trouble();
            left -= got;
            m_control.setDone(sizeBytes - left);
        }
        return {};
    }

    Result<void> addFolder(const QString &source, const QString &name)
    {
        const auto inside = namesIn(source);
        if (!inside)
            return inside.error();
        for (const QString &one : *inside) {
            if (isReservedName(one.toUtf8()))
                continue;
            if (auto added = add(source + u'/' + one, name + u'/' + one); !added)
                return added;
        }
        return {};
    }

    QString m_target;
    WorkControl &m_control;
    Writer m_out{archive_write_new(), archive_write_free};
    QByteArray m_buffer{qsizetype(kBlock), Qt::Uninitialized};
};

// What entries are made of.

/// Reads one archive into an empty folder. Links are made last, so that nothing is written through one.
class Unpacker {
public:
    Unpacker(QString source, QString target, WorkControl &control)
        : m_source(std::move(source)), m_target(std::move(target)), m_control(control) {}

    Result<void> run()
    {
        archive *in = m_in.get();
        // By name: "all" would start programs for some filters.
        archive_read_support_filter_gzip(in);
        archive_read_support_filter_bzip2(in);
        archive_read_support_filter_xz(in);
        archive_read_support_filter_zstd(in);
        archive_read_support_format_tar(in);
        archive_read_support_format_zip(in);
        archive_read_support_format_7zip(in);
        if (archive_read_open_filename(in, QFile::encodeName(m_source).constData(), kBlock) != ARCHIVE_OK)
            return trouble();
        m_control.begin(QFileInfo(m_source).fileName(), QFileInfo(m_source).size());
        for (;;) {
            if (m_control.isCancelled())
                return stopped(m_source);
            archive_entry *entry = nullptr;
            const int got = archive_read_next_header(in, &entry);
            if (got == ARCHIVE_EOF)
                break;
            if (got < ARCHIVE_WARN)
                return trouble();
            m_hasFormat = true;
            if (auto taken = take(entry); !taken)
                return taken;
        }
        return finish();
    }

private:
    Error trouble() const
    {
        const char *why = archive_error_string(m_in.get());
        const QString words = QString::fromLocal8Bit(why ? why : "");
        if (m_hasFormat && archive_read_has_encrypted_entries(m_in.get()) > 0)
            return {Error::Kind::Refused, ArchiveText::tr("The archive is protected by a password."), m_source, ArchiveText::tr("Unpack it with another program.")};
        return {Error::Kind::Corrupt, ArchiveText::tr("The archive could not be read to its end."), m_source, words};
    }

    /// The entry's place in the target; empty: it is left out. Errors: Refused, Invalid.
    Result<QString> placeOf(const QByteArray &name) const
    {
        const auto refused = [&](const QString &why) {
            return Error{Error::Kind::Refused, why, m_source + u": "_s + QString::fromUtf8(name), ArchiveText::tr("Nothing was unpacked.")};
        };
        if (name.startsWith('/') || QFile::encodeName(QFile::decodeName(name)) != name)
            return refused(ArchiveText::tr("A name in the archive leads out of the folder, or is no text."));
        QByteArrayList parts;
        for (const QByteArray &part : name.split('/')) {
            if (part.isEmpty() || part == ".")
                continue;
            if (isReservedName(part))
                return QString();
            if (auto good = checkName(part); !good)
                return refused(ArchiveText::tr("A name in the archive cannot be used here."));
            parts.append(part);
        }
        return parts.isEmpty() ? QString() : m_target + u'/' + QFile::decodeName(parts.join('/'));
    }

    Result<void> take(archive_entry *entry)
    {
        if (archive_entry_is_encrypted(entry))
            return trouble();
        const char *utf8 = archive_entry_pathname_utf8(entry);
        const char *raw = archive_entry_pathname(entry);
        const QByteArray name = utf8 ? utf8 : raw ? raw : "";
        const auto place = placeOf(name);
        if (!place)
            return place.error();
        if (place->isEmpty())
            return {};
        const mode_t type = archive_entry_filetype(entry);
        const auto mode = mode_t(archive_entry_perm(entry) & 0777);
        if (type == S_IFDIR) {
            m_folders.append({*place, mode ? mode : 0755});
            return QDir().mkpath(*place) ? Result<void>() : Result<void>(failed(ArchiveText::tr("It could not be unpacked."), *place));
        }
        if (pathExists(*place))
            return Error{Error::Kind::Refused, ArchiveText::tr("Two entries of the archive have one name."), *place, ArchiveText::tr("Nothing was unpacked.")};
        if (!QDir().mkpath(QFileInfo(*place).path()))
            return failed(ArchiveText::tr("It could not be unpacked."), *place);
        if (const char *link = archive_entry_hardlink(entry))
            return copyLinked(link, *place);
        if (type == S_IFLNK) {
            m_links.append({*place, QByteArray(archive_entry_symlink(entry))});
            return {};
        }
        if (type != S_IFREG && type != 0)
            return {};  // a device, a pipe: of no use in a project
        return writeFile(*place, mode ? mode : 0644, archive_entry_mtime_is_set(entry) ? archive_entry_mtime(entry) : 0);
    }

    /// A second name of a file that came before.
    Result<void> copyLinked(const QByteArray &name, const QString &place)
    {
        const auto first = placeOf(name);
        if (!first)
            return first.error();
        return first->isEmpty() ? Result<void>() : copyTree(*first, place, m_control);
    }

    Result<void> writeFile(const QString &place, mode_t mode, time_t modified)
    {
        QFile file(place);
        if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered))
            return failed(ArchiveText::tr("It could not be unpacked."), place);
        for (;;) {
            if (m_control.isCancelled())
                return stopped(m_source);
            const la_ssize_t got = archive_read_data(m_in.get(), m_buffer.data(), std::size_t(m_buffer.size()));
            if (got < 0)
                return trouble();
            if (got == 0)
                break;
            if (file.write(m_buffer.constData(), got) != got)
                return Error{Error::Kind::DiskFull, ArchiveText::tr("It could not be unpacked."), place, file.errorString()};
            m_sinceLook += got;
            m_control.setDone(archive_filter_bytes(m_in.get(), -1));
            if (auto room = checkRoom(); !room)
                return room;
        }
        ::fchmod(file.handle(), mode);
        if (modified != 0)
            file.setFileTime(QDateTime::fromSecsSinceEpoch(modified), QFileDevice::FileModificationTime);
        return {};
    }

    /// A small archive can hold more than any disk.
    Result<void> checkRoom()
    {
        if (m_sinceLook < kKeepFree / 4)
            return {};
        m_sinceLook = 0;
        if (QStorageInfo(m_target).bytesAvailable() >= kKeepFree)
            return {};
        return Error{Error::Kind::DiskFull, ArchiveText::tr("The archive holds more than fits on this disk."), m_source, ArchiveText::tr("Nothing was unpacked.")};
    }

    Result<void> finish()
    {
        for (const auto &[place, target] : m_links) {
            if (::symlink(target.constData(), QFile::encodeName(place).constData()) != 0)
                return failed(ArchiveText::tr("It could not be unpacked."), place);
        }
        for (const Folder &folder : m_folders) {
            if (::chmod(QFile::encodeName(folder.place).constData(), folder.mode | S_IRWXU) != 0)
                return failed(ArchiveText::tr("It could not be unpacked."), folder.place);
        }
        return {};
    }

    struct Folder {
        QString place;
        mode_t mode;
    };
    struct Link {
        QString place;
        QByteArray target;
    };
    QString m_source, m_target;
    WorkControl &m_control;
    Reader m_in{archive_read_new(), archive_read_free};
    QByteArray m_buffer{qsizetype(kBlock), Qt::Uninitialized};
    QList<Folder> m_folders;
    QList<Link> m_links;
    qint64 m_sinceLook = 0;
    bool m_hasFormat = false;  ///< before the first entry libarchive has no format to ask, and asks all the same
};
}  // namespace

bool isArchiveName(const QString &name)
{
    return endLength(name) > 0;
}

QString archiveStem(const QString &name)
{
    return name.chopped(endLength(name));
}

Result<FileChanges> packInto(const QStringList &sources, const QString &folder, const QString &name, WorkControl &control)
{
    const QString part = unfinished(folder, name);
    const auto pack = [&]() -> Result<void> {
        Packer packer(part, control);
        if (auto opened = packer.open(name); !opened)
            return opened;
        for (const QString &source : sources) {
            if (auto added = packer.add(source, QFileInfo(source).fileName()); !added)
                return added;
        }
        return packer.close();
    };
    if (auto packed = pack(); !packed) {
        removeCopy(part);
        return packed.error();
    }
    return giveName(part, folder, name);
}

Result<FileChanges> unpackInto(const QString &archive, const QString &folder, WorkControl &control)
{
    const QString name = archiveStem(QFileInfo(archive).fileName());
    const QString part = unfinished(folder, name);
    const auto unpack = [&]() -> Result<QStringList> {
        if (::mkdir(QFile::encodeName(part).constData(), 0700) != 0)
            return failed(ArchiveText::tr("It could not be unpacked."), part);
        if (auto unpacked = Unpacker(archive, part, control).run(); !unpacked)
            return unpacked.error();
        if (::chmod(QFile::encodeName(part).constData(), 0755) != 0)
            return failed(ArchiveText::tr("It could not be unpacked."), part);
        return namesIn(part);
    };
    const auto top = unpack();
    if (!top) {
        removeCopy(part);
        return top.error();
    }
    if (top->size() != 1)
        return giveName(part, folder, name);
    auto alone = giveName(part + u'/' + top->first(), folder, top->first());
    removeCopy(part);
    return alone;
}

}  // namespace tideline::ui
