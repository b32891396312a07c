// The changes that give a project the tree of an earlier revision.
#pragma once

#include "app/server/metadata/node_repository.h"
#include "app/server/metadata/version_repository.h"

namespace tideline::server {

/// What a commit on head must do so that the tree is that of `revision` again: what is gone comes back as the same node,
/// what was made since goes, the rest gets its place and content. Empty: it is that tree already.
/// Reads both trees whole. A node that lives again as another kind stays in the way: makeCommit() refuses that (kind_changed).
Result<std::vector<wire::Change>> changesBackTo(Revision revision, Revision head, NodeRepository &nodes, VersionRepository &versions);

}  // namespace tideline::server
