// Fibers hand over at yield points, in an order that the seed decides.
#include "tests/sim/sim_process.h"

#include <QTest>

#include <string>

using namespace tideline;
using namespace tideline::sim;

namespace {

std::string interleave(quint64 seed)
{
    Trace trace;
    Scheduler scheduler(seed, trace);
    scheduler.setCalm(2);
    std::string order;
    for (char name : {'a', 'b', 'c'})
        scheduler.spawn(QByteArray(1, name), [&, name] {
            for (int i = 0; i < 20; ++i) {
                order += name;
                scheduler.point();
            }
        });
    return scheduler.run().isEmpty() ? order : "failed";
}

}  // namespace

class FiberTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theSeedAloneDecidesTheOrder()
    {
        QCOMPARE(interleave(7), interleave(7));
        QVERIFY(interleave(7) != interleave(8));
        QCOMPARE(interleave(7).size(), 60u);
    }

    void aCrashUnwindsOneFiberAndRunsItsDestructors()
    {
        Trace trace;
        Scheduler scheduler(1, trace);
        SimProcess victim(scheduler, "victim");
        int destroyed = 0, steps = 0;
        bool otherEnded = false;
        scheduler.spawn("victim", [&] {
            struct Guard {
                int &count;
                ~Guard() { ++count; }
            };
            try {
                const Guard guard{destroyed};
                for (;; ++steps)
                    (void)victim.enter("step");
            } catch (const SimCrash &) {}
        });
        scheduler.spawn("other", [&] {
            scheduler.sleepFor(1'000'000);
            victim.kill();
            otherEnded = true;
        });
        QCOMPARE(scheduler.run(), QByteArray());
        QCOMPARE(destroyed, 1);
        QVERIFY(otherEnded);
        QVERIFY(steps > 10);
    }

    void sleepersLetTimePassAtOnce()
    {
        Trace trace;
        Scheduler scheduler(1, trace);
        qint64 woke = 0;
        scheduler.spawn("a", [&] {
            scheduler.sleepFor(3'600'000'000'000LL);
            woke = scheduler.nowNs();
        });
        QCOMPARE(scheduler.run(), QByteArray());
        QCOMPARE(woke, Scheduler::kBeginNs + 3'600'000'000'000LL);
    }

    void actorsThatWaitForEachOtherAreAFailure()
    {
        Trace trace;
        Scheduler scheduler(1, trace);
        scheduler.spawn("a", [&] { scheduler.waitFor([] { return false; }); });
        QVERIFY(scheduler.run().contains("waits"));
    }

    void aFailureEndsEveryActor()
    {
        Trace trace;
        Scheduler scheduler(1, trace);
        SimProcess process(scheduler, "A");
        scheduler.spawn("endless", [&] {
            try {
                for (;;)
                    (void)process.enter("step");
            } catch (const SimCrash &) {}
        });
        scheduler.spawn("judge", [&] { scheduler.fail("seen"); });
        QCOMPARE(scheduler.run(), QByteArray("seen"));
    }
};

QTEST_GUILESS_MAIN(FiberTest)
#include "fiber_test.moc"
