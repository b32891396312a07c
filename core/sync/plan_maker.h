// The plan that the store's trees ask for.
#pragma once

#include "core/base/clock.h"
#include "core/store/tree_store.h"
#include "core/sync/planner/planner.h"

#include <QString>

namespace tideline::sync {

/// Gives the planner, which knows only the schema, what the store holds of one project, and the limits of the settings.
///
/// Thread:    the engine's.
/// Ownership: borrows all parts.
/// Invariant: one plan is made of one state of the store; names in it are the cloud's, whatever this disk calls them.
class PlanMaker {
public:
    struct Parts {
        Clock &clock;
        QString hostName;  ///< in the names of conflict copies
    };
    PlanMaker(store::TreeStore &trees, Parts parts) : m_trees(trees), m_parts(std::move(parts)) {}

    /// `isReunited`: what is equal on both sides is not yet noted as agreed, so that a mass deletion is counted by what is here.
    /// Errors: those of the store.
    Result<Plan> make(bool isReunited);

private:
    Result<bool> isWhole(const std::vector<PlanItem> &items) const;
    QByteArray conflictMark() const;

    store::TreeStore &m_trees;
    Parts m_parts;
};

}  // namespace tideline::sync
