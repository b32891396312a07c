#include "app/server/metadata/project_repository.h"
#include "app/server/push/core_push_source.h"
#include "core_fixture.h"

#include <QDateTime>
#include <QTest>
#include <QTimeZone>

#include <algorithm>

namespace tideline::server {

/// Organisations, permissions, invitations and the list of projects, as other users see them.
class OrganisationTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<CoreFixture> m_server;
    QByteArray m_ada, m_bob, m_eve;

    static QByteArray text(const QJsonObject &object) { return QJsonDocument(object).toJson(QJsonDocument::Compact); }
    static QJsonArray oneOf(const QJsonObject &object)
    {
        QJsonArray list;
        list.append(object);
        return list;
    }
    /// A new organisation of this user; its path "/api/v1/organizations/org_…".
    QByteArray organization(const QByteArray &token, const QString &name = u"acme"_s)
    {
        const Reply reply = m_server->post("/api/v1/organizations", token, {{u"name"_s, name}});
        if (reply.status != 201)
            qWarning().noquote() << reply.body;
        Q_ASSERT(reply.status == 201);
        return reply.headers.at("Location");
    }
    Reply makeProject(const QByteArray &token, const QString &owner, const QString &name = u"climate"_s)
    {
        return m_server->post("/api/v1/projects", token,
                              {{u"name"_s, name}, {u"owner"_s, QJsonObject{{u"type"_s, u"organization"_s}, {u"id"_s, owner}}}});
    }
    static QByteArray pathOf(const Reply &made) { return "/api/v1/projects/" + made.json()[u"id"_s].toString().toLatin1(); }
    static ProjectId idOf(const QByteArray &project) { return *ProjectId::fromString(QString::fromLatin1(project.sliced(17))); }
    QString roleOf(const QByteArray &project, const QByteArray &token)
    {
        return m_server->get(project, token).json()[u"role"_s].toString();
    }
    Reply giveTo(const QByteArray &project, const QByteArray &token, const QString &type, const QString &id)
    {
        return m_server->send("PUT", project + "/owner", token, text({{u"type"_s, type}, {u"id"_s, id}}));
    }
    Reply permit(const QByteArray &project, const QByteArray &token, const QString &type, const QString &id, const QString &relation,
                 const QString &action = u"add"_s)
    {
        return m_server->post(project + "/permissions", token,
                              {{u"permissions"_s, oneOf({{u"type"_s, type}, {u"id"_s, id}, {u"relation"_s, relation}, {u"action"_s, action}})}});
    }
    QStringList listed(const QByteArray &token, const QByteArray &query = {})
    {
        QStringList names;
        for (const auto item : m_server->get("/api/v1/projects" + query, token).json()[u"items"_s].toArray())
            names << item[u"name"_s].toString();
        return names;
    }
    bool mayHear(const QByteArray &token, const QByteArray &project, const QByteArray &kind = "content")
    {
        CorePushSource source(m_server->core());
        return *source.mayHear(*m_server->core().authenticate(token), idOf(project), kind);
    }
    /// Whether the last thing that was told is that this user's projects are others.
    bool isTold(const QByteArray &token, const QByteArray &kind = "projects")
    {
        const UserId user = m_server->core().authenticate(token)->user;
        return std::ranges::any_of(m_server->events.list, [&](const ChangeEvent &event) {
            return event.project.isNull() && event.kind == kind && std::ranges::find(event.users, user) != event.users.end();
        });
    }
    Reply invite(const QByteArray &into, const QByteArray &token, QJsonObject more = {})
    {
        if (!more.contains(u"role"_s))
            more[u"role"_s] = u"editor"_s;
        return m_server->post(into + "/invitations", token, more);
    }
    Reply accept(const QByteArray &token, const QString &key, const QJsonValue &value)
    {
        return m_server->post("/api/v1/invitations:accept", token, {{key, value}});
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<CoreFixture>();
        QVERIFY(m_server->ok());
        m_ada = m_server->user(u"ada"_s);
        m_bob = m_server->user(u"bob"_s);
        m_eve = m_server->user(u"eve"_s);
    }

    // Organisations

    void itsMembersReachItsProjectsWithTheirRole()
    {
        const QByteArray acme = organization(m_ada);
        const Reply made = makeProject(m_ada, u"acme"_s);
        QCOMPARE(made.status, 201);
        const QByteArray project = pathOf(made);
        QCOMPARE(made.json()[u"owner"_s].toObject(), (QJsonObject{{u"type"_s, u"organization"_s},
                                                                 {u"id"_s, QString::fromLatin1(acme.sliced(22))},
                                                                 {u"name"_s, u"acme"_s}}));
        m_server->mustCommit(project, m_ada, {put(folderNode(m_server->node(), "a"))});
        QCOMPARE(m_server->get(project, m_bob).status, 404);
        QCOMPARE(listed(m_bob), QStringList());
        m_server->give(acme, m_ada, u"bob"_s, u"finder"_s);
        QVERIFY(isTold(m_bob));
        QCOMPARE(listed(m_bob), QStringList{u"climate"_s});
        QCOMPARE(m_server->get(project + "/changes", m_bob).status, 403);
        m_server->give(acme, m_ada, u"bob"_s, u"viewer"_s);
        QCOMPARE(roleOf(project, m_bob), u"viewer"_s);
        QCOMPARE(m_server->tree(project, m_bob), QStringList{u"a"_s});
        QCOMPARE(m_server->commit(project, m_bob, m_server->head(project, m_ada), {put(folderNode(m_server->node(), "b"))}).status, 403);
        m_server->give(acme, m_ada, u"bob"_s, u"editor"_s);
        m_server->mustCommit(project, m_bob, {put(folderNode(m_server->node(), "b"))});
        QCOMPARE(m_server->send("DELETE", project, m_bob).status, 403);
        QCOMPARE(m_server->get(project, m_eve).status, 404);
        QVERIFY(mayHear(m_bob, project) && !mayHear(m_eve, project));
        const auto members = m_server->get(project + "/members", m_bob).json()[u"items"_s].toArray();
        QCOMPARE(members.size(), 2);
        QCOMPARE(members[1][u"role"_s].toString(), u"editor"_s);
        QCOMPARE(members[1][u"direct"_s].toBool(true), false);
    }

    void theHighestRoleCounts()
    {
        const QByteArray acme = organization(m_ada);
        m_server->give(acme, m_ada, u"bob"_s, u"viewer"_s);
        const QByteArray project = pathOf(makeProject(m_ada, u"acme"_s));
        m_server->give(project, m_ada, u"bob"_s, u"editor"_s);
        QCOMPARE(roleOf(project, m_bob), u"editor"_s);
        m_server->give(project, m_ada, u"bob"_s, u"finder"_s);
        QCOMPARE(roleOf(project, m_bob), u"viewer"_s);
        QCOMPARE(listed(m_bob).size(), 1);
    }

    void whoLeavesLosesItsProjectsAndIsTold()
    {
        const QByteArray acme = organization(m_ada);
        m_server->give(acme, m_ada, u"bob"_s, u"editor"_s);
        const QByteArray project = pathOf(makeProject(m_ada, u"acme"_s));
        QVERIFY(mayHear(m_bob, project));
        m_server->events.list.clear();
        QCOMPARE(m_server->send("DELETE", acme + "/members/bob", m_ada).status, 204);
        QVERIFY(isTold(m_bob) && !isTold(m_ada) && !isTold(m_eve));
        for (const char *kind : {"content", "meta", "members", "deleted"})
            QVERIFY(!mayHear(m_bob, project, kind));
        QCOMPARE(m_server->get(project, m_bob).status, 404);
        QCOMPARE(m_server->upload(project, m_bob, {"x"}).status, 404);
        QCOMPARE(listed(m_bob), QStringList());
        QCOMPARE(m_server->get(acme, m_bob).status, 404);
    }

    void aRemovedMemberOfAProjectIsTold()
    {
        const QByteArray project = m_server->project(m_ada);
        m_server->give(project, m_ada, u"bob"_s, u"viewer"_s);
        m_server->events.list.clear();
        QCOMPARE(m_server->send("DELETE", project + "/members/bob", m_ada).status, 204);
        QVERIFY(isTold(m_bob) && !isTold(m_eve));
    }

    void anOrganizationKeepsAnOwner()
    {
        const QByteArray acme = organization(m_ada);
        QCOMPARE(m_server->send("DELETE", acme + "/members/ada", m_ada).status, 409);
        QCOMPARE(m_server->send("PUT", acme + "/members/ada", m_ada, R"({"role":"editor"})").status, 409);
        QCOMPARE(m_server->get(acme, m_ada).json()[u"role"_s].toString(), u"owner"_s);
        m_server->give(acme, m_ada, u"bob"_s, u"owner"_s);
        QCOMPARE(m_server->send("DELETE", acme + "/members/ada", m_ada).status, 204);
        QCOMPARE(m_server->get(acme, m_ada).status, 404);
        QCOMPARE(m_server->send("DELETE", acme + "/members/bob", m_bob).status, 409);
    }

    void strangersAreToldTheSameAsOfOneThatIsNot()
    {
        const QByteArray acme = organization(m_ada);
        const QByteArray none = "/api/v1/organizations/org_019a0c0de0007000800000000000beef";
        for (const auto &[method, tail, body] : std::vector<std::tuple<QByteArray, QByteArray, QByteArray>>{
                 {"GET", "", ""}, {"PATCH", "", "{}"}, {"DELETE", "", ""}, {"GET", "/members", ""},
                 {"PUT", "/members/eve", R"({"role":"owner"})"}, {"DELETE", "/members/ada", ""}, {"GET", "/invitations", ""},
                 {"POST", "/invitations", R"({"role":"owner","user":"eve"})"}}) {
            const Reply here = m_server->send(method, acme + tail, m_eve, body);
            QCOMPARE(here.status, 404);
            QCOMPARE(here.body, m_server->send(method, none + tail, m_eve, body).body);
            QCOMPARE(here.body, m_server->send(method, "/api/v1/organizations/acme" + tail, m_eve, body).body);
        }
        QCOMPARE(makeProject(m_eve, u"acme"_s).body, makeProject(m_eve, u"none"_s).body);
        const QByteArray project = m_server->project(m_eve);
        QCOMPARE(giveTo(project, m_eve, u"organization"_s, u"acme"_s).status, 404);
        QCOMPARE(permit(project, m_eve, u"org_name"_s, u"acme"_s, u"viewer"_s).status, 404);
        QCOMPARE(m_server->get("/api/v1/organizations", m_eve).json()[u"items"_s].toArray().size(), 0);
    }

    /// A request that is sent again is answered as before, but not to one who was put out since.
    void whoMadeAProjectOnceIsToldNoMoreOfIt()
    {
        const QByteArray acme = organization(m_ada);
        m_server->give(acme, m_ada, u"bob"_s, u"editor"_s);
        const auto make = [&] {
            return m_server->post("/api/v1/projects", m_bob,
                                  {{u"name"_s, u"climate"_s}, {u"owner"_s, QJsonObject{{u"type"_s, u"organization"_s}, {u"id"_s, u"acme"_s}}}},
                                  {{"idempotency-key", "k"}});
        };
        QCOMPARE(make().status, 201);
        QCOMPARE(make().status, 200);
        QCOMPARE(m_server->send("DELETE", acme + "/members/bob", m_ada).status, 204);
        QCOMPARE(make().status, 404);
    }

    void onlyEditorsMakeProjectsInIt()
    {
        const QByteArray acme = organization(m_ada);
        m_server->give(acme, m_ada, u"bob"_s, u"viewer"_s);
        QCOMPARE(makeProject(m_bob, u"acme"_s).status, 403);
        m_server->give(acme, m_ada, u"bob"_s, u"editor"_s);
        const Reply made = makeProject(m_bob, u"acme"_s);
        QCOMPARE(made.status, 201);
        QCOMPARE(made.json()[u"role"_s].toString(), u"editor"_s);  // it is the organisation's, not bob's
        QCOMPARE(roleOf(pathOf(made), m_ada), u"owner"_s);
        for (const QJsonObject &owner : {QJsonObject{{u"type"_s, u"user"_s}, {u"id"_s, u"ada"_s}}, QJsonObject{{u"type"_s, u"king"_s}, {u"id"_s, u"ada"_s}},
                                         QJsonObject{{u"type"_s, u"organization"_s}}})
            QVERIFY(m_server->post("/api/v1/projects", m_bob, {{u"name"_s, u"x"_s}, {u"owner"_s, owner}}).status >= 400);
        QCOMPARE(listed(m_ada).size(), 1);
    }

    void aProjectMovesToAnOrganizationOfItsOwner()
    {
        const QByteArray acme = organization(m_ada);
        const QByteArray project = m_server->project(m_bob);
        m_server->give(project, m_bob, u"ada"_s, u"editor"_s);
        QCOMPARE(giveTo(project, m_ada, u"organization"_s, u"acme"_s).status, 403);  // an editor does not give it away
        QCOMPARE(giveTo(project, m_bob, u"organization"_s, u"acme"_s).status, 404);  // bob does not belong to it
        m_server->give(acme, m_ada, u"bob"_s, u"viewer"_s);
        QCOMPARE(giveTo(project, m_bob, u"organization"_s, u"acme"_s).status, 403);
        m_server->give(acme, m_ada, u"bob"_s, u"editor"_s);
        const Reply moved = giveTo(project, m_bob, u"organization"_s, u"acme"_s);
        QCOMPARE(moved.status, 200);
        QCOMPARE(moved.json()[u"owner"_s][u"name"_s].toString(), u"acme"_s);
        QCOMPARE(roleOf(project, m_ada), u"owner"_s);
        QCOMPARE(roleOf(project, m_bob), u"owner"_s);  // of the project itself, as before
        // From here on its owners decide.
        QCOMPARE(giveTo(project, m_bob, u"user"_s, u"bob"_s).status, 403);
        organization(m_bob, u"bobs"_s);
        QCOMPARE(giveTo(project, m_bob, u"organization"_s, u"bobs"_s).status, 403);
        QCOMPARE(m_server->send("DELETE", project + "/members/bob", m_ada).status, 204);
        QCOMPARE(roleOf(project, m_bob), u"editor"_s);
        QCOMPARE(m_server->send("DELETE", project + "/members/ada", m_ada).status, 204);  // the organisation owns it
        QCOMPARE(roleOf(project, m_ada), u"owner"_s);
    }

    /// What it holds takes the space of whoever owns it, and could not be got rid of: to be made an owner is no yes to that.
    void nobodyGetsAProjectUnasked()
    {
        const QByteArray project = m_server->project(m_ada);
        const auto owner = [&] { return m_server->get(project, m_bob).json()[u"owner"_s][u"name"_s].toString(); };
        QCOMPARE(giveTo(project, m_ada, u"user"_s, u"eve"_s).status, 409);
        m_server->give(project, m_ada, u"bob"_s, u"owner"_s);
        QCOMPARE(giveTo(project, m_ada, u"user"_s, u"bob"_s).status, 409);
        QCOMPARE(m_server->send("DELETE", project + "/members/ada", m_ada).status, 409);
        QCOMPARE(m_server->send("PUT", project + "/members/ada", m_ada, R"({"role":"editor"})").status, 409);
        QCOMPARE(permit(project, m_ada, u"user_name"_s, u"ada"_s, u"viewer"_s).status, 409);
        QCOMPARE(permit(project, m_ada, u"user_name"_s, u"ada"_s, u"owner"_s, u"remove"_s).status, 409);
        QCOMPARE(owner(), u"ada"_s);
        QCOMPARE(giveTo(project, m_bob, u"user"_s, u"bob"_s).json()[u"owner"_s][u"name"_s].toString(), u"bob"_s);
        QCOMPARE(m_server->send("DELETE", project + "/members/ada", m_ada).status, 204);
        QCOMPARE(owner(), u"bob"_s);
    }

    void theOwnerOnRecordIsAnOwner()
    {
        const QByteArray project = m_server->project(m_ada);
        m_server->give(project, m_ada, u"bob"_s, u"owner"_s);
        QCOMPARE(m_server->send("DELETE", project + "/members/ada", m_bob).status, 204);  // who puts the owner out takes over
        QCOMPARE(m_server->get(project, m_bob).json()[u"owner"_s][u"name"_s].toString(), u"bob"_s);
    }

    void nobodyBelongsToOrganizationsWithoutEnd()
    {
        const QByteArray acme = organization(m_ada);
        const QString code = m_server->post(acme + "/invitations", m_ada, {{u"role"_s, u"viewer"_s}}).json()[u"code"_s].toString();
        QVERIFY(m_server->database().execute("INSERT INTO organization (id, name, created_at_ms)"
                                             " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)"
                                             " SELECT CAST(printf('%016d', i) AS BLOB), printf('org%d', i), 1 FROM n"));
        QVERIFY(m_server->database().execute("INSERT INTO organization_member SELECT o.id, u.id, CASE u.name WHEN 'eve' THEN 4 ELSE 1 END"
                                             " FROM organization o, user u WHERE o.name LIKE 'org%' AND u.name IN ('bob', 'eve')"));
        QCOMPARE(m_server->send("PUT", acme + "/members/bob", m_ada, R"({"role":"viewer"})").status, 409);
        QCOMPARE(m_server->post("/api/v1/invitations:accept", m_bob, {{u"code"_s, code}}).status, 409);
        QCOMPARE(m_server->send("DELETE", "/api/v1/organizations/org7/members/bob", m_bob).status, 204);
        QCOMPARE(m_server->post("/api/v1/invitations:accept", m_bob, {{u"code"_s, code}}).status, 200);
        QCOMPARE(m_server->send("PUT", acme + "/members/bob", m_ada, R"({"role":"editor"})").status, 200);  // belongs to it already
    }

    void whatOwnsProjectsIsNotDissolved()
    {
        const QByteArray acme = organization(m_ada);
        const QByteArray project = pathOf(makeProject(m_ada, u"acme"_s));
        QCOMPARE(m_server->send("DELETE", acme, m_ada).status, 409);
        QCOMPARE(m_server->send("DELETE", project, m_ada).status, 204);
        QCOMPARE(m_server->send("DELETE", acme, m_ada).status, 409);  // it could be restored
        QCOMPARE(giveTo(project, m_ada, u"user"_s, u"ada"_s).status, 200);
        m_server->give(acme, m_ada, u"bob"_s, u"editor"_s);
        QCOMPARE(m_server->send("DELETE", acme, m_bob).status, 403);
        QCOMPARE(m_server->send("DELETE", acme, m_ada).status, 204);
        QCOMPARE(m_server->send("POST", project + "/restore", m_ada).status, 200);
        QCOMPARE(m_server->get(project, m_bob).status, 404);
    }

    void aNameIsAUsersOrAnOrganizations()
    {
        organization(m_ada);
        const auto found = [&](const QByteArray &token, const QString &name) {
            return m_server->post("/api/v1/organizations", token, {{u"name"_s, name}}).status;
        };
        QCOMPARE(found(m_eve, u"acme"_s), 409);
        QCOMPARE(found(m_eve, u"ada"_s), 409);
        QVERIFY(m_server->core().addUser(u"acme"_s, u"x"_s).error().kind == Error::Kind::Conflict);
        for (const QString &bad : {u""_s, u"Acme"_s, u"a b"_s, u"org_1"_s, u"usr_1"_s, QString(65, u'a')})
            QCOMPARE(found(m_eve, bad), 422);
        const QByteArray eves = organization(m_eve, u"eves"_s);
        QCOMPARE(m_server->send("PATCH", eves, m_eve, R"({"name":"acme"})").status, 409);
        QCOMPARE(m_server->send("PATCH", eves, m_eve, R"({"name":"eves","title":"Eve"})").json()[u"title"_s].toString(), u"Eve"_s);
    }

    // Permissions

    void everyRoleIsToldWhatItMayDo()
    {
        const QByteArray project = m_server->project(m_ada);
        const QMap<QString, QStringList> all{{u"finder"_s, {u"find"_s}},
                                             {u"viewer"_s, {u"find"_s, u"read"_s}},
                                             {u"editor"_s, {u"find"_s, u"modify"_s, u"read"_s}},
                                             {u"owner"_s, {u"delete"_s, u"find"_s, u"modify"_s, u"own"_s, u"read"_s, u"share"_s}}};
        for (auto it = all.begin(); it != all.end(); ++it) {
            m_server->give(project, m_ada, u"bob"_s, it.key());
            QStringList may;
            const QJsonObject mine = m_server->get(project + "/permissions/my", m_bob).json();
            QCOMPARE(mine.size(), 6);
            for (auto right = mine.begin(); right != mine.end(); ++right) {
                if (right->toBool())
                    may << right.key();
            }
            QCOMPARE(may, it.value());
        }
        QCOMPARE(m_server->get(project + "/permissions/my", m_eve).status, 404);
    }

    void permissionsAreAddedAndRemoved()
    {
        const QByteArray project = m_server->project(m_ada);
        QCOMPARE(permit(project, m_ada, u"user_name"_s, u"bob"_s, u"editor"_s).status, 200);
        QCOMPARE(roleOf(project, m_bob), u"editor"_s);
        const QJsonObject now = m_server->get(project + "/permissions", m_bob).json();
        QCOMPARE(now[u"permissions"_s].toArray().size(), 2);
        const QJsonObject bobs = now[u"permissions"_s].toArray().at(1).toObject();
        QCOMPARE(bobs[u"type"_s].toString(), u"user_id"_s);
        QCOMPARE(bobs[u"relation"_s].toString(), u"editor"_s);
        QCOMPARE(now[u"is_public"_s].toBool(true), false);
        const QString id = bobs[u"id"_s].toString();
        QCOMPARE(permit(project, m_bob, u"user_id"_s, id, u"owner"_s).status, 403);  // nobody raises themselves
        QCOMPARE(permit(project, m_ada, u"user_id"_s, id, u"viewer"_s, u"remove"_s).status, 404);
        QCOMPARE(permit(project, m_ada, u"user_id"_s, id, u"editor"_s, u"remove"_s).status, 200);
        QVERIFY(isTold(m_bob));
        QCOMPARE(m_server->get(project, m_bob).status, 404);
        QCOMPARE(permit(project, m_ada, u"user_name"_s, u"ada"_s, u"owner"_s, u"remove"_s).status, 409);
        QCOMPARE(permit(project, m_ada, u"user_name"_s, u"ada"_s, u"viewer"_s).status, 409);
        QCOMPARE(permit(project, m_eve, u"user_name"_s, u"eve"_s, u"owner"_s).status, 404);
    }

    void permissionsAreChangedTogetherOrNotAtAll()
    {
        const QByteArray project = m_server->project(m_ada);
        const auto line = [](const QString &user) {
            return QJsonObject{{u"type"_s, u"user_name"_s}, {u"id"_s, user}, {u"relation"_s, u"viewer"_s}, {u"action"_s, u"add"_s}};
        };
        const Reply reply = m_server->post(project + "/permissions", m_ada,
                                           {{u"permissions"_s, QJsonArray{line(u"bob"_s), line(u"zoe"_s)}}, {u"is_public"_s, true}});
        QCOMPARE(reply.status, 404);
        QCOMPARE(m_server->get(project, m_bob).status, 404);
    }

    void aPermissionMustMakeSense_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("nothing") << QByteArray("{}");
        QTest::newRow("no list") << QByteArray(R"({"permissions":5})");
        QTest::newRow("another type") << QByteArray(R"({"permissions":[{"type":"group","id":"bob","relation":"viewer","action":"add"}]})");
        QTest::newRow("another relation") << QByteArray(R"({"permissions":[{"type":"user_name","id":"bob","relation":"king","action":"add"}]})");
        QTest::newRow("none") << QByteArray(R"({"permissions":[{"type":"user_name","id":"bob","relation":"none","action":"add"}]})");
        QTest::newRow("another action") << QByteArray(R"({"permissions":[{"type":"user_name","id":"bob","relation":"viewer","action":"give"}]})");
        QTest::newRow("a name for an id") << QByteArray(R"({"permissions":[{"type":"user_id","id":"bob","relation":"viewer","action":"add"}]})");
        QTest::newRow("no id") << QByteArray(R"({"permissions":[{"type":"user_name","relation":"viewer","action":"add"}]})");
        QTest::newRow("half public") << QByteArray(R"({"is_public":"yes"})");
    }
    void aPermissionMustMakeSense()
    {
        QFETCH(QByteArray, body);
        QCOMPARE(m_server->send("POST", m_server->project(m_ada) + "/permissions", m_ada, body).status, 422);
    }

    void aPublicProjectIsReadByEverybodyAndChangedByItsMembers()
    {
        const QByteArray project = m_server->project(m_ada);
        m_server->give(project, m_ada, u"bob"_s, u"finder"_s);
        m_server->mustCommit(project, m_ada, {put(folderNode(m_server->node(), "a"))});
        QCOMPARE(m_server->post(project + "/permissions", m_ada, {{u"is_public"_s, true}}).status, 200);
        QCOMPARE(m_server->tree(project, m_eve), QStringList{u"a"_s});
        QCOMPARE(m_server->tree(project, m_bob), QStringList{u"a"_s});
        QVERIFY(m_server->get(project, m_eve).json()[u"is_public"_s].toBool());
        QCOMPARE(roleOf(project, m_eve), u"viewer"_s);
        QCOMPARE(m_server->get(project, {}).status, 401);
        QCOMPARE(m_server->commit(project, m_eve, m_server->head(project, m_eve), {put(folderNode(m_server->node(), "b"))}).status, 403);
        QCOMPARE(m_server->get(project + "/members", m_eve).status, 403);
        QCOMPARE(m_server->get(project + "/permissions", m_eve).status, 403);
        QCOMPARE(m_server->get(project + "/members", m_bob).status, 200);
        QCOMPARE(listed(m_eve), QStringList());  // it is none of hers
        QCOMPARE(listed(m_eve, "?public=true"), QStringList{u"climate"_s});
        QVERIFY(mayHear(m_eve, project) && !mayHear(m_eve, project, "meta") && mayHear(m_bob, project, "meta"));
        QCOMPARE(m_server->post(project + "/permissions", m_ada, {{u"is_public"_s, false}}).status, 200);
        QCOMPARE(m_server->get(project, m_eve).status, 404);
        QVERIFY(!mayHear(m_eve, project));
        QCOMPARE(listed(m_eve, "?public=true"), QStringList());
    }

    void anotherOrganizationHasNoMoreThanItsRelation()
    {
        const QByteArray acme = organization(m_ada);
        m_server->give(acme, m_ada, u"bob"_s, u"owner"_s);
        m_server->give(acme, m_ada, u"eve"_s, u"finder"_s);
        const QByteArray project = m_server->project(m_ada);
        QCOMPARE(permit(project, m_ada, u"org_name"_s, u"acme"_s, u"viewer"_s).status, 200);
        QCOMPARE(roleOf(project, m_bob), u"viewer"_s);
        QCOMPARE(roleOf(project, m_eve), u"finder"_s);
        QCOMPARE(giveTo(project, m_bob, u"organization"_s, u"acme"_s).status, 403);
        QCOMPARE(permit(project, m_ada, u"org_name"_s, u"acme"_s, u"viewer"_s, u"remove"_s).status, 200);
        QCOMPARE(m_server->get(project, m_bob).status, 404);
        // The one that owns it keeps its rights.
        QCOMPARE(giveTo(project, m_ada, u"organization"_s, u"acme"_s).status, 200);
        QCOMPARE(permit(project, m_ada, u"org_name"_s, u"acme"_s, u"viewer"_s).status, 409);
        QCOMPARE(permit(project, m_ada, u"org_name"_s, u"acme"_s, u"owner"_s, u"remove"_s).status, 409);
    }

    // Invitations

    void anInvitedUserAcceptsOrDeclines()
    {
        const QByteArray project = m_server->project(m_ada);
        const Reply made = invite(project, m_ada, {{u"user"_s, u"bob"_s}});
        QCOMPARE(made.status, 201);
        QVERIFY(!made.json().contains(u"code"_s));
        QVERIFY(isTold(m_bob, "invitations") && !isTold(m_eve, "invitations"));
        const QString id = made.json()[u"id"_s].toString();
        QCOMPARE(m_server->get(project, m_bob).status, 404);  // not before he has agreed
        QCOMPARE(m_server->get("/api/v1/me/invitations", m_bob).json()[u"items"_s].toArray().size(), 1);
        QCOMPARE(m_server->get("/api/v1/me/invitations", m_eve).json()[u"items"_s].toArray().size(), 0);
        QCOMPARE(accept(m_eve, u"id"_s, id).status, 404);
        QCOMPARE(m_server->post("/api/v1/invitations:decline", m_eve, {{u"id"_s, id}}).status, 404);
        const Reply in = accept(m_bob, u"id"_s, id);
        QCOMPARE(in.json(), (QJsonObject{{u"type"_s, u"project"_s}, {u"id"_s, idOf(project).toString()}, {u"name"_s, u"climate"_s}, {u"role"_s, u"editor"_s}}));
        QCOMPARE(roleOf(project, m_bob), u"editor"_s);
        QCOMPARE(accept(m_bob, u"id"_s, id).status, 404);

        const QString second = invite(project, m_ada, {{u"user"_s, u"eve"_s}}).json()[u"id"_s].toString();
        QCOMPARE(m_server->post("/api/v1/invitations:decline", m_eve, {{u"id"_s, second}}).status, 204);
        QCOMPARE(accept(m_eve, u"id"_s, second).status, 404);
        QCOMPARE(m_server->get(project + "/invitations", m_ada).json()[u"items"_s].toArray().size(), 0);
    }

    void aCodeIsGoodOnceUntilItsEnd()
    {
        const QByteArray acme = organization(m_ada);
        const QByteArray project = pathOf(makeProject(m_ada, u"acme"_s));
        const QString code = invite(acme, m_ada).json()[u"code"_s].toString();
        QVERIFY(code.startsWith(u"tdl_inv_"_s));
        QVERIFY(!m_server->get(acme + "/invitations", m_ada).body.contains(code.section(u'_', 3).toLatin1()));
        QString flipped = code;
        flipped.back() = flipped.back() == u'a' ? u'b' : u'a';
        for (const QString &bad : {flipped, code.chopped(1), code.section(u'_', 2, 2), u"x"_s, QString()})
            QCOMPARE(accept(m_bob, u"code"_s, bad).status, 404);
        QCOMPARE(accept(m_bob, u"id"_s, code.section(u'_', 2, 2)).status, 404);  // its public part alone
        QCOMPARE(accept(m_bob, u"code"_s, code).json()[u"type"_s].toString(), u"organization"_s);
        QVERIFY(isTold(m_bob));
        QCOMPARE(roleOf(project, m_bob), u"editor"_s);
        QCOMPARE(accept(m_eve, u"code"_s, code).status, 404);

        const QString late = invite(acme, m_ada).json()[u"code"_s].toString();
        m_server->clock.forward(std::chrono::hours(24 * 7));
        QCOMPARE(accept(m_eve, u"code"_s, late).status, 404);
        QCOMPARE(m_server->get(acme + "/invitations", m_ada).json()[u"items"_s].toArray().size(), 0);
        const auto in = [&](int days) { return QDateTime::fromMSecsSinceEpoch(m_server->clock.nowMs() + days * 86'400'000LL, QTimeZone::utc()).toString(Qt::ISODateWithMs); };
        QCOMPARE(invite(acme, m_ada, {{u"expires_at"_s, in(91)}}).status, 422);
        QCOMPARE(invite(acme, m_ada, {{u"expires_at"_s, in(-1)}}).status, 422);
        QCOMPARE(invite(acme, m_ada, {{u"expires_at"_s, in(90)}}).status, 201);
    }

    void onlyOwnersInviteListAndRevoke()
    {
        const QByteArray project = m_server->project(m_ada);
        m_server->give(project, m_ada, u"bob"_s, u"editor"_s);
        const QByteArray id = invite(project, m_ada).json()[u"id"_s].toString().toLatin1();
        QCOMPARE(invite(project, m_bob).status, 403);
        QCOMPARE(m_server->get(project + "/invitations", m_bob).status, 403);
        QCOMPARE(m_server->send("DELETE", project + "/invitations/" + id, m_bob).status, 403);
        QCOMPARE(m_server->send("DELETE", m_server->project(m_eve) + "/invitations/" + id, m_eve).status, 404);  // by what is hers
        QCOMPARE(m_server->send("DELETE", organization(m_eve, u"eves"_s) + "/invitations/" + id, m_eve).status, 404);
        QCOMPARE(m_server->send("DELETE", project + "/invitations/" + id, m_ada).status, 204);
        QCOMPARE(m_server->send("DELETE", project + "/invitations/" + id, m_ada).status, 404);
        QCOMPARE(invite(project, m_ada, {{u"role"_s, u"king"_s}}).status, 422);
        QCOMPARE(invite(project, m_ada, {{u"user"_s, 5}}).status, 422);
        QCOMPARE(invite(project, m_ada, {{u"user"_s, u"zoe"_s}}).status, 404);
    }

    void aRevokedCodeIsNoGood()
    {
        const QByteArray project = m_server->project(m_ada);
        const QJsonObject made = invite(project, m_ada).json();
        QCOMPARE(m_server->send("DELETE", project + "/invitations/" + made[u"id"_s].toString().toLatin1(), m_ada).status, 204);
        QCOMPARE(accept(m_eve, u"code"_s, made[u"code"_s]).status, 404);
    }

    /// Else whoever is put out could have left a door open.
    void anInvitationByAFormerOwnerIsVoid()
    {
        const QByteArray project = m_server->project(m_ada);
        m_server->give(project, m_ada, u"bob"_s, u"owner"_s);
        const QString code = invite(project, m_bob, {{u"role"_s, u"owner"_s}}).json()[u"code"_s].toString();
        QCOMPARE(m_server->send("DELETE", project + "/members/bob", m_ada).status, 204);
        QCOMPARE(accept(m_bob, u"code"_s, code).status, 404);
        QCOMPARE(accept(m_eve, u"code"_s, code).status, 404);
        QCOMPARE(m_server->get(project, m_eve).status, 404);
    }

    void aHigherRoleStays()
    {
        const QByteArray project = m_server->project(m_ada);
        const QString code = invite(project, m_ada, {{u"role"_s, u"viewer"_s}}).json()[u"code"_s].toString();
        QCOMPARE(accept(m_ada, u"code"_s, code).json()[u"role"_s].toString(), u"owner"_s);
        QCOMPARE(roleOf(project, m_ada), u"owner"_s);
    }

    void anInvitationIntoADeletedProjectWaits()
    {
        const QByteArray project = m_server->project(m_ada);
        const QString id = invite(project, m_ada, {{u"user"_s, u"bob"_s}}).json()[u"id"_s].toString();
        QCOMPARE(m_server->send("DELETE", project, m_ada).status, 204);
        QCOMPARE(accept(m_bob, u"id"_s, id).status, 404);
        QCOMPARE(m_server->get("/api/v1/me/invitations", m_bob).json()[u"items"_s].toArray().size(), 0);
        QCOMPARE(m_server->send("POST", project + "/restore", m_ada).status, 200);
        QCOMPARE(accept(m_bob, u"id"_s, id).status, 200);
    }

    void aNewPersonComesByACodeWhereThatIsAllowed()
    {
        const QByteArray project = m_server->project(m_ada);
        const QString code = invite(project, m_ada, {{u"role"_s, u"viewer"_s}}).json()[u"code"_s].toString();
        const auto join = [&](const QString &name, const QString &with) {
            return m_server->post("/api/v1/invitations:register", {}, {{u"code"_s, with}, {u"user"_s, name}, {u"password"_s, u"p"_s}});
        };
        QCOMPARE(join(u"zoe"_s, code).status, 403);
        m_server->policy.invitationsMakeUsers = true;
        QVERIFY(m_server->restart());
        QCOMPARE(join(u"zoe"_s, u"tdl_inv_x"_s).status, 404);
        QCOMPARE(join(u"ada"_s, code).status, 409);
        QCOMPARE(join(u"Zoe!"_s, code).status, 422);
        const QString named = invite(project, m_ada, {{u"user"_s, u"bob"_s}}).json()[u"id"_s].toString();
        QCOMPARE(m_server->post("/api/v1/invitations:register", {}, {{u"id"_s, named}, {u"user"_s, u"zoe"_s}, {u"password"_s, u"p"_s}}).status, 404);
        QCOMPARE(m_server->core().listUsers()->size(), std::size_t(3));
        const Reply joined = join(u"zoe"_s, code);
        QCOMPARE(joined.status, 201);
        QCOMPARE(roleOf(project, joined.json()[u"token"_s].toString().toLatin1()), u"viewer"_s);
        QCOMPARE(m_server->post("/api/v1/login", {}, {{u"user"_s, u"zoe"_s}, {u"password"_s, u"p"_s}}).status, 200);
        QCOMPARE(join(u"yan"_s, code).status, 404);
        QCOMPARE(m_server->core().listUsers()->size(), std::size_t(4));
    }

    /// Whoever has a code could else have passwords hashed without end, and others wait for their turn.
    void aCodeIsTriedFiveTimesAMinute()
    {
        m_server->policy.invitationsMakeUsers = true;
        QVERIFY(m_server->restart());
        const QString code = invite(m_server->project(m_ada), m_ada, {{u"role"_s, u"viewer"_s}}).json()[u"code"_s].toString();
        const auto join = [&](const QString &name) {
            return m_server->post("/api/v1/invitations:register", {}, {{u"code"_s, code}, {u"user"_s, name}, {u"password"_s, u"p"_s}}).status;
        };
        for (int i = 0; i < 5; ++i)
            QCOMPARE(join(u"ada"_s), 409);
        QCOMPARE(join(u"zoe"_s), 429);
        m_server->clock.forward(std::chrono::seconds(61));
        QCOMPARE(join(u"zoe"_s), 201);
    }

    // The list of projects

    void theListIsNarrowed_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QStringList>("names");
        // clang-format off
        QTest::newRow("all that I may find")  << QByteArray()                    << QStringList{u"one"_s, u"two"_s, u"three"_s};
        QTest::newRow("mine")                 << QByteArray("?owner=me")         << QStringList{u"one"_s};
        QTest::newRow("a user's")             << QByteArray("?owner=bob")        << QStringList{u"two"_s};
        QTest::newRow("an organisation's")    << QByteArray("?owner=acme")       << QStringList{u"three"_s};
        QTest::newRow("nobody's")             << QByteArray("?owner=none")       << QStringList();
        QTest::newRow("by name")              << QByteArray("?q=TWO")            << QStringList{u"two"_s};
        QTest::newRow("by title")             << QByteArray("?q=%C3%89t%C3%A9")  << QStringList{u"one"_s};
        QTest::newRow("by description")       << QByteArray("?q=glacier")        << QStringList{u"three"_s};
        QTest::newRow("by tag")               << QByteArray("?tag=data")         << QStringList{u"one"_s, u"three"_s};
        QTest::newRow("part of a tag")        << QByteArray("?tag=dat")          << QStringList();
        QTest::newRow("by both")              << QByteArray("?tag=data&owner=me") << QStringList{u"one"_s};
        QTest::newRow("changed since")        << QByteArray("?updated_since=SINCE") << QStringList{u"two"_s, u"three"_s};
        QTest::newRow("deleted")              << QByteArray("?deleted=true")     << QStringList{u"gone"_s};
        QTest::newRow("in small pages")       << QByteArray("?tag=data&limit=1") << QStringList{u"one"_s, u"three"_s};
        // clang-format on
    }
    void theListIsNarrowed()
    {
        QFETCH(QByteArray, query);
        QFETCH(QStringList, names);
        const auto change = [&](const QByteArray &project, const QByteArray &token, const QByteArray &body) {
            return m_server->send("PATCH", project, token, body, {{"if-match", "*"}}).status;
        };
        const QByteArray one = m_server->project(m_ada, u"one"_s);
        QCOMPARE(change(one, m_ada, R"({"title":"Un été","tags":["data","notebook"]})"), 200);
        m_server->clock.forward(std::chrono::hours(1));
        const QByteArray since = QDateTime::fromMSecsSinceEpoch(m_server->clock.nowMs(), QTimeZone::utc()).toString(Qt::ISODate).toLatin1();
        const QByteArray two = m_server->project(m_bob, u"two"_s);
        m_server->give(two, m_bob, u"ada"_s, u"owner"_s);
        const QByteArray acme = organization(m_bob);
        m_server->give(acme, m_bob, u"ada"_s, u"finder"_s);
        m_server->clock.forward(std::chrono::seconds(1));
        const QByteArray three = pathOf(makeProject(m_bob, u"acme"_s, u"three"_s));
        QCOMPARE(change(three, m_bob, R"({"description":"The Glacier","tags":["data"]})"), 200);
        m_server->project(m_eve, u"eves"_s);
        QCOMPARE(m_server->send("DELETE", m_server->project(m_ada, u"gone"_s), m_ada).status, 204);
        const QByteArray bobs = m_server->project(m_bob, u"bobs gone"_s);
        m_server->give(bobs, m_bob, u"ada"_s, u"editor"_s);
        QCOMPARE(m_server->send("DELETE", bobs, m_bob).status, 204);

        query.replace("SINCE", since);
        QStringList found;
        QByteArray cursor;
        do {
            const QByteArray join = query.contains('?') ? "&cursor=" : "?cursor=";
            const QJsonObject page = m_server->get("/api/v1/projects" + query + join + cursor, m_ada).json();
            for (const auto item : page[u"items"_s].toArray())
                found << item[u"name"_s].toString();
            cursor = page[u"cursor"_s].toString().toLatin1();
        } while (!cursor.isEmpty());
        QCOMPARE(found, names);
    }

    void whatTheListIsAskedForMustMakeSense()
    {
        for (const char *bad : {"?deleted=yes", "?public=1", "?updated_since=yesterday", "?updated_since=2026-01-01T00:00:00", "?limit=0"})
            QVERIFY2(m_server->get(QByteArray("/api/v1/projects") + bad, m_ada).status == 422, bad);
    }

    /// SQLite says how it reads: no list gets slower by what others have.
    void theListReadsNoProjectsOfOthers()
    {
        const QByteArray acme = organization(m_bob);
        m_server->give(acme, m_bob, u"ada"_s, u"viewer"_s);
        makeProject(m_bob, u"acme"_s);
        m_server->project(m_ada, u"mine"_s);
        for (int i = 0; i < 50; ++i)
            m_server->project(m_eve, u"eves %1"_s.arg(i));
        QVERIFY(m_server->database().execute("ANALYZE"));
        for (const auto of : {ProjectFilter::Of::Members, ProjectFilter::Of::Everybody}) {
            const QByteArray sql = QByteArray("EXPLAIN QUERY PLAN ") + ProjectFilter{.of = of}.query();
            auto plan = m_server->database().prepare(sql.constData());
            QVERIFY(plan);
            QStringList steps;
            while (*plan->step())
                steps << plan->text(3);
            const QString wanted = of == ProjectFilter::Of::Members ? u"SEARCH p USING INTEGER PRIMARY KEY (rowid=?)"_s
                                                                    : u"SEARCH project USING INDEX project_public (id>?)"_s;
            QVERIFY2(steps.contains(wanted), qPrintable(steps.join(u'\n')));
            QVERIFY2(!steps.join(u'\n').contains(u"SCAN"_s), qPrintable(steps.join(u'\n')));
        }
        QCOMPARE(listed(m_ada).size(), 2);
    }
};

}  // namespace tideline::server

QTEST_GUILESS_MAIN(tideline::server::OrganisationTest)
#include "organisation_test.moc"
