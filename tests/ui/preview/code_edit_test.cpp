#include "core/base/result.h"
#include "ui/preview/code_edit.h"
#include "ui/preview/style_colours.h"
#include "tests/support/cpu_timer.h"

#include <QClipboard>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>

using namespace tideline;
using namespace tideline::ui;
using preview::Span;
using preview::Style;

namespace {
QString lineOf(int units)
{
    QString line;
    for (int i = 0; line.size() < units; ++i)
        line += u"word%1 "_s.arg(i);
    return line.left(units);
}
}  // namespace

class CodeEditTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void longLinesAreCutAndShortOnesAreNot()
    {
        const LineText lines = cutLongLines(u"abc\n"_s + lineOf(25) + u"\nend"_s, {}, 10);
        QCOMPARE(lines.text.count(u'\n'), 4);
        QCOMPARE(lines.cuts, (std::vector<int>{2, 3}));
        const LineText none = cutLongLines(u"abc\n\n\n"_s, {}, 10);
        QCOMPARE(none.text, u"abc\n\n\n"_s);
        QVERIFY(none.cuts.empty());
        QCOMPARE(cutLongLines({}, {}, 10).text, QString());
    }

    void aCutSplitsNoPairOfUnits()
    {
        const QString smile = u"😀"_s;
        const LineText lines = cutLongLines(u"a"_s + smile.repeated(20), {}, 10);
        for (const QString &line : lines.text.split(u'\n')) {
            QVERIFY(!line.isEmpty());
            QVERIFY(!line.front().isLowSurrogate());
            QVERIFY(!line.back().isHighSurrogate());
        }
    }

    void spansMoveWithTheCuts()
    {
        const QString text = u"0123456789abcdefghij"_s;
        const LineText lines = cutLongLines(text, {{2, 3, Style::Keyword}, {8, 6, Style::Number}, {15, 2, Style::Type}}, 10);
        const auto textOf = [&](std::size_t span) { return lines.text.mid(lines.spans[span].start, lines.spans[span].length); };
        QCOMPARE(lines.spans.size(), std::size_t(3));
        QCOMPARE(textOf(0), u"234"_s);
        QCOMPARE(textOf(1), u"89\nabcd"_s);
        QCOMPARE(textOf(2), u"fg"_s);
    }

    void spansThatMakeNoSenseAreDropped()
    {
        const LineText lines = cutLongLines(
            u"0123456789"_s, {{-4, 2, Style::Text}, {0, 4, Style::Text}, {2, 3, Style::Text}, {5, 0, Style::Text}, {9, 2, Style::Text}, {8, 2, Style::Text}, {2'000'000'000, 2'000'000'000, Style::Text}});
        QCOMPARE(lines.spans.size(), std::size_t(2));
        QCOMPARE(lines.spans[1].start, 8);
    }

    void aLineOfMegabytesIsShownSoonAndCopiedAsItWas()
    {
        CodeEdit edit;
        edit.resize(500, 300);
        edit.show();
        const test::CpuTimer clock;
        const QString line = lineOf(2'000'000);
        edit.append(line + u"\nlast line"_s, {});
        QVERIFY2(clock.elapsedMs() < 300, qPrintable(QString::number(clock.elapsedMs())));
        QTRY_VERIFY_WITH_TIMEOUT(edit.isComplete(), 20'000);
        edit.selectAll();
        edit.copy();
        QVERIFY(QGuiApplication::clipboard()->text() == line + u"\nlast line"_s);
        QVERIFY(edit.selectPlace(1, 5, 4));
        QCOMPARE(edit.textCursor().selectedText(), u"line"_s);
        QCOMPARE(edit.place(), (std::pair<qint64, int>(1, 9)));
        QVERIFY(edit.selectPlace(0, 1'999'990, 5));
        QCOMPARE(edit.textCursor().selectedText(), line.mid(1'999'990, 5));
        QCOMPARE(edit.place().first, 0);
        QCOMPARE(edit.place().second, 1'999'995);
        QVERIFY(!edit.selectPlace(2, 0, 1));
    }

    void spansAreColoursAlsoInTextThatIsAddedLater()
    {
        CodeEdit edit;
        edit.append(u"def f():\n"_s, {{0, 3, Style::Keyword}});
        edit.append(u"return 1"_s, {{7, 1, Style::Number}});
        QTRY_VERIFY(!edit.document()->findBlockByNumber(1).layout()->formats().isEmpty());
        const auto formats = edit.document()->findBlockByNumber(1).layout()->formats();
        QCOMPARE(formats.first().start, 7);
        QCOMPARE(formats.first().format.foreground().color(), styleColour(Style::Number, Theme::current()));
        QTRY_COMPARE(edit.document()->findBlockByNumber(0).layout()->formats().size(), 1);
    }

    void styleColoursCanBeReadInBothSchemes()
    {
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
            const QPalette palette = Theme::paletteOf(scheme);
            for (int style = 0; style <= int(Style::Bold); ++style) {
                for (const auto role : {QPalette::Base, QPalette::AlternateBase})
                    QVERIFY2(contrast(styleColour(Style(style), scheme), palette.color(role)) >= 4.5,
                             qPrintable(u"style %1, scheme %2"_s.arg(style).arg(int(scheme))));
            }
        }
    }
};

QTEST_MAIN(CodeEditTest)
#include "code_edit_test.moc"
