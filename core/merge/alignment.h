// How a side's sequence differs from the base's, as far as that is beyond doubt.
#pragma once

#include "core/merge/outcome.h"

#include <optional>
#include <span>
#include <vector>

namespace tideline::merge {

/// A stretch of the base that a side replaced; either part may be empty, not both. Places count from 0, ends are past it.
struct Change {
    qint32 baseBegin;
    qint32 baseEnd;
    qint32 sideBegin;
    qint32 sideEnd;
    bool operator==(const Change &) const = default;
};

/// The changes from `base` to `side`, in order; elements are numbers from 0 up to below `kinds`, equal or not.
///
/// What lies between two changes was kept, and surely so: an element counts as kept only when every shortest alignment
/// of the two sequences keeps it, and at the same place. Where there is a choice (one of five blank lines went; a
/// repeated block was added before or behind its like), the whole stretch in which the choices differ is the change.
/// A merge that takes each change as a whole therefore does not depend on which alignment somebody would have chosen.
///
/// How: Myers' O(ND) search from the end, its rows kept, gives the distance to the end at each place of the edit graph;
/// with it two walks from the start take the uppermost and the lowermost of the shortest paths. All others run between
/// these two, so a match that both take is in all of them.
///
/// nullopt: more than `maxEdits` insertions and deletions (elements that only one sequence has are not counted), or
/// the budget is spent. Memory: 2 × maxEdits² bytes.
std::optional<std::vector<Change>> changesBetween(std::span<const qint32> base, std::span<const qint32> side, qint32 kinds,
                                                  int maxEdits, Budget &budget);

}  // namespace tideline::merge
