#include "app/session/formats/code_lexer.h"

#include "app/session/formats/code_syntax.h"
#include "core/base/result.h"

#include <algorithm>

namespace tideline::session {

namespace {

using preview::Style;
using In = LexerState::In;
constexpr quint8 kRawQuote = 255;
constexpr qsizetype kLongestMark = 32;  ///< what stands between raw quotes' letters, and a here document's end

bool isSpace(char16_t c)
{
    return c == u' ' || c == u'\t';
}

bool isDigit(char16_t c)
{
    return c >= u'0' && c <= u'9';
}

bool isLetter(char16_t c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_' || (c > 0x7F && QChar(c).isLetter()) || QChar(c).isSurrogate();
}

/// Goes through a text once. Each step takes at least one unit, and looks at most a line, and no line more than twice, ahead.
class Lexer {
public:
    Lexer(QStringView text, const Syntax &syntax, LexerState &state) : m_text(text), m_syntax(syntax), m_state(state)
    {
        m_valueStarts = state.in == In::Code;
    }

    std::vector<preview::Span> run()
    {
        while (m_at < m_text.size()) {
            switch (m_state.in) {
            case In::Code: code(); break;
            case In::String: string(m_at); break;
            case In::Comment: comment(m_at); break;
            case In::Block: block(); break;
            }
        }
        return std::move(m_spans);
    }

private:
    char16_t unit(qsizetype at) const { return at < m_text.size() ? m_text[at].unicode() : u'\0'; }
    bool has(std::u16string_view mark, qsizetype at) const
    {
        return !mark.empty() && m_text.sliced(at).startsWith(QStringView(mark));
    }
    bool isWordUnit(char16_t c) const { return isLetter(c) || isDigit(c) || m_syntax.wordMarks.find(c) != std::u16string_view::npos; }
    bool atLineStart() const { return m_at == 0 || m_text[m_at - 1] == u'\n'; }
    qsizetype lineEnd(qsizetype from) const
    {
        const qsizetype newline = m_text.indexOf(u'\n', from);
        return newline < 0 ? m_text.size() : newline;
    }
    qsizetype skipSpace(qsizetype at) const
    {
        while (isSpace(unit(at)))
            ++at;
        return at;
    }
    qsizetype wordEnd(qsizetype at) const
    {
        while (at < m_text.size() && isWordUnit(unit(at)))
            ++at;
        return at;
    }
    /// Up to `to`, from `from` on, is drawn as `style`.
    void take(qsizetype from, qsizetype to, Style style);

    void code();
    void startLine();
    void startYamlLine(qsizetype from);
    void startTomlLine(qsizetype from);
    bool takeComment();
    bool takeString(qsizetype from);
    bool takeRaw(qsizetype from, qsizetype quote);
    bool takeNumber();
    bool takeWord();
    bool takeSpecial();
    bool takeHereDocument();
    bool takeBlockScalar();
    void takeOther();

    void string(qsizetype from);
    void comment(qsizetype from);
    void block();
    bool endsBlock(QStringView line);

    const QStringView m_text;
    const Syntax &m_syntax;
    LexerState &m_state;
    std::vector<preview::Span> m_spans;
    qsizetype m_at = 0;
    bool m_valueStarts = true;  ///< where Indented: a string or a word with a meaning may begin here
};

void Lexer::take(qsizetype from, qsizetype to, Style style)
{
    if (from < to) {
        if (!m_spans.empty() && m_spans.back().style == style && m_spans.back().start + m_spans.back().length == from)
            m_spans.back().length += int(to - from);
        else
            m_spans.push_back({int(from), int(to - from), style});
    }
    m_at = to;
}

void Lexer::code()
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

/// What is special at a line's start is taken; the rest of the line goes the common way.
void Lexer::startLine()
{
    const qsizetype from = skipSpace(m_at);
    m_valueStarts = true;
    const char16_t c = unit(from);
    if ((c == u'@' && m_syntax.has(Decorators) && isLetter(unit(from + 1))) || (c == u'#' && m_syntax.has(Directives))) {
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

void Lexer::startTomlLine(qsizetype from)
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
    while (to < end && (isWordUnit(unit(to)) || isSpace(unit(to)) || unit(to) == u'.' || unit(to) == u'"' || unit(to) == u'\''))
        ++to;
    if (to < end && to > from && unit(to) == u'=')
        take(from, to, Style::Key);
}

void Lexer::startYamlLine(qsizetype from)
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

bool Lexer::takeComment()
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

bool Lexer::takeString(qsizetype from)
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

/// R"x(…)x" of C++, r"--(…)--" of R, $x$…$x$ of SQL: `quote` is the place of its first mark.
bool Lexer::takeRaw(qsizetype from, qsizetype quote)
{
    const QChar mark = m_text[quote];
    const bool dollar = mark == u'$';
    qsizetype open = quote + 1;
    while (open - quote <= kLongestMark && (dollar || m_syntax.has(CppRaw) ? isWordUnit(unit(open)) : unit(open) == u'-'))
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

bool Lexer::takeNumber()
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
        const bool sign = (c == u'+' || c == u'-') && ((before | 0x20) == u'p' || (!hexadecimal && (before | 0x20) == u'e'));
        const bool separator = c == u'\'' && m_syntax.has(CppRaw) && isWordUnit(unit(to + 1));
        if (!isDigit(c) && !isLetter(c) && c != u'.' && !sign && !separator)
            break;
    }
    take(m_at, to, Style::Number);
    m_valueStarts = false;
    return true;
}

bool Lexer::takeWord()
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

bool Lexer::takeHereDocument()
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
bool Lexer::takeBlockScalar()
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
bool Lexer::takeSpecial()
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

void Lexer::takeOther()
{
    const char16_t c = unit(m_at);
    m_valueStarts = c == u':' || c == u',' || c == u'[' || c == u'{';
    if (QStringView(u"+-*/%=<>!&|^~").contains(c) && !m_syntax.has(Indented))
        take(m_at, m_at + 1, Style::Operator);
    else
        ++m_at;
}

/// Goes on with a string, of which what is drawn begins at `from`.
void Lexer::string(qsizetype from)
{
    const bool raw = m_state.quote == kRawQuote || m_state.quote >= m_syntax.quotes.size();
    const Quote quote = raw ? Quote{std::u16string_view(QStringView(m_state.end).utf16(), size_t(m_state.end.size())), true, false} : m_syntax.quotes[m_state.quote];
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
        const bool isKey = unit(skipSpace(m_at)) == u':' && !goesOn && !m_text.sliced(from, m_at - from).contains(u'\n');
        style = isKey ? Style::Key : style;
    }
    take(from, m_at, style);
}

/// Goes on with a comment that has marks on both sides, of which what is drawn begins at `from`.
void Lexer::comment(qsizetype from)
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

bool Lexer::endsBlock(QStringView line)
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
void Lexer::block()
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

}  // namespace

std::vector<preview::Span> spansOf(QStringView text, Language language, LexerState &state)
{
    if (language == Language::None)
        return {};
    return Lexer(text, syntaxOf(language), state).run();
}

std::vector<preview::Span> spansOf(QStringView text, Language language)
{
    LexerState state;
    return spansOf(text, language, state);
}

}  // namespace tideline::session
