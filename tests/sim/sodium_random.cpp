#include "tests/sim/sodium_random.h"

#include "core/base/random.h"

#include <sodium.h>

namespace tideline::sim {

namespace {

SeededRandom &random()
{
    static SeededRandom source(1);
    return source;
}

void fill(void *const bytes, const std::size_t count)
{
    random().fill({static_cast<unsigned char *>(bytes), count});
}

}  // namespace

void prepareSodium()
{
    static randombytes_implementation implementation{
        [] { return "simulation"; }, [] { return std::uint32_t(random().next()); }, nullptr, nullptr, fill, nullptr};
    const bool done = randombytes_set_implementation(&implementation) == 0 && sodium_init() >= 0;  // which draws, once
    Q_ASSERT(done);
}

void seedSodium(quint64 seed)
{
    random() = SeededRandom(seed);
}

}  // namespace tideline::sim
