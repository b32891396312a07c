#include "core/sync/executor/uploader.h"

#include "core/store/project_repository.h"
#include "core/sync/discovery/puller.h"
#include "core/sync/executor/durable.h"
#include "core/sync/executor/seen_stat.h"

#include <QJsonDocument>

#include <algorithm>
#include <mutex>

namespace tideline::sync {

using store::Transaction;
using store::Tree;

namespace {

constexpr std::size_t kCommitChanges = 5000;
/// A commit lists the chunks of its files, some 81 bytes each, and the server takes 16 MiB.
constexpr std::size_t kCommitChunks = 100'000;
constexpr std::size_t kMostChunks = 180'000;
constexpr int kTries = 3;

/// An edit that is a move, too, comes with the moves: another entry may take its place, and no commit is to end between them.
int rank(const Operation *operation)
{
    if (operation->kind == Operation::Kind::PutRemote && operation->content.kind != NodeKind::Folder && operation->seenRemote
        && operation->seenRemote->place != operation->place)
        return 1;
    if (operation->kind == Operation::Kind::PutRemote)
        return operation->content.kind == NodeKind::Folder ? 0 : 3;
    return operation->kind == Operation::Kind::MoveRemote ? 1 : 2;
}

}  // namespace

Result<ExecutionReport> Uploader::run(LocalProject &project, const std::vector<Operation> &operations)
{
    m_report = {};
    m_mustPull = false;
    m_projectPath = projectPath(project);
    std::vector<const Operation *> pending;
    for (const Operation &operation : operations) {
        const bool remote = operation.kind == Operation::Kind::PutRemote || operation.kind == Operation::Kind::MoveRemote
                            || operation.kind == Operation::Kind::DeleteRemote;
        if (!remote)
            continue;
        pending.push_back(&operation);
        ++m_progress.filesTotal;
        m_progress.bytesTotal += operation.kind == Operation::Kind::PutRemote ? operation.content.sizeBytes : 0;
    }
    orderForCommits(pending);
    // Three commits are worked on at a time: the server makes one, the contents of the next are sent, and here the one
    // before is written down or the rows of the one after are read.
    std::unique_ptr<Commit> onItsWay;
    for (std::size_t next = 0; next < pending.size() && !m_mustPull;) {
        const bool isCancelled = m_options.cancel && *m_options.cancel;
        auto begun = isCancelled ? Error{Error::Kind::Cancelled, u"The upload was stopped."_s, {}, {}} : begin(pending, next);
        if (auto landed = land(project, std::move(onItsWay)); !landed)
            return landed.error();
        if (!begun)
            return begun.error();
        auto prepared = prepare(**begun);
        if (!prepared)
            return prepared.error();
        if (m_mustPull || (*prepared)->request.changes.empty())
            continue;
        onItsWay = *std::move(prepared);
        if (auto sent = send(project, *onItsWay); !sent)
            return sent.error();
    }
    if (auto landed = land(project, std::move(onItsWay)); !landed)
        return landed.error();
    return std::move(m_report);
}

void Uploader::orderForCommits(std::vector<const Operation *> &pending) const
{
    const store::ReadTransaction reading(m_parts.trees.database());
    const auto depths = [](store::PathLookup &paths) {
        return [&paths](const Operation *operation) {
            const auto path = paths.of(operation->node);
            return path && *path ? (*path)->parts().size() : 0;
        };
    };
    std::ranges::stable_sort(pending, {}, rank);
    // A folder is put after the one that holds it, should they fall into two commits.
    const auto folders = std::ranges::find_if(pending, [](const Operation *o) { return rank(o) > 0; });
    store::PathLookup here(m_parts.trees, Tree::Local);
    std::ranges::stable_sort(pending.begin(), folders, {}, depths(here));
    // Deletions from the inside out, for the same reason.
    const auto first = std::ranges::find(pending, 2, rank);
    const auto last = std::ranges::find(pending, 3, rank);
    store::PathLookup there(m_parts.trees, Tree::Remote);
    if (first < last && last - first > qsizetype(kCommitChanges))
        std::ranges::stable_sort(first, last, std::greater{}, depths(there));
}

/// Begins to send the contents that the next commit needs.
Result<std::unique_ptr<Uploader::Batch>> Uploader::begin(const std::vector<const Operation *> &pending, std::size_t &next)
{
    auto batch = std::make_unique<Batch>(ChunkSender::Parts{m_parts.disk, m_parts.channel, m_parts.workers, m_projectPath,
                                                            m_options.cancel});
    auto gathered = gather(pending, next);
    if (!gathered)
        return gathered.error();
    batch->uploads = *std::move(gathered);
    if (auto durable = makeDurable(batch->uploads); !durable)
        return durable.error();
    if (!m_asksAll) {
        auto held = heldByTheCloud(batch->uploads);
        if (!held)
            return held.error();
        batch->held = *std::move(held);
    }
    for (Upload &upload : batch->uploads) {
        if (!isLeftOut(upload) && upload.manifest)
            batch->files.push_back({*upload.path, &*upload.manifest, false, {}});
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
    for (auto file = batch.files.begin(); Upload &upload : uploads) {
        if (!isLeftOut(upload) && upload.manifest) {
            upload.changed = file->changed;
            upload.error = file->error;
            ++file;
        }
        ++m_progress.filesDone;
        m_progress.bytesDone += upload.manifest ? upload.manifest->sizeBytes() : 0;
    }
    if (m_options.onProgress)
        m_options.onProgress(m_progress);
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

/// What the operations from `next` on are about, as the store has it, as many as one commit takes. One whose path is too long
/// is left out, and listed.
Result<std::vector<Uploader::Upload>> Uploader::gather(const std::vector<const Operation *> &pending, std::size_t &next)
{
    const store::ReadTransaction reading(m_parts.trees.database());
    store::PathLookup paths(m_parts.trees, Tree::Local);
    std::vector<Upload> uploads;
    std::size_t chunks = 0;
    for (const std::size_t first = next; next < pending.size() && next - first < kCommitChanges; ++next) {
        const Operation *const operation = pending[next];
        Upload upload{operation, {}, {}, false, {}};
        std::optional<Node> row;
        if (operation->kind != Operation::Kind::DeleteRemote) {
            auto found = m_parts.trees.node(Tree::Local, operation->node);
            if (!found)
                return found.error();
            row = *std::move(found);
            auto path = row ? paths.of(row->place) : std::optional<RelativePath>{};
            if (!path)
                return path.error();
            upload.path = *path;
            // Folders moved meanwhile may have made it too long: the server would refuse the whole commit for it.
            if (auto fits = *path ? (*path)->checkLength() : Result<void>(); !fits) {
                m_report.troubles.push_back({(*path)->bytes(), fits.error()});
                continue;
            }
        }
        if (operation->kind == Operation::Kind::PutRemote && operation->content.kind == NodeKind::File) {
            auto manifest = m_parts.trees.manifest(operation->content.hash);
            if (!manifest)
                return manifest.error();
            upload.manifest = *std::move(manifest);
            upload.changed = !row || !upload.path || !upload.manifest || !row->content.sameAs(operation->content);
            if (const auto unsafe = m_unsafe.find(operation->node); unsafe != m_unsafe.end())
                upload.error = unsafe->second;
            const std::size_t count = upload.manifest ? upload.manifest->chunks.size() : 0;
            if (count > kMostChunks) {
                upload.error = Error{Error::Kind::Refused, u"The file is too large for one commit."_s, {}, u"Split it."_s};
            } else if (!uploads.empty() && chunks + count > kCommitChunks) {
                return uploads;  // the next commit begins with it
            } else {
                chunks += count;
            }
        }
        uploads.push_back(std::move(upload));
    }
    return uploads;
}

Result<void> Uploader::makeDurable(std::vector<Upload> &uploads)
{
    Durable durable(m_parts.disk, m_parts.trees);
    {
        const store::ReadTransaction reading(m_parts.trees.database());
        for (const Upload &upload : uploads) {
            if (isLeftOut(upload))
                continue;
            if (auto added = durable.add(upload.operation->node, upload.path, upload.manifest.has_value()); !added)
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
        auto manifest = m_parts.trees.manifest(seen->content.hash);
        if (!manifest)
            return manifest.error();
        if (*manifest) {
            for (const Chunk &chunk : (*manifest)->chunks)
                held.insert(chunk.id);
        }
    }
    return held;
}

Result<qint64> Uploader::noteSent(const std::vector<wire::Change> &changes)
{
    auto transaction = Transaction::begin(m_parts.trees.database());
    if (!transaction)
        return transaction.error();
    store::JournalEntry entry;
    entry.action = "commit";
    entry.body = wire::toText(changes, wire::Chunks::LeftOut);
    auto id = m_parts.trees.journalAdd(entry, *transaction);
    if (!id)
        return id.error();
    m_options.met("journal: commit");
    auto committed = transaction->commit();
    return committed ? id : committed.error();
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
        const QJsonArray sent = !startedAnew ? QJsonDocument::fromJson(entry.body).array() : QJsonArray();
        for (const auto value : sent) {
            const auto change = wire::changeFromJson(value.toObject());
            if (!change || change->op == wire::Change::Op::Delete)
                continue;  // of another version of ours: the plan does without
            auto remote = m_parts.trees.node(Tree::Remote, change->node.id);
            auto synced = m_parts.trees.node(Tree::Synced, change->node.id);
            if (!remote || !synced)
                return !remote ? remote.error() : synced.error();
            const bool isMove = change->op == wire::Change::Op::Move;
            if (!*remote || (*remote)->place != change->node.place || (isMove && !*synced)
                || (!isMove && !(*remote)->content.sameAs(change->node.content)))
                continue;
            Node agreed = isMove ? **synced : **remote;
            agreed.place = change->node.place;
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

/// Notes what is asked for and begins to ask.
Result<void> Uploader::send(const LocalProject &project, Commit &commit)
{
    if (m_options.onProgress) {
        Progress committing = m_progress;
        committing.phase = Progress::Phase::Committing;
        m_options.onProgress(committing);
    }
    commit.request.base = {project.epoch, project.revision, project.commitHash};
    commit.request.key = CommitKey::make(m_parts.clock, m_parts.random);
    commit.request.device = m_parts.hostName;
    if (m_parts.beforeCommit) {
        if (auto may = m_parts.beforeCommit(); !may)
            return may;
    }
    auto noted = noteSent(commit.request.changes);
    if (!noted)
        return noted.error();
    commit.note = *noted;
    commit.running = m_parts.workers.start({[this, &commit] { commit.reply = ask(commit.request); }});
    return {};
}

/// Waits for the answer, and writes down what it says. Nothing on its way: nothing to do.
Result<void> Uploader::land(LocalProject &project, std::unique_ptr<Commit> commit)
{
    if (!commit)
        return {};
    commit->running.reset();
    if (commit->reply)
        return record(project, *commit);
    const Error &error = commit->reply.error();
    if (error.kind != Error::Kind::Conflict && error.kind != Error::Kind::Epoch)
        return error;
    // The plan was made on a state that others have changed: look at the cloud again, and plan anew.
    m_mustPull = true;
    m_asksAll = true;  // a chunk that it should have had may be why
    return {};
}

Result<wire::CommitReply> Uploader::ask(const wire::CommitRequest &request) const
{
    const QByteArray body = wire::toText(request);
    // A reply may be lost after the server did its work: the key makes the repetition harmless.
    for (int attempt = 1;; ++attempt) {
        auto reply = postJson(m_parts.channel, m_projectPath + "/commits", body, u"commit"_s,
                              {{"Idempotency-Key", request.key.toString().toLatin1()}});
        if (reply)
            return wire::commitReplyFromJson(*reply);
        const Error::Kind kind = reply.error().kind;
        if (attempt == kTries || (kind != Error::Kind::Offline && kind != Error::Kind::Timeout))
            return reply.error();
        m_parts.clock.sleepFor(std::chrono::milliseconds(50 * attempt));
    }
}

Result<void> Uploader::record(LocalProject &project, const Commit &commit)
{
    const wire::CommitReply &reply = *commit.reply;
    const std::vector<Upload> &done = commit.named;
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
        m_mustPull = true;
        return {};
    }
    auto transaction = Transaction::begin(m_parts.trees.database());
    if (!transaction)
        return transaction.error();
    for (const Upload &upload : done) {
        const Operation &operation = *upload.operation;
        if (operation.kind == Operation::Kind::DeleteRemote) {
            if (auto removed = m_parts.trees.remove(Tree::Remote, operation.node, *transaction); !removed)
                return removed;
            continue;
        }
        Node node{operation.node, operation.place, operation.content};
        if ((upload.moveOnly || operation.kind == Operation::Kind::MoveRemote) && operation.seenRemote)
            node.content = operation.seenRemote->content;
        if (auto put = m_parts.trees.putRemote(node, reply.cursor.revision, *transaction); !put)
            return put;
    }
    for (const Upload &upload : done) {
        if (auto agreed = m_parts.trees.agree(upload.operation->node, *transaction); !agreed)
            return agreed;
    }
    if (auto removed = m_parts.trees.journalRemove(commit.note, *transaction); !removed)
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
