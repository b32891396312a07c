#include "app/session/formats/csv_index.h"

#include <QDeadlineTimer>

#include <algorithm>

namespace tideline::session::table {

namespace {
constexpr qint64 kCountBytes = 1 << 20;  ///< read at a time
constexpr qint64 kNearBytes = 128 << 10; ///< what is read rather than guessed again
constexpr std::size_t kGuesses = 4096;
}  // namespace

CsvIndex::CsvIndex(const CsvText &text, CsvMarks marks, qint64 offset)
    : m_text(text), m_scanner(marks), m_offsets{offset}, m_lastEnd(offset), m_readOffset(offset)
{
    m_isWhole = offset >= text.sizeBytes();
}

Result<void> CsvIndex::count(qint64 untilRow, std::chrono::milliseconds time, const preview::Cancelled &cancelled)
{
    const QDeadlineTimer deadline(time);
    for (bool isFirst = true; !m_isWhole && m_rows <= untilRow && (isFirst || !deadline.hasExpired()); isFirst = false) {
        if (cancelled)
            return Error{Error::Kind::Cancelled, u"The counting of rows was stopped."_s, {}, {}};
        const Result<CsvText::Piece> piece = m_text.read(m_readOffset, kCountBytes);
        if (!piece)
            return piece.error();
        if (piece->sourceBytes > 0) {
            countBlock(*piece);
            continue;
        }
        m_isWhole = true;
        m_rows += m_isInRow ? 1 : 0;  // the last row has no line end
    }
    return {};
}

void CsvIndex::countBlock(const CsvText::Piece &piece)
{
    const char *from = piece.text.constData();
    const bool isWide = m_text.unitBytes() > 1;
    qint64 offset = m_readOffset;
    m_scanner.setBlock(piece.text);
    while (const char *end = m_scanner.next()) {
        offset += isWide ? m_text.sourceBytesOf({from, end - from}) : end - from;
        from = end;
        m_lastEnd = offset;
        m_isInRow = false;
        if (++m_rows % m_step == 0)
            remember(offset);
    }
    m_scanner.endBlock();
    m_isInRow = m_isInRow || from != piece.text.constEnd();
    m_readOffset += piece.sourceBytes;
}

void CsvIndex::remember(qint64 offset)
{
    m_offsets.push_back(offset);
    if (m_offsets.size() < kPlaces)
        return;
    for (std::size_t i = 0; 2 * i < m_offsets.size(); ++i)
        m_offsets[i] = m_offsets[2 * i];
    m_offsets.resize((m_offsets.size() + 1) / 2);
    m_step *= 2;
}

CsvIndex::Place CsvIndex::before(qint64 row) const
{
    const std::size_t at = std::min(std::size_t(std::max<qint64>(row, 0) / m_step), m_offsets.size() - 1);
    return {qint64(at) * m_step, m_offsets[at]};
}

CsvGuesses::CsvGuesses(const CsvText &text, CsvMarks marks, int fields, qint64 first, qint64 rows)
    : m_text(text), m_marks(marks), m_fields(fields), m_first(first),
      m_rowBytes(double(text.sizeBytes() - first) / double(std::max<qint64>(rows, 1)))
{
    learn({0, first});
    learn({rows, text.sizeBytes()});
}

void CsvGuesses::learn(CsvIndex::Place place)
{
    // Guesses can contradict each other; places stay in the order of their rows.
    const auto after = m_places.upper_bound(place.row);
    if ((after != m_places.begin() && std::prev(after)->second > place.offset)
        || (after != m_places.end() && after->second < place.offset))
        return;
    if (m_places.size() >= kGuesses)
        m_places.erase(std::next(m_places.begin()), std::prev(m_places.end()));  // the two ends are always known
    m_places.try_emplace(place.row, place.offset);
}

Result<CsvIndex::Place> CsvGuesses::before(qint64 row)
{
    const auto after = m_places.upper_bound(row);
    const CsvIndex::Place lower{std::prev(after)->first, std::prev(after)->second};
    if (lower.row == row || double(row - lower.row) * m_rowBytes <= kNearBytes)
        return lower;
    if (after != m_places.end() && double(after->first - row) * m_rowBytes <= kNearBytes)
        return back({after->first, after->second}, row);
    if (after == m_places.end())
        return lower;  // behind the end: there is nothing, but it costs nothing either
    // Between the two known places, by the part of the way.
    const double part = double(row - lower.row) / double(after->first - lower.row);
    const qint64 offset = lower.offset + qint64(part * double(after->second - lower.offset));
    const Result<qint64> begin = rowAt(offset, after->second);
    if (!begin)
        return begin.error();
    learn({row, *begin});
    return CsvIndex::Place{row, *begin};
}

/// The place from which on there are rows up to `from`, and `row` is about the first: what is between is counted.
Result<CsvIndex::Place> CsvGuesses::back(CsvIndex::Place from, qint64 row)
{
    const qint64 way = qint64(double(from.row - row) * m_rowBytes * 1.25) + 1024;
    const Result<qint64> begin = rowAt(std::max(from.offset - way, m_first), from.offset);
    if (!begin)
        return begin.error();
    qint64 between = 0;
    CsvReader reader(m_text, m_marks, *begin, {.blockBytes = 64 << 10, .mostBytes = 4 * kNearBytes});
    while (reader.nextOffset() < from.offset) {
        const Result<bool> more = reader.next();
        if (!more)
            return more.error();
        if (!*more)
            break;
        ++between;
    }
    const CsvIndex::Place place{from.row - between, *begin};
    if (place.row > row || place.row < 0) {  // rows there are far longer or shorter than the average
        learn({row, *begin});
        return CsvIndex::Place{row, *begin};
    }
    learn(place);
    return place;
}

bool CsvGuesses::looksLikeRows(QByteArrayView text) const
{
    CsvRowScanner scanner(m_marks);
    scanner.setBlock(text);
    const char *from = text.data();
    int rows = 0;
    while (const char *end = scanner.next()) {
        CsvFields fields(withoutReturns({from, end - 1 - from}, m_marks), m_marks);
        if (!fields.skip(m_fields) || fields.skip(1))
            return false;
        from = end;
        if (++rows == 4)
            return true;
    }
    return rows > 0;
}

Result<qint64> CsvGuesses::rowAt(qint64 offset, qint64 limit)
{
    if (offset <= m_first)
        return m_first;
    offset -= (offset - m_first) % m_text.unitBytes();
    const Result<CsvText::Piece> piece = m_text.read(offset, 64 << 10);
    if (!piece)
        return piece.error();
    const QByteArrayView text(piece->text);
    qsizetype firstEnd = -1;
    for (qsizetype end = text.indexOf(m_marks.lineEnd), tries = 0; end >= 0 && tries < 64;
         end = text.indexOf(m_marks.lineEnd, end + 1), ++tries) {
        firstEnd = firstEnd < 0 ? end : firstEnd;
        if (looksLikeRows(text.sliced(end + 1))) {
            firstEnd = end;
            break;
        }
    }
    if (firstEnd < 0)
        return std::min(offset + piece->sourceBytes, limit);
    return std::min(offset + m_text.sourceBytesOf(text.first(firstEnd + 1)), limit);
}

}  // namespace tideline::session::table
