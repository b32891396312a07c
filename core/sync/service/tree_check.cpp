#include "core/sync/service/tree_check.h"

#include "core/base/name_escape.h"
#include "core/files/chunker.h"
#include "core/files/tree_marker.h"
#include "core/sync/service/cloud_tree.h"

namespace tideline::sync {

using store::Tree;
using store::TreeStore;

namespace {
constexpr std::size_t kMaxDifferences = 10'000;
}

Result<TreeCheck::Report> TreeCheck::run()
{
    auto disk = files::openPosixFileSystem(m_project.project.rootPath);
    if (!disk)
        return disk.error();
    m_disk = *std::move(disk);
    if (auto good = files::checkRoot(*m_disk, m_project.project.id); !good)
        return good.error();
    auto read = CloudTree(m_core, m_call, *m_project.project.cloudId).walk({}, [this](const CloudEntry &entry) -> Result<void> {
        m_cloud[entry.path.bytes()] = entry.node.content;
        m_found.insert(entry.path.bytes());
        return {};
    });
    if (!read)
        return read.error();
    auto compared = m_core.store->read([&](store::Database &database) -> Result<void> {
        if (auto same = compareCloudWithStore(database); !same)
            return same;
        if (auto looked = readDisk({}, {}, database); !looked)
            return looked;
        return lookForLost(TreeStore(database, m_project.project.number), {}, {});
    });
    if (!compared)
        return compared.error();
    auto online = m_core.store->read([&](store::Database &database) { return leaveOutOnlineOnly(database); });
    if (!online)
        return online.error();
    for (const auto &[path, content] : m_cloud)
        differs(path, u"In the cloud, not on this disk."_s);
    std::sort(m_report.differences.begin(), m_report.differences.end());
    return std::move(m_report);
}

/// What is in the cloud alone by the user's wish is no difference.
Result<void> TreeCheck::leaveOutOnlineOnly(store::Database &database)
{
    const TreeStore trees(database, m_project.project.number);
    for (auto entry = m_cloud.begin(); entry != m_cloud.end();) {
        const auto path = RelativePath::parse(entry->first);
        auto id = path ? trees.find(Tree::Remote, *path) : Result<std::optional<NodeId>>(path.error());
        if (!id)
            return id.error();
        auto row = *id ? trees.local(**id) : Result<std::optional<store::LocalNode>>(std::optional<store::LocalNode>());
        if (!row)
            return row.error();
        const bool isOnline = *row && (*row)->seen.presence == store::Presence::Cloud && (*row)->node.content.sameAs(entry->second);
        entry = isOnline ? m_cloud.erase(entry) : std::next(entry);
    }
    return {};
}

Result<void> TreeCheck::compareCloudWithStore(store::Database &database)
{
    const TreeStore trees(database, m_project.project.number);
    for (const auto &[path, content] : m_cloud) {
        const auto relative = RelativePath::parse(path);
        auto id = relative ? trees.find(Tree::Remote, *relative) : Result<std::optional<NodeId>>(relative.error());
        if (!id)
            return id.error();
        auto held = *id ? trees.node(Tree::Remote, **id) : Result<std::optional<Node>>(std::optional<Node>());
        if (!held)
            return held.error();
        if (!*held)
            differs(path, u"The cloud has it, and this device has not heard of it yet."_s);
        else if (!(*held)->content.sameAs(content))
            differs(path, u"The cloud has another content than this device knows of."_s);
    }
    return {};
}

/// What both sides agreed on once, and neither has now.
Result<void> TreeCheck::lookForLost(const TreeStore &trees, const NodeId &folder, const RelativePath &path)
{
    if (m_call.isCancelled())
        return Error{Error::Kind::Cancelled, u"Cancelled."_s, u"verify"_s, {}};
    auto children = trees.childIds(Tree::Synced, folder);
    if (!children)
        return children.error();
    for (const NodeId &id : *children) {
        auto node = trees.node(Tree::Synced, id);
        if (!node)
            return node.error();
        if (!*node)
            continue;
        const RelativePath child = path.child((*node)->place.name);
        if (!m_found.contains(child.bytes()))
            differs(child.bytes(), u"Both sides had it, and neither has it now."_s);
        if ((*node)->content.kind != NodeKind::Folder)
            continue;
        if (auto deeper = lookForLost(trees, id, child); !deeper)
            return deeper;
    }
    return {};
}

Result<NodeContent> TreeCheck::readFile(const RelativePath &path, const files::FileStat &stat)
{
    NodeContent content;
    content.kind = NodeKind::File;
    content.executable = stat.executable;
    content.sizeBytes = stat.sizeBytes;
    auto file = m_disk->openRead(path);
    if (!file)
        return file.error();
    auto manifest = files::chunkFile(**file, stat.sizeBytes, m_call.cancelled);
    if (!manifest)
        return manifest.error();
    content.hash = manifest->hash();
    return content;
}

/// The folder as this disk has it, and its path in the cloud: an entry may be here under an escaped name.
Result<void> TreeCheck::readDisk(const RelativePath &folder, const RelativePath &inCloud, store::Database &database)
{
    if (m_call.isCancelled())
        return Error{Error::Kind::Cancelled, u"Cancelled."_s, u"verify"_s, {}};
    auto items = m_disk->list(folder);
    if (!items) {
        differs(folder.bytes(), items.error().what);
        return {};
    }
    const TreeStore trees(database, m_project.project.number);
    for (const files::FolderItem &item : *items) {
        if (isReservedName(item.name) || !checkName(item.name))
            continue;  // never synced
        const RelativePath path = folder.child(item.name);
        if (item.stat.kind == files::FileKind::Other) {
            // Never synced either, but for what the listing could not look at.
            if (const auto stat = m_disk->stat(path); !stat)
                differs(path.bytes(), stat.error().what);
            continue;
        }
        const RelativePath cloudPath = inCloud.child(cloudName(item.name));
        const auto cloud = m_cloud.find(cloudPath.bytes());
        auto base = trees.find(Tree::Synced, cloudPath);
        if (!base)
            return base.error();
        if (cloud == m_cloud.end() && !*base) {
            auto local = trees.find(Tree::Local, path);
            if (!local)
                return local.error();
            if (*local)
                differs(path.bytes(), u"On this disk, not yet in the cloud."_s);
            continue;  // else ignored
        }
        if (*base)
            m_found.insert(cloudPath.bytes());
        NodeContent content;
        if (item.stat.kind == files::FileKind::Symlink) {
            auto target = m_disk->readLink(path);
            content.kind = NodeKind::Symlink;
            content.target = target ? *target : QByteArray();
        } else if (item.stat.kind == files::FileKind::File) {
            auto read = readFile(path, item.stat);
            if (!read && read.error().kind == Error::Kind::Cancelled)
                return read.error();
            if (!read) {
                differs(path.bytes(), read.error().what);
                m_cloud.erase(cloudPath.bytes());
                continue;
            }
            content = *read;
            ++m_report.files;
            m_report.bytes += content.sizeBytes;
            tell(path.bytes());
        }
        if (cloud == m_cloud.end())
            differs(path.bytes(), u"On this disk, not in the cloud."_s);
        else if (!content.sameAs(cloud->second))
            differs(path.bytes(), u"Not the same on this disk and in the cloud."_s);
        const bool isSame = cloud != m_cloud.end() && content.sameAs(cloud->second);
        if (!*base && isSame)
            differs(path.bytes(), u"Both sides are the same, but the base does not know of it."_s);
        if (*base) {
            auto node = trees.node(Tree::Synced, **base);
            if (!node)
                return node.error();
            if (*node && !(*node)->content.sameAs(content) && isSame)
                differs(path.bytes(), u"Both sides are the same, but the base says otherwise."_s);
            else if (*node && isSame && content.kind == NodeKind::File)
                m_report.whole.push_back({path, content.hash, content.sizeBytes});
        }
        if (cloud != m_cloud.end())
            m_cloud.erase(cloud);
        if (item.stat.kind == files::FileKind::Folder) {
            if (auto deeper = readDisk(path, cloudPath, database); !deeper)
                return deeper;
        }
    }
    return {};
}

void TreeCheck::differs(const QByteArray &path, const QString &what)
{
    if (m_report.differences.size() < kMaxDifferences)
        m_report.differences.emplace_back(path, what);
}

void TreeCheck::tell(const QByteArray &path)
{
    const Moment now = m_core.clock.monotonic();
    if (!m_call.onProgress || now - m_lastTold < Moment(std::chrono::milliseconds(100)))
        return;
    m_lastTold = now;
    Progress progress;
    progress.phase = Progress::Phase::Hashing;
    progress.filesDone = m_report.files;
    progress.bytesDone = m_report.bytes;
    progress.path = path;
    m_call.onProgress(toJson(progress, m_project.project));
}

}  // namespace tideline::sync
