// The values of a numpy array as people read them.
#pragma once

#include "app/session/formats/column_summary.h"
#include "app/session/formats/npy_header.h"

namespace tideline::session::table {

preview::ColumnType npyColumnType(const NpyField &field);
/// As a cell. `bytes`: field.bytes × field.repeat of them; with fewer, at the end of a file that was cut short, the cell is empty.
QString npyText(const NpyField &field, QByteArrayView bytes);
void addNpyValue(ColumnSummary &summary, const NpyField &field, QByteArrayView bytes);

}  // namespace tideline::session::table
