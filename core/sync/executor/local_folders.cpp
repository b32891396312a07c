// What LocalExecutor does with new folders of a first sync: each is made in .tideline/tmp with all that is in it, and comes to its
// place by one rename. A rename for each file costs the disk as much as the file itself.
#include "core/sync/executor/local_executor.h"

#include "core/base/name_escape.h"
#include "core/sync/executor/seen_stat.h"

#include <algorithm>
#include <set>
#include <utility>

namespace tideline::sync {

using files::IfExists;
using store::Transaction;
using store::Tree;

/// Takes the new folders that hold nothing but new files out of the steps `folders` and `contents`.
Result<std::vector<LocalExecutor::NewFolder>> LocalExecutor::takeWhole(const std::vector<Operation> &operations, Pending &folders, Pending &contents)
{
    std::vector<NewFolder> whole;
    if (!m_parts.isFirstSync || m_parts.onlineOnly || folders.empty())
        return whole;
    const auto isFree = store::PlacementRepository(m_parts.trees.database(), m_parts.trees.project()).isEmpty();
    if (!isFree)
        return isFree.error();
    if (!*isFree)
        return whole;  // some of the files may stay in the cloud
    std::unordered_map<NodeId, NewFolder> found;
    for (const Operation *operation : folders) {
        if (operation->kind == Operation::Kind::CreateLocal && !m_oneByOne.contains(operation->node))
            found.emplace(operation->node, NewFolder{operation, {}, 0});
    }
    for (const Operation &operation : operations) {
        const auto in = found.find(operation.place.parent);
        if (in == found.end())
            continue;
        if (operation.kind != Operation::Kind::CreateLocal || operation.content.kind != NodeKind::File) {
            found.erase(in);
            continue;
        }
        in->second.files.push_back(&operation);
        in->second.bytes += operation.content.sizeBytes;
    }
    std::erase_if(found, [this](const auto &one) { return !fitsWhole(one.second); });
    for (const Operation *operation : folders) {
        if (const auto one = found.find(operation->node); one != found.end())
            whole.push_back(std::move(one->second));
    }
    const auto isTaken = [&](const NodeId &folder) { return found.contains(folder); };
    std::erase_if(folders, [&](const Operation *operation) { return isTaken(operation->node); });
    std::erase_if(contents, [&](const Operation *operation) { return isTaken(operation->place.parent); });
    return whole;
}

/// Whether one batch can bring it, and no disk takes two of its names for one.
bool LocalExecutor::fitsWhole(const NewFolder &folder) const
{
    if (folder.files.empty() || folder.files.size() > m_parts.maxBatch || folder.bytes > m_pace.bytes())
        return false;
    std::set<QByteArray> keys;
    return std::ranges::all_of(folder.files, [&](const Operation *operation) {
        return keys.insert(nameKey(diskPlace(operation->place).name)).second;
    });
}

/// The next folders, as many as go into one batch, each begun in .tideline/tmp.
Result<LocalExecutor::Coming> LocalExecutor::gatherFolders(const std::vector<NewFolder> &whole, std::size_t &next)
{
    auto gathered = std::make_unique<Arrivals>();
    Arrivals &arrivals = *gathered;
    for (; next < whole.size(); ++next) {
        const NewFolder &folder = whole[next];
        if (!arrivals.batch.empty()
            && (arrivals.batch.size() + folder.files.size() > m_parts.maxBatch || arrivals.bytes + folder.bytes > m_pace.bytes()))
            break;
        const RelativePath temporary = ownPath(QByteArray("tmp/") + kNewFolder + newName().toLatin1());
        if (auto made = m_parts.disk.createFolder(temporary); !made) {
            trouble(folder.operation->place.name, made.error());
            continue;
        }
        for (const Operation *operation : folder.files) {
            Want want = wantFor(*operation);
            want.temporary = temporary.child(diskPlace(operation->place).name);
            arrivals.origin.push_back(arrivals.batch.size());
            arrivals.batch.emplace_back(operation, Want{});
            arrivals.wants.push_back(std::move(want));
        }
        arrivals.bytes += folder.bytes;
        arrivals.folders.emplace_back(&folder, temporary);
    }
    return gathered;
}

/// Adds the folders of a batch to what is put in place, with what came of each.
Result<void> LocalExecutor::addFolders(const Arrivals &arrived, Placing &placing)
{
    std::size_t next = 0;  // in the batch
    for (const auto &[folder, temporary] : arrived.folders) {
        const std::span files(arrived.batch.data() + next, folder->files.size());
        next += folder->files.size();
        const auto path = targetPath(folder->operation->place);
        const auto holder = m_parts.trees.at(Tree::Local, diskPlace(folder->operation->place));
        if (!path || !holder)
            return !path ? path.error() : holder.error();
        const auto inode = m_parts.disk.stat(temporary);
        if (!*path || *holder || !inode || !*inode) {
            (void)removeNewFolder(temporary);  // else the next start does it
            continue;                          // the next plan says it anew
        }
        Placing::Folder coming{folder->operation, 0, (*inode)->inode, {}};
        for (const auto &[operation, want] : files) {
            const RelativePath to = (*path)->child(want.temporary.name());
            const auto fits = to.checkLength();
            // What cannot have its name here is told where it comes by itself, with the next plan.
            if (want.error && want.error->kind != Error::Kind::Conflict && want.error->kind != Error::Kind::Invalid)
                trouble(to.bytes(), *want.error);
            if (!fits)
                trouble(to.bytes(), fits.error());
            if (!fits && !want.error)
                (void)m_parts.disk.removeFile(want.temporary);
            if (want.error || !fits)
                continue;
            placing.files.push_back({operation, want.inode, {}});
            placing.renamings.push_back({want.temporary, to});
            ++coming.count;
        }
        placing.folders.push_back(std::move(coming));
        placing.folderRenamings.push_back({temporary, **path});
    }
    m_options.met("journal: new folders, each as a whole");
    return {};
}

/// Waits for nothing: the renames have ended. What stands at its place is looked at; a folder that did not come is given up,
/// and comes file by file with the next plan.
void LocalExecutor::endRenamingFolders(Placing &placing)
{
    std::vector<Placing::File> files;
    std::vector<files::Renaming> renamings;
    std::vector<Placing::Folder> folders;
    std::vector<files::Renaming> folderRenamings;
    std::size_t next = 0;
    for (std::size_t i = 0; i < placing.folders.size(); ++i) {
        Placing::Folder &folder = placing.folders[i];
        const files::Renaming &renaming = placing.folderRenamings[i];
        const std::size_t first = std::exchange(next, next + folder.count);
        const auto &done = placing.done[i];
        if (done)
            folder.stat = *done;
        else if (const auto there = m_parts.disk.stat(renaming.to); done.error().kind == Error::Kind::Io && there && *there
                                                                    && (*there)->inode == folder.inode)
            folder.stat = *there;  // a disk far away may move it and say that it failed
        else {
            m_oneByOne.insert(folder.operation->node);
            (void)removeNewFolder(renaming.from);
            stale(renaming.to.parent());
            continue;
        }
        std::unordered_map<QByteArray, files::FileStat> listed;
        if (const auto items = m_parts.disk.list(renaming.to); items && folder.stat)  // else it is looked at anew
            for (const files::FolderItem &item : *items)
                listed.emplace(item.name, item.stat);
        for (std::size_t file = first; file < next; ++file) {
            if (const auto found = listed.find(placing.renamings[file].to.name()); found != listed.end())
                placing.files[file].stat = found->second;
            files.push_back(placing.files[file]);
            renamings.push_back(std::move(placing.renamings[file]));
        }
        folders.push_back(std::move(folder));
        folderRenamings.push_back(renaming);
    }
    placing.done.clear();
    placing.files = std::move(files);
    placing.renamings = std::move(renamings);
    placing.folders = std::move(folders);
    placing.folderRenamings = std::move(folderRenamings);
}

/// A folder in .tideline/tmp that holds nobody's bytes.
Result<void> LocalExecutor::removeNewFolder(const RelativePath &temporary)
{
    const auto items = m_parts.disk.list(temporary);
    if (!items)
        return items.error();
    for (const files::FolderItem &item : *items) {
        if (auto removed = m_parts.disk.removeFile(temporary.child(item.name)); !removed)
            return removed;
    }
    return m_parts.disk.removeFolder(temporary);
}

Result<void> LocalExecutor::recordFolders(const Placing &placing, const Transaction &transaction)
{
    for (std::size_t i = 0; i < placing.folders.size(); ++i) {
        const Placing::Folder &folder = placing.folders[i];
        const RelativePath &path = placing.folderRenamings[i].to;
        if (!folder.stat)
            stale(path.parent());
        else if (auto recorded = recordSeen(*folder.operation, {}, path.name(), *folder.stat, placing.beginNs, 0, transaction); !recorded)
            return recorded;
    }
    return {};
}

/// Folders of an interrupted batch, in tmp still, or again: each comes to its place as it is, where that is free. Returns those that
/// are there no more, in tmp, and those that wait.
Result<LocalExecutor::Unplaced> LocalExecutor::settleFolders(const std::vector<PlacedFile> &placed)
{
    Unplaced unplaced;
    std::set<QByteArray> seen;
    for (const PlacedFile &one : placed) {
        const QByteArray folder = one.folder();
        if (folder.isEmpty() || !seen.insert(folder).second)
            continue;
        const RelativePath temporary = ownPath("tmp/" + folder);
        const auto stat = m_parts.disk.stat(temporary);
        if (stat && !*stat) {
            unplaced.gone.insert(folder);
            continue;
        }
        const auto file = m_parts.trees.node(Tree::Remote, one.node);
        const auto path = file && *file ? m_parts.trees.path(Tree::Remote, (*file)->place.parent) : Result<std::optional<RelativePath>>(std::nullopt);
        if (!file || !path)
            return !file ? file.error() : path.error();
        const auto mayWait = [](const Error &error) { return error.kind == Error::Kind::Io || error.kind == Error::Kind::Denied; };
        const bool hasPlace = *path && !(*path)->isRoot();
        const auto named = !stat     ? Result<void>(stat.error())
                           : hasPlace ? m_parts.disk.rename(temporary, **path, IfExists::Fail)
                                      : Error{Error::Kind::NotFound, {}, {}, {}};
        if (named) {
            m_options.met("recovery: a folder of downloads comes to its place");
            stale((*path)->parent());
            unplaced.gone.insert(folder);
        } else if (mayWait(named.error())) {
            unplaced.waiting.insert(folder);
        } else if (!stat) {
            return stat.error();
        } else {
            unplaced.left.emplace(folder, hasPlace ? (*path)->bytes() : QByteArray("recovered folder"));
        }
    }
    return unplaced;
}

/// What somebody put into such a folder while it stood at its place, before a loss of power took it back. False: some of it waits.
Result<bool> LocalExecutor::rescueStrangers(const std::vector<PlacedFile> &placed, const QByteArray &folder, const QByteArray &wanted)
{
    const auto items = m_parts.disk.list(ownPath("tmp/" + folder));
    if (!items)
        return items.error().kind == Error::Kind::Io || items.error().kind == Error::Kind::Denied ? Result<bool>(false) : items.error();
    for (const files::FolderItem &item : *items) {
        const QByteArray name = folder + '/' + item.name;
        if (std::ranges::find(placed, name, &PlacedFile::temporary) != placed.end())
            continue;
        m_options.met("recovery: a user's bytes go back");
        if (auto back = rescue(ownPath("tmp/" + name), wanted + '/' + item.name, m_report); !back) {
            if (back.error().kind == Error::Kind::Io || back.error().kind == Error::Kind::Denied)
                return false;
            return back.error();
        }
    }
    return true;
}

}  // namespace tideline::sync
