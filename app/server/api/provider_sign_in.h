// A sign-in that is under way at the OpenID Connect provider.
#pragma once

#include "app/server/api/grants.h"
#include "app/server/api/openid_provider.h"

namespace tideline::server {

/// What a sign-in is for, how it began, and, once the provider has said so, who it is.
struct ProviderSignIn {
    CodeRequest request;  ///< of the client that waits at a loopback address …
    QByteArray state;     ///< … and what it gets back
    QString userCode;     ///< or: of the device that waits for a person; empty = none
    ContentHash browser;  ///< of the cookie that the browser got which began it
    OpenIdProvider::Begun begun;
    std::optional<ProviderIdentity> who = {};
};

inline constexpr std::chrono::seconds kSignInTime{600};
inline constexpr int kSignInsOfAddress = 100;

}  // namespace tideline::server
