#include "app/server/metadata/tree_at.h"

namespace tideline::server {

namespace {

std::optional<NodeRow> rowOf(std::optional<NodeVersion> version)
{
    if (!version)
        return {};
    return NodeRow{std::move(version->node), version->revision};
}

}  // namespace

Result<std::optional<NodeRow>> TreeAt::find(const NodeId &id)
{
    if (m_isHead)
        return m_nodes.find(id);
    auto version = m_versions.at(id, m_revision);
    if (!version)
        return version.error();
    return rowOf(*std::move(version));
}

Result<std::optional<NodeRow>> TreeAt::find(const RelativePath &path)
{
    std::optional<NodeRow> row;
    NodePlace place;
    for (const QByteArray &name : path.parts()) {
        place.name = name;
        if (m_isHead) {
            auto found = m_nodes.at(place);
            if (!found)
                return found;
            row = *std::move(found);
        } else {
            auto found = m_versions.at(place, m_revision);
            if (!found)
                return found.error();
            row = rowOf(*std::move(found));
        }
        if (!row)
            return row;
        place.parent = row->node.id;
    }
    return row;
}

Result<std::vector<NodeRow>> TreeAt::children(const NodeId &parent, const QByteArray &afterName, int limit)
{
    if (m_isHead)
        return m_nodes.children(parent, afterName, limit);
    auto versions = m_versions.children(parent, m_revision, afterName, limit);
    if (!versions)
        return versions.error();
    std::vector<NodeRow> rows;
    rows.reserve(versions->size());
    for (NodeVersion &version : *versions)
        rows.push_back({std::move(version.node), version.revision});
    return rows;
}

Result<QByteArray> TreeAt::folderPath(const NodeId &folder)
{
    if (folder.isNull())
        return QByteArray();
    if (const auto known = m_paths.find(folder); known != m_paths.end())
        return known->second;
    std::vector<std::pair<NodeId, QByteArray>> chain;  // nearest first
    QByteArray path;
    for (NodeId at = folder; !at.isNull();) {
        if (const auto known = m_paths.find(at); known != m_paths.end()) {
            path = known->second;
            break;
        }
        const auto row = find(at);
        if (!row)
            return row.error();
        if (!*row || qsizetype(chain.size()) > kMaxPathDepth + 1)
            return Error{Error::Kind::Io, u"The stored tree has an orphan or a cycle."_s, at.toString(), {}};
        chain.emplace_back(at, (*row)->node.place.name);
        at = (*row)->node.place.parent;
    }
    for (auto it = chain.rbegin(); it != chain.rend(); ++it) {
        path = path.isEmpty() ? it->second : path + '/' + it->second;
        m_paths.emplace(it->first, path);
    }
    return path;
}

}  // namespace tideline::server
