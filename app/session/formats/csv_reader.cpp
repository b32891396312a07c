#include "app/session/formats/csv_reader.h"

#include <algorithm>

namespace tideline::session::table {

CsvReader::CsvReader(const CsvText &text, CsvMarks marks, qint64 offset, CsvReading reading)
    : m_text(text), m_marks(marks), m_scanner(marks), m_reading(reading), m_readOffset(offset), m_rowOffset(offset),
      m_nextOffset(offset)
{
}

Result<bool> CsvReader::next()
{
    m_isCut = false;
    while (true) {
        if (const char *end = m_scanner.next()) {
            take(end - m_buffer.constData(), 1);
            return true;
        }
        const Result<bool> filled = fill();
        if (!filled)
            return filled.error();
        if (!*filled) {
            if (m_begin == m_buffer.size() && m_skippedBytes == 0)
                return false;
            take(m_buffer.size(), 0);
            return true;
        }
    }
}

/// The row goes up to `end` in the buffer, its line end included.
void CsvReader::take(qsizetype end, qsizetype lineEndBytes)
{
    const QByteArrayView bytes = QByteArrayView(m_buffer).sliced(m_begin, end - m_begin);
    m_rowOffset = m_nextOffset;
    m_nextOffset += m_skippedBytes + m_text.sourceBytesOf(bytes);
    m_isCut = m_skippedBytes > 0;
    m_hasLineEnd = lineEndBytes > 0;
    m_row = m_isCut ? QByteArrayView(m_cutRow) : withoutReturns(bytes.chopped(lineEndBytes), m_marks);
    m_skippedBytes = 0;
    m_begin = end;
}

/// Reads the next block behind what is left of the row; false at the end of the file, or of what may be read.
Result<bool> CsvReader::fill()
{
    if (m_reading.cancelled != nullptr && *m_reading.cancelled)
        return Error{Error::Kind::Cancelled, u"The reading of rows was stopped."_s, {}, {}};
    if (m_reading.mostBytes <= 0)
        return false;
    Result<CsvText::Piece> piece = m_text.read(m_readOffset, std::min(m_reading.blockBytes, m_reading.mostBytes));
    if (!piece)
        return piece.error();
    if (piece->sourceBytes == 0)
        return false;
    m_readOffset += piece->sourceBytes;
    m_reading.mostBytes -= piece->sourceBytes;
    const QByteArrayView left = QByteArrayView(m_buffer).sliced(m_begin);
    qsizetype held = left.size();
    m_scanner.endBlock();
    if (m_skippedBytes > 0 || held > kRowBytes) {
        if (m_skippedBytes == 0)
            m_cutRow = left.first(kRowBytes).toByteArray();
        m_skippedBytes += m_text.sourceBytesOf(left);
        m_buffer = std::move(piece->text);
        held = 0;
    } else {
        QByteArray joined;
        joined.reserve(held + piece->text.size());
        joined.append(left);
        joined.append(piece->text);
        m_buffer = std::move(joined);
    }
    m_begin = 0;
    m_scanner.setBlock(QByteArrayView(m_buffer).sliced(held));
    return true;
}

}  // namespace tideline::session::table
