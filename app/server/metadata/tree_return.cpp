#include "app/server/metadata/tree_return.h"

#include "app/server/metadata/tree_at.h"

#include <unordered_map>

namespace tideline::server {

using Op = wire::Change::Op;

namespace {

constexpr int kPage = 5000;

Result<std::unordered_map<NodeId, Node>> wholeTree(TreeAt tree)
{
    std::unordered_map<NodeId, Node> all;
    std::vector<NodeId> folders{NodeId{}};
    while (!folders.empty()) {
        const NodeId folder = folders.back();
        folders.pop_back();
        QByteArray after;
        while (true) {
            auto rows = tree.children(folder, after, kPage);
            if (!rows)
                return rows.error();
            const bool isLast = rows->size() < std::size_t(kPage);
            if (!isLast)
                after = rows->back().node.place.name;
            for (NodeRow &row : *rows) {
                if (row.node.content.kind == NodeKind::Folder)
                    folders.push_back(row.node.id);
                all.emplace(row.node.id, std::move(row.node));
            }
            if (isLast)
                break;
        }
    }
    return all;
}

wire::Change change(Op op, Node node)
{
    wire::Change made;
    made.op = op;
    made.node = std::move(node);
    return made;
}

}  // namespace

Result<std::vector<wire::Change>> changesBackTo(Revision revision, Revision head, NodeRepository &nodes, VersionRepository &versions)
{
    auto then = wholeTree(TreeAt(nodes, versions, revision, head));
    if (!then)
        return then.error();
    auto now = wholeTree(TreeAt(nodes, versions, head, head));
    if (!now)
        return now.error();
    std::vector<wire::Change> changes;
    for (auto &[id, node] : *then) {
        const auto held = now->find(id);
        if (held == now->end() || !held->second.content.sameAs(node.content))
            changes.push_back(change(Op::Put, node));
        else if (held->second.place != node.place)
            changes.push_back(change(Op::Move, node));
    }
    for (auto &[id, node] : *now) {
        if (!then->contains(id))
            changes.push_back(change(Op::Delete, node));
    }
    return changes;
}

}  // namespace tideline::server
