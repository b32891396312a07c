// The tables `history` (one row per commit) and `idempotency` (replies kept for a day).
#pragma once

#include "app/server/metadata/query.h"

#include <optional>
#include <vector>

namespace tideline::server {

struct CommitRow {
    Revision revision = 0;
    Epoch epoch;
    ContentHash hash;
    UserId user;
    QString userName;
    QString device;
    QString message;
    qint64 atMs = 0;
    qint64 puts = 0;
    qint64 moves = 0;
    qint64 deletes = 0;
    bool thinned = false;  ///< files of its tree may be gone (metadata/retention.h)
};

/// Reads and writes the list of commits, and is the only code that knows its columns.
///
/// Thread:    its connection's.
/// Ownership: borrows the Database.
/// Invariant: rows are appended, never altered but for `thinned`; revisions count up from 1 without a gap.
class HistoryRepository {
public:
    HistoryRepository(store::Database &database, qint64 project) : m_database(database), m_project(project) {}

    Result<void> append(const CommitRow &commit, const store::Transaction &);
    Result<std::optional<CommitRow>> find(Revision revision) const;
    /// Newest first, from the first below `before` on.
    Result<std::vector<CommitRow>> list(Revision before, int limit) const;

private:
    store::Database &m_database;
    qint64 m_project;
};

/// What was answered to a request with an idempotency key.
struct KeptReply {
    ContentHash bodyHash;
    QByteArray reply;
};

/// Keeps replies, so that a request sent twice is done once.
///
/// Thread:    its connection's.
/// Ownership: borrows the Database.
class ReplyRepository {
public:
    explicit ReplyRepository(store::Database &database) : m_database(database) {}

    /// Replies older than a day are not found.
    Result<std::optional<KeptReply>> find(const UserId &user, const QByteArray &scope, const QByteArray &key,
                                          qint64 nowMs) const;
    /// Saves it, and drops what is older than a day.
    Result<void> save(const UserId &user, const QByteArray &scope, const QByteArray &key, const KeptReply &reply,
                      qint64 nowMs, const store::Transaction &);

private:
    store::Database &m_database;
};

}  // namespace tideline::server
