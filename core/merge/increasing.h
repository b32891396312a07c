// Which members of a sequence kept their order, and which moved.
#pragma once

#include <span>
#include <vector>

namespace tideline::merge {

/// The places of one longest increasing subsequence, in order. The numbers are different from each other.
std::vector<std::size_t> longestIncreasing(std::span<const int> numbers);

/// For each number, whether no longest increasing subsequence has it: it surely moved. (Of two that changed places,
/// neither did: either could have.)
std::vector<bool> surelyMoved(std::span<const int> numbers);

}  // namespace tideline::merge
