#include "core/base/relative_path.h"
#include "ui/operations/archive_errors.h"
#include "ui/operations/archives.h"
#include "ui/operations/copy_tree.h"
#include "ui/operations/unpack_place.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QStorageInfo>

#include <archive.h>
#include <archive_entry.h>

#include <memory>

#include <sys/stat.h>
#include <unistd.h>

namespace tideline::ui {

namespace {
constexpr std::size_t kBlock = 1 << 20;
constexpr qint64 kLookBytes = 64LL << 20;  ///< unpacked between two looks at the disk's room
constexpr qint64 kEntryBytes = 4096;       ///< what an entry takes beside its bytes

using Reader = std::unique_ptr<archive, decltype(&archive_read_free)>;

// What entries are made of.

/// Reads one archive into an empty folder. Links are made last, so that nothing is written through one.
class Unpacker {
public:
    Unpacker(QString source, QString target, WorkControl &control, qint64 keepFreeBytes)
        : m_source(std::move(source)), m_target(std::move(target)), m_control(control), m_keepFreeBytes(keepFreeBytes) {}

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
                return archiveStopped(m_source);
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
        if (auto room = checkRoom(kEntryBytes); !room)
            return room;
        const mode_t type = archive_entry_filetype(entry);
        const auto mode = mode_t(archive_entry_perm(entry) & 0777);
        if (type == S_IFDIR) {
            m_folders.append({*place, mode ? mode : 0755});
            return makeFolder(*place);
        }
        if (pathExists(*place))
            return twice(*place);
        if (auto made = makeFolder(QFileInfo(*place).path()); !made)
            return made;
        if (archive_entry_hardlink(entry))
            return copyLinked(entry, *place);
        if (type == S_IFLNK) {
            m_links.append({*place, QByteArray(archive_entry_symlink(entry))});
            return {};
        }
        if (type != S_IFREG && type != 0)
            return {};  // a device, a pipe: of no use in a project
        return writeFile(*place, mode ? mode : 0644, archive_entry_mtime_is_set(entry) ? archive_entry_mtime(entry) : 0);
    }

    static Error twice(const QString &place)
    {
        return {Error::Kind::Refused, ArchiveText::tr("Two entries of the archive have one name."), place, ArchiveText::tr("Nothing was unpacked.")};
    }

    /// With those that it is in.
    Result<void> makeFolder(const QString &place) const
    {
        if (QDir().mkpath(place))
            return {};
        const Error failure = archiveFailed(ArchiveText::tr("It could not be unpacked."), place);
        for (QString at = place; at.size() > m_target.size(); at = QFileInfo(at).path()) {
            if (pathExists(at) && !QFileInfo(at).isDir())
                return twice(at);
        }
        return failure;
    }

    /// A second name of a file that came before. Of nothing else: a folder could be in itself, and copies of copies fill any disk.
    Result<void> copyLinked(archive_entry *entry, const QString &place)
    {
        const char *utf8 = archive_entry_hardlink_utf8(entry);
        const auto first = placeOf(utf8 ? utf8 : archive_entry_hardlink(entry));
        if (!first)
            return first.error();
        if (first->isEmpty())
            return {};
        if (!m_files.contains(*first))
            return Error{Error::Kind::Refused, ArchiveText::tr("A second name in the archive is of no file that came before it."), place,
                         ArchiveText::tr("Nothing was unpacked.")};
        if (auto room = checkRoom(QFileInfo(*first).size()); !room)
            return room;
        m_files.insert(place);
        return copyTree(*first, place, m_control);
    }

    Result<void> writeFile(const QString &place, mode_t mode, time_t modified)
    {
        QFile file(place);
        if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered))
            return archiveFailed(ArchiveText::tr("It could not be unpacked."), place);
        for (;;) {
            if (m_control.isCancelled())
                return archiveStopped(m_source);
            const la_ssize_t got = archive_read_data(m_in.get(), m_buffer.data(), std::size_t(m_buffer.size()));
            if (got < 0)
                return trouble();
            if (got == 0)
                break;
            if (file.write(m_buffer.constData(), got) != got)
                return Error{Error::Kind::DiskFull, ArchiveText::tr("It could not be unpacked."), place, file.errorString()};
            m_control.setDone(archive_filter_bytes(m_in.get(), -1));
            if (auto room = checkRoom(got); !room)
                return room;
        }
        m_files.insert(place);
        ::fchmod(file.handle(), mode);
        if (modified != 0)
            file.setFileTime(QDateTime::fromSecsSinceEpoch(modified), QFileDevice::FileModificationTime);
        return {};
    }

    /// A small archive can hold more than any disk. `bytes` more are, or are about to be, on it.
    Result<void> checkRoom(qint64 bytes)
    {
        m_sinceLook += bytes;
        if (m_sinceLook < kLookBytes)
            return {};
        m_sinceLook = 0;
        if (QStorageInfo(m_target).bytesAvailable() - bytes >= m_keepFreeBytes)
            return {};
        return Error{Error::Kind::DiskFull, ArchiveText::tr("The archive holds more than fits on this disk."), m_source, ArchiveText::tr("Nothing was unpacked.")};
    }

    Result<void> finish()
    {
        for (const auto &[place, target] : m_links) {
            if (::symlink(target.constData(), QFile::encodeName(place).constData()) != 0)
                return errno == EEXIST ? twice(place) : archiveFailed(ArchiveText::tr("It could not be unpacked."), place);
        }
        for (const Folder &folder : m_folders) {
            if (::chmod(QFile::encodeName(folder.place).constData(), folder.mode | S_IRWXU) != 0)
                return archiveFailed(ArchiveText::tr("It could not be unpacked."), folder.place);
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
    QSet<QString> m_files;  ///< places of those that were unpacked
    qint64 m_sinceLook = 0;
    qint64 m_keepFreeBytes;
    bool m_hasFormat = false;  ///< before the first entry libarchive has no format to ask, and asks all the same
};
}  // namespace

Result<FileChanges> unpackInto(const QString &archive, const QString &folder, WorkControl &control, qint64 keepFreeBytes)
{
    sweepUnpacked(folder);
    const QString name = archiveStem(QFileInfo(archive).fileName());
    const auto held = UnpackPlace::make(folder, name);
    if (!held)
        return archiveFailed(ArchiveText::tr("It could not be unpacked."), folder);
    const QString &part = held->path();
    if (auto unpacked = Unpacker(archive, part, control, keepFreeBytes).run(); !unpacked)
        return unpacked.error();
    const auto top = namesIn(part);
    if (!top)
        return top.error();
    if (top->size() == 1)
        return giveName(part + u'/' + top->first(), folder, top->first());
    if (::chmod(QFile::encodeName(part).constData(), 0755) != 0)
        return archiveFailed(ArchiveText::tr("It could not be unpacked."), part);
    return giveName(part, folder, name);
}

}  // namespace tideline::ui
