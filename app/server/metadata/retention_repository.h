// What a project keeps: its policy, its thinned revisions, and the contents and chunks that nothing needs any more.
#pragma once

#include "app/server/metadata/query.h"
#include "app/server/metadata/retention_policy.h"

#include <optional>
#include <span>
#include <unordered_set>
#include <vector>

namespace tideline::server {

/// A commit as the policy sees it.
struct KeptRevision {
    Revision revision = 0;
    qint64 atMs = 0;
    bool hasName = false;  ///< a snapshot names it
};

/// A share of all hashes, by their first bytes, so that a set of them stays small: part 0 ≤ number < count.
struct HashPart {
    int number = 0;
    int count = 1;
    bool has(const ContentHash &hash) const { return (hash.bytes[0] * 256 + hash.bytes[1]) * count / 65'536 == number; }
};

struct HeldChunk {
    ContentHash hash;
    qint64 rawLength = 0;
};

/// Thread:    its connection's.
/// Ownership: borrows the Database.
/// Invariant: a kept revision (not thinned) has the contents of all its files; `history` and `node_version` are never pruned.
class RetentionRepository {
public:
    RetentionRepository(store::Database &database, qint64 project) : m_database(database), m_project(project) {}

    /// nullopt: everything is kept.
    Result<std::optional<RetentionPolicy>> policy() const;
    Result<void> setPolicy(const std::optional<RetentionPolicy> &policy, const store::Transaction &);

    Result<Revision> head() const;
    /// Those that are not thinned, newest first.
    Result<std::vector<KeptRevision>> keptRevisions() const;
    Result<bool> isThinned(Revision revision) const;
    /// Those that have no name and are not the head.
    Result<void> thin(std::span<const Revision> revisions, const store::Transaction &);

    Result<qint64> contentCount() const;
    Result<qint64> chunkCount() const;
    /// Contents of files in the trees of these revisions, in ascending order.
    Result<std::unordered_set<ContentHash>> contentsOf(std::span<const Revision> revisions, const HashPart &part) const;
    /// Contents that are not among `needed`, with their sizes.
    struct Content {
        ContentHash hash;
        qint64 sizeBytes = 0;
    };
    Result<std::vector<Content>> contentsBeside(const std::unordered_set<ContentHash> &needed, const HashPart &part) const;
    /// Drops those that no change above `since` names. How many went.
    Result<qint64> dropContents(std::span<const Content> contents, Revision since, const store::Transaction &);

    /// Chunks that a content names, but for the contents in `without`.
    Result<std::unordered_set<ContentHash>> namedChunks(const std::unordered_set<ContentHash> &without, const HashPart &part) const;
    /// Held chunks that are not among `named`: condemned ones, or those that are not and came before `addedBeforeMs`.
    enum class Condemned { No, Yes };
    Result<std::vector<HeldChunk>> chunksBeside(const std::unordered_set<ContentHash> &named, const HashPart &part, Condemned condemned,
                                                qint64 addedBeforeMs) const;
    /// Condemned chunks that are among `named` after all.
    Result<std::vector<HeldChunk>> condemnedAmong(const std::unordered_set<ContentHash> &named, const HashPart &part) const;
    Result<void> condemn(std::span<const HeldChunk> chunks, qint64 addedBeforeMs, qint64 nowMs, const store::Transaction &);
    Result<void> spare(std::span<const HeldChunk> chunks, const store::Transaction &);
    /// Lets those go that are condemned yet, and counts project.stored_bytes down. Their raw bytes.
    Result<qint64> dropCondemned(std::span<const HeldChunk> chunks, const store::Transaction &);

    /// Living projects with a policy, or whose owner has a quota, where the daily pass was not since `beforeMs`.
    struct Due {
        qint64 project = 0;
        bool hasPolicy = false;
    };
    static Result<std::vector<Due>> due(store::Database &database, qint64 beforeMs, bool everybodyHasQuota, int limit);
    Result<void> setUpkept(qint64 nowMs, const store::Transaction &);

private:
    store::Database &m_database;
    qint64 m_project;
};

}  // namespace tideline::server
