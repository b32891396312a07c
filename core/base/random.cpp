#include "core/base/random.h"

#include <sys/random.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace tideline {

quint64 Random::next()
{
    unsigned char bytes[8];
    fill(bytes);
    quint64 value = 0;
    std::memcpy(&value, bytes, sizeof value);
    return value;
}

quint64 Random::below(quint64 bound)
{
    Q_ASSERT(bound > 0);
    return next() % bound;  // the bias of at most bound / 2^64 is of no consequence here
}

namespace {

/// A system call for each id of a first sync costs as much as to write down its row: a thread asks for many bytes at once. Each is
/// given out once, and wiped.
class SystemRandom final : public Random {
public:
    void fill(std::span<unsigned char> bytes) override
    {
        struct Stock {
            std::array<unsigned char, 512> bytes{};
            std::size_t used = 512;
        };
        static thread_local Stock stock;
        if (bytes.size() > kMostFromStock)
            return ask(bytes);
        if (bytes.size() > stock.bytes.size() - stock.used) {
            ask(stock.bytes);
            stock.used = 0;
        }
        const auto taken = std::span(stock.bytes).subspan(stock.used, bytes.size());
        std::ranges::copy(taken, bytes.begin());
        std::ranges::fill(taken, 0);
        stock.used += bytes.size();
    }

private:
    static constexpr std::size_t kMostFromStock = 32;

    static void ask(std::span<unsigned char> bytes)
    {
        std::size_t done = 0;
        while (done < bytes.size()) {
            const ssize_t got = ::getrandom(bytes.data() + done, bytes.size() - done, 0);
            if (got > 0)
                done += std::size_t(got);
            else if (errno != EINTR)
                std::abort();  // a machine without randomness can make no safe token or id
        }
    }
};

}  // namespace

Random &systemRandom()
{
    static SystemRandom random;
    return random;
}

void SeededRandom::fill(std::span<unsigned char> bytes)
{
    std::size_t done = 0;
    while (done < bytes.size()) {
        // SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014).
        m_state += 0x9e3779b97f4a7c15ULL;
        quint64 z = m_state;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        z ^= z >> 31;
        const std::size_t take = std::min<std::size_t>(8, bytes.size() - done);
        std::memcpy(bytes.data() + done, &z, take);
        done += take;
    }
}

}  // namespace tideline
