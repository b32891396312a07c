#include "core/store/tree_store.h"

#include <algorithm>
#include <array>

namespace tideline::store {

namespace {

NodeId filled(unsigned char byte)
{
    NodeId id;
    id.bytes.fill(byte);
    return id;
}

QByteArrayView view(const NodeId &id)
{
    return {reinterpret_cast<const char *>(id.bytes.data()), 16};
}

NodeId idAt(const Statement &row, int column)
{
    NodeId id;
    const QByteArrayView bytes = row.blobView(column);
    std::copy_n(bytes.data(), std::min<qsizetype>(16, bytes.size()), reinterpret_cast<char *>(id.bytes.data()));
    return id;
}

ContentHash hashAt(const Statement &row, int column)
{
    const QByteArrayView bytes = row.blobView(column);
    if (bytes.isEmpty())
        return {};
    const auto hash = ContentHash::fromBytes(bytes);
    return hash ? *hash : ContentHash{};
}

// One SQL text per tree, chosen by index: the statement cache is keyed by the literal.
constexpr std::size_t index(Tree tree)
{
    return std::size_t(tree);
}

#define TIDELINE_PER_TREE(before, after) \
    {                                    \
        before "remote_node" after, before "local_node" after, before "synced_node" after \
    }

constexpr std::array<const char *, 3> kNode TIDELINE_PER_TREE(
    "SELECT node, parent, name, kind, executable, size, modified_ns, hash, target FROM ",
    " WHERE project = ? AND node = ?");
// Without statistics SQLite takes the primary key for cheaper, and reads the whole project for each place: it is told the index.
#define TIDELINE_PER_TREE_BY_PLACE(before, after)                                          \
    {                                                                                      \
        before "remote_node INDEXED BY remote_place" after, before "local_node INDEXED BY local_place" after, \
            before "synced_node INDEXED BY synced_place" after                             \
    }
constexpr std::array<const char *, 3> kAt TIDELINE_PER_TREE_BY_PLACE(
    "SELECT node, parent, name, kind, executable, size, modified_ns, hash, target FROM ",
    " WHERE project = ? AND parent = ? AND name = ?");
constexpr std::array<const char *, 3> kChildIds TIDELINE_PER_TREE_BY_PLACE("SELECT node FROM ",
                                                                           " WHERE project = ? AND parent = ?");
#define TIDELINE_REACH(table, place)                                                                                    \
    "WITH RECURSIVE below (node, depth, bytes) AS (SELECT node, 1, length(name) + 1 FROM " table " INDEXED BY " place    \
    " WHERE project = ?1 AND parent = ?2 UNION ALL SELECT n.node, below.depth + 1, below.bytes + length(n.name) + 1 "    \
    "FROM below CROSS JOIN " table " AS n INDEXED BY " place " ON n.project = ?1 AND n.parent = below.node "             \
    "WHERE below.depth < ?3) SELECT coalesce(max(depth), 0), coalesce(max(bytes), 0) FROM below"
constexpr std::array<const char *, 3> kReachBelow{TIDELINE_REACH("remote_node", "remote_place"),
                                                  TIDELINE_REACH("local_node", "local_place"),
                                                  TIDELINE_REACH("synced_node", "synced_place")};
constexpr std::array<const char *, 3> kRemove TIDELINE_PER_TREE("DELETE FROM ", " WHERE project = ? AND node = ?");
constexpr std::array<const char *, 3> kFileCount TIDELINE_PER_TREE("SELECT count(*) FROM ",
                                                                   " WHERE project = ? AND kind = 1");
constexpr std::array<const char *, 3> kNodeCount TIDELINE_PER_TREE("SELECT count(*) FROM ", " WHERE project = ?");

/// Place and content, from this column on.
Node readNodeAt(const Statement &row, const NodeId &id, int first)
{
    Node node;
    node.id = id;
    node.place.parent = idAt(row, first);
    node.place.name = row.blob(first + 1);
    node.content.kind = NodeKind(row.integer(first + 2));
    node.content.executable = row.integer(first + 3) != 0;
    node.content.sizeBytes = row.integer(first + 4);
    node.content.modifiedNs = row.integer(first + 5);
    node.content.hash = hashAt(row, first + 6);
    node.content.target = row.blob(first + 7);
    return node;
}

Node readNode(const Statement &row)
{
    return readNodeAt(row, idAt(row, 0), 1);
}

constexpr char kLocalColumns[] =
    "SELECT node, parent, name, kind, executable, size, modified_ns, hash, target, device, inode, changed_ns, racy, "
    "presence FROM local_node ";

Observation readSeenAt(const Statement &row, int first)
{
    Observation seen;
    seen.device = quint64(row.integer(first));
    seen.inode = quint64(row.integer(first + 1));
    seen.changedNs = row.integer(first + 2);
    seen.racy = row.integer(first + 3) != 0;
    seen.presence = Presence(row.integer(first + 4));
    return seen;
}

LocalNode readLocal(const Statement &row)
{
    return {readNode(row), readSeenAt(row, 9)};
}

NodeRows readRows(const Statement &row)
{
    constexpr int kLocal = 1, kRemote = kLocal + 13, kSynced = kRemote + 8;
    NodeRows rows;
    rows.id = idAt(row, 0);
    if (!row.isNull(kLocal))
        rows.local = LocalNode{readNodeAt(row, rows.id, kLocal), readSeenAt(row, kLocal + 8)};
    if (!row.isNull(kRemote))
        rows.remote = readNodeAt(row, rows.id, kRemote);
    if (!row.isNull(kSynced))
        rows.synced = readNodeAt(row, rows.id, kSynced);
    return rows;
}

void bindNode(Statement &statement, qint64 project, const Node &node)
{
    statement.bind(1, project).bindView(2, view(node.id)).bindView(3, view(node.place.parent));
    statement.bindView(4, node.place.name).bind(5, qint64(node.content.kind)).bind(6, node.content.executable);
    statement.bind(7, node.content.sizeBytes).bind(8, node.content.modifiedNs);
    if (node.content.hash.isNull())
        statement.bindNull(9);
    else
        statement.bindView(9, node.content.hash.view());
    if (node.content.kind == NodeKind::Symlink)
        statement.bindView(10, node.content.target);
    else
        statement.bindNull(10);
}

template <typename Row, typename Read>
Result<std::vector<Row>> readAll(Result<Statement> statement, const std::function<void(Statement &)> &bind, Read read)
{
    if (!statement)
        return statement.error();
    bind(*statement);
    std::vector<Row> rows;
    while (true) {
        auto more = statement->step();
        if (!more)
            return more.error();
        if (!*more)
            return rows;
        rows.push_back(read(*statement));
    }
}

template <typename Row, typename Read>
Result<std::optional<Row>> readOne(Result<Statement> statement, const std::function<void(Statement &)> &bind, Read read)
{
    if (!statement)
        return statement.error();
    bind(*statement);
    auto more = statement->step();
    if (!more)
        return more.error();
    if (!*more)
        return std::optional<Row>{};
    return std::optional<Row>{read(*statement)};
}

Result<void> runWith(Result<Statement> statement, const std::function<void(Statement &)> &bind)
{
    if (!statement)
        return statement.error();
    bind(*statement);
    return statement->run();
}

/// False: a rule of the table stands in the way.
Result<bool> tryWith(Result<Statement> statement, const std::function<void(Statement &)> &bind)
{
    if (!statement)
        return statement.error();
    bind(*statement);
    return statement->tryRun();
}

constexpr char kPutLocal[] =
    "INSERT INTO local_node (project, node, parent, name, kind, executable, size, modified_ns, hash, target, device, inode, "
    "changed_ns, racy, presence) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15) "
    "ON CONFLICT (project, node) DO UPDATE SET parent = ?3, name = ?4, kind = ?5, executable = ?6, size = ?7, "
    "modified_ns = ?8, hash = ?9, target = ?10, device = ?11, inode = ?12, changed_ns = ?13, racy = ?14, presence = ?15";

void bindLocal(Statement &statement, qint64 project, const LocalNode &local)
{
    bindNode(statement, project, local.node);
    statement.bind(11, qint64(local.seen.device)).bind(12, qint64(local.seen.inode)).bind(13, local.seen.changedNs);
    statement.bind(14, local.seen.racy).bind(15, qint64(local.seen.presence));
}

/// Whether the disk holds what the cloud holds, where the cloud has it.
bool isSame(const LocalNode &local, const Node &remote)
{
    return cloudPlace(local.node.place) == remote.place && local.node.content.sameAs(remote.content);
}

bool isAwaited(const LocalNode &local)
{
    return local.seen.presence == Presence::Fetching;
}

}  // namespace

NodeId limboParent()
{
    return filled(0xff);
}

NodeId parkedParent()
{
    return filled(0xfe);
}

Result<std::optional<Node>> TreeStore::node(Tree tree, const NodeId &id) const
{
    return readOne<Node>(m_database.prepare(kNode[index(tree)]),
                         [&](Statement &s) { s.bind(1, m_project).bindView(2, view(id)); }, readNode);
}

Result<std::optional<Node>> TreeStore::at(Tree tree, const NodePlace &place) const
{
    return readOne<Node>(
        m_database.prepare(kAt[index(tree)]),
        [&](Statement &s) { s.bind(1, m_project).bindView(2, view(place.parent)).bindView(3, place.name); }, readNode);
}

Result<std::vector<NodeId>> TreeStore::childIds(Tree tree, const NodeId &parent) const
{
    return readAll<NodeId>(m_database.prepare(kChildIds[index(tree)]),
                           [&](Statement &s) { s.bind(1, m_project).bindView(2, view(parent)); },
                           [](const Statement &row) { return idAt(row, 0); });
}

Result<std::optional<LocalNode>> TreeStore::local(const NodeId &id) const
{
    static const QByteArray sql = QByteArray(kLocalColumns) + "WHERE project = ? AND node = ?";
    return readOne<LocalNode>(m_database.prepare(sql.constData()),
                              [&](Statement &s) { s.bind(1, m_project).bindView(2, view(id)); }, readLocal);
}

Result<std::optional<LocalNode>> TreeStore::localAt(const NodePlace &place) const
{
    static const QByteArray sql = QByteArray(kLocalColumns) + "WHERE project = ? AND parent = ? AND name = ?";
    return readOne<LocalNode>(
        m_database.prepare(sql.constData()),
        [&](Statement &s) { s.bind(1, m_project).bindView(2, view(place.parent)).bindView(3, place.name); }, readLocal);
}

Result<std::vector<LocalNode>> TreeStore::localChildren(const NodeId &parent) const
{
    static const QByteArray sql = QByteArray(kLocalColumns) + "INDEXED BY local_place WHERE project = ? AND parent = ?";
    return readAll<LocalNode>(m_database.prepare(sql.constData()),
                              [&](Statement &s) { s.bind(1, m_project).bindView(2, view(parent)); }, readLocal);
}

Result<std::vector<LocalNode>> TreeStore::localByInode(quint64 device, quint64 inode) const
{
    static const QByteArray sql = QByteArray(kLocalColumns) + "INDEXED BY local_inode WHERE project = ? AND inode = ? AND device = ?";
    return readAll<LocalNode>(m_database.prepare(sql.constData()),
                              [&](Statement &s) { s.bind(1, m_project).bind(2, qint64(inode)).bind(3, qint64(device)); },
                              readLocal);
}

Result<std::vector<LocalNode>> TreeStore::localNamed(const QByteArray &name) const
{
    static const QByteArray sql = QByteArray(kLocalColumns) + "WHERE project = ? AND name = ?";
    return readAll<LocalNode>(m_database.prepare(sql.constData()), [&](Statement &s) { s.bind(1, m_project).bindView(2, name); }, readLocal);
}

Result<std::optional<RelativePath>> TreeStore::path(Tree tree, const NodeId &id) const
{
    std::vector<QByteArray> names;
    NodeId at = id;
    while (!at.isNull()) {
        auto found = node(tree, at);
        if (!found)
            return found.error();
        if (!*found || qsizetype(names.size()) >= kMaxPathDepth)
            return std::optional<RelativePath>{};
        names.push_back((*found)->place.name);
        at = (*found)->place.parent;
    }
    RelativePath path;
    for (auto name = names.rbegin(); name != names.rend(); ++name)
        path = path.child(*name);
    return std::optional<RelativePath>{path};
}

Result<std::optional<RelativePath>> TreeStore::path(Tree tree, const NodePlace &place) const
{
    auto parent = path(tree, place.parent);
    if (!parent || !*parent)
        return parent;
    return std::optional<RelativePath>{(*parent)->child(place.name)};
}

Result<std::optional<NodeId>> TreeStore::find(Tree tree, const RelativePath &path) const
{
    NodeId at;
    for (const QByteArray &name : path.parts()) {
        auto found = this->at(tree, {at, name});
        if (!found)
            return found.error();
        if (!*found)
            return std::optional<NodeId>{};
        at = (*found)->id;
    }
    return std::optional<NodeId>{at};
}

Result<qint64> TreeStore::fileCount(Tree tree) const
{
    return count(kFileCount[index(tree)]);
}

Result<qint64> TreeStore::nodeCount(Tree tree) const
{
    return count(kNodeCount[index(tree)]);
}

Result<qint64> TreeStore::count(const char *sql) const
{
    auto count = readOne<qint64>(m_database.prepare(sql), [&](Statement &s) { s.bind(1, m_project); },
                                 [](const Statement &row) { return row.integer(0); });
    if (!count)
        return count.error();
    return count->value_or(0);
}

Result<TreeStore::Reach> TreeStore::reachBelow(Tree tree, const NodeId &folder) const
{
    auto reach = readOne<Reach>(
        m_database.prepare(kReachBelow[index(tree)]),
        [&](Statement &s) { s.bind(1, m_project).bindView(2, view(folder)).bind(3, qint64(kMaxPathDepth)); },
        [](const Statement &row) { return Reach{row.integer(0), row.integer(1)}; });
    if (!reach)
        return reach.error();
    return reach->value_or(Reach{});
}

Result<Revision> TreeStore::remoteRevision(const NodeId &id) const
{
    auto revision = readOne<qint64>(m_database.prepare("SELECT revision FROM remote_node WHERE project = ?1 AND node = ?2"),
                                    [&](Statement &s) { s.bind(1, m_project).bindView(2, view(id)); },
                                    [](const Statement &row) { return row.integer(0); });
    if (!revision)
        return revision.error();
    return revision->value_or(0);
}

Result<void> TreeStore::putRemote(const Node &node, Revision revision, const Transaction &transaction)
{
    auto put = writeRemote(node, revision);
    return put ? markUnsettled(node.id, transaction) : put;
}

Result<void> TreeStore::putRemoteUnmarked(const Node &node, Revision revision, const Transaction &)
{
    return writeRemote(node, revision);
}

Result<void> TreeStore::markRemote(const Transaction &)
{
    return runWith(m_database.prepare("INSERT OR IGNORE INTO unsettled (project, node) SELECT project, node FROM remote_node "
                                      "WHERE project = ?"),
                   [&](Statement &s) { s.bind(1, m_project); });
}

Result<void> TreeStore::putRemoteAndAgree(const Node &node, Revision revision, const std::optional<LocalNode> &local,
                                          const Transaction &transaction)
{
    if (!local || !isSame(*local, node))
        return putRemote(node, revision, transaction);
    auto put = writeRemote(node, revision);
    return put ? writeAgreed(node, isAwaited(*local), transaction) : put;
}

/// A different node at the same place is rare, and looking for it before each insertion is not cheap.
Result<void> TreeStore::writeRemote(const Node &node, Revision revision)
{
    constexpr char kPut[] = "INSERT INTO remote_node (project, node, parent, name, kind, executable, size, modified_ns, "
                            "hash, target, revision) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) "
                            "ON CONFLICT (project, node) DO UPDATE SET parent = ?3, name = ?4, kind = ?5, "
                            "executable = ?6, size = ?7, modified_ns = ?8, hash = ?9, target = ?10, revision = ?11";
    const auto bind = [&](Statement &s) {
        bindNode(s, m_project, node);
        s.bind(11, revision);
    };
    const auto isPut = tryWith(m_database.prepare(kPut), bind);
    if (!isPut || *isPut)
        return isPut ? Result<void>() : isPut.error();
    if (auto aside = runWith(m_database.prepare("UPDATE remote_node SET parent = ?4, name = node "
                                                "WHERE project = ?1 AND parent = ?2 AND name = ?3 AND node <> ?5"),
                             [&](Statement &s) {
                                 s.bind(1, m_project).bindView(2, view(node.place.parent)).bindView(3, node.place.name);
                                 s.bindBlob(4, view(limboParent())).bindView(5, view(node.id));
                             });
        !aside)
        return aside;
    return runWith(m_database.prepare(kPut), bind);
}

/// What is the same on both sides is agreed on; its bytes may still be on their way.
Result<void> TreeStore::writeAgreed(const Node &remote, bool isAwaited, const Transaction &transaction)
{
    if (auto put = putSynced(remote, transaction); !put)
        return put;
    return isAwaited ? markUnsettled(remote.id, transaction) : dropUnsettled(remote.id);
}

Result<void> TreeStore::putSynced(const Node &node, const Transaction &)
{
    return runWith(
        m_database.prepare("INSERT INTO synced_node (project, node, parent, name, kind, executable, size, modified_ns, "
                           "hash, target) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) "
                           "ON CONFLICT (project, node) DO UPDATE SET parent = ?3, name = ?4, kind = ?5, "
                           "executable = ?6, size = ?7, modified_ns = ?8, hash = ?9, target = ?10"),
        [&](Statement &s) { bindNode(s, m_project, node); });
}

Result<void> TreeStore::putLocal(const LocalNode &local, const Transaction &transaction)
{
    auto put = writeLocal(local);
    return put ? markUnsettled(local.node.id, transaction) : put;
}

Result<void> TreeStore::putLocalAndAgree(const LocalNode &local, const Node *remote, const Transaction &transaction)
{
    if (!remote || !isSame(local, *remote)) {
        auto put = putLocal(local, transaction);
        return put && remote ? agreeOnContent(local, *remote, transaction) : put;
    }
    auto put = writeLocal(local);
    return put ? writeAgreed(*remote, isAwaited(local), transaction) : put;
}

Result<void> TreeStore::putSeen(const LocalNode &local, const Transaction &transaction)
{
    const auto isPut = tryWith(m_database.prepare(kPutLocal), [&](Statement &s) { bindLocal(s, m_project, local); });
    if (!isPut)
        return isPut.error();
    if (*isPut)
        return markUnsettled(local.node.id, transaction);
    auto holder = localAt(local.node.place);
    if (!holder)
        return holder.error();
    if (*holder && (*holder)->node.id != local.node.id) {
        if (auto aside = putAside((*holder)->node.id, transaction); !aside)
            return aside;
    }
    return putLocal(local, transaction);
}

Result<void> TreeStore::writeLocal(const LocalNode &local)
{
    return runWith(m_database.prepare(kPutLocal), [&](Statement &s) { bindLocal(s, m_project, local); });
}

Result<void> TreeStore::setLocalContent(const LocalNode &local, const Transaction &)
{
    const NodeContent &content = local.node.content;
    return runWith(m_database.prepare("UPDATE local_node SET executable = ?3, size = ?4, modified_ns = ?5, hash = ?6, "
                                      "changed_ns = ?7, racy = ?8 WHERE project = ?1 AND node = ?2"),
                   [&](Statement &s) {
                       s.bind(1, m_project).bindView(2, view(local.node.id)).bind(3, content.executable);
                       s.bind(4, content.sizeBytes).bind(5, content.modifiedNs).bindView(6, content.hash.view());
                       s.bind(7, local.seen.changedNs).bind(8, local.seen.racy);
                   });
}

Result<void> TreeStore::setLocalHash(const NodeId &id, const ContentHash &hash, bool racy, const Transaction &)
{
    return runWith(m_database.prepare("UPDATE local_node SET hash = ?3, racy = ?4 WHERE project = ?1 AND node = ?2"),
                   [&](Statement &s) {
                       s.bind(1, m_project).bindView(2, view(id)).bind(4, racy);
                       if (hash.isNull())
                           s.bindNull(3);
                       else
                           s.bindView(3, hash.view());
                   });
}

Result<void> TreeStore::remove(Tree tree, const NodeId &id, const Transaction &transaction)
{
    auto removed = runWith(m_database.prepare(kRemove[index(tree)]),
                           [&](Statement &s) { s.bind(1, m_project).bindView(2, view(id)); });
    return removed && tree != Tree::Synced ? markUnsettled(id, transaction) : removed;
}

Result<void> TreeStore::putAside(const NodeId &id, const Transaction &transaction)
{
    auto moved = runWith(
        m_database.prepare("UPDATE local_node SET parent = ?3, name = node WHERE project = ?1 AND node = ?2"),
        [&](Statement &s) { s.bind(1, m_project).bindView(2, view(id)).bindBlob(3, view(limboParent())); });
    return moved ? markUnsettled(id, transaction) : moved;
}

Result<bool> TreeStore::hasLimbo() const
{
    auto ids = childIds(Tree::Local, limboParent());
    return ids ? Result<bool>(!ids->empty()) : ids.error();
}

Result<qint64> TreeStore::dropLimbo(const Transaction &transaction)
{
    auto gone = readAll<NodeId>(
        m_database.prepare("WITH RECURSIVE gone (node) AS (SELECT node FROM local_node WHERE project = ?1 AND "
                           "parent = ?2 UNION ALL SELECT child.node FROM local_node AS child JOIN gone ON "
                           "child.parent = gone.node WHERE child.project = ?1) SELECT node FROM gone"),
        [&](Statement &s) { s.bind(1, m_project).bindBlob(2, view(limboParent())); },
        [](const Statement &row) { return idAt(row, 0); });
    if (!gone)
        return gone.error();
    qint64 count = 0;
    for (const NodeId &id : *gone) {
        auto row = local(id);
        if (!row)
            return row.error();
        const bool wasHere = *row && (*row)->seen.presence == Presence::Here;
        count += wasHere;
        if (auto removed = remove(Tree::Local, id, transaction); !removed)
            return removed.error();
        // What was in the cloud alone is no less there because its folder went: as new, it comes to the plan again.
        if (!wasHere) {
            if (auto forgotten = remove(Tree::Synced, id, transaction); !forgotten)
                return forgotten.error();
        }
    }
    return count;
}

Result<void> TreeStore::rekeyLocal(const NodeId &from, const NodeId &to, const Transaction &transaction)
{
    if (auto moved = runWith(m_database.prepare("UPDATE local_node SET node = ?3 WHERE project = ?1 AND node = ?2"),
                             [&](Statement &s) { s.bind(1, m_project).bindView(2, view(from)).bindView(3, view(to)); });
        !moved)
        return moved;
    if (auto moved = runWith(m_database.prepare("UPDATE local_node SET parent = ?3 WHERE project = ?1 AND parent = ?2"),
                             [&](Statement &s) { s.bind(1, m_project).bindView(2, view(from)).bindView(3, view(to)); });
        !moved)
        return moved;
    if (auto marked = markUnsettled(to, transaction); !marked)
        return marked;
    auto settled = settle(from, transaction);
    return settled ? Result<void>{} : settled.error();
}

Result<void> TreeStore::checkRemote(const std::vector<NodeId> &touched, const std::unordered_set<NodeId> &foldersOfFiles,
                                    const Transaction &)
{
    const Error impossible{Error::Kind::Corrupt, u"The server sent a tree that cannot be."_s, {},
                           u"Nothing was changed here. Ask the server's operator to run its check."_s};
    auto aside = childIds(Tree::Remote, limboParent());
    if (!aside)
        return aside.error();
    if (!aside->empty())
        return impossible;
    std::unordered_set<NodeId> folders;  // of the remote tree, as far as known
    for (const NodeId &id : foldersOfFiles) {
        auto row = id.isNull() ? Result<std::optional<Node>>(std::nullopt) : node(Tree::Remote, id);
        if (!row)
            return row.error();
        if (!id.isNull() && (!*row || (*row)->content.kind != NodeKind::Folder))
            return impossible;
        folders.insert(id);
    }
    for (const NodeId &id : touched) {
        auto row = node(Tree::Remote, id);
        if (!row)
            return row.error();
        if (!*row) {
            auto children = childIds(Tree::Remote, id);
            if (!children)
                return children.error();
            if (!children->empty())
                return impossible;
            continue;
        }
        // A folder's own ancestors end at the root; a cycle would never.
        const bool isFolder = (*row)->content.kind == NodeKind::Folder;
        NodeId above = (*row)->place.parent;
        // The chain of a file's folder is checked when that was touched, and held before.
        for (qsizetype depth = 0; !above.isNull() && (isFolder || !folders.contains(above)); ++depth) {
            auto parent = node(Tree::Remote, above);
            if (!parent)
                return parent.error();
            if (!*parent || (*parent)->content.kind != NodeKind::Folder || depth > kMaxPathDepth)
                return impossible;
            folders.insert(above);
            if (!isFolder)
                break;
            above = (*parent)->place.parent;
        }
    }
    return {};
}

Result<void> TreeStore::forgetCloud(const Transaction &)
{
    for (const char *sql : {"INSERT OR IGNORE INTO unsettled (project, node) SELECT project, node FROM local_node "
                            "WHERE project = ?1",
                            "DELETE FROM remote_node WHERE project = ?1", "DELETE FROM synced_node WHERE project = ?1"}) {
        if (auto done = runWith(m_database.prepare(sql), [&](Statement &s) { s.bind(1, m_project); }); !done)
            return done;
    }
    return {};
}

Result<void> TreeStore::forgetAll(const Transaction &transaction)
{
    for (const char *sql : {"DELETE FROM local_node WHERE project = ?1 AND kind <> 0 AND presence = 0",
                            "UPDATE local_node SET device = 0, inode = 0 WHERE project = ?1 AND kind = 0",
                            "DELETE FROM unsettled WHERE project = ?1"}) {
        if (auto done = runWith(m_database.prepare(sql), [&](Statement &s) { s.bind(1, m_project); }); !done)
            return done;
    }
    return forgetCloud(transaction);
}

Result<std::vector<NodeId>> TreeStore::unsettled() const
{
    return readAll<NodeId>(m_database.prepare("SELECT node FROM unsettled WHERE project = ?"),
                           [&](Statement &s) { s.bind(1, m_project); },
                           [](const Statement &row) { return idAt(row, 0); });
}

Result<void> TreeStore::eachUnsettled(const std::function<void(NodeRows)> &visit) const
{
    auto statement = m_database.prepare(
        "SELECT u.node, l.parent, l.name, l.kind, l.executable, l.size, l.modified_ns, l.hash, l.target, l.device, "
        "l.inode, l.changed_ns, l.racy, l.presence, r.parent, r.name, r.kind, r.executable, r.size, r.modified_ns, "
        "r.hash, r.target, s.parent, s.name, s.kind, s.executable, s.size, s.modified_ns, s.hash, s.target "
        "FROM unsettled AS u LEFT JOIN local_node AS l ON l.project = u.project AND l.node = u.node "
        "LEFT JOIN remote_node AS r ON r.project = u.project AND r.node = u.node "
        "LEFT JOIN synced_node AS s ON s.project = u.project AND s.node = u.node WHERE u.project = ?");
    if (!statement)
        return statement.error();
    statement->bind(1, m_project);
    while (true) {
        auto more = statement->step();
        if (!more)
            return more.error();
        if (!*more)
            return {};
        visit(readRows(*statement));
    }
}

Result<std::vector<LocalNode>> TreeStore::unhashed() const
{
    return readAll<LocalNode>(
        m_database.prepare(
            "SELECT l.node, parent, name, kind, executable, size, modified_ns, hash, target, device, inode, changed_ns, "
            "racy, presence FROM unsettled AS u CROSS JOIN local_node AS l ON l.project = u.project AND l.node = u.node "
            "WHERE u.project = ? AND l.kind = 1 AND l.hash IS NULL AND l.presence = 0"),
        [&](Statement &s) { s.bind(1, m_project); }, readLocal);
}

Result<bool> TreeStore::settle(const NodeId &id, const Transaction &)
{
    auto local = this->local(id);
    auto remote = node(Tree::Remote, id);
    auto synced = node(Tree::Synced, id);
    if (!local || !remote || !synced)
        return !local ? local.error() : !remote ? remote.error() : synced.error();
    const bool none = !*local && !*remote && !*synced;
    const bool equal = *local && *remote && *synced && (*remote)->place == (*synced)->place
                       && (*remote)->content.sameAs((*synced)->content) && isSame(**local, **remote);
    if ((!none && !equal) || (*local && isAwaited(**local)))
        return false;
    if (auto dropped = dropUnsettled(id); !dropped)
        return dropped.error();
    return true;
}

Result<void> TreeStore::agree(const NodeId &id, const Transaction &transaction)
{
    auto local = this->local(id);
    auto remote = node(Tree::Remote, id);
    if (!local || !remote)
        return !local ? local.error() : remote.error();
    const bool none = !*local && !*remote;
    if (!none && !(*local && *remote && isSame(**local, **remote)))  // nor can it be settled
        return *local && *remote ? agreeOnContent(**local, **remote, transaction) : Result<void>();
    auto written = none ? remove(Tree::Synced, id, transaction) : putSynced(**remote, transaction);
    if (!written || (*local && isAwaited(**local)))
        return written;
    return dropUnsettled(id);
}

/// What both sides hold is what the next edit is made to, though they have it in different places yet.
Result<void> TreeStore::agreeOnContent(const LocalNode &local, const Node &remote, const Transaction &transaction)
{
    if (!local.node.content.sameAs(remote.content) || isAwaited(local))
        return {};
    auto synced = node(Tree::Synced, remote.id);
    if (!synced)
        return synced.error();
    if (!*synced || (*synced)->content.sameAs(remote.content))
        return {};
    (*synced)->content = remote.content;
    return putSynced(**synced, transaction);
}

Result<void> TreeStore::dropUnsettled(const NodeId &id)
{
    return runWith(m_database.prepare("DELETE FROM unsettled WHERE project = ? AND node = ?"),
                   [&](Statement &s) { s.bind(1, m_project).bindView(2, view(id)); });
}

Result<void> TreeStore::markUnsettled(const NodeId &id, const Transaction &)
{
    return runWith(m_database.prepare("INSERT OR IGNORE INTO unsettled (project, node) VALUES (?, ?)"),
                   [&](Statement &s) { s.bind(1, m_project).bindView(2, view(id)); });
}

Result<bool> TreeStore::hasUnsettled() const
{
    return hasRow("SELECT 1 FROM unsettled WHERE project = ? LIMIT 1");
}

Result<bool> TreeStore::hasUnsettledRemote() const
{
    return hasRow("SELECT 1 FROM unsettled AS u CROSS JOIN remote_node AS r ON r.project = u.project AND r.node = u.node "
                  "LEFT JOIN synced_node AS s ON s.project = u.project AND s.node = u.node "
                  "WHERE u.project = ? AND (s.parent IS NOT r.parent OR s.name IS NOT r.name OR s.kind IS NOT r.kind OR "
                  "s.executable IS NOT r.executable OR s.hash IS NOT r.hash OR s.target IS NOT r.target) LIMIT 1");
}

Result<bool> TreeStore::hasRow(const char *sql) const
{
    auto one = readOne<qint64>(m_database.prepare(sql), [&](Statement &s) { s.bind(1, m_project); },
                               [](const Statement &row) { return row.integer(0); });
    if (!one)
        return one.error();
    return one->has_value();
}

Result<std::optional<Manifest>> TreeStore::manifest(const ContentHash &hash, qint64 sizeBytes) const
{
    auto bytes = readOne<QByteArray>(m_database.prepare("SELECT chunks FROM content WHERE hash = ?"),
                                     [&](Statement &s) { s.bindView(1, hash.view()); },
                                     [](const Statement &row) { return row.blob(0); });
    if (!bytes)
        return bytes.error();
    if (!*bytes)
        return Manifest::implied(hash, sizeBytes);
    auto manifest = Manifest::fromBytes(**bytes);
    if (!manifest)
        return tideline::at(manifest.error(), hash.toString());
    return std::optional<Manifest>{*std::move(manifest)};
}

Result<void> TreeStore::saveManifest(const ContentHash &hash, const Manifest &manifest, const Transaction &)
{
    if (manifest.isImplied() && manifest.hash() == hash)
        return {};
    return runWith(m_database.prepare("INSERT OR IGNORE INTO content (hash, chunks) VALUES (?, ?)"),
                   [&](Statement &s) { s.bindView(1, hash.view()).bindBlob(2, manifest.toBytes()); });
}

Result<qint64> TreeStore::journalAdd(const JournalEntry &entry, const Transaction &)
{
    auto added = runWith(
        m_database.prepare("INSERT INTO journal (project, action, node, path, parked, seen, hash, body) "
                           "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"),
        [&](Statement &s) {
            s.bind(1, m_project).bindText(2, entry.action).bindView(3, view(entry.node)).bindView(4, entry.path);
            s.bind(5, entry.parked).bindView(6, entry.seen);
            if (entry.hash.isNull())
                s.bindNull(7);
            else
                s.bindView(7, entry.hash.view());
            s.bindView(8, entry.body);
        });
    if (!added)
        return added.error();
    return m_database.lastInsertId();
}

Result<void> TreeStore::journalRemove(qint64 id, const Transaction &)
{
    return runWith(m_database.prepare("DELETE FROM journal WHERE id = ?"), [&](Statement &s) { s.bind(1, id); });
}

Result<std::vector<JournalEntry>> TreeStore::journal() const
{
    return readAll<JournalEntry>(
        m_database.prepare("SELECT id, action, node, path, parked, seen, hash, body FROM journal WHERE project = ? ORDER BY id"),
        [&](Statement &s) { s.bind(1, m_project); },
        [](const Statement &row) {
            JournalEntry entry;
            entry.id = row.integer(0);
            entry.action = row.blob(1);
            entry.node = idAt(row, 2);
            entry.path = row.blob(3);
            entry.parked = row.text(4);
            entry.seen = row.blob(5);
            entry.hash = hashAt(row, 6);
            entry.body = row.blob(7);
            return entry;
        });
}

// ---- PathLookup

Result<std::optional<RelativePath>> PathLookup::of(const NodeId &id)
{
    auto row = m_trees.node(m_tree, id);
    if (!row)
        return row.error();
    return *row ? of((*row)->place) : std::optional<RelativePath>{};
}

Result<std::optional<RelativePath>> PathLookup::of(const NodePlace &place)
{
    auto parent = folder(place.parent);
    if (!parent || !*parent)
        return parent;
    return std::optional<RelativePath>{(*parent)->child(place.name)};
}

Result<std::optional<RelativePath>> PathLookup::folder(const NodeId &id)
{
    if (id.isNull())
        return std::optional<RelativePath>{RelativePath{}};
    if (const auto known = m_folders.find(id); known != m_folders.end())
        return known->second;
    auto path = m_trees.path(m_tree, id);
    if (path)
        m_folders.emplace(id, *path);
    return path;
}

}  // namespace tideline::store
