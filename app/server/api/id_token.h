// The ID token of OpenID Connect: a signed statement of who signed in. Pure: no clock, no network.
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QJsonObject>

namespace tideline::server {

struct IdTokenRules {
    QByteArray issuer;
    QByteArray clientId;
    QByteArray nonce;
    qint64 nowMs = 0;
};

/// A token whose key is not among those given: the provider may have changed its keys.
inline constexpr char16_t kUnknownKey[] = u"The provider's token is signed with a key that it does not publish.";

/// The claims of `token` when one of `keys` (a JSON Web Key Set, RFC 7517) has signed it, by RS256 or ES256, and it was made for us,
/// now (OpenID Connect Core §3.1.3.7). A clock may be a minute wrong.
/// Errors: NotFound (its key is not there: kUnknownKey), Denied (everything else; `where` says which part).
Result<QJsonObject> checkIdToken(const QByteArray &token, const QJsonObject &keys, const IdTokenRules &rules);

}  // namespace tideline::server
