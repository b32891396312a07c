#include "core/sync/service/verbs/verbs.h"

#include "core/store/problem_repository.h"
#include "core/sync/service/entry_view.h"
#include "core/sync/service/project_finder.h"

namespace tideline::sync {

using store::Tree;

namespace {

/// A node at the path, and its versions that are on one side alone.
struct OnItsWay {
    NodeId node;
    std::vector<ContentHash> versions;
};

struct Found {
    std::vector<NodeId> nodes;
    std::vector<OnItsWay> files;
    bool isThere = false, isFolder = false, isUnread = false, isAgreed = true;
};

/// Here and in the cloud two nodes may have one path, until a plan makes one of them.
Result<Found> findAt(const store::TreeStore &trees, const RelativePath &path)
{
    Found found;
    for (const Tree tree : {Tree::Local, Tree::Remote}) {
        const auto id = trees.find(tree, path);
        const auto view = id && *id ? viewOf(trees, **id) : Result<std::optional<EntryView>>(std::nullopt);
        if (!id || !view)
            return !id ? id.error() : view.error();
        if (!*view)
            continue;
        found.isThere = true;
        found.nodes.push_back(**id);
        found.isFolder = found.isFolder || (*view)->shown().content.kind == NodeKind::Folder;
        OnItsWay one{**id, {}};
        const auto add = [&](const Node &node) {
            const bool isAgreed = (*view)->synced && (*view)->synced->content.hash == node.content.hash;
            const bool isFetched = (*view)->local && (*view)->local->seen.presence == store::Presence::Fetching;
            found.isUnread = found.isUnread || (node.content.kind == NodeKind::File && node.content.hash.isNull());
            if (node.content.kind == NodeKind::File && !node.content.hash.isNull() && (!isAgreed || isFetched))
                one.versions.push_back(node.content.hash);
        };
        if ((*view)->isAgreed())
            continue;
        found.isAgreed = false;
        if ((*view)->local)
            add((*view)->local->node);
        if ((*view)->remote)
            add(*(*view)->remote);
        if (!one.versions.empty())
            found.files.push_back(std::move(one));
    }
    return found;
}

/// The table of problems says at once whether a person stopped it; returns how many files of the project are.
Result<qint64> note(ServiceCore &core, const VerbCall &call, const HereRef &entry, bool isStopped)
{
    qint64 count = 0;
    const qint64 project = entry.project.project.number;
    auto told = core.store->write([&](store::Database &database, const store::Transaction &transaction) -> Result<void> {
        store::ProblemRepository problems(database);
        const Error stopped = stoppedByPerson();
        auto kept = isStopped ? problems.add({project, entry.path.bytes(), u"stopped"_s, stopped.what, stopped.mend, core.clock.nowMs()}, transaction)
                              : problems.remove(project, entry.path.bytes(), u"stopped"_s, transaction);
        const auto all = kept ? problems.count(project, u"stopped"_s) : Result<qint64>(kept.error());
        count = all ? *all : 0;
        return all ? Result<void>() : all.error();
    }, call.cancelled);
    return told ? Result<qint64>(count) : told.error();
}

/// note(), and everybody who shows the entry hears of it.
Result<void> tell(ServiceCore &core, const VerbCall &call, const HereRef &entry, bool isStopped)
{
    const LocalProject &project = entry.project.project;
    const auto count = note(core, call, entry, isStopped);
    if (!count)
        return count.error();
    core.board.update(project.id, [&](ProjectStatus &status) { status.stopped = *count; });
    core.hub.publish({{u"event"_s, u"entries_changed"_s}, {u"project"_s, project.name}, {u"local_id"_s, project.id.toString()},
                      {u"folders"_s, QJsonArray{entry.path.parent().toString()}}, {u"all"_s, false}});
    core.publishProject(project.id);
    return {};
}

/// The entry of a call, and what of it is on its way. Errors: as findEntryHere(); NotFound; those of the store.
Result<std::pair<HereRef, Found>> findTraveller(ServiceCore &core, const VerbCall &call)
{
    auto entry = findEntryHere(core, call);
    if (!entry)
        return entry.error();
    if (entry->path.isRoot())
        return std::pair(*std::move(entry), Found{{}, {}, true, true, false, true});
    auto found = core.store->read([&](store::Database &database) { return findAt(store::TreeStore(database, entry->project.project.number), entry->path); });
    if (!found)
        return found.error();
    if (!found->isThere)
        return Error{Error::Kind::NotFound, u"It is neither here nor in the cloud."_s, entry->path.toString(), {}};
    return std::pair(*std::move(entry), *std::move(found));
}

QJsonObject replyFor(const HereRef &entry, bool isAlreadyDone)
{
    return {{u"project"_s, entry.project.project.name}, {u"local_id"_s, entry.project.project.id.toString()},
            {u"path"_s, entry.path.toString()}, {u"already"_s, isAlreadyDone}};
}

Error noSync(const LocalProject &project)
{
    return {Error::Kind::Refused, u"No sync of this project is on its way."_s, project.name, u"See what is with: tide queue"_s};
}

}  // namespace

Result<QJsonObject> cancelFile(ServiceCore &core, const VerbCall &call)
{
    const auto again = call.args.flag(u"again"_s);
    const auto traveller = findTraveller(core, call);
    if (!again || !traveller)
        return !again ? again.error() : traveller.error();
    const auto &[entry, found] = *traveller;
    const LocalProject &project = entry.project.project;
    if (found.isFolder)
        return Error{Error::Kind::Invalid, u"This is a folder; files are stopped one by one."_s, entry.path.toString(),
                     u"To stop all of it: tide pause %1"_s.arg(project.name)};
    if (found.files.empty() && found.isUnread)
        return Error{Error::Kind::Refused, u"This file is not on its way yet: it is still being read."_s, entry.path.toString(),
                     u"Try again in a moment."_s};
    QJsonObject reply = replyFor(entry, found.files.empty());
    reply[u"stopped"_s] = !*again && !found.files.empty();
    if (found.files.empty())
        return reply;
    for (const OnItsWay &file : found.files) {
        if (*again)
            core.engine->releaseFile(project.id, file.node);
        else if (!core.engine->stopFile(project.id, file.node, file.versions))
            return noSync(project);
    }
    if (auto told = tell(core, call, entry, !*again); !told)
        return told.error();
    if (*again)
        core.engine->tell([&](Scheduler &scheduler, Moment now) { scheduler.cloudChanged(project.id, 0, now); });
    return reply;
}

Result<QJsonObject> first(ServiceCore &core, const VerbCall &call)
{
    const auto traveller = findTraveller(core, call);
    if (!traveller)
        return traveller.error();
    const auto &[entry, found] = *traveller;
    const LocalProject &project = entry.project.project;
    if (entry.path.isRoot())
        return Error{Error::Kind::Invalid, u"This is a whole project; a file or a folder in it goes first."_s, project.name,
                     u"To sync this project before the others: tide sync %1"_s.arg(project.name)};
    if (project.paused || core.board.isAllPaused() || core.board.isMeteredHeld())
        return Error{Error::Kind::Refused, u"Sync is paused."_s, project.name, u"Go on with: tide resume"_s};
    const bool isAlreadyDone = !found.isFolder && found.isAgreed;
    QJsonObject reply = replyFor(entry, isAlreadyDone);
    if (isAlreadyDone)
        return reply;
    for (const NodeId &node : found.nodes) {
        core.engine->releaseFile(project.id, node);  // before a plan is made for the wish
        if (!core.engine->putFirst(project.id, node))
            return noSync(project);
    }
    if (auto told = tell(core, call, entry, false); !told)
        return told.error();
    return reply;
}

}  // namespace tideline::sync
