// What every fuzz target needs: a law that must hold, and an input cut into parts.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace tideline::fuzz {

/// Ends the program when the law is broken; libFuzzer then keeps the input.
inline void law(bool holds, const char *sentence)
{
    if (holds)
        return;
    std::fprintf(stderr, "broken law: %s\n", sentence);
    std::abort();
}

/// The input as N parts: before them, two bytes (low first) for the length of each but the last; a length that is larger than
/// what is left takes all of it.
template <std::size_t N>
std::array<QByteArray, N> parts(const std::uint8_t *data, std::size_t size)
{
    std::array<QByteArray, N> found;
    constexpr std::size_t head = 2 * (N - 1);
    if (size < head)
        return found;
    QByteArrayView rest(data + head, qsizetype(size - head));
    for (std::size_t i = 0; i < N; ++i) {
        const qsizetype wanted = i + 1 < N ? data[2 * i] | data[2 * i + 1] << 8 : rest.size();
        const qsizetype length = std::min(wanted, rest.size());
        found[i] = rest.first(length).toByteArray();
        rest = rest.sliced(length);
    }
    return found;
}

}  // namespace tideline::fuzz
