// Markdown, and the HTML made of it.
#include "app/session/formats/markdown.h"
#include "tests/fuzz/law.h"

#include <QRegularExpression>
#include <QStringList>

using namespace Qt::StringLiterals;
using namespace tideline::session;
using tideline::fuzz::law;

namespace {

const QStringList kElements{u"p"_s,     u"h1"_s,    u"h2"_s, u"h3"_s, u"h4"_s, u"h5"_s, u"h6"_s,     u"blockquote"_s, u"ul"_s,  u"ol"_s, u"li"_s,  u"pre"_s, u"code"_s,
                            u"table"_s, u"thead"_s, u"tbody"_s, u"tr"_s, u"th"_s, u"td"_s, u"em"_s, u"strong"_s,     u"del"_s, u"a"_s};

void checkAddress(const QString &attributes)
{
    law(attributes.startsWith(u" href=\"") && attributes.endsWith(u'"') && attributes.count(u'"') == 2, "a link has an address and no more");
    QString address = attributes.sliced(7).chopped(1);
    law(!address.contains(u'\'') && !address.contains(u'<'), "an address is escaped");
    address.replace(u"&amp;"_s, u"&"_s);
    const qsizetype end = address.indexOf(QRegularExpression(u"[:/?#]"_s));
    const bool scheme = end >= 0 && address[end] == u':';
    const QString name = address.left(end).toLower();
    law(!scheme || name == u"http" || name == u"https" || name == u"mailto", "an address is one of a page, of mail, or relative");
    law(!address.startsWith(u"//") && !address.contains(u'\\'), "a relative address has no host");
}

/// The HTML is what the header says: its elements, each closed in turn, and nothing else that begins with '<'.
void checkHtml(const QString &html, int depth)
{
    QStringList open;
    qsizetype at = 0;
    for (qsizetype tag = html.indexOf(u'<'); tag >= 0; tag = html.indexOf(u'<', at)) {
        law(!QStringView(html).sliced(at, tag - at).contains(u'>'), "text is escaped");
        at = html.indexOf(u'>', tag) + 1;
        law(at > tag, "a tag has an end");
        const QString inside = html.sliced(tag + 1, at - tag - 2);
        if (inside == u"br" || inside == u"hr")
            continue;
        if (inside.startsWith(u'/')) {
            law(!open.isEmpty() && open.takeLast() == QStringView(inside).sliced(1), "elements are closed in turn");
            continue;
        }
        const QString name = inside.section(u' ', 0, 0);
        const QString attributes = inside.sliced(name.size());
        law(kElements.contains(name), "only elements that are allowed");
        if (name == u"a")
            checkAddress(attributes);
        else
            law(attributes.isEmpty() || name == u"table" || name == u"ol" || name == u"th" || name == u"td", "no attributes but of tables and lists");
        open.append(name);
        law(open.size() <= depth, "no deeper than allowed");
    }
    law(open.isEmpty(), "all elements are closed");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, qsizetype(size));
    const MarkdownLimits limits;
    const RenderedMarkdown whole = renderMarkdown(bytes, limits);
    checkHtml(whole.html, limits.depth);
    const MarkdownLimits tight{.inputBytes = 4096, .outputUnits = 200, .depth = 3, .cells = 5};
    const RenderedMarkdown cut = renderMarkdown(bytes, tight);
    checkHtml(cut.html, tight.depth);
    law(cut.html.size() <= tight.outputUnits + 100, "no longer than allowed, but for what is closed");
    return 0;
}
