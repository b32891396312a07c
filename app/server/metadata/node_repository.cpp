#include "app/server/metadata/node_repository.h"

#include "core/base/relative_path.h"

#include <algorithm>

namespace tideline::server {

namespace {

#define NODE_COLUMNS "id, parent, name, kind, executable, size_bytes, modified_ns, hash, target, revision"

NodeRow rowOf(const Query &query)
{
    NodeRow row;
    row.node.id = query.id<NodeTag>(0);
    row.node.place = {query.id<NodeTag>(1), query.bytes(2)};
    row.node.content = {NodeKind(query.integer(3)), query.integer(4) != 0, query.integer(5),
                        query.integer(6),           query.hash(7),         query.bytes(8)};
    row.revision = query.integer(9);
    return row;
}

Result<std::optional<NodeRow>> one(Query &query)
{
    const auto row = query.next();
    if (!row)
        return row.error();
    std::optional<NodeRow> found;
    if (*row)
        found = rowOf(query);
    query.reset();
    return found;
}

}  // namespace

NodeRepository::NodeRepository(store::Database &database, qint64 project)
    : m_database(database), m_project(project),
      m_find(database, "SELECT " NODE_COLUMNS " FROM node WHERE project = ? AND id = ?"),
      m_at(database, "SELECT " NODE_COLUMNS " FROM node WHERE project = ? AND parent = ? AND name = ?"),
      m_save(database, "INSERT INTO node (project, " NODE_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                       " ON CONFLICT (project, id) DO UPDATE SET parent = excluded.parent, name = excluded.name,"
                       " kind = excluded.kind, executable = excluded.executable, size_bytes = excluded.size_bytes,"
                       " modified_ns = excluded.modified_ns, hash = excluded.hash, target = excluded.target,"
                       " revision = excluded.revision"),
      m_remove(database, "DELETE FROM node WHERE project = ? AND id = ?")
{
}

Result<std::optional<NodeRow>> NodeRepository::find(const NodeId &id)
{
    return one(m_find.bind(m_project).view(id));
}

Result<std::optional<NodeRow>> NodeRepository::at(const NodePlace &place)
{
    return one(m_at.bind(m_project).view(place.parent).viewText(place.name));
}

Result<std::vector<NodeRow>> NodeRepository::children(const NodeId &parent, const QByteArray &afterName, int limit)
{
    Query query(m_database, "SELECT " NODE_COLUMNS " FROM node WHERE project = ? AND parent = ? AND name > ?"
                            " ORDER BY name LIMIT ?");
    query.bind(m_project).bind(parent).bindText(afterName).bind(limit);
    std::vector<NodeRow> rows;
    if (auto done = query.each([&] { rows.push_back(rowOf(query)); }); !done)
        return done.error();
    return rows;
}

Result<NodeRepository::Reach> NodeRepository::reachBelow(const NodeId &folder)
{
    Query query(m_database,
                "WITH RECURSIVE below (id, depth, bytes) AS"
                " (SELECT id, 1, length(CAST(name AS BLOB)) + 1 FROM node WHERE project = ?1 AND parent = ?2"
                " UNION ALL SELECT n.id, below.depth + 1, below.bytes + length(CAST(n.name AS BLOB)) + 1"
                " FROM below CROSS JOIN node n ON n.project = ?1 AND n.parent = below.id WHERE below.depth < ?3)"
                " SELECT coalesce(max(depth), 0), coalesce(max(bytes), 0) FROM below");
    const auto row = query.bind(m_project).bind(folder).bind(qint64(kMaxPathDepth)).next();
    if (!row)
        return row.error();
    return Reach{query.integer(0), query.integer(1)};
}

Result<std::vector<QByteArray>> NodeRepository::pathsOf(const std::unordered_set<ContentHash> &contents, std::size_t limit)
{
    std::vector<QByteArray> paths;
    if (contents.empty())
        return paths;
    Query query(m_database, "SELECT " NODE_COLUMNS " FROM node WHERE project = ? AND hash IS NOT NULL");
    query.bind(m_project);
    std::optional<Error> failed;
    auto read = query.each([&] {
        const Node file = rowOf(query).node;
        if (!contents.contains(file.content.hash))
            return true;
        QByteArray path = file.place.name;
        NodeId folder = file.place.parent;
        for (int depth = 0; !folder.isNull() && depth < kMaxPathDepth; ++depth) {
            const auto row = find(folder);
            if (!row) {
                failed = row.error();
                return false;
            }
            if (!*row)
                break;
            path.prepend((*row)->node.place.name + '/');
            folder = (*row)->node.place.parent;
        }
        paths.push_back(path);
        return paths.size() < limit;
    });
    if (!read)
        return read.error();
    if (failed)
        return *failed;
    std::ranges::sort(paths);
    return paths;
}

Result<void> NodeRepository::save(const Node &node, Revision revision)
{
    const NodeContent &content = node.content;
    m_save.bind(m_project).view(node.id).view(node.place.parent).viewText(node.place.name);
    m_save.bind(int(content.kind)).bind(content.executable).bind(content.sizeBytes).bind(content.modifiedNs);
    m_save.view(content.hash);
    if (content.kind == NodeKind::Symlink)
        m_save.viewBlob(content.target);
    else
        m_save.bindNull();
    return m_save.bind(revision).run();
}

Result<void> NodeRepository::remove(const NodeId &id)
{
    return m_remove.bind(m_project).bind(id).run();
}

}  // namespace tideline::server
