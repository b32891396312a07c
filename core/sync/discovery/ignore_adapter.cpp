#include "core/sync/discovery/ignore_adapter.h"

namespace tideline::sync {

void IgnoreAdapter::enter(const RelativePath &, const std::vector<files::FolderItem> &)
{
    Q_UNUSED(m_disk);
}

bool IgnoreAdapter::ignores(const RelativePath &, bool)
{
    return false;
}

}  // namespace tideline::sync
