// Which proxy a link goes through.
#include "core/cloud/network_settings.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

using namespace tideline;
using namespace tideline::cloud;

class NetworkSettingsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aProxyIsReadAsPeopleWriteIt_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("read");
        QTest::newRow("whole") << u"http://proxy.example:8080"_s << u"http proxy.example 8080"_s;
        QTest::newRow("without a scheme") << u"proxy.example:8080"_s << u"http proxy.example 8080"_s;
        QTest::newRow("without a port") << u"http://proxy.example/"_s << u"http proxy.example 3128"_s;
        QTest::newRow("socks") << u"socks5://10.0.0.7"_s << u"socks5 10.0.0.7 1080"_s;
        QTest::newRow("another scheme") << u"ftp://proxy.example"_s << QString();
        QTest::newRow("a path") << u"http://proxy.example/pac"_s << QString();
        QTest::newRow("words") << u"my proxy"_s << QString();
        QTest::newRow("nothing") << QString() << QString();
    }
    void aProxyIsReadAsPeopleWriteIt()
    {
        QFETCH(QString, typed);
        QFETCH(QString, read);
        const auto proxy = parseProxy(typed);
        const QString text = !proxy ? QString() : u"%1 %2 %3"_s.arg(proxy->kind == ProxyAddress::Kind::Http ? u"http"_s : u"socks5"_s, QString::fromLatin1(proxy->host)).arg(proxy->port);
        QCOMPARE(text, read);
    }

    void theSystemsProxyIsThatOfTheEnvironment_data()
    {
        QTest::addColumn<QString>("server");
        QTest::addColumn<QByteArray>("exceptions");
        QTest::addColumn<bool>("through");
        QTest::newRow("another host") << u"https://cloud.example"_s << QByteArray("localhost") << true;
        QTest::newRow("loopback") << u"http://127.0.0.1:8480"_s << QByteArray() << false;
        QTest::newRow("an exception") << u"https://cloud.example"_s << QByteArray("a, cloud.example") << false;
        QTest::newRow("below an exception") << u"https://x.cloud.example"_s << QByteArray(".cloud.example") << false;
        QTest::newRow("a name that ends alike") << u"https://mycloud.example"_s << QByteArray("cloud.example") << true;
        QTest::newRow("all") << u"https://cloud.example"_s << QByteArray("*") << false;
    }
    void theSystemsProxyIsThatOfTheEnvironment()
    {
        QFETCH(QString, server);
        QFETCH(QByteArray, exceptions);
        QFETCH(bool, through);
        const auto environment = [&](const char *name) -> QByteArray {
            return qstrcmp(name, "https_proxy") == 0 ? "http://u:p@proxy.example:1" : qstrcmp(name, "no_proxy") == 0 ? exceptions : QByteArray();
        };
        const auto address = ServerAddress::parse(server);
        QVERIFY(address);
        const auto proxy = proxyFor(*address, {}, environment);
        QCOMPARE(proxy.has_value(), through);
        if (proxy)
            QCOMPARE(proxy->user, QByteArray("u"));
        NetworkSettings none;
        none.proxy = NetworkSettings::Proxy::None;
        QVERIFY(!proxyFor(*address, none, environment));
    }

    void aFileWithoutACertificateIsRefused()
    {
        QTemporaryFile file;
        QVERIFY(file.open());
        QVERIFY(!checkCaFile(file.fileName()));
        file.write("-----BEGIN CERTIFICATE-----\n");
        QVERIFY(file.flush());
        QVERIFY(checkCaFile(file.fileName()));
        QCOMPARE(toString(checkCaFile(u"/no/such"_s).error().kind), u"not_found"_s);
    }

    void certificatesAreLookedForWhereOtherDistributionsKeepThem()
    {
        QTemporaryDir system;
        const QByteArray root = QFile::encodeName(system.path()), debian = "/etc/ssl/certs/ca-certificates.crt", fedora = "/etc/pki/tls/certs/ca-bundle.crt";
        QCOMPARE(certificatesElsewhere(debian, root), QByteArray());  // nowhere
        for (const QByteArray &file : {fedora, debian}) {
            const QString path = system.path() + QFile::decodeName(file);
            QVERIFY(QDir().mkpath(QFileInfo(path).path()) && QFile(path).open(QIODevice::WriteOnly));
            QCOMPARE(certificatesElsewhere(debian, root), file == fedora ? root + fedora : QByteArray());
        }
        QCOMPARE(certificatesElsewhere({}, root), QByteArray());
    }
};

QTEST_GUILESS_MAIN(NetworkSettingsTest)
#include "network_settings_test.moc"
