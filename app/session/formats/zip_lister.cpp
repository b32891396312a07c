#include "app/session/formats/archive_lister.h"
#include "app/session/formats/plain_line.h"
#include "app/session/formats/zip_end.h"
#include "app/session/source_device.h"

#include <QDateTime>
#include <QTimeZone>
#include <QtEndian>

#include <algorithm>
#include <array>

namespace tideline::session {

namespace {
constexpr qint64 kEntryBytes = 46;
constexpr qint64 kLongestEntry = kEntryBytes + 3 * 0xffff;
constexpr qint64 kWindow = 1 << 20;

quint16 u16(const char *at) { return qFromLittleEndian<quint16>(at); }
quint32 u32(const char *at) { return qFromLittleEndian<quint32>(at); }
quint64 u64(const char *at) { return qFromLittleEndian<quint64>(at); }

/// What was written by DOS and its heirs before UTF-8: code page 437.
QString fromCodePage437(QByteArrayView bytes)
{
    static constexpr QStringView kHigh
        = u"ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧"
          u"╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";
    static_assert(kHigh.size() == 128);
    QString text;
    for (const char byte : bytes)
        text += uchar(byte) < 128 ? QChar(char16_t(byte)) : kHigh[uchar(byte) - 128];
    return text;
}

/// DOS keeps local time of nobody knows where; it is shown as it is written, as if it were UTC.
std::optional<qint64> dosTime(quint16 date, quint16 time)
{
    const QDate day(1980 + (date >> 9), (date >> 5) & 15, date & 31);
    const QTime clock(time >> 11, (time >> 5) & 63, std::min(2 * (time & 31), 59));
    if (!day.isValid() || !clock.isValid())
        return {};
    return QDateTime(day, clock, QTimeZone::utc()).toMSecsSinceEpoch();
}

class ZipLister final : public ArchiveLister {
public:
    ZipLister(Source &source, const ZipEnd &directory, const Limits &limits)
        : m_source(source), m_directory(directory), m_at(directory.offset), m_budget(source.isRemote() ? limits.remoteBytes : -1)
    {
    }
    Result<Step> next(ArchiveEntry &entry, QDeadlineTimer until, const preview::Cancelled &cancelled) override;
    qint64 entryCount() const override { return m_directory.entries; }
    QString format() const override { return u"ZIP"_s; }
    QString compression() const override { return {}; }
    qint64 memoryBytes() const override { return m_window.size(); }

private:
    Result<void> fill();
    static Error damaged() { return {Error::Kind::Corrupt, u"The archive's directory is damaged."_s, {}, {}}; }

    Source &m_source;
    ZipEnd m_directory;
    qint64 m_at;              ///< of the next entry
    qint64 m_listed = 0;
    qint64 m_budget;          ///< −1: none
    QByteArray m_window;
    qint64 m_windowAt = 0;
};

/// Makes the window begin at the next entry, and as long as any entry can be.
Result<void> ZipLister::fill()
{
    const qint64 end = m_directory.offset + m_directory.bytes;
    const qint64 there = m_windowAt + m_window.size();
    if (m_at >= m_windowAt && std::min(m_at + kLongestEntry, end) <= there)
        return {};
    const qint64 length = std::min(end - m_at, m_budget < 0 ? kWindow : std::min(kWindow, m_budget));
    if (length < std::min(kLongestEntry, end - m_at))
        return notFromTheCloud(u"More of this file in the cloud would have to be fetched than is done to show it."_s);
    Result<QByteArray> read = m_source.read(m_at, length);
    if (!read)
        return read.error();
    if (read->size() < length)
        return damaged();
    if (m_budget >= 0)
        m_budget -= length;
    m_window = *std::move(read);
    m_windowAt = m_at;
    return {};
}

void readExtra(QByteArrayView extra, bool sizeIsThere, ArchiveEntry &entry)
{
    while (extra.size() >= 4) {
        const quint16 tag = u16(extra.data());
        const QByteArrayView data = extra.sliced(4, std::min<qsizetype>(u16(extra.data() + 2), extra.size() - 4));
        extra = extra.sliced(4 + data.size());
        if (tag == 1 && sizeIsThere && data.size() >= 8)
            entry.sizeBytes = qint64(std::min<quint64>(u64(data.data()), std::numeric_limits<qint64>::max()));
        if (tag == 0x5455 && data.size() >= 5 && (data[0] & 1))  // Unix time
            entry.modifiedMs = qint64(qint32(u32(data.data() + 1))) * 1000;
    }
}

void readMode(const char *record, ArchiveEntry &entry)
{
    constexpr int kUnix = 3;
    const quint32 mode = record[5] == kUnix ? u32(record + 38) >> 16 : 0;
    if (mode != 0)
        entry.mode = int(mode & 07777);
    const bool folder = entry.name.endsWith(u'/') || (mode & 0170000) == 0040000;
    entry.type = folder ? ArchiveEntry::Type::Folder : (mode & 0170000) == 0120000 ? ArchiveEntry::Type::Link : ArchiveEntry::Type::File;
}

Result<ArchiveLister::Step> ZipLister::next(ArchiveEntry &entry, QDeadlineTimer until, const preview::Cancelled &cancelled)
{
    // Not by their number alone: of more than 65,535 some programs write what is left of it.
    if (m_at >= m_directory.offset + m_directory.bytes)
        return m_listed < m_directory.entries ? Result<Step>(damaged()) : Step::End;
    if (cancelled)
        return Error{Error::Kind::Cancelled, u"Cancelled."_s, {}, {}};
    if (m_listed % 256 == 255 && until.hasExpired())
        return Step::Pause;
    if (const Result<void> filled = fill(); !filled)
        return filled.error();
    const QByteArrayView rest = QByteArrayView(m_window).sliced(m_at - m_windowAt);
    if (rest.size() < kEntryBytes || !rest.startsWith(QByteArrayView("PK\1\2", 4)))
        return m_listed < m_directory.entries ? Result<Step>(damaged()) : Step::End;  // perhaps a signature
    const char *record = rest.data();
    const qint64 nameBytes = u16(record + 28);
    const qint64 extraBytes = u16(record + 30);
    const qint64 whole = kEntryBytes + nameBytes + extraBytes + u16(record + 32);
    if (rest.size() < whole)
        return damaged();
    entry = {};
    const QByteArrayView name = rest.sliced(kEntryBytes, nameBytes);
    constexpr int kUtf8 = 1 << 11;
    const bool utf8 = (u16(record + 8) & kUtf8) || name.isValidUtf8();
    entry.name = utf8 ? plainLine(name) : plainLine(fromCodePage437(name));
    entry.encrypted = u16(record + 8) & 1;
    entry.sizeBytes = u32(record + 24);
    entry.modifiedMs = dosTime(u16(record + 14), u16(record + 12));
    readExtra(rest.sliced(kEntryBytes + nameBytes, extraBytes), u32(record + 24) == 0xffffffff, entry);
    readMode(record, entry);
    m_at += whole;
    ++m_listed;
    return Step::Entry;
}
}  // namespace

Result<std::unique_ptr<ArchiveLister>> listZip(Source &source, const Limits &limits)
{
    const Result<std::optional<ZipEnd>> found = findZipEnd(source);
    if (!found)
        return found.error();
    if (!*found)
        return std::unique_ptr<ArchiveLister>();
    if ((*found)->entries > 0) {  // does it begin where it should?
        const Result<QByteArray> first = source.read((*found)->offset, 4);
        if (!first)
            return first.error();
        if (*first != QByteArrayView("PK\1\2", 4))
            return std::unique_ptr<ArchiveLister>();
    }
    return std::unique_ptr<ArchiveLister>(std::make_unique<ZipLister>(source, **found, limits));
}

}  // namespace tideline::session
