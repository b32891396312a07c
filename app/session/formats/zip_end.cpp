#include "app/session/formats/zip_end.h"

#include <QtEndian>

#include <algorithm>

namespace tideline::session {

namespace {

constexpr qint64 kEndBytes = 22;
constexpr qint64 kLongestComment = 0xffff;
constexpr qsizetype kLocatorBytes = 20;
constexpr qint64 kWideBytes = 56;
constexpr qint64 kEntryBytes = 46;

template <typename T>
T number(QByteArrayView bytes, qsizetype at)
{
    return qFromLittleEndian<T>(bytes.data() + at);
}

}  // namespace

Result<std::optional<ZipEnd>> findZipEnd(Source &source)
{
    const qint64 size = source.sizeBytes();
    const qint64 from = std::max<qint64>(0, size - kEndBytes - kLongestComment - kLocatorBytes);
    const Result<QByteArray> read = source.read(from, size - from);
    if (!read)
        return read.error();
    const QByteArrayView tail(*read);
    const qsizetype end = tail.size() < kEndBytes ? -1 : tail.lastIndexOf(QByteArrayView("PK\5\6", 4), tail.size() - kEndBytes);
    if (end < 0)
        return std::optional<ZipEnd>();
    ZipEnd found{0, number<quint32>(tail, end + 12), number<quint16>(tail, end + 10)};
    qint64 endsAt = from + end;
    if (end >= kLocatorBytes && tail.sliced(end - kLocatorBytes).startsWith(QByteArrayView("PK\6\7", 4))) {
        const quint64 at = number<quint64>(tail, end - kLocatorBytes + 8);
        if (at > quint64(size))
            return std::optional<ZipEnd>();
        const Result<QByteArray> wide = source.read(qint64(at), kWideBytes);
        if (!wide)
            return wide.error();
        if (wide->size() < kWideBytes || !wide->startsWith("PK\6\6"))
            return std::optional<ZipEnd>();
        const quint64 entries = number<quint64>(*wide, 32);
        const quint64 bytes = number<quint64>(*wide, 40);
        if (entries > quint64(size) || bytes > quint64(size))
            return std::optional<ZipEnd>();
        found = {0, qint64(bytes), qint64(entries)};
        endsAt = qint64(at);
    }
    if (found.bytes > endsAt || found.entries > found.bytes / kEntryBytes)
        return std::optional<ZipEnd>();
    found.offset = endsAt - found.bytes;
    return std::optional(found);
}

}  // namespace tideline::session
