#include "app/session/formats/markdown.h"

#include "app/session/formats/charset.h"
#include "core/base/result.h"

#include <QStringBuilder>

#include <md4c.h>

#include <algorithm>
#include <array>
#include <vector>

namespace tideline::session {

namespace {

constexpr qsizetype kLongestAddress = 4096;
constexpr int kStop = 1;  ///< what a callback returns so that md4c ends

constexpr std::array kHeadings{"h1"_L1, "h2"_L1, "h3"_L1, "h4"_L1, "h5"_L1, "h6"_L1};

QString escaped(const QString &text)
{
    return readable(text).toHtmlEscaped();
}

/// "&#65;", "&#x41;" and the five names of XML; whatever else, as it is written.
QString decodedEntity(const QString &entity)
{
    if (entity.startsWith(u"&#")) {
        const bool hexadecimal = entity.size() > 2 && entity[2].toLower() == u'x';
        bool ok = false;
        const uint value = entity.sliced(hexadecimal ? 3 : 2).chopped(1).toUInt(&ok, hexadecimal ? 16 : 10);
        if (!ok || value == 0 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000))
            return u"\uFFFD"_s;
        return QString::fromUcs4(reinterpret_cast<const char32_t *>(&value), 1);
    }
    static constexpr std::array<std::pair<QLatin1StringView, char16_t>, 5> names{
        {{"&amp;"_L1, u'&'}, {"&lt;"_L1, u'<'}, {"&gt;"_L1, u'>'}, {"&quot;"_L1, u'"'}, {"&apos;"_L1, u'\''}}};
    const auto it = std::ranges::find_if(names, [&](const auto &name) { return entity == name.first; });
    return it == names.end() ? entity : QString(QChar(it->second));
}

/// Makes HTML of what md4c calls out. Each callback returns 0 to go on.
///
/// Invariant: m_open holds the end tags of what is open, in order; an empty one stands for an element that was left
/// out.
class Renderer {
public:
    explicit Renderer(const MarkdownLimits &limits) : m_limits(limits) {}

    RenderedMarkdown render(QByteArrayView utf8);

private:
    int enterBlock(MD_BLOCKTYPE type, const void *detail);
    int enterSpan(MD_SPANTYPE type, const void *detail);
    int text(MD_TEXTTYPE type, const QString &text);
    int leave();
    /// Begins an element `<tag attributes>`.
    int open(QLatin1StringView tag, const QString &attributes = {});
    int openCell(QLatin1StringView tag, const MD_BLOCK_TD_DETAIL &detail);
    int skip();
    int put(const QString &html);

    static QString valueOf(const MD_ATTRIBUTE &attribute);
    static Renderer &of(void *self) { return *static_cast<Renderer *>(self); }

    const MarkdownLimits &m_limits;
    QString m_html;
    std::vector<QString> m_open;
    int m_depth = 0;  ///< of m_open, what was not left out
    int m_cells = 0;
    int m_column = 0;
};

int Renderer::put(const QString &html)
{
    if (m_html.size() + html.size() > m_limits.outputUnits)
        return kStop;
    m_html += html;
    return 0;
}

int Renderer::open(QLatin1StringView tag, const QString &attributes)
{
    if (m_depth >= m_limits.depth)
        return skip();
    if (put(u'<' % tag % attributes % u'>') != 0)
        return kStop;
    m_open.push_back(u"</" % tag % u'>');
    ++m_depth;
    return 0;
}

int Renderer::skip()
{
    m_open.emplace_back();
    return 0;
}

int Renderer::leave()
{
    if (m_open.empty())
        return 0;
    const QString end = std::move(m_open.back());
    m_open.pop_back();
    m_depth -= !end.isEmpty();
    m_html += end;  // whatever the limit: what is open must be closed
    return 0;
}

QString Renderer::valueOf(const MD_ATTRIBUTE &attribute)
{
    QString value;
    if (attribute.text == nullptr || attribute.size > kLongestAddress)
        return value;
    for (int i = 0; attribute.substr_offsets[i] < attribute.size; ++i) {
        const MD_OFFSET from = attribute.substr_offsets[i];
        const QString part
            = QString::fromUtf8(attribute.text + from, qsizetype(attribute.substr_offsets[i + 1] - from));
        value += attribute.substr_types[i] == MD_TEXT_ENTITY ? decodedEntity(part) : part;
    }
    return value;
}

int Renderer::openCell(QLatin1StringView tag, const MD_BLOCK_TD_DETAIL &detail)
{
    if (++m_cells > m_limits.cells || ++m_column > m_limits.columns)
        return kStop;
    switch (detail.align) {
    case MD_ALIGN_LEFT: return open(tag, u" align=\"left\""_s);
    case MD_ALIGN_CENTER: return open(tag, u" align=\"center\""_s);
    case MD_ALIGN_RIGHT: return open(tag, u" align=\"right\""_s);
    default: return open(tag);
    }
}

int Renderer::enterBlock(MD_BLOCKTYPE type, const void *detail)
{
    switch (type) {
    case MD_BLOCK_QUOTE: return open("blockquote"_L1);
    case MD_BLOCK_UL: return open("ul"_L1);
    case MD_BLOCK_OL:
        return open("ol"_L1, u" start=\"%1\""_s.arg(static_cast<const MD_BLOCK_OL_DETAIL *>(detail)->start));
    case MD_BLOCK_LI: {
        const auto &item = *static_cast<const MD_BLOCK_LI_DETAIL *>(detail);
        if (open("li"_L1) != 0)
            return kStop;
        return item.is_task ? put(item.task_mark == ' ' ? u"\u2610 "_s : u"\u2611 "_s) : 0;
    }
    case MD_BLOCK_HR: return put(u"<hr>"_s) != 0 ? kStop : skip();
    case MD_BLOCK_H:
        return open(kHeadings[std::clamp(static_cast<const MD_BLOCK_H_DETAIL *>(detail)->level, 1u, 6u) - 1]);
    case MD_BLOCK_CODE: return open("pre"_L1);
    case MD_BLOCK_P: return open("p"_L1);
    case MD_BLOCK_TABLE: return open("table"_L1, u" border=\"1\" cellspacing=\"0\" cellpadding=\"4\""_s);
    case MD_BLOCK_THEAD: return open("thead"_L1);
    case MD_BLOCK_TBODY: return open("tbody"_L1);
    case MD_BLOCK_TR: m_column = 0; return open("tr"_L1);
    case MD_BLOCK_TH: return openCell("th"_L1, *static_cast<const MD_BLOCK_TD_DETAIL *>(detail));
    case MD_BLOCK_TD: return openCell("td"_L1, *static_cast<const MD_BLOCK_TD_DETAIL *>(detail));
    default: return skip();
    }
}

int Renderer::enterSpan(MD_SPANTYPE type, const void *detail)
{
    switch (type) {
    case MD_SPAN_EM: return open("em"_L1);
    case MD_SPAN_STRONG: return open("strong"_L1);
    case MD_SPAN_DEL: return open("del"_L1);
    case MD_SPAN_CODE: return open("code"_L1);
    case MD_SPAN_A: {
        const QString address = safeAddress(valueOf(static_cast<const MD_SPAN_A_DETAIL *>(detail)->href));
        return address.isEmpty() ? skip() : open("a"_L1, u" href=\"" % address.toHtmlEscaped() % u'"');
    }
    default: return skip();  // of an image its text stays
    }
}

int Renderer::text(MD_TEXTTYPE type, const QString &text)
{
    switch (type) {
    case MD_TEXT_NULLCHAR: return put(u"\uFFFD"_s);
    case MD_TEXT_BR: return put(u"<br>\n"_s);
    case MD_TEXT_SOFTBR: return put(u"\n"_s);
    case MD_TEXT_ENTITY: {
        const QString decoded = decodedEntity(text);
        // A name that is none of HTML's is shown as it stands, by whoever draws it: "&name;" has nothing that could do
        // harm.
        return put(decoded == text ? text : escaped(decoded));
    }
    default: return put(escaped(text));
    }
}

/// Whether some line may be a table's row of more than so many cells.
bool hasRowOf(QByteArrayView utf8, qsizetype cells)
{
    qsizetype inLine = 0;
    return std::ranges::any_of(utf8, [&](char c) {
        inLine = c == '\n' ? 0 : inLine + (c == '|' ? 1 : 0);
        return inLine > cells;
    });
}

RenderedMarkdown Renderer::render(QByteArrayView utf8)
{
    MD_PARSER parser{};
    parser.flags = MD_DIALECT_GITHUB | MD_FLAG_NOHTML;
    if (hasRowOf(utf8, m_limits.columns))  // md4c would be at it for seconds before the first cell could be refused
        parser.flags &= ~unsigned(MD_FLAG_TABLES);
    parser.enter_block = [](MD_BLOCKTYPE type, void *detail, void *self) { return of(self).enterBlock(type, detail); };
    parser.leave_block = [](MD_BLOCKTYPE, void *, void *self) { return of(self).leave(); };
    parser.enter_span = [](MD_SPANTYPE type, void *detail, void *self) { return of(self).enterSpan(type, detail); };
    parser.leave_span = [](MD_SPANTYPE, void *, void *self) { return of(self).leave(); };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *self) {
        return of(self).text(type, QString::fromUtf8(text, qsizetype(size)));
    };
    RenderedMarkdown made;
    made.whole = md_parse(utf8.data(), MD_SIZE(utf8.size()), &parser, this) == 0;
    while (!m_open.empty())
        leave();
    made.html = std::move(m_html);
    return made;
}

/// What lies before the first of them is the address's scheme, when it is a colon.
bool hasScheme(const QString &address, qsizetype &length)
{
    const auto end
        = std::ranges::find_if(address, [](QChar c) { return c == u':' || c == u'/' || c == u'?' || c == u'#'; });
    length = end - address.begin();
    return end != address.end() && *end == u':';
}

}  // namespace

QString safeAddress(const QString &address)
{
    const bool plain = std::ranges::none_of(address, [](QChar c) {
        return c.unicode() <= u' ' || c == u'\\' || c.category() == QChar::Other_Control
            || c.category() == QChar::Other_Format;
    });
    if (!plain || address.size() > kLongestAddress || address.startsWith(u"//"))
        return {};
    qsizetype length = 0;
    if (!hasScheme(address, length))
        return address;
    const QString scheme = address.first(length).toLower();
    return scheme == u"http" || scheme == u"https" || scheme == u"mailto" ? address : QString();
}

RenderedMarkdown renderMarkdown(QByteArrayView utf8, const MarkdownLimits &limits)
{
    const bool whole = utf8.size() <= limits.inputBytes;
    if (!whole)
        utf8 = utf8.first(utf8.first(limits.inputBytes).lastIndexOf('\n') + 1);
    RenderedMarkdown made = Renderer(limits).render(utf8);
    made.whole = made.whole && whole;
    return made;
}

QString htmlOfMarkdown(QByteArrayView utf8)
{
    return renderMarkdown(utf8, {}).html;
}

}  // namespace tideline::session
