#include "app/session/formats/code_lexer.h"

#include "app/session/formats/code_machine.h"

namespace tideline::session {

using preview::Style;
using In = LexerState::In;

void CodeLexer::take(qsizetype from, qsizetype to, Style style)
{
    if (from < to) {
        if (!m_spans.empty() && m_spans.back().style == style && m_spans.back().start + m_spans.back().length == from)
            m_spans.back().length += int(to - from);
        else
            m_spans.push_back({int(from), int(to - from), style});
    }
    m_at = to;
}

void CodeLexer::code()
{
    if (atLineStart()) {
        if (m_state.awaitsBlock) {
            m_state.awaitsBlock = false;
            m_state.in = In::Block;
            return;
        }
        startLine();
        if (m_at >= m_text.size())
            return;
    }
    const char16_t c = unit(m_at);
    if (c == u'\n' || isSpace(c)) {
        ++m_at;
        return;
    }
    if (!takeComment() && !takeSpecial() && !takeString(m_at) && !takeNumber() && !takeWord())
        takeOther();
}

bool CodeLexer::takeComment()
{
    if (has(m_syntax.commentOpen, m_at)) {
        m_state.in = In::Comment;
        m_state.depth = 0;
        comment(m_at);
        return true;
    }
    if (!has(m_syntax.comment, m_at))
        return false;
    if (m_syntax.has(SpacedComments) && m_at > 0 && !QStringView(u" \t\n;(").contains(m_text[m_at - 1]))
        return false;
    take(m_at, lineEnd(m_at), Style::Comment);
    return true;
}

bool CodeLexer::takeString(qsizetype from)
{
    if (m_syntax.has(Indented) && !m_valueStarts)
        return false;
    const auto quote = std::ranges::find_if(m_syntax.quotes, [&](const Quote &each) { return has(each.mark, m_at); });
    if (quote == m_syntax.quotes.end())
        return false;
    m_state.in = In::String;
    m_state.quote = quint8(quote - m_syntax.quotes.begin());
    m_at += qsizetype(quote->mark.size());
    string(from);
    m_valueStarts = false;
    return true;
}

bool CodeLexer::takeNumber()
{
    char16_t c = unit(m_at);
    if (!isDigit(c) && !(c == u'.' && isDigit(unit(m_at + 1))))
        return false;
    if (m_syntax.has(Indented) && !m_valueStarts) {
        m_at = wordEnd(m_at + 1);
        return true;
    }
    const bool hexadecimal = c == u'0' && (unit(m_at + 1) | 0x20) == u'x';
    qsizetype to = m_at + 1;
    for (char16_t before = c; to < m_text.size(); before = c, ++to) {
        c = unit(to);
        const bool sign
            = (c == u'+' || c == u'-') && ((before | 0x20) == u'p' || (!hexadecimal && (before | 0x20) == u'e'));
        const bool separator = c == u'\'' && m_syntax.has(CppRaw) && isWordUnit(unit(to + 1));
        if (!isDigit(c) && !isLetter(c) && c != u'.' && !sign && !separator)
            break;
    }
    take(m_at, to, Style::Number);
    m_valueStarts = false;
    return true;
}

bool CodeLexer::takeWord()
{
    if (!isLetter(unit(m_at)))
        return false;
    const qsizetype from = m_at;
    const qsizetype to = wordEnd(from);
    const QStringView word = m_text.sliced(from, to - from);
    const char16_t next = unit(to);
    const bool quoted = next == u'"' || next == u'\'';
    m_at = to;
    if (quoted && m_syntax.has(CppRaw) && next == u'"' && word.endsWith(u'R') && word.size() <= 3 && takeRaw(from, to))
        return true;
    if (quoted && m_syntax.has(RRaw) && word.compare(u"r", Qt::CaseInsensitive) == 0 && takeRaw(from, to))
        return true;
    const auto isPrefix = [&](QChar c) { return m_syntax.prefixes.find(c.unicode()) != std::u16string_view::npos; };
    if (quoted && word.size() <= 3 && std::ranges::all_of(word, isPrefix) && takeString(from))
        return true;
    const Style *style = m_syntax.has(Indented) && !m_valueStarts ? nullptr : styleOfWord(m_syntax, word);
    m_valueStarts = false;
    if (style != nullptr)
        take(from, to, *style);
    else if (m_syntax.has(Calls) && next == u'(')
        take(from, to, Style::Function);
    return true;
}

void CodeLexer::takeOther()
{
    const char16_t c = unit(m_at);
    m_valueStarts = c == u':' || c == u',' || c == u'[' || c == u'{';
    if (QStringView(u"+-*/%=<>!&|^~").contains(c) && !m_syntax.has(Indented))
        take(m_at, m_at + 1, Style::Operator);
    else
        ++m_at;
}

/// Goes on with a string, of which what is drawn begins at `from`.
void CodeLexer::string(qsizetype from)
{
    const bool raw = m_state.quote == kRawQuote || m_state.quote >= m_syntax.quotes.size();
    const Quote quote = raw
        ? Quote{std::u16string_view(QStringView(m_state.end).utf16(), size_t(m_state.end.size())), true, false}
        : m_syntax.quotes[m_state.quote];
    const bool goesOn = from == m_at;  // with one that began on a line before
    bool ended = quote.mark.empty();
    while (m_at < m_text.size() && !ended) {
        if (unit(m_at) == u'\\' && quote.escapes) {
            m_at = std::min(m_at + 2, m_text.size());
        } else if (unit(m_at) == u'\n' && !quote.lines) {
            ended = true;
        } else if (unit(m_at) == quote.mark.front() && has(quote.mark, m_at)) {
            m_at += qsizetype(quote.mark.size());
            ended = true;
        } else {
            ++m_at;
        }
    }
    if (ended) {
        m_state.in = In::Code;
        m_state.quote = 0;
        m_state.end.clear();
    }
    Style style = Style::Text;
    if (ended && m_syntax.has(StringKeys)) {
        const bool isKey
            = unit(skipSpace(m_at)) == u':' && !goesOn && !m_text.sliced(from, m_at - from).contains(u'\n');
        style = isKey ? Style::Key : style;
    }
    take(from, m_at, style);
}

/// Goes on with a comment that has marks on both sides, of which what is drawn begins at `from`.
void CodeLexer::comment(qsizetype from)
{
    do {
        if (has(m_syntax.commentOpen, m_at) && (m_state.depth == 0 || m_syntax.commentsNest)) {
            m_state.depth = std::min(m_state.depth + 1, 1 << 30);
            m_at += qsizetype(m_syntax.commentOpen.size());
        } else if (has(m_syntax.commentClose, m_at)) {
            --m_state.depth;
            m_at += qsizetype(m_syntax.commentClose.size());
        } else {
            ++m_at;
        }
    } while (m_at < m_text.size() && m_state.depth > 0);
    if (m_state.depth <= 0) {
        m_state.in = In::Code;
        m_state.depth = 0;
    }
    take(from, m_at, Style::Comment);
}

std::vector<preview::Span> spansOf(QStringView text, Language language, LexerState &state)
{
    if (language == Language::None)
        return {};
    return CodeLexer(text, syntaxOf(language), state).run();
}

std::vector<preview::Span> spansOf(QStringView text, Language language)
{
    LexerState state;
    return spansOf(text, language, state);
}

}  // namespace tideline::session
