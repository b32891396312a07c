#include "app/session/formats/csv_reader.h"

namespace tideline::session::table {

CsvReader::CsvReader(const CsvText &text, CsvMarks marks, qint64 offset, qint64 blockBytes)
    : m_text(text), m_marks(marks), m_scanner(marks), m_blockBytes(blockBytes), m_readOffset(offset), m_rowOffset(offset),
      m_nextOffset(offset)
{
}

Result<bool> CsvReader::next()
{
    m_isCut = false;
    m_isUnended = false;
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
            m_isUnended = true;
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
    m_row = m_isCut ? QByteArrayView(m_cutRow) : bytes.chopped(lineEndBytes);
    if (!m_isCut && m_marks.lineEnd == '\n' && m_row.endsWith('\r'))
        m_row.chop(1);
    m_skippedBytes = 0;
    m_begin = end;
}

/// Reads the next block behind what is left of the row; false at the end of the file.
Result<bool> CsvReader::fill()
{
    Result<CsvText::Piece> piece = m_text.read(m_readOffset, m_blockBytes);
    if (!piece)
        return piece.error();
    if (piece->sourceBytes == 0)
        return false;
    m_readOffset += piece->sourceBytes;
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
