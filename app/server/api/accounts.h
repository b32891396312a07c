// Users, passwords and tokens: the rules beneath the sign-in endpoints and the administration commands.
#pragma once

#include "app/server/api/principal.h"
#include "app/server/api/server_state.h"

namespace tideline::server {

/// What users and organisations may be called. Errors: Invalid.
Result<void> checkAccountName(const QString &name);
/// Errors: Conflict (a user or an organisation has it).
Result<void> isNameFree(store::Database &database, const QString &name);

/// A user that is not stored yet.
struct NewUser {
    UserInfo info;
    QByteArray passwordHash;
};
/// Hashes the password, which takes its time. Errors: Invalid (name or password), Timeout (too many ask at once).
Result<NewUser> newUser(ServerState &server, const QString &name, const QString &password);
/// Errors: Conflict (the name is taken).
Result<void> storeUser(store::Database &database, const NewUser &user, const store::Transaction &transaction);

/// Errors: Conflict (taken), Invalid (name or password).
Result<UserInfo> addUser(ServerState &server, const QString &name, const QString &password);
/// `terms`: its scopes and its end. `by`: whose own token must be good yet, when it is made. Errors: Invalid (an end that is past),
/// Conflict (the user has 1,000), SignIn.
Result<NewToken> makeToken(ServerState &server, const UserId &user, const QString &label, const TokenTerms &terms = {},
                           const Principal *by = nullptr);
/// Errors: SignIn.
Result<Principal> authenticate(ServerState &server, QByteArrayView token);
/// Whether the token that the request came with is good yet: asked again when its body took its time. Errors: SignIn.
Result<void> stillGood(store::Database &database, const Principal &principal, qint64 nowMs);
/// Argon2id of a password, and whether this is that of a link. Takes a while. Errors: Invalid (1 to 1,024 bytes),
/// Timeout (too many ask at once).
Result<QByteArray> passwordHashOf(ServerState &server, const QString &password);
Result<bool> isPasswordOf(ServerState &server, const QString &password, const QByteArray &hash);
/// The user whose password this is. Takes as long for an unknown user. Errors: SignIn, Timeout (too many ask at once).
Result<UserInfo> checkPassword(ServerState &server, const QString &name, const QString &password);

}  // namespace tideline::server
