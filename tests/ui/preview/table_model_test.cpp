#include "tests/ui/preview/opener_double.h"
#include "ui/preview/table_copy.h"
#include "ui/preview/table_grid.h"
#include "ui/preview/table_model.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QImage>
#include <QLocale>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace tideline;
using namespace tideline::ui;

namespace {
constexpr qint64 kTen = 10'000'000;

preview::Rows made(qint64 first, qint64 count, qint64 total, int columns = 3, int units = 8)
{
    preview::Rows rows{first, {}};
    for (qint64 row = first; row < std::min(total, first + count); ++row) {
        QStringList cells;
        for (int column = 0; column < columns; ++column)
            cells.append(u"%1:%2"_s.arg(row).arg(column).leftJustified(units, u' '));
        rows.cells.push_back(cells);
    }
    return rows;
}

/// A table of `total` rows that says it has `said`.
struct Table {
    explicit Table(qint64 total, qint64 said = -1, bool exact = true, int columns = 3, int units = 8, qint64 portion = preview::kMaxRows)
    {
        preview::TableDocument table;
        for (int column = 0; column < columns; ++column)
            table.columns.push_back({u"c%1"_s.arg(column), column == 0 ? preview::ColumnType::Integer : preview::ColumnType::Text, {}});
        table.rowCount = said < 0 ? total : said;
        table.rowCountExact = exact;
        table.head = made(0, std::min<qint64>(portion, 100), total, columns, units);
        opener->answers->rows = [=](qint64 first, qint64 count, const preview::Cancelled &) -> Result<preview::Rows> {
            return made(first, std::min(count, portion), total, columns, units);
        };
        opener->answers->document.shape = table;
        QSignalSpy opened(&worker, &PreviewWorker::opened);
        worker.open({u"a.csv"_s, {}, 0, 0, {}});
        if (opened.isEmpty() && !opened.wait())
            qFatal("nothing was opened");
        model = std::make_unique<TableModel>(table, worker);
    }
    QString at(int row, int column = 1) const { return model->index(row, column).data().toString().trimmed(); }

    std::shared_ptr<OpenerDouble> opener = std::make_shared<OpenerDouble>();
    PreviewWorker worker{opener};
    std::unique_ptr<TableModel> model;
};
}  // namespace

class TableModelTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theModelKeepsItsPromises()
    {
        Table table(5'000);
        QAbstractItemModelTester tester(table.model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(table.model->rowCount(), 5'000);
        table.at(3'000);
        QTRY_COMPARE(table.at(3'000), u"3000:1"_s);
        table.model->setTotal(6'000, false);
        QCOMPARE(table.model->rowCount(), 6'000);
        table.model->setTotal(10, true);
        QCOMPARE(table.model->rowCount(), 10);
        table.model->setTotal(0, true);
        QCOMPARE(table.model->rowCount(), 0);
        table.model->setTotal(kTen, true);
        table.model->moveWindow(kTen / 2);
        table.model->setTotal(20, true);
        QCOMPARE(table.model->first(), 0);
    }

    void theFirstRowsAreThereWithoutAQuestion()
    {
        Table table(kTen);
        QCOMPARE(table.at(0), u"0:1"_s);
        QCOMPARE(table.at(99), u"99:1"_s);
        QVERIFY(table.opener->answers->calls().isEmpty());
    }

    void afterJumpsTheRowsAreTheRightOnesAndMemoryIsBounded()
    {
        Table table(kTen, -1, true, 6, 40);
        quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        qint64 most = 0;
        for (int jump = 0; jump < 400; ++jump) {
            const qint64 row = random.bounded(kTen);
            table.model->moveWindow(row - TableModel::kWindow / 2);
            const int inside = int(row - table.model->first());
            QVERIFY(inside >= 0 && inside < table.model->rowCount());
            table.at(inside);
            QVERIFY(comesTrue([&] { return table.model->cell(row, 1) != nullptr; }));
            QCOMPARE(table.at(inside), u"%1:1"_s.arg(row));
            QCOMPARE(table.model->headerData(inside, Qt::Vertical, Qt::DisplayRole).toString(), QLocale().toString(row + 1));
            most = std::max(most, table.model->bytesHeld());
        }
        QVERIFY(table.model->blocksHeld() > 1);
        QVERIFY2(most <= TableModel::kMostBytes, qPrintable(QString::number(most)));
    }

    void blocksThatPassByAreGivenUp()
    {
        Table table(kTen);
        for (qint64 row = 1'000; row < 90'000; row += 300)
            table.at(int(row));
        QTRY_COMPARE(table.at(89'800), u"89800:1"_s);
        QTRY_COMPARE(table.worker.waiting(), 0);
        QVERIFY(table.opener->answers->calls().size() <= TableModel::kMostAsked + 2);
        table.at(2'000);  // one that was given up is asked for when it is seen again
        QTRY_COMPARE(table.at(2'000), u"2000:1"_s);
    }

    void wideRowsThatComeInSmallPortionsAllCome()
    {
        Table table(1'000, -1, true, 40, 400, 7);
        for (int turn = 0; turn < 300 && !table.model->cell(255, 39); ++turn) {
            table.at(255);
            const int before = int(table.opener->answers->calls().size());
            QVERIFY(comesTrue([&] { return table.opener->answers->calls().size() > before || table.model->cell(255, 39); }));
            QVERIFY(comesTrue([&] { return table.worker.waiting() == 0; }));
            QCoreApplication::processEvents();
        }
        QVERIFY(table.at(255).startsWith(u"255:1 "));
        QVERIFY(table.at(100).startsWith(u"100:1 "));
    }

    void anEstimateThatWasTooHighShrinksAtTheEnd()
    {
        Table table(1'000, 5'000, false);
        QSignalSpy changed(table.model.get(), &TableModel::totalChanged);
        table.at(4'000);
        QTRY_VERIFY(table.model->total() < 5'000);
        QVERIFY(!table.model->isExact());
        QVERIFY(table.model->total() >= 1'000);
        table.model->setTotal(1'000, true);
        QVERIFY(table.model->isExact());
    }

    void rowsThatCannotBeReadAreSaidOnce()
    {
        Table table(kTen);
        table.opener->answers->rows = [](qint64, qint64, const preview::Cancelled &) -> Result<preview::Rows> {
            return broken(u"Row 300 is cut off."_s);
        };
        QSignalSpy failed(table.model.get(), &TableModel::failed);
        table.at(300);
        QTRY_COMPARE(failed.size(), 1);
        table.at(301);
        table.at(9'000);
        QTRY_COMPARE(table.worker.waiting(), 0);
        QCoreApplication::processEvents();
        QCOMPARE(failed.size(), 1);
        QCOMPARE(table.at(300), u"…"_s);
    }

    void theBarReachesEveryRowAndTheCurrentCellStaysTheSame()
    {
        Table table(kTen);
        QScrollBar bar(Qt::Vertical);
        TableGrid grid(*table.model, bar);
        grid.resize(400, 300);
        grid.show();
        QTRY_VERIFY(bar.maximum() > 9'999'000);
        bar.setValue(bar.maximum());
        QTRY_VERIFY(table.model->cell(kTen - 1, 0));
        QVERIFY(grid.indexAt(QPoint(20, 200)).isValid());
        QVERIFY(grid.topRow() > kTen - 50);
        bar.setValue(5'000'000);
        QCOMPARE(grid.topRow(), 5'000'000);
        grid.goTo(5'000'004, 2);
        QCOMPARE(grid.currentRow(), 5'000'004);
        // Down through the edge of the window.
        grid.goTo(table.model->first() + table.model->rowCount() - 500, 1);
        const qint64 row = grid.currentRow();
        QTRY_VERIFY(table.model->first() > row - TableModel::kWindow + 1'000);
        QCOMPARE(grid.currentRow(), row);
        for (int i = 0; i < 700; ++i)
            QTest::keyClick(&grid, Qt::Key_Down);
        QCOMPARE(grid.currentRow(), row + 700);
        QTest::keyClick(&grid, Qt::Key_End, Qt::ControlModifier);
        QCOMPARE(grid.currentRow(), kTen - 1);
        QTest::keyClick(&grid, Qt::Key_Home, Qt::ControlModifier);
        QCOMPARE(grid.currentRow(), 0);
    }

    /// 60 frames a second: moving on and drawing, with the rows there or still to come.
    void scrollingThroughTenMillionRowsDrawsOnlyWhatIsSeen()
    {
        Table table(kTen, -1, true, 12, 12);
        QScrollBar bar(Qt::Vertical);
        TableGrid grid(*table.model, bar);
        grid.resize(1'000, 700);
        grid.show();
        QTRY_VERIFY(bar.maximum() > 9'999'000);
        QImage canvas(grid.size(), QImage::Format_ARGB32_Premultiplied);
        std::vector<qint64> times;
        for (int i = 0; i < 300; ++i) {
            QElapsedTimer clock;
            clock.start();
            bar.setValue(i % 3 == 0 ? (i * 33'331) % bar.maximum() : bar.value() + 3);
            grid.render(&canvas);
            QCoreApplication::processEvents();
            times.push_back(clock.nsecsElapsed() / 1'000);
        }
        std::ranges::sort(times);
        qInfo("a frame: median %lld us, 95 of 100 within %lld us", times[150], times[285]);
        QVERIFY(times[150] < 500'000);  // 16'000 wanted: the benchmark judges; so long takes no busy machine
    }

    void copiedRowsAreTabSeparatedAndQuotedWhereTheyMustBe()
    {
        QCOMPARE(quotedCell(u"a b"_s), u"a b"_s);
        QCOMPARE(quotedCell(u"a\tb"_s), u"\"a\tb\""_s);
        QCOMPARE(quotedCell(u"say \"a\""_s), u"\"say \"\"a\"\"\""_s);
        auto answers = std::make_shared<Answers>();
        answers->rows = [](qint64 first, qint64 count, const preview::Cancelled &) -> Result<preview::Rows> {
            return made(first, std::min<qint64>(count, 3), 10, 3, 0);
        };
        PreviewDouble open(answers);
        const preview::Cancelled no{false};
        const auto some = copyRows(open, {2, 5, 1, 2, {}}, no);
        QVERIFY(some);
        QCOMPARE(some->rows, 5);
        QVERIFY(some->text.startsWith(u"2:1\t2:2\n3:1\t3:2\n"));
        const auto all = copyRows(open, {0, kTen, 0, 0, {u"c0"_s}}, no);
        QVERIFY(all);
        QCOMPARE(all->rows, 10);
        QVERIFY(all->text.startsWith(u"c0\n0:0\n"));
        const auto one = copyRows(open, {4, 1, 2, 2, {}}, no);
        QCOMPARE(one->text, u"4:2"_s);
        const preview::Cancelled yes{true};
        QVERIFY(copyRows(open, {0, 5, 0, 0, {}}, yes).error().kind == Error::Kind::Cancelled);
    }
};

QTEST_MAIN(TableModelTest)
#include "table_model_test.moc"
