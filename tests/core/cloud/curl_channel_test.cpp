#include "core/cloud/curl_channel.h"
#include "core/schema/wire/body_coding.h"

#include "tests/core/cloud/script_server.h"

#include <QTest>

#include <random>

using namespace tideline;
using namespace tideline::cloud;
using tideline::test::ScriptConnection;
using tideline::test::ScriptServer;

namespace {

CurlChannel channelTo(const QByteArray &origin, const QByteArray &token = "secret")
{
    CurlChannel::Options options;
    options.server = *ServerAddress::parse(QString::fromLatin1(origin));
    options.token = token;
    options.stallTimeout = std::chrono::seconds(1);
    options.connectTimeout = std::chrono::seconds(2);
    return CurlChannel(options);
}

QByteArray ok(const QByteArray &body, const QByteArray &type = "application/json")
{
    return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "; charset=utf-8\r\nX-Test: Yes\r\nContent-Length: "
           + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

CloudRequest get(const QByteArray &path)
{
    CloudRequest request;
    request.path = path;
    return request;
}

CloudRequest post(const QByteArray &json)
{
    CloudRequest request = get("/api/v1/projects");
    request.method = "POST";
    request.contentType = "application/json";
    request.body = json;
    return request;
}

}  // namespace

class CurlChannelTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aServerThatTricklesIsTimedOutAsAWhole()
    {
        ScriptServer server([](ScriptConnection &peer) {
            peer.readHead();
            peer.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n");
            for (int i = 0; i < 60; ++i) {
                peer.write(" ");
                QThread::msleep(50);
            }
        });
        CurlChannel::Options options;
        options.server = *ServerAddress::parse(QString::fromLatin1(server.origin()));
        options.wholeTimeout = std::chrono::seconds(1);
        const auto reply = CurlChannel(options).send(get("/api/v1/capabilities"));
        QVERIFY(!reply);
        QCOMPARE(toString(reply.error().kind), u"timeout"_s);
    }

    void aWholeReplyComesBackWithItsHeaders()
    {
        ScriptServer server([](ScriptConnection &peer) {
            peer.readHead();
            peer.write(ok("{\"a\":1}"));
        });
        const auto reply = channelTo(server.origin()).send(get("/api/v1/me"));
        QVERIFY(reply);
        QCOMPARE(reply->status, 200);
        QCOMPARE(reply->body, QByteArray("{\"a\":1}"));
        QCOMPARE(reply->contentType, QByteArray("application/json"));
        QCOMPARE(reply->headers.at("x-test"), QByteArray("Yes"));
    }

    void theTokenAndTheTargetAreSentAsTheyAre()
    {
        QByteArray head;
        {
            ScriptServer server([&head](ScriptConnection &peer) {
                head = peer.readHead();
                peer.write(ok("{}"));
            });
            QVERIFY(channelTo(server.origin()).send(get("/api/v1/x/../y?since=3")));
        }
        QVERIFY2(head.startsWith("GET /api/v1/x/../y?since=3 HTTP/1.1\r\n"), head);
        QVERIFY2(head.contains("Authorization: Bearer secret\r\n"), head);
    }

    void aChannelNamesItsPushSession()
    {
        QByteArray head;
        {
            ScriptServer server([&head](ScriptConnection &peer) {
                head = peer.readHead();
                peer.write(ok("{}"));
            });
            QVERIFY(channelTo(server.origin()).withSession("ses_1")->withAbort(nullptr)->send(get("/api/v1/me")));
        }
        QVERIFY2(head.contains("Tideline-Session: ses_1\r\n"), head);
        QVERIFY2(head.contains("Authorization: Bearer secret\r\n"), head);
    }

    void aBodyIsCut_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("shorter than its length") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort");
        QTest::newRow("between two chunks") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n");
        QTest::newRow("in its head") << QByteArray("HTTP/1.1 200 OK\r\nContent-");
        QTest::newRow("nobody knows where") << QByteArray("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nsome");
        QTest::newRow("before a byte") << QByteArray();
        QTest::newRow("no HTTP at all") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n");
    }
    void aBodyIsCut()
    {
        QFETCH(QByteArray, bytes);
        ScriptServer server([bytes](ScriptConnection &peer) {
            peer.readHead();
            peer.write(bytes);
        });
        const auto reply = channelTo(server.origin()).send(get("/api/v1/me"));
        QVERIFY(!reply);
        QCOMPARE(toString(reply.error().kind), u"offline"_s);
    }

    void aServerThatFallsSilentTimesOut()
    {
        ScriptServer server([](ScriptConnection &peer) {
            peer.readHead();
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome");
            peer.waitForClose();
        });
        const auto reply = channelTo(server.origin()).send(get("/api/v1/me"));
        QVERIFY(!reply);
        QCOMPARE(toString(reply.error().kind), u"timeout"_s);
    }

    void aRedirectIsNeverFollowed()
    {
        ScriptServer other([](ScriptConnection &peer) {
            peer.readHead();
            peer.write(ok("{}"));
        });
        ScriptServer server([&other](ScriptConnection &peer) {
            peer.readHead();
            peer.write("HTTP/1.1 307 Away\r\nLocation: " + other.origin() + "/api/v1/me\r\nContent-Length: 0\r\n\r\n");
        });
        const auto reply = channelTo(server.origin()).send(get("/api/v1/me"));
        QVERIFY(reply);
        QCOMPARE(reply->status, 307);
        QCOMPARE(toString(cloudError(*reply, {}).kind), toString(Error::Kind::Offline));
        QCOMPARE(other.connections(), 0);
    }

    void requestsShareAConnection()
    {
        ScriptServer server([](ScriptConnection &peer) {
            while (!peer.readHead().isEmpty())
                peer.write(ok("{}"));
        });
        CurlChannel channel = channelTo(server.origin());
        for (int i = 0; i < 20; ++i)
            QVERIFY(channel.send(get("/api/v1/me")));
        const std::atomic<bool> never = false;
        QVERIFY(channel.withAbort(&never)->send(get("/api/v1/me")));
        QCOMPARE(server.connections(), 1);
    }

    void aConnectionThatTheServerClosedIsReplaced()
    {
        ScriptServer server([](ScriptConnection &peer) {
            peer.readHead();
            peer.write(ok("{}"));  // and closes, without saying so
        });
        CurlChannel channel = channelTo(server.origin());
        for (int i = 0; i < 5; ++i) {
            const auto reply = channel.send(get("/api/v1/me"));
            QVERIFY2(reply, qPrintable(reply ? QString() : toText(reply.error())));
        }
        QCOMPARE(server.connections(), 5);
    }

    void anUploadArrivesByteForByteWithoutExpect()
    {
        QByteArray body(8 << 20, Qt::Uninitialized);
        std::mt19937 random(1);
        std::generate(body.begin(), body.end(), [&random] { return char(random()); });
        QByteArray head, arrived;
        {
            ScriptServer server([&](ScriptConnection &peer) {
                head = peer.readHead();
                arrived = peer.readBytes(body.size());
                peer.write(ok("{}"));
            });
            CloudRequest request = get("/api/v1/projects/p/packs");
            request.method = "POST";
            request.contentType = "application/octet-stream";
            request.body = body;
            QVERIFY(channelTo(server.origin()).send(request));
        }
        QVERIFY(arrived == body);
        QVERIFY2(!head.toLower().contains("expect"), head);
        QVERIFY2(head.contains("Content-Type: application/octet-stream\r\n"), head);
        QVERIFY2(head.contains("Content-Length: 8388608\r\n"), head);
    }

    void longJsonIsCodedBothWays()
    {
        const QByteArray json = "{\"text\":\"" + QByteArray(5000, 'x') + "\"}";
        const QByteArray coded = *wire::codedBody(json);
        QByteArray head, arrived;
        ScriptServer server([&](ScriptConnection &peer) {
            head = peer.readHead();
            arrived = peer.readBytes(coded.size());
            peer.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: zstd\r\nContent-Length: "
                       + QByteArray::number(coded.size()) + "\r\n\r\n" + coded);
        });
        const auto reply = channelTo(server.origin()).send(post(json));
        QVERIFY(reply);
        QVERIFY(reply->body == json);
        QVERIFY(arrived == coded);
        QVERIFY2(head.contains("Content-Encoding: zstd\r\n") && head.contains("Accept-Encoding: zstd\r\n"), head);
    }

    void aServerThatRefusesCodedBodiesGetsThemPlain()
    {
        const QByteArray json = "{\"text\":\"" + QByteArray(5000, 'x') + "\"}";
        QByteArrayList codings;
        ScriptServer server([&](ScriptConnection &peer) {
            for (QByteArray head = peer.readHead(); !head.isEmpty(); head = peer.readHead()) {
                const bool coded = head.contains("Content-Encoding: zstd");
                peer.readBytes(coded ? wire::codedBody(json)->size() : json.size());
                codings.append(coded ? "zstd" : "plain");
                peer.write(coded ? QByteArray("HTTP/1.1 415 Unsupported Media Type\r\nContent-Length: 0\r\n\r\n") : ok("{}"));
            }
        });
        CurlChannel channel = channelTo(server.origin());
        for (int i = 0; i < 2; ++i) {
            const auto reply = channel.send(post(json));
            QVERIFY(reply);
            QCOMPARE(reply->status, 200);
        }
        QCOMPARE(codings, (QByteArrayList{"zstd", "plain", "plain"}));
    }

    void anAnswerBeforeTheUploadEndsIsTheAnswer()
    {
        ScriptServer server([](ScriptConnection &peer) {
            peer.readHead();
            peer.write("HTTP/1.1 413 Too Large\r\nContent-Type: application/problem+json\r\nContent-Length: 2\r\n"
                       "Connection: close\r\n\r\n{}");
            peer.waitForClose();
        });
        CloudRequest request = get("/api/v1/projects/p/packs");
        request.method = "POST";
        request.contentType = "application/octet-stream";
        request.body = QByteArray(64 << 20, 'x');
        const auto reply = channelTo(server.origin()).send(request);
        QVERIFY2(reply, qPrintable(reply ? QString() : toText(reply.error())));
        QCOMPARE(reply->status, 413);
    }

    void aStreamedBodyGoesToItsTakerAlone()
    {
        ScriptServer server([](ScriptConnection &peer) {
            peer.readHead();
            peer.write(ok(QByteArray(1 << 20, 'a')));
        });
        qsizetype taken = 0;
        const auto reply = channelTo(server.origin()).send(get("/api/v1/x"), [&taken](QByteArrayView piece) -> Result<void> {
            taken += piece.size();
            return {};
        });
        QVERIFY(reply);
        QVERIFY(reply->body.isEmpty());
        QCOMPARE(taken, 1 << 20);
    }

    void aProblemIsNotStreamed()
    {
        ScriptServer server([](ScriptConnection &peer) {
            peer.readHead();
            peer.write("HTTP/1.1 404 No\r\nContent-Type: application/problem+json\r\nContent-Length: 2\r\n\r\n{}");
        });
        bool called = false;
        const auto reply = channelTo(server.origin()).send(get("/api/v1/x"), [&called](QByteArrayView) -> Result<void> {
            called = true;
            return {};
        });
        QVERIFY(reply);
        QCOMPARE(reply->body, QByteArray("{}"));
        QVERIFY(!called);
    }

    void aTakersErrorEndsTheCall()
    {
        ScriptServer server([](ScriptConnection &peer) {
            peer.readHead();
            peer.write(ok(QByteArray(1 << 20, 'a')));
            peer.waitForClose();
        });
        const auto reply = channelTo(server.origin()).send(get("/api/v1/x"), [](QByteArrayView) -> Result<void> {
            return Error{Error::Kind::Corrupt, u"bad pack"_s, {}, {}};
        });
        QVERIFY(!reply);
        QCOMPARE(reply.error().what, u"bad pack"_s);
    }

    void settingTheFlagCancels()
    {
        std::atomic<bool> abort = false;
        ScriptServer server([&abort](ScriptConnection &peer) {
            peer.readHead();
            abort = true;
            peer.waitForClose();
        });
        CurlChannel::Options options;
        options.server = *ServerAddress::parse(QString::fromLatin1(server.origin()));
        options.abort = &abort;
        CurlChannel channel(options);
        const auto reply = channel.send(get("/api/v1/x"));
        QVERIFY(!reply);
        QCOMPARE(toString(reply.error().kind), u"cancelled"_s);
    }

    void nobodyThereIsOffline()
    {
        QByteArray origin;
        {
            ScriptServer server([](ScriptConnection &) { });
            origin = server.origin();
        }
        const auto reply = channelTo(origin).send(get("/api/v1/me"));
        QVERIFY(!reply);
        QCOMPARE(toString(reply.error().kind), u"offline"_s);
    }

    void aProxyIsNotAskedForLoopback()
    {
        qputenv("http_proxy", "http://127.0.0.1:1");
        ScriptServer server([](ScriptConnection &peer) {
            peer.readHead();
            peer.write(ok("{}"));
        });
        const auto reply = channelTo(server.origin()).send(get("/api/v1/me"));
        qunsetenv("http_proxy");
        QVERIFY(reply);
    }

    void aLineBreakNeverReachesTheWire()
    {
        ScriptServer server([](ScriptConnection &peer) { peer.readHead(); });
        CurlChannel channel = channelTo(server.origin());
        CloudRequest request = get("/api/v1/me");
        request.headers["X-Name"] = "a\r\nX-Evil: b";
        QVERIFY(!channel.send(request));
        QVERIFY(!channel.send(get("/api/v1/me HTTP/1.1\r\nX-Evil: b")));
        QCOMPARE(server.connections(), 0);
    }

    void manyCallsAtOnceEachGetTheirOwnAnswer()
    {
        ScriptServer server([](ScriptConnection &peer) {
            for (QByteArray head = peer.readHead(); !head.isEmpty(); head = peer.readHead())
                peer.write(ok(head.split(' ').at(1)));
        });
        CurlChannel channel = channelTo(server.origin());
        std::atomic<int> wrong = 0;
        std::vector<std::thread> callers;
        for (int caller = 0; caller < 8; ++caller) {
            callers.emplace_back([&, caller] {
                for (int i = 0; i < 50; ++i) {
                    const QByteArray path = "/c" + QByteArray::number(caller) + "/" + QByteArray::number(i);
                    const auto reply = channel.send(get(path));
                    if (!reply || reply->body != path)
                        ++wrong;
                }
            });
        }
        for (std::thread &caller : callers)
            caller.join();
        QCOMPARE(wrong.load(), 0);
        QVERIFY(server.connections() <= 8);
    }
};

QTEST_GUILESS_MAIN(CurlChannelTest)
#include "curl_channel_test.moc"
