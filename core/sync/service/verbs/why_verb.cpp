// Why an entry is, or is not, in sync: its three trees, the rule that decides, and the disk as it is at this moment.
#include "core/sync/service/verbs/verbs.h"

#include "core/files/ignore_file.h"
#include "core/store/problem_repository.h"
#include "core/sync/executor/seen_stat.h"
#include "core/sync/service/entry_list.h"

namespace tideline::sync {

namespace {

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
QString ruleFor(files::FileSystem &disk, const RelativePath &path, bool isFolder)
{
    if (path.isRoot())
        return {};
    const auto rules = files::readRules(disk, path.parent());
    if (!rules)
        return u"The rules of %1 cannot be read: %2"_s.arg(rules.error().where, rules.error().what);
    const files::IgnoreDecision decision = rules->decide(path, isFolder);
    if (decision.rule.isEmpty())
        return {};
    return u"%1:%2: %3"_s.arg(QString::fromUtf8(decision.source)).arg(decision.line).arg(QString::fromUtf8(decision.rule));
}

bool isIgnoredRule(const QString &rule)
{
    return !rule.isEmpty() && !rule.section(u": "_s, 1).startsWith(u'!');
}

/// Whether the last look at the disk no longer tells what is there.
bool isOutdated(const std::optional<store::LocalNode> &seen, const std::optional<files::FileStat> &now)
{
    if (seen && seen->seen.presence != store::Presence::Here)
        return now.has_value();
    if (!seen || !now)
        return seen.has_value() != now.has_value();
    const files::FileStat before = statOf(*seen);
    if (now->kind == files::FileKind::Folder)
        return before.kind != now->kind;
    return !now->sameFile(before) || now->executable != before.executable;
}

QString kindOf(const files::FileStat &stat)
{
    switch (stat.kind) {
    case files::FileKind::File: return toString(NodeKind::File);
    case files::FileKind::Folder: return toString(NodeKind::Folder);
    case files::FileKind::Symlink: return toString(NodeKind::Symlink);
    default: return u"special"_s;
    }
}

/// What the store knows of an entry.
struct Known {
    std::optional<EntryView> view;        ///< with what the table `problem` says of its path; nullopt: nothing knows it
    std::optional<store::Problem> holdUp;  ///< why nothing of the whole project goes on: a guard, or the last sync's error
};

Result<Known> knownOf(ServiceCore &core, qint64 project, const RelativePath &path)
{
    return core.store->read([&](store::Database &database) -> Result<Known> {
        Known known;
        auto problems = store::ProblemRepository(database).list(project);
        if (!problems)
            return problems.error();
        for (store::Problem &problem : *problems) {
            if (problem.kind == u"guard"_s || (problem.kind == u"error"_s && problem.path.isEmpty()))
                known.holdUp = std::move(problem);
        }
        auto found = viewAt(store::TreeStore(database, project), path);
        if (!found)
            return found.error();
        EntryView view = found->value_or(EntryView{.id = {}, .path = path.bytes(), .local = {}, .remote = {}, .synced = {}, .revision = 0, .problem = {}, .what = {}, .mend = {}});
        if (auto added = addProblem(database, project, view); !added)
            return added.error();
        if (*found || !view.problem.isEmpty())
            known.view = std::move(view);
        return known;
    });
}

void addTrees(QJsonObject &reply, const EntryView &view)
{
    if (view.local)
        reply[u"local"_s] = sideRow(view.local->node);
    if (view.synced)
        reply[u"synced"_s] = sideRow(*view.synced);
    if (view.remote) {
        QJsonObject remote = sideRow(*view.remote);
        remote[u"revision"_s] = view.revision;
        reply[u"remote"_s] = remote;
    }
}

/// What is on the disk now, in place of what the last look saw of it.
void addDisk(QJsonObject &reply, const files::FileStat &now)
{
    reply[u"local"_s] = QJsonObject{{u"kind"_s, kindOf(now)},
                                    {u"size"_s, now.kind == files::FileKind::File ? now.sizeBytes : 0},
                                    {u"modified_ms"_s, now.modifiedNs / 1'000'000}};
}

}  // namespace

Result<QJsonObject> why(ServiceCore &core, const VerbCall &call)
{
    auto entry = findEntryHere(core, call);
    if (!entry)
        return entry.error();
    const ProjectStatus &local = entry->project;
    const auto known = knownOf(core, local.project.number, entry->path);
    if (!known)
        return known.error();
    const std::optional<EntryView> &view = known->view;
    auto disk = files::openPosixFileSystem(local.project.rootPath);
    auto stat = disk ? (*disk)->stat(entry->path) : Result<std::optional<files::FileStat>>(disk.error());
    if (disk && !stat && stat.error().kind == Error::Kind::NotFound)
        stat = std::optional<files::FileStat>();  // gone with its folder
    const auto now = stat ? *stat : std::nullopt;
    const bool inTrees = view && (view->local || view->remote || view->synced);
    const bool hasProblem = view && !view->problem.isEmpty();
    if (stat && !now && !view)
        return Error{Error::Kind::NotFound, u"It is neither here nor in the cloud."_s, entry->path.toString(),
                     u"What was deleted stands in the history: tide log %1"_s.arg(local.project.name)};

    const StateFacts facts = core.board.facts(local);
    const QString rule = disk ? ruleFor(**disk, entry->path, now && now->kind == files::FileKind::Folder) : QString();
    QJsonObject reply{{u"project"_s, local.project.name}, {u"path"_s, entry->path.toString()}, {u"rule"_s, rule}, {u"mend"_s, view ? view->mend : QString()}};
    if (view)
        addTrees(reply, *view);
    // The trees are what the last look saw; without a watcher the disk may have gone on since.
    const bool outdated = stat && !entry->path.isRoot() && isOutdated(inTrees ? view->local : std::nullopt, now);
    if (outdated && now)
        addDisk(reply, *now);
    else if (outdated)
        reply.remove(u"local"_s);

    QString state = toString(inTrees ? stateOf(*view, facts.state) : SyncState::Error);
    QString what = view ? reasonOf(*view, facts.state) : QString();
    if (!hasProblem && !inTrees && isIgnoredRule(rule)) {
        state = u"ignored"_s;
        what = u"It is ignored by a rule, and stays on this disk alone."_s;
    } else if (!hasProblem && outdated) {
        state = toString(stateOfUnsettled(facts.state));
        what = !now      ? u"It is gone from this disk since the last look; the next sync finds out."_s
               : inTrees ? u"It was written to since the last look; the next sync compares it."_s
                         : u"It is here and was not looked at yet."_s;
    } else if (what.isEmpty()) {
        what = stat ? u"It is the same here and in the cloud."_s : u"The disk cannot be asked: %1"_s.arg(stat.error().what);
        state = stat ? state : toString(SyncState::Error);
    }
    const bool waits = !hasProblem && stat && (outdated || (inTrees && !view->isAgreed())) && state != u"ignored"_s;
    if (waits && known->holdUp && facts.state != SyncState::Paused) {
        what += (known->holdUp->kind == u"guard"_s ? u" The sync waits for your yes: %1"_s : u" The last sync stopped: %1"_s).arg(known->holdUp->what);
        reply[u"mend"_s] = known->holdUp->mend;
    }
    reply[u"state"_s] = state;
    reply[u"what"_s] = what;
    return reply;
}

}  // namespace tideline::sync
