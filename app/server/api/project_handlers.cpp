#include "app/server/api/handlers.h"
#include "app/server/api/membership.h"
#include "app/server/api/project_change.h"
#include "app/server/api/projects.h"
#include "app/server/api/server_state.h"
#include "app/server/metadata/history_repository.h"
#include "app/server/metadata/retention_repository.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace tideline::server {

using store::Database;
using store::Transaction;

namespace {

constexpr qsizetype kMaxKeyBytes = 128;

/// Errors: Invalid.
Result<ProjectFilter> filterFrom(Call &call)
{
    ProjectFilter filter;
    const auto flag = [&](const QByteArray &name, bool &into) -> Result<void> {
        const QByteArray text = call.parameters.text(name);
        into = text == "true";
        return into || text.isEmpty() || text == "false" ? Result<void>() : invalid(u"A parameter is true or false."_s, QString::fromUtf8(name));
    };
    bool isPublic = false;
    for (auto good : {flag("deleted", filter.deleted), flag("public", isPublic)}) {
        if (!good)
            return good.error();
    }
    filter.of = isPublic ? ProjectFilter::Of::Everybody : ProjectFilter::Of::Members;
    filter.owner = QString::fromUtf8(call.parameters.text("owner"));
    if (filter.owner == u"me"_s)
        filter.owner = call.principal.user.toString();
    filter.words = QString::fromUtf8(call.parameters.text("q"));
    filter.tag = QString::fromUtf8(call.parameters.text("tag"));
    if (call.parameters.has("updated_since")) {
        const auto since = timeFrom(QString::fromUtf8(call.parameters.text("updated_since")), u"updated_since"_s);
        if (!since)
            return since.error();
        filter.updatedSinceMs = *since;
    }
    return filter;
}

/// Who shall own a new project: the caller, or an organisation in which they are at least editor.
Result<std::optional<OrganizationId>> ownerFrom(Call &call, Database &database)
{
    const QJsonValue owner = call.json[u"owner"_s];
    if (owner.isUndefined() || owner.isNull())
        return std::optional<OrganizationId>();
    const QString type = owner[u"type"_s].toString();
    const QString id = owner[u"id"_s].toString();
    if (type == toString(OwnerType::User) && (id == call.principal.user.toString() || id == call.principal.name))
        return std::optional<OrganizationId>();
    if (type == toString(OwnerType::User))
        return Error{Error::Kind::Denied, u"Nobody makes projects of others."_s, u"owner"_s, {}};
    if (type != toString(OwnerType::Organization) || id.isEmpty())
        return invalid(u"An owner is {\"type\": \"user\" or \"organization\", \"id\": its id or name}."_s, u"owner"_s);
    const auto organization = authorize(database, call.principal, Permission::Modify, id.toUtf8());
    return organization ? Result<std::optional<OrganizationId>>(organization->id) : organization.error();
}

}  // namespace

Result<Response> getProjects(Call &call)
{
    const auto limit = call.parameters.limit(100, 200);
    if (!limit)
        return limit.error();
    const auto filter = filterFrom(call);
    if (!filter)
        return filter.error();
    const auto page = listProjects(call.server, call.principal, QString::fromUtf8(call.parameters.text("cursor")), *limit, *filter);
    if (!page)
        return page.error();
    QJsonArray items;
    for (const CloudProject &project : page->items)
        items.append(toJson(project));
    return jsonResponse({{u"items"_s, items}, {u"cursor"_s, page->next}, {u"has_more"_s, !page->next.isEmpty()}});
}

Result<Response> postProject(Call &call)
{
    const QByteArray key = call.header("idempotency-key");
    if (key.size() > kMaxKeyBytes)
        return invalid(u"An idempotency key has at most 128 bytes."_s);
    const qint64 now = call.server.parts.clock.nowMs();
    ProjectRow fresh;
    fresh.id = ProjectId::make(call.server.parts.clock, call.server.parts.random);
    fresh.owner = call.principal.user;
    fresh.createdAtMs = fresh.updatedAtMs = now;
    if (!call.json.contains(u"name"_s))
        return invalid(u"A project needs a name."_s, u"name"_s);
    if (auto good = applyFields(call.json, fresh); !good)
        return good.error();
    const ContentHash bodyHash = sha256(call.body);
    bool repeated = false;
    bool mismatch = false;
    auto row = call.server.connections.write([&](Database &database, const Transaction &transaction) -> Result<ProjectRow> {
        ReplyRepository replies(database);
        ProjectRepository projects(database);
        ProjectId id = fresh.id;
        if (!key.isEmpty()) {
            const auto kept = replies.find(call.principal.user, "projects", key, now);
            if (!kept)
                return kept.error();
            if (*kept) {
                repeated = true;
                mismatch = (*kept)->bodyHash != bodyHash;
                const auto held = ProjectId::fromBytes((*kept)->reply);
                if (!held)
                    return internal(held.error());
                id = *held;
            }
        }
        if (!repeated) {
            const auto organization = ownerFrom(call, database);
            if (!organization)
                return organization.error();
            fresh.organization = *organization;
            if (auto done = projects.insert(fresh, transaction); !done)
                return done.error();
            if (const auto &retention = call.server.parts.policy.usage.retention) {
                const auto inserted = projects.find(id, call.principal.user);
                if (!inserted || !*inserted)
                    return inserted ? internal({Error::Kind::Io, u"A project that was just made is not there."_s, id.toString(), {}}) : inserted.error();
                if (auto set = RetentionRepository(database, (*inserted)->number).setPolicy(retention, transaction); !set)
                    return set.error();
            }
            if (!key.isEmpty()) {
                auto done = replies.save(call.principal.user, "projects", key, {bodyHash, id.toBytes()}, now, transaction);
                if (!done)
                    return done.error();
            }
        }
        auto made = projects.find(id, call.principal.user);
        if (!made)
            return made.error();
        if (!*made)
            return internal({Error::Kind::Io, u"A project that was just made is not there."_s, id.toString(), {}});
        if ((*made)->role < Role::Finder)  // made then, lost since
            return authorize(database, call.principal, Permission::Find, id);
        return **std::move(made);
    });
    if (!row)
        return row.error();
    if (mismatch)
        return problem(422, "idempotency_mismatch", u"This key was used for another request."_s);
    if (!repeated)
        call.server.parts.events.publish({row->id, "meta", 0, {}});
    Response response = projectResponse(call, *row, repeated ? 200 : 201);
    response.headers["Location"] = "/api/v1/projects/" + row->id.toString().toLatin1();
    return response;
}

Result<Response> getProject(Call &call)
{
    const auto id = call.project();
    if (!id)
        return id.error();
    const auto row = call.server.connections.read(
        [&](Database &database) { return authorize(database, call.principal, Permission::Find, *id); });
    if (!row)
        return row.error();
    return projectResponse(call, *row);
}

Result<Response> patchProject(Call &call)
{
    const QByteArray expected = call.header("if-match");
    if (expected.isEmpty())
        return problem(428, "precondition_required", u"A change of a project names the version it is made on."_s,
                       u"Send If-Match with the project's ETag."_s);
    bool changedMeanwhile = false;
    const auto row = changeProject(
        call, Permission::Modify, Deleted::Refuse, "meta",
        [&](Database &database, ProjectRow &held, const Transaction &transaction) -> Result<void> {
            if (expected != "*" && expected != etagOf(held)) {
                changedMeanwhile = true;
                return Error{Error::Kind::Conflict, u"The project was changed by another."_s, {}, {}};
            }
            if (auto good = applyFields(call.json, held); !good)
                return good;
            return ProjectRepository(database).saveRecord(held, call.server.parts.clock.nowMs(), transaction);
        });
    if (changedMeanwhile)
        return problem(412, "precondition_failed", u"The project was changed by another."_s, u"Read it again."_s);
    if (!row)
        return row.error();
    return projectResponse(call, *row);
}

Result<Response> deleteProject(Call &call)
{
    const auto row = changeProject(
        call, Permission::Own, Deleted::Refuse, "deleted",
        [&](Database &database, ProjectRow &held, const Transaction &transaction) -> Result<void> {
            held.deleted = true;
            QJsonObject details;
            if (const auto days = call.server.parts.policy.purgeDeletedAfterDays)
                details[u"kept_days"_s] = *days;
            if (auto noted = note(call, database, held, "deleted", details, transaction); !noted)
                return noted;
            return ProjectRepository(database).saveRecord(held, call.server.parts.clock.nowMs(), transaction);
        });
    if (!row)
        return row.error();
    Response response;
    response.status = 204;
    return response;
}

Result<Response> restoreProject(Call &call)
{
    const auto row = changeProject(
        call, Permission::Own, Deleted::Allow, "meta",
        [&](Database &database, ProjectRow &held, const Transaction &transaction) -> Result<void> {
            if (!held.deleted)
                return {};
            held.deleted = false;
            if (auto noted = note(call, database, held, "restored", {}, transaction); !noted)
                return noted;
            return ProjectRepository(database).saveRecord(held, call.server.parts.clock.nowMs(), transaction);
        });
    if (!row)
        return row.error();
    return projectResponse(call, *row);
}

Result<Response> getMembers(Call &call)
{
    const auto id = call.project();
    if (!id)
        return id.error();
    const auto members = call.server.connections.read([&](Database &database) -> Result<std::vector<MemberRow>> {
        const auto row = authorize(database, call.principal, Permission::Find, *id);
        if (!row)
            return row.error();
        if (auto good = isMember(*row); !good)
            return good.error();
        return ProjectRepository(database).everyMember(row->number);
    });
    if (!members)
        return members.error();
    QJsonArray items;
    for (const MemberRow &member : *members) {
        QJsonObject item = memberJson(member);
        item[u"direct"_s] = member.isDirect;
        items.append(item);
    }
    return jsonResponse({{u"items"_s, items}});
}

Result<Response> putMember(Call &call)
{
    const auto role = memberRoleFrom(call.json[u"role"_s]);
    if (!role)
        return role.error();
    UserInfo user;
    return changeMembers(
        call, Permission::Own, Deleted::Refuse,
        [&](Database &database, ProjectRow &held, const Transaction &transaction) -> Result<void> {
            const auto found = namedUser(database, call.parts[1]);
            if (!found)
                return found.error();
            user = *found;
            ProjectRepository projects(database);
            if (auto done = projects.setRole(held.number, user.id, *role, transaction); !done)
                return done;
            if (auto noted = note(call, database, held, "member_set", memberDetails(user, *role), transaction); !noted)
                return noted;
            return saveMembers(projects, held, call.principal.user, call.server.parts.clock.nowMs(), transaction);
        },
        [&](const ProjectRow &) { return jsonResponse(memberJson({user.id, user.name, *role})); });
}

Result<Response> deleteMember(Call &call)
{
    return changeMembers(
        call, Permission::Find, Deleted::Refuse,
        [&](Database &database, ProjectRow &held, const Transaction &transaction) -> Result<void> {
            const auto user = namedUser(database, call.parts[1]);
            if (user && user->id != call.principal.user) {  // oneself may always go
                if (auto owner = authorize(database, call.principal, Permission::Own, held.id); !owner)
                    return owner.error();
            }
            if (!user)
                return user.error();
            ProjectRepository projects(database);
            const auto members = projects.members(held.number);
            if (!members)
                return members.error();
            if (std::ranges::find(*members, user->id, &MemberRow::user) == members->end())
                return noMember(user->name);
            if (auto removed = projects.removeMember(held.number, user->id, transaction); !removed)
                return removed;
            if (auto noted = note(call, database, held, "member_removed", memberDetails(*user), transaction); !noted)
                return noted;
            return saveMembers(projects, held, call.principal.user, call.server.parts.clock.nowMs(), transaction);
        },
        [](const ProjectRow &) {
            Response response;
            response.status = 204;
            return response;
        });
}

}  // namespace tideline::server
