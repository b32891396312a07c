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
    std::vector<OnItsWay> files;
    bool isThere = false, isFolder = false, isUnread = false;
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
        found.isFolder = found.isFolder || (*view)->shown().content.kind == NodeKind::Folder;
        OnItsWay one{**id, {}};
        const auto add = [&](const Node &node) {
            const bool isAgreed = (*view)->synced && (*view)->synced->content.hash == node.content.hash;
            const bool isFetched = (*view)->local && (*view)->local->seen.presence == store::Presence::Fetching;
            found.isUnread = found.isUnread || node.content.hash.isNull();
            if (node.content.kind == NodeKind::File && !node.content.hash.isNull() && (!isAgreed || isFetched))
                one.versions.push_back(node.content.hash);
        };
        if ((*view)->isAgreed())
            continue;
        if ((*view)->local)
            add((*view)->local->node);
        if ((*view)->remote)
            add(*(*view)->remote);
        if (!one.versions.empty())
            found.files.push_back(std::move(one));
    }
    return found;
}

/// The table of problems says so at once, for lists and `why`.
Result<qint64> tell(ServiceCore &core, const VerbCall &call, const HereRef &entry, bool isStopped)
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

}  // namespace

Result<QJsonObject> cancelFile(ServiceCore &core, const VerbCall &call)
{
    const auto again = call.args.flag(u"again"_s);
    const auto entry = findEntryHere(core, call);
    if (!again || !entry)
        return !again ? again.error() : entry.error();
    const LocalProject &project = entry->project.project;
    const auto found = core.store->read([&](store::Database &database) { return findAt(store::TreeStore(database, project.number), entry->path); });
    if (!found)
        return found.error();
    if (!found->isThere)
        return Error{Error::Kind::NotFound, u"It is neither here nor in the cloud."_s, entry->path.toString(), {}};
    if (found->isFolder)
        return Error{Error::Kind::Invalid, u"This is a folder; files are stopped one by one."_s, entry->path.toString(),
                     u"To stop all of it: tide pause %1"_s.arg(project.name)};
    if (found->files.empty() && found->isUnread)
        return Error{Error::Kind::Refused, u"This file is not on its way yet: it is still being read."_s, entry->path.toString(),
                     u"Try again in a moment."_s};
    QJsonObject reply{{u"project"_s, project.name}, {u"local_id"_s, project.id.toString()}, {u"path"_s, entry->path.toString()},
                      {u"stopped"_s, !*again && !found->files.empty()}, {u"already"_s, found->files.empty()}};
    if (found->files.empty())
        return reply;
    for (const OnItsWay &file : found->files) {
        if (*again)
            core.engine->releaseFile(project.id, file.node);
        else if (!core.engine->stopFile(project.id, file.node, file.versions))
            return Error{Error::Kind::Refused, u"No sync of this project is on its way."_s, project.name, u"See what is with: tide queue"_s};
    }
    const auto count = tell(core, call, *entry, !*again);
    if (!count)
        return count.error();
    core.board.update(project.id, [&](ProjectStatus &status) { status.stopped = *count; });
    if (*again)
        core.engine->tell([&](Scheduler &scheduler, Moment now) { scheduler.cloudChanged(project.id, 0, now); });
    core.hub.publish({{u"event"_s, u"entries_changed"_s}, {u"project"_s, project.name}, {u"local_id"_s, project.id.toString()},
                      {u"folders"_s, QJsonArray{entry->path.parent().toString()}}, {u"all"_s, false}});
    core.publishProject(project.id);
    return reply;
}

}  // namespace tideline::sync
