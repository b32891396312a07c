#include "core/sync/discovery/scanner.h"

#include "core/base/name_escape.h"
#include "core/sync/discovery/time_stamps.h"

#include <algorithm>
#include <unordered_map>

namespace tideline::sync {

using files::FileKind;
using files::FileStat;
using files::FolderItem;
using store::LocalNode;
using store::Presence;
using store::Tree;

namespace {

constexpr int kMostSearches = 2;  ///< for what is missing, in each look

/// Whether nothing about the entry says that its content may be another than when the row was written.
bool unchanged(const LocalNode &row, const FileStat &stat)
{
    const NodeContent &content = row.node.content;
    if (row.seen.inode != stat.inode || row.seen.device != stat.device || row.seen.presence != Presence::Here)
        return false;
    if (content.kind == NodeKind::Folder)
        return true;
    if (row.seen.racy || row.seen.changedNs != stat.changedNs || content.modifiedNs != stat.modifiedNs)
        return false;
    // After a loss of power an earlier link may stand there with the number and the tick of the one that was read.
    return content.kind == NodeKind::Symlink ? content.target.size() == stat.sizeBytes
                                             : content.sizeBytes == stat.sizeBytes && content.executable == stat.executable;
}

Error shortListing()
{
    return {Error::Kind::Io, u"It is there, but its folder's listing left it out; it is looked at again."_s, {}, {}};
}

}  // namespace

NodeKind nodeKindOf(FileKind kind)
{
    return kind == FileKind::Folder ? NodeKind::Folder : kind == FileKind::Symlink ? NodeKind::Symlink : NodeKind::File;
}

Error otherDisk()
{
    return {Error::Kind::Io, u"Another disk is mounted here than before, or none: nothing below is looked at."_s, {},
            u"Mount the disk that belongs here; or delete the folder, to delete it everywhere."_s};
}

Result<ScanReport> Scanner::scan(const std::vector<RelativePath> &folders, const store::Transaction &transaction,
                                 const std::function<void(qint64)> &onProgress, const std::atomic<bool> *cancel, Missing missing)
{
    m_transaction = &transaction;
    m_report = {};
    m_newFiles.emplace(NewFiles::Parts{m_parts.disk, m_parts.trees, m_parts.clock, m_parts.workers, cancel, m_parts.onChunk});
    m_deep = folders.empty();
    m_begunNs = m_parts.clock.nowNs();
    if (auto walked = walk(m_deep ? std::vector<RelativePath>(1) : folders, onProgress, cancel); !walked)
        return walked.error();
    for (int again = 0; again < kMostSearches; ++again) {
        auto some = m_parts.trees.hasLimbo();
        if (!some)
            return some.error();
        const bool mayBeElsewhere = !m_deep && missing == Missing::MayHaveMoved;
        if (!*some || !(leftMeanwhile() || mayBeElsewhere))
            break;
        m_deep = true;
        m_looked.clear();
        m_lookedTwice.clear();
        m_begunNs = m_parts.clock.nowNs();
        if (auto walked = walk(std::vector<RelativePath>(1), onProgress, cancel); !walked)
            return walked.error();
    }
    if (auto dropped = dropIgnoredRemnants(); !dropped)
        return dropped.error();
    for (const auto &[path, error] : m_parts.ignore.unreadable())
        skip(path, {}, error, true);
    auto gone = m_parts.trees.dropLimbo(transaction);
    if (!gone)
        return gone.error();
    m_report.gone = *gone;
    return std::move(m_report);
}

/// Looks at `paths`, and writes down what was found.
Result<void> Scanner::walk(std::vector<RelativePath> paths, const std::function<void(qint64)> &onProgress, const std::atomic<bool> *cancel)
{
    // Outer before inner, so that what moved is known by its new place before anyone looks inside it.
    std::ranges::sort(paths, {}, [](const RelativePath &path) { return path.parts().size(); });
    for (const RelativePath &path : paths) {
        auto id = reach(path);
        if (!id)
            return id.error();
        if (*id)
            m_work.push_back({**id, path});
        if (auto done = drain(onProgress, cancel); !done)
            return done.error();
    }
    return m_newFiles->flush(*m_transaction);
}

Result<void> Scanner::drain(const std::function<void(qint64)> &onProgress, const std::atomic<bool> *cancel)
{
    while (!m_work.empty()) {
        if (cancel && *cancel)
            return Error{Error::Kind::Cancelled, u"The scan was stopped."_s, {}, {}};
        const Folder folder = m_work.back();
        m_work.pop_back();
        if (m_looked.contains(folder.id))
            continue;
        // Another folder may stand there by now: renamed by the user, or put where it belongs by this scan.
        auto known = knownFolder(folder.path);
        if (!known)
            return known.error();
        if (*known != folder.id) {
            auto id = reach(folder.path);
            if (!id)
                return id.error();
            if (*id)
                m_work.push_back({**id, folder.path, folder.fresh});
            continue;
        }
        if (auto looked = look(folder); !looked)
            return looked.error();
        if (onProgress)
            onProgress(m_report.seen);
    }
    return {};
}

/// The id of the folder that stands at `path` on the disk, when the local tree has it there; else nullopt.
Result<std::optional<NodeId>> Scanner::knownFolder(const RelativePath &path)
{
    auto id = m_parts.trees.find(Tree::Local, path);
    if (!id || !*id || path.isRoot())
        return id;
    auto row = m_parts.trees.local(**id);
    if (!row)
        return row.error();
    auto stat = m_parts.disk.stat(path);
    const bool same = *row && (*row)->node.content.kind == NodeKind::Folder && stat && *stat
                      && (*stat)->kind == FileKind::Folder && (*row)->seen.inode == (*stat)->inode
                      && (*row)->seen.device == (*stat)->device;
    return same ? *id : std::nullopt;
}

/// The folder at `path`; those above it are looked at as far as they are not known. nullopt when there is none. However many
/// paths below a folder are asked for, this lists it twice at most: what changes meanwhile is told by another event.
Result<std::optional<NodeId>> Scanner::reach(const RelativePath &path)
{
    auto known = knownFolder(path);
    if (!known || *known || path.isRoot())
        return known;
    auto parent = reach(path.parent());
    if (!parent || !*parent)
        return parent;
    if (m_looked.contains(**parent) && !m_lookedTwice.insert(**parent).second)
        return std::optional<NodeId>{};
    if (auto looked = look({**parent, path.parent()}); !looked)
        return looked.error();
    return knownFolder(path);
}

/// Whether a folder that something is missing from may have lost it since the walk began: then it may be where that had been
/// already, or where nobody was told to look.
bool Scanner::leftMeanwhile()
{
    return std::ranges::any_of(std::exchange(m_leftFrom, {}), [this](const RelativePath &folder) {
        const auto stat = m_parts.disk.stat(folder);
        return stat && *stat && mayHideAWrite(**stat, m_begunNs);
    });
}

Result<void> Scanner::putAside(const LocalNode &row, const RelativePath &folder)
{
    m_leftFrom.insert(folder);
    return m_parts.trees.putAside(row.node.id, *m_transaction);
}

Result<void> Scanner::look(const Folder &folder)
{
    auto items = m_parts.disk.list(folder.path);
    if (!items) {
        // Gone meanwhile, or unreadable: either way nothing is known of what lies below.
        if (items.error().kind != Error::Kind::NotFound || folder.path.isRoot())
            skip(folder.path, {}, items.error(), true);
        return {};
    }
    if (!m_looked.insert(folder.id).second) {
        // What the first look found new must be known to the second.
        if (auto put = m_newFiles->flush(*m_transaction); !put)
            return put;
    }
    auto rows = m_parts.trees.localChildren(folder.id);
    if (!rows)
        return rows.error();
    std::unordered_map<QByteArray, const LocalNode *> byName;
    byName.reserve(rows->size());
    for (const LocalNode &row : *rows)
        byName.emplace(row.node.place.name, &row);
    m_matched.clear();
    m_items = &*items;
    m_parts.ignore.enter(folder.path, *items);
    for (const FolderItem &item : *items) {
        if (folder.path.isRoot() && item.name == ownPath({}).bytes())
            continue;  // ours; every other disguise of it is somebody's, and is said to stay here
        ++m_report.seen;
        const auto found = byName.find(item.name);
        const std::optional<LocalNode> row
            = found == byName.end() ? std::nullopt : std::optional<LocalNode>(*found->second);
        if (auto taken = take(folder, item, row); !taken)
            return taken;
        if (isAside(item.name))
            m_report.aside.push_back(folder.path.child(item.name));
    }
    for (const LocalNode &row : *rows) {
        if (m_matched.contains(row.node.id) || row.seen.presence != Presence::Here)
            continue;
        // A row that moved away during this scan has another parent by now.
        auto now = m_parts.trees.local(row.node.id);
        if (!now)
            return now.error();
        if (!*now || (*now)->node.place != row.node.place)
            continue;
        // What is there all the same was left out by a listing that ended early, or came back since.
        const RelativePath path = folder.path.child(row.node.place.name);
        const auto stat = m_parts.disk.stat(path);
        if (!stat || (*stat && !isOtherName(row.node.place.name, **stat))) {
            skip(path, {}, stat ? shortListing() : stat.error(), true);
            continue;
        }
        if (auto aside = putAside(row, folder.path); !aside)
            return aside;
    }
    m_report.looked.push_back(folder.path);
    return {};
}

Result<void> Scanner::take(const Folder &folder, const FolderItem &item, const std::optional<LocalNode> &row)
{
    const FileStat &stat = item.stat;
    if (auto good = checkName(item.name); !good) {
        skip(folder.path, item.name, good.error(), false);
        return {};
    }
    if (stat.kind == FileKind::Other) {
        // The listing calls so, too, what it could not look at.
        const RelativePath path = folder.path.child(item.name);
        if (const auto now = m_parts.disk.stat(path); !now && now.error().kind != Error::Kind::NotFound) {
            skip(path, {}, now.error(), true);
            if (row)
                m_matched.insert(row->node.id);
            return {};
        }
        skip(folder.path, item.name,
             {Error::Kind::Invalid, u"Pipes, sockets and devices are not synced."_s, {}, {}}, false);
        return {};
    }
    const RelativePath path = folder.path.child(item.name);
    if (auto fits = path.checkLength(); !fits) {
        skip(folder.path, item.name, fits.error(), false);
        if (row)  // a folder above it was moved too deep: it is there all the same, and nobody's copy goes for that
            m_matched.insert(row->node.id);
        return {};
    }
    const NodePlace place{folder.id, item.name};
    const bool isFolder = stat.kind == FileKind::Folder;
    std::optional<LocalNode> known = row;
    if (known && m_matched.contains(known->node.id))
        known.reset();  // found under another name of this folder already
    if (known && known->node.content.kind != nodeKindOf(stat.kind)) {
        if (auto aside = putAside(*known, folder.path); !aside)
            return aside;
        known.reset();
    }
    // Folders have no hard links: an inode that belongs to another row has moved here. Files keep their name's row, so
    // that "save by temporary file and rename" stays one file.
    if (!known || (isFolder && (known->seen.inode != stat.inode || known->seen.device != stat.device))) {
        if (!known && m_parts.ignore.ignores(path, isFolder) && !tracked(place)) {
            m_withIgnored.insert(folder.id);
            return {};
        }
        if (m_newFiles->holds(stat.inode)) {  // it may have moved since it was seen
            if (auto put = m_newFiles->flush(*m_transaction); !put)
                return put;
        }
        auto moved = movedHere(folder, item);
        if (!moved)
            return moved.error();
        if (*moved) {
            if (known) {
                if (auto aside = putAside(*known, folder.path); !aside)
                    return aside;
            }
            known = *moved;
            m_matched.insert(known->node.id);
            if (auto written = write(*known, place, item, path); !written)
                return written;
            if (isFolder && m_deep)
                m_work.push_back({known->node.id, path});
            return {};
        }
        if (known) {
            auto other = isOtherDisk(*known, item, path);
            if (!other)
                return other.error();
            if (*other) {
                skip(path, {}, otherDisk(), true);
                m_matched.insert(known->node.id);
                return {};
            }
        }
    }
    const bool fresh = !known;
    if (fresh) {
        known.emplace();
        known->node.id = NodeId::make(m_parts.clock, m_parts.random);
    }
    m_matched.insert(known->node.id);
    if (fresh || !unchanged(*known, stat)) {
        if (auto written = write(*known, place, item, path, fresh); !written)
            return written;
    }
    if (isFolder && (m_deep || fresh)) {
        m_work.push_back({known->node.id, path, fresh});
        if (fresh)
            m_fresh.push_back(m_work.back());
    }
    return {};
}

/// The known node that this entry is, moved here from elsewhere.
Result<std::optional<LocalNode>> Scanner::movedHere(const Folder &folder, const FolderItem &item)
{
    auto candidates = m_parts.trees.localByInode(item.stat.device, item.stat.inode);
    if (!candidates)
        return candidates.error();
    for (const LocalNode &row : *candidates) {
        if (row.node.content.kind != nodeKindOf(item.stat.kind) || row.seen.presence != Presence::Here)
            continue;
        if (m_matched.contains(row.node.id) || row.node.place == NodePlace{folder.id, item.name})
            continue;
        // An inode number may have been used again: a moved file keeps its size and time as well.
        if (row.node.content.kind != NodeKind::Folder
            && (row.node.content.modifiedNs != item.stat.modifiedNs
                || (row.node.content.kind == NodeKind::File && row.node.content.sizeBytes != item.stat.sizeBytes)))
            continue;
        // A folder inside itself: the disk changed while we looked. The next look sees it as it is.
        auto ring = isWithin(folder.id, row.node.id);
        if (!ring)
            return ring.error();
        if (*ring)
            continue;
        auto there = stillThere(row, folder.id);
        if (!there)
            return there.error();
        if (!*there)
            return std::optional<LocalNode>{row};
    }
    return std::optional<LocalNode>{};
}

/// Whether a known folder's name leads to another disk than it did, so that what is missing there says nothing. A device's
/// number alone does not tell: many file systems get another one at each start.
Result<bool> Scanner::isOtherDisk(const LocalNode &row, const FolderItem &item, const RelativePath &path)
{
    if (row.seen.device == item.stat.device || row.seen.presence != Presence::Here || row.seen.inode == 0)
        return false;  // 0: the row tells of a name alone, the store being older than the folder
    if (row.seen.inode == item.stat.inode) {
        const auto above = m_parts.disk.stat(path.parent());
        if (above && *above && (*above)->device == item.stat.device)
            return false;  // no mount point: the same folder
    }
    auto children = m_parts.trees.localChildren(row.node.id);
    if (!children)
        return children.error();
    bool isEmpty = true;
    for (const LocalNode &child : *children) {
        if (child.seen.presence != Presence::Here)
            continue;
        isEmpty = false;
        const auto there = m_parts.disk.stat(path.child(child.node.place.name));
        if (there && *there && (*there)->inode == child.seen.inode)
            return false;
    }
    return !isEmpty;
}

/// Whether `inner` is `outer` or lies below it in the local tree.
Result<bool> Scanner::isWithin(NodeId inner, const NodeId &outer)
{
    while (!inner.isNull()) {
        if (inner == outer)
            return true;
        auto row = m_parts.trees.local(inner);
        if (!row)
            return row.error();
        if (!*row)
            return false;
        inner = (*row)->node.place.parent;
    }
    return false;
}

/// Whether a file that has the number, size and time of the row's was there when the row was written. The next file made may get
/// the number of one that was deleted, and files of one archive, or made within a tick, have the same time.
bool Scanner::wasBornBefore(const LocalNode &row, const FileStat &stat, const RelativePath &path)
{
    const auto born = m_parts.disk.bornNs(path);
    return born && *born && **born + granularityNs(stat) < row.seen.changedNs;
}

bool Scanner::isListed(const QByteArray &name) const
{
    return std::ranges::find(*m_items, name, &FolderItem::name) != m_items->end();
}

/// Whether the disk, asked for a name of the folder in hand, found an entry that is called otherwise: it takes the two for one.
bool Scanner::isOtherName(const QByteArray &name, const FileStat &found) const
{
    return !isListed(name) && std::ranges::any_of(*m_items, [&](const FolderItem &item) {
        return item.stat.inode == found.inode && item.stat.device == found.device && nameKey(item.name) == nameKey(name);
    });
}

/// Whether the row's own place still holds its inode (then the new entry, in `folder`, is a hard link, a node of its own).
Result<bool> Scanner::stillThere(const LocalNode &row, const NodeId &folder)
{
    auto path = m_parts.trees.path(Tree::Local, row.node.id);
    if (!path)
        return path.error();
    if (!*path)
        return false;  // in limbo: missed already
    auto stat = m_parts.disk.stat(**path);
    if (!stat)
        return stat.error().kind != Error::Kind::NotFound;  // cannot tell: do not move it
    return *stat && (*stat)->inode == row.seen.inode && (*stat)->device == row.seen.device
           && !(row.node.place.parent == folder && isOtherName(row.node.place.name, **stat));
}

Result<void> Scanner::write(LocalNode row, const NodePlace &place, const FolderItem &item, const RelativePath &path,
                            bool fresh)
{
    const FileStat &stat = item.stat;
    NodeContent &content = row.node.content;
    const bool sameBytes = unchanged(row, stat)
                           || (content.kind == NodeKind::File && row.seen.presence == Presence::Here && !row.seen.racy
                               && row.node.place != place && row.seen.inode == stat.inode
                               && content.modifiedNs == stat.modifiedNs && content.sizeBytes == stat.sizeBytes
                               && stat.changedNs >= row.seen.changedNs  // a rename never takes it back; a lost one does
                               && wasBornBefore(row, stat, path));
    content.kind = nodeKindOf(stat.kind);
    content.executable = content.kind == NodeKind::File && stat.executable;
    content.sizeBytes = content.kind == NodeKind::File ? stat.sizeBytes : 0;
    content.modifiedNs = content.kind == NodeKind::Folder ? 0 : stat.modifiedNs;
    if (!sameBytes)
        content.hash = {};
    if (content.kind == NodeKind::Symlink) {
        auto target = m_parts.disk.readLink(path);
        if (!target) {
            if (target.error().kind != Error::Kind::NotFound)
                skip(path, {}, target.error(), true);
            return {};  // the next look sees it again
        }
        content.target = *target;
    }
    row.node.place = place;
    // A link made anew may get the number and the tick of the one before it: then its target is read again.
    const bool racy = content.kind == NodeKind::Symlink && mayHideAWrite(stat, m_parts.clock.nowNs());
    row.seen = {stat.device, stat.inode, stat.changedNs, racy, Presence::Here};
    ++m_report.changed;
    if (fresh && content.kind == NodeKind::File)
        return m_newFiles->put(std::move(row), path, *m_transaction);
    // Who holds the place now was missed or has moved on: its own entry, if any, puts it back.
    return m_parts.trees.putSeen(row, *m_transaction);
}

/// Whether the place is known to the cloud or was agreed on: then a rule added later does not make it vanish.
bool Scanner::tracked(const NodePlace &place)
{
    for (const Tree tree : {Tree::Remote, Tree::Synced}) {
        const auto row = m_parts.trees.at(tree, cloudPlace(place));
        if (row && *row)
            return true;
    }
    return false;
}

void Scanner::skip(const RelativePath &folder, QByteArrayView name, const Error &error, bool trouble)
{
    QByteArray path = folder.bytes();
    if (!name.isEmpty()) {
        if (!path.isEmpty())
            path += '/';
        path += name;
    }
    m_report.skipped.push_back({path, error.what, error.mend, trouble});
}

/// A new folder that holds nothing but what is left out (the rest of a folder deleted in the cloud, say) is left out, too.
Result<void> Scanner::dropIgnoredRemnants()
{
    for (auto folder = m_fresh.rbegin(); folder != m_fresh.rend(); ++folder) {
        if (!m_withIgnored.contains(folder->id))
            continue;
        auto row = m_parts.trees.local(folder->id);
        if (!row)
            return row.error();
        auto children = m_parts.trees.childIds(Tree::Local, folder->id);
        if (!children)
            return children.error();
        if (!*row || !children->empty())
            continue;
        const NodeId parent = (*row)->node.place.parent;
        if (auto removed = m_parts.trees.remove(Tree::Local, folder->id, *m_transaction); !removed)
            return removed;
        if (auto settled = m_parts.trees.settle(folder->id, *m_transaction); !settled)
            return settled.error();
        m_withIgnored.insert(parent);
    }
    return {};
}

}  // namespace tideline::sync
