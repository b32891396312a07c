#include "core/sync/service/entry_list.h"

#include "core/schema/wire/change.h"
#include "core/store/problem_repository.h"
#include "core/sync/service/verbs/cloud_call.h"

#include <QUrl>

#include <algorithm>
#include <unordered_set>

namespace tideline::sync {

using store::Tree;
using store::TreeStore;

namespace {

struct Child {
    NodeId id;
    QByteArray key;  ///< "0name" for folders, "1name" for the rest: the order, and what `after` says
};

Result<std::vector<Child>> childrenOf(const TreeStore &trees, const NodeId &folder)
{
    std::vector<Child> children;
    std::unordered_set<NodeId> seen;
    for (const Tree tree : {Tree::Local, Tree::Remote}) {
        auto ids = trees.childIds(tree, folder);
        if (!ids)
            return ids.error();
        for (const NodeId &id : *ids) {
            if (!seen.insert(id).second)
                continue;
            auto node = trees.node(tree, id);
            if (!node)
                return node.error();
            if (!*node)
                continue;
            if (tree == Tree::Remote) {  // moved elsewhere here, and not yet told: listed where it is here
                auto local = trees.node(Tree::Local, id);
                if (!local)
                    return local.error();
                if (*local && (*local)->place.parent != folder)
                    continue;
            }
            children.push_back({id, ((*node)->content.kind == NodeKind::Folder ? "0" : "1") + (*node)->place.name});
        }
    }
    std::ranges::sort(children, {}, &Child::key);
    return children;
}

Error noSuchFolder(const RelativePath &path)
{
    return Error{Error::Kind::NotFound, u"There is no such folder in the project."_s, path.toString(), {}};
}

/// Every path below `folder`, in order. Bounded by the caller's patience: only asked for with `all`.
Result<void> collect(const TreeStore &trees, const NodeId &folder, std::unordered_set<NodeId> &ids)
{
    for (const Tree tree : {Tree::Local, Tree::Remote}) {
        auto children = trees.childIds(tree, folder);
        if (!children)
            return children.error();
        for (const NodeId &id : *children) {
            if (!ids.insert(id).second)
                continue;
            if (auto deeper = collect(trees, id, ids); !deeper)
                return deeper;
        }
    }
    return {};
}

QJsonObject problemRow(const store::Problem &problem)
{
    const QString path = QString::fromUtf8(problem.path);
    return {{u"name"_s, path.section(u'/', -1)},
            {u"path"_s, path},
            {u"kind"_s, u"file"_s},
            {u"size"_s, 0},
            {u"modified_ms"_s, 0},
            {u"executable"_s, false},
            {u"state"_s, toString(problem.kind == u"skipped"_s || problem.kind == u"stopped"_s ? SyncState::Waiting : SyncState::Error)},
            {u"revision"_s, 0},
            {u"where"_s, u"local"_s},
            {u"what"_s, problem.what}};
}

}  // namespace

Result<EntryPage> listFolder(ServiceCore &core, const ProjectStatus &project, const RelativePath &folder, const QString &after, int limit)
{
    const SyncState state = core.board.facts(project).state;
    return core.store->read([&](store::Database &database) -> Result<EntryPage> {
        const TreeStore trees(database, project.project.number);
        NodeId id;
        if (!folder.isRoot()) {
            auto view = viewAt(trees, folder);
            if (!view)
                return view.error();
            if (!*view || (*view)->shown().content.kind != NodeKind::Folder)
                return noSuchFolder(folder);
            id = (*view)->id;
        }
        auto children = childrenOf(trees, id);
        if (!children)
            return children.error();
        EntryPage page;
        const auto first = std::ranges::upper_bound(*children, after.toUtf8(), {}, &Child::key);
        for (auto child = after.isEmpty() ? children->begin() : first; child != children->end(); ++child) {
            if (page.rows.size() == limit) {
                page.after = QString::fromUtf8((child - 1)->key);
                break;
            }
            auto view = viewOf(trees, child->id);
            if (!view)
                return view.error();
            if (!*view)
                continue;
            if (auto added = addProblem(database, project.project.number, **view); !added)
                return added.error();
            page.rows.append(toRow(**view, state));
        }
        return page;
    });
}

Result<EntryPage> listCloudFolder(ServiceCore &core, const VerbCall &call, const ProjectId &cloudId, const RelativePath &folder,
                                  Revision revision, const QString &after, int limit)
{
    QByteArray url = "/api/v1/projects/" + cloudId.toString().toLatin1() + "/tree?limit=" + QByteArray::number(std::min(limit, 5000))
                     + "&path=" + folder.bytes().toPercentEncoding();
    if (!after.isEmpty())
        url += "&after=" + QUrl::toPercentEncoding(after);
    if (revision > 0)
        url += "&revision=" + QByteArray::number(revision);
    const auto reply = askList(core, call, revision > 0 ? CloudList::PastFolder : CloudList::Folder, cloudId, url);
    if (!reply)
        return reply.error();
    EntryPage page;
    page.stale = reply->stale;
    page.after = reply->object.value(u"after"_s).toString();
    for (const QJsonValue &value : reply->object.value(u"items"_s).toArray()) {
        const QJsonObject item = value.toObject();
        QJsonObject row{{u"name"_s, item.value(u"name"_s)},
                        {u"path"_s, item.value(u"path"_s)},
                        {u"kind"_s, item.value(u"kind"_s)},
                        {u"size"_s, item.value(u"size"_s).toInteger()},
                        {u"modified_ms"_s, item.value(u"modified_ns"_s).toString().toLongLong() / 1'000'000},
                        {u"executable"_s, item.value(u"executable"_s).toBool()},
                        {u"state"_s, toString(SyncState::OnlineOnly)},
                        {u"revision"_s, item.value(u"revision"_s).toInteger()},
                        {u"where"_s, u"cloud"_s}};
        if (item.contains(u"target"_s))
            row[u"target"_s] = item.value(u"target"_s);
        page.rows.append(row);
    }
    return page;
}

Result<EntryPage> listUnsettled(ServiceCore &core, const ProjectStatus &project, const RelativePath &path, bool all,
                                const QString &after, int limit)
{
    const SyncState state = core.board.facts(project).state;
    const qint64 number = project.project.number;
    return core.store->read([&](store::Database &database) -> Result<EntryPage> {
        const TreeStore trees(database, number);
        std::map<QByteArray, QJsonObject> rows;  // by path
        const auto add = [&](EntryView view) -> Result<void> {
            const auto relative = RelativePath::parse(view.path);
            if (!relative || !relative->isWithin(path))
                return {};
            if (auto added = addProblem(database, number, view); !added)
                return added;
            rows[view.path] = toRow(view, state);
            return {};
        };
        auto target = path.isRoot() ? Result<std::optional<EntryView>>(std::optional<EntryView>()) : viewAt(trees, path);
        if (!target)
            return target.error();
        const bool isFolder = path.isRoot() || (*target && (*target)->shown().content.kind == NodeKind::Folder);
        std::unordered_set<NodeId> ids;
        if (!isFolder && *target) {
            ids.insert((*target)->id);
        } else if (all) {
            if (auto collected = collect(trees, *target ? (*target)->id : NodeId{}, ids); !collected)
                return collected.error();
        } else {
            auto unsettled = trees.unsettled();
            if (!unsettled)
                return unsettled.error();
            ids.insert(unsettled->begin(), unsettled->end());
        }
        for (const NodeId &id : ids) {
            auto view = viewOf(trees, id);
            if (!view)
                return view.error();
            if (!*view || (!all && isFolder && (*view)->isAgreed()))
                continue;
            if (auto added = add(**std::move(view)); !added)
                return added.error();
        }
        // What the trees do not have, or have in sync: conflict copies, files that cannot be read, names that cannot be kept.
        auto problems = store::ProblemRepository(database).list(number);
        if (!problems)
            return problems.error();
        for (const store::Problem &problem : *problems) {
            const auto relative = RelativePath::parse(problem.path);
            const bool isBelow = relative ? relative->isWithin(path) : path.isRoot();
            if (problem.path.isEmpty() || !isBelow || rows.contains(problem.path))
                continue;
            auto view = relative ? viewAt(trees, *relative) : Result<std::optional<EntryView>>(std::optional<EntryView>());
            if (!view)
                return view.error();
            if (!*view)
                rows[problem.path] = problemRow(problem);
            else if (auto added = add(**std::move(view)); !added)
                return added.error();
        }
        if (!isFolder && rows.empty())
            return Error{Error::Kind::NotFound, u"There is nothing at this path in the project."_s, path.toString(), {}};
        EntryPage page;
        for (auto row = after.isEmpty() ? rows.begin() : rows.upper_bound(after.toUtf8()); row != rows.end(); ++row) {
            if (page.rows.size() == limit) {
                page.after = QString::fromUtf8(std::prev(row)->first);
                break;
            }
            page.rows.append(row->second);
        }
        return page;
    });
}

}  // namespace tideline::sync
