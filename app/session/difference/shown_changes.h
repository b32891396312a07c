// Where two sequences differ, for the eye.
#pragma once

#include "core/merge/alignment.h"

namespace tideline::session {

/// The changes from `older` to `newer`, as merge::changesBetween() gives them, made small: where that one leaves open which of
/// several equal elements was kept, one alignment is chosen. Changes do not touch. When there are too many edits, or the budget
/// is spent, it is one change between the equal ends, and `isExact` becomes false.
std::vector<merge::Change> shownChanges(std::span<const qint32> older, std::span<const qint32> newer, qint32 kinds, int maxEdits,
                                        merge::Budget &budget, bool &isExact);

}  // namespace tideline::session
