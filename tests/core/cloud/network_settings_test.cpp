// Which proxy a link goes through.
#include "core/cloud/network_settings.h"

#include <QDir>
#include <QProcess>
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

    void aComputersCertificateNeedsAKeyThatOpensByItself()
    {
        const QTemporaryDir folder;
        const auto openssl = [&](const QStringList &arguments) {
            QProcess process;
            process.setWorkingDirectory(folder.path());
            process.start(u"openssl"_s, arguments);
            return process.waitForFinished() && process.exitCode() == 0;
        };
        const auto join = [&](const QString &key, const QString &to) {
            QByteArray all;
            for (const QString &name : {u"c.pem"_s, key}) {
                QFile part(folder.path() + u'/' + name);
                if (part.open(QIODevice::ReadOnly))
                    all += part.readAll();
            }
            QFile file(folder.path() + u'/' + to);
            return file.open(QIODevice::WriteOnly) && file.write(all) == all.size();
        };
        for (const QStringList &kind : {QStringList{u"rsa:2048"_s}, QStringList{u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s}}) {
            QVERIFY(openssl(QStringList{u"req"_s, u"-x509"_s, u"-nodes"_s, u"-subj"_s, u"/CN=laptop"_s, u"-keyout"_s, u"k.pem"_s, u"-out"_s, u"c.pem"_s, u"-newkey"_s} + kind));
            QVERIFY(join(u"k.pem"_s, u"both.pem"_s));
            QVERIFY(checkClientFile(folder.path() + u"/both.pem"_s));
            QVERIFY(openssl({u"pkey"_s, u"-in"_s, u"k.pem"_s, u"-aes256"_s, u"-passout"_s, u"pass:secret"_s, u"-out"_s, u"locked.pem"_s}));
            QVERIFY(join(u"locked.pem"_s, u"locked-both.pem"_s));
            QCOMPARE(toString(checkClientFile(folder.path() + u"/locked-both.pem"_s).error().kind), u"invalid"_s);
        }
        QCOMPARE(toString(checkClientFile(folder.path() + u"/c.pem"_s).error().kind), u"invalid"_s);
        QCOMPARE(toString(checkClientFile(folder.path() + u"/k.pem"_s).error().kind), u"invalid"_s);
        QCOMPARE(toString(checkClientFile(u"/no/such"_s).error().kind), u"not_found"_s);
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
