// No planned crash is dropped: neither where the program does not run, nor where another was planned.
#include "tests/sim/crash_plan.h"

#include <QTest>

using namespace tideline::sim;

namespace {

struct Rig {
    std::shared_ptr<SimProcess> start()
    {
        process = std::make_shared<SimProcess>(scheduler, "A");
        plan.follow(process);
        return process;
    }
    /// How many calls it makes until it is dead; at most `most`.
    int callsUntilDead(int most)
    {
        for (int call = 1; call <= most; ++call)
            if (!process->enterQuietly("call"))
                return call;
        return 0;
    }
    Trace trace;
    Scheduler scheduler{1, trace};
    std::shared_ptr<SimProcess> process;
    int crashes = 0;
    bool lastPower = false;
    CrashPlan plan{[this](bool power) {
        process->kill();
        ++crashes;
        lastPower = power;
    }};
};

}  // namespace

class CrashPlanTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsPlannedWhileNothingRunsComesAfterTheStart()
    {
        Rig rig;
        rig.plan.add(3, true);
        rig.start();
        QCOMPARE(rig.callsUntilDead(10), 3);
        QVERIFY(rig.lastPower);
        QVERIFY(rig.plan.isEmpty());
    }

    void whatWasNotMetBeforeTheEndIsMetLater()
    {
        Rig rig;
        rig.start();
        rig.plan.add(5, false);
        QCOMPARE(rig.callsUntilDead(2), 0);
        rig.plan.follow(nullptr);
        QCOMPARE(rig.callsUntilDead(10), 0);
        rig.start();
        QCOMPARE(rig.callsUntilDead(10), 3);
    }

    void noneTakesThePlaceOfAnother()
    {
        Rig rig;
        rig.start();
        rig.plan.add(6, false);
        rig.plan.add(2, true);
        QCOMPARE(rig.callsUntilDead(10), 2);
        QVERIFY(rig.lastPower);
        rig.start();
        QCOMPARE(rig.callsUntilDead(10), 4);
        QVERIFY(!rig.lastPower);
        QCOMPARE(rig.crashes, 2);
    }

    void whatIsCalledOffDoesNotCome()
    {
        Rig rig;
        rig.start();
        rig.plan.add(2, false);
        rig.plan.clear();
        QCOMPARE(rig.callsUntilDead(10), 0);
        rig.start();
        QCOMPARE(rig.callsUntilDead(10), 0);
    }
};

QTEST_GUILESS_MAIN(CrashPlanTest)
#include "crash_plan_test.moc"
