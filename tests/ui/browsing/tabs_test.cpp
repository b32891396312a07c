#include "ui/browsing/tabs.h"

#include "tests/support/suite.h"
#include "tests/ui/shown_window.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace tideline;
using namespace tideline::ui;

namespace {
const QString kId = kShownId.toString();

struct Shown : ShownWindow {
    using ShownWindow::ShownWindow;
    Tabs &tabs() { return *window.findChild<Tabs *>(u"tabs"_s); }
    WindowActions &actions() { return window.actions(); }
    /// The names on the tabs, the one in front in brackets.
    QString names()
    {
        QStringList all;
        for (int i = 0; i < tabs().count(); ++i)
            all += i == tabs().currentIndex() ? u'[' + tabs().tabText(i) + u']' : tabs().tabText(i);
        return all.join(u' ');
    }
};
}  // namespace

class TabsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void oneTabIsNotShownTwoAre()
    {
        Shown shown({}, 3);
        QVERIFY(!shown.tabs().isVisible());
        QTest::keyClick(&shown.list(), Qt::Key_T, Qt::ControlModifier);
        QTRY_VERIFY(shown.tabs().isVisible());
        QCOMPARE(shown.names(), u"field-study [field-study]"_s);
        QTest::keyClick(&shown.list(), Qt::Key_W, Qt::ControlModifier);
        QTRY_VERIFY(!shown.tabs().isVisible());
        QVERIFY(shown.window.isVisible());
    }

    void theLastTabsEndIsTheWindows()
    {
        Shown shown({}, 3);
        QSignalSpy closed(&shown.window, &MainWindow::closed);  // whoever hears it asks about uploads, and ends the program
        QTest::keyClick(&shown.list(), Qt::Key_W, Qt::ControlModifier);
        QTRY_COMPARE(closed.size(), 1);
    }

    void eachTabHasItsOwnHistory()
    {
        Shown shown({}, 3);
        shown.go("data");
        shown.actions().newTab->trigger();
        QVERIFY(!shown.window.navigator().canBack());
        shown.go("notes");
        shown.actions().previousTab->trigger();
        QCOMPARE(shown.place(), Place::folderOf(kId, "data"));
        QTRY_COMPARE(shown.names(), u"[data] notes"_s);
        shown.window.navigator().back();
        QCOMPARE(shown.place(), Place::folderOf(kId));
        shown.actions().nextTab->trigger();
        QCOMPARE(shown.place(), Place::folderOf(kId, "notes"));
        shown.window.navigator().back();
        QCOMPARE(shown.place(), Place::folderOf(kId, "data"));
        shown.actions().previousTab->trigger();
        shown.window.navigator().forward();
        QCOMPARE(shown.place(), Place::folderOf(kId, "data"));
    }

    void keysGoRoundTheTabs()
    {
        Shown shown({}, 3);
        for (const char *folder : {"a", "b"})
            shown.tabs().open(Place::folderOf(kId, folder), true);
        QCOMPARE(shown.names(), u"field-study a [b]"_s);
        QTest::keyClick(&shown.list(), Qt::Key_PageDown, Qt::ControlModifier);
        QCOMPARE(shown.names(), u"[field-study] a b"_s);
        QTest::keyClick(&shown.list(), Qt::Key_PageUp, Qt::ControlModifier);
        QCOMPARE(shown.names(), u"field-study a [b]"_s);
    }

    void aMiddleClickOpensAFolderBehind()
    {
        Shown shown({}, 3);
        shown.listing->setRows({ListingDouble::named("data", SyncState::Synced, NodeKind::Folder), ListingDouble::named("notes.md")});
        shown.window.files().model().refresh();
        QTRY_COMPARE(shown.window.files().model().rowCount(), 2);
        const auto middleClick = [&](int row) {
            QTest::mouseClick(shown.list().viewport(), Qt::MiddleButton, {}, shown.list().visualRect(shown.list().model()->index(row, 0)).center());
        };
        middleClick(1);  // a file
        QCOMPARE(shown.tabs().count(), 1);
        middleClick(0);
        QCOMPARE(shown.names(), u"[field-study] data"_s);
        QCOMPARE(shown.place(), Place::folderOf(kId));
        shown.list().setCurrentIndex(shown.list().model()->index(0, 0));
        QTest::keyClick(&shown.list(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(shown.names(), u"[field-study] data data"_s);
    }

    void closingLeavesTheNeighbourInFrontAndTheOthersAsTheyAre()
    {
        Shown shown({}, 3);
        for (const char *folder : {"a", "b", "c"})
            shown.tabs().open(Place::folderOf(kId, folder), true);
        shown.tabs().close(0);  // not the one in front
        QCOMPARE(shown.names(), u"a b [c]"_s);
        QCOMPARE(shown.place(), Place::folderOf(kId, "c"));
        shown.tabs().setCurrentIndex(1);
        shown.tabs().close(1);
        QCOMPARE(shown.names(), u"a [c]"_s);
        QCOMPARE(shown.place(), Place::folderOf(kId, "c"));
        shown.tabs().close(1);
        QCOMPARE(shown.place(), Place::folderOf(kId, "a"));
        QCOMPARE(shown.tabs().count(), 1);
    }

    void movedTabsKeepTheirPlaces()
    {
        Shown shown({}, 3);
        for (const char *folder : {"a", "b"})
            shown.tabs().open(Place::folderOf(kId, folder), true);
        shown.tabs().moveTab(2, 0);
        QCOMPARE(shown.names(), u"[b] field-study a"_s);
        shown.tabs().setCurrentIndex(2);
        QCOMPARE(shown.place(), Place::folderOf(kId, "a"));
        shown.tabs().setCurrentIndex(0);
        QCOMPARE(shown.place(), Place::folderOf(kId, "b"));
    }

    void thereAreNotMoreThanSoMany()
    {
        Shown shown({}, 3);
        for (int i = 0; i < Tabs::kMost + 5; ++i)
            shown.tabs().open(Place::folderOf(kId, QByteArray::number(i)), false);
        QCOMPARE(shown.tabs().count(), Tabs::kMost);
        QVERIFY(!shown.actions().newTab->isEnabled());
        QVERIFY(shown.actions().newTab->toolTip().contains(u"50"_s));
    }

    void theyAreThereAtTheNextStart()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"window.ini"_s);
        {
            Shown shown({}, 3);
            shown.tabs().open(Place::folderOf(kId, "däta/raw"), false);
            shown.tabs().open({Place::Kind::Starred, {}, {}}, true);
            QSettings settings(file, QSettings::IniFormat);
            shown.window.saveView(settings);
        }
        Shown shown({}, 3);
        QSettings settings(file, QSettings::IniFormat);
        shown.window.restoreView(settings);
        QCOMPARE(shown.names(), u"field-study [Starred] raw"_s);
        QCOMPARE(shown.place().kind, Place::Kind::Starred);
        shown.tabs().setCurrentIndex(2);
        QCOMPARE(shown.place(), Place::folderOf(kId, "däta/raw"));
    }

    void whatIsNoPlaceInTheSettingsIsAllProjects()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(u"window.ini"_s), QSettings::IniFormat);
        settings.beginWriteArray(u"tabs"_s, 2);
        settings.setArrayIndex(0);
        settings.setValue(u"kind"_s, 4'711);
        settings.setArrayIndex(1);
        settings.setValue(u"kind"_s, int(Place::Kind::Folder));  // of no project
        settings.endArray();
        settings.setValue(u"tab"_s, 9);
        Shown shown({}, 3);
        shown.window.restoreView(settings);
        QCOMPARE(shown.names(), u"[All projects] All projects"_s);
    }
};

TIDELINE_GUI_SUITE(TabsTest)
#include "tabs_test.moc"
