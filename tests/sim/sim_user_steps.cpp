// What the user's actions are made of: choosing, writing in steps, and keeping account of what is owed.
#include "tests/sim/sim_user.h"

#include "core/base/name_escape.h"

#include <algorithm>
#include <array>

namespace tideline::sim {

using files::FileKind;
using files::IfExists;

void SimUser::tell(const QByteArray &line)
{
    m_world.tell(line);
}

InodePtr SimUser::at(const QByteArray &path) const
{
    auto found = m_disk.find(root(), path);
    return found ? *found : InodePtr();
}

std::vector<SimUser::Entry> SimUser::entries(FileKind kind) const
{
    std::vector<Entry> found;
    for (const auto &[path, inode] : SimDisk::treeOf(root()))
        if (inode->kind == kind && path != ".tideline" && !path.startsWith(".tideline/"))
            found.push_back({path, inode});
    return found;
}

SimUser::Entry SimUser::any(const std::vector<Entry> &entries)
{
    return entries.empty() ? Entry{} : entries[m_chance.below(entries.size())];
}

QByteArray SimUser::anyFolder()
{
    const std::vector<Entry> folders = entries(FileKind::Folder);
    if (folders.empty() || m_chance.below(3) == 0)
        return {};
    const QByteArray path = any(folders).path;
    return path.count('/') < 3 ? path : QByteArray();
}

QByteArray SimUser::newPath(const char *suffix)
{
    const QByteArray folder = anyFolder();
    const QByteArray name = otherSpelling(QByteArray(1, char((*suffix ? 'a' : 'p') + m_chance.below(6))) + suffix);
    return folder.isEmpty() ? name : folder + '/' + name;
}

QByteArray SimUser::newNameOf(const QByteArray &path, const char *suffix)
{
    if (m_world.weather.foldingClient < 0 || m_chance.below(3) != 0)
        return newPath(suffix);
    const qsizetype name = path.lastIndexOf('/') + 1;
    if (isAside(path.sliced(name)))
        return newPath(suffix);  // what becomes of an escaped name that is spelt anew is another story: see the README
    return path.first(name) + otherSpelling(path.sliced(name));
}

QByteArray SimUser::otherSpelling(const QByteArray &name)
{
    if (m_world.weather.foldingClient < 0 || m_chance.below(3) != 0)
        return name;
    m_world.trace.count("user clashing name");
    const char first = name[0];
    if (first >= 'A' && first <= 'Z')
        return char(first + 'a' - 'A') + name.sliced(1);
    if (first >= 'a' && first <= 'z' && m_chance.below(3) != 0)
        return char(first + 'A' - 'a') + name.sliced(1);
    // One letter composed, taken apart, and in the other case: three spellings of one name.
    static constexpr std::array<const char *, 3> letters{"\xc3\xa9", "e\xcc\x81", "\xc3\x89"};
    const qsizetype dot = name.indexOf('.');
    return letters[m_chance.below(letters.size())] + (dot < 0 ? QByteArray() : name.sliced(dot));
}

/// New bytes: mostly short and unlike any others, sometimes long enough for several chunks, sometimes what the user at
/// the other machine may write as well.
QByteArray SimUser::newBytes(const QByteArray &path)
{
    const quint64 kind = m_chance.below(20);
    if (kind == 0)
        return {};
    if (kind == 1) {  // of lines: what two users may merge
        QByteArray lines = kDocument;
        for (int i = 0; i < 6; ++i)
            lines += "line " + QByteArray::number(i) + '\n';
        return lines;
    }
    if (kind < 3)
        return "the same on both sides " + QByteArray::number(m_chance.below(3));
    QByteArray bytes = m_client.name() + ' ' + QByteArray::number(m_number) + ' ' + path + '\n';
    if (kind < 16)
        return bytes + QByteArray(qsizetype(m_chance.below(200)), char('a' + m_number % 26));
    const qsizetype size = qsizetype(m_chance.below(kind == 19 && m_chance.below(3) == 0 ? 400'000 : 3'000));
    QByteArray random(size, Qt::Uninitialized);
    m_chance.fill({reinterpret_cast<unsigned char *>(random.data()), std::size_t(size)});
    return bytes + random;
}

/// A moment in which others may run. False: the machine lost its power, and the action ends here.
bool SimUser::step()
{
    const quint64 pause = m_chance.below(6);
    if (pause == 0)
        m_world.scheduler.sleepFor(qint64(m_chance.below(2'000'000)));
    else if (pause < 4)
        m_world.scheduler.point();
    return m_power == m_client.powerLosses() && !m_world.scheduler.stopping();
}

/// Until the action ends.
void SimUser::opens(const InodePtr &inode)
{
    if (std::ranges::find(m_open, inode) != m_open.end())
        return;
    ++inode->writers;
    m_open.push_back(inode);
}

bool SimUser::write(const InodePtr &inode, qint64 offset, QByteArrayView bytes, const QByteArray &path)
{
    opens(inode);
    m_client.unsynced(inode);
    m_client.watch(path);
    const qint64 stampNs = inode->changedNs;
    m_disk.write(inode, offset, bytes);
    if (m_disk.options().granularityNs > 1 && inode->changedNs == stampNs)
        m_world.trace.count("disk stamps two changes alike");
    m_history.wrote(inode->data, m_client.name() + ' ' + path + ", action " + QByteArray::number(m_number));
    return step();
}

bool SimUser::writeWhole(const InodePtr &inode, const QByteArray &bytes, const QByteArray &path)
{
    const qsizetype pieces = bytes.isEmpty() ? 0 : 1 + qsizetype(m_chance.below(3));
    m_client.unsynced(inode);
    for (qsizetype i = 0, at = 0; i < pieces; ++i) {
        const qsizetype end = i + 1 == pieces ? bytes.size() : bytes.size() * (i + 1) / pieces;
        if (!write(inode, at, QByteArrayView(bytes).sliced(at, end - at), path))
            return false;
        at = end;
    }
    return true;
}

/// The program says "saved". From here on the content is owed to the user.
void SimUser::saved(const InodePtr &inode, const QByteArray &path)
{
    const ContentHash id
        = m_history.wrote(inode->data, m_client.name() + ' ' + path + ", action " + QByteArray::number(m_number));
    m_history.owe(id, at(path) != inode);
    const bool syncs = m_chance.below(3) == 0;
    if (syncs)
        m_disk.syncFile(inode);
    // A folder above it that nobody fsynced may still go, and it with it; and what a failed fsync dropped never comes to the disk,
    // though this one says that all is well.
    if (syncs && m_disk.isDurable(inode) && inode->durableData == inode->data)
        m_client.synced(inode);
    else
        m_client.unsynced(inode);
    if (m_world.trace.tells())
        tell("  saved " + path + " = " + id.toString().mid(5, 8).toLatin1());
}

/// The user replaces or deletes what the inode holds.
void SimUser::loses(const InodePtr &inode)
{
    if (inode->kind == FileKind::File && inode->links <= 1)
        m_history.thrownAway(History::idOf(inode->data));
}

bool SimUser::removeTree(const QByteArray &path)
{
    const InodePtr top = at(path);
    if (!top)
        return false;
    m_client.watch(path);
    if (top->kind == FileKind::Folder) {
        std::vector<QByteArray> names;
        for (const auto &[name, inode] : top->entries)
            names.push_back(name);
        for (const QByteArray &name : names)
            if (!removeTree(path + '/' + name) || !step())
                return false;
        return bool(m_disk.removeFolder(root(), path));
    }
    loses(top);
    return bool(m_disk.removeFile(root(), path));
}

bool SimUser::moveTo(const QByteArray &from, const QByteArray &to, IfExists ifExists)
{
    const InodePtr replaced = at(to);
    const InodePtr moved = at(from);
    const bool changesCase = moved == replaced && from != to && m_disk.options().foldsNames;
    if (!moved || (moved == replaced && !changesCase))
        return false;
    if (changesCase) {
        m_world.trace.count("user changes case");
        ifExists = IfExists::Replace;
    }
    const bool loss = !changesCase && ifExists == IfExists::Replace && replaced && replaced->kind == FileKind::File;
    const ContentHash lost = loss ? History::idOf(replaced->data) : ContentHash{};
    if (!m_disk.rename(root(), from, to, ifExists))
        return false;
    if (loss)
        m_history.thrownAway(lost);
    m_client.watch(from);
    m_client.watch(to);
    tell((ifExists == IfExists::Exchange ? "exchanges " : "moves ") + from + " to " + to + (loss ? ", over it" : ""));
    return true;
}

}  // namespace tideline::sim
