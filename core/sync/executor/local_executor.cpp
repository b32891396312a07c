#include "core/sync/executor/local_executor.h"

#include "core/store/trash_repository.h"
#include "core/sync/executor/durable.h"
#include "core/sync/executor/seen_stat.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace tideline::sync {

using store::JournalEntry;
using store::Transaction;
using store::Tree;

namespace {

qint64 depthOf(const store::TreeStore &trees, const NodeId &node)
{
    const auto path = trees.path(Tree::Local, node);
    return path && *path ? (*path)->parts().size() : 0;
}

}  // namespace

Result<ExecutionReport> LocalExecutor::run(const std::vector<Operation> &operations)
{
    m_report = {};
    Pending copies;
    Pending folders;
    Pending deletes;
    Pending contents;
    for (const Operation &operation : operations) {
        const bool folder = operation.content.kind == NodeKind::Folder;
        switch (operation.kind) {
        case Operation::Kind::KeepCopy: copies.push_back(&operation); break;
        case Operation::Kind::MoveLocal: folders.push_back(&operation); break;
        case Operation::Kind::CreateLocal: (folder ? folders : contents).push_back(&operation); break;
        case Operation::Kind::ReplaceLocal: contents.push_back(&operation); break;
        case Operation::Kind::DeleteLocal: deletes.push_back(&operation); break;
        default: break;
        }
    }
    if (auto done = storeOnly(operations); !done)
        return done.error();
    if (auto done = keepCopies(copies); !done)
        return done.error();
    auto whole = takeWhole(operations, folders, contents);
    if (!whole)
        return whole.error();
    // What has room is moved first, then the deletions make room, then the rest; a ring of names is broken by parking one.
    if (auto done = structure(folders, false); !done)
        return done.error();
    if (auto done = deletions(deletes); !done)
        return done.error();
    const auto inPlace = [this](const Operation *operation) {
        const auto row = m_parts.trees.node(Tree::Local, operation->node);
        return row && *row && cloudPlace((*row)->place) == operation->place;
    };
    std::erase_if(folders, inPlace);
    if (auto done = structure(folders, true); !done)
        return done.error();
    // Folders that could not go before, because something had to move out of them.
    std::erase_if(deletes, [this](const Operation *operation) {
        const auto row = m_parts.trees.node(Tree::Local, operation->node);
        return operation->seenLocal->content.kind != NodeKind::Folder || (row && !*row);
    });
    if (auto done = deletions(deletes); !done)
        return done.error();
    // And what was taken out of a folder to get the very name of that folder.
    std::erase_if(folders, inPlace);
    if (auto done = structure(folders, true); !done)
        return done.error();
    if (auto done = unpark(); !done)
        return done.error();
    if (auto done = downloads({*std::move(whole), std::move(contents)}); !done)
        return done.error();
    return std::move(m_report);
}

Result<qint64> LocalExecutor::adopt(const std::vector<Operation> &operations)
{
    m_report = {};
    auto done = storeOnly(operations);
    return done ? Result<qint64>(m_report.done) : done.error();
}

/// What is here of the operations that touch no file is durable before both sides agree on it. Returns what could not be.
Result<std::map<NodeId, Error>> LocalExecutor::makeDurable(const std::vector<Operation> &operations)
{
    Durable durable(m_parts.disk, m_parts.trees);
    bool isNeeded = false;
    std::optional<store::ReadTransaction> reading(std::in_place, m_parts.trees.database());
    store::PathLookup paths(m_parts.trees, Tree::Local);
    for (const Operation &operation : operations) {
        if (operation.kind != Operation::Kind::Adopt && operation.kind != Operation::Kind::Forget)
            continue;
        isNeeded = true;
        auto row = m_parts.trees.local(operation.node);
        if (!row)
            return row.error();
        auto path = *row ? paths.of((*row)->node.place) : std::optional<RelativePath>();
        if (!path)
            return path.error();
        const bool isFile = *row && (*row)->node.content.kind == NodeKind::File && (*row)->seen.presence == store::Presence::Here;
        if (auto added = durable.add(operation.node, *path, isFile); !added)
            return added.error();
    }
    reading.reset();
    if (!isNeeded)
        return std::map<NodeId, Error>();
    auto failed = durable.make();
    if (m_parts.noteFailedSync) {  // at once: should the program end now, nobody else knows
        if (auto noted = m_parts.noteFailedSync(); !noted)
            return noted.error();
    }
    if (!failed)
        return failed;
    for (const auto &[node, error] : *failed)
        if (!isGone(error))
            m_unsafe.emplace(node, error);
    // A second fsync would say that all is well, whatever became of the bytes.
    for (const Operation &operation : operations) {
        if (operation.kind != Operation::Kind::Adopt && operation.kind != Operation::Kind::Forget)
            continue;
        if (const auto unsafe = m_unsafe.find(operation.node); unsafe != m_unsafe.end())
            failed->insert(*unsafe);
    }
    return failed;
}

Result<void> LocalExecutor::storeOnly(const std::vector<Operation> &operations)
{
    const auto failed = makeDurable(operations);
    if (!failed)
        return failed.error();
    for (const auto &[node, error] : *failed) {
        auto path = pathOf(node);
        if (!path)
            return path.error();
        if (*path && isGone(error))
            stale((*path)->parent());
        else if (*path)
            trouble((*path)->bytes(), error);
    }
    auto transaction = Transaction::begin(m_parts.trees.database());
    if (!transaction)
        return transaction.error();
    for (const Operation &operation : operations) {
        if (operation.kind == Operation::Kind::Unify) {
            if (auto done = m_parts.trees.rekeyLocal(operation.node, operation.other, *transaction); !done)
                return done;
            ++m_report.done;
        } else if ((operation.kind == Operation::Kind::Adopt || operation.kind == Operation::Kind::Forget)
                   && !failed->contains(operation.node)) {
            if (auto done = m_parts.trees.agree(operation.node, *transaction); !done)
                return done;
            ++m_report.done;
        }
    }
    return transaction->commit();
}

/// The local version steps aside under a conflict name and becomes a node of its own; the next plan fetches the server's.
Result<void> LocalExecutor::keepCopies(const Pending &operations)
{
    if (operations.empty())
        return {};
    auto transaction = Transaction::begin(m_parts.trees.database());
    if (!transaction)
        return transaction.error();
    for (const Operation *operation : operations) {
        auto from = pathOf(operation->node);
        auto to = targetPath(operation->place);
        auto row = m_parts.trees.local(operation->node);
        if (!from || !to || !row)
            return !from ? from.error() : !to ? to.error() : row.error();
        if (!*from || !*to || !*row)
            continue;
        auto stat = unchangedAt(**from, **row);
        if (!stat)
            return stat.error();
        if (!*stat)
            continue;
        auto renamed = renameTo(**from, **to, operation->place.parent, operation->node);
        if (!renamed)
            trouble((*from)->bytes(), renamed.error());
        if (!renamed || !*renamed) {
            stale((*from)->parent());
            continue;
        }
        *to = **renamed;
        store::LocalNode copy = **row;
        copy.node.id = NodeId::make(m_parts.clock, m_parts.random);
        copy.node.place = {operation->place.parent, (*to)->name()};
        if (const auto now = m_parts.disk.stat(**to); now && *now)
            copy.seen.changedNs = (*now)->changedNs;
        if (auto removed = m_parts.trees.remove(Tree::Local, operation->node, *transaction); !removed)
            return removed;
        if (auto put = m_parts.trees.putLocal(copy, *transaction); !put)
            return put;
        if (auto noted = noteStep({.action = store::UndoStep::Action::Move, .node = copy.node.id, .path = (*to)->bytes(),
                                   .fromPath = (*from)->bytes(), .content = copy.node.content},
                                  *transaction);
            !noted)
            return noted;
        m_report.conflictCopies.push_back((*to)->bytes());
        if (!operation->base.isNull() && operation->seenRemote && operation->seenRemote->content.kind == NodeKind::File)
            m_report.chances.push_back({operation->node, copy.node.id, operation->base, operation->baseSizeBytes, copy.node.content.hash,
                                        operation->seenRemote->content.hash});
        ++m_outcome.conflicts;
        ++m_report.done;
    }
    if (auto synced = m_parts.disk.syncAll(); !synced)
        return synced;
    return transaction->commit();
}

/// Folder creations and all moves, in passes: each step runs once its parent is there and its place is free.
Result<void> LocalExecutor::structure(Pending pending, bool mayPark)
{
    std::ranges::stable_sort(pending, {}, [this](const Operation *operation) {
        return operation->kind == Operation::Kind::CreateLocal ? 0 : depthOf(m_parts.trees, operation->node);
    });
    while (!pending.empty()) {
        if (isCancelled())
            return Error{Error::Kind::Cancelled, u"The sync was stopped."_s, {}, {}};
        auto transaction = Transaction::begin(m_parts.trees.database());
        if (!transaction)
            return transaction.error();
        std::size_t done = 0;
        Pending later;
        for (const Operation *operation : pending) {
            if (done >= m_parts.maxBatch) {
                later.push_back(operation);
                continue;
            }
            auto step = operation->kind == Operation::Kind::MoveLocal ? move(*operation, *transaction)
                                                                      : createFolder(*operation, *transaction);
            if (!step)
                return step.error();
            if (*step == Step::NotReady)
                later.push_back(operation);
            else
                ++done;
        }
        if (done == 0 && mayPark) {
            const auto ring = std::ranges::find(later, Operation::Kind::MoveLocal, &Operation::kind);
            if (ring == later.end())
                return {};  // what is left waits for something that failed; the next plan says it anew
            auto step = park(**ring, *transaction);
            if (!step)
                return step.error();
            if (*step == Step::Skipped)
                later.erase(ring);
            done = 1;
        }
        if (done == 0)
            return {};
        // Names must be durable before the store says that they are.
        if (auto synced = m_parts.disk.syncAll(); !synced)
            return synced;
        if (auto committed = transaction->commit(); !committed)
            return committed;
        pending = std::move(later);
    }
    return {};
}

Result<void> LocalExecutor::deletions(Pending pending)
{
    // Files first, then folders from the inside out.
    std::ranges::stable_sort(pending, {}, [this](const Operation *operation) {
        return operation->seenLocal->content.kind == NodeKind::Folder ? 1000 - depthOf(m_parts.trees, operation->node)
                                                                      : 0;
    });
    for (std::size_t first = 0; first < pending.size(); first += m_parts.maxBatch) {
        const std::span batch(pending.data() + first, std::min(m_parts.maxBatch, pending.size() - first));
        if (isCancelled())
            return Error{Error::Kind::Cancelled, u"The sync was stopped."_s, {}, {}};
        std::map<const Operation *, JournalEntry> intents;
        {
            auto transaction = Transaction::begin(m_parts.trees.database());
            if (!transaction)
                return transaction.error();
            for (const Operation *operation : batch) {
                auto row = m_parts.trees.local(operation->node);
                if (!row)
                    return row.error();
                auto path = pathOf(operation->node);
                if (!path)
                    return path.error();
                if (!*row || !*path || (*row)->node.content.kind == NodeKind::Folder
                    || (*row)->seen.presence != store::Presence::Here)
                    continue;
                JournalEntry intent;
                intent.action = "delete";
                m_options.met("journal: delete");
                intent.node = operation->node;
                intent.path = (*path)->bytes();
                intent.parked = newName();
                intent.seen = encodeSeen(**row);
                intent.hash = (*row)->node.content.hash;
                auto id = m_parts.trees.journalAdd(intent, *transaction);
                if (!id)
                    return id.error();
                intent.id = *id;
                intents.emplace(operation, intent);
            }
            if (auto committed = transaction->commit(); !committed)
                return committed;
        }
        auto transaction = Transaction::begin(m_parts.trees.database());
        if (!transaction)
            return transaction.error();
        for (const Operation *operation : batch) {
            const auto intent = intents.find(operation);
            auto step = remove(*operation, intent == intents.end() ? JournalEntry{} : intent->second, *transaction);
            if (!step)
                return step.error();
            if (intent != intents.end()) {
                if (auto gone = m_parts.trees.journalRemove(intent->second.id, *transaction); !gone)
                    return gone;
            }
        }
        if (auto synced = m_parts.disk.syncAll(); !synced)
            return synced;
        if (auto committed = transaction->commit(); !committed)
            return committed;
    }
    return {};
}

/// The contents of the next batch come while those of the last one are made durable and put in place, and an earlier one is
/// recorded. Where new files follow new files, what makes the ones durable keeps the names of those before.
Result<void> LocalExecutor::downloads(Downloads todo)
{
    std::ranges::stable_partition(todo.pending, [](const Operation *operation) {
        return operation->kind == Operation::Kind::CreateLocal && operation->content.kind == NodeKind::File;
    });
    m_targets.clear();
    if (todo.pending.empty() && todo.whole.empty())
        return {};
    ProgressTeller teller(m_options, m_parts.clock, {.phase = Progress::Phase::Downloading, .filesTotal = qint64(todo.pending.size())});
    for (const Operation *operation : todo.pending)
        teller.add(0, operation->content.sizeBytes);
    for (const NewFolder &folder : todo.whole)
        teller.add(qint64(folder.files.size()), folder.bytes);
    teller.say(Progress::Phase::Downloading);
    Downloader downloader({m_parts.disk, m_parts.trees, m_parts.channel, m_parts.workers, m_options.stopped, &teller}, m_parts.projectPath);
    std::unique_ptr<Placing> named;    // whose names are durable
    std::unique_ptr<Placing> placing;  // which are renamed
    const auto settleNamed = [&] { return settleNew(std::exchange(named, nullptr).get(), true); };
    qint64 counted = 0;
    auto since = m_parts.clock.monotonic();
    auto coming = depart(downloader, todo);
    while (coming && *coming) {
        const Coming arrived = *std::move(coming);
        // The one behind it has departed before it is waited for, so that nobody is idle in between.
        coming = depart(downloader, todo);
        if (arrived->flight)
            arrived->flight->wait();
        const auto now = m_parts.clock.monotonic();
        if (arrived->flight)
            m_pace.cameIn(arrived->bytes, now - since);
        since = now;
        if (placing)
            endRenaming(*placing);
        const auto landed = arrived->flight ? downloader.land(std::move(arrived->flight), settleNamed) : Result<bool>(false);
        const qint64 bytesDown = downloader.bytesDown();
        m_outcome.bytesDown += bytesDown - std::exchange(counted, bytesDown);
        if (!landed) {
            coming = landed.error();
            break;
        }
        qint64 told = 0;
        for (std::size_t i = 0; i < arrived->wants.size(); ++i) {
            told += arrived->wants[i].toldBytes;
            arrived->batch[arrived->origin[i]].second = std::move(arrived->wants[i]);
        }
        if (auto settled = settleNamed(); !settled)
            return settled;
        named = std::move(placing);
        if (auto placed = placeArrived(*arrived, named, placing, *landed); !placed)
            return placed;
        teller.done(qint64(arrived->batch.size()), arrived->bytes, told, pathForPeople(*arrived->batch.back().first));
    }
    if (placing)
        endRenaming(*placing);
    if (!coming && m_parts.disk.hasFailedToSync())
        return coming.error();  // a second fsync would say that all is well: the journal knows what was put in place
    auto settled = settleNamed();
    if (settled)
        settled = settleNew(placing.get(), false);
    return coming ? settled : coming.error();
}

/// Begins to fetch the next operations' contents; null: there are none, or something else goes first now. Errors: Cancelled; those of Downloader::start().
Result<LocalExecutor::Coming> LocalExecutor::depart(Downloader &downloader, Downloads &todo)
{
    const bool isWhole = todo.nextWhole < todo.whole.size();
    if ((!isWhole && todo.next == todo.pending.size()) || m_options.isAskedAnew())
        return Coming{};
    if (isCancelled())
        return Error{Error::Kind::Cancelled, u"The download was stopped."_s, {}, {}};
    auto gathered = isWhole ? gatherFolders(todo.whole, todo.nextWhole) : gather(todo.pending, todo.next);
    if (gathered && (*gathered)->batch.empty())
        return depart(downloader, todo);  // no folder could be begun
    if (!gathered || (*gathered)->wants.empty())
        return gathered;
    auto flight = downloader.start((*gathered)->wants, m_options.cancel);
    if (!flight)
        return flight.error();
    (*gathered)->flight = *std::move(flight);
    return gathered;
}

Want LocalExecutor::wantFor(const Operation &operation) const
{
    Want want;
    want.node = operation.node;
    want.hash = operation.content.hash;
    want.sizeBytes = operation.content.sizeBytes;
    want.executable = operation.content.executable;
    want.modifiedNs = operation.content.modifiedNs;
    if (operation.content.sizeBytes > ProgressTeller::kLargeBytes)
        want.path = pathForPeople(operation);
    return want;
}

/// Of a file that comes; empty while nobody wants to know.
QByteArray LocalExecutor::pathForPeople(const Operation &operation) const
{
    const auto path = m_options.onProgress ? m_parts.trees.path(Tree::Remote, operation.node) : Result<std::optional<RelativePath>>(std::nullopt);
    return path && *path ? (*path)->bytes() : operation.place.name;
}

/// The next operations that bring content, from `next` on, and what they want from the cloud.
Result<LocalExecutor::Coming> LocalExecutor::gather(const Pending &pending, std::size_t &next)
{
    const store::ReadTransaction reading(m_parts.trees.database());
    auto gathered = std::make_unique<Arrivals>();
    Arrivals &arrivals = *gathered;
    while (next < pending.size() && arrivals.batch.size() < m_parts.maxBatch && arrivals.bytes < m_pace.bytes()) {
        const Operation *operation = pending[next++];
        Want want = wantFor(*operation);
        want.temporary = ownPath("tmp/" + newName().toLatin1());
        auto row = m_parts.trees.local(operation->node);
        if (!row)
            return row.error();
        auto cloudOnly = staysInCloud(*operation, *row);
        if (!cloudOnly)
            return cloudOnly.error();
        const bool isHere = *row && (*row)->seen.presence == store::Presence::Here;
        const bool sameBytes = isHere && (*row)->node.content.hash == operation->content.hash;
        arrivals.areNew = arrivals.areNew && !*row && !*cloudOnly && operation->kind == Operation::Kind::CreateLocal
                          && operation->content.kind == NodeKind::File;
        if (*cloudOnly || operation->content.kind != NodeKind::File || sameBytes) {
            arrivals.batch.emplace_back(operation, std::move(want));  // nothing to fetch
            continue;
        }
        if (isHere) {
            auto old = pathOf(operation->node);
            if (!old)
                return old.error();
            want.oldPath = *old;
            want.oldHash = (*row)->node.content.hash;
            want.oldSizeBytes = (*row)->node.content.sizeBytes;
        }
        arrivals.bytes += operation->content.sizeBytes;
        arrivals.origin.push_back(arrivals.batch.size());
        arrivals.batch.emplace_back(operation, Want{});
        arrivals.wants.push_back(std::move(want));
    }
    return gathered;
}

/// Puts a batch of finished temporary files into their places: intents first, then renames, then fsync, then the store.
Result<void> LocalExecutor::place(std::vector<std::pair<const Operation *, Want>> &batch)
{
    std::map<const Operation *, JournalEntry> intents;
    JournalEntry placing;
    {
        auto transaction = Transaction::begin(m_parts.trees.database());
        if (!transaction)
            return transaction.error();
        std::vector<PlacedFile> placed;
        for (const auto &[operation, want] : batch) {
            if (want.error)
                continue;
            const bool replaces = operation->kind == Operation::Kind::ReplaceLocal;
            auto row = replaces ? m_parts.trees.local(operation->node) : Result<std::optional<store::LocalNode>>(std::nullopt);
            auto path = replaces ? pathOf(operation->node) : Result<std::optional<RelativePath>>(std::nullopt);
            if (!row || !path)
                return !row ? row.error() : path.error();
            if (!*row || !*path || (*row)->seen.presence != store::Presence::Here) {
                if (want.done)
                    placed.push_back({want.temporary.name(), operation->node, want.hash});
                continue;
            }
            JournalEntry intent;
            intent.action = "replace";
            m_options.met("journal: replace");
            intent.node = operation->node;
            intent.path = (*path)->bytes();
            intent.parked = QString::fromLatin1(want.temporary.name());
            intent.seen = encodeSeen(**row);
            intent.hash = operation->content.hash;
            intent.body = (*row)->node.content.hash.isNull() ? QByteArray() : (*row)->node.content.hash.view().toByteArray();
            auto id = m_parts.trees.journalAdd(intent, *transaction);
            if (!id)
                return id.error();
            intent.id = *id;
            intents.emplace(operation, intent);
        }
        if (!placed.empty()) {
            placing.action = "place";
            placing.body = encodePlaced(placed);
            m_options.met("journal: place");
            auto id = m_parts.trees.journalAdd(placing, *transaction);
            if (!id)
                return id.error();
            placing.id = *id;
        }
        if (!intents.empty() || placing.id != 0) {
            if (auto committed = transaction->commit(); !committed)
                return committed;
        }
    }
    auto transaction = Transaction::begin(m_parts.trees.database());
    if (!transaction)
        return transaction.error();
    std::set<RelativePath> folders, switched;
    for (auto &[operation, want] : batch) {
        auto path = operation->kind == Operation::Kind::ReplaceLocal ? pathOf(operation->node)
                                                                     : targetPath(operation->place);
        if (!path)
            return path.error();
        if (want.error) {
            trouble(*path ? (*path)->bytes() : operation->place.name, *want.error);
            continue;
        }
        const auto intent = intents.find(operation);
        auto row = m_parts.trees.local(operation->node);
        if (!row)
            return row.error();
        auto cloudOnly = staysInCloud(*operation, *row);
        if (!cloudOnly)
            return cloudOnly.error();
        const bool isHere = *row && (*row)->seen.presence == store::Presence::Here;
        const bool sameBytes = isHere && operation->content.kind == NodeKind::File
                               && (*row)->node.content.hash == operation->content.hash;
        auto step = *cloudOnly                                    ? rowOnly(*operation, *transaction)
                    : sameBytes                                   ? switchExecutable(*operation, *transaction)
                    : operation->kind == Operation::Kind::ReplaceLocal && isHere
                        ? replace(*operation, want, intent == intents.end() ? JournalEntry{} : intent->second, switched, *transaction)
                        : placeNew(*operation, want, *transaction);
        if (!step)
            return step.error();
        if (*step == Step::Done) {
            ++m_outcome.downloaded;
            if (*path)
                folders.insert((*path)->parent());
            if (*path && sameBytes)
                switched.insert(**path);
        }
        if (intent != intents.end()) {
            if (*path)
                folders.insert((*path)->parent());  // what left its place half way and came back is there for good
            if (auto gone = m_parts.trees.journalRemove(intent->second.id, *transaction); !gone)
                return gone;
        }
    }
    if (placing.id != 0) {
        if (auto gone = m_parts.trees.journalRemove(placing.id, *transaction); !gone)
            return gone;
    }
    if (!intents.empty())
        folders.insert(ownPath("trash"));
    if (auto synced = syncPlaced(batch.size(), folders, switched); !synced)
        return synced;
    return transaction->commit();
}

/// Makes durable that so many files came to their places in `folders`, and the modes of `switched`.
Result<void> LocalExecutor::syncPlaced(std::size_t count, const std::set<RelativePath> &folders, const std::set<RelativePath> &switched)
{
    if (count > kSyncEachUpTo)
        return m_parts.disk.syncAll();
    for (const RelativePath &file : switched) {
        auto synced = m_parts.disk.syncFile(file);
        if (!synced && synced.error().kind == Error::Kind::Denied)
            return m_parts.disk.syncAll();
        if (!synced && !isGone(synced.error()))
            return synced;
    }
    for (const RelativePath &folder : folders) {
        auto synced = m_parts.disk.syncFolder(folder);
        if (!synced && (synced.error().kind == Error::Kind::Denied || synced.error().kind == Error::Kind::NotFound))
            return m_parts.disk.syncAll();  // it may be written to, not opened; or has another name by now
        if (!synced)
            return synced;
    }
    return {};
}

/// Whether an operation on a file touches its row alone: for a new one its folder says so.
Result<bool> LocalExecutor::staysInCloud(const Operation &operation, const std::optional<store::LocalNode> &row)
{
    if (row)
        return row->seen.presence == store::Presence::Cloud;
    if (operation.content.kind != NodeKind::File)
        return false;
    const auto known = m_newStay.find(operation.place.parent);
    if (known != m_newStay.end())
        return known->second;
    auto wish = store::PlacementRepository(m_parts.trees.database(), m_parts.trees.project()).wishAt(operation.place.parent);
    if (!wish)
        return wish.error();
    const bool stays = *wish ? **wish == store::Presence::Cloud : m_parts.onlineOnly;
    m_newStay.emplace(operation.place.parent, stays);
    return stays;
}

QString LocalExecutor::newName()
{
    return QString::number(m_parts.random.next(), 16) + QString::number(m_parts.random.next() & 0xffff, 16);
}

void LocalExecutor::stale(const RelativePath &folder)
{
    if (std::ranges::find(m_report.stale, folder) == m_report.stale.end())
        m_report.stale.push_back(folder);
}

void LocalExecutor::trouble(const QByteArray &path, const Error &error)
{
    m_report.troubles.push_back({path, error});
}

}  // namespace tideline::sync
