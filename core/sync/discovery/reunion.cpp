#include "core/sync/discovery/reunion.h"

#include "core/schema/wire/change.h"
#include "core/store/project_repository.h"
#include "core/store/trash_repository.h"
#include "core/sync/discovery/puller.h"
#include "core/sync/discovery/scanner.h"

#include <QJsonArray>

#include <unordered_set>

namespace tideline::sync {

using store::Transaction;
using store::Tree;

Result<void> forgetOldStore(store::TreeStore &trees, files::FileSystem &disk, Clock &clock, LocalProject &project)
{
    const auto held = disk.list(ownPath("trash"));
    if (!held)
        return held.error();
    store::TrashRepository trash(trees.database());
    const auto listed = trash.list(project.number);
    if (!listed)
        return listed.error();
    std::unordered_set<QByteArray> known;
    for (const store::TrashEntry &entry : *listed)
        known.insert(entry.parked.toUtf8());
    auto transaction = Transaction::begin(trees.database());
    if (!transaction)
        return transaction.error();
    for (const files::FolderItem &item : *held) {
        if (known.contains(item.name) || item.stat.kind == files::FileKind::Other)
            continue;
        store::TrashEntry entry;
        entry.project = project.number;
        entry.path = item.name;  // where it was is lost with its row
        entry.parked = QString::fromUtf8(item.name);
        entry.kind = nodeKindOf(item.stat.kind);
        entry.sizeBytes = entry.kind == NodeKind::File ? item.stat.sizeBytes : 0;
        entry.removedAtMs = clock.nowMs();
        if (auto added = trash.add(entry, *transaction); !added)
            return added;
    }
    if (project.revision > 0) {
        if (auto forgot = trees.forgetAll(*transaction); !forgot)
            return forgot;
        // The epoch stays: a project without one has yet to mark its folder.
        store::ProjectRepository projects(trees.database());
        if (auto saved = projects.saveCursor(project.number, project.epoch, 0, {}, *transaction); !saved)
            return saved;
        if (auto saved = projects.saveTurns(project.number, 0, *transaction); !saved)
            return saved;
        project.revision = 0;
        project.commitHash = {};
        project.turns = 0;
    }
    return transaction->commit();
}

Result<void> Reunion::gather()
{
    const store::ReadTransaction reading(m_trees.database());
    std::vector<Node> fresh;  // here, and neither agreed on nor equal to the cloud's
    auto read = m_trees.eachUnsettled([&](store::NodeRows rows) {
        const auto &[id, local, remote, synced] = rows;
        if (!local || synced || local->seen.presence != store::Presence::Here)
            return;
        const Node &node = local->node;
        const bool isUnread = node.content.kind == NodeKind::File && node.content.hash.isNull();
        if (isUnread || (remote && remote->place == node.place && remote->content.sameAs(node.content)))
            return;
        if (remote)
            m_edited.push_back(id);
        fresh.push_back(node);
    });
    if (!read)
        return read;
    for (Node &node : fresh) {
        bool isOpen = node.place.parent.isNull();
        if (!isOpen) {
            auto folder = m_trees.node(Tree::Remote, node.place.parent);
            if (!folder)
                return folder.error();
            isOpen = folder->has_value();
        }
        std::vector<Node> &level = isOpen ? m_open : m_below[node.place.parent];
        level.push_back(std::move(node));
    }
    return {};
}

Result<void> Reunion::ask()
{
    if (auto gathered = gather(); !gathered)
        return gathered;
    while (!m_open.empty()) {
        const std::size_t before = m_known.size();
        if (auto asked = askFor(std::exchange(m_open, {})); !asked)
            return asked;
        // What lies in a folder that the history knows may be known by that folder's id.
        for (std::size_t i = before; i < m_known.size(); ++i) {
            auto below = m_below.extract(m_known[i].here.id);
            if (below.empty())
                continue;
            for (Node &node : below.mapped()) {
                node.place.parent = m_known[i].id;
                m_open.push_back(std::move(node));
            }
        }
    }
    return {};
}

Result<void> Reunion::askFor(const std::vector<Node> &level)
{
    for (std::size_t begin = 0; begin < level.size(); begin += std::size_t(wire::kMaxHistoryEntries)) {
        const std::size_t end = std::min(level.size(), begin + std::size_t(wire::kMaxHistoryEntries));
        QJsonArray entries;
        for (std::size_t i = begin; i < end; ++i)
            entries.append(wire::toJson(wire::Change{wire::Change::Op::Put, level[i], {}, 0, {}}));
        auto reply = callJson(m_channel, "POST", m_projectPath + "/history:find", QJsonObject{{u"entries"_s, entries}},
                              u"ask what the history knows"_s);
        if (!reply)
            return reply.error();
        if (!(*reply)[u"known"_s].isArray())
            return Error{Error::Kind::Offline, u"The server's reply is not whole."_s, u"ask what the history knows"_s, {}};
        for (const auto value : (*reply)[u"known"_s].toArray()) {
            const qint64 index = value.toObject()[u"index"_s].toInteger(-1);
            const auto node = NodeId::fromString(value.toObject()[u"node"_s].toString());
            if (index >= 0 && index < qint64(end - begin) && node && !node->isNull())
                m_known.push_back({level[begin + std::size_t(index)], *node, value.toObject()[u"revision"_s].toInteger()});
        }
    }
    return {};
}

Result<qint64> Reunion::record(Revision revision, const store::Transaction &transaction)
{
    qint64 count = 0;
    for (const NodeId &id : m_edited) {
        auto remote = m_trees.node(Tree::Remote, id);
        auto changed = m_trees.remoteRevision(id);
        if (!remote || !changed)
            return !remote ? remote.error() : changed.error();
        if (!*remote || *changed > revision)
            continue;
        if (auto put = m_trees.putSynced(**remote, transaction); !put)
            return put.error();
        ++count;
    }
    for (const auto &[node, known, changed] : m_known) {
        if (changed <= revision)
            continue;  // what became of it was known here: a person has put this back since
        auto remote = m_trees.node(Tree::Remote, node.id);
        auto local = m_trees.node(Tree::Local, node.id);
        if (!remote || !local)
            return !remote ? remote.error() : local.error();
        if (!*local || (*local)->place != node.place)
            continue;  // in a folder that is a copy of one that is here, too
        NodeId id = node.id;
        // With a node of the cloud at its place it is an older version of that; else it is the one that was there.
        if (!*remote && known != id) {
            auto taken = m_trees.local(known);
            if (!taken)
                return taken.error();
            if (*taken)
                continue;  // that one is here, too: this is a copy of it
            if (auto rekeyed = m_trees.rekeyLocal(id, known, transaction); !rekeyed)
                return rekeyed.error();
            id = known;
        }
        if (auto put = m_trees.putSynced({id, node.place, node.content}, transaction); !put)
            return put.error();
        if (auto marked = m_trees.markUnsettled(id, transaction); !marked)
            return marked.error();
        ++count;
    }
    return count;
}

}  // namespace tideline::sync
