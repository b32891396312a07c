#include "app/session/formats/csv_header.h"

#include "app/session/formats/csv_value.h"

#include <QSet>

#include <algorithm>
#include <vector>

namespace tideline::session::table {

namespace {

constexpr int kTrialRows = 200;
constexpr std::size_t kTrialColumns = 4096;

preview::ColumnType typeOf(QByteArrayView cell)
{
    CsvTypeGuess guess;
    guess.add(cell);
    return guess.type();
}

bool isNumberOrTime(QByteArrayView cell)
{
    const bool digits = cell.size() > 1 && std::ranges::all_of(cell, [](char c) { return c >= '0' && c <= '9'; });
    return digits || realOf(cell, false) || isTime(cell) || isBoolean(cell);
}

/// The year that a cell is; 0: it is none.
qint64 yearOf(QByteArrayView cell)
{
    const qint64 year = cell.size() == 4 ? integerOf(cell).value_or(0) : 0;
    return year >= 1500 && year < 3000 ? year : 0;
}

/// Words, each another. One may be empty: pandas names no index.
bool areNames(QByteArrayView row, CsvMarks marks)
{
    CsvFields fields(row, marks);
    QSet<QByteArray> names;
    int empty = 0;
    for (QByteArrayView field; fields.next(field);) {
        const QByteArrayView name = trimmed(field);
        if (name.isEmpty() && ++empty > 1)
            return false;
        if (name.isEmpty())
            continue;
        if (name.size() > 1024 || names.contains(name.toByteArray()) || isNumberOrTime(name))
            return false;
        names.insert(name.toByteArray());
    }
    return !names.isEmpty();
}

/// What is below a field of the first row.
struct Below {
    CsvTypeGuess type;
    bool hasYearsAlone = false;
    bool isEmpty = true;

    void add(QByteArrayView cell)
    {
        if (isMissing(cell))
            return;
        hasYearsAlone = (isEmpty || hasYearsAlone) && yearOf(trimmed(cell)) != 0;
        isEmpty = false;
        type.add(cell);
    }
};

std::vector<Below> columnsOf(CsvSampleRows &rows, CsvMarks marks)
{
    std::vector<Below> columns;
    QByteArrayView row;
    for (int count = 0; count < kTrialRows && rows.next(row); ++count) {
        CsvFields fields(row, marks);
        std::size_t at = 0;
        for (QByteArrayView field; at < kTrialColumns && fields.next(field); ++at) {
            if (at == columns.size())
                columns.emplace_back();
            columns[at].add(field);
        }
    }
    return columns;
}

bool standsOut(QByteArrayView row, CsvMarks marks, const std::vector<Below> &columns)
{
    int aboveOthers = 0, years = 0, words = 0;
    qint64 lastYear = 0;
    CsvFields fields(row, marks);
    QByteArrayView field;
    for (std::size_t at = 0; at < columns.size() && fields.next(field); ++at) {
        const QByteArrayView name = trimmed(field);
        const Below &below = columns[at];
        if (isMissing(name))
            continue;
        if (const qint64 year = yearOf(name); year != 0 && !below.hasYearsAlone) {
            if (year <= lastYear)
                return false;
            lastYear = year;
            ++years;
        } else if (typeOf(name) != preview::ColumnType::Text || isNumberOrTime(name)) {
            return false;
        } else {
            ++words;
            aboveOthers += below.type.type() != preview::ColumnType::Text ? 1 : 0;
        }
    }
    return aboveOthers > 0 || (years > 1 && words > 0);
}

}  // namespace

bool hasHeader(QByteArrayView sample, CsvMarks marks, bool isAll)
{
    CsvSampleRows rows(sample, marks, isAll);
    QByteArrayView first;
    if (!rows.next(first))  // longer than the sample: its last name may be cut
        first = sample.first(std::max<qsizetype>(sample.lastIndexOf(marks.delimiter), 0));
    return areNames(first, marks) || standsOut(first, marks, columnsOf(rows, marks));
}

}  // namespace tideline::session::table
