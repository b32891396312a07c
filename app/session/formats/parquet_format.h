// Parquet: a table of columns, each by itself in pages.
#pragma once

#include "app/session/format.h"

namespace tideline::session {

/// Apache Parquet, by its magic number. An own reader: Debian 12 has no library for it.
///
/// Read are the footer and the pages of the rows that are shown; of a nested column its leaves, lists joined. Encodings: PLAIN,
/// dictionaries, RLE, BIT_PACKED levels, the three DELTA ones, BYTE_STREAM_SPLIT. Codecs: none, Snappy, gzip, Zstandard. A cell
/// that cannot be decoded is "?", and a notice says why.
extern const Format kParquetFormat;

}  // namespace tideline::session
