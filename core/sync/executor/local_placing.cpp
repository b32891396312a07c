// What LocalExecutor does with new files that have come: journalled, renamed to their places, recorded once that is durable. Each
// of the three is done for a whole batch, and one batch is renamed while the one before is recorded.
#include "core/sync/executor/local_executor.h"
#include "core/sync/executor/seen_stat.h"

#include <utility>

namespace tideline::sync {

using store::Transaction;
using store::Tree;
using store::UndoStep;

/// Puts what has come in its place; `placing`: the new files of this batch, which are being renamed. `before`: those of the last
/// batch, which are to be recorded; null once they are. `isAllDurable`: whether their names are.
Result<void> LocalExecutor::placeArrived(Arrivals &arrived, std::unique_ptr<Placing> &before, std::unique_ptr<Placing> &placing,
                                         bool isAllDurable)
{
    if (!arrived.areNew || !isAllDurable) {
        if (auto settled = settleNew(std::exchange(before, nullptr).get(), isAllDurable); !settled)
            return settled;
    }
    if (!arrived.areNew)
        return place(arrived.batch);
    if (before && before->journal != 0)
        m_options.met("journal: one batch placed, the next to be");
    auto journalled = journalNew(arrived);
    if (!journalled)
        return journalled.error();
    startRenaming(**journalled);
    placing = *std::move(journalled);
    return {};
}

/// Writes down what is to be put in place now.
Result<std::unique_ptr<LocalExecutor::Placing>> LocalExecutor::journalNew(const Arrivals &arrived)
{
    auto transaction = Transaction::begin(m_parts.trees.database());
    if (!transaction)
        return transaction.error();
    auto placing = std::make_unique<Placing>();
    auto added = arrived.folders.empty() ? Result<void>() : addFolders(arrived, *placing);
    for (std::size_t i = 0; added && arrived.folders.empty() && i < arrived.batch.size(); ++i)
        added = addNew(*arrived.batch[i].first, arrived.batch[i].second, *placing);
    if (!added)
        return added.error();
    if (placing->files.empty() && placing->folders.empty())
        return placing;
    std::vector<PlacedFile> placed;
    for (std::size_t i = 0; i < placing->files.size(); ++i) {
        const Operation &operation = *placing->files[i].operation;
        placed.push_back({placing->renamings[i].from.bytes().mid(ownPath("tmp/").bytes().size()), operation.node, operation.content.hash});
    }
    m_options.met("journal: place");
    store::JournalEntry entry;
    entry.action = "place";
    entry.body = encodePlaced(placed);
    auto id = m_parts.trees.journalAdd(entry, *transaction);
    if (!id)
        return id.error();
    placing->journal = *id;
    auto committed = transaction->commit();
    return committed ? Result<std::unique_ptr<Placing>>(std::move(placing)) : committed.error();
}

/// Adds a new file to those that are to be put in place, where it has one and came whole.
Result<void> LocalExecutor::addNew(const Operation &operation, const Want &want, Placing &placing)
{
    const NodePlace place = diskPlace(operation.place);
    const auto folder = targetFolder(place.parent);
    const auto holder = m_parts.trees.at(Tree::Local, place);
    if (!folder || !holder)
        return !folder ? folder.error() : holder.error();
    auto path = *folder ? std::optional((*folder)->child(place.name)) : std::nullopt;
    const auto fits = path ? path->checkLength() : Result<void>();
    if (want.error || !fits)
        trouble(path ? path->bytes() : operation.place.name, want.error ? *want.error : fits.error());
    if (want.error)
        return {};
    if (!path || !fits || *holder) {
        (void)m_parts.disk.removeFile(want.temporary);
        return {};  // the next plan says it anew
    }
    placing.files.push_back({&operation, want.inode, {}});
    placing.renamings.push_back({want.temporary, *std::move(path)});
    return {};
}

/// The one visible step.
void LocalExecutor::startRenaming(Placing &placing)
{
    if (placing.files.empty() && placing.folders.empty())
        return;
    placing.beginNs = m_parts.clock.nowNs();
    placing.running = m_parts.workers.start(
        {[this, of = &placing] { of->done = m_parts.disk.renameAll(of->folders.empty() ? of->renamings : of->folderRenamings); }});
}

/// A disk far away may move a file and say that it failed, its reply being lost.
std::optional<files::FileStat> LocalExecutor::hasComeAllTheSame(const RelativePath &to, quint64 inode, const Error &said)
{
    if (said.kind != Error::Kind::Io || inode == 0)
        return {};
    const auto stat = m_parts.disk.stat(to);
    return stat && *stat && (*stat)->kind == files::FileKind::File && (*stat)->inode == inode ? *stat : std::nullopt;
}

/// Waits for it, once. What did not come to its place is taken out.
void LocalExecutor::endRenaming(Placing &placing)
{
    if (!placing.running)
        return;
    placing.running.reset();
    if (!placing.folders.empty())
        return endRenamingFolders(placing);
    std::vector<Placing::File> files;
    std::vector<files::Renaming> renamings;
    const auto done = std::exchange(placing.done, {});
    for (std::size_t i = 0; i < done.size(); ++i) {
        Placing::File file = placing.files[i];
        auto &[temporary, to] = placing.renamings[i];
        if (done[i]) {
            file.stat = *done[i];
        } else if (auto there = hasComeAllTheSame(to, file.inode, done[i].error())) {
            file.stat = *there;
        } else {
            const Operation &operation = *file.operation;
            auto beside = renameBeside(temporary, to, operation.place.parent, operation.node, done[i].error());
            if (!beside)
                noteUnplaced(temporary, to, beside.error());
            else if (!*beside)
                (void)m_parts.disk.removeFile(temporary);
            if (!beside || !*beside)
                continue;
            to = **beside;
            if (auto stat = m_parts.disk.stat(to))
                file.stat = *stat;
        }
        files.push_back(std::move(file));
        renamings.push_back({std::move(temporary), std::move(to)});
    }
    placing.files = std::move(files);
    placing.renamings = std::move(renamings);
}

/// Records what was renamed, once its names are durable. Null: nothing was.
Result<void> LocalExecutor::settleNew(const Placing *placing, bool areDurable)
{
    if (!placing || placing->journal == 0)
        return {};
    if (!areDurable) {
        std::set<RelativePath> folders;
        if (placing->files.size() <= kSyncEachUpTo)
            for (const auto *renamings : {&placing->renamings, &placing->folderRenamings})
                for (const files::Renaming &renaming : *renamings)
                    folders.insert(renaming.to.parent());
        if (auto synced = syncPlaced(placing->files.size(), folders, {}); !synced)
            return synced;
    }
    auto transaction = Transaction::begin(m_parts.trees.database());
    if (!transaction)
        return transaction.error();
    auto recorded = recordNew(*placing, *transaction);
    return recorded ? transaction->commit() : recorded;
}

Result<void> LocalExecutor::recordNew(const Placing &placing, const Transaction &transaction)
{
    if (auto recorded = recordFolders(placing, transaction); !recorded)
        return recorded;
    for (std::size_t i = 0; i < placing.files.size(); ++i) {
        const auto &[operation, inode, stat] = placing.files[i];
        const RelativePath &path = placing.renamings[i].to;
        if (auto noted = noteStep({.action = UndoStep::Action::Create, .node = operation->node, .path = path.bytes(),
                                   .content = operation->content},
                                  transaction);
            !noted)
            return noted;
        ++m_outcome.downloaded;
        if (!stat) {
            stale(path.parent());
            continue;
        }
        if (auto recorded = recordSeen(*operation, {}, path.name(), *stat, placing.beginNs, inode, transaction); !recorded)
            return recorded;
    }
    return m_parts.trees.journalRemove(placing.journal, transaction);
}

}  // namespace tideline::sync
