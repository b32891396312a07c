// Reads a CSV row by row from some place on.
#pragma once

#include "app/session/formats/csv_row.h"
#include "app/session/formats/csv_text.h"

namespace tideline::session::table {

/// Rows in their order, each in one piece.
///
/// Ownership: borrows the text.
/// Invariant: holds at most kRowBytes and two blocks, however long a row is; of a longer one the beginning is given.
class CsvReader {
public:
    static constexpr qsizetype kRowBytes = 4 << 20;

    /// `offset`: of a row's first byte in the source.
    CsvReader(const CsvText &text, CsvMarks marks, qint64 offset, qint64 blockBytes);

    /// Goes to the next row; false at the end. Errors: the source's.
    Result<bool> next();
    /// Without its line end. Valid until next().
    QByteArrayView row() const { return m_row; }
    /// Where the row begins, and where the one behind it does.
    qint64 offset() const { return m_rowOffset; }
    qint64 nextOffset() const { return m_nextOffset; }
    /// Only the row's first kRowBytes are there.
    bool isCut() const { return m_isCut; }
    /// The row is the last one, and its line end, or the quote that closes it, is missing.
    bool isUnended() const { return m_isUnended; }
    bool isUnclosed() const { return m_isUnended && m_scanner.isQuoted(); }

private:
    void take(qsizetype end, qsizetype lineEndBytes);
    Result<bool> fill();

    const CsvText &m_text;
    CsvMarks m_marks;
    CsvRowScanner m_scanner;
    qint64 m_blockBytes;
    QByteArray m_buffer;      ///< from the row's first byte, or some bytes before it, on
    qsizetype m_begin = 0;    ///< the next row's first byte in the buffer
    qint64 m_readOffset;      ///< in the source, of what follows the buffer
    qint64 m_skippedBytes = 0;  ///< of the source, within the row, that the buffer no longer holds
    QByteArray m_cutRow;
    QByteArrayView m_row;
    qint64 m_rowOffset;
    qint64 m_nextOffset;
    bool m_isCut = false;
    bool m_isUnended = false;
};

}  // namespace tideline::session::table
