// The table `activity`: what happened to a project beside its commits.
#pragma once

#include "app/server/api/principal.h"
#include "app/server/metadata/query.h"

#include <QJsonObject>

#include <vector>

namespace tideline::server {

struct ActivityRow {
    qint64 number = 0;    ///< given by the table; counts up
    qint64 atMs = 0;
    UserId user;
    QString userName;     ///< as it was then
    QByteArray kind;      ///< "member_set", "member_removed", "snapshot_made", "snapshot_live", "snapshot_removed", "link_made",
                          ///< "link_revoked", "retention_set", "retention_applied", "deleted" (kept_days), "restored", "member_joined",
                          ///< "invitation_made", "invitation_revoked", "organization_set", "organization_removed", "owner_set", "public_set"
    QJsonObject details;  ///< what belongs to the kind
};

/// Thread:    its connection's.
/// Ownership: borrows the Database.
/// Invariant: a row is written in the transaction of what it tells; rows are never altered.
class ActivityRepository {
public:
    ActivityRepository(store::Database &database, qint64 project) : m_database(database), m_project(project) {}

    Result<void> add(const Principal &who, qint64 nowMs, const char *kind, const QJsonObject &details, const store::Transaction &);
    /// Newest first, from the first below `before` on.
    Result<std::vector<ActivityRow>> list(qint64 before, int limit) const;

private:
    store::Database &m_database;
    qint64 m_project;
};

}  // namespace tideline::server
