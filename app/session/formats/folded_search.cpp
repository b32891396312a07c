#include "app/session/formats/folded_search.h"

#include <algorithm>

namespace tideline::session::table {

namespace {
constexpr char folded(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c + 32) : c;
}
}  // namespace

FoldedSearch::FoldedSearch(const QString &text, char never)
{
    if (std::ranges::any_of(text, [never](QChar c) { return c.unicode() >= 0x80 || c.unicode() == uchar(never); }))
        return;
    m_word = text.toLatin1().toLower();
    m_shift.fill(m_word.size());
    for (qsizetype i = 0; i + 1 < m_word.size(); ++i) {
        const char c = m_word[i];
        m_shift[uchar(c)] = m_word.size() - 1 - i;
        if (c >= 'a' && c <= 'z')
            m_shift[uchar(c - 32)] = m_word.size() - 1 - i;
    }
}

bool FoldedSearch::mayBeIn(QByteArrayView row) const
{
    const qsizetype length = m_word.size();
    if (length == 0)
        return true;
    for (qsizetype at = length - 1; at < row.size(); at += m_shift[uchar(row[at])]) {
        qsizetype same = 0;
        while (same < length && folded(row[at - same]) == m_word[length - 1 - same])
            ++same;
        if (same == length)
            return true;
    }
    return false;
}

}  // namespace tideline::session::table
