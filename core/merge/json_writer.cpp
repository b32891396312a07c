#include "core/merge/json_writer.h"

#include <QStringConverter>

namespace tideline::merge {

namespace {

constexpr qsizetype kWidestIndent = 16;
constexpr uint kBeyondAscii = 0x7f;  ///< as Python counts

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// Whether the document spells what is no printable ASCII as escapes: it has such escapes, and no such characters.
bool escapesAllBeyondAscii(QByteArrayView document)
{
    bool escapes = false;
    for (qsizetype i = 0; i < document.size(); ++i) {
        if (uchar(document[i]) >= kBeyondAscii)
            return false;
        if (document[i] != '\\')
            continue;
        ++i;  // an escaped backslash begins no escape
        if (i + 4 < document.size() && document[i] == 'u')
            escapes |= document.sliced(i + 1, 4).toByteArray().toUInt(nullptr, 16) >= kBeyondAscii;
    }
    return escapes;
}

/// The token with each character beyond ASCII as its UTF-16 escapes.
QByteArray toAscii(const QByteArray &token)
{
    QByteArray ascii;
    for (const QChar unit : QString::fromUtf8(token)) {
        if (unit.unicode() < kBeyondAscii)
            ascii.append(char(unit.unicode()));
        else
            ascii.append("\\u").append(QByteArray::number(uint(unit.unicode()), 16).rightJustified(4, '0'));
    }
    return ascii;
}

class Writer {
public:
    explicit Writer(const JsonStyle &style) : m_style(style) {}

    void write(const JsonValue &value, qsizetype depth)
    {
        switch (value.kind) {
        case JsonValue::Kind::Null:
            m_out += "null";
            return;
        case JsonValue::Kind::False:
            m_out += "false";
            return;
        case JsonValue::Kind::True:
            m_out += "true";
            return;
        case JsonValue::Kind::Number:
            m_out += value.text;
            return;
        case JsonValue::Kind::String:
            writeString(value.text);
            return;
        case JsonValue::Kind::Array:
        case JsonValue::Kind::Object:
            writeItems(value, depth);
        }
    }
    QByteArray take() { return m_out + m_style.end; }

private:
    void writeString(const QByteArray &token) { m_out += m_style.ascii ? toAscii(token) : token; }
    void writeItems(const JsonValue &value, qsizetype depth)
    {
        const bool isObject = value.isObject();
        m_out += isObject ? '{' : '[';
        for (std::size_t i = 0; i < value.items.size(); ++i) {
            if (i > 0)
                m_out += ',';
            if (!breakLine(depth + 1) && i > 0 && m_style.spaced)
                m_out += ' ';
            if (isObject) {
                writeString(encodeJsonString(value.keys[i]));
                m_out += m_style.spaced ? ": " : ":";
            }
            write(value.items[i], depth + 1);
        }
        if (!value.items.empty())
            breakLine(depth);
        m_out += isObject ? '}' : ']';
    }
    bool breakLine(qsizetype depth)
    {
        if (m_style.newline.isEmpty())
            return false;
        m_out += m_style.newline;
        for (qsizetype i = 0; i < depth; ++i)
            m_out += m_style.indent;
        return true;
    }

    const JsonStyle &m_style;
    QByteArray m_out;
};

}  // namespace

JsonStyle JsonStyle::of(QByteArrayView document)
{
    JsonStyle style;
    qsizetype last = document.size();
    while (last > 0 && isSpace(document[last - 1]))
        --last;
    style.end = document.sliced(last).toByteArray();
    style.ascii = escapesAllBeyondAscii(document);
    const qsizetype open = std::max<qsizetype>(document.indexOf('{'), 0);
    qsizetype first = open + 1;
    while (first < document.size() && isSpace(document[first]))
        ++first;
    const QByteArrayView gap = document.sliced(std::min(open + 1, document.size()), std::max<qsizetype>(first - open - 1, 0));
    if (const qsizetype newline = gap.lastIndexOf('\n'); newline >= 0) {
        style.newline = newline > 0 && gap[newline - 1] == '\r' ? "\r\n" : "\n";
        style.indent = gap.sliced(newline + 1).first(std::min(kWidestIndent, gap.size() - newline - 1)).toByteArray();
        style.indent.replace('\r', "");
    } else if (first < document.size() && document[first] != '}') {
        style.newline.clear();
        style.indent.clear();
    }
    // The first key ends at the first quote that no backslash escapes.
    qsizetype quote = first + 1;
    while (quote < document.size() && document[quote] != '"')
        quote += document[quote] == '\\' ? 2 : 1;
    if (quote + 2 < document.size() && document[quote + 1] == ':')
        style.spaced = document[quote + 2] == ' ';
    return style;
}

QByteArray writeJson(const JsonValue &root, const JsonStyle &style)
{
    Writer writer(style);
    writer.write(root, 0);
    return writer.take();
}

}  // namespace tideline::merge
