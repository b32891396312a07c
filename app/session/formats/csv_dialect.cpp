#include "app/session/formats/csv_dialect.h"

#include "app/session/formats/cell_text.h"
#include "app/session/formats/csv_value.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace tideline::session::table {

namespace {

constexpr int kTrialRows = 200;
constexpr qsizetype kTrialBytes = 256 << 10;
constexpr int kTypedRows = 2000;

/// The rows of a sample, one after the other; the last only if it has ended, or nothing can follow.
class SampleRows {
public:
    SampleRows(QByteArrayView sample, CsvMarks marks, bool isAll)
        : m_sample(sample), m_marks(marks), m_isAll(isAll), m_scanner(marks)
    {
        m_scanner.setBlock(sample);
    }
    bool next(QByteArrayView &row)
    {
        const char *begin = m_sample.data() + m_end;
        if (const char *end = m_scanner.next()) {
            row = {begin, end - 1 - begin};
            m_end = end - m_sample.data();
        } else if (m_isAll && m_end < m_sample.size()) {
            row = m_sample.sliced(m_end);
            m_end = m_sample.size();
        } else {
            return false;
        }
        if (m_marks.lineEnd == '\n' && row.endsWith('\r'))
            row.chop(1);
        return true;
    }
    qsizetype end() const { return m_end; }
    bool isQuoted() const { return m_scanner.isQuoted(); }

private:
    QByteArrayView m_sample;
    CsvMarks m_marks;
    bool m_isAll;
    CsvRowScanner m_scanner;
    qsizetype m_end = 0;
};

qint64 fieldCount(QByteArrayView row, CsvMarks marks)
{
    CsvFields fields(row, marks);
    qint64 count = 0;
    for (QByteArrayView field; fields.next(field);)
        ++count;
    return count;
}

struct Trial {
    double evenness = 0;  ///< the part of the rows that have as many fields as most
    qint64 fields = 1;
    bool endsQuoted = false;
};

Trial tryMarks(QByteArrayView sample, CsvMarks marks, bool isAll)
{
    SampleRows rows(sample, marks, isAll);
    QHash<qint64, int> byCount;
    qint64 first = 0;
    int all = 0;
    for (QByteArrayView row; all < kTrialRows && rows.next(row);) {
        if (row.isEmpty())
            continue;
        const qint64 count = fieldCount(row, marks);
        first = all == 0 ? count : first;
        ++byCount[count];
        ++all;
    }
    Trial trial;
    trial.endsQuoted = all < kTrialRows && rows.isQuoted();
    int most = 0;
    for (auto it = byCount.begin(); it != byCount.end(); ++it) {
        if (it.value() > most || (it.value() == most && it.key() > trial.fields)) {
            most = it.value();
            trial.fields = it.key();
        }
    }
    if (all > 0)
        trial.evenness = double(most) / all - (first == trial.fields ? 0 : 0.3);
    return trial;
}

char guessDelimiter(QByteArrayView sample, CsvMarks marks, bool isAll, const QString &name)
{
    const bool tabs = name.endsWith(".tsv"_L1) || name.endsWith(".tab"_L1);
    const bool bars = name.endsWith(".psv"_L1);
    char best = tabs ? '\t' : bars ? '|' : ',';
    Trial bestTrial;
    for (const char delimiter : {best, ',', ';', '\t', '|'}) {
        marks.delimiter = delimiter;
        const Trial trial = tryMarks(sample, marks, isAll);
        if (trial.fields < 2)
            continue;
        const double gain = trial.evenness - bestTrial.evenness;
        if (gain > 0.02 || (gain > -0.02 && trial.fields > bestTrial.fields)) {
            best = delimiter;
            bestTrial = trial;
        }
    }
    return best;
}

/// Single quotes, where fields stand in them throughout and no double ones are about.
bool hasSingleQuotes(QByteArrayView sample, CsvMarks marks, bool isAll)
{
    marks.quote = 0;
    SampleRows rows(sample, marks, isAll);
    int inQuotes = 0;
    int seen = 0;
    for (QByteArrayView row; seen < kTrialRows && rows.next(row); ++seen) {
        CsvFields fields(row, marks);
        for (QByteArrayView field; fields.next(field);) {
            if (field.contains('"') || field.startsWith('\'') != field.endsWith('\'') || field.size() == 1)
                return false;
            inQuotes += field.startsWith('\'') ? 1 : 0;
        }
    }
    return inQuotes >= 2;
}

bool looksLikeHeader(QByteArrayView row, CsvMarks marks)
{
    CsvFields fields(row, marks);
    QSet<QByteArray> names;
    int empty = 0;
    for (QByteArrayView field; fields.next(field);) {
        const QByteArrayView name = trimmed(field);
        if (name.isEmpty()) {
            if (++empty > 1)
                return false;  // one may be: pandas names no index
            continue;
        }
        if (name.size() > 1024 || names.contains(name.toByteArray()) || realOf(name, false) || isTime(name) || isBoolean(name)
            || (name.size() > 1 && std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; })))
            return false;
        names.insert(name.toByteArray());
    }
    return !names.isEmpty();
}

/// The names of the columns, and how many there are.
void readHeader(const CsvText &text, QByteArrayView row, CsvMarks marks, int maxColumns, CsvSample &found)
{
    CsvFields fields(row, marks);
    for (QByteArrayView field; fields.next(field); ++found.allColumns) {
        if (found.allColumns < maxColumns) {
            const QByteArrayView name = field.size() <= 3 * kCellUnits ? field : field.first(3 * kCellUnits);
            found.columns.push_back({cellText(text.toString(name)), preview::ColumnType::Text, {}});
        }
    }
}

}  // namespace

CsvDialect guessDialect(QByteArrayView sample, bool isAll, const QString &name)
{
    CsvDialect dialect;
    if (sample.startsWith("sep=") && sample.size() > 5 && (sample[5] == '\n' || sample[5] == '\r')) {
        dialect.marks.delimiter = sample[4];
        dialect.textBegin = sample.sliced(5).startsWith("\r\n") ? 7 : 6;
    }
    isAll = isAll && sample.size() <= kTrialBytes;
    sample = sample.sliced(dialect.textBegin);
    sample = sample.size() <= kTrialBytes ? sample : sample.first(kTrialBytes);
    if (!sample.contains('\n') && sample.contains('\r'))
        dialect.marks.lineEnd = '\r';
    if (dialect.textBegin == 0)
        dialect.marks.delimiter = guessDelimiter(sample, dialect.marks, isAll, name);
    if (hasSingleQuotes(sample, dialect.marks, isAll)) {
        dialect.marks.quote = '\'';
        dialect.marks.delimiter = dialect.textBegin == 0 ? guessDelimiter(sample, dialect.marks, isAll, name) : dialect.marks.delimiter;
    } else if (tryMarks(sample, dialect.marks, isAll).endsQuoted) {
        // A quote that nothing closes: a letter, if the rows are even without quotes.
        CsvMarks without = dialect.marks;
        without.quote = 0;
        without.delimiter = dialect.textBegin == 0 ? guessDelimiter(sample, without, isAll, name) : without.delimiter;
        const Trial trial = tryMarks(sample, without, isAll);
        if (trial.evenness > 0.95 && trial.fields > 1)
            dialect.marks = without;
    }
    SampleRows rows(sample, dialect.marks, isAll);
    QByteArrayView first;
    dialect.hasHeader = rows.next(first) ? looksLikeHeader(first, dialect.marks) : looksLikeHeader(sample, dialect.marks);
    return dialect;
}

CsvSample readSample(const CsvText &text, QByteArrayView sample, const CsvDialect &dialect, bool isAll, int maxColumns)
{
    CsvSample found;
    const QByteArrayView body = sample.sliced(dialect.textBegin);
    SampleRows rows(body, dialect.marks, isAll);
    QByteArrayView row;
    if (dialect.hasHeader) {
        found.isCut = !rows.next(row);
        readHeader(text, found.isCut ? body : row, dialect.marks, maxColumns, found);
        found.dataBegin = rows.end();
        if (found.isCut)
            found.allColumns = 0;
    }
    const qint64 named = found.allColumns;
    std::vector<CsvTypeGuess> guesses(found.columns.size());
    QHash<qint64, qint64> byCount;
    for (; rows.next(row); ++found.rows) {
        if (found.rows >= kTypedRows)
            continue;
        CsvFields fields(row, dialect.marks);
        std::size_t column = 0;
        for (QByteArrayView field; fields.next(field); ++column) {
            if (column >= guesses.size() && column < std::size_t(maxColumns))
                guesses.emplace_back();
            if (column < guesses.size())
                guesses[column].add(field);
        }
        ++byCount[qint64(column)];
    }
    found.rowsEnd = rows.end();
    if (found.rows == 0 && !dialect.hasHeader && !body.isEmpty()) {  // a first row that is longer than the sample
        readHeader(text, body, dialect.marks, maxColumns, found);
        for (preview::Column &column : found.columns)
            column.name.clear();
        found.isCut = true;
        found.allColumns = 0;
        guesses.resize(found.columns.size());
    }
    // As many columns as the header names, or as most rows have: R's row names stand under no name.
    qint64 usual = 0;
    for (auto it = byCount.begin(); it != byCount.end(); ++it) {
        if (it.value() > byCount.value(usual) || (it.value() == byCount.value(usual) && it.key() > usual))
            usual = it.key();
    }
    if (!found.isCut)
        found.allColumns = std::max(named, usual);
    const qint64 shown = found.isCut ? qint64(found.columns.size()) : std::min<qint64>(found.allColumns, maxColumns);
    guesses.resize(std::size_t(shown));
    found.columns.resize(std::size_t(shown));
    for (auto it = byCount.begin(); it != byCount.end(); ++it)
        found.longRows += !found.isCut && it.key() > found.allColumns ? it.value() : 0;
    for (std::size_t i = 0; i < found.columns.size(); ++i) {
        preview::Column &column = found.columns[i];
        if (column.name.isEmpty())
            column.name = u"Column %1"_s.arg(i + 1);
        column.type = guesses[i].type();
        found.hasComma.push_back(guesses[i].hasComma());
        if (guesses[i].hasComma())
            column.detail = u"decimal comma"_s;
    }
    found.dataBegin += dialect.textBegin;
    found.rowsEnd += dialect.textBegin;
    return found;
}

}  // namespace tideline::session::table
