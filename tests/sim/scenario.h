// One run of a seed: two people, two clients, one server, bad weather, then quiet, then the verdict.
#pragma once

#include "tests/sim/trace.h"

#include <QByteArray>

#include <map>

namespace tideline::sim {

struct RunReport {
    quint64 seed = 0;
    QByteArray failure;  ///< empty: all promises were kept
    quint64 traceHash = 0;
    std::map<QByteArray, qint64> counts;
};

/// Runs one seed from an empty world to its verdict. Leaves nothing behind.
RunReport runSeed(quint64 seed, Trace::Print print, const QByteArray &mutant);

}  // namespace tideline::sim
