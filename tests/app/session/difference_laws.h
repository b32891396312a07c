// What holds for every difference of texts, whatever they are: for the tests and the fuzz target.
#pragma once

#include "core/preview/difference.h"

namespace tideline::test {

/// Where each line begins, and the end.
inline std::vector<qsizetype> lineBegins(const QString &text)
{
    std::vector<qsizetype> begins{0};
    for (qsizetype at = 0; at < text.size(); begins.push_back(at)) {
        const qsizetype newline = text.indexOf(u'\n', at);
        at = newline < 0 ? text.size() : newline + 1;
    }
    return begins;
}

/// Reads a text's lines from front to back.
class LineTaker {
public:
    explicit LineTaker(const QString &text) : m_text(text), m_begins(lineBegins(text)) {}
    /// Whether the stretch is the next one; then it was read.
    bool takes(preview::Lines lines)
    {
        if (lines.begin != m_next || lines.count < 0 || std::size_t(lines.begin + lines.count) >= m_begins.size())
            return false;
        m_next += lines.count;
        return true;
    }
    QStringView read(preview::Lines lines) const
    {
        const qsizetype begin = m_begins[std::size_t(lines.begin)];
        return QStringView(m_text).sliced(begin, m_begins[std::size_t(lines.begin + lines.count)] - begin);
    }
    bool atEnd() const { return std::size_t(m_next) + 1 == m_begins.size(); }

private:
    const QString &m_text;
    std::vector<qsizetype> m_begins;
    int m_next = 0;
};

inline bool areInOrder(const std::vector<preview::Span> &spans, qsizetype size)
{
    qsizetype at = 0;
    for (const preview::Span &span : spans) {
        if (span.start < at || span.length <= 0)
            return false;
        at = span.start + span.length;
    }
    return at <= size;
}

/// nullptr, or the law that is broken.
inline const char *brokenLaw(const preview::TextDifference &difference)
{
    using preview::Happened;
    LineTaker older(difference.older), newer(difference.newer);
    std::optional<Happened> last;
    for (const auto &hunk : difference.hunks) {
        if (!older.takes(hunk.older) || !newer.takes(hunk.newer))
            return "the hunks hold all lines in order";
        const bool equal = older.read(hunk.older) == newer.read(hunk.newer);
        if (equal != (hunk.happened == Happened::Equal))
            return "what is equal is said to be";
        if (hunk.happened == Happened::Added ? hunk.older.count != 0 || hunk.newer.count == 0
                                             : hunk.older.count == 0 || (hunk.newer.count == 0) != (hunk.happened == Happened::Removed))
            return "what happened is what the counts say";
        if ((last == Happened::Equal) == (hunk.happened == Happened::Equal) && last)
            return "equal and other hunks take turns";
        last = hunk.happened;
    }
    if (!older.atEnd() || !newer.atEnd())
        return "no line is left out";
    if (!areInOrder(difference.olderSpans, difference.older.size()) || !areInOrder(difference.newerSpans, difference.newer.size()))
        return "spans are in order and within the text";
    return nullptr;
}

/// nullptr, or the law that is broken.
inline const char *brokenLaw(const preview::TextMerge &merge)
{
    using preview::Who;
    LineTaker base(merge.base), mine(merge.mine), theirs(merge.theirs);
    for (const auto &hunk : merge.hunks) {
        if (!base.takes(hunk.base) || !mine.takes(hunk.mine) || !theirs.takes(hunk.theirs))
            return "the hunks hold all lines in order";
        const QStringView b = base.read(hunk.base), m = mine.read(hunk.mine), t = theirs.read(hunk.theirs);
        if ((hunk.who == Who::Nobody && (m != b || t != b)) || (hunk.who == Who::Mine && t != b) || (hunk.who == Who::Theirs && m != b)
            || (hunk.who == Who::Alike && m != t) || (hunk.who == Who::Both && m == t))
            return "who changed it is who changed it";
    }
    if (!base.atEnd() || !mine.atEnd() || !theirs.atEnd())
        return "no line is left out";
    if (!areInOrder(merge.mineSpans, merge.mine.size()) || !areInOrder(merge.theirsSpans, merge.theirs.size()))
        return "spans are in order and within the text";
    return nullptr;
}

}  // namespace tideline::test
