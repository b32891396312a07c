// What LocalExecutor does with files that stand in its own folder: parking, and recovery after an interrupted run.
#include "core/sync/discovery/lost_writes.h"
#include "core/sync/executor/local_executor.h"
#include "core/sync/executor/seen_stat.h"

namespace tideline::sync {

using files::FileStat;
using files::IfExists;
using store::JournalEntry;
using store::LocalNode;
using store::Transaction;
using store::Tree;

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
    if (auto renamed = m_parts.disk.rename(**from, ownPath("tmp/" + name), IfExists::Fail); !renamed) {
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
            if (renamed.error().kind == Error::Kind::NotFound)
                continue;  // the folder above has gone: another look will tell
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

/// Finishes or undoes one journalled step by what is on the disk.
Result<void> LocalExecutor::settle(const JournalEntry &entry, const Transaction &transaction)
{
    const auto seen = decodeSeen(entry.seen);
    const bool isFree = entry.action == "free";
    const char *met = isFree                      ? "recovery: free not begun, or finished"
                      : entry.action == "replace" ? "recovery: replace not begun, or its old file kept"
                                                  : "recovery: delete not begun, or its file kept";
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
        if (*asSeen && isFree) {
            // The cloud had confirmed its bytes; but who has it open could still save into it.
            auto open = m_parts.disk.isOpenForWriting(parked);
            if (!open)
                return open.error();
            met = *open ? "recovery: a user's bytes go back" : "recovery: free goes on";
            if (auto done = *open ? rescue(parked, entry.path, m_report) : m_parts.disk.removeFile(parked); !done)
                return done;
            continue;
        }
        if (*asSeen) {
            // The old inode, as the plan saw it: the step was done, only the store did not hear of it.
            const RelativePath trash = ownPath("trash/" + entry.parked.toLatin1());
            met = entry.action == "delete" ? "recovery: deleted file goes on to the trash"
                  : place == "tmp/"        ? "recovery: replaced file goes on to the trash"
                                           : "recovery: replaced file is in the trash";
            if (place == "tmp/") {
                if (auto moved = m_parts.disk.rename(parked, trash, IfExists::Fail); !moved)
                    return moved;
            }
            LocalNode row;
            row.node.content.kind = seen->kind == files::FileKind::Symlink ? NodeKind::Symlink : NodeKind::File;
            row.node.content.sizeBytes = seen->sizeBytes;
            if (auto kept = addTrash(entry.path, entry.parked, row, true, transaction); !kept)
                return kept;
            break;  // it stands in the trash now, and a second look would list it twice
        }
        // Our own temporary file, never put in place? Its bytes say so.
        bool ours = (*stat)->kind == files::FileKind::Symlink && entry.action == "replace";
        if ((*stat)->kind == files::FileKind::File && entry.action == "replace") {
            auto held = holds(parked, (*stat)->sizeBytes, entry.hash);
            if (!held)
                return held.error();
            ours = *held;
        }
        met = ours ? "recovery: our file never came to its place" : "recovery: a user's bytes go back";
        if (auto done = ours ? m_parts.disk.removeFile(parked) : rescue(parked, entry.path, m_report); !done)
            return done;
    }
    m_options.met(met);
    return m_parts.trees.journalRemove(entry.id, transaction);
}

/// What is left in tmp are downloads that never reached their place, and parked nodes, which rows speak of.
Result<void> LocalExecutor::sweep(const Transaction &transaction)
{
    auto left = m_parts.disk.list(ownPath("tmp"));
    if (!left)
        return left.error();
    for (const files::FolderItem &item : *left) {
        const RelativePath path = ownPath("tmp/" + item.name);
        if (!item.name.startsWith("parked-")) {
            if (item.stat.kind == files::FileKind::Folder)
                continue;
            m_options.met("recovery: unfinished download");
            if (auto removed = m_parts.disk.removeFile(path); !removed)
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
    for (const JournalEntry &entry : *entries) {
        if (auto settled = settle(entry, *transaction); !settled)
            return settled.error();
    }
    if (auto swept = sweep(*transaction); !swept)
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
