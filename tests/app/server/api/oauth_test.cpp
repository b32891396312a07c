#include "app/server/api/grants.h"
#include "core_fixture.h"

#include <QTest>
#include <QUrl>
#include <QUrlQuery>

namespace tideline::server {

namespace {

constexpr char kVerifier[] = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";   // RFC 7636, appendix B
constexpr char kChallenge[] = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
constexpr char kRedirect[] = "http://127.0.0.1:49152/signed-in";
constexpr char kAda[] = "&user=ada&password=secret+of+ada";

QByteArray encoded(const QByteArray &text)
{
    return text.toPercentEncoding();
}

QByteArray valueIn(const Reply &redirect, const QString &name)
{
    const auto location = redirect.headers.find("Location");
    if (location == redirect.headers.end())
        return {};
    return QUrlQuery(QUrl::fromEncoded(location->second)).queryItemValue(name, QUrl::FullyDecoded).toUtf8();
}

}  // namespace

/// Signing devices in: codes with PKCE, the device flow, refresh tokens.
class OAuthTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<CoreFixture> m_server;

    static QByteArray authorization(const QByteArray &more = {})
    {
        return "response_type=code&client_id=tideline&redirect_uri=" + encoded(kRedirect) + "&code_challenge=" + kChallenge
               + "&code_challenge_method=S256&state=a%26b&device=laptop" + more;
    }
    Reply authorize(const QByteArray &form) { return m_server->send("POST", "/api/v1/oauth/authorize", {}, form); }
    Reply token(const QByteArray &form) { return m_server->send("POST", "/api/v1/oauth/token", {}, "client_id=tideline&" + form); }
    QByteArray code() { return valueIn(authorize(authorization(kAda) + "&decision=allow"), u"code"_s); }
    Reply redeem(const QByteArray &code, const QByteArray &verifier = kVerifier)
    {
        return token("grant_type=authorization_code&code=" + code + "&code_verifier=" + verifier + "&redirect_uri=" + encoded(kRedirect));
    }
    Reply renew(const QByteArray &refresh, const QByteArray &more = {})
    {
        return token("grant_type=refresh_token&refresh_token=" + refresh + more);
    }
    Reply poll(const QByteArray &deviceCode)
    {
        return token("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=" + deviceCode);
    }
    QJsonObject begin() { return m_server->send("POST", "/api/v1/oauth/device", {}, "client_id=tideline&device=node+7").json(); }
    Reply verify(const QByteArray &userCode, const QByteArray &form)
    {
        return m_server->send("POST", "/api/v1/oauth/verify", {}, "user_code=" + userCode + form);
    }
    static QByteArray text(const Reply &reply, const QString &name) { return reply.json()[name].toString().toLatin1(); }
    static QByteArray access(const Reply &reply) { return text(reply, u"access_token"_s); }
    static QByteArray refreshOf(const Reply &reply) { return text(reply, u"refresh_token"_s); }
    static QString error(const Reply &reply) { return reply.json()[u"error"_s].toString(); }
    int me(const QByteArray &token) { return m_server->get("/api/v1/me", token).status; }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<CoreFixture>();
        QVERIFY(m_server->ok());
        m_server->user(u"ada"_s);
    }

    void theChallengeIsThatOfTheStandardsExample()
    {
        QCOMPARE(challengeOf(kVerifier), QByteArray(kChallenge));
        QVERIFY(isVerifier(kVerifier) && !isVerifier("short") && !isVerifier(QByteArray(43, '+')) && !isVerifier(QByteArray(129, 'a')));
    }

    void aPersonSignsADeviceInByABrowser()
    {
        const Reply page = m_server->get("/api/v1/oauth/authorize?" + authorization(), {});
        QCOMPARE(page.status, 200);
        QVERIFY(page.body.contains("<strong>laptop</strong>") && page.body.contains("name=\"password\""));
        QVERIFY(page.headers.at("Content-Security-Policy").contains("form-action 'self' http://127.0.0.1:49152"));
        QVERIFY(page.headers.at("Content-Security-Policy").contains("frame-ancestors 'none'"));
        const Reply sent = authorize(authorization(kAda) + "&decision=allow");
        QCOMPARE(sent.status, 303);
        QVERIFY(sent.headers.at("Location").startsWith(QByteArray(kRedirect) + "?code="));
        QCOMPARE(valueIn(sent, u"state"_s), QByteArray("a&b"));
        QVERIFY(valueIn(sent, u"iss"_s).startsWith("http://"));
        const Reply given = redeem(valueIn(sent, u"code"_s));
        QCOMPARE(given.status, 200);
        QCOMPARE(given.headers.at("Cache-Control"), QByteArray("no-store"));
        QVERIFY(access(given).startsWith("tdl_at_") && refreshOf(given).startsWith("tdl_rt_"));
        QCOMPARE(given.json()[u"expires_in"_s].toInteger(), kAccessSeconds);
        QCOMPARE(me(access(given)), 200);
        QCOMPARE(me(refreshOf(given)), 401);
        QCOMPARE(m_server->get("/api/v1/me/tokens", access(given)).json()[u"items"_s].toArray().size(), 1);  // the fixture's own
        const auto devices = m_server->get("/api/v1/me/devices", access(given)).json()[u"items"_s].toArray();
        QCOMPARE(devices.size(), 1);
        QCOMPARE(devices[0][u"name"_s].toString(), u"laptop"_s);
        QCOMPARE(devices[0][u"current"_s].toBool(), true);
    }

    void whatCannotBeTrustedIsNotAnswered_data()
    {
        QTest::addColumn<QByteArray>("redirect");
        for (const char *bad : {"https://evil.example/x", "http://evil.example:80/x", "http://127.0.0.1/x", "http://127.0.0.1:80@evil.example/x",
                                "http://127.0.0.1:80#x", "javascript:alert(1)", "http://localhost:8080/x", "http://127.0.0.1:80/x y",
                                "http://127.0.0.1:80/x\r\nSet-Cookie: a=b", "http://127.0.0.1.evil.example:80/", "http://127.0.0.1:0/", ""})
            QTest::newRow(bad) << QByteArray(bad);
    }
    void whatCannotBeTrustedIsNotAnswered()
    {
        QFETCH(QByteArray, redirect);
        const QByteArray asked = "response_type=code&client_id=tideline&redirect_uri=" + encoded(redirect) + "&code_challenge=" + kChallenge
                                 + "&code_challenge_method=S256";
        for (const Reply &reply : {m_server->get("/api/v1/oauth/authorize?" + asked, {}), authorize(asked + kAda + "&decision=allow")}) {
            QCOMPARE(reply.status, 400);
            QVERIFY(!reply.headers.contains("Location"));
        }
    }

    void anUnfitRequestIsSentBackWithItsReason()
    {
        const QByteArray plain = authorization().replace("S256", "plain");
        const Reply reply = m_server->get("/api/v1/oauth/authorize?" + plain, {});
        QCOMPARE(reply.status, 303);
        QCOMPARE(valueIn(reply, u"error"_s), QByteArray("invalid_request"));
        QCOMPARE(valueIn(reply, u"state"_s), QByteArray("a&b"));
        QCOMPARE(valueIn(m_server->get("/api/v1/oauth/authorize?" + authorization("&scope=everything"), {}), u"error"_s), QByteArray("invalid_scope"));
        QCOMPARE(valueIn(authorize(authorization() + "&decision=deny"), u"error"_s), QByteArray("access_denied"));
    }

    void aWrongPasswordGivesThePageAgain()
    {
        const Reply reply = authorize(authorization("&user=ada&password=guess&decision=allow"));
        QCOMPARE(reply.status, 401);
        QVERIFY(reply.body.contains("role=\"alert\"") && !reply.body.contains("guess"));
        for (int i = 0; i < 4; ++i)
            authorize(authorization("&user=ada&password=guess&decision=allow"));
        QCOMPARE(authorize(authorization(kAda) + "&decision=allow").status, 429);
    }

    void whatPeopleTypeIsNoMarkup()
    {
        const Reply page = m_server->get("/api/v1/oauth/authorize?" + authorization().replace("laptop", "%3Cscript%3Ex%22"), {});
        QVERIFY(page.body.contains("&lt;script&gt;x&quot;") && !page.body.contains("<script"));
    }

    void aCodeIsGoodForItsVerifierAndForAMinute()
    {
        QCOMPARE(error(redeem(code(), QByteArray(43, 'a'))), u"invalid_grant"_s);
        QCOMPARE(error(token("grant_type=authorization_code&code=" + code() + "&code_verifier=" + kVerifier + "&redirect_uri=http://127.0.0.1:1/")),
                 u"invalid_grant"_s);
        const QByteArray late = code();
        m_server->clock.forward(std::chrono::seconds(kCodeSeconds));
        QCOMPARE(error(redeem(late)), u"invalid_grant"_s);
        QCOMPARE(error(redeem(QByteArray(64, '0'))), u"invalid_grant"_s);
    }

    void aCodeThatComesTwiceEndsWhatItGave()
    {
        const QByteArray once = code();
        const Reply first = redeem(once);
        QCOMPARE(me(access(first)), 200);
        QCOMPARE(error(redeem(once)), u"invalid_grant"_s);
        QCOMPARE(me(access(first)), 401);
        QCOMPARE(error(renew(refreshOf(first))), u"invalid_grant"_s);
    }

    void anAccessTokenEndsAndIsRenewed()
    {
        const Reply first = redeem(code());
        m_server->clock.forward(std::chrono::seconds(kAccessSeconds));
        QCOMPARE(me(access(first)), 401);
        const Reply second = renew(refreshOf(first));
        QCOMPARE(second.status, 200);
        QCOMPARE(me(access(second)), 200);
        QVERIFY(refreshOf(second) != refreshOf(first));
        QCOMPARE(second.json()[u"device_id"_s], first.json()[u"device_id"_s]);
        m_server->clock.forward(std::chrono::seconds(kRefreshSeconds));
        QCOMPARE(error(renew(refreshOf(second))), u"invalid_grant"_s);
    }

    void aRefreshTokenThatComesTwiceSignsItsDeviceOut()
    {
        const Reply first = redeem(code());
        const Reply other = redeem(code());
        const Reply second = renew(refreshOf(first));
        QCOMPARE(me(access(second)), 200);  // its owner uses it
        QCOMPARE(error(renew(refreshOf(first))), u"invalid_grant"_s);
        QCOMPARE(me(access(second)), 401);
        QCOMPARE(error(renew(refreshOf(second))), u"invalid_grant"_s);
        QCOMPARE(me(access(other)), 200);  // another device of the same user
    }

    void aLostReplySignsNobodyOut()
    {
        const Reply first = redeem(code());
        const Reply lost = renew(refreshOf(first));
        const Reply again = renew(refreshOf(first));
        QCOMPARE(again.status, 200);
        QCOMPARE(me(access(again)), 200);
        QCOMPARE(me(access(lost)), 401);
        // Whoever has the lost one is somebody else.
        QCOMPARE(error(renew(refreshOf(lost))), u"invalid_grant"_s);
        QCOMPARE(me(access(again)), 401);
    }

    void aDeviceHasNoMoreThanItAskedFor()
    {
        const Reply given = redeem(valueIn(authorize(authorization("&scope=projects%3Awrite") + kAda + "&decision=allow"), u"code"_s));
        QCOMPARE(given.json()[u"scope"_s].toString(), u"projects:read projects:write"_s);
        QCOMPARE(m_server->get("/api/v1/me/devices", access(given)).status, 403);
        QCOMPARE(error(renew(refreshOf(given), "&scope=admin")), u"invalid_scope"_s);
        const Reply less = renew(refreshOf(given), "&scope=projects%3Aread");
        QCOMPARE(less.json()[u"scope"_s].toString(), u"projects:read"_s);
        QCOMPARE(m_server->post("/api/v1/projects", access(less), {{u"name"_s, u"x"_s}}).status, 403);
    }

    void aDeviceWithoutABrowserAsksAPerson()
    {
        const QJsonObject begun = begin();
        const QByteArray deviceCode = begun[u"device_code"_s].toString().toLatin1();
        const QByteArray userCode = begun[u"user_code"_s].toString().toLatin1();
        QCOMPARE(userCode.size(), 9);
        QCOMPARE(error(poll(deviceCode)), u"authorization_pending"_s);
        QCOMPARE(error(poll(deviceCode)), u"slow_down"_s);
        m_server->clock.forward(std::chrono::seconds(2 * kPollSeconds));
        QCOMPARE(error(poll(deviceCode)), u"authorization_pending"_s);
        const Reply page = verify(userCode.toLower().replace("-", ""), {});
        QCOMPARE(page.status, 200);
        QVERIFY(page.body.contains("<strong>node 7</strong>"));
        QCOMPARE(verify(userCode, "&user=ada&password=guess&decision=allow").status, 401);
        QCOMPARE(verify(userCode, QByteArray(kAda) + "&decision=allow").status, 200);
        const Reply given = poll(deviceCode);
        QCOMPARE(me(access(given)), 200);
        QCOMPARE(error(poll(deviceCode)), u"invalid_grant"_s);  // good for one use
        QCOMPARE(verify(userCode, QByteArray(kAda) + "&decision=allow").status, 404);
    }

    /// Of 20^8 codes some wait: who could ask as often as they like would find one, and let its device in as themselves.
    void userCodesAreNotGuessed()
    {
        const QByteArray userCode = begin()[u"user_code"_s].toString().toLatin1();
        const auto look = [&](const QByteArray &code) { return m_server->get("/api/v1/oauth/verify?user_code=" + code, {}).status; };
        for (int i = 0; i < 30; ++i)
            QCOMPARE(look(userCode), 200);  // what is right does not count
        for (int i = 0; i < 10; ++i)
            QCOMPARE(look("BCDF-BCDF"), 404);
        for (int i = 0; i < 10; ++i)
            QCOMPARE(verify("BCDF-BCDF", QByteArray(kAda) + "&decision=allow").status, 404);
        const Reply refused = m_server->get("/api/v1/oauth/verify?user_code=" + userCode, {});
        QCOMPARE(refused.status, 429);
        QVERIFY(refused.headers.at("Retry-After").toInt() > 0);
        QVERIFY(!refused.body.contains("node 7"));
        QCOMPARE(verify(userCode, QByteArray(kAda) + "&decision=allow").status, 429);
        m_server->peer = "192.0.2.7";
        QCOMPARE(look(userCode), 200);
        m_server->peer = "127.0.0.1";
        m_server->clock.forward(std::chrono::seconds(61));
        QCOMPARE(look(userCode), 200);
    }

    /// 10,000 may wait in all: one address must not be all of them.
    void oneAddressTakesNoOthersDeviceCodes()
    {
        const auto ask = [&] { return m_server->send("POST", "/api/v1/oauth/device", {}, "client_id=tideline&device=node+7"); };
        for (int i = 0; i < 100; ++i)
            QCOMPARE(ask().status, 200);
        const Reply refused = ask();
        QCOMPARE(refused.status, 429);
        QVERIFY(refused.headers.at("Retry-After").toInt() > 0);
        QVERIFY(!error(refused).isEmpty());
        m_server->peer = "192.0.2.7";
        QCOMPARE(ask().status, 200);
        m_server->peer = "127.0.0.1";
        m_server->clock.forward(std::chrono::seconds(kDeviceCodeSeconds));
        QCOMPARE(ask().status, 200);
    }

    /// A poll that is too early makes the next wait longer; a thousand of them write to the disk no thousand times.
    void aFloodOfPollsIsNotWrittenDown()
    {
        const QByteArray deviceCode = begin()[u"device_code"_s].toString().toLatin1();
        QCOMPARE(error(poll(deviceCode)), u"authorization_pending"_s);
        const auto changes = [&] { return **m_server->database().integer("SELECT total_changes()"); };
        const qint64 before = changes();
        for (int i = 0; i < 200; ++i)
            QCOMPARE(error(poll(deviceCode)), u"slow_down"_s);
        QVERIFY2(changes() - before <= 20, qPrintable(QString::number(changes() - before)));
        m_server->clock.forward(std::chrono::seconds(61));
        QCOMPARE(error(poll(deviceCode)), u"authorization_pending"_s);
    }

    void aRefusedOrForgottenDeviceIsTold()
    {
        const QJsonObject refused = begin();
        QCOMPARE(verify(refused[u"user_code"_s].toString().toLatin1(), QByteArray(kAda) + "&decision=deny").status, 200);
        QCOMPARE(error(poll(refused[u"device_code"_s].toString().toLatin1())), u"access_denied"_s);
        const QJsonObject forgotten = begin();
        m_server->clock.forward(std::chrono::seconds(kDeviceCodeSeconds));
        QCOMPARE(error(poll(forgotten[u"device_code"_s].toString().toLatin1())), u"expired_token"_s);
        QCOMPARE(verify(forgotten[u"user_code"_s].toString().toLatin1(), QByteArray(kAda) + "&decision=allow").status, 404);
    }

    void aDeviceIsSignedOut_data()
    {
        QTest::addColumn<QByteArray>("how");
        for (const char *how : {"logout", "devices", "revoke refresh", "revoke access"})
            QTest::newRow(how) << QByteArray(how);
    }
    void aDeviceIsSignedOut()
    {
        QFETCH(QByteArray, how);
        const Reply given = redeem(code());
        if (how == "logout")
            QCOMPARE(m_server->post("/api/v1/logout", access(given), {}).status, 204);
        else if (how == "devices")
            QCOMPARE(m_server->send("DELETE", "/api/v1/me/devices/" + text(given, u"device_id"_s), access(given)).status, 204);
        else
            QCOMPARE(m_server->send("POST", "/api/v1/oauth/revoke", {}, "client_id=tideline&token=" + (how == "revoke access" ? access(given) : refreshOf(given))).status, 200);
        QCOMPARE(me(access(given)), 401);
        QCOMPARE(error(renew(refreshOf(given))), u"invalid_grant"_s);
        QCOMPARE(m_server->send("POST", "/api/v1/oauth/revoke", {}, "client_id=tideline&token=nonsense").status, 200);
    }

    void otherClientsAndGrantsAreRefused()
    {
        QCOMPARE(m_server->send("POST", "/api/v1/oauth/token", {}, "client_id=other&grant_type=refresh_token").status, 401);
        QCOMPARE(error(token("grant_type=password&username=ada&password=x")), u"unsupported_grant_type"_s);
        QCOMPARE(m_server->send("POST", "/api/v1/oauth/token", {}, "client_id=tideline&client_id=tideline").code(), u"bad_form"_s);
        QCOMPARE(m_server->send("POST", "/api/v1/oauth/token", {}, QByteArray(65 << 10, 'a')).status, 413);
    }

    void theServerSaysWhatItOffers()
    {
        const QJsonObject json = m_server->send("GET", "/.well-known/oauth-authorization-server", {}, {}, {{"host", "tide.example:8480"}}).json();
        QCOMPARE(json[u"issuer"_s].toString(), u"http://tide.example:8480"_s);
        QCOMPARE(json[u"token_endpoint"_s].toString(), u"http://tide.example:8480/api/v1/oauth/token"_s);
        const QJsonObject odd = m_server->send("GET", "/.well-known/oauth-authorization-server", {}, {}, {{"host", "a\"><script>"}}).json();
        QCOMPARE(odd[u"issuer"_s].toString(), u"http://localhost"_s);
    }
};

}  // namespace tideline::server

QTEST_GUILESS_MAIN(tideline::server::OAuthTest)
#include "oauth_test.moc"
