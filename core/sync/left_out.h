// The files of one sync that a person stopped: out of the plan, and in the table of problems.
#pragma once

#include "core/base/clock.h"
#include "core/store/tree_store.h"
#include "core/sync/engine.h"
#include "core/sync/planner/planner.h"

#include <set>

namespace tideline::sync {

/// Thread:    the engine's.
/// Ownership: borrows all.
/// Invariant: what is left out is listed, with the reason and how it goes on; what may travel again is not.
class LeftOut {
public:
    LeftOut(store::TreeStore &trees, Clock &clock, const SyncOptions &options) : m_trees(trees), m_clock(clock), m_options(options) {}

    /// What the table says of files that were stopped and may travel again is no longer so.
    Result<void> forgetReleased();
    /// Takes out of the plan what a person stopped, where nothing else needs it: of what gets another name besides, the Uploader leaves
    /// the content out.
    Result<void> takeOut(Plan &plan);
    /// One was given up on its way.
    Result<void> list(const QByteArray &path, const store::Transaction &transaction);
    /// How many were met.
    qint64 count() const { return qint64(m_paths.size()); }

private:
    Result<bool> isStoppedAt(const RelativePath &path) const;

    store::TreeStore &m_trees;
    Clock &m_clock;
    const SyncOptions &m_options;
    std::set<QByteArray> m_paths;
};

}  // namespace tideline::sync
