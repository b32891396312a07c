#include "core/sync/service/sync_undo.h"

#include "core/files/chunker.h"
#include "core/files/exchange.h"

#include <algorithm>

namespace tideline::sync {

using files::FileKind;
using files::IfExists;
using store::TrashRepository;
using store::UndoRepository;
using store::UndoStep;

namespace {

const QByteArray kOwn = ".tideline/";

/// A noted path; a parked node is in Tideline's own folder.
RelativePath pathOf(const QByteArray &bytes)
{
    if (bytes.startsWith(kOwn))
        return ownPath(bytes.sliced(kOwn.size()));
    const auto path = RelativePath::parse(bytes);
    return path ? *path : RelativePath();
}

RelativePath inTrash(const UndoStep &step)
{
    return ownPath("trash/" + step.parked.toUtf8());
}

/// `path` after a move of `from` to `to`.
QByteArray moved(const QByteArray &path, const QByteArray &from, const QByteArray &to)
{
    if (path == from)
        return to;
    return path.startsWith(from + '/') ? to + path.sliced(from.size()) : path;
}

FileKind fileKind(NodeKind kind)
{
    return kind == NodeKind::Folder ? FileKind::Folder : kind == NodeKind::Symlink ? FileKind::Symlink : FileKind::File;
}

QString actionText(UndoStep::Action action)
{
    using Action = UndoStep::Action;
    switch (action) {
    case Action::Create: return u"remove"_s;
    case Action::Replace: return u"put_back"_s;
    case Action::Remove: return u"bring_back"_s;
    case Action::Move: return u"move_back"_s;
    case Action::Switch: return u"switch_back"_s;
    }
    return u"other"_s;
}

}  // namespace

Result<SyncUndo> SyncUndo::open(ServiceCore &core, const VerbCall &call, const LocalProject &project)
{
    auto steps = core.store->read([&](store::Database &database) { return UndoRepository(database).lastRun(project.number); });
    if (!steps)
        return steps.error();
    if (steps->empty())
        return Error{Error::Kind::NotFound, u"There is nothing to undo: no sync has changed this folder lately."_s, project.rootPath,
                     u"Older versions come back with: tide restore PATH --revision N"_s};
    auto trash = TrashKeeper::open(core, project);
    if (!trash)
        return trash.error();
    return SyncUndo(core, call, project, *std::move(trash), *std::move(steps));
}

void SyncUndo::followMoves()
{
    std::vector<const UndoStep *> later;  // moves, newest first
    m_now.resize(m_steps.size());
    for (std::size_t i = m_steps.size(); i-- > 0;) {
        QByteArray path = m_steps[i].path;
        for (auto move = later.rbegin(); move != later.rend(); ++move)
            path = moved(path, (*move)->fromPath, (*move)->path);
        if (m_steps[i].action == Action::Move)
            later.push_back(&m_steps[i]);
        if (m_steps[i].action != Action::Remove)
            m_ours.insert(path);
        m_now[i] = std::move(path);
    }
}

/// Whether the user made something at a place that the undo needs; what the sync put there goes before.
bool SyncUndo::isTakenSince(const RelativePath &path)
{
    if (m_ours.contains(path.bytes()))
        return false;
    const auto stat = m_trash.disk().stat(path);
    return stat ? stat->has_value() : stat.error().kind != Error::Kind::NotFound;
}

/// Whether nobody has touched the file since survey().
bool SyncUndo::isAsSurveyed(const UndoStep &step)
{
    const auto seen = m_seen.find(step.node);
    if (step.action == Action::Remove || step.content.kind == NodeKind::Folder || seen == m_seen.end())
        return true;
    const auto stat = m_trash.disk().stat(pathOf(step.path));
    const bool isReplaced = step.action == Action::Create || step.action == Action::Replace;
    return stat && *stat && (!isReplaced || (*stat)->sameFile(seen->second));
}

/// Why a node is left alone, by its newest step; empty = it is as the sync left it.
QString SyncUndo::reasonAt(const RelativePath &now, const UndoStep &newest)
{
    const auto stat = m_trash.disk().stat(now);
    if (!stat && stat.error().kind != Error::Kind::NotFound)
        return stat.error().what;
    if (!stat || !*stat)
        return u"moved or deleted since"_s;
    m_seen.insert_or_assign(newest.node, **stat);
    const NodeContent &content = newest.content;
    if ((*stat)->kind != fileKind(content.kind))
        return u"something else stands there now"_s;
    if (content.kind == NodeKind::Symlink) {
        const auto target = m_trash.disk().readLink(now);
        return target && *target == content.target ? QString() : u"edited since"_s;
    }
    if (content.kind == NodeKind::Folder)
        return {};
    auto file = m_trash.disk().openRead(now);
    auto manifest = file ? files::chunkFile(**file, (*stat)->sizeBytes, m_call.cancelled) : Result<Manifest>(file.error());
    if (!manifest && manifest.error().kind != Error::Kind::Conflict)
        return manifest.error().what;
    const bool same = manifest && manifest->hash() == content.hash && (*stat)->executable == content.executable;
    return same ? QString() : u"edited since"_s;
}

QString SyncUndo::reasonToLeave(const UndoStep &step, const RelativePath &now)
{
    if (!step.parked.isEmpty()) {
        const auto parked = m_trash.disk().stat(inTrash(step));
        if (!parked || !*parked)
            return u"what it was is no longer in the trash"_s;
    }
    if (step.action == Action::Remove) {
        const auto there = m_trash.disk().stat(now);
        const bool isFolderAgain = step.content.kind == NodeKind::Folder && there && *there && (*there)->kind == FileKind::Folder;
        return !isFolderAgain && isTakenSince(now) ? u"something new stands at its place"_s : QString();
    }
    auto [known, isFirst] = m_left.try_emplace(step.node);
    if (isFirst)  // the newest step of this node: the earlier ones follow it
        known->second = reasonAt(now, step);
    return known->second;
}

Result<std::vector<UndoRow>> SyncUndo::survey()
{
    m_left.clear();
    auto entries = m_core.store->read([&](store::Database &database) { return TrashRepository(database).list(m_project.number); });
    if (!entries)
        return entries.error();
    for (const store::TrashEntry &entry : *entries)
        m_parked.insert(entry.parked, entry);
    std::vector<UndoRow> rows;
    for (std::size_t i = m_steps.size(); i-- > 0;) {
        if (m_call.isCancelled())
            return Error{Error::Kind::Cancelled, u"Cancelled."_s, u"undo"_s, {}};
        const UndoStep &step = m_steps[i];
        const QByteArray &now = m_now[i];
        rows.push_back({actionText(step.action), now, step.action == Action::Move ? step.fromPath : QByteArray(),
                        reasonToLeave(step, pathOf(now))});
    }
    return rows;
}

Result<std::vector<UndoRow>> SyncUndo::run()
{
    auto rows = survey();
    if (!rows)
        return rows;
    for (std::size_t i = 0; i < rows->size(); ++i) {
        UndoRow &row = (*rows)[i];
        const UndoStep &step = m_steps[m_steps.size() - 1 - i];
        if (!row.left.isEmpty())
            continue;
        if (!isAsSurveyed(step))
            row.left = u"edited since"_s;
        else if (auto done = takeBack(step); !done)
            row.left = done.error().kind == Error::Kind::Conflict && step.content.kind == NodeKind::Folder && step.action == Action::Create
                           ? u"it holds files that were made since"_s
                           : done.error().what;
        else if (step.action == Action::Move)
            m_movedBack.push_back(step.path);
    }
    if (auto synced = m_trash.disk().syncAll(); !synced)
        return m_core.failedSync(synced.error());
    // Named or done, each step has had its answer; only when all were left alone may another try do better.
    if (std::ranges::any_of(*rows, [](const UndoRow &row) { return row.left.isEmpty(); })) {
        auto forgotten = m_core.store->write([&](store::Database &database, const store::Transaction &transaction) {
            return UndoRepository(database).removeRun(m_project.number, m_steps.front().run, transaction);
        });
        if (!forgotten)
            return forgotten.error();
    }
    return rows;
}

Result<void> SyncUndo::takeBack(const UndoStep &step)
{
    const RelativePath path = pathOf(step.path);
    const bool isFolder = step.content.kind == NodeKind::Folder;
    switch (step.action) {
    case Action::Create: return isFolder ? m_trash.disk().removeFolder(path) : m_trash.put(path);
    case Action::Replace: return putBack(step, path);
    case Action::Remove: return isFolder ? m_trash.makeFolders(path) : putBack(step, path);
    case Action::Move: return moveBack(path, pathOf(step.fromPath));
    case Action::Switch: return m_trash.disk().setExecutable(path, !step.content.executable);
    }
    return {};
}

/// The old file leaves the trash for its place; the new one, if there is one, takes its room there.
Result<void> SyncUndo::putBack(const UndoStep &step, const RelativePath &path)
{
    if (step.action == Action::Replace) {
        if (auto swapped = files::exchange(m_trash.disk(), inTrash(step), path); !swapped)
            return swapped;
    } else {
        if (auto made = m_trash.makeFolders(path.parent()); !made)
            return made;
        if (auto back = m_trash.disk().rename(inTrash(step), path, IfExists::Fail); !back)
            return back;
    }
    const auto entry = m_parked.constFind(step.parked);
    if (entry == m_parked.constEnd())
        return {};
    return m_core.store->write([&](store::Database &database, const store::Transaction &transaction) -> Result<void> {
        TrashRepository trash(database);
        if (auto removed = trash.remove(entry->id, transaction); !removed || step.action == Action::Remove)
            return removed;
        store::TrashEntry swapped = *entry;
        swapped.kind = step.content.kind;
        swapped.hash = step.content.hash;
        const auto stat = m_trash.disk().stat(inTrash(step));
        swapped.sizeBytes = stat && *stat && swapped.kind == NodeKind::File ? (*stat)->sizeBytes : 0;
        swapped.removedAtMs = m_core.clock.nowMs();
        return trash.add(swapped, transaction);
    });
}

Result<void> SyncUndo::moveBack(const RelativePath &from, const RelativePath &to)
{
    if (to.bytes().startsWith(kOwn))
        return m_trash.disk().rename(from, to, IfExists::Fail);
    if (from.bytes().startsWith(kOwn)) {  // never left there: beside its place when that is taken
        auto brought = m_trash.bring(from, to);
        return brought ? Result<void>() : brought.error();
    }
    if (auto made = m_trash.makeFolders(to.parent()); !made)
        return made;
    return m_trash.disk().rename(from, to, IfExists::Fail);
}

}  // namespace tideline::sync
