#include "fake_provider.h"

#include "app/server/api/call.h"
#include "app/server/api/grants.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>
#include <QUrl>
#include <QUrlQuery>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <array>

namespace tideline::server {

namespace {

constexpr auto kUrlSafe = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

QByteArray base64(const QByteArray &bytes)
{
    return bytes.toBase64(kUrlSafe);
}

/// Made once a process; they end with it.
EVP_PKEY *pairOf(SigningKey key)
{
    static std::array<EVP_PKEY *, 4> pairs{};
    EVP_PKEY *&pair = pairs[std::size_t(key)];
    if (!pair)
        pair = key == SigningKey::Rsa || key == SigningKey::OtherRsa ? EVP_RSA_gen(2048) : EVP_EC_gen("P-256");
    Q_ASSERT(pair);
    return pair;
}

QByteArray number(EVP_PKEY *pair, const char *name, int size = 0)
{
    BIGNUM *value = nullptr;
    EVP_PKEY_get_bn_param(pair, name, &value);
    QByteArray bytes(size > 0 ? size : BN_num_bytes(value), '\0');
    BN_bn2binpad(value, reinterpret_cast<unsigned char *>(bytes.data()), int(bytes.size()));
    BN_free(value);
    return bytes;
}

QByteArray signature(const QByteArray &algorithm, const QByteArray &text, SigningKey key)
{
    EVP_PKEY *pair = pairOf(key);
    if (algorithm == "none")
        return {};
    if (algorithm == "HS256")
        return QMessageAuthenticationCode::hash(text, number(pairOf(SigningKey::Rsa), OSSL_PKEY_PARAM_RSA_N), QCryptographicHash::Sha256);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    std::size_t size = 0;
    EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, pair);
    const auto *bytes = reinterpret_cast<const unsigned char *>(text.constData());
    EVP_DigestSign(context, nullptr, &size, bytes, std::size_t(text.size()));
    QByteArray made(qsizetype(size), '\0');
    EVP_DigestSign(context, reinterpret_cast<unsigned char *>(made.data()), &size, bytes, std::size_t(text.size()));
    made.resize(qsizetype(size));
    EVP_MD_CTX_free(context);
    if (EVP_PKEY_get_base_id(pair) == EVP_PKEY_RSA)
        return made;
    const auto *der = reinterpret_cast<const unsigned char *>(made.constData());
    ECDSA_SIG *parts = d2i_ECDSA_SIG(nullptr, &der, long(made.size()));
    QByteArray raw(64, '\0');
    BN_bn2binpad(ECDSA_SIG_get0_r(parts), reinterpret_cast<unsigned char *>(raw.data()), 32);
    BN_bn2binpad(ECDSA_SIG_get0_s(parts), reinterpret_cast<unsigned char *>(raw.data()) + 32, 32);
    ECDSA_SIG_free(parts);
    return raw;
}

WebReply json(const QJsonObject &object, int status = 200)
{
    return {status, QJsonDocument(object).toJson(QJsonDocument::Compact)};
}

}  // namespace

QJsonObject publicKey(SigningKey key, const QString &id)
{
    EVP_PKEY *pair = pairOf(key);
    QJsonObject jwk;
    if (EVP_PKEY_get_base_id(pair) == EVP_PKEY_RSA)
        jwk = {{u"kty"_s, u"RSA"_s},
               {u"n"_s, QString::fromLatin1(base64(number(pair, OSSL_PKEY_PARAM_RSA_N)))},
               {u"e"_s, QString::fromLatin1(base64(number(pair, OSSL_PKEY_PARAM_RSA_E)))}};
    else
        jwk = {{u"kty"_s, u"EC"_s},
               {u"crv"_s, u"P-256"_s},
               {u"x"_s, QString::fromLatin1(base64(number(pair, OSSL_PKEY_PARAM_EC_PUB_X, 32)))},
               {u"y"_s, QString::fromLatin1(base64(number(pair, OSSL_PKEY_PARAM_EC_PUB_Y, 32)))}};
    if (!id.isEmpty())
        jwk[u"kid"_s] = id;
    return jwk;
}

QByteArray signedToken(const QJsonObject &header, const QJsonObject &claims, SigningKey key)
{
    const auto part = [](const QJsonObject &object) { return base64(QJsonDocument(object).toJson(QJsonDocument::Compact)); };
    const QByteArray text = part(header) + '.' + part(claims);
    return text + '.' + base64(signature(header[u"alg"_s].toString().toLatin1(), text, key));
}

FakeProvider::FakeProvider()
    : metadata{{u"issuer"_s, u"https://id.example"_s},
               {u"authorization_endpoint"_s, u"https://id.example/auth"_s},
               {u"token_endpoint"_s, u"https://id.example/token"_s},
               {u"jwks_uri"_s, u"https://id.example/keys"_s},
               {u"userinfo_endpoint"_s, u"https://id.example/me"_s}},
      keys{{u"keys"_s, QJsonArray{publicKey(SigningKey::Rsa, u"rsa"_s), publicKey(SigningKey::Ec, u"ec"_s)}}},
      claims{{u"sub"_s, u"subject-1"_s}, {u"preferred_username"_s, u"grace"_s}}
{
}

ProviderSettings FakeProvider::settings()
{
    return {"https://id.example", "tideline at work", "s e+cret", u"Example ID"_s, {}, true};
}

bool FakeProvider::visit(const QByteArray &address)
{
    const QUrl url = QUrl::fromEncoded(address);
    const QUrlQuery query(url);
    const auto value = [&](const QString &name) { return query.queryItemValue(name, QUrl::FullyDecoded).toUtf8(); };
    m_nonce = value(u"nonce"_s);
    m_challenge = value(u"code_challenge"_s);
    m_redirectUri = value(u"redirect_uri"_s);
    return url.host() == u"id.example"_s && url.path() == u"/auth"_s && m_nonce.size() == 64 && m_challenge.size() == 43
           && value(u"code_challenge_method"_s) == "S256" && value(u"client_id"_s) == "tideline at work" && value(u"response_type"_s) == "code"
           && value(u"scope"_s).split(' ').contains("openid");
}

WebReply FakeProvider::token(const WebRequest &request)
{
    const auto form = Parameters::parseForm(request.form);
    const QByteArray basic = "Basic " + QByteArray("tideline%20at%20work:s%20e%2Bcret").toBase64();
    const bool knowsUs = request.authorization == basic || (form && form->text("client_secret") == "s e+cret");
    if (!form || !knowsUs || form->text("grant_type") != "authorization_code" || form->text("code") != "good"
        || form->text("redirect_uri") != m_redirectUri || challengeOf(form->text("code_verifier")) != m_challenge)
        return json({{u"error"_s, u"invalid_grant"_s}}, 400);
    QJsonObject said{{u"iss"_s, metadata[u"issuer"_s]},
                     {u"aud"_s, u"tideline at work"_s},
                     {u"iat"_s, nowS},
                     {u"exp"_s, nowS + 300},
                     {u"nonce"_s, QString::fromLatin1(m_nonce)}};
    for (auto it = claims.begin(); it != claims.end(); ++it)
        said[it.key()] = *it;
    QByteArray token = signedToken(header, said, key);
    if (spoilToken)
        spoilToken(token);
    return json({{u"id_token"_s, QString::fromLatin1(token)}, {u"access_token"_s, u"opaque"_s}, {u"token_type"_s, u"Bearer"_s}});
}

Result<WebReply> FakeProvider::ask(const WebRequest &request)
{
    asked << request;
    if (instead) {
        if (auto answer = instead(request))
            return *std::move(answer);
    }
    if (request.url == "https://id.example/.well-known/openid-configuration")
        return json(metadata);
    if (request.url == "https://id.example/keys")
        return json(keys);
    if (request.url == "https://id.example/token")
        return token(request);
    if (request.url == "https://id.example/me" && !userinfo.isEmpty() && request.authorization == "Bearer opaque")
        return json(userinfo);
    return WebReply{404, {}};
}

}  // namespace tideline::server
