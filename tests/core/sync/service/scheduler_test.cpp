#include "core/base/clock.h"
#include "core/sync/service/scheduler.h"

#include <QTest>

using namespace tideline;
using namespace tideline::sync;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

RelativePath path(const char *text)
{
    return *RelativePath::parse(QByteArrayView(text));
}

}  // namespace

class SchedulerTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_random = std::make_unique<SeededRandom>(7);
        m_scheduler = std::make_unique<Scheduler>(*m_random, Scheduler::Timing{});
        m_a = ProjectId::make(systemClock(), *m_random);
        m_b = ProjectId::make(systemClock(), *m_random);
        m_scheduler->add(m_a, minutes(60));
        m_scheduler->add(m_b, minutes(60));
    }

    void nothingToldIsNothingToDo()
    {
        QVERIFY(!m_scheduler->take(minutes(1)));
        QCOMPARE(m_scheduler->nextWake()->count(), Moment(minutes(60)).count());
    }

    void aLocalChangeIsDueAtOnce()
    {
        m_scheduler->localChanged(m_a, {path("x"), path("y")}, seconds(5));
        QVERIFY(*m_scheduler->nextWake() <= Moment(seconds(5)));
        const auto job = m_scheduler->take(seconds(5));
        QVERIFY(job);
        QVERIFY(job->project == m_a && !job->everything);
        QCOMPARE(job->folders.size(), 2u);
        QVERIFY(!m_scheduler->take(seconds(5)));
    }

    void whatTheWatcherDoesNotSeeIsLookedAtEveryMinute()
    {
        m_scheduler->setWatched(m_a, false, minutes(5));
        QVERIFY(*m_scheduler->nextWake() <= Moment(seconds(5 * 60 + 66)));
        auto job = m_scheduler->take(minutes(7));
        QVERIFY(job && job->project == m_a && job->everything);
        m_scheduler->finish(*job, Ending::Done, minutes(7));
        QVERIFY(*m_scheduler->nextWake() <= Moment(seconds(7 * 60 + 66)));
        m_scheduler->setWatched(m_a, true, minutes(8));
        job = m_scheduler->take(minutes(9));
        QVERIFY(job);
        m_scheduler->finish(*job, Ending::Done, minutes(9));
        QVERIFY(!m_scheduler->take(minutes(15)));
    }

    void aHintBringsNoScan()
    {
        m_scheduler->cloudChanged(m_a, 4, seconds(1));
        m_scheduler->cloudChanged(m_a, 9, seconds(1));
        m_scheduler->cloudChanged(m_a, 7, seconds(1));
        const auto job = m_scheduler->take(seconds(1));
        QVERIFY(job && !job->everything && job->folders.empty());
        QCOMPARE(job->hinted, 9);
    }

    void aHintWithoutARevisionAsksAnyway()
    {
        m_scheduler->cloudChanged(m_a, 4, seconds(1));
        m_scheduler->cloudChanged(m_a, 0, seconds(1));
        QCOMPARE(m_scheduler->take(seconds(1))->hinted, 0);
    }

    void whatComesDuringASyncIsSyncedAfterIt()
    {
        m_scheduler->localChanged(m_a, {path("x")}, seconds(1));
        const auto first = m_scheduler->take(seconds(1));
        m_scheduler->localChanged(m_a, {path("y")}, seconds(2));
        QVERIFY(!m_scheduler->take(seconds(2)));
        m_scheduler->finish(*first, Ending::Done, seconds(3));
        const auto second = m_scheduler->take(seconds(3));
        QVERIFY(second);
        QCOMPARE(second->folders, std::vector{path("y")});
    }

    void smallJobsGoFirst()
    {
        m_scheduler->changedSomehow(m_a, seconds(1));
        m_scheduler->localChanged(m_b, {path("x")}, seconds(2));
        QVERIFY(m_scheduler->take(seconds(3))->project == m_b);
        QVERIFY(m_scheduler->take(seconds(3))->project == m_a);
    }

    void whatSomebodyWaitsForGoesBeforeSmallJobs()
    {
        m_scheduler->localChanged(m_b, {path("x")}, seconds(2));
        m_scheduler->changedSomehow(m_a, seconds(3));
        m_scheduler->wantedFirst(m_a, seconds(4));
        const auto first = m_scheduler->take(seconds(4));
        QVERIFY(first->project == m_a && first->everything);
        m_scheduler->finish(*first, Ending::Failed, seconds(5));
        m_scheduler->wantedFirst(m_a, seconds(6));  // whoever asks does not wait for the next try
        const auto again = m_scheduler->take(seconds(6));
        QVERIFY(again->project == m_a);
        m_scheduler->finish(*again, Ending::Stopped, seconds(7));  // and is not forgotten when it is stopped
        QVERIFY(m_scheduler->take(seconds(7))->project == m_a);
        QVERIFY(m_scheduler->take(seconds(7))->project == m_b);
    }

    void whatCannotRunMakesNoRoomForItself()
    {
        QVERIFY(m_scheduler->wantedFirst(m_a, seconds(1)));
        m_scheduler->setPaused(m_a, true);
        QVERIFY(!m_scheduler->wantedFirst(m_a, seconds(1)));
        m_scheduler->setPaused(m_a, false);
        m_scheduler->hold(m_a);
        QVERIFY(!m_scheduler->wantedFirst(m_a, seconds(1)));
        m_scheduler->release(m_a);
        m_scheduler->finish(*m_scheduler->take(seconds(1)), Ending::Blocked, seconds(2));
        QVERIFY(!m_scheduler->wantedFirst(m_a, seconds(2)));
    }

    void tooManyFoldersAreAWholeLook()
    {
        std::vector<RelativePath> folders;
        for (int i = 0; i < 2000; ++i)
            folders.push_back(path(QByteArray::number(i).constData()));
        m_scheduler->localChanged(m_a, folders, seconds(1));
        const auto job = m_scheduler->take(seconds(1));
        QVERIFY(job->everything && job->folders.empty());
    }

    void whatFailedIsTriedAgainLaterAndWhole_data()
    {
        QTest::addColumn<int>("ending");
        QTest::newRow("offline") << int(Ending::Offline);
        QTest::newRow("failed") << int(Ending::Failed);
    }
    void whatFailedIsTriedAgainLaterAndWhole()
    {
        QFETCH(int, ending);
        m_scheduler->localChanged(m_a, {path("x")}, seconds(1));
        Moment now = seconds(1);
        for (int round = 0; round < 20; ++round) {
            const auto job = m_scheduler->take(now);
            QVERIFY(job);
            QCOMPARE(job->folders, std::vector{path("x")});
            m_scheduler->finish(*job, Ending(ending), now);
            const auto next = m_scheduler->nextWake();
            QVERIFY(next && *next <= now + Moment(minutes(5)));
            now = std::max(now, *next);
        }
    }

    void offlineEndsWhenTheLinkIsBack()
    {
        m_scheduler->localChanged(m_a, {path("x")}, seconds(1));
        for (Moment now = seconds(1); now < Moment(minutes(20)); now = *m_scheduler->nextWake()) {
            if (const auto job = m_scheduler->take(now))
                m_scheduler->finish(*job, Ending::Offline, now);
            if (*m_scheduler->nextWake() > now + Moment(seconds(60)))
                break;
        }
        const Moment now = minutes(21);
        m_scheduler->cameOnline(now);
        QVERIFY(m_scheduler->take(now));
    }

    void oneBadFileDoesNotHoldUpTheNextSave()
    {
        m_scheduler->localChanged(m_a, {path("bad")}, seconds(1));
        for (int round = 0; round < 8; ++round) {
            const auto job = m_scheduler->take(std::max<Moment>(*m_scheduler->nextWake(), seconds(1)));
            QVERIFY(job);
            m_scheduler->finish(*job, Ending::Again, seconds(1));
        }
        m_scheduler->localChanged(m_a, {path("good")}, seconds(2));
        const auto job = m_scheduler->take(seconds(2));
        QVERIFY(job);
        QVERIFY(job->everything || job->folders == std::vector{path("good")});
    }

    void whatCouldNotBeDealtWithIsLookedAtAgain()
    {
        m_scheduler->localChanged(m_a, {path("open")}, seconds(1));
        m_scheduler->finish(*m_scheduler->take(seconds(1)), Ending::Again, seconds(1));
        const auto next = m_scheduler->nextWake();
        QVERIFY(next && *next <= Moment(milliseconds(1500)));
        const auto again = m_scheduler->take(*next);
        QVERIFY(again);
        QCOMPARE(again->folders, std::vector{path("open")});
        m_scheduler->finish(*again, Ending::Done, *next);
        QVERIFY(!m_scheduler->take(minutes(9)));
    }

    void blockedWaitsForSomebody()
    {
        m_scheduler->localChanged(m_a, {path("x")}, seconds(1));
        m_scheduler->finish(*m_scheduler->take(seconds(1)), Ending::Blocked, seconds(1));
        m_scheduler->localChanged(m_a, {path("y")}, seconds(2));
        const auto look = m_scheduler->take(minutes(30));
        QVERIFY(look && look->lookOnly);
        m_scheduler->finish(*look, Ending::Again, minutes(30));
        QVERIFY(!m_scheduler->take(minutes(30)));
        m_scheduler->tryAgain(minutes(31));
        const auto job = m_scheduler->take(minutes(31));
        QVERIFY(job);
        QCOMPARE(job->folders.size(), 2u);
    }

    void pausedAndHeldProjectsWait()
    {
        m_scheduler->localChanged(m_a, {path("x")}, seconds(1));
        m_scheduler->setPaused(m_a, true);
        const auto look = m_scheduler->take(seconds(2));
        QVERIFY(look && look->lookOnly);
        m_scheduler->finish(*look, Ending::Again, seconds(2));
        QVERIFY(!m_scheduler->take(seconds(2)));
        m_scheduler->setPaused(m_a, false);
        m_scheduler->setAllPaused(true);
        QVERIFY(!m_scheduler->take(seconds(2)));
        m_scheduler->setAllPaused(false);
        m_scheduler->hold(m_a);
        QVERIFY(!m_scheduler->take(seconds(2)));
        m_scheduler->release(m_a);
        QVERIFY(m_scheduler->take(seconds(2)));
    }

    void whatChangesWhileOfflineIsLookedAtOnceAndSyncedLater()
    {
        m_scheduler->localChanged(m_a, {path("x")}, seconds(1));
        Moment now = seconds(1);
        do {
            m_scheduler->finish(*m_scheduler->take(now), Ending::Offline, now);
            now += milliseconds(1);
        } while (*m_scheduler->nextWake() < now + Moment(milliseconds(100)) && (now = *m_scheduler->nextWake()) < Moment(minutes(5)));
        m_scheduler->localChanged(m_a, {path("y")}, now);
        QVERIFY(*m_scheduler->nextWake() <= now);
        const auto look = m_scheduler->take(now);
        QVERIFY(look && look->lookOnly);
        QCOMPARE(look->folders.size(), 2u);
        m_scheduler->finish(*look, Ending::Again, now);
        QVERIFY2(!m_scheduler->take(now), "once is enough");
        QVERIFY(*m_scheduler->nextWake() > now);
        m_scheduler->cameOnline(now);
        const auto job = m_scheduler->take(now);
        QVERIFY(job && !job->lookOnly);
        QCOMPARE(job->folders.size(), 2u);
    }

    void aLookThatWasCutShortIsTakenAgain()
    {
        m_scheduler->setPaused(m_a, true);
        m_scheduler->localChanged(m_a, {path("x")}, seconds(1));
        m_scheduler->finish(*m_scheduler->take(seconds(1)), Ending::Stopped, seconds(1));
        const auto look = m_scheduler->take(seconds(1));
        QVERIFY(look && look->lookOnly);
    }

    void theWholeIsLookedAtFromTimeToTime()
    {
        const auto first = m_scheduler->take(minutes(61));
        QVERIFY(first && first->everything);
        m_scheduler->finish(*first, Ending::Done, minutes(61));
        const auto second = m_scheduler->take(minutes(61));
        QVERIFY(second && second->everything && second->project != first->project);
        m_scheduler->finish(*second, Ending::Done, minutes(61));
        QVERIFY(!m_scheduler->take(minutes(69)));
        QVERIFY(m_scheduler->take(minutes(73)));
    }

    void aWholeLookWithABadFileDoesNotSpin()
    {
        const auto job = m_scheduler->take(minutes(61));
        m_scheduler->finish(*job, Ending::Again, minutes(61));
        const auto other = m_scheduler->take(minutes(61));
        m_scheduler->finish(*other, Ending::Done, minutes(61));
        int runs = 0;
        for (Moment now = minutes(61); now < Moment(minutes(70)); now += seconds(1)) {
            if (const auto again = m_scheduler->take(now)) {
                ++runs;
                m_scheduler->finish(*again, Ending::Again, now);
            }
        }
        QVERIFY2(runs < 40, qPrintable(QString::number(runs)));
    }

    void aForgottenProjectIsNoHarm()
    {
        m_scheduler->localChanged(m_a, {path("x")}, seconds(1));
        const auto job = m_scheduler->take(seconds(1));
        m_scheduler->remove(m_a);
        m_scheduler->finish(*job, Ending::Failed, seconds(2));
        m_scheduler->localChanged(m_a, {path("x")}, seconds(3));
        QVERIFY(!m_scheduler->take(seconds(4)));
    }

private:
    std::unique_ptr<SeededRandom> m_random;
    std::unique_ptr<Scheduler> m_scheduler;
    ProjectId m_a, m_b;
};

QTEST_GUILESS_MAIN(SchedulerTest)
#include "scheduler_test.moc"
