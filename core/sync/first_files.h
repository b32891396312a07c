// Files and folders that a person wants before the others.
#pragma once

#include "core/base/ids.h"
#include "core/base/mutex.h"

#include <atomic>
#include <vector>

namespace tideline::sync {

/// Wishes for one project, the newest first: any order can be had by asking from the last to the first.
///
/// Thread:    any; hasNew() costs nothing.
/// Invariant: a wish that was made stays until it is dropped; the plan made after take() knows of it, or hasNew() says so.
class FirstFiles {
public:
    /// A folder stands for all that is in it.
    void add(const NodeId &node);
    /// For the plan that is made next.
    std::vector<NodeId> take();
    /// Whether something was added since.
    bool hasNew() const { return m_hasNew.load(std::memory_order_relaxed); }
    /// It has come, or is gone.
    void drop(const NodeId &node);

private:
    std::atomic<bool> m_hasNew = false;
    Mutex m_mutex;
    std::vector<NodeId> m_wishes TIDELINE_GUARDED_BY(m_mutex);
};

}  // namespace tideline::sync
