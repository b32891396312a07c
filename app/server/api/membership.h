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

/// To be called when `caller` changed members: the record is saved, its owner is one of its owners. What a project holds takes its
/// owner's space: that is the same as before, or the caller, who put that one out, but nobody who was not asked.
/// Errors: Conflict (it has no owner any more, or only others could become the one; no organisation owns it).
Result<void> saveMembers(ProjectRepository &projects, ProjectRow &project, const UserId &caller, qint64 nowMs,
                         const store::Transaction &transaction);
/// Whether the user may belong to one more organisation. Errors: Conflict.
Result<void> hasRoomForAnOrganization(const OrganizationRepository &organizations, const UserId &user);
/// Errors: Conflict (nobody owns the organisation any more).
Result<void> keepsAnOwner(const OrganizationRepository &organizations, const OrganizationId &id);

/// After the transaction: the list of projects of these users, or of what they are invited to ("invitations"), is another.
void tellUsers(ServerState &server, std::vector<UserId> users, const char *kind = "projects");

}  // namespace tideline::server
