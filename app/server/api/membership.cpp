#include "app/server/api/membership.h"

#include "app/server/api/server_state.h"
#include "app/server/metadata/account_repository.h"

#include <algorithm>

namespace tideline::server {

namespace {

/// That a user belongs to; each has a row for each of its projects in the lists of its members.
constexpr std::size_t kMaxOrganizations = 200;

}  // namespace

QJsonObject userJson(const UserId &id, const QString &name)
{
    return {{u"id"_s, id.toString()}, {u"name"_s, name}};
}

QJsonObject memberJson(const MemberRow &member)
{
    return {{u"user"_s, userJson(member.user, member.name)}, {u"role"_s, toString(member.role)}};
}

QJsonObject memberDetails(const UserInfo &user, Role role)
{
    QJsonObject details{{u"member"_s, userJson(user.id, user.name)}};
    if (role != Role::None)
        details[u"role"_s] = toString(role);
    return details;
}

Result<Role> memberRoleFrom(const QJsonValue &word)
{
    const auto role = roleFromString(word.toString());
    if (!role || *role == Role::None)
        return invalid(u"A member is finder, viewer, editor or owner."_s, u"role"_s);
    return *role;
}

Result<UserInfo> namedUser(store::Database &database, const QByteArray &idOrName)
{
    AccountRepository accounts(database);
    const QString text = QString::fromUtf8(idOrName);
    const auto id = UserId::fromString(text);
    auto user = id ? accounts.findUser(*id) : accounts.findUser(text);
    if (!user)
        return user.error();
    if (!*user)
        return Error{Error::Kind::NotFound, u"There is no such user."_s, text, {}};
    return **std::move(user);
}

Error noMember(const QString &name)
{
    return {Error::Kind::NotFound, u"This user is no member."_s, name, u"Who belongs to it by an organisation is a member of that."_s};
}

Result<void> isMember(const ProjectRow &project)
{
    if (project.memberRole >= Role::Finder)
        return {};
    return Error{Error::Kind::Denied, u"Everybody may read this project; who its members are, they alone are told."_s, {}, {}};
}

Result<void> saveMembers(ProjectRepository &projects, ProjectRow &project, const UserId &caller, qint64 nowMs,
                         const store::Transaction &transaction)
{
    if (!project.organization) {  // that has an owner, who owns it
        const auto members = projects.members(project.number);
        if (!members)
            return members.error();
        const auto isOwner = [&](const UserId &user) {
            return std::ranges::any_of(*members, [&](const MemberRow &member) { return member.role == Role::Owner && member.user == user; });
        };
        if (std::ranges::none_of(*members, [](const MemberRow &member) { return member.role == Role::Owner; }))
            return Error{Error::Kind::Conflict, u"A project keeps at least one owner."_s, {}, u"Make another member owner first."_s};
        if (!isOwner(project.owner)) {
            if (!isOwner(caller))
                return Error{Error::Kind::Conflict, u"What a project holds counts for its owner until another one takes it."_s, {},
                             u"Let another owner take it first: PUT /projects/{id}/owner."_s};
            project.owner = caller;
        }
    }
    return projects.saveRecord(project, nowMs, transaction);
}

Result<void> hasRoomForAnOrganization(const OrganizationRepository &organizations, const UserId &user)
{
    const auto own = organizations.list(user);
    if (!own)
        return own.error();
    if (own->size() < kMaxOrganizations)
        return {};
    return Error{Error::Kind::Conflict, u"This user belongs to 200 organisations already."_s, {}, u"Leave or delete one."_s};
}

Result<void> keepsAnOwner(const OrganizationRepository &organizations, const OrganizationId &id)
{
    const auto members = organizations.members(id);
    if (!members)
        return members.error();
    if (std::ranges::any_of(*members, [](const MemberRow &member) { return member.role == Role::Owner; }))
        return {};
    return Error{Error::Kind::Conflict, u"An organisation keeps at least one owner."_s, {}, u"Make another member owner first."_s};
}

void tellUsers(ServerState &server, std::vector<UserId> users, const char *kind)
{
    if (!users.empty())
        server.parts.events.publish({{}, kind, 0, {}, {}, std::move(users)});
}

}  // namespace tideline::server
