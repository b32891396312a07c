#include "core/sync/first_in_plan.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <unordered_map>

namespace tideline::sync {

using store::Tree;
using Kind = Operation::Kind;

namespace {

constexpr std::size_t kNoRank = std::numeric_limits<std::size_t>::max();

bool isDown(const Operation &operation)
{
    return operation.kind == Kind::CreateLocal || operation.kind == Kind::ReplaceLocal;
}

/// Only new contents go before the rest: they take nothing away.
bool bringsContent(const Operation &operation)
{
    return operation.content.kind == NodeKind::File && (isDown(operation) || operation.kind == Kind::PutRemote);
}

bool makesFolder(const Operation &operation)
{
    return operation.content.kind == NodeKind::Folder
           && (operation.kind == Kind::CreateLocal || (operation.kind == Kind::PutRemote && !operation.seenRemote));
}

/// Says of each step of a plan whether somebody asked for it, and whether it can go by itself.
class Ranking {
public:
    Ranking(const std::vector<Operation> &operations, const store::TreeStore &trees, const std::vector<NodeId> &wishes)
        : m_operations(operations), m_trees(trees)
    {
        for (std::size_t i = 0; i < wishes.size(); ++i)
            m_wishes.emplace(wishes[i], i);
        for (std::size_t i = 0; i < operations.size(); ++i) {
            ++m_steps[operations[i].node];
            if (makesFolder(operations[i]))
                m_newFolders.emplace(operations[i].node, i);
        }
    }

    /// Which wish it is for: the newest for it or for a folder that it is in; kNoRank: none.
    Result<std::size_t> rankOf(const Operation &operation) { return rankOf(operation.node, operation.place.parent); }

    /// Whether no other step is about it, and its place is its own or free.
    Result<bool> needsNothing(const Operation &operation) const
    {
        if (m_steps.at(operation.node) != 1)
            return false;
        const auto isAt = [&operation](const SharedNode &seen) { return seen && seen->place == operation.place; };
        if (operation.kind == Kind::ReplaceLocal)
            return isAt(operation.seenLocal);
        if (operation.kind == Kind::PutRemote && !isAt(operation.seenLocal))
            return false;
        if (operation.kind == Kind::PutRemote && operation.seenRemote)
            return isAt(operation.seenRemote);
        const bool isLocal = operation.kind == Kind::CreateLocal;
        const auto holder = m_trees.at(isLocal ? Tree::Local : Tree::Remote, isLocal ? diskPlace(operation.place) : operation.place);
        return holder ? Result<bool>(!*holder) : holder.error();
    }

    /// The steps that make the folders it is to be in. False: one is not there, and no step by itself makes it.
    Result<bool> findFolders(const Operation &operation, std::vector<std::size_t> &folders) const
    {
        const Tree tree = isDown(operation) ? Tree::Local : Tree::Remote;
        for (NodeId parent = operation.place.parent; !parent.isNull();) {
            const auto row = m_trees.node(tree, parent);
            if (!row)
                return row.error();
            if (*row)
                return true;
            const auto made = m_newFolders.find(parent);
            if (made == m_newFolders.end() || isDown(m_operations[made->second]) != isDown(operation))
                return false;
            const Operation &folder = m_operations[made->second];
            const auto goes = needsNothing(folder);
            if (!goes || !*goes)
                return goes;
            folders.push_back(made->second);
            parent = folder.place.parent;
        }
        return true;
    }

private:
    Result<std::size_t> rankOf(const NodeId &node, const NodeId &parent)
    {
        const auto wish = m_wishes.find(node);
        const auto above = parent.isNull() ? Result<std::size_t>(kNoRank) : rankOfFolder(parent);
        return above ? std::min(wish == m_wishes.end() ? kNoRank : wish->second, *above) : above;
    }

    Result<std::size_t> rankOfFolder(const NodeId &folder)
    {
        const auto [known, isNew] = m_folders.try_emplace(folder, kNoRank);
        if (!isNew)
            return known->second;
        NodeId parent;
        if (const auto made = m_newFolders.find(folder); made != m_newFolders.end()) {
            parent = m_operations[made->second].place.parent;
        } else {
            auto row = m_trees.node(Tree::Remote, folder);
            if (row && !*row)
                row = m_trees.node(Tree::Local, folder);
            if (!row)
                return row.error();
            if (*row)
                parent = (*row)->place.parent;
        }
        const auto rank = rankOf(folder, parent);
        if (rank)
            m_folders[folder] = *rank;
        return rank;
    }

    const std::vector<Operation> &m_operations;
    const store::TreeStore &m_trees;
    std::unordered_map<NodeId, std::size_t> m_wishes;      ///< their ranks
    std::unordered_map<NodeId, int> m_steps;               ///< how many are about a node
    std::unordered_map<NodeId, std::size_t> m_newFolders;  ///< by the folder: the step that makes it
    std::unordered_map<NodeId, std::size_t> m_folders;     ///< ranks that are known; of a ring, none
};

/// Fills in `order` for what was asked for: 0 for folders that others need, else the wish's rank and one. `isOpen`: by wish, whether a step
/// is about it.
Result<void> rank(const std::vector<Operation> &operations, Ranking ranking, std::vector<std::size_t> &order, std::vector<bool> &isOpen)
{
    std::vector<std::size_t> folders;
    for (std::size_t i = 0; i < operations.size(); ++i) {
        const auto wish = ranking.rankOf(operations[i]);
        if (!wish)
            return wish.error();
        if (*wish == kNoRank)
            continue;
        isOpen[*wish] = true;
        folders.clear();
        auto goes = order[i] == kNoRank && bringsContent(operations[i]) ? ranking.needsNothing(operations[i]) : Result<bool>(false);
        if (goes && *goes)
            goes = ranking.findFolders(operations[i], folders);
        if (!goes)
            return goes.error();
        if (!*goes)
            continue;
        order[i] = *wish + 1;
        for (const std::size_t folder : folders)
            order[folder] = 0;
    }
    return {};
}

}  // namespace

Result<std::size_t> putFirst(Plan &plan, store::TreeStore &trees, FirstFiles *wishes)
{
    std::vector<Operation> &operations = plan.operations;
    std::vector<std::size_t> order(operations.size(), kNoRank);
    for (std::size_t i = 0; i < operations.size(); ++i) {
        if (operations[i].awaited)
            order[i] = 0;
    }
    const std::vector<NodeId> asked = wishes ? wishes->take() : std::vector<NodeId>();
    if (!asked.empty()) {
        const store::ReadTransaction reading(trees.database());
        std::vector<bool> isOpen(asked.size(), !plan.blocked.empty());  // what is not read yet has no step yet
        if (auto ranked = rank(operations, Ranking(operations, trees, asked), order, isOpen); !ranked)
            return ranked.error();
        for (std::size_t i = 0; i < asked.size(); ++i) {
            if (!isOpen[i])
                wishes->drop(asked[i]);
        }
    }
    const auto count = std::size_t(std::ranges::count_if(order, [](std::size_t one) { return one != kNoRank; }));
    if (count == 0)
        return count;
    std::vector<std::size_t> places(order.size());
    std::iota(places.begin(), places.end(), 0);
    std::ranges::stable_sort(places, {}, [&order](std::size_t i) { return order[i]; });
    std::vector<Operation> ordered;
    ordered.reserve(operations.size());
    for (const std::size_t i : places)
        ordered.push_back(std::move(operations[i]));
    operations = std::move(ordered);
    return count;
}

}  // namespace tideline::sync
