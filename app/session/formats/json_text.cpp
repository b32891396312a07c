#include "app/session/formats/json_text.h"

#include "app/session/formats/charset.h"

#include <QStringMatcher>

#include <cctype>
#include <limits>

namespace tideline::session {

namespace {

constexpr qsizetype kLongestQuery = 1000;
constexpr char16_t kReplacement = u'\uFFFD';

/// The value of four hexadecimal digits; -1: they are not.
int hexValue(QByteArrayView digits)
{
    bool ok = digits.size() == 4;
    const uint value = ok ? digits.toByteArray().toUInt(&ok, 16) : 0;
    return ok && std::ranges::all_of(digits, [](char c) { return std::isxdigit(uchar(c)) != 0; }) ? int(value) : -1;
}

/// \uD83D\uDE00 as one character. How many bytes it took; 0: more are needed to say.
qsizetype decodeUnit(QByteArrayView escape, StringPart part, QString &out)
{
    if (escape.size() < 6 && part == StringPart::Open)
        return 0;
    const int first = hexValue(escape.sliced(std::min<qsizetype>(2, escape.size()))
                                   .first(std::min<qsizetype>(4, std::max<qsizetype>(0, escape.size() - 2))));
    if (first < 0) {
        out += u"\\u"_s;
        return 2;
    }
    if (!QChar::isSurrogate(char32_t(first))) {
        out += QChar(char16_t(first));
        return 6;
    }
    if (QChar::isHighSurrogate(char32_t(first))) {
        if (escape.size() < 12 && part == StringPart::Open)
            return 0;
        const bool pair = escape.size() >= 12 && escape.sliced(6).startsWith("\\u");
        const int second = pair ? hexValue(escape.sliced(8, 4)) : -1;
        if (second >= 0 && QChar::isLowSurrogate(char32_t(second))) {
            out += QChar(char16_t(first));
            out += QChar(char16_t(second));
            return 12;
        }
    }
    out += QChar(kReplacement);
    return 6;
}

qsizetype decodeEscape(QByteArrayView escape, StringPart part, QString &out)
{
    if (escape.size() < 2) {
        if (part == StringPart::Last)
            out += u'\\';
        return part == StringPart::Last ? escape.size() : 0;
    }
    switch (escape[1]) {
    case 'u': return decodeUnit(escape, part, out);
    case 'n': out += u'\n'; return 2;
    case 't': out += u'\t'; return 2;
    case 'r': out += u'\r'; return 2;
    case 'b': out += u'\b'; return 2;
    case 'f': out += u'\f'; return 2;
    case '"':
    case '\\':
    case '/': out += QChar(QLatin1Char(escape[1])); return 2;
    default: out += u'\\'; return 1;
    }
}

/// Text of a key or value that is searched piece by piece: what a match across two pieces needs is kept.
class Matcher {
public:
    explicit Matcher(const QString &text) : m_matcher(text.left(kLongestQuery), Qt::CaseInsensitive) {}
    bool isEmpty() const { return m_matcher.pattern().isEmpty(); }
    void begin()
    {
        m_window.clear();
        m_found = false;
    }
    QString &window() { return m_window; }
    void look()
    {
        m_found = m_found || m_matcher.indexIn(m_window) >= 0;
        const qsizetype kept = m_matcher.pattern().size() - 1;
        if (m_window.size() > kept)
            m_window.remove(0, m_window.size() - kept);
    }
    bool found() const { return m_found; }

private:
    QStringMatcher m_matcher;
    QString m_window;
    bool m_found = false;
};

/// How much of what is ahead belongs to the inside of a string; `escaped` says whether the byte before is a backslash
/// that takes the meaning of what follows, and is kept up to date.
qsizetype insideOf(QByteArrayView ahead, bool &escaped)
{
    qsizetype at = 0;
    for (; at < ahead.size(); ++at) {
        const char c = ahead[at];
        if (c == '\n' || (c == '"' && !escaped))
            break;
        escaped = c == '\\' && !escaped;
    }
    return at;
}

void searchString(ByteReader &reader, Matcher &matcher)
{
    reader.skip();
    QByteArray inside;
    bool escaped = false, more = true;
    while (more) {
        const QByteArrayView ahead = reader.ahead();
        const qsizetype length = insideOf(ahead, escaped);
        inside += ahead.first(length);
        reader.skip(length);
        more = length > 0 && length == ahead.size();
        inside.remove(0, decodeJson(inside, more ? StringPart::Open : StringPart::Last, matcher.window()));
        matcher.look();
    }
    if (reader.peek() == '"')
        reader.skip();
}

bool isWordByte(int c)
{
    return c > ' ' && c != ',' && c != ':' && c != '[' && c != ']' && c != '{' && c != '}' && c != '"';
}

void searchWord(ByteReader &reader, Matcher &matcher)
{
    for (QByteArrayView ahead = reader.ahead(); !ahead.isEmpty(); ahead = reader.ahead()) {
        const auto end = std::ranges::find_if_not(ahead, [](char c) { return isWordByte(uchar(c)); });
        const qsizetype length = end - ahead.begin();
        matcher.window() += QString::fromUtf8(ahead.first(length));
        matcher.look();
        reader.skip(length);
        if (length < ahead.size())
            return;
    }
}

}  // namespace

qsizetype decodeJson(QByteArrayView inside, StringPart part, QString &out)
{
    qsizetype at = 0;
    while (at < inside.size()) {
        const qsizetype backslash = inside.indexOf('\\', at);
        const QByteArrayView plain = inside.sliced(at, (backslash < 0 ? inside.size() : backslash) - at);
        const Decoded decoded = decode(plain, {}, backslash < 0 && part == StringPart::Open ? End::Open : End::Closed);
        out += decoded.text;
        at += decoded.bytes;
        if (backslash < 0)
            break;
        const qsizetype taken = decodeEscape(inside.sliced(at), part, out);
        if (taken == 0)
            break;
        at += taken;
    }
    return at;
}

QString shownString(QByteArrayView inside, bool cut)
{
    QString text;
    decodeJson(inside, cut ? StringPart::Open : StringPart::Last, text);
    text = readable(std::move(text));
    if (text.size() <= kShownUnits && !cut)
        return text;
    text.truncate(kShownUnits - 1);
    if (!text.isEmpty() && text.back().isHighSurrogate())
        text.chop(1);
    return text + u'\u2026';
}

QString shownWord(QByteArrayView word, bool cut)
{
    const QString text = readable(QString::fromUtf8(word));
    return text.size() <= kShownUnits && !cut ? text : text.left(kShownUnits - 1) + u'\u2026';
}

StringEnd skipJsonString(ByteReader &reader, QByteArray *kept)
{
    reader.skip();
    StringEnd end;
    for (bool escaped = false, more = true; more;) {
        const QByteArrayView ahead = reader.ahead();
        const qsizetype length = insideOf(ahead, escaped);
        if (kept != nullptr) {
            const qsizetype room = std::min(kShownBytes - kept->size(), length);
            kept->append(ahead.first(room));
            end.cut = end.cut || room < length;
        }
        reader.skip(length);
        more = length > 0 && length == ahead.size();
    }
    end.closed = reader.peek() == '"';
    if (end.closed)
        reader.skip();
    return end;
}

Result<std::optional<preview::Place>> findInJson(Source &source, const QString &text, JsonStretch stretch,
                                                 const JsonAddressOf &addressOf, const preview::Cancelled &cancelled)
{
    ByteReader reader(source, stretch.begin, stretch.end, cancelled);
    Matcher matcher(text);
    while (!matcher.isEmpty() && reader.peek() >= 0) {
        const qint64 at = reader.at();
        matcher.begin();
        if (reader.peek() == '"')
            searchString(reader, matcher);
        else if (isWordByte(reader.peek()))
            searchWord(reader, matcher);
        else
            reader.skip();
        if (!matcher.found() || at < stretch.from || reader.error())
            continue;
        const Result<JsonAddress> address = addressOf(at);
        if (!address)
            return address.error();
        const auto length = int(std::min<qint64>(reader.at() - at, std::numeric_limits<int>::max()));
        if (*address)
            return std::optional(preview::Place{at, 0, length, **address});
    }
    if (reader.error())
        return *reader.error();
    return std::optional<preview::Place>();
}

}  // namespace tideline::session
