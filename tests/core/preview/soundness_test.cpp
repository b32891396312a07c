#include "core/preview/soundness.h"

#include "core/base/result.h"
#include "tests/support/suite.h"

#include <QTest>

#include <limits>

using namespace tideline;
using namespace tideline::preview;

namespace {

constexpr int kFar = std::numeric_limits<int>::max();

TableDifference tableDifference()
{
    return {{{u"id"_s, Happened::Equal}, {u"x"_s, Happened::Changed}}, 0,
            {{Happened::Changed, 0, 0, {u"1"_s, u"a"_s}, {u"1"_s, u"b"_s}, {1}}}, 0, 1, 0, 0};
}

bool isSoundShape(const Shape &shape)
{
    return isSound(Document{shape, {}, {}, {}});
}

bool isSoundDifference(const DifferenceShape &shape)
{
    return isSound(Difference{shape, false, {}, {}});
}

template <typename Value, typename Change>
Value but(Value value, Change change)
{
    change(value);
    return value;
}

}  // namespace

class SoundnessTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aPictureHasItsPixels()
    {
        QVERIFY(isSound(Picture{}));
        QVERIFY(isSound(Picture{2, 1, QByteArray(8, '\0')}));
        QVERIFY(!isSound(Picture{2, 1, QByteArray(7, '\0')}));
        QVERIFY(!isSound(Picture{-2, -1, QByteArray(8, '\0')}));
        QVERIFY(!isSound(Picture{kFar, kFar, {}}));
    }

    void spansAreInOrderAndWithinTheirText()
    {
        const auto sound = [](std::vector<Span> spans) { return isSound(TextDocument{u"abc"_s, std::move(spans), {}, {}, 0}); };
        QVERIFY(sound({{0, 1, {}}, {1, 2, {}}}));
        QVERIFY(!sound({{1, 2, {}}, {0, 1, {}}}));
        QVERIFY(!sound({{2, 2, {}}}));
        QVERIFY(!sound({{-1, 1, {}}}));
        QVERIFY(!sound({{0, 0, {}}}));
        QVERIFY(!sound({{kFar, kFar, {}}}));
    }

    void theFirstRowsHaveACellForEachColumn()
    {
        const TableDocument table{{{}, {}}, 1, true, {0, {{u"a"_s, u"b"_s}}}};
        QVERIFY(isSoundShape(table));
        QVERIFY(!isSoundShape(but(table, [](auto &t) { t.head.cells[0].removeLast(); })));
        QVERIFY(!isSoundShape(but(table, [](auto &t) { t.rowCount = -1; })));
    }

    void aNotebookHasNoMoreCellsThanItSays()
    {
        QVERIFY(isSound(NotebookDocument{{}, {}, 3, 1, std::vector<Cell>(2)}));
        QVERIFY(!isSound(NotebookDocument{{}, {}, 3, 2, std::vector<Cell>(2)}));
        QVERIFY(!isSound(NotebookDocument{{}, {}, 3, std::numeric_limits<qint64>::max(), std::vector<Cell>(1)}));
        QVERIFY(isSound(NotebookDocument{{}, {}, 3, 100, {}}));
    }

    void pagesHaveASize()
    {
        QVERIFY(isSoundShape(PagesDocument{{QSizeF(1, 2)}, {}}));
        for (const QSizeF size : {QSizeF(0, 1), QSizeF(-1, 1), QSizeF(qQNaN(), 1), QSizeF(1, qInf())})
            QVERIFY(!isSoundShape(PagesDocument{{QSizeF(1, 2), size}, {}}));
    }

    void aHistogramIsOfNumbers()
    {
        ColumnStatistics statistics;
        statistics.edges = {0, 1, 2};
        statistics.counts = {5, 0};
        QVERIFY(isSound(statistics));
        QVERIFY(!isSound(but(statistics, [](auto &s) { s.counts[0] = -1; })));
        QVERIFY(!isSound(but(statistics, [](auto &s) { s.edges[2] = qInf(); })));
        QVERIFY(!isSound(but(statistics, [](auto &s) { s.edges.clear(); })));
    }

    void whatATableSaysOfItsColumnsIsOneOfThem()
    {
        const TableDifference table = tableDifference();
        QVERIFY(isSoundDifference(table));
        QVERIFY(!isSoundDifference(but(table, [](auto &t) { t.key = 2; })));
        QVERIFY(!isSoundDifference(but(table, [](auto &t) { t.key = -1; })));
        QVERIFY(!isSoundDifference(but(table, [](auto &t) { t.rows[0].newerCells.removeLast(); })));
        QVERIFY(!isSoundDifference(TableMerge{table, but(table, [](auto &t) { t.key = kFar; }), {}}));
    }

    void imagesAreShownSmallerAndNeverByNothing()
    {
        QVERIFY(isSoundDifference(ImageDifference{}));
        for (const double scale : {0.0, -1.0, 2.0, qQNaN()})
            QVERIFY(!isSoundDifference(but(ImageDifference{}, [&](auto &image) { image.scale = scale; })));
    }
};

TIDELINE_SUITE(SoundnessTest)
#include "soundness_test.moc"
