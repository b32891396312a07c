// How a CSV is written: found by trial on its first bytes.
#pragma once

#include "app/session/formats/csv_row.h"

#include <QString>

namespace tideline::session::table {

struct CsvDialect {
    CsvMarks marks;
    bool hasHeader = false;
    int commentLines = 0;  ///< in front, that begin with '#'
    qint64 textBegin = 0;  ///< in the sample: behind a line "sep=;" that Excel writes, and comments
};

/// The delimiter (comma, semicolon, tab or bar) that cuts the rows most evenly, the quote that makes sense, the line end that is
/// there, and whether the first row has names.
/// `sample`: the file's first bytes, as CsvText gives them. `isAll`: there are no more. `name`: in lower case; a ".tsv" has tabs
/// where nothing says otherwise.
CsvDialect guessDialect(QByteArrayView sample, bool isAll, const QString &name);

}  // namespace tideline::session::table
