#include "app/server/api/handlers.h"
#include "app/server/api/projects.h"
#include "app/server/api/server_state.h"
#include "app/server/metadata/account_repository.h"
#include "app/server/metadata/activity_repository.h"
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

QByteArray etagOf(const ProjectRow &row)
{
    return "\"p" + QByteArray::number(row.recordRevision) + '"';
}

Response projectResponse(Call &call, const ProjectRow &row, int status = 200)
{
    Response response = jsonResponse(toJson(toCloudProject(row, call.server.epoch())), status);
    response.headers["ETag"] = etagOf(row);
    response.headers["Cache-Control"] = "private, no-cache";
    return response;
}

/// Loads the caller's project, lets `change` work on it in one transaction, tells the others.
template <typename Change>
Result<ProjectRow> changeProject(Call &call, Permission permission, Deleted deleted, const char *kind, Change change)
{
    const auto id = call.project();
    if (!id)
        return id.error();
    auto row = call.server.connections.write([&](Database &database, const Transaction &transaction) -> Result<ProjectRow> {
        auto held = authorize(database, call.principal, permission, *id, deleted);
        if (!held)
            return held;
        if (auto done = change(database, *held, transaction); !done)
            return done.error();
        auto now = ProjectRepository(database).find(*id, call.principal.user);
        if (!now)
            return now.error();
        return **std::move(now);
    });
    if (row)
        call.server.parts.events.publish({*id, kind, row->headRevision, {}});
    return row;
}

Result<void> note(Call &call, Database &database, const ProjectRow &project, const char *kind, const QJsonObject &details,
                  const Transaction &transaction)
{
    return ActivityRepository(database, project.number).add(call.principal, call.server.parts.clock.nowMs(), kind, details, transaction);
}

Result<UserInfo> namedUser(Database &database, const QByteArray &idOrName)
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

/// Errors: Conflict, when the change would take the last owner away.
Result<void> keepsAnOwner(const std::vector<MemberRow> &members, const UserId &changing)
{
    const bool another = std::ranges::any_of(
        members, [&](const MemberRow &member) { return member.role == Role::Owner && member.user != changing; });
    if (another)
        return {};
    return Error{Error::Kind::Conflict, u"A project keeps at least one owner."_s, {}, u"Make another member owner first."_s};
}

}  // namespace

Result<Response> getProjects(Call &call)
{
    const auto limit = call.parameters.limit(100, 200);
    if (!limit)
        return limit.error();
    const auto page = listProjects(call.server, call.principal, QString::fromUtf8(call.parameters.text("cursor")), *limit);
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
            if (auto noted = note(call, database, held, "deleted", {}, transaction); !noted)
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
        return ProjectRepository(database).members(row->number);
    });
    if (!members)
        return members.error();
    QJsonArray items;
    for (const MemberRow &member : *members)
        items.append(QJsonObject{{u"user"_s, QJsonObject{{u"id"_s, member.user.toString()}, {u"name"_s, member.name}}},
                                 {u"role"_s, toString(member.role)}});
    return jsonResponse({{u"items"_s, items}});
}

Result<Response> putMember(Call &call)
{
    const auto role = roleFromString(call.json[u"role"_s].toString());
    if (!role || *role == Role::None)
        return invalid(u"A member is finder, viewer, editor or owner."_s, u"role"_s);
    UserInfo user;
    const auto row = changeProject(
        call, Permission::Own, Deleted::Refuse, "members",
        [&](Database &database, ProjectRow &held, const Transaction &transaction) -> Result<void> {
            const auto found = namedUser(database, call.parts[1]);
            if (!found)
                return found.error();
            user = *found;
            ProjectRepository projects(database);
            if (*role != Role::Owner) {
                const auto members = projects.members(held.number);
                if (!members)
                    return members.error();
                if (auto keeps = keepsAnOwner(*members, user.id); !keeps)
                    return keeps;
            }
            if (auto done = projects.setRole(held.number, user.id, *role, transaction); !done)
                return done;
            const QJsonObject details{{u"member"_s, QJsonObject{{u"id"_s, user.id.toString()}, {u"name"_s, user.name}}}, {u"role"_s, toString(*role)}};
            if (auto noted = note(call, database, held, "member_set", details, transaction); !noted)
                return noted;
            return projects.saveRecord(held, call.server.parts.clock.nowMs(), transaction);
        });
    if (!row)
        return row.error();
    return jsonResponse({{u"user"_s, QJsonObject{{u"id"_s, user.id.toString()}, {u"name"_s, user.name}}},
                         {u"role"_s, toString(*role)}});
}

Result<Response> deleteMember(Call &call)
{
    const auto id = call.project();
    if (!id)
        return id.error();
    Revision head = 0;
    auto done = call.server.connections.write([&](Database &database, const Transaction &transaction) -> Result<void> {
        auto held = authorize(database, call.principal, Permission::Find, *id);
        if (!held)
            return held.error();
        const auto user = namedUser(database, call.parts[1]);
        if (user && user->id != call.principal.user) {  // oneself may always go
            if (auto owner = authorize(database, call.principal, Permission::Own, *id); !owner)
                return owner.error();
        }
        if (!user)
            return user.error();
        ProjectRepository projects(database);
        const auto members = projects.members(held->number);
        if (!members)
            return members.error();
        if (std::ranges::find(*members, user->id, &MemberRow::user) == members->end())
            return Error{Error::Kind::NotFound, u"This user is no member."_s, user->name, {}};
        if (auto keeps = keepsAnOwner(*members, user->id); !keeps)
            return keeps;
        head = held->headRevision;
        if (auto removed = projects.removeMember(held->number, user->id, transaction); !removed)
            return removed;
        const QJsonObject details{{u"member"_s, QJsonObject{{u"id"_s, user->id.toString()}, {u"name"_s, user->name}}}};
        if (auto noted = note(call, database, *held, "member_removed", details, transaction); !noted)
            return noted;
        return projects.saveRecord(*held, call.server.parts.clock.nowMs(), transaction);
    });
    if (!done)
        return done.error();
    call.server.parts.events.publish({*id, "members", head, {}});
    Response response;
    response.status = 204;
    return response;
}

}  // namespace tideline::server
