// The planner's policy for content, as a table that a person can check.
#pragma once

#include <array>
#include <cstddef>

namespace tideline::sync {

/// How the content of a node on one side differs from the synced tree, what both sides last agreed on.
/// A node the synced tree lacks is Edited where it is present and Same where it is absent. Gone is seen, never
/// guessed: what lies under an unreadable folder or a missing root keeps its last observation.
enum class Change { Same, Edited, Gone };

/// Resolve: both versions stay, the local one as a conflict copy.
/// Adopt: both sides already hold equal bytes, so only the synced tree is written.
enum class Action { Nothing, Upload, Download, DeleteLocal, DeleteRemote, Resolve, Adopt, Forget };

/// The planner's whole policy for content. Row: local. Column: remote.
/// Two rules fill it: a side that did not change follows the other, and an edit outlives a deletion.
// clang-format off
inline constexpr std::array<std::array<Action, 3>, 3> kPolicy{{
    /*               Same                  Edited            Gone                */
    /* Same   */ {{Action::Nothing,      Action::Download, Action::DeleteLocal}},
    /* Edited */ {{Action::Upload,       Action::Resolve,  Action::Upload}},
    /* Gone   */ {{Action::DeleteRemote, Action::Download, Action::Forget}},
}};
// clang-format on

/// Decides one node. Pure: no clock, no disk, no network, no QObject.
/// `sameContent`: the content hashes of both sides are equal.
[[nodiscard]] constexpr Action decide(Change local, Change remote, bool sameContent) noexcept
{
    const Action action = kPolicy[std::size_t(local)][std::size_t(remote)];
    return action == Action::Resolve && sameContent ? Action::Adopt : action;
}

static_assert(decide(Change::Edited, Change::Gone, false) == Action::Upload, "an edit outlives a deletion");
static_assert(decide(Change::Gone, Change::Edited, false) == Action::Download, "an edit outlives a deletion");
static_assert(decide(Change::Edited, Change::Edited, true) == Action::Adopt, "equal content is no conflict");

}  // namespace tideline::sync
