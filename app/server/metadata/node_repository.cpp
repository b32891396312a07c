#include "app/server/metadata/node_repository.h"

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
    return one(m_find.bind(m_project).bind(id));
}

Result<std::optional<NodeRow>> NodeRepository::at(const NodePlace &place)
{
    return one(m_at.bind(m_project).bind(place.parent).bindText(place.name));
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

Result<void> NodeRepository::save(const Node &node, Revision revision)
{
    const NodeContent &content = node.content;
    m_save.bind(m_project).bind(node.id).bind(node.place.parent).bindText(node.place.name);
    m_save.bind(int(content.kind)).bind(content.executable).bind(content.sizeBytes).bind(content.modifiedNs);
    m_save.bind(content.hash);
    if (content.kind == NodeKind::Symlink)
        m_save.bindBlob(content.target);
    else
        m_save.bindNull();
    return m_save.bind(revision).run();
}

Result<void> NodeRepository::remove(const NodeId &id)
{
    return m_remove.bind(m_project).bind(id).run();
}

}  // namespace tideline::server
