// What a run leaves out of its seed: so a seed that fails is made short enough to be read.
#pragma once

#include <QByteArray>

#include <optional>
#include <set>
#include <utility>

namespace tideline::sim {

/// Everything else is drawn as ever: a seed with omissions is the same world with less in it.
struct Omissions {
    enum Concern { Network, Disks, Databases, Crashes, StepCrashes, Haste, ShortLists, Restores, OnlineOnly, Folding, kConcerns };
    std::set<Concern> concerns;
    std::set<std::pair<int, int>> actions;  ///< client and number of the action, from 0 and from 1

    bool has(Concern concern) const { return concerns.contains(concern); }
    bool empty() const { return concerns.empty() && actions.empty(); }
    /// "network,crashes,A3-17,B2"
    QByteArray toText() const;
    static std::optional<Omissions> parse(const QByteArray &text);
};

}  // namespace tideline::sim
