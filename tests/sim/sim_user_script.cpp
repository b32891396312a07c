// The actions of a user who follows a script.
#include "tests/sim/sim_user.h"

namespace tideline::sim {

using files::FileKind;
using files::IfExists;

bool SimUser::perform(const QByteArray &line)
{
    const QList<QByteArray> words = line.split(' ');
    const QByteArray &verb = words[0], path = words.value(1), last = words.value(2);
    const InodePtr old = at(path);
    ++m_number;
    m_action = "script";
    m_power = m_client.powerLosses();
    tell(line);
    m_client.watch(path);
    const auto fill = [&](const InodePtr &inode, const QByteArray &bytes, const QByteArray &place) {
        if (!writeWhole(inode, bytes, place))
            return false;
        saved(inode, path);
        return true;
    };
    if (verb == "write" || verb == "big") {
        QByteArray bytes = last;
        if (verb == "big") {
            bytes.resize(last.toLongLong());
            m_chance.fill({reinterpret_cast<unsigned char *>(bytes.data()), std::size_t(bytes.size())});
        }
        if (old) {
            loses(old);
            m_history.wrote({}, "truncated");
            m_client.unsynced(old);
            m_disk.resize(old, 0);
            return fill(old, bytes, path);
        }
        auto made = m_disk.createFile(root(), path);
        m_history.wrote({}, "an empty file");
        return made && fill(*made, bytes, path);
    }
    if (verb == "text") {
        QByteArray lines = kDocument;
        for (int i = 1; i <= last.toInt(); ++i)
            lines += "line " + QByteArray::number(i) + '\n';
        auto made = m_disk.createFile(root(), path);
        m_history.wrote({}, "an empty file");
        return made && fill(*made, lines, path);
    }
    if (verb == "line") {
        if (!old)
            return false;
        QList<QByteArray> lines = QByteArray::fromStdString(old->data).split('\n');
        lines[last.toInt()] = words.value(3);
        const QByteArray temporary = path + ".new";
        auto made = m_disk.createFile(root(), temporary);
        m_history.wrote({}, "an empty file");
        if (!made || !writeWhole(*made, lines.join('\n'), temporary) || !moveTo(temporary, path, IfExists::Replace))
            return false;
        saved(*made, path);
        return true;
    }
    if (verb == "append") {
        loses(old);
        if (!write(old, qint64(old->data.size()), last, path))
            return false;
        saved(old, path);
        return true;
    }
    if (verb == "save") {
        const QByteArray temporary = path + ".new";
        auto made = m_disk.createFile(root(), temporary);
        m_history.wrote({}, "an empty file");
        if (!made || !writeWhole(*made, last, temporary) || !moveTo(temporary, path, IfExists::Replace))
            return false;
        saved(*made, path);
        return true;
    }
    if (verb == "mv")
        return moveTo(path, last, IfExists::Fail);
    if (verb == "over")
        return moveTo(path, last, IfExists::Replace);
    if (verb == "swap")
        return moveTo(path, last, IfExists::Exchange);
    if (verb == "rm")
        return removeTree(path);
    if (verb == "mkdir")
        return bool(m_disk.createFolder(root(), path));
    if (verb == "link")
        return bool(m_disk.createLink(root(), path, last));
    if (verb == "exec" && old)
        return m_disk.setExecutable(old, !old->executable), true;
    if (verb == "touch" && old)
        return m_disk.setModified(old, m_world.scheduler.nowNs()), true;
    return false;
}

void SimUser::appendAtOnce(const InodePtr &file, const QByteArray &path, const QByteArray &bytes)
{
    m_action = "at once";
    tell("appends to " + path + " at the last moment");
    loses(file);
    m_client.watch(path);
    m_client.unsynced(file);
    m_disk.write(file, qint64(file->data.size()), bytes);
    saved(file, path);
}

}  // namespace tideline::sim
