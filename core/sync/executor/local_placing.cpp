// What LocalExecutor does with new files that have come: journalled, renamed to their places, recorded once that is durable. Each
// of the three is done for a whole batch, and the record of one batch is one transaction with the journal's word of the next.
#include "core/sync/executor/local_executor.h"
#include "core/sync/executor/seen_stat.h"

namespace tideline::sync {

using store::Transaction;
using store::Tree;
using store::UndoStep;

/// Puts what has come in its place. `placing`: new files that were renamed and are to be recorded; then those of this batch.
/// `isAllDurable`: whether their names are.
Result<void> LocalExecutor::placeArrived(Arrivals &arrived, Placing &placing, bool isAllDurable)
{
    if (!arrived.areNew || !isAllDurable) {
        if (auto settled = settleNew(std::exchange(placing, {}), isAllDurable); !settled)
            return settled;
    }
    if (!arrived.areNew)
        return place(arrived.batch);
    if (placing.journal != 0)
        m_options.met("journal: one batch placed, the next to be");
    auto journalled = journalNew(arrived, std::exchange(placing, {}));
    if (!journalled)
        return journalled.error();
    placing = *std::move(journalled);
    renameNew(placing);
    return {};
}

/// Records what came `before`, and writes down what is to be put in place now.
Result<LocalExecutor::Placing> LocalExecutor::journalNew(const Arrivals &arrived, const Placing &before)
{
    auto transaction = Transaction::begin(m_parts.trees.database());
    if (!transaction)
        return transaction.error();
    if (auto recorded = recordNew(before, *transaction); !recorded)
        return recorded.error();
    Placing placing;
    for (const auto &[operation, want] : arrived.batch) {
        if (auto added = addNew(*operation, want, placing); !added)
            return added.error();
    }
    if (!placing.files.empty()) {
        std::vector<PlacedFile> placed;
        for (std::size_t i = 0; i < placing.files.size(); ++i) {
            const Operation &operation = *placing.files[i].operation;
            placed.push_back({placing.renamings[i].from.name(), operation.node, operation.content.hash});
        }
        m_options.met("journal: place");
        store::JournalEntry entry;
        entry.action = "place";
        entry.body = encodePlaced(placed);
        auto id = m_parts.trees.journalAdd(entry, *transaction);
        if (!id)
            return id.error();
        placing.journal = *id;
    }
    auto committed = transaction->commit();
    return committed ? Result<Placing>(std::move(placing)) : committed.error();
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

/// The one visible step. What does not come to its place is taken out.
void LocalExecutor::renameNew(Placing &placing)
{
    placing.beginNs = m_parts.clock.nowNs();
    auto done = m_parts.disk.renameAll(placing.renamings);
    Placing renamed;
    renamed.journal = placing.journal;
    renamed.beginNs = placing.beginNs;
    for (std::size_t i = 0; i < done.size(); ++i) {
        Placing::File file = placing.files[i];
        auto &[temporary, to] = placing.renamings[i];
        if (done[i]) {
            file.stat = *std::move(done[i]);
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
        renamed.files.push_back(std::move(file));
        renamed.renamings.push_back({std::move(temporary), std::move(to)});
    }
    placing = std::move(renamed);
}

/// Records what was renamed, once its names are durable.
Result<void> LocalExecutor::settleNew(Placing placing, bool areDurable)
{
    if (placing.journal == 0)
        return {};
    if (!areDurable) {
        std::set<RelativePath> folders;
        if (placing.files.size() <= kSyncEachUpTo)
            for (const files::Renaming &renaming : placing.renamings)
                folders.insert(renaming.to.parent());
        if (auto synced = syncPlaced(placing.files.size(), folders, {}); !synced)
            return synced;
    }
    auto transaction = Transaction::begin(m_parts.trees.database());
    if (!transaction)
        return transaction.error();
    auto recorded = recordNew(placing, *transaction);
    return recorded ? transaction->commit() : recorded;
}

Result<void> LocalExecutor::recordNew(const Placing &placing, const Transaction &transaction)
{
    if (placing.journal == 0)
        return {};
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
