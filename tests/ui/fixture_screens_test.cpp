#include "ui/fixture_backend.h"
#include "ui/fixture_view.h"
#include "ui/main_window.h"
#include "ui/theme/theme.h"
#include "ui/views/entry_tree.h"
#include "ui/views/file_view.h"
#include "ui/views/path_bar.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace tideline;
using namespace tideline::ui;

namespace {
/// A window on a fixture, as app/desktop builds it.
struct Screen {
    explicit Screen(const QJsonObject &read)
        : fixture(read)
        , backend(read)
        , reader(std::make_shared<FixtureListing>(read))
        , state(backend)
        , window(state, reader)
    {
        backend.start();
        window.show();
        applyFixtureView(window, fixture);
    }
    QJsonObject fixture;
    FixtureBackend backend;
    ListingReader reader;
    ServiceState state;
    MainWindow window;
};

QJsonObject load(const QString &name)
{
    const auto fixture = FixtureBackend::read(qEnvironmentVariable("TIDELINE_SOURCE") + u"/tests/ui/fixtures/"_s + name);
    if (!fixture)
        qFatal("%s", qPrintable(toText(fixture.error())));
    return *fixture;
}
}  // namespace

class FixtureScreensTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Theme::apply(*qApp, Scheme::Light); }

    void everyFixtureDrawsAndAsksForNothingUnknown_data()
    {
        QTest::addColumn<QString>("name");
        const QDir folder(qEnvironmentVariable("TIDELINE_SOURCE") + u"/tests/ui/fixtures"_s);
        const QStringList names = folder.entryList({u"*.json"_s});
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
        const auto syncs = [&] {
            QList<QJsonObject> list;
            for (const QJsonObject &call : screen.backend.called()) {
                if (call.value(u"verb").toString() == u"sync")
                    list.append(call.value(u"args").toObject());
            }
            return list;
        };
        QCOMPARE(syncs().size(), 1);
        QVERIFY(!syncs().first().contains(u"yes"));
        screen.window.findChild<QPushButton *>(u"guardYes"_s)->click();
        QCOMPARE(syncs().size(), 2);
        QVERIFY(syncs().last().value(u"yes").toBool());
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
