#include "ui/dialogs/quit_question.h"
#include "ui/fixture_backend.h"
#include "ui/tray/tray.h"

#include <QFile>
#include <QJsonArray>
#include <QMessageBox>
#include <QPushButton>
#include <QSet>
#include <QSignalSpy>
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
        QTRY_VERIFY(texts(tray).filter(u"climate: 3 files up"_s).size() == 1);
        QVERIFY(tray.shown() == TrayState::Syncing);
        QVERIFY2(!tray.isLive(), "without a tray the window must not hide");
    }

    void theMenuShowsWhatIsMovedAndWhatNeedsTheUser()
    {
        const QJsonObject waits{{u"project"_s, u"a & b"_s}, {u"local_id"_s, u"1"_s}, {u"path"_s, u"/a"_s}, {u"state"_s, u"waiting"_s},
                                {u"guard_reason"_s, u"700 files would go"_s}, {u"conflicts"_s, 2}};
        FixtureBackend backend({{u"verbs"_s, QJsonObject{{u"status"_s, QJsonObject{{u"state"_s, u"syncing"_s}, {u"text"_s, u"x"_s}, {u"projects"_s, QJsonArray{waits}}}}}}});
        ServiceState state(backend);
        Tray tray(state);
        backend.start();
        QTRY_COMPARE(texts(tray).filter(u"2 conflicts: resolve…"_s).size(), 1);
        QCOMPARE(texts(tray).filter(u"a && b waits for your yes"_s).size(), 1);
        QSignalSpy projects(&tray.menu(), &TrayMenu::projectAsked), conflicts(&tray.menu(), &TrayMenu::conflictsAsked);
        for (QAction *action : tray.menu().actions()) {
            if (action->objectName() == u"trayNeed" && action->isVisible())
                action->trigger();
        }
        QCOMPARE(projects.value(0).value(0).toString(), u"1"_s);
        QCOMPARE(conflicts.size(), 1);
        for (int i = 0; i < 5; ++i) {
            backend.say({{u"event"_s, u"transfer"_s}, {u"local_id"_s, QString::number(i)}, {u"project"_s, u"p"_s}, {u"path"_s, u"f%1"_s.arg(i)},
                         {u"direction"_s, u"up"_s}, {u"files_total"_s, 2}, {u"bytes_done"_s, 62}, {u"bytes_total"_s, 100}, {u"seconds_left"_s, 100}});
        }
        QCOMPARE(texts(tray).filter(u"f0  62 %  2 min left"_s).size(), 1);
        QCOMPARE(texts(tray).filter(u"3 more transfers"_s).size(), 1);
    }

    void aPauseIsForATimeOrUntilOneResumes()
    {
        QJsonObject status{{u"state"_s, u"synced"_s}};
        FixtureBackend backend({{u"verbs"_s, QJsonObject{{u"status"_s, status}}}});
        ServiceState state(backend);
        Tray tray(state);
        backend.start();
        QSignalSpy pauses(&tray.menu(), &TrayMenu::pauseAsked), resumes(&tray.menu(), &TrayMenu::resumeAsked);
        for (const char *name : {"pauseHour", "pauseTomorrow", "pauseForever"})
            tray.menu().findChild<QAction *>(QString::fromLatin1(name))->trigger();
        QCOMPARE(pauses.size(), 3);
        const qint64 inMs = pauses[0][0].toLongLong() - QDateTime::currentMSecsSinceEpoch();
        QVERIFY(inMs > 3'590'000 && inMs <= 3'600'000);
        QCOMPARE(QDateTime::fromMSecsSinceEpoch(pauses[1][0].toLongLong()).time(), QTime(8, 0));
        QCOMPARE(pauses[2][0].toLongLong(), 0);
        QVERIFY(!texts(tray).contains(u"Resume syncing"_s));
        backend.say({{u"event"_s, u"state"_s}, {u"state"_s, u"paused"_s}, {u"text"_s, u"Paused until 14:30"_s}, {u"paused"_s, true}});
        QCOMPARE(tray.menu().actions().first()->text(), u"Paused until 14:30"_s);
        QVERIFY(!texts(tray).contains(u"Pause syncing"_s));
        for (QAction *action : tray.menu().actions()) {
            if (action->objectName() == u"trayResume")
                action->trigger();
        }
        QCOMPARE(resumes.size(), 1);
    }

    void aMeteredNetworkSaysSoAndOneCanSyncAnyway()
    {
        FixtureBackend backend({{u"verbs"_s, QJsonObject{{u"status"_s, QJsonObject{{u"state"_s, u"synced"_s}}}}}});
        ServiceState state(backend);
        Tray tray(state);
        backend.start();
        QVERIFY(!texts(tray).contains(u"Sync anyway"_s));
        const QString sentence = u"Waiting: this network is metered"_s;
        backend.say({{u"event"_s, u"state"_s}, {u"state"_s, u"waiting"_s}, {u"text"_s, sentence}, {u"metered"_s, true}});
        QCOMPARE(tray.menu().actions().first()->text(), sentence);
        QVERIFY(texts(tray).contains(u"Sync anyway"_s));
        QCOMPARE(toString(trayStateOf(state.overall(), 0)), u"paused"_s);
        QSignalSpy resumes(&tray.menu(), &TrayMenu::resumeAsked);
        for (QAction *action : tray.menu().actions()) {
            if (action->objectName() == u"trayResume")
                action->trigger();
        }
        QCOMPARE(resumes.size(), 1);
    }

    void quittingAsksOnlyWhenUploadsAreNotFinished()
    {
        const QJsonObject here{{u"project"_s, u"b"_s}, {u"local_id"_s, u"here"_s}, {u"path"_s, u"/b"_s}, {u"state"_s, u"synced"_s}};
        FixtureBackend backend({{u"verbs"_s, QJsonObject{{u"status"_s, QJsonObject{{u"state"_s, u"syncing"_s}, {u"projects"_s, QJsonArray{here}}}}}}});
        ServiceState state(backend);
        QWidget window;
        QuitQuestion question(state, window);
        QSignalSpy quits(&question, &QuitQuestion::quit);
        backend.start();
        QTRY_VERIFY(state.overall().known);
        question.setOwnsEngine(true);
        question.ask();
        QCOMPARE(quits.size(), 1);
        const auto transfer = [](int done) {
            return QJsonObject{{u"event"_s, u"transfer"_s}, {u"local_id"_s, u"1"_s}, {u"project"_s, u"climate"_s}, {u"direction"_s, u"up"_s},
                               {u"files_done"_s, done}, {u"files_total"_s, 3}, {u"finished"_s, done == 3}};
        };
        backend.say(transfer(1));
        QCOMPARE(question.unfinished(), u"2 files of “climate” are not in the cloud yet."_s);
        question.setOwnsEngine(false);
        QVERIFY2(question.unfinished().isEmpty(), "another process goes on with it");
        question.setOwnsEngine(true);
        backend.say({{u"event"_s, u"transfer"_s}, {u"local_id"_s, u"1"_s}, {u"direction"_s, u"up"_s}, {u"finished"_s, true}});
        QVERIFY(question.unfinished().isEmpty());
        for (const auto &[phase, waits] : {std::pair(u"planning"_s, true), std::pair(u"downloading"_s, false)}) {
            backend.say({{u"event"_s, u"progress"_s}, {u"local_id"_s, u"here"_s}, {u"phase"_s, phase}});
            QCOMPARE(!question.unfinished().isEmpty(), waits);
        }
        backend.say(transfer(1));
        question.ask();
        QCOMPARE(quits.size(), 1);
        auto *box = window.findChild<QMessageBox *>(u"quitQuestion"_s);
        QVERIFY(box && box->isVisible());
        box->findChild<QPushButton *>(u"quitFinish"_s)->click();
        QVERIFY(box->isVisible());
        backend.say(transfer(2));
        QCOMPARE(quits.size(), 1);
        backend.say(transfer(3));
        QCOMPARE(quits.size(), 2);
        box->findChild<QPushButton *>(u"quitCancel"_s)->click();
        backend.say(transfer(1));
        question.ask();
        QCOMPARE(quits.size(), 2);
        QTRY_COMPARE(window.findChildren<QMessageBox *>(u"quitQuestion"_s).size(), 1);
        window.findChild<QMessageBox *>(u"quitQuestion"_s)->findChild<QPushButton *>(u"quitNow"_s)->click();
        QCOMPARE(quits.size(), 3);
    }

private:
    /// What can be seen in the menu.
    static QStringList texts(Tray &tray)
    {
        QStringList shown;
        for (const QAction *action : tray.menu().actions()) {
            if (action->isVisible())
                shown.append(action->text());
        }
        return shown;
    }
};

QTEST_MAIN(TrayStateTest)
#include "tray_state_test.moc"
