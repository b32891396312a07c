// What the server is asked for when chunks go up: which it lacks, and that it takes a pack.
#pragma once

#include "core/base/spare_buffers.h"
#include "core/cloud/channel.h"
#include "core/schema/manifest.h"
#include "core/schema/wire/pack.h"

#include <atomic>
#include <span>
#include <unordered_set>

namespace tideline::sync {

/// Thread:    any, several calls at a time.
/// Ownership: borrows the channel.
class PackSender {
public:
    PackSender(cloud::Channel &channel, QByteArray projectPath) : m_channel(channel), m_projectPath(std::move(projectPath)) {}

    /// Those of `chunks`, each of which is there once, that the server lacks. Errors: those of the server as a whole.
    Result<std::unordered_set<ContentHash>> ask(std::span<const Chunk> chunks) const;
    /// The same, or all of them where a sample tells that it has none: then asking costs more than sending what it has.
    Result<std::unordered_set<ContentHash>> askSample(std::span<const Chunk> chunks) const;
    /// An empty pack, in a buffer that was used before.
    wire::PackWriter newPack() { return wire::PackWriter(m_spare.take(kPackRoom)); }
    /// Sends a finished pack. Errors: those of the server.
    Result<void> send(QByteArray pack);
    /// Most of it is sent: buffers are not kept for the next pack.
    void keepNoBuffers() { m_spare.keepNone(); }
    /// Bytes that went out so far.
    qint64 bytesSent() const { return m_bytesSent; }

private:
    static constexpr qsizetype kPackRoom = 8 << 20;  ///< a pack is full at 4 MiB, and its last chunk may have as much

    cloud::Channel &m_channel;
    QByteArray m_projectPath;
    SpareBuffers m_spare;
    std::atomic<qint64> m_bytesSent = 0;
};

/// All of them.
std::unordered_set<ContentHash> idsOf(std::span<const Chunk> chunks);

}  // namespace tideline::sync
