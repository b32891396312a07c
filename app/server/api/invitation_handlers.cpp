#include "app/server/api/accounts.h"
#include "app/server/api/handlers.h"
#include "app/server/api/membership.h"
#include "app/server/api/secrets.h"
#include "app/server/api/server_state.h"
#include "app/server/metadata/account_repository.h"
#include "app/server/metadata/activity_repository.h"
#include "app/server/metadata/invitation_repository.h"

#include <QJsonArray>

#include <algorithm>

namespace tideline::server {

using store::Database;
using store::Transaction;

namespace {

constexpr qint64 kDayMs = 24 * 3600 * 1000;
constexpr qint64 kUsualMs = 7 * kDayMs;
constexpr qint64 kLongestMs = 90 * kDayMs;
constexpr std::size_t kMaxOpen = 1000;  ///< into one project or organisation

/// What the caller invites into, as its owner: an invitation with no more than that in it. Errors: NotFound, Denied.
using Into = Result<InvitationRow> (*)(Call &call, Database &database);

Result<InvitationRow> intoProject(Call &call, Database &database)
{
    const auto id = call.project();
    if (!id)
        return id.error();
    const auto project = authorize(database, call.principal, Permission::Own, *id);
    if (!project)
        return project.error();
    InvitationRow row;
    row.project = project->id;
    row.name = project->name;
    return row;
}

Result<InvitationRow> intoOrganization(Call &call, Database &database)
{
    const auto organization = authorize(database, call.principal, Permission::Own, call.parts.front());
    if (!organization)
        return organization.error();
    InvitationRow row;
    row.organization = organization->id;
    row.name = organization->name;
    return row;
}

/// Tells it in the activity of the project that it leads into, if it is one.
Result<void> note(Database &database, const Principal &who, const InvitationRow &row, const char *kind, const QJsonObject &details, qint64 nowMs,
                  const Transaction &transaction)
{
    if (!row.project)
        return {};
    const auto project = ProjectRepository(database).find(*row.project, who.user);
    if (!project)
        return project.error();
    return ActivityRepository(database, (*project)->number).add(who, nowMs, kind, details, transaction);
}

/// What it leads into: type, id, name.
QJsonObject targetJson(const InvitationRow &row)
{
    return {{u"type"_s, row.project ? u"project"_s : u"organization"_s},
            {u"id"_s, row.project ? row.project->toString() : row.organization->toString()},
            {u"name"_s, row.name}};
}

QJsonObject toJson(const InvitationRow &row)
{
    return {{u"id"_s, QString::fromLatin1(row.id)},
            {u"to"_s, targetJson(row)},
            {u"role"_s, toString(row.role)},
            {u"user"_s, row.user ? QJsonValue(userJson(*row.user, row.userName)) : QJsonValue()},
            {u"invited_by"_s, userJson(row.invitedBy, row.invitedByName)},
            {u"created_at"_s, timeJson(row.createdAtMs)},
            {u"expires_at"_s, timeJson(row.expiresAtMs)}};
}

QJsonObject detailsOf(const InvitationRow &row)
{
    QJsonObject details = toJson(row);
    for (const QString &known : {u"to"_s, u"invited_by"_s, u"created_at"_s})
        details.remove(known);
    return details;
}

Response listResponse(const std::vector<InvitationRow> &rows, qint64 nowMs)
{
    QJsonArray items;
    for (const InvitationRow &row : rows) {
        if (row.expiresAtMs > nowMs)
            items.append(toJson(row));
    }
    return jsonResponse({{u"items"_s, items}});
}

Result<std::vector<InvitationRow>> openInto(Database &database, const InvitationRow &target)
{
    const InvitationRepository invitations(database);
    return target.project ? invitations.into(*target.project) : invitations.into(*target.organization);
}

Result<Response> listed(Call &call, Into into)
{
    const auto rows = call.server.connections.read([&](Database &database) -> Result<std::vector<InvitationRow>> {
        const auto target = into(call, database);
        return target ? openInto(database, *target) : target.error();
    });
    return rows ? Result<Response>(listResponse(*rows, call.server.parts.clock.nowMs())) : rows.error();
}

/// Errors: Invalid (past, or over 90 days away).
Result<qint64> endFrom(const QJsonValue &value, qint64 nowMs)
{
    if (value.isUndefined() || value.isNull())
        return nowMs + kUsualMs;
    const auto end = timeFrom(value, u"expires_at"_s);
    if (end && (*end <= nowMs || *end > nowMs + kLongestMs))
        return invalid(u"An invitation ends within 90 days."_s, u"expires_at"_s);
    return end;
}

Result<Response> invited(Call &call, Into into)
{
    const qint64 now = call.server.parts.clock.nowMs();
    const auto role = memberRoleFrom(call.json[u"role"_s]);
    const auto end = endFrom(call.json[u"expires_at"_s], now);
    if (!role || !end)
        return !role ? role.error() : end.error();
    const QJsonValue user = call.json[u"user"_s];
    const bool isByCode = user.isUndefined() || user.isNull();
    if (!isByCode && user.toString().isEmpty())
        return invalid(u"The invited is a user's id or name; without one there is a code."_s, u"user"_s);
    const Secret secret = makeSecret(call.server.parts.random);
    const auto row = call.server.connections.write([&](Database &database, const Transaction &transaction) -> Result<InvitationRow> {
        auto target = into(call, database);
        if (!target)
            return target;
        InvitationRow fresh = *std::move(target);
        if (!isByCode) {
            const auto found = namedUser(database, user.toString().toUtf8());
            if (!found)
                return found.error();
            fresh.user = found->id;
            fresh.userName = found->name;
        } else {
            fresh.secretHash = secret.hash();
        }
        fresh.id = secret.id;
        fresh.role = *role;
        fresh.invitedBy = call.principal.user;
        fresh.invitedByName = call.principal.name;
        fresh.createdAtMs = now;
        fresh.expiresAtMs = *end;
        InvitationRepository invitations(database);
        if (auto swept = invitations.removeExpired(now, transaction); !swept)
            return swept.error();
        const auto open = openInto(database, fresh);
        if (!open)
            return open.error();
        if (open->size() >= kMaxOpen)
            return Error{Error::Kind::Conflict, u"A thousand invitations are open already."_s, fresh.name, u"Revoke some first."_s};
        if (auto added = invitations.add(fresh, transaction); !added)
            return added.error();
        if (auto noted = note(database, call.principal, fresh, "invitation_made", detailsOf(fresh), now, transaction); !noted)
            return noted.error();
        return fresh;
    });
    if (!row)
        return row.error();
    if (row->user)
        tellUsers(call.server, {*row->user}, "invitations");
    QJsonObject json = toJson(*row);
    if (isByCode)
        json[u"code"_s] = QString::fromLatin1(secret.text(kInvitationPrefix));
    return jsonResponse(json, 201);
}

Result<Response> revoked(Call &call, Into into)
{
    std::optional<UserId> user;
    auto done = call.server.connections.write([&](Database &database, const Transaction &transaction) -> Result<void> {
        const auto target = into(call, database);
        if (!target)
            return target.error();
        InvitationRepository invitations(database);
        const auto row = invitations.find(call.parts[1]);
        if (!row)
            return row.error();
        if (!*row || (*row)->project != target->project || (*row)->organization != target->organization)
            return Error{Error::Kind::NotFound, u"There is no such invitation."_s, {}, {}};
        user = (*row)->user;
        if (auto removed = invitations.remove((*row)->id, transaction); !removed)
            return removed;
        return note(database, call.principal, **row, "invitation_revoked", {{u"id"_s, QString::fromLatin1((*row)->id)}},
                    call.server.parts.clock.nowMs(), transaction);
    });
    if (!done)
        return done.error();
    if (user)
        tellUsers(call.server, {*user}, "invitations");
    Response response;
    response.status = 204;
    return response;
}

Error notGood()
{
    return {Error::Kind::NotFound, u"This invitation is not good, or not any more."_s, {}, u"Ask for another one."_s};
}

/// The open invitation that {id} or {code} means to this user. One by name is for its user alone; a code for whoever has it.
/// Errors: NotFound.
Result<InvitationRow> meant(Database &database, const QJsonObject &json, const std::optional<UserId> &user, qint64 nowMs)
{
    const InvitationRepository invitations(database);
    const QByteArray code = json[u"code"_s].toString().toLatin1();
    const auto secret = secretFrom(code, kInvitationPrefix);
    const QByteArray id = code.isEmpty() ? json[u"id"_s].toString().toLatin1() : secret ? secret->id : QByteArray();
    if (id.isEmpty())
        return notGood();
    auto row = invitations.find(id);
    if (!row)
        return row.error();
    if (!*row || (*row)->expiresAtMs <= nowMs)
        return notGood();
    const bool isMeant = secret ? !(*row)->secretHash.isNull() && isSecretOf(*secret, (*row)->secretHash)
                                : user && (*row)->user == user;
    if (!isMeant)
        return notGood();
    return **std::move(row);
}

/// Whoever invited may do so still: else one who was put out could have left a door open. Errors: NotFound.
Result<void> isStillOffered(Database &database, const InvitationRow &row)
{
    bool isOwner = false;
    if (row.project) {
        const auto project = ProjectRepository(database).find(*row.project, row.invitedBy);
        if (!project)
            return project.error();
        isOwner = *project && !(*project)->deleted && (*project)->role == Role::Owner;
    } else {
        const auto organization = OrganizationRepository(database).find(*row.organization, row.invitedBy);
        if (!organization)
            return organization.error();
        isOwner = *organization && (*organization)->role == Role::Owner;
    }
    return isOwner ? Result<void>() : notGood();
}

Role roleIn(const std::vector<MemberRow> &members, const UserId &user)
{
    const auto member = std::ranges::find(members, user, &MemberRow::user);
    return member == members.end() ? Role::None : member->role;
}

struct Entered {
    InvitationRow invitation;  ///< with the role that the user has now
    Revision head = 0;         ///< of the project
};

/// Lets the user in; a higher role that they have stays. The invitation is used up.
/// Errors: NotFound; Conflict (the user belongs to too many organisations).
Result<Entered> enter(Database &database, InvitationRow row, const Principal &who, qint64 nowMs, const Transaction &transaction)
{
    const UserId user = who.user;
    Revision head = 0;
    if (auto good = isStillOffered(database, row); !good)
        return good.error();
    ProjectRepository projects(database);
    OrganizationRepository organizations(database);
    if (row.project) {
        auto project = projects.find(*row.project, user);
        if (!project)
            return project.error();
        head = (*project)->headRevision;
        const auto members = projects.members((*project)->number);
        if (!members)
            return members.error();
        row.role = std::max(row.role, roleIn(*members, user));
        if (auto set = projects.setRole((*project)->number, user, row.role, transaction); !set)
            return set.error();
        if (auto saved = saveMembers(projects, **project, user, nowMs, transaction); !saved)
            return saved.error();
        QJsonObject details = memberDetails({user, who.name}, row.role);
        details[u"invited_by"_s] = userJson(row.invitedBy, row.invitedByName);
        if (auto noted = note(database, who, row, "member_joined", details, nowMs, transaction); !noted)
            return noted.error();
    } else {
        const auto members = organizations.members(*row.organization);
        if (!members)
            return members.error();
        if (roleIn(*members, user) == Role::None) {
            if (auto room = hasRoomForAnOrganization(organizations, user); !room)
                return room.error();
        }
        row.role = std::max(row.role, roleIn(*members, user));
        if (auto set = organizations.setRole(*row.organization, user, row.role, transaction); !set)
            return set.error();
    }
    if (auto removed = InvitationRepository(database).remove(row.id, transaction); !removed)
        return removed.error();
    return Entered{std::move(row), head};
}

/// After the transaction.
void tellEntered(ServerState &server, const Entered &entered, const UserId &user)
{
    if (entered.invitation.project)
        server.parts.events.publish({*entered.invitation.project, "members", entered.head, {}});
    else
        tellUsers(server, {user});
}

QJsonObject enteredJson(const InvitationRow &row)
{
    QJsonObject json = targetJson(row);
    json[u"role"_s] = toString(row.role);
    return json;
}

}  // namespace

Result<Response> getProjectInvitations(Call &call)
{
    return listed(call, &intoProject);
}

Result<Response> postProjectInvitation(Call &call)
{
    return invited(call, &intoProject);
}

Result<Response> deleteProjectInvitation(Call &call)
{
    return revoked(call, &intoProject);
}

Result<Response> getOrganizationInvitations(Call &call)
{
    return listed(call, &intoOrganization);
}

Result<Response> postOrganizationInvitation(Call &call)
{
    return invited(call, &intoOrganization);
}

Result<Response> deleteOrganizationInvitation(Call &call)
{
    return revoked(call, &intoOrganization);
}

Result<Response> getMyInvitations(Call &call)
{
    const auto rows = call.server.connections.read(
        [&](Database &database) { return InvitationRepository(database).to(call.principal.user); });
    return rows ? Result<Response>(listResponse(*rows, call.server.parts.clock.nowMs())) : rows.error();
}

Result<Response> acceptInvitation(Call &call)
{
    const qint64 now = call.server.parts.clock.nowMs();
    const UserId user = call.principal.user;
    const auto entered = call.server.connections.write([&](Database &database, const Transaction &transaction) -> Result<Entered> {
        auto found = meant(database, call.json, user, now);
        return found ? enter(database, *std::move(found), call.principal, now, transaction) : found.error();
    });
    if (!entered)
        return entered.error();
    tellEntered(call.server, *entered, user);
    return jsonResponse(enteredJson(entered->invitation));
}

Result<Response> declineInvitation(Call &call)
{
    const qint64 now = call.server.parts.clock.nowMs();
    auto done = call.server.connections.write([&](Database &database, const Transaction &transaction) -> Result<void> {
        const auto found = meant(database, call.json, call.principal.user, now);
        return found ? InvitationRepository(database).remove(found->id, transaction) : found.error();
    });
    if (!done)
        return done.error();
    Response response;
    response.status = 204;
    return response;
}

Result<Response> registerByInvitation(Call &call)
{
    if (!call.server.parts.policy.invitationsMakeUsers)
        return Error{Error::Kind::Denied, u"This server makes no users by invitations."_s, {}, u"Ask its administrator for one."_s};
    const qint64 now = call.server.parts.clock.nowMs();
    const QString name = call.json[u"user"_s].toString();
    // Only a good code is worth the work that a password's hash takes, and that not without end: one may fail over and over.
    const auto good = call.server.connections.read([&](Database &database) -> Result<QByteArray> {
        const auto found = meant(database, call.json, {}, now);
        if (!found)
            return found.error();
        const auto offered = isStillOffered(database, *found);
        return offered ? Result<QByteArray>(found->id) : offered.error();
    });
    if (!good)
        return good.error();
    const QByteArray account = "invitation " + *good;  // no user has a name with a space
    if (const int wait = call.server.limiter.begin(account, call.head.peer); wait > 0)
        return rateLimited(u"Too many tries."_s, wait);
    const auto fresh = newUser(call.server, name, call.json[u"password"_s].toString());
    if (!fresh && fresh.error().kind == Error::Kind::Timeout)
        call.server.limiter.takeBack(account, call.head.peer);  // it was not even looked at
    if (!fresh)
        return fresh.error();
    const auto entered = call.server.connections.write([&](Database &database, const Transaction &transaction) -> Result<Entered> {
        auto found = meant(database, call.json, {}, now);
        if (!found)
            return found.error();
        if (auto stored = storeUser(database, *fresh, transaction); !stored)
            return stored.error();
        Principal who;
        who.user = fresh->info.id;
        who.name = fresh->info.name;
        return enter(database, *std::move(found), who, now, transaction);
    });
    if (!entered)
        return entered.error();
    call.server.limiter.succeeded(account, call.head.peer, LoginLimiter::Place::Any);
    tellEntered(call.server, *entered, fresh->info.id);
    const auto token = makeToken(call.server, fresh->info.id, call.json[u"device"_s].toString());
    if (!token)
        return token.error();
    return jsonResponse({{u"token"_s, token->text},
                         {u"user"_s, userJson(fresh->info.id, fresh->info.name)},
                         {u"joined"_s, enteredJson(entered->invitation)},
                         {u"server_id"_s, call.server.identity().id.toString()}},
                        201);
}

}  // namespace tideline::server
