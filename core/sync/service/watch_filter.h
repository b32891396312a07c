// Which folders need no watching: ignored ones that hold nothing of the project.
#pragma once

#include "core/files/ignore_rules.h"
#include "core/files/watcher.h"
#include "core/sync/service/store_access.h"

#include <map>
#include <set>

namespace tideline::sync {

/// Thread:    any; used by the watcher's thread, mostly.
/// Ownership: borrows the store.
/// Invariant: a folder is skipped only when the rules ignore it and no tree has it: what was synced before a rule came goes
///            on being synced.
class WatchFilter {
public:
    WatchFilter(StoreAccess &store, qint64 project, const QString &root);
    bool skips(const RelativePath &folder);
    /// Whether a rule file in one of these folders is not the one that was read: the root is to be looked through anew.
    bool isOutdated(const std::vector<RelativePath> &folders);

private:
    void readRules(const RelativePath &folder);
    using RuleFiles = std::array<std::optional<files::FileStat>, 2>;  ///< .tidelineignore, .gitignore
    RuleFiles ruleFiles(const RelativePath &folder);
    StoreAccess &m_store;
    qint64 m_project;
    std::mutex m_mutex;
    std::unique_ptr<files::FileSystem> m_disk;  // null when the root could not be opened: nothing is skipped
    files::IgnoreRules m_rules;
    std::map<RelativePath, RuleFiles> m_read;  ///< folders whose rules were read
};

}  // namespace tideline::sync
