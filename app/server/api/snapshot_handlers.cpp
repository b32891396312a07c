#include "app/server/api/handlers.h"
#include "app/server/api/server_state.h"
#include "app/server/metadata/activity_repository.h"
#include "app/server/metadata/committer.h"
#include "app/server/metadata/retention_repository.h"
#include "app/server/metadata/snapshot_repository.h"
#include "app/server/metadata/tree_return.h"
#include "core/base/relative_path.h"

#include <QDateTime>
#include <QJsonArray>
#include <QTimeZone>

namespace tideline::server {

using store::Database;
using store::Transaction;

namespace {

constexpr qint64 kMaxSnapshots = 10'000;

QJsonObject toJson(const SnapshotRow &row)
{
    return {{u"name"_s, row.name},
            {u"revision"_s, row.revision},
            {u"message"_s, row.message},
            {u"author"_s, QJsonObject{{u"id"_s, row.user.toString()}, {u"name"_s, row.userName}}},
            {u"at"_s, QDateTime::fromMSecsSinceEpoch(row.atMs, QTimeZone::utc()).toString(Qt::ISODateWithMs)},
            {u"live"_s, row.live}};
}

Error noSuchSnapshot(const QString &name)
{
    return {Error::Kind::NotFound, u"There is no such snapshot."_s, name, {}};
}

/// Errors: NotFound, where the files of this revision are not kept any more.
Result<void> isKept(Database &database, const ProjectRow &project, Revision revision)
{
    const auto thinned = RetentionRepository(database, project.number).isThinned(revision);
    if (!thinned)
        return thinned.error();
    if (!*thinned)
        return {};
    return Error{Error::Kind::NotFound, u"The files of this revision are not kept any more."_s, QString::number(revision),
                 u"Take one that is kept: tide log"_s};
}

Error noSuchRevision(const QByteArray &revision)
{
    return {Error::Kind::NotFound, u"There is no such revision."_s, QString::fromUtf8(revision), {}};
}

/// Errors: NotFound.
Result<SnapshotRow> findSnapshot(SnapshotRepository &snapshots, const QString &name)
{
    auto row = snapshots.find(name);
    if (!row)
        return row.error();
    return *row ? Result<SnapshotRow>(**std::move(row)) : noSuchSnapshot(name);
}

}  // namespace

Result<Response> getSnapshots(Call &call)
{
    const auto id = call.project();
    if (!id)
        return id.error();
    auto rows = call.server.connections.read([&](Database &database) -> Result<std::vector<SnapshotRow>> {
        const auto project = authorize(database, call.principal, Permission::Find, *id);
        if (!project)
            return project.error();
        return SnapshotRepository(database, project->number).list();
    });
    if (!rows)
        return rows.error();
    QJsonArray items;
    for (const SnapshotRow &row : *rows)
        items.append(toJson(row));
    return jsonResponse({{u"items"_s, items}});
}

Result<Response> postSnapshot(Call &call)
{
    const auto id = call.project();
    if (!id)
        return id.error();
    SnapshotRow row;
    row.name = call.json[u"name"_s].toString().trimmed();
    row.message = call.json[u"message"_s].toString().left(4096);
    row.user = call.principal.user;
    row.userName = call.principal.name;
    row.atMs = call.server.parts.clock.nowMs();
    if (!row.name.isValidUtf16() || !checkName(row.name.toUtf8()))
        return invalid(u"A snapshot needs a name that a file could have."_s, u"name"_s);
    if (call.json.contains(u"revision"_s) && call.json[u"revision"_s].toInteger() < 1)
        return invalid(u"A revision is a number from 1 on."_s, u"revision"_s);
    auto made = call.server.connections.write([&](Database &database, const Transaction &transaction) -> Result<void> {
        const auto project = authorize(database, call.principal, Permission::Modify, *id);
        if (!project)
            return project.error();
        row.revision = call.json[u"revision"_s].toInteger(project->headRevision);
        if (row.revision > project->headRevision)
            return noSuchRevision(QByteArray::number(row.revision));
        if (row.revision == 0)
            return invalid(u"An empty project has no revision to name."_s, u"revision"_s);
        if (auto kept = isKept(database, *project, row.revision); !kept)
            return kept;
        SnapshotRepository snapshots(database, project->number);
        const auto held = snapshots.find(row.name);
        const auto count = snapshots.count();
        if (!held || !count)
            return !held ? held.error() : count.error();
        if (*held)
            return Error{Error::Kind::Conflict, u"There is a snapshot of this name already."_s, row.name, {}};
        if (*count >= kMaxSnapshots)
            return Error{Error::Kind::Conflict, u"A project has at most 10,000 snapshots."_s, {}, {}};
        if (auto added = snapshots.add(row, transaction); !added)
            return added;
        return ActivityRepository(database, project->number)
            .add(call.principal, row.atMs, "snapshot_made", {{u"name"_s, row.name}, {u"revision"_s, row.revision}}, transaction);
    });
    if (!made)
        return made.error();
    return jsonResponse(toJson(row), 201);
}

Result<Response> patchSnapshot(Call &call)
{
    const auto id = call.project();
    if (!id)
        return id.error();
    if (!call.json[u"live"_s].isBool())
        return invalid(u"Say whether it is live: true or false."_s, u"live"_s);
    const bool live = call.json[u"live"_s].toBool();
    const QString name = QString::fromUtf8(call.parts[1]);
    SnapshotRow row;
    auto done = call.server.connections.write([&](Database &database, const Transaction &transaction) -> Result<void> {
        const auto project = authorize(database, call.principal, Permission::Modify, *id);
        if (!project)
            return project.error();
        SnapshotRepository snapshots(database, project->number);
        auto found = findSnapshot(snapshots, name);
        if (!found)
            return found.error();
        row = *std::move(found);
        if (row.live != live) {
            if (auto set = snapshots.setLive(live ? name : QString(), transaction); !set)
                return set;
            auto noted = ActivityRepository(database, project->number)
                             .add(call.principal, call.server.parts.clock.nowMs(), "snapshot_live", {{u"name"_s, name}, {u"live"_s, live}}, transaction);
            if (!noted)
                return noted;
        }
        row.live = live;
        return {};
    });
    if (!done)
        return done.error();
    return jsonResponse(toJson(row));
}

Result<Response> deleteSnapshot(Call &call)
{
    const auto id = call.project();
    if (!id)
        return id.error();
    const QString name = QString::fromUtf8(call.parts[1]);
    auto done = call.server.connections.write([&](Database &database, const Transaction &transaction) -> Result<void> {
        const auto project = authorize(database, call.principal, Permission::Modify, *id);
        if (!project)
            return project.error();
        SnapshotRepository snapshots(database, project->number);
        if (auto found = findSnapshot(snapshots, name); !found)
            return found.error();
        if (auto removed = snapshots.remove(name, transaction); !removed)
            return removed;
        return ActivityRepository(database, project->number)
            .add(call.principal, call.server.parts.clock.nowMs(), "snapshot_removed", {{u"name"_s, name}}, transaction);
    });
    if (!done)
        return done.error();
    Response response;
    response.status = 204;
    return response;
}

Result<Response> restoreCommit(Call &call)
{
    wire::CommitRequest request;
    const auto key = CommitKey::fromString(QString::fromLatin1(call.header("idempotency-key")));
    if (!key)
        return invalid(u"A commit needs an Idempotency-Key of the form key_<32 hex digits>."_s);
    request.key = *key;
    request.device = call.json[u"device"_s].toString().left(255);
    request.message = call.json[u"message"_s].toString().left(4096);
    bool ok = false;
    const Revision revision = call.parts[1].toLongLong(&ok);
    const auto id = call.project();
    if (!id)
        return id.error();
    const ContentHash bodyHash = sha256(call.parts[1] + '\n' + call.body);
    if (!ok || revision < 1)
        return noSuchRevision(call.parts[1]);
    qint64 count = 0;
    auto outcome = call.server.connections.write(
        [&](Database &database, const Transaction &transaction) -> Result<std::variant<Committed, Refusal>> {
            auto project = authorize(database, call.principal, Permission::Modify, *id);
            if (!project)
                return project.error();
            if (revision > project->headRevision)
                return noSuchRevision(call.parts[1]);
            const wire::Cursor head{call.server.epoch(), project->headRevision, project->headHash};
            NodeRepository nodes(database, project->number);
            VersionRepository versions(database, project->number);
            const CommitOrder order{request, bodyHash, *std::move(project), call.principal, head.epoch, call.server.parts.clock.nowMs(),
                                    call.server.parts.policy.usage.defaultQuota};
            auto answered = answerBefore(database, order);
            if (!answered)
                return answered.error();
            if (*answered)
                return **std::move(answered);
            if (auto kept = isKept(database, order.project, revision); !kept)
                return kept.error();
            auto changes = changesBackTo(revision, head.revision, nodes, versions);
            if (!changes)
                return changes.error();
            if (changes->empty()) {
                const Committed nothing{{head, false}, true};
                if (auto kept = keepAnswer(database, transaction, order, nothing.reply); !kept)
                    return kept.error();
                return std::variant<Committed, Refusal>(nothing);
            }
            count = qint64(changes->size());
            request.base = head;
            request.changes = *std::move(changes);
            return makeCommit(database, transaction, order);
        });
    if (!outcome)
        return outcome.error();
    if (const auto *refusal = std::get_if<Refusal>(&*outcome))
        return problem(*refusal);
    const Committed &committed = std::get<Committed>(*outcome);
    if (!committed.repeated)
        call.server.parts.events.publish({*id, "content", committed.reply.cursor.revision, request.device, call.header("tideline-session")});
    QJsonObject json = wire::toJson(committed.reply);
    json[u"changes"_s] = committed.repeated ? 0 : count;
    return jsonResponse(json, committed.repeated ? 200 : 201);
}

}  // namespace tideline::server
