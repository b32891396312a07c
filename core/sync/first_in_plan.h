// What of a plan goes before the rest: files that are being opened, and what a person asked for first.
#pragma once

#include "core/store/tree_store.h"
#include "core/sync/first_files.h"
#include "core/sync/planner/planner.h"

namespace tideline::sync {

/// Moves to the front of the plan what goes first: what is awaited, then the wishes, the newest before the others. Returns how many
/// operations that are; they need nothing of the rest: the folder of each is there or comes with it, its place is its own or free, and no
/// other step is about it. A wish for which the plan has no step is fulfilled, and dropped. `wishes`: null = nobody can ask for anything.
/// Errors: those of the store.
Result<std::size_t> putFirst(Plan &plan, store::TreeStore &trees, FirstFiles *wishes);

}  // namespace tideline::sync
