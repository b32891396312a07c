// Sign-ins of devices by OAuth 2.0: authorization codes with PKCE (RFC 6749, RFC 7636), the device flow (RFC 8628), and refresh
// tokens that are used once (RFC 9700 §4.14).
#pragma once

#include "app/server/api/principal.h"
#include "core/base/result.h"

#include <variant>

namespace tideline::server {

struct ServerState;

inline constexpr qint64 kAccessSeconds = 15 * 60;
inline constexpr qint64 kRefreshSeconds = 30 * 24 * 3600;
inline constexpr qint64 kCodeSeconds = 60;
inline constexpr qint64 kDeviceCodeSeconds = 15 * 60;
inline constexpr qint64 kPollSeconds = 5;

/// What a device gets when it has signed in, or renewed its tokens.
struct Grant {
    DeviceInfo device;
    UserInfo user;
    QByteArray accessToken;   ///< tdl_at_…, for kAccessSeconds
    QByteArray refreshToken;  ///< tdl_rt_…, for kRefreshSeconds and one use
    quint8 scopes = 0;        ///< of the access token
};

/// Why a token request is refused, in the words of RFC 6749 §5.2 and RFC 8628 §3.5.
struct OAuthRefusal {
    const char *code;
    QString what;
};
using Granted = std::variant<Grant, OAuthRefusal>;

/// What an authorization code is made for, as its client asked.
struct CodeRequest {
    QByteArray redirectUri;
    QByteArray challenge;  ///< S256
    QString deviceName;
    quint8 scopes = ScopeAll;
};

/// A code for this user, good for kCodeSeconds and one use.
Result<QByteArray> makeCode(ServerState &server, const UserId &user, const CodeRequest &request);
/// A code that comes twice is somebody else's: what was given out for it ends (RFC 6749 §4.1.2).
Result<Granted> redeemCode(ServerState &server, const QByteArray &code, const QByteArray &verifier, const QByteArray &redirectUri);

struct DeviceCode {
    QByteArray deviceCode;
    QByteArray userCode;  ///< "BCDF-GHJK"
};
/// Errors: Timeout (too many wait for a person).
Result<DeviceCode> makeDeviceCode(ServerState &server, const QString &deviceName, quint8 scopes);
Result<Granted> redeemDeviceCode(ServerState &server, const QByteArray &deviceCode);
/// What waits under a user code, typed as people do; nullopt when nothing does (any more).
struct Waiting {
    QString deviceName;
    quint8 scopes = 0;
};
Result<std::optional<Waiting>> waitingUnder(ServerState &server, const QString &userCode);
/// A person's answer. False: nothing waits under this code.
Result<bool> decideDevice(ServerState &server, const QString &userCode, const std::optional<UserId> &allowedBy);

/// New tokens for old. A refresh token that comes again ends its device, since two have it; unless its successor was never used:
/// then the reply that brought that was lost. `scopes`: fewer for the access token; nullopt = the device's.
Result<Granted> refresh(ServerState &server, const QByteArray &token, std::optional<quint8> scopes);

/// Access or refresh token: its device ends (RFC 7009). A token that is none is as good as revoked.
Result<void> revokeGrant(ServerState &server, const QByteArray &token);

/// base64url(SHA-256(verifier)), the S256 challenge of RFC 7636 §4.2.
QByteArray challengeOf(const QByteArray &verifier);
/// 43 to 128 of the unreserved characters.
bool isVerifier(const QByteArray &text);

}  // namespace tideline::server
