#include "core/merge/increasing.h"

#include <algorithm>

namespace tideline::merge {

namespace {

/// The length of the longest increasing subsequence that ends at each place.
std::vector<std::size_t> lengthsUpTo(std::span<const int> numbers)
{
    std::vector<int> tails;  // by length - 1: the smallest number that such a subsequence ends with
    std::vector<std::size_t> lengths;
    for (const int number : numbers) {
        const auto tail = std::ranges::lower_bound(tails, number);
        lengths.push_back(std::size_t(tail - tails.begin()) + 1);
        if (tail == tails.end())
            tails.push_back(number);
        else
            *tail = number;
    }
    return lengths;
}

std::size_t longest(const std::vector<std::size_t> &lengths)
{
    return lengths.empty() ? 0 : *std::ranges::max_element(lengths);
}

}  // namespace

std::vector<std::size_t> longestIncreasing(std::span<const int> numbers)
{
    const std::vector<std::size_t> lengths = lengthsUpTo(numbers);
    std::vector<std::size_t> places;
    std::size_t wanted = longest(lengths);
    for (std::size_t i = numbers.size(); i-- > 0 && wanted > 0;) {
        if (lengths[i] == wanted && (places.empty() || numbers[i] < numbers[places.back()])) {
            places.push_back(i);
            --wanted;
        }
    }
    std::ranges::reverse(places);
    return places;
}

std::vector<bool> surelyMoved(std::span<const int> numbers)
{
    const std::vector<std::size_t> upTo = lengthsUpTo(numbers);
    std::vector<int> mirrored(numbers.rbegin(), numbers.rend());
    for (int &number : mirrored)
        number = -number;
    const std::vector<std::size_t> from = lengthsUpTo(mirrored);
    const std::size_t most = longest(upTo);
    std::vector<bool> moved;
    for (std::size_t i = 0; i < numbers.size(); ++i)
        moved.push_back(upTo[i] + from[numbers.size() - 1 - i] - 1 != most);
    return moved;
}

}  // namespace tideline::merge
