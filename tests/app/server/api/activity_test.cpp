// What happened in a project, in order, to those who may know; and who is there.
#include "core_fixture.h"

#include "app/server/push/conversation.h"
#include "app/server/push/core_push_source.h"

#include <QDateTime>
#include <QTest>

namespace tideline::server {

using namespace std::chrono_literals;

class ActivityTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<CoreFixture> m_server;
    QByteArray m_ada;
    QByteArray m_project;

    Reply page(const QByteArray &token, const QString &cursor = {}, int limit = 100)
    {
        return m_server->get(m_project + "/activity?limit=" + QByteArray::number(limit) + "&cursor=" + cursor.toLatin1(), token);
    }
    /// "who kind", newest first, by pages of `limit`.
    QStringList lines(int limit = 100)
    {
        QStringList found;
        QString cursor;
        do {
            const QJsonObject json = page(m_ada, cursor, limit).json();
            for (const QJsonValue &item : json[u"items"_s].toArray())
                found += item[u"user"_s][u"name"_s].toString() + u' ' + item[u"kind"_s].toString();
            cursor = json[u"cursor"_s].toString();
        } while (!cursor.isEmpty());
        return found;
    }
    void makeFolder(const QByteArray &name, const QByteArray &token)
    {
        m_server->clock.forward(1s);
        m_server->mustCommit(m_project, token, {put(folderNode(m_server->node(), name))});
    }
    QStringList present(const QByteArray &token)
    {
        QStringList found;
        for (const QJsonValue &item : m_server->get(m_project + "/presence", token).json()[u"items"_s].toArray())
            found += u"%1 %2"_s.arg(item[u"user"_s][u"name"_s].toString()).arg(item[u"sessions"_s].toArray().size());
        return found;
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<CoreFixture>();
        QVERIFY(m_server->ok());
        m_ada = m_server->user(u"ada"_s);
        m_project = m_server->project(m_ada);
    }

    void everythingThatHappensIsToldInOrder()
    {
        const QByteArray bob = m_server->user(u"bob"_s);
        makeFolder("one", m_ada);
        m_server->clock.forward(1s);
        m_server->give(m_project, m_ada, u"bob"_s, u"editor"_s);
        makeFolder("two", bob);
        m_server->clock.forward(1s);
        m_server->post(m_project + "/snapshots", bob, {{u"name"_s, u"v1"_s}});
        m_server->clock.forward(1s);
        m_server->send("PATCH", m_project + "/snapshots/v1", bob, R"({"live":true})");
        m_server->clock.forward(1s);
        const QString soon = QDateTime::fromMSecsSinceEpoch(m_server->clock.nowMs() + 60'000, Qt::UTC).toString(Qt::ISODateWithMs);
        const QString link = m_server->post(m_project + "/links", m_ada, {{u"expires_at"_s, soon}}).json()[u"id"_s].toString();
        m_server->clock.forward(1s);
        m_server->send("DELETE", m_project + "/links/" + link.toLatin1(), m_ada);
        m_server->clock.forward(1s);
        m_server->send("DELETE", m_project + "/snapshots/v1", m_ada);
        m_server->clock.forward(1s);
        m_server->send("PUT", m_project + "/retention", m_ada, R"({"keep":"thinned"})");
        m_server->clock.forward(1s);
        m_server->send("DELETE", m_project + "/members/bob", m_ada);
        m_server->clock.forward(1s);
        m_server->send("DELETE", m_project, m_ada);
        m_server->clock.forward(1s);
        m_server->post(m_project + "/restore", m_ada, {});
        makeFolder("three", m_ada);
        const QStringList expected{u"ada commit"_s,          u"ada restored"_s,     u"ada deleted"_s,   u"ada member_removed"_s, u"ada retention_set"_s,
                                   u"ada snapshot_removed"_s, u"ada link_revoked"_s, u"ada link_made"_s, u"bob snapshot_live"_s,  u"bob snapshot_made"_s,
                                   u"bob commit"_s,          u"ada member_set"_s,   u"ada commit"_s};
        QCOMPARE(lines(), expected);
        QCOMPARE(lines(1), expected);  // however it is paged
        QCOMPARE(lines(4), expected);
        const QJsonArray items = page(m_ada).json()[u"items"_s].toArray();
        QCOMPARE(items[0][u"details"_s][u"revision"_s].toInteger(), 3);
        QCOMPARE(items[11][u"details"_s][u"member"_s][u"name"_s].toString(), u"bob"_s);
        QCOMPARE(items[11][u"details"_s][u"role"_s].toString(), u"editor"_s);
    }

    /// What comes while somebody pages does not shift what follows.
    void aPageGoesOnWhereTheOneBeforeEnded()
    {
        for (int i = 0; i < 6; ++i)
            makeFolder("f" + QByteArray::number(i), m_ada);
        const QJsonObject first = page(m_ada, {}, 3).json();
        makeFolder("late", m_ada);
        const QJsonObject second = page(m_ada, first[u"cursor"_s].toString(), 3).json();
        QCOMPARE(second[u"items"_s][0][u"details"_s][u"revision"_s].toInteger(), 3);
        QVERIFY(!second[u"has_more"_s].toBool());
        QCOMPARE(page(m_ada, u"here"_s).status, 422);
        QCOMPARE(page(m_ada, u"1.2.3"_s).status, 422);
    }

    void whoMayOnlyListIsNotTold()
    {
        const QByteArray eve = m_server->user(u"eve"_s);
        QCOMPARE(page(eve).status, 404);
        m_server->give(m_project, m_ada, u"eve"_s, u"finder"_s);
        QCOMPARE(page(eve).status, 403);
        m_server->give(m_project, m_ada, u"eve"_s, u"viewer"_s);
        QCOMPARE(page(eve).status, 200);
    }

    /// A change that is refused is not told: it did not happen.
    void whatIsRefusedDidNotHappen()
    {
        QCOMPARE(m_server->send("DELETE", m_project + "/members/ada", m_ada).status, 409);
        QCOMPARE(m_server->send("DELETE", m_project + "/snapshots/none", m_ada).status, 404);
        QCOMPARE(lines(), QStringList());
    }

    void whoIsConnectedIsThereUntilTheSessionEnds()
    {
        const QByteArray bob = m_server->user(u"bob"_s);
        const QByteArray eve = m_server->user(u"eve"_s);
        m_server->give(m_project, m_ada, u"bob"_s, u"viewer"_s);
        CorePushSource source(m_server->core());
        const auto session = [&](const QByteArray &token) {
            auto made = std::make_unique<Conversation>(source, *m_server->core().authenticate(token), token, PushSettings{}, m_server->clock.monotonic());
            return made;
        };
        const QByteArray hello = R"({"t":"hello","client":"tideline/1"})";
        auto first = session(m_ada);
        QCOMPARE(present(m_ada), QStringList());  // it has not said hello
        first->onMessage(hello, m_server->clock.monotonic());
        auto second = session(m_ada);
        second->onMessage(hello, m_server->clock.monotonic());
        auto third = session(bob);
        third->onMessage(hello, m_server->clock.monotonic());
        auto stranger = session(eve);
        stranger->onMessage(hello, m_server->clock.monotonic());
        QCOMPARE(present(m_ada), (QStringList{u"ada 2"_s, u"bob 1"_s}));
        QCOMPARE(present(bob), (QStringList{u"ada 2"_s, u"bob 1"_s}));
        QCOMPARE(m_server->get(m_project + "/presence", eve).status, 404);

        const QByteArray id = m_project.mid(m_project.lastIndexOf('/') + 1);
        third->onMessage(R"({"t":"unsubscribe","id":1,"projects":[")" + id + R"("]})", m_server->clock.monotonic());
        QCOMPARE(present(m_ada), QStringList{u"ada 2"_s});
        third->onMessage(R"({"t":"subscribe","id":2,"projects":[")" + id + R"("]})", m_server->clock.monotonic());
        second.reset();
        QCOMPARE(present(m_ada), (QStringList{u"ada 1"_s, u"bob 1"_s}));
        QCOMPARE(m_server->send("DELETE", m_project + "/members/bob", m_ada).status, 204);
        QCOMPARE(present(m_ada), QStringList{u"ada 1"_s});
        first.reset();
        QCOMPARE(present(m_ada), QStringList());
    }
};

}  // namespace tideline::server

QTEST_GUILESS_MAIN(tideline::server::ActivityTest)
#include "activity_test.moc"
