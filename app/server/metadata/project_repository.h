// The tables `project` and `member`.
#pragma once

#include "app/server/metadata/query.h"
#include "core/schema/cloud_project.h"

#include <optional>
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
};
/// What the API shows of it. `epoch`: the server's.
CloudProject toCloudProject(const ProjectRow &row, const Epoch &epoch);

struct MemberRow {
    UserId user;
    QString name;
    Role role = Role::None;
};

/// Reads and writes projects and who belongs to them, and is the only code that knows these tables' columns.
///
/// Thread:    its connection's.
/// Ownership: borrows the Database.
class ProjectRepository {
public:
    explicit ProjectRepository(store::Database &database) : m_database(database) {}

    /// With `user`'s role, which is None for a stranger. Deleted projects are found, too. nullopt: never was.
    Result<std::optional<ProjectRow>> find(const ProjectId &id, const UserId &user) const;
    /// Living projects that `user` is a member of, ordered by id, from the first behind `after` on.
    Result<std::vector<ProjectRow>> list(const UserId &user, const ProjectId &after, int limit) const;
    /// Adds it with its owner as the first member; the number is given by the table.
    Result<void> insert(const ProjectRow &project, const store::Transaction &);
    /// Name, title, description, metadata, tags, deleted; counts the record's revision up.
    Result<void> saveRecord(const ProjectRow &project, qint64 nowMs, const store::Transaction &);
    /// Head revision and hash, size and file count.
    Result<void> saveHead(const ProjectRow &project, qint64 nowMs, const store::Transaction &);

    Result<std::vector<MemberRow>> members(qint64 project) const;
    Result<void> setRole(qint64 project, const UserId &user, Role role, const store::Transaction &);
    Result<void> removeMember(qint64 project, const UserId &user, const store::Transaction &);

private:
    store::Database &m_database;
};

}  // namespace tideline::server
