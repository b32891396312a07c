// What only some languages have: lines that begin in their own way, raw strings, here documents, blocks.
#include "app/session/formats/code_machine.h"

namespace tideline::session {

using preview::Style;
using In = LexerState::In;

/// What is special at a line's start is taken; the rest of the line goes the common way.
void CodeLexer::startLine()
{
    const qsizetype from = skipSpace(m_at);
    m_valueStarts = true;
    const char16_t c = unit(from);
    if ((c == u'@' && m_syntax.has(Decorators) && isLetter(unit(from + 1)))
        || (c == u'#' && m_syntax.has(Directives))) {
        qsizetype to = wordEnd(skipSpace(from + 1));
        while (c == u'@' && unit(to) == u'.')
            to = wordEnd(to + 1);
        const bool includes = m_text.sliced(from, to - from).endsWith(u"include");
        take(from, to, Style::Markup);
        const qsizetype name = skipSpace(to);
        if (includes && unit(name) == u'<')
            take(name, std::min(lineEnd(name), m_text.size()), Style::Text);
    } else if (m_syntax.has(EqualsKeys)) {
        startTomlLine(from);
    } else if (m_syntax.has(Indented)) {
        startYamlLine(from);
    }
}

void CodeLexer::startTomlLine(qsizetype from)
{
    const qsizetype end = lineEnd(from);
    if (unit(from) == u'[' && from == m_at) {
        const qsizetype close = m_text.sliced(from, end - from).lastIndexOf(u']');
        const qsizetype comma = m_text.sliced(from, end - from).indexOf(u',');
        if (close > 0 && comma < 0)
            take(from, from + close + 1, Style::Type);
        return;
    }
    qsizetype to = from;
    while (to < end
           && (isWordUnit(unit(to)) || isSpace(unit(to)) || unit(to) == u'.' || unit(to) == u'"' || unit(to) == u'\''))
        ++to;
    if (to < end && to > from && unit(to) == u'=')
        take(from, to, Style::Key);
}

void CodeLexer::startYamlLine(qsizetype from)
{
    const bool indented = from > m_at;
    m_at = from;
    if (!indented && (has(u"---", from) || has(u"...", from)))
        take(from, from + 3, Style::Markup);
    while (unit(m_at) == u'-' && (isSpace(unit(m_at + 1)) || unit(m_at + 1) == u'\n')) {
        take(m_at, m_at + 1, Style::Operator);
        m_at = skipSpace(m_at);
    }
    if (m_at >= m_text.size() || QStringView(u"\"'#&*!|>%@`{[,]}\n").contains(unit(m_at)))
        return;
    const qsizetype end = lineEnd(m_at);
    for (qsizetype to = m_at; to < end; ++to) {
        if (unit(to) == u'#' && isSpace(unit(to - 1)))
            return;
        if (unit(to) == u':' && (to + 1 == end || isSpace(unit(to + 1)))) {
            take(m_at, to, Style::Key);
            take(to, to + 1, Style::Operator);
            return;
        }
    }
}

/// R"x(…)x" of C++, r"--(…)--" of R, $x$…$x$ of SQL: `quote` is the place of its first mark.
bool CodeLexer::takeRaw(qsizetype from, qsizetype quote)
{
    const QChar mark = m_text[quote];
    const bool dollar = mark == u'$';
    qsizetype open = quote + 1;
    while (open - quote <= kLongestMark
           && (dollar || m_syntax.has(CppRaw) ? isWordUnit(unit(open)) : unit(open) == u'-'))
        ++open;
    const QStringView tag = m_text.sliced(quote + 1, std::min(open, m_text.size()) - quote - 1);
    const char16_t c = unit(open);
    const bool bracket = c == u'(' || (m_syntax.has(RRaw) && (c == u'[' || c == u'{'));
    if (dollar ? c != u'$' || isDigit(unit(quote + 1)) : !bracket)
        return false;
    const QChar close = dollar ? u'$' : c == u'(' ? u')' : c == u'[' ? u']' : u'}';
    m_state.end = close + tag.toString() + mark;
    m_state.in = In::String;
    m_state.quote = kRawQuote;
    m_at = open + 1;
    string(from);
    return true;
}

bool CodeLexer::takeHereDocument()
{
    if (!has(u"<<", m_at) || has(u"<<<", m_at))
        return false;
    const qsizetype from = m_at;
    qsizetype at = from + 2;
    const bool tabs = unit(at) == u'-';
    at = skipSpace(at + tabs);
    const bool quoted = unit(at) == u'\'' || unit(at) == u'"';
    const qsizetype word = at + quoted;
    const qsizetype to = wordEnd(word);
    if (to == word || to - word > kLongestMark || !isLetter(unit(word)))
        return false;
    m_state.end = m_text.sliced(word, to - word).toString();
    m_state.tabs = tabs;
    m_state.awaitsBlock = true;
    take(from, std::min(to + quoted, m_text.size()), Style::Markup);
    return true;
}

/// `key: |` of YAML, and nothing but a comment behind it.
bool CodeLexer::takeBlockScalar()
{
    qsizetype to = m_at + 1;
    while (QStringView(u"+-0123456789").contains(unit(to)) && to < m_at + 4)
        ++to;
    const qsizetype rest = skipSpace(to);
    if (rest < m_text.size() && unit(rest) != u'\n' && unit(rest) != u'#')
        return false;
    const qsizetype line = m_text.first(m_at).lastIndexOf(u'\n') + 1;
    m_state.depth = int(std::min<qsizetype>(skipSpace(line) - line, 10'000));
    m_state.end.clear();
    m_state.awaitsBlock = true;
    take(m_at, to, Style::Markup);
    return true;
}

/// What only some languages have.
bool CodeLexer::takeSpecial()
{
    const char16_t c = unit(m_at);
    const char16_t next = unit(m_at + 1);
    if (c == u'$' && m_syntax.has(DollarQuotes))
        return takeRaw(m_at, m_at);
    if (c == u'$' && m_syntax.has(Variables)) {
        const qsizetype name = m_at + (next == u'{' ? 2 : 1);
        qsizetype to = name;
        while (to < m_text.size() && (isLetter(unit(to)) || isDigit(unit(to))))
            ++to;
        take(m_at, std::max(to, std::min(name, m_text.size())), Style::Key);
        return true;
    }
    if (c == u'\\' && m_syntax.has(Variables)) {
        m_at = std::min(m_at + 2, m_text.size());
        return true;
    }
    if (c == u'<' && m_syntax.has(HereDocuments))
        return takeHereDocument();
    if (m_syntax.has(Indented) && m_valueStarts) {
        if (c == u'|' || c == u'>')
            return takeBlockScalar();
        if (c == u'&' || c == u'*' || c == u'!') {
            take(m_at, wordEnd(m_at + 1), c == u'!' ? Style::Type : Style::Markup);
            return true;
        }
    }
    if (c == u'%' && m_syntax.has(PercentOperators)) {
        const QStringView ahead = m_text.sliced(m_at + 1, std::min(kLongestMark, m_text.size() - m_at - 1));
        const qsizetype mark = ahead.indexOf(u'%');
        const qsizetype close = ahead.first(std::max<qsizetype>(mark, 0)).contains(u'\n') ? -1 : mark;
        take(m_at, m_at + close + 2, Style::Operator);
        return true;
    }
    return false;
}

bool CodeLexer::endsBlock(QStringView line)
{
    if (!m_syntax.has(Indented)) {
        while (m_state.tabs && line.startsWith(u'\t'))
            line = line.sliced(1);
        return line == m_state.end;
    }
    const auto text = std::ranges::find_if_not(line, [](QChar c) { return isSpace(c.unicode()); });
    return text != line.end() && text - line.begin() <= m_state.depth;
}

/// A line of a here document, or of a block of YAML.
void CodeLexer::block()
{
    const qsizetype end = lineEnd(m_at);
    const QStringView line = m_text.sliced(m_at, end - m_at);
    if (!endsBlock(line)) {
        take(m_at, std::min(end + 1, m_text.size()), Style::Text);
        return;
    }
    m_state = {};
    if (!m_syntax.has(Indented))
        take(m_at, end, Style::Markup);
}

}  // namespace tideline::session
