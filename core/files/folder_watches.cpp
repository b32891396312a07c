#include "core/files/folder_watches.h"

#include "core/files/posix_error.h"

#include <QFile>

#include <algorithm>
#include <dirent.h>
#include <sys/inotify.h>
#include <sys/stat.h>

namespace tideline::files {

namespace {

constexpr std::chrono::milliseconds kLeftFor{200};  ///< a moved folder turns up in the next event, or not at all

constexpr QStringView kLimitReached = u"The system's limit of watched folders (fs.inotify.max_user_watches) is reached.";

bool isFolder(int parent, const dirent &entry)
{
    if (entry.d_type != DT_UNKNOWN)
        return entry.d_type == DT_DIR;
    struct ::stat raw {};
    return ::fstatat(parent, entry.d_name, &raw, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(raw.st_mode);
}

}  // namespace

Result<void> FolderWatches::addRoot(qint64 number, const QByteArray &path, Watcher::Skips skips, TimePoint now)
{
    m_now = now;
    Index index = rootOf(number);
    if (index != WatchTree::kNone && m_roots.at(index).path != path) {
        removeRoot(index);
        index = WatchTree::kNone;
    }
    const int watch = m_source.addWatch(path + "/.");  // the root itself may be named through a link
    if (watch < 0 && errno == ENOSPC)
        return Error{Error::Kind::Io, kLimitReached.toString(), QFile::decodeName(path),
                     u"Raise fs.inotify.max_user_watches."_s};
    if (watch < 0)
        return errorFromErrno(errno, u"watch the folder"_s, QFile::decodeName(path));
    if (index != WatchTree::kNone && m_tree.watchOf(index) != watch) {  // another folder stands there now
        removeRoot(index);
        index = WatchTree::kNone;
    }
    const Fresh fresh = index == WatchTree::kNone ? Fresh::Known : Fresh::Report;
    if (index == WatchTree::kNone)
        index = m_tree.addRoot(watch);
    Root &root = m_roots[index];
    root.number = number;
    root.path = path;
    root.skips = std::move(skips);
    root.degraded.clear();
    root.gone = false;  // it may have been moved away and back
    walk(index, fresh);
    return {};
}

void FolderWatches::removeRoot(Index root)
{
    const std::vector<Left> left = m_left;
    for (const Left &entry : left) {
        if (m_tree.rootOf(entry.folder) == root)
            drop(entry.folder);
    }
    drop(root);
    m_roots.erase(root);
    std::erase(m_torn, root);
}

FolderWatches::Index FolderWatches::rootOf(qint64 number) const
{
    const auto found = std::ranges::find_if(m_roots, [number](const auto &root) { return root.second.number == number; });
    return found == m_roots.end() ? WatchTree::kNone : found->first;
}

void FolderWatches::handle(const inotify_event &event, TimePoint now)
{
    m_now = now;
    if (event.mask & IN_Q_OVERFLOW) {
        for (auto &[index, root] : m_roots) {
            root.rescan = true;
            m_torn.push_back(index);
            mark(index);
        }
        return;
    }
    const QByteArray name = event.len > 0 ? QByteArray(event.name) : QByteArray();
    for (const Index folder : m_tree.byWatch(event.wd))
        handleIn(folder, event, name);
}

void FolderWatches::handleIn(Index folder, const inotify_event &event, const QByteArray &name)
{
    const Index index = m_tree.rootOf(folder);
    Root &root = m_roots.at(index);
    if (event.mask & (IN_IGNORED | IN_UNMOUNT | IN_DELETE_SELF | IN_MOVE_SELF)) {
        if (folder == index)
            root.gone = true;
        else if (event.mask & (IN_IGNORED | IN_UNMOUNT))
            drop(folder);
        return;
    }
    if (name.isEmpty()) {
        mark(folder);
        return;
    }
    if (isReservedName(name))
        return;
    mark(folder);
    root.moved = root.moved || (event.mask & IN_MOVE) != 0;
    if ((event.mask & IN_ISDIR) && (event.mask & (IN_CREATE | IN_DELETE | IN_MOVE | IN_ATTRIB)))
        refresh(folder, name);
}

void FolderWatches::refresh(Index parent, const QByteArray &name)
{
    bool changed = false;
    const Index folder = attach(parent, name, Fresh::Report, &changed);
    if (folder != WatchTree::kNone && changed)
        walk(folder, Fresh::Report);
}

/// Makes `name` in `parent` what the disk says. Returns the folder there, or kNone when there is none to watch.
FolderWatches::Index FolderWatches::attach(Index parent, const QByteArray &name, Fresh fresh, bool *changed)
{
    *changed = false;
    const auto below = m_tree.pathOf(parent);
    if (!below)
        return WatchTree::kNone;  // looked at again when the folder above turns up
    Root &root = m_roots.at(m_tree.rootOf(parent));
    if (!isWatchable(*below, name, root))
        return WatchTree::kNone;
    const int watch = m_source.addWatch(*absolutePath(parent) + '/' + name);
    if (watch < 0) {
        failAttach(errno, parent, m_tree.child(parent, name));
        return WatchTree::kNone;
    }
    return attachWatch(watch, parent, name, fresh, changed);
}

FolderWatches::Index FolderWatches::attachWatch(int watch, Index parent, const QByteArray &name, Fresh fresh, bool *changed)
{
    const Index root = m_tree.rootOf(parent);
    const Index existing = m_tree.child(parent, name);
    if (existing != WatchTree::kNone && m_tree.watchOf(existing) == watch)
        return existing;
    if (existing != WatchTree::kNone)
        detach(existing);
    *changed = true;
    Index folder = m_tree.byWatch(watch, root);
    if (folder == WatchTree::kNone) {
        folder = m_tree.addChild(parent, name, watch);
        if (fresh == Fresh::Report)
            mark(folder);
        return folder;
    }
    if (m_tree.isWithin(parent, folder)) {
        // What we hold of the folders above is behind the disk (or a mount loops): begin anew.
        if (folder != root)
            m_torn.push_back(root);
        return WatchTree::kNone;
    }
    std::erase_if(m_left, [folder](const Left &left) { return left.folder == folder; });
    m_tree.move(folder, parent, name);
    return folder;
}

void FolderWatches::failAttach(int code, Index parent, Index existing)
{
    const Index index = m_tree.rootOf(parent);
    if (existing != WatchTree::kNone)
        detach(existing);
    if (code == ENOSPC || code == ENOMEM)
        degrade(m_roots.at(index), index, kLimitReached.toString());
    else if (code != ENOENT && code != ENOTDIR && code != EACCES)  // gone again; EACCES: no scan sees into it, either
        degrade(m_roots.at(index), index, u"A folder cannot be watched: %1."_s.arg(qt_error_string(code)));
}

/// Watches before it lists, so that what comes in between is in one or the other.
void FolderWatches::walk(Index start, Fresh fresh)
{
    std::vector<Index> open{start};
    while (!open.empty()) {
        const Index folder = open.back();
        open.pop_back();
        const auto names = foldersOnDisk(folder);
        if (!names)
            continue;
        std::unordered_set<Index> seen;
        for (const QByteArray &name : *names) {
            bool changed = false;
            const Index below = attach(folder, name, fresh, &changed);
            if (below != WatchTree::kNone && seen.insert(below).second)
                open.push_back(below);
        }
        for (const Index below : m_tree.children(folder)) {
            if (!seen.contains(below))
                detach(below);
        }
    }
}

/// nullopt when it cannot be listed: it is gone (an event will tell), or it may not be read.
std::optional<std::vector<QByteArray>> FolderWatches::foldersOnDisk(Index folder)
{
    const auto path = absolutePath(folder);
    if (!path)
        return std::nullopt;
    const std::unique_ptr<DIR, int (*)(DIR *)> stream(::opendir(path->constData()), ::closedir);
    if (!stream) {
        const Index index = m_tree.rootOf(folder);
        if (errno != ENOENT && errno != ENOTDIR && errno != EACCES)
            degrade(m_roots.at(index), index, u"A folder cannot be listed: %1."_s.arg(qt_error_string(errno)));
        return std::nullopt;
    }
    std::vector<QByteArray> names;
    while (const dirent *entry = ::readdir(stream.get())) {
        const QByteArrayView name(entry->d_name);
        if (name != "." && name != ".." && isFolder(::dirfd(stream.get()), *entry))
            names.push_back(name.toByteArray());
    }
    return names;
}

bool FolderWatches::isWatchable(const QByteArray &below, const QByteArray &name, const Root &root) const
{
    if (!checkName(name))
        return false;
    const auto path = RelativePath::parse(QByteArrayView(below.isEmpty() ? name : below + '/' + name));
    return path && !(root.skips && root.skips(*path));
}

void FolderWatches::detach(Index folder)
{
    m_tree.detach(folder);
    m_left.push_back({folder, m_now + kLeftFor});
}

void FolderWatches::drop(Index folder)
{
    const WatchTree::Removed removed = m_tree.remove(folder);
    for (const int watch : removed.watches)
        m_source.removeWatch(watch);
    for (const Index gone : removed.folders)
        m_marks.erase(gone);
    std::erase_if(m_left, [folder](const Left &left) { return left.folder == folder; });
}

void FolderWatches::settle(TimePoint now)
{
    m_now = now;
    const std::vector<Index> torn = std::exchange(m_torn, {});
    for (const Index root : torn) {
        Root &entry = m_roots.at(root);
        entry.rescan = true;
        mark(root);
        walk(root, Fresh::Report);
    }
    m_torn.clear();  // what one walk does not mend (a mount that loops) the next would not, either
    for (std::size_t i = 0; i < m_left.size();) {
        if (m_left[i].until <= now)
            drop(m_left[i].folder);  // erases the entry
        else
            ++i;
    }
}

std::optional<FolderWatches::TimePoint> FolderWatches::nextSettle() const
{
    if (!m_torn.empty())
        return TimePoint::min();
    if (m_left.empty())
        return std::nullopt;
    return std::ranges::min(m_left, {}, &Left::until).until;
}

void FolderWatches::mark(Index folder)
{
    const auto [entry, isNew] = m_marks.try_emplace(folder, Mark{m_now, m_now});
    if (!isNew)
        entry->second.last = m_now;
}

void FolderWatches::degrade(Root &root, Index index, const QString &reason)
{
    if (root.degraded.isEmpty())
        root.degraded = reason;
    root.rescan = true;
    mark(index);
}

std::optional<QByteArray> FolderWatches::absolutePath(Index folder) const
{
    const auto below = m_tree.pathOf(folder);
    if (!below)
        return std::nullopt;
    const QByteArray &root = m_roots.at(m_tree.rootOf(folder)).path;
    return below->isEmpty() ? root : root + '/' + *below;
}

}  // namespace tideline::files
