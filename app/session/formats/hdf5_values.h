// Datasets and attributes of an HDF5 file as people read them.
#pragma once

#include "app/session/formats/hdf5_file.h"

namespace tideline::session::table {

/// "[100 × 3]"; empty for one value, "[no data]" for none.
QString hdf5ShapeText(hid_t space);
/// "chunks of 10 × 3, gzip, shuffle".
QString hdf5StorageText(hid_t dataset);

/// How many stretches of values a dataset has: its first index; one for a single value. Errors: Refused, with the reason why
/// its values are not read: they are in another file, or compressed by a filter that is a plugin, or in too large chunks.
Result<qint64> hdf5RowCount(hid_t dataset);

/// Values of the rows from `first` on, at most `count`, and fewer where their chunks are large; each as "1" or "[1, 2, 3]" with
/// the beginning of the last index. `file` gives the errors.
Result<QStringList> hdf5Rows(Hdf5File &file, hid_t dataset, qint64 first, qint64 count);
/// All of an attribute in a line.
Result<QString> hdf5AttributeText(Hdf5File &file, hid_t attribute);

}  // namespace tideline::session::table
