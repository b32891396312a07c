#include "app/session/formats/html_tokens.h"

#include "core/base/result.h"

#include <algorithm>
#include <array>

namespace tideline::session {

namespace {

constexpr qsizetype kNameUnits = 32;
constexpr std::size_t kMaxAttributes = 32;

/// What is in them is no text for people, or nothing that may be shown.
constexpr std::array<QLatin1StringView, 17> kHidden{
    "script"_L1, "style"_L1, "template"_L1, "iframe"_L1, "noembed"_L1, "noframes"_L1, "xmp"_L1,   "textarea"_L1, "title"_L1,
    "svg"_L1,    "math"_L1,  "object"_L1,   "applet"_L1, "audio"_L1,   "video"_L1,    "canvas"_L1, "plaintext"_L1};

bool isLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

bool isSpace(QChar c)
{
    return c == u' ' || c == u'\n' || c == u'\t' || c == u'\r' || c == u'\f';
}

QString nameOf(QStringView text)
{
    return text.first(std::min(text.size(), kNameUnits)).toString().toLower();
}

}  // namespace

bool HtmlTokens::isMarkup(qsizetype at) const
{
    if (m_document[at] != u'<' || at + 1 >= m_document.size())
        return false;
    const QChar c = m_document[at + 1];
    return isLetter(c) || c == u'/' || c == u'!' || c == u'?';
}

bool HtmlTokens::next(HtmlToken &token)
{
    while (!atEnd()) {
        if (!isMarkup(m_at)) {
            passText(token);
            return true;
        }
        if (passMarkup(token))
            return true;
    }
    return false;
}

void HtmlTokens::passText(HtmlToken &token)
{
    const qsizetype begin = m_at;
    do {
        const qsizetype open = m_document.indexOf(u'<', m_at + 1);
        m_at = open < 0 ? m_document.size() : open;
    } while (!atEnd() && !isMarkup(m_at));
    token.kind = HtmlToken::Kind::Text;
    token.text = m_document.sliced(begin, m_at - begin);
}

/// False for what is no tag.
bool HtmlTokens::passMarkup(HtmlToken &token)
{
    const QStringView rest = m_document.sliced(m_at);
    if (rest.startsWith("<!--"_L1)) {
        m_at += 2;  // "<!-->" is a whole comment
        passBeyond(u"-->");
        return false;
    }
    const bool closes = rest[1] == u'/';
    if (closes ? rest.size() < 3 || !isLetter(rest[2]) : !isLetter(rest[1])) {
        passBeyond(u">");
        return false;
    }
    m_at += closes ? 2 : 1;
    token.kind = closes ? HtmlToken::Kind::Close : HtmlToken::Kind::Open;
    if (!passTag(token))
        return false;
    if (!closes && std::ranges::any_of(kHidden, [&](QLatin1StringView name) { return token.name == name; }))
        passHidden(token.name);
    return true;
}

/// False when the document ends within the tag.
bool HtmlTokens::passTag(HtmlToken &token)
{
    const qsizetype begin = m_at;
    while (!atEnd() && !isSpace(m_document[m_at]) && m_document[m_at] != u'/' && m_document[m_at] != u'>')
        ++m_at;
    token.name = nameOf(m_document.sliced(begin, m_at - begin));
    token.attributes.clear();
    for (;;) {
        while (!atEnd() && (isSpace(m_document[m_at]) || m_document[m_at] == u'/'))
            ++m_at;
        if (atEnd())
            return false;
        if (m_document[m_at] == u'>') {
            ++m_at;
            return true;
        }
        passAttribute(token);
    }
}

void HtmlTokens::passAttribute(HtmlToken &token)
{
    const auto ends = [this] {
        const QChar c = m_document[m_at];
        return isSpace(c) || c == u'/' || c == u'>' || c == u'=';
    };
    const qsizetype begin = m_at++;
    while (!atEnd() && !ends())
        ++m_at;
    const QStringView name = m_document.sliced(begin, m_at - begin);
    passSpace();
    QStringView value;
    if (!atEnd() && m_document[m_at] == u'=') {
        ++m_at;
        passSpace();
        const QChar quote = atEnd() ? QChar() : m_document[m_at];
        const qsizetype valueBegin = m_at;
        if (quote == u'"' || quote == u'\'') {
            const qsizetype end = m_document.indexOf(quote, m_at + 1);
            m_at = end < 0 ? m_document.size() : end + 1;
            value = end < 0 ? QStringView() : m_document.sliced(valueBegin + 1, end - valueBegin - 1);
        } else {
            while (!atEnd() && !isSpace(m_document[m_at]) && m_document[m_at] != u'>')
                ++m_at;
            value = m_document.sliced(valueBegin, m_at - valueBegin);
        }
    }
    if (token.attributes.size() < kMaxAttributes)
        token.attributes.emplace_back(nameOf(name), value);
}

void HtmlTokens::passSpace()
{
    while (!atEnd() && isSpace(m_document[m_at]))
        ++m_at;
}

void HtmlTokens::passBeyond(QStringView end)
{
    const qsizetype found = m_document.indexOf(end, m_at);
    m_at = found < 0 ? m_document.size() : found + end.size();
}

/// Passes what is in an element up to its closing tag.
void HtmlTokens::passHidden(const QString &name)
{
    while (!atEnd()) {
        const qsizetype close = m_document.indexOf(u"</", m_at);
        m_at = close < 0 ? m_document.size() : close;
        const QStringView rest = m_document.sliced(m_at);
        const qsizetype end = name.size() + 2;
        if (rest.size() >= end && rest.sliced(2, name.size()).compare(name, Qt::CaseInsensitive) == 0
            && (rest.size() == end || isSpace(rest[end]) || rest[end] == u'>' || rest[end] == u'/'))
            return;
        m_at = std::min(m_at + 2, m_document.size());
    }
}

}  // namespace tideline::session
