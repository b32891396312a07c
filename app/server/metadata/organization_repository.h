// The tables `organization` and `organization_member`.
#pragma once

#include "app/server/metadata/project_repository.h"

#include <optional>
#include <vector>

namespace tideline::server {

/// An organisation with the asking user's role in it.
struct OrganizationRow {
    OrganizationId id;
    QString name;   ///< unlike those of all users and other organisations
    QString title;  ///< for people
    qint64 createdAtMs = 0;
    Role role = Role::None;  ///< None for a stranger
};

/// Reads and writes organisations and who belongs to them, and is the only code that knows these tables' columns.
///
/// Thread:    its connection's.
/// Ownership: borrows the Database.
class OrganizationRepository {
public:
    explicit OrganizationRepository(store::Database &database) : m_database(database) {}

    Result<std::optional<OrganizationRow>> find(const OrganizationId &id, const UserId &user) const;
    Result<std::optional<OrganizationRow>> find(const QString &name, const UserId &user) const;
    /// Those that `user` is a member of, by name.
    Result<std::vector<OrganizationRow>> list(const UserId &user) const;
    Result<void> insert(const OrganizationRow &organization, const store::Transaction &);
    /// Name and title.
    Result<void> save(const OrganizationRow &organization, const store::Transaction &);
    /// With its members and what it was granted. It owns no project.
    Result<void> remove(const OrganizationId &id, const store::Transaction &);

    Result<std::vector<MemberRow>> members(const OrganizationId &id) const;
    Result<void> setRole(const OrganizationId &id, const UserId &user, Role role, const store::Transaction &);
    Result<void> removeMember(const OrganizationId &id, const UserId &user, const store::Transaction &);

private:
    store::Database &m_database;
};

}  // namespace tideline::server
