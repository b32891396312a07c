#include "core/sync/service/verbs/verbs.h"

#include "core/files/ignore_file.h"
#include "core/files/tree_marker.h"
#include "core/schema/project_mapper.h"
#include "core/store/project_repository.h"
#include "core/sync/service/folder_checks.h"
#include "core/sync/service/own_folder.h"
#include "core/sync/service/project_finder.h"
#include "core/sync/service/verbs/cloud_call.h"

#include <QDir>
#include <QFileInfo>

namespace tideline::sync {

namespace {

/// Stores the record, marks the folder, tells everyone. The record comes first: a folder is never marked for a project that
/// nobody knows; and a record whose folder is not marked yet is marked by its first sync.
Result<QJsonObject> begin(ServiceCore &core, const VerbCall &call, const CloudProject &cloud, const QString &root, bool onlineOnly)
{
    LocalProject project = localFromCloud(cloud, ProjectId::make(core.clock, core.random), root);
    project.onlineOnly = onlineOnly;
    auto saved = core.store->write([&](store::Database &database, const store::Transaction &transaction) -> Result<void> {
        auto stored = store::ProjectRepository(database).save(project, transaction);
        if (!stored)
            return stored.error();
        project = *std::move(stored);
        return {};
    }, call.cancelled);
    if (!saved)
        return saved.error();
    auto marked = [&]() -> Result<void> {
        auto disk = files::openPosixFileSystem(root);
        if (!disk)
            return disk.error();
        const auto account = core.account.account();
        const auto server = ServerId::fromString(account ? account->identity.serverId : QString());
        return files::prepareRoot(**disk, project.id, project.cloudId, core.clock, server ? *server : ServerId{});
    }();
    if (!marked) {
        auto undone = core.store->write([&](store::Database &database, const store::Transaction &transaction) {
            return store::ProjectRepository(database).remove(project.number, transaction);
        });
        Error error = undone ? marked.error() : undone.error();
        if (error.kind == Error::Kind::Refused)
            error.where = root + u'/' + error.where;
        return error;
    }
    core.adopt(project);
    return core.row(project.id);
}

/// The cloud takes two projects of one name; a person would then have to write ids. Other people's projects do not count.
Result<void> checkNameIsFree(ServiceCore &core, const QString &name, const std::atomic<bool> *cancelled)
{
    if (auto asked = core.refreshCatalog(cancelled); !asked)
        return asked.error();
    for (const CloudProject &cloud : core.catalog.known()) {
        if (cloud.name == name && cloud.role == Role::Owner)
            return Error{Error::Kind::Conflict, u"You have a project of this name already."_s, name,
                         u"Choose another name; or join a folder with that one: tide link DIR PROJECT"_s};
    }
    return {};
}

Result<CloudProject> findCloud(ServiceCore &core, const VerbCall &call)
{
    auto name = call.args.text(u"project"_s);
    if (!name)
        return name.error();
    auto found = findProject(core, *name, AskCloud::IfUnknown, call.cancelled);
    if (!found)
        return found.error();
    if (found->local)
        return Error{Error::Kind::Conflict, u"The project is on this disk already."_s, found->local->project.rootPath,
                     u"Use it there; or forget that folder first: tide unlink %1"_s.arg(found->local->project.rootPath)};
    if (!permissionsOf(found->cloud->role).read)
        return Error{Error::Kind::Denied, u"You may see this project's name, not its files."_s, *name, u"Ask its owner for the right to read."_s};
    return *std::move(found->cloud);
}

Result<void> addRootRules(const QString &root, const QStringList &rules)
{
    if (rules.isEmpty())
        return {};
    auto disk = files::openPosixFileSystem(root);
    if (!disk)
        return disk.error();
    QByteArrayList lines;
    for (const QString &rule : rules)
        lines += rule.toUtf8();
    const auto added = files::addRules(**disk, {}, lines);
    return added ? Result<void>() : added.error();
}

/// Whether the folder's marker says that it is the root of this project of the cloud.
bool isRootOf(const QString &folder, const ProjectId &cloud)
{
    const auto disk = files::openPosixFileSystem(folder);
    const auto marker = disk ? files::readMarker(**disk) : Result<std::optional<files::TreeMarker>>(disk.error());
    return marker && *marker && (*marker)->cloud == cloud;
}

}  // namespace

Result<QJsonObject> projects(ServiceCore &core, const VerbCall &call)
{
    auto refresh = call.args.flag(u"refresh"_s, true);
    if (!refresh)
        return refresh.error();
    const auto accept = acceptOf(call);
    if (!accept)
        return accept.error();
    bool online = core.account.isOnline(), stale = false;
    if (*refresh) {
        const auto refreshed = core.refreshCatalog(call.cancelled, *accept);
        stale = refreshed && *refreshed;
        online = stale ? online : bool(refreshed);
        if (!refreshed) {
            const Error::Kind kind = refreshed.error().kind;
            if (kind != Error::Kind::Offline && kind != Error::Kind::Timeout)
                return refreshed.error();
        }
    }
    QJsonArray rows;
    std::vector<CloudProject> clouds = core.catalog.known();
    for (const ProjectStatus &status : core.board.all()) {
        rows.append(core.row(status));
        std::erase_if(clouds, [&](const CloudProject &cloud) { return status.project.cloudId == cloud.id; });
    }
    for (const CloudProject &cloud : clouds)
        rows.append(cloudRow(cloud));
    return markedReply({{u"rows"_s, rows}, {u"online"_s, online}}, stale);
}

Result<QJsonObject> create(ServiceCore &core, const VerbCall &call)
{
    auto name = call.args.text(u"name"_s);
    auto rules = call.args.has(u"rules"_s) ? call.args.texts(u"rules"_s) : Result<QStringList>(QStringList());
    if (!name || !rules)
        return !name ? name.error() : rules.error();
    QString root;
    if (call.args.has(u"from"_s)) {
        auto from = call.args.absolutePath(u"from"_s);
        if (!from)
            return from.error();
        auto real = checkFolder(core, *from, Content::Any);
        if (!real)
            return real.error();
        root = *real;
    }
    auto channel = core.account.channel();
    if (!channel)
        return channel.error();
    if (auto free = checkNameIsFree(core, *name, call.cancelled); !free)
        return free.error();
    const QByteArray key = CommitKey::make(core.clock, core.random).toString().toLatin1();
    auto cloud = core.catalog.create(*(*channel)->withAbort(call.cancelled), *name, key);
    core.noteLink(cloud ? nullptr : &cloud.error());
    if (!cloud)
        return cloud.error();
    core.lists->heardProjects(core.accountKey(), core.catalog.known());
    if (root.isEmpty()) {
        core.hub.publish({{u"event"_s, u"projects_changed"_s}});
        return cloudRow(*cloud);
    }
    // Before it is linked: what a rule ignores must not have gone up by then.
    if (auto ruled = addRootRules(root, *rules); !ruled)
        return ruled.error();
    auto begun = begin(core, call, *cloud, root, false);
    if (!begun)  // the project is there; only the link is missing
        return Error{begun.error().kind, u"The project was created, but the folder could not be linked: "_s + begun.error().what,
                     begun.error().where, u"Then: tide link DIR PROJECT"_s};
    return begun;
}

Result<QJsonObject> clone(ServiceCore &core, const VerbCall &call)
{
    auto dir = call.args.absolutePath(u"dir"_s);
    auto onlineOnly = call.args.flag(u"online_only"_s);
    auto unite = call.args.flag(u"link"_s);
    if (!dir)
        return dir.error();
    if (!onlineOnly || !unite)
        return !onlineOnly ? onlineOnly.error() : unite.error();
    auto cloud = findCloud(core, call);
    if (!cloud)
        return cloud.error();
    auto made = makeFolder(*dir);
    if (!made)
        return made.error();
    const bool isItsOwn = isRootOf(*dir, cloud->id);  // of a store that is no more: the same folder again
    auto real = checkFolder(core, *dir, *unite || isItsOwn ? Content::Any : Content::MustBeEmpty);
    auto begun = real ? begin(core, call, *cloud, *real, *onlineOnly) : Result<QJsonObject>(real.error());
    if (!begun && *made)
        QDir().rmdir(*dir);  // only when it is empty: ours, and of no use
    return begun;
}

Result<QJsonObject> link(ServiceCore &core, const VerbCall &call)
{
    auto dir = call.args.absolutePath(u"dir"_s);
    if (!dir)
        return dir.error();
    auto real = checkFolder(core, *dir, Content::Any);
    if (!real)
        return real.error();
    auto cloud = findCloud(core, call);
    if (!cloud)
        return cloud.error();
    return begin(core, call, *cloud, *real, false);
}

Result<QJsonObject> unlink(ServiceCore &core, const VerbCall &call)
{
    auto dir = call.args.text(u"dir"_s, {});
    auto name = call.args.text(u"project"_s, {});
    if (!dir || !name)
        return !dir ? dir.error() : name.error();
    if (dir->isEmpty() == name->isEmpty())
        return Error{Error::Kind::Invalid, u"Give the folder or the project."_s, u"unlink"_s, {}};
    if (!dir->isEmpty() && !QDir::isAbsolutePath(*dir))
        return Error{Error::Kind::Invalid, u"This argument is an absolute path."_s, u"unlink: dir"_s, {}};
    auto found = findHere(core, dir->isEmpty() ? *name : *dir);
    if (!found)
        return found.error();
    const LocalProject project = found->project;
    if (!dir->isEmpty() && QFileInfo(*dir).exists() && QFileInfo(*dir).canonicalFilePath() != QFileInfo(project.rootPath).canonicalFilePath())
        return Error{Error::Kind::Invalid, u"This is a folder inside the project %1."_s.arg(project.name), *dir,
                     u"Give the project's own folder: %1"_s.arg(project.rootPath)};
    const EngineThread::Hold held(*core.engine, project.id);
    OwnFolder own(core, project, call.cancelled);
    if (auto settled = own.settle(); !settled)
        return settled.error();
    auto removed = core.store->write([&](store::Database &database, const store::Transaction &transaction) {
        return store::ProjectRepository(database).remove(project.number, transaction);
    }, call.cancelled);
    if (!removed)
        return removed.error();
    core.forget(project);
    own.remove();
    QJsonArray recovered;
    for (const RelativePath &path : own.recovered())
        recovered.append(path.toString());
    return QJsonObject{{u"project"_s, project.name}, {u"path"_s, project.rootPath}, {u"kept_trash"_s, own.keptTrash()},
                       {u"recovered"_s, recovered}, {u"others"_s, own.isOthers()}};
}

}  // namespace tideline::sync
