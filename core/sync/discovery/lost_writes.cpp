#include "core/sync/discovery/lost_writes.h"

#include "core/files/chunker.h"
#include "core/store/project_repository.h"

#include <algorithm>

namespace tideline::sync {

using store::LocalNode;
using store::Transaction;
using store::Tree;

Result<void> LostWrites::note()
{
    auto projects = store::ProjectRepository(m_trees.database()).list();
    if (!projects)
        return projects.error();
    auto transaction = Transaction::begin(m_trees.database());
    if (!transaction)
        return transaction.error();
    for (const LocalProject &project : *projects) {
        store::TreeStore trees(m_trees.database(), project.number);
        auto entries = trees.journal();
        if (!entries)
            return entries.error();
        const bool isNoted = std::ranges::any_of(*entries, [this](const store::JournalEntry &entry) {
            return entry.action == kFailedSync && entry.seen == m_bootId;
        });
        if (isNoted)
            continue;
        store::JournalEntry entry;
        entry.action = kFailedSync;
        entry.seen = m_bootId;
        if (auto added = trees.journalAdd(entry, *transaction); !added)
            return added.error();
    }
    return transaction->commit();
}

Result<void> LostWrites::look(const SyncOptions &options)
{
    auto entries = m_trees.journal();
    if (!entries)
        return entries.error();
    std::vector<qint64> notes;
    for (const store::JournalEntry &entry : *entries) {
        if (entry.action == kFailedSync && (m_bootId.isEmpty() || entry.seen != m_bootId))
            notes.push_back(entry.id);
    }
    if (notes.empty())
        return {};
    options.met("recovery: read again after a failed fsync");
    bool isWhole = true;
    std::vector<std::pair<NodeId, RelativePath>> folders{{NodeId{}, RelativePath{}}};
    while (!folders.empty()) {
        if (options.cancel && *options.cancel)
            return Error{Error::Kind::Cancelled, u"Reading was stopped."_s, {}, {}};
        const auto [folder, path] = std::move(folders.back());
        folders.pop_back();
        auto children = m_trees.localChildren(folder);
        if (!children)
            return children.error();
        for (const LocalNode &row : *children) {
            const RelativePath below = path.child(row.node.place.name);
            if (row.node.content.kind == NodeKind::Folder) {
                folders.emplace_back(row.node.id, below);
                continue;
            }
            auto looked = lookAt(row, below);
            if (!looked)
                return looked.error();
            isWhole = isWhole && *looked;
        }
    }
    return save(isWhole ? notes : std::vector<qint64>{});
}

/// False: it could not be read. Whatever has other stamps is for the scan to find.
Result<bool> LostWrites::lookAt(const LocalNode &row, const RelativePath &path)
{
    const NodeContent &content = row.node.content;
    if (content.kind != NodeKind::File || content.hash.isNull() || row.seen.presence != store::Presence::Here)
        return true;
    // Its stamps could hide a user's own write: the scan reads it again, and what differs is an edit.
    if (row.seen.racy)
        return true;
    const auto stat = m_disk.stat(path);
    if (!stat)
        return stat.error().kind == Error::Kind::NotFound;
    if (!*stat || (*stat)->kind != files::FileKind::File || (*stat)->inode != row.seen.inode
        || (*stat)->device != row.seen.device || (*stat)->modifiedNs != content.modifiedNs
        || (*stat)->changedNs != row.seen.changedNs)
        return true;
    auto file = m_disk.openRead(path);
    if (!file)
        return false;
    auto manifest = files::chunkFile(**file, (*stat)->sizeBytes);
    const auto after = (*file)->stat();
    if (!manifest || !after || !after->sameFile(**stat))
        return false;
    if (manifest->hash() == content.hash)
        return true;
    Found found{row, content.hash, *std::move(manifest)};
    found.row.node.content.hash = found.manifest.hash();
    found.row.node.content.sizeBytes = (*stat)->sizeBytes;
    m_found.push_back(std::move(found));
    return true;
}

Result<void> LostWrites::save(const std::vector<qint64> &notes)
{
    auto transaction = Transaction::begin(m_trees.database());
    if (!transaction)
        return transaction.error();
    for (const Found &found : m_found) {
        const NodeId &id = found.row.node.id;
        if (auto kept = m_trees.saveManifest(found.manifest.hash(), found.manifest, *transaction); !kept)
            return kept;
        if (auto put = m_trees.putLocal(found.row, *transaction); !put)
            return put;
        auto synced = m_trees.node(Tree::Synced, id);
        if (!synced)
            return synced.error();
        if (!*synced || (*synced)->content.hash != found.before)
            continue;  // never agreed on: what is there now is all there is
        (*synced)->content.hash = found.manifest.hash();
        (*synced)->content.sizeBytes = found.row.node.content.sizeBytes;
        if (auto put = m_trees.putSynced(**synced, *transaction); !put)
            return put;
    }
    for (const qint64 id : notes) {
        if (auto removed = m_trees.journalRemove(id, *transaction); !removed)
            return removed;
    }
    m_found.clear();
    return transaction->commit();
}

}  // namespace tideline::sync
