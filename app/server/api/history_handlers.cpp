#include "app/server/api/handlers.h"
#include "app/server/api/server_state.h"
#include "app/server/metadata/chunk_repository.h"
#include "app/server/metadata/committer.h"
#include "app/server/metadata/tree_at.h"

#include <QDateTime>
#include <QJsonArray>
#include <QTimeZone>

#include <algorithm>

namespace tideline::server {

using store::Database;

namespace {

constexpr int kMaxPage = 500;
constexpr int kPathsShown = 20;
constexpr Revision kAllRevisions = std::numeric_limits<Revision>::max();

QString opText(wire::Change::Op op)
{
    return op == wire::Change::Op::Put ? u"put"_s : op == wire::Change::Op::Move ? u"move"_s : u"delete"_s;
}

QJsonObject versionJson(const NodeVersion &version, Role role)
{
    QJsonObject json{{u"op"_s, opText(version.op)},
                     {u"node"_s, version.node.id.toString()},
                     {u"path"_s, QString::fromUtf8(version.path)},
                     {u"kind"_s, toString(version.node.content.kind)},
                     {u"revision"_s, version.revision}};
    if (version.op != wire::Change::Op::Delete && version.node.content.kind == NodeKind::File) {
        json[u"size"_s] = version.node.content.sizeBytes;
        json[u"modified_ns"_s] = QString::number(version.node.content.modifiedNs);
        json[u"executable"_s] = version.node.content.executable;
        if (role >= Role::Viewer)
            json[u"hash"_s] = version.node.content.hash.toString();
    }
    return json;
}

QJsonObject commitJson(const CommitRow &commit)
{
    return {{u"revision"_s, commit.revision},
            {u"hash"_s, commit.hash.toString()},
            {u"author"_s, QJsonObject{{u"id"_s, commit.user.toString()}, {u"name"_s, commit.userName}}},
            {u"device"_s, commit.device},
            {u"message"_s, commit.message},
            {u"at"_s, QDateTime::fromMSecsSinceEpoch(commit.atMs, QTimeZone::utc()).toString(Qt::ISODateWithMs)},
            {u"counts"_s,
             QJsonObject{{u"put"_s, commit.puts}, {u"move"_s, commit.moves}, {u"delete"_s, commit.deletes}}},
            {u"kept"_s, !commit.thinned}};
}

/// The node whose history is meant by `node` or `path`: who is at the path now, else who was there last.
Result<std::optional<NodeId>> nodeOf(const Parameters &parameters, NodeRepository &nodes, VersionRepository &versions,
                                     Revision head)
{
    if (const QByteArray text = parameters.text("node"); !text.isEmpty()) {
        const auto id = NodeId::fromString(QString::fromLatin1(text));
        if (!id)
            return at(id.error(), u"node"_s);
        return std::optional(*id);
    }
    const auto path = RelativePath::parse(parameters.text("path"));
    if (!path)
        return path.error();
    const auto now = TreeAt(nodes, versions, head, head).find(*path);
    if (!now)
        return now.error();
    if (*now)
        return std::optional((*now)->node.id);
    const auto before = versions.nodesAt(path->bytes());
    if (!before)
        return before.error();
    std::optional<NodeId> latest;
    Revision newest = 0;
    for (const NodeId &id : *before) {
        const auto changed = versions.lastChange(id, 0, head);
        if (!changed)
            return changed.error();
        if (*changed > newest) {
            newest = *changed;
            latest = id;
        }
    }
    return latest;
}

struct Log {
    QJsonArray items;
    Revision next = 0;  ///< 0 = no more
};

Result<Log> logOfNode(const Call &call, const ProjectRow &project, Database &database, Revision before, int limit)
{
    NodeRepository nodes(database, project.number);
    VersionRepository versions(database, project.number);
    HistoryRepository history(database, project.number);
    ChunkRepository contents(database, project.number);
    const auto node = nodeOf(call.parameters, nodes, versions, project.headRevision);
    if (!node)
        return node.error();
    const auto rows = *node ? versions.ofNode(**node, before, limit + 1) : Result(std::vector<NodeVersion>());
    if (!rows)
        return rows.error();
    if (rows->empty() && before == kAllRevisions)
        return Error{Error::Kind::NotFound, u"Nothing of this name was ever in the project."_s, {}, {}};
    Log log;
    for (const NodeVersion &version : *rows) {
        if (log.items.size() == limit) {
            log.next = log.items.last()[u"revision"_s].toInteger();
            break;
        }
        const auto commit = history.find(version.revision);
        if (!commit)
            return commit.error();
        QJsonObject item = commitJson((*commit).value_or(CommitRow{}));
        QJsonObject change = versionJson(version, project.role);
        if (version.op != wire::Change::Op::Delete && version.node.content.kind == NodeKind::File) {
            const auto content = contents.contentSize(version.node.content.hash);
            if (!content)
                return content.error();
            change[u"kept"_s] = content->has_value();  // another revision may keep what this one does not
        }
        item[u"change"_s] = change;
        log.items.append(item);
    }
    return log;
}

Result<Log> logOfProject(const ProjectRow &project, Database &database, Revision before, int limit)
{
    VersionRepository versions(database, project.number);
    const auto commits = HistoryRepository(database, project.number).list(before, limit + 1);
    if (!commits)
        return commits.error();
    Log log;
    for (const CommitRow &commit : *commits) {
        if (log.items.size() == limit) {
            log.next = log.items.last()[u"revision"_s].toInteger();
            break;
        }
        const auto changed = versions.ofCommit(commit.revision, {}, kPathsShown);
        if (!changed)
            return changed.error();
        QJsonArray paths;
        for (const NodeVersion &version : *changed)
            paths.append(QString::fromUtf8(version.path));
        QJsonObject item = commitJson(commit);
        item[u"paths"_s] = paths;
        log.items.append(item);
    }
    return log;
}

}  // namespace

Result<Response> postCommit(Call &call)
{
    const auto key = CommitKey::fromString(QString::fromLatin1(call.header("idempotency-key")));
    if (!key)
        return invalid(u"A commit needs an Idempotency-Key of the form key_<32 hex digits>."_s);
    auto request = wire::commitRequestFromText(call.body, *key);
    if (!request)
        return request.error();
    const ContentHash bodyHash = sha256(call.body);
    const auto id = call.project();
    if (!id)
        return id.error();
    auto outcome = call.server.connections.write(
        [&](Database &database, const store::Transaction &transaction) -> Result<std::variant<Committed, Refusal>> {
            auto project = authorize(database, call.principal, Permission::Modify, *id);
            if (!project)
                return project.error();
            return makeCommit(database, transaction,
                              {*request, bodyHash, *std::move(project), call.principal, call.server.epoch(),
                               call.server.parts.clock.nowMs(), call.server.parts.policy.usage.defaultQuota});
        });
    if (!outcome)
        return outcome.error();
    if (const auto *refusal = std::get_if<Refusal>(&*outcome))
        return problem(*refusal);
    const Committed &committed = std::get<Committed>(*outcome);
    if (!committed.repeated)
        call.server.parts.events.publish({*id, "content", committed.reply.cursor.revision, request->device,
                                           call.header("tideline-session")});
    return jsonResponse(toJson(committed.reply), committed.repeated ? 200 : 201);
}

Result<Response> getCommits(Call &call)
{
    const auto limit = call.parameters.limit(50, kMaxPage);
    const auto before = call.parameters.integer("after", kAllRevisions, 1, kAllRevisions);
    const auto id = call.project();
    if (!id)
        return id.error();
    if (!limit)
        return limit.error();
    if (!before)
        return before.error();
    const auto log = call.server.connections.read([&](Database &database) -> Result<Log> {
        const auto project = authorize(database, call.principal, Permission::Find, *id);
        if (!project)
            return project.error();
        if (call.parameters.has("node") || !call.parameters.text("path").isEmpty())
            return logOfNode(call, *project, database, *before, *limit);
        return logOfProject(*project, database, *before, *limit);
    });
    if (!log)
        return log.error();
    return jsonResponse({{u"items"_s, log->items}, {u"after"_s, log->next > 0 ? QString::number(log->next) : QString()}});
}

Result<Response> getCommit(Call &call)
{
    bool ok = false;
    const Revision revision = call.parts[1].toLongLong(&ok);
    const auto limit = call.parameters.limit(1000, 10'000);
    const auto id = call.project();
    if (!id)
        return id.error();
    if (!limit)
        return limit.error();
    NodeId after;
    if (const QByteArray text = call.parameters.text("after"); !text.isEmpty()) {
        const auto node = NodeId::fromString(QString::fromLatin1(text));
        if (!node)
            return at(node.error(), u"after"_s);
        after = *node;
    }
    const auto json = call.server.connections.read([&](Database &database) -> Result<QJsonObject> {
        const auto project = authorize(database, call.principal, Permission::Find, *id);
        if (!project)
            return project.error();
        const auto commit = HistoryRepository(database, project->number).find(revision);
        if (!commit)
            return commit.error();
        if (!ok || !*commit)
            return Error{Error::Kind::NotFound, u"There is no such revision."_s, {}, {}};
        const auto rows = VersionRepository(database, project->number).ofCommit(revision, after, *limit + 1);
        if (!rows)
            return rows.error();
        QJsonObject item = commitJson(**commit);
        QJsonArray changes;
        QString next;
        for (const NodeVersion &version : *rows) {
            if (changes.size() == *limit) {
                next = changes.last()[u"node"_s].toString();
                break;
            }
            changes.append(versionJson(version, project->role));
        }
        item[u"changes"_s] = changes;
        item[u"after"_s] = next;
        return item;
    });
    if (!json)
        return json.error();
    return jsonResponse(*json);
}

Result<Response> findInHistory(Call &call)
{
    const QJsonArray entries = call.json[u"entries"_s].toArray();
    if (entries.isEmpty() || entries.size() > wire::kMaxHistoryEntries)
        return invalid(u"One asks for 1 to %1 entries."_s.arg(wire::kMaxHistoryEntries), u"entries"_s);
    std::vector<Node> asked;
    asked.reserve(std::size_t(entries.size()));
    for (const auto entry : entries) {
        auto put = wire::changeFromJson(entry.toObject());
        if (!put || put->op != wire::Change::Op::Put)
            return put ? invalid(u"An entry is a put."_s, u"entries"_s) : at(put.error(), u"entries"_s);
        asked.push_back(std::move(put->node));
    }
    const auto id = call.project();
    if (!id)
        return id.error();
    const auto known = call.server.connections.read([&](Database &database) -> Result<QJsonArray> {
        const auto project = authorize(database, call.principal, Permission::Read, *id);
        if (!project)
            return project.error();
        VersionRepository versions(database, project->number);
        QJsonArray found;
        for (std::size_t i = 0; i < asked.size(); ++i) {
            const auto node = versions.knownAt(asked[i].place, asked[i].content);
            if (!node)
                return node.error();
            if (*node)
                found.append(QJsonObject{{u"index"_s, qint64(i)}, {u"node"_s, (*node)->node.toString()}, {u"revision"_s, (*node)->revision}});
        }
        return found;
    });
    if (!known)
        return known.error();
    return jsonResponse({{u"known"_s, *known}});
}

}  // namespace tideline::server
