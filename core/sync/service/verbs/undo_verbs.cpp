#include "core/sync/service/verbs/verbs.h"

#include "core/store/problem_repository.h"
#include "core/sync/service/project_finder.h"
#include "core/sync/service/restorer.h"
#include "core/sync/service/sync_undo.h"

namespace tideline::sync {

namespace {

Error noSuchVersion(const EntryRef &entry, Revision revision)
{
    return {Error::Kind::NotFound, u"There is nothing of this name at revision %1."_s.arg(revision), entry.path.toString(),
            u"Its versions are listed by: tide log PATH"_s};
}

/// What `entry` was at the revision: what stood at its path, else what is there now, wherever it was then.
Result<CloudEntry> versionAt(CloudTree &then, const EntryRef &entry, Revision revision)
{
    auto found = then.find(entry.path);
    if (!found)
        return found.error();
    if (*found)
        return **std::move(found);
    auto place = then.placeOf(entry.path);
    if (!place)
        return place.error();
    if (!*place)
        return noSuchVersion(entry, revision);
    found = then.find(**place);
    if (!found)
        return found.error();
    return *found ? Result<CloudEntry>(**std::move(found)) : noSuchVersion(entry, revision);
}

QJsonObject toRow(const RestoredEntry &entry)
{
    QJsonObject row{{u"path"_s, entry.path.toString()},
                    {u"kind"_s, toString(entry.content.kind)},
                    {u"size"_s, entry.content.sizeBytes},
                    {u"what"_s, entry.what}};
    if (entry.error)
        row[u"error"_s] = control::toJson(*entry.error);
    return row;
}

QJsonObject toRow(const UndoRow &undone)
{
    QJsonObject row{{u"action"_s, undone.action}, {u"path"_s, QString::fromUtf8(undone.path)}, {u"what"_s, undone.left.isEmpty() ? u"undone"_s : u"left"_s}};
    if (!undone.to.isEmpty())
        row[u"to"_s] = QString::fromUtf8(undone.to);
    if (!undone.left.isEmpty())
        row[u"why"_s] = undone.left;
    return row;
}

/// A step that leads into Tideline's own folder and out of it again is one move for people.
bool isInner(const UndoRow &row)
{
    return row.to.startsWith(".tideline/");
}

/// The project that is named; without a name the only one here.
Result<ProjectStatus> projectOf(ServiceCore &core, const QString &name)
{
    if (!name.isEmpty())
        return findHere(core, name);
    auto all = core.board.all();
    if (all.size() == 1)
        return std::move(all.front());
    return Error{Error::Kind::Invalid, u"Give a project."_s, u"undo"_s, u"List them with: tide projects"_s};
}

/// Conflict copies that went back to their names are no conflicts any more.
Result<void> forgetProblems(ServiceCore &core, const LocalProject &project, const std::vector<QByteArray> &paths)
{
    if (paths.empty())
        return {};
    qint64 left = 0;
    auto done = core.store->write([&](store::Database &database, const store::Transaction &transaction) -> Result<void> {
        store::ProblemRepository problems(database);
        for (const QByteArray &path : paths) {
            if (auto removed = problems.removePath(project.number, path, transaction); !removed)
                return removed;
        }
        auto count = problems.count(project.number, u"conflict"_s);
        if (!count)
            return count.error();
        left = *count;
        return {};
    });
    if (!done)
        return done;
    core.board.update(project.id, [&](ProjectStatus &status) { status.conflicts = left; });
    core.publishProject(project.id);
    return {};
}

}  // namespace

Result<QJsonObject> restore(ServiceCore &core, const VerbCall &call)
{
    auto project = call.args.text(u"project"_s, {});
    auto path = call.args.text(u"path"_s);
    auto revision = call.args.integer(u"revision"_s, 0, 0, std::numeric_limits<qint64>::max() / 2);
    auto as = call.args.text(u"as"_s, {});
    if (!project || !path || !as)
        return !project ? project.error() : !path ? path.error() : as.error();
    if (!revision)
        return revision.error();
    if (*revision == 0)
        return Error{Error::Kind::Invalid, u"Give the revision to go back to."_s, u"revision"_s, u"They are listed by: tide log PATH"_s};
    auto entry = findEntry(core, *project, *path, AskCloud::No);
    if (!entry)
        return entry.error();
    if (!entry->project.local)
        return Error{Error::Kind::NotFound, u"This project is not on this disk."_s, entry->project.name(),
                     u"Read one file: tide cat PROJECT/PATH --revision N. Or clone it first: tide clone PROJECT DIR"_s};
    const LocalProject &here = entry->project.local->project;
    if (!here.cloudId)
        return Error{Error::Kind::NotFound, u"This project has no history in the cloud."_s, here.name, {}};
    if (entry->path.isRoot())
        return Error{Error::Kind::Invalid, u"This is a project, not a file or folder of it."_s, here.name,
                     u"A whole project goes back with: tide snapshot restore"_s};
    RelativePath target = entry->path;
    if (!as->isEmpty()) {
        if (auto good = checkName(as->toUtf8()); !good)
            return at(good.error(), *as);
        target = entry->path.parent().child(as->toUtf8());
    }

    const EngineThread::Hold held(*core.engine, here.id);
    CloudTree then(core, call, *here.cloudId, *revision);
    auto version = versionAt(then, *entry, *revision);
    if (!version)
        return version.error();
    auto restorer = Restorer::open(core, call, here);
    if (!restorer)
        return restorer.error();
    auto rows = restorer->restore(then, *version, target, !as->isEmpty());
    core.engine->tell([&](Scheduler &scheduler, Moment now) { scheduler.changedSomehow(here.id, now); });
    if (!rows)
        return rows.error();
    QJsonArray list;
    for (const RestoredEntry &row : *rows)
        list.append(toRow(row));
    return QJsonObject{{u"project"_s, here.name}, {u"path"_s, target.toString()}, {u"revision"_s, *revision}, {u"rows"_s, list}};
}

Result<QJsonObject> undo(ServiceCore &core, const VerbCall &call)
{
    auto name = call.args.text(u"project"_s, {});
    auto dryRun = call.args.flag(u"dry_run"_s);
    if (!name || !dryRun)
        return !name ? name.error() : dryRun.error();
    auto found = projectOf(core, *name);
    if (!found)
        return found.error();
    const LocalProject &project = found->project;
    const EngineThread::Hold held(*core.engine, project.id);
    auto undoing = SyncUndo::open(core, call, project);
    if (!undoing)
        return undoing.error();
    auto rows = *dryRun ? undoing->survey() : undoing->run();
    if (!*dryRun)
        core.engine->tell([&](Scheduler &scheduler, Moment now) { scheduler.changedSomehow(project.id, now); });
    if (!rows)
        return rows.error();
    if (auto forgotten = forgetProblems(core, project, undoing->movedBack()); !forgotten)
        return forgotten.error();
    QJsonArray list;
    qint64 undone = 0;
    for (const UndoRow &row : *rows) {
        if (isInner(row))
            continue;
        undone += row.left.isEmpty();
        list.append(toRow(row));
    }
    return QJsonObject{{u"project"_s, project.name}, {u"at_ms"_s, undoing->atMs()}, {u"dry_run"_s, *dryRun},
                       {u"undone"_s, undone}, {u"left"_s, list.size() - undone}, {u"rows"_s, list}};
}

}  // namespace tideline::sync
