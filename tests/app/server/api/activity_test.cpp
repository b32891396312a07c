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
        const QString soon = QDateTime::fromMSecsSinceEpoch(m_server->clock.nowMs() + 60'000).toUTC().toString(Qt::ISODateWithMs);
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

    void whoGetsInByWhateverWayIsTold()
    {
        m_server->policy.invitationsMakeUsers = true;
        QVERIFY(m_server->restart());
        const QByteArray bob = m_server->user(u"bob"_s);
        const auto permit = [&](const QByteArray &change) {
            m_server->clock.forward(1s);
            const QByteArray body = change.startsWith('"') ? '{' + change + '}' : "{\"permissions\":[{" + change + "}]}";
            const Reply reply = m_server->send("POST", m_project + "/permissions", m_ada, body);
            if (reply.status != 200)
                qWarning() << change << reply.body;
            return reply.status;
        };
        const auto give = [&](const QByteArray &to) {
            m_server->clock.forward(1s);
            return m_server->send("PUT", m_project + "/owner", m_ada, to).status;
        };
        const auto invite = [&](const QJsonObject &body) {
            m_server->clock.forward(1s);
            return m_server->post(m_project + "/invitations", m_ada, body).json();
        };
        m_server->post("/api/v1/organizations", m_ada, {{u"name"_s, u"acme"_s}});
        QCOMPARE(permit(R"( "type":"user_name","id":"bob","relation":"viewer","action":"add")"), 200);
        QCOMPARE(permit(R"( "type":"user_name","id":"bob","relation":"viewer","action":"remove")"), 200);
        QCOMPARE(permit(R"( "type":"org_name","id":"acme","relation":"viewer","action":"add")"), 200);
        QCOMPARE(permit(R"( "type":"org_name","id":"acme","relation":"viewer","action":"remove")"), 200);
        QCOMPARE(permit(R"("is_public":true)"), 200);
        QCOMPARE(permit(R"("is_public":true)"), 200);  // it is: nothing happens
        QCOMPARE(give(R"({"type":"organization","id":"acme"})"), 200);
        QCOMPARE(give(R"({"type":"organization","id":"acme"})"), 200);
        QCOMPARE(give(R"({"type":"user","id":"ada"})"), 200);
        const QJsonObject first = invite({{u"role"_s, u"editor"_s}, {u"user"_s, u"bob"_s}});
        m_server->clock.forward(1s);
        QCOMPARE(m_server->post("/api/v1/invitations:accept", bob, {{u"id"_s, first[u"id"_s]}}).status, 200);
        const QJsonObject second = invite({{u"role"_s, u"viewer"_s}});
        m_server->clock.forward(1s);
        QCOMPARE(m_server->post("/api/v1/invitations:register", {}, {{u"code"_s, second[u"code"_s]}, {u"user"_s, u"eve"_s}, {u"password"_s, u"secret"_s}}).status, 201);
        const QJsonObject third = invite({{u"role"_s, u"viewer"_s}});
        m_server->clock.forward(1s);
        QCOMPARE(m_server->send("DELETE", m_project + "/invitations/" + third[u"id"_s].toString().toLatin1(), m_ada).status, 204);
        QCOMPARE(lines(), (QStringList{u"ada invitation_revoked"_s, u"ada invitation_made"_s, u"eve member_joined"_s, u"ada invitation_made"_s,
                                       u"bob member_joined"_s, u"ada invitation_made"_s, u"ada owner_set"_s, u"ada owner_set"_s, u"ada public_set"_s,
                                       u"ada organization_removed"_s, u"ada organization_set"_s, u"ada member_removed"_s, u"ada member_set"_s}));
        const Reply all = page(m_ada);
        const QJsonArray items = all.json()[u"items"_s].toArray();
        QCOMPARE(items[4][u"details"_s][u"role"_s].toString(), u"editor"_s);
        QCOMPARE(items[4][u"details"_s][u"invited_by"_s][u"name"_s].toString(), u"ada"_s);
        QCOMPARE(items[7][u"details"_s][u"owner"_s][u"name"_s].toString(), u"acme"_s);
        QCOMPARE(items[10][u"details"_s][u"organization"_s][u"name"_s].toString(), u"acme"_s);
        QVERIFY(!all.body.contains("tdl_inv_"));
    }

    /// Who the members are, strangers are not told by what they did, nor by who is there.
    void strangersOfAPublicProjectAreNotTold()
    {
        const QByteArray eve = m_server->user(u"eve"_s);
        QCOMPARE(m_server->post(m_project + "/permissions", m_ada, {{u"is_public"_s, true}}).status, 200);
        QCOMPARE(m_server->get(m_project, eve).status, 200);
        QCOMPARE(page(eve).status, 403);
        QCOMPARE(m_server->get(m_project + "/presence", eve).status, 403);
    }

    void whoBelongsByAnOrganizationIsThere()
    {
        const QByteArray bob = m_server->user(u"bob"_s);
        const QByteArray acme = m_server->post("/api/v1/organizations", m_ada, {{u"name"_s, u"acme"_s}}).headers.at("Location");
        m_server->give(acme, m_ada, u"bob"_s, u"viewer"_s);
        QCOMPARE(m_server->send("PUT", m_project + "/owner", m_ada, R"({"type":"organization","id":"acme"})").status, 200);
        CorePushSource source(m_server->core());
        Conversation session(source, *m_server->core().authenticate(bob), bob, PushSettings{}, m_server->clock.monotonic());
        session.onMessage(R"({"t":"hello","client":"tideline/1"})", m_server->clock.monotonic());
        QCOMPARE(present(m_ada), QStringList{u"bob 1"_s});
        QCOMPARE(m_server->send("DELETE", acme + "/members/bob", m_ada).status, 204);
        QCOMPARE(present(m_ada), QStringList());
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
        m_server->user(u"bob"_s);
        QCOMPARE(m_server->send("POST", m_project + "/permissions", m_ada,
                                R"({"is_public":true,"permissions":[{"type":"user_name","id":"bob","relation":"viewer","action":"add"},)"
                                R"({"type":"user_name","id":"nobody","relation":"viewer","action":"add"}]})").status, 404);
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
        const QByteArray hello = R"({"t":"hello","client":"tideline/1","device":"turing"})";
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
        const QJsonValue bobs = m_server->get(m_project + "/presence", bob).json()[u"items"_s][1][u"sessions"_s][0];
        QCOMPARE(bobs[u"client"_s].toString(), u"tideline/1"_s);
        QCOMPARE(bobs[u"device"_s].toString(), u"turing"_s);
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
