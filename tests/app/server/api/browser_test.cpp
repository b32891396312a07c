// What a page in a browser may do, and what another's page cannot make a browser do.
#include "tests/app/server/api/core_fixture.h"

#include <QTest>

#include <set>

using namespace tideline;
using namespace tideline::server;

namespace {

using Headers = std::map<QByteArray, QByteArray>;

}  // namespace

class BrowserTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<CoreFixture> m_server;
    QByteArray m_ada;

    QByteArray ticket(const QByteArray &token) { return m_server->post("/api/v1/events/ticket", token, {}).json()[u"ticket"_s].toString().toLatin1(); }
    Reply asked(const QByteArray &origin, const QByteArray &path = "/api/v1/projects")
    {
        return m_server->send("OPTIONS", path, {}, {}, {{"origin", origin}, {"access-control-request-method", "PATCH"}, {"host", "tide.example"}});
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<CoreFixture>();
        m_server->policy.address = {.url = "https://tide.example", .allowedOrigins = {"https://app.example"}};
        QVERIFY(m_server->restart());
        m_ada = m_server->user(u"ada"_s);
    }

    void aTicketIsGoodOnce()
    {
        const QByteArray given = ticket(m_ada);
        QCOMPARE(given.size(), 64);
        const auto token = m_server->core().redeemTicket(given);
        QVERIFY(token && *token == m_ada);
        QVERIFY(!m_server->core().redeemTicket(given));
    }

    void aTicketIsGoodForHalfAMinute()
    {
        const QByteArray first = ticket(m_ada), second = ticket(m_ada);
        m_server->clock.forward(std::chrono::seconds(29));
        QVERIFY(m_server->core().redeemTicket(first));
        m_server->clock.forward(std::chrono::seconds(1));
        QVERIFY(!m_server->core().redeemTicket(second));
    }

    void aTicketEndsWithItsToken()
    {
        const QByteArray given = ticket(m_ada);
        QVERIFY(m_server->core().revokeToken(QString::fromLatin1(m_ada)));
        const auto token = m_server->core().redeemTicket(given);
        QVERIFY(!token || !m_server->core().authenticate(*token));
    }

    void noTwoTicketsAreEqual()
    {
        std::set<QByteArray> seen;
        for (int i = 0; i < 20; ++i)
            QVERIFY(seen.insert(ticket(m_ada)).second);
        QVERIFY(!m_server->core().redeemTicket({}));
        QVERIFY(!m_server->core().redeemTicket(QByteArray(64, '0')));
    }

    /// Whoever asks for many ends their own, and nobody else's.
    void oneUserTakesNoOthersTickets()
    {
        const QByteArray bob = m_server->user(u"bob"_s), bobs = ticket(bob), first = ticket(m_ada);
        QByteArray last;
        for (int i = 0; i < 32; ++i)
            last = ticket(m_ada);
        QVERIFY(!m_server->core().redeemTicket(first));
        QVERIFY(m_server->core().redeemTicket(last));
        QVERIFY(m_server->core().redeemTicket(bobs));
    }

    void aTicketIsNoToken()
    {
        const QByteArray given = ticket(m_ada);
        QCOMPARE(m_server->get("/api/v1/me", given).status, 401);
        QCOMPARE(m_server->get("/api/v1/me?ticket=" + given, m_ada).code(), u"token_in_query"_s);
    }

    void theCookieIsForTheEventStreamAlone()
    {
        const Reply set = m_server->post("/api/v1/events/cookie", m_ada, {});
        QCOMPARE(set.status, 204);
        QCOMPARE(set.headers.at("Set-Cookie"), "token=" + m_ada + "; Path=/api/v1/events; HttpOnly; SameSite=Strict; Secure");
        for (const QByteArray &path : {QByteArray("/api/v1/me"), QByteArray("/api/v1/projects"), QByteArray("/api/v1/me/tokens")})
            QCOMPARE(m_server->send("GET", path, {}, {}, {{"cookie", "token=" + m_ada}, {"origin", "https://tide.example"}}).status, 401);
        QCOMPARE(m_server->send("POST", "/api/v1/events/cookie", {}, {}, {{"cookie", "token=" + m_ada}, {"origin", "https://tide.example"}}).status, 401);
        const Reply dropped = m_server->send("DELETE", "/api/v1/events/cookie", m_ada);
        QCOMPARE(dropped.headers.at("Set-Cookie"), QByteArray("token=; Path=/api/v1/events; HttpOnly; SameSite=Strict; Secure; Max-Age=0"));
    }

    void theCookieEndsWithItsToken()
    {
        const auto token = m_server->core().createToken(u"ada"_s, {}, {.expiresAtMs = m_server->clock.nowMs() + 90'500});
        QVERIFY(token);
        QVERIFY(m_server->post("/api/v1/events/cookie", token->text.toLatin1(), {}).headers.at("Set-Cookie").endsWith("; Max-Age=90"));
    }

    void inClearTheCookieIsNotSecure()
    {
        m_server->policy.address = {};
        QVERIFY(m_server->restart());
        QVERIFY(!m_server->post("/api/v1/events/cookie", m_ada, {}).headers.at("Set-Cookie").contains("Secure"));
    }

    void aPageThatIsLetInMayAskForEverything()
    {
        for (const QByteArray &origin : {QByteArray("https://app.example"), QByteArray("https://tide.example")}) {
            const Reply reply = asked(origin);
            QCOMPARE(reply.status, 204);
            QCOMPARE(reply.headers.at("Access-Control-Allow-Origin"), origin);
            QVERIFY(reply.headers.at("Access-Control-Allow-Methods").contains("PATCH"));
            for (const char *name : {"Authorization", "Idempotency-Key", "If-Match", "Content-Type"})
                QVERIFY(reply.headers.at("Access-Control-Allow-Headers").contains(name));
            QVERIFY(reply.headers.at("Vary").contains("Origin"));
            QVERIFY(!reply.headers.contains("Access-Control-Allow-Credentials"));
        }
    }

    void aPageThatIsNotLetInGetsNothing_data()
    {
        QTest::addColumn<QByteArray>("origin");
        for (const char *origin : {"https://evil.example", "http://app.example", "https://app.example:8443", "https://app.example.evil.example",
                                   "https://APP.example", "null", "*", "https://app.example https://evil.example", "https://app.example/"})
            QTest::newRow(origin) << QByteArray(origin);
    }
    void aPageThatIsNotLetInGetsNothing()
    {
        QFETCH(QByteArray, origin);
        const Reply reply = asked(origin);
        QCOMPARE(reply.status, 403);
        QVERIFY(!reply.headers.contains("Access-Control-Allow-Origin"));
        QVERIFY(reply.headers.at("Vary").contains("Origin"));
        const Reply plain = m_server->send("GET", "/api/v1/me", m_ada, {}, {{"origin", origin}});
        QVERIFY(!plain.headers.contains("Access-Control-Allow-Origin"));
        QVERIFY(plain.headers.at("Vary").contains("Origin"));
    }

    void itReadsRefusalsToo()
    {
        for (const auto &[token, path] : {std::pair(m_ada, "/api/v1/me"), std::pair(QByteArray(), "/api/v1/me"), std::pair(m_ada, "/api/v1/nowhere"),
                                          std::pair(m_ada, "/api/v1/projects?limit=x")}) {
            const Reply reply = m_server->send("GET", path, token, {}, {{"origin", "https://app.example"}});
            QCOMPARE(reply.headers.at("Access-Control-Allow-Origin"), QByteArray("https://app.example"));
            QVERIFY(reply.headers.at("Access-Control-Expose-Headers").contains("Tideline-Epoch"));
        }
    }

    void aCacheKeepsPagesApart()
    {
        QVERIFY(m_server->get("/api/v1/me", m_ada).headers.at("Vary").contains("Origin"));
        const Reply coded = m_server->get("/api/v1/capabilities", {});
        QVERIFY(coded.headers.at("Vary").contains("Origin"));
    }

    /// Only where it is set does a browser take a cookie from us, and never for everybody.
    void theCookieIsOfferedToPagesThatAreLetIn()
    {
        const Reply reply = asked("https://app.example", "/api/v1/events/cookie");
        QCOMPARE(reply.headers.at("Access-Control-Allow-Credentials"), QByteArray("true"));
        QCOMPARE(reply.headers.at("Access-Control-Allow-Origin"), QByteArray("https://app.example"));
        QVERIFY(!asked("https://evil.example", "/api/v1/events/cookie").headers.contains("Access-Control-Allow-Credentials"));
    }

    void anOptionsThatIsNoPreflightIsAMethodLikeOthers()
    {
        QCOMPARE(m_server->send("OPTIONS", "/api/v1/me", m_ada).status, 405);
        QCOMPARE(m_server->send("OPTIONS", "/api/v1/me", m_ada, {}, {{"origin", "https://app.example"}}).status, 405);
    }
};

QTEST_GUILESS_MAIN(BrowserTest)
#include "browser_test.moc"
