#include "core/sync/service/verbs/verbs.h"

#include "core/files/ignore_file.h"
#include "core/sync/service/entry_list.h"

namespace tideline::sync {

namespace {

constexpr qint64 kMaxRows = 20'000;

QJsonObject statusOfAll(ServiceCore &core)
{
    const Overall now = core.overall();
    QJsonArray rows;
    for (const ProjectStatus &one : core.board.all())
        rows.append(core.row(one));
    return {{u"state"_s, toString(now.state)},
            {u"text"_s, now.text},
            {u"online"_s, core.account.isOnline()},
            {u"signed_in"_s, core.account.account().has_value()},
            {u"paused"_s, core.board.isAllPaused()},
            {u"watching"_s, core.watch->isRunning()},
            {u"projects"_s, rows}};
}

QJsonObject sideRow(const Node &node)
{
    QJsonObject row{{u"kind"_s, toString(node.content.kind)},
                    {u"name"_s, QString::fromUtf8(node.place.name)},
                    {u"size"_s, node.content.sizeBytes},
                    {u"modified_ms"_s, node.content.modifiedNs / 1'000'000}};
    if (!node.content.hash.isNull())
        row[u"hash"_s] = node.content.hash.toString();
    return row;
}

/// The ignore rule that decides about a path; empty when none does.
QString ruleFor(const QString &root, const RelativePath &path)
{
    auto disk = files::openPosixFileSystem(root);
    if (!disk || path.isRoot())
        return {};
    const auto rules = files::readRules(**disk, path.parent());
    if (!rules)
        return u"The rules of %1 cannot be read: %2"_s.arg(rules.error().where, rules.error().what);
    const auto stat = (*disk)->stat(path);
    const bool isFolder = stat && *stat && (*stat)->kind == files::FileKind::Folder;
    const files::IgnoreDecision decision = rules->decide(path, isFolder);
    if (decision.rule.isEmpty())
        return {};
    return u"%1:%2: %3"_s.arg(QString::fromUtf8(decision.source)).arg(decision.line).arg(QString::fromUtf8(decision.rule));
}

bool isIgnoredRule(const QString &rule)
{
    return !rule.isEmpty() && !rule.section(u": "_s, 1).startsWith(u'!');
}

}  // namespace

Result<QJsonObject> status(ServiceCore &core, const VerbCall &call)
{
    auto project = call.args.text(u"project"_s, {});
    auto path = call.args.text(u"path"_s, {});
    auto all = call.args.flag(u"all"_s);
    auto limit = call.args.integer(u"limit"_s, 1000, 1, kMaxRows);
    auto after = call.args.text(u"after"_s, {});
    if (!project || !path || !after)
        return !project ? project.error() : !path ? path.error() : after.error();
    if (!all || !limit)
        return !all ? all.error() : limit.error();
    if (project->isEmpty() && path->isEmpty())
        return statusOfAll(core);
    auto entry = findEntry(core, *project, *path, AskCloud::No);
    if (!entry)
        return entry.error();
    if (!entry->project.local)
        return Error{Error::Kind::NotFound, u"This project is not on this disk."_s, entry->project.name(), u"Clone it: tide clone PROJECT DIR"_s};
    auto page = listUnsettled(core, *entry->project.local, entry->path, *all, *after, int(*limit));
    if (!page)
        return page.error();
    return QJsonObject{{u"project"_s, core.row(*entry->project.local)}, {u"rows"_s, page->rows}, {u"after"_s, page->after}};
}

Result<QJsonObject> ls(ServiceCore &core, const VerbCall &call)
{
    auto project = call.args.text(u"project"_s, {});
    auto path = call.args.text(u"path"_s, {});
    auto after = call.args.text(u"after"_s, {});
    auto limit = call.args.integer(u"limit"_s, 1000, 1, kMaxRows);
    auto revision = call.args.integer(u"revision"_s, 0, 0, std::numeric_limits<qint64>::max() / 2);
    if (!project || !path || !after)
        return !project ? project.error() : !path ? path.error() : after.error();
    if (!limit || !revision)
        return !limit ? limit.error() : revision.error();
    auto entry = findEntry(core, *project, *path, AskCloud::IfUnknown, call.cancelled);
    if (!entry)
        return entry.error();
    const ProjectRef &ref = entry->project;
    const std::optional<ProjectId> cloudId = ref.local ? ref.local->project.cloudId : ref.cloud->id;
    if (*revision > 0 && !cloudId)
        return Error{Error::Kind::NotFound, u"This project has no history in the cloud."_s, ref.name(), {}};
    auto page = ref.local && *revision == 0
                    ? listFolder(core, *ref.local, entry->path, *after, int(*limit))
                    : listCloudFolder(core, call, *cloudId, entry->path, *revision, *after, int(*limit));
    if (!page)
        return page.error();
    return QJsonObject{{u"project"_s, ref.name()}, {u"path"_s, entry->path.toString()}, {u"rows"_s, page->rows}, {u"after"_s, page->after}};
}

Result<QJsonObject> why(ServiceCore &core, const VerbCall &call)
{
    auto project = call.args.text(u"project"_s, {});
    auto path = call.args.text(u"path"_s);
    if (!project || !path)
        return !project ? project.error() : path.error();
    auto entry = findEntry(core, *project, *path, AskCloud::No);
    if (!entry)
        return entry.error();
    if (!entry->project.local)
        return Error{Error::Kind::NotFound, u"This project is not on this disk."_s, entry->project.name(), {}};
    const ProjectStatus &local = *entry->project.local;
    auto view = core.store->read([&](store::Database &database) -> Result<std::optional<EntryView>> {
        auto found = viewAt(store::TreeStore(database, local.project.number), entry->path);
        if (!found)
            return found;
        EntryView one = *found ? **found : EntryView{.id = {}, .path = entry->path.bytes(), .local = {}, .remote = {}, .synced = {}, .revision = 0, .problem = {}, .what = {}, .mend = {}};
        if (auto added = addProblem(database, local.project.number, one); !added)
            return added.error();
        return *found || !one.problem.isEmpty() ? std::optional(std::move(one)) : std::nullopt;
    });
    if (!view)
        return view.error();
    const QString rule = ruleFor(local.project.rootPath, entry->path);
    QJsonObject reply{{u"project"_s, local.project.name}, {u"path"_s, entry->path.toString()}, {u"rule"_s, rule}, {u"mend"_s, QString()}};
    const StateFacts facts = core.board.facts(local);
    const bool inTrees = *view && ((*view)->local || (*view)->remote || (*view)->synced);
    if (!inTrees) {
        const bool hasProblem = view->has_value();
        const auto disk = files::openPosixFileSystem(local.project.rootPath);
        const auto stat = disk ? (*disk)->stat(entry->path) : Result<std::optional<files::FileStat>>(disk.error());
        const bool isThere = stat && *stat;
        reply[u"state"_s] = hasProblem ? toString(SyncState::Error) : toString(facts.state == SyncState::Synced ? SyncState::Waiting : facts.state);
        if (hasProblem)
            reply[u"what"_s] = (*view)->what;
        else if (isThere && isIgnoredRule(rule))
            reply[u"what"_s] = u"It is ignored by a rule, and stays on this disk alone."_s;
        else if (isThere)
            reply[u"what"_s] = u"It is here and was not looked at yet."_s;
        else
            reply[u"what"_s] = u"It is neither here nor in the cloud."_s;
        if (hasProblem)
            reply[u"mend"_s] = (*view)->mend;
        return reply;
    }
    reply[u"state"_s] = toString(stateOf(**view, facts.state));
    const QString reason = reasonOf(**view, facts.state);
    reply[u"what"_s] = reason.isEmpty() ? u"It is the same here and in the cloud."_s : reason;
    reply[u"mend"_s] = (*view)->mend;
    if ((*view)->local)
        reply[u"local"_s] = sideRow((*view)->local->node);
    if ((*view)->synced)
        reply[u"synced"_s] = sideRow(*(*view)->synced);
    if ((*view)->remote) {
        QJsonObject remote = sideRow(*(*view)->remote);
        remote[u"revision"_s] = (*view)->revision;
        reply[u"remote"_s] = remote;
    }
    return reply;
}

}  // namespace tideline::sync
