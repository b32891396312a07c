#include "app/session/differences.h"
#include "tests/app/session/difference_laws.h"
#include "tests/support/cpu_timer.h"
#include "tests/app/session/notebook_maker.h"
#include "tests/core/merge/merge_chance.h"
#include "tests/support/memory_source.h"
#include "tests/support/suite.h"

#include <QBuffer>
#include <QImage>
#include <QTest>

using namespace tideline;
using namespace tideline::session;
using namespace tideline::test;
using preview::BytesDifference;
using preview::CellDifference;
using preview::Difference;
using preview::Happened;
using preview::ImageDifference;
using preview::NotebookDifference;
using preview::NotebookMerge;
using preview::TableDifference;
using preview::TableMerge;
using preview::TextDifference;
using preview::TextMerge;
using preview::Who;

namespace {

const preview::Cancelled kGoOn{false};

Version version(const QByteArray &bytes, const QByteArray &format, const QString &name = u"x"_s)
{
    return {std::make_shared<MemorySource>(bytes), {name, 0}, format};
}

Result<Difference> compared(const QByteArray &format, const QByteArrayList &versions, const DifferenceWishes &wishes = {},
                            const Limits &limits = {})
{
    std::vector<Version> all;
    for (const QByteArray &bytes : versions)
        all.push_back(version(bytes, format));
    return differenceOf(all, wishes, limits, kGoOn);
}

template <typename Shape>
Shape shapeOf(const Result<Difference> &difference)
{
    const Shape *shape = difference ? std::get_if<Shape>(&difference->shape) : nullptr;
    if (shape == nullptr)
        qWarning("another shape: %s", difference ? qPrintable(difference->notices.join(u' ')) : qPrintable(difference.error().what));
    return shape == nullptr ? Shape() : *shape;
}

/// The hunks in short: "=2 ~1/1 +3 -1".
QString inShort(const TextDifference &difference)
{
    QStringList words;
    for (const TextDifference::Hunk &hunk : difference.hunks) {
        switch (hunk.happened) {
        case Happened::Equal: words << u"=%1"_s.arg(hunk.older.count); break;
        case Happened::Changed: words << u"~%1/%2"_s.arg(hunk.older.count).arg(hunk.newer.count); break;
        case Happened::Added: words << u"+%1"_s.arg(hunk.newer.count); break;
        case Happened::Removed: words << u"-%1"_s.arg(hunk.older.count); break;
        }
    }
    return words.join(u' ');
}

/// The words that spans mark, with bars between them.
QString marked(const QString &text, const std::vector<preview::Span> &spans)
{
    QStringList words;
    for (const preview::Span &span : spans)
        words << text.mid(span.start, span.length);
    return words.join(u'|');
}

/// The merge's hunks in short: "=1 m1 t1 a2 !1", counts of the base's lines.
QString inShort(const TextMerge &merge)
{
    QStringList words;
    for (const TextMerge::Hunk &hunk : merge.hunks)
        words << QString(u"=mta!"_s[int(hunk.who)]) + QString::number(hunk.base.count);
    return words.join(u' ');
}

QByteArray png(const QImage &image)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "png");
    return buffer.data();
}

QImage plainImage(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(Qt::white);
    return image;
}

}  // namespace

class DifferencesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void textsAreComparedLineByLine_data()
    {
        QTest::addColumn<QByteArray>("older");
        QTest::addColumn<QByteArray>("newer");
        QTest::addColumn<QString>("hunks");
        QTest::addColumn<QString>("removed");
        QTest::addColumn<QString>("added");
        const auto row = [](const char *name, const char *older, const char *newer, const QString &hunks, const QString &removed = {},
                            const QString &added = {}) {
            QTest::newRow(name) << QByteArray(older) << QByteArray(newer) << hunks << removed << added;
        };
        row("equal", "a\nb\n", "a\nb\n", u"=2"_s);
        row("empty", "", "", u""_s);
        row("made", "", "a\n", u"+1"_s);
        row("emptied", "a\n", "", u"-1"_s);
        row("a line added", "a\nc\n", "a\nb\nc\n", u"=1 +1 =1"_s);
        row("a line removed", "a\nb\nc\n", "a\nc\n", u"=1 -1 =1"_s);
        row("a word changed", "one two three\n", "one 2 three\n", u"~1/1"_s, u"two"_s, u"2"_s);
        row("words added", "f(x)\n", "f(x, y)\n", u"~1/1"_s, u""_s, u", y"_s);
        row("another line altogether", "apple pear\n", "12345 67890\n", u"~1/1"_s);
        row("one of equal lines added", "a\n\n\nb\n", "a\n\n\n\nb\n", u"=3 +1 =1"_s);
        row("a block repeated", "a\nb\nc\n", "a\nb\na\nb\nc\n", u"=2 +2 =1"_s);
        row("the last line's end", "a\nb", "a\nb\n", u"=1 ~1/1"_s, u""_s, u"\n"_s);
        row("letters beyond ASCII are words", "die Größe\n", "die Grösse\n", u"~1/1"_s, u"Größe"_s, u"Grösse"_s);
    }
    void textsAreComparedLineByLine()
    {
        QFETCH(QByteArray, older);
        QFETCH(QByteArray, newer);
        QFETCH(QString, hunks);
        QFETCH(QString, removed);
        QFETCH(QString, added);
        const auto difference = compared("text", {older, newer});
        const auto text = shapeOf<TextDifference>(difference);
        QCOMPARE(inShort(text), hunks);
        QCOMPARE(marked(text.older, text.olderSpans), removed);
        QCOMPARE(marked(text.newer, text.newerSpans), added);
        QCOMPARE(difference->same, older == newer);
        QVERIFY(brokenLaw(text) == nullptr);
    }

    void threeTextsSayWhoChangedWhat_data()
    {
        QTest::addColumn<QByteArray>("mine");
        QTest::addColumn<QByteArray>("theirs");
        QTest::addColumn<QString>("hunks");
        QTest::newRow("nobody") << QByteArray("a\nb\nc\nd\n") << QByteArray("a\nb\nc\nd\n") << u"=4"_s;
        QTest::newRow("I did") << QByteArray("a\nB\nc\nd\n") << QByteArray("a\nb\nc\nd\n") << u"=1 m1 =2"_s;
        QTest::newRow("they added") << QByteArray("a\nb\nc\nd\n") << QByteArray("a\nb\nc\nd\ne\n") << u"=4 t0"_s;
        QTest::newRow("each another line") << QByteArray("A\nb\nc\nd\n") << QByteArray("a\nb\nc\nD\n") << u"m1 =2 t1"_s;
        QTest::newRow("both the same") << QByteArray("a\nX\nc\nd\n") << QByteArray("a\nX\nc\nd\n") << u"=1 a1 =2"_s;
        QTest::newRow("both in conflict") << QByteArray("a\nX\nc\nd\n") << QByteArray("a\nY\nc\nd\n") << u"=1 !1 =2"_s;
        QTest::newRow("lines that touch") << QByteArray("a\nX\nc\nd\n") << QByteArray("a\nb\nY\nd\n") << u"=1 !2 =1"_s;
        QTest::newRow("both emptied") << QByteArray() << QByteArray() << u"a4"_s;
    }
    void threeTextsSayWhoChangedWhat()
    {
        QFETCH(QByteArray, mine);
        QFETCH(QByteArray, theirs);
        QFETCH(QString, hunks);
        const auto merge = shapeOf<TextMerge>(compared("code", {"a\nb\nc\nd\n", mine, theirs}));
        QCOMPARE(inShort(merge), hunks);
        QVERIFY(brokenLaw(merge) == nullptr);
    }

    void chanceTextsKeepTheLaws()
    {
        SeededRandom random(mergeSeed());
        for (int round = 0; round < 3000; ++round) {
            const quint64 kinds = 1 + random.below(10);
            const QByteArrayList lines = randomLines(random, random.below(30), kinds);
            const QByteArray base = lines.join();
            const QByteArray mine = randomlyEdited(random, lines, 4, kinds).join();
            const QByteArray theirs = randomlyEdited(random, lines, 4, kinds).join();
            const char *broken = brokenLaw(shapeOf<TextDifference>(compared("text", {base, mine})));
            QVERIFY2(broken == nullptr, broken);
            broken = brokenLaw(shapeOf<TextMerge>(compared("text", {base, mine, theirs})));
            QVERIFY2(broken == nullptr, broken);
        }
    }

    void lineEndsAloneAreANotice()
    {
        const auto difference = compared("text", {"a\r\nb\r\n", "a\nb\n"});
        QCOMPARE(inShort(shapeOf<TextDifference>(difference)), u"=2"_s);
        QVERIFY(!difference->same);
        QCOMPARE(difference->notices.size(), 1);
    }

    void textsThatHaveNothingInCommonStayWithinTheLimits()
    {
        QByteArray older, newer;
        for (qint64 i = 0; i < 100'000; ++i) {
            older += QByteArray::number(i * 7919 % 5003) + '\n';
            newer += QByteArray::number(i * 104729 % 5009) + '\n';
        }
        const test::CpuTimer timer;
        const auto difference = compared("text", {older, newer});
        QVERIFY2(timer.elapsedMs() < 5000, qPrintable(QString::number(timer.elapsedMs())));
        QVERIFY(brokenLaw(shapeOf<TextDifference>(difference)) == nullptr);
        QCOMPARE(difference->notices.size(), 1);
    }

    void aTextThatIsTooLargeIsComparedByItsBytes()
    {
        const QByteArray older(3'000'000, 'x');
        const auto difference = compared("text", {older, older + 'y'});
        const auto bytes = shapeOf<BytesDifference>(difference);
        QCOMPARE(bytes.statements, QStringList{u"One has 3,000,000 bytes and the other 3,000,001; they differ from offset 3,000,000 on."_s});
        QCOMPARE(difference->notices.size(), 1);
    }

    void bytesThatAreNoTextAreStated()
    {
        QCOMPARE(shapeOf<BytesDifference>(compared("parquet", {"abc", "abd"})).statements,
                 QStringList{u"Both have 3 bytes; they differ from offset 2 on."_s});
        const auto same = compared("parquet", {"abc", "abc", "abcd"});
        QCOMPARE(shapeOf<BytesDifference>(same).statements,
                 (QStringList{u"Both have 3 bytes, and they are equal."_s,
                              u"One has 3 bytes and the other 4; they differ from offset 3 on."_s}));
        QVERIFY(!same->same);
        QVERIFY(compared("parquet", {"abc", "abc"})->same);
        const auto binary = compared("text", {QByteArray("\x7f" "ELF\2\1\1\0\0\0\0\0\0\0\0\0", 16), QByteArray("\x7f" "ELF\1\1\1\0\0\0\0\0\0\0\0\0", 16)});
        QCOMPARE(shapeOf<BytesDifference>(binary).offsets, std::vector<qint64>{4});
    }

    void aRemoteFileIsComparedAsFarAsItMayBeRead()
    {
        const QByteArray bytes(20'000'000, 'x');
        const auto remote = std::make_shared<MemorySource>(bytes, MemorySource::Where::Remote);
        const auto difference = differenceOf({{remote, {}, "text"}, version(bytes, "text")}, {}, {}, kGoOn);
        QVERIFY(shapeOf<BytesDifference>(difference).statements.front().contains(u"the rest was not compared"_s));
        QVERIFY(!difference->same);
        QCOMPARE(remote->bytesRead(), Limits().remoteBytes);
    }

    void notebooksAreComparedCellByCell()
    {
        const QByteArray older = notebook({codeCell(u"import a\n"_s), codeCell(u"one\ntwo\nthree\n"_s, {stream(u"1"_s)}), markdownCell(u"gone"_s),
                                           codeCell(u"ran"_s, {stream(u"x"_s)})});
        const QByteArray newer = notebook({codeCell(u"import a\n"_s), markdownCell(u"new words"_s), codeCell(u"one\n2\nthree\n"_s, {stream(u"1"_s)}),
                                           codeCell(u"ran"_s, {stream(u"y"_s)})});
        const auto difference = compared("notebook", {older, newer});
        const auto shape = shapeOf<NotebookDifference>(difference);
        QStringList words;
        for (const CellDifference &cell : shape.cells)
            words << u"%1>%2 %3 %4%5"_s.arg(cell.older).arg(cell.newer).arg(int(cell.happened)).arg(inShort(cell.source),
                                                                                                   cell.outputsChanged ? u" out"_s : QString());
        QCOMPARE(words, (QStringList{u"0>0 0 =1"_s, u"-1>1 2 +1"_s, u"1>2 1 =1 ~1/1 =1"_s, u"2>-1 3 -1"_s, u"3>3 1 =1 out"_s}));
        QCOMPARE(difference->facts[0], (preview::Fact{u"Cells changed"_s, u"2"_s}));
    }

    void aNotebookThatRanAgainWithTheSameOutputsIsEqual()
    {
        QJsonObject ran = codeCell(u"x"_s, {stream(u"a\nb\n"_s)}, u"id1"_s);
        QJsonObject again = ran;
        again[u"execution_count"_s] = 7;
        QJsonObject split = stream({});
        split[u"text"_s] = QJsonArray{u"a\n"_s, u"b\n"_s};
        again[u"outputs"_s] = QJsonArray{split};
        const auto shape = shapeOf<NotebookDifference>(compared("notebook", {notebook({ran}), notebook({again})}));
        QCOMPARE(shape.cells.size(), std::size_t(1));
        QCOMPARE(shape.cells[0].happened, Happened::Equal);
    }

    void aCellThatMovedIsSaidTo()
    {
        const QJsonObject a = codeCell(u"a"_s, {}, u"a"_s), b = codeCell(u"b"_s, {}, u"b"_s), c = codeCell(u"c"_s, {}, u"c"_s);
        const auto shape = shapeOf<NotebookDifference>(compared("notebook", {notebook({a, b, c}), notebook({b, c, a})}));
        QCOMPARE(shape.cells.size(), std::size_t(3));
        QVERIFY(!shape.cells[0].moved && !shape.cells[1].moved && shape.cells[2].moved);
    }

    void threeNotebooksSayWhoChangedWhichCell()
    {
        const QJsonObject a = codeCell(u"a\n"_s, {}, u"a"_s), b = codeCell(u"b\n"_s, {}, u"b"_s), c = codeCell(u"c\n"_s, {}, u"c"_s);
        const QJsonObject a2 = codeCell(u"a2\n"_s, {}, u"a"_s), b2 = codeCell(u"b2\n"_s, {}, u"b"_s), b3 = codeCell(u"b3\n"_s, {}, u"b"_s);
        const QJsonObject mineNew = codeCell(u"mine\n"_s, {}, u"m"_s), both1 = codeCell(u"both\n"_s, {}, u"p"_s),
                          both2 = codeCell(u"both\n"_s, {}, u"q"_s);
        const auto shape = shapeOf<NotebookMerge>(
            compared("notebook", {notebook({a, b, c}), notebook({a2, b2, mineNew, both1, c}), notebook({a, b3, both2})}));
        QStringList words;
        for (const preview::CellMerge &cell : shape.cells)
            words << u"%1/%2/%3 %4"_s.arg(cell.base).arg(cell.mine).arg(cell.theirs).arg(QChar(u"=mta!"_s[int(cell.who)]));
        QCOMPARE(words, (QStringList{u"0/0/0 m"_s, u"1/1/1 !"_s, u"-1/2/-1 m"_s, u"-1/3/2 a"_s, u"2/4/-1 t"_s}));
        for (const preview::CellMerge &cell : shape.cells)
            QVERIFY(brokenLaw(cell.source) == nullptr);
    }

    void aBrokenNotebookIsComparedAsText()
    {
        const auto difference = compared("notebook", {notebook({codeCell(u"x"_s)}), "{\"cells\": [\n"});
        QVERIFY(!shapeOf<TextDifference>(difference).hunks.empty());
        QCOMPARE(difference->notices, QStringList{u"The notebook cannot be read: an array has no end."_s});
    }

    void tablesAreComparedByKey()
    {
        const QByteArray older = "city,id,level,old\nBrest,1,4.0,x\nBrest,2,3.5,x\nBergen,3,1.0,x\nOslo,4,0.3,x\n";
        const QByteArray newer = "city,id,level,note\nOslo,4,0.3,\nBrest,1,4.2,high\nTromso,5,2.2,\nBrest,2,3.5,\n";
        const auto difference = compared("csv", {older, newer});
        const auto table = shapeOf<TableDifference>(difference);
        QCOMPARE(table.columns.size(), std::size_t(5));
        QCOMPARE(table.columns[std::size_t(table.key)].name, u"id"_s);
        QCOMPARE(table.columns[2], (TableDifference::Column{u"level"_s, Happened::Changed}));
        QCOMPARE(table.columns[3], (TableDifference::Column{u"note"_s, Happened::Added}));
        QCOMPARE(table.columns[4], (TableDifference::Column{u"old"_s, Happened::Removed}));
        QCOMPARE(table.equal, 2);
        QCOMPARE(table.changed, 1);
        QCOMPARE(table.added, 1);
        QCOMPARE(table.removed, 1);
        QCOMPARE(table.rows.size(), std::size_t(3));
        QCOMPARE(table.rows[0].olderCells, (QStringList{u"Brest"_s, u"1"_s, u"4.0"_s, QString(), u"x"_s}));
        QCOMPARE(table.rows[0].newerCells, (QStringList{u"Brest"_s, u"1"_s, u"4.2"_s, u"high"_s, QString()}));
        QCOMPARE(table.rows[0].changed, std::vector<int>{2});
        QCOMPARE(table.rows[1].happened, Happened::Added);
        QCOMPARE(table.rows[2].happened, Happened::Removed);
        QCOMPARE(table.rows[2].older, 2);
    }

    void aTablesKeyMayBeGiven()
    {
        const QByteArray older = "id,name\n1,a\n2,b\n";
        const QByteArray newer = "id,name\n2,a\n1,b\n";
        QCOMPARE(shapeOf<TableDifference>(compared("csv", {older, newer})).changed, 2);
        const auto byName = shapeOf<TableDifference>(compared("csv", {older, newer}, {.key = u"name"_s}));
        QCOMPARE(byName.key, 1);
        QCOMPARE(byName.changed, 2);
        const auto wrong = compared("csv", {older, newer}, {.key = u"nothing"_s});
        QVERIFY(!wrong);
        QVERIFY(wrong.error().kind == Error::Kind::Invalid);
    }

    void aTableWithoutAKeyIsComparedAsText()
    {
        const auto difference = compared("csv", {"a,b\n1,2\n1,2\n", "a,b\n1,2\n1,2\n1,3\n"});
        QCOMPARE(inShort(shapeOf<TextDifference>(difference)), u"=3 +1"_s);
        QCOMPARE(difference->notices.size(), 1);
    }

    void threeTablesSayWhichRowsAreInConflict()
    {
        const auto merge = shapeOf<TableMerge>(compared("csv", {"id,v\n1,a\n2,b\n3,c\n", "id,v\n1,x\n2,y\n3,c\n", "id,v\n1,z\n2,y\n3,q\n"}));
        QCOMPARE(merge.mine.changed, 2);
        QCOMPARE(merge.theirs.changed, 3);
        QCOMPARE(merge.both, QStringList{u"1"_s});
    }

    void aTableOfManyRowsIsComparedUpToABound()
    {
        QByteArray older = "id,v\n", newer = "id,v\n";
        for (int i = 0; i < 90'000; ++i) {
            older += QByteArray::number(i) + ",a\n";
            newer += QByteArray::number(i) + (i % 3 == 0 ? ",b\n" : ",a\n");
        }
        const test::CpuTimer timer;
        const auto difference = compared("csv", {older, newer});
        qInfo("90,000 rows: %lld ms", qlonglong(timer.elapsedMs()));
        const auto table = shapeOf<TableDifference>(difference);
        QCOMPARE(table.changed, 30'000);
        QVERIFY(table.rows.size() <= std::size_t(preview::kMaxRows));
        QCOMPARE(difference->notices.size(), 1);
        for (int i = 90'000; i < 110'000; ++i)
            older += QByteArray::number(i) + ",a\n";
        const auto many = compared("csv", {older, newer});
        QVERIFY(!shapeOf<TextDifference>(many).hunks.empty());
        QVERIFY(many->notices.join(u' ').contains(u"100,000 rows"_s));
    }

    void imagesAreComparedPixelByPixel()
    {
        const QImage older = plainImage(100, 80);
        QImage newer = older;
        newer.setPixelColor(3, 4, Qt::red);
        newer.setPixelColor(99, 79, Qt::blue);
        const auto image = shapeOf<ImageDifference>(compared("image", {png(older), png(newer)}));
        QCOMPARE(image.differing, 2);
        QCOMPARE(image.pixels, 8000);
        QCOMPARE(image.scale, 1.0);
        QCOMPARE(image.mask.width, 100);
        const auto *mask = reinterpret_cast<const quint32 *>(image.mask.argb32.constData());
        QVERIFY(mask[4 * 100 + 3] != 0);
        QCOMPARE(std::count(mask, mask + 8000, 0U), 7998);
    }

    void imagesOfOtherSizesDifferWhereOnlyOneIs()
    {
        const auto image = shapeOf<ImageDifference>(compared("image", {png(plainImage(10, 10)), png(plainImage(12, 8))}));
        QCOMPARE(image.pixels, 100 + 96 - 80);
        QCOMPARE(image.differing, 36);
        QCOMPARE(image.mask.width, 12);
        QCOMPARE(image.mask.height, 10);
    }

    void onePixelOfALargeImageIsSeen()
    {
        const QImage older = plainImage(3000, 2000);
        QImage newer = older;
        newer.setPixelColor(1501, 1001, Qt::black);
        const auto difference = compared("image", {png(older), png(newer)});
        const auto image = shapeOf<ImageDifference>(difference);
        QVERIFY(image.scale < 0.5);
        QCOMPARE(image.differing, 1);
        QCOMPARE(image.older.width, image.mask.width);
        const auto *mask = reinterpret_cast<const quint32 *>(image.mask.argb32.constData());
        const qint64 shown = qint64(image.mask.width) * image.mask.height;
        QCOMPARE(std::count(mask, mask + shown, 0U), shown - 1);
        QVERIFY(image.older.argb32.size() * 3 <= Limits().replyBytes + 100'000);
    }

    void aBrokenImageIsComparedByItsBytes()
    {
        const auto difference = compared("image", {png(plainImage(10, 10)), "no image"});
        QCOMPARE(shapeOf<BytesDifference>(difference).offsets, std::vector<qint64>{0});
        QCOMPARE(difference->notices, QStringList{u"The picture is none of a known kind."_s});
    }

    void twoKindsOfTextAreComparedAsText()
    {
        const auto difference = differenceOf({version("a\n", "text"), version("b\n", "markdown")}, {}, {}, kGoOn);
        QCOMPARE(inShort(shapeOf<TextDifference>(difference)), u"~1/1"_s);
    }

    void oneVersionIsNoDifference()
    {
        QVERIFY(!compared("text", {"a"}));
        QVERIFY(!compared("text", {"a", "b", "c", "d"}));
    }

    void theSourcesErrorIsTheDifferences()
    {
        const auto source = std::make_shared<MemorySource>("abc");
        source->failFrom(0, Error{Error::Kind::Io, u"The disk failed."_s, {}, {}});
        for (const char *format : {"text", "parquet"}) {
            const auto difference = differenceOf({version("abc", format), {source, {}, format}}, {}, {}, kGoOn);
            QVERIFY(!difference);
            QVERIFY(difference.error().kind == Error::Kind::Io);
        }
    }
};

TIDELINE_SUITE(DifferencesTest)
#include "differences_test.moc"
