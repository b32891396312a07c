// What projects hold and what their owners may: the columns project.stored_bytes and quota_bytes of users and organisations.
#pragma once

#include "app/server/metadata/project_repository.h"
#include "app/server/metadata/query.h"
#include "app/server/metadata/refusal.h"

#include <optional>
#include <vector>

namespace tideline::server {

/// What an owner may hold, and does. What counts: the raw bytes of every chunk that a project holds, once in each project,
/// whether a file at head, a kept version or an upload without a commit has it. Deleted projects count until they
/// are purged: they can be restored.
struct Allowance {
    std::optional<qint64> limitBytes;  ///< nullopt = none
    qint64 usedBytes = 0;              ///< 0 where it was not asked for
    bool allows(qint64 more) const { return !limitBytes || usedBytes + more <= *limitBytes; }
};

/// 403 quota_exceeded {limit, used, needed}. `needed`: what the request would add.
Refusal quotaExceeded(const Allowance &allowance, qint64 needed);

struct ProjectUsage {
    qint64 storedBytes = 0;     ///< what counts
    qint64 contentCount = 0;    ///< different contents of files, at head or in kept versions
    qint64 contentBytes = 0;    ///< their sizes
    qint64 thinnedCount = 0;    ///< revisions whose files are not kept
};

/// Reads and writes what is used, and is the only code that knows these columns.
///
/// Thread:    its connection's.
/// Ownership: borrows the Database.
/// Invariant: project.stored_bytes is the sum of the project's chunks, changed in the transaction that changes them.
class UsageRepository {
public:
    enum class Used { Always, WhereLimited };
    explicit UsageRepository(store::Database &database) : m_database(database) {}

    /// `defaultLimit`: the server's, for owners without one of their own.
    Result<Allowance> allowance(const Owner &owner, std::optional<qint64> defaultLimit, Used used = Used::WhereLimited) const;
    /// nullopt: the server's default; -1: no limit.
    Result<void> setQuota(const Owner &owner, std::optional<qint64> bytes, const store::Transaction &);
    /// `bytes` may be below 0.
    Result<void> grow(qint64 project, qint64 bytes, const store::Transaction &);
    Result<ProjectUsage> usage(qint64 project) const;
    /// Living and deleted ones of this owner, largest first.
    struct Owned {
        ProjectId id;
        QString name;
        qint64 storedBytes = 0;
        bool deleted = false;
    };
    Result<std::vector<Owned>> ofOwner(const Owner &owner, int limit) const;

private:
    store::Database &m_database;
};

}  // namespace tideline::server
