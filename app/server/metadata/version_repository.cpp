#include "app/server/metadata/version_repository.h"

#include <algorithm>

namespace tideline::server {

using Op = wire::Change::Op;

namespace {

#define VERSION_COLUMNS                                                                                   \
    "v.revision, v.node, v.op, v.parent, v.name, v.kind, v.executable, v.size_bytes, v.modified_ns, v.hash," \
    " v.target, v.path"
// No later version up to the revision ?2: this was the state then.
#define NEWEST_UP_TO_2                                                                                          \
    " AND NOT EXISTS (SELECT 1 FROM node_version w INDEXED BY node_version_of WHERE w.project = ?1"               \
    " AND w.node = v.node AND w.revision <= ?2 AND w.revision > v.revision)"

/// Paths, names and targets of one page, in bytes; JSON may take six times as many.
constexpr qsizetype kMaxPageText = 2 << 20;

NodeVersion versionOf(const Query &query)
{
    NodeVersion version;
    version.revision = query.integer(0);
    version.node.id = query.id<NodeTag>(1);
    version.op = Op(query.integer(2));
    version.node.place = {query.id<NodeTag>(3), query.bytes(4)};
    version.node.content = {NodeKind(query.integer(5)), query.integer(6) != 0, query.integer(7),
                            query.integer(8),           query.hash(9),         query.bytes(10)};
    version.path = query.bytes(11);
    return version;
}

Result<std::optional<NodeVersion>> oneAlive(Query &query)
{
    const auto row = query.next();
    if (!row)
        return row.error();
    std::optional<NodeVersion> found;
    if (*row)
        found = versionOf(query);
    query.reset();
    if (found && found->op == Op::Delete)
        found.reset();
    return found;
}

Result<std::vector<NodeVersion>> all(Query &query)
{
    std::vector<NodeVersion> rows;
    if (auto done = query.each([&] { rows.push_back(versionOf(query)); }); !done)
        return done.error();
    return rows;
}

}  // namespace

VersionRepository::VersionRepository(store::Database &database, qint64 project)
    : m_database(database), m_project(project),
      m_append(database, "INSERT INTO node_version (project, revision, node, op, parent, name, kind, executable,"
                         " size_bytes, modified_ns, hash, target, path) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      m_lastChange(database, "SELECT max(revision) FROM node_version WHERE project = ?1 AND node = ?2"
                             " AND revision > ?3 AND revision <= ?4"),
      m_at(database, "SELECT " VERSION_COLUMNS " FROM node_version v WHERE v.project = ?1 AND v.node = ?2"
                     " AND v.revision <= ?3 ORDER BY v.revision DESC LIMIT 1")
{
}

Result<void> VersionRepository::append(const NodeVersion &version)
{
    const Node &node = version.node;
    const NodeContent &content = node.content;
    m_append.bind(m_project).bind(version.revision).view(node.id).bind(int(version.op));
    m_append.view(node.place.parent).viewText(node.place.name).bind(int(content.kind)).bind(content.executable);
    m_append.bind(content.sizeBytes).bind(content.modifiedNs).view(content.hash);
    if (content.kind == NodeKind::Symlink)
        m_append.viewBlob(content.target);
    else
        m_append.bindNull();
    return m_append.viewText(version.path).run();
}

Result<Revision> VersionRepository::lastChange(const NodeId &node, Revision base, Revision until)
{
    const auto row = m_lastChange.bind(m_project).bind(node).bind(base).bind(until).next();
    if (!row)
        return row.error();
    const Revision revision = *row ? m_lastChange.integer(0) : 0;
    m_lastChange.reset();
    return revision;
}

Result<std::optional<NodeVersion>> VersionRepository::at(const NodeId &node, Revision revision)
{
    return oneAlive(m_at.bind(m_project).bind(node).bind(revision));
}

Result<std::optional<NodeVersion>> VersionRepository::at(const NodePlace &place, Revision revision)
{
    Query query(m_database, "SELECT " VERSION_COLUMNS " FROM node_version v WHERE v.project = ?1 AND v.parent = ?3"
                            " AND v.name = ?4 AND v.revision <= ?2 AND v.op <> 2" NEWEST_UP_TO_2 " LIMIT 1");
    return oneAlive(query.bind(m_project).bind(revision).bind(place.parent).bindText(place.name));
}

Result<std::optional<VersionKey>> VersionRepository::knownAt(const NodePlace &place, const NodeContent &content)
{
    Query query(m_database,
                "SELECT p.node, (SELECT max(l.revision) FROM node_version l WHERE l.project = ?1 AND l.node = p.node)"
                " FROM node_version p WHERE p.project = ?1 AND p.parent = ?2 AND p.name = ?3 AND p.kind = ?4"
                " AND (?4 = 0 OR EXISTS (SELECT 1 FROM node_version v WHERE v.project = ?1 AND v.node = p.node"
                "   AND v.op <> 2 AND v.kind = ?4 AND v.executable = ?5 AND v.hash IS ?6 AND v.target IS ?7"
                "   AND (v.modified_ns = ?8 OR NOT EXISTS (SELECT 1 FROM node_version w WHERE w.project = ?1"
                "     AND w.node = v.node AND w.revision > v.revision AND w.op <> 2))))"
                " ORDER BY p.revision DESC LIMIT 1");
    query.bind(m_project).bind(place.parent).bindText(place.name).bind(int(content.kind)).bind(content.executable);
    query.bind(content.kind == NodeKind::File ? content.hash : ContentHash());
    if (content.kind == NodeKind::Symlink)
        query.bindBlob(content.target);
    else
        query.bindNull();
    const auto row = query.bind(content.modifiedNs).next();
    if (!row)
        return row.error();
    return *row ? std::optional(VersionKey{query.integer(1), query.id<NodeTag>(0)}) : std::nullopt;
}

Result<std::vector<NodeVersion>> VersionRepository::children(const NodeId &parent, Revision revision,
                                                             const QByteArray &afterName, int limit)
{
    Query query(m_database, "SELECT " VERSION_COLUMNS " FROM node_version v WHERE v.project = ?1 AND v.parent = ?3"
                            " AND v.name > ?4 AND v.revision <= ?2 AND v.op <> 2" NEWEST_UP_TO_2
                            " ORDER BY v.name LIMIT ?5");
    return all(query.bind(m_project).bind(revision).bind(parent).bindText(afterName).bind(limit));
}

Result<std::vector<NodeVersion>> VersionRepository::changes(Revision since, Revision until, const VersionKey &after,
                                                            int limit, qsizetype maxChunks)
{
    // The row value bounds keep it one range scan of the primary key.
    Query query(m_database,
                "SELECT " VERSION_COLUMNS ", CASE WHEN length(c.chunks) <= ?7 THEN c.chunks END,"
                " CASE WHEN v.op = 1 THEN (SELECT min(w.op) FROM node_version w INDEXED BY node_version_of"
                "   WHERE w.project = ?1"
                "   AND w.node = v.node AND w.revision > ?5 AND w.revision < v.revision) END"
                " FROM node_version v LEFT JOIN content c ON c.project = ?1 AND c.hash = v.hash AND v.op <> 2"
                " WHERE v.project = ?1 AND (v.revision, v.node) > (?3, ?4) AND v.revision <= ?2"
                " AND (?5 > 0 OR v.op <> 2)" NEWEST_UP_TO_2 " ORDER BY v.revision, v.node LIMIT ?6");
    // Nothing at or below `since` is asked for: the key behind which it starts is (since, highest id).
    VersionKey start = after;
    if (start.revision <= since) {
        start.revision = since;
        start.node.bytes.fill(0xff);
    }
    query.bind(m_project).bind(until).bind(start.revision).bind(start.node).bind(since).bind(limit);
    query.bind(qint64(wire::kMaxInlineChunks) * 36);
    std::vector<NodeVersion> rows;
    qsizetype chunkBytes = 0;
    qsizetype textBytes = 0;
    auto done = query.each([&] {
        NodeVersion version = versionOf(query);
        version.chunks = query.isNull(12) ? QByteArray() : query.bytes(12);
        if (!query.isNull(12) && version.chunks.isNull())
            version.chunks = "";  // an empty file: no chunks, but known
        if (version.op == Op::Move && !query.isNull(13) && query.integer(13) != int(Op::Move))
            version.op = Op::Put;
        chunkBytes += version.chunks.size();
        textBytes += version.path.size() + version.node.place.name.size() + version.node.content.target.size();
        rows.push_back(std::move(version));
        return chunkBytes <= maxChunks * 36 && textBytes <= kMaxPageText;
    });
    if (!done)
        return done.error();
    return rows;
}

Result<std::vector<NodeVersion>> VersionRepository::ofCommit(Revision revision, const NodeId &after, int limit)
{
    Query query(m_database, "SELECT " VERSION_COLUMNS " FROM node_version v WHERE v.project = ? AND v.revision = ?"
                            " AND v.node > ? ORDER BY v.node LIMIT ?");
    return all(query.bind(m_project).bind(revision).bind(after).bind(limit));
}

Result<std::vector<NodeVersion>> VersionRepository::ofNode(const NodeId &node, Revision before, int limit)
{
    Query query(m_database, "SELECT " VERSION_COLUMNS " FROM node_version v WHERE v.project = ? AND v.node = ?"
                            " AND v.revision < ? ORDER BY v.revision DESC LIMIT ?");
    return all(query.bind(m_project).bind(node).bind(before).bind(limit));
}

Result<std::vector<NodeId>> VersionRepository::nodesAt(const QByteArray &path)
{
    Query query(m_database, "SELECT node FROM node_version WHERE project = ? AND path = ? ORDER BY revision DESC");
    query.bind(m_project).bindText(path);
    std::vector<NodeId> nodes;
    auto done = query.each([&] {
        const NodeId id = query.id<NodeTag>(0);
        if (std::ranges::find(nodes, id) == nodes.end())
            nodes.push_back(id);
    });
    if (!done)
        return done.error();
    return nodes;
}

}  // namespace tideline::server
