// What both sides are to agree on is durable on this disk before: what a loss of power takes back would pass for an edit.
#pragma once

#include "core/files/file_system.h"
#include "core/store/tree_store.h"

#include <map>
#include <set>

namespace tideline::sync {

/// Whether a file could not be made durable because it is not there any more, or is something else by now.
inline bool isGone(const Error &error)
{
    return error.kind == Error::Kind::NotFound || error.kind == Error::Kind::Conflict;
}

/// Collects contents and names and makes them durable: few of them one by one, many by one syncfs.
///
/// Thread:    the engine's.
/// Ownership: borrows the disk and the rows, for one batch.
/// Invariant: what make() does not name as failed survives a loss of power.
class Durable {
public:
    Durable(files::FileSystem &disk, const store::TreeStore &trees) : m_disk(disk), m_trees(trees) {}

    /// A node: that it stands at `path` (none: nowhere), that it left the place where both sides knew it last, and, of a file
    /// whose bytes are here, its content. Errors: those of the store.
    Result<void> add(const NodeId &node, const std::optional<RelativePath> &path, bool isFile);
    /// Returns which files could not be made so, and why; NotFound: it has gone. Errors: those of the disk as a whole.
    Result<std::map<NodeId, Error>> make();

private:
    files::FileSystem &m_disk;
    const store::TreeStore &m_trees;
    std::vector<std::pair<NodeId, RelativePath>> m_files;
    std::set<RelativePath> m_folders;
};

}  // namespace tideline::sync
