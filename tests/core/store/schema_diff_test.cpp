#include "core/store/db_tool.h"
#include "core/store/project_store.h"
#include "core/store/schema_diff.h"
#include "tests/support/temp_folder.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace tideline;
using namespace tideline::store;
using namespace tideline::test;

namespace {

QString migrationsFolder()
{
    return qEnvironmentVariable("TIDELINE_SOURCE") + u"/migrations/local"_s;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// All rows of a query, columns joined by '|' and rows by '/'.
QString rows(Database &database, const QByteArray &sql)
{
    auto query = database.prepare(sql.constData());
    if (!query)
        return toText(query.error());
    QStringList lines;
    while (*query->step()) {
        QStringList cells;
        for (int i = 0; i < 4 && !query->text(i).isNull(); ++i)
            cells += query->text(i);
        lines += cells.join(u'|');
    }
    return lines.join(u'/');
}

/// A checkout in miniature: the real steps and the real schema.sql, to be edited.
QString miniature(const TempFolder &folder)
{
    const QString local = folder.makeFolder(u"migrations/local"_s);
    for (const QFileInfo &file : QDir(migrationsFolder()).entryInfoList(QDir::Files))
        QFile::copy(file.filePath(), local + u'/' + file.fileName());
    return local;
}

}  // namespace

class SchemaDiffTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theDeclaredSchemaIsWhatTheMigrationsMake()
    {
        const auto made = schemaOfSteps(localMigrations());
        QVERIFY(made);
        const auto declared = schemaOfSql(contentOf(migrationsFolder() + u"/schema.sql"_s));
        QVERIFY(declared);
        QVERIFY(made->tables.size() >= 11);
        const QStringList left = differences(*made, *declared);
        QVERIFY2(left.isEmpty(), qPrintable(left.join(u'\n')));
    }

    void layoutAndCommentsAreNoDifference()
    {
        const auto one = schemaOfSql("CREATE TABLE a (x INTEGER PRIMARY KEY, -- the key\n y TEXT NOT NULL) STRICT;");
        const auto two = schemaOfSql("create table \"a\"(\n  [x] integer primary key\n , `y` /* why */ text not null)strict;");
        QVERIFY(one && two);
        QVERIFY(differences(*one, *two).isEmpty());
        QVERIFY(migrationSql(*one, *two).isEmpty());
    }

    void aStringInASchemaKeepsItsCase()
    {
        const auto one = schemaOfSql("CREATE TABLE a (x TEXT DEFAULT 'A')");
        const auto two = schemaOfSql("CREATE TABLE a (x TEXT DEFAULT 'a')");
        QCOMPARE(differences(*one, *two).size(), 1);
    }

    void eachChangeKeepsTheRowsUpAndDown_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QByteArray>("queryUp");
        QTest::addColumn<QString>("up");
        QTest::addColumn<QByteArray>("queryDown");
        QTest::addColumn<QString>("down");

        const QByteArray a = "CREATE TABLE a (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;";
        const QByteArray dataA = "INSERT INTO a VALUES (1, 'x'), (2, 'y');";
        const QByteArray ab = a + "CREATE TABLE b (a INTEGER NOT NULL REFERENCES a (id) ON DELETE CASCADE, n INTEGER) STRICT;";
        const QByteArray dataAb = dataA + "INSERT INTO b VALUES (1, 10), (2, 20);";
        auto row = [](const char *name, const QByteArray &before, const QByteArray &data, const QByteArray &after,
                      const QByteArray &queryUp, const char *up, const QByteArray &queryDown, const char *down) {
            QTest::newRow(name) << before << data << after << queryUp << QString::fromUtf8(up) << queryDown
                                << QString::fromUtf8(down);
        };
        row("a new table", a, dataA, ab, "SELECT count(*) FROM b", "0", "SELECT * FROM a", "1|x/2|y");
        row("a table that goes", ab, dataAb, a, "SELECT * FROM a", "1|x/2|y", "SELECT count(*) FROM b", "0");
        row("a new column at the end", a, dataA,
            "CREATE TABLE a (id INTEGER PRIMARY KEY, name TEXT NOT NULL, size INTEGER NOT NULL DEFAULT 7 CHECK (size > 0)) STRICT;",
            "SELECT * FROM a", "1|x|7/2|y|7", "SELECT * FROM a", "1|x/2|y");
        row("a new column in the middle", a, dataA,
            "CREATE TABLE a (id INTEGER PRIMARY KEY, size INTEGER, name TEXT NOT NULL) STRICT;",
            "SELECT id, name, coalesce(size, 'none') FROM a", "1|x|none/2|y|none", "SELECT * FROM a", "1|x/2|y");
        row("a new column that must have a value and says none", a, dataA,
            "CREATE TABLE a (id INTEGER PRIMARY KEY, name TEXT NOT NULL, key BLOB NOT NULL CHECK (length(key) = 16)) STRICT;",
            "SELECT id, name, length(key) FROM a", "1|x|16/2|y|16", "SELECT * FROM a", "1|x/2|y");
        row("a new unique column", a, dataA,
            "CREATE TABLE a (id INTEGER PRIMARY KEY, name TEXT NOT NULL, key BLOB NOT NULL UNIQUE CHECK (length(key) = 32)) STRICT;",
            "SELECT count(DISTINCT key) FROM a", "2", "SELECT * FROM a", "1|x/2|y");
        row("a new column of few words", a, dataA,
            "CREATE TABLE a (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('Fish', 'fowl'))) STRICT;",
            "SELECT * FROM a", "1|x|Fish/2|y|Fish", "SELECT * FROM a", "1|x/2|y");
        row("a column that goes", "CREATE TABLE a (id INTEGER PRIMARY KEY, extra TEXT NOT NULL, name TEXT NOT NULL) STRICT;",
            "INSERT INTO a VALUES (1, 'e', 'x'), (2, 'f', 'y');", a, "SELECT * FROM a", "1|x/2|y",
            "SELECT id, extra, name FROM a", "1||x/2||y");
        row("a column whose name alone changes", a, dataA,
            "CREATE TABLE a (id INTEGER PRIMARY KEY, title TEXT NOT NULL) STRICT;", "SELECT id, title FROM a", "1|x/2|y",
            "SELECT id, name FROM a", "1|x/2|y");
        row("a table whose name alone changes", ab, dataAb,
            "CREATE TABLE c (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;"
            "CREATE TABLE b (a INTEGER NOT NULL REFERENCES c (id) ON DELETE CASCADE, n INTEGER) STRICT;",
            "SELECT name, n FROM c JOIN b ON b.a = c.id", "x|10/y|20", "SELECT name, n FROM a JOIN b ON b.a = a.id",
            "x|10/y|20");
        row("a column that becomes NOT NULL", "CREATE TABLE a (id INTEGER PRIMARY KEY, name TEXT) STRICT;",
            "INSERT INTO a VALUES (1, 'x'), (2, NULL);",
            "CREATE TABLE a (id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT 'none') STRICT;", "SELECT * FROM a",
            "1|x/2|none", "SELECT * FROM a", "1|x/2|none");
        row("a column that changes its type", a, "INSERT INTO a VALUES (1, '10'), (2, '-3');",
            "CREATE TABLE a (id INTEGER PRIMARY KEY, name INTEGER NOT NULL) STRICT;", "SELECT id, name, typeof(name) FROM a",
            "1|10|integer/2|-3|integer", "SELECT id, name, typeof(name) FROM a", "1|10|text/2|-3|text");
        row("text that becomes bytes", a, dataA, "CREATE TABLE a (id INTEGER PRIMARY KEY, name BLOB NOT NULL) STRICT;",
            "SELECT id, hex(name) FROM a", "1|78/2|79", "SELECT * FROM a", "1|x/2|y");
        row("a parent that is made anew keeps its children", ab, dataAb,
            "CREATE TABLE a (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;"
            "CREATE TABLE b (a INTEGER NOT NULL REFERENCES a (id) ON DELETE CASCADE, n INTEGER) STRICT;",
            "SELECT name, n FROM a JOIN b ON b.a = a.id", "x|10/y|20", "SELECT name, n FROM a JOIN b ON b.a = a.id",
            "x|10/y|20");
        row("a table that refers to itself", "CREATE TABLE t (id INTEGER PRIMARY KEY, up INTEGER REFERENCES t (id)) STRICT;",
            "INSERT INTO t VALUES (1, NULL), (2, 1);",
            "CREATE TABLE t (id INTEGER PRIMARY KEY, up INTEGER REFERENCES t (id) ON DELETE CASCADE) STRICT;",
            "SELECT id, coalesce(up, 0) FROM t", "1|0/2|1", "SELECT id, coalesce(up, 0) FROM t", "1|0/2|1");
        row("a new index", a, dataA, a + "CREATE INDEX a_name ON a (name) WHERE name <> '';",
            "SELECT count(*) FROM sqlite_schema WHERE name = 'a_name'", "1",
            "SELECT count(*) FROM sqlite_schema WHERE name = 'a_name'", "0");
        row("an index that changes", a + "CREATE INDEX a_name ON a (name);", dataA,
            a + "CREATE UNIQUE INDEX a_name ON a (name DESC);", "SELECT sql LIKE '%UNIQUE%' FROM sqlite_schema WHERE name = 'a_name'",
            "1", "SELECT sql LIKE '%UNIQUE%' FROM sqlite_schema WHERE name = 'a_name'", "0");
        row("an index on a table made anew", a + "CREATE INDEX a_name ON a (name);", dataA,
            "CREATE TABLE a (id INTEGER PRIMARY KEY, name TEXT NOT NULL CHECK (name <> '')) STRICT;"
            "CREATE INDEX a_name ON a (name);",
            "SELECT count(*) FROM sqlite_schema WHERE name = 'a_name'", "1",
            "SELECT count(*) FROM sqlite_schema WHERE name = 'a_name'", "1");
        row("rows without rowid", "CREATE TABLE t (k BLOB, v INTEGER, PRIMARY KEY (k)) STRICT, WITHOUT ROWID;",
            "INSERT INTO t VALUES (x'01', 1), (x'02', 2);",
            "CREATE TABLE t (k BLOB, v INTEGER, w REAL, PRIMARY KEY (k, v)) WITHOUT ROWID, STRICT;",
            "SELECT hex(k), v FROM t", "01|1/02|2", "SELECT hex(k), v FROM t", "01|1/02|2");
        row("a view and a trigger over a table made anew",
            a + "CREATE VIEW names AS SELECT name FROM a; CREATE TRIGGER no AFTER INSERT ON a BEGIN SELECT 1; END;", dataA,
            "CREATE TABLE a (id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT '') STRICT;"
            "CREATE VIEW names AS SELECT name FROM a; CREATE TRIGGER no AFTER INSERT ON a BEGIN SELECT 1; END;",
            "SELECT name FROM names", "x/y", "SELECT name FROM names", "x/y");
        row("names that are words of SQL", "CREATE TABLE \"order\" (\"group\" INTEGER PRIMARY KEY, x TEXT) STRICT;",
            "INSERT INTO \"order\" VALUES (3, 'x');",
            "CREATE TABLE \"order\" (\"group\" INTEGER PRIMARY KEY, \"select\" TEXT NOT NULL DEFAULT 'a,b', x TEXT) STRICT;",
            "SELECT \"group\", \"select\", x FROM \"order\"", "3|a,b|x", "SELECT \"group\", x FROM \"order\"", "3|x");
    }

    void eachChangeKeepsTheRowsUpAndDown()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, data);
        QFETCH(QByteArray, after);
        QFETCH(QByteArray, queryUp);
        QFETCH(QString, up);
        QFETCH(QByteArray, queryDown);
        QFETCH(QString, down);

        std::vector<Migration> steps{{1, "before", before, ""}};
        const auto generated = generateStep(steps, after, "change");
        QVERIFY2(generated, generated ? "" : qPrintable(toText(generated.error())));
        QCOMPARE(generated->step.number, 2);
        QVERIFY(!generated->changes.isEmpty());
        steps.push_back(generated->step);

        auto database = Database::open({.path = u":memory:"_s, .vfs = {}});
        const Migrator migrator(steps, 7);
        QVERIFY(migrator.upgrade(**database, systemClock(), 1));
        QVERIFY((*database)->execute(data));
        const auto moved = migrator.upgrade(**database, systemClock());
        QVERIFY2(moved, moved ? "" : (generated->step.up + qPrintable(toText(moved.error()))).constData());
        QCOMPARE(rows(**database, queryUp), up);
        const auto back = migrator.downgrade(**database, systemClock(), 1);
        QVERIFY2(back, back ? "" : (generated->step.down + qPrintable(toText(back.error()))).constData());
        QCOMPARE(rows(**database, queryDown), down);
        QVERIFY(migrator.upgrade(**database, systemClock()));
    }

    void whatCannotBeConvertedFailsAndLeavesTheRows()
    {
        std::vector<Migration> steps{{1, "before", "CREATE TABLE a (x TEXT NOT NULL) STRICT;", ""}};
        const auto generated = generateStep(steps, "CREATE TABLE a (x INTEGER NOT NULL) STRICT;", "change");
        QVERIFY(generated);
        steps.push_back(generated->step);
        auto database = Database::open({.path = u":memory:"_s, .vfs = {}});
        const Migrator migrator(steps, 7);
        QVERIFY(migrator.upgrade(**database, systemClock(), 1));
        QVERIFY((*database)->execute("INSERT INTO a VALUES ('not a number')"));
        QVERIFY(!migrator.upgrade(**database, systemClock()));
        QCOMPARE(rows(**database, "SELECT x FROM a"), u"not a number"_s);
    }

    void nothingIsWrittenWhereNothingDiffers()
    {
        TempFolder folder;
        const QString local = miniature(folder);
        const auto revision = dbRevision(local, u"nothing"_s, Autogenerate::Yes);
        QVERIFY2(revision, revision ? "" : qPrintable(toText(revision.error())));
        QCOMPARE(revision->number, 0);
        QCOMPARE(loadMigrations(local)->size(), localMigrations().size());
    }

    void aRevisionByHandIsAPairOfFiles()
    {
        TempFolder folder;
        const QString local = miniature(folder);
        const auto revision = dbRevision(local, u"  Add Größe, please! "_s, Autogenerate::No);
        QVERIFY(revision);
        QCOMPARE(QFileInfo(revision->upFile).fileName(),
                 u"%1_add_gr_e_please.up.sql"_s.arg(int(localMigrations().size()) + 1, 4, 10, QChar(u'0')));
        QVERIFY(QFile::exists(revision->downFile));
        QCOMPARE(toString(dbRevision(local, u"…"_s, Autogenerate::No).error().kind), toString(Error::Kind::Invalid));
        QVERIFY(QFile::remove(revision->upFile));
        QCOMPARE(toString(loadMigrations(local).error().kind), toString(Error::Kind::Invalid));  // a half is no step
    }

    void aFileIsAStepByItsWholeName()
    {
        QVERIFY(MigrationFile::parse(u"0001_a.up.sql"_s));
        for (const QString &name : {u"0001_a.up.sql\n"_s, u"0000_a.up.sql"_s, u"0001_A.up.sql"_s, u"1_a.up.sql"_s,
                                    u"0001_.up.sql"_s, u"x0001_a.up.sql"_s, u"0001_a.sql"_s})
            QVERIFY2(!MigrationFile::parse(name), qPrintable(name));
    }

    void aGeneratedRevisionWorksInEachConfiguration_data()
    {
        QTest::addColumn<Configuration>("configuration");
        QTest::newRow("dev, in the checkout") << Configuration::Dev;
        QTest::newRow("test, in a temporary folder") << Configuration::Test;
        QTest::newRow("prod, in the profile") << Configuration::Prod;
    }

    void aGeneratedRevisionWorksInEachConfiguration()
    {
        QFETCH(Configuration, configuration);
        TempFolder folder;
        const QString local = miniature(folder);
        QProcessEnvironment environment;
        environment.insert(u"XDG_DATA_HOME"_s, folder.path(u"data"_s));
        const StoreLocation location = configuration == Configuration::Dev    ? *devLocation(local)
                                       : configuration == Configuration::Test ? testLocation(folder.path(u"t"_s))
                                                                              : *prodLocation({}, environment);
        QCOMPARE(location.profile, folder.path(configuration == Configuration::Dev    ? u"build/dev-profile"_s
                                               : configuration == Configuration::Test ? u"t"_s
                                                                                      : u"data/tideline"_s));
        QVERIFY(!dbCurrent(location)->exists);
        QVERIFY(dbUpgrade(location, systemClock()));
        {
            auto store = openProjectStore(location);
            QVERIFY(store);
            QVERIFY((*store)->execute(
                "INSERT INTO project (number, id, name, owner_id, root_path, state)"
                " VALUES (1, zeroblob(16), 'climate', 'usr_1', '/data/climate', 'synced');"
                "INSERT INTO local_node (project, node, parent, name, kind) VALUES (1, randomblob(16), zeroblob(16), x'61', 1);"
                "INSERT INTO problem (project, path, kind, what, at_ms) VALUES (1, x'61', 'error', 'no', 5)"));
        }

        // The declared schema moves on: a column more in the middle, a word less in a CHECK's table, another index.
        QByteArray declared = contentOf(local + u"/schema.sql"_s);
        declared.replace("    name              TEXT    NOT NULL,\n    owner_id",
                         "    name              TEXT    NOT NULL,\n    colour            TEXT    NOT NULL DEFAULT 'blue',\n    owner_id");
        declared.replace("at_ms   INTEGER NOT NULL,\n    PRIMARY KEY (project, path, kind)",
                         "at_ms   INTEGER NOT NULL,\n    tries   INTEGER NOT NULL DEFAULT 1,\n    PRIMARY KEY (project, path, kind)");
        declared += "\nCREATE INDEX problem_kind ON problem (kind);\n";
        folder.write("migrations/local/schema.sql", declared);
        const auto revision = dbRevision(local, u"colours and tries"_s, Autogenerate::Yes);
        QVERIFY2(revision, revision ? "" : qPrintable(toText(revision.error())));
        QCOMPARE(revision->changes.size(), 3);
        QVERIFY(contentOf(revision->upFile).contains("project_new"));

        const Migrator next(*loadMigrations(local), kLocalApplicationId);
        QCOMPARE(dbCurrent(location, next)->current, next.latest() - 1);
        const auto moved = dbUpgrade(location, systemClock(), {}, next);
        QVERIFY2(moved, moved ? "" : qPrintable(toText(moved.error())));
        QCOMPARE(moved->to, next.latest());
        const auto report = dbCheck(location, next);
        QVERIFY2(report && report->findings.isEmpty(), report ? qPrintable(report->findings.join(u'\n')) : "");
        {
            auto store = next.open({.path = location.storePath, .vfs = {}}, systemClock());
            QVERIFY(store);
            QCOMPARE(rows(**store, "SELECT name, colour, root_path FROM project"), u"climate|blue|/data/climate"_s);
            QCOMPARE(rows(**store, "SELECT path, tries FROM problem"), u"a|1"_s);
            QCOMPARE(rows(**store, "SELECT name FROM local_node"), u"a"_s);
        }
        // The program that was there before refuses what the newer one made, and says how to go back.
        QVERIFY(!openProjectStore(location));
        QVERIFY(dbDowngrade(location, systemClock(), {}, next));
        auto store = openProjectStore(location);
        QVERIFY2(store, store ? "" : qPrintable(toText(store.error())));
        QCOMPARE(rows(**store, "SELECT name, root_path FROM project"), u"climate|/data/climate"_s);
        QCOMPARE(rows(**store, "SELECT name FROM local_node"), u"a"_s);
        const auto after = dbCheck(location);
        QVERIFY2(after->findings.isEmpty(), qPrintable(after->findings.join(u'\n')));
    }

    void theCompiledStepsAreTheFolders()
    {
        const auto steps = loadMigrations(qEnvironmentVariable("TIDELINE_SOURCE") + u"/migrations/local"_s);
        QVERIFY(steps);
        QCOMPARE(localMigrations().size(), steps->size());
        for (std::size_t i = 0; i < steps->size(); ++i) {
            QCOMPARE(localMigrations()[i].label(), (*steps)[i].label());
            QCOMPARE(localMigrations()[i].checksum(), (*steps)[i].checksum());
        }
    }

    void aStoreInMemoryGoesUpAndBack()
    {
        const StoreLocation location = testLocation();
        const int latest = int(localMigrations().size());
        QVERIFY(!dbCurrent(location)->exists);
        QCOMPARE(dbUpgrade(location, systemClock())->to, latest);
        const auto report = dbCheck(location);
        QVERIFY(report && report->findings.isEmpty());
        QCOMPARE(report->current, latest);
        const auto moved = dbDowngrade(location, systemClock(), 0);
        QVERIFY(moved);
        QCOMPARE(moved->from, latest);
        QCOMPARE(moved->to, 0);
    }

    void aCheckOfANewerStoreSaysThatAlone()
    {
        TempFolder folder;
        const StoreLocation location = testLocation(folder.path());
        QVERIFY(dbUpgrade(location, systemClock()));
        std::vector<Migration> fewer = localMigrations();
        fewer.pop_back();
        const auto report = dbCheck(location, Migrator(fewer, kLocalApplicationId));
        QVERIFY(report);
        QCOMPARE(report->findings.size(), 1);
        QVERIFY(report->findings[0].contains(u"newer version"));
        const auto moved = dbDowngrade(location, systemClock(), 0, Migrator(fewer, kLocalApplicationId));
        QVERIFY(!moved);
        QCOMPARE(toString(moved.error().kind), toString(Error::Kind::Invalid));
        QCOMPARE(dbCurrent(location)->current, int(localMigrations().size()));
    }

    void aCheckFindsWhatIsWrong()
    {
        TempFolder folder;
        const StoreLocation location = testLocation(folder.path());
        QVERIFY(dbUpgrade(location, systemClock()));
        QVERIFY(dbCheck(location)->findings.isEmpty());
        {
            auto store = openProjectStore(location);
            QVERIFY((*store)->execute("PRAGMA foreign_keys = OFF; INSERT INTO unsettled VALUES (77, zeroblob(16));"
                                      "CREATE TABLE stranger (x)"));
        }
        const auto report = dbCheck(location);
        QVERIFY(report);
        QCOMPARE(report->findings.size(), 2);
        QVERIFY(report->findings[0].contains(u"unsettled"));
        QVERIFY(report->findings[1].contains(u"stranger"));
        folder.write("store.sqlite", QByteArray(4096, 'x'));
        QCOMPARE(dbCheck(location)->findings.size(), 1);
        const Error none = dbCheck(testLocation(folder.path(u"none"_s))).error();
        QCOMPARE(toString(none.kind), toString(Error::Kind::NotFound));
        QVERIFY(none.mend.contains(u"tide db upgrade"));
    }

    void theHistoryListsWhatIsDoneAndWhatIsToCome()
    {
        TempFolder folder;
        const StoreLocation location = testLocation(folder.path());
        QCOMPARE(dbHistory(location)->front().appliedAtMs, 0);
        QVERIFY(dbUpgrade(location, systemClock()));
        const auto steps = dbHistory(location);
        QCOMPARE(steps->size(), localMigrations().size());
        QVERIFY(steps->front().appliedAtMs > 0);
        QCOMPARE(dbCurrent(location)->name, localMigrations().back().label());
        QCOMPARE(toString(dbUpgrade(location, systemClock(), 99).error().kind), toString(Error::Kind::Invalid));
    }
};

QTEST_GUILESS_MAIN(SchemaDiffTest)
#include "schema_diff_test.moc"
