#include "core/sync/stopped_files.h"

#include <algorithm>

namespace tideline::sync {

void StoppedFiles::stop(const NodeId &node, const ContentHash &content)
{
    const MutexLock lock(m_mutex);
    std::vector<Version> &versions = m_versions[node];
    if (std::ranges::find(versions, content, &Version::content) == versions.end())
        versions.push_back({content, true});
    m_any = true;
}

bool StoppedFiles::holds(const NodeId &node, const ContentHash &content) const
{
    if (isEmpty())
        return false;
    const MutexLock lock(m_mutex);
    const auto found = m_versions.find(node);
    if (found == m_versions.end())
        return false;
    const auto version = std::ranges::find(found->second, content, &Version::content);
    if (version == found->second.end())
        return false;
    version->isAsked = true;
    return true;
}

void StoppedFiles::release(const NodeId &node)
{
    const MutexLock lock(m_mutex);
    m_versions.erase(node);
    m_any = !m_versions.empty();
}

void StoppedFiles::releaseUnasked()
{
    const MutexLock lock(m_mutex);
    for (auto &[node, versions] : m_versions)
        std::erase_if(versions, [](Version &version) { return !std::exchange(version.isAsked, false); });
    std::erase_if(m_versions, [](const auto &one) { return one.second.empty(); });
    m_any = !m_versions.empty();
}

Error stoppedByPerson()
{
    return {Error::Kind::Cancelled, u"You stopped this file."_s, {},
            u"It is taken again with its next edit, or with: tide sync"_s};
}

}  // namespace tideline::sync
