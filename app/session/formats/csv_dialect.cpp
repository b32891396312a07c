#include "app/session/formats/csv_dialect.h"

#include "app/session/formats/csv_header.h"
#include "core/base/result.h"

#include <QHash>

#include <algorithm>

namespace tideline::session::table {

namespace {

constexpr int kTrialRows = 200;
constexpr qsizetype kTrialBytes = 256 << 10;

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
    CsvSampleRows rows(sample, marks, isAll);
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

/// Single quotes, where fields stand in them, and no quotes of either kind are elsewhere.
bool hasSingleQuotes(QByteArrayView sample, CsvMarks marks, bool isAll)
{
    marks.quote = '\'';
    CsvSampleRows rows(sample, marks, isAll);
    int inQuotes = 0;
    int seen = 0;
    for (QByteArrayView row; seen < kTrialRows && rows.next(row); ++seen) {
        CsvFields fields(row, marks);
        for (QByteArrayView field; fields.next(field);) {
            if (field.contains('"') || (!fields.wasQuoted() && field.contains('\'')))
                return false;
            inQuotes += fields.wasQuoted() ? 1 : 0;
        }
    }
    return inQuotes >= 2 && (seen == kTrialRows || !rows.isQuoted());
}

/// Where the text begins behind lines that begin with '#' and are no rows: they have not as many fields. A "#name" is one.
qsizetype behindComments(QByteArrayView sample, CsvMarks marks, bool isAll, int &lines)
{
    const qint64 usual = tryMarks(sample, marks, isAll).fields;
    CsvSampleRows rows(sample, marks, isAll);
    qsizetype end = 0;
    for (QByteArrayView row; rows.next(row) && row.startsWith('#') && fieldCount(row, marks) != usual; ++lines)
        end = rows.end();
    return end;
}

}  // namespace

CsvDialect guessDialect(QByteArrayView sample, bool isAll, const QString &name)
{
    CsvDialect dialect;
    const bool isSaid = sample.startsWith("sep=") && sample.size() > 5 && (sample[5] == '\n' || sample[5] == '\r');
    if (isSaid) {
        dialect.marks.delimiter = sample[4];
        dialect.textBegin = sample.sliced(5).startsWith("\r\n") ? 7 : 6;
    }
    isAll = isAll && sample.size() <= kTrialBytes;
    sample = sample.sliced(dialect.textBegin);
    sample = sample.size() <= kTrialBytes ? sample : sample.first(kTrialBytes);
    if (!sample.contains('\n') && sample.contains('\r'))
        dialect.marks.lineEnd = '\r';
    const auto guess = [&](CsvMarks marks) { return isSaid ? marks.delimiter : guessDelimiter(sample, marks, isAll, name); };
    dialect.marks.delimiter = guess(dialect.marks);
    if (hasSingleQuotes(sample, dialect.marks, isAll)) {
        dialect.marks.quote = '\'';
        dialect.marks.delimiter = guess(dialect.marks);
    } else if (tryMarks(sample, dialect.marks, isAll).endsQuoted) {
        // A quote that nothing closes: a letter, if the rows are even without quotes.
        CsvMarks without = dialect.marks;
        without.quote = 0;
        without.delimiter = guess(without);
        const Trial trial = tryMarks(sample, without, isAll);
        if (trial.evenness > 0.95 && trial.fields > 1)
            dialect.marks = without;
    }
    const qsizetype begin = behindComments(sample, dialect.marks, isAll, dialect.commentLines);
    dialect.textBegin += begin;
    dialect.hasHeader = hasHeader(sample.sliced(begin), dialect.marks, isAll);
    return dialect;
}

}  // namespace tideline::session::table
