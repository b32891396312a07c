// Where the pages of a Parquet column are, where the writer left a list of them.
#pragma once

#include "app/session/formats/parquet_footer.h"

namespace tideline::session::table {

struct ParquetPagePlace {
    qint64 offset = 0;
    qint64 firstRow = 0;  ///< of the file
};

/// The chunk's pages in their order; `firstRow` is the row group's. Empty when there is no list, or one that cannot be right: the
/// pages are then walked through. Errors: the source's.
Result<std::vector<ParquetPagePlace>> readParquetPageIndex(Source &source, const ParquetChunk &chunk, qint64 firstRow);

}  // namespace tideline::session::table
