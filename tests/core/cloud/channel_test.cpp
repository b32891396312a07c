#include "core/cloud/channel.h"

#include <QTest>

using namespace tideline;
using namespace tideline::cloud;

class ChannelTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aReplyMeansOneKindOfError_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("kind");
        const QByteArray problem = "application/problem+json";
        // clang-format off
        QTest::newRow("401 asks to sign in")         << 401 << problem << QByteArray("{}") << u"sign_in"_s;
        QTest::newRow("403 is denied")               << 403 << problem << QByteArray("{}") << u"denied"_s;
        QTest::newRow("404 is not found")            << 404 << problem << QByteArray("{}") << u"not_found"_s;
        QTest::newRow("409 is a conflict")           << 409 << problem << QByteArray("{}") << u"conflict"_s;
        QTest::newRow("410 is another epoch")        << 410 << problem << QByteArray("{}") << u"epoch"_s;
        QTest::newRow("413 is invalid")              << 413 << problem << QByteArray("{}") << u"invalid"_s;
        QTest::newRow("an endpoint that is not there is invalid") << 404 << problem << QByteArray(R"({"code":"no_such_endpoint"})") << u"invalid"_s;
        QTest::newRow("another protocol is invalid") << 404 << problem << QByteArray(R"({"code":"other_protocol"})") << u"invalid"_s;
        QTest::newRow("422 is invalid")              << 422 << problem << QByteArray("{}") << u"invalid"_s;
        QTest::newRow("429 is tried later")          << 429 << problem << QByteArray("{}") << u"timeout"_s;
        QTest::newRow("503 is tried later")          << 503 << problem << QByteArray("{}") << u"timeout"_s;
        QTest::newRow("507 is a full disk")          << 507 << problem << QByteArray("{}") << u"disk_full"_s;
        QTest::newRow("500 is offline")              << 500 << problem << QByteArray("{}") << u"offline"_s;
        QTest::newRow("a quota is a full disk")      << 403 << problem << QByteArray(R"({"code":"quota_exceeded"})") << u"disk_full"_s;
        QTest::newRow("a portal's page is offline")  << 403 << QByteArray("text/html") << QByteArray("<html>") << u"offline"_s;
        QTest::newRow("a proxy's 404 is offline")    << 404 << QByteArray("text/html") << QByteArray("<html>") << u"offline"_s;
        QTest::newRow("a redirect is offline")       << 302 << QByteArray() << QByteArray() << u"offline"_s;
        QTest::newRow("a page with 200 is offline")  << 200 << QByteArray("text/html") << QByteArray("<html>") << u"offline"_s;
        // clang-format on
    }
    void aReplyMeansOneKindOfError()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        QFETCH(QString, kind);
        CloudReply reply;
        reply.status = status;
        reply.contentType = type;
        reply.body = body;
        QCOMPARE(toString(cloudError(reply, u"step"_s).kind), kind);
        const auto json = jsonOf(reply, u"step"_s);
        QVERIFY(!json);
        QCOMPARE(toString(json.error().kind), kind);
    }

    void theProblemsOwnWordsAreKept()
    {
        CloudReply reply;
        reply.status = 409;
        reply.contentType = "application/problem+json";
        reply.body = R"({"code":"name_taken","title":"Taken","detail":"A project of this name is there."})";
        const Error error = cloudError(reply, u"create"_s);
        QCOMPARE(error.what, u"A project of this name is there."_s);
        QCOMPARE(error.where, u"create, HTTP 409, name_taken"_s);
    }

    void brokenJsonIsCorrupt()
    {
        CloudReply reply;
        reply.status = 200;
        reply.contentType = "application/json";
        for (const QByteArray &body : {QByteArray("{"), QByteArray("[1]"), QByteArray()}) {
            reply.body = body;
            const auto json = jsonOf(reply, u"step"_s);
            QVERIFY(!json);
            QCOMPARE(toString(json.error().kind), toString(Error::Kind::Corrupt));
        }
    }
};

QTEST_GUILESS_MAIN(ChannelTest)
#include "channel_test.moc"
