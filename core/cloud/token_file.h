// The secret of a sign-in, as the profile's secrets keep it.
#pragma once

#include "core/cloud/secret_store.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace tideline::cloud {

/// The token and the origin it belongs to, together, so that one never goes without the other.
struct Secret {
    QByteArray origin;  ///< ServerAddress::origin() that issued it
    QByteArray token;
    QString device;     ///< what the server calls this machine
    QByteArray refresh = {};  ///< renews the token, once; empty = the token is renewed by nobody
    qint64 expiresAtMs = 0;   ///< of the token, Unix epoch; 0 = not known, or never
};
/// nullopt: signed out. Errors: those of the store, Corrupt.
Result<std::optional<Secret>> readSecret(SecretStore &store);
Result<void> writeSecret(SecretStore &store, const Secret &secret);

}  // namespace tideline::cloud
