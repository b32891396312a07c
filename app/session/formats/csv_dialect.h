// How a CSV is written: found by trial on its first bytes.
#pragma once

#include "app/session/formats/csv_row.h"
#include "app/session/formats/csv_text.h"

#include "core/preview/document.h"

namespace tideline::session::table {

struct CsvDialect {
    CsvMarks marks;
    bool hasHeader = false;
    qint64 textBegin = 0;  ///< in the sample: behind a line "sep=;" that Excel writes
};

/// The delimiter (comma, semicolon, tab or bar) that cuts the rows most evenly, the quote that makes sense, the line end that is
/// there, and whether the first row has names: words, each another, where the rows below it may have anything.
/// `sample`: the file's first bytes, as CsvText gives them. `isAll`: there are no more. `name`: in lower case; a ".tsv" has tabs
/// where nothing says otherwise.
CsvDialect guessDialect(QByteArrayView sample, bool isAll, const QString &name);

/// What a sample has to say about the columns.
struct CsvSample {
    std::vector<preview::Column> columns;  ///< at most `maxColumns`
    std::vector<bool> hasComma;            ///< for each: its numbers have decimals behind a comma
    qint64 allColumns = 0;  ///< how many there are; 0: more than the sample holds
    qint64 dataBegin = 0;   ///< in the sample: behind the header
    qint64 rows = 0;        ///< ended ones, behind the header
    qint64 rowsEnd = 0;     ///< in the sample: where the last of them ends
    qint64 longRows = 0;    ///< those with more fields than there are columns
    bool isCut = false;     ///< the header itself is longer than the sample
};
CsvSample readSample(const CsvText &text, QByteArrayView sample, const CsvDialect &dialect, bool isAll, int maxColumns);

}  // namespace tideline::session::table
