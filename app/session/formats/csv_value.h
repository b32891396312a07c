// What a CSV's cell is: a number, a time, a word.
#pragma once

#include "core/preview/document.h"

#include <QByteArrayView>

#include <optional>

namespace tideline::session::table {

/// A cell without the spaces around it.
QByteArrayView trimmed(QByteArrayView cell);
/// Empty, or a word that programs write for "nothing": NA, N/A, NaN, null, None, in any case.
bool isMissing(QByteArrayView cell);
/// A whole number of 64 bits, without needless zeros in front: "007" is a name.
std::optional<qint64> integerOf(QByteArrayView cell);
/// A number, also with an exponent. `comma`: the decimals stand behind a comma.
std::optional<double> realOf(QByteArrayView cell, bool comma);
bool isBoolean(QByteArrayView cell);
/// ISO 8601: a date, a date and a time of day with or without seconds, decimals and a zone, or a time of day.
bool isTime(QByteArrayView cell);

/// Guesses a column's type from its cells.
class CsvTypeGuess {
public:
    void add(QByteArrayView cell);
    preview::ColumnType type() const;
    /// A column of numbers with decimals behind a comma.
    bool hasComma() const { return type() == preview::ColumnType::Real && m_commas > 0 && m_points == 0; }

private:
    qint64 m_cells = 0;  ///< that are not missing
    qint64 m_integers = 0, m_points = 0, m_commas = 0, m_booleans = 0, m_times = 0;
};

}  // namespace tideline::session::table
