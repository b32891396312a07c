// The state machine behind spansOf(), for its own sources alone.
#pragma once

#include "app/session/formats/code_syntax.h"
#include "core/base/result.h"

#include <algorithm>

namespace tideline::session {

inline constexpr quint8 kRawQuote = 255;
inline constexpr qsizetype kLongestMark = 32;  ///< what stands between raw quotes' letters, and a here document's end

/// Goes through a text once. Each step takes at least one unit, and looks at most a line, and no line more than twice, ahead.
class CodeLexer {
public:
    CodeLexer(QStringView text, const Syntax &syntax, LexerState &state) : m_text(text), m_syntax(syntax), m_state(state)
    {
        m_valueStarts = state.in == LexerState::In::Code;
    }

    std::vector<preview::Span> run()
    {
        while (m_at < m_text.size()) {
            switch (m_state.in) {
            case LexerState::In::Code: code(); break;
            case LexerState::In::String: string(m_at); break;
            case LexerState::In::Comment: comment(m_at); break;
            case LexerState::In::Block: block(); break;
            }
        }
        return std::move(m_spans);
    }

private:
    static bool isSpace(char16_t c) { return c == u' ' || c == u'\t'; }
    static bool isDigit(char16_t c) { return c >= u'0' && c <= u'9'; }
    static bool isLetter(char16_t c)
    {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_' || (c > 0x7F && QChar(c).isLetter())
            || QChar(c).isSurrogate();
    }
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
    void take(qsizetype from, qsizetype to, preview::Style style);

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

}  // namespace tideline::session
