#include "core/schema/wire/body_coding.h"
#include "core_fixture.h"

#include <QDateTime>
#include <QTest>
#include <QTimeZone>

namespace tideline::server {

/// Sign-in, tokens, roles, and what a request must look like.
class AccessTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<CoreFixture> m_server;
    QByteArray m_ada;

    Reply login(const QString &user, const QString &password)
    {
        return m_server->post("/api/v1/login", {},
                              {{u"user"_s, user}, {u"password"_s, password}, {u"device"_s, u"laptop"_s}});
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<CoreFixture>();
        QVERIFY(m_server->ok());
        m_ada = m_server->user(u"ada"_s);
    }

    void healthAndCapabilitiesNeedNoSignIn()
    {
        QCOMPARE(m_server->get("/healthz", {}).body, "ok");
        const auto json = m_server->get("/api/v1/capabilities", {}).json();
        QVERIFY(json[u"api"_s].toArray().contains(u"v1"_s));
        QVERIFY(json[u"hash"_s].toArray().contains(u"s256"_s));
        QCOMPARE(json[u"limits"_s][u"pack_bytes"_s].toInteger(), wire::kMaxPackBytes);
    }

    void aPasswordGivesATokenAndLogoutTakesIt()
    {
        const auto reply = login(u"ada"_s, u"secret of ada"_s);
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.json()[u"user"_s][u"name"_s].toString(), u"ada"_s);
        const QByteArray token = reply.json()[u"token"_s].toString().toLatin1();
        const auto me = m_server->get("/api/v1/me", token);
        QCOMPARE(me.json()[u"user"_s], reply.json()[u"user"_s]);
        QVERIFY(me.headers.contains("Tideline-Epoch"));
        QVERIFY(m_server->core().authenticate(token));
        QCOMPARE(m_server->post("/api/v1/logout", token, {}).status, 204);
        QCOMPARE(m_server->get("/api/v1/me", token).status, 401);
        QVERIFY(!m_server->core().authenticate(token));
        QCOMPARE(m_server->get("/api/v1/me", m_ada).status, 200);
    }

    void wrongTokensAreRefused()
    {
        QByteArray flipped = m_ada;
        flipped.back() = flipped.back() == 'a' ? 'b' : 'a';
        for (const QByteArray &token : {QByteArray(), QByteArray("x"), flipped, m_ada.chopped(1), m_ada + "0",
                                        QByteArray("tdl_pat__"), QByteArray(200, '_')}) {
            const auto reply = m_server->get("/api/v1/me", token);
            QCOMPARE(reply.status, 401);
            QCOMPARE(reply.headers.at("WWW-Authenticate"), "Bearer");
        }
        const auto inQuery = m_server->get("/api/v1/me?access_token=" + m_ada, m_ada);
        QCOMPARE(inQuery.status, 400);
        QCOMPARE(inQuery.code(), u"token_in_query"_s);
    }

    void guessingIsSlowedDownPerAccount()
    {
        for (int i = 0; i < 5; ++i)
            QCOMPARE(login(u"ada"_s, u"guess"_s).status, 401);
        const auto refused = login(u"ada"_s, u"secret of ada"_s);
        QCOMPARE(refused.status, 429);
        QVERIFY(refused.headers.at("Retry-After").toInt() > 0);
        m_server->user(u"bob"_s);
        QCOMPARE(login(u"bob"_s, u"secret of bob"_s).status, 200);
        m_server->clock.forward(std::chrono::seconds(61));
        QCOMPARE(login(u"ada"_s, u"secret of ada"_s).status, 200);
    }

    void guessingIsSlowedDownPerAddress()
    {
        for (int i = 0; i < 20; ++i)
            QCOMPARE(login(u"nobody%1"_s.arg(i), u"guess"_s).status, 401);
        QCOMPARE(login(u"ada"_s, u"secret of ada"_s).status, 429);
        m_server->peer = "192.0.2.7";
        QCOMPARE(login(u"ada"_s, u"secret of ada"_s).status, 200);
    }

    void aFloodIsSlowedDownForWhoeverSendsItAlone()
    {
        const QByteArray eve = m_server->user(u"eve"_s);
        m_server->policy.requestsPerSecond = 2;
        QVERIFY(m_server->restart());
        for (int i = 0; i < 10; ++i)  // five seconds' worth at once
            QCOMPARE(m_server->get("/api/v1/me", eve).status, 200);
        const Reply refused = m_server->get("/api/v1/me", eve);
        QCOMPARE(refused.status, 429);
        QCOMPARE(refused.code(), u"rate_limited"_s);
        QCOMPARE(refused.headers.at("Retry-After"), QByteArray("1"));
        QCOMPARE(m_server->get("/api/v1/me", m_ada).status, 200);
        for (int i = 0; i < 10; ++i)
            QCOMPARE(m_server->get("/api/v1/capabilities", {}).status, 200);
        QCOMPARE(m_server->get("/api/v1/capabilities", {}).status, 429);
        QCOMPARE(m_server->get("/healthz", {}).status, 200);
        m_server->peer = "192.0.2.7";
        QCOMPARE(m_server->get("/api/v1/capabilities", {}).status, 200);
        for (int i = 0; i < 9; ++i)  // a token that is none is nobody's, too
            QCOMPARE(m_server->get("/api/v1/me", "tdl_pat_0_0").status, 401);
        QCOMPARE(m_server->get("/api/v1/me", "tdl_pat_0_0").status, 429);
        m_server->clock.forward(std::chrono::seconds(1));
        QCOMPARE(m_server->get("/api/v1/me", eve).status, 200);
        QCOMPARE(m_server->get("/api/v1/me", eve).status, 200);
        QCOMPARE(m_server->get("/api/v1/me", eve).status, 429);
    }

    /// Else whoever knows a name keeps its user out for as long as they like.
    void guessesElsewhereDoNotKeepAUserOutOfWhereTheySignIn()
    {
        m_server->peer = "198.51.100.7";
        QCOMPARE(login(u"ada"_s, u"secret of ada"_s).status, 200);
        m_server->peer = "203.0.113.9";
        for (int i = 0; i < 5; ++i)
            QCOMPARE(login(u"ada"_s, u"guess"_s).status, 401);
        QCOMPARE(login(u"ada"_s, u"secret of ada"_s).status, 429);
        m_server->peer = "198.51.100.7";
        QCOMPARE(login(u"ada"_s, u"secret of ada"_s).status, 200);
        for (int i = 0; i < 5; ++i)
            QCOMPARE(login(u"ada"_s, u"guess"_s).status, 401);
        QCOMPARE(login(u"ada"_s, u"secret of ada"_s).status, 429);
    }

    void rightPasswordsAreNotCounted()
    {
        for (int i = 0; i < 30; ++i)
            QCOMPARE(login(u"ada"_s, u"secret of ada"_s).status, 200);
    }

    /// They take as much work as wrong ones, and one password is looked at at a time: others want to sign in, too.
    void aFloodOfRightPasswordsIsSlowedDown()
    {
        m_server->user(u"bob"_s);
        for (int i = 0; i < 60; ++i)
            QCOMPARE(login(u"ada"_s, u"secret of ada"_s).status, 200);
        QCOMPARE(login(u"ada"_s, u"secret of ada"_s).status, 429);
        m_server->peer = "192.0.2.7";
        QCOMPARE(login(u"bob"_s, u"secret of bob"_s).status, 200);
        m_server->peer = "127.0.0.1";
        m_server->clock.forward(std::chrono::seconds(61));
        QCOMPARE(login(u"ada"_s, u"secret of ada"_s).status, 200);
    }

    void anUnknownUserIsToldTheSameAsAWrongPassword()
    {
        QCOMPARE(login(u"nobody"_s, u"x"_s).body, login(u"ada"_s, u"x"_s).body);
    }

    void tokensAreMadeListedAndRevokedByTheirOwnerAlone()
    {
        const auto made = m_server->post("/api/v1/me/tokens", m_ada, {{u"name"_s, u"ci"_s}});
        QCOMPARE(made.status, 201);
        const QByteArray token = made.json()[u"token"_s].toString().toLatin1();
        const QByteArray id = made.json()[u"id"_s].toString().toLatin1();
        QVERIFY(token.startsWith("tdl_pat_" + id + '_'));
        const auto list = m_server->get("/api/v1/me/tokens", token);
        QCOMPARE(list.json()[u"items"_s].toArray().size(), 2);
        QVERIFY(!list.body.contains(token.sliced(token.lastIndexOf('_'))));
        const QByteArray eve = m_server->user(u"eve"_s);
        QCOMPARE(m_server->send("DELETE", "/api/v1/me/tokens/" + id, eve).status, 404);
        QCOMPARE(m_server->send("DELETE", "/api/v1/me/tokens/" + id, m_ada).status, 204);
        QCOMPARE(m_server->get("/api/v1/me", token).status, 401);
    }

    void aTokenAllowsWhatItWasMadeForUntilItsEnd()
    {
        const QByteArray project = m_server->project(m_ada);
        const auto made = m_server->post("/api/v1/me/tokens", m_ada,
                                         {{u"name"_s, u"reports"_s},
                                          {u"scopes"_s, QJsonArray{u"projects:read"_s}},
                                          {u"expires_at"_s, QDateTime::fromMSecsSinceEpoch(m_server->clock.nowMs() + 60'000, QTimeZone::utc())
                                                                .toString(Qt::ISODateWithMs)}});
        QCOMPARE(made.status, 201);
        QCOMPARE(made.json()[u"scopes"_s].toArray(), QJsonArray{u"projects:read"_s});
        const QByteArray token = made.json()[u"token"_s].toString().toLatin1();
        QCOMPARE(m_server->get(project, token).status, 200);
        QCOMPARE(m_server->send("DELETE", project, token).status, 403);
        QCOMPARE(m_server->post("/api/v1/me/tokens", token, {{u"name"_s, u"more"_s}}).status, 403);  // it makes none that allows more
        m_server->clock.forward(std::chrono::seconds(61));
        QCOMPARE(m_server->get(project, token).status, 401);
        QCOMPARE(m_server->get(project, m_ada).status, 200);
    }
    void aTokenWithAnEndMakesNoneThatOutlivesIt()
    {
        const qint64 end = m_server->clock.nowMs() + 60'000;
        const QByteArray token = m_server->core().createToken(u"ada"_s, {}, {.expiresAtMs = end})->text.toLatin1();
        QCOMPARE(m_server->post("/api/v1/me/tokens", token, {{u"name"_s, u"for ever"_s}}).status, 403);
        const auto until = [](qint64 ms) { return QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc()).toString(Qt::ISODateWithMs); };
        QCOMPARE(m_server->post("/api/v1/me/tokens", token, {{u"name"_s, u"longer"_s}, {u"expires_at"_s, until(end + 1)}}).status, 403);
        QCOMPARE(m_server->post("/api/v1/me/tokens", token, {{u"name"_s, u"as long"_s}, {u"expires_at"_s, until(end)}}).status, 201);
    }
    /// A body may travel for as long as it likes, its token not.
    void aBodyThatOutlivesItsTokenIsNotTaken()
    {
        const QByteArray token = m_server->core().createToken(u"ada"_s, {}, {.expiresAtMs = m_server->clock.nowMs() + 60'000})->text.toLatin1();
        RequestHead head;
        head.method = "POST";
        head.path = "/api/v1/projects";
        head.headers["authorization"] = "Bearer " + token;
        head.peer = "127.0.0.1";
        const QByteArray body = R"({"name":"late"})";
        head.contentLength = body.size();
        const auto exchange = m_server->core().open(head);
        QVERIFY(!exchange->refused());
        QVERIFY(exchange->write(body));
        m_server->clock.forward(std::chrono::seconds(61));
        QCOMPARE(exchange->finish().status, 401);
    }
    /// Whoever stole a token could hold such a request open, and end it when the token is revoked.
    void aRequestThatWaitsMakesNoTokenForARevokedOne()
    {
        const auto stolen = m_server->core().createToken(u"ada"_s, u"stolen"_s);
        QVERIFY(stolen);
        RequestHead head;
        head.method = "POST";
        head.path = "/api/v1/me/tokens";
        head.headers["authorization"] = "Bearer " + stolen->text.toLatin1();
        head.peer = "127.0.0.1";
        const QByteArray body = R"({"name":"for ever"})";
        head.contentLength = body.size();
        const auto exchange = m_server->core().open(head);
        QVERIFY(!exchange->refused());
        QVERIFY(exchange->write(body));
        QVERIFY(m_server->core().revokeToken(stolen->text));
        QCOMPARE(exchange->finish().status, 401);
        QCOMPARE(m_server->core().listTokens(u"ada"_s)->size(), std::size_t(1));
    }
    void aUserHasAThousandTokensAtMost()
    {
        QVERIFY(m_server->database().execute("INSERT INTO token (id, user_id, name, secret_hash, created_at_ms)"
                                             " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 999)"
                                             " SELECT printf('%024x', i), (SELECT id FROM user WHERE name = 'ada'), 'x', zeroblob(32), 1 FROM n"));
        QCOMPARE(m_server->post("/api/v1/me/tokens", m_ada, {{u"name"_s, u"ci"_s}}).status, 409);
        QCOMPARE(login(u"ada"_s, u"secret of ada"_s).status, 409);
        QVERIFY(m_server->database().execute("UPDATE token SET expires_at_ms = 1 WHERE id = printf('%024x', 7)"));
        QCOMPARE(login(u"ada"_s, u"secret of ada"_s).status, 200);  // what has ended makes room
        QCOMPARE(login(u"ada"_s, u"secret of ada"_s).status, 409);
        m_server->user(u"bob"_s);
        QCOMPARE(login(u"bob"_s, u"secret of bob"_s).status, 200);
    }
    void aTokenIsNotMadeForNothing_data()
    {
        QTest::addColumn<QJsonObject>("terms");
        QTest::newRow("no scope") << QJsonObject{{u"scopes"_s, QJsonArray{}}};
        QTest::newRow("an unknown scope") << QJsonObject{{u"scopes"_s, QJsonArray{u"projects:read"_s, u"root"_s}}};
        QTest::newRow("a scope that is no list") << QJsonObject{{u"scopes"_s, u"admin"_s}};
        QTest::newRow("an end that is past") << QJsonObject{{u"expires_at"_s, u"2020-01-01T00:00:00Z"_s}};
        QTest::newRow("an end without a zone") << QJsonObject{{u"expires_at"_s, u"2099-01-01T00:00:00"_s}};
        QTest::newRow("an end that is no time") << QJsonObject{{u"expires_at"_s, 5}};
    }
    void aTokenIsNotMadeForNothing()
    {
        QFETCH(QJsonObject, terms);
        terms[u"name"_s] = u"ci"_s;
        QCOMPARE(m_server->post("/api/v1/me/tokens", m_ada, terms).status, 422);
    }

    void theAdministratorMakesUsersAndTokens()
    {
        QVERIFY(m_server->core().addUser(u"ada"_s, u"x"_s).error().kind == Error::Kind::Conflict);
        for (const QString &name : {u""_s, u"Ada"_s, u"a b"_s, u"-a"_s, u"a/b"_s, u"usr_1"_s, QString(65, u'a')})
            QVERIFY(m_server->core().addUser(name, u"x"_s).error().kind == Error::Kind::Invalid);
        QVERIFY(m_server->core().addUser(u"bob"_s, u""_s).error().kind == Error::Kind::Invalid);
        QCOMPARE(m_server->core().listUsers()->size(), std::size_t(1));
        const auto token = m_server->core().createToken(u"ada"_s, u"cli"_s);
        QVERIFY(token);
        QVERIFY(m_server->core().revokeToken(token->text));
        QVERIFY(m_server->core().revokeToken(token->text).error().kind == Error::Kind::NotFound);
        QVERIFY(m_server->core().createToken(u"zoe"_s, {}).error().kind == Error::Kind::NotFound);
    }

    void aFinderSeesNamesAndNoHashes()
    {
        const QByteArray project = m_server->project(m_ada);
        QCOMPARE(m_server->upload(project, m_ada, {"a"}).status, 200);
        m_server->mustCommit(project, m_ada, {put(fileNode(m_server->node(), "name", "a"), manifestOf("a"))});
        const QByteArray eve = m_server->user(u"eve"_s);
        m_server->give(project, m_ada, u"eve"_s, u"finder"_s);
        for (const char *path : {"/tree", "/commits/1", "/commits?path=name"}) {
            const auto reply = m_server->get(project + path, eve);
            QVERIFY(reply.body.contains("name"));
            QVERIFY(!reply.body.contains(manifestOf("a").hash().toString().toLatin1()));
        }
    }

    void aProjectKeepsAnOwner()
    {
        const QByteArray project = m_server->project(m_ada);
        const QByteArray bob = m_server->user(u"bob"_s);
        QCOMPARE(m_server->send("DELETE", project + "/members/ada", m_ada).status, 409);
        QCOMPARE(m_server->send("PUT", project + "/members/ada", m_ada, R"({"role":"viewer"})").status, 409);
        QCOMPARE(m_server->send("PUT", project + "/members/zoe", m_ada, R"({"role":"viewer"})").status, 404);
        QCOMPARE(m_server->send("PUT", project + "/members/bob", m_ada, R"({"role":"king"})").status, 422);
        m_server->give(project, m_ada, u"bob"_s, u"owner"_s);
        const auto members = m_server->get(project + "/members", m_ada).json()[u"items"_s].toArray();
        QCOMPARE(members.size(), 2);
        QCOMPARE(m_server->send("PUT", project + "/owner", bob, R"({"type":"user","id":"bob"})").status, 200);
        QCOMPARE(m_server->send("DELETE", project + "/members/" + members[0][u"user"_s][u"id"_s].toString().toLatin1(), m_ada)
                     .status,
                 204);
        QCOMPARE(m_server->get(project, m_ada).status, 404);
    }

    void whoeverIsInMayGo()
    {
        const QByteArray project = m_server->project(m_ada);
        const QByteArray bob = m_server->user(u"bob"_s);
        m_server->user(u"eve"_s);
        m_server->give(project, m_ada, u"bob"_s, u"viewer"_s);
        m_server->give(project, m_ada, u"eve"_s, u"viewer"_s);
        QCOMPARE(m_server->send("DELETE", project + "/members/eve", bob).status, 403);
        QCOMPARE(m_server->send("DELETE", project + "/members/bob", bob).status, 204);
        QCOMPARE(m_server->get(project, bob).status, 404);
        QCOMPARE(m_server->events.list.back().kind, "members");
    }

    void aProjectIsMadeOncePerKey()
    {
        const auto make = [&](const QByteArray &key, const QString &name) {
            return m_server->post("/api/v1/projects", m_ada, {{u"name"_s, name}}, {{"idempotency-key", key}});
        };
        const auto first = make("k1", u"one"_s);
        QCOMPARE(first.status, 201);
        const auto second = make("k1", u"one"_s);
        QCOMPARE(second.status, 200);
        QCOMPARE(second.body, first.body);
        QCOMPARE(make("k1", u"two"_s).code(), u"idempotency_mismatch"_s);
        QCOMPARE(make("k2", u"one"_s).status, 201);
        const auto project = cloudProjectFromJson(first.json());
        QVERIFY(project);
        QVERIFY(project->role == Role::Owner);
        QCOMPARE(project->owner.name, u"ada"_s);
        m_server->clock.forward(std::chrono::hours(25));
        QCOMPARE(make("k1", u"two"_s).status, 201);
    }

    void projectsAreListedInPages()
    {
        QStringList made;
        for (int i = 0; i < 7; ++i)
            made += QString::fromLatin1(m_server->project(m_ada));
        const QByteArray eve = m_server->user(u"eve"_s);
        m_server->project(eve);
        QStringList listed;
        QByteArray cursor;
        do {
            const auto json = m_server->get("/api/v1/projects?limit=3&cursor=" + cursor, m_ada).json();
            for (const auto item : json[u"items"_s].toArray())
                listed += u"/api/v1/projects/"_s + item[u"id"_s].toString();
            cursor = json[u"cursor"_s].toString().toLatin1();
            QCOMPARE(json[u"has_more"_s].toBool(), !cursor.isEmpty());
        } while (!cursor.isEmpty());
        made.sort();
        QCOMPARE(listed, made);
        QCOMPARE(m_server->get("/api/v1/projects?cursor=x", m_ada).status, 422);
        const auto eves = m_server->core().listProjects(*m_server->core().authenticate(eve), {}, 200);
        QCOMPARE(eves->items.size(), std::size_t(1));
    }

    void aRecordChangesOnlyOnTheVersionThatWasRead()
    {
        const QByteArray project = m_server->project(m_ada);
        const QByteArray etag = m_server->get(project, m_ada).headers.at("ETag");
        const auto patch = [&](const QByteArray &match, const QByteArray &body) {
            return m_server->send("PATCH", project, m_ada, body, {{"if-match", match}});
        };
        QCOMPARE(patch({}, R"({"title":"x"})").status, 428);
        const auto changed = patch(etag, R"({"title":"Climate","tags":["a","b"],"metadata":{"k":[1]},"unknown":1})");
        QCOMPARE(changed.status, 200);
        QCOMPARE(changed.json()[u"title"_s].toString(), u"Climate"_s);
        QCOMPARE(changed.json()[u"tags"_s].toArray().size(), 2);
        QCOMPARE(patch(etag, R"({"title":"y"})").status, 412);
        const QByteArray now = changed.headers.at("ETag");
        for (const char *bad : {R"({"name":""})", R"({"name":null})", R"({"name":"a/b"})", R"({"name":"."})", R"({"name":".."})",
                                R"({"name":".tideline"})", R"({"title":5})",
                                R"({"tags":"x"})", R"({"tags":[1]})", R"({"metadata":[]})"})
            QVERIFY2(patch(now, bad).status == 422, bad);
        const auto cleared = patch(now, R"({"title":null,"tags":null})");
        QCOMPARE(cleared.json()[u"title"_s].toString(), QString());
        QCOMPARE(cleared.json()[u"head_revision"_s].toInteger(), 0);
    }

    void aDeletedProjectIsGoneUntilItIsRestored()
    {
        const QByteArray project = m_server->project(m_ada);
        const QByteArray bob = m_server->user(u"bob"_s);
        m_server->give(project, m_ada, u"bob"_s, u"editor"_s);
        m_server->mustCommit(project, m_ada, {put(folderNode(m_server->node(), "a"))});
        QCOMPARE(m_server->send("DELETE", project, m_ada).status, 204);
        QCOMPARE(m_server->events.list.back().kind, "deleted");
        QCOMPARE(m_server->get(project, m_ada).status, 404);
        QCOMPARE(m_server->get(project + "/changes", m_ada).status, 404);
        QCOMPARE(m_server->get("/api/v1/projects", m_ada).json()[u"items"_s].toArray().size(), 0);
        QCOMPARE(m_server->send("POST", project + "/restore", bob).status, 404);
        QCOMPARE(m_server->send("POST", project + "/restore", m_ada).status, 200);
        QCOMPARE(m_server->tree(project, m_ada), QStringList{u"a"_s});
    }

    /// Coded ones, each of which takes some MiB before its first byte is here.
    std::unique_ptr<Exchange> openCoded(const QByteArray &path, const QByteArray &token)
    {
        RequestHead head;
        head.method = "POST";
        head.path = path;
        head.headers = {{"content-encoding", "zstd"}};
        if (!token.isEmpty())
            head.headers["authorization"] = "Bearer " + token;
        head.peer = "203.0.113.9";
        return m_server->core().open(head);
    }
    int makeProject(const QByteArray &token) { return m_server->post("/api/v1/projects", token, {{u"name"_s, u"x"_s}}).status; }

    void bodiesTogetherTakeABoundedAmountOfMemory()
    {
        std::vector<QByteArray> tokens{m_ada};
        for (const QString &name : {u"bob"_s, u"eve"_s, u"zoe"_s, u"kim"_s})
            tokens.push_back(m_server->user(name));
        std::vector<std::unique_ptr<Exchange>> open;
        while (open.size() < 1000 && open.size() * wire::kMaxDecoderBytes < (500 << 20)) {
            open.push_back(openCoded("/api/v1/projects", tokens[open.size() % tokens.size()]));
            QVERIFY(!open.back()->refused());
        }
        QCOMPARE(makeProject(m_ada), 201);
        open.push_back(openCoded("/api/v1/projects", tokens[3]));
        open.push_back(openCoded("/api/v1/projects", tokens[4]));
        QCOMPARE(open.back()->finish().status, 503);
        open.clear();
        QCOMPARE(makeProject(m_ada), 201);
    }

    void strangersTakeNoMemoryFromThoseWhoAreSignedIn()
    {
        std::vector<std::unique_ptr<Exchange>> open;
        for (int i = 0; i < 70; ++i)
            open.push_back(openCoded("/api/v1/login", {}));
        QCOMPARE(makeProject(m_ada), 201);
        const auto refused = openCoded("/api/v1/login", {})->refused();
        QVERIFY(refused);
        QCOMPARE(refused->status, 415);
    }

    void oneUserLeavesMemoryForTheBodiesOfOthers()
    {
        const QByteArray bob = m_server->user(u"bob"_s);
        std::vector<std::unique_ptr<Exchange>> open;
        for (int i = 0; i < 70; ++i)
            open.push_back(openCoded("/api/v1/projects", m_ada));
        QCOMPARE(makeProject(bob), 201);
        QCOMPARE(open.back()->finish().status, 503);
        open.clear();
        QCOMPARE(makeProject(m_ada), 201);
    }

    void aRequestMustBeWellFormed_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        const QByteArray deep = QByteArray(R"({"name":)") + QByteArray(40, '[') + QByteArray(40, ']') + '}';
        const QByteArray abyss = QByteArray(1'000'000, '[');
        const QByteArray huge = QByteArray(R"({"name":")") + QByteArray(5 << 20, 'x') + "\"}";
        // clang-format off
        QTest::newRow("no JSON")            << QByteArray("POST") << QByteArray("/api/v1/projects")  << QByteArray("name=x")        << 400;
        QTest::newRow("millions of values") << QByteArray("POST") << QByteArray("/api/v1/projects") << R"({"name":"x","tags":[)" + QByteArray("[],").repeated(800'000) + "[]]}" << 400;
        QTest::newRow("cut JSON")           << QByteArray("POST") << QByteArray("/api/v1/projects")  << QByteArray(R"({"name":)")   << 400;
        QTest::newRow("a list")             << QByteArray("POST") << QByteArray("/api/v1/projects")  << QByteArray("[]")            << 400;
        QTest::newRow("nothing")            << QByteArray("POST") << QByteArray("/api/v1/projects")  << QByteArray()                << 400;
        QTest::newRow("bad UTF-8")          << QByteArray("POST") << QByteArray("/api/v1/projects")  << QByteArray("{\"name\":\"\xff\"}") << 400;
        QTest::newRow("too deep")           << QByteArray("POST") << QByteArray("/api/v1/projects")  << deep                        << 400;
        QTest::newRow("far too deep")       << QByteArray("POST") << QByteArray("/api/v1/projects")  << abyss                       << 400;
        QTest::newRow("too large")          << QByteArray("POST") << QByteArray("/api/v1/projects")  << huge                        << 413;
        QTest::newRow("a number as a name") << QByteArray("POST") << QByteArray("/api/v1/projects")  << QByteArray(R"({"name":5})") << 422;
        QTest::newRow("no name")            << QByteArray("POST") << QByteArray("/api/v1/projects")  << QByteArray("{}")            << 422;
        QTest::newRow("no such thing")      << QByteArray("GET")  << QByteArray("/api/v1/nothing")   << QByteArray()                << 404;
        QTest::newRow("outside the API")    << QByteArray("GET")  << QByteArray("/etc/passwd")       << QByteArray()                << 404;
        QTest::newRow("another method")     << QByteArray("PUT")  << QByteArray("/api/v1/projects")  << QByteArray("{}")            << 405;
        QTest::newRow("a broken escape")    << QByteArray("GET")  << QByteArray("/api/v1/projects/%zz") << QByteArray()             << 400;
        QTest::newRow("a NUL")              << QByteArray("GET")  << QByteArray("/api/v1/projects/%00") << QByteArray()             << 400;
        QTest::newRow("no project id")      << QByteArray("GET")  << QByteArray("/api/v1/projects/1")  << QByteArray()              << 404;
        QTest::newRow("a parameter twice")  << QByteArray("GET")  << QByteArray("/api/v1/projects?limit=1&limit=2") << QByteArray() << 400;
        QTest::newRow("no number")          << QByteArray("GET")  << QByteArray("/api/v1/projects?limit=x") << QByteArray()         << 422;
        // clang-format on
    }

    void aRequestMustBeWellFormed()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        m_server->pieceBytes = 64 << 10;
        const auto reply = m_server->send(method, path, m_ada, body);
        QCOMPARE(reply.status, status);
        QCOMPARE(reply.headers.at("Content-Type"), "application/problem+json");
        QVERIFY(!reply.code().isEmpty());
    }

    void aBodyOfUnknownLengthIsLimitedToo()
    {
        RequestHead head;
        head.method = "POST";
        head.path = "/api/v1/login";
        const auto exchange = m_server->core().open(head);
        QVERIFY(!exchange->refused());
        for (int i = 0; i < 100; ++i)
            QVERIFY(exchange->write(QByteArray(10'000, ' ')));
        QCOMPARE(exchange->finish().status, 413);
    }

    void membersAreKnownToThePush()
    {
        const QByteArray project = m_server->project(m_ada);
        const auto id = *ProjectId::fromString(QString::fromLatin1(project.sliced(17)));
        const QByteArray bob = m_server->user(u"bob"_s);
        const Principal principal = *m_server->core().authenticate(bob);
        QVERIFY(*m_server->core().roleOf(principal, id) == Role::None);
        m_server->give(project, m_ada, u"bob"_s, u"viewer"_s);
        QVERIFY(*m_server->core().roleOf(principal, id) == Role::Viewer);
        QCOMPARE(m_server->core().membersOf(id)->size(), std::size_t(2));
        QCOMPARE(m_server->core().membersOf({})->size(), std::size_t(0));
    }
};

}  // namespace tideline::server

QTEST_GUILESS_MAIN(tideline::server::AccessTest)
#include "access_test.moc"
