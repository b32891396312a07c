// The OpenID Connect provider that people may sign in with: where it is reached, where it sends them, and whom it names.
#pragma once

#include "app/server/api/core.h"
#include "app/server/api/web_client.h"
#include "core/base/mutex.h"

#include <QJsonObject>

#include <atomic>
#include <optional>

namespace tideline::server {

/// Who somebody is to the provider.
struct ProviderIdentity {
    QString subject;        ///< never another's there
    QString suggestedName;  ///< for a new user; the person may have chosen it. Empty = none
};

/// The relying party of OpenID Connect Core 1.0: authorization code, PKCE, state, nonce.
///
/// Thread:    any. What it asks of the provider blocks, for 10 s at most each, and no more than four callers at once.
/// Ownership: borrows the client and the clock.
/// Invariant: nothing is asked of a host but the issuer's and those of the settings; what a token says counts only after checkIdToken().
class OpenIdProvider {
public:
    OpenIdProvider(ProviderSettings settings, WebClient &web, Clock &clock)
        : m_settings(std::move(settings)), m_web(web), m_clock(clock)
    {
    }
    const ProviderSettings &settings() const { return m_settings; }

    /// What one sign-in holds on to between its two halves.
    struct Begun {
        QByteArray redirectUri;
        QByteArray nonce;
        QByteArray verifier;  ///< PKCE
    };
    /// Where a browser is sent. Errors: Offline, Timeout, Invalid (what the provider says of itself).
    Result<QByteArray> authorizationUrl(const QByteArray &state, const Begun &begun) TIDELINE_EXCLUDES(m_mutex);
    /// Whom the code stands for. `issuer`: as it came with the code (RFC 9207); empty = it did not.
    /// Errors: Denied (the code, or what came for it), Offline, Timeout, Invalid.
    Result<ProviderIdentity> redeem(const QByteArray &code, const QByteArray &issuer, const Begun &begun) TIDELINE_EXCLUDES(m_mutex);

private:
    struct Cached {
        QJsonObject json;
        std::chrono::nanoseconds at{};
    };
    Result<QJsonObject> metadata() TIDELINE_EXCLUDES(m_mutex);
    Result<QJsonObject> keys(const QJsonObject &metadata, std::chrono::nanoseconds notOlder) TIDELINE_EXCLUDES(m_mutex);
    Result<QJsonObject> claimsOf(const QByteArray &token, const QJsonObject &metadata, const Begun &begun);
    QString nameFor(const QJsonObject &claims, const QJsonObject &metadata, const QByteArray &accessToken);
    Result<QByteArray> endpoint(const QJsonObject &metadata, const QString &name) const;
    Result<WebReply> ask(const WebRequest &request);
    Result<QJsonObject> askJson(const WebRequest &request);

    const ProviderSettings m_settings;
    WebClient &m_web;
    Clock &m_clock;
    std::atomic<int> m_asking = 0;
    Mutex m_mutex;
    std::optional<Cached> m_metadata TIDELINE_GUARDED_BY(m_mutex);
    std::optional<Cached> m_keys TIDELINE_GUARDED_BY(m_mutex);
};

}  // namespace tideline::server
