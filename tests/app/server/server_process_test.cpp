// The real program: what it says, whom it lets in, and what it still knows after it was killed.
#include "core/store/database.h"
#include "tests/app/server/http/toy_server.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>

using namespace tideline;
using namespace tideline::server;

namespace {

QString program()
{
    return qEnvironmentVariable("TIDELINE_BIN") + u"/tideline-server"_s;
}

struct Ran {
    int exitCode = -1;
    QString out;
    QString err;
};

Ran run(const QStringList &arguments)
{
    QProcess process;
    process.start(program(), arguments);
    if (!process.waitForFinished(20'000))
        process.kill();
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            QString::fromUtf8(process.readAllStandardOutput()), QString::fromUtf8(process.readAllStandardError())};
}

/// A server that listens; killed at the end of its scope.
struct Running {
    explicit Running(const QString &data, const QStringList &more = {})
    {
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(program(), QStringList{u"--data"_s, data, u"--listen"_s, u"127.0.0.1:0"_s} + more);
        const QRegularExpression line(u"listening on http://127\\.0\\.0\\.1:(\\d+)\n"_s);
        while (process.waitForReadyRead(20'000)) {
            said += QString::fromUtf8(process.readAll());
            if (const auto match = line.match(said); match.hasMatch()) {
                port = match.captured(1).toUShort();
                return;
            }
        }
        qWarning("The server did not start: %s", qPrintable(said));
    }
    ~Running() { kill(); }
    void kill()
    {
        process.kill();
        process.waitForFinished();
    }

    struct Reply {
        int status = 0;
        QJsonObject json;
        QByteArray body;
    };
    Reply ask(const QByteArray &method, const QByteArray &path, const QByteArray &token = {}, const QJsonObject &json = {},
              const QByteArray &more = {}) const
    {
        RawClient client(port);
        const QByteArray body = json.isEmpty() ? QByteArray() : QJsonDocument(json).toJson();
        client.send(method + ' ' + path + " HTTP/1.1\r\nHost: t\r\nConnection: close\r\n" + more
                    + (token.isEmpty() ? QByteArray() : "Authorization: Bearer " + token + "\r\n")
                    + "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        const auto reply = client.reply();
        return {reply.status, QJsonDocument::fromJson(reply.body).object(), reply.body};
    }

    QProcess process;
    QString said;
    quint16 port = 0;
};

QByteArrayList firstToken(const QString &data)
{
    QFile file(data + u"/first-token"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll().split('\n') : QByteArrayList();
}

QString passwordFile(const QTemporaryDir &folder, const QByteArray &password)
{
    QFile file(folder.filePath(u"password"_s));
    if (file.open(QIODevice::WriteOnly))
        file.write(password + '\n');
    return file.fileName();
}

}  // namespace

class ServerProcessTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theFirstStartMakesAUserAndKeepsItsSecret()
    {
        const QTemporaryDir folder;
        const QString data = folder.filePath(u"deep/data"_s);
        const QString portFile = folder.filePath(u"port"_s);
        Running server(data, {u"--port-file"_s, portFile});
        QVERIFY(server.port != 0);
        QFile ports(portFile);
        QVERIFY(ports.open(QIODevice::ReadOnly));
        QCOMPARE(ports.readAll(), "127.0.0.1:" + QByteArray::number(server.port) + '\n');
        QCOMPARE(QFileInfo(data).permissions() & 0x77, QFileDevice::Permissions());
        QCOMPARE(QFileInfo(data + u"/first-token"_s).permissions() & 0x77, QFileDevice::Permissions());
        const QByteArrayList lines = firstToken(data);
        QVERIFY(lines.size() >= 3);
        QVERIFY(server.said.contains(data + u"/first-token"_s));
        QVERIFY(!server.said.contains(QString::fromLatin1(lines[0])));
        const QByteArray password = lines[2].mid(QByteArray("password: ").size());
        QVERIFY(password.size() >= 20 && !server.said.contains(QString::fromLatin1(password)));
        QCOMPARE(server.ask("GET", "/api/v1/me", lines[0]).json[u"user"_s][u"name"_s].toString(), u"me"_s);
        QCOMPARE(server.ask("GET", "/api/v1/me", lines[0] + "x").status, 401);
        const auto login = server.ask("POST", "/api/v1/login", {}, {{u"user"_s, u"me"_s}, {u"password"_s, QString::fromLatin1(password)}});
        QCOMPARE(login.status, 200);
    }

    void theLinksThatItGivesAreThoseOfItsOperator_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("issuer");
        QTest::newRow("as each request came") << QStringList{} << u"http://t"_s;
        QTest::newRow("a proxy speaks HTTPS") << QStringList{u"--behind-proxy"_s} << u"https://t"_s;
        QTest::newRow("as the operator says") << QStringList{u"--public-url"_s, u"https://tide.example.org/"_s} << u"https://tide.example.org"_s;
    }
    void theLinksThatItGivesAreThoseOfItsOperator()
    {
        QFETCH(QStringList, options);
        QFETCH(QString, issuer);
        const QTemporaryDir folder;
        Running server(folder.path(), options);
        const QJsonObject json = server.ask("GET", "/.well-known/oauth-authorization-server").json;
        QCOMPARE(json[u"issuer"_s].toString(), issuer);
        QCOMPARE(json[u"token_endpoint"_s].toString(), issuer + u"/api/v1/oauth/token"_s);
    }

    void anAddressThatIsNoneIsRefused_data()
    {
        QTest::addColumn<QString>("url");
        for (const char *bad : {"tide.example.org", "http://tide.example.org", "https://tide.example.org/path", "https://me@tide.example.org",
                                "https://tide.example.org?x", "ftp://tide.example.org", "https://"})
            QTest::newRow(bad) << QString::fromLatin1(bad);
    }
    void anAddressThatIsNoneIsRefused()
    {
        QFETCH(QString, url);
        const QTemporaryDir folder;
        const Ran ran = run({u"--data"_s, folder.path(), u"--public-url"_s, url});
        QCOMPARE(ran.exitCode, 2);
        QVERIFY2(ran.err.contains(u"--public-url"_s), qPrintable(ran.err));
    }

    void aSignInProviderThatCannotBeIsRefused_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("named");
        QTest::newRow("in clear") << QStringList{u"--oidc-issuer"_s, u"http://id.example.org"_s, u"--oidc-client-id"_s, u"us"_s} << u"--oidc-issuer"_s;
        QTest::newRow("with a query") << QStringList{u"--oidc-issuer"_s, u"https://id.example.org?x"_s, u"--oidc-client-id"_s, u"us"_s} << u"--oidc-issuer"_s;
        QTest::newRow("without a client") << QStringList{u"--oidc-issuer"_s, u"https://id.example.org"_s} << u"--oidc-client-id"_s;
        QTest::newRow("without an issuer") << QStringList{u"--oidc-client-id"_s, u"us"_s} << u"--oidc-issuer"_s;
        QTest::newRow("a secret that is not there")
            << QStringList{u"--oidc-issuer"_s, u"https://id.example.org/realms/a"_s, u"--oidc-client-id"_s, u"us"_s, u"--oidc-client-secret-file"_s, u"/nowhere"_s}
            << u"client secret"_s;
    }
    void aSignInProviderThatCannotBeIsRefused()
    {
        QFETCH(QStringList, options);
        QFETCH(QString, named);
        const QTemporaryDir folder;
        const Ran ran = run(QStringList{u"--data"_s, folder.path(), u"--listen"_s, u"127.0.0.1:0"_s} + options);
        QVERIFY(ran.exitCode == 1 || ran.exitCode == 2);
        QVERIFY2(ran.err.contains(named), qPrintable(ran.err));
    }

    void pagesThatTheOperatorLetsInMayCall()
    {
        const QTemporaryDir folder;
        Running server(folder.path(), {u"--public-url"_s, u"https://tide.example.org:443/"_s, u"--allowed-origin"_s, u"https://App.example.org/"_s,
                                       u"--allowed-origin"_s, u"http://localhost:5173"_s});
        const QByteArray token = firstToken(folder.path()).value(0);
        const auto head = [&](const QByteArray &request) {
            RawClient client(server.port);
            client.send(request);
            return client.reply(true);
        };
        const auto asked = [&](const QByteArray &origin) {
            return head("OPTIONS /api/v1/projects HTTP/1.1\r\nHost: t\r\nAccess-Control-Request-Method: GET\r\nOrigin: " + origin + "\r\n\r\n").status;
        };
        QCOMPARE(asked("https://tide.example.org"), 204);
        QCOMPARE(asked("https://app.example.org"), 204);
        QCOMPARE(asked("http://localhost:5173"), 204);
        QCOMPARE(asked("https://evil.example"), 403);
        const auto upgraded = [&](const QByteArray &more) {
            return head("GET /api/v1/events HTTP/1.1\r\nHost: t\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + more + "\r\n").status;
        };
        const QByteArray ticket = server.ask("POST", "/api/v1/events/ticket", token).json[u"subprotocol"_s].toString().toLatin1();
        const QByteArray offer = "Sec-WebSocket-Protocol: tideline.v1, " + ticket + "\r\n";
        QCOMPARE(upgraded("Origin: https://evil.example\r\n" + offer), 403);
        QCOMPARE(upgraded("Origin: https://app.example.org\r\n" + offer), 101);
        QCOMPARE(upgraded("Origin: https://app.example.org\r\n" + offer), 401);
        const auto reply = head("POST /api/v1/events/cookie HTTP/1.1\r\nHost: t\r\nAuthorization: Bearer " + token + "\r\nContent-Length: 0\r\n\r\n");
        QCOMPARE(reply.status, 204);
        QVERIFY2(reply.head.contains("Set-Cookie: token=" + token + "; Path=/api/v1/events; HttpOnly; SameSite=Strict; Secure\r\n"), reply.head);
        QCOMPARE(upgraded("Origin: https://tide.example.org\r\nCookie: token=" + token + "\r\n"), 101);
        QCOMPARE(upgraded("Cookie: token=" + token + "\r\n"), 401);
        QCOMPARE(server.ask("GET", "/api/v1/me", {}, {}, "Origin: https://tide.example.org\r\nCookie: token=" + token + "\r\n").status, 401);
        const Ran ran = run({u"--data"_s, folder.path(), u"--allowed-origin"_s, u"*"_s});
        QCOMPARE(ran.exitCode, 2);
        QVERIFY2(ran.err.contains(u"--allowed-origin"_s), qPrintable(ran.err));
    }

    void itServesItsDescriptionAndItsHealth()
    {
        const QTemporaryDir folder;
        Running server(folder.path());
        QVERIFY(server.ask("GET", "/healthz").body.startsWith("ok"));
        QCOMPARE(server.ask("GET", "/openapi.json").json[u"openapi"_s].toString(), u"3.1.0"_s);
        QVERIFY(server.ask("GET", "/docs").body.contains("</html>"));
        QCOMPARE(server.ask("GET", "/metrics").status, 404);
        QCOMPARE(server.ask("GET", "/api/v1/projects").status, 401);
        QCOMPARE(server.ask("GET", "/../../etc/passwd").status, 404);
    }

    void usersAndTokensAreMadeWhileItRuns()
    {
        const QTemporaryDir folder;
        const QString data = folder.filePath(u"data"_s);
        Running server(data);
        QVERIFY(server.port != 0);
        const QString password = passwordFile(folder, "correct horse battery");
        QCOMPARE(run({u"--data"_s, data, u"user"_s, u"add"_s, u"ada"_s, u"--password-file"_s, password}).exitCode, 0);
        const Ran twice = run({u"--data"_s, data, u"user"_s, u"add"_s, u"ada"_s, u"--password-file"_s, password});
        QCOMPARE(twice.exitCode, 1);
        QVERIFY(!twice.err.isEmpty());
        const Ran list = run({u"--data"_s, data, u"user"_s, u"list"_s});
        QVERIFY(list.out.contains(u"ada\t"_s) && list.out.contains(u"me\t"_s));
        const Ran made = run({u"--data"_s, data, u"token"_s, u"create"_s, u"ada"_s});
        QCOMPARE(made.exitCode, 0);
        const QByteArray token = made.out.trimmed().toLatin1();
        QCOMPARE(server.ask("GET", "/api/v1/me", token).json[u"user"_s][u"name"_s].toString(), u"ada"_s);
        const auto login = server.ask("POST", "/api/v1/login", {}, {{u"user"_s, u"ada"_s}, {u"password"_s, u"correct horse battery"_s}});
        QCOMPARE(login.status, 200);
        QCOMPARE(server.ask("GET", "/api/v1/me", login.json[u"token"_s].toString().toLatin1()).status, 200);
        QCOMPARE(server.ask("POST", "/api/v1/login", {}, {{u"user"_s, u"ada"_s}, {u"password"_s, u"wrong"_s}}).status, 401);
        const QString id = QString::fromLatin1(token).section(u'_', 2, 2);
        const Ran tokens = run({u"--data"_s, data, u"token"_s, u"list"_s, u"ada"_s});
        QVERIFY(tokens.out.contains(id + u'\t') && !tokens.out.contains(QString::fromLatin1(token)));
        const Ran shown = run({u"--data"_s, data, u"token"_s, u"revoke"_s, QString::fromLatin1(token)});
        QCOMPARE(shown.exitCode, 2);  // everybody sees arguments
        QVERIFY(!shown.err.contains(QString::fromLatin1(token)));
        QCOMPARE(server.ask("GET", "/api/v1/me", token).status, 200);
        QCOMPARE(run({u"--data"_s, data, u"token"_s, u"revoke"_s, id}).exitCode, 0);
        QCOMPARE(server.ask("GET", "/api/v1/me", token).status, 401);
        const QByteArray other = login.json[u"token"_s].toString().toLatin1();
        const QString file = passwordFile(folder, other);
        QCOMPARE(run({u"--data"_s, data, u"token"_s, u"revoke"_s, u"--token-file"_s, file}).exitCode, 0);
        QCOMPARE(server.ask("GET", "/api/v1/me", other).status, 401);
        QCOMPARE(run({u"--data"_s, data, u"token"_s, u"revoke"_s}).exitCode, 2);
        const Ran reader = run({u"--data"_s, data, u"token"_s, u"create"_s, u"--scope"_s, u"projects:read"_s, u"ada"_s, u"--days"_s, u"1"_s});
        QCOMPARE(reader.exitCode, 0);
        QCOMPARE(server.ask("GET", "/api/v1/projects", reader.out.trimmed().toLatin1()).status, 200);
        QCOMPARE(server.ask("POST", "/api/v1/projects", reader.out.trimmed().toLatin1(), {{u"name"_s, u"x"_s}}).status, 403);
        QVERIFY(run({u"--data"_s, data, u"token"_s, u"list"_s, u"ada"_s}).out.contains(u"\tprojects:read\t"_s));
        QCOMPARE(run({u"--data"_s, data, u"token"_s, u"create"_s, u"ada"_s, u"--scope"_s, u"all"_s}).exitCode, 2);
        QCOMPARE(run({u"--data"_s, data, u"token"_s, u"create"_s, u"nobody"_s}).exitCode, 1);
    }

    void whatItAcknowledgedSurvivesAKill()
    {
        const QTemporaryDir folder;
        const QString data = folder.filePath(u"data"_s);
        QByteArrayList made;
        QByteArray token;
        for (int round = 0; round < 3; ++round) {
            Running server(data);
            QVERIFY(server.port != 0);
            if (token.isEmpty())
                token = firstToken(data).value(0);
            for (int i = 0; i < 5; ++i) {
                const QString name = u"project %1.%2"_s.arg(round).arg(i);
                const auto reply = server.ask("POST", "/api/v1/projects", token, {{u"name"_s, name}});
                QCOMPARE(reply.status, 201);
                made << reply.json[u"id"_s].toString().toLatin1();
            }
            server.kill();
        }
        Running server(data);
        for (const QByteArray &id : made)
            QCOMPARE(server.ask("GET", "/api/v1/projects/" + id, token).status, 200);
        QVERIFY(!server.said.contains(u"first start"_s));
    }

    void aQuotaIsSetWhileItRuns()
    {
        const QTemporaryDir folder;
        const Running server(folder.path(), {u"--default-quota"_s, u"2G"_s, u"--default-retention"_s, u"30:180"_s});
        QVERIFY(server.port != 0);
        const QByteArray token = firstToken(folder.path())[0];
        const auto quota = [&] { return server.ask("GET", "/api/v1/me/quota", token).body; };
        QVERIFY2(quota().contains("\"limit\":2000000000"), quota().constData());
        const auto project = server.ask("POST", "/api/v1/projects", token, {{u"name"_s, u"p"_s}}).json[u"id"_s].toString().toLatin1();
        QCOMPARE(server.ask("GET", "/api/v1/projects/" + project + "/retention", token).json[u"daily_days"_s].toInt(), 180);
        const auto set = [&](const QString &size) { return run({u"--data"_s, folder.path(), u"user"_s, u"quota"_s, u"me"_s, size}); };
        QCOMPARE(set(u"1500k"_s).out, u"me\t1500000\t0 bytes used\n"_s);
        QVERIFY2(quota().contains("\"limit\":1500000,"), quota().constData());
        QCOMPARE(set(u"none"_s).exitCode, 0);
        QVERIFY2(quota().contains("\"limit\":null"), quota().constData());
        QCOMPARE(set(u"default"_s).exitCode, 0);
        QVERIFY2(quota().contains("\"limit\":2000000000"), quota().constData());
        QCOMPARE(run({u"--data"_s, folder.path(), u"user"_s, u"quota"_s, u"nobody"_s, u"1G"_s}).exitCode, 1);
    }

    void aCheckBesideTheRunningServerExitsWithOneWhenSomethingIsDamaged()
    {
        const QTemporaryDir folder;
        const Running server(folder.path());
        QVERIFY(server.port != 0);
        QCOMPARE(server.ask("POST", "/api/v1/projects", firstToken(folder.path())[0], {{u"name"_s, u"climate"_s}}).status, 201);
        const auto check = [&] { return run({u"--data"_s, folder.path(), u"check"_s}); };
        QCOMPARE(check().exitCode, 0);
        QVERIFY2(check().out.startsWith(u"0 chunks read"_s), qPrintable(check().out));
        const auto store = store::Database::open({.path = folder.filePath(u"meta.sqlite"_s), .vfs = {}});
        QVERIFY(store && (*store)->execute("INSERT INTO project_chunk (project, hash, raw_length) VALUES (1, randomblob(32), 5)"));
        for (int i = 0; i < 2; ++i) {
            const Ran ran = check();
            QCOMPARE(ran.exitCode, 1);
            QVERIFY2(ran.out.contains(u"; 1 damaged, %1 of them found now"_s.arg(1 - i)) && ran.out.contains(u"\tclimate\n"_s), qPrintable(ran.out));
        }
    }

    void aSecondServerOnTheSameDataIsRefused()
    {
        const QTemporaryDir folder;
        Running server(folder.path());
        const Ran second = run({u"--data"_s, folder.path(), u"--listen"_s, u"127.0.0.1:0"_s});
        QCOMPARE(second.exitCode, 1);
        QVERIFY2(second.err.contains(u"Another server (process %1)"_s.arg(server.process.processId())), qPrintable(second.err));
        QCOMPARE(server.ask("GET", "/healthz").status, 200);
    }

    void aPortInUseIsSaidClearly()
    {
        const QTemporaryDir folder;
        QTcpServer taken;
        QVERIFY(taken.listen(QHostAddress::LocalHost));
        const Ran second = run({u"--data"_s, folder.path(), u"--listen"_s, u"127.0.0.1:%1"_s.arg(taken.serverPort())});
        QCOMPARE(second.exitCode, 1);
        QVERIFY2(second.err.contains(u"port is in use"_s), qPrintable(second.err));
        QVERIFY(!QFile::exists(folder.filePath(u"first-token"_s)));  // of a server that never ran
        Running server(folder.path());
        QVERIFY(QFile::exists(folder.filePath(u"first-token"_s)));
    }

    void aWrongCommandLineExitsWithTwo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("unknown option") << QStringList{u"--nonsense"_s};
        QTest::newRow("unknown command") << QStringList{u"dance"_s};
        QTest::newRow("no port") << QStringList{u"--listen"_s, u"127.0.0.1"_s};
        QTest::newRow("a name as address") << QStringList{u"--listen"_s, u"example.org:80"_s};
        QTest::newRow("a port too high") << QStringList{u"--listen"_s, u"127.0.0.1:70000"_s};
        QTest::newRow("clear HTTP for all") << QStringList{u"--listen"_s, u"0.0.0.0:0"_s};
        QTest::newRow("clear HTTP for all, version 6") << QStringList{u"--listen"_s, u"[::]:0"_s};
        QTest::newRow("a quota that is no size") << QStringList{u"--default-quota"_s, u"much"_s};
        QTest::newRow("a quota below nothing") << QStringList{u"user"_s, u"quota"_s, u"me"_s, u"-5"_s};
        QTest::newRow("a quota beyond counting") << QStringList{u"user"_s, u"quota"_s, u"me"_s, u"99999999T"_s};
        QTest::newRow("a retention in the wrong order") << QStringList{u"--default-retention"_s, u"30:7"_s};
        QTest::newRow("a retention of no days") << QStringList{u"--default-retention"_s, u"0"_s};
        QTest::newRow("a purge at once") << QStringList{u"--purge-deleted-after"_s, u"0"_s};
        QTest::newRow("a purge some day") << QStringList{u"--purge-deleted-after"_s, u"soon"_s};
        QTest::newRow("half a command") << QStringList{u"user"_s};
        QTest::newRow("no password") << QStringList{u"user"_s, u"add"_s, u"ada"_s};
    }
    void aWrongCommandLineExitsWithTwo()
    {
        QFETCH(QStringList, arguments);
        const QTemporaryDir folder;
        const Ran ran = run(QStringList{u"--data"_s, folder.path()} + arguments);
        QCOMPARE(ran.exitCode, 2);
        QVERIFY(ran.err.contains(u"tideline-server: "_s));
        QVERIFY(ran.out.isEmpty());
    }

    void helpAndVersionAreNoErrors()
    {
        const Ran help = run({u"--help"_s});
        QCOMPARE(help.exitCode, 0);
        QVERIFY(help.out.contains(u"--listen"_s));
        QCOMPARE(run({u"--version"_s}).out, u"tideline-server " TIDELINE_VERSION "\n"_s);
        QCOMPARE(run({u"user"_s, u"add"_s, u"--help"_s}).exitCode, 0);
    }

    void aDataFolderThatCannotBeIsSaidClearly()
    {
        const QTemporaryDir folder;
        const QString path = passwordFile(folder, "x");
        const Ran ran = run({u"--data"_s, path, u"--listen"_s, u"127.0.0.1:0"_s});
        QCOMPARE(ran.exitCode, 1);
        QVERIFY2(ran.err.contains(path), qPrintable(ran.err));
    }

    void aDamagedStoreIsSaidAndLeftAsItIs()
    {
        const QTemporaryDir folder;
        const QByteArray damaged = "SQLite format 3" + QByteArray(9000, 'x');
        QFile store(folder.filePath(u"meta.sqlite"_s));
        QVERIFY(store.open(QIODevice::ReadWrite) && store.write(damaged) == damaged.size() && store.flush());
        const Ran ran = run({u"--data"_s, folder.path(), u"--listen"_s, u"127.0.0.1:0"_s});
        QCOMPARE(ran.exitCode, 1);
        QVERIFY2(ran.err.contains(u"damaged") && ran.err.contains(u"from a backup"), qPrintable(ran.err));
        QVERIFY(store.seek(0));
        QCOMPARE(store.readAll(), damaged);
    }

    void aStopSignalEndsItInOrder()
    {
        const QTemporaryDir folder;
        Running server(folder.path());
        RawClient idle(server.port);
        idle.send("GET /healthz HTTP/1.1\r\nHost: t\r\n\r\n");
        QCOMPARE(idle.reply().status, 200);
        RawClient socket(server.port);
        socket.send("GET /api/v1/events HTTP/1.1\r\nHost: t\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer "
                    + firstToken(folder.path()).value(0) + "\r\n\r\n");
        QCOMPARE(socket.reply(true).status, 101);
        ::kill(pid_t(server.process.processId()), SIGTERM);
        const QByteArray last = socket.take(200);
        QVERIFY(last.contains(R"("t":"bye")"));
        QVERIFY(last.contains("\x03\xf4"));  // 1012
        QVERIFY(idle.closed());
        idle.close();
        socket.close();
        QVERIFY(server.process.waitForFinished(10'000));
        QCOMPARE(server.process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(server.process.exitCode(), 0);
    }

    void operatorsAskOnAPortOfTheirOwn()
    {
        const QTemporaryDir folder;
        Running server(folder.path(), {u"--ops-listen"_s, u"127.0.0.1:0"_s});
        const auto match = QRegularExpression(u"operations on http://127\\.0\\.0\\.1:(\\d+)"_s).match(server.said);
        QVERIFY(match.hasMatch());
        QCOMPARE(server.ask("GET", "/healthz").status, 200);
        const auto get = [&](const QByteArray &path) {
            RawClient client(match.captured(1).toUShort());
            client.send("GET " + path + " HTTP/1.1\r\nHost: t\r\n\r\n");
            return client.reply();
        };
        QCOMPARE(get("/readyz").status, 200);
        // A request counts when its reply is sent to the end, which its client may know first.
        QTRY_VERIFY(get("/metrics").body.contains("\ntideline_http_requests_total{class=\"2xx\"} 1\n"));
        QVERIFY(get("/metrics").body.contains("process_resident_memory_bytes "));
        QCOMPARE(get("/api/v1/projects").status, 404);
    }
};

QTEST_GUILESS_MAIN(ServerProcessTest)
#include "server_process_test.moc"
