#include "tests/sim/oracle.h"

#include "core/base/name_escape.h"
#include "core/base/relative_path.h"
#include "core/schema/wire/change.h"
#include "core/schema/wire/pack.h"

#include <QJsonDocument>

#include <set>
#include <unordered_map>

namespace tideline::sim {

using files::FileKind;

namespace {

bool isOurs(const QByteArray &path)
{
    return path == ".tideline" || path.startsWith(".tideline/");
}

QByteArray toText(const SeenEntry &entry)
{
    switch (entry.kind) {
    case FileKind::Folder: return "folder";
    case FileKind::Symlink: return "link to " + entry.target;
    default: return "file " + entry.content.toString().mid(5, 8).toLatin1() + (entry.executable ? " (x)" : "");
    }
}

/// Whether the client's file of that content was merged from what was written.
bool isMerge(const History &history, const SimClient &client, const ContentHash &content)
{
    for (const auto &[path, inode] : SimDisk::treeOf(client.folder()))
        if (!isOurs(path) && inode->kind == FileKind::File && History::idOf(inode->data) == content)
            return history.isMerge(inode->data);
    return false;
}

/// The first differences between two trees, in words.
QByteArray difference(const char *leftName, const SeenTree &left, const char *rightName, const SeenTree &right)
{
    QByteArray text;
    int shown = 0;
    std::set<QByteArray> paths;
    for (const auto *tree : {&left, &right})
        for (const auto &[path, entry] : *tree)
            paths.insert(path);
    for (const QByteArray &path : paths) {
        const auto l = left.find(path), r = right.find(path);
        if (l != left.end() && r != right.end() && l->second == r->second)
            continue;
        if (++shown <= 5)
            text += QByteArray("\n    ") + path + ": " + leftName + " has "
                + (l == left.end() ? "nothing" : toText(l->second)) + ", " + rightName + " has "
                + (r == right.end() ? "nothing" : toText(r->second));
    }
    return shown == 0 ? QByteArray() : QByteArray("the trees of ") + leftName + " and " + rightName + " differ:" + text;
}

}  // namespace

SeenTree treeOn(const InodePtr &folder)
{
    SeenTree tree;
    for (const auto &[path, inode] : SimDisk::treeOf(folder)) {
        if (isOurs(path))
            continue;
        SeenEntry entry;
        entry.kind = inode->kind;
        if (inode->kind == FileKind::File) {
            entry.executable = inode->executable;
            entry.content = History::idOf(inode->data);
        }
        entry.target = inode->target;
        tree.emplace(path, entry);
    }
    return tree;
}

std::map<QByteArray, files::FileStat> stampsOf(const SimDisk &disk, const InodePtr &folder)
{
    std::map<QByteArray, files::FileStat> stamps;
    for (const auto &[path, inode] : SimDisk::treeOf(folder))
        if (!isOurs(path) || path.startsWith(".tideline/trash/"))
            stamps.emplace(path, disk.statOf(*inode));
    return stamps;
}

Result<SeenTree> Oracle::treeOnClient(const SimClient &client)
{
    const SeenTree onDisk = treeOn(client.folder());
    if (!client.disk().options().foldsNames)
        return onDisk;
    const auto wrong = [&](const char *what, const QByteArray &path) {
        return Error{Error::Kind::Corrupt, QString::fromLatin1(what), QString::fromUtf8(client.name() + ": " + path), {}};
    };
    SeenTree tree;
    std::map<QByteArray, int> plain, escaped;  // of each folder and key
    for (const auto &[path, entry] : onDisk) {
        QByteArray inCloud;
        for (const QByteArray &name : path.split('/'))
            inCloud += (inCloud.isEmpty() ? "" : "/") + cloudName(name);
        if (!tree.emplace(inCloud, entry).second)
            return wrong("Two entries stand for one name of the cloud.", path);
        const qsizetype last = path.lastIndexOf('/') + 1;
        const QByteArray name = path.sliced(last);
        ++(isAside(name) ? escaped : plain)[path.first(last) + nameKey(cloudName(name))];
    }
    for (const auto &[key, count] : plain)
        if (count != 1)
            return wrong("The disk holds two names of one key.", key);
    for (const auto &[key, count] : escaped)
        if (!plain.contains(key))
            return wrong("A name is escaped though nothing is in its way.", key);
    return tree;
}

Oracle::Oracle(World &world, SimServer &server, const QByteArray &token, const ProjectId &project)
    : m_world(world),
      m_server(server),
      m_process(std::make_shared<SimProcess>(world.scheduler, "oracle")),
      m_channel(world, server, m_process, token),
      m_path("/api/v1/projects/" + project.toString().toLatin1())
{}

Result<SeenTree> Oracle::treeOnServer()
{
    std::unordered_map<NodeId, Node> nodes;
    QByteArray after;
    do {
        cloud::CloudRequest request;
        request.path = m_path + "/changes?since=0&limit=1000";
        if (!after.isEmpty())
            request.path += "&after=" + after.toPercentEncoding();
        auto reply = m_channel.send(request);
        if (!reply)
            return reply.error();
        if (reply->status != 200)
            return cloud::cloudError(*reply, u"oracle"_s);
        auto page = wire::changePageFromJson(QJsonDocument::fromJson(reply->body).object());
        if (!page)
            return page.error();
        for (const wire::Change &change : page->changes)
            if (change.op != wire::Change::Op::Delete)
                nodes[change.node.id] = change.node;
        after = page->after.toUtf8();
    } while (!after.isEmpty());

    SeenTree tree;
    for (const auto &[id, node] : nodes) {
        QByteArray path = node.place.name;
        int depth = 0;
        for (NodeId parent = node.place.parent; !parent.isNull() && ++depth < 100;) {
            const auto it = nodes.find(parent);
            if (it == nodes.end())
                return Error{Error::Kind::Corrupt, u"The server has an orphan."_s, QString::fromUtf8(path), {}};
            path.prepend(it->second.place.name + '/');
            parent = it->second.place.parent;
        }
        SeenEntry entry;
        entry.kind = node.content.kind == NodeKind::Folder ? FileKind::Folder
            : node.content.kind == NodeKind::Symlink       ? FileKind::Symlink
                                                           : FileKind::File;
        entry.executable = node.content.executable;
        entry.content = node.content.hash;
        entry.target = node.content.target;
        if (!tree.emplace(path, entry).second)
            return Error{Error::Kind::Corrupt, u"The server has a path twice."_s, QString::fromUtf8(path), {}};
    }
    return tree;
}

Result<std::map<ContentHash, QByteArray>> Oracle::fetch(const std::vector<Chunk> &chunks)
{
    QJsonArray ids;
    for (const Chunk &chunk : chunks)
        ids.append(chunk.id.toString());
    cloud::CloudRequest request;
    request.method = "POST";
    request.path = m_path + "/packs:fetch";
    request.contentType = "application/json";
    request.body = QJsonDocument(QJsonObject{{u"chunks"_s, ids}}).toJson(QJsonDocument::Compact);
    std::map<ContentHash, QByteArray> found;
    wire::PackReader reader([&](wire::PackedChunk &&chunk) -> Result<void> {
        found[chunk.id] = chunk.raw;
        return {};
    });
    auto reply = m_channel.send(request, [&](QByteArrayView piece) { return reader.write(piece); });
    if (!reply)
        return reply.error();
    if (reply->status != 200)
        return cloud::cloudError(*reply, u"oracle"_s);
    if (auto whole = reader.finish(); !whole)
        return whole.error();
    return found;
}

/// Why the content is not in the server's history; empty when it is, with all its bytes.
QByteArray Oracle::missing(const History::Content &content, const ContentHash &id)
{
    auto run = m_server.running();
    if (!run)
        return "the server is down";
    {
        const SimServer::Turn turn(m_server);
        auto query = run->database->prepare("SELECT 1 FROM node_version WHERE hash = ?1 LIMIT 1");
        if (!query)
            return toText(query.error()).toUtf8();
        query->bindBlob(1, id.view());
        auto row = query->step();
        if (!row || !*row)
            return "nowhere";
    }
    if (content.manifest.chunks.empty())
        return {};
    auto found = fetch(content.manifest.chunks);
    if (!found)
        return "in the history without its bytes: " + toText(found.error()).toUtf8();
    QByteArray bytes;
    for (const Chunk &chunk : content.manifest.chunks)
        bytes += (*found)[chunk.id];
    return bytes == content.bytes ? QByteArray() : QByteArray("in the history with other bytes");
}

QByteArray Oracle::judge(std::deque<SimClient> &clients, const History &history)
{
    const SimClient &one = clients.front();
    auto first = treeOnClient(one);
    if (!first)
        return toText(first.error()).toUtf8();
    const SeenTree left = *std::move(first);
    for (const SimClient &other : clients) {
        auto right = treeOnClient(other);
        if (!right)
            return toText(right.error()).toUtf8();
        if (const QByteArray differ = difference(one.name().constData(), left, other.name().constData(), *right); !differ.isEmpty())
            return differ;
    }
    auto cloud = treeOnServer();
    if (!cloud)
        return "the server's tree cannot be read: " + toText(cloud.error()).toUtf8();
    if (const QByteArray differ = difference(one.name().constData(), left, "the server", *cloud); !differ.isEmpty())
        return differ;

    const bool mayMerge = m_world.trace.counts().contains("merge");
    std::set<ContentHash> held;
    for (const auto &[path, entry] : left) {
        if (entry.kind != FileKind::File)
            continue;
        held.insert(entry.content);
        if (!history.knows(entry.content) && !(mayMerge && isMerge(history, one, entry.content)))
            return "nobody wrote what is in " + path;
    }
    std::set<ContentHash> trash;
    for (const SimClient &client : clients)
        for (const auto &[path, inode] : SimDisk::treeOf(client.folder()))
            if (path.startsWith(".tideline/trash/") && inode->kind == FileKind::File)
                trash.insert(History::idOf(inode->data));
    // Where a file is in the cloud alone, a user who does not see it may put another in its place.
    const bool allSee = std::ranges::none_of(clients, &SimClient::isOnlineOnly);
    for (const auto &[id, content] : history.contents()) {
        if (!content.owed || held.contains(id))
            continue;
        // A merge takes two versions of a text out of the tree, into the history (in a run with merges, any text is excused);
        // what was saved through a handle on a file
        // that a sync had replaced meanwhile is in the trash. And every file is empty for the moment in which a program
        // begins to write it: who replaced which empty file nobody can say.
        const QByteArray why = missing(content, id);
        if (allSee && !content.thrown && !content.trashWillDo && !(mayMerge && History::mayMerge(content.bytes)) && !content.bytes.isEmpty())
            return "NOBODY DELETED " + content.origin + " (" + id.toString().mid(5, 8).toLatin1()
                + "), and it is not in the tree, but " + (why.isEmpty() ? QByteArray("in the history") : why);
        const bool inTrash = trash.contains(id);
        if (!why.isEmpty() && !(inTrash && content.trashWillDo))
            // A trash is for what was superseded: a version that no one else ever saw has no business there alone.
            return QByteArray(inTrash ? "SILENTLY REPLACED (only in a trash): " : "LOST: ") + content.origin + " ("
                + id.toString().mid(5, 8).toLatin1() + ", " + QByteArray::number(content.bytes.size())
                + " bytes): " + why;
    }
    return {};
}

}  // namespace tideline::sim
