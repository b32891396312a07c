#include "app/session/formats/npy_values.h"

#include "app/session/formats/cell_text.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>

namespace tideline::session::table {

using preview::ColumnType;

namespace {

/// The bytes of a number as this machine has them.
std::array<char, 16> native(QByteArrayView bytes, bool isBigEndian)
{
    std::array<char, 16> number{};
    const auto size = std::min<std::size_t>(std::size_t(bytes.size()), number.size());
    std::memcpy(number.data(), bytes.data(), size);
    if (isBigEndian)
        std::reverse(number.begin(), number.begin() + std::ptrdiff_t(size));
    return number;
}

template <typename T>
T loaded(QByteArrayView bytes, bool isBigEndian)
{
    const std::array<char, 16> number = native(bytes, isBigEndian);
    T value;
    std::memcpy(&value, number.data(), sizeof value);
    return value;
}

qint64 signedOf(const NpyField &field, QByteArrayView bytes)
{
    switch (field.bytes) {
    case 1: return qint8(bytes[0]);
    case 2: return loaded<qint16>(bytes, field.isBigEndian);
    case 4: return loaded<qint32>(bytes, field.isBigEndian);
    default: return loaded<qint64>(bytes, field.isBigEndian);
    }
}

quint64 unsignedOf(const NpyField &field, QByteArrayView bytes)
{
    switch (field.bytes) {
    case 1: return quint8(bytes[0]);
    case 2: return loaded<quint16>(bytes, field.isBigEndian);
    case 4: return loaded<quint32>(bytes, field.isBigEndian);
    default: return loaded<quint64>(bytes, field.isBigEndian);
    }
}

/// A float of any size but 4, which has its own digits. x86's long double has 80 bits in 12 or 16 bytes.
double realOf(qint64 size, QByteArrayView bytes, bool isBigEndian)
{
    switch (size) {
    case 2: return double(halfToFloat(loaded<quint16>(bytes, isBigEndian)));
    case 4: return double(loaded<float>(bytes, isBigEndian));
    case 8: return loaded<double>(bytes, isBigEndian);
    default: return std::numeric_limits<long double>::digits == 64 ? double(loaded<long double>(bytes, isBigEndian)) : 0;
    }
}

QString realText(qint64 size, QByteArrayView bytes, bool isBigEndian)
{
    if (size == 4)
        return table::realText(loaded<float>(bytes, isBigEndian));
    if (size == 2)
        return table::realText(halfToFloat(loaded<quint16>(bytes, isBigEndian)));
    return table::realText(realOf(size, bytes, isBigEndian));
}

QString complexText(const NpyField &field, QByteArrayView bytes)
{
    const qint64 half = field.bytes / 2;
    const QString imaginary = realText(half, bytes.sliced(half), field.isBigEndian);
    const QString plus = imaginary.startsWith(u'-') ? QString() : u"+"_s;
    return realText(half, bytes.first(half), field.isBigEndian) + plus + imaginary + u'j';
}

QByteArrayView withoutZeros(QByteArrayView bytes)
{
    while (bytes.endsWith('\0'))
        bytes.chop(1);
    return bytes;
}

QString bytesText(QByteArrayView bytes)
{
    bytes = withoutZeros(bytes);
    if (bytes.size() < 4 * kCellUnits && !bytes.isValidUtf8())
        return cellText(QString::fromLatin1(bytes));
    return cellText(bytes);
}

QString unicodeText(const NpyField &field, QByteArrayView bytes)
{
    QString text;
    for (qsizetype at = 0; at + 4 <= bytes.size() && text.size() <= kCellUnits; at += 4) {
        const auto letter = loaded<char32_t>(bytes.sliced(at, 4), field.isBigEndian);
        const bool isLetter = letter <= 0x10ffff && !(letter >= 0xd800 && letter < 0xe000);
        text += QString::fromUcs4(isLetter ? &letter : U"\xfffd", 1);
    }
    while (text.endsWith(QChar(u'\0')))
        text.chop(1);
    return cellText(text);
}

/// Seconds, or parts of them, for the units that have a fixed length.
struct Unit {
    const char *name;
    qint64 seconds;
    qint64 perSecond;
};
constexpr std::array<Unit, 11> kUnits{{{"W", 604800, 1}, {"D", 86400, 1}, {"h", 3600, 1}, {"m", 60, 1}, {"s", 1, 1}, {"ms", 1, 1'000},
                                       {"us", 1, 1'000'000}, {"ns", 1, 1'000'000'000}, {"ps", 1, 1'000'000'000'000},
                                       {"fs", 1, 1'000'000'000'000'000}, {"as", 1, 1'000'000'000'000'000'000}}};

QString yearText(qint64 year)
{
    return u"%1"_s.arg(year, 4, 10, QChar(u'0'));
}

QString momentText(const NpyField &field, qint64 count)
{
    qint64 value = 0;
    if (__builtin_mul_overflow(count, field.unitCount, &value))
        return QString::number(count);
    constexpr qint64 far = 1'000'000'000'000;
    if (field.unit == "Y" && value > -far && value < far)
        return yearText(1970 + value);
    if (field.unit == "M" && value > -far && value < far) {
        const qint64 year = 1970 + (value - (value % 12 + 12) % 12) / 12;
        return u"%1-%2"_s.arg(yearText(year)).arg((value % 12 + 12) % 12 + 1, 2, 10, QChar(u'0'));
    }
    const auto unit = std::ranges::find_if(kUnits, [&](const Unit &known) { return field.unit == known.name; });
    if (unit == kUnits.end() || __builtin_mul_overflow(value, unit->seconds, &value))
        return QString::number(count);
    return unit->seconds >= 86400 ? dateText(value / 86400) : instantText(value, unit->perSecond);
}

QString durationText(const NpyField &field, qint64 count)
{
    const QString unit = QString::fromLatin1(field.unit);
    return field.unitCount == 1 ? u"%1 %2"_s.arg(count).arg(unit).trimmed() : u"%1 × %2 %3"_s.arg(count).arg(field.unitCount).arg(unit);
}

bool isNoTime(const NpyField &field, QByteArrayView bytes)
{
    return (field.kind == 'M' || field.kind == 'm') && signedOf(field, bytes) == std::numeric_limits<qint64>::min();
}

QString oneText(const NpyField &field, QByteArrayView bytes)
{
    if (isNoTime(field, bytes))
        return u"NaT"_s;
    switch (field.kind) {
    case 'b': return bytes[0] != 0 ? u"true"_s : u"false"_s;
    case 'i': return QString::number(signedOf(field, bytes));
    case 'u': return QString::number(unsignedOf(field, bytes));
    case 'f': return realText(field.bytes, bytes, field.isBigEndian);
    case 'c': return complexText(field, bytes);
    case 'S': return bytesText(bytes);
    case 'U': return unicodeText(field, bytes);
    case 'M': return momentText(field, signedOf(field, bytes));
    case 'm': return durationText(field, signedOf(field, bytes));
    case 'O': return u"(object)"_s;
    default: return hexText(bytes);
    }
}

}  // namespace

ColumnType npyColumnType(const NpyField &field)
{
    if (field.repeat != 1)
        return ColumnType::Nested;
    switch (field.kind) {
    case 'b': return ColumnType::Boolean;
    case 'i':
    case 'u': return ColumnType::Integer;
    case 'f': return ColumnType::Real;
    case 'M': return ColumnType::Time;
    case 'V':
    case 'O': return ColumnType::Binary;
    default: return ColumnType::Text;
    }
}

QString npyText(const NpyField &field, QByteArrayView bytes)
{
    if (bytes.size() < field.bytes * field.repeat || (field.bytes == 0 && field.kind != 'V'))
        return {};
    if (field.repeat == 1)
        return oneText(field, bytes);
    QString text = u"["_s;
    for (qint64 i = 0; i < field.repeat && text.size() <= kCellUnits; ++i)
        text += (i > 0 ? u", "_s : QString()) + oneText(field, bytes.sliced(i * field.bytes, field.bytes));
    return cellText(text + u']');
}

void addNpyValue(ColumnSummary &summary, const NpyField &field, QByteArrayView bytes)
{
    if (bytes.size() < field.bytes * field.repeat || field.bytes == 0 || isNoTime(field, bytes))
        return summary.addEmpty();
    if (field.repeat == 1 && field.kind == 'i')
        return summary.addInteger(signedOf(field, bytes));
    if (field.repeat == 1 && field.kind == 'u') {
        const quint64 value = unsignedOf(field, bytes);
        return value <= quint64(std::numeric_limits<qint64>::max()) ? summary.addInteger(qint64(value)) : summary.addReal(double(value));
    }
    if (field.repeat == 1 && field.kind == 'f') {
        const double value = realOf(field.bytes, bytes, field.isBigEndian);
        return field.bytes == 4 ? summary.addReal(float(value)) : summary.addReal(value);
    }
    summary.addText(npyText(field, bytes).toUtf8());
}

}  // namespace tideline::session::table
