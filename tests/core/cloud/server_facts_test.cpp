#include "core/cloud/server_facts.h"

#include <QTest>

using namespace tideline;
using namespace tideline::cloud;

namespace {
/// Whatever is asked, the same reply.
class OneReply final : public Channel {
public:
    explicit OneReply(Result<CloudReply> reply) : m_reply(std::move(reply)) {}
    Result<CloudReply> send(const CloudRequest &, const OnBody &) override { return m_reply; }

private:
    Result<CloudReply> m_reply;
};

Result<ServerFacts> factsOf(int status, const QByteArray &type, const QByteArray &body)
{
    OneReply channel(CloudReply{status, type, body, {}});
    return serverFacts(channel, u"https://cloud.example"_s);
}
}  // namespace

class ServerFactsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aServerSaysItsVersionAndHowOneSignsIn()
    {
        const auto facts = factsOf(200, "application/json", R"({"api":["v1"],"hash":["s256"],"version":"0.3.0","server_id":"srv_1","auth":{"password":true,"device":true,"pkce":true}})");
        QVERIFY(facts);
        QCOMPARE(facts->version, u"0.3.0"_s);
        QCOMPARE(facts->serverId, u"srv_1"_s);
        QCOMPARE(facts->ways, (QStringList{u"browser"_s, u"device"_s, u"password"_s, u"token"_s}));
    }

    void onlyTheWaysThatAreOfferedAreNamed()
    {
        const auto facts = factsOf(200, "application/json", R"({"api":["v1"],"hash":["s256"],"auth":{"password":false,"pkce":true}})");
        QVERIFY(facts);
        QCOMPARE(facts->ways, (QStringList{u"browser"_s, u"token"_s}));
    }

    void whatIsNoServerOfOursIsSaid_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("mend");
        const QByteArray json("application/json"), page("text/html");
        // clang-format off
        QTest::newRow("nothing there")     << 404 << json << QByteArray("{}")            << u"no Tideline server"_s << u"Check the address"_s;
        QTest::newRow("a web page")        << 200 << page << QByteArray("<html>")        << u"web page"_s           << u"Check the address"_s;
        QTest::newRow("a page not found")  << 404 << page << QByteArray("<html>")        << u"web page"_s           << u"Check the address"_s;
        QTest::newRow("another service")   << 200 << json << QByteArray(R"({"ok":1})")   << u"no Tideline server"_s << u"Check the address"_s;
        QTest::newRow("rubbish as a name") << 200 << json << QByteArray(R"({"api":["x", 3, null]})") << u"no Tideline server"_s << u"Check the address"_s;
        QTest::newRow("too new")           << 200 << json << QByteArray(R"({"api":["v3","v2"]})")    << u"too new"_s << u"Update Tideline on this computer"_s;
        QTest::newRow("too old")           << 200 << json << QByteArray(R"({"api":["v0"]})")         << u"too old"_s << u"whoever runs the server"_s;
        QTest::newRow("another protocol")  << 404 << json << QByteArray(R"({"code":"other_protocol"})") << u"one of the two is older"_s << u"Update Tideline"_s;
        // clang-format on
    }
    void whatIsNoServerOfOursIsSaid()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        QFETCH(QString, what);
        QFETCH(QString, mend);
        const auto facts = factsOf(status, type, body);
        QVERIFY(!facts);
        QCOMPARE(toString(facts.error().kind), u"invalid"_s);
        QVERIFY2(facts.error().what.contains(what), qPrintable(facts.error().what));
        QVERIFY2(facts.error().mend.contains(mend), qPrintable(facts.error().mend));
        QCOMPARE(facts.error().where, u"https://cloud.example"_s);
    }

    void aRedirectAndALostLinkAreToldAsTheyAre()
    {
        const auto away = factsOf(301, "text/html", "<html>");
        QVERIFY(!away);
        QVERIFY2(away.error().what.contains(u"another address"_s), qPrintable(away.error().what));
        OneReply lost(Error{Error::Kind::Offline, u"The cloud cannot be reached."_s, {}, {}});
        const auto none = serverFacts(lost, {});
        QVERIFY(!none);
        QCOMPARE(toString(none.error().kind), u"offline"_s);
    }
};

QTEST_GUILESS_MAIN(ServerFactsTest)
#include "server_facts_test.moc"
