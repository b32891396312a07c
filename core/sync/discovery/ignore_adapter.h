// The ignore rules as the scanner asks for them.
#pragma once

#include "core/files/ignore_rules.h"
#include "core/sync/discovery/scanner.h"

#include <optional>
#include <unordered_set>

namespace tideline::sync {

/// Reads rule files below one root as the scan meets them.
///
/// Thread:    the engine's; one per scan.
/// Invariant: below a rule file that is there but cannot be read, every new entry is left out: what a user asked to be left
///            alone is never uploaded by a mishap.
class IgnoreAdapter final : public IgnoreView {
public:
    explicit IgnoreAdapter(files::FileSystem &disk) : m_disk(disk) {}
    void enter(const RelativePath &folder, const std::vector<files::FolderItem> &items) override;
    bool ignores(const RelativePath &path, bool isFolder) override;
    std::vector<std::pair<RelativePath, Error>> unreadable() const override { return m_unreadable; }

private:
    void read(const RelativePath &folder);

    files::FileSystem &m_disk;
    files::IgnoreRules m_rules;
    std::optional<files::FolderRules> m_folder;
    std::unordered_set<QByteArray> m_read;
    std::vector<std::pair<RelativePath, Error>> m_unreadable;  ///< rule files
};

}  // namespace tideline::sync
