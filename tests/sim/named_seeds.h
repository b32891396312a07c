// Seeds that once failed: each with what it found, and the test that has kept that mended since.
#pragma once

#include <QtGlobal>

#include <span>

namespace tideline::sim {

/// A seed tells the same story only as long as the simulation draws the same: after that it is one seed among others, and
/// `test` is what holds the mended bug.
struct NamedSeed {
    quint64 seed;
    int clients;
    const char *found;  ///< empty: nobody wrote it down
    const char *test;   ///< "tests/core/sync/lost_writes_test.cpp: whatItSays"; empty: none is known
};

std::span<const NamedSeed> namedSeeds();

}  // namespace tideline::sim
