// An OpenID Connect provider without a network, whose every word can be spoiled.
#pragma once

#include "app/server/api/core.h"
#include "app/server/api/web_client.h"

#include <QJsonObject>
#include <QList>

#include <functional>

namespace tideline::server {

enum class SigningKey { Rsa, Ec, OtherRsa, OtherEc };

/// The public half, as a JSON Web Key with this id; empty = without one.
QJsonObject publicKey(SigningKey key, const QString &id);
/// header.claims.signature, signed as the header's alg says: RS256, ES256, HS256 (with the public key's modulus as the secret, a known
/// attack), none.
QByteArray signedToken(const QJsonObject &header, const QJsonObject &claims, SigningKey key);

/// Thread: one.
class FakeProvider final : public WebClient {
public:
    FakeProvider();
    static ProviderSettings settings();

    Result<WebReply> ask(const WebRequest &request) override;
    /// What a browser does that is sent there: the person signs in. False: the address lacks something.
    bool visit(const QByteArray &address);

    QJsonObject metadata;
    QJsonObject keys;
    QJsonObject header{{QStringLiteral("alg"), QStringLiteral("ES256")}, {QStringLiteral("kid"), QStringLiteral("ec")}};
    QJsonObject claims;    ///< of the next ID token; iss, aud, iat, exp and nonce are added unless they are there
    QJsonObject userinfo;  ///< empty = 404
    SigningKey key = SigningKey::Ec;
    qint64 nowS = 1'795'000'000;
    std::function<void(QByteArray &)> spoilToken;
    std::function<std::optional<Result<WebReply>>(const WebRequest &)> instead;  ///< asked first; nullopt = as usual
    QList<WebRequest> asked;

private:
    WebReply token(const WebRequest &request);
    QByteArray m_nonce;
    QByteArray m_challenge;
    QByteArray m_redirectUri;
};

}  // namespace tideline::server
