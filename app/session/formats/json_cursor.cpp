#include "app/session/formats/json_cursor.h"

#include "core/base/result.h"

#include <QVarLengthArray>

#include <algorithm>
#include <cstring>

namespace tideline::session {

namespace {

constexpr qsizetype kShortBytes = 64 << 10;

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

bool isWord(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '+' || c == '.';
}

/// Appends what the escape at `at` (a backslash) means; returns the place behind it.
qsizetype appendEscaped(QString &out, QByteArrayView text, qsizetype at)
{
    if (at + 1 >= text.size()) {
        out += QChar::ReplacementCharacter;
        return text.size();
    }
    const char letter = text[at + 1];
    if (letter != 'u') {
        constexpr QByteArrayView letters = "bfnrt\"\\/";
        constexpr QByteArrayView meanings = "\b\f\n\r\t\"\\/";
        const qsizetype known = letters.indexOf(letter);
        out += known < 0 ? QChar(QChar::ReplacementCharacter) : QChar(QLatin1Char(meanings[known]));
        return at + 2;
    }
    bool isHex = false;
    const ushort unit = text.sliced(at + 2, std::min<qsizetype>(4, text.size() - at - 2)).toByteArray().toUShort(&isHex, 16);
    out += isHex ? QChar(unit) : QChar(QChar::ReplacementCharacter);
    return std::min(at + 6, text.size());
}

/// Where a string may be cut at or before `at`: neither within a character nor within an escape.
qsizetype cutBefore(QByteArrayView text, qsizetype at)
{
    for (qsizetype back = at; back > std::max<qsizetype>(0, at - 6); --back) {
        if (text[back - 1] == '\\')
            at = back - 1;
    }
    while (at > 0 && at < text.size() && (uchar(text[at]) & 0xc0) == 0x80)
        --at;
    return at;
}

}  // namespace

void JsonCursor::skipSpace()
{
    while (m_at < m_bytes.size() && isSpace(m_bytes[m_at]))
        ++m_at;
}

bool JsonCursor::fail(const char *why)
{
    if (m_why == nullptr)
        m_why = why;
    return false;
}

char JsonCursor::peek()
{
    skipSpace();
    return !isBroken() && m_at < m_bytes.size() ? m_bytes[m_at] : '\0';
}

bool JsonCursor::enter(char open)
{
    if (peek() != open)
        return false;
    ++m_at;
    return true;
}

bool JsonCursor::nextUnless(char close)
{
    while (peek() == ',')
        ++m_at;
    if (isBroken())
        return false;
    if (m_at >= m_bytes.size())
        return fail(close == '}' ? "an object has no end" : "an array has no end");
    if (m_bytes[m_at] != close)
        return true;
    ++m_at;
    return false;
}

bool JsonCursor::nextItem()
{
    return nextUnless(']');
}

bool JsonCursor::nextMember(QString &key)
{
    if (!nextUnless('}'))
        return false;
    const qsizetype begin = m_at;
    if (m_bytes[m_at] != '"')
        return fail("an object has something without a name");
    if (!skipString())
        return false;
    key = shortText(m_bytes.sliced(begin, m_at - begin));
    if (peek() != ':')
        return fail("a colon is missing");
    ++m_at;
    return true;
}

bool JsonCursor::skipString()
{
    const qsizetype begin = ++m_at;
    while (m_at < m_bytes.size()) {
        const void *found = std::memchr(m_bytes.data() + m_at, '"', std::size_t(m_bytes.size() - m_at));
        if (found == nullptr)
            break;
        m_at = static_cast<const char *>(found) - m_bytes.data();
        qsizetype escape = m_at;
        while (escape > begin && m_bytes[escape - 1] == '\\')
            --escape;
        const bool isEnd = (m_at - escape) % 2 == 0;
        ++m_at;
        if (isEnd)
            return true;
    }
    m_at = m_bytes.size();
    return fail("a string has no end");
}

bool JsonCursor::skipWord()
{
    const qsizetype begin = m_at;
    while (m_at < m_bytes.size() && isWord(m_bytes[m_at]))
        ++m_at;
    return m_at > begin || fail("a value is missing");
}

QByteArrayView JsonCursor::skip()
{
    peek();
    const qsizetype begin = m_at;
    QVarLengthArray<char, 64> ends;
    do {
        const char c = peek();
        if (isBroken() || (c == '\0' && m_at >= m_bytes.size())) {
            fail("it ends in the middle of a value");
        } else if (c == '{' || c == '[') {
            ends.append(c == '{' ? '}' : ']');
            ++m_at;
            m_isTooDeep = ends.size() > m_maxDepth;
            if (m_isTooDeep)
                fail("it is nested too deep");
        } else if (c == '}' || c == ']') {
            if (ends.isEmpty() || ends.last() != c) {
                fail("a bracket closes what was not opened");
            } else {
                ends.removeLast();
                ++m_at;
            }
        } else if (c == '"') {
            skipString();
        } else if ((c == ',' || c == ':') && !ends.isEmpty()) {
            ++m_at;
        } else {
            skipWord();
        }
    } while (!isBroken() && !ends.isEmpty());
    return isBroken() ? QByteArrayView() : m_bytes.sliced(begin, m_at - begin);
}

QString decodedString(QByteArrayView token, qsizetype maxBytes, qsizetype &left)
{
    if (token.size() < 2 || !token.startsWith('"'))
        return {};
    QByteArrayView text = token.sliced(1, token.size() - 2);
    if (text.size() > maxBytes) {
        const qsizetype cut = cutBefore(text, std::max<qsizetype>(maxBytes, 0));
        left += text.size() - cut;
        text = text.first(cut);
    }
    QString decoded;
    decoded.reserve(text.size());
    qsizetype at = 0;
    for (qsizetype escape = text.indexOf('\\'); escape >= 0; escape = text.indexOf('\\', at)) {
        decoded += QString::fromUtf8(text.sliced(at, escape - at));
        at = appendEscaped(decoded, text, escape);
    }
    decoded += QString::fromUtf8(text.sliced(at));
    return decoded;
}

QString joinedText(QByteArrayView value, qsizetype maxBytes, qsizetype &left)
{
    if (value.startsWith('"'))
        return decodedString(value, maxBytes, left);
    QString text;
    forEachItem(value, [&](QByteArrayView item) {
        text += decodedString(item, maxBytes, left);
        maxBytes = std::max<qsizetype>(0, maxBytes - item.size());
    });
    return text;
}

QString shortText(QByteArrayView value)
{
    qsizetype left = 0;
    return joinedText(value, kShortBytes, left);
}

QByteArrayView member(QByteArrayView object, QStringView key)
{
    JsonCursor cursor(object);
    QString found;
    for (bool more = cursor.enter('{') && cursor.nextMember(found); more; more = cursor.nextMember(found)) {
        const QByteArrayView value = cursor.skip();
        if (found == key)
            return value;
    }
    return {};
}

QByteArray compactJson(QByteArrayView value)
{
    QByteArray out;
    out.reserve(value.size());
    for (qsizetype at = 0; at < value.size();) {
        if (value[at] == '"') {
            const qsizetype length = std::max<qsizetype>(JsonCursor(value.sliced(at)).skip().size(), 1);
            out.append(value.sliced(at, length));
            at += length;
            continue;
        }
        if (!isSpace(value[at]))
            out.append(value[at]);
        ++at;
    }
    return out;
}

QString prettyJson(QByteArrayView value, qsizetype maxUnits)
{
    QByteArray out;
    int depth = 0;
    const auto breakLine = [&] { out.append('\n').append(QByteArray(2 * depth, ' ')); };
    for (qsizetype at = 0; at < value.size() && out.size() <= maxUnits;) {
        const char c = value[at];
        if (c == '"') {
            const qsizetype length = std::max<qsizetype>(JsonCursor(value.sliced(at)).skip().size(), 1);
            if (out.endsWith('{') || out.endsWith('['))
                breakLine();
            out.append(value.sliced(at, std::min(length, maxUnits)));
            at += length;
            continue;
        }
        ++at;
        if (isSpace(c))
            continue;
        if (c == '}' || c == ']') {
            depth = std::max(0, depth - 1);
            if (!out.endsWith(c == '}' ? '{' : '['))
                breakLine();
        } else if (out.endsWith('{') || out.endsWith('[')) {
            breakLine();
        }
        out.append(c);
        if (c == '{' || c == '[')
            ++depth;
        else if (c == ',')
            breakLine();
        else if (c == ':')
            out.append(' ');
    }
    const bool isCut = out.size() > maxUnits;
    return QString::fromUtf8(isCut ? out.first(maxUnits) : out) + (isCut ? u"…"_s : QString());
}

}  // namespace tideline::session
