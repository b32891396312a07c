#include "app/session/formats/terminal_text.h"

#include <QVarLengthArray>

#include <algorithm>

namespace tideline::session {

namespace {

using preview::Span;
using preview::Style;

constexpr std::size_t kMaxSpans = 20'000;
constexpr qsizetype kMaxParameters = 32;
constexpr char kPlain = -1;
constexpr char16_t kEscape = 0x1b;
constexpr char16_t kControlSequence = 0x9b;  ///< one character for ESC [

/// The nearest of the eight colours, as a number from Black on.
int nearestColour(int red, int green, int blue)
{
    const int most = std::max({red, green, blue});
    if (most < 64)
        return 0;
    return (red > most / 2 ? 1 : 0) + (green > most / 2 ? 2 : 0) + (blue > most / 2 ? 4 : 0);
}

/// The same of one of xterm's 256.
int nearestColour(int index)
{
    if (index < 16)
        return index % 8;
    if (index >= 232)
        return index < 244 ? 0 : 7;
    index -= 16;
    return nearestColour(index / 36 * 51, index / 6 % 6 * 51, index % 6 * 51);
}

class Terminal {
public:
    explicit Terminal(qsizetype maxUnits) : m_maxUnits(maxUnits) {}

    TerminalText show(QStringView raw)
    {
        for (qsizetype at = 0; at < raw.size() && !m_shown.isCut;)
            at = step(raw, at);
        endLine();
        return std::move(m_shown);
    }

private:
    using Parameters = QVarLengthArray<int, kMaxParameters>;

    qsizetype step(QStringView raw, qsizetype at);
    qsizetype escape(QStringView raw, qsizetype at);
    qsizetype controlSequence(QStringView raw, qsizetype at);
    void select(const Parameters &parameters);
    qsizetype selectExtended(const Parameters &parameters, qsizetype at, bool isForeground);
    void erase(int what);
    void put(QChar unit);
    void endLine();
    void mendSurrogates();
    bool isFull() const { return m_shown.text.size() + m_line.size() >= m_maxUnits; }
    char style() const { return m_colour >= 0 ? char(int(Style::Black) + m_colour) : m_isBold ? char(Style::Bold) : kPlain; }

    qsizetype m_maxUnits;
    TerminalText m_shown;
    QString m_line;        ///< the last one, not yet in m_shown
    QByteArray m_styles;   ///< of each unit of it
    qsizetype m_column = 0;
    qsizetype m_blank = 0;  ///< so many of its first units are blanks that an erasure left: not to be written again
    int m_colour = -1;     ///< from Black on; -1: the usual one
    bool m_isBold = false;
};

qsizetype Terminal::step(QStringView raw, qsizetype at)
{
    const char16_t c = raw[at].unicode();
    switch (c) {
    case u'\n':
        m_shown.isCut = isFull();
        if (!m_shown.isCut) {
            endLine();
            m_shown.text += u'\n';
        }
        return at + 1;
    case u'\r':
        m_column = 0;
        return at + 1;
    case u'\b':
        m_column = std::max<qsizetype>(0, m_column - 1);
        return at + 1;
    case kEscape:
        return escape(raw, at + 1);
    case kControlSequence:
        return controlSequence(raw, at + 1);
    default:
        if (c == u'\t' || (c >= 0x20 && c != 0x7f && (c < 0x80 || c >= 0xa0)))
            put(raw[at]);
        return at + 1;
    }
}

/// Passes an escape, of which `at` is behind the ESC.
qsizetype Terminal::escape(QStringView raw, qsizetype at)
{
    if (at >= raw.size())
        return at;
    const char16_t c = raw[at].unicode();
    if (c == u'[')
        return controlSequence(raw, at + 1);
    if (c == u']' || c == u'P' || c == u'X' || c == u'^' || c == u'_') {
        // A string: up to BEL, to ESC \, or to the line's end, where one that has no end loses no more.
        for (++at; at < raw.size() && raw[at] != u'\n'; ++at) {
            if (raw[at] == u'\a')
                return at + 1;
            if (raw[at] == kEscape)
                return at + 1 < raw.size() && raw[at + 1] == u'\\' ? at + 2 : at;
        }
        return at;
    }
    while (at < raw.size() && raw[at] >= u' ' && raw[at] <= u'/')
        ++at;
    return at < raw.size() && raw[at] >= u'0' && raw[at] <= u'~' ? at + 1 : at;
}

/// Passes a control sequence, of which `at` is behind the ESC [.
qsizetype Terminal::controlSequence(QStringView raw, qsizetype at)
{
    Parameters parameters{0};
    bool isPlain = true;  // without a private mark or an intermediate
    for (; at < raw.size() && raw[at] >= u' ' && raw[at] <= u'?'; ++at) {
        const char16_t c = raw[at].unicode();
        if (c >= u'0' && c <= u'9')
            parameters.last() = std::min(parameters.last() * 10 + (c - u'0'), 9999);
        else if (c != u';' && c != u':')
            isPlain = false;
        else if (parameters.size() < kMaxParameters)
            parameters.append(0);
    }
    if (at >= raw.size() || raw[at] < u'@' || raw[at] > u'~')
        return at;
    if (isPlain && raw[at] == u'm')
        select(parameters);
    else if (isPlain && raw[at] == u'K')
        erase(parameters.first());
    return at + 1;
}

void Terminal::select(const Parameters &parameters)
{
    for (qsizetype i = 0; i < parameters.size(); ++i) {
        const int p = parameters[i];
        if (p == 0 || p == 39)
            m_colour = -1;
        if (p == 0 || p == 22)
            m_isBold = false;
        if (p == 1)
            m_isBold = true;
        if ((p >= 30 && p <= 37) || (p >= 90 && p <= 97))
            m_colour = p % 10;
        if (p == 38 || p == 48)
            i = selectExtended(parameters, i + 1, p == 38);
    }
}

/// "5;n" or "2;r;g;b" behind 38 or 48; returns the place of the last parameter that it took.
qsizetype Terminal::selectExtended(const Parameters &parameters, qsizetype at, bool isForeground)
{
    const qsizetype left = parameters.size() - at;
    if (left >= 2 && parameters[at] == 5) {
        if (isForeground)
            m_colour = nearestColour(std::min(parameters[at + 1], 255));
        return at + 1;
    }
    if (left >= 4 && parameters[at] == 2) {
        if (isForeground)
            m_colour = nearestColour(parameters[at + 1], parameters[at + 2], parameters[at + 3]);
        return at + 3;
    }
    return parameters.size();
}

/// 0: from the cursor to the line's end; 1: up to the cursor, and its place, too; 2: the line. What only blanks would follow is
/// cut off, and what is blank already is passed over, so all erasures together write no more than what was put.
void Terminal::erase(int what)
{
    if (what != 1) {
        m_line.truncate(m_column);
        m_styles.truncate(m_column);
    }
    if (what == 0)
        return;
    const qsizetype end = std::min(m_column + 1, m_line.size());
    if (m_blank < end) {
        std::fill(m_line.begin() + m_blank, m_line.begin() + end, u' ');
        std::fill(m_styles.begin() + m_blank, m_styles.begin() + end, kPlain);
    }
    m_blank = std::max(m_blank, end);
}

void Terminal::put(QChar unit)
{
    m_blank = std::min(m_blank, m_column);
    if (m_column < m_line.size()) {
        m_line[m_column] = unit;
        m_styles[m_column] = style();
    } else {
        if (isFull()) {
            m_shown.isCut = true;
            return;
        }
        m_line += unit;
        m_styles += style();
    }
    ++m_column;
}

/// Halves of a character whose other half was overwritten.
void Terminal::mendSurrogates()
{
    for (qsizetype i = 0; i < m_line.size(); ++i) {
        if (m_line[i].isHighSurrogate() && i + 1 < m_line.size() && m_line[i + 1].isLowSurrogate())
            ++i;
        else if (m_line[i].isSurrogate())
            m_line[i] = QChar::ReplacementCharacter;
    }
}

void Terminal::endLine()
{
    mendSurrogates();
    std::vector<Span> &spans = m_shown.spans;
    for (qsizetype i = 0; i < m_line.size() && spans.size() < kMaxSpans;) {
        const qsizetype begin = i;
        while (i < m_line.size() && m_styles[i] == m_styles[begin])
            ++i;
        if (m_styles[begin] != kPlain)
            spans.push_back({int(m_shown.text.size() + begin), int(i - begin), Style(m_styles[begin])});
    }
    m_shown.text += m_line;
    m_line.clear();
    m_styles.clear();
    m_column = m_blank = 0;
}

}  // namespace

TerminalText terminalText(QStringView raw, qsizetype maxUnits)
{
    return Terminal(maxUnits).show(raw);
}

}  // namespace tideline::session
