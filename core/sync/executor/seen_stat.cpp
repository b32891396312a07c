#include "core/sync/executor/seen_stat.h"

#include <QList>

namespace tideline::sync {

files::FileStat statOf(const store::LocalNode &row)
{
    files::FileStat stat;
    const NodeContent &content = row.node.content;
    stat.kind = content.kind == NodeKind::Folder  ? files::FileKind::Folder
                : content.kind == NodeKind::File ? files::FileKind::File
                                                  : files::FileKind::Symlink;
    stat.executable = content.executable;
    stat.sizeBytes = content.kind == NodeKind::Symlink ? content.target.size() : content.sizeBytes;
    stat.modifiedNs = content.modifiedNs;
    stat.changedNs = row.seen.changedNs;
    stat.device = row.seen.device;
    stat.inode = row.seen.inode;
    return stat;
}

QByteArray encodeSeen(const store::LocalNode &row)
{
    const files::FileStat stat = statOf(row);
    QByteArray bytes;
    for (const qint64 field : {qint64(stat.kind), stat.sizeBytes, stat.modifiedNs, qint64(stat.device), qint64(stat.inode)})
        bytes += QByteArray::number(field) + ' ';
    return bytes;
}

std::optional<files::FileStat> decodeSeen(const QByteArray &bytes)
{
    const QList<QByteArray> fields = bytes.trimmed().split(' ');
    if (fields.size() != 5)
        return {};
    files::FileStat stat;
    stat.kind = files::FileKind(fields[0].toInt());
    stat.sizeBytes = fields[1].toLongLong();
    stat.modifiedNs = fields[2].toLongLong();
    stat.device = quint64(fields[3].toLongLong());
    stat.inode = quint64(fields[4].toLongLong());
    return stat;
}

}  // namespace tideline::sync
