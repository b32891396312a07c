// What of a SimDisk survives: which names and bytes are durable, and what a loss of power leaves of the rest.
#include "tests/sim/sim_disk.h"

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <iterator>

namespace tideline::sim {

using files::FileKind;

void SimDisk::land(const NameChange &change) const
{
    for (const auto &[slot, now] : change.sets) {
        auto &entries = slot.folder->durableEntries;
        if (const auto old = entryOf(entries, slot.name); old != entries.end())
            entries.erase(old);
        if (now)
            entries.emplace(slot.name, now);
        slot.folder->durableModifiedNs = slot.folder->modifiedNs;
    }
}

void SimDisk::commitOldest(std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i)
        land(m_names[i]);
    m_names.erase(m_names.begin(), m_names.begin() + std::ptrdiff_t(count));
}

void SimDisk::commitNames(const Wanted &wanted)
{
    if (m_options.model == CrashModel::Ordered)
        return commitOldest(m_names.size());  // jbd2 commits the running transaction as a whole

    // A change lands with all older ones that it stands on: the same slot, the folder it is in, what a removed folder
    // held; and of a folder's move, the moves before it: without them it could lie in itself. Newest first, so that one pass
    // finds them all but the folders, which are older than their contents too.
    const auto movesFolder = [](const NameChange &change) {
        return change.sets.size() > 1
            && std::ranges::any_of(change.sets, [](const NameChange::Set &set) { return set.now && set.now->kind == FileKind::Folder; });
    };
    bool folderMoved = false;
    std::vector<bool> lands(m_names.size());
    std::set<std::pair<const Inode *, QByteArray>> slots;
    std::set<const Inode *> folders, emptied;
    for (std::size_t i = m_names.size(); i-- > 0;) {
        const NameChange &change = m_names[i];
        bool needed = wanted(change) || (folderMoved && movesFolder(change));
        for (const auto &[slot, now] : change.sets)
            needed = needed || slots.contains({slot.folder.get(), keyOf(slot.name)}) || emptied.contains(slot.folder.get())
                || (now && folders.contains(now.get()));
        if (!needed)
            continue;
        lands[i] = true;
        folderMoved = folderMoved || movesFolder(change);
        for (const auto &[slot, now] : change.sets) {
            slots.emplace(slot.folder.get(), keyOf(slot.name));
            folders.insert(slot.folder.get());
            if (now)
                folders.insert(now.get());  // an older name of the same inode: the rename takes it away
        }
        if (change.removedFolder)
            emptied.insert(change.removedFolder.get());
    }
    std::vector<NameChange> left;
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        if (lands[i])
            land(m_names[i]);
        else
            left.push_back(std::move(m_names[i]));
    }
    m_names = std::move(left);
}

/// Whether landing it alone would put a folder inside itself.
bool SimDisk::wouldDetach(const NameChange &change)
{
    for (const auto &[slot, now] : change.sets) {
        if (!now || now->kind != FileKind::Folder)
            continue;
        std::vector<const Inode *> todo{now.get()};
        while (!todo.empty()) {
            const Inode *folder = todo.back();
            todo.pop_back();
            if (folder == slot.folder.get())
                return true;
            for (const auto &[name, inode] : folder->durableEntries)
                if (inode->kind == FileKind::Folder)
                    todo.push_back(inode.get());
        }
    }
    return false;
}

void SimDisk::keepNames(Random &random, Loss &loss)
{
    loss.namesPending = int(m_names.size());
    if (m_options.model == CrashModel::Ordered) {
        const std::size_t kept = random.below(m_names.size() + 1);
        loss.namesLost = int(m_names.size() - kept);
        commitOldest(kept);
        m_names.clear();
        return;
    }
    const quint64 percent = std::array<quint64, 4>{5, 50, 90, 100}[random.below(4)];
    std::set<std::pair<const Inode *, QByteArray>> lost;
    std::set<const Inode *> lostIn;
    for (const NameChange &change : m_names) {
        bool keeps = random.below(100) < percent;
        for (const auto &[slot, now] : change.sets)  // no journal keeps a name in a folder that it lost
            keeps = keeps && !lost.contains({slot.folder.get(), keyOf(slot.name)})
                && (slot.folder == m_root || isDurable(slot.folder));
        if (change.removedFolder)
            keeps = keeps && !lostIn.contains(change.removedFolder.get());
        if (keeps && !wouldDetach(change)) {
            land(change);
            continue;
        }
        ++loss.namesLost;
        for (const auto &[slot, now] : change.sets) {
            lost.emplace(slot.folder.get(), keyOf(slot.name));
            lostIn.insert(slot.folder.get());
        }
    }
    m_names.clear();
}

void SimDisk::keepData(const InodePtr &inode, Random &random, Loss &loss)
{
    const std::string full = inode->data;
    const std::string synced = inode->durableData;
    std::string &kept = inode->durableData;
    switch (random.below(5)) {
    case 0: break;  // nothing
    case 1: kept = full; break;
    case 2: {  // up to some moment, the last write torn
        const std::size_t whole = random.below(inode->pending.size() + 1);
        for (std::size_t i = 0; i < whole; ++i)
            applyChange(inode->pending[i], kept);
        if (whole < inode->pending.size() && inode->pending[whole].size < 0) {
            Inode::Change torn = inode->pending[whole];
            torn.bytes.resize(random.below(torn.bytes.size() + 1));
            applyChange(torn, kept);
        }
        break;
    }
    case 3:  // any of the writes, in any order the disk liked
        for (const Inode::Change &change : inode->pending)
            if (random.below(2) == 0)
                applyChange(change, kept);
        break;
    default:  // the length came through, the bytes did not
        for (Inode::Change change : inode->pending) {
            if (change.size < 0)
                std::ranges::fill(change.bytes, '\0');
            applyChange(change, kept);
        }
        break;
    }
    if (kept != full && kept != synced)
        ++loss.filesTorn;
    if (kept == full) {
        inode->durableModifiedNs = inode->modifiedNs;
    } else {
        // The time stamps show that it is another state. (A disk may keep the new stamp without the new bytes of a
        // write in place; whoever looks after such a crash can only read the bytes again. Not simulated yet.)
        inode->changedNs = stamp();
        if (kept != synced || inode->durableModifiedNs == inode->modifiedNs)
            inode->durableModifiedNs = std::max(inode->durableModifiedNs, inode->modifiedNs) + m_options.granularityNs;
    }
}

void SimDisk::reload(const InodePtr &inode, std::set<const Inode *> &seen, std::set<quint64> &numbers)
{
    ++inode->links;
    if (!seen.insert(inode.get()).second)
        return;
    inode->data = inode->durableData;
    inode->pending.clear();
    inode->executable = inode->durableExecutable;
    inode->modifiedNs = inode->durableModifiedNs;
    inode->entries = inode->durableEntries;
    inode->dirty = false;
    // Two of one number: a removal was lost, and the file that took its number was not.
    if (!numbers.insert(inode->number).second)
        numbers.insert(inode->number = ++m_lastNumber);
    for (const auto &[name, below] : inode->durableEntries)
        reload(below, seen, numbers);
}

SimDisk::Loss SimDisk::powerLoss(Random &random)
{
    Loss loss;
    keepNames(random, loss);
    for (const InodePtr &inode : m_dirty) {
        if (!inode->dirty)
            continue;
        if (!inode->pending.empty()) {
            ++loss.filesPending;
            keepData(inode, random, loss);
        }
        if (random.below(2) == 0)
            inode->durableExecutable = inode->executable;
    }
    m_dirty.clear();

    // What has no durable name is gone; what has one is as the disk holds it.
    std::vector<InodePtr> all{m_root};
    std::set<const Inode *> known{m_root.get()};
    for (std::size_t i = 0; i < all.size(); ++i) {
        const InodePtr inode = all[i];
        inode->links = 0;
        for (const auto *entries : {&inode->entries, &inode->durableEntries})
            for (const auto &[name, below] : *entries)
                if (known.insert(below.get()).second)
                    all.push_back(below);
    }
    std::set<const Inode *> seen;
    std::set<quint64> numbers;
    reload(m_root, seen, numbers);
    std::erase_if(m_freeNumbers, [&](quint64 number) { return numbers.contains(number); });
    for (const InodePtr &inode : all)
        if (!seen.contains(inode.get()))
            inode->entries.clear();
    ++m_changes;
    return loss;
}

}  // namespace tideline::sim
