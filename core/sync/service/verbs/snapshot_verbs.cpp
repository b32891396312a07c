#include "core/sync/service/verbs/verbs.h"

#include "core/schema/wire/change.h"
#include "core/sync/service/verbs/cloud_call.h"

#include <QDateTime>

#include <algorithm>

namespace tideline::sync {

namespace {

/// A call that names a project of the cloud, and mostly a snapshot of it.
struct Named : CloudRef {
    QString snapshot;
    QByteArray snapshotUrl() const { return url("/snapshots/" + snapshot.toUtf8().toPercentEncoding()); }
};

enum class Wants { Project, Snapshot };
Result<Named> named(ServiceCore &core, const VerbCall &call, Wants wants = Wants::Snapshot)
{
    auto name = wants == Wants::Snapshot ? call.args.text(u"name"_s) : Result<QString>(QString());
    if (!name)
        return name.error();
    if (wants == Wants::Snapshot) {
        if (auto good = checkName(name->toUtf8()); !good)
            return at(good.error(), *name);
    }
    auto project = cloudProject(core, call);
    if (!project)
        return project.error();
    return Named{*std::move(project), *std::move(name)};
}

QJsonObject toRow(const QJsonObject &item, const Named &what)
{
    return {{u"project"_s, what.project.name()},
            {u"name"_s, item.value(u"name"_s).toString()},
            {u"revision"_s, item.value(u"revision"_s).toInteger()},
            {u"message"_s, item.value(u"message"_s).toString()},
            {u"by"_s, item.value(u"author"_s).toObject()},
            {u"at_ms"_s, QDateTime::fromString(item.value(u"at"_s).toString(), Qt::ISODateWithMs).toMSecsSinceEpoch()},
            {u"live"_s, item.value(u"live"_s).toBool()}};
}

struct Rows {
    QJsonArray rows;
    bool stale = false;
};
Result<Rows> rowsOf(ServiceCore &core, const VerbCall &call, const Named &what)
{
    const auto reply = askList(core, call, CloudList::Snapshots, what.cloudId, what.url("/snapshots"));
    if (!reply)
        return reply.error();
    Rows list{{}, reply->stale};
    for (const QJsonValue &item : reply->object.value(u"items"_s).toArray())
        list.rows.append(toRow(item.toObject(), what));
    return list;
}

/// Everything saved here is in the cloud: gives the revision that both sides are at.
/// Errors: those of the sync; Refused (something waits for a person, or could not be read).
Result<Revision> settled(ServiceCore &core, const VerbCall &call, const ProjectStatus &project)
{
    const QJsonObject row = syncRow(core, call, project, false, false);
    if (const QJsonObject error = row.value(u"error"_s).toObject(); !error.isEmpty())
        return control::errorFromJson(error);
    if (!row.value(u"equal"_s).toBool())
        return Error{Error::Kind::Refused, u"Not everything that is saved here is in the cloud yet."_s, project.project.name,
                     u"Look what waits with: tide status. A guard is answered by: tide sync --yes"_s};
    return row.value(u"revision"_s).toInteger();
}

}  // namespace

Result<QJsonObject> snapshotList(ServiceCore &core, const VerbCall &call)
{
    auto what = named(core, call, Wants::Project);
    if (!what)
        return what.error();
    auto rows = rowsOf(core, call, *what);
    if (!rows)
        return rows.error();
    return markedReply({{u"project"_s, what->project.name()}, {u"rows"_s, rows->rows}}, rows->stale);
}

Result<QJsonObject> snapshotCreate(ServiceCore &core, const VerbCall &call)
{
    auto message = call.args.text(u"message"_s, {});
    auto revision = call.args.integer(u"revision"_s, 0, 0, std::numeric_limits<qint64>::max() / 2);
    if (!message || !revision)
        return !message ? message.error() : revision.error();
    auto what = named(core, call);
    if (!what)
        return what.error();
    QJsonObject body{{u"name"_s, what->snapshot}, {u"message"_s, *message}};
    if (*revision == 0 && what->project.local) {
        // What a person sees on the disk is meant, not what the cloud has of it by chance.
        auto reached = settled(core, call, *what->project.local);
        if (!reached)
            return reached.error();
        *revision = *reached;
    }
    if (*revision > 0)
        body[u"revision"_s] = *revision;
    auto made = askCloud(core, call, "POST", what->url("/snapshots"), body, u"make a snapshot"_s);
    core.lists->changed(what->cloudId, CloudChange::Snapshots);
    if (!made)
        return at(made.error(), what->snapshot);
    return toRow(*made, *what);
}

Result<QJsonObject> snapshotLive(ServiceCore &core, const VerbCall &call)
{
    auto live = call.args.flag(u"live"_s, true);
    auto what = live ? named(core, call) : Result<Named>(live.error());
    if (!what)
        return what.error();
    auto set = askCloud(core, call, "PATCH", what->snapshotUrl(), {{u"live"_s, *live}}, u"change a snapshot"_s);
    core.lists->changed(what->cloudId, CloudChange::Snapshots);
    if (!set)
        return at(set.error(), what->snapshot);
    return toRow(*set, *what);
}

Result<QJsonObject> snapshotDelete(ServiceCore &core, const VerbCall &call)
{
    auto what = named(core, call);
    if (!what)
        return what.error();
    const auto gone = askCloud(core, call, "DELETE", what->snapshotUrl(), {}, u"delete a snapshot"_s);
    core.lists->changed(what->cloudId, CloudChange::Snapshots);
    if (!gone)
        return at(gone.error(), what->snapshot);
    return QJsonObject{{u"project"_s, what->project.name()}, {u"name"_s, what->snapshot}};
}

Result<QJsonObject> snapshotRestore(ServiceCore &core, const VerbCall &call)
{
    auto what = named(core, call);
    if (!what)
        return what.error();
    auto rows = rowsOf(core, call, *what);
    if (!rows)
        return rows.error();
    const auto found = std::find_if(rows->rows.begin(), rows->rows.end(), [&](const QJsonValue &row) { return row[u"name"_s].toString() == what->snapshot; });
    if (found == rows->rows.end())
        return Error{Error::Kind::NotFound, u"There is no such snapshot."_s, what->snapshot, u"List them with: tide snapshot list"_s};
    const Revision revision = (*found)[u"revision"_s].toInteger();

    // What is not in the cloud yet goes there first, so that the history keeps it.
    Revision before = 0;
    if (what->project.local) {
        auto reached = settled(core, call, *what->project.local);
        if (!reached)
            return reached.error();
        before = *reached;
    }
    const QJsonObject body{{u"device"_s, core.deviceName()}, {u"message"_s, u"restored the snapshot %1 (r%2)"_s.arg(what->snapshot).arg(revision)}};
    auto made = askCloud(core, call, "POST", what->url("/commits/" + QByteArray::number(revision) + "/restore"), body, u"restore a snapshot"_s,
                     {{"Idempotency-Key", CommitKey::make(core.clock, core.random).toString().toLatin1()}});
    core.lists->changed(what->cloudId, CloudChange::Content);
    auto commit = made ? wire::commitReplyFromJson(*made) : Result<wire::CommitReply>(made.error());
    if (!commit)
        return at(commit.error(), what->snapshot);
    const Revision after = commit->cursor.revision;
    const qint64 changes = made->value(u"changes"_s).toInteger();
    QJsonObject reply{{u"project"_s, what->project.name()}, {u"name"_s, what->snapshot}, {u"revision"_s, revision}, {u"changes"_s, changes},
                      {u"head_revision"_s, after}};
    // Whoever restores has said yes to what that deletes. Where others' commits lie between, a guard asks as ever.
    if (what->project.local)
        reply[u"sync"_s] = syncRow(core, call, *what->project.local, false, changes > 0 && after == before + 1);
    return reply;
}

}  // namespace tideline::sync
