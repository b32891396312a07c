#include "core/sync/first_files.h"

#include <algorithm>

namespace tideline::sync {

void FirstFiles::add(const NodeId &node)
{
    const MutexLock lock(m_mutex);
    std::erase(m_wishes, node);
    m_wishes.insert(m_wishes.begin(), node);
    m_hasNew = true;
}

std::vector<NodeId> FirstFiles::take()
{
    const MutexLock lock(m_mutex);
    m_hasNew = false;
    return m_wishes;
}

void FirstFiles::drop(const NodeId &node)
{
    const MutexLock lock(m_mutex);
    std::erase(m_wishes, node);
}

}  // namespace tideline::sync
