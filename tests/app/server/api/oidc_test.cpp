// Signing in through an OpenID Connect provider: who gets in, as whom, and what a lie of anybody's is good for.
#include "app/server/api/identities.h"
#include "core_fixture.h"
#include "fake_provider.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>
#include <QUrl>
#include <QUrlQuery>

namespace tideline::server {

namespace {

constexpr char kVerifier[] = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";  // RFC 7636, appendix B
constexpr char kAuthorize[] = "response_type=code&client_id=tideline&redirect_uri=http%3A%2F%2F127.0.0.1%3A49152%2Fsigned-in"
                              "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256&state=a%26b&device=laptop";

QByteArray valueIn(const Reply &redirect, const QString &name)
{
    const auto location = redirect.headers.find("Location");
    return location == redirect.headers.end()
               ? QByteArray()
               : QUrlQuery(QUrl::fromEncoded(location->second)).queryItemValue(name, QUrl::FullyDecoded).toUtf8();
}

QByteArray cookieOf(const Reply &reply)
{
    const auto cookie = reply.headers.find("Set-Cookie");
    return cookie == reply.headers.end() ? QByteArray() : cookie->second.left(cookie->second.indexOf(';'));
}

/// What the page hands on.
QByteArray secretOf(const Reply &page)
{
    static const QRegularExpression field(u"name=\"sign_in\" value=\"([0-9a-f]{64})\""_s);
    return field.match(QString::fromUtf8(page.body)).captured(1).toLatin1();
}

}  // namespace

class OidcTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<FakeProvider> m_provider;
    std::unique_ptr<CoreFixture> m_server;

    bool restart(const ProviderSettings &settings)
    {
        m_server->policy.provider = settings;
        m_server->web = m_provider.get();
        m_server->policy.address = {.url = "https://tide.example"};
        return m_server->restart();
    }
    Reply begin(const QByteArray &query = kAuthorize) { return m_server->get("/api/v1/oauth/provider?" + query, {}); }
    Reply back(const QByteArray &query, const QByteArray &cookie)
    {
        return m_server->send("GET", "/api/v1/oauth/provider/callback?" + query, {}, {}, {{"cookie", "theme=dark; " + cookie}});
    }
    Reply confirm(const QByteArray &secret, const QByteArray &cookie, const QByteArray &decision = "allow")
    {
        return m_server->send("POST", "/api/v1/oauth/provider/confirm", {}, "sign_in=" + secret + "&decision=" + decision, {{"cookie", cookie}});
    }
    struct SignedIn {
        Reply begun, page, answer;
    };
    /// All a person does, as far as it goes.
    SignedIn signIn(const QByteArray &query = kAuthorize, const QByteArray &decision = "allow")
    {
        SignedIn all;
        all.begun = begin(query);
        if (all.begun.status != 303 || !m_provider->visit(all.begun.headers.at("Location")))
            return all;
        const QByteArray cookie = cookieOf(all.begun);
        all.page = back("code=good&state=" + valueIn(all.begun, u"state"_s), cookie);
        if (all.page.status == 200)
            all.answer = confirm(secretOf(all.page), cookie, decision);
        return all;
    }
    QJsonObject tokenFor(const QByteArray &code)
    {
        return m_server->send("POST", "/api/v1/oauth/token", {}, "client_id=tideline&grant_type=authorization_code&code=" + code + "&code_verifier="
                                                                     + kVerifier + "&redirect_uri=http%3A%2F%2F127.0.0.1%3A49152%2Fsigned-in").json();
    }
    /// The name of whom the provider now signs in; empty when it does not work.
    QString signedInAs()
    {
        const QJsonObject given = tokenFor(valueIn(signIn().answer, u"code"_s));
        return m_server->get("/api/v1/me", given[u"access_token"_s].toString().toLatin1()).json()[u"user"_s][u"name"_s].toString();
    }
    std::size_t users() { return m_server->core().listUsers()->size(); }

private Q_SLOTS:
    void init()
    {
        m_provider = std::make_unique<FakeProvider>();
        m_server = std::make_unique<CoreFixture>();
        QVERIFY(restart(FakeProvider::settings()));
    }

    void aPersonSignsADeviceIn()
    {
        const SignedIn all = signIn();
        QCOMPARE(all.begun.status, 303);
        QCOMPARE(valueIn(all.begun, u"redirect_uri"_s), QByteArray("https://tide.example/api/v1/oauth/provider/callback"));
        QVERIFY(all.begun.headers.at("Set-Cookie").endsWith("; Path=/api/v1/oauth/provider; HttpOnly; SameSite=Lax; Max-Age=600; Secure"));
        QCOMPARE(all.page.status, 200);
        QVERIFY(all.page.body.contains("laptop") && all.page.body.contains("You are new here"));
        QCOMPARE(all.answer.status, 303);
        QVERIFY(all.answer.headers.at("Location").startsWith("http://127.0.0.1:49152/signed-in?"));
        QCOMPARE(valueIn(all.answer, u"state"_s), QByteArray("a&b"));
        QCOMPARE(valueIn(all.answer, u"iss"_s), QByteArray("https://tide.example"));
        const QJsonObject given = tokenFor(valueIn(all.answer, u"code"_s));
        QCOMPARE(given[u"user"_s][u"name"_s].toString(), u"grace"_s);
        const SignedIn again = signIn();
        QVERIFY(again.page.body.contains("You are <strong>grace</strong>"));
        QCOMPARE(tokenFor(valueIn(again.answer, u"code"_s))[u"user"_s], given[u"user"_s]);
        QCOMPARE(users(), 1U);
    }

    void aDeviceWithoutABrowserIsSignedIn()
    {
        const QJsonObject device = m_server->send("POST", "/api/v1/oauth/device", {}, "client_id=tideline&device=node+7").json();
        const QByteArray userCode = device[u"user_code"_s].toString().toLatin1();
        const Reply shown = m_server->get("/api/v1/oauth/verify?user_code=" + userCode, {});
        QVERIFY(shown.body.contains("/api/v1/oauth/provider?user_code=" + userCode));
        const SignedIn all = signIn("user_code=" + userCode);
        QVERIFY(all.page.body.contains("node 7") && all.page.body.contains(userCode));
        QVERIFY(all.answer.body.contains("Signed in"));
        const QJsonObject given = m_server->send("POST", "/api/v1/oauth/token", {},
                                                 "client_id=tideline&grant_type=urn:ietf:params:oauth:grant-type:device_code&device_code="
                                                     + device[u"device_code"_s].toString().toLatin1()).json();
        QCOMPARE(given[u"user"_s][u"name"_s].toString(), u"grace"_s);
    }

    void thePagesOfferTheProvider()
    {
        const QByteArray page = m_server->get(QByteArray("/api/v1/oauth/authorize?") + kAuthorize, {}).body;
        QVERIFY(page.contains("Sign in with Example ID"));
        static const QRegularExpression link(u"href=\"([^\"]*)\""_s);
        const QString address = link.match(QString::fromUtf8(page)).captured(1).replace(u"&amp;"_s, u"&"_s);
        const Reply begun = m_server->get(address.toUtf8(), {});
        QCOMPARE(begun.status, 303);
        QVERIFY(m_provider->visit(begun.headers.at("Location")));
        const Reply shown = back("code=good&state=" + valueIn(begun, u"state"_s), cookieOf(begun));
        QCOMPARE(valueIn(confirm(secretOf(shown), cookieOf(begun)), u"state"_s), QByteArray("a&b"));
    }

    void withoutAProviderThereIsNone()
    {
        m_server->policy.provider.reset();
        QVERIFY(m_server->restart());
        QVERIFY(!m_server->get(QByteArray("/api/v1/oauth/authorize?") + kAuthorize, {}).body.contains("Sign in with"));
        QCOMPARE(begin().status, 404);
        QCOMPARE(back("code=good&state=x", {}).status, 404);
        QCOMPARE(confirm("x", {}).status, 404);
        QVERIFY(m_provider->asked.isEmpty());
    }

    /// Who chooses another's name at the provider is not that other.
    void nobodyIsLinkedByAName()
    {
        const QByteArray grace = m_server->user(u"grace"_s);
        m_server->project(grace);
        m_provider->claims[u"email"_s] = u"grace@example.org"_s;
        m_provider->claims[u"email_verified"_s] = true;
        const QJsonObject given = tokenFor(valueIn(signIn().answer, u"code"_s));
        QCOMPARE(given[u"user"_s][u"name"_s].toString(), u"grace-2"_s);
        QCOMPARE(m_server->get("/api/v1/projects", given[u"access_token"_s].toString().toLatin1()).json()[u"items"_s].toArray().size(), 0);
    }

    void nobodyIsNamedAsAnOrganization()
    {
        const QByteArray ada = m_server->user(u"ada"_s);
        QCOMPARE(m_server->post("/api/v1/organizations", ada, {{u"name"_s, u"grace"_s}}).status, 201);
        QCOMPARE(signedInAs(), u"grace-2"_s);
    }

    void aNewNameAtTheProviderIsTheSameUser()
    {
        QCOMPARE(signedInAs(), u"grace"_s);
        m_provider->claims[u"preferred_username"_s] = u"hopper"_s;
        QCOMPARE(signedInAs(), u"grace"_s);
        m_provider->claims[u"sub"_s] = u"subject-2"_s;
        m_provider->claims[u"preferred_username"_s] = u"grace"_s;
        QCOMPARE(signedInAs(), u"grace-2"_s);
    }

    void anotherIssuersSubjectIsAnotherUser()
    {
        QCOMPARE(signedInAs(), u"grace"_s);
        ProviderSettings other = FakeProvider::settings();
        other.issuer = "https://id.example/";
        m_provider->metadata[u"issuer"_s] = u"https://id.example/"_s;
        QVERIFY(restart(other));
        QCOMPARE(signedInAs(), u"grace-2"_s);
    }

    void onlyLinkedPeopleComeInWhereNobodyIsMade()
    {
        m_server->user(u"ada"_s);
        ProviderSettings closed = FakeProvider::settings();
        closed.newUsers = false;
        QVERIFY(restart(closed));
        const SignedIn refused = signIn();
        QCOMPARE(refused.page.status, 403);
        QVERIFY(refused.page.body.contains("no user of this server"));
        QCOMPARE(users(), 1U);
        QVERIFY(m_server->core().linkUser(u"ada"_s, "https://id.example", u"subject-1"_s));
        QCOMPARE(signedInAs(), u"ada"_s);
        QVERIFY(m_server->core().linkUser(u"ada"_s, "https://id.example", u"subject-1"_s).error().kind == (Error::Kind::Conflict));
        QVERIFY(m_server->core().linkUser(u"bob"_s, "https://id.example", u"subject-2"_s).error().kind == (Error::Kind::NotFound));
    }

    void aUserWithoutAPasswordHasNone()
    {
        QCOMPARE(signedInAs(), u"grace"_s);
        for (const QString &password : {u"!"_s, u""_s, u"nobody's"_s}) {
            m_server->clock.forward(std::chrono::minutes(2));
            QCOMPARE(m_server->post("/api/v1/login", {}, {{u"user"_s, u"grace"_s}, {u"password"_s, password}}).status, 401);
        }
    }

    void whatTheProviderDidNotSayIsNotBelieved_data()
    {
        QTest::addColumn<QJsonObject>("header");
        QTest::addColumn<QJsonObject>("claims");
        QTest::addColumn<int>("key");
        const QJsonObject ec{{u"alg"_s, u"ES256"_s}, {u"kid"_s, u"ec"_s}};
        const int good = int(SigningKey::Ec);
        QTest::newRow("another issuer") << ec << QJsonObject{{u"iss"_s, u"https://evil.example"_s}} << good;
        QTest::newRow("for another") << ec << QJsonObject{{u"aud"_s, u"them"_s}} << good;
        QTest::newRow("of another sign-in") << ec << QJsonObject{{u"nonce"_s, u"n"_s}} << good;
        QTest::newRow("expired") << ec << QJsonObject{{u"exp"_s, 1'794'999'000}} << good;
        QTest::newRow("signed by another") << ec << QJsonObject{} << int(SigningKey::OtherEc);
        QTest::newRow("not signed") << QJsonObject{{u"alg"_s, u"none"_s}} << QJsonObject{} << good;
        QTest::newRow("signed with what everybody knows") << QJsonObject{{u"alg"_s, u"HS256"_s}, {u"kid"_s, u"rsa"_s}} << QJsonObject{} << good;
        QTest::newRow("signed with a key that nobody knows") << QJsonObject{{u"alg"_s, u"ES256"_s}, {u"kid"_s, u"new"_s}} << QJsonObject{} << good;
    }
    void whatTheProviderDidNotSayIsNotBelieved()
    {
        QFETCH(QJsonObject, header);
        QFETCH(QJsonObject, claims);
        QFETCH(int, key);
        m_provider->header = header;
        m_provider->key = SigningKey(key);
        for (auto it = claims.begin(); it != claims.end(); ++it)
            m_provider->claims[it.key()] = *it;
        const SignedIn all = signIn();
        QCOMPARE(all.page.status, 403);
        QVERIFY(secretOf(all.page).isEmpty());
        QCOMPARE(users(), 0U);
    }

    void theProviderChangesItsKeys()
    {
        QCOMPARE(signedInAs(), u"grace"_s);
        m_provider->keys = {{u"keys"_s, QJsonArray{publicKey(SigningKey::OtherEc, u"next"_s)}}};
        m_provider->header[u"kid"_s] = u"next"_s;
        m_provider->key = SigningKey::OtherEc;
        const auto asked = [&] { return std::ranges::count(m_provider->asked, QByteArray("https://id.example/keys"), &WebRequest::url); };
        QCOMPARE(asked(), 1);
        QCOMPARE(signIn().page.status, 403);  // a minute has not passed: whoever makes up keys does not make us ask
        QCOMPARE(asked(), 1);
        m_server->clock.forward(std::chrono::seconds(60));
        QCOMPARE(signedInAs(), u"grace"_s);
        QCOMPARE(asked(), 2);
    }

    void aSignInIsAnsweredOnce()
    {
        const Reply begun = begin();
        QVERIFY(m_provider->visit(begun.headers.at("Location")));
        const QByteArray state = valueIn(begun, u"state"_s), cookie = cookieOf(begun);
        const Reply page = back("code=good&state=" + state, cookie);
        QCOMPARE(page.status, 200);
        QCOMPARE(back("code=good&state=" + state, cookie).status, 400);
        QCOMPARE(confirm(secretOf(page), cookie).status, 303);
        QCOMPARE(confirm(secretOf(page), cookie).status, 400);
        QCOMPARE(back("code=good&state=" + secretOf(page), cookie).status, 400);
    }

    void aSignInStaysInItsBrowser()
    {
        const Reply mine = begin(), others = begin();
        QVERIFY(m_provider->visit(mine.headers.at("Location")));
        const QByteArray state = valueIn(mine, u"state"_s);
        QCOMPARE(back("code=good&state=" + state, {}).status, 400);
        const Reply again = begin();
        QVERIFY(m_provider->visit(again.headers.at("Location")));
        QCOMPARE(back("code=good&state=" + valueIn(again, u"state"_s), cookieOf(others)).status, 400);
        const Reply third = begin();
        QVERIFY(m_provider->visit(third.headers.at("Location")));
        const Reply page = back("code=good&state=" + valueIn(third, u"state"_s), cookieOf(others) + "; " + cookieOf(third));
        QCOMPARE(page.status, 200);
        QCOMPARE(confirm(secretOf(page), cookieOf(others)).status, 400);
        QCOMPARE(users(), 0U);
    }

    void aStateThatWeDidNotMakeIsRefused()
    {
        const Reply begun = begin();
        for (const QByteArray &state : {QByteArray(), QByteArray(64, '0'), QByteArray("x")})
            QCOMPARE(back("code=good&state=" + state, cookieOf(begun)).status, 400);
        QCOMPARE(confirm(valueIn(begun, u"state"_s), cookieOf(begun)).status, 400);  // nobody has said who this is
    }

    void aSignInLastsTenMinutes()
    {
        const Reply begun = begin();
        QVERIFY(m_provider->visit(begun.headers.at("Location")));
        m_server->clock.forward(std::chrono::minutes(10));
        QCOMPARE(back("code=good&state=" + valueIn(begun, u"state"_s), cookieOf(begun)).status, 400);
    }

    void nothingIsGivenOutBeforeAPersonSaysYes()
    {
        const SignedIn all = signIn(kAuthorize, "deny");
        QCOMPARE(valueIn(all.answer, u"error"_s), QByteArray("access_denied"));
        QVERIFY(valueIn(all.answer, u"code"_s).isEmpty());
        QCOMPARE(users(), 0U);
    }

    void whoEndsItAtTheProviderIsToldSo()
    {
        const Reply begun = begin();
        const Reply reply = back("error=access_denied&state=" + valueIn(begun, u"state"_s), cookieOf(begun));
        QCOMPARE(reply.status, 303);
        QCOMPARE(valueIn(reply, u"error"_s), QByteArray("access_denied"));
        QVERIFY(reply.headers.at("Location").startsWith("http://127.0.0.1:49152/signed-in?"));
    }

    void aCodeOfAnotherIsRefused()
    {
        const Reply begun = begin();
        QVERIFY(m_provider->visit(begun.headers.at("Location")));
        QCOMPARE(back("code=other&state=" + valueIn(begun, u"state"_s), cookieOf(begun)).status, 403);
        const Reply again = begin();
        QVERIFY(m_provider->visit(begin().headers.at("Location")));  // the provider gave the code to another sign-in
        QCOMPARE(back("code=good&state=" + valueIn(again, u"state"_s), cookieOf(again)).status, 403);
    }

    /// Each is a question to the provider, in our name.
    void wrongCodesAreNotTriedWithoutEnd()
    {
        const auto tryOne = [&](const QByteArray &code) {
            const Reply begun = begin();
            (void)m_provider->visit(begun.headers.at("Location"));
            return back("code=" + code + "&state=" + valueIn(begun, u"state"_s), cookieOf(begun)).status;
        };
        for (int i = 0; i < 5; ++i)
            QCOMPARE(tryOne("good"), 200);  // what is right does not count
        for (int i = 0; i < 20; ++i)
            QCOMPARE(tryOne("other"), 403);
        QCOMPARE(tryOne("good"), 429);
        m_server->peer = "203.0.113.9";
        QCOMPARE(tryOne("good"), 200);
        m_server->peer = "127.0.0.1";
        m_server->clock.forward(std::chrono::seconds(61));
        QCOMPARE(tryOne("good"), 200);
    }

    /// RFC 9207: whose answer it is.
    void anAnswerOfAnotherProviderIsRefused()
    {
        for (const auto &[iss, promised, status] : {std::tuple("", false, 200), std::tuple("https://id.example", true, 200), std::tuple("", true, 403),
                                                    std::tuple("https://evil.example", false, 403)}) {
            m_provider->metadata[u"authorization_response_iss_parameter_supported"_s] = promised;
            QVERIFY(m_server->restart());
            const Reply begun = begin();
            QVERIFY(m_provider->visit(begun.headers.at("Location")));
            const QByteArray more = *iss ? "&iss=" + QByteArray(iss).toPercentEncoding() : QByteArray();
            QCOMPARE(back("code=good&state=" + valueIn(begun, u"state"_s) + more, cookieOf(begun)).status, status);
        }
    }

    void aProviderThatCannotBeUsedIsNamedAsSuch_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("another issuer") << u"issuer"_s << QJsonValue(u"https://evil.example"_s);
        QTest::newRow("no issuer") << u"issuer"_s << QJsonValue();
        QTest::newRow("pages elsewhere") << u"authorization_endpoint"_s << QJsonValue(u"https://evil.example/auth"_s);
        QTest::newRow("tokens elsewhere") << u"token_endpoint"_s << QJsonValue(u"https://evil.example/token"_s);
        QTest::newRow("tokens inside") << u"token_endpoint"_s << QJsonValue(u"http://169.254.169.254/latest"_s);
        QTest::newRow("tokens on another port") << u"token_endpoint"_s << QJsonValue(u"https://id.example:8443/token"_s);
        QTest::newRow("tokens in clear") << u"token_endpoint"_s << QJsonValue(u"http://id.example/token"_s);
        QTest::newRow("tokens with a name in front") << u"token_endpoint"_s << QJsonValue(u"https://id.example@evil.example/token"_s);
        QTest::newRow("tokens at no address") << u"token_endpoint"_s << QJsonValue(u"file:///etc/passwd"_s);
        QTest::newRow("keys elsewhere") << u"jwks_uri"_s << QJsonValue(u"https://evil.example/keys"_s);
        QTest::newRow("no keys") << u"jwks_uri"_s << QJsonValue();
    }
    void aProviderThatCannotBeUsedIsNamedAsSuch()
    {
        QFETCH(QString, field);
        QFETCH(QJsonValue, value);
        m_provider->metadata[field] = value;
        const SignedIn all = signIn();
        QCOMPARE(all.begun.status == 303 ? all.page.status : all.begun.status, 503);
        QCOMPARE(users(), 0U);
        for (const WebRequest &request : m_provider->asked)
            QVERIFY2(request.url.startsWith("https://id.example/"), request.url);
    }

    void furtherHostsAreThoseOfTheOperator()
    {
        m_provider->metadata[u"jwks_uri"_s] = u"https://keys.example/keys"_s;
        m_provider->instead = [this](const WebRequest &request) -> std::optional<Result<WebReply>> {
            if (request.url != "https://keys.example/keys")
                return {};
            return Result<WebReply>(WebReply{200, QJsonDocument(m_provider->keys).toJson()});
        };
        ProviderSettings settings = FakeProvider::settings();
        settings.hosts = {"keys.example"};
        QVERIFY(restart(settings));
        QCOMPARE(signedInAs(), u"grace"_s);
    }

    void aProviderInTroubleHurtsNobody_data()
    {
        QTest::addColumn<QByteArray>("at");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        for (const char *at : {"openid-configuration", "token", "keys"}) {
            QTest::addRow("%s is not reached", at) << QByteArray(at) << 0 << QByteArray();
            QTest::addRow("%s is broken", at) << QByteArray(at) << 500 << QByteArray("{}");
            QTest::addRow("%s leads elsewhere", at) << QByteArray(at) << 302 << QByteArray("{}");
            QTest::addRow("%s answers what is no JSON", at) << QByteArray(at) << 200 << QByteArray("<html>");
            QTest::addRow("%s answers a list", at) << QByteArray(at) << 200 << QByteArray("[]");
            QTest::addRow("%s answers deep JSON", at) << QByteArray(at) << 200 << QByteArray(100'000, '[');
        }
    }
    void aProviderInTroubleHurtsNobody()
    {
        QFETCH(QByteArray, at);
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        m_provider->instead = [=](const WebRequest &request) -> std::optional<Result<WebReply>> {
            if (!request.url.endsWith(at))
                return {};
            return status == 0 ? Result<WebReply>(Error{Error::Kind::Offline, u"Not reached."_s, {}, {}}) : Result<WebReply>(WebReply{status, body});
        };
        const SignedIn all = signIn();
        const Reply &last = all.begun.status == 303 ? all.page : all.begun;
        QCOMPARE(last.status, 503);
        QVERIFY(last.body.contains("cannot be reached, or answers what is not understood"));
        m_provider->instead = {};
        QCOMPARE(signedInAs(), u"grace"_s);  // and it is not remembered
    }

    void fewWaitForTheProviderAtOnce()
    {
        int deepest = 0;
        QList<int> statuses;
        m_provider->instead = [&](const WebRequest &) -> std::optional<Result<WebReply>> {
            if (++deepest < 10)
                statuses << begin().status;  // another one comes while this one waits
            return {};
        };
        begin();
        QCOMPARE(deepest, 4);
        QCOMPARE(statuses.first(), 503);
        m_provider->instead = {};
        QCOMPARE(signedInAs(), u"grace"_s);
    }

    void oneAddressTakesNoOthersSignIns()
    {
        const Reply mine = begin();
        m_server->peer = "203.0.113.9";
        for (int i = 0; i < 150; ++i)
            QCOMPARE(begin().status, 303);
        m_server->peer = "127.0.0.1";
        QVERIFY(m_provider->visit(mine.headers.at("Location")));
        QCOMPARE(back("code=good&state=" + valueIn(mine, u"state"_s), cookieOf(mine)).status, 200);
    }

    void theSecretGoesWhereTheProviderWantsIt()
    {
        signIn();
        for (const WebRequest &request : m_provider->asked)
            QVERIFY(!request.url.contains("cret") && !request.form.contains("cret"));
        m_provider->metadata[u"token_endpoint_auth_methods_supported"_s] = QJsonArray{u"private_key_jwt"_s, u"client_secret_post"_s};
        QVERIFY(m_server->restart());
        m_provider->asked.clear();
        QCOMPARE(signedInAs(), u"grace"_s);
        for (const WebRequest &request : m_provider->asked)
            QVERIFY(!request.url.contains("cret") && !request.authorization.startsWith("Basic"));
    }

    void aRefusedRequestIsNotHandedOn()
    {
        QCOMPARE(begin("response_type=code&client_id=tideline&redirect_uri=https%3A%2F%2Fevil.example").status, 400);
        QCOMPARE(begin("user_code=BCDF-GHJK").status, 404);
        QVERIFY(m_provider->asked.isEmpty());
    }

    void theNameOfAPersonBecomesOneOfOurs_data()
    {
        QTest::addColumn<QString>("suggested");
        QTest::addColumn<QString>("name");
        QTest::newRow("plain") << u"grace"_s << u"grace"_s;
        QTest::newRow("capitals and a space") << u"Grace Hopper"_s << u"grace-hopper"_s;
        QTest::newRow("an address") << u"grace.hopper@example.org"_s << u"grace.hopper"_s;
        QTest::newRow("accents") << u"Zoë Müller"_s << u"zoe-muller"_s;
        QTest::newRow("nothing of ours") << u"山田"_s << u"user"_s;
        QTest::newRow("nothing") << u""_s << u"user"_s;
        QTest::newRow("markup") << u"<b>x</b>"_s << u"bxb"_s;
        QTest::newRow("dots in front") << u"../admin"_s << u"admin"_s;
        QTest::newRow("like an id") << u"usr_01"_s << u"u-usr_01"_s;
        QTest::newRow("like an organisation's") << u"org_01"_s << u"u-org_01"_s;
        QTest::newRow("long") << QString(300, u'a') << QString(56, u'a');
    }
    void theNameOfAPersonBecomesOneOfOurs()
    {
        QFETCH(QString, suggested);
        QFETCH(QString, name);
        QCOMPARE(userNameFrom(suggested), name);
        m_provider->claims[u"preferred_username"_s] = suggested;
        QCOMPARE(signedInAs(), name);
    }

    /// Many providers tell names where one asks with the access token.
    void theNameMayStandWithTheUserinfo()
    {
        m_provider->claims.remove(u"preferred_username"_s);
        m_provider->userinfo = {{u"sub"_s, u"subject-1"_s}, {u"preferred_username"_s, u"hopper"_s}};
        QCOMPARE(signedInAs(), u"hopper"_s);
        m_provider->claims[u"sub"_s] = u"subject-2"_s;  // and the userinfo is of another
        QCOMPARE(signedInAs(), u"user"_s);
    }
};

}  // namespace tideline::server

QTEST_GUILESS_MAIN(tideline::server::OidcTest)
#include "oidc_test.moc"
