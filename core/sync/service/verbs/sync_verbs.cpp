#include "core/sync/service/verbs/verbs.h"

#include "core/store/project_repository.h"
#include "core/sync/service/project_finder.h"

#include <QDir>

namespace tideline::sync {

namespace {

constexpr qint64 kLongestPauseMs = qint64(366) * 24 * 3600 * 1000;

/// The projects that a call names by `dirs` and `projects`; all of this device when it names none.
Result<std::vector<ProjectStatus>> chosen(ServiceCore &core, const VerbCall &call, bool withProjects)
{
    auto dirs = call.args.texts(u"dirs"_s);
    auto names = withProjects ? call.args.texts(u"projects"_s) : Result<QStringList>(QStringList());
    if (!dirs || !names)
        return !dirs ? dirs.error() : names.error();
    if (dirs->isEmpty() && names->isEmpty())
        return core.board.all();
    std::vector<ProjectStatus> list;
    for (const QString &text : *dirs + *names) {
        if (dirs->contains(text) && !QDir::isAbsolutePath(text))
            return Error{Error::Kind::Invalid, u"A folder is given by its absolute path."_s, text, {}};
        auto found = findHere(core, text);
        if (!found)
            return found.error();
        const auto same = [&](const ProjectStatus &one) { return one.project.id == found->project.id; };
        if (std::none_of(list.begin(), list.end(), same))
            list.push_back(*std::move(found));
    }
    return list;
}

QJsonArray planRows(const std::vector<PlannedAction> &plan)
{
    QJsonArray rows;
    for (const PlannedAction &action : plan) {
        QJsonObject row{{u"action"_s, action.action}, {u"path"_s, QString::fromUtf8(action.path)},
                        {u"size"_s, action.sizeBytes}, {u"why"_s, action.why}};
        if (!action.to.isEmpty())
            row[u"to"_s] = QString::fromUtf8(action.to);
        rows.append(row);
    }
    return rows;
}

QJsonObject outcomeRow(const SyncOutcome &outcome)
{
    QJsonObject row{{u"equal"_s, outcome.equal},
                    {u"guard_holds"_s, outcome.guardHolds},
                    {u"guard_reason"_s, outcome.guardReason},
                    {u"uploaded"_s, outcome.uploaded},
                    {u"downloaded"_s, outcome.downloaded},
                    {u"moved_local"_s, outcome.movedLocal},
                    {u"moved_remote"_s, outcome.movedRemote},
                    {u"deleted_local"_s, outcome.deletedLocal},
                    {u"deleted_remote"_s, outcome.deletedRemote},
                    {u"conflicts"_s, outcome.conflicts},
                    {u"merged"_s, outcome.merged},
                    {u"cloud_went_back"_s, outcome.cloudWentBack},
                    {u"skipped"_s, outcome.skipped},
                    {u"stopped"_s, outcome.stopped},
                    {u"errors"_s, outcome.errors},
                    {u"bytes_up"_s, outcome.bytesUp},
                    {u"bytes_down"_s, outcome.bytesDown},
                    {u"revision"_s, outcome.revision}};
    if (!outcome.plan.empty())
        row[u"plan"_s] = planRows(outcome.plan);
    return row;
}

Result<QJsonObject> setPaused(ServiceCore &core, const VerbCall &call, bool paused)
{
    auto name = call.args.text(u"project"_s, {});
    auto untilMs = call.args.integer(u"until"_s, 0, 0, core.clock.nowMs() + kLongestPauseMs);
    if (!name || !untilMs)
        return !name ? name.error() : untilMs.error();
    if (call.args.has(u"until"_s) && *untilMs <= core.clock.nowMs())
        return Error{Error::Kind::Invalid, u"This pause would be over already."_s, u"until"_s, u"Give a time that is to come."_s};
    if (name->isEmpty() && !paused && !core.board.isAllPaused() && core.metered->syncAnyway()) {
        // no pause was what held it
    } else if (name->isEmpty()) {
        if (auto kept = core.setAllPaused(paused, *untilMs, call.cancelled); !kept)
            return kept.error();
    } else if (*untilMs > 0) {
        return Error{Error::Kind::Invalid, u"Only everything together can be paused for a time."_s, *name,
                     u"Leave the project out; or leave the time out, and go on with: tide resume PROJECT"_s};
    } else {
        auto found = findHere(core, *name);
        if (!found)
            return found.error();
        const ProjectId id = found->project.id;
        core.board.update(id, [paused](ProjectStatus &status) { status.project.paused = paused; });
        core.engine->tell([&](Scheduler &scheduler, Moment now) {
            scheduler.setPaused(id, paused);
            if (!paused)
                scheduler.changedSomehow(id, now);
        });
        if (paused)
            core.engine->interrupt(id);
        core.publishProject(id);
        auto kept = core.store->write([&](store::Database &database, const store::Transaction &transaction) {
            return store::ProjectRepository(database).savePaused(found->project.number, paused, transaction);
        }, call.cancelled);
        if (!kept)
            return kept.error();
    }
    QJsonArray rows;
    for (const ProjectStatus &status : core.board.all())
        rows.append(core.row(status));
    return QJsonObject{{u"paused"_s, core.board.isAllPaused()}, {u"paused_until_ms"_s, core.board.allPausedUntilMs()},
                       {u"metered"_s, core.board.isMeteredHeld()}, {u"text"_s, core.overall().text}, {u"rows"_s, rows}};
}

QString whyWaiting(const Scheduler::Waiting &waiting)
{
    if (waiting.paused)
        return u"paused"_s;
    switch (waiting.last) {
    case Ending::Offline: return u"the cloud cannot be reached"_s;
    case Ending::Blocked: return u"sign in first"_s;
    case Ending::Failed: return u"the last sync failed"_s;
    default: return u"its turn comes"_s;
    }
}

}  // namespace

QJsonObject syncRow(ServiceCore &core, const VerbCall &call, const ProjectStatus &before, bool dryRun, bool yes)
{
    const LocalProject project = before.project;
    const Moment began = core.clock.monotonic();
    (void)core.endTimedPause({});
    auto outcome = [&]() -> Result<SyncOutcome> {
        if (project.paused || core.board.isAllPaused())
            return Error{Error::Kind::Refused, u"Sync is paused."_s, project.name, u"Go on with: tide resume"_s};
        SyncWish wish{project.id, dryRun, yes, {}, call.cancelled};
        if (call.onProgress)
            wish.onProgress = [&](const Progress &progress) { call.onProgress(toJson(progress, project)); };
        return core.engine->syncNow(wish);
    }();
    QJsonObject row = outcomeRow(outcome ? *outcome : SyncOutcome{});
    if (!outcome) {
        row[u"error"_s] = control::toJson(outcome.error());
        row[u"revision"_s] = project.revision;
    }
    const auto after = core.board.find(project.id).value_or(before);
    if (outcome && outcome->errors > 0)  // a sync tries a file more than once
        row[u"errors"_s] = std::max<qint64>(after.fileErrors, 1);
    row[u"project"_s] = project.name;
    row[u"local_id"_s] = project.id.toString();
    row[u"path"_s] = project.rootPath;
    row[u"state"_s] = toString(core.board.facts(after).state);
    row[u"elapsed_ms"_s] = qint64(std::chrono::duration_cast<std::chrono::milliseconds>(core.clock.monotonic() - began).count());
    return row;
}

Result<QJsonObject> sync(ServiceCore &core, const VerbCall &call)
{
    auto dryRun = call.args.flag(u"dry_run"_s);
    auto yes = call.args.flag(u"yes"_s);
    if (!dryRun || !yes)
        return !dryRun ? dryRun.error() : yes.error();
    auto list = chosen(core, call, true);
    if (!list)
        return list.error();
    if (!core.account.account())
        return core.account.channel().error();
    QJsonArray rows;
    bool equal = true, olderCatalog = false;
    for (const ProjectStatus &status : *list) {
        if (call.isCancelled())
            return Error{Error::Kind::Cancelled, u"Cancelled."_s, u"sync"_s, {}};
        const QJsonObject row = syncRow(core, call, status, *dryRun, *yes);
        equal = equal && row.value(u"equal"_s).toBool();
        olderCatalog = olderCatalog || core.isCatalogOlder(status.project, row.value(u"revision"_s).toInteger());
        rows.append(row);
    }
    if (olderCatalog && !core.engine->isAutonomous())  // nobody would do it later
        (void)core.refreshCatalog(call.cancelled);     // its failure is of no matter to what was synced
    if (call.isCancelled() && !equal)
        return Error{Error::Kind::Cancelled, u"Cancelled."_s, u"sync"_s, {}};
    return QJsonObject{{u"equal"_s, equal}, {u"rows"_s, rows}};
}

Result<QJsonObject> watchStart(ServiceCore &core, const VerbCall &call)
{
    if (auto list = chosen(core, call, false); !list)
        return list.error();
    if (core.mode == OwnerMode::Once)
        return Error{Error::Kind::Refused, u"The engine's owner ends with its command."_s, u"watch_start"_s, {}};
    const auto started = core.startWatching();
    QJsonObject reply{{u"watching"_s, true}};
    if (!started)
        reply[u"degraded"_s] = started.error().what;  // push and the periodic check work all the same
    return reply;
}

Result<QJsonObject> watchStop(ServiceCore &core, const VerbCall &)
{
    core.stopWatching();
    return QJsonObject{{u"watching"_s, false}};
}

Result<QJsonObject> pause(ServiceCore &core, const VerbCall &call)
{
    return setPaused(core, call, true);
}

Result<QJsonObject> resume(ServiceCore &core, const VerbCall &call)
{
    return setPaused(core, call, false);
}

Result<QJsonObject> queue(ServiceCore &core, const VerbCall &)
{
    QJsonArray running, waiting;
    for (const ProjectStatus &status : core.board.all()) {
        if (status.running)
            running.append(toJson(status.progress.value_or(Progress{}), status.project));
    }
    const Moment now = core.clock.monotonic();
    const qint64 nowMs = core.clock.nowMs();
    for (const Scheduler::Waiting &one : core.engine->waiting()) {
        const auto status = core.board.find(one.project);
        const qint64 inMs = std::chrono::duration_cast<std::chrono::milliseconds>(one.due - now).count();
        waiting.append(QJsonObject{{u"project"_s, status ? status->project.name : QString()},
                                   {u"local_id"_s, one.project.toString()},
                                   {u"why"_s, core.board.isMeteredHeld()     ? u"this network is metered"_s
                                                : core.engine->isAutonomous() ? whyWaiting(one) : u"nothing syncs by itself"_s},
                                   {u"not_before_ms"_s, inMs > 0 ? nowMs + inMs : 0}});
    }
    return QJsonObject{{u"running"_s, running}, {u"waiting"_s, waiting}};
}

Result<QJsonObject> activity(ServiceCore &core, const VerbCall &call)
{
    auto name = call.args.text(u"project"_s, {});
    auto limit = call.args.integer(u"limit"_s, 50, 1, 500);
    if (!name || !limit)
        return !name ? name.error() : limit.error();
    QString id;
    if (!name->isEmpty()) {
        auto found = findHere(core, *name);
        if (!found)
            return found.error();
        id = found->project.id.toString();
    }
    QJsonArray rows;
    for (const QJsonObject &row : core.activity.rows(id, int(*limit)))
        rows.append(row);
    return QJsonObject{{u"rows"_s, rows}};
}

}  // namespace tideline::sync
