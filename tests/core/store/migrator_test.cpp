#include "core/store/migrator.h"
#include "core/store/project_store.h"
#include "tests/support/temp_folder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTest>

#include <sqlite3.h>

#include <array>
#include <barrier>
#include <csignal>
#include <thread>

using namespace tideline;
using namespace tideline::store;
using namespace tideline::test;

namespace {

/// Three steps; `killMe()` in them ends the process when it is the chosen call.
std::vector<Migration> steps()
{
    return {
        {1, "one", "CREATE TABLE a (x INTEGER PRIMARY KEY) STRICT; INSERT INTO a VALUES (1), (2);", "DROP TABLE a;"},
        {2, "two",
         "SELECT killMe(); CREATE TABLE b (y INTEGER REFERENCES a (x)) STRICT; SELECT killMe();"
         "INSERT INTO b SELECT x FROM a; SELECT killMe(); DELETE FROM a WHERE x = 2; SELECT killMe();"
         "DELETE FROM b WHERE y = 2; SELECT killMe();",
         "INSERT INTO a VALUES (2); DROP TABLE b;"},
        {3, "three", "CREATE INDEX b_y ON b (y); SELECT killMe();", "DROP INDEX b_y;"},
    };
}

void killMe(sqlite3_context *context, int, sqlite3_value **)
{
    int *callsLeft = static_cast<int *>(sqlite3_user_data(context));
    if (--*callsLeft == 0)
        ::raise(SIGKILL);
    sqlite3_result_null(context);
}

/// `callsLeft` 0 = never.
Result<std::unique_ptr<Database>> openWithKill(const QString &path, int *callsLeft)
{
    auto database = Database::open({.path = path, .vfs = {}});
    if (database)
        sqlite3_create_function((*database)->handle(), "killMe", 0, SQLITE_UTF8, callsLeft, killMe, nullptr, nullptr);
    return database;
}

QByteArray schemaOf(Database &database)
{
    QByteArray text;
    auto rows = database.prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name");
    while (*rows->step())
        text += rows->blob(0) + ' ' + rows->blob(1) + ' ' + rows->blob(2) + '\n';
    return text;
}

}  // namespace

class MigratorTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void upDownAndUpEndInTheSameSchema()
    {
        auto database = Database::open({.path = u":memory:"_s, .vfs = {}});
        const Migrator migrator = Migrator::local();
        QVERIFY(migrator.upgrade(**database, systemClock()));
        QCOMPARE(*migrator.check(**database), migrator.latest());
        const QByteArray up = schemaOf(**database);
        for (int to = migrator.latest() - 1; to >= 0; --to) {
            QVERIFY(migrator.downgrade(**database, systemClock(), to));
            QCOMPARE(*migrator.check(**database), to);
        }
        QCOMPARE(**(*database)->integer("SELECT count(*) FROM sqlite_schema WHERE name <> 'schema_migration'"), 0);
        QVERIFY(migrator.upgrade(**database, systemClock()));
        QCOMPARE(schemaOf(**database), up);
        QCOMPARE(**(*database)->integer("PRAGMA application_id"), kLocalApplicationId);
    }

    void eachStepIsRecordedWithItsChecksum()
    {
        auto database = Database::open({.path = u":memory:"_s, .vfs = {}});
        const Migrator migrator = Migrator::local();
        QVERIFY(migrator.upgrade(**database, systemClock()));
        const auto applied = migrator.applied(**database);
        QCOMPARE(applied->size(), migrator.steps().size());
        for (std::size_t i = 0; i < applied->size(); ++i) {
            QCOMPARE((*applied)[i].number, int(i) + 1);
            QCOMPARE((*applied)[i].checksum, migrator.steps()[i].checksum());
            QVERIFY((*applied)[i].appliedAtMs > 1'600'000'000'000);
        }
    }

    void theStepsCompiledInAreThoseOfTheFolder()
    {
        const auto onDisk = loadMigrations(qEnvironmentVariable("TIDELINE_SOURCE") + u"/migrations/local"_s);
        QVERIFY(onDisk);
        QCOMPARE(onDisk->size(), localMigrations().size());
        for (std::size_t i = 0; i < onDisk->size(); ++i) {
            QCOMPARE((*onDisk)[i].label(), localMigrations()[i].label());
            QCOMPARE((*onDisk)[i].checksum(), localMigrations()[i].checksum());
        }
    }

    void aStoreFromANewerVersionIsRefusedAndLeftAsItWas()
    {
        TempFolder folder;
        const StoreLocation location = testLocation(folder.path());
        {
            auto store = openProjectStore(location);
            QVERIFY(store);
            QVERIFY((*store)->execute("INSERT INTO schema_migration VALUES (9001, 'future', zeroblob(32), 0)"));
            QVERIFY((*store)->execute("UPDATE schema_migration SET number = (SELECT count(*) FROM schema_migration)"
                                      " WHERE number = 9001"));
        }
        const QByteArray before = folder.read("store.sqlite");
        const auto refused = openProjectStore(location);
        QVERIFY(!refused);
        QCOMPARE(toString(refused.error().kind), toString(Error::Kind::Invalid));
        QVERIFY2(refused.error().what.contains(u"newer"), qPrintable(toText(refused.error())));
        QVERIFY(!refused.error().mend.isEmpty());
        QCOMPARE(folder.read("store.sqlite"), before);
        // Nothing beside it either: neither a copy nor a log with content.
        for (const QFileInfo &file : QDir(folder.path()).entryInfoList(QDir::Files))
            QVERIFY2(file.fileName() == u"store.sqlite" || file.fileName().endsWith(u"-shm") || file.size() == 0,
                     qPrintable(file.fileName()));
    }

    void aStoreOfAnotherProgramIsRefusedAndLeftAsItWas()
    {
        TempFolder folder;
        {
            auto other = Database::open({.path = folder.path(u"store.sqlite"_s), .vfs = {}});
            QVERIFY((*other)->execute("CREATE TABLE bookmarks (url)"));
        }
        const QByteArray before = folder.read("store.sqlite");
        const auto refused = openProjectStore(testLocation(folder.path()));
        QVERIFY(!refused);
        QCOMPARE(toString(refused.error().kind), toString(Error::Kind::Invalid));
        QCOMPARE(folder.read("store.sqlite"), before);
    }

    void aStoreMadeWithOtherStepsIsRefused()
    {
        int never = 0;
        TempFolder folder;
        auto database = openWithKill(folder.path(u"a.sqlite"_s), &never);
        QVERIFY(Migrator(steps(), 7).upgrade(**database, systemClock()));
        auto changed = steps();
        changed[1].up += "\n-- a released file was edited\n";
        const auto refused = Migrator(changed, 7).check(**database);
        QVERIFY(!refused);
        QCOMPARE(toString(refused.error().kind), toString(Error::Kind::Invalid));
        QVERIFY(refused.error().where.contains(u"0002 (two)"));
        // Line ends are no change: a checkout on Windows has others.
        auto windows = steps();
        for (Migration &step : windows)
            step.up.replace("\n", "\r\n");
        QVERIFY(Migrator(windows, 7).check(**database));
    }

    void aCopyIsKeptBeforeAnUpgradeOfAStoreWithData()
    {
        int never = 0;
        TempFolder folder;
        const QString path = folder.path(u"a.sqlite"_s);
        auto database = openWithKill(path, &never);
        const Migrator migrator(steps(), 7);
        QVERIFY(migrator.upgrade(**database, systemClock(), 1));
        QVERIFY(!QFile::exists(path + u".before-0001"_s));  // there was nothing to keep
        QVERIFY(migrator.upgrade(**database, systemClock()));
        auto copy = Database::open({.path = path + u".before-0002"_s, .mode = Database::Mode::ReadOnly, .vfs = {}});
        QVERIFY(copy);
        QCOMPARE(*migrator.check(**copy), 1);
        QCOMPARE(**(*copy)->integer("SELECT count(*) FROM a"), 2);
        // Down and up again: the first copy stays beside the second.
        QVERIFY(migrator.downgrade(**database, systemClock(), 1));
        QVERIFY(QFile::exists(path + u".before-down-0003"_s));
        QVERIFY(migrator.upgrade(**database, systemClock()));
        QVERIFY(QFile::exists(path + u".before-0002.2"_s));
    }

    void aFailingStepIsUndoneAndSaysWhichItWas()
    {
        int never = 0;
        TempFolder folder;
        auto database = openWithKill(folder.path(u"a.sqlite"_s), &never);
        auto broken = steps();
        broken[2].up = "CREATE TABLE half (x); INSERT INTO nowhere VALUES (1);";
        const auto failed = Migrator(broken, 7).upgrade(**database, systemClock());
        QVERIFY(!failed);
        QVERIFY(failed.error().where.contains(u"0003_three"));
        QCOMPARE(*Migrator(broken, 7).check(**database), 2);
        QCOMPARE(**(*database)->integer("SELECT count(*) FROM sqlite_schema WHERE name = 'half'"), 0);
        QCOMPARE(**(*database)->integer("PRAGMA foreign_keys"), 1);
        QVERIFY(Migrator(steps(), 7).upgrade(**database, systemClock()));
    }

    void aStepThatLeavesBrokenReferencesIsUndone()
    {
        int never = 0;
        TempFolder folder;
        auto database = openWithKill(folder.path(u"a.sqlite"_s), &never);
        auto broken = steps();
        broken[2].up = "DELETE FROM a;";
        const auto failed = Migrator(broken, 7).upgrade(**database, systemClock());
        QVERIFY(!failed);
        QCOMPARE(toString(failed.error().kind), toString(Error::Kind::Conflict));
        QCOMPARE(**(*database)->integer("SELECT count(*) FROM a"), 1);
    }

    void aStepThatCommitsByItselfIsAnError()
    {
        TempFolder folder;
        auto database = Database::open({.path = folder.path(u"a.sqlite"_s), .vfs = {}});
        const auto failed = Migrator({{1, "one", "COMMIT;", ""}}, 7).upgrade(**database, systemClock());
        QVERIFY(!failed);
        QCOMPARE(toString(failed.error().kind), toString(Error::Kind::Invalid));
    }

    void aKillAnywhereInAnUpgradeLeavesAWholeStep_data()
    {
        QTest::addColumn<int>("call");
        QTest::addColumn<int>("stepThen");
        QTest::newRow("before the first statement of step two") << 1 << 1;
        QTest::newRow("after a table was made") << 2 << 1;
        QTest::newRow("after rows were copied") << 3 << 1;
        QTest::newRow("while references are broken") << 4 << 1;
        QTest::newRow("at the end of step two") << 5 << 1;
        QTest::newRow("at the end of step three") << 6 << 2;
    }

    void aKillAnywhereInAnUpgradeLeavesAWholeStep()
    {
        QFETCH(int, call);
        QFETCH(int, stepThen);
        TempFolder folder;
        const QString path = folder.path(u"a.sqlite"_s);
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {u"--upgrade-and-die"_s, path, QString::number(call)});
        QVERIFY(child.waitForFinished());
        QCOMPARE(child.exitStatus(), QProcess::CrashExit);

        int never = 0;
        auto database = openWithKill(path, &never);
        QVERIFY(database);
        const Migrator migrator(steps(), 7);
        QCOMPARE(*migrator.check(**database), stepThen);
        QCOMPARE(**(*database)->integer("SELECT count(*) FROM a"), stepThen == 1 ? 2 : 1);
        QVERIFY(migrator.upgrade(**database, systemClock()));
        QCOMPARE(*migrator.check(**database), 3);
        QCOMPARE(**(*database)->integer("SELECT count(*) FROM b"), 1);
    }

    void programsThatOpenANewStoreAtOnceAllGetIt()
    {
        for (int round = 0; round < 5; ++round) {
            TempFolder folder;
            const StoreLocation location = testLocation(folder.path(u"profile"_s));
            std::array<QString, 4> failures;
            {
                std::barrier start(4);
                std::vector<std::jthread> programs;
                for (QString &failure : failures) {
                    programs.emplace_back([&] {
                        start.arrive_and_wait();
                        if (const auto store = openProjectStore(location); !store)
                            failure = toText(store.error());
                    });
                }
            }
            for (const QString &failure : failures)
                QVERIFY2(failure.isEmpty(), qPrintable(failure));
            auto store = openProjectStore(location);
            QVERIFY(store);
            QCOMPARE(*Migrator::local().check(**store), Migrator::local().latest());
        }
    }

    void aDamagedStoreIsMovedAsideWhole()
    {
        TempFolder folder;
        folder.write("store.sqlite", "damaged");
        folder.write("store.sqlite-wal", "its log");
        const auto moved = moveStoreAside(folder.path(u"store.sqlite"_s), systemClock());
        QVERIFY(moved);
        QVERIFY(!QFile::exists(folder.path(u"store.sqlite"_s)));
        QFile store(*moved);
        QVERIFY(store.open(QIODevice::ReadOnly));
        QCOMPARE(store.readAll(), QByteArray("damaged"));
        QVERIFY(QFile::exists(*moved + u"-wal"_s));
        QCOMPARE(toString(moveStoreAside(folder.path(u"store.sqlite"_s), systemClock()).error().kind), toString(Error::Kind::NotFound));
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc == 4 && QByteArray(argv[1]) == "--upgrade-and-die") {
        int calls = QByteArray(argv[3]).toInt();
        auto database = openWithKill(QString::fromLocal8Bit(argv[2]), &calls);
        return database && Migrator(steps(), 7).upgrade(**database, systemClock()) ? 0 : 1;
    }
    MigratorTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "migrator_test.moc"
