// Where the rows and fields of a CSV end.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace tideline::session::table {

/// How a file separates what it holds. All are single ASCII bytes; the text is UTF-8 or a code page.
struct CsvMarks {
    char delimiter = ',';
    char quote = '"';    ///< 0: none. It opens at the beginning of a field alone; elsewhere it is a letter
    char lineEnd = '\n'; ///< '\r' in files of old Macs; "\r\n" is '\n' with a '\r' that the row's reader cuts off
    bool operator==(const CsvMarks &) const = default;
};

/// The row without what of a line end '\n' stands before it: '\r', or several where a file was written as text twice.
inline QByteArrayView withoutReturns(QByteArrayView row, CsvMarks marks)
{
    while (marks.lineEnd == '\n' && row.endsWith('\r'))
        row.chop(1);
    return row;
}

/// Finds where rows end, block after block; a newline within quotes ends none. It looks at bytes by memchr alone, and keeps
/// nothing but where it is, so a row may be of any length.
class CsvRowScanner {
public:
    explicit CsvRowScanner(CsvMarks marks) : m_marks(marks), m_last(marks.lineEnd) {}

    /// What comes next of the text. The one before was read to its end, and is there until endBlock() at least.
    void setBlock(QByteArrayView block);
    void endBlock();
    /// One past the next row's end in the block; nullptr when the block has no more.
    const char *next();
    /// Whether the text so far ended within quotes.
    bool isQuoted() const { return m_state == State::Quoted; }

private:
    enum class State { Plain, Quoted, QuoteSeen };
    const char *nextOpeningQuote(const char *end);

    CsvMarks m_marks;
    State m_state = State::Plain;
    char m_last;  ///< the byte before the block: a row begins where a line ended
    const char *m_begin = nullptr;
    const char *m_at = nullptr;
    const char *m_end = nullptr;
    const char *m_quote = nullptr;  ///< the first quote at or after m_at, if it is not before m_at; m_end: none
};

/// The fields of one row.
class CsvFields {
public:
    /// `row`: without its line end.
    CsvFields(QByteArrayView row, CsvMarks marks) : m_row(row), m_marks(marks) {}

    /// The next field, without its quotes, "" made one; false when there are no more. A row has one field at least. The bytes are
    /// the row's, or this object's until the next call.
    bool next(QByteArrayView &field);
    /// Passes over fields; false when the row has not so many.
    bool skip(qsizetype fields);
    bool wasQuoted() const { return m_wasQuoted; }

private:
    QByteArrayView quoted();

    QByteArrayView m_row;
    CsvMarks m_marks;
    qsizetype m_at = 0;
    bool m_ended = false;
    bool m_wasQuoted = false;
    QByteArray m_joined;  ///< a field that is not in the row as one piece
};

/// Whether a field of the row may be no stretch of its bytes: a quote stands within it.
bool hasInnerQuotes(QByteArrayView row, CsvMarks marks);

/// The rows of a sample that is all in memory.
class CsvSampleRows {
public:
    /// `isAll`: nothing follows the sample, so that its last row is one even without a line end.
    CsvSampleRows(QByteArrayView sample, CsvMarks marks, bool isAll);
    /// Without its line end; false when there are no more.
    bool next(QByteArrayView &row);
    /// Behind the line end of the row that was given last.
    qsizetype end() const { return m_end; }
    bool isQuoted() const { return m_scanner.isQuoted(); }

private:
    QByteArrayView m_sample;
    CsvMarks m_marks;
    bool m_isAll;
    CsvRowScanner m_scanner;
    qsizetype m_end = 0;
};

}  // namespace tideline::session::table
