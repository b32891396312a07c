#include "core/sync/executor/uploader.h"

#include "core/schema/wire/pack.h"
#include "core/store/project_repository.h"
#include "core/sync/discovery/puller.h"
#include "core/sync/executor/seen_stat.h"

#include <QJsonDocument>

#include <algorithm>
#include <mutex>
#include <set>

namespace tideline::sync {

using store::Transaction;
using store::Tree;

namespace {

constexpr std::size_t kCommitChanges = 5000;
constexpr qint64 kPackBytes = 8 << 20;
constexpr qint64 kNoNegotiationBytes = 64 << 10;  ///< below this, asking costs more than sending
constexpr int kTries = 3;
/// Up to so many, files and folders are made durable one by one: no need to wait for what others write to this disk.
constexpr std::size_t kSyncEachUpTo = 16;

int rank(const Operation *operation)
{
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
    for (std::size_t i = 0; i < pending.size() && !m_mustPull; i += kCommitChanges) {
        if (m_options.cancel && *m_options.cancel)
            return Error{Error::Kind::Cancelled, u"The upload was stopped."_s, {}, {}};
        const std::size_t count = std::min(kCommitChanges, pending.size() - i);
        auto done = commitBatch(project, {pending.data() + i, count});
        m_outcome.bytesUp += m_bytesUp.exchange(0);
        if (!done)
            return done.error();
    }
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

Result<void> Uploader::commitBatch(LocalProject &project, std::span<const Operation *const> batch)
{
    auto gathered = gather(batch);
    if (!gathered)
        return gathered.error();
    std::vector<Upload> uploads = *std::move(gathered);
    if (auto durable = makeDurable(uploads); !durable)
        return durable;
    // A chunk is sent by one file for all that share it. When that file turns out to have changed, the others ask again.
    for (qsizetype changed = -1, before = 0; changed != before;) {
        before = changed < 0 ? std::ranges::count_if(uploads, isLeftOut) : changed;
        if (auto sent = sendChunks(uploads); !sent)
            return sent;
        changed = std::ranges::count_if(uploads, isLeftOut);
    }
    std::vector<wire::Change> changes;
    std::vector<Upload> named;
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
        changes.push_back(std::move(change));
        named.push_back(std::move(upload));
    }
    if (!rehash.empty()) {
        auto transaction = Transaction::begin(m_parts.trees.database());
        if (!transaction)
            return transaction.error();
        for (const NodeId &id : rehash) {
            if (auto set = m_parts.trees.setLocalHash(id, {}, true, *transaction); !set)
                return set;
        }
        if (auto committed = transaction->commit(); !committed)
            return committed;
    }
    if (changes.empty())
        return {};
    if (m_options.onProgress) {
        Progress committing = m_progress;
        committing.phase = Progress::Phase::Committing;
        m_options.onProgress(committing);
    }
    auto reply = commit(project, std::move(changes));
    if (!reply) {
        // The plan was made on a state that others have changed: look at the cloud again, and plan anew.
        if (reply.error().kind == Error::Kind::Conflict || reply.error().kind == Error::Kind::Epoch) {
            m_mustPull = true;
            m_asksAll = true;  // a chunk that it should have had may be why
            return {};
        }
        return reply.error();
    }
    return record(project, *reply, named);
}

/// What each operation of a batch is about, as the store has it. One whose path is too long is left out, and listed.
Result<std::vector<Uploader::Upload>> Uploader::gather(std::span<const Operation *const> batch)
{
    const store::ReadTransaction reading(m_parts.trees.database());
    store::PathLookup paths(m_parts.trees, Tree::Local);
    std::vector<Upload> uploads;
    uploads.reserve(batch.size());
    for (const Operation *operation : batch) {
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
        }
        uploads.push_back(std::move(upload));
    }
    return uploads;
}

Result<void> Uploader::makeDurable(std::vector<Upload> &uploads)
{
    std::vector<Upload *> files;
    std::set<RelativePath> folders;
    std::optional<store::ReadTransaction> reading(std::in_place, m_parts.trees.database());
    for (Upload &upload : uploads) {
        if (isLeftOut(upload))
            continue;
        if (upload.manifest)
            files.push_back(&upload);
        if (upload.path)
            folders.insert(upload.path->parent());
        auto synced = m_parts.trees.node(Tree::Synced, upload.operation->node);
        if (!synced)
            return synced.error();
        if (!*synced)
            continue;
        auto left = m_parts.trees.path(Tree::Local, (*synced)->place.parent);
        if (!left)
            return left.error();
        if (*left)
            folders.insert(**left);
    }
    reading.reset();
    if (files.size() + folders.size() > kSyncEachUpTo)
        return m_parts.disk.syncAll();
    for (Upload *upload : files) {
        auto synced = m_parts.disk.syncFile(*upload->path);
        if (!synced && synced.error().kind == Error::Kind::NotFound)
            upload->changed = true;
        else if (!synced)
            upload->error = synced.error();
    }
    for (const RelativePath &folder : folders) {
        auto synced = m_parts.disk.syncFolder(folder);
        if (!synced && synced.error().kind == Error::Kind::Denied)
            return m_parts.disk.syncAll();  // closed to us, or a link by now: its names are on this disk all the same
        if (!synced && synced.error().kind != Error::Kind::NotFound)
            return synced;
    }
    return {};
}

Result<void> Uploader::sendChunks(std::vector<Upload> &uploads)
{
    qint64 bytes = 0;
    for (const Upload &upload : uploads)
        bytes += isLeftOut(upload) || !upload.manifest ? 0 : upload.manifest->sizeBytes();
    std::unordered_set<ContentHash> need;
    if (bytes > kNoNegotiationBytes) {
        auto asked = missing(uploads);
        if (!asked)
            return asked.error();
        need = *std::move(asked);
    } else {
        for (const Upload &upload : uploads) {
            if (!isLeftOut(upload) && upload.manifest) {
                for (const Chunk &chunk : upload.manifest->chunks)
                    need.insert(chunk.id);
            }
        }
    }
    // Each chunk is sent by the first file that has it; the files are dealt out to the workers by size.
    std::vector<std::unordered_set<ContentHash>> shares(std::size_t(m_parts.workers.width()));
    std::vector<std::vector<Upload *>> slices(shares.size());
    std::vector<qint64> load(shares.size(), 0);
    for (Upload &upload : uploads) {
        if (isLeftOut(upload) || !upload.manifest)
            continue;
        const std::size_t slice = std::size_t(std::ranges::min_element(load) - load.begin());
        bool wanted = false;
        for (const Chunk &chunk : upload.manifest->chunks) {
            if (need.erase(chunk.id) > 0) {
                shares[slice].insert(chunk.id);
                load[slice] += chunk.sizeBytes;
                wanted = true;
            }
        }
        if (wanted)
            slices[slice].push_back(&upload);
    }
    std::vector<Result<void>> results(slices.size());
    std::vector<std::function<void()>> tasks;
    for (std::size_t i = 0; i < slices.size(); ++i) {
        if (!slices[i].empty())
            tasks.push_back([&, i] { results[i] = sendFiles(slices[i], shares[i]); });
    }
    m_parts.workers.run(std::move(tasks));
    for (const Result<void> &result : results) {
        if (!result)
            return result;
    }
    for (const Upload &upload : uploads) {
        ++m_progress.filesDone;
        m_progress.bytesDone += upload.manifest ? upload.manifest->sizeBytes() : 0;
    }
    if (m_options.onProgress)
        m_options.onProgress(m_progress);
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

/// Asks the server which chunks it lacks.
Result<std::unordered_set<ContentHash>> Uploader::missing(const std::vector<Upload> &uploads)
{
    std::unordered_set<ContentHash> known;  // what need not be asked about
    if (!m_asksAll) {
        auto held = heldByTheCloud(uploads);
        if (!held)
            return held.error();
        known = *std::move(held);
    }
    std::unordered_set<ContentHash> need;
    std::vector<Chunk> ask;
    auto flush = [&]() -> Result<void> {
        if (ask.empty())
            return {};
        QJsonArray list;
        for (const Chunk &chunk : ask)
            list.append(QJsonArray{chunk.id.toString(), qint64(chunk.sizeBytes)});
        auto reply = callJson(m_parts.channel, "POST", m_projectPath + "/chunks:negotiate",
                              QJsonObject{{u"chunks"_s, list}}, u"ask which chunks are missing"_s);
        if (!reply)
            return reply.error();
        if (!(*reply)[u"need"_s].isArray())
            return Error{Error::Kind::Offline, u"The server's reply is not whole."_s, u"negotiate"_s, {}};
        for (const auto index : (*reply)[u"need"_s].toArray()) {
            const qint64 i = index.toInteger(-1);
            if (i >= 0 && i < qint64(ask.size()))
                need.insert(ask[std::size_t(i)].id);
        }
        ask.clear();
        return {};
    };
    for (const Upload &upload : uploads) {
        if (isLeftOut(upload) || !upload.manifest)
            continue;
        for (const Chunk &chunk : upload.manifest->chunks) {
            if (!known.insert(chunk.id).second)
                continue;
            ask.push_back(chunk);
            if (ask.size() == wire::kMaxNegotiateChunks) {
                if (auto done = flush(); !done)
                    return done.error();
            }
        }
    }
    if (auto done = flush(); !done)
        return done.error();
    return need;
}

/// Reads what is needed of some files and sends it in packs. A file that is not what was hashed is marked as changed.
Result<void> Uploader::sendFiles(std::span<Upload *> uploads, const std::unordered_set<ContentHash> &need)
{
    std::unordered_set<ContentHash> left = need;
    std::optional<wire::PackWriter> pack;
    pack.emplace();
    QByteArray buffer;
    for (Upload *upload : uploads) {
        if (m_options.cancel && *m_options.cancel)
            return Error{Error::Kind::Cancelled, u"The upload was stopped."_s, {}, {}};
        auto file = m_parts.disk.openRead(*upload->path);
        if (!file) {
            if (file.error().kind == Error::Kind::NotFound)
                upload->changed = true;
            else
                upload->error = file.error();
            continue;
        }
        qint64 offset = 0;
        for (const Chunk &chunk : upload->manifest->chunks) {
            const qint64 at = offset;
            offset += chunk.sizeBytes;
            if (!left.contains(chunk.id))
                continue;
            buffer.resize(qsizetype(chunk.sizeBytes));
            auto got = (*file)->read(at, {buffer.data(), chunk.sizeBytes});
            if (!got) {
                upload->error = got.error();
                break;
            }
            // The hash is the check that the file did not change while it was read.
            if (*got != qint64(chunk.sizeBytes) || sha256(buffer) != chunk.id) {
                upload->changed = true;
                break;
            }
            left.erase(chunk.id);
            pack->add(chunk.id, buffer);
            if (pack->pendingBytes() >= kPackBytes || pack->chunkCount() >= wire::kMaxPackChunks - 1) {
                if (auto sent = sendPack(pack->finish()); !sent)
                    return sent;
                pack.emplace();
            }
        }
    }
    return pack->chunkCount() > 0 ? sendPack(pack->finish()) : Result<void>{};
}

Result<void> Uploader::sendPack(QByteArray body)
{
    cloud::CloudRequest request;
    request.method = "POST";
    request.path = m_projectPath + "/packs";
    request.contentType = wire::kPackContentType;
    m_bytesUp += body.size();
    request.body = std::move(body);
    auto reply = m_parts.channel.send(request);
    if (!reply)
        return at(reply.error(), u"upload"_s);
    // A portal on the way may answer 200 for the server: only the API's own reply means "stored".
    if ((reply->status != 200 && reply->status != 201) || reply->contentType != "application/json")
        return cloud::cloudError(*reply, u"upload"_s);
    return {};
}

Result<void> Uploader::noteSent(const std::vector<wire::Change> &changes)
{
    QJsonArray sent;
    for (const wire::Change &change : changes) {
        if (change.op == wire::Change::Op::Delete)
            continue;
        QJsonObject object = wire::toJson(change);
        object.remove(u"chunks"_s);
        sent.append(object);
    }
    auto transaction = Transaction::begin(m_parts.trees.database());
    if (!transaction)
        return transaction.error();
    store::JournalEntry entry;
    entry.action = "commit";
    entry.body = QJsonDocument(sent).toJson(QJsonDocument::Compact);
    auto id = m_parts.trees.journalAdd(entry, *transaction);
    if (!id)
        return id.error();
    m_sent = *id;
    m_options.met("journal: commit");
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
        const QJsonArray sent = !startedAnew ? QJsonDocument::fromJson(entry.body).array() : QJsonArray();
        for (const auto value : sent) {
            const auto change = wire::changeFromJson(value.toObject());
            if (!change)
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

Result<wire::CommitReply> Uploader::commit(const LocalProject &project, std::vector<wire::Change> changes)
{
    wire::CommitRequest request;
    request.base = {project.epoch, project.revision, project.commitHash};
    request.key = CommitKey::make(m_parts.clock, m_parts.random);
    request.device = m_parts.hostName;
    request.changes = std::move(changes);
    if (auto noted = noteSent(request.changes); !noted)
        return noted.error();
    const QJsonObject body = wire::toJson(request);
    // A reply may be lost after the server did its work: the key makes the repetition harmless.
    for (int attempt = 1;; ++attempt) {
        auto reply = callJson(m_parts.channel, "POST", m_projectPath + "/commits", body, u"commit"_s,
                              {{"Idempotency-Key", request.key.toString().toLatin1()}});
        if (reply)
            return wire::commitReplyFromJson(*reply);
        const Error::Kind kind = reply.error().kind;
        if (attempt == kTries || (kind != Error::Kind::Offline && kind != Error::Kind::Timeout))
            return reply.error();
        m_parts.clock.sleepFor(std::chrono::milliseconds(50 * attempt));
    }
}

Result<void> Uploader::record(LocalProject &project, const wire::CommitReply &reply, const std::vector<Upload> &done)
{
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
    if (auto removed = m_parts.trees.journalRemove(m_sent, *transaction); !removed)
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
