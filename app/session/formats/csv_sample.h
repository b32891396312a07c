// What a CSV's first bytes say of its columns.
#pragma once

#include "app/session/formats/csv_dialect.h"
#include "app/session/formats/csv_text.h"
#include "core/preview/document.h"

namespace tideline::session::table {

struct CsvSample {
    std::vector<preview::Column> columns;  ///< at most `maxColumns`
    std::vector<bool> hasComma;            ///< for each: its numbers have decimals behind a comma
    qint64 allColumns = 0;  ///< how many there are; 0: more than the sample holds
    qint64 dataBegin = 0;   ///< in the sample: behind the header
    qint64 rows = 0;        ///< ended ones, behind the header
    qint64 rowsEnd = 0;     ///< in the sample: where the last of them ends
    qint64 longRows = 0;    ///< those, of the first ones, with more fields than there are columns
    bool isCut = false;     ///< the first row is longer than the sample
};

/// As many columns as the header names, or as most rows have where they have more: R's row names stand under no name. Types are
/// those of the first rows' cells.
CsvSample readSample(const CsvText &text, QByteArrayView sample, const CsvDialect &dialect, bool isAll, int maxColumns);

}  // namespace tideline::session::table
