#include "core/sync/service/verbs/verbs.h"

#include "core/files/ignore_file.h"
#include "core/store/tree_store.h"
#include "core/sync/service/project_finder.h"

namespace tideline::sync {

namespace {

struct Subject {
    ProjectStatus project;
    RelativePath path;
    std::unique_ptr<files::FileSystem> disk;
};

/// What `project` and `path` name, on this disk.
Result<Subject> subjectOf(ServiceCore &core, const VerbCall &call)
{
    auto entry = findEntryHere(core, call);
    if (!entry)
        return entry.error();
    auto disk = files::openPosixFileSystem(entry->project.project.rootPath);
    if (!disk)
        return disk.error();
    return Subject{entry->project, entry->path, *std::move(disk)};
}

Result<void> mustBeFolder(const Subject &subject)
{
    const auto stat = subject.disk->stat(subject.path);
    if (!stat)
        return stat.error();
    if (!*stat || (*stat)->kind != files::FileKind::Folder)
        return Error{Error::Kind::NotFound, u"There is no such folder on this disk."_s, subject.path.toString(), u"Rules stand in a folder."_s};
    return {};
}

QJsonObject rowOf(const files::IgnoreDecision &rule)
{
    return {{u"rule"_s, QString::fromUtf8(rule.rule)}, {u"source"_s, QString::fromUtf8(rule.source)}, {u"line"_s, rule.line}};
}

QByteArrayList bytesOf(const QStringList &rules)
{
    QByteArrayList lines;
    for (const QString &rule : rules)
        lines += rule.toUtf8();
    return lines;
}

}  // namespace

Result<QJsonObject> ignoreList(ServiceCore &core, const VerbCall &call)
{
    auto subject = subjectOf(core, call);
    if (!subject)
        return subject.error();
    if (auto folder = mustBeFolder(*subject); !folder)
        return folder.error();
    const auto rules = files::readRules(*subject->disk, subject->path);
    if (!rules)
        return rules.error();
    QJsonArray rows;
    for (const files::IgnoreDecision &rule : rules->inFolder(subject->path).all()) {
        QJsonObject row = rowOf(rule);
        row[u"ignores"_s] = rule.ignored;
        rows.append(row);
    }
    return QJsonObject{{u"project"_s, subject->project.project.name}, {u"path"_s, subject->path.toString()}, {u"rows"_s, rows}};
}

Result<QJsonObject> ignoreAdd(ServiceCore &core, const VerbCall &call)
{
    auto subject = subjectOf(core, call);
    auto rules = call.args.texts(u"rules"_s);
    if (!subject || !rules)
        return !subject ? subject.error() : rules.error();
    if (auto folder = mustBeFolder(*subject); !folder)
        return folder.error();
    if (rules->isEmpty())
        return Error{Error::Kind::Invalid, u"There is no rule to add."_s, u"ignore_add"_s, u"Give one or more: tide ignore add '*.tmp'"_s};
    const auto added = files::addRules(*subject->disk, subject->path, bytesOf(*rules));
    if (!added)
        return added.error();
    core.engine->tell([&](Scheduler &scheduler, Moment now) {
        scheduler.localChanged(subject->project.project.id, {subject->path}, now);
    });
    return QJsonObject{{u"project"_s, subject->project.project.name},
                       {u"path"_s, subject->path.child(files::kIgnoreFileName).toString()},
                       {u"added"_s, qint64(*added)}};
}

Result<QJsonObject> ignoreTest(ServiceCore &core, const VerbCall &call)
{
    auto subject = subjectOf(core, call);
    auto folder = call.args.flag(u"folder"_s);
    const auto more = call.args.texts(u"rules"_s);
    if (!subject || !folder || !more)
        return !subject ? subject.error() : !folder ? folder.error() : more.error();
    const RelativePath &path = subject->path;
    const auto rules = files::tryRules(*subject->disk, path.parent(), bytesOf(*more));
    if (!rules)
        return rules.error();
    const auto stat = subject->disk->stat(path);
    const bool isFolder = stat && *stat ? (*stat)->kind == files::FileKind::Folder : *folder;
    const auto tracked = core.store->read([&](store::Database &database) -> Result<bool> {
        const store::TreeStore trees(database, subject->project.project.number);
        for (const store::Tree tree : {store::Tree::Synced, store::Tree::Remote}) {
            auto node = trees.find(tree, path);
            if (!node)
                return node.error();
            if (*node)
                return true;
        }
        return false;
    });
    if (!tracked)
        return tracked.error();
    const files::IgnoreDecision decision = rules->decide(path, isFolder);
    QJsonObject reply = rowOf(decision);
    reply[u"project"_s] = subject->project.project.name;
    reply[u"path"_s] = path.toString();
    reply[u"ignored"_s] = decision.ignored;
    reply[u"tracked"_s] = *tracked;
    return reply;
}

}  // namespace tideline::sync
