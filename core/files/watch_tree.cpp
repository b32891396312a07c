#include "core/files/watch_tree.h"

#include <QByteArrayList>

#include <algorithm>

namespace tideline::files {

WatchTree::Index WatchTree::make(int watch)
{
    Q_ASSERT(watch >= 0);
    Index folder = Index(m_folders.size());
    if (m_free.empty()) {
        m_folders.emplace_back();
    } else {
        folder = m_free.back();
        m_free.pop_back();
    }
    at(folder) = Folder{};
    at(folder).watch = watch;
    m_byWatch.emplace(watch, folder);
    return folder;
}

WatchTree::Index WatchTree::addRoot(int watch)
{
    return make(watch);
}

WatchTree::Index WatchTree::addChild(Index parent, const QByteArray &name, int watch)
{
    const Index folder = make(watch);
    link(folder, parent, name);
    return folder;
}

void WatchTree::link(Index folder, Index parent, const QByteArray &name)
{
    Q_ASSERT(child(parent, name) == kNone);
    Folder &entry = at(folder);
    entry.name = name;
    entry.parent = parent;
    entry.root = kNone;
    entry.next = at(parent).firstChild;
    if (entry.next != kNone)
        at(entry.next).previous = folder;
    at(parent).firstChild = folder;
    m_byName.insert(folder);
}

void WatchTree::unlink(Index folder)
{
    Folder &entry = at(folder);
    if (entry.parent == kNone)
        return;
    m_byName.erase(folder);
    if (entry.previous != kNone)
        at(entry.previous).next = entry.next;
    else
        at(entry.parent).firstChild = entry.next;
    if (entry.next != kNone)
        at(entry.next).previous = entry.previous;
    entry.parent = entry.next = entry.previous = kNone;
}

WatchTree::Index WatchTree::child(Index parent, QByteArrayView name) const
{
    const auto found = m_byName.find(Key{parent, name});
    return found == m_byName.end() ? kNone : *found;
}

std::vector<WatchTree::Index> WatchTree::children(Index folder) const
{
    std::vector<Index> all;
    for (Index i = at(folder).firstChild; i != kNone; i = at(i).next)
        all.push_back(i);
    return all;
}

std::vector<WatchTree::Index> WatchTree::byWatch(int watch) const
{
    std::vector<Index> all;
    for (auto [i, end] = m_byWatch.equal_range(watch); i != end; ++i)
        all.push_back(i->second);
    return all;
}

WatchTree::Index WatchTree::byWatch(int watch, Index root) const
{
    for (auto [i, end] = m_byWatch.equal_range(watch); i != end; ++i) {
        if (rootOf(i->second) == root)
            return i->second;
    }
    return kNone;
}

void WatchTree::detach(Index folder)
{
    const Index root = rootOf(folder);
    Q_ASSERT(root != folder);
    unlink(folder);
    at(folder).root = root;
}

void WatchTree::move(Index folder, Index parent, const QByteArray &name)
{
    Q_ASSERT(!isWithin(parent, folder));
    unlink(folder);
    link(folder, parent, name);
}

WatchTree::Removed WatchTree::remove(Index folder)
{
    Removed removed;
    unlink(folder);
    removed.folders.push_back(folder);
    for (std::size_t i = 0; i < removed.folders.size(); ++i) {
        const Index gone = removed.folders[i];
        for (Index below = at(gone).firstChild; below != kNone; below = at(below).next) {
            m_byName.erase(below);
            removed.folders.push_back(below);
        }
        const int watch = at(gone).watch;
        auto [entry, end] = m_byWatch.equal_range(watch);
        m_byWatch.erase(std::find_if(entry, end, [gone](const auto &pair) { return pair.second == gone; }));
        if (!m_byWatch.contains(watch))
            removed.watches.push_back(watch);
    }
    for (const Index gone : removed.folders)
        at(gone) = Folder{};
    m_free.insert(m_free.end(), removed.folders.begin(), removed.folders.end());
    return removed;
}

WatchTree::Index WatchTree::rootOf(Index folder) const
{
    while (at(folder).parent != kNone)
        folder = at(folder).parent;
    return at(folder).root != kNone ? at(folder).root : folder;
}

std::optional<QByteArray> WatchTree::pathOf(Index folder) const
{
    QByteArrayList names;
    for (; at(folder).parent != kNone; folder = at(folder).parent)
        names.prepend(at(folder).name);
    if (at(folder).root != kNone)
        return std::nullopt;
    return names.join('/');
}

bool WatchTree::isWithin(Index folder, Index ancestor) const
{
    for (; folder != kNone; folder = at(folder).parent) {
        if (folder == ancestor)
            return true;
    }
    return false;
}

bool WatchTree::isDetached(Index folder) const
{
    return at(folder).parent == kNone && at(folder).root != kNone;
}

}  // namespace tideline::files
