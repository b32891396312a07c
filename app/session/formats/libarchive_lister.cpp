#include "app/session/formats/archive_lister.h"
#include "app/session/formats/plain_line.h"
#include "app/session/source_device.h"

#include <QStringConverter>

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace tideline::session {

namespace {
constexpr qint64 kSmallestRead = 16 << 10;
constexpr qint64 kLargestRead = 256 << 10;
constexpr qint64 kLargestRemoteRead = 64 << 10;
constexpr qint64 kMostRead = 512LL << 20;    // between two pauses
constexpr int kMostRetries = 100;

/// Whether each member of this RAR 5 needs those before it unpacked, so that libarchive does it in order to skip them. The archive's
/// header: checksum, its size, its type 1, flags, perhaps a size of what is extra, and then the archive's flags; numbers of 7 bits a byte.
bool isSolidRar5(QByteArrayView head)
{
    if (!head.startsWith(QByteArrayView("Rar!\x1a\7\1\0", 8)))
        return false;
    qsizetype at = 12;
    const auto number = [&] {
        quint64 value = 0;
        for (int shift = 0; at < head.size() && shift < 63; shift += 7) {
            const uchar byte = uchar(head[at++]);
            value |= quint64(byte & 0x7f) << shift;
            if (byte < 0x80)
                break;
        }
        return value;
    };
    number();
    if (number() != 1)
        return true;  // encrypted, or a surprise: the careful way
    if (number() & 1)
        number();
    constexpr quint64 kSolid = 4;
    return number() & kSolid;
}

class LibarchiveLister final : public ArchiveLister {
public:
    LibarchiveLister(Source &source, const QString &name, const Limits &limits);
    ~LibarchiveLister() override { archive_read_free(m_archive); }
    Q_DISABLE_COPY_MOVE(LibarchiveLister)

    Result<void> open();
    Result<Step> next(ArchiveEntry &entry, QDeadlineTimer until, const preview::Cancelled &cancelled) override;
    QString format() const override;
    QString compression() const override;
    qint64 memoryBytes() const override { return m_buffer.size() + (8 << 20); }

private:
    static la_ssize_t readMore(archive *, void *self, const void **buffer);
    static la_int64_t skip(archive *, void *self, la_int64_t request);
    static la_int64_t seek(archive *, void *self, la_int64_t offset, int whence);

    Result<Step> skipData(QDeadlineTimer until, const preview::Cancelled &cancelled);
    Error trouble() const;
    void fill(ArchiveEntry &entry, archive_entry *from) const;

    Source &m_source;
    QString m_name;
    archive *m_archive = archive_read_new();
    qint64 m_position = 0;
    qint64 m_block = kSmallestRead;
    qint64 m_budget;
    QByteArray m_buffer;
    std::optional<Error> m_failure;
    const preview::Cancelled *m_cancelled = nullptr;
    bool m_solid = false;
    bool m_inData = false;    ///< the last entry's data is not wholly behind us
    bool m_ended = false;
};

LibarchiveLister::LibarchiveLister(Source &source, const QString &name, const Limits &limits)
    : m_source(source), m_name(name), m_budget(source.isRemote() ? limits.remoteBytes : std::numeric_limits<qint64>::max())
{
}

Result<void> LibarchiveLister::open()
{
    // None that starts a program (lrzip, lzop), none that parses XML or plain text (xar, mtree).
    for (const auto support : {archive_read_support_filter_gzip, archive_read_support_filter_bzip2, archive_read_support_filter_xz,
                               archive_read_support_filter_lzma, archive_read_support_filter_lzip, archive_read_support_filter_zstd,
                               archive_read_support_filter_lz4, archive_read_support_filter_compress, archive_read_support_filter_rpm,
                               archive_read_support_format_tar, archive_read_support_format_zip, archive_read_support_format_7zip,
                               archive_read_support_format_rar, archive_read_support_format_rar5, archive_read_support_format_cpio,
                               archive_read_support_format_ar, archive_read_support_format_cab, archive_read_support_format_lha,
                               archive_read_support_format_iso9660, archive_read_support_format_raw})
        support(m_archive);
    archive_read_set_read_callback(m_archive, &readMore);
    archive_read_set_skip_callback(m_archive, &skip);
    archive_read_set_seek_callback(m_archive, &seek);
    archive_read_set_callback_data(m_archive, this);
    const Result<QByteArray> head = m_source.read(0, 64);
    if (!head)
        return head.error();
    m_solid = isSolidRar5(*head);
    if (archive_read_open1(m_archive) != ARCHIVE_OK)
        return trouble();
    return {};
}

la_ssize_t LibarchiveLister::readMore(archive *, void *self, const void **buffer)
{
    auto &that = *static_cast<LibarchiveLister *>(self);
    const qint64 largest = that.m_source.isRemote() ? kLargestRemoteRead : kLargestRead;
    const qint64 length = std::min(that.m_block, that.m_source.sizeBytes() - that.m_position);
    that.m_block = std::min(that.m_block * 2, largest);
    if (that.m_cancelled && *that.m_cancelled)
        that.m_failure = Error{Error::Kind::Cancelled, u"Cancelled."_s, {}, {}};
    else if (length > that.m_budget)
        that.m_failure = notFromTheCloud(u"More of this file in the cloud would have to be fetched than is done to show it."_s);
    if (that.m_failure)
        return ARCHIVE_FATAL;
    if (length <= 0)
        return 0;
    Result<QByteArray> read = that.m_source.read(that.m_position, length);
    if (!read) {
        that.m_failure = read.error();
        return ARCHIVE_FATAL;
    }
    that.m_buffer = *std::move(read);
    that.m_position += that.m_buffer.size();
    that.m_budget -= that.m_buffer.size();
    *buffer = that.m_buffer.constData();
    return that.m_buffer.size();
}

la_int64_t LibarchiveLister::skip(archive *, void *self, la_int64_t request)
{
    auto &that = *static_cast<LibarchiveLister *>(self);
    const qint64 skipped = std::clamp<qint64>(request, 0, that.m_source.sizeBytes() - that.m_position);
    that.m_position += skipped;
    that.m_block = kSmallestRead;  // a header comes next, and then perhaps another gap
    return skipped;
}

la_int64_t LibarchiveLister::seek(archive *, void *self, la_int64_t offset, int whence)
{
    auto &that = *static_cast<LibarchiveLister *>(self);
    const qint64 size = that.m_source.sizeBytes();
    const qint64 from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? that.m_position : size;
    if (offset < -from || offset > size - from)
        return ARCHIVE_FATAL;
    that.m_position = from + offset;
    that.m_block = kSmallestRead;
    return that.m_position;
}

Error LibarchiveLister::trouble() const
{
    if (m_failure)
        return *m_failure;
    const char *said = archive_error_string(m_archive);
    const QString why = said ? plainLine(QByteArrayView(said, qsizetype(std::strlen(said))), 200) : u"it cannot be read"_s;
    return {Error::Kind::Corrupt, u"The archive is cut off, damaged or of an unknown kind: %1."_s.arg(why), {}, {}};
}

/// Gets past an entry's data that has to be unpacked for that. libarchive would do it in one go.
Result<ArchiveLister::Step> LibarchiveLister::skipData(QDeadlineTimer until, const preview::Cancelled &cancelled)
{
    for (qint64 done = 0; m_inData;) {
        if (cancelled)
            return Error{Error::Kind::Cancelled, u"Cancelled."_s, {}, {}};
        if (until.hasExpired() || done > kMostRead)
            return Step::Pause;
        const void *block = nullptr;
        size_t bytes = 0;
        la_int64_t offset = 0;
        const int state = archive_read_data_block(m_archive, &block, &bytes, &offset);
        done += qint64(bytes) + 1;
        if (state == ARCHIVE_FATAL)
            return trouble();
        if (state != ARCHIVE_OK && state != ARCHIVE_WARN && state != ARCHIVE_RETRY)
            m_inData = false;  // its end; or it cannot be unpacked, which need not hinder what comes behind it
    }
    return Step::Entry;
}

Result<ArchiveLister::Step> LibarchiveLister::next(ArchiveEntry &entry, QDeadlineTimer until, const preview::Cancelled &cancelled)
{
    if (m_ended)
        return Step::End;
    m_cancelled = &cancelled;
    if (const Result<Step> skipped = skipData(until, cancelled); !skipped || *skipped == Step::Pause)
        return skipped;
    if (until.hasExpired())
        return Step::Pause;
    archive_entry *found = nullptr;
    int state = ARCHIVE_RETRY;
    for (int tries = 0; state == ARCHIVE_RETRY && tries < kMostRetries; ++tries)
        state = archive_read_next_header(m_archive, &found);
    m_cancelled = nullptr;
    if (state == ARCHIVE_EOF) {
        m_ended = true;
        return Step::End;
    }
    if (state != ARCHIVE_OK && state != ARCHIVE_WARN)
        return trouble();
    const bool raw = archive_format(m_archive) == ARCHIVE_FORMAT_RAW;
    const bool compressed = archive_filter_count(m_archive) > 1;
    if (raw && !compressed)
        return Error{Error::Kind::Corrupt, u"This is no archive of a known kind."_s, {}, {}};
    m_inData = compressed || m_solid;
    m_ended = raw;
    entry = {};
    fill(entry, found);
    return Step::Entry;
}

/// As bytes where they are text, since libarchive's own conversion is by the locale; else as it converts them.
QString textOf(const char *bytes, const char *utf8)
{
    const QByteArrayView raw(bytes, bytes ? qsizetype(std::strlen(bytes)) : 0);
    if (!raw.isEmpty() && raw.isValidUtf8())
        return plainLine(raw);
    if (utf8 && *utf8)
        return plainLine(QByteArrayView(utf8, qsizetype(std::strlen(utf8))));
    return plainLine(raw);
}

void LibarchiveLister::fill(ArchiveEntry &entry, archive_entry *from) const
{
    if (archive_format(m_archive) == ARCHIVE_FORMAT_RAW) {  // all that is known of it is the file's own name
        const qsizetype dot = m_name.lastIndexOf(u'.');
        entry.name = plainLine(dot > 0 ? m_name.first(dot) : m_name);
        return;
    }
    entry.name = textOf(archive_entry_pathname(from), archive_entry_pathname_utf8(from));
    if (archive_entry_size_is_set(from))
        entry.sizeBytes = std::max<qint64>(0, archive_entry_size(from));
    constexpr qint64 kLastSecond = std::numeric_limits<qint64>::max() / 1000;
    if (archive_entry_mtime_is_set(from))
        entry.modifiedMs = std::clamp<qint64>(archive_entry_mtime(from), -kLastSecond, kLastSecond) * 1000;
    if (archive_entry_perm(from) != 0)
        entry.mode = int(archive_entry_perm(from));
    entry.encrypted = archive_entry_is_encrypted(from) > 0;
    using Type = ArchiveEntry::Type;
    const auto type = archive_entry_filetype(from);
    if (archive_entry_hardlink(from) || archive_entry_hardlink_utf8(from)) {
        entry.type = Type::HardLink;
        entry.target = textOf(archive_entry_hardlink(from), archive_entry_hardlink_utf8(from));
    } else if (type == AE_IFLNK) {
        entry.type = Type::Link;
        entry.target = textOf(archive_entry_symlink(from), archive_entry_symlink_utf8(from));
    } else {
        entry.type = type == AE_IFDIR ? Type::Folder : type == AE_IFREG || type == 0 ? Type::File : Type::Other;
    }
}

QString LibarchiveLister::format() const
{
    switch (archive_format(m_archive) & ARCHIVE_FORMAT_BASE_MASK) {
    case ARCHIVE_FORMAT_RAW: return u"Compressed file"_s;
    case ARCHIVE_FORMAT_TAR: return u"tar"_s;
    case ARCHIVE_FORMAT_ZIP: return u"ZIP"_s;
    case ARCHIVE_FORMAT_7ZIP: return u"7-Zip"_s;
    case ARCHIVE_FORMAT_RAR: return u"RAR"_s;
    case ARCHIVE_FORMAT_RAR_V5: return u"RAR 5"_s;
    case ARCHIVE_FORMAT_ISO9660: return u"ISO 9660"_s;
    case ARCHIVE_FORMAT_CAB: return u"CAB"_s;
    case ARCHIVE_FORMAT_LHA: return u"LHA"_s;
    case ARCHIVE_FORMAT_CPIO: return u"cpio"_s;
    case ARCHIVE_FORMAT_AR: return u"ar"_s;
    default: return {};
    }
}

QString LibarchiveLister::compression() const
{
    QStringList names;
    for (int i = 0; i < archive_filter_count(m_archive); ++i)
        if (archive_filter_code(m_archive, i) != ARCHIVE_FILTER_NONE)
            names << QString::fromLatin1(archive_filter_name(m_archive, i));
    return names.join(u", "_s);
}
}  // namespace

Result<std::unique_ptr<ArchiveLister>> listByLibarchive(Source &source, const QString &name, const Limits &limits)
{
    auto lister = std::make_unique<LibarchiveLister>(source, name, limits);
    if (const Result<void> opened = lister->open(); !opened)
        return opened.error();
    return std::unique_ptr<ArchiveLister>(std::move(lister));
}

}  // namespace tideline::session
