#include "tests/ui/preview/opener_double.h"
#include "ui/fixture_backend.h"
#include "ui/fixture_opener.h"
#include "ui/preview/preview_pane.h"
#include "ui/preview/search_bar.h"
#include "ui/preview/table_grid.h"
#include "ui/preview/table_model.h"
#include "ui/preview/table_view.h"
#include "ui/views/error_box.h"

#include <QAbstractButton>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>

using namespace tideline;
using namespace tideline::ui;

namespace {
preview::Subject named(const QString &name)
{
    return {name, u"/nowhere/"_s + name, 1, 1, {}};
}

QJsonObject fixture()
{
    const auto read = FixtureBackend::read(qEnvironmentVariable("TIDELINE_SOURCE") + u"/tests/ui/fixtures/previews.json"_s);
    if (!read)
        qFatal("%s", qPrintable(toText(read.error())));
    return *read;
}

/// A pane that shows one of the fixture's previews.
struct Shown {
    explicit Shown(const QString &name)
    {
        pane.resize(700, 500);
        pane.show();
        QSignalSpy settled(&pane, &PreviewPane::settled);
        pane.show(named(name), name);
        if (settled.isEmpty() && !settled.wait())
            qFatal("nothing was shown");
    }
    QString status() const { return pane.findChild<SearchBar *>()->statusText(); }
    void find(const QString &words)
    {
        pane.startSearch();
        auto *edit = pane.findChild<QLineEdit *>(u"previewSearch"_s);
        edit->setText(words);
        QTest::keyClick(edit, Qt::Key_Return);
    }
    PreviewPane pane{std::make_shared<FixtureOpener>(fixture())};
};
}  // namespace

class PreviewPaneTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyShapeIsShownWithNamesAndCanBeReachedByKeys_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("content");
        QTest::newRow("text") << u"train.py"_s << u"previewText"_s;
        QTest::newRow("rich text") << u"README.md"_s << u"previewRich"_s;
        QTest::newRow("table") << u"measurements.csv"_s << u"previewTable"_s;
        QTest::newRow("notebook") << u"explore.ipynb"_s << u"previewNotebook"_s;
        QTest::newRow("tree") << u"config.json"_s << u"previewTree"_s;
        QTest::newRow("image") << u"sunset.jpg"_s << u"previewImage"_s;
        QTest::newRow("pages") << u"report.pdf"_s << u"previewPages"_s;
        QTest::newRow("bytes") << u"climate.sqlite"_s << u"previewBytes"_s;
    }

    void everyShapeIsShownWithNamesAndCanBeReachedByKeys()
    {
        QFETCH(QString, name);
        QFETCH(QString, content);
        Shown shown(name);
        auto *widget = shown.pane.findChild<QWidget *>(content);
        QVERIFY(widget);
        QVERIFY(!widget->accessibleName().isEmpty());
        QVERIFY(widget->focusPolicy() & Qt::TabFocus);
        QVERIFY(!shown.pane.headText().isEmpty());
        QVERIFY(!shown.pane.isLoadingShown());
        const auto buttons = shown.pane.findChildren<QAbstractButton *>();
        for (const QAbstractButton *button : buttons) {
            if (button->isVisible() && button->focusPolicy() != Qt::NoFocus)
                QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(), qPrintable(button->objectName()));
        }
        QVERIFY(!shown.pane.grab().isNull());
    }

    void loadingIsSaidOnlyAfterAWhile()
    {
        PreviewPane pane(std::make_shared<FixtureOpener>(fixture()));
        pane.resize(400, 300);
        pane.show();
        QElapsedTimer clock;
        clock.start();
        pane.show(named(u"corpus.txt"_s), u"corpus.txt"_s);
        QVERIFY(!pane.isLoadingShown());
        QTRY_VERIFY(pane.isLoadingShown());
        QVERIFY(clock.elapsed() >= PreviewPane::kPatienceMs - 5);
        QSignalSpy settled(&pane, &PreviewPane::settled);
        pane.show(named(u"train.py"_s), u"train.py"_s);  // ends the one that hangs
        QVERIFY(!pane.isLoadingShown());
        QVERIFY(settled.wait());
        QVERIFY(pane.headText().contains(u"Python"));
    }

    void anErrorSaysWhatAndWhatToDo()
    {
        Shown shown(u"broken.parquet"_s);
        const QString text = shown.pane.findChild<ErrorBox *>()->text();
        QVERIFY(text.contains(u"cut off"));
        QVERIFY(text.contains(u"Restore an earlier version"));
        QVERIFY(!shown.pane.view());
    }

    void theSameKeyIsNotOpenedAgain()
    {
        auto opener = std::make_shared<OpenerDouble>();
        std::atomic<int> opened{0};
        opener->onOpen = [&](const preview::Subject &, const preview::Cancelled &) -> Result<std::unique_ptr<preview::Preview>> {
            ++opened;
            return opener->made();
        };
        PreviewPane pane(opener);
        QSignalSpy settled(&pane, &PreviewPane::settled);
        pane.show(named(u"a"_s), u"a 1"_s);
        QVERIFY(settled.wait());
        pane.show(named(u"a"_s), u"a 1"_s);
        QVERIFY(pane.view());
        pane.show(named(u"a"_s), u"a 2"_s);  // it has changed
        QVERIFY(settled.wait());
        QCOMPARE(opened.load(), 2);
    }

    void whatHasFailedIsTriedAgain()
    {
        auto opener = std::make_shared<OpenerDouble>();
        std::atomic<int> opened{0};
        opener->onOpen = [&](const preview::Subject &, const preview::Cancelled &) -> Result<std::unique_ptr<preview::Preview>> {
            if (++opened == 1)
                return broken(u"The helper was ended."_s);
            return opener->made();
        };
        PreviewPane pane(opener);
        QSignalSpy settled(&pane, &PreviewPane::settled);
        pane.show(named(u"a"_s), u"a"_s);
        QVERIFY(settled.wait());
        pane.show(named(u"a"_s), u"a"_s);
        QVERIFY(settled.wait());
        QVERIFY(pane.view());
    }

    void aSearchGoesFromPlaceToPlaceAndOnFromTheTop()
    {
        Shown shown(u"train.py"_s);
        auto *text = shown.pane.findChild<QPlainTextEdit *>(u"previewText"_s);
        QStringList lines;
        shown.find(u"mean_30"_s);
        QTRY_COMPARE(text->textCursor().selectedText(), u"mean_30"_s);
        const int first = text->textCursor().selectionStart();
        shown.find(u"mean_30"_s);
        QTRY_VERIFY(text->textCursor().selectionStart() > first);
        shown.find(u"mean_30"_s);
        QTRY_COMPARE(text->textCursor().selectionStart(), first);
        QCOMPARE(shown.status(), u"From the beginning"_s);
        shown.find(u"no such words"_s);
        QTRY_COMPARE(shown.status(), u"Not found"_s);
        QTest::keyClick(shown.pane.findChild<QLineEdit *>(u"previewSearch"_s), Qt::Key_Escape);
        QVERIFY(!shown.pane.findChild<SearchBar *>()->isVisible());
    }

    void ctrlFWithinThePreviewOpensItsOwnSearch()
    {
        Shown shown(u"train.py"_s);
        auto *text = shown.pane.findChild<QPlainTextEdit *>(u"previewText"_s);
        QTest::keyClick(text, Qt::Key_F, Qt::ControlModifier);
        QVERIFY(shown.pane.findChild<SearchBar *>()->isVisible());
    }

    void aCellIsFoundInATable()
    {
        Shown shown(u"measurements.csv"_s);
        auto *view = qobject_cast<TableView *>(shown.pane.view());
        QVERIFY(view);
        shown.find(u"100044"_s);  // the id of row 43
        QTRY_COMPARE(view->grid().currentRow(), 43);
        QCOMPARE(view->grid().currentIndex().column(), 0);
    }

    void anEstimateBecomesTheExactCountWhileOneLooks()
    {
        auto opener = std::make_shared<OpenerDouble>();
        preview::TableDocument table{{{u"a"_s, preview::ColumnType::Text, {}}}, 900, false, {}};
        opener->answers->document = {table, u"CSV"_s, {}, {}};
        std::atomic<int> asked{0};
        opener->answers->countRows = [&](const preview::Cancelled &) -> Result<std::pair<qint64, bool>> {
            const int turn = ++asked;
            return std::pair<qint64, bool>(turn * 100, turn == 8);
        };
        PreviewPane pane(opener);
        pane.resize(400, 300);
        pane.show();
        pane.show(named(u"a"_s), u"a"_s);
        QTRY_VERIFY(pane.view());
        QTRY_COMPARE(pane.headText(), u"CSV · 800 rows · 1 column"_s);
        QCOMPARE(asked.load(), 8);
    }

    void aFileThatHasChangedMeanwhileIsASentenceNotACrash()
    {
        auto opener = std::make_shared<OpenerDouble>();
        preview::TableDocument table{{{u"a"_s, preview::ColumnType::Text, {}}}, 900, true, {}};
        opener->answers->document = {table, u"CSV"_s, {}, {}};
        opener->answers->rows = [](qint64, qint64, const preview::Cancelled &) -> Result<preview::Rows> {
            return Error{Error::Kind::Conflict, u"The file has changed."_s, {}, {}};
        };
        PreviewPane pane(opener);
        pane.resize(400, 300);
        pane.show();
        pane.show(named(u"a"_s), u"a"_s);
        QTRY_VERIFY(pane.findChild<QLabel *>(u"previewNotice"_s));
        QVERIFY(pane.findChild<QLabel *>(u"previewNotice"_s)->text().contains(u"The file has changed."));
    }
};

QTEST_MAIN(PreviewPaneTest)
#include "preview_pane_test.moc"
