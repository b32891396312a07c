// Markdown as HTML that needs no trust.
#include "app/session/formats/markdown.h"
#include "app/session/formats/text_formats.h"
#include "tests/support/cpu_timer.h"
#include "tests/support/memory_source.h"

#include <QTest>

using namespace tideline;
using namespace tideline::session;
using namespace tideline::test;

class MarkdownTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsWrittenIsRendered_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("html");
        // clang-format off
        QTest::newRow("a heading")             << u"## Tide & *wave*"_s       << u"<h2>Tide &amp; <em>wave</em></h2>"_s;
        QTest::newRow("a list of tasks")       << u"- [ ] a\n- [x] b"_s       << u"<ul><li>\u2610 a</li><li>\u2611 b</li></ul>"_s;
        QTest::newRow("a numbered list")       << u"3. a"_s                   << u"<ol start=\"3\"><li>a</li></ol>"_s;
        QTest::newRow("struck through")        << u"~~a~~ **b** `c<d`"_s      << u"<p><del>a</del> <strong>b</strong> <code>c&lt;d</code></p>"_s;
        QTest::newRow("code")                  << u"```python\na<b\n```"_s    << u"<pre>a&lt;b\n</pre>"_s;
        QTest::newRow("a rule")                << u"a\n\n***"_s               << u"<p>a</p><hr>"_s;
        QTest::newRow("a table")               << u"|a|c|\n|--:|---|\n|b|"_s   << u"<table border=\"1\" cellspacing=\"0\" cellpadding=\"4\"><thead><tr><th align=\"right\">a</th><th>c</th></tr></thead>"
                                                                          "<tbody><tr><td align=\"right\">b</td><td></td></tr></tbody></table>"_s;
        QTest::newRow("a link")                << u"[a](https://b.c/?d&e)"_s  << u"<p><a href=\"https://b.c/?d&amp;e\">a</a></p>"_s;
        QTest::newRow("a bare link")           << u"https://b.c"_s            << u"<p><a href=\"https://b.c\">https://b.c</a></p>"_s;
        QTest::newRow("a relative link")       << u"[a](../b.md#c)"_s         << u"<p><a href=\"../b.md#c\">a</a></p>"_s;
        QTest::newRow("an image is its text")  << u"![a *b*](https://c/d.png \"e\")"_s << u"<p>a <em>b</em></p>"_s;
        QTest::newRow("a linked image")        << u"[![a](b.svg)](c)"_s       << u"<p><a href=\"c\">a</a></p>"_s;
        QTest::newRow("raw HTML is text")      << u"<b onclick=x>a</b>"_s     << u"<p>&lt;b onclick=x&gt;a&lt;/b&gt;</p>"_s;
        QTest::newRow("entities")              << u"&lt;b&gt; &#x26; &#0; &copy;"_s << u"<p>&lt;b&gt; &amp; \uFFFD &copy;</p>"_s;
        QTest::newRow("control characters")    << u"a\x1b[m"_s                << u"<p>a\u241B[m</p>"_s;
        // clang-format on
    }

    void whatIsWrittenIsRendered()
    {
        QFETCH(QString, text);
        QFETCH(QString, html);
        QCOMPARE(htmlOfMarkdown(text.toUtf8()), html);
    }

    void anAddressThatIsNotSafeIsNoLink_data()
    {
        QTest::addColumn<QString>("markdown");
        const QStringList hostile{u"[a](javascript:alert(1))"_s,       u"[a](JaVaScRiPt:b)"_s,      u"[a](data:text/html;base64,AAAA)"_s, u"[a](file:///etc/passwd)"_s,
                                  u"[a](java&#115;cript:b)"_s,         u"[a](javascript&#58;b)"_s,  u"[a](//evil.example/x)"_s,           u"[a](\\\\\\\\evil\\\\x)"_s,
                                  u"[a](/\\\\evil.example)"_s,         u"[a](<java\tscript:b>)"_s,  u"<javascript:b>"_s,                  u"[a]\n\n[a]: vbscript:b"_s,
                                  u"[a](&#1;javascript:b)"_s,          u"[a](<x y>)"_s,             u"[a](java\u200Bscript:b)"_s,         u"[a]()"_s,
                                  u"[a](smb://evil/x)"_s,              u"[a](tideline:open)"_s};
        for (const QString &each : hostile)
            QTest::newRow(qPrintable(each.simplified())) << each;
    }

    void anAddressThatIsNotSafeIsNoLink()
    {
        QFETCH(QString, markdown);
        const QString html = htmlOfMarkdown(markdown.toUtf8());
        QVERIFY2(!html.contains(u"<a"), qPrintable(html));
    }

    void anUnknownEntityInAnAddressStaysWhatItIs()
    {
        // Whoever reads the HTML sees "&colon;" as six letters, so that no scheme comes of it.
        QCOMPARE(htmlOfMarkdown("[a](javascript&colon;b)"), u"<p><a href=\"javascript&amp;colon;b\">a</a></p>"_s);
        QCOMPARE(htmlOfMarkdown("[a](b&quot;onclick=c)"), u"<p><a href=\"b&quot;onclick=c\">a</a></p>"_s);
    }

    void whatIsTooDeepIsShownWithoutItsElement()
    {
        const QString html = htmlOfMarkdown(QByteArray(">").repeated(10'000) + " end");
        QCOMPARE(html.count(u"<blockquote>"_s), 48);
        QCOMPARE(html.count(u"</blockquote>"_s), 48);
        QVERIFY(html.contains(u"end"_s));
    }

    void aBombIsCutAndClosed_data()
    {
        QTest::addColumn<QByteArray>("bomb");
        const QByteArray columns = QByteArray("|a").repeated(50'000) + "\n" + QByteArray("|---").repeated(50'000) + "\n";
        const QByteArray few = QByteArray("|a").repeated(100) + "\n" + QByteArray("|---").repeated(100) + "\n";
        QTest::newRow("a table of many columns and rows of one letter") << columns + QByteArray("a\n").repeated(50'000);
        QTest::newRow("rows of one letter") << few + QByteArray("a\n").repeated(50'000);
        QTest::newRow("a long address named often") << QByteArray("[a] ").repeated(50'000) + "\n\n[a]: /" + QByteArray(4'000, 'b') + "\n";
        for (const char *part : {"[", "![", "*a **b ", "_", "`a", "<", "<!--", "&", "> ", "- ", "1. ", "[a](", "[](<", "\\", "a@b.", "www.", "~", "|", "[a]: b\n", "\t- ", "*a\n\n", "`` ` ", "(", "a_", "**a*"})
            QTest::newRow(part) << QByteArray(part).repeated(1'000'000 / qsizetype(qstrlen(part)));
        QTest::newRow("cells of emphasis in wide rows") << QByteArray("|*a*").repeated(500) + "\n" + QByteArray("|---").repeated(500) + "\n"
                                                            + (QByteArray("|*a*").repeated(499) + '|' + QByteArray("*a*").repeated(80'000) + "\n").repeated(3);
        QByteArray lists;
        for (int depth = 0; lists.size() < 1'000'000; ++depth)
            lists += QByteArray(2 * depth, ' ') + "- a\n";
        QTest::newRow("lists in lists") << lists;
        QTest::newRow("emphasis in emphasis") << QByteArray("*a_b").repeated(100'000) + QByteArray("_*").repeated(100'000);
    }

    void aBombIsCutAndClosed()
    {
        QFETCH(QByteArray, bomb);
        const test::CpuTimer timer;
        const RenderedMarkdown made = renderMarkdown(bomb, {});
        QVERIFY2(timer.elapsedMs() < 5'000, qPrintable(u"%1 ms"_s.arg(timer.elapsedMs())));
        QVERIFY(made.html.size() < MarkdownLimits().outputUnits + 10'000);
        for (const QString &tag : {u"td"_s, u"table"_s, u"p"_s, u"blockquote"_s, u"ul"_s, u"em"_s, u"a"_s})
            QCOMPARE(made.html.count(u"</"_s + tag + u'>'), made.html.count(u'<' + tag + u'>') + made.html.count(u'<' + tag + u' '));
    }

    void aFileThatIsTooLongSaysSo()
    {
        Limits limits;
        limits.textBytes = 1000;
        const auto source = std::make_shared<MemorySource>(QByteArray("*a*\n").repeated(100'000), MemorySource::Where::Remote);
        const preview::Cancelled goOn = false;
        const auto file = kMarkdownFormat.open(source, {u"a.md"_s, 0}, limits, goOn);
        QVERIFY(file);
        QCOMPARE(file->get()->document().notices.size(), 1);
        QVERIFY(std::get<preview::RichDocument>(file->get()->document().shape).html.startsWith(u"<p><em>a</em>"_s));
        QCOMPARE(source->bytesRead(), 1000);
    }

    void aFileIsReadInItsCharset()
    {
        const preview::Cancelled goOn = false;
        const auto file = kMarkdownFormat.open(std::make_shared<MemorySource>(QByteArray("\xFF\xFE#\0 \0\xE4\0", 8)), {u"a.md"_s, 0}, {}, goOn);
        QVERIFY(file);
        QCOMPARE(std::get<preview::RichDocument>(file->get()->document().shape).html, u"<h1>ä</h1>"_s);
        QVERIFY(file->get()->document().notices.isEmpty());
    }
};

QTEST_GUILESS_MAIN(MarkdownTest)
#include "markdown_test.moc"
