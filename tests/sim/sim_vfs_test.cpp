// Real SQLite on the simulated disk: with synchronous=FULL every committed transaction survives every crash.
#include "core/store/database.h"
#include "tests/sim/sim_vfs.h"

#include <QTest>

using namespace tideline;
using namespace tideline::sim;
using store::Database;
using store::Transaction;

namespace {

struct Rig {
    Rig(CrashModel model, quint64 seed)
        : scheduler(seed, trace),
          disk({model, 1, false, 1}, [this] { return scheduler.nowNs(); }),
          random(seed)
    {}
    std::shared_ptr<SimProcess> boot()
    {
        process = std::make_shared<SimProcess>(scheduler, "A");
        return process;
    }
    Trace trace;
    Scheduler scheduler;
    SimDisk disk;
    SeededRandom random;
    std::shared_ptr<SimProcess> process;
};

Result<std::unique_ptr<Database>> openStore(const SimVfs &vfs, Database::Sync sync)
{
    Database::Options options;
    options.path = u"/store.sqlite"_s;
    options.vfs = vfs.name();
    options.exclusive = true;
    options.sync = sync;
    return Database::open(options);
}

/// Adds rows 1, 2, … in transactions of up to three until the crash; says the last one that was committed, and the
/// last that may have been.
std::pair<qint64, qint64> writeUntilCrash(Database &database, qint64 from, Random &random)
{
    qint64 committed = from, tried = from;
    for (;;) {
        auto transaction = Transaction::begin(database);
        if (!transaction)
            return {committed, tried};
        const qint64 count = 1 + qint64(random.below(3));
        for (qint64 i = 0; i < count; ++i) {
            auto insert = database.prepare("INSERT INTO item (number, body) VALUES (?1, ?2)");
            if (!insert)
                return {committed, tried};
            insert->bind(1, committed + 1 + i).bindBlob(2, QByteArray(qsizetype(random.below(3000)), 'x'));
            if (!insert->run())
                return {committed, tried};
        }
        tried = committed + count;
        if (!transaction->commit())
            return {committed, tried};
        committed = tried;
        if (random.below(20) == 0 && !database.execute("PRAGMA wal_checkpoint(TRUNCATE)"))
            return {committed, tried};
    }
}

}  // namespace

class SimVfsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { prepareSqlite(); }

    void everyCommittedTransactionSurvivesACrash_data()
    {
        QTest::addColumn<CrashModel>("model");
        QTest::newRow("a disk that keeps names in order") << CrashModel::Ordered;
        QTest::newRow("a disk that keeps any of them") << CrashModel::Any;
    }

    void everyCommittedTransactionSurvivesACrash()
    {
        QFETCH(CrashModel, model);
        for (quint64 seed = 0; seed < 50; ++seed) {
            Rig rig(model, seed);
            seedSqlite(seed);
            qint64 committed = 0, tried = 0;
            for (int crash = 0; crash < 10; ++crash) {
                auto process = rig.boot();
                const SimVfs vfs(rig.disk, process);
                process->crashAfter(1 + qint64(rig.random.below(300)), [&] { process->kill(); });
                auto database = openStore(vfs, Database::Sync::Full);
                if (database
                    && (*database)->execute(
                        "CREATE TABLE IF NOT EXISTS item (number INTEGER PRIMARY KEY, body BLOB)")) {
                    auto last = (*database)->integer("SELECT max(number) FROM item");
                    auto count = (*database)->integer("SELECT count(*) FROM item");
                    if (last && count) {
                        QCOMPARE(count->value_or(0), last->value_or(0));
                        QVERIFY2(last->value_or(0) >= committed && last->value_or(0) <= tried,
                                 qPrintable(u"seed %1: %2 not in %3..%4"_s.arg(seed)
                                                .arg(last->value_or(0))
                                                .arg(committed)
                                                .arg(tried)));
                        std::tie(committed, tried) = writeUntilCrash(**database, last->value_or(0), rig.random);
                    }
                } else if (!process->dead()) {
                    QFAIL(qPrintable(u"seed %1: the store does not open"_s.arg(seed)));
                }
                QVERIFY(process->dead());
                if (database)
                    database->reset();
                rig.disk.powerLoss(rig.random);
            }
        }
    }

    void eachAccessFailsOnceAndNothingCommittedIsLost()
    {
        Rig rig(CrashModel::Ordered, 1);
        seedSqlite(1);
        qint64 committed = 0, failedToOpen = 0, failedToWrite = 0;
        for (qint64 access = 1;; ++access) {
            auto process = rig.boot();
            const SimVfs vfs(rig.disk, process);
            process->failAfter(SimProcess::CallKind::Database, access,
                               {access % 2 == 0 ? Error::Kind::DiskFull : Error::Kind::Io, u"It fails."_s, {}, {}});
            auto database = openStore(vfs, Database::Sync::Full);
            failedToOpen += !database;
            const bool done = database
                && (*database)->execute("CREATE TABLE IF NOT EXISTS item (number INTEGER PRIMARY KEY)")
                && (*database)->execute("INSERT INTO item DEFAULT VALUES");
            failedToWrite += database && !done;
            committed += done;
            if (database)
                database->reset();
            if (!process->hasFailed())
                break;
            auto again = openStore(vfs, Database::Sync::Full);
            QVERIFY2(again, qPrintable(u"access %1"_s.arg(access)));
            QVERIFY((*again)->execute("CREATE TABLE IF NOT EXISTS item (number INTEGER PRIMARY KEY)"));
            const auto count = (*again)->integer("SELECT count(*) FROM item");
            QVERIFY(count);
            // What failed may have been done nevertheless.
            QVERIFY(count->value_or(0) >= committed && count->value_or(0) <= access);
        }
        QVERIFY(failedToOpen > 3);
        QVERIFY(failedToWrite > 3);
    }

    /// A kill leaves a log in the disk's cache alone; then another file's sync fails, and takes that with it.
    void nothingStandsOnALogThatIsNotDurable()
    {
        for (quint64 seed = 0; seed < 200; ++seed) {
            Rig rig(CrashModel::Ordered, seed);
            seedSqlite(seed);
            qint64 last = 0;
            for (int boot = 0; boot < 3; ++boot) {
                auto process = rig.boot();
                const SimVfs vfs(rig.disk, process);
                auto database = openStore(vfs, Database::Sync::Full);
                QVERIFY(database);
                QVERIFY((*database)->execute("CREATE TABLE IF NOT EXISTS item (number INTEGER PRIMARY KEY, body BLOB)"));
                const qint64 found = (*(*database)->integer("SELECT max(number) FROM item")).value_or(0);
                if (boot == 0) {
                    process->crashAfter(40 + qint64(rig.random.below(100)), [&] { process->kill(); });
                    (void)writeUntilCrash(**database, 0, rig.random);
                } else if (boot == 1) {
                    rig.disk.failSync(nullptr);
                    last = found + 1;
                    QVERIFY((*database)->execute("INSERT INTO item (number) VALUES (" + QByteArray::number(last) + ')'));
                    process->kill();
                    rig.disk.powerLoss(rig.random);
                } else {
                    QVERIFY2(found == last, qPrintable(u"seed %1: %2 of %3"_s.arg(seed).arg(found).arg(last)));
                }
                database->reset();
            }
        }
    }

    void withoutFsyncACommitIsLost()
    {
        int lost = 0;
        for (quint64 seed = 0; seed < 50; ++seed) {
            Rig rig(CrashModel::Ordered, seed);
            qint64 committed = 0;
            for (int boot = 0; boot < 2; ++boot) {
                auto process = rig.boot();
                const SimVfs vfs(rig.disk, process);
                auto database = openStore(vfs, Database::Sync::Normal);
                QVERIFY(database);
                QVERIFY(
                    (*database)->execute("CREATE TABLE IF NOT EXISTS item (number INTEGER PRIMARY KEY, body BLOB)"));
                if (boot == 1) {
                    lost += (*(*database)->integer("SELECT count(*) FROM item")).value_or(0) < committed;
                    break;
                }
                process->crashAfter(40 + qint64(rig.random.below(100)), [&] { process->kill(); });
                committed = writeUntilCrash(**database, 0, rig.random).first;
                database->reset();
                rig.disk.powerLoss(rig.random);
            }
        }
        QVERIFY(lost > 5);
    }
};

QTEST_GUILESS_MAIN(SimVfsTest)
#include "sim_vfs_test.moc"
