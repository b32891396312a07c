// The line that shows why a file was found.
#include "core/search/found_line.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace tideline;
using namespace tideline::search;

namespace {
/// "number: text with [marks]"; empty: none.
QString lineOf(const QByteArray &text, const QString &query)
{
    const auto found = findLine({{text}}, store::TextQuery(query));
    if (!found)
        return {};
    QString shown = found->text;
    for (auto mark = found->marks.rbegin(); mark != found->marks.rend(); ++mark)
        shown = shown.left(mark->begin) + u'[' + shown.mid(mark->begin, mark->size) + u']' + shown.mid(mark->begin + mark->size);
    return u"%1: %2"_s.arg(found->number).arg(shown);
}
}  // namespace

class FoundLineTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theLineIsShownWithItsNumberAndMarks_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("line");
        // clang-format off
        QTest::newRow("the first of two")           << QByteArray("a\nlow tide\nhigh tide")   << u"tide"_s          << u"2: low [tide]"_s;
        QTest::newRow("the one with both words")    << QByteArray("tide\nlow\nlow tide")      << u"low tide"_s      << u"3: [low] [tide]"_s;
        QTest::newRow("the most words of three")    << QByteArray("x\ntide low\nsix")         << u"low tide six"_s  << u"2: [tide] [low]"_s;
        QTest::newRow("each time it stands there")  << QByteArray("tide, Tide; TIDE")         << u"tide"_s          << u"1: [tide], [Tide]; [TIDE]"_s;
        QTest::newRow("a beginning marks its word") << QByteArray("the tidal range")          << u"tid"_s           << u"1: the [tidal] range"_s;
        QTest::newRow("a phrase as one")            << QByteArray("tide low\nlow tide")       << u"\"low tide\""_s  << u"2: [low tide]"_s;
        QTest::newRow("a phrase over a line's end") << QByteArray("it is low\ntide at six")   << u"\"low tide\""_s  << u"1: it is [low]"_s;
        QTest::newRow("umlauts by their letters")   << QByteArray("die Flut über Süden")      << u"uber suden"_s    << u"1: die Flut [über] [Süden]"_s;
        QTest::newRow("without the space around")   << QByteArray("    return tide\r\n")      << u"tide"_s          << u"1: return [tide]"_s;
        QTest::newRow("not inside a word")          << QByteArray("ebbtide\ntide")            << u"tide"_s          << u"2: [tide]"_s;
        QTest::newRow("none")                       << QByteArray("ebb")                      << u"tide"_s          << QString();
        // clang-format on
    }
    void theLineIsShownWithItsNumberAndMarks()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, query);
        QFETCH(QString, line);
        QCOMPARE(lineOf(text, query), line);
    }

    void ofALongLineTheStretchAroundTheWordIsShown()
    {
        const QByteArray text = QByteArray("x ").repeated(5'000) + "tide" + QByteArray(" y").repeated(5'000);
        const QString line = lineOf(text, u"tide"_s);
        QVERIFY2(line.startsWith(u"1: …x x"_s) || line.startsWith(u"1: … x"_s), qPrintable(line));
        QVERIFY(line.contains(u"[tide] y"_s));
        QVERIFY(line.endsWith(u'…'));
        QVERIFY(line.size() < 260);
    }

    void whatCouldPlayTricksIsMadeHarmless()
    {
        QCOMPARE(lineOf("tide \x1b[31mred\x1b[0m \xe2\x80\xae" "evil\ttab", u"tide"_s),
                 u"1: [tide] \ufffd[31mred\ufffd[0m \ufffdevil tab"_s);
    }

    void ofANotebookTheCellIsTold()
    {
        const auto found = findLine({{"ebb", 1, false}, {"one\nthe tide", 2, false}, {"tide", 2, true}}, store::TextQuery(u"tide"_s));
        QVERIFY(found);
        QCOMPARE(found->cell, 2);
        QCOMPARE(found->number, 2);
        QVERIFY(!found->isOutput);
    }
};

TIDELINE_SUITE(FoundLineTest)
#include "found_line_test.moc"
