// Search, stars and what is recent in the window, as one who types.
#include "tests/support/suite.h"
#include "tests/ui/shown_window.h"
#include "ui/finding/found_page.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>
#include <QTreeView>

using namespace tideline;
using namespace tideline::ui;

namespace {
const QString kId = kShownId.toString();

QJsonObject entry(const QString &path, const QString &kind = u"file"_s)
{
    return {{u"project"_s, u"field-study"_s}, {u"id"_s, kId}, {u"local_id"_s, kShownLocalId.toString()}, {u"path"_s, path}, {u"name"_s, path.section(u'/', -1)},
            {u"kind"_s, kind}, {u"size"_s, 10}, {u"state"_s, u"synced"_s}, {u"where"_s, u"both"_s}};
}

QJsonObject found(const QJsonArray &rows, const QString &after = {}, qint64 total = -1)
{
    return {{u"rows"_s, rows}, {u"after"_s, after}, {u"total"_s, total < 0 ? rows.size() : total}, {u"not_here"_s, 1}};
}

struct Shown : ShownWindow {
    using ShownWindow::ShownWindow;
    QLineEdit &field() { return *window.findChild<QLineEdit *>(u"searchEdit"_s); }
    QTreeView &table(const char *name = "searchTable") { return *window.findChild<QTreeView *>(QString::fromLatin1(name)); }
    /// Names in the table, joined by spaces.
    QString names(const char *name = "searchTable")
    {
        QStringList all;
        for (int i = 0; i < table(name).model()->rowCount(); ++i)
            all += table(name).model()->index(i, 0).data().toString();
        return all.join(u' ');
    }
    QPushButton &inside() { return *window.findChild<QPushButton *>(u"searchInside"_s); }
    QString note() { return window.findChild<QLabel *>(u"searchNote"_s)->text(); }
    void search(const QString &text)
    {
        window.actions().search->trigger();
        QTest::keyClicks(&field(), text);
    }
};
}  // namespace

class WindowFindingTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keysGoToTheFieldAndTheTextIsAskedForOnceOneStops()
    {
        Shown shown({{u"search"_s, found({entry(u"data/train.csv"_s)})}});
        QTest::keyClick(&shown.window, Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(shown.field().hasFocus());
        QTest::keyClicks(&shown.field(), u"train"_s);
        QTRY_COMPARE(shown.names(), u"train.csv"_s);
        QCOMPARE(shown.calls(u"search"_s), 1);
        QCOMPARE(shown.lastArgs(u"search"_s)[u"text"_s], u"train"_s);
        QVERIFY(!shown.lastArgs(u"search"_s).contains(u"project"_s));
    }

    void enterOpensTheFoldersPlaceAndSelectsTheFile()
    {
        Shown shown({{u"search"_s, found({entry(u"data/raw/file_000300"_s)})}});
        shown.search(u"300"_s);
        QTest::keyClick(&shown.field(), Qt::Key_Return);
        QTRY_COMPARE(shown.place(), Place::folderOf(kId, "data/raw"));
        // It is in the second page of 200 rows, which is the first to be loaded.
        QTRY_VERIFY(shown.window.files().current());
        QCOMPARE(shown.window.files().current()->row.name, "file_000300");
    }

    void enterOpensAFolderThatWasFound()
    {
        Shown shown({{u"search"_s, found({entry(u"data/raw"_s, u"dir"_s)})}});
        shown.search(u"raw"_s);
        QTRY_COMPARE(shown.names(), u"raw"_s);
        QTest::keyClick(&shown.field(), Qt::Key_Down);
        QVERIFY(shown.table().hasFocus());
        QTest::keyClick(&shown.table(), Qt::Key_Return);
        QTRY_COMPARE(shown.place(), Place::folderOf(kId, "data/raw"));
    }

    void escLeadsBackToTheFolderWithItsScrollAndSelection_data()
    {
        QTest::addColumn<bool>("inTheField");
        QTest::newRow("from the field") << true;
        QTest::newRow("from the results") << false;
    }
    void escLeadsBackToTheFolderWithItsScrollAndSelection()
    {
        QFETCH(bool, inTheField);
        Shown shown({{u"search"_s, found({entry(u"data/raw"_s, u"dir"_s)})}});
        QTreeView *list = &shown.list();
        list->setCurrentIndex(list->model()->index(120, 0));
        list->verticalScrollBar()->setValue(1500);
        const int scroll = list->verticalScrollBar()->value();
        QVERIFY(scroll > 0);
        const Place before = shown.place();
        shown.search(u"raw"_s);
        QTRY_COMPARE(shown.names(), u"raw"_s);
        if (!inTheField)
            QTest::keyClick(&shown.field(), Qt::Key_Down);
        QTest::keyClick(inTheField ? static_cast<QWidget *>(&shown.field()) : &shown.table(), Qt::Key_Escape);
        QCOMPARE(shown.place(), before);
        QTRY_VERIFY(shown.window.files().current());
        QCOMPARE(shown.window.files().current()->row.name, "file_000120");
        QCOMPARE(list->verticalScrollBar()->value(), scroll);
        QVERIFY(list->hasFocus());
    }

    void eachKeyIsNotAStepOfTheHistory()
    {
        Shown shown({{u"search"_s, found({entry(u"a"_s)})}});
        const Place before = shown.place();
        shown.search(u"a"_s);
        QTRY_COMPARE(shown.calls(u"search"_s), 1);
        QTest::keyClicks(&shown.field(), u"b"_s);
        QTRY_COMPARE(shown.calls(u"search"_s), 2);
        QCOMPARE(shown.place(), Place::searchOf(u"ab"_s));
        shown.window.navigator().back();
        QCOMPARE(shown.place(), before);
        shown.window.navigator().forward();
        QCOMPARE(shown.place(), Place::searchOf(u"ab"_s));
        QCOMPARE(shown.field().text(), u"ab"_s);
    }

    void oneCanLookInTheProjectOneCameFrom()
    {
        Shown shown({{u"search"_s, found({entry(u"a"_s)})}});
        shown.search(u"a"_s);
        auto *scope = shown.window.findChild<QComboBox *>(u"searchScope"_s);
        QCOMPARE(scope->itemText(1), u"In “field-study”"_s);
        scope->setCurrentIndex(1);
        Q_EMIT scope->activated(1);
        QTRY_COMPARE(shown.lastArgs(u"search"_s)[u"project"_s].toString(), kId);
    }

    void furtherRowsComeAsOneScrollsAndTheSelectionStays()
    {
        QJsonArray first, second;
        for (int i = 0; i < 200; ++i)
            first.append(entry(u"a%1"_s.arg(i)));
        for (int i = 200; i < 250; ++i)
            second.append(entry(u"a%1"_s.arg(i)));
        Shown shown({{u"search"_s, QJsonArray{QJsonObject{{u"when"_s, QJsonObject{{u"after"_s, u"here"_s}}}, {u"reply"_s, found(second, {}, 250)}},
                                              QJsonObject{{u"reply"_s, found(first, u"here"_s, 250)}}}}});
        const QAbstractItemModelTester tester(shown.table().model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        shown.search(u"a"_s);
        QTRY_COMPARE(shown.table().model()->rowCount(), 200);
        QCOMPARE(shown.window.findChild<QLabel *>(u"searchNote"_s)->text(),
                 u"250 entries found. 1 project in the cloud only was not looked through."_s);
        shown.table().setCurrentIndex(shown.table().model()->index(3, 0));
        shown.table().verticalScrollBar()->setValue(shown.table().verticalScrollBar()->maximum());
        QTRY_COMPARE(shown.table().model()->rowCount(), 250);
        QCOMPARE(shown.table().currentIndex().row(), 3);
        QVERIFY(shown.table().selectionModel()->isRowSelected(3, {}));
    }

    void nothingFoundSaysSoAndAFailureSaysWhy()
    {
        Shown shown({{u"search"_s, QJsonArray{QJsonObject{{u"when"_s, QJsonObject{{u"text"_s, u"x"_s}}}, {u"reply"_s, found({})}},
                                              QJsonObject{{u"error"_s, QJsonObject{{u"kind"_s, u"timeout"_s}, {u"what"_s, u"The store is locked."_s}}}}}}});
        shown.search(u"x"_s);
        const auto says = [&](const QString &words) {
            const QList<QLabel *> labels = shown.window.findChildren<QLabel *>();
            return std::ranges::any_of(labels, [&](const QLabel *label) { return label->isVisible() && label->text().contains(words); });
        };
        QTRY_VERIFY(says(u"Nothing is named like “x”."_s));
        QTest::keyClicks(&shown.field(), u"y"_s);
        QTRY_VERIFY(says(u"The store is locked."_s));
    }

    void insideFilesTheLineIsShownBeneathTheName()
    {
        QJsonObject row = entry(u"notes/gauge.md"_s);
        row[u"line"_s] = u"The <b>gauge</b> drifts"_s;
        row[u"line_number"_s] = 12;
        row[u"marks"_s] = QJsonArray{QJsonArray{7, 5}};
        QJsonObject reply = found({row});
        reply[u"complete"_s] = true;
        Shown shown({{u"search"_s, QJsonArray{QJsonObject{{u"when"_s, QJsonObject{{u"inside"_s, true}}}, {u"reply"_s, reply}},
                                              QJsonObject{{u"reply"_s, found({entry(u"gauge.txt"_s)})}}}}});
        const QAbstractItemModelTester tester(shown.table().model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        shown.search(u"gauge"_s);
        QTRY_COMPARE(shown.names(), u"gauge.txt"_s);
        const QModelIndex first = shown.table().model()->index(0, 0);
        const int height = shown.table().visualRect(first).height();
        shown.inside().click();
        QTRY_COMPARE(shown.names(), u"gauge.md"_s);
        QCOMPARE(shown.lastArgs(u"search"_s)[u"inside"_s].toBool(), true);
        QCOMPARE(shown.lastArgs(u"search"_s)[u"text"_s], u"gauge"_s);
        QCOMPARE(shown.note(), u"1 file found. 1 project in the cloud only was not looked through."_s);
        QCOMPARE(first.data(Qt::AccessibleTextRole).toString(), u"gauge.md, Line 12: The <b>gauge</b> drifts"_s);
        QTRY_VERIFY(shown.table().visualRect(first).height() > height + 10);
        QTest::keyClick(&shown.field(), Qt::Key_Return);
        QTRY_COMPARE(shown.place(), Place::folderOf(kId, "notes"));
    }

    void whileFilesAreReadItIsSaidAndAskedAgain()
    {
        QJsonObject behind = found({});
        behind[u"complete"_s] = false;
        behind[u"unread"_s] = 2'140;
        Shown shown({{u"search"_s, behind}});
        shown.window.actions().search->trigger();
        shown.inside().click();
        QTest::keyClicks(&shown.field(), u"gauge"_s);
        QTRY_COMPARE(shown.note(), u"Still being read: %1 files left. 1 project in the cloud only was not looked through."_s.arg(QLocale().toString(2'140)));
        const int asked = shown.calls(u"search"_s);
        QTRY_VERIFY(shown.calls(u"search"_s) > asked);
    }

    void whatIsSelectedGetsAStarOrLosesIt()
    {
        Shown shown;
        QTreeView *list = &shown.list();
        list->setCurrentIndex(list->model()->index(2, 0));
        QCOMPARE(shown.window.actions().star->text(), u"Star"_s);
        QTest::keyClick(list, Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(shown.lastArgs(u"star"_s)[u"path"_s].toString(), u"file_000002"_s);
        QCOMPARE(shown.lastArgs(u"star"_s)[u"on"_s].toBool(), true);
        QCOMPARE(shown.window.actions().star->text(), u"Remove star"_s);
        QTest::keyClick(list, Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(shown.lastArgs(u"star"_s)[u"on"_s].toBool(), false);
        QCOMPARE(shown.window.actions().star->text(), u"Star"_s);
    }

    void aStarThatTheEngineRefusesIsTakenBackAndSaid()
    {
        Shown shown({{u"star"_s, QJsonObject{{u"error"_s, QJsonObject{{u"kind"_s, u"refused"_s}, {u"what"_s, u"There are 10000 stars already."_s}}}}}});
        shown.window.actions().star->trigger();  // nothing is selected: the folder
        QTRY_VERIFY(shown.window.bannerText().contains(u"There are 10000 stars already."_s));
        QTRY_COMPARE(shown.window.actions().star->text(), u"Star"_s);
    }

    void starredAndRecentOnesAreListedAndOpenTheirPlace_data()
    {
        QTest::addColumn<Place::Kind>("kind");
        QTest::addColumn<QByteArray>("table");
        QTest::newRow("starred") << Place::Kind::Starred << QByteArray("starredTable");
        QTest::newRow("recent") << Place::Kind::Recent << QByteArray("recentTable");
    }
    void starredAndRecentOnesAreListedAndOpenTheirPlace()
    {
        QFETCH(Place::Kind, kind);
        QFETCH(QByteArray, table);
        const QJsonObject rows{{u"rows"_s, QJsonArray{entry(u"notes/file_000007"_s), entry(u"data"_s, u"dir"_s)}}};
        Shown shown({{u"starred"_s, rows}, {u"recent"_s, rows}});
        shown.window.navigator().go({kind, {}, {}});
        QTRY_COMPARE(shown.names(table), u"file_000007 data"_s);
        shown.table(table).setCurrentIndex(shown.table(table).model()->index(0, 0));
        QTest::keyClick(&shown.table(table), Qt::Key_Return);
        QTRY_COMPARE(shown.place(), Place::folderOf(kId, "notes"));
        QTRY_VERIFY(shown.window.files().current());
        QCOMPARE(shown.window.files().current()->row.name, "file_000007");
    }

    void projectsOfOthersAreSharedWithMe()
    {
        const auto project = [](const QString &name, const QString &id, const QString &owner) {
            return QJsonObject{{u"project"_s, name}, {u"id"_s, id}, {u"local_id"_s, name == u"field-study" ? kShownLocalId.toString() : QString()},
                               {u"path"_s, name == u"field-study" ? u"/home/me/field-study"_s : QString()}, {u"where"_s, u"both"_s},
                               {u"state"_s, u"synced"_s}, {u"owner"_s, QJsonObject{{u"id"_s, owner}, {u"name"_s, u"x"_s}}}};
        };
        const QJsonArray rows{project(u"field-study"_s, kId, u"usr_1"_s), project(u"theirs"_s, u"prj_2"_s, u"usr_2"_s)};
        Shown shown({{u"projects"_s, QJsonObject{{u"rows"_s, rows}, {u"online"_s, true}}},
                     {u"whoami"_s, QJsonObject{{u"user"_s, QJsonObject{{u"id"_s, u"usr_1"_s}, {u"name"_s, u"me"_s}}}, {u"online"_s, true}}}});
        shown.window.navigator().go({Place::Kind::Shared, {}, {}});
        QTRY_COMPARE(shown.names("projectsTable"), u"theirs"_s);
        shown.window.navigator().go({Place::Kind::AllProjects, {}, {}});
        QTRY_COMPARE(shown.names("projectsTable"), u"field-study theirs"_s);
    }

    void anOpenedFileIsNotedAndAFolderIsNot()
    {
        Shown shown;
        ListingRow folder;
        folder.name = "data";
        Q_EMIT shown.window.files().activated({"data", folder});
        QCOMPARE(shown.calls(u"opened"_s), 0);
        shown.window.navigator().back();
        ListingRow file;
        file.kind = NodeKind::File;
        file.name = "a.csv";
        file.here = false;
        file.inCloud = false;
        Q_EMIT shown.window.files().activated({"a.csv", file});
        QCOMPARE(shown.calls(u"opened"_s), 1);
        QCOMPARE(shown.lastArgs(u"opened"_s)[u"path"_s].toString(), u"a.csv"_s);
    }
};

TIDELINE_GUI_SUITE(WindowFindingTest)
#include "window_finding_test.moc"
