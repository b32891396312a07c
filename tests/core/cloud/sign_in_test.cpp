#include "core/cloud/sign_in.h"

#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace tideline;
using namespace tideline::cloud;

namespace {

/// A server as a table: "METHOD path" to status and JSON body.
class TableChannel final : public Channel {
public:
    explicit TableChannel(std::map<QByteArray, std::pair<int, QByteArray>> table, QByteArray token)
        : m_table(std::move(table)), m_token(std::move(token))
    {
    }
    Result<CloudReply> send(const CloudRequest &request, const OnBody &) override
    {
        QByteArray key = request.method + " " + request.path;
        if (request.path == "/api/v1/me")
            key += " " + m_token;
        CloudReply reply;
        const auto row = m_table.find(key);
        reply.status = row == m_table.end() ? 404 : row->second.first;
        reply.contentType = reply.status < 400 ? "application/json" : "application/problem+json";
        reply.body = row == m_table.end() ? QByteArray("{}") : row->second.second;
        return reply;
    }

private:
    std::map<QByteArray, std::pair<int, QByteArray>> m_table;
    QByteArray m_token;
};

const QByteArray kGood = R"({"api":["v1"],"hash":["s256"],"chunker":{"name":"fastcdc2"}})";

Result<SignedIn> attempt(const QByteArray &capabilities, const Credentials &credentials)
{
    const std::map<QByteArray, std::pair<int, QByteArray>> table{
        {"GET /api/v1/capabilities", {capabilities.isEmpty() ? 404 : 200, capabilities}},
        {"POST /api/v1/login", {credentials.password == u"right"_s ? 200 : 401, R"({"token":"t1"})"}},
        {"GET /api/v1/me t1", {200, R"({"id":"usr_1","name":"ada"})"}},
        {"GET /api/v1/me t2", {401, "{}"}},
    };
    return signIn(*ServerAddress::parse(u"http://127.0.0.1:1"_s), credentials, [&](const ServerAddress &, const QByteArray &token) {
        return std::make_unique<TableChannel>(table, token);
    });
}

}  // namespace

class SignInTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aTokenIsEnough()
    {
        const auto result = attempt(kGood, {"t1\n", {}, {}, u"laptop"_s});
        QVERIFY(result);
        QCOMPARE(result->identity.userName, u"ada"_s);
        QCOMPARE(result->secret.token, QByteArray("t1"));
        QCOMPARE(result->secret.origin, QByteArray("http://127.0.0.1:1"));
    }

    void aPasswordBringsAToken()
    {
        const auto result = attempt(kGood, {{}, u"ada"_s, u"right"_s, {}});
        QVERIFY(result);
        QCOMPARE(result->secret.token, QByteArray("t1"));
    }

    void wrongCredentialsAskToSignIn()
    {
        for (const Credentials &wrong : {Credentials{{}, u"ada"_s, u"wrong"_s, {}}, Credentials{"t2", {}, {}, {}},
                                         Credentials{"a b", {}, {}, {}}, Credentials{"a\r\nX: y", {}, {}, {}}}) {
            const auto result = attempt(kGood, wrong);
            QVERIFY(!result);
            QCOMPARE(toString(result.error().kind), u"sign_in"_s);
            QVERIFY(!result.error().mend.isEmpty());
        }
    }

    void whatIsNotKnownHereIsNamed_data()
    {
        QTest::addColumn<QByteArray>("capabilities");
        QTest::addColumn<QString>("named");
        QTest::newRow("no server at all") << QByteArray() << u"no Tideline server"_s;
        QTest::newRow("another protocol") << QByteArray(R"({"api":["v2"],"hash":["s256"]})") << u"v1"_s;
        QTest::newRow("another hash") << QByteArray(R"({"api":["v1"],"hash":["blake9"]})") << u"blake9"_s;
        QTest::newRow("another chunker") << QByteArray(R"({"api":["v1"],"hash":["s256"],"chunker":{"name":"rabin"}})") << u"rabin"_s;
    }
    void whatIsNotKnownHereIsNamed()
    {
        QFETCH(QByteArray, capabilities);
        QFETCH(QString, named);
        const auto result = attempt(capabilities, {"t1", {}, {}, {}});
        QVERIFY(!result);
        QCOMPARE(toString(result.error().kind), u"invalid"_s);
        QVERIFY2(result.error().what.contains(named), qPrintable(result.error().what));
    }

    void theSecretIsReadableByItsUserAlone()
    {
        QTemporaryDir profile;
        FileSecrets secrets(profile.path());
        QVERIFY(readSecret(secrets) && !*readSecret(secrets));
        QVERIFY(writeSecret(secrets, {"https://a.example", "t1", u"laptop"_s}));
        QVERIFY(writeSecret(secrets, {"https://a.example", "t2", u"laptop"_s}));
        const auto read = readSecret(secrets);
        QVERIFY(read && *read);
        QCOMPARE((*read)->token, QByteArray("t2"));

        const QByteArray file = (profile.path() + u"/token"_s).toLocal8Bit();
        struct stat info{};
        QCOMPARE(::stat(file.constData(), &info), 0);
        QCOMPARE(info.st_mode & 0777, mode_t(0600));

        ::chmod(file.constData(), 0644);
        const auto open = readSecret(secrets);
        QVERIFY(!open);
        QCOMPARE(toString(open.error().kind), u"denied"_s);
        QVERIFY(secrets.remove(kTokenSecret));
        QVERIFY(secrets.remove(kTokenSecret));
    }
};

QTEST_GUILESS_MAIN(SignInTest)
#include "sign_in_test.moc"
