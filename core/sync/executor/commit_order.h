// In which order the changes of a plan go into commits, so that the server takes each commit, wherever they are cut.
#pragma once

#include "core/sync/planner/planner.h"

#include <functional>
#include <span>
#include <vector>

namespace tideline::sync {

/// Changes of the cloud in an order.
struct CommitOrder {
    std::vector<const Operation *> changes;
    std::vector<quint32> groups;  ///< of each change: neighbours that have the same one go into one commit
    /// Those that must be made before the change, or with it, by their places in the order.
    std::span<const quint32> needsOf(std::size_t change) const
    {
        return std::span(needs).subspan(firstNeeds[change], firstNeeds[change + 1] - firstNeeds[change]);
    }
    std::vector<quint32> firstNeeds;  ///< of each change in `needs`, and where they end
    std::vector<quint32> needs;
};

/// Orders `changes` (PutRemote, MoveRemote, DeleteRemote): a place is given up before it is taken; a folder is made, or comes to
/// its place, before what goes into it; a folder goes after what was in it. What needs each other (two files swap their names)
/// is one group. Else folders come first, then moves, deletions, files, in the order given.
/// `parentOf`: the folder that holds a node in the tree that is to be; null: the root, or not known.
/// Groups are the strongly connected components of what needs what (Tarjan, SIAM J. Comput. 1 (2), 1972).
CommitOrder orderForCommits(std::vector<const Operation *> changes, const std::function<NodeId(const NodeId &)> &parentOf);

}  // namespace tideline::sync
