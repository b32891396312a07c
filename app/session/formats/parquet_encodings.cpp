#include "app/session/formats/parquet_encodings.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace tideline::session::table {

namespace {

bool readVarint(QByteArrayView &bytes, quint64 &value)
{
    value = 0;
    for (int shift = 0; shift < 64 && !bytes.isEmpty(); shift += 7) {
        const auto byte = quint8(bytes.front());
        bytes = bytes.sliced(1);
        value |= quint64(byte & 0x7f) << shift;
        if ((byte & 0x80) == 0)
            return true;
    }
    return false;
}

bool readZigzag(QByteArrayView &bytes, qint64 &value)
{
    quint64 raw = 0;
    if (!readVarint(bytes, raw))
        return false;
    value = qint64(raw >> 1) ^ -qint64(raw & 1);
    return true;
}

/// The number of `width` bits (up to 64) at a place in bits, the lowest bit first; what lies behind the end is 0.
quint64 bitsAt(QByteArrayView bytes, qint64 bit, int width)
{
    if (width == 0)
        return 0;
    const qsizetype at = qsizetype(bit / 8);
    const int shift = int(bit % 8);
    quint64 low = 0;
    const qsizetype left = bytes.size() - at;
    if (left <= 0)
        return 0;
    std::memcpy(&low, bytes.data() + at, std::size_t(std::min<qsizetype>(left, 8)));
    quint64 value = low >> shift;
    if (shift + width > 64 && left > 8)
        value |= quint64(quint8(bytes[at + 8])) << (64 - shift);
    return width == 64 ? value : value & ((quint64(1) << width) - 1);
}
static_assert(std::endian::native == std::endian::little, "numbers are read as the file has them");

}  // namespace

int bitWidthOf(quint32 most)
{
    return int(std::bit_width(most));
}

bool decodeRuns(QByteArrayView bytes, int bitWidth, qint64 count, std::vector<quint32> &values)
{
    if (bitWidth < 0 || bitWidth > 32 || count < 0)
        return false;
    values.reserve(std::size_t(count));
    while (qint64(values.size()) < count) {
        quint64 head = 0;
        if (!readVarint(bytes, head) || head >> 1 == 0)
            return false;
        const auto wanted = quint64(count) - values.size();
        if ((head & 1) != 0) {
            const quint64 groups = std::min<quint64>(head >> 1, (wanted + 7) / 8);
            const quint64 packed = groups * quint64(bitWidth);
            // The last group may be cut short where its values are not needed.
            const quint64 needed = (std::min(groups * 8, wanted) * quint64(bitWidth) + 7) / 8;
            if (needed > quint64(bytes.size()))
                return false;
            for (quint64 i = 0; i < groups * 8 && qint64(values.size()) < count; ++i)
                values.push_back(quint32(bitsAt(bytes, qint64(i * quint64(bitWidth)), bitWidth)));
            bytes = bytes.sliced(qsizetype(std::min<quint64>(packed, quint64(bytes.size()))));
        } else {
            const qsizetype size = (bitWidth + 7) / 8;
            if (size > bytes.size())
                return false;
            const auto value = quint32(bitsAt(bytes, 0, int(size) * 8));
            bytes = bytes.sliced(size);
            values.insert(values.end(), std::size_t(std::min<quint64>(head >> 1, wanted)), value);
        }
    }
    return true;
}

bool decodePackedLevels(QByteArrayView bytes, int bitWidth, qint64 count, std::vector<quint32> &values)
{
    if (bitWidth < 0 || bitWidth > 16 || count < 0 || (count * bitWidth + 7) / 8 > bytes.size())
        return false;
    values.reserve(std::size_t(count));
    for (qint64 i = 0; i < count; ++i) {
        quint32 value = 0;
        for (qint64 bit = i * bitWidth; bit < (i + 1) * bitWidth; ++bit)
            value = value << 1 | (quint8(bytes[qsizetype(bit / 8)]) >> (7 - bit % 8) & 1);
        values.push_back(value);
    }
    return true;
}

bool decodeDeltas(QByteArrayView &bytes, qint64 count, std::vector<qint64> &values)
{
    quint64 blockSize = 0, parts = 0, total = 0;
    qint64 value = 0;
    if (!readVarint(bytes, blockSize) || !readVarint(bytes, parts) || !readVarint(bytes, total) || !readZigzag(bytes, value))
        return false;
    if (blockSize == 0 || blockSize > 1 << 20 || parts == 0 || parts > blockSize || blockSize % parts != 0
        || (blockSize / parts) % 8 != 0 || total > quint64(count))
        return false;
    const auto partSize = qint64(blockSize / parts);
    values.reserve(std::size_t(total));
    if (total > 0)
        values.push_back(value);
    while (values.size() < total) {
        qint64 least = 0;
        if (!readZigzag(bytes, least) || qsizetype(parts) > bytes.size())
            return false;
        const QByteArrayView widths = bytes.first(qsizetype(parts));
        bytes = bytes.sliced(qsizetype(parts));
        for (qsizetype part = 0; part < widths.size() && values.size() < total; ++part) {
            const auto width = quint8(widths[part]);
            const qint64 size = partSize * width / 8;
            if (width > 64 || size > bytes.size())
                return false;
            for (qint64 i = 0; i < partSize && values.size() < total; ++i) {
                // Wraps around as the format says.
                value = qint64(quint64(value) + quint64(least) + bitsAt(bytes, i * width, width));
                values.push_back(value);
            }
            bytes = bytes.sliced(qsizetype(size));
        }
    }
    return true;
}

bool decodeDeltaLengths(QByteArrayView bytes, qint64 count, std::vector<QByteArrayView> &values)
{
    std::vector<qint64> lengths;
    if (!decodeDeltas(bytes, count, lengths))
        return false;
    values.reserve(lengths.size());
    for (const qint64 length : lengths) {
        if (length < 0 || length > bytes.size())
            return false;
        values.push_back(bytes.first(qsizetype(length)));
        bytes = bytes.sliced(qsizetype(length));
    }
    return true;
}

bool decodeDeltaStrings(QByteArrayView bytes, qint64 count, qint64 mostBytes, QByteArray &storage, std::vector<QByteArrayView> &values)
{
    std::vector<qint64> prefixes;
    std::vector<QByteArrayView> suffixes;
    if (!decodeDeltas(bytes, count, prefixes) || !decodeDeltaLengths(bytes, count, suffixes) || prefixes.size() != suffixes.size())
        return false;
    qint64 size = 0;
    qint64 before = 0;
    for (std::size_t i = 0; i < prefixes.size(); ++i) {
        if (prefixes[i] < 0 || prefixes[i] > before)
            return false;
        before = prefixes[i] + suffixes[i].size();
        size += before;
        if (size > mostBytes)
            return false;
    }
    storage.reserve(size);  // so that the views stay where they are
    qsizetype last = 0;
    for (std::size_t i = 0; i < prefixes.size(); ++i) {
        const qsizetype at = storage.size();
        storage.append(QByteArrayView(storage.constData() + last, prefixes[i]));
        storage.append(suffixes[i]);
        values.emplace_back(storage.constData() + at, storage.size() - at);
        last = at;
    }
    return true;
}

bool joinStreams(QByteArrayView bytes, int size, qint64 count, QByteArray &storage)
{
    if (size <= 0 || count < 0 || count > bytes.size() / size)
        return false;
    storage.resize(count * size);
    for (int byte = 0; byte < size; ++byte) {
        for (qint64 i = 0; i < count; ++i)
            storage[i * size + byte] = bytes[byte * count + i];
    }
    return true;
}

}  // namespace tideline::session::table
