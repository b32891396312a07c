// The bytes of a file to be previewed: an open descriptor, or ranges that the caller fetches from the cloud.
#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace tideline::session {

/// Random access to bytes that do not change while they are looked at: who finds them changed says Conflict.
///
/// Thread: any, several at a time.
class Source {
public:
    virtual ~Source() = default;
    virtual qint64 sizeBytes() const = 0;
    /// Up to `length` bytes from `offset` on; fewer only at the end, none beyond it. At most 16 MiB at a time.
    /// Errors: Io; Conflict (the file is another by now); Offline, Timeout (from the cloud); Cancelled.
    virtual Result<QByteArray> read(qint64 offset, qint64 length) = 0;
    /// Whether each byte comes over the network, so that a format reads no more than it shows.
    virtual bool isRemote() const = 0;
    /// For libraries that want a file: a descriptor to read from (`/proc/self/fd/N` cannot be opened in the sandbox; use
    /// pread or a dup). -1 where isRemote().
    virtual int descriptor() const = 0;
};

}  // namespace tideline::session
