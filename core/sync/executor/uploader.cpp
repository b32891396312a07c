#include "core/sync/executor/uploader.h"

#include "core/store/project_repository.h"
#include "core/sync/discovery/puller.h"
#include "core/sync/discovery/scanner.h"
#include "core/sync/executor/durable.h"
#include "core/sync/executor/seen_stat.h"

#include <QJsonDocument>

#include <algorithm>
#include <mutex>

namespace tideline::sync {

using store::Transaction;
using store::Tree;

namespace {

/// A commit lists the chunks of its files, some 81 bytes each, and the server takes 16 MiB.
constexpr std::size_t kCommitChunks = 100'000;
constexpr std::size_t kMostChunks = 180'000;
constexpr int kTries = 3;

}  // namespace

Result<ExecutionReport> Uploader::run(LocalProject &project, const std::vector<Operation> &operations)
{
    m_report = {};
    m_mustPull = false;
    ++m_run;
    m_projectPath = projectPath(project);
    m_head = {project.epoch, project.revision, project.commitHash};
    std::vector<const Operation *> pending;
    for (const Operation &operation : operations) {
        const bool remote = operation.kind == Operation::Kind::PutRemote || operation.kind == Operation::Kind::MoveRemote
                            || operation.kind == Operation::Kind::DeleteRemote;
        if (!remote)
            continue;
        pending.push_back(&operation);
        m_teller.add(1, operation.kind == Operation::Kind::PutRemote ? operation.content.sizeBytes : 0);
    }
    if (!pending.empty())
        m_teller.say(Progress::Phase::Uploading);  // what began to go before the plan was made may have to be waited for
    m_order = order(std::move(pending));
    m_isLeftOut.assign(m_order.changes.size(), false);
    // Three commits are worked on at a time: the server makes one, the contents of the next are sent, and here the one
    // before is written down or the rows of the one after are read.
    std::unique_ptr<Commit> onItsWay;
    std::size_t next = 0;
    while (next < m_order.changes.size() && !m_mustPull && !m_options.isAskedAnew()) {
        const bool isCancelled = m_options.cancel && *m_options.cancel;
        auto begun = isCancelled ? Error{Error::Kind::Cancelled, u"The upload was stopped."_s, {}, {}} : begin(next);
        auto prepared = begun ? prepare(**begun) : Result<std::unique_ptr<Commit>>(begun.error());
        Result<void> sent = prepared ? note(**prepared) : prepared.error();
        if (auto heard = hear(onItsWay.get()); !heard)
            return heard.error();
        const std::unique_ptr<Commit> answered = std::move(onItsWay);
        // What the server waits for goes first, unless the plan was found to be an old one.
        if (sent && !m_mustPull && !(*prepared)->request.changes.empty()) {
            onItsWay = *std::move(prepared);
            sent = send(*onItsWay);
        }
        if (auto recorded = record(project, answered.get()); !recorded)
            return recorded.error();
        if (!sent)
            return sent.error();
    }
    if (auto heard = hear(onItsWay.get()); !heard)
        return heard.error();
    if (auto recorded = record(project, onItsWay.get()); !recorded)
        return recorded.error();
    for (; next < m_order.changes.size(); ++next)  // it is told of with the next plan
        m_teller.add(-1, m_order.changes[next]->kind == Operation::Kind::PutRemote ? -m_order.changes[next]->content.sizeBytes : 0);
    return std::move(m_report);
}

CommitOrder Uploader::order(std::vector<const Operation *> pending) const
{
    const store::ReadTransaction reading(m_parts.trees.database());
    // A store that cannot be read now is told by who reads it next.
    return orderForCommits(std::move(pending), [this](const NodeId &id) {
        const auto row = m_parts.trees.node(Tree::Local, id);
        return row && *row ? (*row)->place.parent : NodeId{};
    });
}

/// Begins to send the contents that the next commit needs.
Result<std::unique_ptr<Uploader::Batch>> Uploader::begin(std::size_t &next)
{
    // A commit that was refused may have been for a chunk that is gone again: then nothing is believed.
    const auto *sentBefore = m_parts.sentBefore && !m_asksAll ? m_parts.sentBefore() : nullptr;
    auto batch = std::make_unique<Batch>(ChunkSender::Parts{m_parts.disk, m_parts.channel, m_parts.workers, m_projectPath,
                                                            m_options.cancel, sentBefore, m_options.stopped, &m_teller});
    auto gathered = gather(next);
    if (!gathered)
        return gathered.error();
    batch->uploads = *std::move(gathered);
    const auto durable = makeDurable(batch->uploads);
    if (auto noted = noteFailedSync(); !noted)  // at once: should the program end now, nobody else knows
        return noted.error();
    if (!durable)
        return durable.error();
    if (!m_asksAll) {
        auto held = heldByTheCloud(batch->uploads);
        if (!held)
            return held.error();
        batch->held = *std::move(held);
    }
    for (Upload &upload : batch->uploads) {
        if (!isLeftOut(upload) && upload.manifest)
            batch->files.push_back({*upload.path, &*upload.manifest, false, {}, upload.operation->node, upload.operation->content.hash});
    }
    batch->running = m_parts.workers.start({[of = batch.get()] { of->sent = of->sender.send(of->files, of->held); }});
    return batch;
}

/// Waits until the contents of a batch are sent: what remains is to commit it.
Result<std::unique_ptr<Uploader::Commit>> Uploader::prepare(Batch &batch)
{
    batch.running.reset();
    // A chunk is sent by one file for all that share it. When that file turns out to have changed, the others ask again.
    for (qsizetype before = 0; batch.sent;) {
        const qsizetype leftOut = std::ranges::count_if(batch.files, &ChunkSender::File::isLeftOut);
        if (leftOut == before)
            break;
        before = leftOut;
        batch.sent = batch.sender.send(batch.files, batch.held);
    }
    m_outcome.bytesUp += batch.sender.bytesSent();
    if (!batch.sent)
        return batch.sent.error();
    std::vector<Upload> &uploads = batch.uploads;
    qint64 bytes = 0, told = 0;
    for (auto file = batch.files.begin(); Upload &upload : uploads) {
        if (!isLeftOut(upload) && upload.manifest) {
            told += file->toldBytes;
            upload.changed = file->changed;
            upload.error = file->error;
            ++file;
        }
        bytes += upload.manifest ? upload.manifest->sizeBytes() : 0;
    }
    m_teller.done(qint64(uploads.size()), bytes, told, {});
    auto commit = std::make_unique<Commit>();
    std::vector<NodeId> rehash;
    for (Upload &upload : uploads) {
        if (upload.error)
            m_report.troubles.push_back({upload.path ? upload.path->bytes() : QByteArray(), *upload.error});
        if (upload.changed) {
            rehash.push_back(upload.operation->node);
            if (upload.path)
                m_report.stale.push_back(upload.path->parent());
        }
        if (isLeftOut(upload)) {
            const auto &seen = upload.operation->seenRemote;
            upload.moveOnly = seen && seen->place != upload.operation->place;
            if (!upload.moveOnly)
                continue;
        }
        wire::Change change;
        change.node.id = upload.operation->node;
        change.node.place = upload.operation->place;
        change.node.content = upload.operation->content;
        const auto kind = upload.moveOnly ? Operation::Kind::MoveRemote : upload.operation->kind;
        change.op = kind == Operation::Kind::PutRemote    ? wire::Change::Op::Put
                    : kind == Operation::Kind::MoveRemote ? wire::Change::Op::Move
                                                          : wire::Change::Op::Delete;
        if (!upload.moveOnly)
            change.manifest = upload.manifest;
        commit->request.changes.push_back(std::move(change));
        commit->named.push_back(std::move(upload));
    }
    if (!rehash.empty()) {
        auto transaction = Transaction::begin(m_parts.trees.database());
        if (!transaction)
            return transaction.error();
        for (const NodeId &id : rehash) {
            if (auto set = m_parts.trees.setLocalHash(id, {}, true, *transaction); !set)
                return set.error();
        }
        if (auto committed = transaction->commit(); !committed)
            return committed.error();
    }
    return commit;
}

/// What the changes from `next` on are about, as the store has it, as many as one commit takes.
Result<std::vector<Uploader::Upload>> Uploader::gather(std::size_t &next)
{
    const store::ReadTransaction reading(m_parts.trees.database());
    store::PathLookup paths(m_parts.trees, Tree::Local);
    std::vector<Upload> uploads;
    std::size_t chunks = 0;
    qint64 bytes = 0;
    while (next < m_order.changes.size()) {
        std::size_t end = next + 1;
        while (end < m_order.changes.size() && m_order.groups[end] == m_order.groups[next])
            ++end;
        if (!uploads.empty() && uploads.size() + (end - next) > m_parts.maxChanges)
            return uploads;
        auto group = end - next <= wire::kMaxCommitChanges ? look(next, end, paths) : Result<Group>(Group{});
        if (!group)
            return group.error();
        if (end - next > wire::kMaxCommitChanges)
            group->troubles.push_back({m_order.changes[next]->place.name,
                                       {Error::Kind::Refused, u"So many files gave each other their names that no commit takes them."_s, {},
                                        u"Give this folder another name, sync, and then its own."_s}});
        if (!uploads.empty() && (chunks + group->chunks > kCommitChunks || bytes + group->bytes > m_parts.maxBytes))
            return uploads;  // the next commit begins with it
        chunks += group->chunks;
        bytes += group->bytes;
        std::ranges::move(group->uploads, std::back_inserter(uploads));
        std::ranges::move(group->troubles, std::back_inserter(m_report.troubles));
        std::ranges::move(group->stale, std::back_inserter(m_report.stale));
        if (group->uploads.empty())
            std::fill(m_isLeftOut.begin() + qsizetype(next), m_isLeftOut.begin() + qsizetype(end), true);
        next = end;
    }
    return uploads;
}

/// A group of which something cannot go now is left out, and so is all that needs it: the server would refuse the whole commit.
Result<Uploader::Group> Uploader::look(std::size_t first, std::size_t end, store::PathLookup &paths)
{
    Group group;
    bool isWhole = true;
    for (std::size_t i = first; i < end; ++i) {
        const bool mayGo = std::ranges::none_of(m_order.needsOf(i), [&](quint32 need) { return m_isLeftOut[need]; });
        const auto goes = mayGo ? look(*m_order.changes[i], group, paths) : Result<bool>(false);
        if (!goes)
            return goes.error();
        isWhole = isWhole && *goes;
    }
    if (!isWhole)
        group.uploads.clear();
    return group;
}

/// False: it is left out.
Result<bool> Uploader::look(const Operation &operation, Group &group, store::PathLookup &paths)
{
    Upload upload{&operation, {}, {}, {}, false, {}};
    if (operation.kind == Operation::Kind::DeleteRemote) {
        group.uploads.push_back(std::move(upload));
        const auto back = isBack(operation, group, paths);
        return back ? Result<bool>(!*back) : back;
    }
    auto found = m_parts.trees.local(operation.node);
    if (!found)
        return found.error();
    upload.row = *std::move(found);
    const Node *const row = upload.row ? &upload.row->node : nullptr;
    auto path = row ? paths.of(row->place) : std::optional<RelativePath>{};
    if (!path)
        return path.error();
    upload.path = *path;
    // Folders moved meanwhile may have made it too long, or a move what it holds.
    auto fits = *path ? (*path)->checkLength() : Result<void>();
    const bool isMoved = operation.seenRemote && operation.seenRemote->place != operation.place;
    if (fits && *path && isMoved && row->content.kind == NodeKind::Folder)
        fits = checkBelow(operation.node, **path);
    if (!fits) {
        group.troubles.push_back({(*path)->bytes(), fits.error()});
        return false;
    }
    if (operation.kind == Operation::Kind::MoveRemote && row && row->content.kind == NodeKind::File) {
        // Both may have made the same edit: the move is what makes them agree on it.
        auto synced = m_parts.trees.node(Tree::Synced, operation.node);
        if (!synced)
            return synced.error();
        upload.holdsNews = !*synced || (*synced)->content.hash != row->content.hash;
    }
    if (operation.kind == Operation::Kind::PutRemote && operation.content.kind == NodeKind::File) {
        auto manifest = m_parts.trees.manifest(operation.content.hash, operation.content.sizeBytes);
        if (!manifest)
            return manifest.error();
        upload.manifest = *std::move(manifest);
        upload.holdsNews = upload.manifest.has_value();
        upload.changed = !row || !upload.path || !upload.manifest || !row->content.sameAs(operation.content);
        if (const auto unsafe = m_unsafe.find(operation.node); unsafe != m_unsafe.end())
            upload.error = unsafe->second;
        else if (m_options.isStopped(operation.node, operation.content.hash))
            upload.error = stoppedByPerson();
        const std::size_t count = upload.manifest ? upload.manifest->chunks.size() : 0;
        if (count > kMostChunks)
            upload.error = Error{Error::Kind::Refused, u"The file is too large for one commit."_s, {}, u"Split it."_s};
        else
            group.chunks += count;
        group.bytes += upload.manifest && !isLeftOut(upload) ? upload.manifest->sizeBytes() : 0;
    }
    group.uploads.push_back(std::move(upload));
    return true;
}

/// Whether something stands again where a node was missed: much may have been fetched since its folder was looked at.
Result<bool> Uploader::isBack(const Operation &operation, Group &group, store::PathLookup &paths)
{
    if (!operation.seenRemote || operation.seenRemote->content.kind == NodeKind::Folder)
        return false;  // a folder goes when all that was in it went
    const auto path = pathOfGone(*operation.seenRemote, paths);
    if (!path)
        return path.error();
    const auto stat = *path ? m_parts.disk.stat(**path) : Result<std::optional<files::FileStat>>(std::nullopt);
    // What cannot be looked at now was missed with evidence; and a pipe is no file.
    if (!stat || !*stat || (*stat)->kind == files::FileKind::Other || nodeKindOf((*stat)->kind) != operation.seenRemote->content.kind)
        return false;
    // Another node's entry is no sign of this one; nor is it under the name that a disk takes for its own.
    const auto holder = m_parts.trees.find(Tree::Local, **path);
    const auto same = m_parts.trees.localByInode((*stat)->device, (*stat)->inode);
    if (!holder || !same)
        return !holder ? holder.error() : same.error();
    if (*holder || !same->empty())
        return false;
    // Once: what the look that follows does not take for a node of the tree (an ignored file, say) is not this one.
    if (m_seenBack.try_emplace(operation.node, m_run).first->second != m_run)
        return false;
    group.stale.push_back((*path)->parent());
    return true;
}

/// Where a node that the local tree has no longer was on this disk; its folders may be gone with it.
Result<std::optional<RelativePath>> Uploader::pathOfGone(const Node &gone, store::PathLookup &paths) const
{
    std::vector<QByteArray> names;  // nearest first
    NodePlace place = diskPlace(gone.place);
    while (qsizetype(names.size()) < kMaxPathDepth) {
        names.push_back(place.name);
        auto here = m_parts.trees.node(Tree::Local, place.parent);
        if (!here)
            return here.error();
        if (*here || place.parent.isNull()) {
            const auto folder = place.parent.isNull() ? Result<std::optional<RelativePath>>(std::optional(RelativePath{}))
                                                      : paths.of((*here)->place);
            if (!folder || !*folder)
                return folder;
            RelativePath path = **folder;
            for (auto name = names.rbegin(); name != names.rend(); ++name)
                path = path.child(*name);
            return std::optional{path};
        }
        auto above = m_parts.trees.node(Tree::Remote, place.parent);
        if (!above || !*above)
            return above ? Result<std::optional<RelativePath>>(std::nullopt) : above.error();
        place = diskPlace((*above)->place);
    }
    return std::optional<RelativePath>{};
}

/// Whether all that a folder holds has a path of a length that may be.
Result<void> Uploader::checkBelow(const NodeId &folder, const RelativePath &path) const
{
    bool fits = true;
    for (const Tree tree : {Tree::Local, Tree::Remote}) {  // what others put there may not have come here
        const auto reach = m_parts.trees.reachBelow(tree, folder);
        if (!reach)
            return reach.error();
        fits = fits && path.parts().size() + reach->depth <= kMaxPathDepth && path.bytes().size() + reach->bytes <= kMaxPathBytes;
    }
    if (fits)
        return {};
    return Error{Error::Kind::Invalid, u"What is in this folder would have paths of over 256 folders or 4,000 bytes."_s,
                 path.toString(), u"Move it to a place further up, or give what is in it shorter names."_s};
}

Result<void> Uploader::makeDurable(std::vector<Upload> &uploads)
{
    Durable durable(m_parts.disk, m_parts.trees);
    {
        const store::ReadTransaction reading(m_parts.trees.database());
        for (const Upload &upload : uploads) {
            if (isLeftOut(upload))
                continue;
            if (auto added = durable.add(upload.operation->node, upload.path, upload.holdsNews); !added)
                return added;
        }
    }
    const auto failed = durable.make();
    if (!failed)
        return failed.error();
    for (Upload &upload : uploads) {
        const auto found = failed->find(upload.operation->node);
        if (found == failed->end())
            continue;
        if (isGone(found->second))
            upload.changed = true;
        else
            upload.error = found->second;
        // A second fsync would say that all is well, whatever became of the bytes.
        if (upload.error)
            m_unsafe.emplace(upload.operation->node, *upload.error);
    }
    return {};
}

/// The chunks of the versions that the cloud has of these files: it lacks none of them.
Result<std::unordered_set<ContentHash>> Uploader::heldByTheCloud(const std::vector<Upload> &uploads) const
{
    const store::ReadTransaction reading(m_parts.trees.database());
    std::unordered_set<ContentHash> held;
    for (const Upload &upload : uploads) {
        const auto &seen = upload.operation->seenRemote;
        if (isLeftOut(upload) || !upload.manifest || !seen || seen->content.kind != NodeKind::File)
            continue;
        auto manifest = m_parts.trees.manifest(seen->content.hash, seen->content.sizeBytes);
        if (!manifest)
            return manifest.error();
        if (*manifest) {
            for (const Chunk &chunk : (*manifest)->chunks)
                held.insert(chunk.id);
        }
    }
    return held;
}

/// Intent, before anybody is asked.
Result<void> Uploader::note(Commit &commit)
{
    if (commit.request.changes.empty())
        return {};
    commit.changes = wire::toText(commit.request.changes);
    auto transaction = Transaction::begin(m_parts.trees.database());
    if (!transaction)
        return transaction.error();
    store::JournalEntry entry;
    entry.action = "commit";
    entry.body = commit.changes;
    auto id = m_parts.trees.journalAdd(entry, *transaction);
    if (!id)
        return id.error();
    m_options.met("journal: commit");
    commit.note = *id;
    return transaction->commit();
}

Result<void> Uploader::settleSent(bool startedAnew)
{
    auto entries = m_parts.trees.journal();
    if (!entries)
        return entries.error();
    std::erase_if(*entries, [](const store::JournalEntry &entry) { return entry.action != "commit"; });
    if (entries->empty())
        return {};
    auto transaction = Transaction::begin(m_parts.trees.database());
    if (!transaction)
        return transaction.error();
    for (const store::JournalEntry &entry : *entries) {
        // What another version of ours wrote and cannot be read is passed over: the plan does without.
        const auto sent = wire::changesFromText(!startedAnew ? entry.body : QByteArray("[]"));
        for (const wire::Change &change : sent ? *sent : std::vector<wire::Change>()) {
            if (change.op == wire::Change::Op::Delete)
                continue;
            auto remote = m_parts.trees.node(Tree::Remote, change.node.id);
            auto synced = m_parts.trees.node(Tree::Synced, change.node.id);
            if (!remote || !synced)
                return !remote ? remote.error() : synced.error();
            const bool isMove = change.op == wire::Change::Op::Move;
            if (!*remote || (*remote)->place != change.node.place || (isMove && !*synced)
                || (!isMove && !(*remote)->content.sameAs(change.node.content)))
                continue;
            Node agreed = isMove ? **synced : **remote;
            agreed.place = change.node.place;
            if (auto put = m_parts.trees.putSynced(agreed, *transaction); !put)
                return put;
            if (auto marked = m_parts.trees.markUnsettled(agreed.id, *transaction); !marked)
                return marked;
            m_options.met("recovery: a commit without an answer was made");
        }
        if (auto removed = m_parts.trees.journalRemove(entry.id, *transaction); !removed)
            return removed;
    }
    return transaction->commit();
}

Result<void> Uploader::noteFailedSync()
{
    return m_parts.noteFailedSync ? m_parts.noteFailedSync() : Result<void>();
}

/// Begins to ask.
Result<void> Uploader::send(Commit &commit)
{
    m_teller.say(Progress::Phase::Committing);
    commit.request.base = m_head;
    commit.request.key = CommitKey::make(m_parts.clock, m_parts.random);
    commit.request.device = m_parts.hostName;
    if (auto noted = noteFailedSync(); !noted)
        return noted;
    commit.running = m_parts.workers.start({[this, &commit] { commit.reply = ask(commit); }});
    return {};
}

/// Waits for the answer: what is asked for next stands on it. Null: nothing is on its way.
Result<void> Uploader::hear(Commit *commit)
{
    if (!commit)
        return {};
    commit->running.reset();
    if (commit->reply) {
        m_head = commit->reply->cursor;
        m_mustPull = m_mustPull || commit->reply->rebased;
        return {};
    }
    const Error &error = commit->reply.error();
    if (error.kind != Error::Kind::Conflict && error.kind != Error::Kind::Epoch)
        return error;
    // The plan was made on a state that others have changed: look at the cloud again, and plan anew.
    m_mustPull = true;
    m_asksAll = true;  // a chunk that it should have had may be why
    return {};
}

Result<wire::CommitReply> Uploader::ask(const Commit &commit) const
{
    const QByteArray body = wire::toText(commit.request, commit.changes);
    // A reply may be lost after the server did its work: the key makes the repetition harmless.
    for (int attempt = 1;; ++attempt) {
        auto reply = postJson(m_parts.channel, m_projectPath + "/commits", body, u"commit"_s,
                              {{"Idempotency-Key", commit.request.key.toString().toLatin1()}});
        if (reply)
            return wire::commitReplyFromJson(*reply);
        const Error::Kind kind = reply.error().kind;
        if (attempt == kTries || (kind != Error::Kind::Offline && kind != Error::Kind::Timeout))
            return reply.error();
        m_parts.clock.sleepFor(std::chrono::milliseconds(50 * attempt));
    }
}

/// Writes down what the server made. Null, or refused: nothing.
Result<void> Uploader::record(LocalProject &project, const Commit *commit)
{
    if (!commit || !commit->reply)
        return {};
    const wire::CommitReply &reply = *commit->reply;
    const std::vector<Upload> &done = commit->named;
    for (const Upload &upload : done) {
        const bool moved = upload.moveOnly || upload.operation->kind == Operation::Kind::MoveRemote;
        ++(upload.operation->kind == Operation::Kind::DeleteRemote ? m_outcome.deletedRemote
           : moved                                                 ? m_outcome.movedRemote
                                                                   : m_outcome.uploaded);
        ++m_report.done;
    }
    if (reply.rebased) {
        // What lies between is still to come, and this commit with it; the cursor waits for both. Rows written ahead of the
        // cursor would stand for ever, should the server be put back to a time between the two.
        return {};
    }
    auto transaction = Transaction::begin(m_parts.trees.database());
    if (!transaction)
        return transaction.error();
    for (const Upload &upload : done) {
        const Operation &operation = *upload.operation;
        if (operation.kind == Operation::Kind::DeleteRemote) {
            auto removed = m_parts.trees.remove(Tree::Remote, operation.node, *transaction);
            if (removed)
                removed = m_parts.trees.agree(operation.node, *transaction);
            if (!removed)
                return removed;
            continue;
        }
        Node node{operation.node, operation.place, operation.content};
        if ((upload.moveOnly || operation.kind == Operation::Kind::MoveRemote) && operation.seenRemote)
            node.content = operation.seenRemote->content;
        // What could not be made durable here is not agreed on; nor what is to be hashed anew, whose row tells another content now.
        auto put = isLeftOut(upload) ? m_parts.trees.putRemote(node, reply.cursor.revision, *transaction)
                                     : m_parts.trees.putRemoteAndAgree(node, reply.cursor.revision, upload.row, *transaction);
        if (!put)
            return put;
    }
    if (auto removed = m_parts.trees.journalRemove(commit->note, *transaction); !removed)
        return removed;
    store::ProjectRepository projects(m_parts.trees.database());
    if (auto saved = projects.saveCursor(project.number, reply.cursor.epoch, reply.cursor.revision, reply.cursor.commitHash,
                                         *transaction);
        !saved)
        return saved;
    project.epoch = reply.cursor.epoch;
    project.revision = reply.cursor.revision;
    project.commitHash = reply.cursor.commitHash;
    return transaction->commit();
}

}  // namespace tideline::sync
