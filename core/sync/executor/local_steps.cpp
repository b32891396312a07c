// The single steps of LocalExecutor: each looks again before it touches anything.
#include "core/store/trash_repository.h"
#include "core/sync/discovery/time_stamps.h"
#include "core/sync/executor/local_executor.h"
#include "core/sync/executor/seen_stat.h"

#include "core/files/chunker.h"

#include <algorithm>

namespace tideline::sync {

using files::FileStat;
using files::IfExists;
using store::JournalEntry;
using store::LocalNode;
using store::Presence;
using store::Transaction;
using store::Tree;

Result<std::optional<RelativePath>> LocalExecutor::pathOf(const NodeId &node) const
{
    auto row = m_parts.trees.node(Tree::Local, node);
    if (!row)
        return row.error();
    if (*row && (*row)->place.parent == store::parkedParent())
        return std::optional<RelativePath>{ownPath("tmp/" + (*row)->place.name)};
    if (!*row)
        return std::optional<RelativePath>{};
    return targetPath((*row)->place);
}

/// nullopt when the parent is not on this disk (yet).
Result<std::optional<RelativePath>> LocalExecutor::targetPath(const NodePlace &place) const
{
    if (place.parent.isNull())
        return std::optional<RelativePath>{RelativePath{}.child(place.name)};
    auto parent = pathOf(place.parent);
    if (!parent)
        return parent.error();
    if (!*parent)
        return std::optional<RelativePath>{};
    const RelativePath path = (*parent)->child(place.name);
    if (path.bytes().size() > kMaxPathBytes)
        return Error{Error::Kind::Invalid, u"A path is longer than 4,000 bytes."_s, path.toString(), {}};
    return std::optional<RelativePath>{path};
}

Result<std::optional<FileStat>> LocalExecutor::unchangedAt(const RelativePath &path, const LocalNode &row)
{
    auto stat = m_parts.disk.stat(path);
    if (!stat && stat.error().kind != Error::Kind::NotFound) {
        trouble(path.bytes(), stat.error());
        return std::optional<FileStat>{};
    }
    const bool folder = row.node.content.kind == NodeKind::Folder;
    if (stat && *stat && (folder ? (*stat)->kind == files::FileKind::Folder : (*stat)->sameFile(statOf(row))))
        return std::optional<FileStat>{**stat};
    stale(path.parent());
    return std::optional<FileStat>{};
}

/// Whether what was parked is what the plan saw: by its stamps, and by its bytes where the stamps could hide a write.
Result<bool> LocalExecutor::isAsSeen(const RelativePath &parked, const LocalNode &row)
{
    auto stat = m_parts.disk.stat(parked);
    if (!stat || !*stat || !(*stat)->sameFile(statOf(row)))
        return false;
    if (row.node.content.kind != NodeKind::File
        || (!row.seen.racy && !mayHideAWrite(**stat, m_parts.clock.nowNs())))
        return true;
    return holds(parked, (*stat)->sizeBytes, row.node.content.hash);
}

/// Reads the file. Errors: Io, Denied.
Result<bool> LocalExecutor::holds(const RelativePath &path, qint64 sizeBytes, const ContentHash &hash)
{
    auto file = m_parts.disk.openRead(path);
    if (!file)
        return file.error();
    auto manifest = files::chunkFile(**file, sizeBytes);
    if (!manifest && manifest.error().kind == Error::Kind::Conflict)
        return false;  // it is being written to
    if (!manifest)
        return manifest.error();
    return manifest->hash() == hash;
}

/// Writes the local row for what now stands at `path`, as the operation wanted it. `placed`: the inode that we put there.
Result<void> LocalExecutor::record(const Operation &operation, const RelativePath &path, const Transaction &transaction,
                                   quint64 placed)
{
    auto stat = m_parts.disk.stat(path);
    if (!stat || !*stat) {
        stale(path.parent());
        return {};
    }
    auto row = m_parts.trees.local(operation.node);
    if (!row)
        return row.error();
    LocalNode local = *row ? **row : LocalNode{};
    local.node.id = operation.node;
    local.node.place = operation.kind == Operation::Kind::ReplaceLocal && *row ? (*row)->node.place : operation.place;
    if (operation.kind != Operation::Kind::MoveLocal)
        local.node.content = operation.content;
    local.seen = {(*stat)->device, (*stat)->inode, (*stat)->changedNs, local.seen.racy && *row, Presence::Here};
    if (operation.kind != Operation::Kind::MoveLocal) {
        local.seen.racy =
            local.node.content.kind != NodeKind::Folder && mayHideAWrite(**stat, m_parts.clock.nowNs());
        if (local.node.content.kind != NodeKind::Folder)
            local.node.content.modifiedNs = (*stat)->modifiedNs;
        // Somebody wrote to it since it was placed: then it is theirs, and hashed anew.
        if (local.node.content.kind == NodeKind::File
            && ((*stat)->sizeBytes != operation.content.sizeBytes || (*stat)->modifiedNs != operation.content.modifiedNs)) {
            local.node.content.hash = {};
            local.node.content.sizeBytes = (*stat)->sizeBytes;
            // Into the very file that we placed: an edit of that version, not one beside it.
            if (placed == (*stat)->inode) {
                if (auto agreed = agreeOn(operation, local.node.place, transaction); !agreed)
                    return agreed;
            }
        }
    }
    if (auto put = m_parts.trees.putLocal(local, transaction); !put)
        return put;
    ++m_report.done;
    return agree(m_parts.trees, operation.node, transaction);
}

/// Both sides held the operation's content at this place, if only for a moment.
Result<void> LocalExecutor::agreeOn(const Operation &operation, const NodePlace &place, const Transaction &transaction)
{
    auto remote = m_parts.trees.node(Tree::Remote, operation.node);
    if (!remote)
        return remote.error();
    if (!*remote || (*remote)->place != place || !(*remote)->content.sameAs(operation.content))
        return {};
    return m_parts.trees.putSynced(**remote, transaction);
}

Result<LocalExecutor::Step> LocalExecutor::createFolder(const Operation &operation, const Transaction &transaction)
{
    auto holder = m_parts.trees.localAt(operation.place);
    if (!holder)
        return holder.error();
    if (*holder)
        return Step::NotReady;
    auto path = targetPath(operation.place);
    if (!path)
        return path.error();
    if (!*path)
        return Step::NotReady;
    auto made = m_parts.disk.createFolder(**path);
    if (!made && made.error().kind != Error::Kind::Conflict) {
        trouble((*path)->bytes(), made.error());
        return Step::Skipped;
    }
    if (!made) {
        // Made here meanwhile: when it is a folder, both sides want the same.
        auto stat = m_parts.disk.stat(**path);
        if (!stat || !*stat || (*stat)->kind != files::FileKind::Folder) {
            trouble((*path)->bytes(), {Error::Kind::Conflict, u"Something that is not synced is in the way."_s, {},
                                       u"Move it away."_s});
            stale((*path)->parent());
            return Step::Skipped;
        }
        stale((*path)->parent());
    }
    if (auto recorded = record(operation, **path, transaction); !recorded)
        return recorded.error();
    return Step::Done;
}

Result<LocalExecutor::Step> LocalExecutor::move(const Operation &operation, const Transaction &transaction)
{
    auto row = m_parts.trees.local(operation.node);
    if (!row)
        return row.error();
    if (!*row || (*row)->node.place == operation.place)
        return Step::Skipped;
    auto holder = m_parts.trees.localAt(operation.place);
    if (!holder)
        return holder.error();
    if (*holder)
        return Step::NotReady;
    auto from = pathOf(operation.node);
    auto to = targetPath(operation.place);
    if (!from || !to)
        return !from ? from.error() : to.error();
    if (!*from)
        return Step::Skipped;
    if (!*to || (*to)->isWithin(**from))
        return Step::NotReady;
    if ((*row)->seen.presence != Presence::Here) {
        (*row)->node.place = operation.place;
        if (auto put = m_parts.trees.putLocal(**row, transaction); !put)
            return put.error();
        ++m_report.done;
        auto agreed = agree(m_parts.trees, operation.node, transaction);
        return agreed ? Result<Step>(Step::Done) : agreed.error();
    }
    auto stat = unchangedAt(**from, **row);
    if (!stat)
        return stat.error();
    if (!*stat)
        return Step::Skipped;
    if (auto renamed = m_parts.disk.rename(**from, **to, IfExists::Fail); !renamed) {
        if (renamed.error().kind == Error::Kind::Conflict)
            stale((*to)->parent());
        trouble((*from)->bytes(), renamed.error());
        return Step::Skipped;
    }
    ++m_outcome.movedLocal;
    if (auto recorded = record(operation, **to, transaction); !recorded)
        return recorded.error();
    return Step::Done;
}

/// Takes one node out of a ring of names. Its row says where it is, so a restart goes on from there.
Result<LocalExecutor::Step> LocalExecutor::park(const Operation &operation, const Transaction &transaction)
{
    auto row = m_parts.trees.local(operation.node);
    auto from = pathOf(operation.node);
    if (!row || !from)
        return !row ? row.error() : from.error();
    if (!*row || !*from || (*row)->node.place.parent == store::parkedParent())
        return Step::Skipped;
    auto stat = unchangedAt(**from, **row);
    if (!stat)
        return stat.error();
    if (!*stat)
        return Step::Skipped;
    const QByteArray name = "parked-" + operation.node.toBytes().toHex();
    if (auto renamed = m_parts.disk.rename(**from, ownPath("tmp/" + name), IfExists::Fail); !renamed) {
        trouble((*from)->bytes(), renamed.error());
        return Step::Skipped;
    }
    m_parkedFrom.insert_or_assign(operation.node, (*row)->node.place);
    (*row)->node.place = {store::parkedParent(), name};
    auto put = m_parts.trees.putLocal(**row, transaction);
    return put ? Result<Step>(Step::Done) : put.error();
}

/// No node stays parked beyond the steps that needed it: what found no place goes back into its user's sight.
Result<void> LocalExecutor::unpark()
{
    auto rows = m_parts.trees.localChildren(store::parkedParent());
    if (!rows)
        return rows.error();
    if (rows->empty())
        return {};
    auto transaction = Transaction::begin(m_parts.trees.database());
    if (!transaction)
        return transaction.error();
    for (LocalNode &row : *rows) {
        if (auto done = unpark(row, *transaction); !done)
            return done;
    }
    if (auto synced = m_parts.disk.syncAll(); !synced)
        return synced;
    return transaction->commit();
}

Result<void> LocalExecutor::unpark(LocalNode &row, const Transaction &transaction)
{
    const RelativePath parked = ownPath("tmp/" + row.node.place.name);
    const auto there = m_parts.disk.stat(parked);
    if (!there)
        return there.error();
    if (!*there)
        return m_parts.trees.putAside(row.node.id, transaction);  // wherever it is, a look will find it
    std::vector<NodePlace> places;
    if (const auto from = m_parkedFrom.find(row.node.id); from != m_parkedFrom.end())
        places.push_back(from->second);
    for (const Tree tree : {Tree::Synced, Tree::Remote}) {
        auto known = m_parts.trees.node(tree, row.node.id);
        if (!known)
            return known.error();
        if (*known)
            places.push_back((*known)->place);
    }
    const QByteArray name = places.empty() ? QByteArray("recovered") : places.front().name;
    for (int attempt = 1; attempt <= 100; ++attempt)
        places.push_back({NodeId{}, conflictName(name, "recovered", attempt)});
    for (const NodePlace &place : places) {
        auto holder = m_parts.trees.localAt(place);
        auto path = targetPath(place);
        if (!holder || !path)
            return !holder ? holder.error() : path.error();
        if (*holder || !*path || (*path)->isWithin(ownPath("tmp")))
            continue;
        if (auto renamed = m_parts.disk.rename(parked, **path, IfExists::Fail); !renamed) {
            if (renamed.error().kind == Error::Kind::Conflict)
                continue;
            if (renamed.error().kind == Error::Kind::NotFound)
                continue;  // the folder above has gone: another look will tell
            trouble((*path)->bytes(), renamed.error());
            return {};
        }
        row.node.place = place;
        stale(**path);
        stale((*path)->parent());
        return m_parts.trees.putLocal(row, transaction);
    }
    return {};
}

Result<LocalExecutor::Step> LocalExecutor::placeNew(const Operation &operation, const RelativePath &temporary,
                                                    const Transaction &transaction)
{
    auto path = targetPath(operation.place);
    if (!path)
        return path.error();
    auto holder = m_parts.trees.localAt(operation.place);
    if (!holder)
        return holder.error();
    if (!*path || *holder) {
        if (operation.content.kind == NodeKind::File)
            (void)m_parts.disk.removeFile(temporary);
        return Step::NotReady;  // the next plan says it anew
    }
    const bool link = operation.content.kind == NodeKind::Symlink;
    if (link) {
        if (auto made = m_parts.disk.createLink(temporary, operation.content.target); !made) {
            trouble((*path)->bytes(), made.error());
            return Step::Skipped;
        }
        if (auto set = m_parts.disk.setModified(temporary, operation.content.modifiedNs); !set)
            return set.error();
    }
    const auto made = m_parts.disk.stat(temporary);
    if (auto renamed = m_parts.disk.rename(temporary, **path, IfExists::Fail); !renamed) {
        (void)m_parts.disk.removeFile(temporary);
        if (renamed.error().kind == Error::Kind::Conflict) {
            stale((*path)->parent());  // made here meanwhile: looked at, and planned with
            auto there = m_parts.disk.stat(**path);
            if (there && *there && (*there)->kind == files::FileKind::Other)
                trouble((*path)->bytes(), {Error::Kind::Conflict, u"A pipe, socket or device is in the way."_s, {},
                                           u"Move it away."_s});
        } else if (renamed.error().kind == Error::Kind::NotFound) {
            stale((*path)->parent());
        } else {
            trouble((*path)->bytes(), renamed.error());
        }
        return Step::Skipped;
    }
    if (auto recorded = record(operation, **path, transaction, made && *made ? (*made)->inode : 0); !recorded)
        return recorded.error();
    return Step::Done;
}

Result<LocalExecutor::Step> LocalExecutor::replace(const Operation &operation, const RelativePath &temporary,
                                                   const JournalEntry &intent, const Transaction &transaction)
{
    auto row = m_parts.trees.local(operation.node);
    auto path = pathOf(operation.node);
    if (!row || !path)
        return !row ? row.error() : path.error();
    auto giveUp = [&](Step step) -> Result<Step> {
        (void)m_parts.disk.removeFile(temporary);
        return step;
    };
    if (!*row || !*path || intent.id == 0)
        return giveUp(Step::Skipped);
    if (operation.content.kind == NodeKind::Symlink) {
        if (auto made = m_parts.disk.createLink(temporary, operation.content.target); !made) {
            trouble((*path)->bytes(), made.error());
            return Step::Skipped;
        }
        if (auto set = m_parts.disk.setModified(temporary, operation.content.modifiedNs); !set)
            return set.error();
    }
    auto seen = unchangedAt(**path, **row);
    if (!seen)
        return seen.error();
    if (!*seen)
        return giveUp(Step::Skipped);
    const auto made = m_parts.disk.stat(temporary);
    // The one visible step. The old inode is now in our folder, whatever it holds.
    if (auto swapped = m_parts.disk.rename(temporary, **path, IfExists::Exchange); !swapped) {
        stale((*path)->parent());
        if (swapped.error().kind != Error::Kind::NotFound)
            trouble((*path)->bytes(), swapped.error());
        return giveUp(Step::Skipped);
    }
    const RelativePath old = ownPath("trash/" + temporary.name());
    if (auto parked = m_parts.disk.rename(temporary, old, IfExists::Fail); !parked)
        return parked.error();
    auto asSeen = isAsSeen(old, **row);
    if (!asSeen)
        return asSeen.error();
    if (*asSeen) {
        if (auto kept = addTrash((*path)->bytes(), intent.parked, **row, true, transaction); !kept)
            return kept.error();
    } else {
        // Written to between the look and the exchange: that is a user's version, and it becomes the conflict copy.
        if (auto rescued = rescue(old, (*path)->bytes(), m_report); !rescued)
            return rescued.error();
    }
    if (auto recorded = record(operation, **path, transaction, made && *made ? (*made)->inode : 0); !recorded)
        return recorded.error();
    return Step::Done;
}

Result<LocalExecutor::Step> LocalExecutor::remove(const Operation &operation, const JournalEntry &intent,
                                                  const Transaction &transaction)
{
    auto row = m_parts.trees.local(operation.node);
    auto path = pathOf(operation.node);
    if (!row || !path)
        return !row ? row.error() : path.error();
    if (!*row || !*path)
        return Step::Skipped;
    const bool folder = (*row)->node.content.kind == NodeKind::Folder;
    if (folder) {
        auto children = m_parts.trees.childIds(Tree::Local, operation.node);
        if (!children)
            return children.error();
        if (!children->empty())
            return Step::NotReady;
        // What is left inside is not synced (ignored, say): it stays, and so does the folder, as nobody's.
        auto removed = m_parts.disk.removeFolder(**path);
        if (!removed && removed.error().kind != Error::Kind::Conflict && removed.error().kind != Error::Kind::NotFound) {
            trouble((*path)->bytes(), removed.error());
            return Step::Skipped;
        }
        if (!removed)
            stale((*path)->parent());
    } else if ((*row)->seen.presence == Presence::Here) {
        if (intent.id == 0)
            return Step::Skipped;
        auto seen = unchangedAt(**path, **row);
        if (!seen)
            return seen.error();
        if (!*seen)
            return Step::Skipped;
        const RelativePath parked = ownPath("trash/" + intent.parked.toLatin1());
        if (auto moved = m_parts.disk.rename(**path, parked, IfExists::Fail); !moved) {
            stale((*path)->parent());
            if (moved.error().kind != Error::Kind::NotFound)
                trouble((*path)->bytes(), moved.error());
            return Step::Skipped;
        }
        auto asSeen = isAsSeen(parked, **row);
        if (!asSeen)
            return asSeen.error();
        if (!*asSeen) {
            if (auto back = rescue(parked, (*path)->bytes(), m_report); !back)
                return back.error();
            stale((*path)->parent());
            return Step::Skipped;
        }
        if (auto kept = addTrash((*path)->bytes(), intent.parked, **row, true, transaction); !kept)
            return kept.error();
    }
    if (auto removed = m_parts.trees.remove(Tree::Local, operation.node, transaction); !removed)
        return removed.error();
    ++m_outcome.deletedLocal;
    ++m_report.done;
    auto agreed = agree(m_parts.trees, operation.node, transaction);
    return agreed ? Result<Step>(Step::Done) : agreed.error();
}

/// The bytes are the same: only the executable bit (or nothing but the time) differs.
Result<LocalExecutor::Step> LocalExecutor::switchExecutable(const Operation &operation, const Transaction &transaction)
{
    auto row = m_parts.trees.local(operation.node);
    auto path = pathOf(operation.node);
    if (!row || !path)
        return !row ? row.error() : path.error();
    if (!*row || !*path)
        return Step::Skipped;
    auto seen = unchangedAt(**path, **row);
    if (!seen)
        return seen.error();
    if (!*seen)
        return Step::Skipped;
    if (auto set = m_parts.disk.setExecutable(**path, operation.content.executable); !set) {
        trouble((*path)->bytes(), set.error());
        return Step::Skipped;
    }
    auto now = m_parts.disk.stat(**path);
    if (!now || !*now || !(*now)->sameFile(**seen)) {
        stale((*path)->parent());
        return Step::Skipped;
    }
    (*row)->node.content.executable = operation.content.executable;
    (*row)->seen.changedNs = (*now)->changedNs;
    if (auto put = m_parts.trees.putLocal(**row, transaction); !put)
        return put.error();
    ++m_report.done;
    auto agreed = agree(m_parts.trees, operation.node, transaction);
    return agreed ? Result<Step>(Step::Done) : agreed.error();
}

/// An online-only file: the row follows the cloud, the disk holds nothing of it.
Result<LocalExecutor::Step> LocalExecutor::rowOnly(const Operation &operation, const Transaction &transaction)
{
    auto row = m_parts.trees.local(operation.node);
    auto holder = m_parts.trees.localAt(operation.place);
    if (!row || !holder)
        return !row ? row.error() : holder.error();
    if (!*row && *holder)
        return Step::NotReady;
    LocalNode local = *row ? **row : LocalNode{};
    local.node.id = operation.node;
    if (!*row)
        local.node.place = operation.place;
    local.node.content = operation.content;
    local.seen = {};
    local.seen.presence = Presence::Cloud;
    if (auto put = m_parts.trees.putLocal(local, transaction); !put)
        return put.error();
    ++m_report.done;
    auto agreed = agree(m_parts.trees, operation.node, transaction);
    return agreed ? Result<Step>(Step::Skipped) : agreed.error();
}

Result<void> LocalExecutor::addTrash(const QByteArray &path, const QString &parked, const LocalNode &row, bool verified,
                                     const Transaction &transaction)
{
    store::TrashEntry entry;
    entry.project = m_parts.trees.project();
    entry.path = path;
    entry.parked = parked;
    entry.kind = row.node.content.kind;
    entry.sizeBytes = row.node.content.sizeBytes;
    entry.hash = row.node.content.hash;
    entry.verified = verified;
    entry.removedAtMs = m_parts.clock.nowMs();
    return store::TrashRepository(m_parts.trees.database()).add(entry, transaction);
}

/// Brings bytes that no plan saw back into the tree: at their path when that is free, else as a conflict copy beside it.
Result<void> LocalExecutor::rescue(const RelativePath &from, const QByteArray &wanted, ExecutionReport &report)
{
    auto path = RelativePath::parse(wanted);
    if (!path)
        return path.error();
    RelativePath folder = path->parent();
    // The folder may be gone by now: then the nearest one above that is there.
    while (!folder.isRoot()) {
        auto stat = m_parts.disk.stat(folder);
        if (stat && *stat && (*stat)->kind == files::FileKind::Folder)
            break;
        folder = folder.parent();
    }
    for (int attempt = 0;; ++attempt) {
        const QByteArray name = attempt == 0 ? path->name() : conflictName(path->name(), "conflict, kept", attempt);
        const RelativePath to = folder.child(name);
        auto renamed = m_parts.disk.rename(from, to, IfExists::Fail);
        if (renamed) {
            if (attempt > 0)
                report.conflictCopies.push_back(to.bytes());
            stale(folder);
            return m_parts.disk.syncFolder(folder);
        }
        if (renamed.error().kind != Error::Kind::Conflict || attempt > 1000)
            return renamed;
    }
}

/// Whether a parked file is what the plan saw. After a crash its bytes say so, where the store still knows them.
Result<bool> LocalExecutor::wasSeen(const JournalEntry &entry, const RelativePath &parked,
                                    const std::optional<FileStat> &seen, const FileStat &stat)
{
    if (!seen || !stat.sameFile(*seen))
        return false;
    if (stat.kind != files::FileKind::File)
        return true;
    ContentHash hash = entry.hash;
    if (entry.action == "replace") {
        auto row = m_parts.trees.local(entry.node);
        if (!row)
            return row.error();
        hash = *row && seen->sameFile(statOf(**row)) ? (*row)->node.content.hash : ContentHash{};
    }
    return hash.isNull() ? Result<bool>(true) : holds(parked, stat.sizeBytes, hash);
}

Result<ExecutionReport> LocalExecutor::recover()
{
    m_report = {};
    auto entries = m_parts.trees.journal();
    if (!entries)
        return entries.error();
    auto left = m_parts.disk.list(ownPath("tmp"));
    if (!left)
        return left.error();
    if (entries->empty() && left->empty()) {
        auto unparked = unpark();
        return unparked ? Result<ExecutionReport>(std::move(m_report)) : unparked.error();
    }
    auto transaction = Transaction::begin(m_parts.trees.database());
    if (!transaction)
        return transaction.error();
    for (const JournalEntry &entry : *entries) {
        const auto seen = decodeSeen(entry.seen);
        for (const QByteArray &place : {QByteArray("tmp/"), QByteArray("trash/")}) {
            const RelativePath parked = ownPath(place + entry.parked.toLatin1());
            auto stat = m_parts.disk.stat(parked);
            if (!stat)
                return stat.error();
            if (!*stat)
                continue;
            auto asSeen = wasSeen(entry, parked, seen, **stat);
            if (!asSeen)
                return asSeen.error();
            if (*asSeen) {
                // The old inode, as the plan saw it: the step was done, only the store did not hear of it.
                const RelativePath trash = ownPath("trash/" + entry.parked.toLatin1());
                if (place == "tmp/") {
                    if (auto moved = m_parts.disk.rename(parked, trash, IfExists::Fail); !moved)
                        return moved.error();
                }
                LocalNode row;
                row.node.content.kind = seen->kind == files::FileKind::Symlink ? NodeKind::Symlink : NodeKind::File;
                row.node.content.sizeBytes = seen->sizeBytes;
                if (auto kept = addTrash(entry.path, entry.parked, row, true, *transaction); !kept)
                    return kept.error();
                continue;
            }
            // Our own temporary file, never put in place? Its bytes say so.
            bool ours = (*stat)->kind == files::FileKind::Symlink && entry.action == "replace";
            if ((*stat)->kind == files::FileKind::File && entry.action == "replace") {
                auto held = holds(parked, (*stat)->sizeBytes, entry.hash);
                if (!held)
                    return held.error();
                ours = *held;
            }
            if (ours) {
                if (auto removed = m_parts.disk.removeFile(parked); !removed)
                    return removed.error();
            } else if (auto rescued = rescue(parked, entry.path, m_report); !rescued) {
                return rescued.error();
            }
        }
        if (auto gone = m_parts.trees.journalRemove(entry.id, *transaction); !gone)
            return gone.error();
    }
    // What is left in tmp are downloads that never reached their place, and parked nodes, which rows speak of.
    left = m_parts.disk.list(ownPath("tmp"));
    if (!left)
        return left.error();
    for (const files::FolderItem &item : *left) {
        if (item.name.startsWith("parked-")) {
            // The store may not have heard of it: the name says whose it is.
            const auto node = NodeId::fromBytes(QByteArray::fromHex(item.name.mid(7)));
            auto row = m_parts.trees.local(node ? *node : NodeId{});
            if (!row)
                return row.error();
            if (*row) {
                (*row)->node.place = {store::parkedParent(), item.name};
                if (auto put = m_parts.trees.putLocal(**row, *transaction); !put)
                    return put.error();
            } else if (auto rescued = rescue(ownPath("tmp/" + item.name), "recovered " + item.name.mid(7), m_report);
                       !rescued) {
                return rescued.error();
            }
            continue;
        }
        if (item.stat.kind != files::FileKind::Folder) {
            if (auto removed = m_parts.disk.removeFile(ownPath("tmp/" + item.name)); !removed)
                return removed.error();
        }
    }
    if (auto synced = m_parts.disk.syncAll(); !synced)
        return synced.error();
    if (auto committed = transaction->commit(); !committed)
        return committed.error();
    if (auto done = unpark(); !done)
        return done.error();
    return std::move(m_report);
}

}  // namespace tideline::sync
