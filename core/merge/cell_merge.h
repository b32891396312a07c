// Three-way merge of one cell.
#pragma once

#include "core/merge/notebook.h"

#include <variant>

namespace tideline::merge {

using CellOutcome = std::variant<JsonValue, Conflict, TooLarge>;

/// The cell that both sides made of `base`.
///
/// The source is merged line by line; a line's missing end at the very end is no change. What a run leaves (outputs,
/// execution_count, kRunMetadata) is derived: it follows the side whose source and type the merged cell has. Where both
/// have it, the side that ran the cell again; when both did, theirs; where neither has it, since both sources went
/// into it, the outputs are cleared. All else is merged key by key (KeyMerge); of two new ids, theirs.
CellOutcome mergeCell(const Cell &base, const Cell &ours, const Cell &theirs, const Limits &limits, Budget &budget);

/// Whether a person changed the cell: anything but its id, what a run leaves, and how it is shown.
bool isEdited(const Cell &base, const Cell &side);

}  // namespace tideline::merge
