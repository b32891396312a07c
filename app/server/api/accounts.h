// Users, passwords and tokens: the rules beneath the sign-in endpoints and the administration commands.
#pragma once

#include "app/server/api/principal.h"
#include "app/server/api/server_state.h"

namespace tideline::server {

/// Errors: Conflict (taken), Invalid (name or password).
Result<UserInfo> addUser(ServerState &server, const QString &name, const QString &password);
Result<NewToken> makeToken(ServerState &server, const UserId &user, const QString &label);
/// Errors: SignIn.
Result<Principal> authenticate(ServerState &server, QByteArrayView token);
/// The user whose password this is. Takes as long for an unknown user. Errors: SignIn.
Result<UserInfo> checkPassword(ServerState &server, const QString &name, const QString &password);
/// The public id in a whole token or in an id; empty when it is neither.
QByteArray tokenIdOf(const QByteArray &text);

}  // namespace tideline::server
