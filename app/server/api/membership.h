// Who belongs to what: rules that the endpoints of projects, organisations and invitations share.
#pragma once

#include "app/server/api/call.h"

#include <vector>

namespace tideline::server {

QJsonObject userJson(const UserId &id, const QString &name);
QJsonObject memberJson(const MemberRow &member);  ///< user, role
/// For the activity: member, and the role where it is not None.
QJsonObject memberDetails(const UserInfo &user, Role role = Role::None);
/// Errors: Invalid.
Result<Role> memberRoleFrom(const QJsonValue &word);
/// Errors: NotFound.
Result<UserInfo> namedUser(store::Database &database, const QByteArray &idOrName);
Error noMember(const QString &name);

/// Everybody may read a public project; who its members are, they alone are told. Errors: Denied.
Result<void> isMember(const ProjectRow &project);

/// To be called when members were changed: the record is saved, its owner is one of its owners.
/// Errors: Conflict (it has none any more; no organisation owns it).
Result<void> saveMembers(ProjectRepository &projects, ProjectRow &project, qint64 nowMs, const store::Transaction &transaction);
/// Errors: Conflict (nobody owns the organisation any more).
Result<void> keepsAnOwner(const OrganizationRepository &organizations, const OrganizationId &id);

/// After the transaction: the list of projects of these users, or of what they are invited to ("invitations"), is another.
void tellUsers(ServerState &server, std::vector<UserId> users, const char *kind = "projects");

}  // namespace tideline::server
