// Who is signed in, and the channel that goes with it.
#pragma once

#include "core/cloud/curl_channel.h"
#include "core/cloud/sign_in.h"
#include "core/sync/service/store_access.h"

#include <functional>
#include <optional>

namespace tideline::sync {

/// Thread:    any.
/// Invariant: the token is used with the origin that it is stored with, and with no other. Whatever was signed in before renews and
///            keeps no tokens once signIn() or signOut() has begun.
class AccountSession {
public:
    /// `secrets` is shared with what renews tokens.
    AccountSession(StoreAccess &store, Clock &clock, std::shared_ptr<cloud::ProfileSecrets> secrets)
        : m_store(store), m_clock(clock), m_secrets(std::move(secrets)) {}

    /// Whether a server may be used, by its origin: a sign-in to another one is as one that cannot be read. Before the first load().
    void setServerCheck(std::function<Result<void>(const QByteArray &origin)> check) { m_checkServer = std::move(check); }
    /// What the profile holds, with the settings of its network and its secrets. Signed out is no error, nor is a sign-in that cannot be
    /// read: channel() tells of it. Again after those settings have changed: what was given out before keeps the old ones.
    /// Errors: those of the store.
    Result<void> load();
    /// Whether a sign-in is kept that could not be read: by a key ring that is locked, say. Another load() may do better.
    bool isUnreadable() const;
    /// Moves each secret to where new ones go by the settings, and loads anew. Nobody renews a token meanwhile.
    /// Errors: those of the store and of both homes.
    Result<void> moveSecrets();
    /// Keeps it in the profile. Errors: DiskFull, Denied, Io; then nothing has changed.
    Result<void> signIn(const cloud::SignedIn &account);
    /// The account's row stays, so that the projects keep their owner. Errors: as signIn().
    Result<void> signOut();

    std::optional<cloud::SignedIn> account() const;
    /// The tokens of the account that is signed in; null when signed out.
    std::shared_ptr<cloud::TokenSource> tokens() const;
    /// Who was signed in last, be it that they signed out since: whose projects these are.
    struct Last {
        QString origin;
        cloud::Identity identity;
    };
    Result<std::optional<Last>> last();
    /// Errors: SignIn when signed out; what is wrong with the sign-in's file.
    Result<std::shared_ptr<cloud::CurlChannel>> channel() const;
    /// The channel, and whose it is.
    struct Link {
        QString account;  ///< as keyOf()
        std::shared_ptr<cloud::CurlChannel> channel;
    };
    /// Errors: as channel().
    Result<Link> link() const;
    /// The account as one text, for what belongs to it.
    static QString keyOf(const cloud::SignedIn &account) { return QString::fromLatin1(account.secret.origin) + u' ' + account.identity.userId; }

    /// What channels name from now on, so that no hint of their own commits comes back; forgotten with the account.
    cloud::NetworkSettings network() const;
    cloud::ProfileSecrets &secrets() const { return *m_secrets; }

    void setPushSession(const QByteArray &session);

    /// Whether the cloud answered last. True when that changed something.
    bool setOnline(bool online) { return m_online.exchange(online) != online; }
    bool isOnline() const { return m_online; }

private:
    void adopt(std::optional<cloud::SignedIn> account);
    void retireTokens();
    Result<void> loadSettings();
    StoreAccess &m_store;
    Clock &m_clock;
    const std::shared_ptr<cloud::ProfileSecrets> m_secrets;
    std::function<Result<void>(const QByteArray &origin)> m_checkServer;
    mutable std::mutex m_mutex;
    cloud::NetworkSettings m_network;
    std::optional<cloud::SignedIn> m_account;
    std::shared_ptr<cloud::TokenSource> m_tokens;
    std::shared_ptr<cloud::CurlChannel> m_channel;
    std::optional<Error> m_trouble;  // the sign-in's file cannot be used, or may not
    std::atomic<bool> m_online = true;  // until the contrary is seen
};

}  // namespace tideline::sync
