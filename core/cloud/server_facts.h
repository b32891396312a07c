// What a server says of itself to anybody who asks: whether it is one of ours, its version, how one signs in.
#pragma once

#include "core/cloud/channel.h"

#include <QStringList>

namespace tideline::cloud {

struct ServerFacts {
    QString serverId;  ///< empty when it does not say
    QString version;   ///< the same
    QStringList ways;  ///< of signing in: "browser", "device", "password", "token"
};

/// GET /capabilities, and that we can talk to what answers. `origin` stands in the errors.
/// Errors: Invalid (no Tideline server there; a protocol, hash or chunker that this version does not know: `what` and `mend` say which
/// side is too old), Offline (also a certificate that is not acceptable), Timeout, Cancelled.
Result<ServerFacts> serverFacts(Channel &channel, const QString &origin);

}  // namespace tideline::cloud
