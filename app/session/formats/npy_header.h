// The header of an array that numpy has saved.
#pragma once

#include "app/session/format.h"

namespace tideline::session::table {

/// One value of an element: the whole of it, or a member of a structured one.
struct NpyField {
    QString name;           ///< "position.x" of a member; empty of a plain element
    char kind = 'V';        ///< numpy's letter: b i u f c S U M m V O
    qint64 bytes = 0;       ///< of one value
    qint64 offset = 0;      ///< in the element
    qint64 repeat = 1;      ///< so many values, one behind the other: a member that is an array
    bool isBigEndian = false;
    QByteArray unit;        ///< of M and m: "ns"
    qint64 unitCount = 1;   ///< 25 of "25s"
    bool operator==(const NpyField &) const = default;
};
/// "float32", as numpy calls it.
QString npyTypeName(const NpyField &field);

/// Invariant: no number is negative; itemBytes × the product of `shape` is below 2^62.
struct NpyHeader {
    std::vector<NpyField> fields;  ///< at most `maxFields`, without padding
    qint64 allFields = 0;
    bool isStructured = false;
    qint64 itemBytes = 0;
    std::vector<qint64> shape;     ///< empty: one element alone
    bool isFortran = false;        ///< the first index runs fastest
    qint64 dataOffset = 0;

    qint64 items() const;
    QString typeName() const;  ///< "float32", "structured (3 fields)"
    QString shapeText() const; ///< "100 × 3", "scalar"
};

/// Reads the header of format 1 to 3 from the file's first bytes: a literal of Python, which is read as one and never run.
/// Errors: Corrupt.
Result<NpyHeader> readNpyHeader(QByteArrayView head, int maxFields);
/// The bytes that readNpyHeader needs at most.
inline constexpr qint64 kNpyHeaderBytes = 1 << 20;

}  // namespace tideline::session::table
