#include "core/sync/discovery/lost_writes.h"

#include "core/files/chunker.h"
#include "core/store/project_repository.h"

#include <algorithm>
#include <set>

namespace tideline::sync {

using store::JournalEntry;
using store::LocalNode;
using store::Transaction;
using store::Tree;

Result<void> LostWrites::note()
{
    auto transaction = Transaction::begin(m_trees.database());
    if (!transaction)
        return transaction.error();
    auto noted = note(m_trees.database(), m_bootId, *transaction);
    return noted ? transaction->commit() : noted;
}

Result<void> LostWrites::note(store::Database &database, const QByteArray &bootId, const Transaction &transaction)
{
    auto projects = store::ProjectRepository(database).list();
    if (!projects)
        return projects.error();
    for (const LocalProject &project : *projects) {
        store::TreeStore trees(database, project.number);
        auto entries = trees.journal();
        if (!entries)
            return entries.error();
        const bool isNoted = std::ranges::any_of(*entries, [&](const JournalEntry &entry) {
            return entry.action == kFailedSync && entry.node.isNull() && entry.seen == bootId;
        });
        if (isNoted)
            continue;
        JournalEntry entry;
        entry.action = kFailedSync;
        entry.seen = bootId;
        if (auto added = trees.journalAdd(entry, transaction); !added)
            return added.error();
    }
    return {};
}

Result<void> LostWrites::look(const SyncOptions &options)
{
    auto entries = m_trees.journal();
    if (!entries)
        return entries.error();
    std::vector<JournalEntry> notes;
    bool isCommitOpen = false;
    for (const JournalEntry &entry : *entries) {
        isCommitOpen = isCommitOpen || entry.action == "commit";
        if (entry.action == kFailedSync && (entry.seen != m_bootId || m_bootId.isEmpty()))
            notes.push_back(entry);
    }
    if (notes.empty())
        return {};
    for (const JournalEntry &note : notes) {
        if (note.node.isNull())
            continue;
        if (auto looked = lookAt(note); !looked)
            return looked;
    }
    if (std::ranges::any_of(notes, [](const JournalEntry &note) { return note.node.isNull(); })) {
        if (auto looked = lookAtAll(options); !looked)
            return looked;
    }
    return save(notes, isCommitOpen);
}

Result<void> LostWrites::lookAtAll(const SyncOptions &options)
{
    options.met("recovery: read again after a failed fsync");
    std::set<NodeId> known;  // with a note of their own
    for (const Doubt &file : m_doubts)
        known.insert(file.node);
    for (const Found &file : m_found)
        known.insert(file.row.node.id);
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
            else if (!known.contains(row.node.id)) {
                auto before = heldBy(row);
                if (!before)
                    return before.error();
                lookAt(row, below, {row.node.id, *before});
            }
        }
    }
    // What was agreed on may be under another name by now, or nowhere, where the sync that saw it so came no further.
    return m_trees.eachUnsettled([&](const store::NodeRows &rows) {
        if (!rows.synced || rows.synced->content.kind != NodeKind::File || known.contains(rows.id))
            return;
        const bool isOther = rows.local && rows.local->seen.presence == store::Presence::Here && !rows.local->node.content.hash.isNull()
                             && rows.local->node.content.hash != rows.synced->content.hash;
        if (!rows.local || isOther)
            m_doubts.push_back({rows.id, rows.synced->content.hash});
    });
}

Result<void> LostWrites::lookAt(const JournalEntry &note)
{
    auto row = m_trees.local(note.node);
    auto path = m_trees.path(Tree::Local, note.node);
    if (!row || !path)
        return !row ? row.error() : path.error();
    if (!*row || !*path) {  // gone from the tree by an earlier look, whose sync came no further
        if (!note.hash.isNull())
            m_doubts.push_back({note.node, note.hash, note.id});
        return {};
    }
    auto before = note.hash.isNull() ? heldBy(**row) : Result<ContentHash>(note.hash);
    if (!before)
        return before.error();
    lookAt(**row, **path, {note.node, *before, note.id});
    return {};
}

/// What the file held as far as is known: of one that was to be hashed again, what was agreed.
Result<ContentHash> LostWrites::heldBy(const LocalNode &row) const
{
    if (row.node.content.kind != NodeKind::File || !row.node.content.hash.isNull())
        return row.node.content.hash;
    auto synced = m_trees.node(Tree::Synced, row.node.id);
    if (!synced)
        return synced.error();
    return *synced ? (*synced)->content.hash : ContentHash{};
}

void LostWrites::lookAt(const LocalNode &row, const RelativePath &path, Doubt file)
{
    const NodeContent &content = row.node.content;
    if (content.kind != NodeKind::File || file.before.isNull() || row.seen.presence != store::Presence::Here)
        return;
    const auto stat = m_disk.stat(path);
    const auto open = m_disk.openRead(path);
    if (!open || !stat || !*stat) {
        m_doubts.push_back(file);  // moved, deleted, or closed to us
        return;
    }
    auto manifest = files::chunkFile(**open, (*stat)->sizeBytes);
    const auto after = (*open)->stat();
    if (!manifest || !after || !after->sameFile(**stat)) {
        m_doubts.push_back(file);  // being written to
        return;
    }
    if (manifest->hash() == file.before)
        return;
    // The device's number is left out: many file systems get another one at each start.
    const bool isByItself = content.hash == file.before && !row.seen.racy && (*stat)->inode == row.seen.inode
                            && (*stat)->modifiedNs == content.modifiedNs && (*stat)->changedNs == row.seen.changedNs;
    if (!isByItself) {
        m_doubts.push_back(file);
        return;
    }
    Found found{row, file.before, *std::move(manifest)};
    found.row.node.content.hash = found.manifest.hash();
    found.row.node.content.sizeBytes = (*stat)->sizeBytes;
    found.row.seen.device = (*stat)->device;
    m_found.push_back(std::move(found));
}

Result<bool> LostWrites::isAgreed(const Doubt &file) const
{
    auto synced = m_trees.node(Tree::Synced, file.node);
    return synced ? Result<bool>(*synced && (*synced)->content.hash == file.before) : synced.error();
}

Result<void> LostWrites::save(const std::vector<JournalEntry> &notes, bool isCommitOpen)
{
    auto transaction = Transaction::begin(m_trees.database());
    if (!transaction)
        return transaction.error();
    for (const Found &found : m_found) {
        const Doubt file{found.row.node.id, found.before};
        if (auto kept = m_trees.saveManifest(found.manifest.hash(), found.manifest, *transaction); !kept)
            return kept;
        if (auto put = m_trees.putLocal(found.row, *transaction); !put)
            return put;
        auto agreed = isAgreed(file);
        if (!agreed)
            return agreed.error();
        if (!*agreed) {
            m_doubts.push_back(file);  // a commit without an answer may have brought it to the cloud
            continue;
        }
        Node synced = **m_trees.node(Tree::Synced, file.node);
        synced.content.hash = found.manifest.hash();
        synced.content.sizeBytes = found.row.node.content.sizeBytes;
        if (auto put = m_trees.putSynced(synced, *transaction); !put)
            return put;
    }
    m_found.clear();
    std::vector<Doubt> doubts;
    std::set<qint64> kept;
    for (Doubt &file : m_doubts) {
        auto agreed = isAgreed(file);
        if (!agreed)
            return agreed.error();
        if (!*agreed && !isCommitOpen)
            continue;  // never agreed on: what is there now is all there is
        if (file.note == 0) {
            JournalEntry note;
            note.action = kFailedSync;
            note.node = file.node;
            note.seen = notes.front().seen;
            note.hash = file.before;
            auto added = m_trees.journalAdd(note, *transaction);
            if (!added)
                return added.error();
            file.note = *added;
        }
        kept.insert(file.note);
        doubts.push_back(file);
    }
    m_doubts = std::move(doubts);
    // What hangs below no folder of the tree now was not read: the next look finds it in its place.
    auto lost = m_trees.hasLimbo();
    auto parked = m_trees.localChildren(store::parkedParent());
    if (!lost || !parked)
        return !lost ? lost.error() : parked.error();
    const bool isWhole = !*lost && parked->empty();
    for (const JournalEntry &note : notes) {
        if (kept.contains(note.id) || (note.node.isNull() && !isWhole))
            continue;
        if (auto removed = m_trees.journalRemove(note.id, *transaction); !removed)
            return removed;
    }
    return transaction->commit();
}

Result<void> LostWrites::doubt(const SyncOptions &options)
{
    if (m_doubts.empty())
        return {};
    auto transaction = Transaction::begin(m_trees.database());
    if (!transaction)
        return transaction.error();
    std::vector<Doubt> left;
    for (const Doubt &file : m_doubts) {
        auto row = m_trees.local(file.node);
        auto synced = m_trees.node(Tree::Synced, file.node);
        if (!row || !synced)
            return !row ? row.error() : synced.error();
        // A row that went: the scan takes a file of another name, size and time for another file.
        const bool isOther = !*row || (!(*row)->node.content.hash.isNull() && (*row)->node.content.hash != file.before);
        const bool isAgreed = *synced && (*synced)->content.hash == file.before;
        if (*row && !(isOther && isAgreed)) {
            left.push_back(file);
            continue;
        }
        if (isAgreed) {
            options.met("recovery: lost or edited, nobody can say");
            (*synced)->content.hash = {};
            if (auto put = m_trees.putSynced(**synced, *transaction); !put)
                return put;
            if (auto marked = m_trees.markUnsettled(file.node, *transaction); !marked)
                return marked;
        }
        if (auto removed = m_trees.journalRemove(file.note, *transaction); !removed)
            return removed;
    }
    m_doubts = std::move(left);
    return transaction->commit();
}

}  // namespace tideline::sync
