#include "app/session/formats/parquet_values.h"

#include "app/session/formats/cell_text.h"

#include <QtEndian>

#include <algorithm>

namespace tideline::session::table {

using preview::ColumnType;

namespace {

/// Microseconds do for the old timestamps: nanoseconds of a day and a Julian day, whose nanoseconds may not fit into 64 bits.
QString int96Text(QByteArrayView bytes)
{
    const qint64 ofDay = qFromLittleEndian<qint64>(bytes.data());
    const qint64 day = qint64(qFromLittleEndian<qint32>(bytes.data() + 8)) - 2'440'588;
    if (ofDay < 0 || ofDay >= 86'400'000'000'000)
        return hexText(bytes);
    return dateText(day) + u' ' + clockText(ofDay, 1'000'000'000);
}

QString uuidText(QByteArrayView bytes)
{
    QString text = QString::fromLatin1(bytes.toByteArray().toHex());
    for (const qsizetype at : {8, 13, 18, 23})
        text.insert(at, u'-');
    return text;
}

QByteArray bigEndian(qint64 value)
{
    QByteArray bytes(8, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

QString integerText(const ParquetLeaf &leaf, qint64 value)
{
    if (leaf.type == ParquetType::Boolean)
        return value != 0 ? u"true"_s : u"false"_s;
    switch (leaf.meaning) {
    case ParquetMeaning::Unsigned: return leaf.type == ParquetType::Int32 ? QString::number(quint32(value)) : QString::number(quint64(value));
    case ParquetMeaning::Date: return dateText(value);
    case ParquetMeaning::Instant: return instantText(value, leaf.perSecond);
    case ParquetMeaning::TimeOfDay: return clockText(value, leaf.perSecond);
    case ParquetMeaning::Decimal: return decimalText(bigEndian(value), leaf.scale);
    default: return QString::number(value);
    }
}

QString bytesText(const ParquetLeaf &leaf, QByteArrayView bytes)
{
    if (leaf.type == ParquetType::Int96)
        return int96Text(bytes);
    switch (leaf.meaning) {
    case ParquetMeaning::Text: return cellText(bytes);
    case ParquetMeaning::Decimal: return decimalText(bytes, leaf.scale);
    case ParquetMeaning::Uuid: return uuidText(bytes);
    case ParquetMeaning::Half: return realText(halfToFloat(qFromLittleEndian<quint16>(bytes.data())));
    default: break;
    }
    // Old writers do not say which bytes are text.
    const bool isText = leaf.type == ParquetType::Bytes && bytes.size() < 4096 && bytes.isValidUtf8()
        && std::ranges::none_of(bytes, [](char c) { return quint8(c) < 0x20 && c != '\n' && c != '\t' && c != '\r'; });
    return isText ? cellText(bytes) : hexText(bytes);
}

bool isLess(const ParquetLeaf &leaf, const ParquetValues &a, const ParquetValues &b)
{
    if (!a.integers.empty()) {
        return leaf.meaning == ParquetMeaning::Unsigned ? quint64(a.integers[0]) < quint64(b.integers[0]) : a.integers[0] < b.integers[0];
    }
    return !a.reals.empty() ? a.reals[0] < b.reals[0] : a.bytes[0] < b.bytes[0];
}

}  // namespace

ColumnType parquetColumnType(const ParquetLeaf &leaf)
{
    if (leaf.isNested)
        return ColumnType::Nested;
    switch (leaf.meaning) {
    case ParquetMeaning::Text: return ColumnType::Text;
    case ParquetMeaning::Unsigned: return ColumnType::Integer;
    case ParquetMeaning::Date:
    case ParquetMeaning::TimeOfDay:
    case ParquetMeaning::Instant: return ColumnType::Time;
    case ParquetMeaning::Decimal:
    case ParquetMeaning::Half: return ColumnType::Real;
    case ParquetMeaning::Uuid: return ColumnType::Binary;
    case ParquetMeaning::Plain:
    case ParquetMeaning::Null: break;
    }
    switch (leaf.type) {
    case ParquetType::Boolean: return ColumnType::Boolean;
    case ParquetType::Int32:
    case ParquetType::Int64: return ColumnType::Integer;
    case ParquetType::Int96: return ColumnType::Time;
    case ParquetType::Float:
    case ParquetType::Double: return ColumnType::Real;
    case ParquetType::Bytes:
    case ParquetType::FixedBytes: return ColumnType::Binary;
    }
    return ColumnType::Binary;
}

QString parquetText(const ParquetLeaf &leaf, const ParquetValues &values, std::size_t index)
{
    if (values.dictionary)
        return parquetText(leaf, *values.dictionary, values.indices[index]);
    if (!values.integers.empty())
        return integerText(leaf, values.integers[index]);
    if (!values.reals.empty())
        return leaf.type == ParquetType::Float ? realText(float(values.reals[index])) : realText(values.reals[index]);
    return bytesText(leaf, values.bytes[index]);
}

void addParquetValue(ColumnSummary &summary, const ParquetLeaf &leaf, const ParquetValues &values, std::size_t index)
{
    if (values.dictionary)
        return addParquetValue(summary, leaf, *values.dictionary, values.indices[index]);
    if (!values.reals.empty())
        return leaf.type == ParquetType::Float ? summary.addReal(float(values.reals[index])) : summary.addReal(values.reals[index]);
    const bool isPlain = leaf.meaning == ParquetMeaning::Plain || leaf.meaning == ParquetMeaning::Null;
    if (!values.integers.empty() && leaf.type != ParquetType::Boolean && isPlain)
        return summary.addInteger(values.integers[index]);
    if (!values.integers.empty() && leaf.meaning == ParquetMeaning::Unsigned) {
        const qint64 value = values.integers[index];
        if (leaf.type == ParquetType::Int32)
            return summary.addInteger(quint32(value));
        return value >= 0 ? summary.addInteger(value) : summary.addReal(double(quint64(value)));
    }
    if (!values.bytes.empty() && leaf.meaning == ParquetMeaning::Text)
        return summary.addText(values.bytes[index]);
    const QString text = parquetText(leaf, values, index);
    bool isNumber = leaf.meaning == ParquetMeaning::Decimal || leaf.meaning == ParquetMeaning::Half;
    const double number = isNumber ? text.toDouble(&isNumber) : 0;
    if (isNumber)
        summary.addReal(number);
    else
        summary.addText(text.toUtf8());
}

std::optional<ParquetExtent> parquetExtent(const ParquetFooter &footer, std::size_t leafNumber)
{
    const ParquetLeaf &leaf = footer.leaves[leafNumber];
    const bool isBytes = leaf.type == ParquetType::Bytes || leaf.type == ParquetType::FixedBytes || leaf.type == ParquetType::Int96;
    if (isBytes && leaf.meaning != ParquetMeaning::Text)
        return std::nullopt;
    std::optional<ParquetValues> least, most;
    for (const ParquetGroup &group : footer.groups) {
        const ParquetChunk &chunk = group.chunks[leafNumber];
        if (group.rows == 0 || (chunk.nulls == chunk.values && chunk.values > 0))
            continue;
        if (!chunk.least || !chunk.most || (isBytes && chunk.isOldOrder))
            return std::nullopt;
        std::optional<ParquetValues> low = decodeParquetStatistic(leaf, *chunk.least);
        std::optional<ParquetValues> high = decodeParquetStatistic(leaf, *chunk.most);
        if (!low || !high)
            return std::nullopt;
        if (!least || isLess(leaf, *low, *least))
            least = std::move(low);
        if (!most || isLess(leaf, *most, *high))
            most = std::move(high);
    }
    if (!least)
        return std::nullopt;
    if (!least->reals.empty() && least->reals[0] == 0)
        least->reals[0] = 0;  // writers are told to write 0 as -0 here
    return ParquetExtent{parquetText(leaf, *least, 0), parquetText(leaf, *most, 0)};
}

}  // namespace tideline::session::table
