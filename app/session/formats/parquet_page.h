// A page of a Parquet column, decoded.
#pragma once

#include "app/session/formats/parquet_footer.h"

#include <memory>

namespace tideline::session::table {

/// Values of a column that are there (no nulls), in one of three shapes.
struct ParquetValues {
    std::vector<qint64> integers;        ///< Boolean, Int32, Int64
    std::vector<double> reals;           ///< Float, Double
    std::vector<QByteArrayView> bytes;   ///< Int96, Bytes, FixedBytes: of `storage`
    std::vector<QByteArray> storage;
    std::vector<quint32> indices;        ///< where there is a dictionary: which of its values
    std::shared_ptr<const ParquetValues> dictionary;

    std::size_t size() const;
    qint64 memoryBytes() const;
};

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

/// A page as it is used: its levels, and the values that are there.
struct ParquetPage {
    std::vector<quint32> definitions;  ///< empty where all values are there
    std::vector<quint32> repetitions;  ///< empty where each value is a row
    ParquetValues values;
    qint64 entries = 0;  ///< with nulls

    qint64 memoryBytes() const;
    qint64 rows() const;  ///< that begin in it
};

/// What a page may cost.
struct ParquetPageLimits {
    qint64 bytes = 80 << 20;         ///< compressed or not
    qint64 entries = 4'000'000;
};

/// Both give Corrupt for bytes that are not what they should be, and Refused with the codec's or the encoding's name.
Result<ParquetPage> decodeParquetPage(const ParquetLeaf &leaf, int codec, const ParquetPageHeader &header, const QByteArray &bytes,
                                      const std::shared_ptr<const ParquetValues> &dictionary, const ParquetPageLimits &limits);
Result<ParquetValues> decodeParquetDictionary(const ParquetLeaf &leaf, int codec, const ParquetPageHeader &header, const QByteArray &bytes,
                                              const ParquetPageLimits &limits);
/// One value as the footer's statistics have it.
std::optional<ParquetValues> decodeParquetStatistic(const ParquetLeaf &leaf, QByteArrayView bytes);

}  // namespace tideline::session::table
