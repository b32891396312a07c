// Where the window is and what has the focus, with an engine that answers by and by.
#include "listing_double.h"
#include "ui/fixture_backend.h"
#include "ui/main_window.h"
#include "ui/models/listing_reader.h"
#include "ui/service_state.h"
#include "ui/views/file_view.h"

#include <QAbstractItemView>
#include <QHash>
#include <QJsonArray>
#include <QMenu>
#include <QTest>

using namespace tideline;
using namespace tideline::ui;

namespace {

QJsonObject fixture()
{
    const QJsonObject row{{u"project"_s, u"field-study"_s}, {u"id"_s, u"prj_019b0000000070008000000000000001"_s},
                          {u"local_id"_s, u"prj_019b0000000070008000000000000002"_s}, {u"path"_s, u"/home/me/field-study"_s},
                          {u"where"_s, u"both"_s}, {u"state"_s, u"synced"_s}};
    return {{u"verbs"_s, QJsonObject{{u"status"_s, QJsonObject{{u"state"_s, u"synced"_s}, {u"signed_in"_s, true}, {u"projects"_s, QJsonArray{row}}}},
                                     {u"projects"_s, QJsonObject{{u"rows"_s, QJsonArray{row}}, {u"online"_s, true}}}}}};
}

/// The window, as it is before anything is known of the projects.
struct Shown {
    Shown()
    {
        window.show();
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window) || !QTest::qWaitFor([this] { return sidebar()->hasFocus(); }))
            qFatal("the window has no focus");
    }
    QAbstractItemView *sidebar() { return window.findChild<QAbstractItemView *>(u"sidebar"_s); }
    QAbstractItemView &list() { return window.files().view(); }
    QList<QByteArray> selected()
    {
        QList<QByteArray> names;
        for (const FileView::Entry &entry : window.files().selected())
            names.append(entry.row.name);
        return names;
    }

    FixtureBackend backend{fixture()};
    ListingReader reader{std::make_shared<ListingDouble>(5)};
    ServiceState state{backend};
    MainWindow window{state, reader};
};

}  // namespace

class MainWindowTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whoIsNoOwnerIsToldWhyAProjectIsNotSharedByLink()
    {
        Shown shown;
        shown.backend.start();
        auto *sidebar = shown.sidebar();
        const auto named = [sidebar] { return sidebar->model()->match(sidebar->model()->index(0, 0), Qt::DisplayRole, u"field-study"_s, 1, Qt::MatchExactly | Qt::MatchRecursive); };
        QTRY_VERIFY(!named().isEmpty());
        Q_EMIT sidebar->customContextMenuRequested(sidebar->visualRect(named().first()).center());
        const auto *menu = shown.window.findChild<QMenu *>(u"projectMenu"_s);
        QVERIFY(menu);
        const auto *link = menu->findChild<QAction *>(u"shareProjectByLink"_s);
        QVERIFY(!link->isEnabled());
        QVERIFY2(link->toolTip().contains(u"only an owner"), qPrintable(link->toolTip()));
    }

    void keysGoToTheListOfTheProjectThatTheWindowWasOpenedOn()
    {
        Shown shown;
        shown.window.openUri(u"tideline://open/field-study"_s);
        shown.backend.start();
        QTRY_VERIFY(shown.list().isVisible());
        QVERIFY(shown.list().hasFocus());
    }

    void theFirstKeyInAFolderSelectsTheFirstEntry_data()
    {
        QTest::addColumn<Qt::Key>("key");
        QTest::newRow("Down") << Qt::Key_Down;
        QTest::newRow("Home") << Qt::Key_Home;
    }
    void theFirstKeyInAFolderSelectsTheFirstEntry()
    {
        QFETCH(Qt::Key, key);
        Shown shown;
        shown.window.openUri(u"tideline://open/field-study"_s);
        shown.backend.start();
        QTRY_VERIFY(shown.window.files().model().rowCount() == 5);
        QVERIFY(shown.window.files().selected().isEmpty());
        QTest::keyClick(&shown.list(), key);
        QCOMPARE(shown.selected(), QList<QByteArray>{"file_000000"});
        QTest::keyClick(&shown.list(), Qt::Key_Down);
        QCOMPARE(shown.selected(), QList<QByteArray>{"file_000001"});
    }

    void noTwoActionsHaveOneKey()
    {
        Shown shown;
        QHash<QKeySequence, QString> held;
        for (const QAction *action : shown.window.actions().all()) {
            for (const QKeySequence &key : action->shortcuts()) {
                QVERIFY2(!held.contains(key), qPrintable(u"%1: %2 and %3"_s.arg(key.toString(), held.value(key), action->objectName())));
                held.insert(key, action->objectName());
            }
        }
    }

    void oneWhoGoesThroughTheSidebarByKeysStaysThere()
    {
        Shown shown;
        shown.backend.start();
        QTRY_COMPARE(shown.state.projects().size(), 1);
        QTest::keyClick(shown.sidebar(), Qt::Key_End);
        QTRY_VERIFY(shown.list().isVisible());
        QVERIFY(shown.sidebar()->hasFocus());
    }
};

QTEST_MAIN(MainWindowTest)
#include "main_window_test.moc"
