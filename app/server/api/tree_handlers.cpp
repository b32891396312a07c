#include "app/server/api/handlers.h"
#include "app/server/api/server_state.h"
#include "app/server/metadata/committer.h"
#include "app/server/metadata/tree_at.h"

#include <QJsonArray>

namespace tideline::server {

using store::Database;

namespace {

constexpr int kMaxPage = 5000;
constexpr qsizetype kMaxPageText = 2 << 20;  ///< paths, names and targets of one page of a listing, in bytes
constexpr qsizetype kMaxPageChunks = 20'000;

/// Where the next page of changes goes on; it names `until`, so that head may move on meanwhile.
struct FeedPosition {
    Revision until = 0;
    VersionKey after;
};

QString toText(const FeedPosition &position)
{
    return u"%1.%2.%3"_s.arg(position.until).arg(position.after.revision).arg(position.after.node.toString());
}

Result<FeedPosition> positionFrom(const QByteArray &text)
{
    const QList<QByteArray> parts = text.split('.');
    FeedPosition position;
    bool good = parts.size() == 3;
    if (good)
        position.until = parts[0].toLongLong(&good);
    if (good)
        position.after.revision = parts[1].toLongLong(&good);
    const auto node = NodeId::fromString(good ? QString::fromLatin1(parts[2]) : QString());
    if (!good || !node || position.until < 1 || position.after.revision < 1)
        return invalid(u"This is no place in a list of changes."_s, u"after"_s);
    position.after.node = *node;
    return position;
}

Result<wire::Cursor> cursorFrom(const Parameters &parameters)
{
    wire::Cursor cursor;
    const auto since = parameters.integer("since", 0, 0, std::numeric_limits<qint64>::max());
    if (!since)
        return since.error();
    cursor.revision = *since;
    if (cursor.revision == 0)
        return cursor;  // the whole tree, whatever was held before
    const auto epoch = Epoch::fromString(QString::fromLatin1(parameters.text("epoch")));
    if (!epoch)
        return at(epoch.error(), u"epoch"_s);
    const auto hash = ContentHash::fromString(QString::fromLatin1(parameters.text("hash")));
    if (!hash)
        return at(hash.error(), u"hash"_s);
    cursor.epoch = *epoch;
    cursor.commitHash = *hash;
    return cursor;
}

Result<wire::Change> changeOf(NodeVersion version, TreeAt &tree)
{
    wire::Change change;
    change.op = version.op;
    change.revision = version.revision;
    change.node = std::move(version.node);
    change.path = std::move(version.path);
    if (change.op == wire::Change::Op::Delete)
        return change;
    // As it is at `until`: a folder above may have moved since.
    auto folder = tree.folderPath(change.node.place.parent);
    if (!folder)
        return folder.error();
    change.path = folder->isEmpty() ? change.node.place.name : *folder + '/' + change.node.place.name;
    if (!version.chunks.isNull()) {
        auto manifest = Manifest::fromBytes(version.chunks);
        if (!manifest)
            return internal(manifest.error());
        change.manifest = *std::move(manifest);
    }
    return change;
}

Result<wire::ChangePage> readPage(Call &call, Database &database)
{
    const auto id = call.project();
    const auto cursor = cursorFrom(call.parameters);
    const auto limit = call.parameters.limit(1000, kMaxPage);
    if (!id)
        return id.error();
    if (!cursor)
        return cursor.error();
    if (!limit)
        return limit.error();
    const auto project = authorize(database, call.principal, Permission::Read, *id);
    if (!project)
        return project.error();
    const Epoch epoch = call.server.epoch();
    HistoryRepository history(database, project->number);
    if (auto good = checkCursor(history, *project, epoch, *cursor); !good)
        return good.error();

    FeedPosition from;
    if (const QByteArray after = call.parameters.text("after"); !after.isEmpty()) {
        const auto position = positionFrom(after);
        if (!position)
            return position.error();
        from = *position;
    }
    const auto until = call.parameters.integer("until", from.until > 0 ? from.until : project->headRevision,
                                               cursor->revision, std::numeric_limits<qint64>::max());
    if (!until)
        return until.error();
    wire::ChangePage page;
    page.until = {epoch, *until, {}};
    if (*until > project->headRevision)  // paged in another epoch's history
        return Error{Error::Kind::Epoch, u"This revision is not part of the project's history here."_s, {}, {}};
    if (*until > 0) {
        const auto commit = history.find(*until);
        if (!commit)
            return commit.error();
        if (!*commit)
            return internal({Error::Kind::Io, u"A commit is missing in the history."_s, QString::number(*until), {}});
        page.until.commitHash = (*commit)->hash;
    }

    NodeRepository nodes(database, project->number);
    VersionRepository versions(database, project->number);
    auto rows = versions.changes(cursor->revision, *until, from.after, *limit, kMaxPageChunks);
    if (!rows)
        return rows.error();
    TreeAt tree(nodes, versions, *until, project->headRevision);
    page.changes.reserve(rows->size());
    for (NodeVersion &row : *rows) {
        auto change = changeOf(std::move(row), tree);
        if (!change)
            return change.error();
        page.changes.push_back(*std::move(change));
    }
    // Whether more follows is asked, not guessed: a page may be short for its many chunks.
    if (!page.changes.empty()) {
        const wire::Change &last = page.changes.back();
        const VersionKey key{last.revision, last.node.id};
        const auto next = versions.changes(cursor->revision, *until, key, 1, kMaxPageChunks);
        if (!next)
            return next.error();
        if (!next->empty())
            page.after = toText(FeedPosition{*until, key});
    }
    return page;
}

struct Listing {
    Revision revision = 0;
    Role role = Role::None;
    std::vector<NodeRow> rows;
    QByteArray folder;
    bool more = false;
};

/// The id of the folder that is asked for, by `parent` or by `path`. Errors: NotFound, Invalid.
Result<NodeId> folderOf(const Parameters &parameters, TreeAt &tree)
{
    std::optional<NodeRow> row;
    if (const QByteArray parent = parameters.text("parent"); !parent.isEmpty()) {
        const auto id = NodeId::fromString(QString::fromLatin1(parent));
        if (!id)
            return at(id.error(), u"parent"_s);
        auto found = tree.find(*id);
        if (!found)
            return found.error();
        row = *std::move(found);
    } else {
        const auto path = RelativePath::parse(parameters.text("path"));
        if (!path)
            return path.error();
        if (path->isRoot())
            return NodeId{};
        auto found = tree.find(*path);
        if (!found)
            return found.error();
        row = *std::move(found);
    }
    if (!row || row->node.content.kind != NodeKind::Folder)
        return Error{Error::Kind::NotFound, u"There is no such folder."_s, {}, {}};
    return row->node.id;
}

Result<Listing> readListing(Call &call, Database &database)
{
    const auto id = call.project();
    const auto limit = call.parameters.limit(1000, kMaxPage);
    if (!id)
        return id.error();
    if (!limit)
        return limit.error();
    const auto project = authorize(database, call.principal, Permission::Find, *id);
    if (!project)
        return project.error();
    const auto revision = call.parameters.integer("revision", project->headRevision, 0,
                                                  std::numeric_limits<qint64>::max());
    if (!revision)
        return revision.error();
    if (*revision > project->headRevision)
        return Error{Error::Kind::NotFound, u"There is no such revision."_s, QString::number(*revision), {}};
    NodeRepository nodes(database, project->number);
    VersionRepository versions(database, project->number);
    TreeAt tree(nodes, versions, *revision, project->headRevision);
    const auto folder = folderOf(call.parameters, tree);
    if (!folder)
        return folder.error();
    auto rows = tree.children(*folder, call.parameters.text("after"), *limit + 1);
    if (!rows)
        return rows.error();
    auto path = tree.folderPath(*folder);
    if (!path)
        return path.error();
    Listing listing{*revision, project->role, *std::move(rows), *std::move(path), false};
    const std::size_t most = std::min(listing.rows.size(), std::size_t(*limit));
    std::size_t count = 0;
    for (qsizetype text = 0; count < most && text <= kMaxPageText; ++count) {
        const Node &node = listing.rows[count].node;
        text += listing.folder.size() + node.place.name.size() + node.content.target.size();
    }
    listing.more = count < listing.rows.size();
    listing.rows.resize(count);
    return listing;
}

}  // namespace

Result<Response> getChanges(Call &call)
{
    const auto page = call.server.connections.read([&](Database &database) { return readPage(call, database); });
    if (!page)
        return page.error();
    return jsonTextResponse(toText(*page));
}

Result<Response> getTree(Call &call)
{
    const auto listing = call.server.connections.read([&](Database &database) { return readListing(call, database); });
    if (!listing)
        return listing.error();
    QJsonArray items;
    for (const NodeRow &row : listing->rows) {
        const QByteArray &name = row.node.place.name;
        wire::Change change{wire::Change::Op::Put, row.node, {}, row.revision,
                            listing->folder.isEmpty() ? name : listing->folder + '/' + name};
        QJsonObject item = toJson(change);
        item.remove(u"op"_s);
        if (listing->role < Role::Viewer) {  // may list, not read: a hash would tell what is inside
            item.remove(u"hash"_s);
            item.remove(u"target"_s);
            item.remove(u"target_base64"_s);
        }
        items.append(item);
    }
    const QString after = listing->more ? QString::fromUtf8(listing->rows.back().node.place.name) : QString();
    return jsonResponse({{u"revision"_s, listing->revision}, {u"items"_s, items}, {u"after"_s, after}});
}

}  // namespace tideline::server
