// The steps of the server's metadata: up, down and up again, and what stays on the way.
#include "app/server/metadata/server_migrations.h"
#include "core/base/clock.h"
#include "core/store/migrator.h"
#include "core/store/schema_diff.h"

#include <QTest>

using namespace tideline;
using namespace tideline::server;
using namespace tideline::store;

class ServerMigrationsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyStepDownGivesTheSchemaBeforeIt()
    {
        auto database = Database::open({.path = u":memory:"_s, .vfs = {}});
        const Migrator migrator(serverMigrations(), kServerApplicationId);
        QVERIFY(migrator.upgrade(**database, systemClock()));
        QCOMPARE(*migrator.check(**database), migrator.latest());
        for (int to = migrator.latest() - 1; to >= 0; --to) {
            QVERIFY(migrator.downgrade(**database, systemClock(), to));
            const auto there = readSchema(**database);
            const auto wanted = schemaOfSteps({serverMigrations().begin(), serverMigrations().begin() + to});
            QVERIFY(there && wanted);
            QCOMPARE(differences(*there, *wanted), QStringList());
        }
        QVERIFY(migrator.upgrade(**database, systemClock()));
        QCOMPARE(differences(*readSchema(**database), *schemaOfSteps(serverMigrations())), QStringList());
    }

    void theStepsCompiledInAreThoseOfTheFolder()
    {
        const auto onDisk = loadMigrations(qEnvironmentVariable("TIDELINE_SOURCE") + u"/migrations/server"_s);
        QVERIFY(onDisk);
        QCOMPARE(onDisk->size(), serverMigrations().size());
        for (std::size_t i = 0; i < onDisk->size(); ++i)
            QCOMPARE((*onDisk)[i].checksum(), serverMigrations()[i].checksum());
    }

    /// A token that allows less would allow everything to an older server.
    void aTokenWithTermsDoesNotOutliveThem()
    {
        auto database = Database::open({.path = u":memory:"_s, .vfs = {}});
        const Migrator migrator(serverMigrations(), kServerApplicationId);
        QVERIFY(migrator.upgrade(**database, systemClock()));
        const char *rows[] = {"INSERT INTO user (id, name, password_hash, created_at_ms) VALUES (zeroblob(16), 'ada', '', 0)",
                              "INSERT INTO token (id, user_id, name, secret_hash, created_at_ms) "
                              "VALUES ('old', zeroblob(16), '', zeroblob(32), 0)",
                              "INSERT INTO token (id, user_id, name, secret_hash, created_at_ms, scopes) "
                              "VALUES ('read', zeroblob(16), '', zeroblob(32), 0, 1)",
                              "INSERT INTO token (id, user_id, name, secret_hash, created_at_ms, expires_at_ms) "
                              "VALUES ('short', zeroblob(16), '', zeroblob(32), 0, 5)"};
        for (const char *row : rows)
            QVERIFY2((*database)->prepare(row)->step(), row);
        QVERIFY(migrator.downgrade(**database, systemClock(), 2));
        QVERIFY(migrator.upgrade(**database, systemClock()));
        QCOMPARE(**(*database)->integer("SELECT count(*) FROM token"), 1);
        QCOMPARE(**(*database)->integer("SELECT count(*) FROM token WHERE id = 'old' AND scopes = 7 AND expires_at_ms = 0"), 1);
    }

    void whatProjectsHoldIsCountedWhenQuotasCome()
    {
        auto database = Database::open({.path = u":memory:"_s, .vfs = {}});
        const Migrator migrator(serverMigrations(), kServerApplicationId);
        QVERIFY(migrator.upgrade(**database, systemClock()));
        QVERIFY(migrator.downgrade(**database, systemClock(), 5));
        const char *rows[] = {"INSERT INTO user (id, name, password_hash, created_at_ms) VALUES (zeroblob(16), 'ada', '', 0)",
                              "INSERT INTO project (number, id, name, owner_id, created_at_ms, updated_at_ms) "
                              "VALUES (1, zeroblob(16), 'p', zeroblob(16), 0, 0), (2, x'01010101010101010101010101010101', 'q', zeroblob(16), 0, 0)",
                              "INSERT INTO project_chunk (project, hash, raw_length) VALUES (1, zeroblob(32), 100), "
                              "(1, x'0101010101010101010101010101010101010101010101010101010101010101', 20), (2, zeroblob(32), 3)"};
        for (const char *row : rows)
            QVERIFY2((*database)->prepare(row)->step(), row);
        QVERIFY(migrator.upgrade(**database, systemClock()));
        QCOMPARE(**(*database)->integer("SELECT stored_bytes FROM project WHERE number = 1"), 120);
        QCOMPARE(**(*database)->integer("SELECT stored_bytes FROM project WHERE number = 2"), 3);
        QCOMPARE(**(*database)->integer("SELECT count(*) FROM project WHERE keep_all_days IS NULL"), 2);  // everything stays kept
        QCOMPARE(**(*database)->integer("SELECT count(*) FROM user WHERE quota_bytes IS NULL"), 1);
    }

    void withoutOrganizationsTheirMembersStayWithTheProjects()
    {
        auto database = Database::open({.path = u":memory:"_s, .vfs = {}});
        const Migrator migrator(serverMigrations(), kServerApplicationId);
        QVERIFY(migrator.upgrade(**database, systemClock()));
        // Ada made the project in an organisation that is bob's; she is its editor, and eve was made its owner by herself.
        const char *rows[] = {"INSERT INTO user (id, name, password_hash, created_at_ms) VALUES (zeroblob(16), 'ada', '', 0), "
                              "(x'0b000000000000000000000000000000', 'bob', '', 0), (x'0e000000000000000000000000000000', 'eve', '', 0)",
                              "INSERT INTO organization (id, name, created_at_ms) VALUES (zeroblob(16), 'acme', 0)",
                              "INSERT INTO organization_member VALUES (zeroblob(16), zeroblob(16), 3), "
                              "(zeroblob(16), x'0b000000000000000000000000000000', 4), (zeroblob(16), x'0e000000000000000000000000000000', 1)",
                              "INSERT INTO project (number, id, name, owner_id, created_at_ms, updated_at_ms, organization, is_public) "
                              "VALUES (1, zeroblob(16), 'p', zeroblob(16), 0, 0, zeroblob(16), 1)",
                              "INSERT INTO organization_grant VALUES (1, zeroblob(16), 4)",
                              "INSERT INTO member VALUES (1, x'0e000000000000000000000000000000', 4)"};
        for (const char *row : rows)
            QVERIFY2((*database)->prepare(row)->step(), row);
        QVERIFY(migrator.downgrade(**database, systemClock(), 6));
        QCOMPARE(**(*database)->integer("SELECT group_concat(role, '') FROM (SELECT role FROM member ORDER BY user_id)"), 344);
        QCOMPARE(**(*database)->integer("SELECT count(*) FROM project p JOIN member m ON m.project = p.number AND m.user_id = p.owner_id "
                                        "AND m.role = 4"), 1);
        QVERIFY(migrator.upgrade(**database, systemClock()));
        QCOMPARE(**(*database)->integer("SELECT is_public FROM project"), 0);
    }

    void withoutSnapshotsTheirRevisionsStay()
    {
        auto database = Database::open({.path = u":memory:"_s, .vfs = {}});
        const Migrator migrator(serverMigrations(), kServerApplicationId);
        QVERIFY(migrator.upgrade(**database, systemClock()));
        const char *rows[] = {"INSERT INTO user (id, name, password_hash, created_at_ms) VALUES (zeroblob(16), 'ada', '', 0)",
                              "INSERT INTO project (number, id, name, owner_id, created_at_ms, updated_at_ms, head_revision) "
                              "VALUES (1, zeroblob(16), 'p', zeroblob(16), 0, 0, 1)",
                              "INSERT INTO history VALUES (1, 1, zeroblob(16), zeroblob(32), zeroblob(16), 'ada', '', '', 0, 1, 0, 0, 0)",
                              "INSERT INTO snapshot VALUES (1, 'v1', 1, '', zeroblob(16), 'ada', 0, 1)"};
        for (const char *row : rows)
            QVERIFY2((*database)->prepare(row)->step(), row);
        const auto second = (*database)->prepare("INSERT INTO snapshot VALUES (1, 'v2', 1, '', zeroblob(16), 'ada', 0, 1)")->step();
        QVERIFY(!second);  // two live ones
        QVERIFY(migrator.downgrade(**database, systemClock(), 1));
        QVERIFY(migrator.upgrade(**database, systemClock()));
        QCOMPARE(**(*database)->integer("SELECT count(*) FROM history"), 1);
        QCOMPARE(**(*database)->integer("SELECT count(*) FROM snapshot"), 0);
    }
};

QTEST_GUILESS_MAIN(ServerMigrationsTest)
#include "migrations_test.moc"
