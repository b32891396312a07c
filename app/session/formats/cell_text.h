// Values as people read them in a table's cell.
#pragma once

#include <QByteArrayView>
#include <QString>

namespace tideline::session::table {

/// Where a cell is cut, in UTF-16 units, the "…" included.
inline constexpr qsizetype kCellUnits = 512;
/// That as many units may take, in any charset, and some more.
inline constexpr qsizetype kCellBytes = 4 * (kCellUnits + 1);

/// The text, cut where it is longer than a cell.
QString cellText(QString text);
/// UTF-8 as a cell; what is no UTF-8 becomes U+FFFD. Costs no more than the cell, however long the bytes are.
QString cellText(QByteArrayView utf8);
/// Bytes as hex digits in a cell.
QString hexText(QByteArrayView bytes);

/// The shortest digits that give the number again; an exponent for very large and very small ones.
QString realText(double value);
QString realText(float value);
/// IEEE 754 binary16.
float halfToFloat(quint16 bits);

/// "2026-11-30", of days since 1970-01-01. Years beyond four digits and before 0 are written as they are.
QString dateText(qint64 days);
/// "2026-11-30 09:15:00.125", of units since 1970-01-01; `perSecond` is a power of ten up to 10^18.
QString instantText(qint64 count, qint64 perSecond);
/// "09:15:00.125", of units since midnight.
QString clockText(qint64 count, qint64 perSecond);

/// A number in two's complement, the highest byte first, at most 32 bytes, with `scale` decimals: "-12.50".
QString decimalText(QByteArrayView bigEndian, int scale);

}  // namespace tideline::session::table
