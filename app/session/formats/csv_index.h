// How many rows a CSV has, and where they are.
#pragma once

#include "app/session/formats/csv_reader.h"

#include "core/preview/preview.h"

#include <chrono>
#include <map>

namespace tideline::session::table {

/// Counts rows, and remembers the place of each k-th of them.
///
/// Invariant: at most kPlaces are remembered, whatever the file; k doubles when there would be more, so that a row of ten
/// million is a seek and some hundred rows away.
class CsvIndex {
public:
    /// `offset`: of row 0 in the source.
    CsvIndex(const CsvText &text, CsvMarks marks, qint64 offset);

    /// Counts on until it has passed row `untilRow`, the time is over, or the file is. Errors: the source's, Cancelled.
    Result<void> count(qint64 untilRow, std::chrono::milliseconds time, const preview::Cancelled &cancelled);
    /// How many rows there are for sure; all of them when isWhole().
    qint64 rows() const { return m_rows; }
    bool isWhole() const { return m_isWhole; }
    /// The file ended within quotes.
    bool isUnclosed() const { return m_isWhole && m_scanner.isQuoted(); }
    /// Where the last of them ends, in the source.
    qint64 endOffset() const { return m_lastEnd; }

    struct Place {
        qint64 row = 0;
        qint64 offset = 0;
    };
    /// The last remembered place at or before `row`, which is counted.
    Place before(qint64 row) const;
    qint64 memoryBytes() const { return qint64(m_offsets.capacity() * sizeof(qint64)); }

private:
    static constexpr std::size_t kPlaces = 1 << 16;
    void remember(qint64 offset);
    void countBlock(const CsvText::Piece &piece);

    const CsvText &m_text;
    CsvRowScanner m_scanner;
    std::vector<qint64> m_offsets;  ///< of the rows 0, m_step, 2 × m_step …
    qint64 m_step = 1;
    qint64 m_rows = 0;       ///< ended ones
    qint64 m_lastEnd;        ///< where the last of them ended
    qint64 m_readOffset;
    bool m_isWhole = false;
};

/// Guesses where rows are that were not counted, and stays with its guesses: the same row is the same place each time, and the
/// rows that follow those of one request are the next request's.
///
/// For what is too far to count: over the network, or very large. Numbers are then about right, the rows are real ones.
class CsvGuesses {
public:
    /// `first`: where row 0 is. `rows`: about how many there are; row `rows` is taken to be at the end.
    CsvGuesses(const CsvText &text, CsvMarks marks, int fields, qint64 first, qint64 rows);

    /// Where to begin for a row: a place at or a few rows before it. Reads some 10 KiB from where it may be.
    Result<CsvIndex::Place> before(qint64 row);
    /// What was found on the way.
    void learn(CsvIndex::Place place);

private:
    Result<CsvIndex::Place> back(CsvIndex::Place from, qint64 row);
    /// The beginning of the first row at or after a place that looks like one; the end when there is none near.
    Result<qint64> rowAt(qint64 offset, qint64 limit);
    bool looksLikeRows(QByteArrayView text) const;

    const CsvText &m_text;
    CsvMarks m_marks;
    int m_fields;
    qint64 m_first;
    double m_rowBytes;
    std::map<qint64, qint64> m_places;  ///< offsets by row; at most kPlaces
};

}  // namespace tideline::session::table
