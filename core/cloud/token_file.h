// The secret of a sign-in, in a file that only its user can read.
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace tideline::cloud {

/// PROFILE/token, mode 0600: the token and the origin it belongs to, together, so that one never goes without the
/// other. Replaced whole (written beside, fsynced, renamed).
/// Thread: any; two writers leave one of both.
struct Secret {
    QByteArray origin;  ///< ServerAddress::origin() that issued it
    QByteArray token;
    QString device;     ///< what the server calls this machine
    QByteArray refresh = {};  ///< renews the token, once; empty = the token is renewed by nobody
    qint64 expiresAtMs = 0;   ///< of the token, Unix epoch; 0 = not known, or never
};
/// nullopt: signed out. Errors: Denied (unreadable, or readable by others), Corrupt, Io.
Result<std::optional<Secret>> readSecret(const QString &profile);
Result<void> writeSecret(const QString &profile, const Secret &secret);
/// No secret there is no error.
Result<void> removeSecret(const QString &profile);

}  // namespace tideline::cloud
