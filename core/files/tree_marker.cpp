#include "core/files/tree_marker.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace tideline::files {

namespace {

const RelativePath &markerPath()
{
    static const RelativePath path = ownPath("marker.json");
    return path;
}

const RelativePath &progressPath()
{
    static const RelativePath path = ownPath("progress");
    return path;
}

constexpr qint64 kMaxMarkerBytes = 4096;

QByteArray toJson(const TreeMarker &marker)
{
    QJsonObject object{{u"project"_s, marker.project.toString()}, {u"made_at_ms"_s, marker.madeAtMs}};
    if (!marker.cloud.isNull())
        object[u"cloud"_s] = marker.cloud.toString();
    if (!marker.server.isNull())
        object[u"server"_s] = marker.server.toString();
    if (!marker.device.isNull())
        object[u"device"_s] = marker.device.toString();
    return QJsonDocument(object).toJson();
}

Error corrupt()
{
    return {Error::Kind::Corrupt, u"The folder's marker cannot be read: nothing was changed."_s,
            u".tideline/marker.json"_s, u"Unlink the folder and link it again."_s};
}

/// Only the project decides; what else cannot be read counts as not known.
Result<TreeMarker> fromJson(const QByteArray &bytes)
{
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    const auto project = ProjectId::fromString(object[u"project"_s].toString());
    if (!project)
        return corrupt();
    TreeMarker marker{*project, {}, {}, object[u"made_at_ms"_s].toInteger(), {}};
    if (const auto cloud = ProjectId::fromString(object[u"cloud"_s].toString()))
        marker.cloud = *cloud;
    if (const auto server = ServerId::fromString(object[u"server"_s].toString()))
        marker.server = *server;
    if (const auto device = DeviceId::fromString(object[u"device"_s].toString()))
        marker.device = *device;
    return marker;
}

Error foreign()
{
    return {Error::Kind::Refused, u"The folder belongs to another project."_s, u".tideline/marker.json"_s,
            u"Unlink it where it is linked. If that is no more (a lost store), remove this file and link again: what differs"
            " is united, nothing is deleted."_s};
}

/// Whole or not at all: a new file, made durable, then named.
Result<void> writeMarker(FileSystem &disk, const TreeMarker &marker)
{
    const RelativePath temporary = ownPath("tmp/marker.json");
    if (auto removed = disk.removeFile(temporary); !removed && removed.error().kind != Error::Kind::NotFound)
        return removed;  // of an attempt that was cut short
    auto file = disk.create(temporary);
    if (!file)
        return file.error();
    if (auto written = (*file)->write(0, toJson(marker)); !written)
        return written;
    if (auto synced = (*file)->sync(); !synced)
        return synced;
    file->reset();
    if (auto named = disk.rename(temporary, markerPath(), IfExists::Replace); !named)
        return named;
    if (auto synced = disk.syncFolder(ownPath({})); !synced)
        return synced;
    return disk.syncFolder({});
}

}  // namespace

Result<std::optional<TreeMarker>> readMarker(FileSystem &disk)
{
    auto file = disk.openRead(markerPath());
    if (!file && file.error().kind == Error::Kind::NotFound)
        return std::optional<TreeMarker>();
    if (!file)
        return file.error();
    QByteArray bytes(kMaxMarkerBytes, Qt::Uninitialized);
    const auto got = (*file)->read(0, {bytes.data(), std::size_t(bytes.size())});
    if (!got)
        return got.error();
    bytes.truncate(*got);
    auto marker = fromJson(bytes);
    if (!marker)
        return marker.error();
    return std::optional(*marker);
}

Result<void> prepareRoot(FileSystem &disk, const TreeMarker &marker)
{
    for (const char *folder : {"", "tmp", "trash"}) {
        const RelativePath path = ownPath(folder);
        if (auto made = disk.createFolder(path); !made && made.error().kind != Error::Kind::Conflict)
            return made;
        if (auto closed = disk.makePrivate(path); !closed)
            return closed;
    }
    auto held = readMarker(disk);
    if (!held)
        return held.error();
    if (*held && (*held)->project == marker.project)
        return {};
    if (*held && ((*held)->cloud.isNull() || (*held)->cloud != marker.cloud))
        return foreign();
    if (!*held) {  // what is left of another time says nothing of this project
        if (auto removed = disk.removeFile(progressPath()); !removed && removed.error().kind != Error::Kind::NotFound)
            return removed;
    }
    return writeMarker(disk, marker);
}

Result<void> prepareRoot(FileSystem &disk, const ProjectId &project, const std::optional<ProjectId> &cloud, Clock &clock,
                         const ServerId &server)
{
    return prepareRoot(disk, TreeMarker{project, server, {}, clock.nowMs(), cloud.value_or(ProjectId{})});
}

Result<RootProgress> readProgress(FileSystem &disk)
{
    auto file = disk.openRead(progressPath());
    if (!file && file.error().kind == Error::Kind::NotFound)
        return RootProgress{};
    if (!file)
        return file.error();
    QByteArray bytes(200, Qt::Uninitialized);
    const auto got = (*file)->read(0, {bytes.data(), std::size_t(bytes.size())});
    // Whole or nothing: the line ends with a line feed.
    if (!got)
        return got.error();
    if (*got < 2 || bytes[*got - 1] != '\n')
        return RootProgress{};
    const QList<QByteArray> words = bytes.first(*got - 1).split(' ');
    RootProgress progress;
    bool isTurns = false, isRevision = false;
    progress.turns = words[0].toLongLong(&isTurns);
    if (!isTurns || progress.turns < 0 || words.size() != 3)
        return RootProgress{};
    progress.revision = words[1].toLongLong(&isRevision);
    const auto epoch = Epoch::fromString(QString::fromLatin1(words[2]));
    if (isRevision && epoch)
        progress.epoch = *epoch;
    return progress;
}

Result<void> writeProgress(FileSystem &disk, const RootProgress &progress)
{
    const RelativePath temporary = ownPath("tmp/progress");
    if (auto removed = disk.removeFile(temporary); !removed && removed.error().kind != Error::Kind::NotFound)
        return removed;
    auto file = disk.create(temporary);
    if (!file)
        return file.error();
    const QByteArray line = QByteArray::number(progress.turns) + ' ' + QByteArray::number(progress.revision) + ' '
                            + progress.epoch.toString().toLatin1() + '\n';
    if (auto written = (*file)->write(0, line); !written)
        return written;
    file->reset();
    return disk.rename(temporary, progressPath(), IfExists::Replace);
}

Result<void> checkRoot(FileSystem &disk, const ProjectId &project)
{
    auto held = readMarker(disk);
    if (!held)
        return held.error();
    if (!*held)
        return Error{Error::Kind::NotFound, u"The folder is unavailable: its marker is missing, nothing was changed."_s,
                     u".tideline/marker.json"_s, u"Mount or put back the folder; or unlink it and link it again."_s};
    return (*held)->project == project ? Result<void>() : foreign();
}

}  // namespace tideline::files
