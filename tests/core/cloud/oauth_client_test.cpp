// The client's sign-in by a person, against the server's own handlers.
#include "core/cloud/oauth.h"
#include "core/cloud/token_source.h"
#include "tests/app/server/api/core_fixture.h"

#include <QTest>
#include <QUrl>
#include <QUrlQuery>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace tideline;
using namespace tideline::cloud;
using tideline::server::CoreFixture;

namespace {

constexpr char kOrigin[] = "http://tide.example:8480";
constexpr char kAda[] = "&user=ada&password=secret+of+ada&decision=allow";

class FixtureChannel final : public Channel {
public:
    explicit FixtureChannel(CoreFixture &server) : m_server(server) {}
    Result<CloudReply> send(const CloudRequest &request, const OnBody &) override
    {
        ++requests;
        if (offline)
            return Error{Error::Kind::Offline, u"No connection."_s, {}, {}};
        const auto reply = m_server.send(request.method, request.path, {}, request.body,
                                         {{"host", "tide.example:8480"}, {"content-type", request.contentType}});
        CloudReply made;
        made.status = reply.status;
        made.body = reply.body;
        for (const auto &[name, value] : reply.headers)
            made.headers[name.toLower()] = value;
        made.contentType = made.headers["content-type"].split(';').front();
        return made;
    }
    bool offline = false;
    int requests = 0;

private:
    CoreFixture &m_server;
};

/// What a browser gets from this computer's port.
QByteArray browse(const QByteArray &address)
{
    const QUrl url = QUrl::fromEncoded(address);
    const int connection = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_port = htons(quint16(url.port()));
    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    QByteArray got;
    if (::connect(connection, reinterpret_cast<sockaddr *>(&place), sizeof place) == 0) {
        const QByteArray request = "GET " + url.path(QUrl::FullyEncoded).toLatin1() + '?' + url.query(QUrl::FullyEncoded).toLatin1()
                                   + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        (void)::send(connection, request.constData(), std::size_t(request.size()), MSG_NOSIGNAL);
        char piece[4096];
        for (ssize_t n = 0; (n = ::recv(connection, piece, sizeof piece, 0)) > 0;)
            got.append(piece, qsizetype(n));
    }
    ::close(connection);
    return got;
}

}  // namespace

class OAuthClientTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<CoreFixture> m_server;
    std::unique_ptr<FixtureChannel> m_channel;
    const Secret m_of{kOrigin, {}, u"laptop"_s};

    Tokens signedIn()
    {
        auto flow = beginDeviceFlow(*m_channel, u"laptop"_s);
        m_server->send("POST", "/api/v1/oauth/verify", {}, "user_code=" + flow->userCode.toLatin1() + kAda);
        return **askDeviceFlow(*m_channel, *flow, m_of, m_server->clock.nowMs());
    }
    int me(const QByteArray &token) { return m_server->get("/api/v1/me", token).status; }
    TokenSource source(const Secret &secret, std::function<Result<void>(const Secret &)> keep = [](const Secret &) { return Result<void>(); })
    {
        return TokenSource(secret, {std::make_unique<FixtureChannel>(*m_server), m_server->clock, std::move(keep)});
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<CoreFixture>();
        QVERIFY(m_server->ok());
        m_server->user(u"ada"_s);
        m_channel = std::make_unique<FixtureChannel>(*m_server);
    }

    void aCodeIsTypedElsewhere()
    {
        auto flow = beginDeviceFlow(*m_channel, u"node 7"_s);
        QVERIFY(flow);
        QCOMPARE(flow->address, u"http://tide.example:8480/api/v1/oauth/verify"_s);
        auto asked = askDeviceFlow(*m_channel, *flow, m_of, 0);
        QVERIFY(asked && !*asked);
        const auto interval = flow->interval;
        QVERIFY(askDeviceFlow(*m_channel, *flow, m_of, 0));
        QVERIFY(flow->interval > interval);  // it was asked too soon
        m_server->send("POST", "/api/v1/oauth/verify", {}, "user_code=" + flow->userCode.toLatin1() + kAda);
        asked = askDeviceFlow(*m_channel, *flow, m_of, 1000);
        QVERIFY(asked && *asked);
        QCOMPARE((*asked)->origin, QByteArray(kOrigin));
        QCOMPARE((*asked)->expiresAtMs, 1000 + 15 * 60 * 1000);
        QCOMPARE(me((*asked)->token), 200);
    }

    void aRefusedCodeSaysSo()
    {
        auto flow = beginDeviceFlow(*m_channel, u"node 7"_s);
        m_server->send("POST", "/api/v1/oauth/verify", {}, "user_code=" + flow->userCode.toLatin1() + QByteArray(kAda).replace("allow", "deny"));
        const auto asked = askDeviceFlow(*m_channel, *flow, m_of, 0);
        QVERIFY(!asked && asked.error().kind == Error::Kind::Denied);
    }

    void theBrowserComesBackToThisComputer()
    {
        auto flow = BrowserFlow::begin(kOrigin, u"laptop"_s, m_server->random);
        QVERIFY(flow);
        QVERIFY((*flow)->address().startsWith(QByteArray(kOrigin) + "/api/v1/oauth/authorize?"));
        Result<Tokens> tokens = Error{Error::Kind::Io, {}, {}, {}};
        std::thread waiting([&] { tokens = (*flow)->wait(*m_channel, m_of, std::chrono::seconds(30), nullptr, systemClock()); });
        const QByteArray asked = (*flow)->address().mid((*flow)->address().indexOf('?') + 1);
        const QByteArray redirect = QUrlQuery(QString::fromLatin1(asked)).queryItemValue(u"redirect_uri"_s, QUrl::FullyDecoded).toLatin1();
        const QByteArray stray = browse(redirect + "?code=stolen&state=guessed");
        const auto sent = m_server->send("POST", "/api/v1/oauth/authorize", {}, asked + kAda, {{"host", "tide.example:8480"}});
        const QByteArray page = browse(sent.headers.at("Location"));
        waiting.join();
        QVERIFY(stray.startsWith("HTTP/1.1 404"));
        QVERIFY(page.startsWith("HTTP/1.1 200") && page.contains("Signed in"));
        QVERIFY2(tokens, tokens ? "" : qPrintable(toText(tokens.error())));
        QCOMPARE(me(tokens->token), 200);
    }

    void aWaitForTheBrowserEnds_data()
    {
        QTest::addColumn<QByteArray>("how");
        for (const char *how : {"cancelled", "too late", "refused", "another server"})
            QTest::newRow(how) << QByteArray(how);
    }
    void aWaitForTheBrowserEnds()
    {
        QFETCH(QByteArray, how);
        auto flow = BrowserFlow::begin(kOrigin, u"laptop"_s, m_server->random);
        const QByteArray asked = (*flow)->address().mid((*flow)->address().indexOf('?') + 1);
        const QUrlQuery query(QString::fromLatin1(asked));
        const QByteArray back = query.queryItemValue(u"redirect_uri"_s, QUrl::FullyDecoded).toLatin1() + "?state=" + query.queryItemValue(u"state"_s).toLatin1();
        std::atomic<bool> cancelled = how == "cancelled";
        std::thread browser([&] {
            if (how == "refused")
                browse(back + "&error=access_denied");
            else if (how == "another server")
                browse(back + "&code=stolen&iss=https://evil.example");
        });
        const auto tokens = (*flow)->wait(*m_channel, m_of, how == "too late" || how == "another server" ? std::chrono::seconds(1) : std::chrono::seconds(30),
                                          &cancelled, systemClock());
        browser.join();
        QVERIFY(!tokens);
        const auto kind = tokens.error().kind;
        QVERIFY(kind == (how == "cancelled" ? Error::Kind::Cancelled : how == "refused" ? Error::Kind::Denied : Error::Kind::Timeout));
    }

    void aTokenIsRenewedBeforeItsEnd()
    {
        const Tokens first = signedIn();
        std::vector<Secret> kept;
        auto tokens = source(first, [&](const Secret &secret) {
            kept.push_back(secret);
            return Result<void>();
        });
        QCOMPARE(*tokens.token(), first.token);
        m_server->clock.forward(std::chrono::minutes(14));
        const QByteArray second = *tokens.token();
        QVERIFY(second != first.token);
        QCOMPARE(me(second), 200);
        QCOMPARE(kept.size(), 1u);
        QCOMPARE(kept.front().token, second);
        QCOMPARE(*tokens.token(), second);
        QCOMPARE(kept.size(), 1u);
    }

    void whatCannotBeKeptIsNotUsed()
    {
        const Tokens first = signedIn();
        bool isFull = true;
        auto tokens = source(first, [&](const Secret &) { return isFull ? Result<void>(Error{Error::Kind::DiskFull, u"Full."_s, {}, {}}) : Result<void>(); });
        m_server->clock.forward(std::chrono::minutes(16));
        const auto refused = tokens.token();
        QVERIFY(!refused && refused.error().kind == Error::Kind::DiskFull);
        isFull = false;
        QCOMPARE(me(*tokens.token()), 200);  // and nobody is signed out by that
    }

    void anotherIsAskedForWhereOneIsRefused()
    {
        const Tokens first = signedIn();
        auto tokens = source(first);
        const QByteArray second = *tokens.insteadOf(first.token);
        QVERIFY(second != first.token);
        QCOMPARE(*tokens.insteadOf(first.token), second);  // somebody else was refused with the old one
        auto plain = source({kOrigin, "tdl_pat_x", {}});
        QVERIFY(!plain.isRenewed() && plain.insteadOf("tdl_pat_x").error().kind == Error::Kind::SignIn);
        QCOMPARE(*plain.token(), QByteArray("tdl_pat_x"));
    }

    void aSignedOutDeviceIsTold()
    {
        const Tokens first = signedIn();
        QCOMPARE(m_server->post("/api/v1/logout", first.token, {}).status, 204);
        auto tokens = source(first);
        QVERIFY(tokens.insteadOf(first.token).error().kind == Error::Kind::SignIn);
        auto retired = source(signedIn());
        const QByteArray good = *retired.token();
        retired.retire();
        QVERIFY(retired.insteadOf(good).error().kind == Error::Kind::SignIn);
    }
};

QTEST_GUILESS_MAIN(OAuthClientTest)
#include "oauth_client_test.moc"
