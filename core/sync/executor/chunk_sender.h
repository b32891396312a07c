// Brings the chunks of files to the server: asks which it lacks, reads them, and sends them in packs.
#pragma once

#include "core/base/relative_path.h"
#include "core/base/workers.h"
#include "core/cloud/channel.h"
#include "core/files/file_system.h"
#include "core/sync/executor/pack_sender.h"
#include "core/sync/executor/progress_teller.h"

#include <atomic>
#include <optional>
#include <span>
#include <unordered_set>
#include <vector>

namespace tideline::sync {

/// Thread:    any, one send() at a time; reading, compressing and sending run on Workers side by side.
/// Ownership: borrows all of Parts.
/// Invariant: what goes out under a chunk's name was seen to have its hash when it was read.
class ChunkSender {
public:
    struct Parts {
        files::FileSystem &disk;
        cloud::Channel &channel;
        Workers &workers;
        QByteArray projectPath;
        const std::atomic<bool> *cancel = nullptr;
        const std::unordered_set<ContentHash> *sentBefore = nullptr;  ///< chunks that the server has said it holds; null = none
        const StoppedFiles *stopped = nullptr;
        ProgressTeller *teller = nullptr;  ///< may be null
    };
    /// A file as it was hashed, and what became of it.
    struct File {
        RelativePath path;
        const Manifest *manifest;
        bool changed = false;        ///< it is not what was hashed, or not there
        std::optional<Error> error;  ///< it could not be read, or a person stopped it
        NodeId node = {};            ///< null: nobody can stop it
        ContentHash hash = {};
        qint64 toldBytes = 0;  ///< what the teller was told
        bool isLeftOut() const { return changed || error; }
    };
    explicit ChunkSender(Parts parts) : m_parts(std::move(parts)) {}

    /// Sends what the server lacks of `files`, each chunk once for all files that have it; those already left out are passed
    /// over. `held`: chunks that it has, and is not asked about. When a file turns out to be left out, others may want for a
    /// chunk that it was to bring: ask again. Errors: Cancelled; those of the server as a whole.
    Result<void> send(std::span<File> files, std::unordered_set<ContentHash> held);
    /// Those of `chunks`, each of which is there once, that the server lacks. Errors: those of the server as a whole.
    Result<std::unordered_set<ContentHash>> ask(std::span<const Chunk> chunks) const { return m_sender.ask(chunks); }
    /// Nothing more is read or sent: nobody waits for it.
    void stop() { m_isStopped = true; }
    /// Bytes that went out so far.
    qint64 bytesSent() const { return m_sender.bytesSent(); }

private:
    struct Wanted {
        File *file;
        Chunk chunk;
        qint64 offset;
    };
    /// What one task found; the files are shared by tasks, so it is said to them when all are done.
    struct Outcome {
        Result<void> sent;
        std::vector<std::pair<File *, std::optional<Error>>> leftOut;  ///< without an error: changed
        std::vector<std::pair<File *, qint64>> told;
    };
    Result<std::unordered_set<ContentHash>> lacking(std::span<File> files, std::unordered_set<ContentHash> held) const;
    bool wasSent(const ContentHash &id) const;
    std::vector<std::span<const Wanted>> shares(std::span<const Wanted> wanted) const;
    bool isStopped(const File &file) const { return m_parts.stopped && m_parts.stopped->holds(file.node, file.hash); }
    void tell(std::span<const Wanted> share, Outcome &outcome);
    Outcome sendShare(std::span<const Wanted> share);

    Parts m_parts;
    PackSender m_sender{m_parts.channel, m_parts.projectPath};
    SpareBuffers m_spare;
    std::atomic<bool> m_isStopped = false;  ///< a pack was refused, or nobody waits any more
};

}  // namespace tideline::sync
