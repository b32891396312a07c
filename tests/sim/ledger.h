// What the seeds are to meet together: every kind of fault, every step of a plan, every step of the journal.
#pragma once

#include <QByteArray>

#include <map>

namespace tideline::sim {

/// The names that were not met even once, each after a line break and some room; empty when all were.
QByteArray neverMet(const std::map<QByteArray, qint64> &counts);
/// How many faults a run met: of network, disks, databases, and crashes.
qint64 faultsMet(const std::map<QByteArray, qint64> &counts);

}  // namespace tideline::sim
