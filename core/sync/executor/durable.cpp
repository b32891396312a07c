#include "core/sync/executor/durable.h"

namespace tideline::sync {

using store::Tree;

namespace {

/// Up to so many, files and folders are made durable one by one: no need to wait for what others write to this disk.
constexpr std::size_t kSyncEachUpTo = 16;

}  // namespace

Result<void> Durable::add(const NodeId &node, const std::optional<RelativePath> &path, bool isFile)
{
    if (m_files.size() + m_folders.size() > kSyncEachUpTo)
        return {};  // one syncfs for all
    if (path && isFile)
        m_files.emplace_back(node, *path);
    if (path)
        m_folders.insert(path->parent());
    auto synced = m_trees.node(Tree::Synced, node);
    if (!synced)
        return synced.error();
    if (!*synced)
        return {};
    auto left = m_trees.path(Tree::Local, (*synced)->place.parent);
    if (!left)
        return left.error();
    if (*left)
        m_folders.insert(**left);
    return {};
}

Result<std::map<NodeId, Error>> Durable::make()
{
    std::map<NodeId, Error> failed;
    const auto all = [&]() -> Result<std::map<NodeId, Error>> {
        auto synced = m_disk.syncAll();
        return synced ? Result<std::map<NodeId, Error>>(std::move(failed)) : synced.error();
    };
    if (m_files.size() + m_folders.size() > kSyncEachUpTo)
        return all();
    for (const auto &[node, path] : m_files) {
        if (auto synced = m_disk.syncFile(path); !synced)
            failed.emplace(node, synced.error());
    }
    for (const RelativePath &folder : m_folders) {
        auto synced = m_disk.syncFolder(folder);
        if (!synced && (synced.error().kind == Error::Kind::Denied || synced.error().kind == Error::Kind::NotFound))
            return all();  // closed to us, a link or of another name by now: its names are on this disk all the same
        if (!synced)
            return synced.error();
    }
    return failed;
}

}  // namespace tideline::sync
