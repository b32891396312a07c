// An administrator's file for a computer: settings that win over the user's, and which servers may be used.
#pragma once

#include "core/cloud/server_address.h"
#include "core/store/managed_settings.h"

#include <QStringList>

namespace tideline::sync {

/// Where it is: /etc/tideline/policy.json. Where there is none, $TIDELINE_POLICY may name another one; it never stands in for one that
/// an administrator has put there.
QString hostPolicyFile();

/// {"version": 1, "settings": {NAME: VALUE, …}, "servers": [ADDRESS, …]}
///
/// Thread: any; it is read once, when the engine begins.
/// Invariant: what is wrong in it takes nothing away from what is right, and never stops a sync.
struct HostPolicy {
    store::ManagedSettings settings;  ///< without a file: there is no policy
    QList<QByteArray> origins;        ///< of the servers that may be used; empty = all
    QStringList mistakes;             ///< sentences; empty = it is sound

    /// A file that is not there is an empty policy.
    static HostPolicy read(const QString &file);

    bool isThere() const { return !settings.file.isEmpty(); }
    /// All mistakes in one sentence, with the file; empty = none.
    QString trouble() const;
    /// Errors: Denied.
    Result<void> checkServer(const QByteArray &origin) const;
};

}  // namespace tideline::sync
