#include "ui/browsing/folder_views.h"

#include "tests/support/suite.h"
#include "tests/ui/shown_window.h"

#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>
#include <QSettings>
#include <QTemporaryDir>

using namespace tideline;
using namespace tideline::ui;

namespace {
const QString kId = kShownId.toString();

struct Shown : ShownWindow {
    using ShownWindow::ShownWindow;
    QHeaderView &header() { return *list().header(); }
    /// What the header's menu says; null when it did not come.
    QMenu *menu()
    {
        Q_EMIT header().customContextMenuRequested({10, 5});
        return window.findChild<QMenu *>(u"headerMenu"_s);
    }
    QAction *menuAction(const QString &text)
    {
        const QList<QAction *> all = menu()->actions();
        const auto it = std::ranges::find(all, text, &QAction::text);
        return it == all.end() ? nullptr : *it;
    }
    void sortBy(int column, Qt::SortOrder order) { list().sortByColumn(column, order); }
    QString query()
    {
        const ListingQuery last = listing->lastQuery();
        return u"%1 %2 %3"_s.arg(QString::fromUtf8(last.folder)).arg(int(last.sort)).arg(last.descending ? u"down"_s : u"up"_s);
    }
};
}  // namespace

class FolderViewsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFolderIsSortedAsItWasLeft()
    {
        Shown shown({}, 3);
        shown.sortBy(EntryListModel::SizeColumn, Qt::DescendingOrder);
        QTRY_COMPARE(shown.query(), u" 2 down"_s);
        shown.go("data");
        QCOMPARE(shown.query(), u"data 0 up"_s);
        QCOMPARE(shown.header().sortIndicatorSection(), int(EntryListModel::NameColumn));
        shown.window.navigator().up();
        QVERIFY(shown.waitForFolder({}));
        QCOMPARE(shown.query(), u" 2 down"_s);
        QCOMPARE(shown.header().sortIndicatorSection(), int(EntryListModel::SizeColumn));
        QCOMPARE(shown.header().sortIndicatorOrder(), Qt::DescendingOrder);
    }

    void aFolderShowsIconsWhenItDidBefore()
    {
        Shown shown({}, 3);
        shown.window.actions().icons->trigger();
        QCOMPARE(shown.window.files().look(), FileView::Look::Icons);
        shown.go("data");
        QCOMPARE(shown.window.files().look(), FileView::Look::Details);
        shown.window.navigator().back();
        QCOMPARE(shown.window.files().look(), FileView::Look::Icons);
    }

    void oneLookCanBeMadeThatOfAllFolders()
    {
        Shown shown({}, 3);
        shown.sortBy(EntryListModel::ModifiedColumn, Qt::DescendingOrder);
        shown.menuAction(u"Show all folders like this one"_s)->trigger();
        shown.go("data");
        QCOMPARE(shown.query(), u"data 3 down"_s);
    }

    void oneComesBackToWhereOneWas()
    {
        Shown shown({}, 5'000);
        shown.list().verticalScrollBar()->setValue(shown.list().verticalScrollBar()->maximum() / 2);
        const int row = shown.list().indexAt({20, 60}).row();
        QTRY_VERIFY(shown.window.files().model().entry(row));  // its page came
        shown.list().setCurrentIndex(shown.list().model()->index(row, 0));
        const int scroll = shown.list().verticalScrollBar()->value();
        const QByteArray name = shown.window.files().current()->row.name;
        shown.go("data");
        QCOMPARE(shown.list().verticalScrollBar()->value(), 0);
        shown.window.navigator().back();
        QVERIFY(shown.waitForFolder({}));
        QTRY_VERIFY(shown.window.files().current());
        QCOMPARE(shown.window.files().current()->row.name, name);
        QCOMPARE(shown.list().verticalScrollBar()->value(), scroll);
    }

    void aFolderThatOneGoesToAnewBeginsAtItsTop()
    {
        Shown shown({}, 500);
        shown.list().verticalScrollBar()->setValue(2'000);
        shown.go("data");
        shown.go({});
        QCOMPARE(shown.list().verticalScrollBar()->value(), 0);
    }

    void columnsAreChosenInTheHeadersMenu()
    {
        Shown shown({}, 3);
        QVERIFY(shown.header().isSectionHidden(EntryListModel::TypeColumn));
        QVERIFY(!shown.menuAction(u"Name"_s)->isEnabled());
        shown.menuAction(u"Type"_s)->trigger();
        QVERIFY(!shown.header().isSectionHidden(EntryListModel::TypeColumn));
        shown.menuAction(u"Size"_s)->trigger();
        QVERIFY(shown.header().isSectionHidden(EntryListModel::SizeColumn));
    }

    void aColumnThatIsOnlyShownDoesNotSort()
    {
        Shown shown({}, 3);
        shown.sortBy(EntryListModel::SizeColumn, Qt::AscendingOrder);
        shown.header().showSection(EntryListModel::TypeColumn);
        shown.sortBy(EntryListModel::TypeColumn, Qt::AscendingOrder);
        QCOMPARE(shown.header().sortIndicatorSection(), int(EntryListModel::SizeColumn));
    }

    void columnsAndLooksAreThereAtTheNextStart()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(u"window.ini"_s), QSettings::IniFormat);
        {
            Shown shown({}, 3);
            shown.header().showSection(EntryListModel::RevisionColumn);
            shown.header().hideSection(EntryListModel::SizeColumn);
            shown.go("data");
            shown.sortBy(EntryListModel::ModifiedColumn, Qt::DescendingOrder);
            shown.window.saveView(settings);
        }
        Shown shown({}, 3);
        shown.window.restoreView(settings);
        QVERIFY(shown.waitForFolder("data"));
        QTRY_COMPARE(shown.query(), u"data 3 down"_s);
        QVERIFY(!shown.header().isSectionHidden(EntryListModel::RevisionColumn));
        QVERIFY(shown.header().isSectionHidden(EntryListModel::SizeColumn));
        QVERIFY(shown.header().isSectionHidden(EntryListModel::TypeColumn));
    }

    void whatWasJustMadeIsSelectedByTheLookThatFindsIt()
    {
        ShownWindow shown;
        FileView &files = shown.window.files();
        shown.listing->setRows({ListingDouble::named("a.md")});
        files.selectLater({"made"});
        files.model().refresh();  // too early: the engine has not seen it
        QTRY_COMPARE(files.model().rowCount(), 1);
        QVERIFY(files.selected().isEmpty());
        shown.listing->setRows({ListingDouble::named("a.md"), ListingDouble::named("made")});
        files.model().refresh();
        QTRY_COMPARE(files.selected().size(), 1);
        QCOMPARE(files.selected().first().row.name, QByteArray("made"));
    }

    void whoSelectsMeanwhileKeepsThat()
    {
        ShownWindow shown;
        FileView &files = shown.window.files();
        shown.listing->setRows({ListingDouble::named("a.md")});
        files.selectLater({"made"});
        files.model().refresh();
        QTRY_COMPARE(files.model().rowCount(), 1);
        QTest::keyClick(&files.view(), Qt::Key_Home);
        QTRY_COMPARE(files.selected().size(), 1);
        shown.listing->setRows({ListingDouble::named("a.md"), ListingDouble::named("made")});
        files.model().refresh();
        QTRY_COMPARE(files.model().rowCount(), 2);
        QCOMPARE(files.selected().first().row.name, QByteArray("a.md"));
    }
};

TIDELINE_GUI_SUITE(FolderViewsTest)
#include "folder_views_test.moc"
