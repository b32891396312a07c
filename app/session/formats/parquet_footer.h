// What a Parquet file says of itself at its end: columns, row groups, and where their pages are.
#pragma once

#include "app/session/format.h"

#include <QByteArray>

namespace tideline::session::table {

/// How a value is stored, numbered as in the file.
enum class ParquetType { Boolean, Int32, Int64, Int96, Float, Double, Bytes, FixedBytes };
/// What it means.
enum class ParquetMeaning { Plain, Text, Unsigned, Date, TimeOfDay, Instant, Decimal, Uuid, Half, Null };

/// A column of values: a leaf of the schema's tree.
struct ParquetLeaf {
    QString name;      ///< "a.b", without the steps that only lists and maps need
    ParquetType type = ParquetType::Int32;
    ParquetMeaning meaning = ParquetMeaning::Plain;
    int length = 0;    ///< of FixedBytes
    int scale = 0;     ///< of Decimal
    qint64 perSecond = 1;  ///< of Instant and TimeOfDay
    int maxDefinition = 0;
    int maxRepetition = 0;
    std::vector<int> listDefinitions = {};  ///< for each list around it, the outermost first: the definition level from which on it has an element
    bool isNested = false;   ///< beneath a group
    QString detail;          ///< "INT64, optional"
};

/// A column's part of a row group.
struct ParquetChunk {
    qint64 offset = 0;  ///< of its first page
    qint64 bytes = 0;   ///< of all its pages
    qint64 values = 0;
    qint64 indexOffset = 0;  ///< of the list of its pages; 0 = there is none
    qint32 indexBytes = 0;
    qint32 codec = 0;
    bool isElsewhere = false;  ///< in another file, or encrypted
    qint64 nulls = -1;         ///< -1 = not said
    std::optional<QByteArrayView> least, most;  ///< as PLAIN, without a length; of the footer's bytes
    bool isOldOrder = false;   ///< they were compared as signed bytes: wrong for text
};

struct ParquetGroup {
    qint64 firstRow = 0;
    qint64 rows = 0;
    std::vector<ParquetChunk> chunks;  ///< one for each leaf that is kept
};

/// Invariant: each group has a chunk for each of `leaves`; groups are in the order of their rows; chunks lie within the file.
struct ParquetFooter {
    QByteArray bytes;  ///< that `least` and `most` point into
    std::vector<ParquetLeaf> leaves;  ///< at most Limits::columns
    qint64 allLeaves = 0;
    std::vector<ParquetGroup> groups;
    qint64 rows = 0;
    qint32 version = 0;
    QString createdBy;
    QStringList keys;  ///< of the metadata that the writer added, at most 20
    qint64 memoryBytes = 0;
};

/// Reads it. Errors: Corrupt (it is no Parquet, or cut short, or says what cannot be), Refused (encrypted; larger than can be
/// held), the source's.
Result<ParquetFooter> readParquetFooter(Source &source, const Limits &limits);

QString parquetCodecName(int codec);

}  // namespace tideline::session::table
