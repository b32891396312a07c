// What happened in a project, and who is there now.
#include "app/server/api/handlers.h"
#include "app/server/api/membership.h"
#include "app/server/api/server_state.h"
#include "app/server/metadata/activity_repository.h"
#include "app/server/metadata/history_repository.h"

#include <QJsonArray>

#include <limits>

namespace tideline::server {

using store::Database;

namespace {

constexpr int kMaxPage = 500;

QJsonObject item(const CommitRow &commit)
{
    return {{u"at"_s, timeText(commit.atMs)},
            {u"user"_s, userJson(commit.user, commit.userName)},
            {u"kind"_s, u"commit"_s},
            {u"details"_s, QJsonObject{{u"revision"_s, commit.revision},
                                       {u"message"_s, commit.message},
                                       {u"device"_s, commit.device},
                                       {u"put"_s, commit.puts},
                                       {u"move"_s, commit.moves},
                                       {u"delete"_s, commit.deletes}}}};
}

QJsonObject item(const ActivityRow &row)
{
    return {{u"at"_s, timeText(row.atMs)},
            {u"user"_s, userJson(row.user, row.userName)},
            {u"kind"_s, QString::fromLatin1(row.kind)},
            {u"details"_s, row.details}};
}

/// Where the next page begins in the two lists that are merged: below this commit, and below this other row.
struct Position {
    Revision revision = std::numeric_limits<Revision>::max();
    qint64 number = std::numeric_limits<qint64>::max();
};

QString toText(const Position &position)
{
    return u"%1.%2"_s.arg(position.revision).arg(position.number);
}

/// Errors: Invalid.
Result<Position> positionFrom(const QByteArray &text)
{
    if (text.isEmpty())
        return Position{};
    const QList<QByteArray> parts = text.split('.');
    bool first = false;
    bool second = false;
    const Position position{parts.front().toLongLong(&first), parts.back().toLongLong(&second)};
    if (parts.size() != 2 || !first || !second || position.revision < 1 || position.number < 1)
        return invalid(u"This cursor is not from here."_s, u"cursor"_s);
    return position;
}

}  // namespace

Result<Response> getActivity(Call &call)
{
    const auto id = call.project();
    const auto limit = call.parameters.limit(100, kMaxPage);
    const auto from = positionFrom(call.parameters.text("cursor"));
    if (!id)
        return id.error();
    if (!limit)
        return limit.error();
    if (!from)
        return from.error();
    struct Found {
        std::vector<CommitRow> commits;
        std::vector<ActivityRow> others;
    };
    const auto found = call.server.connections.read([&](Database &database) -> Result<Found> {
        const auto project = authorize(database, call.principal, Permission::Read, *id);
        if (!project)
            return project.error();
        if (auto good = isMember(*project); !good)
            return good.error();
        auto commits = HistoryRepository(database, project->number).list(from->revision, *limit + 1);
        auto others = ActivityRepository(database, project->number).list(from->number, *limit + 1);
        if (!commits || !others)
            return !commits ? commits.error() : others.error();
        return Found{*std::move(commits), *std::move(others)};
    });
    if (!found)
        return found.error();
    // Each list in its own order, whatever a clock did; between the two the later comes first.
    const auto &[commits, others] = *found;
    QJsonArray items;
    Position next = *from;
    std::size_t commit = 0;
    std::size_t other = 0;
    while (items.size() < *limit && (commit < commits.size() || other < others.size())) {
        const bool isCommit = other == others.size() || (commit < commits.size() && commits[commit].atMs >= others[other].atMs);
        if (isCommit) {
            next.revision = commits[commit].revision;
            items.append(item(commits[commit++]));
        } else {
            next.number = others[other].number;
            items.append(item(others[other++]));
        }
    }
    const bool hasMore = commit < commits.size() || other < others.size();
    return jsonResponse({{u"items"_s, items}, {u"cursor"_s, hasMore ? toText(next) : QString()}, {u"has_more"_s, hasMore}});
}

Result<Response> getPresence(Call &call)
{
    const auto id = call.project();
    if (!id)
        return id.error();
    const auto members = call.server.connections.read([&](Database &database) -> Result<std::vector<MemberRow>> {
        const auto project = authorize(database, call.principal, Permission::Find, *id);
        if (!project)
            return project.error();
        if (auto good = isMember(*project); !good)
            return good.error();
        return ProjectRepository(database).everyMember(project->number);
    });
    if (!members)
        return members.error();
    const std::vector<Presence> there = call.server.presence.in(*id);
    QJsonArray items;
    for (const MemberRow &member : *members) {
        QJsonArray sessions;
        for (const Presence &presence : there) {
            if (presence.user == member.user)
                sessions.append(QJsonObject{{u"client"_s, presence.client}, {u"device"_s, presence.device}, {u"since"_s, timeText(presence.sinceMs)}});
        }
        if (!sessions.isEmpty())
            items.append(QJsonObject{{u"user"_s, userJson(member.user, member.name)}, {u"sessions"_s, sessions}});
    }
    return jsonResponse({{u"items"_s, items}});
}

}  // namespace tideline::server
