// What every part of one simulated run shares: the trace, the scheduler, and a stream of chance for each concern.
#pragma once

#include "core/base/random.h"
#include "tests/sim/scheduler.h"
#include "tests/sim/sim_disk.h"

namespace tideline::sim {

/// How rough a run is. Drawn from the seed; `network` and `crashes` are switched off for the quiet end.
struct Weather {
    int networkPercent = 0;  ///< of the requests meet a fault
    int diskPerMille = 0;    ///< of the clients' calls to their disk fail
    int shortPerMille = 0;   ///< of a client's listings tell half of what there is
    CrashModel model = CrashModel::Ordered;
    qint64 granularityNs = 1;
    bool reusesInodes = false;
    int foldingClient = -1;  ///< whose disk takes names that differ in case or normal form alone for one; -1 = nobody's

    /// The same disks, and nothing that fails.
    Weather calmed() const
    {
        Weather calm = *this;
        calm.networkPercent = calm.diskPerMille = calm.shortPerMille = 0;
        return calm;
    }
};

/// Invariant: two runs of one seed draw the same numbers from each stream, whatever is printed.
struct World {
    World(quint64 chosen, Trace::Print print, const Weather &now)
        : seed(chosen),
          trace(print),
          scheduler(chosen * 4 + 1, trace),
          network(chosen * 4 + 2),
          disks(chosen * 4 + 3),
          users(chosen * 4 + 4),
          stops(~chosen),
          wishes(~chosen ^ 1),
          weather(now)
    {}
    void tell(const QByteArray &line) { trace.tell(scheduler.nowNs(), scheduler.actor(), line); }

    quint64 seed;
    Trace trace;
    Scheduler scheduler;
    SeededRandom network;
    SeededRandom disks;
    SeededRandom users;
    SeededRandom stops;  ///< of files on their way
    SeededRandom wishes;  ///< for files that are to go first
    Weather weather;
    int lateRequests = 0;  ///< on their way still, though nobody waits for them
};

}  // namespace tideline::sim
