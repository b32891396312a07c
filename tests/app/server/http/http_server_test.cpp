// The transport over real sockets, with a toy Handler behind it.
#include "tests/app/server/http/toy_server.h"

#include <QElapsedTimer>
#include <QFile>
#include <QtTest>

using namespace tideline;
using namespace tideline::server;

namespace {

QByteArray get(const QByteArray &path, const QByteArray &more = {})
{
    return "GET " + path + " HTTP/1.1\r\nHost: t\r\n" + more + "\r\n";
}

QByteArray post(const QByteArray &path, const QByteArray &body, const QByteArray &more = {})
{
    return "POST " + path + " HTTP/1.1\r\nHost: t\r\n" + more + "Content-Length: " + QByteArray::number(body.size())
        + "\r\n\r\n" + body;
}

qint64 residentBytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').at(1).toLongLong() * 4096;
}

}  // namespace

class HttpServerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRequestIsAnsweredAndTheConnectionStays();
    void pipelinedRequestsAreAnsweredInOrder();
    void aRequestMayComeByteByByte();
    void aBodyBehindItsHeadArrivesWhole();
    void aChunkedBodyArrivesWholeAndTheNextRequestIsFound();
    void headHasTheHeadersOfGetAndNoBody();
    void anExpectationIsMet();
    void whatIsRefusedByItsHeadIsNotRead();
    void whatTwoParsersCouldReadInTwoWaysIsRefused_data();
    void whatTwoParsersCouldReadInTwoWaysIsRefused();
    void aHeadOverTheLimitIsRefused();
    void aBodyOverTheLimitIsRefused();
    void anErrorInTheBodyEndsTheRequest();
    void aClientThatLeavesInTheMiddleLeavesNothing();
    void aSlowBodyIsPausedNotHeld();
    void aSlowReaderIsWaitedForWithBoundedMemory();
    void aStreamThatBreaksOffIsSeenAsCut();
    void aHeadThatDoesNotEndIsCutOff();
    void aBodyThatStopsIsCutOff();
    void aBodyThatDripsIsCutOff();
    void aReaderThatDripsIsCutOff();
    void whoAsksNothingMakesRoom();
    void whoReadsNothingMakesRoom();
    void anIdleConnectionIsClosed();
    void aHandlerThatThrowsCostsOneRequest();
    void aHandlersHeaderCannotBeginAnother();
    void onlyAProxyMaySayWhoThePeerIs();
    void drainingLetsARequestEnd();
    void anHttp10ClientGetsItsStreamUntilTheEnd();
    void aSmallRequestWaitsForNoDelayedAcknowledgement();
};

void HttpServerTest::aRequestIsAnsweredAndTheConnectionStays()
{
    ToyServer server;
    RawClient client(server.port());
    QSet<QByteArray> ids;
    for (int i = 0; i < 3; ++i) {
        client.send(get("/hello?a=%20b"));
        const auto reply = client.reply();
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.body, "hello");
        QVERIFY(reply.head.contains("Connection: keep-alive"));
        const qsizetype at = reply.head.indexOf("X-Request-Id: ");
        ids.insert(reply.head.mid(at + 14, 16));
    }
    QCOMPARE(ids.size(), 3);
    QCOMPARE(server.handler.lastHead().query, "a=%20b");
    QCOMPARE(server.handler.lastHead().peer, "127.0.0.1");
    client.send(get("/hello", "Connection: close\r\n"));
    QVERIFY(client.reply().head.contains("Connection: close"));
    QVERIFY(client.closed());
}

void HttpServerTest::pipelinedRequestsAreAnsweredInOrder()
{
    ToyServer server;
    RawClient client(server.port());
    client.send(get("/wait") + post("/echo", "one") + get("/stream/300000") + post("/echo", "two") + get("/hello"));
    QTRY_COMPARE(server.handler.waiting.load(), 1);
    server.handler.gate.release();
    QCOMPARE(client.reply().body, "wait");
    QCOMPARE(client.reply().body, "one");
    QCOMPARE(client.reply().body.size(), 300'000);
    QCOMPARE(client.reply().body, "two");
    QCOMPARE(client.reply().body, "hello");
    QVERIFY(!server.handler.overlapped);
}

void HttpServerTest::aRequestMayComeByteByByte()
{
    ToyServer server;
    RawClient client(server.port());
    for (const char c : post("/echo", "line\nline\n \n"))
        client.send({&c, 1});
    QCOMPARE(client.reply().body, "line\nline\n \n");
    for (const char c : QByteArray("POST /echo HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n"
                                   "3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: 1\r\n\r\n"))
        client.send({&c, 1});
    QCOMPARE(client.reply().body, "abcde");
    client.send(get("/hello"));
    QCOMPARE(client.reply().body, "hello");
}

void HttpServerTest::aBodyBehindItsHeadArrivesWhole()
{
    ToyServer server;
    RawClient client(server.port());
    QByteArray body(5'000'000, 'a');
    for (qsizetype i = 0; i < body.size(); i += 97)
        body[i] = char(i);
    QVERIFY(client.send(post("/echo", body)));
    QVERIFY(client.reply().body == body);
}

void HttpServerTest::aChunkedBodyArrivesWholeAndTheNextRequestIsFound()
{
    ToyServer server;
    RawClient client(server.port());
    QByteArray body;
    QByteArray framed;
    for (int i = 1; i < 200; ++i) {
        const QByteArray chunk(i * 37, char('a' + i % 26));
        body += chunk;
        framed += QByteArray::number(chunk.size(), 16) + "\r\n" + chunk + "\r\n";
    }
    client.send("POST /echo HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n" + framed + "0\r\n\r\n" + get("/hello"));
    QVERIFY(client.reply().body == body);
    QCOMPARE(client.reply().body, "hello");
}

void HttpServerTest::headHasTheHeadersOfGetAndNoBody()
{
    ToyServer server;
    RawClient client(server.port());
    client.send("HEAD /hello HTTP/1.1\r\nHost: t\r\n\r\nHEAD /stream/9999999 HTTP/1.1\r\nHost: t\r\n\r\n" + get("/hello"));
    QVERIFY(client.reply(true).head.contains("Content-Length: 5"));
    QVERIFY(client.reply(true).head.contains("Transfer-Encoding: chunked"));
    QCOMPARE(client.reply().body, "hello");
    QTRY_COMPARE(server.handler.exchangesAlive.load(), 0);
}

void HttpServerTest::anExpectationIsMet()
{
    ToyServer server;
    RawClient client(server.port());
    client.send("POST /echo HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
    QCOMPARE(client.reply().status, 100);
    client.send("body");
    QCOMPARE(client.reply().body, "body");
    client.send("POST /refused HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
    QCOMPARE(client.reply().status, 401);
    QVERIFY(client.closed());
}

void HttpServerTest::whatIsRefusedByItsHeadIsNotRead()
{
    ToyServer server;
    RawClient client(server.port());
    client.send("POST /refused HTTP/1.1\r\nHost: t\r\nContent-Length: 30000000\r\n\r\n" + QByteArray(500'000, 'x'));
    const auto reply = client.reply();
    QCOMPARE(reply.status, 401);
    QVERIFY(reply.head.contains("application/problem+json"));
    QVERIFY(reply.head.contains("Connection: close"));
    QVERIFY(client.closed());
    QCOMPARE(server.handler.bytesTaken.load(), 0);
    // Without a body there is nothing to leave unread, so the connection stays.
    RawClient second(server.port());
    second.send(get("/nowhere") + get("/hello"));
    QCOMPARE(second.reply().status, 404);
    QCOMPARE(second.reply().body, "hello");
}

void HttpServerTest::whatTwoParsersCouldReadInTwoWaysIsRefused_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    const QByteArray line = "POST /echo HTTP/1.1\r\nHost: t\r\n";
    const auto add = [](const char *name, const QByteArray &request, int status = 400) {
        QTest::newRow(name) << request << status;
    };
    add("length and chunked", line + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    add("chunked and length", line + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n");
    add("two lengths", line + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello");
    add("two equal lengths", line + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello");
    add("a list of lengths", line + "Content-Length: 5, 5\r\n\r\nhello");
    add("a signed length", line + "Content-Length: +5\r\n\r\nhello");
    add("a hexadecimal length", line + "Content-Length: 0x5\r\n\r\nhello");
    add("a huge length", line + "Content-Length: 99999999999999999999\r\n\r\n");
    add("an unknown coding", line + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501);
    add("a coding before chunked", line + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501);
    add("identity", line + "Transfer-Encoding: identity\r\n\r\n", 501);
    add("two codings", line + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n");
    add("chunked in HTTP/1.0", "POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 501);
    add("a folded header", line + "X-A: one\r\n two\r\nContent-Length: 0\r\n\r\n");
    add("a folded coding", line + "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n");
    add("bare LF", "GET /hello HTTP/1.1\nHost: t\n\n");
    add("bare LF between headers", "GET /hello HTTP/1.1\r\nHost: t\nX: y\r\n\r\n");
    add("bare CR in a header", line + "X-A: a\rb\r\n\r\n");
    add("bare CR in the empty line", line + "X-A: a\r\n\rb\r\n\r\n");
    add("a space before the colon", line + "Content-Length : 5\r\n\r\nhello");
    add("a NUL in a header", line + QByteArray("X-A: a\0b\r\n\r\n", 11));
    add("no host", "GET /hello HTTP/1.1\r\n\r\n");
    add("two hosts", "GET /hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
    add("two authorizations", line + "Authorization: Bearer a\r\nAuthorization: Bearer b\r\n\r\n");
    add("an absolute target", "GET http://t/hello HTTP/1.1\r\nHost: t\r\n\r\n");
    add("no version", "GET /hello\r\n\r\n");
    add("a version of the future", "GET /hello HTTP/3.0\r\nHost: t\r\n\r\n", 505);
    add("no HTTP at all", "\x16\x03\x01\x02\r\n\r\n");
    add("a chunk size that is none", line + "Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n");
    add("a chunk longer than said", line + "Transfer-Encoding: chunked\r\n\r\n3\r\nhello\r\n0\r\n\r\n");
    add("a huge chunk size", line + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff0\r\n");
    add("a chunk size without end", line + "Transfer-Encoding: chunked\r\n\r\n1;" + QByteArray(40'000, 'x'));
    add("a chunk's head over the limit", line + "Transfer-Encoding: chunked\r\n\r\n1;" + QByteArray(17'000, 'x') + "\r\na\r\n0\r\n\r\n");
    add("a trailer over the limit", line + "Transfer-Encoding: chunked\r\n\r\n0\r\nX: " + QByteArray(17'000, 'x') + "\r\n\r\n");
    add("another expectation", line + "Expect: 200-ok\r\nContent-Length: 2\r\n\r\nab", 417);
}

void HttpServerTest::whatTwoParsersCouldReadInTwoWaysIsRefused()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    ToyServer server;
    RawClient client(server.port());
    client.send(request + get("/hello"));
    const auto reply = client.reply();
    QCOMPARE(reply.status, status);
    QVERIFY(reply.head.contains("Connection: close"));
    QVERIFY(client.reply().cut);  // and nothing behind it was served
}

void HttpServerTest::aHeadOverTheLimitIsRefused()
{
    ToyServer server;
    RawClient client(server.port());
    client.send("GET /hello HTTP/1.1\r\nHost: t\r\nX-Long: " + QByteArray(17'000, 'x'));
    QCOMPARE(client.reply().status, 431);
    RawClient many(server.port());
    many.send("GET /hello HTTP/1.1\r\nHost: t\r\n" + QByteArray("X-A: b\r\n").repeated(3000) + "\r\n");
    QCOMPARE(many.reply().status, 431);
    RawClient target(server.port());
    target.send("GET /" + QByteArray(17'000, 'x'));
    QCOMPARE(target.reply().status, 431);
    RawClient fits(server.port());
    fits.send("GET /hello HTTP/1.1\r\nHost: t\r\nX-Long: " + QByteArray(16'000, 'x') + "\r\n\r\n");
    QCOMPARE(fits.reply().status, 200);
}

void HttpServerTest::aBodyOverTheLimitIsRefused()
{
    HttpSettings settings;
    settings.limits.bodyBytes = 2'000'000;
    ToyServer server(settings);
    RawClient client(server.port());
    client.send("POST /count HTTP/1.1\r\nHost: t\r\nContent-Length: 2000001\r\n\r\n");
    QCOMPARE(client.reply().status, 413);
    QVERIFY(client.closed());
    RawClient fits(server.port());
    fits.send(post("/count", QByteArray(2'000'000, 'x')));
    QCOMPARE(fits.reply().body, "2000000");
    RawClient chunked(server.port());
    chunked.send("POST /count HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 40; ++i) {
        if (!chunked.send("186a0\r\n" + QByteArray(100'000, 'x') + "\r\n"))
            break;
    }
    QCOMPARE(chunked.reply().status, 413);
    QTRY_COMPARE(server.handler.exchangesAlive.load(), 0);
}

void HttpServerTest::anErrorInTheBodyEndsTheRequest()
{
    ToyServer server;
    RawClient client(server.port());
    client.send("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 1000000\r\n\r\npoison");
    QCOMPARE(client.reply().status, 422);
    QVERIFY(client.closed());
    QTRY_COMPARE(server.handler.exchangesAlive.load(), 0);
}

void HttpServerTest::aClientThatLeavesInTheMiddleLeavesNothing()
{
    ToyServer server;
    for (const QByteArray &part :
         {QByteArray("GET /he"), QByteArray("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 99\r\n\r\nhalf"),
          get("/stream/999999999"), get("/wait")}) {
        RawClient client(server.port());
        client.send(part);
        if (part.contains("/wait"))
            QTRY_COMPARE(server.handler.waiting.load(), 1);
        else if (part.contains("stream"))
            QVERIFY(!client.take(100'000).isEmpty());
        client.close();
    }
    server.handler.gate.release();
    QTRY_COMPARE(server.http().metrics().connectionsOpen.load(), 0);
    QTRY_COMPARE(server.handler.exchangesAlive.load(), 0);
}

void HttpServerTest::aSlowBodyIsPausedNotHeld()
{
    // The handler's pool is busy, so nothing of the body is wanted: the peer must come to a halt.
    ToyServer server;
    server.pool.setMaxThreadCount(1);
    RawClient busy(server.port());
    busy.send(get("/wait"));
    QTRY_COMPARE(server.handler.waiting.load(), 1);
    RawClient client(server.port());
    const QByteArray body(30'000'000, 'x');
    const QByteArray request = post("/count", body);
    const qint64 before = residentBytes();
    qint64 sent = 0;
    QElapsedTimer quiet;
    quiet.start();
    while (quiet.elapsed() < 300) {
        if (const qint64 step = client.sendSome(QByteArrayView(request).sliced(sent)); step > 0) {
            sent += step;
            quiet.restart();
        }
        QThread::yieldCurrentThread();
    }
    QVERIFY2(sent < 20'000'000, qPrintable(QString::number(sent)));
    QVERIFY(residentBytes() - before < 8'000'000);
    server.handler.gate.release();
    QVERIFY(client.send(QByteArrayView(request).sliced(sent)));
    QCOMPARE(client.reply().body, "30000000");
}

void HttpServerTest::aSlowReaderIsWaitedForWithBoundedMemory()
{
    ToyServer server;
    RawClient client(server.port(), 65'536);
    constexpr qint64 kSize = 300'000'000;
    const qint64 before = residentBytes();
    client.send(get("/stream/" + QByteArray::number(kSize)));
    QTRY_VERIFY(server.handler.bytesMade.load() > 0);
    qint64 made = -1;
    QTRY_VERIFY2_WITH_TIMEOUT(std::exchange(made, server.handler.bytesMade.load()) == server.handler.bytesMade.load(), "", 5000);
    QTest::qWait(100);  // the source must have come to a halt while nobody reads
    QVERIFY2(server.handler.bytesMade < 20'000'000, qPrintable(QString::number(server.handler.bytesMade)));
    QVERIFY(residentBytes() - before < 16'000'000);
    QVERIFY(!client.take(200'000'000).isEmpty());
    client.close();
    QTRY_COMPARE(server.handler.exchangesAlive.load(), 0);
}

void HttpServerTest::aStreamThatBreaksOffIsSeenAsCut()
{
    ToyServer server;
    RawClient client(server.port());
    client.send(get("/broken"));
    const auto reply = client.reply();
    QCOMPARE(reply.status, 200);
    QVERIFY(reply.cut);
}

void HttpServerTest::aHeadThatDoesNotEndIsCutOff()
{
    HttpSettings settings;
    settings.headTimeout = std::chrono::milliseconds(150);
    ToyServer server(settings);
    RawClient client(server.port());
    client.send("GET /hello HTTP/1.1\r\nHost:");
    QCOMPARE(client.reply().status, 408);
    QVERIFY(client.closed());
    RawClient silent(server.port());
    QVERIFY(silent.closed());
}

/// No rate is fast enough, so that only the grace is left, however steadily the peer goes on.
HttpSettings impatient()
{
    HttpSettings settings;
    settings.slowGrace = std::chrono::milliseconds(150);
    settings.minBytesPerSecond = qint64(1) << 50;
    return settings;
}

void HttpServerTest::aBodyThatDripsIsCutOff()
{
    ToyServer server(impatient());
    RawClient client(server.port());
    client.send("POST /count HTTP/1.1\r\nHost: t\r\nContent-Length: 1000000\r\n\r\n");
    QElapsedTimer time;
    time.start();
    qint64 sent = 0;
    while (server.http().metrics().requestsByClass[4] == 0 && time.elapsed() < 10'000) {
        client.send("x");
        ++sent;
        QTRY_VERIFY(server.handler.bytesTaken.load() == sent || server.http().metrics().requestsByClass[4] > 0);
    }
    QCOMPARE(client.reply().status, 408);
    QTRY_COMPARE(server.handler.exchangesAlive.load(), 0);
}

void HttpServerTest::aReaderThatDripsIsCutOff()
{
    ToyServer server(impatient());
    RawClient client(server.port(), 4096);
    client.send(get("/stream/4000000000"));
    QVERIFY(!client.take(100).isEmpty());
    while (server.handler.exchangesAlive.load() > 0 && client.take(512).size() == 512) {
    }
    QTRY_COMPARE(server.handler.exchangesAlive.load(), 0);
    QVERIFY(server.handler.bytesMade < 4'000'000'000);
}

void HttpServerTest::whoAsksNothingMakesRoom()
{
    HttpSettings settings;
    settings.maxConnections = 8;
    settings.ioThreads = 2;
    ToyServer server(settings);
    std::vector<std::unique_ptr<RawClient>> silent;
    RawClient atWork(server.port());
    atWork.send(get("/wait"));
    QTRY_COMPARE(server.handler.waiting.load(), 1);
    for (int i = 0; i < 30; ++i) {
        silent.push_back(std::make_unique<RawClient>(server.port()));
        silent.back()->send(i % 2 ? "" : "GET /hello HTTP/1.1\r\nHo");
    }
    RawClient client(server.port());
    client.send(get("/hello"));
    QCOMPARE(client.reply().body, "hello");
    QVERIFY(silent.front()->closed());
    server.handler.gate.release();
    QCOMPARE(atWork.reply().body, "wait");  // what has asked is not cut
    QVERIFY(server.http().metrics().connectionsOpen <= 8);
}

void HttpServerTest::whoReadsNothingMakesRoom()
{
    HttpSettings settings;
    settings.maxStreams = 4;
    settings.ioThreads = 1;
    ToyServer server(settings);
    const QByteArray much = get("/stream/100000000");
    std::vector<std::unique_ptr<RawClient>> stuck;
    for (int i = 0; i < 4; ++i) {
        stuck.push_back(std::make_unique<RawClient>(server.port(), 4096));
        stuck.back()->send(much);
        QTRY_COMPARE(server.handler.exchangesAlive.load(), i + 1);
    }
    RawClient client(server.port());
    client.send(get("/hello"));
    QCOMPARE(client.reply().body, "hello");  // a small reply is no stream
    RawClient::Reply reply;
    bool refused = false;
    do {
        client.send(get("/stream/300000"));
        reply = client.reply();
        refused = refused || reply.status == 503;
    } while (reply.status == 503);
    QVERIFY(refused);  // none of the four is stuck yet
    QCOMPARE(reply.body.size(), 300'000);
    QTRY_COMPARE(server.handler.exchangesAlive.load(), 3);
}

void HttpServerTest::aBodyThatStopsIsCutOff()
{
    HttpSettings settings;
    settings.bodyTimeout = std::chrono::milliseconds(150);
    ToyServer server(settings);
    RawClient client(server.port());
    client.send("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 10\r\n\r\nhalf");
    QCOMPARE(client.reply().status, 408);
    QTRY_COMPARE(server.handler.exchangesAlive.load(), 0);
}

void HttpServerTest::anIdleConnectionIsClosed()
{
    HttpSettings settings;
    settings.keepAliveTimeout = std::chrono::milliseconds(150);
    settings.lingerTimeout = std::chrono::milliseconds(50);
    ToyServer server(settings);
    RawClient client(server.port());
    client.send(get("/hello"));
    QCOMPARE(client.reply().body, "hello");
    QVERIFY(client.closed());
    QTRY_COMPARE(server.http().metrics().connectionsOpen.load(), 0);
}

void HttpServerTest::aHandlerThatThrowsCostsOneRequest()
{
    ToyServer server;
    RawClient client(server.port());
    QTest::ignoreMessage(QtCriticalMsg, "A handler threw: toy");
    client.send(get("/throws") + get("/hello"));
    QCOMPARE(client.reply().status, 500);
    QCOMPARE(client.reply().body, "hello");
}

void HttpServerTest::aHandlersHeaderCannotBeginAnother()
{
    ToyServer server;
    RawClient client(server.port());
    client.send(get("/hello"));
    QVERIFY(!client.reply().head.contains("Set-Cookie"));
}

void HttpServerTest::onlyAProxyMaySayWhoThePeerIs()
{
    ToyServer plain;
    RawClient client(plain.port());
    client.send(get("/hello", "X-Forwarded-For: 10.0.0.1\r\n"));
    QCOMPARE(client.reply().status, 200);
    QCOMPARE(plain.handler.lastHead().peer, "127.0.0.1");
    HttpSettings settings;
    settings.behindProxy = true;
    ToyServer proxied(settings);
    RawClient second(proxied.port());
    second.send(get("/hello", "X-Forwarded-For: 1.2.3.4, 10.0.0.1\r\n"));
    QCOMPARE(second.reply().status, 200);
    QCOMPARE(proxied.handler.lastHead().peer, "10.0.0.1");
    for (const auto &[said, peer] : {
             std::pair<QByteArray, QByteArray>("2001:db8:1:2:aaaa:bbbb:cccc:7", "2001:db8:1:2::/64"),  // one has all of these
             {"2001:db8:1:2::8", "2001:db8:1:2::/64"},
             {"::ffff:192.0.2.1", "192.0.2.1"},
             {"1.2.3.4, nonsense", "127.0.0.1"},
             {"", "127.0.0.1"},
         }) {
        second.send(get("/hello", "X-Forwarded-For: " + said + "\r\n"));
        QCOMPARE(second.reply().status, 200);
        QCOMPARE(proxied.handler.lastHead().peer, peer);
    }
}

void HttpServerTest::drainingLetsARequestEnd()
{
    ToyServer server;
    RawClient idle(server.port());
    idle.send(get("/hello"));
    QCOMPARE(idle.reply().status, 200);
    RawClient client(server.port());
    client.send(get("/wait"));
    QTRY_COMPARE(server.handler.waiting.load(), 1);
    std::atomic<bool> drained{false};
    server.inThread([&] {
        QObject::connect(&server.http(), &HttpServer::drained, &server.http(), [&] { drained = true; });
        server.http().drain(std::chrono::seconds(10));
    });
    QVERIFY(idle.closed());
    idle.close();
    QVERIFY(!drained);
    server.handler.gate.release();
    const auto reply = client.reply();
    QCOMPARE(reply.body, "wait");
    QVERIFY(reply.head.contains("Connection: close"));
    client.close();
    QTRY_VERIFY(drained);
}

void HttpServerTest::anHttp10ClientGetsItsStreamUntilTheEnd()
{
    ToyServer server;
    RawClient client(server.port());
    client.send("GET /stream/300000 HTTP/1.0\r\n\r\n");
    const QByteArray all = client.take(1'000'000);
    QVERIFY(!all.contains("chunked"));
    QCOMPARE(all.size() - all.indexOf("\r\n\r\n") - 4, 300'000);
}

void HttpServerTest::aSmallRequestWaitsForNoDelayedAcknowledgement()
{
    ToyServer server;
    RawClient client(server.port());
    std::vector<qint64> times;
    for (int i = 0; i < 300; ++i) {
        QElapsedTimer timer;
        timer.start();
        client.send(post("/echo", "x"));
        QCOMPARE(client.reply().status, 200);
        times.push_back(timer.nsecsElapsed() / 1000);
    }
    std::sort(times.begin(), times.end());
    qInfo("a small request: median %lld us, 95th percentile %lld us", times[150], times[285]);
    QVERIFY(times[150] < 20'000);  // of a socket that waits for the other side: 40'000
}

QTEST_GUILESS_MAIN(HttpServerTest)
#include "http_server_test.moc"
