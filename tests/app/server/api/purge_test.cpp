// Deleted projects go for good: after their time, whole, and nothing of others with them.
#include "core_fixture.h"
#include "tests/support/memory_disk.h"

#include <QDateTime>
#include <QTest>

namespace tideline::server {

using namespace std::chrono_literals;

class PurgeTest final : public QObject {
    Q_OBJECT

    struct World {
        test::MemoryDisk disk;
        CoreFixture server{disk};
        QByteArray ada, project;
        QByteArray content = QByteArray(1000, 'a') + QByteArray(1000, 'b') + "c";
        int place = 0;
        std::function<void(int place)> at;

        World()
        {
            server.pieceBytes = 1 << 20;
            server.beforeUpkeepStep = [this] {
                const int now = place++;
                if (at)
                    at(now);
            };
            Q_ASSERT(server.restart());
            ada = server.user(u"ada"_s);
            project = server.project(ada);
            fill(project, ada);
        }
        void fill(const QByteArray &path, const QByteArray &token)
        {
            Q_ASSERT(server.upload(path, token, {content}).status == 200);
            server.mustCommit(path, token, {put(fileNode(server.node(), "f", content), manifestOf(content))});
        }
        void fillWithFolders(int count)
        {
            std::vector<wire::Change> changes;
            for (int i = 0; i < count; ++i)
                changes.push_back(put(folderNode(server.node(), "d" + QByteArray::number(i))));
            server.mustCommit(project, ada, std::move(changes));
        }
        int remove() { return server.send("DELETE", project, ada).status; }
        int restore() { return server.post(project + "/restore", ada, {}).status; }
        bool days(int count)
        {
            for (int i = 0; i < count; ++i) {
                server.clock.forward(24h + 1min);
                if (!server.core().upkeep())
                    return false;
            }
            return true;
        }
        qint64 integer(const char *sql) { return server.database().integer(sql)->value_or(-1); }
        /// Rows of the first project that was made.
        qint64 rows()
        {
            return integer("SELECT (SELECT count(*) FROM project WHERE number = 1) + (SELECT count(*) FROM member WHERE project = 1)"
                           " + (SELECT count(*) FROM history WHERE project = 1) + (SELECT count(*) FROM node WHERE project = 1)"
                           " + (SELECT count(*) FROM node_version WHERE project = 1) + (SELECT count(*) FROM content WHERE project = 1)"
                           " + (SELECT count(*) FROM project_chunk WHERE project = 1) + (SELECT count(*) FROM activity WHERE project = 1)"
                           " + (SELECT count(*) FROM share_link WHERE project = 1) + (SELECT count(*) FROM snapshot WHERE project = 1)"
                           " + (SELECT count(*) FROM invitation WHERE project = 1) + (SELECT count(*) FROM organization_grant WHERE project = 1)");
        }
        bool isGone()
        {
            return server.get(project, ada).status == 404 && restore() == 404 && server.get(project + "/files/f", ada).status == 404
                   && server.get("/api/v1/projects?deleted=true", ada).json()[u"items"_s].toArray().isEmpty()
                   && server.get("/api/v1/me/quota", ada).json()[u"projects"_s].toArray().isEmpty();
        }
    };

private Q_SLOTS:
    void aDeletedProjectIsKeptForThirtyDays()
    {
        World world;
        for (int round = 0; round < 2; ++round) {  // the second time counts anew
            QCOMPARE(world.remove(), 204);
            const auto told = world.server.get("/api/v1/projects?deleted=true", world.ada).json()[u"items"_s].toArray();
            QCOMPARE(told.size(), 1);
            QVERIFY(world.days(29));
            QCOMPARE(world.restore(), 200);
            QCOMPARE(world.server.get(world.project + "/files/f", world.ada).body, world.content);
        }
        const auto happened = world.server.get(world.project + "/activity", world.ada).json()[u"items"_s].toArray();
        QVERIFY(std::ranges::any_of(happened, [](const QJsonValue &item) {
            return item[u"kind"_s] == u"deleted"_s && item[u"details"_s][u"kept_days"_s].toInt() == 30;
        }));
        QVERIFY(world.days(40));
        QCOMPARE(world.server.get(world.project + "/files/f", world.ada).body, world.content);
    }

    void thenItGoesWithItsBytes()
    {
        World world;
        QVERIFY(world.disk.bytes() > 0);
        const qint64 lastPack = world.integer("SELECT max(number) FROM pack");
        const QString end = QDateTime::fromMSecsSinceEpoch(world.server.clock.nowMs() + 3'600'000).toUTC().toString(Qt::ISODate);
        QCOMPARE(world.server.post(world.project + "/links", world.ada, {{u"path"_s, u"f"_s}, {u"expires_at"_s, end}}).status, 201);
        QCOMPARE(world.server.post(world.project + "/snapshots", world.ada, {{u"name"_s, u"v1"_s}, {u"revision"_s, 1}}).status, 201);
        QCOMPARE(world.remove(), 204);
        QVERIFY(world.days(31));
        QVERIFY(world.isGone());
        QCOMPARE(world.rows(), 0);
        QCOMPARE(world.server.get("/api/v1/me/quota", world.ada).json()[u"used"_s].toInteger(-1), 0);
        QVERIFY(world.days(3));
        QCOMPARE(world.integer("SELECT count(*) FROM chunk"), 0);
        QCOMPARE(world.disk.bytes(), 0);
        QVERIFY(world.server.restart());
        const QByteArray next = world.server.project(world.ada);  // of the same name
        world.fill(next, world.ada);
        QCOMPARE(world.server.get(next + "/files/f", world.ada).body, world.content);
        QCOMPARE(world.integer("SELECT max(number) FROM project"), 2);
        QVERIFY(world.integer("SELECT min(number) FROM pack") > lastPack);  // no number is given again
    }

    void whatOthersHoldStays()
    {
        World world;
        const QByteArray eve = world.server.user(u"eve"_s);
        const QByteArray own = world.server.project(eve);
        world.fill(own, eve);
        QCOMPARE(world.remove(), 204);
        QVERIFY(world.days(40));
        QVERIFY(world.isGone());
        QCOMPARE(world.server.get(own + "/files/f", eve).body, world.content);
        QCOMPARE(world.integer("SELECT count(*) FROM project_chunk"), 3);
    }

    void itGoesInBoundedTransactions()
    {
        World world;
        world.fillWithFolders(2500);
        QCOMPARE(world.remove(), 204);
        qint64 last = -1;
        qint64 most = 0;
        world.at = [&](int) {
            const qint64 now = world.integer("SELECT total_changes()");
            most = std::max(most, last < 0 ? 0 : now - last);
            last = now;
        };
        QVERIFY(world.days(31));
        QVERIFY(world.isGone());
        QCOMPARE(world.rows(), 0);
        QVERIFY2(most > 900 && most <= 1010, QByteArray::number(most));
    }

    /// From the first step on there is no such project, whatever ends the pass; the next one goes on.
    void aPurgeThatEndsAnywhereIsGoneOnWith()
    {
        for (int at = 0;; ++at) {
            World world;
            world.fillWithFolders(1500);
            QCOMPARE(world.remove(), 204);
            world.server.clock.forward(std::chrono::hours(24 * 31));
            bool isStopped = false;
            world.at = [&](int place) {
                if (place != at)
                    return;
                isStopped = true;
                world.server.core().stopUpkeep();
            };
            QVERIFY(world.server.core().upkeep());
            QVERIFY(world.isGone());
            world.server.policy.purgeDeletedAfterDays.reset();  // what was begun is ended all the same
            QVERIFY(world.server.restart());
            QVERIFY(world.isGone());
            QVERIFY(world.server.core().upkeep());
            QCOMPARE(world.rows(), 0);
            if (!isStopped)
                break;
        }
    }

    void whatIsRestoredAtTheLastMomentStays()
    {
        World world;
        QCOMPARE(world.remove(), 204);
        world.at = [&](int place) {
            if (place == 0)
                QCOMPARE(world.restore(), 200);
        };
        world.server.clock.forward(std::chrono::hours(24 * 31));
        QVERIFY(world.server.core().upkeep());
        QVERIFY(world.place > 0);
        QCOMPARE(world.server.get(world.project + "/files/f", world.ada).body, world.content);
    }

    void theOperatorDecidesWhen()
    {
        World world;
        world.server.policy.purgeDeletedAfterDays.reset();
        QVERIFY(world.server.restart());
        QCOMPARE(world.remove(), 204);
        QVERIFY(world.days(400));
        QCOMPARE(world.restore(), 200);
        QCOMPARE(world.server.get(world.project + "/files/f", world.ada).body, world.content);
        world.server.policy.purgeDeletedAfterDays = 2;
        QVERIFY(world.server.restart());
        QCOMPARE(world.remove(), 204);
        QVERIFY(world.days(1));
        QCOMPARE(world.server.get("/api/v1/projects?deleted=true", world.ada).json()[u"items"_s].toArray().size(), 1);
        QVERIFY(world.days(2));
        QVERIFY(world.isGone());
    }
};

}  // namespace tideline::server

QTEST_GUILESS_MAIN(tideline::server::PurgeTest)
#include "purge_test.moc"
