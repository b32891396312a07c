#include "app/session/formats/csv_value.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace tideline::session::table {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool sameWord(QByteArrayView cell, QByteArrayView lower)
{
    return cell.size() == lower.size()
        && std::equal(cell.begin(), cell.end(), lower.begin(), [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
}

/// Reads digits in a row, their number within bounds, and the value within its own.
class DigitReader {
public:
    explicit DigitReader(QByteArrayView text) : m_text(text) {}
    bool digits(int least, int most, int from, int to)
    {
        int value = 0;
        int count = 0;
        while (count < most && m_at < m_text.size() && isDigit(m_text[m_at])) {
            value = value * 10 + (m_text[m_at++] - '0');
            ++count;
        }
        return count >= least && value >= from && value <= to;
    }
    bool mark(QByteArrayView any)
    {
        if (m_at >= m_text.size() || !any.contains(m_text[m_at]))
            return false;
        ++m_at;
        return true;
    }
    bool atEnd() const { return m_at == m_text.size(); }
    void skipDigits()
    {
        while (m_at < m_text.size() && isDigit(m_text[m_at]))
            ++m_at;
    }

private:
    QByteArrayView m_text;
    qsizetype m_at = 0;
};

/// "09:15", "09:15:00.125", then a zone or nothing.
bool isTimeOfDay(DigitReader &reader)
{
    if (!reader.digits(2, 2, 0, 24) || !reader.mark(":") || !reader.digits(2, 2, 0, 59))
        return false;
    if (reader.mark(":")) {
        if (!reader.digits(2, 2, 0, 60))
            return false;
        if (reader.mark(".,"))
            reader.skipDigits();
    }
    reader.mark(" ");
    if (reader.atEnd() || reader.mark("Zz"))
        return reader.atEnd();
    if (!reader.mark("+-") || !reader.digits(2, 2, 0, 23))
        return false;
    reader.mark(":");
    return reader.atEnd() || (reader.digits(2, 2, 0, 59) && reader.atEnd());
}

}  // namespace

QByteArrayView trimmed(QByteArrayView cell)
{
    while (!cell.isEmpty() && (cell.front() == ' ' || cell.front() == '\t'))
        cell = cell.sliced(1);
    while (!cell.isEmpty() && (cell.back() == ' ' || cell.back() == '\t'))
        cell.chop(1);
    return cell;
}

bool isMissing(QByteArrayView cell)
{
    cell = trimmed(cell);
    constexpr std::array<const char *, 6> words{"na", "n/a", "nan", "null", "none", "-nan"};
    return cell.isEmpty()
        || (cell.size() <= 4 && std::ranges::any_of(words, [cell](const char *word) { return sameWord(cell, word); }));
}

std::optional<qint64> integerOf(QByteArrayView cell)
{
    cell = trimmed(cell);
    if (cell.startsWith('+'))
        cell = cell.sliced(1);
    const QByteArrayView digits = cell.startsWith('-') ? cell.sliced(1) : cell;
    if (digits.isEmpty() || !isDigit(digits.front()) || (digits.size() > 1 && digits.front() == '0'))
        return std::nullopt;
    qint64 value = 0;
    const auto [end, error] = std::from_chars(cell.begin(), cell.end(), value);
    return error == std::errc() && end == cell.end() ? std::optional(value) : std::nullopt;
}

std::optional<double> realOf(QByteArrayView cell, bool comma)
{
    cell = trimmed(cell);
    if (cell.startsWith('+'))
        cell = cell.sliced(1);
    std::array<char, 64> copy;
    const QByteArrayView number = cell.startsWith('-') ? cell.sliced(1) : cell;
    if (number.isEmpty() || cell.size() > qsizetype(copy.size()))
        return std::nullopt;
    if (sameWord(number, "inf") || sameWord(number, "infinity"))
        return cell.startsWith('-') ? -HUGE_VAL : HUGE_VAL;
    const bool zeroInFront = number.size() > 1 && number[0] == '0' && isDigit(number[1]);
    if (zeroInFront || !(isDigit(number[0]) || number[0] == '.' || (comma && number[0] == ',')))
        return std::nullopt;
    const char *begin = cell.begin();
    if (comma) {
        if (cell.contains('.'))
            return std::nullopt;
        std::replace_copy(cell.begin(), cell.end(), copy.begin(), ',', '.');
        begin = copy.data();
    }
    double value = 0;
    const auto [end, error] = std::from_chars(begin, begin + cell.size(), value);
    return error == std::errc() && end == begin + cell.size() ? std::optional(value) : std::nullopt;
}

bool isBoolean(QByteArrayView cell)
{
    cell = trimmed(cell);
    return sameWord(cell, "true") || sameWord(cell, "false");
}

bool isTime(QByteArrayView cell)
{
    cell = trimmed(cell);
    DigitReader reader(cell);
    if (cell.size() > 2 && cell[2] == ':')
        return isTimeOfDay(reader);
    if (!reader.digits(4, 4, 0, 9999) || !reader.mark("-") || !reader.digits(2, 2, 1, 12) || !reader.mark("-")
        || !reader.digits(2, 2, 1, 31))
        return false;
    return reader.atEnd() || (reader.mark("Tt ") && isTimeOfDay(reader));
}

void addCsvCell(ColumnSummary &summary, const CsvText &text, preview::ColumnType type, bool hasComma, QByteArrayView cell)
{
    const bool isNumber = type == preview::ColumnType::Integer || type == preview::ColumnType::Real;
    if (isNumber ? isMissing(cell) : trimmed(cell).isEmpty())
        return summary.addEmpty();
    if (type == preview::ColumnType::Integer) {
        if (const std::optional<qint64> integer = integerOf(cell))
            return summary.addInteger(*integer);
    }
    if (isNumber) {
        if (const std::optional<double> real = realOf(cell, hasComma))
            return summary.addReal(*real);
    }
    if (text.isUtf8())
        summary.addText(cell);
    else
        summary.addText(text.toString(cell).toUtf8());
}

void CsvTypeGuess::add(QByteArrayView cell)
{
    if (isMissing(cell))
        return;
    ++m_cells;
    if (integerOf(cell))
        ++m_integers;
    else if (realOf(cell, false))
        ++m_points;
    else if (realOf(cell, true))
        ++m_commas;
    else if (isBoolean(cell))
        ++m_booleans;
    else if (isTime(cell))
        ++m_times;
}

preview::ColumnType CsvTypeGuess::type() const
{
    using preview::ColumnType;
    if (m_cells == 0)
        return ColumnType::Text;
    if (m_integers == m_cells)
        return ColumnType::Integer;
    if (m_integers + m_points == m_cells || m_integers + m_commas == m_cells)
        return ColumnType::Real;
    if (m_booleans == m_cells)
        return ColumnType::Boolean;
    return m_times == m_cells ? ColumnType::Time : ColumnType::Text;
}

}  // namespace tideline::session::table
