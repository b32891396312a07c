#include "app/session/formats/html_entities.h"

#include "core/base/result.h"

#include <algorithm>
#include <array>

namespace tideline::session {

namespace {

constexpr qsizetype kLongest = 32;  ///< an entity, with & and ;

struct Named {
    QLatin1StringView name;
    char16_t meaning;
};
constexpr std::array<Named, 28> kNamed{{
    {"amp"_L1, u'&'},         {"lt"_L1, u'<'},         {"gt"_L1, u'>'},         {"quot"_L1, u'"'},       {"apos"_L1, u'\''},
    {"nbsp"_L1, 0xa0},        {"colon"_L1, u':'},      {"Tab"_L1, u'\t'},       {"NewLine"_L1, u'\n'},   {"sol"_L1, u'/'},
    {"lpar"_L1, u'('},        {"rpar"_L1, u')'},       {"times"_L1, 0xd7},      {"deg"_L1, 0xb0},        {"plusmn"_L1, 0xb1},
    {"micro"_L1, 0xb5},       {"middot"_L1, 0xb7},     {"ndash"_L1, 0x2013},    {"mdash"_L1, 0x2014},    {"hellip"_L1, 0x2026},
    {"lsquo"_L1, 0x2018},     {"rsquo"_L1, 0x2019},    {"ldquo"_L1, 0x201c},    {"rdquo"_L1, 0x201d},    {"bull"_L1, 0x2022},
    {"copy"_L1, 0xa9},        {"larr"_L1, 0x2190},     {"rarr"_L1, 0x2192},
}};

/// Whether a text may have it. U+FDD0 to U+FDEF and U+FFFC mean frames and pictures to QTextDocument.
bool isText(char32_t c)
{
    if (c < 0x20)
        return c == U'\t' || c == U'\n';
    return !(c >= 0x7f && c < 0xa0) && !(c >= 0xd800 && c < 0xe000) && !(c >= 0xfdd0 && c <= 0xfdef) && c != 0xfffc
           && (c & 0xfffe) != 0xfffe && c < 0x110000;
}

void appendText(QString &out, char32_t c)
{
    if (!isText(c))
        out += QChar::ReplacementCharacter;
    else
        out += QChar::fromUcs4(c);
}

/// Appends what the entity at the beginning of `text` means; returns its length, 0 when it is none that is known.
qsizetype appendEntity(QString &out, QStringView text)
{
    const qsizetype end = text.first(std::min(text.size(), kLongest)).indexOf(u';');
    if (end < 2)
        return 0;
    const QStringView name = text.sliced(1, end - 1);
    if (name.startsWith(u'#')) {
        const bool isHex = name.size() > 1 && (name[1] == u'x' || name[1] == u'X');
        bool isNumber = false;
        const uint code = name.sliced(isHex ? 2 : 1).toUInt(&isNumber, isHex ? 16 : 10);
        if (!isNumber)
            return 0;
        appendText(out, code);
        return end + 1;
    }
    const auto *found = std::ranges::find_if(kNamed, [name](const Named &named) { return name == named.name; });
    if (found == kNamed.end())
        return 0;
    out += QChar(found->meaning);
    return end + 1;
}

}  // namespace

QString decodedEntities(QStringView text)
{
    QString out;
    out.reserve(text.size());
    for (qsizetype at = 0; at < text.size();) {
        const QChar c = text[at];
        if (c == u'&') {
            if (const qsizetype length = appendEntity(out, text.sliced(at)); length > 0) {
                at += length;
                continue;
            }
        }
        if (c.isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate()) {
            appendText(out, QChar::surrogateToUcs4(c, text[at + 1]));
            at += 2;
            continue;
        }
        if (c == u'\r' && at + 1 < text.size() && text[at + 1] == u'\n') {
            ++at;
            continue;
        }
        appendText(out, c == u'\r' ? U'\n' : char32_t(c.unicode()));
        ++at;
    }
    return out;
}

QString escapedHtml(QStringView text)
{
    QString out;
    out.reserve(text.size() + text.size() / 8);
    for (const QChar c : text) {
        if (c == u'<')
            out += "&lt;"_L1;
        else if (c == u'>')
            out += "&gt;"_L1;
        else if (c == u'&')
            out += "&amp;"_L1;
        else if (c == u'"')
            out += "&quot;"_L1;
        else
            out += c;
    }
    return out;
}

}  // namespace tideline::session
