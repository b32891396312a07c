// Push over real sockets: the upgrade on the HTTP port, then a QWebSocket at both ends.
#include "app/server/push/push_hub.h"
#include "core/cloud/push_session.h"
#include "tests/app/server/http/toy_server.h"
#include "tests/app/server/push/toy_source.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QWebSocket>
#include <QtTest>

using namespace tideline;
using namespace tideline::server;
using namespace std::chrono_literals;

namespace {

/// Hub and transport, ended in the order that main() uses.
struct Running {
    explicit Running(PushHub::Options options = {})
        : hub(pool, systemClock(), std::move(options)), http(std::make_unique<ToyServer>(HttpSettings{}, &hub))
    {
        hub.setSource(source);
    }
    ~Running()
    {
        http.reset();
        pool.waitForDone();
    }
    ToySource source;
    QThreadPool pool;
    PushHub hub;
    std::unique_ptr<ToyServer> http;
};

QByteArray upgrade(const QByteArray &target = "/api/v1/events", const QByteArray &more = {},
                   const QByteArray &token = "good")
{
    return "GET " + target + " HTTP/1.1\r\nHost: t\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        + (token.isEmpty() ? QByteArray() : "Authorization: Bearer " + token + "\r\n") + more + "\r\n";
}

/// A masked text frame with a mask of zeros.
QByteArray frame(const QByteArray &text)
{
    Q_ASSERT(text.size() < 126);
    return QByteArray("\x81") + char(0x80 | text.size()) + QByteArray(4, '\0') + text;
}

/// A client that has said hello and been welcomed.
struct Client {
    explicit Client(const Running &server, const QByteArray &token = "good")
    {
        QNetworkRequest request(QUrl(u"ws://127.0.0.1:%1/api/v1/events"_s.arg(server.http->port())));
        request.setRawHeader("Authorization", "Bearer " + token);
        QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket, [this](const QString &text) {
            messages << QJsonDocument::fromJson(text.toUtf8()).object();
        });
        socket.open(request);
    }
    bool greet()
    {
        if (!QTest::qWaitFor([this] { return socket.state() == QAbstractSocket::ConnectedState; }))
            return false;
        socket.sendTextMessage(u"{\"t\":\"hello\"}"_s);
        return QTest::qWaitFor([this] { return count(u"welcome"_s) == 1; });
    }
    qsizetype count(const QString &type) const
    {
        return std::count_if(messages.begin(), messages.end(), [&](const QJsonObject &m) { return m.value(u"t"_s) == type; });
    }
    QWebSocket socket;
    QList<QJsonObject> messages;
};

}  // namespace

Q_DECLARE_METATYPE(tideline::server::PublicAddress)

class PushHubTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anUpgradeWithAGoodTokenIsAccepted()
    {
        Running server;
        RawClient client(server.http->port());
        client.send(upgrade("/api/v1/events", "Sec-WebSocket-Protocol: tideline.v1\r\n"));
        const auto reply = client.reply(true);
        QCOMPARE(reply.status, 101);
        QVERIFY(reply.head.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
        QVERIFY(reply.head.toLower().contains("sec-websocket-protocol: tideline.v1"));
    }

    void anUpgradeMayFollowRequestsOnTheSameConnection()
    {
        Running server;
        RawClient client(server.http->port());
        client.send("GET /hello HTTP/1.1\r\nHost: t\r\n\r\n" + upgrade());
        QCOMPARE(client.reply().body, "hello");
        QCOMPARE(client.reply(true).status, 101);
    }

    void framesBeforeTheHandshakeAreRefused()
    {
        Running server;
        RawClient client(server.http->port());
        client.send(upgrade() + frame(R"({"t":"hello"})"));
        QCOMPARE(client.reply().status, 400);
    }

    void aRefusedUpgradeIsAnsweredBeforeTheHandshake_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        QTest::newRow("no token") << upgrade("/api/v1/events", {}, {}) << 401;
        QTest::newRow("wrong token") << upgrade("/api/v1/events", {}, "bad") << 401;
        QTest::newRow("token in the URL") << upgrade("/api/v1/events?token=good", {}, {}) << 400;
        QTest::newRow("access token in the URL") << upgrade("/api/v1/events?a=b&access_token=good") << 400;
        QTest::newRow("a page of someone else's") << upgrade("/api/v1/events", "Origin: https://evil.example\r\n") << 403;
        QTest::newRow("a page of someone else's with a ticket")
            << upgrade("/api/v1/events", "Origin: https://evil.example\r\nSec-WebSocket-Protocol: tideline.v1, tideline.ticket.once\r\n", {}) << 403;
        QTest::newRow("a page of someone else's with a cookie") << upgrade("/api/v1/events", "Origin: https://evil.example\r\nCookie: token=good\r\n", {}) << 403;
        QTest::newRow("a page without an address") << upgrade("/api/v1/events", "Origin: null\r\n") << 403;
        QTest::newRow("a page that names two") << upgrade("/api/v1/events", "Origin: http://t\r\nOrigin: https://evil.example\r\n") << 400;
        QTest::newRow("our host by another protocol") << upgrade("/api/v1/events", "Origin: https://t\r\n") << 403;
        QTest::newRow("a cookie, and no page") << upgrade("/api/v1/events", "Cookie: token=good\r\n", {}) << 401;
        QTest::newRow("a cookie of a token that is not good") << upgrade("/api/v1/events", "Origin: http://t\r\nCookie: token=bad\r\n", {}) << 401;
        QTest::newRow("two cookies of one name") << upgrade("/api/v1/events", "Origin: http://t\r\nCookie: token=good; token=good\r\n", {}) << 401;
        QTest::newRow("another cookie") << upgrade("/api/v1/events", "Origin: http://t\r\nCookie: mytoken=good\r\n", {}) << 401;
        QTest::newRow("a ticket that is none") << upgrade("/api/v1/events", "Sec-WebSocket-Protocol: tideline.v1, tideline.ticket.other\r\n", {}) << 401;
        QTest::newRow("a ticket without the protocol") << upgrade("/api/v1/events", "Sec-WebSocket-Protocol: tideline.ticket.once\r\n", {}) << 400;
        QTest::newRow("a ticket in the URL") << upgrade("/api/v1/events?ticket=once", {}, {}) << 400;
        QTest::newRow("another subprotocol") << upgrade("/api/v1/events", "Sec-WebSocket-Protocol: chat\r\n") << 400;
        QTest::newRow("another path") << upgrade("/api/v1/elsewhere") << 404;
        QTest::newRow("an old version") << upgrade().replace("Version: 13", "Version: 8") << 426;
    }
    void aRefusedUpgradeIsAnsweredBeforeTheHandshake()
    {
        QFETCH(QByteArray, request);
        QFETCH(int, status);
        Running server;
        RawClient client(server.http->port());
        client.send(request);
        const auto reply = client.reply();
        QCOMPARE(reply.status, status);
        QVERIFY(reply.head.contains("application/problem+json"));
    }

    void aPageOnTheListMayConnect()
    {
        Running server({{}, {.allowedOrigins = {"https://good.example"}}});
        RawClient client(server.http->port());
        client.send(upgrade("/api/v1/events", "Origin: https://good.example\r\n"));
        QCOMPARE(client.reply(true).status, 101);
    }

    void aPageOfOursMayConnectWithItsCookie_data()
    {
        QTest::addColumn<PublicAddress>("address");
        QTest::addColumn<QByteArray>("origin");
        QTest::addColumn<int>("status");
        QTest::newRow("as it reached us") << PublicAddress{} << QByteArray("http://t") << 101;
        QTest::newRow("behind a proxy") << PublicAddress{.isHttps = true} << QByteArray("https://t") << 101;
        QTest::newRow("at our public address") << PublicAddress{.url = "https://tide.example"} << QByteArray("https://tide.example") << 101;
        QTest::newRow("not at our public address") << PublicAddress{.url = "https://tide.example"} << QByteArray("http://t") << 403;
        QTest::newRow("of another port") << PublicAddress{} << QByteArray("http://t:81") << 403;
    }
    void aPageOfOursMayConnectWithItsCookie()
    {
        QFETCH(PublicAddress, address);
        QFETCH(QByteArray, origin);
        QFETCH(int, status);
        Running server({{}, address});
        RawClient client(server.http->port());
        client.send(upgrade("/api/v1/events", "Origin: " + origin + "\r\nCookie: theme=dark; token=good\r\n", {}));
        QCOMPARE(client.reply(status == 101).status, status);
    }

    void aTicketOpensOneConnection()
    {
        Running server;
        const QByteArray request = upgrade("/api/v1/events", "Origin: http://t\r\nSec-WebSocket-Protocol: tideline.v1, tideline.ticket.once\r\n", {});
        RawClient first(server.http->port());
        first.send(request);
        const auto reply = first.reply(true);
        QCOMPARE(reply.status, 101);
        QVERIFY(reply.head.toLower().contains("sec-websocket-protocol: tideline.v1\r\n"));
        QVERIFY(!reply.head.contains("once"));
        RawClient second(server.http->port());
        second.send(request);
        QCOMPARE(second.reply().status, 401);
    }

    void aTokenThatEndsClosesWhatATicketOpened()
    {
        PushHub::Options options;
        options.settings.tokenCheck = 100ms;
        Running server(options);
        RawClient client(server.http->port());
        client.send(upgrade("/api/v1/events", "Sec-WebSocket-Protocol: tideline.v1, tideline.ticket.once\r\n", {}));
        QCOMPARE(client.reply(true).status, 101);
        QTRY_COMPARE(server.hub.sessionCount(), 1);
        server.source.revoke("good");
        QTRY_COMPARE(server.hub.sessionCount(), 0);
    }

    void aChangeReachesMembersOnly()
    {
        Running server;
        const ProjectId mine = newProject();
        const ProjectId foreign = newProject();
        server.source.member = {mine};
        Client client(server);
        QVERIFY(client.greet());
        server.hub.publish({foreign, "content", 1, {}});
        QElapsedTimer timer;
        QSignalSpy arrived(&client.socket, &QWebSocket::textMessageReceived);
        timer.start();
        server.hub.publish({mine, "content", 9, u"host"_s});
        QVERIFY(arrived.wait());
        QCOMPARE(client.count(u"changed"_s), 1);
        qInfo("a hint took %lld us", timer.nsecsElapsed() / 1000);
        QCOMPARE(client.messages.last().value(u"project"_s).toString(), mine.toString());
        QCOMPARE(client.messages.last().value(u"revision"_s).toInt(), 9);
        for (int i = 10; i < 60; ++i)
            server.hub.publish({mine, "content", i, {}});
        QVERIFY(QTest::qWaitFor([&] { return client.messages.last().value(u"revision"_s).toInt() == 59; }));
        QVERIFY(client.count(u"changed"_s) <= 3);
    }

    void twoMakersWhoMeetBothHearOfIt()
    {
        Running server;
        const ProjectId mine = newProject();
        server.source.member = {mine};
        Client client(server);
        QVERIFY(client.greet());
        const QByteArray session = client.messages.first().value(u"session"_s).toString().toLatin1();
        QVERIFY(session.startsWith("ses_"));
        server.hub.publish({mine, "content", 5, {}, "ses_of_another"});
        server.hub.publish({mine, "content", 6, {}, session});
        QTRY_COMPARE(client.count(u"changed"_s), 1);
        server.hub.publish({mine, "content", 7, {}, session});
        server.hub.publish({mine, "content", 8, {}, "ses_of_another"});
        QVERIFY(QTest::qWaitFor([&] { return client.messages.last().value(u"revision"_s).toInt() == 8; }));
        for (const QJsonObject &message : client.messages)
            QVERIFY(message.value(u"revision"_s).toInt() != 7);
    }

    /// While its conversation is at work, what comes for a session is gathered: nobody is forgotten by that.
    void whoIsMeantAmongOthersHearsOfIt()
    {
        Running server;
        Client client(server);
        QVERIFY(client.greet());
        const auto other = [] { return UserId::make(systemClock(), systemRandom()); };
        QSemaphore gate;
        const int threads = server.pool.maxThreadCount();
        for (int i = 0; i < threads; ++i)
            server.pool.start([&gate] { gate.acquire(); });
        for (const UserId &user : {other(), server.source.user, other()})
            server.hub.publish({{}, "projects", 0, {}, {}, {user}});
        gate.release(threads);
        QTRY_COMPARE(client.count(u"changed"_s), 1);
        QCOMPARE(client.messages.last().value(u"kind"_s).toString(), u"projects"_s);
    }

    void anUpgradeCountsAmongTheRequestsOfWhoeverAsks()
    {
        Running server;
        server.source.waits = {{"user " + server.source.user.toString().toLatin1(), 3}, {"address 127.0.0.1", 4}};
        for (const auto &[token, wait] : {std::pair<QByteArray, QByteArray>("good", "3"), {"bad", "4"}, {"", "4"}}) {
            RawClient client(server.http->port());
            client.send(upgrade("/api/v1/events", {}, token));
            const auto reply = client.reply();
            QCOMPARE(reply.status, 429);
            QVERIFY(reply.head.contains("Retry-After: " + wait + "\r\n"));
        }
    }

    /// Each asks the database at every change of anybody's.
    void oneUserHasABoundedNumberOfSockets()
    {
        Running server;
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 256; ++i) {
            clients.push_back(std::make_unique<RawClient>(server.http->port()));
            clients.back()->send(upgrade());
            QCOMPARE(clients.back()->reply(true).status, 101);
        }
        RawClient refused(server.http->port());
        refused.send(upgrade());
        QCOMPARE(refused.reply().status, 429);
        clients.clear();
        QTRY_COMPARE(server.hub.sessionCount(), 0);
        RawClient again(server.http->port());
        again.send(upgrade());
        QCOMPARE(again.reply(true).status, 101);
    }

    void whoDoesNotSayHelloIsClosed()
    {
        PushHub::Options options;
        options.settings.helloTimeout = 100ms;
        Running server(options);
        Client client(server);
        QVERIFY(QTest::qWaitFor([&] { return int(client.socket.closeCode()) == 4008; }));
        QTRY_COMPARE(server.hub.sessionCount(), 0);
    }

    void aRevokedTokenClosesItsSockets()
    {
        PushHub::Options options;
        options.settings.tokenCheck = 100ms;
        Running server(options);
        Client client(server);
        QVERIFY(client.greet());
        server.source.revoke("good");
        QVERIFY(QTest::qWaitFor([&] { return int(client.socket.closeCode()) == 4001; }));
    }

    void aMessageOverTheLimitIsClosed()
    {
        Running server;
        Client client(server);
        QVERIFY(client.greet());
        client.socket.sendTextMessage(QString(70'000, u'x'));
        QVERIFY(QTest::qWaitFor([&] { return int(client.socket.closeCode()) == 1009; }));
        QTRY_COMPARE(server.hub.sessionCount(), 0);
    }

    void aClientThatDoesNotReadIsDropped()
    {
        PushHub::Options options;
        options.settings.mergeWindow = 0ms;
        Running server(options);
        const ProjectId mine = newProject();
        server.source.member = {mine};
        RawClient client(server.http->port(), 4096);
        client.send(upgrade());
        QCOMPARE(client.reply(true).status, 101);
        client.send(frame(R"({"t":"hello"})"));
        QTRY_COMPARE(server.hub.sessionCount(), 1);
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; server.hub.sessionCount() == 1 && timer.elapsed() < 20'000; ++i) {
            server.hub.publish({mine, "kind " + QByteArray::number(i), i, QString(1000, u'h')});
            QCoreApplication::processEvents();
            if (i % 64 == 0)
                QThread::yieldCurrentThread();
        }
        QCOMPARE(server.hub.sessionCount(), 0);
    }

    void aStoppingServerSaysBye()
    {
        Running server;
        Client client(server);
        QVERIFY(client.greet());
        server.hub.stop();
        // Its close code is 1012, which Qt 6.4's client takes for a protocol error; the process test looks at the bytes.
        QVERIFY(QTest::qWaitFor([&] { return client.socket.state() == QAbstractSocket::UnconnectedState; }));
        QCOMPARE(client.count(u"bye"_s), 1);
        RawClient late(server.http->port());
        late.send(upgrade());
        QCOMPARE(late.reply().status, 503);
    }

    void ourOwnClientUnderstandsIt()
    {
        Running server;
        const ProjectId mine = newProject();
        server.source.member = {mine};
        auto address = cloud::ServerAddress::parse(u"http://127.0.0.1:%1"_s.arg(server.http->port()));
        QVERIFY(address);
        std::atomic<int> connected{0};
        std::atomic<qint64> revision{0};
        cloud::PushSession::Callbacks callbacks;
        callbacks.connected = [&](const QByteArray &) { connected++; };
        callbacks.changed = [&](const cloud::PushHint &hint) { revision = hint.revision; };
        cloud::PushSession session({*address, "good", u"host"_s}, callbacks);
        QTRY_COMPARE(connected.load(), 1);
        server.hub.publish({mine, "content", 7, {}});
        QTRY_COMPARE(revision.load(), 7);
    }
};

QTEST_GUILESS_MAIN(PushHubTest)
#include "push_hub_test.moc"
