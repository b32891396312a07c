// Which ID tokens are believed.
#include "app/server/api/id_token.h"
#include "fake_provider.h"

#include <QJsonArray>
#include <QTest>

using namespace tideline;
using namespace tideline::server;

namespace {

constexpr qint64 kNowS = 1'795'000'000;
const IdTokenRules kRules{"https://id.example", "us", "n-1", kNowS * 1000};

QJsonObject goodClaims()
{
    return {{u"iss"_s, u"https://id.example"_s}, {u"aud"_s, u"us"_s}, {u"sub"_s, u"subject-1"_s},
            {u"nonce"_s, u"n-1"_s},              {u"iat"_s, kNowS},   {u"exp"_s, kNowS + 300}};
}

QJsonObject with(QJsonObject object, const QString &name, const QJsonValue &value)
{
    if (value.isUndefined())
        object.remove(name);
    else
        object[name] = value;
    return object;
}

QJsonObject header(const QString &algorithm, const QString &key)
{
    return {{u"alg"_s, algorithm}, {u"kid"_s, key}};
}

}  // namespace

class IdTokenTest final : public QObject {
    Q_OBJECT

    QJsonObject m_keys{{u"keys"_s, QJsonArray{publicKey(SigningKey::Rsa, u"rsa"_s), publicKey(SigningKey::Ec, u"ec"_s)}}};

private Q_SLOTS:
    void aGoodTokenIsBelieved_data()
    {
        QTest::addColumn<QByteArray>("token");
        const QJsonObject rsa = header(u"RS256"_s, u"rsa"_s), ec = header(u"ES256"_s, u"ec"_s);
        QTest::newRow("RS256") << signedToken(rsa, goodClaims(), SigningKey::Rsa);
        QTest::newRow("ES256") << signedToken(ec, goodClaims(), SigningKey::Ec);
        QTest::newRow("no key named, and one that fits") << signedToken({{u"alg"_s, u"RS256"_s}}, goodClaims(), SigningKey::Rsa);
        QTest::newRow("a list with us alone") << signedToken(ec, with(goodClaims(), u"aud"_s, QJsonArray{u"us"_s}), SigningKey::Ec);
        QTest::newRow("for two, given to us")
            << signedToken(ec, with(with(goodClaims(), u"aud"_s, QJsonArray{u"us"_s, u"them"_s}), u"azp"_s, u"us"_s), SigningKey::Ec);
        QTest::newRow("half a minute past, by our clock") << signedToken(ec, with(goodClaims(), u"exp"_s, kNowS - 30), SigningKey::Ec);
        QTest::newRow("half a minute early, by our clock") << signedToken(ec, with(goodClaims(), u"iat"_s, kNowS + 30), SigningKey::Ec);
    }
    void aGoodTokenIsBelieved()
    {
        QFETCH(QByteArray, token);
        const auto claims = checkIdToken(token, m_keys, kRules);
        QVERIFY2(claims, claims ? "" : qPrintable(toText(claims.error())));
        QCOMPARE((*claims)[u"sub"_s].toString(), u"subject-1"_s);
    }

    void aTokenThatSaysSomethingWrongIsRefused_data()
    {
        QTest::addColumn<QString>("claim");
        QTest::addColumn<QJsonValue>("value");
        // clang-format off
        QTest::newRow("another issuer")               << u"iss"_s   << QJsonValue(u"https://evil.example"_s);
        QTest::newRow("an issuer with a slash more")  << u"iss"_s   << QJsonValue(u"https://id.example/"_s);
        QTest::newRow("no issuer")                    << u"iss"_s   << QJsonValue(QJsonValue::Undefined);
        QTest::newRow("for another")                  << u"aud"_s   << QJsonValue(u"them"_s);
        QTest::newRow("for another whose name we begin") << u"aud"_s << QJsonValue(u"us two"_s);
        QTest::newRow("for nobody")                   << u"aud"_s   << QJsonValue(QJsonValue::Undefined);
        QTest::newRow("for two, given to nobody")     << u"aud"_s   << QJsonValue(QJsonArray{u"us"_s, u"them"_s});
        QTest::newRow("given to another")             << u"azp"_s   << QJsonValue(u"them"_s);
        QTest::newRow("given to null")                << u"azp"_s   << QJsonValue(QJsonValue::Null);
        QTest::newRow("expired")                      << u"exp"_s   << QJsonValue(kNowS - 60);
        QTest::newRow("without an end")               << u"exp"_s   << QJsonValue(QJsonValue::Undefined);
        QTest::newRow("an end that is a text")        << u"exp"_s   << QJsonValue(u"9999999999"_s);
        QTest::newRow("from the future")              << u"iat"_s   << QJsonValue(kNowS + 61);
        QTest::newRow("from no time")                 << u"iat"_s   << QJsonValue(QJsonValue::Undefined);
        QTest::newRow("not good yet")                 << u"nbf"_s   << QJsonValue(kNowS + 61);
        QTest::newRow("of another sign-in")           << u"nonce"_s << QJsonValue(u"n-2"_s);
        QTest::newRow("of no sign-in")                << u"nonce"_s << QJsonValue(QJsonValue::Undefined);
        QTest::newRow("about nobody")                 << u"sub"_s   << QJsonValue(u""_s);
        QTest::newRow("about a number")               << u"sub"_s   << QJsonValue(7);
        QTest::newRow("about somebody very long")     << u"sub"_s   << QJsonValue(QString(256, u's'));
        // clang-format on
    }
    void aTokenThatSaysSomethingWrongIsRefused()
    {
        QFETCH(QString, claim);
        QFETCH(QJsonValue, value);
        const auto claims = checkIdToken(signedToken(header(u"ES256"_s, u"ec"_s), with(goodClaims(), claim, value), SigningKey::Ec), m_keys, kRules);
        QVERIFY(!claims && claims.error().kind == Error::Kind::Denied);
        QVERIFY2(claims.error().where.startsWith(claim == u"aud"_s && value.isArray() ? u"azp"_s : claim), qPrintable(claims.error().where));
    }

    void aSignatureThatProvesNothingIsRefused_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<bool>("isUnknown");
        const QByteArray good = signedToken(header(u"ES256"_s, u"ec"_s), goodClaims(), SigningKey::Ec);
        const QByteArray other = signedToken(header(u"ES256"_s, u"ec"_s), with(goodClaims(), u"sub"_s, u"subject-2"_s), SigningKey::Ec);
        QTest::newRow("none") << signedToken(header(u"none"_s, u"ec"_s), goodClaims(), SigningKey::Ec) << false;
        QTest::newRow("None") << signedToken(header(u"None"_s, u"ec"_s), goodClaims(), SigningKey::Ec) << false;
        QTest::newRow("the public key as a secret") << signedToken(header(u"HS256"_s, u"rsa"_s), goodClaims(), SigningKey::Rsa) << false;
        QTest::newRow("ES256 by another key") << signedToken(header(u"ES256"_s, u"ec"_s), goodClaims(), SigningKey::OtherEc) << false;
        QTest::newRow("RS256 by another key") << signedToken(header(u"RS256"_s, u"rsa"_s), goodClaims(), SigningKey::OtherRsa) << false;
        QTest::newRow("another's signature") << other.left(other.lastIndexOf('.')) + good.mid(good.lastIndexOf('.')) << false;
        QTest::newRow("no signature") << good.left(good.lastIndexOf('.') + 1) << false;
        QTest::newRow("half a signature") << good.left(good.size() - 43) << false;
        QTest::newRow("a key that is not there") << signedToken(header(u"ES256"_s, u"new"_s), goodClaims(), SigningKey::Ec) << true;
        QTest::newRow("a key of another kind") << signedToken(header(u"RS256"_s, u"ec"_s), goodClaims(), SigningKey::Rsa) << true;
        QTest::newRow("a header that must be understood")
            << signedToken({{u"alg"_s, u"ES256"_s}, {u"kid"_s, u"ec"_s}, {u"crit"_s, QJsonArray{u"exp"_s}}}, goodClaims(), SigningKey::Ec) << false;
        QTest::newRow("two parts") << good.left(good.lastIndexOf('.')) << false;
        QTest::newRow("four parts") << good + ".e30" << false;
        QTest::newRow("padded") << good + "==" << false;
        QTest::newRow("nothing") << QByteArray() << false;
        QTest::newRow("dots") << QByteArray("..") << false;
        QTest::newRow("very long") << QByteArray(40'000, 'a') + '.' + QByteArray(40'000, 'b') + ".c" << false;
    }
    void aSignatureThatProvesNothingIsRefused()
    {
        QFETCH(QByteArray, token);
        QFETCH(bool, isUnknown);
        const auto claims = checkIdToken(token, m_keys, kRules);
        QVERIFY(!claims);
        QVERIFY(claims.error().kind == (isUnknown ? Error::Kind::NotFound : Error::Kind::Denied));
    }

    void aKeyIsUsedForWhatItIsMadeFor_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::newRow("for encryption") << u"use"_s << u"enc"_s;
        QTest::newRow("for another algorithm") << u"alg"_s << u"ES384"_s;
        QTest::newRow("on another curve") << u"crv"_s << u"P-384"_s;
        QTest::newRow("of another kind") << u"kty"_s << u"oct"_s;
    }
    void aKeyIsUsedForWhatItIsMadeFor()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        const QJsonObject keys{{u"keys"_s, QJsonArray{with(publicKey(SigningKey::Ec, u"ec"_s), name, value)}}};
        QVERIFY(!checkIdToken(signedToken(header(u"ES256"_s, u"ec"_s), goodClaims(), SigningKey::Ec), keys, kRules));
    }

    void aKeyThatIsNoneIsRefused_data()
    {
        QTest::addColumn<QJsonObject>("key");
        QJsonObject ec = publicKey(SigningKey::Ec, u"ec"_s);
        QTest::newRow("not on the curve") << with(ec, u"x"_s, ec[u"y"_s]);
        QTest::newRow("short") << with(ec, u"x"_s, u"AQ"_s);
        QTest::newRow("no base64") << with(ec, u"x"_s, u"!!!"_s);
        QTest::newRow("nothing in it") << QJsonObject{{u"kty"_s, u"EC"_s}, {u"crv"_s, u"P-256"_s}, {u"kid"_s, u"ec"_s}};
    }
    void aKeyThatIsNoneIsRefused()
    {
        QFETCH(QJsonObject, key);
        QVERIFY(!checkIdToken(signedToken(header(u"ES256"_s, u"ec"_s), goodClaims(), SigningKey::Ec), {{u"keys"_s, QJsonArray{key}}}, kRules));
        const QJsonObject weak{{u"kty"_s, u"RSA"_s}, {u"kid"_s, u"rsa"_s}, {u"n"_s, u"AQAB"_s}, {u"e"_s, u"AQAB"_s}};
        QVERIFY(!checkIdToken(signedToken(header(u"RS256"_s, u"rsa"_s), goodClaims(), SigningKey::Rsa), {{u"keys"_s, QJsonArray{weak}}}, kRules));
    }

    void withoutANonceOfOursNothingIsBelieved()
    {
        IdTokenRules rules = kRules;
        rules.nonce.clear();
        QVERIFY(!checkIdToken(signedToken(header(u"ES256"_s, u"ec"_s), with(goodClaims(), u"nonce"_s, u""_s), SigningKey::Ec), m_keys, rules));
    }
};

QTEST_GUILESS_MAIN(IdTokenTest)
#include "id_token_test.moc"
