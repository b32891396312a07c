#include "core/cloud/server_address.h"

#include <QTest>

using namespace tideline;
using namespace tideline::cloud;

class ServerAddressTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anAddressHasOneOrigin_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("origin");
        QTest::newRow("a bare name is https") << u"cloud.example"_s << QByteArray("https://cloud.example");
        QTest::newRow("a default port is left out") << u"https://cloud.example:443/"_s << QByteArray("https://cloud.example");
        QTest::newRow("case does not count") << u"HTTPS://Cloud.Example"_s << QByteArray("https://cloud.example");
        QTest::newRow("a bare loopback address is http") << u"127.0.0.1:8080"_s << QByteArray("http://127.0.0.1:8080");
        QTest::newRow("localhost is loopback") << u"localhost:1234"_s << QByteArray("http://localhost:1234");
        QTest::newRow("IPv6 keeps its brackets") << u"http://[::1]:99"_s << QByteArray("http://[::1]:99");
        QTest::newRow("spaces around are dropped") << u"  https://a.example \n"_s << QByteArray("https://a.example");
    }
    void anAddressHasOneOrigin()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, origin);
        const auto address = ServerAddress::parse(text);
        QVERIFY2(address, qPrintable(address ? QString() : toText(address.error())));
        QCOMPARE(address->origin(), origin);
    }

    void whatIsNoServerIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        for (const QString &text : {u""_s, u"https://"_s, u"ftp://cloud.example"_s, u"file:///etc/passwd"_s,
                                    u"https://ada:secret@cloud.example"_s, u"https://cloud.example/api"_s,
                                    u"https://cloud.example?x=1"_s, u"http://cloud.example"_s, u"http://10.0.0.1"_s,
                                    u"https://cloud.example:70000"_s, u"https://a b"_s, u"http://127.0.0.1.evil.example"_s})
            QTest::newRow(qPrintable(text + u"."_s)) << text;
    }
    void whatIsNoServerIsRefused()
    {
        QFETCH(QString, text);
        const auto address = ServerAddress::parse(text);
        QVERIFY(!address);
        QCOMPARE(toString(address.error().kind), toString(Error::Kind::Invalid));
    }

    void testsMaySpeakInTheClear()
    {
        QVERIFY(ServerAddress::parse(u"http://cloud.example"_s, ClearText::Anywhere));
    }
};

QTEST_GUILESS_MAIN(ServerAddressTest)
#include "server_address_test.moc"
