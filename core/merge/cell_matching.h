// Which cell of a notebook became which.
#pragma once

#include "core/merge/notebook.h"

#include <optional>
#include <vector>

namespace tideline::merge {

/// For each cell of the base the place of the same cell in the side; -1 where it is gone. Each of the side's cells is taken
/// at most once; what is taken by none is new.
///
/// First, cells with equal ids are the same. Then, between the same neighbours and in order, so that the likeness of all
/// pairs together is greatest: cells with equal sources or two fifths of their lines in common (a tool may have made the ids
/// anew). Then cells whose source is in both notebooks just once, wherever they are (they moved). Last, where two neighbours
/// have as many cells of the same types left between them, these by place, unless both have ids. An empty source is no
/// likeness between two cells that have ids.
///
/// nullopt: over the budget.
std::optional<std::vector<int>> matchCells(const std::vector<Cell> &base, const std::vector<Cell> &side, Budget &budget);

}  // namespace tideline::merge
