// How Parquet packs numbers and bytes.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace tideline::session::table {

/// All give false for bytes that are not what they should be, among them too few; none gives more than `count` values, so the
/// caller bounds the memory. `bytes` is what is left; what was read is cut off where it says so.

/// Numbers in runs: repeated ones, or eight and more packed side by side (RLE). Used for levels, indices and booleans.
bool decodeRuns(QByteArrayView bytes, int bitWidth, qint64 count, std::vector<quint32> &values);
/// The old way for levels, packed from the highest bit on (BIT_PACKED).
bool decodePackedLevels(QByteArrayView bytes, int bitWidth, qint64 count, std::vector<quint32> &values);
/// How many bits a number up to `most` takes.
int bitWidthOf(quint32 most);

/// Whole numbers by their differences (DELTA_BINARY_PACKED); cut off.
bool decodeDeltas(QByteArrayView &bytes, qint64 count, std::vector<qint64> &values);
/// Byte strings behind the deltas of their lengths (DELTA_LENGTH_BYTE_ARRAY).
bool decodeDeltaLengths(QByteArrayView bytes, qint64 count, std::vector<QByteArrayView> &values);
/// Byte strings that share their beginnings with the one before (DELTA_BYTE_ARRAY). They are joined in `storage`, of at most
/// `mostBytes`.
bool decodeDeltaStrings(QByteArrayView bytes, qint64 count, qint64 mostBytes, QByteArray &storage, std::vector<QByteArrayView> &values);
/// Numbers of `size` bytes whose first bytes stand together, then the second ones … (BYTE_STREAM_SPLIT); one behind the other again.
bool joinStreams(QByteArrayView bytes, int size, qint64 count, QByteArray &storage);

}  // namespace tideline::session::table
