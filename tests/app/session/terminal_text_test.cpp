#include "app/session/formats/terminal_text.h"

#include "core/base/result.h"
#include "tests/support/cpu_timer.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace tideline;
using namespace tideline::session;
using preview::Span;
using preview::Style;

namespace {

struct Case {
    const char *name;
    QString raw;
    QString text;
    std::vector<Span> spans;
};

const std::vector<Case> kCases{
    {"plain text is itself", u"a\tb\nc"_s, u"a\tb\nc"_s, {}},
    {"a colour is a span", u"\x1b[31mred\x1b[0m not"_s, u"red not"_s, {{0, 3, Style::Red}}},
    {"a bright colour is the colour", u"\x1b[92mok\x1b[39m"_s, u"ok"_s, {{0, 2, Style::Green}}},
    {"bold without a colour is bold", u"\x1b[1mb\x1b[22mn"_s, u"bn"_s, {{0, 1, Style::Bold}}},
    {"bold with a colour is the colour", u"\x1b[0;1;34mb\x1b[m"_s, u"b"_s, {{0, 1, Style::Blue}}},
    {"one of 256 is the nearest", u"\x1b[38;5;196mx\x1b[0m"_s, u"x"_s, {{0, 1, Style::Red}}},
    {"one of 16 million is the nearest", u"\x1b[38;2;10;200;190mx\x1b[0m"_s, u"x"_s, {{0, 1, Style::Cyan}}},
    {"what follows a background's colour still counts", u"\x1b[48;5;1;32mx\x1b[0m"_s, u"x"_s, {{0, 1, Style::Green}}},
    {"a colour goes on in the next line", u"\x1b[33ma\nb"_s, u"a\nb"_s, {{0, 1, Style::Yellow}, {2, 1, Style::Yellow}}},
    {"two colours are two spans", u"\x1b[31ma\x1b[32mb"_s, u"ab"_s, {{0, 1, Style::Red}, {1, 1, Style::Green}}},
    {"a progress bar shows its last state", u"10%|#   |\r50%|##  |\r100%|####|\n"_s, u"100%|####|\n"_s, {}},
    {"what is not overwritten stays", u"abcdef\rxy"_s, u"xycdef"_s, {}},
    {"a line end of DOS is one", u"a\r\nb\r\n"_s, u"a\nb\n"_s, {}},
    {"a line is erased", u"abcdef\r\x1b[Kxy"_s, u"xy"_s, {}},
    {"a line is erased up to the cursor", u"abcdef\b\b\x1b[1K"_s, u"     f"_s, {}},
    {"a line is erased whole, and its end is no blanks", u"abcdef\b\b\x1b[2Kx"_s, u"    x"_s, {}},
    {"what was put into what was erased is erased again", u"abc\x1b[2K\rxyz\x1b[2K!"_s, u"   !"_s, {}},
    {"an erased colour is gone", u"\x1b[31mab\x1b[2K\x1b[0mc"_s, u"  c"_s, {}},
    {"a backspace goes back", u"12\b\b34\b5"_s, u"35"_s, {}},
    {"a backspace stays in its line", u"a\n\b\bb"_s, u"a\nb"_s, {}},
    {"an overwritten colour is gone", u"\x1b[31mab\r\x1b[0mx"_s, u"xb"_s, {{1, 1, Style::Red}}},
    {"a window's title is no text", u"\x1b]0;evil\x07text"_s, u"text"_s, {}},
    {"a link is its text", u"\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\ end"_s, u"link end"_s, {}},
    {"a string without end loses its line alone", u"\x1b]0;evil\nnext"_s, u"\nnext"_s, {}},
    {"movements of the cursor are dropped", u"a\x1b[2J\x1b[10;10H\x1b[?25lb\x1b(Bc"_s, u"abc"_s, {}},
    {"an escape at the end is dropped", u"a\x1b"_s, u"a"_s, {}},
    {"a sequence at the end is dropped", u"a\x1b[31"_s, u"a"_s, {}},
    {"a broken sequence loses itself alone", u"\x1b[3\x01ok"_s, u"ok"_s, {}},
    {"control characters are dropped", u"a\x01\x7f\x07"_s + QChar(0x85) + u'b', u"ab"_s, {}},
    {"half a character is none", u"😀\rX"_s, u"X\ufffd"_s, {}},
    {"huge parameters are no colour", u"\x1b[99999999999999999999mx"_s, u"x"_s, {}},
    {"a palette's number beyond it is its last", u"\x1b[38;5;999mx"_s, u"x"_s, {{0, 1, Style::White}}},
};

}  // namespace

class TerminalTextTest final : public QObject {
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
        const TerminalText shown = terminalText(c.raw);
        QCOMPARE(shown.text, c.text);
        QVERIFY(shown.spans == c.spans);
        QVERIFY(!shown.isCut);
    }

    void aLongTextIsCutWhereItIsAllowedTo()
    {
        const TerminalText shown = terminalText(QString(1000, u'x'), 100);
        QCOMPARE(shown.text.size(), 100);
        QVERIFY(shown.isCut);
        QVERIFY(!terminalText(QString(100, u'x'), 100).isCut);
        QVERIFY(terminalText(QString(1000, u'\n'), 100).isCut);
        QCOMPARE(terminalText(QString(1000, u'\n'), 100).text.size(), 100);
    }

    void aFloodOfColoursKeepsTheTextAndFewSpans()
    {
        QString raw;
        for (int i = 0; i < 200'000; ++i)
            raw += u"\x1b[%1mx"_s.arg(31 + i % 2);
        const TerminalText shown = terminalText(raw);
        QCOMPARE(shown.text, QString(200'000, u'x'));
        QVERIFY(shown.spans.size() <= 20'000);
    }

    void aFloodOfOverwritesIsOneLine()
    {
        QString raw;
        for (int i = 0; i < 300'000; ++i)
            raw += u"\rstep %1"_s.arg(i);
        QCOMPARE(terminalText(raw).text, u"step 299999"_s);
    }

    void aFloodOfErasuresOfALongLineTakesNoTime()
    {
        const QString line(500'000, u'x');
        for (const QString &erasure : {u"\x1b[2K"_s, u"\x1b[1K"_s, u"\x1b[K"_s, u"\b\x1b[1Kx"_s, u"\b\b\x1b[2Kxy"_s}) {
            const QString flood = erasure.repeated(800'000);
            const test::CpuTimer timer;
            (void)terminalText(line + flood);
            QVERIFY2(timer.elapsedMs() < 5'000, qPrintable(erasure + u' ' + QString::number(timer.elapsedMs())));
        }
    }
};

TIDELINE_SUITE(TerminalTextTest)
#include "terminal_text_test.moc"
