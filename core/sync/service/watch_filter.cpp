#include "core/sync/service/watch_filter.h"

#include "core/store/tree_store.h"

namespace tideline::sync {

WatchFilter::WatchFilter(StoreAccess &store, qint64 project, const QString &root) : m_store(store), m_project(project)
{
    if (auto disk = files::openPosixFileSystem(root))
        m_disk = *std::move(disk);
}

WatchFilter::RuleFiles WatchFilter::ruleFiles(const RelativePath &folder)
{
    const auto statOf = [&](const char *name) {
        const auto stat = m_disk->stat(folder.child(name));
        return stat ? *stat : std::nullopt;
    };
    return {statOf(files::kIgnoreFileName), statOf(files::kGitIgnoreFileName)};
}

void WatchFilter::readRules(const RelativePath &folder)
{
    if (m_read.contains(folder))
        return;
    m_read[folder] = ruleFiles(folder);
    if (auto read = m_rules.readFolder(*m_disk, folder); !read)
        m_read.erase(folder);  // tried again at the next question
}

bool WatchFilter::skips(const RelativePath &folder)
{
    const std::lock_guard lock(m_mutex);
    if (!m_disk || folder.isRoot())
        return false;
    RelativePath above;
    readRules(above);
    const QList<QByteArray> parts = folder.parts();
    for (qsizetype i = 0; i + 1 < parts.size(); ++i) {
        above = above.child(parts[i]);
        readRules(above);
    }
    if (!m_rules.decide(folder, true).ignored)
        return false;
    const auto tracked = m_store.read([&](store::Database &database) -> Result<bool> {
        const store::TreeStore trees(database, m_project);
        for (const store::Tree tree : {store::Tree::Synced, store::Tree::Local, store::Tree::Remote}) {
            auto node = trees.find(tree, folder);
            if (!node)
                return node.error();
            if (*node)
                return true;
        }
        return false;
    });
    return tracked && !*tracked;
}

bool WatchFilter::isOutdated(const std::vector<RelativePath> &folders)
{
    const std::lock_guard lock(m_mutex);
    if (!m_disk)
        return true;
    for (const RelativePath &folder : folders) {
        const auto read = m_read.find(folder);
        if ((read == m_read.end() ? RuleFiles{} : read->second) != ruleFiles(folder))
            return true;
    }
    return false;
}

}  // namespace tideline::sync
