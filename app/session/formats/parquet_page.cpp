#include "app/session/formats/parquet_page.h"

#include "app/session/formats/parquet_codec.h"
#include "app/session/formats/parquet_encodings.h"
#include "app/session/formats/thrift_reader.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace tideline::session::table {

namespace {

enum Encoding { Plain = 0, PlainDictionary = 2, Runs = 3, BitPacked = 4, Deltas = 5, DeltaLengths = 6, DeltaStrings = 7,
                RunsOfDictionary = 8, SplitStreams = 9 };

Error damaged()
{
    return {Error::Kind::Corrupt, u"A page's bytes are damaged."_s, {}, {}};
}

Error unknownEncoding(int encoding)
{
    constexpr std::array<const char *, 10> names{"PLAIN", "encoding 1", "PLAIN_DICTIONARY", "RLE", "BIT_PACKED", "DELTA_BINARY_PACKED",
                                                 "DELTA_LENGTH_BYTE_ARRAY", "DELTA_BYTE_ARRAY", "RLE_DICTIONARY", "BYTE_STREAM_SPLIT"};
    const QString name = encoding >= 0 && encoding < int(names.size()) ? QString(QLatin1String(names[std::size_t(encoding)]))
                                                                       : u"encoding %1"_s.arg(encoding);
    return {Error::Kind::Refused, u"The values are encoded as %1, which is not read here."_s.arg(name), {}, {}};
}

template <typename T>
T loaded(const char *from)
{
    T value;
    std::memcpy(&value, from, sizeof value);
    return value;
}

/// Numbers of the same size, one behind the other.
template <typename Stored, typename Kept>
bool takeNumbers(QByteArrayView bytes, qint64 count, std::vector<Kept> &values)
{
    if (count > bytes.size() / qsizetype(sizeof(Stored)))
        return false;
    values.reserve(std::size_t(count));
    for (qint64 i = 0; i < count; ++i)
        values.push_back(Kept(loaded<Stored>(bytes.data() + i * qint64(sizeof(Stored)))));
    return true;
}

bool takeFixed(QByteArrayView bytes, qsizetype size, qint64 count, std::vector<QByteArrayView> &values)
{
    if (size <= 0 || count > bytes.size() / size)
        return false;
    values.reserve(std::size_t(count));
    for (qint64 i = 0; i < count; ++i)
        values.push_back(bytes.sliced(qsizetype(i) * size, size));
    return true;
}

bool takeStrings(QByteArrayView bytes, qint64 count, std::vector<QByteArrayView> &values)
{
    values.reserve(std::size_t(std::min<qint64>(count, bytes.size() / 4)));
    for (qint64 i = 0; i < count; ++i) {
        if (bytes.size() < 4)
            return false;
        const auto length = qint64(loaded<quint32>(bytes.data()));
        if (length > bytes.size() - 4)
            return false;
        values.push_back(bytes.sliced(4, qsizetype(length)));
        bytes = bytes.sliced(4 + qsizetype(length));
    }
    return true;
}

bool takePlain(const ParquetLeaf &leaf, QByteArrayView bytes, qint64 count, ParquetValues &values)
{
    switch (leaf.type) {
    case ParquetType::Boolean: {
        if ((count + 7) / 8 > bytes.size())
            return false;
        for (qint64 i = 0; i < count; ++i)
            values.integers.push_back(quint8(bytes[qsizetype(i / 8)]) >> (i % 8) & 1);
        return true;
    }
    case ParquetType::Int32: return takeNumbers<qint32>(bytes, count, values.integers);
    case ParquetType::Int64: return takeNumbers<qint64>(bytes, count, values.integers);
    case ParquetType::Int96: return takeFixed(bytes, 12, count, values.bytes);
    case ParquetType::Float: return takeNumbers<float>(bytes, count, values.reals);
    case ParquetType::Double: return takeNumbers<double>(bytes, count, values.reals);
    case ParquetType::Bytes: return takeStrings(bytes, count, values.bytes);
    case ParquetType::FixedBytes: return takeFixed(bytes, leaf.length, count, values.bytes);
    }
    return false;
}

bool takeIndices(QByteArrayView bytes, qint64 count, ParquetValues &values)
{
    if (count == 0)
        return true;
    if (bytes.isEmpty() || !values.dictionary || !decodeRuns(bytes.sliced(1), quint8(bytes[0]), count, values.indices))
        return false;
    const std::size_t size = values.dictionary->size();
    return std::ranges::all_of(values.indices, [size](quint32 index) { return index < size; });
}

bool takeRuns(QByteArrayView bytes, qint64 count, ParquetValues &values)
{
    std::vector<quint32> bits;
    if (bytes.size() < 4)
        return false;
    const auto length = qint64(loaded<quint32>(bytes.data()));
    if (length > bytes.size() - 4 || !decodeRuns(bytes.sliced(4, qsizetype(length)), 1, count, bits))
        return false;
    values.integers.assign(bits.begin(), bits.end());
    return true;
}

int sizeOf(const ParquetLeaf &leaf)
{
    switch (leaf.type) {
    case ParquetType::Int32:
    case ParquetType::Float: return 4;
    case ParquetType::Int64:
    case ParquetType::Double: return 8;
    case ParquetType::FixedBytes: return leaf.length;
    default: return 0;
    }
}

/// The values in `bytes`, which `storage` keeps alive.
Result<void> takeValues(const ParquetLeaf &leaf, int encoding, QByteArrayView bytes, qint64 count, const ParquetPageLimits &limits,
                        ParquetValues &values)
{
    const bool isInteger = leaf.type == ParquetType::Int32 || leaf.type == ParquetType::Int64;
    const bool isBytes = leaf.type == ParquetType::Bytes;
    bool done = false;
    if (encoding == Plain) {
        done = takePlain(leaf, bytes, count, values);
    } else if (encoding == PlainDictionary || encoding == RunsOfDictionary) {
        done = takeIndices(bytes, count, values);
    } else if (encoding == Runs && leaf.type == ParquetType::Boolean) {
        done = takeRuns(bytes, count, values);
    } else if (encoding == Deltas && isInteger) {
        done = decodeDeltas(bytes, count, values.integers);
        if (leaf.type == ParquetType::Int32)
            std::ranges::for_each(values.integers, [](qint64 &value) { value = qint32(value); });
    } else if (encoding == DeltaLengths && isBytes) {
        done = decodeDeltaLengths(bytes, count, values.bytes);
    } else if (encoding == DeltaStrings && (isBytes || leaf.type == ParquetType::FixedBytes)) {
        done = decodeDeltaStrings(bytes, count, limits.bytes, values.storage.emplace_back(), values.bytes);
        done = done && (isBytes || std::ranges::all_of(values.bytes, [&](QByteArrayView view) { return view.size() == leaf.length; }));
    } else if (encoding == SplitStreams && sizeOf(leaf) > 0) {
        QByteArray &joined = values.storage.emplace_back();
        done = joinStreams(bytes, sizeOf(leaf), count, joined) && takePlain(leaf, joined, count, values);
    } else {
        return unknownEncoding(encoding);
    }
    if (!done || qint64(values.size()) != count)
        return damaged();
    return {};
}

/// Cuts the levels of a page of version 1 off its bytes.
Result<void> takeLevels(QByteArrayView &bytes, int encoding, int most, qint64 count, std::vector<quint32> &levels)
{
    if (most == 0)
        return {};
    const int width = bitWidthOf(quint32(most));
    if (encoding == BitPacked) {
        const qint64 size = (count * width + 7) / 8;
        if (size > bytes.size() || !decodePackedLevels(bytes, width, count, levels))
            return damaged();
        bytes = bytes.sliced(qsizetype(size));
        return {};
    }
    if (encoding != Runs)
        return unknownEncoding(encoding);
    const qint64 size = bytes.size() < 4 ? -1 : qint64(loaded<quint32>(bytes.data()));
    if (size < 0 || size > bytes.size() - 4 || !decodeRuns(bytes.sliced(4, qsizetype(size)), width, count, levels))
        return damaged();
    bytes = bytes.sliced(4 + qsizetype(size));
    return {};
}

/// How many values are there, of the entries.
qint64 presentCount(const ParquetLeaf &leaf, const ParquetPage &page)
{
    return leaf.maxDefinition == 0 ? page.entries : std::ranges::count(page.definitions, quint32(leaf.maxDefinition));
}

Result<void> decodeV1(const ParquetLeaf &leaf, int codec, const ParquetPageHeader &header, const QByteArray &bytes,
                      const ParquetPageLimits &limits, ParquetPage &page)
{
    Result<QByteArray> full = decompressParquet(codec, bytes, header.fullBytes);
    if (!full)
        return full.error();
    page.values.storage.push_back(*std::move(full));
    QByteArrayView rest(page.values.storage.back());
    if (Result<void> read = takeLevels(rest, header.repetitionEncoding, leaf.maxRepetition, page.entries, page.repetitions); !read)
        return read;
    if (Result<void> read = takeLevels(rest, header.definitionEncoding, leaf.maxDefinition, page.entries, page.definitions); !read)
        return read;
    return takeValues(leaf, header.encoding, rest, presentCount(leaf, page), limits, page.values);
}

Result<void> decodeV2(const ParquetLeaf &leaf, int codec, const ParquetPageHeader &header, const QByteArray &bytes,
                      const ParquetPageLimits &limits, ParquetPage &page)
{
    const qint64 levels = qint64(header.repetitionBytes) + header.definitionBytes;
    if (header.repetitionBytes < 0 || header.definitionBytes < 0 || levels > bytes.size() || levels > header.fullBytes)
        return damaged();
    const QByteArrayView all(bytes);
    const int repetitionBits = bitWidthOf(quint32(leaf.maxRepetition));
    const int definitionBits = bitWidthOf(quint32(leaf.maxDefinition));
    if ((leaf.maxRepetition > 0 && !decodeRuns(all.first(header.repetitionBytes), repetitionBits, page.entries, page.repetitions))
        || (leaf.maxDefinition > 0
            && !decodeRuns(all.sliced(header.repetitionBytes, header.definitionBytes), definitionBits, page.entries, page.definitions)))
        return damaged();
    Result<QByteArray> full = decompressParquet(header.isCompressed ? codec : 0, all.sliced(levels), header.fullBytes - levels);
    if (!full)
        return full.error();
    page.values.storage.push_back(*std::move(full));
    return takeValues(leaf, header.encoding, QByteArrayView(page.values.storage.back()), presentCount(leaf, page), limits, page.values);
}

Result<void> checkSize(const ParquetPageHeader &header, const ParquetPageLimits &limits)
{
    if (header.bytes < 0 || header.fullBytes < 0 || header.values < 0)
        return damaged();
    if (header.bytes > limits.bytes || header.fullBytes > limits.bytes || header.values > limits.entries)
        return Error{Error::Kind::Refused, u"A page is too large to be decoded here."_s, {}, {}};
    return {};
}

void readDataFields(ThriftReader &reader, ParquetPageHeader &header)
{
    reader.readStruct([&](int id, int type) {
        if (type != ThriftReader::I32 || id > 4)
            return false;
        qint32 &target = id == 1 ? header.values : id == 2 ? header.encoding : id == 3 ? header.definitionEncoding : header.repetitionEncoding;
        target = reader.integer32();
        return true;
    });
}

void readDataV2Fields(ThriftReader &reader, ParquetPageHeader &header)
{
    reader.readStruct([&](int id, int type) {
        if (id == 7 && (type == ThriftReader::True || type == ThriftReader::False)) {
            header.isCompressed = ThriftReader::boolean(type);
            return true;
        }
        if (type != ThriftReader::I32)
            return false;
        switch (id) {
        case 1: header.values = reader.integer32(); break;
        case 3: header.rows = reader.integer32(); break;
        case 4: header.encoding = reader.integer32(); break;
        case 5: header.definitionBytes = reader.integer32(); break;
        case 6: header.repetitionBytes = reader.integer32(); break;
        default: return false;
        }
        return true;
    });
}

}  // namespace

std::size_t ParquetValues::size() const
{
    return dictionary ? indices.size() : integers.size() + reals.size() + bytes.size();
}

qint64 ParquetValues::memoryBytes() const
{
    qint64 size = qint64(integers.capacity() * 8 + reals.capacity() * 8 + bytes.capacity() * sizeof(QByteArrayView) + indices.capacity() * 4);
    for (const QByteArray &block : storage)
        size += block.capacity();
    return size;
}

qint64 ParquetPage::memoryBytes() const
{
    return qint64(definitions.capacity() + repetitions.capacity()) * 4 + values.memoryBytes();
}

qint64 ParquetPage::rows() const
{
    return repetitions.empty() ? entries : std::ranges::count(repetitions, 0U);
}

std::optional<ParquetPageHeader> readParquetPageHeader(QByteArrayView bytes)
{
    ParquetPageHeader header;
    ThriftReader reader(bytes);
    reader.readStruct([&](int id, int type) {
        if ((id == 5 || id == 7) && type == ThriftReader::Struct)
            readDataFields(reader, header);  // a dictionary's has the first two of the fields
        else if (id == 8 && type == ThriftReader::Struct)
            readDataV2Fields(reader, header);
        else if (id >= 1 && id <= 3 && type == ThriftReader::I32)
            (id == 1 ? header.type : id == 2 ? header.fullBytes : header.bytes) = reader.integer32();
        else
            return false;
        return true;
    });
    if (reader.failed() || header.type < 0)
        return std::nullopt;
    header.headerBytes = qint32(reader.position());
    return header;
}

Result<ParquetPage> decodeParquetPage(const ParquetLeaf &leaf, int codec, const ParquetPageHeader &header, const QByteArray &bytes,
                                      const std::shared_ptr<const ParquetValues> &dictionary, const ParquetPageLimits &limits)
{
    if (Result<void> checked = checkSize(header, limits); !checked)
        return checked.error();
    ParquetPage page;
    page.entries = header.values;
    if (header.encoding == PlainDictionary || header.encoding == RunsOfDictionary) {
        if (!dictionary)
            return Error{Error::Kind::Corrupt, u"A page needs a dictionary that is not there."_s, {}, {}};
        page.values.dictionary = dictionary;
    }
    const Result<void> decoded = header.type == ParquetPageHeader::DataV2 ? decodeV2(leaf, codec, header, bytes, limits, page)
                                                                          : decodeV1(leaf, codec, header, bytes, limits, page);
    if (!decoded)
        return decoded.error();
    return page;
}

Result<ParquetValues> decodeParquetDictionary(const ParquetLeaf &leaf, int codec, const ParquetPageHeader &header, const QByteArray &bytes,
                                              const ParquetPageLimits &limits)
{
    if (Result<void> checked = checkSize(header, limits); !checked)
        return checked.error();
    if (header.encoding != Plain && header.encoding != PlainDictionary)
        return unknownEncoding(header.encoding);
    Result<QByteArray> full = decompressParquet(codec, bytes, header.fullBytes);
    if (!full)
        return full.error();
    ParquetValues values;
    values.storage.push_back(*std::move(full));
    if (!takePlain(leaf, QByteArrayView(values.storage.back()), header.values, values))
        return damaged();
    return values;
}

std::optional<ParquetValues> decodeParquetStatistic(const ParquetLeaf &leaf, QByteArrayView bytes)
{
    ParquetValues values;
    if (leaf.type == ParquetType::Bytes)
        values.bytes.push_back(bytes);
    else if (!takePlain(leaf, bytes, 1, values))
        return std::nullopt;
    return values;
}

}  // namespace tideline::session::table
