#include "core/sync/service/trash_keeper.h"

#include "core/files/exchange.h"
#include "core/sync/planner/planner.h"

namespace tideline::sync {

using store::TrashEntry;
using store::TrashRepository;

namespace {

constexpr qint64 kDayMs = 86'400'000;
constexpr qint64 kMsNs = 1'000'000;

RelativePath parkedPath(const TrashEntry &entry)
{
    return ownPath("trash/" + entry.parked.toUtf8());
}

}  // namespace

Result<TrashKeeper> TrashKeeper::open(ServiceCore &core, const LocalProject &project)
{
    auto disk = files::openPosixFileSystem(project.rootPath);
    if (!disk)
        return disk.error();
    return TrashKeeper(core, project, *std::move(disk));
}

Result<void> TrashKeeper::removeRow(qint64 id)
{
    return m_core->store->write([id](store::Database &database, const store::Transaction &transaction) {
        return TrashRepository(database).remove(id, transaction);
    });
}

/// A row of what stands at `path`, with a new name for it below .tideline/trash.
Result<TrashEntry> TrashKeeper::addRow(const RelativePath &path)
{
    auto stat = m_disk->stat(path);
    if (!stat)
        return stat.error();
    if (!*stat)
        return Error{Error::Kind::NotFound, u"There is no such file."_s, path.toString(), {}};
    TrashEntry entry;
    entry.project = m_project.number;
    entry.path = path.bytes();
    entry.parked = u"put-%1-%2"_s.arg(m_core->clock.nowMs(), 0, 16).arg(m_core->random.next(), 16, 16, QChar(u'0'));
    entry.kind = (*stat)->kind == files::FileKind::Folder    ? NodeKind::Folder
                 : (*stat)->kind == files::FileKind::Symlink ? NodeKind::Symlink
                                                             : NodeKind::File;
    entry.sizeBytes = entry.kind == NodeKind::File ? (*stat)->sizeBytes : 0;
    entry.verified = true;  // the user's own wish, of what is there now
    entry.removedAtMs = m_core->clock.nowMs();
    auto added = m_core->store->write([&](store::Database &database, const store::Transaction &transaction) -> Result<void> {
        if (auto done = TrashRepository(database).add(entry, transaction); !done)
            return done;
        entry.id = database.lastInsertId();
        return {};
    });
    return added ? Result<TrashEntry>(entry) : added.error();
}

Result<void> TrashKeeper::put(const RelativePath &path)
{
    auto entry = addRow(path);
    if (!entry)
        return entry.error();
    if (auto moved = m_disk->rename(path, parkedPath(*entry), files::IfExists::Fail); !moved) {
        if (auto undone = removeRow(entry->id); !undone)
            return undone;
        return moved;
    }
    if (auto synced = m_disk->syncFolder(path.parent()); !synced)
        return synced;
    return m_disk->syncFolder(ownPath("trash"));
}

Result<void> TrashKeeper::replace(const RelativePath &fresh, const RelativePath &path)
{
    auto entry = addRow(path);
    if (!entry)
        return entry.error();
    // The new bytes wait in the trash, not in tmp: the exchange leaves the old ones there, and tmp is swept.
    const RelativePath parked = parkedPath(*entry);
    auto allowed = m_disk->copyPermissions(path, fresh);
    auto done = allowed && *allowed ? m_disk->syncFile(fresh) : allowed ? Result<void>() : allowed.error();
    if (done)
        done = m_disk->rename(fresh, parked, files::IfExists::Fail);
    if (done) {
        done = files::exchange(*m_disk, parked, path);
        if (!done) {
            if (auto back = m_disk->rename(parked, fresh, files::IfExists::Fail); !back)
                return back;  // then the row tells where it is
        }
    }
    if (!done) {
        if (auto undone = removeRow(entry->id); !undone)
            return undone;
        return done;
    }
    if (auto synced = m_disk->syncFolder(path.parent()); !synced)
        return synced;
    return m_disk->syncFolder(ownPath("trash"));
}

Result<void> TrashKeeper::makeFolders(const RelativePath &folder)
{
    if (folder.isRoot())
        return {};
    auto stat = m_disk->stat(folder);
    if (stat && *stat) {
        if ((*stat)->kind == files::FileKind::Folder)
            return {};
        return Error{Error::Kind::Conflict, u"A file stands where a folder is needed."_s, folder.toString(), u"Move it away, or give another place."_s};
    }
    if (auto above = makeFolders(folder.parent()); !above)
        return above;
    auto made = m_disk->createFolder(folder);
    return made || made.error().kind == Error::Kind::Conflict ? Result<void>() : made;
}

Result<RelativePath> TrashKeeper::bring(const RelativePath &from, const RelativePath &wanted)
{
    if (auto made = makeFolders(wanted.parent()); !made)
        return made.error();
    RelativePath target = wanted;
    for (int attempt = 1; attempt <= 1000; ++attempt) {
        auto moved = m_disk->rename(from, target, files::IfExists::Fail);
        if (moved) {
            auto synced = m_disk->syncFolder(target.parent());
            return synced ? Result<RelativePath>(target) : synced.error();
        }
        if (moved.error().kind != Error::Kind::Conflict)
            return moved.error();
        target = wanted.parent().child(conflictName(wanted.name(), "restored", attempt));
    }
    return Error{Error::Kind::Conflict, u"No free name was found."_s, wanted.toString(), u"Give another place."_s};
}

Result<RelativePath> TrashKeeper::restore(const TrashEntry &entry, const std::optional<RelativePath> &to)
{
    RelativePath target;
    if (to) {
        target = *to;
    } else {
        auto parsed = RelativePath::parse(entry.path);
        if (!parsed)
            return parsed.error();
        target = *std::move(parsed);
    }
    if (target.isRoot() || isReservedName(target.parts().first()))
        return Error{Error::Kind::Invalid, u"Nothing can be restored to this place."_s, target.toString(), {}};
    auto now = bring(parkedPath(entry), target);
    if (!now)
        return now;
    auto removed = removeRow(entry.id);
    return removed ? now : removed.error();
}

Result<void> TrashKeeper::removeTree(const RelativePath &path)
{
    auto stat = m_disk->stat(path);
    if (!stat)
        return stat.error();
    if (!*stat)
        return {};
    if ((*stat)->kind != files::FileKind::Folder)
        return m_disk->removeFile(path);
    auto items = m_disk->list(path);
    if (!items)
        return items.error();
    for (const files::FolderItem &item : *items) {
        if (auto removed = removeTree(path.child(item.name)); !removed)
            return removed;
    }
    return m_disk->removeFolder(path);
}

Result<void> TrashKeeper::erase(const TrashEntry &entry)
{
    if (!entry.verified)
        return Error{Error::Kind::Refused, u"This entry was not seen to be what the sync meant to remove, so it stays."_s,
                     QString::fromUtf8(entry.path), u"Restore it, look at it, and delete it by hand."_s};
    auto untouched = isUntouched(entry);
    if (!untouched)
        return untouched.error();
    if (!*untouched)
        return Error{Error::Kind::Refused, u"A program has saved into this file since it came into the trash, so it stays."_s,
                     QString::fromUtf8(entry.path), u"Restore it, look at it, and delete it by hand."_s};
    return removeTree(parkedPath(entry));
}

Result<void> TrashKeeper::drop(const TrashEntry &entry)
{
    auto erased = erase(entry);
    if (erased)
        erased = m_disk->syncFolder(ownPath("trash"));
    return erased ? removeRow(entry.id) : erased;
}

std::vector<qint64> TrashKeeper::eraseSome(const std::vector<TrashEntry> &entries, std::size_t most)
{
    std::vector<qint64> gone;
    for (const TrashEntry &entry : entries) {
        if (gone.size() == most || m_core->quitting)
            break;
        if (erase(entry))
            gone.push_back(entry.id);
    }
    if (!m_disk->syncFolder(ownPath("trash")))
        gone.clear();
    return gone;
}

/// Whether the bytes are those that came into the trash. A program that had a file open then may go on saving into it.
Result<bool> TrashKeeper::isUntouched(const TrashEntry &entry)
{
    const RelativePath parked = parkedPath(entry);
    auto stat = m_disk->stat(parked);
    if (!stat)
        return stat.error();
    if (!*stat)
        return true;
    if (entry.kind == NodeKind::File && (*stat)->sizeBytes != entry.sizeBytes)
        return false;
    const qint64 sinceNs = entry.removedAtMs * kMsNs;
    // A time that lies ahead of the last change of the inode was set; no save gives one.
    if (entry.kind == NodeKind::File && (*stat)->modifiedNs > sinceNs && (*stat)->modifiedNs <= (*stat)->changedNs)
        return false;
    return isUntouched(parked, **stat, sinceNs);
}

/// The same for what nobody has open, and for all that is in a folder.
Result<bool> TrashKeeper::isUntouched(const RelativePath &path, const files::FileStat &stat, qint64 sinceNs)
{
    if (stat.kind == files::FileKind::File) {
        auto open = m_disk->isOpenForWriting(path);
        return open ? Result<bool>(!*open) : open.error();
    }
    if (stat.kind != files::FileKind::Folder)
        return true;
    auto items = m_disk->list(path);
    if (!items)
        return items.error();
    for (const files::FolderItem &item : *items) {
        // The folder's own move changed nothing below it.
        if (item.stat.kind == files::FileKind::File && item.stat.changedNs > sinceNs)
            return false;
        auto untouched = isUntouched(path.child(item.name), item.stat, sinceNs);
        if (!untouched || !*untouched)
            return untouched;
    }
    return true;
}

bool expireTrash(ServiceCore &core, const LocalProject &project)
{
    constexpr std::size_t kAtOnce = 500;
    const qint64 beforeMs = core.clock.nowMs() - core.setting(u"trash_days"_s, 30) * kDayMs;
    const auto old = core.store->read([&](store::Database &database) {
        return TrashRepository(database).droppable(project.number, beforeMs);
    });
    if (!old || old->empty())
        return true;
    auto keeper = TrashKeeper::open(core, project);
    if (!keeper)
        return true;
    const std::vector<qint64> gone = keeper->eraseSome(*old, kAtOnce);
    (void)core.store->write([&](store::Database &database, const store::Transaction &transaction) -> Result<void> {
        for (const qint64 id : gone) {
            if (auto removed = TrashRepository(database).remove(id, transaction); !removed)
                return removed;
        }
        return {};
    });
    return gone.size() < kAtOnce;
}

}  // namespace tideline::sync
