#include "core/sync/service/state_text.h"

#include "core/sync/service/entry_view.h"

#include <QDateTime>
#include <QTest>

using namespace tideline;
using namespace tideline::sync;

class StateTextTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachStateHasASentence_data()
    {
        QTest::addColumn<StateFacts>("facts");
        QTest::addColumn<QString>("text");
        Progress up{.phase = Progress::Phase::Uploading, .filesDone = 2, .filesTotal = 9, .bytesDone = 0, .bytesTotal = 0, .path = {}};
        // clang-format off
        QTest::newRow("rest")      << StateFacts{SyncState::Synced, {}, {}, 0, 0, {}}            << u"Up to date"_s;
        QTest::newRow("upload")    << StateFacts{SyncState::Syncing, up, {}, 0, 0, {}}           << u"Uploading 3 of 9 files"_s;
        Progress in{.phase = Progress::Phase::Pulling, .filesDone = 1, .filesTotal = 0, .bytesDone = 0, .bytesTotal = 0, .path = {}};
        QTest::newRow("a pull")    << StateFacts{SyncState::Syncing, in, {}, 0, 0, {}}           << u"Bringing in 1 change"_s;
        QTest::newRow("a look")    << StateFacts{SyncState::Syncing, Progress{}, {}, 0, 0, {}}   << u"Looking for changes"_s;
        QTest::newRow("conflict")  << StateFacts{SyncState::Conflict, {}, {}, 1, 0, {}}          << u"1 conflict for you to look at"_s;
        QTest::newRow("conflicts") << StateFacts{SyncState::Conflict, {}, {}, 3, 0, {}}          << u"3 conflicts for you to look at"_s;
        QTest::newRow("guard")     << StateFacts{SyncState::Waiting, {}, {}, 0, 0, u"700 files vanished"_s} << u"Waits for your yes: 700 files vanished"_s;
        QTest::newRow("stopped")   << StateFacts{SyncState::Waiting, {}, {}, 0, 0, {}, {}, {}, 1} << u"1 file is left out: you stopped it"_s;
        QTest::newRow("some stopped") << StateFacts{SyncState::Waiting, {}, {}, 0, 0, {}, {}, {}, 2} << u"2 files are left out: you stopped them"_s;
        QTest::newRow("a pause")   << StateFacts{SyncState::Paused, {}, {}, 0, 0, {}}            << u"Paused"_s;
        QTest::newRow("for a time") << StateFacts{SyncState::Paused, {}, {}, 0, 0, {}, {}, u"14:30"_s} << u"Paused until 14:30"_s;
        QTest::newRow("unwatched") << StateFacts{SyncState::Synced, {}, {}, 0, 0, {}, u"No watch is left."_s} << u"Up to date, looked at once a minute: No watch is left"_s;
        QTest::newRow("files")     << StateFacts{SyncState::Error, {}, {}, 0, 2, {}}             << u"2 files cannot be synced"_s;
        QTest::newRow("error")     << StateFacts{SyncState::Error, {}, Error{Error::Kind::DiskFull, u"The disk is full."_s, {}, {}}, 0, 0, {}} << u"The disk is full"_s;
        // clang-format on
    }
    void eachStateHasASentence()
    {
        QFETCH(StateFacts, facts);
        QFETCH(QString, text);
        QCOMPARE(stateText(facts), text);
    }

    void aPausesEndHasItsDayUnlessThatIsToday()
    {
        const auto at = [](int day, int hour, int minute) { return QDateTime({2026, 12, day}, {hour, minute}).toMSecsSinceEpoch(); };
        QCOMPARE(untilText(0, at(1, 9, 0)), QString());
        QCOMPARE(untilText(at(1, 14, 30), at(1, 9, 0)), u"14:30"_s);
        QCOMPARE(untilText(at(2, 8, 0), at(1, 23, 0)), u"Wed 2 Dec 08:00"_s);
    }

    void theGravestStateIsShownForAll()
    {
        const StateFacts synced{SyncState::Synced, {}, {}, 0, 0, {}}, paused{SyncState::Paused, {}, {}, 0, 0, {}},
            conflict{SyncState::Conflict, {}, {}, 1, 0, {}}, error{SyncState::Error, {}, {}, 0, 1, {}};
        QCOMPARE(toString(overallState({synced, conflict}, true, false, true).state), u"conflict"_s);
        QCOMPARE(toString(overallState({error, conflict}, true, false, true).state), u"error"_s);
        QCOMPARE(toString(overallState({synced, paused}, true, false, true).state), u"synced"_s);
        QCOMPARE(toString(overallState({paused}, true, false, true).state), u"paused"_s);
        QCOMPARE(toString(overallState({synced}, true, false, false).state), u"offline"_s);
        QCOMPARE(toString(overallState({synced}, true, true, true).state), u"paused"_s);
        QCOMPARE(overallState({synced}, true, true, true, u"14:30"_s).text, u"Paused until 14:30"_s);
        QCOMPARE(overallState({error, error}, true, false, true).text, u"2 projects have errors"_s);
        QCOMPARE(overallState({}, false, false, true).text, u"Not signed in"_s);
    }

    void aLookThatFindsNothingDoesNotHideThatAFileWasStopped()
    {
        const ProjectBoard board(systemClock());
        ProjectStatus looks;
        looks.running = true;
        QCOMPARE(toString(board.facts(looks).state), u"syncing"_s);
        looks.stopped = 1;
        QCOMPARE(toString(board.facts(looks).state), u"waiting"_s);
        looks.moves = true;
        QCOMPARE(toString(board.facts(looks).state), u"syncing"_s);
    }

    void aStoppedFileWaitsWhateverElseIsSynced()
    {
        EntryView view;
        view.remote = Node{};
        QCOMPARE(toString(stateOf(view, SyncState::Syncing)), u"syncing"_s);
        view.problem = u"stopped"_s;
        QCOMPARE(toString(stateOf(view, SyncState::Syncing)), u"waiting"_s);
        QCOMPARE(toString(stateOf(view, SyncState::Paused)), u"paused"_s);
    }
};

QTEST_GUILESS_MAIN(StateTextTest)
#include "state_text_test.moc"
