// The table `invitation`.
#pragma once

#include "app/server/metadata/query.h"
#include "core/schema/cloud_project.h"

#include <optional>
#include <vector>

namespace tideline::server {

/// An open invitation, into a project or an organisation.
struct InvitationRow {
    QByteArray id;                                ///< public
    ContentHash secretHash;                       ///< null = for `user`
    std::optional<UserId> user;                   ///< the invited; nullopt = whoever has the code
    QString userName;
    std::optional<ProjectId> project;             ///< one of the two is there
    std::optional<OrganizationId> organization;
    QString name;                                 ///< of that
    Role role = Role::None;
    UserId invitedBy;
    QString invitedByName;
    qint64 createdAtMs = 0;
    qint64 expiresAtMs = 0;
};

/// Reads and writes open invitations, and is the only code that knows the table's columns.
///
/// Thread:    its connection's.
/// Ownership: borrows the Database.
/// Invariant: no secret is stored, only hashes of them.
class InvitationRepository {
public:
    explicit InvitationRepository(store::Database &database) : m_database(database) {}

    Result<std::optional<InvitationRow>> find(const QByteArray &id) const;
    /// Newest first.
    Result<std::vector<InvitationRow>> to(const UserId &user) const;
    Result<std::vector<InvitationRow>> into(const ProjectId &project) const;
    Result<std::vector<InvitationRow>> into(const OrganizationId &organization) const;
    /// One for the same user into the same thing makes way.
    Result<void> add(const InvitationRow &invitation, const store::Transaction &);
    Result<void> remove(const QByteArray &id, const store::Transaction &);
    Result<void> removeExpired(qint64 nowMs, const store::Transaction &);

private:
    store::Database &m_database;
};

}  // namespace tideline::server
