// Reads what the scan marked as changed, and writes manifests and content hashes.
#pragma once

#include "core/base/clock.h"
#include "core/base/workers.h"
#include "core/files/file_system.h"
#include "core/store/tree_store.h"
#include "core/sync/discovery/scanner.h"
#include "core/sync/engine.h"

namespace tideline::sync {

/// Thread:    the engine's; reading and hashing run on Workers, writes are short transactions of its own.
/// Invariant: a hash is written only for bytes that were the file's from before the first to after the last read.
class Hasher {
public:
    struct Parts {
        files::FileSystem &disk;
        store::TreeStore &trees;
        Clock &clock;
        Workers &workers;
    };
    explicit Hasher(Parts parts) : m_parts(parts) {}

    /// Hashes every local file without a hash. A file that cannot be read, or that changes meanwhile, stays without
    /// one (and so takes no part in a plan) and is reported.
    Result<std::vector<SkippedEntry>> hashAll(const SyncOptions &options);

private:
    struct Job {
        store::LocalNode row;
        RelativePath path;
        std::optional<Manifest> manifest;
        files::FileStat stat;
        qint64 startedNs = 0;
        std::optional<Error> error;
    };
    void hashOne(Job &job, Workers *workers, const std::atomic<bool> *cancel);
    Result<void> save(std::vector<Job> &jobs, std::vector<SkippedEntry> &skipped);

    Parts m_parts;
};

}  // namespace tideline::sync
