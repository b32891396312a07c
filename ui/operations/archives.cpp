#include "ui/operations/archives.h"

#include "core/base/relative_path.h"
#include "ui/operations/archive_errors.h"
#include "ui/operations/copy_tree.h"

#include <QFile>
#include <QFileInfo>

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <memory>

#include <sys/stat.h>
#include <unistd.h>

namespace tideline::ui {

namespace {
/// How an archive of this name is written; unpacking looks at the content alone.
struct Ending {
    const char *text;
    int (*setFormat)(archive *);
    int (*addFilter)(archive *);  ///< nullptr = none
};
constexpr std::array kEndings = {
    Ending{".tar.gz", archive_write_set_format_pax_restricted, archive_write_add_filter_gzip},
    Ending{".tar.bz2", archive_write_set_format_pax_restricted, archive_write_add_filter_bzip2},
    Ending{".tar.xz", archive_write_set_format_pax_restricted, archive_write_add_filter_xz},
    Ending{".tar.zst", archive_write_set_format_pax_restricted, archive_write_add_filter_zstd},
    Ending{".tgz", archive_write_set_format_pax_restricted, archive_write_add_filter_gzip},
    Ending{".tbz2", archive_write_set_format_pax_restricted, archive_write_add_filter_bzip2},
    Ending{".txz", archive_write_set_format_pax_restricted, archive_write_add_filter_xz},
    Ending{".tar", archive_write_set_format_pax_restricted, nullptr},
    Ending{".zip", archive_write_set_format_zip, nullptr},
    Ending{".7z", archive_write_set_format_7zip, nullptr},
};
/// Archives of other programs: who types one of these does not want a zip.
constexpr std::array kForeignEndings = {".rar", ".gz", ".bz2", ".xz", ".zst", ".lz", ".lz4", ".lzma", ".z", ".lha", ".arj", ".cab", ".iso", ".cpio",
                                        ".tbz", ".tzst", ".tlz", ".taz"};
constexpr std::size_t kBlock = 1 << 20;

using Writer = std::unique_ptr<archive, decltype(&archive_write_free)>;
using Entry = std::unique_ptr<archive_entry, decltype(&archive_entry_free)>;

QByteArray linkTarget(const QString &link)
{
    std::error_code failure;
    return QByteArray::fromStdString(std::filesystem::read_symlink(QFile::encodeName(link).toStdString(), failure).string());
}

/// nullptr: the name is no archive's.
const Ending *endingOf(const QString &name)
{
    const auto ending = std::ranges::find_if(kEndings, [&](const Ending &one) {
        const QLatin1StringView text(one.text);
        return name.size() > text.size() && name.endsWith(text, Qt::CaseInsensitive);
    });
    return ending == kEndings.end() ? nullptr : &*ending;
}

/// The archive's name as it was typed; one without an ending becomes a zip's. Errors: Invalid.
Result<QString> archiveName(const QString &typed)
{
    if (auto good = checkName(typed.toUtf8()); !good)
        return Error{Error::Kind::Invalid, good.error().what, typed, ArchiveText::tr("Give it another name first.")};
    if (endingOf(typed))
        return typed;
    const auto isForeign = [&](const char *end) { return typed.endsWith(QLatin1StringView(end), Qt::CaseInsensitive); };
    if (!std::ranges::any_of(kForeignEndings, isForeign))
        return typed + u".zip"_s;
    QStringList known;
    for (const Ending &ending : kEndings)
        known.append(QString::fromLatin1(ending.text));
    return Error{Error::Kind::Invalid, ArchiveText::tr("Archives of this kind cannot be made."), typed,
                 ArchiveText::tr("Give it a name that ends in one of these: %1.").arg(known.join(u", "_s))};
}

// What is made of the entries.

/// Writes one archive, entry by entry.
class Packer {
public:
    Packer(QString target, WorkControl &control) : m_target(std::move(target)), m_control(control) {}

    Result<void> open(const Ending &ending)
    {
        archive *out = m_out.get();
        int good = ending.setFormat(out);
        if (good == ARCHIVE_OK && ending.addFilter)
            good = ending.addFilter(out);
        if (good == ARCHIVE_OK && ending.setFormat == archive_write_set_format_zip)
            good = archive_write_set_options(out, "hdrcharset=UTF-8");
        if (good == ARCHIVE_OK)
            good = archive_write_open_filename(out, QFile::encodeName(m_target).constData());
        return good == ARCHIVE_OK ? Result<void>() : Result<void>(trouble());
    }

    /// `source` and all in it, as `name`.
    Result<void> add(const QString &source, const QString &name)
    {
        if (m_control.isCancelled())
            return archiveStopped(source);
        struct stat info {};
        if (::lstat(QFile::encodeName(source).constData(), &info) != 0)
            return archiveFailed(ArchiveText::tr("It could not be read."), source);
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
        return {archiveKind(archive_errno(m_out.get())), ArchiveText::tr("The archive could not be written."), m_target, QString::fromLocal8Bit(why ? why : "")};
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
                return archiveStopped(source);
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
}  // namespace

bool isArchiveName(const QString &name)
{
    return endingOf(name) != nullptr;
}

QString archiveStem(const QString &name)
{
    const Ending *ending = endingOf(name);
    return ending ? name.chopped(qsizetype(std::strlen(ending->text))) : name;
}

Result<FileChanges> packInto(const QStringList &sources, const QString &folder, const QString &typed, WorkControl &control)
{
    const auto named = archiveName(typed);
    if (!named)
        return named.error();
    const QString &name = *named;
    const QString part = unfinished(folder, name);
    const auto pack = [&]() -> Result<void> {
        Packer packer(part, control);
        if (auto opened = packer.open(*endingOf(name)); !opened)
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

}  // namespace tideline::ui
