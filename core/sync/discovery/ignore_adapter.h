// The ignore rules as the scanner asks for them.
#pragma once

#include "core/sync/discovery/scanner.h"

namespace tideline::sync {

/// Reads rule files below one root as the scan meets them.
class IgnoreAdapter final : public IgnoreView {
public:
    explicit IgnoreAdapter(files::FileSystem &disk) : m_disk(disk) {}
    void enter(const RelativePath &folder, const std::vector<files::FolderItem> &items) override;
    bool ignores(const RelativePath &path, bool isFolder) override;

private:
    files::FileSystem &m_disk;
};

}  // namespace tideline::sync
