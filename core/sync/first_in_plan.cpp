#include "core/sync/first_in_plan.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>
#include <unordered_map>
#include <unordered_set>

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
            if (operations[i].kind == Kind::MoveLocal || operations[i].kind == Kind::MoveRemote)
                m_moved.insert(operations[i].node);
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

    /// The steps that make the folders it is to be in. False: one is not there, and no step by itself makes it; or one is to be moved.
    Result<bool> findFolders(const Operation &operation, std::vector<std::size_t> &folders)
    {
        const bool down = isDown(operation);
        for (NodeId parent = operation.place.parent; !parent.isNull();) {
            const auto stays = staysIn(down ? Tree::Local : Tree::Remote, parent);
            if (!stays)
                return stays.error();
            if (*stays)
                return **stays;
            const auto made = m_newFolders.find(parent);
            if (made == m_newFolders.end() || isDown(m_operations[made->second]) != down)
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

    /// Whether it is in the tree, and neither it nor a folder above it is to be moved; nullopt: it is not there.
    Result<std::optional<bool>> staysIn(Tree tree, const NodeId &folder)
    {
        auto &known = tree == Tree::Local ? m_staysHere : m_staysInCloud;
        if (const auto found = known.find(folder); found != known.end())
            return found->second;
        const auto row = m_trees.node(tree, folder);
        if (!row)
            return row.error();
        std::optional<bool> stays;
        if (*row) {
            known.emplace(folder, false);  // of a ring
            const NodeId parent = (*row)->place.parent;
            const auto above = parent.isNull() ? Result<std::optional<bool>>(true) : staysIn(tree, parent);
            if (!above)
                return above;
            stays = !m_moved.contains(folder) && above->value_or(false);
        }
        known[folder] = stays;
        return stays;
    }

    const std::vector<Operation> &m_operations;
    const store::TreeStore &m_trees;
    std::unordered_map<NodeId, std::optional<bool>> m_staysHere, m_staysInCloud;  ///< what staysIn() said
    std::unordered_map<NodeId, std::size_t> m_wishes;      ///< their ranks
    std::unordered_map<NodeId, int> m_steps;               ///< how many are about a node
    std::unordered_set<NodeId> m_moved;
    std::unordered_map<NodeId, std::size_t> m_newFolders;  ///< by the folder: the step that makes it
    std::unordered_map<NodeId, std::size_t> m_folders;     ///< ranks that are known; of a ring, none
};

/// What the operations come to: of each whether a wish is about it, and what it needs to go first.
struct Ranked {
    std::vector<std::size_t> wish;  ///< by operation; kNoRank: none, or it cannot go by itself
    std::vector<bool> isOpen;       ///< by wish: whether a step is about it
};

Result<Ranked> rank(const std::vector<Operation> &operations, Ranking &ranking, std::size_t wishes)
{
    Ranked ranked{std::vector<std::size_t>(operations.size(), kNoRank), std::vector<bool>(wishes, false)};
    std::vector<std::size_t> folders;
    for (std::size_t i = 0; i < operations.size(); ++i) {
        const auto wish = ranking.rankOf(operations[i]);
        if (!wish)
            return wish.error();
        if (*wish == kNoRank)
            continue;
        ranked.isOpen[*wish] = true;
        folders.clear();
        auto goes = bringsContent(operations[i]) ? ranking.needsNothing(operations[i]) : Result<bool>(false);
        if (goes && *goes)
            goes = ranking.findFolders(operations[i], folders);
        if (!goes)
            return goes.error();
        if (*goes)
            ranked.wish[i] = *wish;
    }
    return ranked;
}

}  // namespace

Result<FirstInPlan> putFirst(Plan &plan, store::TreeStore &trees, const std::vector<NodeId> &wishes, const std::set<NodeId> &tried)
{
    std::vector<Operation> &operations = plan.operations;
    FirstInPlan first;
    std::vector<bool> leads(operations.size(), false);
    std::optional<Ranked> ranked;
    if (!wishes.empty()) {
        const store::ReadTransaction reading(trees.database());
        Ranking ranking(operations, trees, wishes);
        auto found = rank(operations, ranking, wishes.size());
        if (!found)
            return found.error();
        ranked = *std::move(found);
        std::size_t best = kNoRank;
        for (std::size_t i = 0; i < operations.size(); ++i) {
            if (ranked->wish[i] < best && !tried.contains(wishes[ranked->wish[i]]))
                best = ranked->wish[i];
        }
        std::vector<std::size_t> folders;
        for (std::size_t i = 0; best != kNoRank && i < operations.size(); ++i) {
            if (ranked->wish[i] != best)
                continue;
            leads[i] = true;
            folders.clear();
            if (auto made = ranking.findFolders(operations[i], folders); !made)
                return made.error();
            for (const std::size_t folder : folders)
                leads[folder] = true;
        }
        if (best != kNoRank)
            first.wish = wishes[best];
        // What is not read yet has no step yet, and two that become one have none of their own.
        const bool isEarly = !plan.blocked.empty() || std::ranges::any_of(operations, [](const Operation &one) { return one.kind == Kind::Unify; });
        for (std::size_t i = 0; i < wishes.size(); ++i) {
            if (!ranked->isOpen[i] && !isEarly)
                first.fulfilled.push_back(wishes[i]);
        }
    }
    if (first.wish.isNull() && !tried.contains(NodeId{})) {
        for (std::size_t i = 0; i < operations.size(); ++i)
            leads[i] = operations[i].awaited;
    }
    first.count = std::size_t(std::ranges::count(leads, true));
    if (first.count == 0)
        return first;
    std::vector<std::size_t> places(leads.size());
    std::iota(places.begin(), places.end(), 0);
    std::ranges::stable_partition(places, [&leads](std::size_t i) { return leads[i]; });
    std::vector<Operation> ordered;
    ordered.reserve(operations.size());
    for (const std::size_t i : places)
        ordered.push_back(std::move(operations[i]));
    operations = std::move(ordered);
    return first;
}

}  // namespace tideline::sync
