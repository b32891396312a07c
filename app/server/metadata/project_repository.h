// The tables `project`, `member` and `organization_grant`.
#pragma once

#include "app/server/metadata/query.h"
#include "core/schema/cloud_project.h"

#include <optional>
#include <variant>
#include <vector>

namespace tideline::server {

/// A project as it is stored, with the asking user's role.
struct ProjectRow {
    qint64 number = 0;  ///< short key of the other tables
    ProjectId id;
    QString name;
    QString title;
    QString description;
    QJsonObject metadata;
    QStringList tags;
    UserId owner;
    QString ownerName;
    qint64 createdAtMs = 0;
    qint64 updatedAtMs = 0;
    qint64 recordRevision = 1;
    Revision headRevision = 0;
    ContentHash headHash;  ///< null at revision 0
    qint64 sizeBytes = 0;
    qint64 fileCount = 0;
    bool deleted = false;
    Role role = Role::None;
    Role memberRole = Role::None;                 ///< the same without what everybody may do in a public project
    std::optional<OrganizationId> organization;  ///< who owns it instead of `owner`, who then made it or gave it away
    QString organizationName;
    bool isPublic = false;
};
/// Whom a project counts for: one user, or one organisation.
using Owner = std::variant<UserId, OrganizationId>;
Owner ownerOf(const ProjectRow &row);

/// What the API shows of it. `epoch`: the server's.
CloudProject toCloudProject(const ProjectRow &row, const Epoch &epoch);

struct MemberRow {
    UserId user;
    QString name;
    Role role = Role::None;
    bool isDirect = true;  ///< a member of the project itself, and not by an organisation alone
};

/// What an organisation may do in a project.
struct GrantRow {
    OrganizationId organization;
    QString name;
    Role role = Role::None;
};

/// Which projects a list shows. All that is said must hold.
struct ProjectFilter {
    enum class Of { Members, Everybody };
    Of of = Of::Members;      ///< those that the user reaches as a member; or all public ones
    bool deleted = false;     ///< those that were deleted and are the user's to restore, instead of the living ones
    QString owner = {};       ///< a name or an id; empty = any
    QString words = {};       ///< in the name, title or description, in whatever case; empty = any
    QString tag = {};         ///< empty = any
    qint64 updatedSinceMs = 0;
    bool matches(const ProjectRow &row) const;
    /// What finds their numbers, for the test that asks SQLite how it reads: ?1 user, ?2 the id before, ?3 deleted.
    const char *query() const;
};

/// Reads and writes projects and who belongs to them, and is the only code that knows these tables' columns.
///
/// Thread:    its connection's.
/// Ownership: borrows the Database.
/// Invariant: a project that is being purged (metadata/purge.h) is not found, in whatever way.
class ProjectRepository {
public:
    explicit ProjectRepository(store::Database &database) : m_database(database) {}

    /// With `user`'s role, which is None for a stranger. Deleted projects are found, too. nullopt: never was, or is purged.
    Result<std::optional<ProjectRow>> find(const ProjectId &id, const UserId &user) const;
    /// Ordered by id, from the first behind `after` on.
    Result<std::vector<ProjectRow>> list(const UserId &user, const ProjectFilter &filter, const ProjectId &after, int limit) const;
    /// Adds it with its owner as the first member, be it a user or an organisation; the number is given by the table.
    Result<void> insert(const ProjectRow &project, const store::Transaction &);
    /// Name, title, description, metadata, tags, deleted, owner, public; counts the record's revision up.
    Result<void> saveRecord(const ProjectRow &project, qint64 nowMs, const store::Transaction &);
    /// Head revision and hash, size and file count.
    Result<void> saveHead(const ProjectRow &project, qint64 nowMs, const store::Transaction &);

    /// Those of the project itself.
    Result<std::vector<MemberRow>> members(qint64 project) const;
    /// Those by organisations, too, each with the highest role that they have.
    Result<std::vector<MemberRow>> everyMember(qint64 project) const;
    Result<std::vector<GrantRow>> grants(qint64 project) const;
    Result<void> setRole(qint64 project, const UserId &user, Role role, const store::Transaction &);
    Result<void> removeMember(qint64 project, const UserId &user, const store::Transaction &);
    Result<void> setGrant(qint64 project, const OrganizationId &organization, Role role, const store::Transaction &);
    Result<void> removeGrant(qint64 project, const OrganizationId &organization, const store::Transaction &);
    /// Whether it owns a project, be it a deleted one.
    Result<bool> isOwner(const OrganizationId &organization) const;

private:
    store::Database &m_database;
};

}  // namespace tideline::server
