// A project as the cloud describes it. The other schema is local_project.h; project_mapper.h joins them.
#pragma once

#include "core/base/ids.h"

#include <QDateTime>
#include <QJsonObject>
#include <QStringList>

namespace tideline {

enum class OwnerType { User, Organization };
/// What a member may do. finder: list, not read; viewer: read; editor: write; owner: share and delete.
enum class Role { None, Finder, Viewer, Editor, Owner };
QString toString(OwnerType type);
QString toString(Role role);
Result<Role> roleFromString(QStringView text);

/// Who owns a project, as the API says it. Never stored: the table keeps the OwnerId alone.
struct ProjectOwner {
    OwnerId id;
    OwnerType type = OwnerType::User;
    QString name;  ///< for display only
    bool operator==(const ProjectOwner &) const = default;
};

/// The caller's rights, as the API says them.
struct ProjectPermissions {
    bool find = false, read = false, modify = false, share = false, own = false, remove = false;
    bool operator==(const ProjectPermissions &) const = default;
};
ProjectPermissions permissionsOf(Role role);
QJsonObject toJson(const ProjectPermissions &permissions);

/// A project as the cloud describes it (source: `GET /api/v1/projects`, `pull_projects`).
struct CloudProject {
    ProjectId id;  ///< issued by the server, never reused
    QString name;  ///< NFC, 1–255 bytes of UTF-8; the cloud decides it
    QString title;
    QString description;
    QJsonObject metadata;
    QStringList tags;
    ProjectOwner owner;
    Role role = Role::None;  ///< the caller's
    ProjectPermissions permissions;
    QDateTime createdAt;  ///< UTC, ms
    QDateTime updatedAt;
    qint64 recordRevision = 0;  ///< counts changes of the record (title, members): its ETag
    Revision headRevision = 0;  ///< newest commit; counts up from 1 within an epoch
    Epoch epoch;                ///< changes when the server is restored from a backup
    qint64 sizeBytes = 0;
    qint64 fileCount = 0;
    bool isPublic = false;  ///< everybody who is signed in may find and read it
    bool operator==(const CloudProject &) const = default;
};

/// snake_case JSON, as the API sends it. Unknown fields are ignored.
QJsonObject toJson(const CloudProject &project);
/// Errors: Invalid (a field is missing or of the wrong type), with the field in `where`.
Result<CloudProject> cloudProjectFromJson(const QJsonObject &object);

}  // namespace tideline
