#include "core/sync/discovery/puller.h"

#include "core/store/project_repository.h"

#include <QJsonDocument>

#include <unordered_set>

namespace tideline::sync {

using store::Tree;

namespace {

/// The text of a 2xx reply that says it is JSON.
Result<QByteArray> callText(cloud::Channel &channel, const cloud::CloudRequest &request, const QString &step)
{
    auto reply = channel.send(request);
    if (!reply)
        return at(reply.error(), step);
    if (reply->status < 200 || reply->status > 299 || reply->contentType != "application/json")
        return cloud::cloudError(*reply, step);
    return std::move(reply->body);
}

Result<QJsonObject> call(cloud::Channel &channel, const cloud::CloudRequest &request, const QString &step)
{
    const auto text = callText(channel, request, step);
    if (!text)
        return text.error();
    QJsonParseError parse;
    const QJsonDocument document = QJsonDocument::fromJson(*text, &parse);
    if (parse.error != QJsonParseError::NoError || !document.isObject())
        return Error{Error::Kind::Offline, u"The server's reply is not whole."_s, step, {}};
    return document.object();
}

Result<wire::ChangePage> read(const Result<QByteArray> &text)
{
    if (!text)
        return text.error();
    auto page = wire::changePageFromText(*text);
    if (!page)
        return Error{Error::Kind::Corrupt, u"The server's list of changes cannot be right."_s, toText(page.error()), {}};
    return page;
}

}  // namespace

Result<QJsonObject> callJson(cloud::Channel &channel, const QByteArray &method, const QByteArray &path,
                             const std::optional<QJsonObject> &body, const QString &step)
{
    cloud::CloudRequest request;
    request.method = method;
    request.path = path;
    if (body) {
        request.contentType = "application/json";
        request.body = QJsonDocument(*body).toJson(QJsonDocument::Compact);
    }
    return call(channel, request, step);
}

Result<QJsonObject> postJson(cloud::Channel &channel, const QByteArray &path, const QByteArray &text, const QString &step,
                             const std::map<QByteArray, QByteArray> &headers)
{
    cloud::CloudRequest request;
    request.method = "POST";
    request.path = path;
    request.headers = headers;
    request.contentType = "application/json";
    request.body = text;
    return call(channel, request, step);
}

QByteArray projectPath(const LocalProject &project)
{
    return "/api/v1/projects/" + project.cloudId.value_or(ProjectId{}).toString().toLatin1();
}

/// A page of the feed, not read yet.
Result<QByteArray> Puller::pageText(const LocalProject &project, const std::optional<wire::Cursor> &until, const QString &after) const
{
    QByteArray path = projectPath(project) + "/changes?limit=5000&since=" + QByteArray::number(project.revision);
    if (project.revision > 0) {
        path += "&epoch=" + project.epoch.toString().toLatin1();
        path += "&hash=" + project.commitHash.toString().toLatin1();
    }
    if (until)
        path += "&until=" + QByteArray::number(until->revision);
    if (!after.isEmpty())
        path += "&after=" + after.toUtf8().toPercentEncoding();
    cloud::CloudRequest request;
    request.method = "GET";
    request.path = path;
    return callText(m_channel, request, u"read the changes"_s);
}

Result<qint64> Puller::pull(LocalProject &project, const SyncOptions &options)
{
    m_startedAnew = false;
    LocalProject held = project;
    auto first = read(pageText(held, {}, {}));
    if (!first && first.error().kind == Error::Kind::Epoch) {
        m_startedAnew = true;
        held.revision = 0;
        held.commitHash = {};
        held.epoch = {};
        first = read(pageText(held, {}, {}));
    }
    if (!first)
        return first.error();
    const wire::Cursor until = first->until;
    const wire::Cursor now{held.epoch, held.revision, held.commitHash};
    if (!m_startedAnew && until == now && first->changes.empty() && first->after.isEmpty())
        return 0;
    auto transaction = store::Transaction::begin(m_trees.database());
    if (!transaction)
        return transaction.error();
    if (m_startedAnew) {
        if (auto forgot = m_trees.forgetCloud(*transaction); !forgot)
            return forgot.error();
    }
    std::vector<NodeId> touched;            // but for files that came
    std::unordered_set<NodeId> foldersOfFiles;  // that came
    qint64 count = 0;
    const bool isWhole = held.revision == 0;
    if (isWhole) {
        // The whole tree comes, without what is gone from it; a commit of our own may have left rows before this pull.
        if (auto cleared = clearRemote(NodeId{}, *transaction); !cleared)
            return cleared.error();
    }
    wire::ChangePage current = *std::move(first);
    // The next page comes while the one before it is read and written down.
    QString place;  // of what comes
    Result<QByteArray> text = QByteArray();
    std::unique_ptr<RunningTasks> coming;
    const auto ask = [&](const QString &after) {
        place = after;
        if (!after.isEmpty())
            coming = m_workers.start({[&] { text = pageText(held, until, place); }});
    };
    ask(current.after);
    Progress progress{.phase = Progress::Phase::Pulling};
    while (true) {
        if (auto manifests = keepManifests(current.changes, *transaction); !manifests)
            return manifests.error();
        for (const wire::Change &change : current.changes) {
            const bool isDeleted = change.op == wire::Change::Op::Delete;
            if (isDeleted || change.node.content.kind != NodeKind::File)
                touched.push_back(change.node.id);
            else
                foldersOfFiles.insert(change.node.place.parent);
            auto applied = isDeleted ? m_trees.remove(Tree::Remote, change.node.id, *transaction)
                           : isWhole ? m_trees.putRemoteUnmarked(change.node, change.revision, *transaction)
                                     : m_trees.putRemote(change.node, change.revision, *transaction);
            if (!applied)
                return applied.error();
        }
        count += qint64(current.changes.size());
        progress.filesDone = count;
        if (options.onProgress)
            options.onProgress(progress);
        if (current.after.isEmpty())
            break;
        if (options.cancel && *options.cancel)
            return Error{Error::Kind::Cancelled, u"Reading the changes was stopped."_s, {}, {}};
        coming.reset();
        const Result<QByteArray> come = std::move(text);
        const auto head = come ? wire::afterAtHead(*come) : std::nullopt;
        if (head && *head != current.after)
            ask(*head);
        auto next = read(come);
        if (!next)
            return next.error();
        if (next->until != until || next->after == current.after || (head && next->after != *head))
            return Error{Error::Kind::Corrupt, u"The server's pages of changes do not fit together."_s, {}, {}};
        if (!head)
            ask(next->after);
        current = *std::move(next);
    }
    if (auto marked = isWhole ? m_trees.markRemote(*transaction) : Result<void>(); !marked)
        return marked.error();
    if (auto good = m_trees.checkRemote(touched, foldersOfFiles, *transaction); !good)
        return good.error();
    store::ProjectRepository projects(m_trees.database());
    if (auto saved = projects.saveCursor(held.number, until.epoch, until.revision, until.commitHash, *transaction); !saved)
        return saved.error();
    if (auto committed = transaction->commit(); !committed)
        return committed.error();
    held.epoch = until.epoch;
    held.revision = until.revision;
    held.commitHash = until.commitHash;
    project = held;
    return count;
}

Result<void> Puller::clearRemote(const NodeId &folder, const store::Transaction &transaction)
{
    auto children = m_trees.childIds(Tree::Remote, folder);
    if (!children)
        return children.error();
    for (const NodeId &id : *children) {
        if (auto cleared = clearRemote(id, transaction); !cleared)
            return cleared;
        if (auto removed = m_trees.remove(Tree::Remote, id, transaction); !removed)
            return removed;
    }
    return {};
}

/// Keeps the manifests that came with the changes. Those of large files (over 64 chunks) are fetched when their bytes are.
Result<void> Puller::keepManifests(const std::vector<wire::Change> &changes, const store::Transaction &transaction)
{
    for (const wire::Change &change : changes) {
        if (!change.manifest)
            continue;
        if (auto saved = m_trees.saveManifest(change.node.content.hash, *change.manifest, transaction); !saved)
            return saved;
    }
    return {};
}

}  // namespace tideline::sync
