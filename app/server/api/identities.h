// Users who sign in through an OpenID Connect provider.
#pragma once

#include "app/server/api/openid_provider.h"
#include "app/server/api/server_state.h"

namespace tideline::server {

/// The user whom the provider names so; nullopt = nobody yet. By the subject alone, never by a name or an address.
Result<std::optional<UserInfo>> userOf(ServerState &server, const ProviderIdentity &identity);

/// The same, or a new user without a password, under the name that the provider suggests or, where that is taken, one like it.
/// Errors: Denied (unknown, and new users are not made).
Result<UserInfo> userOrNew(ServerState &server, const ProviderIdentity &identity);

/// That user signs in through the provider, too. Errors: NotFound (no such user), Conflict (the identity is somebody's), Invalid.
Result<void> linkUser(ServerState &server, const QString &user, const QByteArray &issuer, const QString &subject);

/// Why somebody whom the provider knows does not get in.
Error unknownUser(ServerState &server);

/// What a user is called whom the provider calls `suggested`: 1 to 56 of what names are made of.
QString userNameFrom(const QString &suggested);

}  // namespace tideline::server
