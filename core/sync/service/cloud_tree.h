// The cloud's tree as it is or was, read over HTTP: for what looks back, or believes nothing that the store noted.
#pragma once

#include "core/schema/node.h"
#include "core/sync/service/service_core.h"

namespace tideline::sync {

struct CloudEntry {
    RelativePath path;
    Node node;
};

/// Reads one project's tree at one revision, a folder at a time.
///
/// Thread:    its caller's; blocks on the network.
/// Ownership: borrows the core and the call.
class CloudTree {
public:
    /// `revision` 0 = head.
    CloudTree(ServiceCore &core, const VerbCall &call, const ProjectId &cloudId, Revision revision = 0) :
        m_core(core), m_call(call), m_cloudId(cloudId), m_revision(revision)
    {
    }

    /// What the folder holds, by name. Errors: NotFound (no such folder or revision), those of the link.
    Result<std::vector<CloudEntry>> children(const RelativePath &folder);
    /// Calls `visit` for all below the folder, each folder before what it holds. Errors: as children(); those of `visit`.
    Result<void> walk(const RelativePath &folder, const std::function<Result<void>(const CloudEntry &)> &visit);
    /// nullopt: nothing stood there. Not for the root, which has no node.
    Result<std::optional<CloudEntry>> find(const RelativePath &path);
    /// Where the file or folder that is at `path` now (or was the last there) stood at the revision, as its history says;
    /// nullopt: it was not there yet, or gone.
    Result<std::optional<RelativePath>> placeOf(const RelativePath &path);

private:
    ServiceCore &m_core;
    const VerbCall &m_call;
    ProjectId m_cloudId;
    Revision m_revision;
};

}  // namespace tideline::sync
