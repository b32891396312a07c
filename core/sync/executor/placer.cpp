#include "core/sync/executor/placer.h"

#include "core/files/chunker.h"
#include "core/files/exchange.h"
#include "core/files/tree_marker.h"
#include "core/schema/wire/change.h"
#include "core/store/placement_repository.h"
#include "core/store/project_repository.h"
#include "core/sync/discovery/lost_writes.h"
#include "core/sync/discovery/puller.h"
#include "core/sync/executor/seen_stat.h"

#include <QJsonArray>
#include <QJsonObject>

#include <unordered_set>

namespace tideline::sync {

using files::IfExists;
using store::Presence;
using store::Tree;
using store::TreeStore;

namespace {

constexpr std::size_t kBatchFiles = 500;

RelativePath parkedPath(const QString &name)
{
    return ownPath("trash/" + name.toLatin1());
}

}  // namespace

Result<Placer::Found> Placer::filesBelow(const RelativePath &path)
{
    Found found;
    auto read = m_parts.read([&](store::Database &database) -> Result<void> {
        found = {};
        const TreeStore trees(database, m_project.number);
        auto id = trees.find(Tree::Local, path);
        if (!id)
            return id.error();
        if (!*id)
            return Error{Error::Kind::NotFound, u"There is nothing of this name in the synced tree."_s, path.toString(), u"Sync first: tide sync"_s};
        if (!path.isRoot()) {
            auto row = trees.local(**id);
            if (!row)
                return row.error();
            if (*row && (*row)->node.content.kind != NodeKind::Folder) {
                found.files.push_back({**row, path, {}, 0, {}});
                return {};
            }
        }
        found.folder = **id;
        std::vector<std::pair<NodeId, RelativePath>> folders{{**id, path}};
        while (!folders.empty()) {
            const auto [at, below] = folders.back();
            folders.pop_back();
            auto children = trees.localChildren(at);
            if (!children)
                return children.error();
            for (store::LocalNode &child : *children) {
                const RelativePath place = below.child(child.node.place.name);
                if (child.node.content.kind == NodeKind::Folder)
                    folders.emplace_back(child.node.id, place);
                else
                    found.files.push_back({std::move(child), place, {}, 0, {}});
            }
        }
        return {};
    });
    return read ? Result<Found>(std::move(found)) : read.error();
}

/// A folder's wish also holds for what comes into it later.
Result<void> Placer::keepWish(const std::optional<NodeId> &folder, Presence wish)
{
    if (!folder)
        return {};
    return m_parts.write([&](store::Database &database, const store::Transaction &transaction) -> Result<void> {
        store::PlacementRepository placement(database, m_project.number);
        if (!folder->isNull())
            return placement.set(*folder, wish, transaction);
        if (auto cleared = placement.set(*folder, {}, transaction); !cleared)
            return cleared;
        return store::ProjectRepository(database).saveOnlineOnly(m_project.number, wish == Presence::Cloud, transaction);
    });
}

Result<Placed> Placer::pin(const RelativePath &path)
{
    auto found = filesBelow(path);
    if (!found)
        return found.error();
    Placed placed;
    auto marked = m_parts.write([&](store::Database &database, const store::Transaction &transaction) -> Result<void> {
        placed = {};
        TreeStore trees(database, m_project.number);
        for (File &file : found->files) {
            if (file.row.seen.presence == Presence::Here) {
                ++placed.already;
                continue;
            }
            file.row.seen.presence = Presence::Fetching;
            if (auto put = trees.putLocal(file.row, transaction); !put)
                return put;
            ++placed.files;
            placed.bytes += file.row.node.content.sizeBytes;
        }
        return {};
    });
    if (!marked)
        return marked.error();
    placed.wholeProject = path.isRoot();
    auto kept = keepWish(found->folder, Presence::Here);
    return kept ? Result<Placed>(std::move(placed)) : kept.error();
}

Result<Placed> Placer::free(const RelativePath &path)
{
    auto found = filesBelow(path);
    if (!found)
        return found.error();
    if (auto kept = keepWish(found->folder, Presence::Cloud); !kept)
        return kept.error();
    Placed placed;
    placed.wholeProject = path.isRoot();
    std::vector<File> batch;
    std::size_t chunks = 0;
    for (File &file : found->files) {
        if (isCancelled())
            return Error{Error::Kind::Cancelled, u"Cancelled."_s, u"free"_s, {}};
        auto may = mayGo(file, placed);
        if (!may)
            return may.error();
        if (!*may)
            continue;
        if (batch.size() >= kBatchFiles || chunks + file.manifest.chunks.size() > wire::kMaxNegotiateChunks) {
            if (auto freed = freeBatch(std::exchange(batch, {}), placed); !freed)
                return freed.error();
            chunks = 0;
        }
        chunks += file.manifest.chunks.size();
        batch.push_back(std::move(file));
    }
    if (!batch.empty()) {
        if (auto freed = freeBatch(std::move(batch), placed); !freed)
            return freed.error();
    }
    return placed;
}

/// Whether all three trees hold the file as this disk's row says; fills its list of chunks from the store.
Result<bool> Placer::areAgreed(File &file)
{
    const Node &node = file.row.node;
    bool agreed = false;
    auto read = m_parts.read([&](store::Database &database) -> Result<void> {
        const TreeStore trees(database, m_project.number);
        auto remote = trees.node(Tree::Remote, node.id);
        auto synced = trees.node(Tree::Synced, node.id);
        auto manifest = trees.manifest(node.content.hash, node.content.sizeBytes);
        if (!remote || !synced || !manifest)
            return !remote ? remote.error() : !synced ? synced.error() : manifest.error();
        if (*manifest)
            file.manifest = **manifest;
        agreed = !node.content.hash.isNull() && *remote && *synced && (*remote)->content.sameAs(node.content)
                 && (*synced)->content.sameAs(node.content) && (*remote)->place == cloudPlace(node.place) && (*synced)->place == (*remote)->place;
        return {};
    });
    return read ? Result<bool>(agreed) : read.error();
}

/// Whether all three trees and the disk agree on the file; its list of chunks then.
Result<bool> Placer::mayGo(File &file, Placed &placed)
{
    const NodeContent &content = file.row.node.content;
    if (file.row.seen.presence == Presence::Cloud) {
        ++placed.already;
        return false;
    }
    if (content.kind != NodeKind::File)
        return false;  // a link has no bytes to free
    auto agreed = areAgreed(file);
    if (!agreed)
        return agreed.error();
    if (!*agreed) {
        leave(placed, file.path, u"not the same here and in the cloud; sync first"_s);
        return false;
    }
    if (file.row.seen.presence == Presence::Fetching)
        return true;
    auto stat = m_parts.disk.stat(file.path);
    if (!stat || !*stat || !(*stat)->sameFile(statOf(file.row)) || (*stat)->executable != content.executable) {
        leave(placed, file.path, stat && !*stat ? u"not there any more"_s : u"edited since the last sync"_s);
        return false;
    }
    if (file.manifest.hash() != content.hash) {
        auto opened = m_parts.disk.openRead(file.path);
        auto manifest = opened ? files::chunkFile(**opened, content.sizeBytes, m_parts.cancelled) : Result<Manifest>(opened.error());
        if (!manifest && manifest.error().kind == Error::Kind::Cancelled)
            return manifest.error();
        if (!manifest || manifest->hash() != content.hash) {
            leave(placed, file.path, manifest ? u"edited since the last sync"_s : manifest.error().what);
            return false;
        }
        file.manifest = *std::move(manifest);
    }
    return true;
}

/// Asks the cloud for every chunk, and leaves here what it does not hold whole.
Result<void> Placer::dropMissing(std::vector<File> &batch, Placed &placed)
{
    std::unordered_set<ContentHash> missing;
    QJsonArray asked;
    const auto ask = [&]() -> Result<void> {
        if (asked.isEmpty())
            return {};
        auto reply = callJson(*m_parts.channel, "POST", projectPath(m_project) + "/chunks:negotiate",
                              QJsonObject{{u"chunks"_s, asked}}, u"ask whether the cloud holds every chunk"_s);
        if (!reply)
            return reply.error();
        const Error notWhole{Error::Kind::Offline, u"The server's reply is not whole."_s, u"negotiate"_s, {}};
        if (!(*reply)[u"need"_s].isArray())
            return notWhole;
        for (const QJsonValue &index : (*reply)[u"need"_s].toArray()) {
            const auto hash = ContentHash::fromString(asked.at(index.toInt(-1)).toArray().at(0).toString());
            if (!hash)
                return notWhole;
            missing.insert(*hash);
        }
        asked = {};
        return {};
    };
    for (const File &file : batch) {
        for (const QJsonValue &chunk : wire::toJson(file.manifest)) {
            asked.append(chunk);
            if (asked.size() < qsizetype(wire::kMaxNegotiateChunks))
                continue;
            if (auto answered = ask(); !answered)
                return answered;
        }
    }
    if (auto answered = ask(); !answered)
        return answered;
    std::erase_if(batch, [&](const File &file) {
        const bool lacks = std::ranges::any_of(file.manifest.chunks, [&](const Chunk &chunk) { return missing.contains(chunk.id); });
        if (lacks)
            leave(placed, file.path, u"the cloud does not hold all of it"_s);
        return lacks;
    });
    return {};
}

Result<void> Placer::freeBatch(std::vector<File> batch, Placed &placed)
{
    if (auto asked = dropMissing(batch, placed); !asked)
        return asked;
    // Before a file leaves its place its row says where its bytes are, and the journal where it is put; and the folder says that a
    // store which knows nothing of it is an older one.
    qint64 turns = 0;
    auto noted = m_parts.write([&](store::Database &database, const store::Transaction &transaction) -> Result<void> {
        TreeStore trees(database, m_project.number);
        for (File &file : batch) {
            if (file.row.seen.presence == Presence::Here) {
                file.parked = u"free-%1"_s.arg(m_parts.random.next(), 16, 16, QChar(u'0'));
                auto added = trees.journalAdd({.action = "free", .node = file.row.node.id, .path = file.path.bytes(), .parked = file.parked,
                                               .seen = encodeSeen(file.row), .hash = file.row.node.content.hash, .body = {}},
                                              transaction);
                if (!added)
                    return added.error();
                file.journal = *added;
            }
            store::LocalNode row = file.row;
            row.seen = {};
            row.seen.presence = Presence::Cloud;
            if (auto put = trees.putLocal(row, transaction); !put)
                return put;
            if (auto settled = trees.settle(row.node.id, transaction); !settled)
                return settled.error();
        }
        store::ProjectRepository projects(database);
        auto held = projects.findByNumber(m_project.number);
        if (!held)
            return held.error();
        turns = *held && (*held)->turns > 0 ? (*held)->turns + 1 : 0;
        return turns > 0 ? projects.saveTurns(m_project.number, turns, transaction) : Result<void>();
    });
    if (!noted)
        return noted;
    if (turns > 0) {
        auto progress = files::readProgress(m_parts.disk);
        if (!progress)
            return progress.error();
        progress->turns = turns;
        if (auto written = files::writeProgress(m_parts.disk, *progress); !written)
            return written;
    }
    std::vector<qint64> finished;
    for (const File &file : batch) {
        if (file.row.seen.presence == Presence::Fetching) {
            ++placed.files;
            continue;
        }
        auto trouble = takeAway(file);
        if (!trouble)
            return trouble.error();
        if (trouble->isEmpty()) {
            ++placed.files;
            placed.bytes += file.row.node.content.sizeBytes;
            finished.push_back(file.journal);
            continue;
        }
        leave(placed, file.path, *trouble);
        if (const auto parked = m_parts.disk.stat(parkedPath(file.parked)); parked && !*parked)
            finished.push_back(file.journal);
    }
    if (auto synced = m_parts.disk.syncAll(); !synced) {
        // What the disk drops then may be anybody's.
        auto told = m_parts.write([&](store::Database &database, const store::Transaction &transaction) {
            return LostWrites::note(database, m_parts.bootId, transaction);
        });
        return told ? synced : told;
    }
    return m_parts.write([&](store::Database &database, const store::Transaction &transaction) -> Result<void> {
        for (const qint64 id : finished) {
            if (auto removed = TreeStore(database, m_project.number).journalRemove(id, transaction); !removed)
                return removed;
        }
        return {};
    });
}

/// Out of its place, looked at there, and gone; else back where it was. Returns why it stays; empty = it is gone.
Result<QString> Placer::takeAway(const File &file)
{
    files::FileSystem &disk = m_parts.disk;
    const RelativePath parked = parkedPath(file.parked);
    if (auto moved = files::moveToOwnName(disk, file.path, parked); !moved)
        return moved.error().what;
    const QString why = whyItStays(file, parked);
    if (why.isEmpty()) {
        if (auto removed = disk.removeFile(parked); !removed)
            return removed.error().what;
        return QString();
    }
    // Should it not go back now, the journal brings it back with the next sync.
    if (auto back = disk.rename(parked, file.path, IfExists::Fail); !back)
        return why + u"; the next sync puts it back"_s;
    return why;
}

/// Out of its place nobody can open it any more. Who has it open for writing still could save into it.
QString Placer::whyItStays(const File &file, const RelativePath &parked)
{
    const auto open = m_parts.disk.isOpenForWriting(parked);
    if (!open || *open)
        return open ? u"a program has it open for writing"_s : open.error().what;
    // Where the disk cannot tell who has it open, its stat does, as far as it can.
    const auto before = m_parts.disk.stat(parked);
    auto opened = m_parts.disk.openRead(parked);
    const auto manifest = opened ? files::chunkFile(**opened, file.row.node.content.sizeBytes) : Result<Manifest>(opened.error());
    if (!manifest)
        return manifest.error().what;
    const auto after = m_parts.disk.stat(parked);
    const bool isStill = before && *before && after && *after == *before
                         && (*after)->sizeBytes == file.row.node.content.sizeBytes;
    return isStill && manifest->hash() == file.row.node.content.hash ? QString() : u"edited at this moment"_s;
}

}  // namespace tideline::sync
