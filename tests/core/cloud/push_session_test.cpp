#include "core/cloud/push_session.h"
#include "core/cloud/token_source.h"

#include "tests/core/cloud/script_server.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMutex>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

#include <algorithm>

using namespace tideline;
using namespace tideline::cloud;
using tideline::test::ScriptConnection;
using tideline::test::ScriptServer;

namespace {

/// A push server on the test's thread: welcomes whoever says hello.
class PushServer {
public:
    PushServer() : m_server(u"test"_s, QWebSocketServer::NonSecureMode)
    {
        m_server.setSupportedSubprotocols({u"tideline.v1"_s});
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("no loopback socket");
        QObject::connect(&m_server, &QWebSocketServer::newConnection, &m_server, [this] {
            ++accepted;
            peer.reset(m_server.nextPendingConnection());
            authorization = peer->request().rawHeader("Authorization");
            protocol = peer->subprotocol();
            QObject::connect(peer.get(), &QWebSocket::textMessageReceived, peer.get(), [this](const QString &text) {
                const QJsonObject message = QJsonDocument::fromJson(text.toUtf8()).object();
                messages.append(message);
                if (message.value(u"t"_s) == u"hello"_s && closeWith == 0)
                    peer->sendTextMessage(u"{\"t\":\"welcome\",\"heartbeat_s\":10}"_s);
                else if (closeWith != 0)
                    peer->close(QWebSocketProtocol::CloseCode(closeWith));
                else if (message.value(u"t"_s) == u"pull_projects"_s)
                    sendProjects(message);
            });
        });
    }
    /// Two pages of one project each.
    void sendProjects(const QJsonObject &request)
    {
        ++pulls;
        const bool first = request.value(u"cursor"_s).isNull();
        CloudProject project;
        project.id = ProjectId::make(systemClock(), systemRandom());
        project.name = first ? u"one"_s : u"two"_s;
        project.role = Role::Owner;
        project.epoch = Epoch::make(systemClock(), systemRandom());
        project.createdAt = project.updatedAt = QDateTime::currentDateTimeUtc();
        const QJsonObject reply{{u"t"_s, u"projects"_s},
                                {u"id"_s, request.value(u"id"_s)},
                                {u"items"_s, QJsonArray{toJson(project)}},
                                {u"cursor"_s, first ? QJsonValue(u"next"_s) : QJsonValue()},
                                {u"has_more"_s, first}};
        peer->sendTextMessage(QString::fromUtf8(QJsonDocument(reply).toJson(QJsonDocument::Compact)));
    }
    /// The first message of this type; empty while none has come.
    QJsonObject heard(const QString &type) const
    {
        const auto of = std::ranges::find_if(messages, [&](const QJsonObject &message) { return message.value(u"t"_s) == type; });
        return of == messages.end() ? QJsonObject() : *of;
    }
    QString url() const { return u"http://127.0.0.1:%1"_s.arg(m_server.serverPort()); }

    int accepted = 0;
    int closeWith = 0;
    int pulls = 0;
    QByteArray authorization;
    QString protocol;
    QList<QJsonObject> messages;
    std::unique_ptr<QWebSocket> peer;

private:
    QWebSocketServer m_server;
};

/// What a session told, counted.
struct Told {
    std::atomic<int> connected = 0, disconnected = 0, projects = 0;
    QMutex mutex;
    QList<PushHint> hints;
    std::optional<Error> refused;

    PushSession::Callbacks callbacks()
    {
        return {[this](const QByteArray &) { ++connected; }, [this](const Error &) { ++disconnected; },
                [this](const PushHint &hint) {
                    const QMutexLocker lock(&mutex);
                    hints.append(hint);
                },
                [this](std::vector<CloudProject> list) { projects += int(list.size()); },
                [this](const Error &error) {
                    const QMutexLocker lock(&mutex);
                    refused = error;
                }};
    }
    QList<PushHint> seen()
    {
        const QMutexLocker lock(&mutex);
        return hints;
    }
    QString refusal()
    {
        const QMutexLocker lock(&mutex);
        return refused ? toString(refused->kind) : QString();
    }
};

PushSession::Options optionsFor(const QString &url, std::chrono::milliseconds heartbeat = std::chrono::milliseconds(10'000))
{
    PushSession::Options options;
    options.server = *ServerAddress::parse(url);
    options.token = "secret";
    options.device = u"laptop"_s;
    options.heartbeat = heartbeat;
    return options;
}

QByteArray textFrame(const QByteArray &text)
{
    return QByteArray("\x81") + char(text.size()) + text;  // below 126 bytes
}

void shakeHands(ScriptConnection &peer)
{
    const QByteArray head = peer.readHead();
    QByteArray key;
    for (const QByteArray &line : head.split('\n')) {
        if (line.toLower().startsWith("sec-websocket-key:"))
            key = line.mid(18).trimmed();
    }
    const QByteArray accept =
        QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1).toBase64();
    peer.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
               "Sec-WebSocket-Protocol: tideline.v1\r\nSec-WebSocket-Accept: " + accept + "\r\n\r\n");
}

/// A token endpoint: each time another token.
class RenewingChannel final : public Channel {
public:
    Result<CloudReply> send(const CloudRequest &, const OnBody &) override
    {
        CloudReply reply;
        reply.status = 200;
        reply.contentType = "application/json";
        reply.body = R"({"access_token":"token )" + QByteArray::number(++m_number) + R"(","refresh_token":"r","token_type":"Bearer","expires_in":900})";
        return reply;
    }

private:
    int m_number = 0;
};

/// As far from the start as the test says.
class ShiftedClock final : public Clock {
public:
    std::atomic<qint64> laterNs = 0;
    qint64 nowNs() const override { return systemClock().nowNs() + laterNs; }
    std::chrono::nanoseconds monotonic() const override { return systemClock().monotonic(); }
    void sleepFor(std::chrono::milliseconds duration) override { systemClock().sleepFor(duration); }
};

std::shared_ptr<TokenSource> renewedTokens(Clock &clock)
{
    const Secret secret{"http://127.0.0.1", "token 0", {}, "r", clock.nowMs() + 900'000};
    return std::make_shared<TokenSource>(secret, TokenSource::Parts{std::make_unique<RenewingChannel>(), clock, [](const Secret &) { return Result<void>(); }});
}

}  // namespace

class PushSessionTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void itIntroducesItselfAndHearsHints()
    {
        PushServer server;
        Told told;
        const PushSession session(optionsFor(server.url()), told.callbacks());
        QTRY_COMPARE(told.connected.load(), 1);
        QCOMPARE(server.authorization, QByteArray("Bearer secret"));
        QCOMPARE(server.protocol, u"tideline.v1"_s);
        QCOMPARE(server.heard(u"hello"_s).value(u"device"_s).toString(), u"laptop"_s);

        const ProjectId project = ProjectId::make(systemClock(), systemRandom());
        server.peer->sendTextMessage(
            u"{\"t\":\"changed\",\"project\":\"%1\",\"kind\":\"content\",\"revision\":42}"_s.arg(project.toString()));
        QTRY_COMPARE(told.seen().size(), 1);
        QCOMPARE(told.seen().first().project, project);
        QCOMPARE(told.seen().first().revision, 42);
        QTRY_COMPARE(told.projects.load(), 2);
        server.peer->sendTextMessage(u"{\"t\":\"changed\",\"project\":\"%1\",\"kind\":\"meta\"}"_s.arg(project.toString()));
        QTRY_COMPARE(told.projects.load(), 4);
        QCOMPARE(server.pulls, 4);
    }

    void rubbishIsNoHarm()
    {
        PushServer server;
        Told told;
        const PushSession session(optionsFor(server.url()), told.callbacks());
        QTRY_COMPARE(told.connected.load(), 1);
        for (const QString &text : {u"{"_s, u"[]"_s, u"{\"t\":\"changed\"}"_s, u"{\"t\":\"changed\",\"project\":5}"_s,
                                    u"{\"t\":\"new-word\"}"_s, u"{\"t\":\"bye\",\"reconnect_ms\":\"x\"}"_s})
            server.peer->sendTextMessage(text);
        server.peer->sendTextMessage(u"{\"t\":\"ping\",\"n\":7}"_s);
        QTRY_COMPARE(server.heard(u"pong"_s).value(u"n"_s).toInt(), 7);
        QTRY_VERIFY(server.pulls >= 4);  // a hint without a project asks for the list again: before or after the pong
        QCOMPARE(told.disconnected.load(), 0);
    }

    void aLostConnectionComesBackByItself()
    {
        PushServer server;
        Told told;
        const PushSession session(optionsFor(server.url()), told.callbacks());
        QTRY_COMPARE(told.connected.load(), 1);
        server.peer->abort();
        QTRY_COMPARE(told.connected.load(), 2);
        QCOMPARE(told.disconnected.load(), 1);
    }

    void aHalfOpenSocketIsNoticed()
    {
        std::atomic<int> welcomed = 0;
        ScriptServer server([&welcomed](ScriptConnection &peer) {
            shakeHands(peer);
            peer.write(textFrame("{\"t\":\"welcome\"}"));
            ++welcomed;
            peer.waitForClose();  // hears the pings, never answers
        });
        Told told;
        const PushSession session(optionsFor(QString::fromLatin1(server.origin()), std::chrono::milliseconds(100)), told.callbacks());
        QTRY_COMPARE(told.connected.load(), 1);
        QTRY_VERIFY(told.disconnected.load() >= 1);  // after 3 heartbeats
        QTRY_VERIFY(welcomed >= 2);
    }

    void aServerThatNeverAnswersIsTriedAgain()
    {
        ScriptServer server([](ScriptConnection &peer) { peer.waitForClose(); });
        PushSession::Options options = optionsFor(QString::fromLatin1(server.origin()));
        options.connectTimeout = std::chrono::milliseconds(100);
        Told told;
        const PushSession session(options, told.callbacks());
        QTRY_VERIFY(server.connections() >= 2);
    }

    void aRefusalStopsIt_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("kind");
        QTest::newRow("4001 asks to sign in") << 4001 << u"sign_in"_s;
        QTest::newRow("4003 is denied") << 4003 << u"denied"_s;
        QTest::newRow("4004 is another version") << 4004 << u"invalid"_s;
    }
    void aRefusalStopsIt()
    {
        QFETCH(int, code);
        QFETCH(QString, kind);
        PushServer server;
        server.closeWith = code;
        Told told;
        PushSession session(optionsFor(server.url()), told.callbacks());
        QTRY_COMPARE(told.refusal(), kind);
        session.reconnectNow();
        QTest::qWait(700);  // longer than the first retry takes
        QCOMPARE(server.accepted, 1);
    }

    void aRefusedUpgradeAsksToSignIn()
    {
        ScriptServer server([](ScriptConnection &peer) {
            peer.readHead();
            peer.write("HTTP/1.1 401 Unauthorized\r\nContent-Type: application/problem+json\r\nContent-Length: 2\r\n\r\n{}");
        });
        Told told;
        const PushSession session(optionsFor(QString::fromLatin1(server.origin())), told.callbacks());
        QTRY_COMPARE(told.refusal(), u"sign_in"_s);
    }

    void aTokenThatIsRefusedIsRenewedOnce()
    {
        PushServer server;
        server.closeWith = 4001;
        Told told;
        ShiftedClock clock;
        PushSession::Options options = optionsFor(server.url());
        options.tokens = renewedTokens(clock);
        const PushSession session(options, told.callbacks());
        QTRY_COMPARE(told.refusal(), u"sign_in"_s);  // the second is refused, too
        QCOMPARE(server.accepted, 2);
        QCOMPARE(server.authorization, QByteArray("Bearer token 1"));
    }

    void aRenewedTokenIsToldBeforeTheOldOneEnds()
    {
        PushServer server;
        Told told;
        ShiftedClock clock;
        PushSession::Options options = optionsFor(server.url(), std::chrono::milliseconds(50));
        options.tokens = renewedTokens(clock);
        const PushSession session(options, told.callbacks());
        QTRY_COMPARE(told.connected.load(), 1);
        QCOMPARE(server.authorization, QByteArray("Bearer token 0"));
        clock.laterNs = 800'000'000'000;
        QTRY_COMPARE(server.heard(u"reauth"_s).value(u"token"_s).toString(), u"token 1"_s);
        QCOMPARE(server.accepted, 1);
        QCOMPARE(told.disconnected.load(), 0);
    }
};

QTEST_GUILESS_MAIN(PushSessionTest)
#include "push_session_test.moc"
