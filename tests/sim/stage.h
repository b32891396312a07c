// The world of one run: the server with an account and a project, the clients, what was written, and the verdict.
#pragma once

#include "tests/sim/history.h"
#include "tests/sim/sim_client.h"
#include "tests/sim/sim_server.h"

#include <deque>
#include <functional>
#include <map>

namespace tideline::sim {

struct RunReport {
    quint64 seed = 0;
    QByteArray failure;  ///< empty: all promises were kept
    quint64 traceHash = 0;
    std::map<QByteArray, qint64> counts;
};

/// Ownership: owns the whole world of the run.
/// Invariant: nothing of one stage is seen by the next; a run is a function of the seed and of what is played.
class Stage {
public:
    /// `weather`: as it is while the stage is set up; the disks keep its crash model and granularity. Clients: A, B, C, …
    Stage(quint64 seed, Trace::Print print, const Weather &weather, int clients);

    /// Sets up, then calls `play` in a fiber, and comes back when every fiber has ended.
    RunReport run(std::function<void()> play);
    /// All clients sync in turn until nothing changes, then the oracle speaks. False: the run has failed.
    bool settleAndJudge();

    World world;
    History history;
    SimServer server;
    std::deque<SimClient> clients;

private:
    bool setUp();
    /// For the verdict everything must be on every disk: no rule leaves anything out, nothing stays in the cloud alone.
    void makeWhole(SimClient &client);
    bool fail(const QByteArray &what);

    QByteArray m_token;
    ProjectId m_project;
    Revision m_revision = -1;
};

}  // namespace tideline::sim
