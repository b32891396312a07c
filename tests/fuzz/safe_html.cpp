// HTML of anybody, made safe.
#include "app/session/formats/safe_html.h"
#include "core/base/result.h"
#include "tests/fuzz/law.h"

#include <QRegularExpression>
#include <QStringList>

using namespace tideline;
using tideline::fuzz::law;

namespace {

/// All that may stand between < and >.
const QRegularExpression &allowed()
{
    static const QRegularExpression pattern(QStringLiteral(
        R"re(^(/?(thead|tbody|tfoot|tr|p|div|pre|h[1-6]|ul|ol|li|b|i|em|strong|code|span|sub|sup|u|small|blockquote)|/(table|th|td|a)|br|hr|)re"
        R"re(table border="1" cellspacing="0" cellpadding="3"|t[hd]( colspan="[0-9]+")?( rowspan="[0-9]+")?( align="(left|right|center)")?|)re"
        R"re(a href="([hH][tT][tT][pP][sS]?://|[mM][aA][iI][lL][tT][oO]:)[^"<>\s]+")$)re"));
    return pattern;
}

void checkTags(const QString &html)
{
    QStringList open;
    for (qsizetype at = html.indexOf(u'<'); at >= 0; at = html.indexOf(u'<', at + 1)) {
        const qsizetype end = html.indexOf(u'>', at);
        law(end > at, "each tag has an end");
        const QString tag = html.mid(at + 1, end - at - 1);
        law(allowed().match(tag).hasMatch(), "each tag is one of ours");
        const QString name = tag.section(u' ', 0, 0);
        if (name.startsWith(u'/')) {
            law(!open.isEmpty() && open.last() == name.sliced(1), "tags are closed in order");
            open.removeLast();
        } else if (name != u"br" && name != u"hr") {
            open.append(name);
            law(open.size() <= 32 + 8, "elements are not deep in each other");
        }
    }
    law(open.isEmpty(), "all that is open is closed");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString document = QString::fromUtf8(QByteArrayView(data, qsizetype(size)));
    const session::SafeHtml safe = session::safeHtml(document);
    checkTags(safe.html);
    law(safe.isCut || session::safeHtml(safe.html).html == safe.html, "what is safe stays as it is");
    const session::SafeHtml small = session::safeHtml(document, {.units = 50, .depth = 3, .tables = 1, .columns = 2, .rows = 2, .cells = 3});
    checkTags(small.html);
    law(small.html.count(u"<td"_s) <= 3 && small.html.count(u"<tr"_s) <= 2, "bounds bound");
    return 0;
}
