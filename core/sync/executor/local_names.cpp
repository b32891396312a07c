// What LocalExecutor does on a disk that takes two names for one (by case or normal form): the later one is put aside under an
// escaped name, and comes back to its own when nothing is in the way any more. No disk is asked beforehand whether it is such a
// one: it says so when a name is taken that no entry has.
#include "core/base/name_escape.h"
#include "core/sync/executor/local_executor.h"
#include "core/sync/executor/seen_stat.h"

#include <algorithm>
#include <functional>

namespace tideline::sync {

using files::FileStat;
using files::IfExists;
using store::Presence;
using store::Transaction;
using store::Tree;

/// What stands in the way of `path` under another name; nullopt when nothing does, or when it is an entry of this very name.
Result<std::optional<FileStat>> LocalExecutor::takenForAnother(const RelativePath &path)
{
    const auto stat = m_parts.disk.stat(path);
    if (!stat || !*stat)
        return std::optional<FileStat>{};
    const auto items = m_parts.disk.list(path.parent());
    if (!items)
        return std::optional<FileStat>{};  // not known: then as if the name itself were taken
    const auto isIt = [&](const files::FolderItem &item) { return item.name == path.name(); };
    const auto isOther = [&](const files::FolderItem &item) {
        return item.stat.inode == (*stat)->inode && item.stat.device == (*stat)->device && nameKey(item.name) == nameKey(path.name());
    };
    const bool isTaken = std::ranges::none_of(*items, isIt) && std::ranges::any_of(*items, isOther);
    return isTaken ? std::optional(**stat) : std::nullopt;
}

/// Where the entry `node` goes whose own name is taken for another's; nullopt while some node of ours is still there.
/// Errors: Invalid (no room).
Result<std::optional<RelativePath>> LocalExecutor::asidePath(const RelativePath &to, const NodeId &parent, const NodeId &node)
{
    for (int attempt = 1; attempt <= kEscapeAttempts; ++attempt) {
        const QByteArray name = escapedName(cloudName(to.name()), attempt);
        const RelativePath path = to.parent().child(name.isEmpty() ? to.name() : name);
        if (name.isEmpty() || !path.checkLength())
            break;
        auto holder = m_parts.trees.localAt({parent, name});
        if (!holder)
            return holder.error();
        const bool isItself = *holder && (*holder)->node.id == node && (*holder)->seen.presence != Presence::Here;  // its bytes come now
        if (*holder && !isItself)
            return std::optional<RelativePath>{};
        auto taken = takenForAnother(path);
        if (!taken)
            return taken.error();
        if (*taken)
            continue;  // somebody spelt an escaped name in another case: then it is a name of its own
        m_options.met("name clash");
        return std::optional<RelativePath>{path};
    }
    return Error{Error::Kind::Invalid, u"This disk takes its name for that of another entry, and it is too long to be escaped."_s, {},
                 u"Rename one of the two."_s};
}

/// Renames to `to`, which lies in the folder `parent`, or beside it under an escaped name. Returns where it is; nullopt when
/// something of ours must leave first: it may be what is renamed, since it is in its own way when it changes but its case.
/// Errors: those of FileSystem::rename; Invalid.
Result<std::optional<RelativePath>> LocalExecutor::renameTo(const RelativePath &from, const RelativePath &to, const NodeId &parent,
                                                             const NodeId &node)
{
    auto renamed = m_parts.disk.rename(from, to, IfExists::Fail);
    return renamed ? Result<std::optional<RelativePath>>(to) : renameBeside(from, to, parent, node, renamed.error());
}

/// What renameTo() does once the disk has refused `to`, by `refusal`.
Result<std::optional<RelativePath>> LocalExecutor::renameBeside(const RelativePath &from, const RelativePath &to, const NodeId &parent,
                                                                 const NodeId &node, const Error &refusal)
{
    if (refusal.kind != Error::Kind::Conflict)
        return refusal;
    auto taken = takenForAnother(to);
    if (!taken)
        return taken.error();
    if (!*taken)
        return refusal;
    const auto moving = m_parts.disk.stat(from);
    if (!moving)
        return moving.error();
    if (*moving && (*moving)->inode == (*taken)->inode && (*moving)->device == (*taken)->device)
        return std::optional<RelativePath>{};
    auto aside = asidePath(to, parent, node);
    if (!aside || !*aside)
        return aside;
    if (auto again = m_parts.disk.rename(from, **aside, IfExists::Fail); !again)
        return again.error();
    m_report.aside.push_back(**aside);
    return aside;
}

Result<std::vector<RelativePath>> LocalExecutor::settleNames(std::vector<RelativePath> paths)
{
    std::vector<RelativePath> left;
    if (paths.empty())
        return left;
    // Inner before outer, so that each is found by the path that it has.
    std::ranges::sort(paths, std::greater{}, [](const RelativePath &path) { return path.parts().size(); });
    std::vector<NodeId> waiting;
    auto transaction = Transaction::begin(m_parts.trees.database());
    if (!transaction)
        return transaction.error();
    bool isChanged = false;
    for (const RelativePath &path : paths) {
        auto id = m_parts.trees.find(Tree::Local, path);
        auto row = id && *id ? m_parts.trees.local(**id) : Result<std::optional<store::LocalNode>>(std::optional<store::LocalNode>());
        if (!id || !row)
            return !id ? id.error() : row.error();
        if (!*row || !isAside(path.name()))
            continue;  // gone, or renamed by its user
        const NodePlace own = diskPlace(cloudPlace((*row)->node.place));
        const RelativePath to = path.parent().child(own.name);
        auto holder = m_parts.trees.localAt(own);
        if (!holder)
            return holder.error();
        const bool isHere = (*row)->seen.presence == Presence::Here;
        const auto there = m_parts.disk.stat(to);
        if (*holder || !there || *there || (isHere && !m_parts.disk.rename(path, to, IfExists::Fail))) {
            waiting.push_back(**id);
            continue;
        }
        m_options.met("name clash resolved");
        isChanged = true;
        if (isHere) {
            if (auto noted = noteStep({.action = store::UndoStep::Action::Move, .node = **id, .path = to.bytes(),
                                       .fromPath = path.bytes(), .content = (*row)->node.content},
                                      *transaction);
                !noted)
                return noted.error();
        }
        (*row)->node.place = own;
        if (const auto now = m_parts.disk.stat(to); isHere && now && *now && (*now)->sameFile(statOf(**row)))
            (*row)->seen.changedNs = (*now)->changedNs;
        if (auto put = m_parts.trees.putLocal(**row, *transaction); !put)
            return put.error();
        if (auto agreed = m_parts.trees.agree(**id, *transaction); !agreed)
            return agreed.error();
    }
    for (const NodeId &id : waiting) {
        auto path = m_parts.trees.path(Tree::Local, id);
        if (!path)
            return path.error();
        if (*path)
            left.push_back(**path);
    }
    if (!isChanged)
        return left;
    if (auto synced = m_parts.disk.syncAll(); !synced)
        return synced.error();
    if (auto committed = transaction->commit(); !committed)
        return committed.error();
    return left;
}

}  // namespace tideline::sync
