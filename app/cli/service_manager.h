// A word to systemd, when it started us.
#pragma once

#include <QByteArray>

namespace tideline::cli {

/// Sends `state` ("READY=1") as a datagram to $NOTIFY_SOCKET; nothing when it is not set. What fails is left alone: the
/// service manager then sees a service that never got ready, and says so.
void tellServiceManager(const QByteArray &state);

}  // namespace tideline::cli
