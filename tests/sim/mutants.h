// Bugs planted into the simulation's own interfaces: what the engine would do if it had forgotten a safeguard.
#pragma once

#include "tests/sim/sim_client.h"

namespace tideline::sim {

/// The names that --mutant takes; bugs in product code are patches in tests/sim/mutants instead.
QList<QByteArray> mutantNames();
/// Plants one into a client. False: no such mutant.
bool plantMutant(const QByteArray &name, SimClient &client);

}  // namespace tideline::sim
