// Brings contents into temporary files: from local chunks where it can, from the cloud otherwise.
#pragma once

#include "core/cloud/channel.h"
#include "core/base/workers.h"
#include "core/files/file_system.h"
#include "core/store/tree_store.h"
#include "core/sync/engine.h"
#include "core/sync/executor/progress_teller.h"

#include <array>
#include <atomic>
#include <functional>
#include <mutex>
#include <span>
#include <unordered_map>

namespace tideline::sync {

/// A content wanted in a temporary file.
struct Want {
    NodeId node;  ///< null: nobody can stop it
    QByteArray path;  ///< of a large file, as people know it
    ContentHash hash;
    qint64 sizeBytes = 0;
    bool executable = false;
    qint64 modifiedNs = 0;
    RelativePath temporary;              ///< below .tideline/tmp
    std::optional<RelativePath> oldPath; ///< a local file that shares chunks …
    ContentHash oldHash;                 ///< … and its content
    qint64 oldSizeBytes = 0;
    // Result:
    std::optional<Error> error;
    bool done = false;

    // Working state.
    Manifest manifest;
    QByteArray small;  ///< the whole content, when it is at most kSmallBytes
    std::unique_ptr<files::WriteFile> file;
    std::size_t missing = 0;
    qint64 toldBytes = 0;  ///< what ProgressTeller was told
    bool syncEach = false;  ///< made durable by itself
    quint64 inode = 0;  ///< of the temporary file, once it is done
};

/// Thread:    the engine's; requests run on Workers side by side.
/// Ownership: outlives its flights.
/// Invariant: a Want is done only when every byte was verified against its chunk's hash, written, and made durable. One that a
///            person stopped before leaves nothing behind, and its error says so.
class Downloader {
public:
    struct Parts {
        files::FileSystem &disk;
        store::TreeStore &trees;
        cloud::Channel &channel;
        Workers &workers;
        const StoppedFiles *stopped = nullptr;
        ProgressTeller *teller = nullptr;  ///< may be null
    };
    Downloader(Parts parts, QByteArray projectPath) : m_parts(parts), m_projectPath(std::move(projectPath)) {}

    /// Fills each Want; trouble with one is in its `error`. Errors: those of the link (Offline, Timeout, SignIn, Denied) end
    /// the batch, and so does DiskFull when nothing of it fitted; what was written so far is left in .tideline/tmp for the
    /// caller to sweep.
    Result<void> fetch(std::vector<Want> &wants, const std::atomic<bool> *cancel);

    /// A fetch under way: requests run side by side with what the caller does meanwhile.
    class Flight;
    /// The first half of fetch(): begins what is asked of the cloud. `wants` stays as it is, and where it is, until land().
    Result<std::unique_ptr<Flight>> start(std::vector<Want> &wants, const std::atomic<bool> *cancel);
    /// The second half: waits for it, and makes durable what came. Returns whether that made all durable that was written to
    /// this disk before, by whomever. `meanwhile`: done while the disk is waited for, if it is; its error is returned.
    Result<bool> land(std::unique_ptr<Flight> flight, const std::function<Result<void>()> &meanwhile = {});
    qint64 bytesDown() const { return m_bytesDown; }

private:
    struct Target {
        std::size_t want;
        qint64 offset;
        qint64 sizeBytes;
    };
    using Targets = std::unordered_map<ContentHash, std::vector<Target>>;
    Result<void> loadManifests(std::vector<Want> &wants);
    void copyLocal(Want &want, Flight &flight);
    Result<void> fetchManifests(std::span<Want *const> wants);
    Result<void> fetchAround(std::vector<Chunk> chunks, Flight &flight);
    Result<void> fetchChunks(const std::vector<Chunk> &chunks, Flight &flight, bool &isDamaged);
    void abandon(const ContentHash &id, Flight &flight);
    bool isStopped(const Want &want) const { return m_parts.stopped && m_parts.stopped->holds(want.node, want.hash); }
    bool isWanted(const Chunk &chunk, Flight &flight);
    bool isAnyWanted(const std::vector<Chunk> &chunks, Flight &flight);
    static std::vector<Target> takeTargets(const ContentHash &id, Flight &flight);
    void deliver(const ContentHash &id, QByteArrayView raw, Flight &flight);
    void told(Want &want, qint64 bytes);
    static Result<void> write(Want &want, qint64 offset, QByteArrayView raw);
    Result<void> complete(Want &want);
    void giveUp(Want &want, const Error &error);

    Parts m_parts;
    QByteArray m_projectPath;
    std::atomic<qint64> m_bytesDown = 0;
};

class Downloader::Flight {
public:
    ~Flight() { isGivenUp = true; }
    /// Returns once nothing of it is under way any more.
    void wait() { running.reset(); }

private:
    friend Downloader;
    Flight(std::vector<Want> &all, const std::atomic<bool> *stop) : wants(all), cancel(stop) {}
    bool isStopped() const { return isGivenUp || (cancel && *cancel); }

    std::vector<Want> &wants;
    const std::atomic<bool> *const cancel;
    std::atomic<bool> isGivenUp = false;  ///< a request failed, or nobody waits for it any more: the others are not made
    Targets targets;
    std::mutex targetsMutex;  ///< guards the targets while requests run side by side
    std::array<std::mutex, 64> wantMutexes;  ///< guard the wants, each by its number; taken alone
    std::vector<std::vector<Chunk>> requests;
    std::vector<Result<void>> results;
    std::atomic<int> barrenReplies = 0;
    std::unique_ptr<RunningTasks> running;  ///< last: it is waited for before the rest goes
};

}  // namespace tideline::sync
