#include "core/sync/service/verbs/verbs.h"

#include "core/sync/service/project_finder.h"
#include "core/sync/service/restorer.h"

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

}  // namespace tideline::sync
