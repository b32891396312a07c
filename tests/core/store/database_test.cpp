#include "core/store/database.h"
#include "tests/support/temp_folder.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <barrier>
#include <csignal>
#include <limits>
#include <sys/resource.h>
#include <thread>
#include <vector>

using namespace tideline;
using namespace tideline::store;
using namespace tideline::test;

namespace {

std::unique_ptr<Database> open(const QString &path, Database::Mode mode = Database::Mode::ReadWriteCreate)
{
    auto database = Database::open({.path = path, .mode = mode, .vfs = {}});
    return database ? *std::move(database) : nullptr;
}

}  // namespace

class DatabaseTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aNewStoreIsInWalModeWithForeignKeysAndFullSync()
    {
        TempFolder folder;
        auto database = open(folder.path(u"a.sqlite"_s));
        QVERIFY(database);
        auto mode = database->prepare("PRAGMA journal_mode");
        QVERIFY(*mode->step());
        QCOMPARE(mode->text(0), u"wal"_s);
        QCOMPARE(**database->integer("PRAGMA foreign_keys"), 1);
        QCOMPARE(**database->integer("PRAGMA synchronous"), 2);
    }

    void anExclusiveStoreNeedsNoSharedMemoryFile()
    {
        TempFolder folder;
        const QString path = folder.path(u"a.sqlite"_s);
        auto database = Database::open({.path = path, .vfs = {}, .exclusive = true});
        QVERIFY(database);
        QVERIFY((*database)->execute("CREATE TABLE t (x)"));
        QVERIFY(QFile::exists(path + u"-wal"_s));
        QVERIFY(!QFile::exists(path + u"-shm"_s));
    }

    void whatIsBoundComesBack()
    {
        auto database = open(u":memory:"_s);
        QVERIFY(database->execute("CREATE TABLE t (i INTEGER, t TEXT, b BLOB, n) STRICT").error().kind == Error::Kind::Invalid);
        QVERIFY(database->execute("CREATE TABLE t (i INTEGER, t TEXT, b BLOB, n TEXT) STRICT"));
        auto insert = database->prepare("INSERT INTO t VALUES (?, ?, ?, ?)");
        const QString text = u"Grüße, 世界 \U0001F30A"_s;
        const QByteArray bytes("\0\xff\x80z", 4);
        QVERIFY(insert->bind(1, std::numeric_limits<qint64>::min()).bind(2, text).bindBlob(3, bytes).bindNull(4).run());
        QVERIFY(insert->bind(1, true).bind(2, QString()).bindBlob(3, {}).bind(4, u"x"_s).run());
        auto rows = database->prepare("SELECT i, t, b, n, typeof(t), typeof(b) FROM t ORDER BY rowid");
        QVERIFY(*rows->step());
        QCOMPARE(rows->integer(0), std::numeric_limits<qint64>::min());
        QCOMPARE(rows->text(1), text);
        QCOMPARE(rows->blob(2), bytes);
        QVERIFY(rows->isNull(3));
        QVERIFY(*rows->step());
        QCOMPARE(rows->integer(0), 1);
        QCOMPARE(rows->text(4), u"text"_s);  // an empty string is no NULL
        QCOMPARE(rows->text(5), u"blob"_s);  // nor are no bytes
        QVERIFY(!*rows->step());
    }

    void aFailedBindIsReportedByStep()
    {
        auto database = open(u":memory:"_s);
        auto query = database->prepare("SELECT ?1");
        const auto row = query->bind(2, 7).step();
        QVERIFY(!row);
        QCOMPARE(toString(row.error().kind), toString(Error::Kind::Invalid));
        query->reset();
        QVERIFY(query->bind(1, 7).step());
        QCOMPARE(query->integer(0), 7);
    }

    void oneTextCanBeOnLoanTwice()
    {
        auto database = open(u":memory:"_s);
        static const char sql[] = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 3) SELECT x FROM n";
        auto outer = database->prepare(sql);
        int pairs = 0;
        while (*outer->step()) {
            auto inner = database->prepare(sql);
            while (*inner->step())
                ++pairs;
        }
        QCOMPARE(pairs, 9);
    }

    void aTextAtTheAddressOfAnotherIsPreparedAnew()
    {
        auto database = open(u":memory:"_s);
        char sql[] = "SELECT 1 ";
        QCOMPARE(**database->integer(sql), 1);
        sql[7] = '2';
        QCOMPARE(**database->integer(sql), 2);
        sql[8] = '3';
        QCOMPARE(**database->integer(sql), 23);
    }

    void aStatementComesBackFromTheCacheClean()
    {
        auto database = open(u":memory:"_s);
        static const char sql[] = "SELECT ?1";
        sqlite3_stmt *first = nullptr;
        {
            auto query = database->prepare(sql);
            query->bind(1, 5);
            QVERIFY(*query->step());
            first = sqlite3_next_stmt(database->handle(), nullptr);
        }
        auto query = database->prepare(sql);
        QCOMPARE(sqlite3_next_stmt(database->handle(), nullptr), first);  // the same one
        QVERIFY(*query->step());
        QVERIFY(query->isNull(0));
    }

    void anUncommittedTransactionLeavesNothing()
    {
        auto database = open(u":memory:"_s);
        QVERIFY(database->execute("CREATE TABLE t (x)"));
        {
            auto transaction = Transaction::begin(*database);
            QVERIFY(transaction);
            QVERIFY(database->execute("INSERT INTO t VALUES (1)"));
            QVERIFY(database->inTransaction());
        }
        QVERIFY(!database->inTransaction());
        QCOMPARE(**database->integer("SELECT count(*) FROM t"), 0);
        auto transaction = Transaction::begin(*database);
        QVERIFY(database->execute("INSERT INTO t VALUES (1)"));
        QVERIFY(transaction->commit());
        QCOMPARE(**database->integer("SELECT count(*) FROM t"), 1);
    }

    void aBrokenDeferredReferenceFailsTheCommitAndRollsBack()
    {
        auto database = open(u":memory:"_s);
        QVERIFY(database->execute("CREATE TABLE a (x INTEGER PRIMARY KEY);"
                                  "CREATE TABLE b (x REFERENCES a (x) DEFERRABLE INITIALLY DEFERRED)"));
        auto transaction = Transaction::begin(*database);
        QVERIFY(database->execute("INSERT INTO b VALUES (9)"));
        const auto done = transaction->commit();
        QVERIFY(!done);
        QCOMPARE(toString(done.error().kind), toString(Error::Kind::Conflict));
        QVERIFY(!database->inTransaction());
        QCOMPARE(**database->integer("SELECT count(*) FROM b"), 0);
    }

    void aLockedStoreIsATimeoutNeverCorrupt()
    {
        TempFolder folder;
        auto writer = open(folder.path(u"a.sqlite"_s));
        auto other = open(folder.path(u"a.sqlite"_s));
        QVERIFY(writer && other);
        sqlite3_busy_timeout(other->handle(), 10);
        auto held = Transaction::begin(*writer);
        QVERIFY(held);
        const auto refused = Transaction::begin(*other);
        QVERIFY(!refused);
        QCOMPARE(toString(refused.error().kind), toString(Error::Kind::Timeout));
    }

    /// The 32 KiB beside the store that all its connections share, made anew by whoever opens it first.
    void noRoomForTheSharedMemoryFileIsAFullDisk()
    {
        TempFolder folder;
        const QString path = folder.path(u"a.sqlite"_s);
        QVERIFY(open(path));
        rlimit before{};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
        const rlimit little{1024, before.rlim_max};
        const auto handler = std::signal(SIGXFSZ, SIG_IGN);
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &little), 0);
        const auto refused = Database::open({.path = path, .vfs = {}});
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
        std::signal(SIGXFSZ, handler);
        QVERIFY(!refused);
        QCOMPARE(toString(refused.error().kind), toString(Error::Kind::DiskFull));
        QVERIFY(open(path));
    }

    void anotherConnectionReadsWhatIsCommitted()
    {
        TempFolder folder;
        auto writer = open(folder.path(u"a.sqlite"_s));
        QVERIFY(writer->execute("CREATE TABLE t (x); INSERT INTO t VALUES (4)"));
        auto reader = open(folder.path(u"a.sqlite"_s), Database::Mode::ReadOnly);
        QVERIFY(reader);
        QCOMPARE(**reader->integer("SELECT x FROM t"), 4);
        QCOMPARE(toString(reader->execute("INSERT INTO t VALUES (5)").error().kind), toString(Error::Kind::Denied));
    }

    void aMissingStoreIsNotMadeUnlessAsked()
    {
        TempFolder folder;
        for (const auto mode : {Database::Mode::ReadWrite, Database::Mode::ReadOnly}) {
            const auto database = Database::open({.path = folder.path(u"none.sqlite"_s), .mode = mode, .vfs = {}});
            QVERIFY(!database);
            QCOMPARE(toString(database.error().kind), toString(Error::Kind::NotFound));
        }
        QVERIFY(!QFile::exists(folder.path(u"none.sqlite"_s)));
    }

    void aFileThatIsNoStoreIsCorrupt()
    {
        TempFolder folder;
        folder.write("a.sqlite", QByteArray(8192, 'x'));
        for (const auto mode : {Database::Mode::ReadWrite, Database::Mode::ReadOnly}) {
            const auto database = Database::open({.path = folder.path(u"a.sqlite"_s), .mode = mode, .vfs = {}});
            QVERIFY(!database);
            QCOMPARE(toString(database.error().kind), toString(Error::Kind::Corrupt));
        }
        QCOMPARE(folder.read("a.sqlite"), QByteArray(8192, 'x'));
    }

    void aCopyIsWholeAndNeverReplacesAnother()
    {
        TempFolder folder;
        auto database = open(folder.path(u"a.sqlite"_s));
        QVERIFY(database->execute("CREATE TABLE t (x); INSERT INTO t VALUES (4)"));
        QVERIFY(database->backupTo(folder.path(u"b.sqlite"_s)));
        auto copy = open(folder.path(u"b.sqlite"_s));
        QVERIFY(copy);
        QCOMPARE(**copy->integer("SELECT x FROM t"), 4);
        const auto again = database->backupTo(folder.path(u"b.sqlite"_s));
        QVERIFY(!again);
        QCOMPARE(toString(again.error().kind), toString(Error::Kind::Conflict));
        QCOMPARE(QDir(folder.path()).entryList({u"*.part*"_s}), QStringList());
    }

    void copiesMadeAtOnceAreEachWholeOrRefused()
    {
        constexpr int kPrograms = 4;
        for (int round = 0; round < 20; ++round) {
            TempFolder folder;
            QVERIFY(open(folder.path(u"a.sqlite"_s))->execute("CREATE TABLE t (x); INSERT INTO t VALUES (4)"));
            folder.write("b.sqlite.part-999999999-1", "of a program that is no more");
            std::array<QString, kPrograms> ended;
            {
                std::barrier start(kPrograms);
                std::vector<std::jthread> programs;
                for (QString &how : ended) {
                    programs.emplace_back([&] {
                        const auto database = open(folder.path(u"a.sqlite"_s));
                        start.arrive_and_wait();
                        const auto copied = database->backupTo(folder.path(u"b.sqlite"_s));
                        how = copied ? u"copied"_s : toString(copied.error().kind);
                    });
                }
            }
            QCOMPARE(std::ranges::count(ended, u"copied"_s), 1);
            QCOMPARE(std::ranges::count(ended, u"conflict"_s), kPrograms - 1);
            QCOMPARE(**open(folder.path(u"b.sqlite"_s))->integer("SELECT x FROM t"), 4);
            QCOMPARE(QDir(folder.path()).entryList({u"*.part*"_s}), QStringList());
        }
    }

    void aConstraintIsAConflictAndBadSqlIsInvalid()
    {
        auto database = open(u":memory:"_s);
        QVERIFY(database->execute("CREATE TABLE t (x UNIQUE); INSERT INTO t VALUES (1)"));
        QCOMPARE(toString(database->execute("INSERT INTO t VALUES (1)").error().kind), toString(Error::Kind::Conflict));
        QCOMPARE(toString(database->prepare("SELEKT 1").error().kind), toString(Error::Kind::Invalid));
        QCOMPARE(toString(database->prepare("").error().kind), toString(Error::Kind::Invalid));
    }
};

QTEST_GUILESS_MAIN(DatabaseTest)
#include "database_test.moc"
