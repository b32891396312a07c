// Whether a CSV's first row names its columns.
#pragma once

#include "app/session/formats/csv_row.h"

namespace tideline::session::table {

/// True of a row of words, each another; and of one that stands out from the rows below it: words above numbers, times or booleans, or
/// years above what is none. `sample`: from the first row on. `isAll`: there is no more.
bool hasHeader(QByteArrayView sample, CsvMarks marks, bool isAll);

}  // namespace tideline::session::table
