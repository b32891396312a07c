// Files that a person stopped on their way, so that a sync leaves them out and goes on with the others.
#pragma once

#include "core/base/content_hash.h"
#include "core/base/ids.h"
#include "core/base/mutex.h"
#include "core/base/result.h"

#include <atomic>
#include <unordered_map>
#include <vector>

namespace tideline::sync {

/// One version of a file is stopped, not the file: another version, an edit on either side, travels again.
///
/// Thread:    any; looked at between two chunks, which costs nothing while nothing is stopped.
/// Invariant: what is stopped stays so until somebody lets it go.
class StoppedFiles {
public:
    void stop(const NodeId &node, const ContentHash &content);
    bool isEmpty() const { return !m_any.load(std::memory_order_relaxed); }
    /// Whether this version is to stay where it is.
    bool holds(const NodeId &node, const ContentHash &content) const;
    /// All versions of it may travel again.
    void release(const NodeId &node);
    /// Lets go of what holds() was not asked for since the last call: it has come, or is gone.
    void releaseUnasked();

private:
    struct Version {
        ContentHash content;
        bool isAsked;
    };
    std::atomic<bool> m_any = false;
    mutable Mutex m_mutex;
    mutable std::unordered_map<NodeId, std::vector<Version>> m_versions TIDELINE_GUARDED_BY(m_mutex);
};

/// What is said of such a file; its kind is Cancelled.
Error stoppedByPerson();

}  // namespace tideline::sync
