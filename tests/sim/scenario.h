// One run of a seed: some people, their clients, one server, bad weather, then quiet, then the verdict.
#pragma once

#include "tests/sim/omissions.h"
#include "tests/sim/stage.h"

namespace tideline::sim {

struct SeedOptions {
    Trace::Print print = Trace::Print::Nothing;
    int clients = 2;    ///< at most 9
    int actions = 0;    ///< of all users together, at least; 0: 10 to 39 of each. With it come three crashes at least
    QByteArray mutant;  ///< a bug to plant; empty: none
    Omissions without;
};

/// Runs one seed from an empty world to its verdict. Leaves nothing behind.
RunReport runSeed(quint64 seed, const SeedOptions &options);
/// How many actions each user has in that run.
int actionsOfEach(quint64 seed, const SeedOptions &options);

}  // namespace tideline::sim
