#include "app/server/api/id_token.h"

#include "app/server/api/call.h"

#include <QJsonArray>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <algorithm>
#include <memory>
#include <optional>

namespace tideline::server {

namespace {

constexpr qsizetype kMaxTokenBytes = 32 << 10;
constexpr double kLeewayS = 60;
constexpr qsizetype kMaxSubject = 255;
constexpr int kLeastRsaBits = 2048;
constexpr int kMostRsaBits = 8192;  ///< a longer one takes long to check
constexpr qsizetype kEcBytes = 32;

template <auto Free>
struct Freed {
    template <typename T>
    void operator()(T *value) const
    {
        Free(value);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<&EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<&EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freed<&EVP_MD_CTX_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Freed<&OSSL_PARAM_BLD_free>>;
using ParameterList = std::unique_ptr<OSSL_PARAM, Freed<&OSSL_PARAM_free>>;
using Number = std::unique_ptr<BIGNUM, Freed<&BN_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, Freed<&ECDSA_SIG_free>>;

Error refused(const QString &what)
{
    return {Error::Kind::Denied, u"The provider's token cannot be trusted."_s, what, u"Try again; if it stays so, ask who runs this server."_s};
}

std::optional<QByteArray> decoded(const QByteArray &text)
{
    if (text.contains('='))
        return {};  // not of a token (RFC 7515 §2)
    const auto result = QByteArray::fromBase64Encoding(text, QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals
                                                                 | QByteArray::AbortOnBase64DecodingErrors);
    return result ? std::optional(result.decoded) : std::nullopt;
}

Number numberOf(const QJsonObject &key, const QString &name)
{
    const auto bytes = decoded(key[name].toString().toLatin1());
    if (!bytes || bytes->isEmpty() || bytes->size() > kMostRsaBits / 8)
        return {};
    return Number(BN_bin2bn(reinterpret_cast<const unsigned char *>(bytes->constData()), int(bytes->size()), nullptr));
}

Key made(const char *type, OSSL_PARAM_BLD *builder)
{
    const ParameterList parameters(OSSL_PARAM_BLD_to_param(builder));
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY *key = nullptr;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) <= 0
        || EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) <= 0)
        return {};
    return Key(key);
}

Key rsaKey(const QJsonObject &jwk)
{
    const Number n = numberOf(jwk, u"n"_s), e = numberOf(jwk, u"e"_s);
    const Builder builder(OSSL_PARAM_BLD_new());
    if (!n || !e || !builder || BN_num_bits(n.get()) < kLeastRsaBits || BN_num_bits(n.get()) > kMostRsaBits || BN_num_bits(e.get()) > 64
        || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1
        || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1)
        return {};
    return made("RSA", builder.get());
}

Key ecKey(const QJsonObject &jwk)
{
    const auto x = decoded(jwk[u"x"_s].toString().toLatin1()), y = decoded(jwk[u"y"_s].toString().toLatin1());
    const Builder builder(OSSL_PARAM_BLD_new());
    if (!x || !y || x->size() != kEcBytes || y->size() != kEcBytes || !builder)
        return {};
    const QByteArray point = '\x04' + *x + *y;
    if (OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) != 1
        || OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.constData(), std::size_t(point.size())) != 1)
        return {};
    return made("EC", builder.get());
}

/// ES256's signature is two numbers (RFC 7518 §3.4); OpenSSL wants them in DER.
std::optional<QByteArray> derOf(const QByteArray &raw)
{
    if (raw.size() != 2 * kEcBytes)
        return {};
    const auto *bytes = reinterpret_cast<const unsigned char *>(raw.constData());
    const Signature signature(ECDSA_SIG_new());
    Number r(BN_bin2bn(bytes, kEcBytes, nullptr)), s(BN_bin2bn(bytes + kEcBytes, kEcBytes, nullptr));
    if (!signature || !r || !s || ECDSA_SIG_set0(signature.get(), r.get(), s.get()) != 1)
        return {};
    (void)r.release();
    (void)s.release();
    unsigned char *der = nullptr;
    const int size = i2d_ECDSA_SIG(signature.get(), &der);
    if (size <= 0)
        return {};
    const QByteArray copy(reinterpret_cast<const char *>(der), size);
    OPENSSL_free(der);
    return copy;
}

bool isSignedBy(const QJsonObject &jwk, const QString &algorithm, const QByteArray &text, const QByteArray &signature)
{
    const bool isRsa = algorithm == u"RS256"_s;
    const Key key = isRsa ? rsaKey(jwk) : ecKey(jwk);
    const auto given = isRsa ? std::optional(signature) : derOf(signature);
    const DigestContext context(EVP_MD_CTX_new());
    if (!key || !given || !context || EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) <= 0)
        return false;
    return EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char *>(given->constData()), std::size_t(given->size()),
                            reinterpret_cast<const unsigned char *>(text.constData()), std::size_t(text.size()))
           == 1;
}

/// Of the kind that the algorithm needs, and meant for signatures: a key is never used for what it was not made for.
bool fits(const QJsonObject &jwk, const QString &algorithm)
{
    const bool isKind = algorithm == u"RS256"_s ? jwk[u"kty"_s] == u"RSA"_s : jwk[u"kty"_s] == u"EC"_s && jwk[u"crv"_s] == u"P-256"_s;
    return isKind && (!jwk.contains(u"use"_s) || jwk[u"use"_s] == u"sig"_s) && (!jwk.contains(u"alg"_s) || jwk[u"alg"_s] == algorithm);
}

Result<void> checkClaims(const QJsonObject &claims, const IdTokenRules &rules)
{
    const QString client = QString::fromUtf8(rules.clientId);
    const QJsonArray audience = claims[u"aud"_s].isArray() ? claims[u"aud"_s].toArray() : QJsonArray{claims[u"aud"_s]};
    const QJsonValue party = claims[u"azp"_s];
    const double nowS = double(rules.nowMs) / 1000;
    const QString subject = claims[u"sub"_s].toString();
    if (claims[u"iss"_s] != QString::fromUtf8(rules.issuer))
        return refused(u"iss: another has issued it"_s);
    if (!audience.contains(client))
        return refused(u"aud: it is for another"_s);
    if (party.isUndefined() ? audience.size() > 1 : party != client)
        return refused(u"azp: it was given to another"_s);
    if (!claims[u"exp"_s].isDouble() || claims[u"exp"_s].toDouble() + kLeewayS <= nowS)
        return refused(u"exp: it has expired"_s);
    if (!claims[u"iat"_s].isDouble() || claims[u"iat"_s].toDouble() - kLeewayS > nowS)
        return refused(u"iat: it is from the future"_s);
    if (!claims[u"nbf"_s].isUndefined() && (!claims[u"nbf"_s].isDouble() || claims[u"nbf"_s].toDouble() - kLeewayS > nowS))
        return refused(u"nbf: it is not good yet"_s);
    if (rules.nonce.isEmpty() || claims[u"nonce"_s] != QString::fromUtf8(rules.nonce))
        return refused(u"nonce: it belongs to another sign-in"_s);
    if (subject.isEmpty() || subject.size() > kMaxSubject)
        return refused(u"sub: it names nobody"_s);
    return {};
}

}  // namespace

Result<QJsonObject> checkIdToken(const QByteArray &token, const QJsonObject &keys, const IdTokenRules &rules)
{
    const QList<QByteArray> parts = token.split('.');
    if (token.size() > kMaxTokenBytes || parts.size() != 3)
        return refused(u"it is no token"_s);
    const auto head = decoded(parts[0]), body = decoded(parts[1]), signature = decoded(parts[2]);
    if (!head || !body || !signature)
        return refused(u"it is no token"_s);
    const auto header = parseObject(*head);
    if (!header || header->contains(u"crit"_s))
        return refused(u"its header is not understood"_s);
    const QString algorithm = (*header)[u"alg"_s].toString();
    if (algorithm != u"RS256"_s && algorithm != u"ES256"_s)
        return refused(u"alg: it is signed neither by RS256 nor by ES256"_s);
    std::vector<QJsonObject> candidates;
    for (const QJsonValue &value : keys[u"keys"_s].toArray()) {
        const QJsonObject jwk = value.toObject();
        if (fits(jwk, algorithm) && (!header->contains(u"kid"_s) || jwk[u"kid"_s] == (*header)[u"kid"_s]))
            candidates.push_back(jwk);
    }
    if (candidates.empty() || (candidates.size() > 1 && !header->contains(u"kid"_s)))
        return Error{Error::Kind::NotFound, QString::fromUtf16(kUnknownKey), {}, {}};
    if (std::ranges::none_of(candidates, [&](const QJsonObject &jwk) { return isSignedBy(jwk, algorithm, parts[0] + '.' + parts[1], *signature); }))
        return refused(u"its signature is wrong"_s);
    auto claims = parseObject(*body);
    if (!claims)
        return refused(u"it holds no claims"_s);
    if (auto checked = checkClaims(*claims, rules); !checked)
        return checked.error();
    return claims;
}

}  // namespace tideline::server
