// A Parquet column's values as people read them.
#pragma once

#include "app/session/formats/column_summary.h"
#include "app/session/formats/parquet_page.h"

namespace tideline::session::table {

preview::ColumnType parquetColumnType(const ParquetLeaf &leaf);
/// As a cell. `index` is below values.size().
QString parquetText(const ParquetLeaf &leaf, const ParquetValues &values, std::size_t index);
void addParquetValue(ColumnSummary &summary, const ParquetLeaf &leaf, const ParquetValues &values, std::size_t index);

/// Of all row groups, by what the footer says; nullopt where it does not say it of each group, or in an order of its own.
struct ParquetExtent {
    QString least;
    QString most;
};
std::optional<ParquetExtent> parquetExtent(const ParquetFooter &footer, std::size_t leaf);

}  // namespace tideline::session::table
