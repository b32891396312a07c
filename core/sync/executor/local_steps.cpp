// The single steps of LocalExecutor: each looks again before it touches anything.
#include "core/store/trash_repository.h"
#include "core/sync/discovery/scanner.h"
#include "core/sync/discovery/time_stamps.h"
#include "core/sync/executor/durable.h"
#include "core/sync/executor/local_executor.h"
#include "core/sync/executor/seen_stat.h"

#include "core/files/chunker.h"
#include "core/files/exchange.h"

#include <algorithm>

namespace tideline::sync {

using files::FileStat;
using files::IfExists;
using store::JournalEntry;
using store::LocalNode;
using store::Presence;
using store::Transaction;
using store::Tree;
using store::UndoStep;

Result<std::optional<RelativePath>> LocalExecutor::pathOf(const NodeId &node)
{
    auto row = m_parts.trees.node(Tree::Local, node);
    if (!row)
        return row.error();
    if (*row && (*row)->place.parent == store::parkedParent())
        return std::optional<RelativePath>{ownPath("tmp/" + (*row)->place.name)};
    if (!*row)
        return std::optional<RelativePath>{};
    return pathIn((*row)->place.parent, (*row)->place.name);
}

Result<std::optional<RelativePath>> LocalExecutor::targetPath(const NodePlace &place)
{
    auto path = pathIn(place.parent, diskPlace(place).name);
    if (!path || !*path || place.parent.isNull())
        return path;
    auto other = isOnOtherDisk(place.parent, (*path)->parent());
    if (!other)
        return other.error();
    return *other ? std::optional<RelativePath>{} : path;
}

/// Where new files of `folder` go; nullopt as for targetPath(). Kept while contents come.
Result<std::optional<RelativePath>> LocalExecutor::targetFolder(const NodeId &folder)
{
    if (folder.isNull())
        return std::optional<RelativePath>{RelativePath{}};
    if (const auto known = m_targets.find(folder); known != m_targets.end())
        return known->second;
    auto path = pathOf(folder);
    if (!path)
        return path.error();
    auto other = *path ? isOnOtherDisk(folder, **path) : Result<bool>(false);
    if (!other)
        return other.error();
    if (*other)
        path = std::optional<RelativePath>{};
    m_targets.emplace(folder, *path);
    return path;
}

/// nullopt when the parent is not on this disk (yet), or when folders moved meanwhile made the path longer than may be.
Result<std::optional<RelativePath>> LocalExecutor::pathIn(const NodeId &folder, const QByteArray &nameOnDisk)
{
    if (folder.isNull())
        return std::optional<RelativePath>{RelativePath{}.child(nameOnDisk)};
    auto parent = pathOf(folder);
    if (!parent)
        return parent.error();
    if (!*parent)
        return std::optional<RelativePath>{};
    const RelativePath path = (*parent)->child(nameOnDisk);
    if (auto fits = path.checkLength(); !fits) {
        trouble(path.bytes(), fits.error());
        return std::optional<RelativePath>{};
    }
    return std::optional<RelativePath>{path};
}

/// Whether something else is mounted where the folder was: what is put there would be gone from sight with the next mount, and
/// so pass for deleted.
Result<bool> LocalExecutor::isOnOtherDisk(const NodeId &folder, const RelativePath &path)
{
    if (const auto known = m_otherDisk.find(folder); known != m_otherDisk.end())
        return known->second;
    auto row = m_parts.trees.local(folder);
    if (!row)
        return row.error();
    const auto stat = m_parts.disk.stat(path);
    const bool isOther = *row && (*row)->seen.presence == Presence::Here && (*row)->seen.inode != 0 && stat && *stat
                         && (*stat)->device != (*row)->seen.device && (*stat)->inode != (*row)->seen.inode;
    if (isOther)
        trouble(path.bytes(), otherDisk());
    m_otherDisk.emplace(folder, isOther);
    return isOther;
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
    auto held = holds(parked, (*stat)->sizeBytes, row.node.content.hash);
    if (!held && held.error().kind == Error::Kind::Denied)
        return false;  // closed by its user: nobody can say, so it comes back
    return held;
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
    return recordSeen(operation, *row, path.name(), **stat, m_parts.clock.nowNs(), placed, transaction);
}

/// The same where the row as it was and what stands there are known. `nowNs`: when it was looked at, or before.
Result<void> LocalExecutor::recordSeen(const Operation &operation, const std::optional<LocalNode> &row, const QByteArray &name,
                                       const FileStat &stat, qint64 nowNs, quint64 placed, const Transaction &transaction)
{
    LocalNode local = row ? *row : LocalNode{};
    local.node.id = operation.node;
    local.node.place = operation.kind == Operation::Kind::ReplaceLocal && row ? row->node.place : operation.place;
    local.node.place.name = name;
    if (operation.kind != Operation::Kind::MoveLocal)
        local.node.content = operation.content;
    local.seen = {stat.device, stat.inode, stat.changedNs, local.seen.racy && row, Presence::Here};
    if (operation.kind != Operation::Kind::MoveLocal) {
        local.seen.racy =
            local.node.content.kind != NodeKind::Folder && mayHideAWrite(stat, nowNs);
        if (local.node.content.kind != NodeKind::Folder)
            local.node.content.modifiedNs = stat.modifiedNs;
        // Somebody wrote to it since it was placed: then it is theirs, and hashed anew.
        if (local.node.content.kind == NodeKind::File
            && (stat.sizeBytes != operation.content.sizeBytes || stat.modifiedNs != operation.content.modifiedNs
                || (placed != 0 && placed != stat.inode))) {
            local.node.content.hash = {};
            local.node.content.sizeBytes = stat.sizeBytes;
            // Into the very file that we placed: an edit of that version, not one beside it.
            if (placed == stat.inode) {
                if (auto agreed = agreeOn(operation, local.node.place, transaction); !agreed)
                    return agreed;
            }
        }
    }
    ++m_report.done;
    // No pull comes between a plan and its steps here, and no commit: the remote row is still what the plan saw.
    return m_parts.trees.putLocalAndAgree(local, operation.seenRemote ? &*operation.seenRemote : nullptr, transaction);
}

/// Both sides held the operation's content at this place, if only for a moment.
Result<void> LocalExecutor::agreeOn(const Operation &operation, const NodePlace &place, const Transaction &transaction)
{
    auto remote = m_parts.trees.node(Tree::Remote, operation.node);
    if (!remote)
        return remote.error();
    if (!*remote || (*remote)->place != cloudPlace(place) || !(*remote)->content.sameAs(operation.content))
        return {};
    return m_parts.trees.putSynced(**remote, transaction);
}

Result<LocalExecutor::Step> LocalExecutor::createFolder(const Operation &operation, const Transaction &transaction)
{
    auto holder = m_parts.trees.localAt(diskPlace(operation.place));
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
    if (!made && made.error().kind == Error::Kind::Conflict) {
        auto taken = takenForAnother(**path);
        if (!taken)
            return taken.error();
        if (*taken) {
            auto aside = asidePath(**path, operation.place.parent, operation.node);
            if (!aside) {
                trouble((*path)->bytes(), aside.error());
                return Step::Skipped;
            }
            if (!*aside)
                return Step::NotReady;
            path = *aside;
            made = m_parts.disk.createFolder(**path);
            if (made)
                m_report.aside.push_back(**path);
        }
    }
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
    } else if (auto noted = noteStep({.action = UndoStep::Action::Create, .node = operation.node, .path = (*path)->bytes(),
                                      .content = operation.content},
                                     transaction);
               !noted) {
        return noted.error();
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
    if (!*row || cloudPlace((*row)->node.place) == operation.place)
        return Step::Skipped;
    auto holder = m_parts.trees.localAt(diskPlace(operation.place));
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
        (*row)->node.place = {operation.place.parent, (*to)->name()};
        if (auto put = m_parts.trees.putLocal(**row, transaction); !put)
            return put.error();
        ++m_report.done;
        auto agreed = m_parts.trees.agree(operation.node, transaction);
        return agreed ? Result<Step>(Step::Done) : agreed.error();
    }
    auto stat = unchangedAt(**from, **row);
    if (!stat)
        return stat.error();
    if (!*stat)
        return Step::Skipped;
    auto renamed = renameTo(**from, **to, operation.place.parent, operation.node);
    if (!renamed) {
        if (renamed.error().kind == Error::Kind::Conflict)
            stale((*to)->parent());
        trouble((*from)->bytes(), renamed.error());
        return Step::Skipped;
    }
    if (!*renamed)
        return Step::NotReady;
    *to = **renamed;
    ++m_outcome.movedLocal;
    if (auto noted = noteStep({.action = UndoStep::Action::Move, .node = operation.node, .path = (*to)->bytes(),
                               .fromPath = (*from)->bytes(), .content = (*row)->node.content},
                              transaction);
        !noted)
        return noted.error();
    if (auto recorded = record(operation, **to, transaction); !recorded)
        return recorded.error();
    return Step::Done;
}

Result<LocalExecutor::Step> LocalExecutor::placeNew(const Operation &operation, const Want &want, const Transaction &transaction)
{
    const RelativePath &temporary = want.temporary;
    auto path = targetPath(operation.place);
    if (!path)
        return path.error();
    auto holder = m_parts.trees.localAt(diskPlace(operation.place));
    if (!holder)
        return holder.error();
    auto own = m_parts.trees.local(operation.node);
    if (!own)
        return own.error();
    // Its row is there, maybe under an escaped name, and its bytes come now.
    const bool isAwaited = *own && (*own)->seen.presence != store::Presence::Here;
    if (!*path || (*holder && (*holder)->node.id != operation.node)) {
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
    auto renamed = renameTo(temporary, **path, operation.place.parent, operation.node);
    if (!renamed && hasComeAllTheSame(**path, want.inode, renamed.error()))
        renamed = *path;
    if (renamed && !*renamed) {
        (void)m_parts.disk.removeFile(temporary);
        return Step::NotReady;
    }
    if (!renamed) {
        noteUnplaced(temporary, **path, renamed.error());
        return Step::Skipped;
    }
    *path = **renamed;
    if (!isAwaited) {
        if (auto noted = noteStep({.action = UndoStep::Action::Create, .node = operation.node, .path = (*path)->bytes(),
                                   .content = operation.content},
                                  transaction);
            !noted)
            return noted.error();
    }
    if (auto recorded = record(operation, **path, transaction, want.inode); !recorded)
        return recorded.error();
    return Step::Done;
}

/// A new file has not come to its place.
void LocalExecutor::noteUnplaced(const RelativePath &temporary, const RelativePath &path, const Error &error)
{
    (void)m_parts.disk.removeFile(temporary);
    if (error.kind != Error::Kind::Conflict && error.kind != Error::Kind::NotFound) {
        trouble(path.bytes(), error);
        return;
    }
    stale(path.parent());  // made here meanwhile, or its folder has gone: looked at, and planned with
    if (error.kind != Error::Kind::Conflict)
        return;
    const auto there = m_parts.disk.stat(path);
    if (there && *there && (*there)->kind == files::FileKind::Other)
        trouble(path.bytes(), {Error::Kind::Conflict, u"A pipe, socket or device is in the way."_s, {}, u"Move it away."_s});
}

Result<LocalExecutor::Step> LocalExecutor::replace(const Operation &operation, const Want &want, const JournalEntry &intent,
                                                   std::set<RelativePath> &switched, const Transaction &transaction)
{
    const RelativePath &temporary = want.temporary;
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
    if (operation.content.kind == NodeKind::File) {
        auto changed = m_parts.disk.copyPermissions(**path, temporary);  // what its user shut to others stays so
        if (!changed) {
            stale((*path)->parent());
            if (changed.error().kind != Error::Kind::NotFound)
                trouble((*path)->bytes(), changed.error());
            return giveUp(Step::Skipped);
        }
        if (*changed)
            switched.insert(**path);
    }
    // The one visible step. The old inode is now in our folder, whatever it holds.
    if (auto swapped = files::exchange(m_parts.disk, temporary, **path); !swapped) {
        const Error::Kind kind = swapped.error().kind;
        const RelativePath asidePath = files::asideOf(temporary);
        const auto aside = m_parts.disk.stat(asidePath);
        auto made = whatWasMade(want, operation.content);
        if (!aside)
            return aside.error();
        if (!made)
            return made.error();
        if (*made == Made::Other)  // done, whatever the disk says: the old file stands there now
            return swapped.error();
        if (*aside) {
            const bool isUsersDoing = isGone(swapped.error()) || kind == Error::Kind::Denied;
            if (*made == Made::Nothing || !isUsersDoing)
                return swapped.error();  // half way: the next sync begins with it
            // Half way, and a user took the place, or its folder, or closed it. A merge replaces what both sides have, and what
            // is closed shows nothing: neither may pass for a deletion.
            auto remote = m_parts.trees.node(Tree::Remote, operation.node);
            if (!remote)
                return remote.error();
            const bool isCloudsVersion = *remote && (*remote)->content.sameAs(operation.content);
            if (isCloudsVersion && kind != Error::Kind::Denied) {
                if (auto kept = keepReplaced(asidePath, **path, **row, intent, transaction); !kept)
                    return kept.error();
            } else if (auto rescued = rescue(asidePath, (*path)->bytes(), m_report); !rescued) {
                return rescued.error();
            }
        }
        stale((*path)->parent());
        if (!isGone(swapped.error()))
            trouble((*path)->bytes(), swapped.error());
        return giveUp(Step::Skipped);
    }
    auto asSeen = keepReplaced(temporary, **path, **row, intent, transaction);
    if (!asSeen)
        return asSeen.error();
    if (*asSeen) {
        if (auto noted = noteStep({.action = UndoStep::Action::Replace, .node = operation.node, .path = (*path)->bytes(),
                                   .parked = intent.parked, .content = operation.content},
                                  transaction);
            !noted)
            return noted.error();
    }
    if (auto recorded = record(operation, **path, transaction, want.inode); !recorded)
        return recorded.error();
    return Step::Done;
}

/// What stands where a download or a link was made that was to come to its place.
Result<LocalExecutor::Made> LocalExecutor::whatWasMade(const Want &want, const NodeContent &content)
{
    auto stat = m_parts.disk.stat(want.temporary);
    if (!stat)
        return stat.error();
    if (!*stat)
        return Made::Nothing;
    if (content.kind == NodeKind::File)
        return (*stat)->inode == want.inode ? Made::Ours : Made::Other;
    auto target = m_parts.disk.readLink(want.temporary);
    if (!target)
        return target.error();
    return *target == content.target ? Made::Ours : Made::Other;
}

/// What stood at `path` goes to the trash as the plan saw it (true); else it is a user's version, written to between the look
/// and the exchange, and comes back (rescue()).
Result<bool> LocalExecutor::keepReplaced(const RelativePath &from, const RelativePath &path, const LocalNode &row,
                                         const JournalEntry &intent, const Transaction &transaction)
{
    const RelativePath parked = ownPath("trash/" + intent.parked.toLatin1());
    if (auto moved = files::moveToOwnName(m_parts.disk, from, parked); !moved)
        return moved.error();
    auto asSeen = isAsSeen(parked, row);
    if (!asSeen)
        return asSeen;
    const auto kept = *asSeen ? addTrash(path.bytes(), intent.parked, row, true, transaction) : rescue(parked, path.bytes(), m_report);
    return kept ? asSeen : kept.error();
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
        else if (auto noted = noteStep({.action = UndoStep::Action::Remove, .node = operation.node, .path = (*path)->bytes(),
                                        .content = (*row)->node.content},
                                       transaction);
                 !noted)
            return noted.error();
    } else if ((*row)->seen.presence == Presence::Here) {
        if (intent.id == 0)
            return Step::Skipped;
        auto seen = unchangedAt(**path, **row);
        if (!seen)
            return seen.error();
        if (!*seen)
            return Step::Skipped;
        const RelativePath parked = ownPath("trash/" + intent.parked.toLatin1());
        if (auto moved = files::moveToOwnName(m_parts.disk, **path, parked); !moved) {
            const auto there = m_parts.disk.stat(parked);
            if (!there)
                return there.error();
            if (*there)
                return moved.error();  // it has moved all the same: the journal tells the next sync
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
        if (auto noted = noteStep({.action = UndoStep::Action::Remove, .node = operation.node, .path = (*path)->bytes(),
                                   .parked = intent.parked, .content = (*row)->node.content},
                                  transaction);
            !noted)
            return noted.error();
    }
    if (auto removed = m_parts.trees.remove(Tree::Local, operation.node, transaction); !removed)
        return removed.error();
    ++m_outcome.deletedLocal;
    ++m_report.done;
    auto agreed = m_parts.trees.agree(operation.node, transaction);
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
    if (auto noted = noteStep({.action = UndoStep::Action::Switch, .node = operation.node, .path = (*path)->bytes(),
                               .content = operation.content},
                              transaction);
        !noted)
        return noted.error();
    (*row)->node.content.executable = operation.content.executable;
    (*row)->seen.changedNs = (*now)->changedNs;
    if (auto put = m_parts.trees.putLocal(**row, transaction); !put)
        return put.error();
    ++m_report.done;
    auto agreed = m_parts.trees.agree(operation.node, transaction);
    return agreed ? Result<Step>(Step::Done) : agreed.error();
}

/// An online-only file: the row follows the cloud, the disk holds nothing of it.
Result<LocalExecutor::Step> LocalExecutor::rowOnly(const Operation &operation, const Transaction &transaction)
{
    auto row = m_parts.trees.local(operation.node);
    auto holder = m_parts.trees.localAt(diskPlace(operation.place));
    if (!row || !holder)
        return !row ? row.error() : holder.error();
    if (!*row && *holder)
        return Step::NotReady;
    auto path = *row ? pathOf(operation.node) : targetPath(operation.place);
    if (!path)
        return path.error();
    if (!*path && !*row)
        return Step::NotReady;  // its folder is not here yet: a row below nothing would never be found again
    if (*path) {  // a file that the user made there is looked at first: it is an edit
        const auto there = m_parts.disk.stat(**path);
        if (!there && there.error().kind != Error::Kind::NotFound) {  // its folder is closed to us, or a link by now
            stale((*path)->parent());
            trouble((*path)->bytes(), there.error());
            return Step::Skipped;
        }
        if (there && *there) {
            auto taken = takenForAnother(**path);
            if (!taken)
                return taken.error();
            if (!*taken) {
                stale((*path)->parent());
                return Step::Skipped;
            }
        }
    }
    LocalNode local = *row ? **row : LocalNode{};
    local.node.id = operation.node;
    if (!*row)
        local.node.place = {operation.place.parent, (*path)->name()};
    local.node.content = operation.content;
    local.seen = {};
    local.seen.presence = Presence::Cloud;
    if (auto put = m_parts.trees.putLocal(local, transaction); !put)
        return put.error();
    ++m_report.done;
    auto agreed = m_parts.trees.agree(operation.node, transaction);
    return agreed ? Result<Step>(Step::Skipped) : agreed.error();
}

Result<void> LocalExecutor::noteStep(UndoStep step, const Transaction &transaction)
{
    if (m_parts.isFirstSync)
        return {};
    store::UndoRepository undo(m_parts.trees.database());
    if (m_undoRun == 0) {
        auto run = undo.beginRun(m_parts.trees.project(), transaction);
        if (!run)
            return run.error();
        m_undoRun = *run;
    }
    step.run = m_undoRun;
    step.atMs = m_parts.clock.nowMs();
    return undo.add(m_parts.trees.project(), step, transaction);
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

}  // namespace tideline::sync
