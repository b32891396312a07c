#include "app/session/formats/cell_text.h"

#include "app/session/formats/plain_line.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

namespace tideline::session::table {

using namespace Qt::StringLiterals;

namespace {

template <typename Real>
QString shortest(Real value)
{
    if (std::isnan(value))
        return u"NaN"_s;
    if (std::isinf(value))
        return value < 0 ? u"-inf"_s : u"inf"_s;
    const Real size = std::abs(value);
    const bool plain = size == 0 || (size >= Real(1e-5) && size < Real(1e16));
    std::array<char, 64> digits;
    const auto [end, _] = std::to_chars(digits.data(), digits.data() + digits.size(), value,
                                        plain ? std::chars_format::fixed : std::chars_format::scientific);
    return QString::fromLatin1(digits.data(), end - digits.data());
}

/// Divides towards minus infinity, so that times before 1970 have their day and second.
qint64 floorDivide(qint64 value, qint64 by)
{
    return value / by - (value % by < 0 ? 1 : 0);
}

/// What floorDivide leaves, from 0 up to below `by`; without the product, which need not fit into 64 bits.
qint64 floorRest(qint64 value, qint64 by)
{
    const qint64 rest = value % by;
    return rest < 0 ? rest + by : rest;
}

QString two(qint64 value)
{
    return u"%1"_s.arg(value, 2, 10, QChar(u'0'));
}

}  // namespace

QString cellText(QString text)
{
    if (text.size() <= kCellUnits)
        return text;
    qsizetype end = kCellUnits - 1;
    if (text[end - 1].isHighSurrogate())
        --end;
    text.truncate(end);
    text.append(u'…');
    return text;
}

QString cellText(QByteArrayView utf8)
{
    // One unit is three bytes at most, so this many hold more than a cell; the cut may split a letter, which falls off.
    constexpr qsizetype enough = 3 * (kCellUnits + 2);
    return cellText(QString::fromUtf8(utf8.size() <= enough ? utf8 : utf8.first(enough)));
}

QString hexText(QByteArrayView bytes)
{
    constexpr qsizetype enough = kCellUnits / 2 + 1;
    const QByteArrayView shown = bytes.size() <= enough ? bytes : bytes.first(enough);
    return cellText(QString::fromLatin1(QByteArray::fromRawData(shown.data(), shown.size()).toHex()));
}

QString realText(double value)
{
    return shortest(value);
}

QString realText(float value)
{
    return shortest(value);
}

float halfToFloat(quint16 bits)
{
    const int exponent = bits >> 10 & 0x1f;
    const int mantissa = bits & 0x3ff;
    float value = 0;
    if (exponent == 0)
        value = std::ldexp(float(mantissa), -24);
    else if (exponent == 31)
        value = mantissa == 0 ? HUGE_VALF : std::nanf("");
    else
        value = std::ldexp(float(mantissa + 1024), exponent - 25);
    return (bits & 0x8000) != 0 ? -value : value;
}

QString dateText(qint64 days)
{
    // Howard Hinnant's civil_from_days, in 64 bits: QDate ends where numpy and Parquet go on.
    constexpr qint64 limit = 365'250'000'000;  // a thousand million years: what is beyond is no date
    if (days < -limit || days > limit)
        return u"%1 days"_s.arg(days);
    const qint64 shifted = days + 719468;
    const qint64 era = floorDivide(shifted, 146097);
    const qint64 dayOfEra = shifted - era * 146097;
    const qint64 yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
    const qint64 dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const qint64 marchMonth = (5 * dayOfYear + 2) / 153;
    const qint64 day = dayOfYear - (153 * marchMonth + 2) / 5 + 1;
    const qint64 month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
    const qint64 year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    const QString sign = year < 0 ? u"-"_s : QString();
    return u"%1%2-%3-%4"_s.arg(sign).arg(std::abs(year), 4, 10, QChar(u'0')).arg(two(month), two(day));
}

QString clockText(qint64 count, qint64 perSecond)
{
    const qint64 seconds = floorDivide(count, perSecond);
    const qint64 fraction = floorRest(count, perSecond);
    QString text = two(seconds / 3600) + u':' + two(seconds / 60 % 60) + u':' + two(seconds % 60);
    if (fraction != 0) {
        int digits = 0;
        for (qint64 unit = perSecond; unit > 1; unit /= 10)
            ++digits;
        QString decimals = u"%1"_s.arg(fraction, digits, 10, QChar(u'0'));
        while (decimals.endsWith(u'0'))
            decimals.chop(1);
        text += u'.' + decimals;
    }
    return text;
}

QString instantText(qint64 count, qint64 perSecond)
{
    const qint64 seconds = floorDivide(count, perSecond);
    const QString date = dateText(floorDivide(seconds, 86400)) + u' ';
    if (perSecond > 100'000'000'000'000)  // a day of these units does not fit into 64 bits
        return date + clockText(floorRest(seconds, 86400), 1);
    return date + clockText(floorRest(seconds, 86400) * perSecond + floorRest(count, perSecond), perSecond);
}

QString decimalText(QByteArrayView bigEndian, int scale)
{
    if (bigEndian.isEmpty() || bigEndian.size() > 32 || scale < 0 || scale > 100)
        return hexText(bigEndian);
    std::array<quint8, 32> number{};
    const qsizetype size = bigEndian.size();
    std::memcpy(number.data(), bigEndian.data(), std::size_t(size));
    const bool negative = (number[0] & 0x80) != 0;
    if (negative) {
        int carry = 1;
        for (qsizetype i = size; i-- > 0;) {
            const int byte = (~number[i] & 0xff) + carry;
            number[i] = quint8(byte);
            carry = byte >> 8;
        }
    }
    QString digits;  // from the lowest
    bool rest = true;
    while (rest) {
        rest = false;
        int remainder = 0;
        for (qsizetype i = 0; i < size; ++i) {
            const int value = remainder << 8 | number[i];
            number[i] = quint8(value / 10);
            remainder = value % 10;
            rest = rest || number[i] != 0;
        }
        digits.append(QChar(u'0' + remainder));
    }
    while (digits.size() <= scale)
        digits.append(u'0');
    std::reverse(digits.begin(), digits.end());
    if (scale > 0)
        digits.insert(digits.size() - scale, u'.');
    return negative ? u'-' + digits : digits;
}

}  // namespace tideline::session::table
