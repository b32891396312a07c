// How an endpoint changes a project's record or its members, and who hears of it.
#pragma once

#include "app/server/api/call.h"
#include "app/server/api/membership.h"
#include "app/server/api/server_state.h"

#include <algorithm>

namespace tideline::server {

QByteArray etagOf(const ProjectRow &row);
Response projectResponse(Call &call, const ProjectRow &row, int status = 200);

/// Writes down that the caller does this to a project, in the transaction that does it.
Result<void> note(Call &call, store::Database &database, const ProjectRow &project, const char *kind, const QJsonObject &details,
                  const store::Transaction &transaction);
/// Where the change made the project count for another owner, that is noted. The refusal when that one has no space for it.
Result<std::optional<Refusal>> takeOver(Call &call, store::Database &database, const ProjectRow &before, const store::Transaction &transaction);

/// Loads the caller's project and lets `change(Database &, ProjectRow &, const Transaction &)` -> Result<void> work on it in one
/// transaction.
template <typename Change>
Result<ProjectRow> writeProject(Call &call, Permission permission, Deleted deleted, Change change)
{
    const auto id = call.project();
    if (!id)
        return id.error();
    return call.server.connections.write([&](store::Database &database, const store::Transaction &transaction) -> Result<ProjectRow> {
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
}

/// The same, and tells the others.
template <typename Change>
Result<ProjectRow> changeProject(Call &call, Permission permission, Deleted deleted, const char *kind, Change change)
{
    auto row = writeProject(call, permission, deleted, std::move(change));
    if (row)
        call.server.parts.events.publish({row->id, kind, row->headRevision, {}});
    return row;
}

/// The same for a change of who belongs to it or owns it: who cannot find it any more by that is told, and whom it counts for
/// has space for it. `respond(const ProjectRow &)` -> Response.
template <typename Change, typename Respond>
Result<Response> changeMembers(Call &call, Permission permission, Deleted deleted, Change change, Respond respond)
{
    std::vector<UserId> lost;
    std::optional<Refusal> refusal;
    const auto row = writeProject(
        call, permission, deleted,
        [&](store::Database &database, ProjectRow &held, const store::Transaction &transaction) -> Result<void> {
            const ProjectRepository projects(database);
            const ProjectRow was = held;
            const auto before = projects.everyMember(held.number);
            if (!before)
                return before.error();
            if (auto done = change(database, held, transaction); !done)
                return done;
            const auto after = projects.everyMember(held.number);
            if (!after)
                return after.error();
            for (const MemberRow &member : *before) {
                if (std::ranges::find(*after, member.user, &MemberRow::user) == after->end())
                    lost.push_back(member.user);
            }
            auto refused = takeOver(call, database, was, transaction);
            if (!refused)
                return refused.error();
            refusal = *std::move(refused);
            return refusal ? Result<void>(Error{Error::Kind::Refused, refusal->title, {}, {}}) : Result<void>();
        });
    if (refusal)
        return problem(*refusal);
    if (!row)
        return row.error();
    tellUsers(call.server, std::move(lost));
    call.server.parts.events.publish({row->id, "members", row->headRevision, {}});
    return respond(*row);
}

}  // namespace tideline::server
