#include "app/server/api/handlers.h"
#include "app/server/api/membership.h"
#include "app/server/api/project_change.h"

#include <QJsonArray>

namespace tideline::server {

using store::Database;
using store::Transaction;

namespace {

constexpr qsizetype kMaxPermissions = 1000;

/// One line of POST …/permissions.
struct PermissionChange {
    enum class Of { User, Organization };
    Of of = Of::User;
    QByteArray id;  ///< or name
    Role relation = Role::None;
    bool removes = false;
};

Result<PermissionChange> changeFrom(const QJsonObject &json)
{
    PermissionChange change;
    const QString type = json[u"type"_s].toString();
    const bool isUser = type == u"user_id"_s || type == u"user_name"_s;
    if (!isUser && type != u"org_id"_s && type != u"org_name"_s)
        return invalid(u"A permission's type is user_id, user_name, org_id or org_name."_s, u"type"_s);
    change.of = isUser ? PermissionChange::Of::User : PermissionChange::Of::Organization;
    change.id = json[u"id"_s].toString().toUtf8();
    const bool isId = change.id.startsWith(isUser ? UserTag::prefix : OrganizationTag::prefix);
    if (change.id.isEmpty() || isId != type.endsWith(u"_id"_s))
        return invalid(u"A permission's id does not fit its type."_s, u"id"_s);
    const auto relation = memberRoleFrom(json[u"relation"_s]);
    if (!relation)
        return invalid(u"A relation is finder, viewer, editor or owner."_s, u"relation"_s);
    change.relation = *relation;
    const QString action = json[u"action"_s].toString();
    if (action != u"add"_s && action != u"remove"_s)
        return invalid(u"An action is add or remove."_s, u"action"_s);
    change.removes = action == u"remove"_s;
    return change;
}

/// Errors: Invalid.
Result<std::vector<PermissionChange>> changesFrom(const QJsonObject &json)
{
    const QJsonValue list = json[u"permissions"_s];
    const QJsonValue isPublic = json[u"is_public"_s];
    if ((!list.isUndefined() && !list.isArray()) || list.toArray().size() > kMaxPermissions)
        return invalid(u"The permissions are no list, or more than 1,000."_s, u"permissions"_s);
    if (!isPublic.isUndefined() && !isPublic.isBool())
        return invalid(u"is_public is true or false."_s, u"is_public"_s);
    if (list.isUndefined() && isPublic.isUndefined())
        return invalid(u"Neither permissions nor is_public is given."_s);
    std::vector<PermissionChange> changes;
    for (const QJsonValue &item : list.toArray()) {
        auto change = changeFrom(item.toObject());
        if (!change)
            return change.error();
        changes.push_back(*std::move(change));
    }
    return changes;
}

Result<void> applyToUser(Call &call, Database &database, const ProjectRow &project, const PermissionChange &change,
                         const Transaction &transaction)
{
    const auto user = namedUser(database, change.id);
    if (!user)
        return user.error();
    ProjectRepository projects(database);
    if (!change.removes) {
        if (auto set = projects.setRole(project.number, user->id, change.relation, transaction); !set)
            return set;
        return note(call, database, project, "member_set", memberDetails(*user, change.relation), transaction);
    }
    const auto members = projects.members(project.number);
    if (!members)
        return members.error();
    const auto member = std::ranges::find(*members, user->id, &MemberRow::user);
    if (member == members->end() || member->role != change.relation)
        return Error{Error::Kind::NotFound, u"This user has no such relation to the project."_s,
                     u"%1: %2"_s.arg(user->name, toString(change.relation)), {}};
    if (auto removed = projects.removeMember(project.number, user->id, transaction); !removed)
        return removed;
    return note(call, database, project, "member_removed", memberDetails(*user), transaction);
}

QJsonObject organizationDetails(const OrganizationId &id, const QString &name)
{
    return {{u"organization"_s, QJsonObject{{u"id"_s, id.toString()}, {u"name"_s, name}}}};
}

Result<void> setGrant(Call &call, Database &database, const ProjectRow &project, const OrganizationId &id, const QString &name, Role role,
                      const Transaction &transaction)
{
    if (auto set = ProjectRepository(database).setGrant(project.number, id, role, transaction); !set)
        return set;
    QJsonObject details = organizationDetails(id, name);
    details[u"role"_s] = toString(role);
    return note(call, database, project, "organization_set", details, transaction);
}

Result<void> applyToOrganization(Call &call, Database &database, const ProjectRow &project, const PermissionChange &change,
                                 const Transaction &transaction)
{
    ProjectRepository projects(database);
    const auto grants = projects.grants(project.number);
    if (!grants)
        return grants.error();
    const QString text = QString::fromUtf8(change.id);
    const auto grant = std::ranges::find_if(*grants, [&](const GrantRow &row) { return row.organization.toString() == text || row.name == text; });
    if (grant != grants->end() && grant->organization == project.organization && (change.removes || change.relation != Role::Owner))
        return Error{Error::Kind::Conflict, u"The organisation that owns a project keeps its rights in it."_s, grant->name,
                     u"Give the project another owner first."_s};
    if (change.removes) {
        if (grant == grants->end() || grant->role != change.relation)
            return Error{Error::Kind::NotFound, u"This organisation has no such relation to the project."_s,
                         u"%1: %2"_s.arg(text, toString(change.relation)), {}};
        if (auto removed = projects.removeGrant(project.number, grant->organization, transaction); !removed)
            return removed;
        return note(call, database, project, "organization_removed", organizationDetails(grant->organization, grant->name), transaction);
    }
    if (grant != grants->end())
        return setGrant(call, database, project, grant->organization, grant->name, change.relation, transaction);
    const auto organization = authorize(database, call.principal, Permission::Find, change.id);  // nobody else learns of it
    if (!organization)
        return organization.error();
    return setGrant(call, database, project, organization->id, organization->name, change.relation, transaction);
}

Result<QJsonObject> permissionsOf(Database &database, const ProjectRow &project)
{
    const ProjectRepository projects(database);
    const auto members = projects.members(project.number);
    const auto grants = projects.grants(project.number);
    if (!members || !grants)
        return !members ? members.error() : grants.error();
    QJsonArray list;
    const auto add = [&](const QString &type, Role role, const QString &id, const QString &name) {
        list.append(QJsonObject{{u"type"_s, type}, {u"relation"_s, toString(role)}, {u"id"_s, id}, {u"name"_s, name}});
    };
    for (const MemberRow &member : *members)
        add(u"user_id"_s, member.role, member.user.toString(), member.name);
    for (const GrantRow &grant : *grants)
        add(u"org_id"_s, grant.role, grant.organization.toString(), grant.name);
    return QJsonObject{{u"permissions"_s, list}, {u"is_public"_s, project.isPublic}};
}

/// Errors: NotFound, Denied (not one's own to give to).
Result<void> giveToOrganization(Database &database, const Principal &principal, ProjectRow &project, const QByteArray &name,
                                const Transaction &transaction)
{
    const auto organization = authorize(database, principal, Permission::Modify, name);
    if (!organization)
        return organization.error();
    if (project.organization == organization->id)
        return {};
    ProjectRepository projects(database);
    if (project.organization) {
        if (auto removed = projects.removeGrant(project.number, *project.organization, transaction); !removed)
            return removed;
    }
    project.organization = organization->id;
    project.owner = principal.user;
    return projects.setGrant(project.number, organization->id, Role::Owner, transaction);
}

/// Nobody gets a project, and what it takes of their quota, without having agreed: they take it themselves. (To have been made an
/// owner is no agreement: nobody asks for one.)
Result<void> giveToUser(Database &database, const Principal &principal, ProjectRow &project, const QByteArray &name,
                        const Transaction &transaction)
{
    const auto user = namedUser(database, name);
    if (!user)
        return user.error();
    if (user->id != principal.user)
        return Error{Error::Kind::Conflict, u"What a project holds counts for its owner, so another one takes it themselves."_s, user->name,
                     u"Make them an owner, and let them do this."_s};
    ProjectRepository projects(database);
    if (project.organization) {
        if (auto removed = projects.removeGrant(project.number, *project.organization, transaction); !removed)
            return removed;
    }
    project.organization.reset();
    project.owner = user->id;
    return projects.setRole(project.number, user->id, Role::Owner, transaction);
}

}  // namespace

Result<Response> putProjectOwner(Call &call)
{
    const QString type = call.json[u"type"_s].toString();
    const QByteArray name = call.json[u"id"_s].toString().toUtf8();
    const bool isToUser = type == toString(OwnerType::User);
    if (name.isEmpty() || (!isToUser && type != toString(OwnerType::Organization)))
        return invalid(u"An owner is {\"type\": \"user\" or \"organization\", \"id\": its id or name}."_s);
    return changeMembers(
        call, Permission::Own, Deleted::Allow,
        [&](Database &database, ProjectRow &held, const Transaction &transaction) -> Result<void> {
            if (held.organization) {  // its owners decide, and not who else has that role in one project
                const auto leaves = authorize(database, call.principal, Permission::Own, held.organization->toString().toLatin1());
                if (!leaves)
                    return leaves.error().kind == Error::Kind::NotFound
                               ? Error{Error::Kind::Denied, u"The organisation's owners alone give its projects away."_s, held.organizationName, {}}
                               : leaves.error();
            }
            auto given = isToUser ? giveToUser(database, call.principal, held, name, transaction)
                                  : giveToOrganization(database, call.principal, held, name, transaction);
            if (!given)
                return given;
            ProjectRepository projects(database);
            return saveMembers(projects, held, call.principal.user, call.server.parts.clock.nowMs(), transaction);
        },
        [&](const ProjectRow &row) { return projectResponse(call, row); });
}

Result<Response> getPermissions(Call &call)
{
    const auto id = call.project();
    if (!id)
        return id.error();
    const auto json = call.server.connections.read([&](Database &database) -> Result<QJsonObject> {
        const auto row = authorize(database, call.principal, Permission::Find, *id);
        if (!row)
            return row.error();
        if (auto good = isMember(*row); !good)
            return good.error();
        return permissionsOf(database, *row);
    });
    return json ? Result<Response>(jsonResponse(*json)) : json.error();
}

Result<Response> postPermissions(Call &call)
{
    const auto changes = changesFrom(call.json);
    if (!changes)
        return changes.error();
    QJsonObject json;
    return changeMembers(
        call, Permission::Own, Deleted::Refuse,
        [&](Database &database, ProjectRow &held, const Transaction &transaction) -> Result<void> {
            for (const PermissionChange &change : *changes) {
                auto applied = change.of == PermissionChange::Of::User
                                   ? applyToUser(call, database, held, change, transaction)
                                   : applyToOrganization(call, database, held, change, transaction);
                if (!applied)
                    return applied;
            }
            const bool isPublic = call.json[u"is_public"_s].toBool(held.isPublic);
            if (isPublic != held.isPublic) {
                held.isPublic = isPublic;
                if (auto noted = note(call, database, held, "public_set", {{u"is_public"_s, isPublic}}, transaction); !noted)
                    return noted;
            }
            ProjectRepository projects(database);
            if (auto saved = saveMembers(projects, held, call.principal.user, call.server.parts.clock.nowMs(), transaction); !saved)
                return saved;
            auto now = permissionsOf(database, held);
            if (!now)
                return now.error();
            json = *std::move(now);
            return {};
        },
        [&](const ProjectRow &) { return jsonResponse(json); });
}

Result<Response> getMyPermissions(Call &call)
{
    const auto id = call.project();
    if (!id)
        return id.error();
    const auto row = call.server.connections.read(
        [&](Database &database) { return authorize(database, call.principal, Permission::Find, *id); });
    if (!row)
        return row.error();
    return jsonResponse(toJson(tideline::permissionsOf(row->role)));
}

}  // namespace tideline::server
