#include "tests/ui/fixture_screen.h"
#include "ui/theme/theme.h"
#include "ui/views/activity_page.h"
#include "ui/views/entry_tree.h"
#include "ui/views/file_view.h"
#include "ui/views/path_bar.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QJsonArray>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>

using namespace tideline;
using namespace tideline::ui;

namespace {
using Screen = FixtureScreen;

/// The arguments of every `sync` that was asked for.
QList<QJsonObject> syncsOf(const Screen &screen)
{
    QList<QJsonObject> list;
    for (const QJsonObject &call : screen.backend.called()) {
        if (call.value(u"verb").toString() == u"sync")
            list.append(call.value(u"args").toObject());
    }
    return list;
}

/// What the engine says of the first project: the row of the fixture with other values.
QJsonObject projectSaid(const Screen &screen, const QString &state, const QString &guardReason = {})
{
    const QJsonArray rows = screen.fixture.value(u"verbs")[u"projects"][u"rows"].toArray();
    QJsonObject row = rows.first().toObject();
    row.insert(u"state"_s, state);
    row.remove(u"guard_reason"_s);
    if (!guardReason.isEmpty())
        row.insert(u"guard_reason"_s, guardReason);
    return {{u"event"_s, u"project_state"_s}, {u"project"_s, row}};
}

QPushButton *bannerButton(const Screen &screen, const QString &text)
{
    const auto buttons = screen.window.findChild<QWidget *>(u"banner"_s)->findChildren<QPushButton *>();
    const auto it = std::ranges::find_if(buttons, [&](const QPushButton *button) { return button->isVisible() && button->text() == text; });
    return it == buttons.end() ? nullptr : *it;
}

const QString kVanished = u"180 files vanished here and would be deleted in the cloud."_s;

QJsonObject load(const QString &name)
{
    return loadFixture(name);
}
}  // namespace

class FixtureScreensTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Theme::apply(*qApp, Scheme::Light); }

    void everyFixtureDrawsAndAsksForNothingUnknown_data()
    {
        QTest::addColumn<QString>("name");
        const QStringList names = fixtureNames();
        QVERIFY(names.size() > 20);
        for (const QString &name : names)
            QTest::newRow(qPrintable(name)) << name;
    }

    void everyFixtureDrawsAndAsksForNothingUnknown()
    {
        QFETCH(QString, name);
        Screen screen(load(name));
        QTRY_VERIFY(screen.state.overall().known);
        const QJsonObject view = screen.fixture.value(u"view").toObject();
        if (view.value(u"page").toString() == u"folder")
            QTRY_VERIFY(screen.window.files().model().isOpen());
        QTRY_COMPARE(screen.window.findChild<QDialog *>() != nullptr, !view.value(u"dialog").toString().isEmpty());
        const QImage picture = screen.window.grab().toImage();
        QVERIFY(picture.width() >= 700);
        const QJsonObject verbs = screen.fixture.value(u"verbs").toObject();
        for (const QJsonObject &call : screen.backend.called()) {
            const QString verb = call.value(u"verb").toString();
            QVERIFY2(verbs.contains(verb) || verb == u"why", qPrintable(verb));
        }
    }

    void theActivityNamesWhoDidWhatAndIsFiltered()
    {
        Screen screen(load(u"activity.json"_s));
        auto *page = screen.window.findChild<ActivityPage *>();
        JsonTableModel &table = page->table();
        QTRY_COMPARE(table.rowCount(), 9);
        QCOMPARE(table.row(0).value(u"what").toString(), u"data/stations.csv"_s);
        QCOMPARE(table.row(0).value(u"who").toString(), u"You, on lovelace"_s);
        QCOMPARE(table.row(1).value(u"what").toString(), u"1 file up, 1 conflict"_s);
        auto *kind = screen.window.findChild<QComboBox *>(u"activityKind"_s);
        kind->setCurrentIndex(2);  // by others
        QCOMPARE(table.rowCount(), 3);
        kind->setCurrentIndex(3);
        QCOMPARE(table.rowCount(), 2);
        kind->setCurrentIndex(0);
        screen.window.findChild<QComboBox *>(u"activityProject"_s)->setCurrentIndex(2);
        screen.window.findChild<QLineEdit *>(u"activityWords"_s)->setText(u"ROC"_s);
        QCOMPARE(table.rowCount(), 1);
        QCOMPARE(table.row(0).value(u"what").toString(), u"figures/roc.png and 4 more"_s);
        Q_EMIT page->view().activated(table.index(0, 0));
        QVERIFY(screen.window.navigator().place() == Place::folderOf(table.row(0).value(u"key").toString(), "figures"));
    }

    void anUndoIsShownBeforeItIsDone()
    {
        Screen screen(load(u"undo.json"_s));
        const auto undos = [&] {
            QList<bool> dryRuns;
            for (const QJsonObject &call : screen.backend.called()) {
                if (call.value(u"verb").toString() == u"undo")
                    dryRuns.append(call.value(u"args").toObject().value(u"dry_run").toBool());
            }
            return dryRuns;
        };
        QTRY_VERIFY(screen.window.findChild<QTreeView *>(u"undoTable"_s));
        QCOMPARE(screen.window.findChild<QTreeView *>(u"undoTable"_s)->model()->rowCount(), 4);
        QCOMPARE(undos(), QList<bool>{true});
        screen.window.findChild<QPushButton *>(u"undoYes"_s)->click();
        QTRY_COMPARE(undos(), (QList<bool>{true, false}));
    }

    void whatWaitsCanGoFirstAndWhatMovesCanBePaused()
    {
        Screen screen(load(u"queue.json"_s));
        QTRY_VERIFY(screen.window.findChild<QToolButton *>(u"syncFirst"_s));
        screen.window.findChild<QToolButton *>(u"syncFirst"_s)->click();
        QTRY_COMPARE(syncsOf(screen).size(), 1);
        QCOMPARE(syncsOf(screen).first().value(u"projects"), (QJsonArray{u"prj_01930000000070008000000000000003"_s}));
        screen.window.findChild<QToolButton *>(u"pauseTransfer"_s)->click();
        const auto paused = [](const QJsonObject &call) {
            return call.value(u"verb").toString() == u"pause"
                && call.value(u"args").toObject().value(u"project").toString() == u"prj_01930000000070008000000000000001";
        };
        QTRY_VERIFY(std::ranges::any_of(screen.backend.called(), paused));
    }

    void theFileInHandCanBeLeftOutAndTakenAgainAndGoFirst()
    {
        Screen screen(load(u"syncing.json"_s));
        const auto asked = [&] {
            QStringList calls;
            for (const QJsonObject &call : screen.backend.called()) {
                const QJsonObject args = call.value(u"args").toObject();
                const QString verb = call.value(u"verb").toString();
                if (verb == u"first")
                    calls.append(u"first: "_s + args.value(u"path").toString());
                if (verb == u"cancel_file")
                    calls.append(args.value(u"project").toString() + u' ' + args.value(u"path").toString() + (args.value(u"again").toBool() ? u" again"_s : u""_s));
            }
            return calls;
        };
        const QString file = u"prj_01930000000070008000000000000001 stations.csv"_s;
        QTRY_VERIFY(screen.window.findChild<QToolButton *>(u"cancelTransfer"_s));
        auto *cancel = screen.window.findChild<QToolButton *>(u"cancelTransfer"_s);
        QCOMPARE(cancel->accessibleName(), u"Leave out stations.csv"_s);
        cancel->click();
        QTRY_COMPARE(asked(), QStringList{file});
        // In the list, where it is selected.
        QTRY_VERIFY(screen.window.actions().retryFile->isEnabled());
        screen.window.actions().retryFile->trigger();
        screen.window.actions().cancelFile->trigger();
        screen.window.actions().firstFile->trigger();
        QTRY_COMPARE(asked(), (QStringList{file, file + u" again"_s, file, u"first: stations.csv"_s}));
    }

    void everyActionAndButtonHasANameForPeopleAndForTests()
    {
        Screen screen(load(u"syncing.json"_s));
        QTRY_VERIFY(screen.window.files().model().isOpen());
        const auto actions = screen.window.actions().all();
        QVERIFY(actions.size() > 20);
        for (const QAction *action : actions) {
            QVERIFY(!action->objectName().isEmpty());
            QVERIFY2(!action->text().isEmpty(), qPrintable(action->objectName()));
        }
        const auto buttons = screen.window.findChildren<QAbstractButton *>();
        for (const QAbstractButton *button : buttons) {
            if (button->isVisible() && button->focusPolicy() != Qt::NoFocus)
                QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty() || !button->toolTip().isEmpty(),
                         qPrintable(button->objectName()));
        }
    }

    void enterOpensAFolderAndUpSelectsItAgain()
    {
        Screen screen(load(u"folder.json"_s));
        FileView &files = screen.window.files();
        QTRY_COMPARE(files.selected().size(), 1);
        QTest::keyClick(&files.tree(), Qt::Key_Home);
        QCOMPARE(files.current()->row.name, QByteArray("data"));
        QTest::keyClick(&files.tree(), Qt::Key_Return);
        QTRY_COMPARE(files.model().shown().folder, QByteArray("data"));
        QCOMPARE(screen.window.navigator().place().folder, QByteArray("data"));
        screen.window.actions().up->trigger();
        QTRY_COMPARE(files.model().shown().folder, QByteArray());
        QTRY_COMPARE(files.selected().size(), 1);
        QCOMPARE(files.selected().first().row.name, QByteArray("data"));
        screen.window.actions().back->trigger();
        QTRY_COMPARE(files.model().shown().folder, QByteArray("data"));
    }

    void typingFiltersAndEscapeBringsAllBack()
    {
        Screen screen(load(u"folder.json"_s));
        FileView &files = screen.window.files();
        QTRY_VERIFY(files.model().isOpen());
        const int all = files.model().rowCount();
        QTest::keyClicks(&files.tree(), u"re"_s.left(1));
        auto *filter = screen.window.findChild<QLineEdit *>(u"filterEdit"_s);
        QCOMPARE(filter->text(), u"r"_s);
        filter->setText(u"readme"_s);
        QTRY_COMPARE(files.model().rowCount(), 1);
        QTest::keyClick(filter, Qt::Key_Escape);
        QTRY_COMPARE(files.model().rowCount(), all);
    }

    void aTypedPathLeadsThere()
    {
        Screen screen(load(u"folder.json"_s));
        QTRY_VERIFY(screen.window.files().model().isOpen());
        auto *path = screen.window.findChild<PathBar *>();
        screen.window.actions().editPath->trigger();
        auto *edit = path->findChild<QLineEdit *>(u"pathEdit"_s);
        edit->setText(u"vision-v2/images/"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_COMPARE(screen.window.files().model().shown().folder, QByteArray("images"));
        QCOMPARE(screen.window.files().model().rowCount(), 100'000);
    }

    void deleteInTheSidebarDeletesNothing()
    {
        Screen screen(load(u"folder.json"_s));
        QTRY_COMPARE(screen.window.files().selected().size(), 1);
        QSignalSpy triggered(screen.window.actions().trash, &QAction::triggered);
        auto *sidebar = screen.window.findChild<QWidget *>(u"sidebar"_s);
        screen.window.activateWindow();
        sidebar->setFocus();
        QTest::keyClick(sidebar, Qt::Key_Delete);
        QTest::keyClick(&screen.window, Qt::Key_Delete);
        QCOMPARE(triggered.size(), 0);
    }

    void aHeldGuardIsAskedAboutAndYesIsSentOnlyThen()
    {
        Screen screen(load(u"guard.json"_s));
        QTRY_VERIFY(screen.window.findChild<QDialog *>(u"guardDialog"_s));
        QCOMPARE(syncsOf(screen).size(), 1);
        QVERIFY(!syncsOf(screen).first().contains(u"yes"));
        screen.window.findChild<QPushButton *>(u"guardYes"_s)->click();
        QCOMPARE(syncsOf(screen).size(), 2);
        QVERIFY(syncsOf(screen).last().value(u"yes").toBool());
    }

    void aProjectThatWaitsForAYesSaysSoUntilItIsGiven()
    {
        Screen screen(load(u"guard-waiting.json"_s));
        QTRY_VERIFY(screen.window.bannerText().contains(kVanished));
        QVERIFY(screen.window.findChild<QWidget *>(u"banner"_s)->accessibleName().contains(kVanished));
        QVERIFY(syncsOf(screen).isEmpty());
        QPushButton *allow = bannerButton(screen, u"Allow deleting"_s);
        QVERIFY(allow);
        allow->click();
        QCOMPARE(syncsOf(screen).size(), 1);
        QVERIFY(syncsOf(screen).first().value(u"yes").toBool());
        QCOMPARE(syncsOf(screen).first().value(u"projects").toArray(), QJsonArray{screen.state.projects().at(1).localId});
        QCOMPARE(screen.window.bannerText(), QString());  // nobody is asked twice
        screen.backend.say(projectSaid(screen, u"synced"_s));
        QCOMPARE(screen.window.bannerText(), QString());
        QVERIFY(!screen.window.findChild<QDialog *>());
    }

    void theBannerGoesWhenAnotherSyncNeedsNoYes()
    {
        Screen screen(load(u"guard-waiting.json"_s));
        QTRY_VERIFY(screen.window.bannerText().contains(kVanished));
        screen.backend.say(projectSaid(screen, u"synced"_s));
        QCOMPARE(screen.window.bannerText(), QString());
        screen.backend.say(projectSaid(screen, u"waiting"_s));  // to sync, as after any edit
        QCOMPARE(screen.window.bannerText(), QString());
    }

    void theListOfWhatWaitsComesWithoutASync()
    {
        Screen screen(load(u"guard-waiting.json"_s));
        QTRY_VERIFY(bannerButton(screen, u"Show the list…"_s));
        bannerButton(screen, u"Show the list…"_s)->click();
        screen.backend.say(projectSaid(screen, u"syncing"_s));  // so the engine looks
        QVERIFY(screen.window.bannerText().contains(kVanished));
        bannerButton(screen, u"Show the list…"_s)->click();
        QTRY_VERIFY(screen.window.findChild<QDialog *>(u"guardDialog"_s));
        screen.backend.say(projectSaid(screen, u"waiting"_s, kVanished));
        QCOMPARE(syncsOf(screen).size(), 1);
        QVERIFY(syncsOf(screen).first().value(u"dry_run").toBool());
        QVERIFY(!syncsOf(screen).first().contains(u"yes"));
        auto *table = screen.window.findChild<QTreeView *>(u"planTable"_s);
        QCOMPARE(table->model()->rowCount(), 180);
        screen.window.findChild<QPushButton *>(u"guardNo"_s)->click();
        QCOMPARE(syncsOf(screen).size(), 1);
        QVERIFY(screen.window.bannerText().contains(kVanished));
    }

    void aListWithNothingToAllowIsJustSynced()
    {
        QJsonObject fixture = load(u"guard-waiting.json"_s);
        QJsonObject verbs = fixture.value(u"verbs").toObject();
        verbs.insert(u"sync"_s, QJsonObject{{u"equal"_s, true}, {u"rows"_s, QJsonArray{QJsonObject{{u"guard_holds"_s, false}}}}});
        fixture.insert(u"verbs"_s, verbs);
        Screen screen(fixture);
        QTRY_VERIFY(bannerButton(screen, u"Show the list…"_s));
        bannerButton(screen, u"Show the list…"_s)->click();
        QTRY_COMPARE(syncsOf(screen).size(), 2);
        QVERIFY(!syncsOf(screen).last().contains(u"yes"));
        QVERIFY(!syncsOf(screen).last().contains(u"dry_run"));
        QVERIFY(!screen.window.findChild<QDialog *>());
    }

    void whatIsPutOffComesAgainWhenTheEngineSaysSomethingElse()
    {
        Screen screen(load(u"guard-waiting.json"_s));
        QTRY_VERIFY(bannerButton(screen, u"Later"_s));
        bannerButton(screen, u"Later"_s)->click();
        QCOMPARE(screen.window.bannerText(), QString());
        screen.backend.say(projectSaid(screen, u"waiting"_s, kVanished));
        QCOMPARE(screen.window.bannerText(), QString());
        screen.backend.say(projectSaid(screen, u"waiting"_s, u"The cloud asks to delete 300 files here."_s));
        QVERIFY(screen.window.bannerText().contains(u"300 files here"));
        screen.backend.say(projectSaid(screen, u"synced"_s));
        screen.backend.say(projectSaid(screen, u"waiting"_s, kVanished));
        QVERIFY(screen.window.bannerText().contains(kVanished));
        QVERIFY(syncsOf(screen).isEmpty());
    }

    void theBannerIsReachedAndPressedByKeys()
    {
        Screen screen(load(u"guard-waiting.json"_s));
        QTRY_VERIFY(screen.window.files().model().isOpen());
        QTRY_VERIFY(bannerButton(screen, u"Later"_s));
        screen.window.activateWindow();
        QWidget *sidebar = screen.window.findChild<QWidget *>(u"sidebar"_s);
        sidebar->setFocus();
        QStringList met;
        for (int i = 0; i < 12 && met.size() < 3; ++i) {
            QTest::keyClick(screen.window.focusWidget(), Qt::Key_Tab);
            if (auto *button = qobject_cast<QPushButton *>(screen.window.focusWidget()))
                met.append(button->text());
        }
        QCOMPARE(met, (QStringList{u"Show the list…"_s, u"Allow deleting"_s, u"Later"_s}));
        screen.backend.say(projectSaid(screen, u"waiting"_s, kVanished));  // what is said again takes no focus away
        QCOMPARE(screen.window.focusWidget(), bannerButton(screen, u"Later"_s));
        QTest::keyClick(screen.window.focusWidget(), Qt::Key_Space);
        QCOMPARE(screen.window.bannerText(), QString());
    }

    void keepingAVersionIsAskedOfTheEngine()
    {
        Screen screen(load(u"conflicts.json"_s));
        auto *keep = screen.window.findChild<QPushButton *>(u"keepMine"_s);
        QTRY_VERIFY(keep->isVisible());
        keep->click();
        const auto &calls = screen.backend.called();
        const auto resolve = std::ranges::find_if(
            calls, [](const QJsonObject &call) { return call.value(u"verb").toString() == u"resolve"; });
        QVERIFY(resolve != calls.end());
        const QJsonObject args = resolve->value(u"args").toObject();
        QCOMPARE(args.value(u"keep").toString(), u"mine"_s);
        QCOMPARE(args.value(u"path").toString(), u"notebooks/explore.ipynb"_s);
    }

    void signedOutTheWindowSaysSo()
    {
        Screen screen(load(u"signed-out.json"_s));
        QTRY_VERIFY(screen.window.bannerText().contains(u"not signed in"));
        QVERIFY(!screen.window.actions().syncNow->isEnabled());
        QVERIFY(screen.window.actions().syncNow->toolTip().contains(u"not signed in"));
    }

    void aLinkGivenBeforeTheProjectsAreKnownLeadsThere()
    {
        const QJsonObject fixture = load(u"base.json"_s);
        FixtureBackend backend(fixture);
        ListingReader reader(std::make_shared<FixtureListing>(fixture));
        ServiceState state(backend);
        MainWindow window(state, reader);
        window.show();
        QVERIFY(state.projects().isEmpty());
        window.openUri(u"tideline://open/climate/notebooks"_s);
        backend.start();
        QTRY_VERIFY(window.windowTitle().contains(u"notebooks"));
    }

    void withoutATrayClosingEndsAndWithOneItHides()
    {
        Screen screen(load(u"folder.json"_s));
        QSignalSpy closed(&screen.window, &MainWindow::closed);
        screen.window.setCloseHides(true);
        screen.window.close();
        QCOMPARE(closed.size(), 0);
        QVERIFY(!screen.window.isVisible());
        screen.window.raiseWindow();
        QVERIFY(screen.window.isVisible());
        screen.window.setCloseHides(false);
        screen.window.close();
        QCOMPARE(closed.size(), 1);
    }
};

QTEST_MAIN(FixtureScreensTest)
#include "fixture_screens_test.moc"
