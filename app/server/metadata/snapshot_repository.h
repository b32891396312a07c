// The table `snapshot`: a project's revisions that have a name.
#pragma once

#include "app/server/metadata/query.h"

#include <optional>
#include <vector>

namespace tideline::server {

struct SnapshotRow {
    QString name;
    Revision revision = 0;
    QString message;
    UserId user;
    QString userName;
    qint64 atMs = 0;
    bool live = false;
};

/// Thread:    its connection's.
/// Ownership: borrows the Database.
/// Invariant: at most one snapshot of a project is live.
class SnapshotRepository {
public:
    SnapshotRepository(store::Database &database, qint64 project) : m_database(database), m_project(project) {}

    /// Newest first.
    Result<std::vector<SnapshotRow>> list() const;
    Result<qint64> count() const;
    Result<std::optional<SnapshotRow>> find(const QString &name) const;
    Result<void> add(const SnapshotRow &snapshot, const store::Transaction &);
    /// Makes this one live and no other; an empty name: none.
    Result<void> setLive(const QString &name, const store::Transaction &);
    Result<void> remove(const QString &name, const store::Transaction &);

private:
    store::Database &m_database;
    qint64 m_project;
};

}  // namespace tideline::server
