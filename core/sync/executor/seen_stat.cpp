#include "core/sync/executor/seen_stat.h"

#include <QDataStream>
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

QByteArray encodePlaced(const std::vector<PlacedFile> &placed)
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_0);
    for (const PlacedFile &one : placed)
        stream << one.temporary << one.node.toBytes() << one.hash.view().toByteArray();
    return bytes;
}

std::vector<PlacedFile> decodePlaced(const QByteArray &bytes)
{
    std::vector<PlacedFile> placed;
    QDataStream stream(bytes);
    stream.setVersion(QDataStream::Qt_6_0);
    while (!stream.atEnd()) {
        QByteArray temporary, node, hash;
        stream >> temporary >> node >> hash;
        const auto id = NodeId::fromBytes(node);
        const auto content = ContentHash::fromBytes(hash);
        if (stream.status() != QDataStream::Ok || !id || !content || !RelativePath::parse(temporary))
            break;
        placed.push_back({temporary, *id, *content});
    }
    return placed;
}

}  // namespace tideline::sync
