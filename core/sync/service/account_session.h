// Who is signed in, and the channel that goes with it.
#pragma once

#include "core/cloud/curl_channel.h"
#include "core/cloud/sign_in.h"
#include "core/sync/service/store_access.h"

#include <optional>

namespace tideline::sync {

/// Thread:    any.
/// Invariant: the token is used with the origin that it is stored with, and with no other.
class AccountSession {
public:
    explicit AccountSession(StoreAccess &store) : m_store(store) {}

    /// What the profile holds. Signed out is no error. Errors: those of readSecret() and the store.
    Result<void> load();
    /// Keeps it in the profile. Errors: DiskFull, Denied, Io; then nothing has changed.
    Result<void> signIn(const cloud::SignedIn &account);
    Result<void> signOut();

    std::optional<cloud::SignedIn> account() const;
    /// Errors: SignIn when signed out.
    Result<std::shared_ptr<cloud::CurlChannel>> channel() const;

    /// Whether the cloud answered last. True when that changed something.
    bool setOnline(bool online) { return m_online.exchange(online) != online; }
    bool isOnline() const { return m_online; }

private:
    void adopt(std::optional<cloud::SignedIn> account);
    StoreAccess &m_store;
    mutable std::mutex m_mutex;
    std::optional<cloud::SignedIn> m_account;
    std::shared_ptr<cloud::CurlChannel> m_channel;
    std::atomic<bool> m_online = true;  // until the contrary is seen
};

}  // namespace tideline::sync
