// Views that hold only a part of what they show: notebooks, pages, images, bytes, long texts.
#include "tests/ui/preview/opener_double.h"
#include "ui/preview/bytes_view.h"
#include "ui/preview/cell_column.h"
#include "ui/preview/hex_view.h"
#include "ui/preview/histogram.h"
#include "ui/preview/image_canvas.h"
#include "ui/preview/image_view.h"
#include "ui/preview/notebook_view.h"
#include "ui/preview/page_column.h"
#include "ui/preview/pages_view.h"
#include "ui/preview/picture.h"
#include "ui/preview/preview_pane.h"
#include "ui/preview/text_view.h"
#include "ui/preview/tree_view.h"

#include <QClipboard>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

#include <cmath>

using namespace tideline;
using namespace tideline::ui;

namespace {
preview::Picture grey(int width, int height)
{
    return {width, height, QByteArray(qsizetype(width) * height * 4, '\x7f')};
}

/// A pane that shows a document.
struct Shown {
    explicit Shown(preview::Shape shape)
    {
        opener->answers->document = {std::move(shape), u"Format"_s, {}, {}};
        pane.resize(600, 500);
        pane.show();
    }
    template <typename View>
    View *open()
    {
        QSignalSpy settled(&pane, &PreviewPane::settled);
        pane.show({u"a"_s, u"/nowhere/a"_s, 1, 1, {}}, u"a"_s);
        if (settled.isEmpty() && !settled.wait())
            qFatal("nothing was shown");
        return qobject_cast<View *>(pane.view());
    }
    std::shared_ptr<OpenerDouble> opener = std::make_shared<OpenerDouble>();
    PreviewPane pane{opener};
};

std::vector<preview::Cell> cells(qint64 first, qint64 count, qint64 total)
{
    std::vector<preview::Cell> made;
    for (qint64 i = first; i < std::min(total, first + count); ++i) {
        preview::Cell cell;
        cell.source = u"x = %1\n"_s.arg(i).repeated(1 + int(i % 30));
        cell.executionCount = int(i);
        cell.outputs.push_back({preview::Output::Kind::Stream, u"out %1"_s.arg(i), {}, {}, {}});
        made.push_back(cell);
    }
    return made;
}
}  // namespace

class ShapeViewsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ofThousandsOfCellsOnlyThoseInSightAreWidgets()
    {
        Shown shown(preview::NotebookDocument{u"Python"_s, u"Python 3"_s, 5'000, 0, cells(0, 50, 5'000)});
        shown.opener->answers->cells = [](qint64 first, const preview::Cancelled &) -> Result<preview::NotebookDocument> {
            return preview::NotebookDocument{{}, {}, 5'000, first, cells(first, 50, 5'000)};
        };
        auto *view = shown.open<NotebookView>();
        QVERIFY(view);
        CellColumn &column = view->column();
        QTRY_VERIFY(column.widgets() > 0);
        QVERIFY(column.widgets() < 40);
        column.goTo(4'999);
        QTRY_VERIFY(!shown.opener->answers->calls().isEmpty());
        QTRY_COMPARE(shown.pane.worker().waiting(), 0);
        QCoreApplication::processEvents();
        QTest::keyClick(&column, Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"x = 4999"));
        for (int i = 0; i < 60; ++i)
            QTest::keyClick(&column, Qt::Key_Up);
        QCOMPARE(column.current(), 4'939);
        QVERIFY(column.widgets() < 60);
        column.verticalScrollBar()->setValue(column.verticalScrollBar()->maximum() / 2);
        QTRY_COMPARE(shown.pane.worker().waiting(), 0);
        QVERIFY(column.widgets() < 60);
    }

    void aCellThatNeverComesIsSaidAndAskedForOnce()
    {
        Shown shown(preview::NotebookDocument{u"Python"_s, {}, 500, 0, cells(0, 3, 500)});
        shown.opener->answers->cells = [](qint64 first, const preview::Cancelled &) -> Result<preview::NotebookDocument> {
            return preview::NotebookDocument{{}, {}, 500, first, {}};
        };
        auto *view = shown.open<NotebookView>();
        QTRY_VERIFY(shown.pane.findChild<QLabel *>(u"previewNotice"_s));
        view->column().goTo(300);
        QTRY_COMPARE(shown.pane.worker().waiting(), 0);
        QCOMPARE(shown.opener->answers->calls().size(), 1);
    }

    void pagesAreDrawnWhereOneLooksAndMemoryIsBounded()
    {
        Shown shown(preview::PagesDocument{std::vector<QSizeF>(2'000, QSizeF(595, 842)), grey(60, 85)});
        shown.opener->answers->picture = [](int, const preview::Part &part) -> Result<preview::Picture> {
            return grey(part.pixels, int(part.pixels * 1.414 * part.height / part.width));
        };
        auto *view = shown.open<PagesView>();
        QVERIFY(view);
        PageColumn &column = view->column();
        for (int page = 0; page < 2'000; page += 40) {
            column.goTo(page);
            QCOMPARE(column.current(), page);
            QTRY_VERIFY(shown.opener->answers->calls().filter(u"picture %1 "_s.arg(page)).size() == 1 || page == 0);
        }
        QTRY_COMPARE(shown.pane.worker().waiting(), 0);
        const auto most = std::size_t(PageColumn::kMostBytes / (500 * 700 * 4)) + 4;
        QVERIFY(std::size_t(column.picturesHeld()) < most);
        const auto before = shown.opener->answers->calls().size();
        column.zoom(6);
        QTRY_VERIFY(shown.opener->answers->calls().size() > before);  // a part, as a whole page would be too large
    }

    void pagesThatAreNoneAndSizesThatAreNoneDoNoHarm()
    {
        Shown none(preview::PagesDocument{});
        QVERIFY(none.open<PagesView>());
        QVERIFY(!none.pane.grab().isNull());
        Shown odd(preview::PagesDocument{{QSizeF(-1, 1e300), QSizeF(std::nan(""), 0), QSizeF(1, 1)}, {}});
        odd.opener->answers->picture = [](int, const preview::Part &) -> Result<preview::Picture> {
            return preview::Picture{1'000'000, 1'000'000, "abc"};
        };
        QVERIFY(odd.open<PagesView>());
        QTRY_COMPARE(odd.pane.worker().waiting(), 0);
        QVERIFY(!odd.pane.grab().isNull());
    }

    void anImageIsAskedForInMoreDetailOnlyWhenOneLooksClosely()
    {
        Shown shown(preview::ImageDocument{8'000, 6'000, u"PNG"_s, 1, grey(1'024, 768)});
        shown.opener->answers->picture = [](int, const preview::Part &part) -> Result<preview::Picture> {
            return grey(part.pixels, part.pixels);
        };
        auto *view = shown.open<ImageView>();
        QVERIFY(view);
        ImageCanvas &canvas = view->canvas();
        QVERIFY(canvas.isFitted());
        QSignalSpy decided(view, &ImageView::decided);
        QVERIFY(decided.wait());
        QCOMPARE(shown.pane.worker().waiting(), 0);
        QVERIFY(shown.opener->answers->calls().isEmpty());
        QTest::keyClick(&canvas, Qt::Key_1);
        QTRY_COMPARE(shown.opener->answers->calls().size(), 1);
        QTRY_COMPARE(shown.pane.worker().waiting(), 0);
        decided.clear();
        canvas.zoom(1);
        QVERIFY(decided.wait());
        QCOMPARE(shown.pane.worker().waiting(), 0);
        QCOMPARE(shown.opener->answers->calls().size(), 1);  // what is sharp is not asked for again
        QTest::keyClick(&canvas, Qt::Key_0);
        QVERIFY(canvas.isFitted());
        for (int i = 0; i < 200; ++i)
            QTest::keyClick(&canvas, Qt::Key_Plus);
        QVERIFY(canvas.scale() <= 32);
        for (int i = 0; i < 400; ++i)
            QTest::keyClick(&canvas, Qt::Key_Minus);
        QVERIFY(canvas.scale() > 0);
        QVERIFY(!canvas.grab().isNull());
    }

    void picturesWithFalseSizesAreNone()
    {
        QVERIFY(imageOf({10, 10, QByteArray(400, 'a')}).width() == 10);
        QVERIFY(imageOf({10, 10, QByteArray(399, 'a')}).isNull());
        QVERIFY(imageOf({-10, -10, QByteArray(400, 'a')}).isNull());
        QVERIFY(imageOf({65'536, 65'536, {}}).isNull());
        QVERIFY(imageOf({0, 0, {}}).isNull());
    }

    void bytesOfAHugeFileAreReadWhereOneLooks()
    {
        const qint64 size = 5'000'000'000'000;
        Shown shown(preview::BytesDocument{size, QByteArray(4'096, 'a')});
        shown.opener->answers->bytes = [](qint64 offset, qint64 length) -> Result<QByteArray> {
            return QByteArray(length, char(offset / HexView::kBlock % 256));
        };
        shown.pane.resize(900, 500);  // 16 bytes in a line
        auto *view = shown.open<BytesView>();
        QVERIFY(view);
        HexView &hex = view->hex();
        QTest::keyClick(&hex, Qt::Key_End, Qt::ControlModifier);
        QCOMPARE(hex.current(), size - 1);
        QTRY_VERIFY(shown.opener->answers->calls().contains(u"bytes %1"_s.arg((size - 1) / HexView::kBlock * HexView::kBlock)));
        for (int i = 1; i < 90; ++i) {
            const qint64 at = qint64(i) * 1'000'000'007;
            hex.mark(at, 4);
            const QString call = u"bytes %1"_s.arg(at / HexView::kBlock * HexView::kBlock);
            QVERIFY(comesTrue([&] { return shown.opener->answers->calls().contains(call); }));
            QVERIFY(comesTrue([&] { return !hex.lineText(at / 16).contains(u"··"); }));
        }
        QVERIFY(hex.blocksHeld() <= HexView::kMostBlocks);
    }

    void aLineOfBytesSaysOffsetHexAndText()
    {
        Shown shown(preview::BytesDocument{18, QByteArray("PK\x03\x04 tideline\xff\x00zyx", 18)});
        auto *view = shown.open<BytesView>();
        QVERIFY(view->hex().lineText(0).startsWith(u"00000000  50 4b 03 04 20 74 69 64"));
        QVERIFY(view->hex().lineText(0).contains(u"PK.. tid"));
    }

    void aLongTextIsReadAsOneScrollsAndNotBeyondTheLimit()
    {
        const QString portion = u"a line of text that is read in portions\n"_s.repeated(20'000);
        Shown shown(preview::TextDocument{portion, {}, u"Log"_s, u"UTF-8"_s, 1});
        shown.opener->answers->text = [portion](qint64 from, const preview::Cancelled &) -> Result<preview::TextDocument> {
            return preview::TextDocument{portion, {}, {}, {}, from + 1};
        };
        auto *view = shown.open<TextView>();
        auto *edit = view->findChild<QPlainTextEdit *>();
        QTRY_COMPARE_WITH_TIMEOUT(edit->blockCount(), 20'001, 20'000);
        QCOMPARE(shown.pane.worker().waiting(), 0);
        QVERIFY(shown.opener->answers->calls().isEmpty());
        edit->verticalScrollBar()->setValue(edit->verticalScrollBar()->maximum());
        QTRY_COMPARE_WITH_TIMEOUT(edit->blockCount(), 40'001, 20'000);
        QCOMPARE(shown.opener->answers->calls(), QStringList{u"text 1"_s});
        QVERIFY(shown.pane.headText().contains(u"more than"));
    }

    void aPlaceInATreeOpensTheNodesAboveIt()
    {
        Shown shown(preview::TreeDocument{{u"a"_s, {}, u"object"_s, 2}, {{u"b"_s, {}, u"object"_s, 1}, {u"c"_s, {}, u"array"_s, 3}}});
        shown.opener->answers->children = [](const std::vector<qint64> &address, qint64 first, qint64) -> Result<std::vector<preview::TreeNode>> {
            return address == std::vector<qint64>{1} && first == 0
                ? std::vector<preview::TreeNode>{{u"0"_s, u"x"_s, {}, 0}, {u"1"_s, u"needle"_s, {}, 0}, {u"2"_s, u"y"_s, {}, 0}}
                : std::vector<preview::TreeNode>();
        };
        auto *view = shown.open<TreeView>();
        QVERIFY(view && view->canFind());
        const preview::Place place{77, 0, 8, {1, 1}};
        view->showPlace(place);
        auto *tree = view->findChild<QTreeView *>();
        QVERIFY(comesTrue([&] { return tree->currentIndex().siblingAtColumn(1).data() == u"needle"_s; }));
        QVERIFY(tree->isExpanded(tree->currentIndex().parent()));
        QCOMPARE(view->findAfter(place).index, 78);
    }

    void aHistogramOfNonsenseIsDrawnEmpty()
    {
        Histogram histogram;
        histogram.resize(200, 100);
        preview::ColumnStatistics statistics;
        statistics.edges = {0, 1};
        statistics.counts = {1, 2, 3};
        statistics.commonest = {{u"a"_s, 0}, {{}, -5}};
        histogram.show(statistics);
        QVERIFY(!histogram.grab().isNull());
        statistics.edges = {0, std::nan(""), 1};
        statistics.counts = {-3, 0};
        histogram.show(statistics);
        QVERIFY(!histogram.grab().isNull());
        QCOMPARE(shortNumber(4210), QLocale().toString(4210));
    }
};

QTEST_MAIN(ShapeViewsTest)
#include "shape_views_test.moc"
