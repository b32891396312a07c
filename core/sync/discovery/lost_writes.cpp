#include "core/sync/discovery/lost_writes.h"

#include "core/files/chunker.h"
#include "core/store/project_repository.h"

#include <algorithm>
#include <set>

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
            return entry.action == kFailedSync && entry.node.isNull() && entry.seen == m_bootId;
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
    auto notes = m_trees.journal();
    if (!notes)
        return notes.error();
    std::erase_if(*notes, [this](const store::JournalEntry &entry) {
        return entry.action != kFailedSync || (entry.seen == m_bootId && !m_bootId.isEmpty());
    });
    if (notes->empty())
        return {};
    if (std::ranges::any_of(*notes, [](const store::JournalEntry &note) { return note.node.isNull(); })) {
        if (auto looked = lookAtAll(options); !looked)
            return looked;
    } else {
        for (const store::JournalEntry &note : *notes)
            if (auto looked = lookAt(note.node); !looked)
                return looked;
    }
    return save(*notes);
}

Result<void> LostWrites::lookAtAll(const SyncOptions &options)
{
    options.met("recovery: read again after a failed fsync");
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
            if (row.node.content.kind == NodeKind::Folder)
                folders.emplace_back(row.node.id, below);
            else
                lookAt(row, below);
        }
    }
    return {};
}

Result<void> LostWrites::lookAt(const NodeId &file)
{
    auto row = m_trees.local(file);
    auto path = m_trees.path(Tree::Local, file);
    if (!row || !path)
        return !row ? row.error() : path.error();
    if (*row && *path)
        lookAt(**row, **path);
    return {};
}

void LostWrites::lookAt(const LocalNode &row, const RelativePath &path)
{
    if (!couldRead(row, path))
        m_unread.push_back(row.node.id);
}

/// Whatever has other stamps is for the scan to find.
bool LostWrites::couldRead(const LocalNode &row, const RelativePath &path)
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
    // The device's number is left out: many file systems get another one at each start.
    if (!*stat || (*stat)->kind != files::FileKind::File || (*stat)->inode != row.seen.inode
        || (*stat)->modifiedNs != content.modifiedNs || (*stat)->changedNs != row.seen.changedNs)
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
    found.row.seen.device = (*stat)->device;
    m_found.push_back(std::move(found));
    return true;
}

Result<void> LostWrites::save(const std::vector<store::JournalEntry> &notes)
{
    std::set<NodeId> unread(m_unread.begin(), m_unread.end());
    std::vector<qint64> done;
    for (const store::JournalEntry &note : notes)
        if (note.node.isNull() || unread.erase(note.node) == 0)
            done.push_back(note.id);
    if (done.empty())
        return {};
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
    for (const NodeId &file : unread) {
        store::JournalEntry note;
        note.action = kFailedSync;
        note.node = file;
        note.seen = notes.front().seen;
        if (auto added = m_trees.journalAdd(note, *transaction); !added)
            return added.error();
    }
    for (const qint64 id : done) {
        if (auto removed = m_trees.journalRemove(id, *transaction); !removed)
            return removed;
    }
    return transaction->commit();
}

}  // namespace tideline::sync
