#include "app/server/api/accounts.h"
#include "app/server/api/handlers.h"
#include "app/server/api/membership.h"
#include "app/server/api/server_state.h"

#include <QJsonArray>

#include <algorithm>

namespace tideline::server {

using store::Database;
using store::Transaction;

namespace {

constexpr qsizetype kMaxTitleBytes = 1024;

QJsonObject toJson(const OrganizationRow &row)
{
    return {{u"id"_s, row.id.toString()},
            {u"name"_s, row.name},
            {u"title"_s, row.title},
            {u"role"_s, toString(row.role)},
            {u"created_at"_s, timeJson(row.createdAtMs)}};
}

/// Takes what is given. Errors: Invalid.
Result<void> applyFields(const QJsonObject &fields, OrganizationRow &row)
{
    if (const QJsonValue name = fields[u"name"_s]; !name.isUndefined()) {
        if (auto good = checkAccountName(name.toString()); !good)
            return good;
        row.name = name.toString();
    }
    if (const QJsonValue title = fields[u"title"_s]; !title.isUndefined()) {
        const QString text = title.toString();
        if ((!title.isString() && !title.isNull()) || text.toUtf8().size() > kMaxTitleBytes || !text.isValidUtf16() || text.contains(QChar(u'\0')))
            return invalid(u"A text is too long, or has a NUL or half a letter."_s, u"title"_s);
        row.title = text;
    }
    return {};
}

Result<std::vector<UserId>> usersOf(Database &database, const OrganizationId &id)
{
    const auto members = OrganizationRepository(database).members(id);
    if (!members)
        return members.error();
    std::vector<UserId> users;
    for (const MemberRow &member : *members)
        users.push_back(member.user);
    return users;
}

/// Lets `change(Database &, OrganizationRow &, const Transaction &)` -> Result<std::vector<UserId>> work on the caller's organisation
/// in one transaction; these users' projects are others then.
template <typename Change>
Result<OrganizationRow> changeOrganization(Call &call, Permission permission, Change change)
{
    std::vector<UserId> changed;
    auto row = call.server.connections.write([&](Database &database, const Transaction &transaction) -> Result<OrganizationRow> {
        auto held = authorize(database, call.principal, permission, call.parts.front());
        if (!held)
            return held;
        auto users = change(database, *held, transaction);
        if (!users)
            return users.error();
        changed = *std::move(users);
        return held;
    });
    if (row)
        tellUsers(call.server, std::move(changed));
    return row;
}

Response done()
{
    Response response;
    response.status = 204;
    return response;
}

}  // namespace

Result<Response> getOrganizations(Call &call)
{
    const auto rows = call.server.connections.read([&](Database &database) { return OrganizationRepository(database).list(call.principal.user); });
    if (!rows)
        return rows.error();
    QJsonArray items;
    for (const OrganizationRow &row : *rows)
        items.append(toJson(row));
    return jsonResponse({{u"items"_s, items}});
}

Result<Response> postOrganization(Call &call)
{
    OrganizationRow fresh;
    if (!call.json.contains(u"name"_s))
        return invalid(u"An organisation needs a name."_s, u"name"_s);
    if (auto good = applyFields(call.json, fresh); !good)
        return good.error();
    fresh.id = OrganizationId::make(call.server.parts.clock, call.server.parts.random);
    fresh.createdAtMs = call.server.parts.clock.nowMs();
    fresh.role = Role::Owner;
    auto made = call.server.connections.write([&](Database &database, const Transaction &transaction) -> Result<void> {
        OrganizationRepository organizations(database);
        if (auto room = hasRoomForAnOrganization(organizations, call.principal.user); !room)
            return room;
        if (auto free = isNameFree(database, fresh.name); !free)
            return free;
        if (auto inserted = organizations.insert(fresh, transaction); !inserted)
            return inserted;
        return organizations.setRole(fresh.id, call.principal.user, Role::Owner, transaction);
    });
    if (!made)
        return made.error();
    Response response = jsonResponse(toJson(fresh), 201);
    response.headers["Location"] = "/api/v1/organizations/" + fresh.id.toString().toLatin1();
    return response;
}

Result<Response> getOrganization(Call &call)
{
    const auto row = call.server.connections.read(
        [&](Database &database) { return authorize(database, call.principal, Permission::Find, call.parts.front()); });
    return row ? Result<Response>(jsonResponse(toJson(*row))) : row.error();
}

Result<Response> patchOrganization(Call &call)
{
    const auto row = changeOrganization(
        call, Permission::Own, [&](Database &database, OrganizationRow &held, const Transaction &transaction) -> Result<std::vector<UserId>> {
            const QString before = held.name;
            if (auto good = applyFields(call.json, held); !good)
                return good.error();
            if (held.name != before) {
                if (auto free = isNameFree(database, held.name); !free)
                    return free.error();
            }
            if (auto saved = OrganizationRepository(database).save(held, transaction); !saved)
                return saved.error();
            return usersOf(database, held.id);  // its name stands at its projects
        });
    return row ? Result<Response>(jsonResponse(toJson(*row))) : row.error();
}

Result<Response> deleteOrganization(Call &call)
{
    const auto row = changeOrganization(
        call, Permission::Own, [&](Database &database, OrganizationRow &held, const Transaction &transaction) -> Result<std::vector<UserId>> {
            const auto owns = ProjectRepository(database).isOwner(held.id);
            if (!owns)
                return owns.error();
            if (*owns)
                return Error{Error::Kind::Conflict, u"An organisation that owns projects stays."_s, held.name,
                             u"Give them another owner first, deleted ones too."_s};
            auto users = usersOf(database, held.id);
            if (!users)
                return users;
            if (auto removed = OrganizationRepository(database).remove(held.id, transaction); !removed)
                return removed.error();
            return users;
        });
    return row ? Result<Response>(done()) : row.error();
}

Result<Response> getOrganizationMembers(Call &call)
{
    const auto members = call.server.connections.read([&](Database &database) -> Result<std::vector<MemberRow>> {
        const auto row = authorize(database, call.principal, Permission::Find, call.parts.front());
        if (!row)
            return row.error();
        return OrganizationRepository(database).members(row->id);
    });
    if (!members)
        return members.error();
    QJsonArray items;
    for (const MemberRow &member : *members)
        items.append(memberJson(member));
    return jsonResponse({{u"items"_s, items}});
}

Result<Response> putOrganizationMember(Call &call)
{
    const auto role = memberRoleFrom(call.json[u"role"_s]);
    if (!role)
        return role.error();
    UserInfo user;
    const auto row = changeOrganization(
        call, Permission::Own, [&](Database &database, OrganizationRow &held, const Transaction &transaction) -> Result<std::vector<UserId>> {
            const auto found = namedUser(database, call.parts[1]);
            if (!found)
                return found.error();
            user = *found;
            OrganizationRepository organizations(database);
            const auto belongs = organizations.find(held.id, user.id);
            if (!belongs)
                return belongs.error();
            if (*belongs && (*belongs)->role == Role::None) {
                if (auto room = hasRoomForAnOrganization(organizations, user.id); !room)
                    return room.error();
            }
            if (auto set = organizations.setRole(held.id, user.id, *role, transaction); !set)
                return set.error();
            if (auto keeps = keepsAnOwner(organizations, held.id); !keeps)
                return keeps.error();
            return std::vector<UserId>{user.id};
        });
    return row ? Result<Response>(jsonResponse(memberJson({user.id, user.name, *role}))) : row.error();
}

Result<Response> deleteOrganizationMember(Call &call)
{
    const auto row = changeOrganization(
        call, Permission::Find, [&](Database &database, OrganizationRow &held, const Transaction &transaction) -> Result<std::vector<UserId>> {
            const auto user = namedUser(database, call.parts[1]);
            if (user && user->id != call.principal.user) {  // oneself may always go
                if (auto owner = authorize(database, call.principal, Permission::Own, held.id.toString().toLatin1()); !owner)
                    return owner.error();
            }
            if (!user)
                return user.error();
            OrganizationRepository organizations(database);
            const auto members = organizations.members(held.id);
            if (!members)
                return members.error();
            if (std::ranges::find(*members, user->id, &MemberRow::user) == members->end())
                return Error{Error::Kind::NotFound, u"This user is no member."_s, user->name, {}};
            if (auto removed = organizations.removeMember(held.id, user->id, transaction); !removed)
                return removed.error();
            if (auto keeps = keepsAnOwner(organizations, held.id); !keeps)
                return keeps.error();
            return std::vector<UserId>{user->id};
        });
    return row ? Result<Response>(done()) : row.error();
}

}  // namespace tideline::server
