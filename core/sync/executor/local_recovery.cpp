// What LocalExecutor does with files that stand in its own folder: parking, and recovery after an interrupted run.
#include "core/files/exchange.h"
#include "core/sync/discovery/lost_writes.h"
#include "core/sync/discovery/scanner.h"
#include "core/sync/executor/durable.h"
#include "core/sync/executor/local_executor.h"
#include "core/sync/executor/seen_stat.h"

#include <set>

namespace tideline::sync {

using files::FileStat;
using files::IfExists;
using store::JournalEntry;
using store::LocalNode;
using store::Transaction;
using store::Tree;

namespace {

constexpr QByteArrayView kOwn = ".tideline/";

/// Whether a path leads through our own folder: its file was in a folder that was parked then.
bool isInOwnFolder(const QByteArray &path)
{
    return path.startsWith(kOwn);
}

}  // namespace

/// Takes one node out of a ring of names. Its row says where it is, so a restart goes on from there.
Result<LocalExecutor::Step> LocalExecutor::park(const Operation &operation, const Transaction &transaction)
{
    auto row = m_parts.trees.local(operation.node);
    auto from = pathOf(operation.node);
    if (!row || !from)
        return !row ? row.error() : from.error();
    if (!*row || !*from || (*row)->node.place.parent == store::parkedParent())
        return Step::Skipped;
    const QByteArray name = "parked-" + operation.node.toBytes().toHex();
    if ((*row)->seen.presence != store::Presence::Here) {  // a name without bytes: the disk has no part in this
        (*row)->node.place = {store::parkedParent(), name};
        auto put = m_parts.trees.putLocal(**row, transaction);
        return put ? Result<Step>(Step::Done) : put.error();
    }
    auto stat = unchangedAt(**from, **row);
    if (!stat)
        return stat.error();
    if (!*stat)
        return Step::Skipped;
    if (auto renamed = files::moveToOwnName(m_parts.disk, **from, ownPath("tmp/" + name)); !renamed) {
        const auto there = m_parts.disk.stat(ownPath("tmp/" + name));
        if (!there)
            return there.error();
        if (*there)
            return renamed.error();  // it has moved all the same: recovery gives it back
        trouble((*from)->bytes(), renamed.error());
        return Step::Skipped;
    }
    m_options.met("journal: park");
    if (auto noted = noteStep({.action = store::UndoStep::Action::Move, .node = operation.node, .path = ownPath("tmp/" + name).bytes(),
                               .fromPath = (*from)->bytes(), .content = (*row)->node.content},
                              transaction);
        !noted)
        return noted.error();
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
            places.push_back(diskPlace((*known)->place));
    }
    const QByteArray name = places.empty() ? QByteArray("recovered") : places.front().name;
    for (int attempt = 1; attempt <= 100; ++attempt)
        places.push_back({NodeId{}, conflictName(name, "recovered", attempt)});
    for (const NodePlace &place : places) {
        auto holder = m_parts.trees.localAt(place);
        auto path = pathIn(place.parent, place.name);
        if (!holder || !path)
            return !holder ? holder.error() : path.error();
        if (*holder || !*path || (*path)->isWithin(ownPath("tmp")))
            continue;
        auto renamed = renameTo(parked, **path, place.parent, row.node.id);
        if (renamed && !*renamed)
            continue;
        if (!renamed) {
            if (renamed.error().kind == Error::Kind::Conflict || renamed.error().kind == Error::Kind::Invalid)
                continue;
            if (renamed.error().kind == Error::Kind::NotFound || renamed.error().kind == Error::Kind::Denied)
                continue;  // the folder above has gone, or is closed: another look will tell
            trouble((*path)->bytes(), renamed.error());
            return {};
        }
        *path = **renamed;
        if (auto noted = noteStep({.action = store::UndoStep::Action::Move, .node = row.node.id, .path = (*path)->bytes(),
                                   .fromPath = parked.bytes(), .content = row.node.content},
                                  transaction);
            !noted)
            return noted;
        row.node.place = {place.parent, (*path)->name()};
        stale(**path);
        stale((*path)->parent());
        return m_parts.trees.putLocal(row, transaction);
    }
    return {};
}

/// Brings bytes that no plan saw back into the tree: at their path when that is free, else as a conflict copy beside it.
Result<void> LocalExecutor::rescue(const RelativePath &from, const QByteArray &wanted, ExecutionReport &report)
{
    auto path = RelativePath::parse(isInOwnFolder(wanted) ? wanted.mid(wanted.lastIndexOf('/') + 1) : wanted);
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
    for (int attempt = 0;;) {
        const QByteArray name = attempt == 0 ? path->name() : conflictName(path->name(), "conflict, kept", attempt);
        const RelativePath to = folder.child(name);
        auto renamed = m_parts.disk.rename(from, to, IfExists::Fail);
        if (renamed) {
            if (attempt > 0)
                report.conflictCopies.push_back(to.bytes());
            stale(folder);
            auto synced = m_parts.disk.syncFolder(folder);
            // Its user gave the folder another name, or closed it: what it holds becomes durable with all else.
            if (!synced && (synced.error().kind == Error::Kind::NotFound || synced.error().kind == Error::Kind::Denied))
                return m_parts.disk.syncAll();
            return synced;
        }
        const Error::Kind kind = renamed.error().kind;
        if ((kind == Error::Kind::Denied || kind == Error::Kind::NotFound) && !folder.isRoot())
            folder = folder.parent();  // nothing may be put into it, or it is gone by now: the one above it may do
        else if (renamed.error().kind == Error::Kind::Conflict && attempt < 1000)
            ++attempt;
        else
            return renamed;
    }
}

/// What the store knows of a journalled step, read before the disk is asked.
Result<LocalExecutor::Expected> LocalExecutor::expected(const JournalEntry &entry) const
{
    Expected expected{decodeSeen(entry.seen), entry.hash, {}};
    if (entry.action != "replace" || !expected.seen)
        return expected;
    auto row = m_parts.trees.local(entry.node);
    auto remote = m_parts.trees.node(Tree::Remote, entry.node);
    if (!row || !remote)
        return !row ? row.error() : remote.error();
    // The entry may have waited while another look wrote down what stands at its path now.
    const auto old = ContentHash::fromBytes(entry.body);
    expected.old = old ? *old : *row && statOf(**row).sameFileOfAnotherStart(*expected.seen) ? (*row)->node.content.hash : ContentHash{};
    if (*remote && (*remote)->content.kind == NodeKind::Symlink)
        expected.target = (*remote)->content.target;
    return expected;
}

/// Whether a parked file is what the plan saw. After a crash its bytes say so, where the store still knows them.
Result<bool> LocalExecutor::wasSeen(const Expected &expected, const RelativePath &parked, const FileStat &stat)
{
    if (!expected.seen || !stat.sameFileOfAnotherStart(*expected.seen))
        return false;
    if (stat.kind != files::FileKind::File || expected.old.isNull())
        return true;
    return holds(parked, stat.sizeBytes, expected.old);
}

/// Whether a parked entry is what a replacement was to bring, and never did.
Result<bool> LocalExecutor::isOurs(const JournalEntry &entry, const Expected &expected, const RelativePath &parked, const FileStat &stat)
{
    if (entry.action != "replace")
        return false;
    if (stat.kind == files::FileKind::File)
        return holds(parked, stat.sizeBytes, entry.hash);
    if (stat.kind != files::FileKind::Symlink || !expected.target)
        return false;
    auto target = m_parts.disk.readLink(parked);
    return target ? Result<bool>(*target == *expected.target) : target.error();
}

/// A disk that exchanges in three steps may have stopped half way.
Result<void> LocalExecutor::mendExchange(const JournalEntry &entry)
{
    auto path = isInOwnFolder(entry.path) ? Result<RelativePath>(ownPath(entry.path.mid(kOwn.size()))) : RelativePath::parse(entry.path);
    if (!path)
        return path.error();
    const RelativePath parked = ownPath("tmp/" + entry.parked.toLatin1());
    auto mended = files::mendExchange(m_parts.disk, parked, *path);
    if (mended || (mended.error().kind != Error::Kind::Denied && !isGone(mended.error())))
        return mended;
    const RelativePath aside = files::asideOf(parked);
    const auto waiting = m_parts.disk.stat(aside);
    if (!waiting)
        return waiting.error();
    return *waiting ? rescue(aside, entry.path, m_report) : Result<void>();
}

/// What a file that was to be freed goes back as: it is no newer than what the cloud has brought since.
Result<QByteArray> LocalExecutor::freedName(const JournalEntry &entry) const
{
    auto row = m_parts.trees.local(entry.node);
    if (!row)
        return row.error();
    const auto path = RelativePath::parse(entry.path);
    if (!path || !*row || (*row)->node.content.hash == entry.hash)
        return entry.path;
    return path->parent().child(conflictName(path->name(), "conflict, kept", 1)).bytes();
}

/// Finishes or undoes one journalled step by what is on the disk. False: the disk does not let us now; the entry waits, and
/// holds up nothing else.
Result<bool> LocalExecutor::settle(const JournalEntry &entry, const Transaction &transaction)
{
    const auto known = expected(entry);
    if (!known)
        return known.error();
    const auto waits = [&](const Error &error) -> Result<bool> {
        if (error.kind != Error::Kind::Io && error.kind != Error::Kind::Denied)
            return error;
        trouble(entry.path, {error.kind, u"What an interrupted sync took from here cannot be put right yet."_s,
                             error.where, u"It is in .tideline and stays there; the next sync tries again."_s});
        return false;
    };
    if (entry.action == "replace") {
        if (auto mended = mendExchange(entry); !mended)
            return mended.error();  // with nothing at its place the file would pass for deleted
    }
    const bool isFree = entry.action == "free";
    const char *met = isFree                      ? "recovery: free not begun, or done"
                      : entry.action == "replace" ? "recovery: replace not begun, or its old file kept"
                                                  : "recovery: delete not begun, or its file kept";
    for (const QByteArray &place : {QByteArray("tmp/"), QByteArray("trash/")}) {
        const RelativePath parked = ownPath(place + entry.parked.toLatin1());
        auto stat = m_parts.disk.stat(parked);
        if (!stat)
            return waits(stat.error());
        if (!*stat)
            continue;
        if (isFree) {
            // The cloud had confirmed its bytes, but whether it still has them (it may have been restored from a backup), and
            // who has saved into the file since, is not known now: it stays, and can be freed again.
            met = "recovery: a file that was to be freed goes back";
            auto wanted = freedName(entry);
            if (!wanted)
                return wanted.error();
            if (auto back = rescue(parked, *wanted, m_report); !back)
                return waits(back.error());
            continue;
        }
        auto asSeen = wasSeen(*known, parked, **stat);
        if (!asSeen)
            return waits(asSeen.error());
        if (*asSeen) {
            // The old inode, as the plan saw it: the step was done, only the store did not hear of it.
            const RelativePath trash = ownPath("trash/" + entry.parked.toLatin1());
            met = entry.action == "delete" ? "recovery: deleted file goes on to the trash"
                  : place == "tmp/"        ? "recovery: replaced file goes on to the trash"
                                           : "recovery: replaced file is in the trash";
            if (place == "tmp/") {
                if (auto moved = files::moveToOwnName(m_parts.disk, parked, trash); !moved)
                    return waits(moved.error());
            }
            LocalNode row;
            row.node.content.kind = known->seen->kind == files::FileKind::Symlink ? NodeKind::Symlink : NodeKind::File;
            row.node.content.sizeBytes = known->seen->sizeBytes;
            if (auto kept = addTrash(entry.path, entry.parked, row, true, transaction); !kept)
                return kept.error();
            break;  // it stands in the trash now, and a second look would list it twice
        }
        // Our own temporary file, never put in place? Its bytes say so.
        auto ours = isOurs(entry, *known, parked, **stat);
        if (!ours)
            return waits(ours.error());
        met = *ours ? "recovery: our file never came to its place" : "recovery: a user's bytes go back";
        if (auto done = *ours ? m_parts.disk.removeFile(parked) : rescue(parked, entry.path, m_report); !done)
            return waits(done.error());
    }
    m_options.met(met);
    auto removed = m_parts.trees.journalRemove(entry.id, transaction);
    return removed ? Result<bool>(true) : removed.error();
}

/// Files of an interrupted batch: in tmp still, or again, where a loss of power took their names back. They come to their
/// place as far as that is free (the cloud may have lost them meanwhile); one that a user had saved into comes back in any
/// case. False: some wait.
Result<bool> LocalExecutor::settlePlaced(const JournalEntry &entry, std::set<QByteArray> &waiting, const Transaction &transaction)
{
    const std::vector<PlacedFile> placed = decodePlaced(entry.body);
    const auto folders = settleFolders(placed);
    if (!folders)
        return folders.error();
    bool isSettled = folders->waiting.empty();
    waiting.insert(folders->waiting.begin(), folders->waiting.end());
    for (const PlacedFile &one : placed) {
        const QByteArray folder = one.folder();
        if (folders->gone.contains(folder) || waiting.contains(folder.isEmpty() ? one.temporary : folder))
            continue;
        const RelativePath parked = ownPath("tmp/" + one.temporary);
        const auto waits = [&](const Error &error) {
            waiting.insert(folder.isEmpty() ? one.temporary : folder);
            isSettled = false;
            return error.kind == Error::Kind::Io || error.kind == Error::Kind::Denied;
        };
        const auto stat = m_parts.disk.stat(parked);
        if (!stat && !waits(stat.error()))
            return stat.error();
        if (!stat || !*stat || (*stat)->kind != files::FileKind::File)
            continue;
        const auto held = holds(parked, (*stat)->sizeBytes, one.hash);
        if (!held && !waits(held.error()))
            return held.error();
        auto path = m_parts.trees.path(Tree::Remote, one.node);
        if (!path)
            return path.error();
        if (held && *held) {
            if (!*path)
                continue;  // it is swept
            const auto named = m_parts.disk.rename(parked, **path, IfExists::Fail);
            if (named)
                m_options.met("recovery: a download comes to its place");
            else if (named.error().kind == Error::Kind::Io || named.error().kind == Error::Kind::Denied)
                waits(named.error());
            stale((*path)->parent());
            continue;  // where its place is taken it is swept, and fetched again where it is still wanted
        }
        if (!held)
            continue;
        m_options.met("recovery: a user's bytes go back");
        const QByteArray wanted = *path ? (*path)->bytes() : "recovered " + parked.name();
        if (auto back = rescue(parked, wanted, m_report); !back && !waits(back.error()))
            return back.error();
    }
    for (const auto &[folder, wanted] : folders->left) {
        auto rescued = waiting.contains(folder) ? Result<bool>(true) : rescueStrangers(placed, folder, wanted);
        if (!rescued)
            return rescued.error();
        if (!*rescued) {
            waiting.insert(folder);
            isSettled = false;
        }
    }
    if (!isSettled) {
        trouble({}, {Error::Kind::Io, u"What an interrupted sync was putting in place cannot be read yet."_s, {},
                     u"It is in .tideline and stays there; the next sync tries again."_s});
        return false;
    }
    auto removed = m_parts.trees.journalRemove(entry.id, transaction);
    return removed ? Result<bool>(true) : removed.error();
}

/// What is left in tmp are downloads that never reached their place, and parked nodes, which rows speak of.
Result<void> LocalExecutor::sweep(const std::set<QByteArray> &waiting, const Transaction &transaction)
{
    auto left = m_parts.disk.list(ownPath("tmp"));
    if (!left)
        return left.error();
    for (const files::FolderItem &item : *left) {
        const RelativePath path = ownPath("tmp/" + item.name);
        if (waiting.contains(item.name))
            continue;
        if (!item.name.startsWith("parked-")) {
            const bool isFolder = item.stat.kind == files::FileKind::Folder;
            if (isFolder && !item.name.startsWith(kNewFolder))
                continue;
            if (m_parts.isStoreOlder && item.name != "progress") {  // written anew by each sync
                if (auto kept = keepStray(path, item, transaction); !kept)
                    return kept;
                continue;
            }
            m_options.met(isFolder ? "recovery: unfinished folder" : "recovery: unfinished download");
            if (auto removed = isFolder ? removeNewFolder(path) : m_parts.disk.removeFile(path); !removed)
                return removed;
            continue;
        }
        m_options.met("recovery: parked node");
        // The store may not have heard of it: the name says whose it is.
        const auto node = NodeId::fromBytes(QByteArray::fromHex(item.name.mid(7)));
        auto row = m_parts.trees.local(node ? *node : NodeId{});
        if (!row)
            return row.error();
        if (*row)
            (*row)->node.place = {store::parkedParent(), item.name};
        if (auto done = *row ? m_parts.trees.putLocal(**row, transaction)
                             : rescue(path, "recovered " + item.name.mid(7), m_report);
            !done)
            return done;
    }
    return {};
}

/// What the journal of a store that is gone told of, and nobody can tell now: a download, or an old inode with a user's last
/// save in it. The trash has it, for as long as all else there.
Result<void> LocalExecutor::keepStray(const RelativePath &path, const files::FolderItem &item, const Transaction &transaction)
{
    m_options.met("recovery: what an older store does not know goes to the trash");
    const QString parked = u"stray-%1-%2"_s.arg(m_parts.clock.nowMs(), 0, 16).arg(newName());
    if (auto moved = files::moveToOwnName(m_parts.disk, path, ownPath("trash/" + parked.toLatin1())); !moved)
        return moved;
    LocalNode row;
    row.node.content.kind = nodeKindOf(item.stat.kind);
    row.node.content.sizeBytes = row.node.content.kind == NodeKind::File ? item.stat.sizeBytes : 0;
    return addTrash("recovered " + item.name, parked, row, true, transaction);
}

Result<ExecutionReport> LocalExecutor::recover()
{
    m_report = {};
    auto entries = m_parts.trees.journal();
    if (!entries)
        return entries.error();
    std::erase_if(*entries, [](const JournalEntry &entry) {
        return entry.action == "commit" || entry.action == kFailedSync;  // the next pull tells; LostWrites
    });
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
    std::set<QByteArray> waiting;
    for (const JournalEntry &entry : *entries) {
        const bool isPlacing = entry.action == "place";
        auto settled = isPlacing ? settlePlaced(entry, waiting, *transaction) : settle(entry, *transaction);
        if (!settled)
            return settled.error();
        if (!*settled && !isPlacing)
            waiting.insert({entry.parked.toLatin1(), files::asideOf(ownPath("tmp/" + entry.parked.toLatin1())).name()});
    }
    if (auto swept = sweep(waiting, *transaction); !swept)
        return swept.error();
    if (auto synced = m_parts.disk.syncAll(); !synced)
        return synced.error();
    if (auto committed = transaction->commit(); !committed)
        return committed.error();
    if (auto done = unpark(); !done)
        return done.error();
    return std::move(m_report);
}

}  // namespace tideline::sync
