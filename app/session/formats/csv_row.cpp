#include "app/session/formats/csv_row.h"

#include <cstring>

namespace tideline::session::table {

namespace {

/// memchr that gives the end where there is none.
const char *find(const char *begin, const char *end, char wanted)
{
    if (begin == end)
        return end;
    const void *found = std::memchr(begin, wanted, std::size_t(end - begin));
    return found == nullptr ? end : static_cast<const char *>(found);
}

}  // namespace

void CsvRowScanner::setBlock(QByteArrayView block)
{
    endBlock();
    m_begin = m_at = block.data();
    m_end = m_begin + block.size();
}

void CsvRowScanner::endBlock()
{
    Q_ASSERT(m_at == m_end);
    if (m_begin != m_end)
        m_last = m_end[-1];
    m_begin = m_at = m_end = m_quote = nullptr;
}

/// The first quote in [m_at, end) that stands at the beginning of a field; `end` when there is none.
const char *CsvRowScanner::nextOpeningQuote(const char *end)
{
    if (m_marks.quote == 0)
        return end;
    for (const char *from = m_at; from < end; from = m_quote + 1) {
        // Looked for in the whole block, and remembered: most files have few, and each row would search in vain.
        if (m_quote == nullptr || m_quote < from)
            m_quote = find(from, m_end, m_marks.quote);
        if (m_quote >= end)
            return end;
        const char before = m_quote == m_begin ? m_last : m_quote[-1];
        if (before == m_marks.delimiter || before == m_marks.lineEnd)
            return m_quote;
    }
    return end;
}

const char *CsvRowScanner::next()
{
    while (m_at < m_end) {
        switch (m_state) {
        case State::Quoted:
            m_at = find(m_at, m_end, m_marks.quote);
            if (m_at < m_end) {
                ++m_at;
                m_state = State::QuoteSeen;
            }
            break;
        case State::QuoteSeen:
            if (*m_at == m_marks.quote) {
                ++m_at;
                m_state = State::Quoted;
            } else {
                m_state = State::Plain;
            }
            break;
        case State::Plain: {
            const char *line = find(m_at, m_end, m_marks.lineEnd);
            const char *quote = nextOpeningQuote(line);
            if (quote < line) {
                m_at = quote + 1;
                m_state = State::Quoted;
            } else if (line < m_end) {
                return m_at = line + 1;
            } else {
                m_at = m_end;
            }
            break;
        }
        }
    }
    return nullptr;
}

QByteArrayView CsvFields::quoted()
{
    m_joined.resize(0);
    const char *const data = m_row.data();
    const char *const end = data + m_row.size();
    const char *from = data + m_at + 1;
    const char *close = find(from, end, m_marks.quote);
    while (close + 1 < end && close[1] == m_marks.quote) {  // "" is one quote
        m_joined.append(from, close + 1 - from);
        from = close + 2;
        close = find(from, end, m_marks.quote);
    }
    const char *const tail = close == end ? end : close + 1;
    const char *const stop = find(tail, end, m_marks.delimiter);
    m_at = stop - data;
    if (m_joined.isEmpty() && tail == stop)
        return {from, close - from};
    m_joined.append(from, close - from);
    m_joined.append(tail, stop - tail);  // what stands behind the closing quote belongs to the field, too
    return m_joined;
}

bool CsvFields::next(QByteArrayView &field)
{
    if (m_ended)
        return false;
    m_wasQuoted = m_marks.quote != 0 && m_at < m_row.size() && m_row[m_at] == m_marks.quote;
    if (m_wasQuoted) {
        field = quoted();
    } else {
        const char *begin = m_row.data() + m_at;
        const char *stop = find(begin, m_row.data() + m_row.size(), m_marks.delimiter);
        field = {begin, stop - begin};
        m_at = stop - m_row.data();
    }
    if (m_at < m_row.size())
        ++m_at;  // the delimiter: another field follows, if only an empty one
    else
        m_ended = true;
    return true;
}

bool CsvFields::skip(qsizetype fields)
{
    QByteArrayView field;
    while (fields > 0 && next(field))
        --fields;
    return fields == 0;
}

bool hasInnerQuotes(QByteArrayView row, CsvMarks marks)
{
    const char *const begin = row.data();
    const char *const end = begin + row.size();
    if (marks.quote == 0)
        return false;
    for (const char *at = find(begin, end, marks.quote); at < end; at = find(at + 1, end, marks.quote)) {
        if (at != begin && at[-1] != marks.delimiter)
            continue;  // a letter
        at = find(at + 1, end, marks.quote);
        if (at + 1 < end && at[1] != marks.delimiter)
            return true;
        if (at == end)
            break;
    }
    return false;
}

CsvSampleRows::CsvSampleRows(QByteArrayView sample, CsvMarks marks, bool isAll)
    : m_sample(sample), m_marks(marks), m_isAll(isAll), m_scanner(marks)
{
    m_scanner.setBlock(sample);
}

bool CsvSampleRows::next(QByteArrayView &row)
{
    const char *begin = m_sample.data() + m_end;
    if (const char *end = m_scanner.next()) {
        row = {begin, end - 1 - begin};
        m_end = end - m_sample.data();
    } else if (m_isAll && m_end < m_sample.size()) {
        row = m_sample.sliced(m_end);
        m_end = m_sample.size();
    } else {
        return false;
    }
    row = withoutReturns(row, m_marks);
    return true;
}

}  // namespace tideline::session::table
