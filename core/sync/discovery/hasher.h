// Reads what the scan marked as changed, and writes manifests and content hashes.
#pragma once

#include "core/sync/discovery/file_hash.h"
#include "core/sync/discovery/scanner.h"
#include "core/sync/engine.h"

namespace tideline::sync {

/// Thread: the engine's; reading and hashing run on Workers, writes are short transactions of its own.
class Hasher {
public:
    struct Parts {
        files::FileSystem &disk;
        store::TreeStore &trees;
        Clock &clock;
        Workers &workers;
        files::OnChunk onChunk = {};  ///< told of what is read of files that the cloud does not have
    };
    explicit Hasher(Parts parts) : m_parts(std::move(parts)) {}

    /// Hashes every local file without a hash. A file that cannot be read, or that changes meanwhile, stays without
    /// one (and so takes no part in a plan) and is reported.
    Result<std::vector<SkippedEntry>> hashAll(const SyncOptions &options);

private:
    Result<void> save(const std::vector<FileHash> &files, std::vector<SkippedEntry> &skipped);

    Parts m_parts;
};

}  // namespace tideline::sync
