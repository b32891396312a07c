#include "core/merge/json_reader.h"

#include <QSet>

#include <algorithm>

namespace tideline::merge {

namespace {

constexpr std::size_t kHashedKeys = 16;  ///< from so many on, a repeated key is looked for in a table

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Reads one document from front to back. A failed step leaves its reason in m_error and returns false.
class Reader {
public:
    Reader(const QByteArray &bytes, const Limits &limits) : m_bytes(bytes), m_limits(limits) {}

    Result<JsonValue> document()
    {
        JsonValue root;
        skipSpace();
        if (!value(root, 0))
            return *m_error;
        skipSpace();
        if (m_at != m_bytes.size()) {
            fail("Something follows the document's end.");
            return *m_error;
        }
        return root;
    }

private:
    char peek() const { return m_at < m_bytes.size() ? m_bytes[m_at] : '\0'; }  // a NUL is no part of any token
    bool take(char c)
    {
        if (peek() != c || m_at == m_bytes.size())
            return false;
        ++m_at;
        return true;
    }
    bool takeWord(QByteArrayView word)
    {
        if (!m_bytes.sliced(m_at).startsWith(word))
            return fail("A value is missing.");
        m_at += word.size();
        return true;
    }
    void skipSpace()
    {
        while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t')
            ++m_at;
    }
    bool fail(const char *why, Error::Kind kind = Error::Kind::Corrupt)
    {
        m_error = Error{kind, QString::fromLatin1(why), u"byte %1"_s.arg(m_at), {}};
        return false;
    }
    QByteArray textFrom(qsizetype begin) const { return QByteArray::fromRawData(m_bytes.data() + begin, m_at - begin); }

    bool value(JsonValue &out, int depth);
    bool object(JsonValue &out, int depth);
    bool array(JsonValue &out, int depth);
    bool string(QByteArray &token);
    bool number(QByteArray &token);
    bool digits();

    QByteArrayView m_bytes;
    const Limits &m_limits;
    qsizetype m_at = 0;
    qsizetype m_values = 0;
    std::optional<Error> m_error;
};

bool Reader::value(JsonValue &out, int depth)
{
    if (++m_values > m_limits.jsonValues)
        return fail("The document has too many values.", Error::Kind::Refused);
    if (depth > m_limits.jsonDepth)
        return fail("The document is nested too deep.", Error::Kind::Refused);
    switch (peek()) {
    case '{':
        return object(out, depth);
    case '[':
        return array(out, depth);
    case '"':
        out.kind = JsonValue::Kind::String;
        return string(out.text);
    case 't':
        out.kind = JsonValue::Kind::True;
        return takeWord("true");
    case 'f':
        out.kind = JsonValue::Kind::False;
        return takeWord("false");
    case 'n':
        out.kind = JsonValue::Kind::Null;
        return takeWord("null");
    default:
        out.kind = JsonValue::Kind::Number;
        return number(out.text);
    }
}

bool Reader::object(JsonValue &out, int depth)
{
    out.kind = JsonValue::Kind::Object;
    QSet<QByteArray> seen;
    ++m_at;
    skipSpace();
    if (take('}'))
        return true;
    do {
        skipSpace();
        QByteArray token;
        if (!string(token))
            return false;
        QByteArray key = decodeJsonString(token);
        if (out.keys.size() == kHashedKeys && seen.isEmpty())
            seen = QSet<QByteArray>(out.keys.begin(), out.keys.end());
        if (seen.isEmpty() ? std::ranges::find(out.keys, key) != out.keys.end() : seen.contains(key))
            return fail("An object has a key twice.");
        if (!seen.isEmpty())
            seen.insert(key);
        out.keys.push_back(std::move(key));
        skipSpace();
        if (!take(':'))
            return fail("A colon is missing.");
        skipSpace();
        if (!value(out.items.emplace_back(), depth + 1))
            return false;
        skipSpace();
    } while (take(','));
    return take('}') || fail("An object has no end.");
}

bool Reader::array(JsonValue &out, int depth)
{
    out.kind = JsonValue::Kind::Array;
    ++m_at;
    skipSpace();
    if (take(']'))
        return true;
    do {
        skipSpace();
        if (!value(out.items.emplace_back(), depth + 1))
            return false;
        skipSpace();
    } while (take(','));
    return take(']') || fail("An array has no end.");
}

bool Reader::string(QByteArray &token)
{
    const qsizetype begin = m_at;
    if (!take('"'))
        return fail("A string is missing.");
    while (m_at < m_bytes.size()) {
        const char c = m_bytes[m_at++];
        if (c == '"') {
            token = textFrom(begin);
            return true;
        }
        if (uchar(c) < 0x20)
            return fail("A string has a control character.");
        if (c != '\\')
            continue;
        const char letter = peek();
        if (m_at == m_bytes.size() || !QByteArrayView("\"\\/bfnrtu").contains(letter))
            return fail("A string has an unknown escape.");
        ++m_at;
        if (letter != 'u')
            continue;
        if (m_bytes.size() - m_at < 4 || !std::ranges::all_of(m_bytes.sliced(m_at, 4), isHexDigit))
            return fail("A string has a broken escape.");
        m_at += 4;
    }
    return fail("A string has no end.");
}

bool Reader::digits()
{
    if (!isDigit(peek()))
        return fail("A value is missing.");
    while (isDigit(peek()))
        ++m_at;
    return true;
}

bool Reader::number(QByteArray &token)
{
    const qsizetype begin = m_at;
    take('-');
    if (!take('0') && !digits())
        return false;
    if (take('.') && !digits())
        return false;
    if (take('e') || take('E')) {
        if (!take('+'))
            take('-');
        if (!digits())
            return false;
    }
    token = textFrom(begin);
    return true;
}

}  // namespace

Result<JsonValue> readJson(const QByteArray &bytes, const Limits &limits)
{
    if (!QByteArrayView(bytes).isValidUtf8())
        return Error{Error::Kind::Corrupt, u"It is not UTF-8."_s, {}, {}};
    return Reader(bytes, limits).document();
}

}  // namespace tideline::merge
