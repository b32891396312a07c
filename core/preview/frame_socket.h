// Frames over a local socket, and an open file with one of them.
#pragma once

#include "core/control/unix_socket.h"

#include <QByteArray>

#include <optional>

namespace tideline::preview {

struct Frame {
    QByteArray bytes;      ///< without the length
    control::Socket file;  ///< fd() < 0: none came with it
};

/// Writes a whole frame (with its length), and `file` with its first byte unless that is -1. False: the other side is gone.
/// Thread: one at a time for each socket.
bool writeFrame(const control::Socket &socket, QByteArrayView frame, int file = -1);

/// Blocks for the next frame; nullopt at the end, also in the middle of one. Errors: Invalid (longer than kMaxFrameBytes, more
/// than one file); nothing can be read after it.
/// Thread: one at a time for each socket.
Result<std::optional<Frame>> readFrame(const control::Socket &socket);

/// The process at the other end, as it was when it connected; 0: not known.
int peerProcess(const control::Socket &socket);

}  // namespace tideline::preview
