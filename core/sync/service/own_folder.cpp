#include "core/sync/service/own_folder.h"

#include "core/files/tree_marker.h"
#include "core/sync/executor/local_executor.h"
#include "core/sync/service/no_cloud.h"

namespace tideline::sync {

namespace {

constexpr int kMaxTries = 24;  // of 5 s each: SQLite's busy time-out

/// Files that Tideline writes anew whenever it needs them.
bool isOwnNote(const files::FolderItem &item)
{
    return item.stat.kind == files::FileKind::File && (item.name == "marker.json" || item.name == "progress");
}

}  // namespace

OwnFolder::OwnFolder(ServiceCore &core, LocalProject project, const std::atomic<bool> *cancelled)
    : m_core(core), m_project(std::move(project)), m_cancelled(cancelled)
{
    auto disk = files::openPosixFileSystem(m_project.rootPath);
    if (!disk)
        return;  // away: nothing to undo
    const auto own = (*disk)->stat(ownPath({}));
    if (!own || !*own || (*own)->kind != files::FileKind::Folder)
        return;
    const auto good = files::checkRoot(**disk, m_project.id);
    auto lock = files::TreeLock::take(m_project.rootPath);
    m_isOthers = (!good && good.error().kind == Error::Kind::Refused) || (!lock && lock.error().kind == Error::Kind::Refused);
    if (m_isOthers)
        return;
    const auto progress = files::readProgress(**disk);
    m_isSure = good && progress && progress->turns <= m_project.turns;
    if (lock)
        m_lock = *std::move(lock);
    m_disk = *std::move(disk);
}

Result<void> OwnFolder::settle()
{
    if (!m_disk)
        return {};
    if (m_isSure) {
        const auto done = recover();
        const bool isBusy = !done && (done.error().kind == Error::Kind::Timeout || done.error().kind == Error::Kind::Cancelled);
        if (isBusy)
            return done;  // with any other error it has not told what is what: all of it comes out
    }
    auto left = m_disk->list(ownPath("tmp"));
    if (!left)
        return left.error().kind == Error::Kind::NotFound ? Result<void>() : left.error();
    if (left->empty())
        return {};
    const auto places = journalled();
    if (!places)
        return places.error();
    for (const files::FolderItem &item : *left) {
        if (isOwnNote(item)) {
            if (auto removed = m_disk->removeFile(ownPath("tmp/" + item.name)); !removed)
                return removed;
            continue;
        }
        const auto place = places->find(item.name);
        if (auto out = bringOut(item.name, place == places->end() ? "recovered " + item.name : place->second); !out)
            return out;
    }
    auto synced = m_disk->syncAll();
    return synced ? synced : m_core.failedSync(synced.error());
}

/// As the engine does before each sync.
Result<void> OwnFolder::recover()
{
    auto database = store::openProjectStore(m_core.store->location(), m_core.clock);
    if (!database)
        return database.error();
    store::TreeStore trees(**database, m_project.number);
    NoCloud cloud;
    const auto workers = makePool();
    SyncOptions options;
    options.cancel = m_cancelled;
    SyncOutcome outcome;
    LocalExecutor executor({.disk = *m_disk, .trees = trees, .channel = cloud, .clock = m_core.clock, .random = m_core.random,
                            .workers = *workers, .projectPath = {}, .isFirstSync = true},
                           options, outcome);
    for (int attempt = 1;; ++attempt) {
        if (isCancelled())
            return Error{Error::Kind::Cancelled, u"Cancelled."_s, u"unlink"_s, {}};
        const auto report = executor.recover();
        if (report)
            return {};
        if (report.error().kind != Error::Kind::Timeout || attempt == kMaxTries)
            return report.error();
    }
}

/// Where the old inodes were that the journal knows, by their names in tmp.
Result<std::map<QByteArray, QByteArray>> OwnFolder::journalled() const
{
    const auto entries = m_core.store->read([&](store::Database &database) {
        return store::TreeStore(database, m_project.number).journal();
    });
    if (!entries)
        return entries.error();
    std::map<QByteArray, QByteArray> places;
    for (const store::JournalEntry &entry : *entries) {
        if (!entry.parked.isEmpty())
            places.emplace(entry.parked.toLatin1(), entry.path);
    }
    return places;
}

Result<void> OwnFolder::bringOut(const QByteArray &name, const QByteArray &wanted)
{
    const RelativePath from = ownPath("tmp/" + name);
    const auto path = RelativePath::parse(wanted);
    RelativePath folder = path ? path->parent() : RelativePath();
    const QByteArray plain = path && !path->isRoot() ? path->name() : "recovered " + name;
    Result<void> moved;
    for (int attempt = 0; attempt <= 1000; ++attempt) {
        const RelativePath to = folder.child(attempt == 0 ? plain : conflictName(plain, "recovered", attempt));
        moved = m_disk->rename(from, to, files::IfExists::Fail);
        if (moved) {
            m_recovered.push_back(to);
            return {};
        }
        const Error::Kind kind = moved.error().kind;
        if (kind == Error::Kind::Conflict)
            continue;
        if (folder.isRoot())
            break;
        folder = folder.parent();  // gone, or nothing may be put into it: the one above it may do
    }
    // The project's own folder is shut; what is in the trash stays, and an unlink says so.
    return m_disk->rename(from, ownPath("trash/recovered-" + name), files::IfExists::Fail) ? Result<void>() : moved;
}

void OwnFolder::remove()
{
    if (!m_disk)
        return;
    for (const char *name : {"marker.json", "progress", "lock"})
        (void)m_disk->removeFile(ownPath(name));  // what stays says nothing to another project
    (void)m_disk->removeFolder(ownPath("tmp"));   // only when it is empty, as the others
    const auto emptied = m_disk->removeFolder(ownPath("trash"));
    if (!emptied && emptied.error().kind == Error::Kind::Conflict)
        m_keptTrash = m_project.rootPath + u"/.tideline/trash"_s;
    (void)m_disk->removeFolder(ownPath({}));
}

}  // namespace tideline::sync
