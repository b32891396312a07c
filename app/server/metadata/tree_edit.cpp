#include "app/server/metadata/tree_edit.h"

#include "core/base/relative_path.h"

#include <QJsonArray>

#include <algorithm>
#include <limits>

namespace tideline::server {

using Op = wire::Change::Op;

namespace {

constexpr qsizetype kMaxConflictPaths = 100;
const QString kPathTooLong = u"A path is deeper than 256 folders or longer than 4,000 bytes."_s;

bool isFolder(const std::optional<NodeRow> &row)
{
    return row && row->node.content.kind == NodeKind::Folder;
}

QByteArray joined(const QByteArray &folder, const QByteArray &name)
{
    return folder.isEmpty() ? name : folder + '/' + name;
}

}  // namespace

void TreeEdit::breaks(const char *code, const QString &title, const QByteArray &path)
{
    if (isBehind())
        stale(path);
    if (m_broken)
        return;
    const QString text = QString::fromUtf8(path);
    m_broken = Refusal{422, code, title, text.isEmpty() ? title : u"%1 (%2)"_s.arg(title, text), {{u"path"_s, text}}};
}

void TreeEdit::stale(const QByteArray &path)
{
    if (m_stale.size() < kMaxConflictPaths)
        m_stale.insert(path);
}

Result<std::optional<Refusal>> TreeEdit::check(const std::vector<wire::Change> &changes)
{
    auto refusal = load(changes);
    if (!refusal || *refusal)
        return refusal;
    for (Edit &edit : m_edits) {
        if (auto done = checkSubject(edit); !done)
            return done.error();
        if (edit.after) {
            if (auto done = checkParent(edit); !done)
                return done.error();
            if (auto done = checkPlace(edit); !done)
                return done.error();
            if (auto done = checkBelow(edit); !done)
                return done.error();
        } else if (isFolder(edit.before)) {
            if (auto done = checkLeftChildren(edit); !done)
                return done.error();
        }
    }
    if (!m_stale.isEmpty()) {
        QStringList paths;
        for (const QByteArray &path : std::as_const(m_stale))
            paths += QString::fromUtf8(path);
        paths.sort();
        return std::optional(Refusal{409,
                                     "stale_base",
                                     u"Others changed the same part of the project first."_s,
                                     {},
                                     {{u"head_revision"_s, m_head}, {u"conflicts"_s, QJsonArray::fromStringList(paths)}}});
    }
    return m_broken;
}

Result<std::optional<Refusal>> TreeEdit::load(const std::vector<wire::Change> &changes)
{
    m_edits.reserve(changes.size());
    m_index.reserve(changes.size());
    m_places.reserve(qsizetype(changes.size()));
    for (const wire::Change &change : changes) {
        if (!m_index.emplace(change.node.id, m_edits.size()).second)
            return std::optional(Refusal{422, "duplicate_node", u"A commit changes each node at most once."_s,
                                         change.node.id.toString(), {}});
        auto before = m_nodes.find(change.node.id);
        if (!before)
            return before.error();
        Edit edit{&change, *std::move(before), {}, {}};
        if (change.op == Op::Put) {
            edit.after = change.node;
            if (change.node.content.kind == NodeKind::Folder)
                edit.after->content = {};
        } else if (change.op == Op::Move && edit.before) {
            edit.after = edit.before->node;
            edit.after->place = change.node.place;
        }
        m_edits.push_back(std::move(edit));
    }
    return std::optional<Refusal>();
}

/// The node itself: alive where it must be, of its old kind, and untouched since base.
Result<void> TreeEdit::checkSubject(Edit &edit)
{
    const NodeId &id = edit.change->node.id;
    if (edit.before) {
        auto path = pathBefore(id);
        if (!path)
            return path.error();
        if (edit.before->revision > m_base)
            stale(*path);
        if (edit.after && edit.after->content.kind != edit.before->node.content.kind)
            breaks("kind_changed", u"A node never changes its kind: delete it and make another."_s, *path);
        if (!edit.after)
            edit.path = *std::move(path);
        return {};
    }
    if (isBehind()) {
        const auto changed = m_versions.lastChange(id, m_base, m_head);
        if (!changed)
            return changed.error();
        if (*changed > 0)
            stale(edit.change->node.place.name);
    }
    if (edit.change->op != Op::Put)
        breaks("unknown_node", u"This node is not in the project."_s, edit.change->node.id.toString().toUtf8());
    return {};
}

Result<const std::optional<NodeRow> *> TreeEdit::stored(const NodeId &id)
{
    const auto it = m_stored.find(id);
    if (it != m_stored.end())
        return &it->second;
    auto row = m_nodes.find(id);
    if (!row)
        return row.error();
    return &m_stored.emplace(id, *std::move(row)).first->second;
}

Result<void> TreeEdit::checkParent(Edit &edit)
{
    const NodePlace &place = edit.after->place;
    const bool newHere = !edit.before || edit.before->node.place.parent != place.parent;
    if (isBehind() && newHere && !place.parent.isNull() && !m_index.contains(place.parent)) {
        const auto parent = stored(place.parent);
        if (!parent)
            return parent.error();
        const bool touched = !**parent || (**parent)->revision > m_base;
        if (touched)
            stale(place.name);
    }
    return findPath(edit);
}

/// Walks up the parents as they are after the change. A cycle is found here, since every new one runs through a node of
/// the set; and so is a parent that is not there, or is no folder.
Result<void> TreeEdit::findPath(Edit &edit)
{
    struct Step {
        NodeId id;
        QByteArray name;
    };
    std::vector<Step> chain;  // folders above the node, nearest first, whose paths are not known yet
    NodeId at = edit.after->place.parent;
    Place base;
    while (!at.isNull()) {
        if (const auto known = m_folderPaths.find(at); known != m_folderPaths.end()) {
            base = known->second;
            break;
        }
        const Node *node = nullptr;
        if (const auto it = m_index.find(at); it != m_index.end()) {
            const Edit &above = m_edits[it->second];
            node = above.after ? &*above.after : nullptr;
        } else {
            const auto row = stored(at);
            if (!row)
                return row.error();
            node = **row ? &(**row)->node : nullptr;
        }
        edit.path = edit.after->place.name;
        if (!node) {
            breaks("no_parent", u"The folder of a node is not there."_s, edit.path);
            return {};
        }
        if (node->content.kind != NodeKind::Folder) {
            breaks("parent_not_folder", u"Only a folder holds other nodes."_s, edit.path);
            return {};
        }
        const bool seen = at == edit.after->id || std::ranges::any_of(chain, [&](const Step &s) { return s.id == at; });
        if (seen) {
            breaks("cycle", u"A folder cannot be moved into itself."_s, edit.path);
            return {};
        }
        if (qsizetype(chain.size()) > kMaxPathDepth) {
            breaks("path_too_long", u"A path is deeper than 256 folders."_s, edit.path);
            return {};
        }
        chain.push_back({at, node->place.name});
        at = node->place.parent;
    }
    for (auto step = chain.rbegin(); step != chain.rend(); ++step) {
        base = {joined(base.path, step->name), base.depth + 1};
        m_folderPaths.emplace(step->id, base);
    }
    edit.path = joined(base.path, edit.after->place.name);
    if (base.depth >= kMaxPathDepth || edit.path.size() > kMaxPathBytes)
        breaks("path_too_long", kPathTooLong, edit.path);
    return {};
}

Result<void> TreeEdit::checkPlace(const Edit &edit)
{
    const NodePlace &place = edit.after->place;
    const qsizetype before = m_places.size();
    m_places.insert(place.parent.toBytes() + place.name);
    if (m_places.size() == before)
        breaks("name_taken", u"Two nodes would have one name in one folder."_s, edit.path);
    if (edit.before && edit.before->node.place == place)
        return {};
    const auto holder = m_nodes.at(place);
    if (!holder)
        return holder.error();
    if (*holder && !m_index.contains((*holder)->node.id))
        breaks("name_taken", u"Another node has this name in this folder."_s, edit.path);
    return {};
}

/// What a folder holds goes with it: none of it may end deeper or longer than a path may be.
Result<void> TreeEdit::checkBelow(const Edit &edit)
{
    if (!isFolder(edit.before) || edit.before->node.place == edit.after->place || m_broken)
        return {};
    const auto exceeds = [](qsizetype depth, qsizetype bytes) { return depth > kMaxPathDepth || bytes > kMaxPathBytes; };
    const qsizetype depth = edit.path.count('/') + 1;
    const auto reach = m_nodes.reachBelow(edit.after->id);
    if (!reach)
        return reach.error();
    if (!exceeds(depth + reach->depth, edit.path.size() + reach->bytes))
        return {};
    // Some of it may be deleted or moved away by this very set: that is checked for itself.
    struct Folder {
        NodeId id;
        QByteArray path;
        qsizetype depth;
    };
    std::vector<Folder> folders{{edit.after->id, edit.path, depth}};
    while (!folders.empty()) {
        const Folder folder = std::move(folders.back());
        folders.pop_back();
        const auto children = m_nodes.children(folder.id, {}, std::numeric_limits<int>::max());
        if (!children)
            return children.error();
        for (const NodeRow &child : *children) {
            const auto own = m_index.find(child.node.id);
            const Edit *const other = own != m_index.end() ? &m_edits[own->second] : nullptr;
            if (other && (!other->after || other->after->place != child.node.place))
                continue;
            Folder below{child.node.id, joined(folder.path, child.node.place.name), folder.depth + 1};
            if (exceeds(below.depth, below.path.size())) {
                breaks("path_too_long", kPathTooLong, below.path);
                return {};
            }
            if (child.node.content.kind == NodeKind::Folder)
                folders.push_back(std::move(below));
        }
    }
    return {};
}

Result<void> TreeEdit::checkLeftChildren(const Edit &edit)
{
    QByteArray after;
    while (true) {
        constexpr int kBatch = 1000;
        const auto children = m_nodes.children(edit.before->node.id, after, kBatch);
        if (!children)
            return children.error();
        for (const NodeRow &child : *children) {
            // A child that is in the set is deleted, or its new parent is checked for itself.
            if (m_index.contains(child.node.id))
                continue;
            breaks("folder_not_empty", u"A deleted folder still holds something."_s,
                   joined(edit.path, child.node.place.name));
            return {};
        }
        if (children->size() < kBatch)
            return {};
        after = children->back().node.place.name;
    }
}

Result<QByteArray> TreeEdit::pathBefore(const NodeId &id)
{
    QByteArrayList names;  // nearest first
    NodeId at = id;
    while (!at.isNull()) {
        const Node *node = nullptr;
        if (const auto it = m_index.find(at); it != m_index.end() && m_edits[it->second].before) {
            node = &m_edits[it->second].before->node;
        } else {
            const auto row = stored(at);
            if (!row)
                return row.error();
            node = **row ? &(**row)->node : nullptr;
        }
        if (!node)
            return Error{Error::Kind::Io, u"The stored tree has an orphan."_s, at.toString(), {}};
        names.append(node->place.name);
        at = node->place.parent;
    }
    std::ranges::reverse(names);
    return names.join('/');
}

Result<void> TreeEdit::apply(Revision revision)
{
    // Places are given up before they are taken, so that two nodes may swap names.
    for (const Edit &edit : m_edits) {
        if (!edit.before || (edit.after && edit.after->place == edit.before->node.place))
            continue;
        if (auto done = m_nodes.remove(edit.before->node.id); !done)
            return done;
    }
    for (const Edit &edit : m_edits) {
        if (edit.after) {
            if (auto done = m_nodes.save(*edit.after, revision); !done)
                return done;
        }
        const Node &node = edit.after ? *edit.after : edit.before->node;
        if (auto done = m_versions.append({edit.change->op, node, revision, edit.path, {}}); !done)
            return done;
    }
    return {};
}

}  // namespace tideline::server
