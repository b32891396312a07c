#include "core/base/random.h"

#include <sys/random.h>

#include <algorithm>
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

class SystemRandom final : public Random {
public:
    void fill(std::span<unsigned char> bytes) override
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
