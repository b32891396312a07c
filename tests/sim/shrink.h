// Makes a seed that fails short.
#pragma once

#include "tests/sim/scenario.h"

namespace tideline::sim {

struct Shrunk {
    SeedOptions options;
    RunReport report;   ///< of the run that is left; good when the seed does not fail at all
    int actions = 0;    ///< that are left
    int runs = 0;
};

/// Leaves out of the seed what its failure does not need: whole concerns, then actions, in halves, quarters and so on
/// (delta debugging, Zeller and Hildebrandt 2002). The failure must stay of its kind: begin with the same words.
Shrunk shrink(quint64 seed, SeedOptions options);

}  // namespace tideline::sim
