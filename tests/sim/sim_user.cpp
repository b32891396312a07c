#include "tests/sim/sim_user.h"

#include "core/files/ignore_rules.h"

#include <QScopeGuard>

#include <array>
#include <utility>

namespace tideline::sim {

using files::FileKind;
using files::IfExists;

bool SimUser::act()
{
    struct Choice {
        Action action;
        const char *name;
        int weight;
    };
    static constexpr std::array<Choice, 18> choices{{
        {&SimUser::createFile, "user create file", 14},
        {&SimUser::overwrite, "user overwrite in place", 10},
        {&SimUser::patch, "user patch in place", 4},
        {&SimUser::append, "user append", 6},
        {&SimUser::editLine, "user edit line", 8},
        {&SimUser::saveByRename, "user save by rename", 12},
        {&SimUser::deleteFile, "user delete file", 8},
        {&SimUser::deleteFolder, "user delete folder", 3},
        {&SimUser::renameFile, "user rename file", 9},
        {&SimUser::renameFolder, "user rename folder", 6},
        {&SimUser::swap, "user swap names", 4},
        {&SimUser::fileToFolder, "user file to folder", 3},
        {&SimUser::folderToFile, "user folder to file", 2},
        {&SimUser::makeLink, "user symlink", 4},
        {&SimUser::toggleExecutable, "user chmod", 4},
        {&SimUser::makeFolder, "user make folder", 7},
        {&SimUser::touch, "user touch", 3},
        {&SimUser::changeRules, "user ignore rules", 3},
    }};
    int sum = 0;
    for (const Choice &choice : choices)
        sum += choice.weight;
    ++m_number;
    m_chance = SeededRandom(m_world.seed * 1'000'003 + quint64(m_client.name()[0]) * 10'007 + quint64(m_number));
    m_power = m_client.powerLosses();
    const QScopeGuard closed([this] {
        for (const InodePtr &inode : std::exchange(m_open, {}))
            --inode->writers;
    });
    for (int tries = 0; tries < 20; ++tries) {
        int at = int(m_chance.below(quint64(sum)));
        const Choice *choice = choices.data();
        while (at >= choice->weight)
            at -= (choice++)->weight;
        m_action = choice->name;
        if ((this->*choice->action)()) {
            m_world.trace.count(choice->name);
            return true;
        }
        if (m_power != m_client.powerLosses())
            return false;
    }
    return false;
}

bool SimUser::createFile()
{
    const QByteArray path = newPath(".txt");
    auto made = m_disk.createFile(root(), path);
    if (!made)
        return false;
    tell("creates " + path);
    opens(*made);
    m_client.watch(path);
    m_history.wrote({}, "an empty file");
    if (!step() || !writeWhole(*made, newBytes(path), path))
        return false;
    if (m_chance.below(8) == 0)
        m_disk.setExecutable(*made, true);
    saved(*made, path);
    return true;
}

/// As a program does that opens with O_TRUNC and writes.
bool SimUser::overwrite()
{
    const Entry file = any(entries(FileKind::File));
    if (!file.inode)
        return false;
    tell("overwrites " + file.path);
    loses(file.inode);
    m_client.watch(file.path);
    m_history.wrote({}, "truncated");
    m_client.unsynced(file.inode);
    opens(file.inode);
    m_disk.resize(file.inode, 0);
    if (!step() || !writeWhole(file.inode, newBytes(file.path), file.path))
        return false;
    saved(file.inode, file.path);
    return true;
}

/// The same length, some bytes in the middle: what a size alone does not show.
bool SimUser::patch()
{
    const Entry file = any(entries(FileKind::File));
    if (!file.inode || file.inode->data.size() < 8)
        return false;
    tell("patches " + file.path);
    loses(file.inode);
    const QByteArray mark = QByteArray::number(m_number).rightJustified(6, char('a' + m_chance.below(26)));
    const qint64 at = qint64(m_chance.below(file.inode->data.size() - 6));
    if (!write(file.inode, at, mark, file.path))
        return false;
    saved(file.inode, file.path);
    return true;
}

bool SimUser::append()
{
    const Entry file = any(entries(FileKind::File));
    if (!file.inode)
        return false;
    tell("appends to " + file.path);
    loses(file.inode);
    if (!write(file.inode, qint64(file.inode->data.size()), newBytes(file.path), file.path))
        return false;
    saved(file.inode, file.path);
    return true;
}

/// One line of a document, saved by rename.
bool SimUser::editLine()
{
    std::vector<Entry> documents = entries(FileKind::File);
    std::erase_if(documents, [](const Entry &file) { return !file.inode->data.starts_with(kDocument); });
    const Entry file = any(documents);
    if (!file.inode)
        return false;
    QList<QByteArray> lines = QByteArray::fromStdString(file.inode->data).split('\n');
    const qsizetype at = 1 + qsizetype(m_chance.below(quint64(std::max<qsizetype>(1, lines.size() - 2))));
    if (at >= lines.size())
        return false;
    lines[at] = m_client.name() + " edits it, action " + QByteArray::number(m_number);
    const QByteArray temporary = file.path + ".new";
    auto made = m_disk.createFile(root(), temporary);
    if (!made)
        return false;
    tell("edits line " + QByteArray::number(at) + " of " + file.path);
    m_client.watch(temporary);
    m_history.wrote({}, "an empty file");
    if (!writeWhole(*made, lines.join('\n'), temporary) || !step())
        return false;
    if (moveTo(temporary, file.path, IfExists::Replace))
        saved(*made, file.path);
    return true;
}

/// As editors do: a new file beside it, then one rename over it.
bool SimUser::saveByRename()
{
    const Entry file = any(entries(FileKind::File));
    if (!file.inode)
        return false;
    const QByteArray temporary = file.path + ".new";
    auto made = m_disk.createFile(root(), temporary);
    if (!made)
        return false;
    tell("saves " + file.path + " by rename");
    m_client.watch(temporary);
    m_history.wrote({}, "an empty file");
    const QByteArray bytes = newBytes(file.path);
    if (!writeWhole(*made, bytes, temporary))
        return false;
    if (m_chance.below(2) == 0)
        m_disk.syncFile(*made);
    if (!step())
        return false;
    if (moveTo(temporary, file.path, IfExists::Replace))
        saved(*made, file.path);
    return true;
}

bool SimUser::deleteFile()
{
    std::vector<Entry> all = entries(FileKind::File);
    const std::vector<Entry> links = entries(FileKind::Symlink);
    all.insert(all.end(), links.begin(), links.end());
    const Entry file = any(all);
    if (!file.inode)
        return false;
    tell("deletes " + file.path);
    return removeTree(file.path);
}

bool SimUser::deleteFolder()
{
    const Entry folder = any(entries(FileKind::Folder));
    if (!folder.inode)
        return false;
    tell("deletes " + folder.path + '/');
    return removeTree(folder.path);
}

bool SimUser::renameFile()
{
    std::vector<Entry> all = entries(FileKind::File);
    const std::vector<Entry> links = entries(FileKind::Symlink);
    all.insert(all.end(), links.begin(), links.end());
    const Entry file = any(all);
    if (!file.inode)
        return false;
    const QByteArray to = newNameOf(file.path, ".txt");
    const IfExists ifExists = m_chance.below(4) == 0 ? IfExists::Replace : IfExists::Fail;
    return moveTo(file.path, to, ifExists);
}

bool SimUser::renameFolder()
{
    const Entry folder = any(entries(FileKind::Folder));
    return folder.inode && moveTo(folder.path, newNameOf(folder.path, ""), IfExists::Fail);
}

/// Two names change places, in three renames or in one.
bool SimUser::swap()
{
    const FileKind kind = m_chance.below(3) == 0 ? FileKind::Folder : FileKind::File;
    const std::vector<Entry> all = entries(kind);
    const Entry one = any(all), other = any(all);
    if (!one.inode || one.inode == other.inode)
        return false;
    if (m_chance.below(2) == 0)
        return moveTo(one.path, other.path, IfExists::Exchange);
    const QByteArray between = one.path + ".swap";
    return moveTo(one.path, between, IfExists::Fail) && step() && moveTo(other.path, one.path, IfExists::Fail) && step()
        && moveTo(between, other.path, IfExists::Fail);
}

bool SimUser::fileToFolder()
{
    const Entry file = any(entries(FileKind::File));
    if (!file.inode)
        return false;
    tell("turns " + file.path + " into a folder");
    if (!removeTree(file.path) || !step())
        return false;
    m_client.watch(file.path);
    if (!m_disk.createFolder(root(), file.path))
        return false;
    if (m_chance.below(3) == 0)
        return true;
    const QByteArray inner = file.path + "/i.txt";
    auto made = m_disk.createFile(root(), inner);
    if (!made || !writeWhole(*made, newBytes(inner), inner))
        return false;
    saved(*made, inner);
    return true;
}

bool SimUser::folderToFile()
{
    const Entry folder = any(entries(FileKind::Folder));
    if (!folder.inode)
        return false;
    tell("turns " + folder.path + "/ into a file");
    if (!removeTree(folder.path) || !step())
        return false;
    m_client.watch(folder.path);
    auto made = m_disk.createFile(root(), folder.path);
    if (!made || !writeWhole(*made, newBytes(folder.path), folder.path))
        return false;
    saved(*made, folder.path);
    return true;
}

bool SimUser::makeLink()
{
    const QByteArray path = newPath(".lnk");
    static constexpr std::array<const char *, 4> targets{"a.txt", "../b.txt", "/etc/passwd", "nowhere"};
    const QByteArray target = targets[m_chance.below(targets.size())];
    if (const InodePtr old = at(path); old && old->kind == FileKind::Symlink)
        (void)m_disk.removeFile(root(), path);
    if (!m_disk.createLink(root(), path, target))
        return false;
    m_client.watch(path);
    tell("links " + path + " to " + target);
    return true;
}

bool SimUser::toggleExecutable()
{
    const Entry file = any(entries(FileKind::File));
    if (!file.inode)
        return false;
    m_disk.setExecutable(file.inode, !file.inode->executable);
    m_client.watch(file.path);
    tell("makes " + file.path + (file.inode->executable ? " executable" : " plain"));
    return true;
}

bool SimUser::makeFolder()
{
    const QByteArray path = newPath("");
    if (!m_disk.createFolder(root(), path))
        return false;
    m_client.watch(path);
    tell("makes " + path + '/');
    return true;
}

bool SimUser::touch()
{
    const Entry file = any(entries(FileKind::File));
    if (!file.inode)
        return false;
    m_disk.setModified(file.inode, m_world.scheduler.nowNs());
    m_client.watch(file.path);
    tell("touches " + file.path);
    return true;
}

/// Gives a folder other rules of what is left alone, or takes them away. By rename, as `tide ignore` does.
bool SimUser::changeRules()
{
    const QByteArray folder = anyFolder();
    const QByteArray path = folder.isEmpty() ? QByteArray(files::kIgnoreFileName) : folder + '/' + files::kIgnoreFileName;
    if (at(path) && m_chance.below(2) == 0) {
        tell("takes the rules of " + path + " away");
        if (m_client.isSyncing())
            m_world.trace.count("rule removed in the middle of a sync");
        return removeTree(path);
    }
    static constexpr std::array<const char *, 6> rules{"*.txt", "a.txt", "p/", "/b*", "*.lnk", "q/**"};
    const QByteArray temporary = path + ".new";
    auto made = m_disk.createFile(root(), temporary);
    if (!made)
        return false;
    const QByteArray rule = QByteArray(rules[m_chance.below(rules.size())]) + '\n';
    tell("ignores " + rule.trimmed() + " by " + path);
    m_client.watch(temporary);
    m_history.wrote({}, "an empty file");
    if (!writeWhole(*made, rule, temporary) || !step())
        return false;
    if (m_client.isSyncing())
        m_world.trace.count("rule added in the middle of a sync");
    if (moveTo(temporary, path, IfExists::Replace))
        saved(*made, path);
    return true;
}

}  // namespace tideline::sim
