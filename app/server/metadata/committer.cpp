#include "app/server/metadata/committer.h"

#include "app/server/metadata/chunk_repository.h"
#include "app/server/metadata/tree_edit.h"
#include "app/server/metadata/usage_repository.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtEndian>

#include <algorithm>
#include <unordered_map>

namespace tideline::server {

using Op = wire::Change::Op;
using Outcome = std::variant<Committed, Refusal>;

namespace {

constexpr qsizetype kMaxListed = 10'000;
constexpr std::size_t kFewChunks = 2;

Error notOurs(const ProjectRow &project)
{
    return {Error::Kind::Epoch, u"This cursor is not part of the project's history here."_s, project.id.toString(),
            u"Read the whole tree again."_s};
}

template <typename T>
void addBigEnd(Sha256 &hash, T value)
{
    char bytes[sizeof(T)];
    qToBigEndian(value, bytes);
    hash.add({bytes, qsizetype(sizeof(T))});
}

void addText(Sha256 &hash, QByteArrayView bytes)
{
    addBigEnd(hash, quint32(bytes.size()));
    hash.add(bytes);
}

/// Digest of what a commit did, in the order of the nodes' ids, so that the request's order plays no part.
ContentHash digestOf(const std::vector<TreeEdit::Edit> &edits)
{
    std::vector<const TreeEdit::Edit *> sorted;
    sorted.reserve(edits.size());
    for (const TreeEdit::Edit &edit : edits)
        sorted.push_back(&edit);
    std::ranges::sort(sorted, {}, [](const TreeEdit::Edit *edit) { return edit->change->node.id; });
    Sha256 hash;
    for (const TreeEdit::Edit *edit : sorted) {
        addBigEnd(hash, quint8(edit->change->op));
        hash.add(edit->change->node.id.toBytes());
        if (!edit->after)
            continue;
        const NodeContent &content = edit->after->content;
        hash.add(edit->after->place.parent.toBytes());
        addText(hash, edit->after->place.name);
        addBigEnd(hash, quint8(content.kind));
        addBigEnd(hash, quint8(content.executable));
        addBigEnd(hash, quint64(content.sizeBytes));
        addBigEnd(hash, content.modifiedNs);
        hash.add(content.hash.view());
        addText(hash, content.target);
    }
    return hash.finish();
}

ContentHash chained(const ContentHash &before, const Epoch &epoch, Revision revision, const ContentHash &digest)
{
    Sha256 hash;
    hash.add(QByteArrayView("tideline-commit-1", 18));
    hash.add(before.view());
    hash.add(epoch.toBytes());
    addBigEnd(hash, revision);
    hash.add(digest.view());
    return hash.finish();
}

/// Every file's content must be known to the project, or be made of chunks that it holds.
Result<std::optional<Refusal>> takeContents(ChunkRepository &chunks, const std::vector<wire::Change> &changes,
                                            std::vector<const wire::Change *> &fresh)
{
    const Refusal otherSize{422, "invalid", u"A file's size does not match its content."_s, {}, {}};
    std::unordered_map<ContentHash, qint64> seen;  // and the size that was said
    std::unordered_map<ContentHash, quint32> asked;  // and the length that was asked about
    QJsonArray need;
    QJsonArray unknown;
    for (const wire::Change *const one : byHash(changes, [](const wire::Change &change) -> const ContentHash & { return change.node.content.hash; })) {
        const wire::Change &change = *one;
        const NodeContent &content = change.node.content;
        if (change.op != Op::Put || content.kind != NodeKind::File)
            continue;
        if (const auto [known, isNew] = seen.emplace(content.hash, content.sizeBytes); !isNew) {
            if (known->second != content.sizeBytes)
                return std::optional(otherSize);
            continue;
        }
        // Its list of chunks has been checked against hash and size; to look for its few chunks costs no more than for itself.
        const bool isAsked = !change.manifest || change.manifest->chunks.size() > kFewChunks;
        const auto size = isAsked ? chunks.contentSize(content.hash) : Result<std::optional<qint64>>(std::nullopt);
        if (!size)
            return size.error();
        if (*size) {
            if (**size != content.sizeBytes)
                return std::optional(otherSize);
            continue;
        }
        if (!change.manifest) {
            if (unknown.size() < kMaxListed)
                unknown.append(content.hash.toString());
            continue;
        }
        bool isKnown = false;
        for (const Chunk &chunk : change.manifest->chunks) {
            const auto [known, isNew] = asked.emplace(chunk.id, chunk.sizeBytes);
            if (!isNew && known->second == chunk.sizeBytes)
                continue;
            const auto held = chunks.holds(chunk);
            if (!held)
                return held.error();
            if (*held)
                continue;
            // A content that is said by its hash alone may be small, and in several chunks all the same.
            const auto other = change.manifest->isImplied() ? chunks.manifest(content.hash) : Result<std::optional<QByteArray>>(std::nullopt);
            if (!other)
                return other.error();
            const auto list = Manifest::fromBytes(other->value_or(QByteArray()));
            isKnown = list && !list->isImplied() && !list->chunks.empty() && list->sizeBytes() == content.sizeBytes;
            if (!isKnown && need.size() < kMaxListed)
                need.append(chunk.id.toString());
        }
        if (!isKnown)
            fresh.push_back(&change);
    }
    if (!need.isEmpty())
        return std::optional(Refusal{422, "chunk_missing", u"The project does not hold every chunk of this commit."_s,
                                     {}, {{u"need"_s, need}}});
    if (!unknown.isEmpty())
        return std::optional(Refusal{422, "content_unknown", u"A file comes without its chunks."_s, {},
                                     {{u"hashes"_s, unknown}}});
    return std::optional<Refusal>();
}

/// The project's size and number of files after the edits, and how many there are of each kind.
void count(const std::vector<TreeEdit::Edit> &edits, ProjectRow &project, CommitRow &commit)
{
    for (const TreeEdit::Edit &edit : edits) {
        if (edit.before && edit.before->node.content.kind == NodeKind::File) {
            project.sizeBytes -= edit.before->node.content.sizeBytes;
            --project.fileCount;
        }
        if (edit.after && edit.after->content.kind == NodeKind::File) {
            project.sizeBytes += edit.after->content.sizeBytes;
            ++project.fileCount;
        }
        ++(edit.change->op == Op::Put ? commit.puts : edit.change->op == Op::Move ? commit.moves : commit.deletes);
    }
}

QByteArray scopeOf(const ProjectRow &project)
{
    return "commits " + QByteArray::number(project.number);
}

QByteArray keyOf(const CommitOrder &order)
{
    return order.request.key.toString().toLatin1();
}

}  // namespace

Result<void> checkCursor(const HistoryRepository &history, const ProjectRow &project, const Epoch &epoch,
                         const wire::Cursor &cursor)
{
    if (cursor.revision == 0 && cursor.epoch.isNull())
        return {};
    if (cursor.epoch != epoch || cursor.revision < 0 || cursor.revision > project.headRevision)
        return notOurs(project);
    if (cursor.revision == 0)
        return {};
    if (cursor.revision == project.headRevision)
        return cursor.commitHash == project.headHash ? Result<void>() : notOurs(project);
    const auto commit = history.find(cursor.revision);
    if (!commit)
        return commit.error();
    return *commit && (*commit)->hash == cursor.commitHash ? Result<void>() : notOurs(project);
}

Result<std::optional<Outcome>> answerBefore(store::Database &database, const CommitOrder &order)
{
    const auto kept = ReplyRepository(database).find(order.principal.user, scopeOf(order.project), keyOf(order), order.nowMs);
    if (!kept)
        return kept.error();
    if (!*kept)
        return std::optional<Outcome>();
    if ((*kept)->bodyHash != order.bodyHash)
        return std::optional<Outcome>(
            Refusal{422, "idempotency_mismatch", u"This key was used for another request."_s, {}, {}});
    auto reply = wire::commitReplyFromJson(QJsonDocument::fromJson((*kept)->reply).object());
    if (!reply)
        return internal(reply.error());
    return std::optional<Outcome>(Committed{*std::move(reply), true});
}

Result<void> keepAnswer(store::Database &database, const store::Transaction &transaction, const CommitOrder &order,
                        const wire::CommitReply &reply)
{
    const QByteArray json = QJsonDocument(wire::toJson(reply)).toJson(QJsonDocument::Compact);
    return ReplyRepository(database).save(order.principal.user, scopeOf(order.project), keyOf(order), {order.bodyHash, json},
                                          order.nowMs, transaction);
}

Result<Outcome> makeCommit(store::Database &database, const store::Transaction &transaction, CommitOrder order)
{
    const wire::CommitRequest &request = order.request;
    ProjectRow &project = order.project;
    HistoryRepository history(database, project.number);
    auto answered = answerBefore(database, order);
    if (!answered)
        return answered.error();
    if (*answered)
        return **std::move(answered);
    if (auto good = checkCursor(history, project, order.epoch, request.base); !good)
        return good.error();

    NodeRepository nodes(database, project.number);
    VersionRepository versions(database, project.number);
    TreeEdit edit(nodes, versions, request.base.revision, project.headRevision);
    auto refused = edit.check(request.changes);
    if (!refused)
        return refused.error();
    if (*refused)
        return Outcome(**std::move(refused));

    ChunkRepository chunks(database, project.number);
    std::vector<const wire::Change *> fresh;
    refused = takeContents(chunks, request.changes, fresh);
    if (!refused)
        return refused.error();
    if (*refused)
        return Outcome(**std::move(refused));

    if (!fresh.empty()) {
        // Their bytes are among what is used; a limit that was lowered since they came is kept here.
        const auto allowance = UsageRepository(database).allowance(ownerOf(project), order.defaultQuota);
        if (!allowance)
            return allowance.error();
        qint64 needed = 0;
        for (const wire::Change *change : fresh)
            needed += change->node.content.sizeBytes;
        if (!allowance->allows(0))
            return Outcome(quotaExceeded(*allowance, needed));
    }
    for (const wire::Change *change : fresh) {
        if (auto done = chunks.addContent(change->node.content.hash, *change->manifest); !done)
            return done.error();
    }
    const Revision revision = project.headRevision + 1;
    if (auto done = edit.apply(revision); !done)
        return done.error();

    CommitRow commit;
    commit.revision = revision;
    commit.epoch = order.epoch;
    commit.hash = chained(project.headHash, order.epoch, revision, digestOf(edit.edits()));
    commit.user = order.principal.user;
    commit.userName = order.principal.name;
    commit.device = request.device;
    commit.message = request.message;
    commit.atMs = order.nowMs;
    count(edit.edits(), project, commit);
    if (auto done = history.append(commit, transaction); !done)
        return done.error();

    Committed committed;
    committed.reply.cursor = {order.epoch, revision, commit.hash};
    committed.reply.rebased = request.base.revision != project.headRevision;
    project.headRevision = revision;
    project.headHash = commit.hash;
    if (auto done = ProjectRepository(database).saveHead(project, order.nowMs, transaction); !done)
        return done.error();
    if (auto done = keepAnswer(database, transaction, order, committed.reply); !done)
        return done.error();
    return Outcome(std::move(committed));
}

}  // namespace tideline::server
