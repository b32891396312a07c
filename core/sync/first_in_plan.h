// What of a plan goes before the rest: files that are being opened, and what a person asked for first.
#pragma once

#include "core/store/tree_store.h"
#include "core/sync/planner/planner.h"

#include <set>
#include <vector>

namespace tideline::sync {

/// Moves to the front of the plan what goes first of all: what the newest of `wishes` is about that has such steps and is not in `tried`;
/// after all of them what is awaited by a file that is being opened. Returns how many operations that are, and of which wish (null: those
/// that are awaited). They need nothing of the rest: the folder of each is there, stays, or comes with it; its place is its own or free; and
/// no other step is about it. `fulfilled`: wishes for which the plan has no step. Errors: those of the store.
struct FirstInPlan {
    std::size_t count = 0;
    NodeId wish;
    std::vector<NodeId> fulfilled;
};
Result<FirstInPlan> putFirst(Plan &plan, store::TreeStore &trees, const std::vector<NodeId> &wishes, const std::set<NodeId> &tried);

}  // namespace tideline::sync
