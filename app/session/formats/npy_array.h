// A numpy array as a table, read a part at a time.
#pragma once

#include "app/session/formats/npy_header.h"

namespace tideline::session::table {

class ColumnSummary;

/// Elements are rows, and their members columns; of a plain array with two indices the second runs along the columns. With more,
/// the table is the first slice: the last two indices, or in Fortran's order the first two, of which the values lie together.
///
/// Ownership: borrows the source. Keeps nothing but the header.
class NpyArray {
public:
    /// Errors: Corrupt, the source's.
    static Result<NpyArray> open(Source &source, const Limits &limits);

    const NpyHeader &header() const { return m_header; }
    qint64 rowCount() const { return m_rows; }
    qint64 columnCount() const { return m_columns; }  ///< in the array
    qint64 shownColumns() const { return m_shown; }
    std::vector<preview::Column> columns() const;
    /// "[0, :, :]"; empty when all of it is shown.
    QString slice() const;
    /// The file has fewer bytes than the header promises.
    bool isCutShort() const;

    Result<std::vector<QStringList>> rows(qint64 first, qint64 count, const preview::Cancelled &cancelled) const;
    /// Adds the column's values of the rows from `first` on, as many as are read at a time; returns the row behind them.
    Result<qint64> summarize(qint64 column, qint64 first, const preview::Cancelled &cancelled, ColumnSummary &summary) const;

private:
    NpyArray(Source &source, NpyHeader header, const Limits &limits);

    /// A field of a row: which, and where it is.
    struct Cell {
        const NpyField *field;
        qint64 offset;
    };
    Cell cell(qint64 row, qint64 column) const;
    qint64 cellBytes(qint64 column) const;
    Result<void> readByRows(qint64 first, const preview::Cancelled &cancelled, std::vector<QStringList> &rows) const;
    Result<void> readByColumns(qint64 first, const preview::Cancelled &cancelled, std::vector<QStringList> &rows) const;

    Source *m_source;
    NpyHeader m_header;
    qint64 m_rows = 1;
    qint64 m_columns = 1;
    qint64 m_shown = 1;
    qint64 m_rowStride = 0;     ///< bytes from one row to the next
    qint64 m_columnStride = 0;  ///< and from one column to the next; 0: columns are fields
    bool m_isSlice = false;
};

}  // namespace tideline::session::table
