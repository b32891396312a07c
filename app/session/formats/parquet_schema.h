// The tree of a Parquet file's columns, made a list of its leaves.
#pragma once

#include "app/session/formats/parquet_footer.h"
#include "app/session/formats/thrift_reader.h"

namespace tideline::session::table {

/// One line of the schema as the footer has it: the tree, depth first.
struct ParquetElement {
    int type = -1;         ///< -1: a group
    int length = 0;
    int repetition = 0;    ///< 0 required, 1 optional, 2 repeated
    QByteArray name;
    qint32 children = 0;
    int converted = -1;    ///< the old way to say what it means
    int logical = -1;      ///< the new one: the number of the union's member
    int scale = 0;
    int precision = 0;
    int unit = 0;          ///< of logical times: 1 ms, 2 µs, 3 ns
    int bits = 64;
    bool isSigned = true;
};
ParquetElement readParquetElement(ThriftReader &reader);

/// The leaves, at most `most`; how many there are in all. Errors: Corrupt (no tree), Refused (deeper than `depth`).
Result<std::pair<std::vector<ParquetLeaf>, qint64>> parquetLeaves(const std::vector<ParquetElement> &elements, int depth, int most);

}  // namespace tideline::session::table
