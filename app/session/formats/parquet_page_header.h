// What stands before a page of a Parquet column.
#pragma once

#include <QByteArrayView>

#include <optional>

namespace tideline::session::table {

/// Nothing of it is checked but that it can be read: the numbers may be negative, or far too large.
struct ParquetPageHeader {
    enum Type { Data = 0, Index = 1, Dictionary = 2, DataV2 = 3 };
    int type = -1;
    qint32 headerBytes = 0;
    qint32 bytes = 0;      ///< in the file
    qint32 fullBytes = 0;  ///< decompressed
    qint32 values = 0;     ///< with nulls
    qint32 rows = -1;      ///< DataV2 alone says it
    qint32 encoding = 0;
    qint32 definitionEncoding = 3, repetitionEncoding = 3;
    qint32 definitionBytes = 0, repetitionBytes = 0;  ///< DataV2
    bool isCompressed = true;
};
/// nullopt: the bytes are none, or too few.
std::optional<ParquetPageHeader> readParquetPageHeader(QByteArrayView bytes);

}  // namespace tideline::session::table
