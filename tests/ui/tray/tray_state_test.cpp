#include "ui/fixture_backend.h"
#include "ui/tray/tray.h"

#include <QFile>
#include <QJsonArray>
#include <QSet>
#include <QTest>

using namespace tideline;
using namespace tideline::ui;

class TrayStateTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachStateHasItsIcon_data()
    {
        QTest::addColumn<SyncState>("state");
        QTest::addColumn<bool>("signedIn");
        QTest::addColumn<bool>("paused");
        QTest::addColumn<int>("conflicts");
        QTest::addColumn<TrayState>("expected");
        // clang-format off
        QTest::newRow("all is synced")                    << SyncState::Synced     << true  << false << 0 << TrayState::Idle;
        QTest::newRow("something moves")                  << SyncState::Syncing    << true  << false << 0 << TrayState::Syncing;
        QTest::newRow("the user paused")                  << SyncState::Syncing    << true  << true  << 0 << TrayState::Paused;
        QTest::newRow("the engine says paused")           << SyncState::Paused     << true  << false << 0 << TrayState::Paused;
        QTest::newRow("no network")                       << SyncState::Offline    << true  << false << 0 << TrayState::Offline;
        QTest::newRow("a conflict waits")                 << SyncState::Conflict   << true  << false << 1 << TrayState::Conflict;
        QTest::newRow("a conflict outweighs syncing")     << SyncState::Syncing    << true  << false << 1 << TrayState::Conflict;
        QTest::newRow("an error outweighs a conflict")    << SyncState::Error      << true  << false << 1 << TrayState::Error;
        QTest::newRow("offline hides a conflict")         << SyncState::Offline    << true  << false << 1 << TrayState::Offline;
        QTest::newRow("signed out")                       << SyncState::Synced     << false << false << 0 << TrayState::Offline;
        QTest::newRow("a short wait is no alarm")         << SyncState::Waiting    << true  << false << 0 << TrayState::Idle;
        QTest::newRow("only in the cloud is idle")        << SyncState::OnlineOnly << true  << false << 0 << TrayState::Idle;
        // clang-format on
    }

    void eachStateHasItsIcon()
    {
        QFETCH(SyncState, state);
        QFETCH(bool, signedIn);
        QFETCH(bool, paused);
        QFETCH(int, conflicts);
        QFETCH(TrayState, expected);
        Overall overall;
        overall.state = state;
        overall.signedIn = signedIn;
        overall.paused = paused;
        QVERIFY(trayStateOf(overall, conflicts) == expected);
    }

    void everyIconIsDrawnForEachSizeAndDiffersFromTheOthers()
    {
        for (const int size : {16, 22, 32}) {
            QSet<QByteArray> seen;
            for (const auto state : {TrayState::Idle, TrayState::Syncing, TrayState::Paused, TrayState::Offline,
                                     TrayState::Conflict, TrayState::Error}) {
                QVERIFY(QFile::exists(u":/icons/tray/%1-%2.svg"_s.arg(ui::toString(state)).arg(size)));
                const QImage image = trayIcon(state).pixmap(size, size).toImage();
                QCOMPARE(image.size(), QSize(size, size));
                QVERIFY(qAlpha(image.pixel(size / 2, size / 2)) > 0);
                const QByteArray bytes(reinterpret_cast<const char *>(image.constBits()), image.sizeInBytes());
                QVERIFY(!seen.contains(bytes));
                seen.insert(bytes);
            }
        }
    }

    void theMenuBeginsWithTheSentenceAndShowsTheLastChanges()
    {
        const QJsonObject activity{{u"project"_s, u"climate"_s}, {u"uploaded"_s, 3}, {u"at_ms"_s, 1'700'000'000'000.0}};
        FixtureBackend backend({{u"verbs"_s,
                                 QJsonObject{{u"status"_s,
                                              QJsonObject{{u"state"_s, u"syncing"_s}, {u"text"_s, u"Syncing 3 files"_s}, {u"online"_s, true}}},
                                             {u"activity"_s, QJsonObject{{u"rows"_s, QJsonArray{activity}}}}}}});
        ServiceState state(backend);
        Tray tray(state);
        backend.start();
        QTRY_COMPARE(tray.menu().actions().first()->text(), u"Syncing 3 files"_s);
        QTRY_VERIFY(tray.findChild<QAction *>(u"trayRecent"_s));
        QVERIFY(tray.findChild<QAction *>(u"trayRecent"_s)->text().startsWith(u"climate: 3 files up"));
        QVERIFY(tray.shown() == TrayState::Syncing);
        QVERIFY2(!tray.isLive(), "without a tray the window must not hide");
    }

    void pauseInTheMenuAsksForTheOppositeOfNow()
    {
        FixtureBackend backend({{u"verbs"_s, QJsonObject{{u"status"_s, QJsonObject{{u"state"_s, u"paused"_s}, {u"paused"_s, true}}}}}});
        ServiceState state(backend);
        Tray tray(state);
        backend.start();
        QTRY_VERIFY(state.overall().paused);
        std::optional<bool> asked;
        connect(&tray, &Tray::pauseAsked, this, [&](bool pause) { asked = pause; });
        const auto actions = tray.menu().actions();
        for (QAction *action : actions) {
            if (action->objectName() == u"trayPause")
                action->trigger();
        }
        QCOMPARE(asked, std::optional<bool>(false));
    }
};

QTEST_MAIN(TrayStateTest)
#include "tray_state_test.moc"
