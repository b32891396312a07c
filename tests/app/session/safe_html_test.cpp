#include "app/session/formats/safe_html.h"

#include "core/base/result.h"
#include "tests/support/cpu_timer.h"
#include "tests/support/suite.h"

#include <QTest>
#include <QTextDocument>

using namespace tideline;
using namespace tideline::session;

namespace {

struct Case {
    const char *name;
    const char *document;
    const char *html;
};

// clang-format off
const std::vector<Case> kCases{
    {"text is escaped",                        "a < b & c > d \"q\"",                          "a &lt; b &amp; c &gt; d &quot;q&quot;"},
    {"entities are what they mean",            "&lt;b&gt; &#955; &#x3bb; &nbsp;",              "&lt;b&gt; λ λ \xc2\xa0"},
    {"an unknown entity is text",              "&zzz; &amp &;",                                "&amp;zzz; &amp;amp &amp;;"},
    {"known elements stay, in lower case",     "<P>a<B>b</B></P>",                             "<p>a<b>b</b></p>"},
    {"unknown elements lose their tags",       "<blink>a</blink><font color=red>b</font>",     "ab"},
    {"what is open is closed",                 "<p><b>a",                                      "<p><b>a</b></p>"},
    {"what was not opened is not closed",      "</b></p>a</table>",                            "a"},
    {"tags that cross are put in order",       "<b><i>a</b></i>",                              "<b><i>a</i></b>"},
    {"script is dropped with its content",     "a<script>alert('<b>')</script>b",              "ab"},
    {"script without an end takes the rest",   "a<script>alert(1)",                            "a"},
    {"script's end may have space",            "<SCRIPT>x</script\n>b",                        "b"},
    {"script in script's text",                "<script><!--<script>x</script>-->b",           "--&gt;b"},
    {"style is dropped with its content",      "<style scoped>.a { color: red }</style>b",     "b"},
    {"a drawing is dropped with its content",  "<svg onload=x><text>t</text></svg>b",          "b"},
    {"a frame is dropped with its content",    "<iframe src=x>t</iframe>b",                    "b"},
    {"a comment is dropped",                   "a<!-- <b> -->b<!-->c<!DOCTYPE x>d<?php ?>e",   "abcde"},
    {"a comment without end takes the rest",   "a<!-- b",                                      "a"},
    {"a tag without end is dropped",           "a<b onclick='x",                               "a"},
    {"attributes are dropped",                 "<p onclick=x style='a' id=b>t</p>",            "<p>t</p>"},
    {"a picture is dropped",                   "<img src=x onerror=alert(1)>t",                "t"},
    {"a link keeps its address",               "<a href=\"https://x.org/?a=1&amp;b=2\">t</a>", "<a href=\"https://x.org/?a=1&amp;b=2\">t</a>"},
    {"a letter's address is a link's",         "<a href=mailto:a@b.c>t</a>",                   "<a href=\"mailto:a@b.c\">t</a>"},
    {"script's address is no link's",          "<a href=\"javascript:alert(1)\">t</a>",        "t"},
    {"nor when it is hidden in entities",      "<a href=\"java&#115;cript&colon;x\">t</a>",    "t"},
    {"nor behind space",                       "<a href=\" \tjavascript:x\">t</a>",            "t"},
    {"nor broken by lines",                    "<a href=\"java\nscript:x\">t</a>",             "t"},
    {"data is no link's address",              "<a href=\"data:text/html,x\">t</a>",           "t"},
    {"a file is no link's address",            "<a href=\"file:///etc/passwd\">t</a>",         "t"},
    {"a relative address is none",             "<a href=\"//x.org\">t</a>",                    "t"},
    {"an address leaves no attribute",         "<a href='http://x\" onclick=\"y'>t</a>",       "t"},
    {"a quote in an address is none",          "<a href='http://x&quot;y'>t</a>",              "t"},
    {"lists",                                  "<ul><li>a<li>b</ul>",                          "<ul><li>a</li><li>b</li></ul>"},
    {"an item needs a list",                   "<li>a</li>",                                   "a"},
    {"a paragraph ends the one before",        "<p>a<p>b",                                     "<p>a</p><p>b</p>"},
    {"a line's break has no end",              "a<br/>b<hr />c</br>",                          "a<br>b<hr>c"},
    {"a row needs a table",                    "<tr><td>a</td></tr>",                          "a"},
    {"a cell closes nothing around it",        "<b><table><tr><td>a</b></td></tr></table></b>",
     "<b><table border=\"1\" cellspacing=\"0\" cellpadding=\"3\"><tr><td>a</td></tr></table></b>"},
    {"a cell without a row has one",           "<table><td>a<td>b</table>",
     "<table border=\"1\" cellspacing=\"0\" cellpadding=\"3\"><tr><td>a</td><td>b</td></tr></table>"},
    {"text between cells is dropped",          "<table>x<tr>y<td>a</td>z</tr></table>",
     "<table border=\"1\" cellspacing=\"0\" cellpadding=\"3\"><tr><td>a</td></tr></table>"},
    {"spans are numbers within bounds",        "<table><tr><td colspan=2 rowspan=\"99999\">a<td colspan=-1>b<td colspan='1\"x'>c</table>",
     "<table border=\"1\" cellspacing=\"0\" cellpadding=\"3\"><tr><td colspan=\"2\" rowspan=\"100\">a</td><td>b</td><td>c</td></tr></table>"},
    {"alignment is one of three",              "<table><tr style='text-align: right;'><td>a<td align=CENTER>b<td align=x>c</table>",
     "<table border=\"1\" cellspacing=\"0\" cellpadding=\"3\"><tr><td align=\"right\">a</td><td align=\"center\">b</td><td align=\"right\">c</td></tr></table>"},
};
// clang-format on

/// A DataFrame as pandas writes it.
const char *const kDataFrame = R"(<div>
<style scoped>
    .dataframe tbody tr th { vertical-align: top; }
</style>
<table border="1" class="dataframe">
  <thead>
    <tr style="text-align: right;">
      <th></th>
      <th>name</th>
      <th>share</th>
    </tr>
  </thead>
  <tbody>
    <tr>
      <th>0</th>
      <td>north &amp; south</td>
      <td>0.25</td>
    </tr>
  </tbody>
</table>
<p>1 rows × 2 columns</p>
</div>)";

}  // namespace

class SafeHtmlTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachCaseHasOneAnswer_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < kCases.size(); ++i)
            QTest::newRow(kCases[i].name) << int(i);
    }
    void eachCaseHasOneAnswer()
    {
        QFETCH(int, index);
        const Case &c = kCases[std::size_t(index)];
        const SafeHtml safe = safeHtml(QString::fromUtf8(c.document));
        QCOMPARE(safe.html, QString::fromUtf8(c.html));
        QCOMPARE(safeHtml(safe.html).html, safe.html);
        QVERIFY(!safe.isCut);
    }

    void aDataFrameIsATableWithItsNumbersToTheRight()
    {
        const SafeHtml safe = safeHtml(QString::fromUtf8(kDataFrame));
        QString html = safe.html;
        html.remove(u'\n').remove(u"  "_s);
        QCOMPARE(html, u"<div><table border=\"1\" cellspacing=\"0\" cellpadding=\"3\"><thead><tr>"
                       "<th align=\"right\"></th><th align=\"right\">name</th><th align=\"right\">share</th></tr></thead><tbody><tr>"
                       "<th align=\"right\">0</th><td align=\"right\">north &amp; south</td><td align=\"right\">0.25</td></tr></tbody>"
                       "</table><p>1 rows × 2 columns</p></div>"_s);
        QVERIFY(safe.text.contains(u"0\tnorth & south\t0.25\t\n"_s));
        QVERIFY(!safe.isCut);
    }

    void charactersThatMeanFramesAreNone()
    {
        const QString document = u"a"_s + QChar(0xfdd0) + u"&#xfdd1;"_s + QChar(0xfffc) + QChar(0) + u"&#0;&#xd800;&#99999999;"_s;
        QCOMPARE(safeHtml(document).text, u"a"_s + QString(7, QChar::ReplacementCharacter));
    }

    void deepNestingIsShownFlat()
    {
        const SafeHtml safe = safeHtml(u"<div>"_s.repeated(100'000) + u"x"_s);
        QCOMPARE(safe.html.count(u"<div>"_s), 32);
        QCOMPARE(safe.text.trimmed(), u"x"_s);
    }

    void tablesInTablesEndAtTheSecond()
    {
        const SafeHtml safe = safeHtml(u"<table><tr><td>"_s.repeated(1000) + u"x"_s);
        QCOMPARE(safe.html.count(u"<table"_s), 2);
        QCOMPARE(safe.text.trimmed(), u"x"_s);
    }

    void aTableHasAtMostSoManyColumnsAndCells()
    {
        const SafeHtml wide = safeHtml(u"<table><tr>"_s + u"<td colspan=100>x"_s.repeated(1000) + u"</table>after"_s);
        QCOMPARE(wide.html.count(u"<td"_s), 2);
        QVERIFY(wide.html.endsWith(u"</table>after"_s));
        QVERIFY(wide.isCut);
        const SafeHtml high = safeHtml(u"<table>"_s + u"<tr><td>x"_s.repeated(5000) + u"</table>after"_s);
        QCOMPARE(high.html.count(u"<tr>"_s), 2000);
        QVERIFY(high.html.endsWith(u"</td></tr></table>"_s));
        QVERIFY(high.isCut);
    }

    void floodsTakeLinearTime_data()
    {
        QTest::addColumn<QString>("unit");
        QTest::newRow("tags") << u"<b>"_s;
        QTest::newRow("tags without end") << u"<b "_s;
        QTest::newRow("closing tags") << u"</b>"_s;
        QTest::newRow("comments without end") << u"<!--"_s;
        QTest::newRow("scripts without end") << u"<script>"_s;
        QTest::newRow("scripts' ends") << u"<script></scrip"_s;
        QTest::newRow("attributes") << u"<p a=1 "_s;
        QTest::newRow("quotes") << u"<p a=\""_s;
        QTest::newRow("entities") << u"&#"_s;
        QTest::newRow("less-thans") << u"<"_s;
        QTest::newRow("cells") << u"<table><tr><td>"_s;
        QTest::newRow("lists") << u"<ul><li>"_s;
    }
    void floodsTakeLinearTime()
    {
        QFETCH(QString, unit);
        const test::CpuTimer timer;
        const SafeHtml safe = safeHtml(unit.repeated(2'000'000 / unit.size()));
        QVERIFY(safe.html.size() < 8 * (256 << 10));
        QVERIFY2(timer.elapsedMs() < 2000, qPrintable(QString::number(timer.elapsedMs())));
    }

    void aWindowLaysOutWhatABombLeaves_data()
    {
        QTest::addColumn<QString>("document");
        const QString cells = u"<td>x"_s.repeated(4);
        QTest::newRow("a long table") << u"<table>"_s + (u"<tr>"_s + cells).repeated(5000);
        QTest::newRow("a table in each cell") << u"<table>"_s + (u"<tr><td><table><tr>"_s + cells + u"</table>"_s).repeated(2000);
        QTest::newRow("tables in tables") << u"<table><tr><td>"_s.repeated(1000);
        QTest::newRow("wide cells") << u"<table>"_s + u"<tr><td colspan=256 rowspan=100>x"_s.repeated(2000);
        QTest::newRow("high cells") << u"<table>"_s + (u"<tr>"_s + u"<td rowspan=100>x"_s.repeated(100)).repeated(100);
        QTest::newRow("many tables") << (u"<table><tr><td colspan=256>x"_s + u"<tr><td>y"_s.repeated(10) + u"</table>"_s).repeated(180);
        QTest::newRow("lists in lists") << u"<ul><li>x"_s.repeated(1000);
        QTest::newRow("blocks in blocks") << (u"<div>"_s.repeated(31) + u"x"_s).repeated(200);
        QTest::newRow("a long line") << QString(256 << 10, u'x');
    }
    void aWindowLaysOutWhatABombLeaves()
    {
        QFETCH(QString, document);
        const test::CpuTimer timer;
        QTextDocument laidOut;
        laidOut.setHtml(safeHtml(document).html);
        laidOut.setTextWidth(800);
        const double height = laidOut.size().height();
        qInfo("%lld ms, %.0f pixels high", qlonglong(timer.elapsedMs()), height);
        QVERIFY(timer.elapsedMs() < 5000);
    }
};

TIDELINE_GUI_SUITE(SafeHtmlTest)
#include "safe_html_test.moc"
