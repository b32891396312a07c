#include "tests/sim/sim_disk.h"

#include "core/base/relative_path.h"

#include <QtGlobal>

#include <algorithm>

namespace tideline::sim {

using files::FileKind;
using files::IfExists;

namespace {

Error failed(Error::Kind kind, const QString &what, QByteArrayView where)
{
    return {kind, what, QString::fromUtf8(where), {}};
}
Error noEntry(QByteArrayView where)
{
    return failed(Error::Kind::NotFound, u"No such file or folder."_s, where);
}
Error exists(QByteArrayView where)
{
    return failed(Error::Kind::Conflict, u"It exists."_s, where);
}
Error wrongKind(QByteArrayView where)
{
    return failed(Error::Kind::Conflict, u"It is of another kind."_s, where);
}

}  // namespace

void applyChange(const Inode::Change &change, std::string &data)
{
    if (change.size >= 0) {
        data.resize(std::size_t(change.size), '\0');
        return;
    }
    const auto offset = std::size_t(change.offset);
    if (data.size() < offset)
        data.resize(offset, '\0');
    data.replace(offset, change.bytes.size(), change.bytes);  // what goes past the end makes it longer
}

SimDisk::SimDisk(const Options &options, std::function<qint64()> nowNs)
    : m_options(options),
      m_nowNs(std::move(nowNs)),
      m_root(std::make_shared<Inode>())
{
    m_root->kind = FileKind::Folder;
    m_root->number = m_lastNumber;
    m_root->links = 1;
    m_root->modifiedNs = m_root->changedNs = m_root->durableModifiedNs = stamp();
}

qint64 SimDisk::stamp() const
{
    const qint64 now = m_nowNs();
    return now - now % m_options.granularityNs;
}

files::FileStat SimDisk::statOf(const Options &options, const Inode &inode)
{
    files::FileStat stat;
    stat.kind = inode.kind;
    stat.executable = inode.kind == FileKind::File && inode.executable;
    stat.sizeBytes = inode.kind == FileKind::File ? qint64(inode.data.size())
        : inode.kind == FileKind::Symlink         ? inode.target.size()
                                                  : 4096;
    stat.modifiedNs = inode.modifiedNs;
    stat.changedNs = inode.changedNs;
    stat.device = options.device;
    stat.inode = inode.number;
    stat.links = quint64(inode.links);
    return stat;
}

// ---- looking

QByteArray SimDisk::keyOf(const QByteArray &name) const
{
    return m_options.foldsNames ? nameKey(name) : name;
}

SimDisk::Entries::const_iterator SimDisk::entryOf(const Entries &entries, const QByteArray &name) const
{
    const auto exact = entries.find(name);
    if (exact != entries.end() || !m_options.foldsNames)
        return exact;
    const QByteArray key = nameKey(name);
    return std::ranges::find_if(entries, [&](const auto &entry) { return nameKey(entry.first) == key; });
}

Result<SimDisk::Slot> SimDisk::slotOf(const InodePtr &from, QByteArrayView path) const
{
    Q_ASSERT(!path.isEmpty());
    InodePtr folder = from;
    qsizetype start = 0;
    for (qsizetype slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', start)) {
        const auto it = entryOf(folder->entries, path.sliced(start, slash - start).toByteArray());
        if (it == folder->entries.end())
            return noEntry(path);
        if (it->second->kind == FileKind::Symlink)
            return failed(Error::Kind::Denied, u"A symbolic link is in the way."_s, path);
        if (it->second->kind != FileKind::Folder)
            return noEntry(path);
        folder = it->second;
        start = slash + 1;
    }
    QByteArray name = path.sliced(start).toByteArray();
    if (const auto it = entryOf(folder->entries, name); it != folder->entries.end())
        name = it->first;
    return Slot{std::move(folder), std::move(name)};
}

Result<InodePtr> SimDisk::find(const InodePtr &from, QByteArrayView path) const
{
    if (path.isEmpty())
        return from;
    auto slot = slotOf(from, path);
    if (!slot)
        return slot.error();
    const auto it = slot->folder->entries.find(slot->name);
    return it == slot->folder->entries.end() ? InodePtr() : it->second;
}

SimDisk::Tree SimDisk::treeOf(const InodePtr &from)
{
    Tree tree;
    std::vector<std::pair<QByteArray, InodePtr>> todo{{QByteArray(), from}};
    while (!todo.empty()) {
        auto [path, folder] = std::move(todo.back());
        todo.pop_back();
        for (const auto &[name, inode] : folder->entries) {
            const QByteArray below = path.isEmpty() ? name : path + '/' + name;
            tree.emplace(below, inode);
            if (inode->kind == FileKind::Folder)
                todo.emplace_back(below, inode);
        }
    }
    return tree;
}

bool SimDisk::isDurable(const InodePtr &inode) const
{
    std::vector<const Inode *> todo{m_root.get()};
    while (!todo.empty()) {
        const Inode *folder = todo.back();
        todo.pop_back();
        for (const auto &[name, below] : folder->durableEntries) {
            if (below == inode)
                return true;
            if (below->kind == FileKind::Folder)
                todo.push_back(below.get());
        }
    }
    return false;
}

// ---- names

void SimDisk::touch(Inode &inode)
{
    inode.modifiedNs = inode.changedNs = stamp();
    ++m_changes;
}

void SimDisk::markDirty(const InodePtr &inode)
{
    if (!inode->dirty) {
        inode->dirty = true;
        if (m_dirty.size() >= 512)
            std::erase_if(m_dirty, [](const InodePtr &held) { return !held->dirty; });
        m_dirty.push_back(inode);
    }
    ++m_changes;
}

InodePtr SimDisk::make(FileKind kind)
{
    auto inode = std::make_shared<Inode>();
    inode->kind = kind;
    if (m_options.reusesInodes && !m_freeNumbers.empty()) {
        inode->number = m_freeNumbers.back();
        m_freeNumbers.pop_back();
        ++m_reusedInodes;
    } else {
        inode->number = ++m_lastNumber;
    }
    inode->modifiedNs = inode->changedNs = inode->bornNs = inode->durableModifiedNs = stamp();
    return inode;
}

/// An inode that lost its last name gives its number to the next one, as on ext4.
void SimDisk::release(const Inode &inode)
{
    if (m_options.reusesInodes && inode.links == 0 && inode.handles == 0)
        m_freeNumbers.push_back(inode.number);
}

void SimDisk::apply(NameChange change)
{
    std::vector<InodePtr> before;
    for (const auto &[slot, now] : change.sets) {
        InodePtr &entry = slot.folder->entries[slot.name];
        if (entry) {
            --entry->links;
            entry->changedNs = stamp();
            before.push_back(entry);
        }
        entry = now;
        if (now) {
            ++now->links;
            now->changedNs = stamp();
        }
        touch(*slot.folder);
    }
    for (const auto &[slot, now] : change.sets)
        if (!now)
            slot.folder->entries.erase(slot.name);
    for (const InodePtr &inode : before)
        release(*inode);
    m_names.push_back(std::move(change));
    // A real disk writes back after some seconds whatever nobody fsyncs.
    constexpr std::size_t kMostPending = 300;
    if (m_names.size() > kMostPending)
        commitOldest(kMostPending / 4);
}

Result<InodePtr> SimDisk::place(const InodePtr &from, QByteArrayView path, FileKind kind)
{
    auto slot = slotOf(from, path);
    if (!slot)
        return slot.error();
    if (slot->folder->links == 0)
        return noEntry(path);  // the folder was removed while a handle held it
    if (slot->folder->entries.contains(slot->name))
        return exists(path);
    InodePtr inode = make(kind);
    apply({{{*slot, inode}}, {}});
    return inode;
}

Result<InodePtr> SimDisk::createFile(const InodePtr &from, QByteArrayView path)
{
    return place(from, path, FileKind::File);
}

Result<InodePtr> SimDisk::createFolder(const InodePtr &from, QByteArrayView path)
{
    return place(from, path, FileKind::Folder);
}

Result<InodePtr> SimDisk::createLink(const InodePtr &from, QByteArrayView path, const QByteArray &target)
{
    auto inode = place(from, path, FileKind::Symlink);
    if (inode)
        (*inode)->target = target;
    return inode;
}

Result<void> SimDisk::rename(const InodePtr &from, QByteArrayView source, QByteArrayView target, IfExists ifExists)
{
    auto at = slotOf(from, source);
    auto to = slotOf(from, target);
    if (!at)
        return at.error();
    if (!to)
        return to.error();
    const auto moving = at->folder->entries.find(at->name);
    if (moving == at->folder->entries.end())
        return noEntry(source);
    const auto there = to->folder->entries.find(to->name);
    const InodePtr moved = moving->second;
    const InodePtr replaced = there == to->folder->entries.end() ? InodePtr() : there->second;
    if (ifExists == IfExists::Exchange && !replaced)
        return noEntry(target);
    if (ifExists == IfExists::Fail && replaced)
        return exists(target);
    moved->inMaking = false;

    const auto contains = [](const InodePtr &outer, const InodePtr &inner) {
        if (outer == inner)
            return true;
        const Tree below = treeOf(outer);
        return std::ranges::any_of(below, [&](const auto &item) { return item.second == inner; });
    };
    if (moved->kind == FileKind::Folder && contains(moved, to->folder))
        return failed(Error::Kind::Io, u"A folder cannot be moved into itself."_s, target);
    if (ifExists == IfExists::Exchange) {
        if (replaced->kind == FileKind::Folder && contains(replaced, at->folder))
            return failed(Error::Kind::Io, u"A folder cannot be moved into itself."_s, source);
        apply({{{*at, replaced}, {*to, moved}}, {}});
        return {};
    }
    const QByteArray asked = target.sliced(target.lastIndexOf('/') + 1).toByteArray();
    if (moved == replaced && at->folder == to->folder && at->name == to->name && at->name != asked) {
        apply({{{*at, {}}, {{to->folder, asked}, moved}}, {}});  // the same entry in another case
        return {};
    }
    if (moved == replaced)
        return {};
    if (replaced) {
        const bool movesFolder = moved->kind == FileKind::Folder;
        const bool ontoFolder = replaced->kind == FileKind::Folder;
        if (ontoFolder && !movesFolder)
            return wrongKind(target);
        if (movesFolder && !ontoFolder)
            return noEntry(target);  // ENOTDIR
        if (ontoFolder && !replaced->entries.empty())
            return exists(target);
    }
    apply({{{*at, {}}, {*to, moved}}, replaced && replaced->kind == FileKind::Folder ? replaced : InodePtr()});
    return {};
}

Result<void> SimDisk::removeFile(const InodePtr &from, QByteArrayView path)
{
    auto slot = slotOf(from, path);
    if (!slot)
        return slot.error();
    const auto it = slot->folder->entries.find(slot->name);
    if (it == slot->folder->entries.end())
        return noEntry(path);
    const InodePtr inode = it->second;
    if (inode->kind == FileKind::Folder)
        return wrongKind(path);
    apply({{{*slot, {}}}, {}});
    return {};
}

Result<void> SimDisk::removeFolder(const InodePtr &from, QByteArrayView path)
{
    auto slot = slotOf(from, path);
    if (!slot)
        return slot.error();
    const auto it = slot->folder->entries.find(slot->name);
    if (it == slot->folder->entries.end())
        return noEntry(path);
    const InodePtr inode = it->second;
    if (inode->kind != FileKind::Folder)
        return noEntry(path);  // ENOTDIR
    if (!inode->entries.empty())
        return exists(path);
    apply({{{*slot, {}}}, inode});
    return {};
}

// ---- bytes and attributes

void SimDisk::write(const InodePtr &inode, qint64 offset, QByteArrayView bytes)
{
    Inode::Change change{offset, std::string(bytes.data(), std::size_t(bytes.size())), -1};
    applyChange(change, inode->data);
    inode->pending.push_back(std::move(change));
    touch(*inode);
    markDirty(inode);
}

void SimDisk::resize(const InodePtr &inode, qint64 sizeBytes)
{
    Inode::Change change{0, {}, sizeBytes};
    applyChange(change, inode->data);
    inode->pending.push_back(std::move(change));
    touch(*inode);
    markDirty(inode);
}

void SimDisk::setExecutable(const InodePtr &inode, bool executable)
{
    inode->executable = executable;
    inode->changedNs = stamp();
    markDirty(inode);
}

void SimDisk::setModified(const InodePtr &inode, qint64 modifiedNs)
{
    inode->modifiedNs = modifiedNs - modifiedNs % m_options.granularityNs;
    inode->changedNs = stamp();
    markDirty(inode);
}

// ---- durability

void SimDisk::syncData(const InodePtr &inode)
{
    for (const Inode::Change &change : inode->pending)
        applyChange(change, inode->durableData);
    inode->pending.clear();
    inode->durableExecutable = inode->executable;
    inode->durableModifiedNs = inode->modifiedNs;
    inode->dirty = false;
}

void SimDisk::syncFile(const InodePtr &inode)
{
    syncData(inode);
    commitNames([&](const NameChange &change) {
        return std::ranges::any_of(change.sets, [&](const auto &set) { return set.now == inode; });
    });
}

void SimDisk::failSync(const InodePtr &inode)
{
    if (inode) {
        inode->pending.clear();
        return;
    }
    for (const InodePtr &dirty : m_dirty)
        dirty->pending.clear();
}

void SimDisk::syncFolder(const InodePtr &folder)
{
    commitNames([&](const NameChange &change) {
        return std::ranges::any_of(change.sets,
                                   [&](const auto &set) { return set.slot.folder == folder || set.now == folder; });
    });
}

void SimDisk::syncAll()
{
    for (const InodePtr &inode : m_dirty)
        syncData(inode);
    m_dirty.clear();
    commitOldest(m_names.size());
}

SimDisk::Backup SimDisk::backupOf(const InodePtr &folder)
{
    Backup backup;
    for (const auto &[path, inode] : treeOf(folder))
        backup.emplace(path, Copied{inode->kind, inode->executable, inode->target, inode->data});
    return backup;
}

void SimDisk::restore(const InodePtr &folder, const Backup &backup)
{
    const Tree old = treeOf(folder);
    for (auto it = old.rbegin(); it != old.rend(); ++it)
        (void)(it->second->kind == FileKind::Folder ? removeFolder(folder, it->first) : removeFile(folder, it->first));
    for (const auto &[path, copied] : backup) {
        if (copied.kind == FileKind::Folder) {
            (void)createFolder(folder, path);
        } else if (copied.kind == FileKind::Symlink) {
            (void)createLink(folder, path, copied.target);
        } else if (auto made = createFile(folder, path)) {
            write(*made, 0, QByteArrayView(copied.data.data(), qsizetype(copied.data.size())));
            setExecutable(*made, copied.executable);
        }
    }
    syncAll();
}

}  // namespace tideline::sim
