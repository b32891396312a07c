#include "core/merge/json_value.h"

#include <QHash>

#include <algorithm>

namespace tideline::merge {

namespace {

constexpr qsizetype kHashedKeys = 32;  ///< from so many on, keys are looked up in a table

char32_t hexValue(QByteArrayView digits)
{
    char32_t value = 0;
    for (const char c : digits)
        value = value * 16 + char32_t(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    return value;
}

void appendUtf8(QByteArray &out, char32_t c)
{
    if (c < 0x80) {
        out.append(char(c));
    } else if (c < 0x800) {
        out.append(char(0xc0 | (c >> 6))).append(char(0x80 | (c & 0x3f)));
    } else if (c < 0x10000) {
        out.append(char(0xe0 | (c >> 12))).append(char(0x80 | ((c >> 6) & 0x3f))).append(char(0x80 | (c & 0x3f)));
    } else {
        out.append(char(0xf0 | (c >> 18))).append(char(0x80 | ((c >> 12) & 0x3f)));
        out.append(char(0x80 | ((c >> 6) & 0x3f))).append(char(0x80 | (c & 0x3f)));
    }
}

/// Appends what the escape at `at` means; returns the place behind it.
qsizetype appendEscaped(QByteArray &out, QByteArrayView text, qsizetype at)
{
    const char letter = text[at + 1];
    if (letter != 'u') {
        constexpr QByteArrayView letters = "bfnrt";
        constexpr QByteArrayView meanings = "\b\f\n\r\t";
        const qsizetype known = letters.indexOf(letter);
        out.append(known < 0 ? letter : meanings[known]);
        return at + 2;
    }
    char32_t c = hexValue(text.sliced(at + 2, 4));
    at += 6;
    if (c >= 0xd800 && c < 0xdc00 && at + 6 <= text.size() && text[at] == '\\' && text[at + 1] == 'u') {
        const char32_t low = hexValue(text.sliced(at + 2, 4));
        if (low >= 0xdc00 && low < 0xe000) {
            c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
            at += 6;
        }
    }
    appendUtf8(out, c);
    return at;
}

void appendUnicodeEscape(QByteArray &out, char32_t unit)
{
    out.append("\\u").append(QByteArray::number(uint(unit), 16).rightJustified(4, '0'));
}

}  // namespace

const JsonValue *JsonValue::find(QByteArrayView key) const
{
    const auto found = std::ranges::find(keys, key);
    return found == keys.end() ? nullptr : &items[std::size_t(found - keys.begin())];
}

JsonValue *JsonValue::find(QByteArrayView key)
{
    return const_cast<JsonValue *>(std::as_const(*this).find(key));
}

JsonValue JsonValue::string(QByteArrayView decoded)
{
    return {.kind = Kind::String, .text = encodeJsonString(decoded), .items = {}, .keys = {}};
}

bool sameJson(const JsonValue &a, const JsonValue &b)
{
    if (a.kind != b.kind || a.items.size() != b.items.size())
        return false;
    switch (a.kind) {
    case JsonValue::Kind::Number:
        return a.text == b.text;
    case JsonValue::Kind::String:
        return a.text == b.text
               || ((a.text.contains('\\') || b.text.contains('\\')) && decodeJsonString(a.text) == decodeJsonString(b.text));
    case JsonValue::Kind::Array:
        return std::ranges::equal(a.items, b.items, [](const JsonValue &x, const JsonValue &y) { return sameJson(x, y); });
    case JsonValue::Kind::Object:
        break;
    default:
        return true;
    }
    if (a.keys == b.keys)
        return std::ranges::equal(a.items, b.items, [](const JsonValue &x, const JsonValue &y) { return sameJson(x, y); });
    QHash<QByteArrayView, const JsonValue *> inB;
    if (qsizetype(b.keys.size()) >= kHashedKeys) {
        for (std::size_t i = 0; i < b.keys.size(); ++i)
            inB.insert(b.keys[i], &b.items[i]);
    }
    for (std::size_t i = 0; i < a.keys.size(); ++i) {
        const JsonValue *other = inB.isEmpty() ? b.find(a.keys[i]) : inB.value(a.keys[i]);
        if (other == nullptr || !sameJson(a.items[i], *other))
            return false;
    }
    return true;
}

bool sameJson(const JsonValue *a, const JsonValue *b)
{
    return a == nullptr || b == nullptr ? a == b : sameJson(*a, *b);
}

QByteArray decodeJsonString(QByteArrayView token)
{
    const QByteArrayView text = token.sliced(1, token.size() - 2);
    qsizetype escape = text.indexOf('\\');
    if (escape < 0)
        return text.toByteArray();
    QByteArray decoded;
    decoded.reserve(text.size());
    qsizetype at = 0;
    for (; escape >= 0; escape = text.indexOf('\\', at)) {
        decoded.append(text.sliced(at, escape - at));
        at = appendEscaped(decoded, text, escape);
    }
    return decoded.append(text.sliced(at));
}

QByteArray encodeJsonString(QByteArrayView decoded)
{
    QByteArray token;
    token.reserve(decoded.size() + 2);
    token.append('"');
    for (qsizetype i = 0; i < decoded.size(); ++i) {
        const uchar c = uchar(decoded[i]);
        constexpr QByteArrayView special = "\"\\\b\f\n\r\t";
        constexpr QByteArrayView letters = "\"\\bfnrt";
        if (const qsizetype known = special.indexOf(char(c)); known >= 0) {
            token.append('\\').append(letters[known]);
        } else if (c < 0x20) {
            appendUnicodeEscape(token, c);
        } else if (c == 0xed && uchar(decoded[i + 1]) >= 0xa0) {  // half a surrogate pair: no UTF-8 can say it
            appendUnicodeEscape(token, 0xd000 | (char32_t(decoded[i + 1] & 0x3f) << 6) | char32_t(decoded[i + 2] & 0x3f));
            i += 2;
        } else {
            token.append(char(c));
        }
    }
    return token.append('"');
}

}  // namespace tideline::merge
