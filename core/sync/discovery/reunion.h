// A folder that knew its project before its store did: what it has in common with the cloud's history is taken as agreed.
#pragma once

#include "core/base/clock.h"
#include "core/cloud/channel.h"
#include "core/files/file_system.h"
#include "core/schema/local_project.h"
#include "core/store/tree_store.h"

#include <unordered_map>

namespace tideline::sync {

/// The store is new, or a copy from before what the folder went through since: absence is no evidence then, nor is what it
/// holds as seen or agreed. All that is forgotten, the cursor too; what the trash holds and the store does not know is listed
/// in it, never to be dropped by itself. Errors: of the disk, the store.
Result<void> forgetOldStore(store::TreeStore &trees, files::FileSystem &disk, Clock &clock, LocalProject &project);

/// Thread:    the engine's.
/// Ownership: borrows all.
/// Invariant: only what the history holds becomes agreed: a content at the place it had, as its node's newest, or with the very
///            time of an older one, and not what the folder had already seen change in the cloud. So what the planner then takes from the disk (deleted or replaced in the cloud since) is in
///            the history, and all else counts as a person's edit.
class Reunion {
public:
    Reunion(cloud::Channel &channel, store::TreeStore &trees, QByteArray projectPath)
        : m_channel(channel), m_trees(trees), m_projectPath(std::move(projectPath))
    {
    }

    /// Asks for all that is here and has no equal in the cloud's tree: a few requests a level of folders, each for thousands
    /// of entries. Local and remote trees are united by place before (no Unify is left). Writes nothing.
    /// Errors: of the link, the store.
    Result<void> ask();
    /// Writes what was found: such a node gets the id that the history knows it by, and a synced row. What else differs from a
    /// node that the cloud has not changed since `revision`, when both sides were equal, is an edit of that. Returns how many.
    Result<qint64> record(Revision revision, const store::Transaction &transaction);

private:
    struct Known {
        Node here;
        NodeId id;         ///< in the history
        Revision changed;  ///< the commit that last changed it there
    };
    Result<void> gather();
    Result<void> askFor(const std::vector<Node> &level);

    cloud::Channel &m_channel;
    store::TreeStore &m_trees;
    QByteArray m_projectPath;
    std::unordered_map<NodeId, std::vector<Node>> m_below;  ///< what is not in the cloud's tree, by its folder here
    std::vector<Node> m_open;                               ///< of these, whose folder the cloud knows
    std::vector<Known> m_known;
    std::vector<NodeId> m_edited;                           ///< of what is not known: those with a node of the cloud at their place
};

}  // namespace tideline::sync
