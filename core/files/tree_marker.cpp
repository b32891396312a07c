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

/// The project that the marker names; nullopt when there is none.
Result<std::optional<ProjectId>> readMarker(FileSystem &disk)
{
    auto file = disk.openRead(markerPath());
    if (!file) {
        if (file.error().kind == Error::Kind::NotFound)
            return std::optional<ProjectId>{};
        return file.error();
    }
    QByteArray bytes(4096, Qt::Uninitialized);
    auto got = (*file)->read(0, {bytes.data(), std::size_t(bytes.size())});
    if (!got)
        return got.error();
    bytes.truncate(qsizetype(*got));
    const auto id = ProjectId::fromString(QJsonDocument::fromJson(bytes).object()[u"project"_s].toString());
    if (!id)
        return Error{Error::Kind::Corrupt, u"The folder's marker cannot be read: nothing was changed."_s,
                     u".tideline/marker.json"_s, u"Unlink the folder and link it again."_s};
    return std::optional<ProjectId>{*id};
}

Error foreign()
{
    return {Error::Kind::Refused, u"The folder belongs to another project."_s, u".tideline/marker.json"_s,
            u"Unlink it there, or take another folder."_s};
}

}  // namespace

Result<void> prepareRoot(FileSystem &disk, const ProjectId &project, Clock &clock)
{
    for (const QByteArray &folder : {QByteArray(), QByteArray("tmp"), QByteArray("trash")}) {
        if (auto made = disk.createFolder(ownPath(folder)); !made && made.error().kind != Error::Kind::Conflict)
            return made;
    }
    auto held = readMarker(disk);
    if (!held)
        return held.error();
    if (*held)
        return **held == project ? Result<void>{} : foreign();
    const RelativePath temporary = ownPath("tmp/marker.json");
    (void)disk.removeFile(temporary);  // of an attempt that was cut short
    {
        auto file = disk.create(temporary);
        if (!file)
            return file.error();
        const QJsonObject object{{u"project"_s, project.toString()}, {u"made_at_ms"_s, clock.nowMs()}};
        if (auto written = (*file)->write(0, QJsonDocument(object).toJson()); !written)
            return written;
        if (auto synced = (*file)->sync(); !synced)
            return synced;
    }
    if (auto named = disk.rename(temporary, markerPath(), IfExists::Replace); !named)
        return named;
    if (auto synced = disk.syncFolder(ownPath({})); !synced)
        return synced;
    return disk.syncFolder({});
}

Result<void> checkRoot(FileSystem &disk, const ProjectId &project)
{
    auto held = readMarker(disk);
    if (!held)
        return held.error();
    if (!*held)
        return Error{Error::Kind::NotFound, u"The folder is unavailable: its marker is missing, nothing was changed."_s,
                     u".tideline/marker.json"_s, u"Mount or put back the folder; or unlink it and link it again."_s};
    return **held == project ? Result<void>{} : foreign();
}

}  // namespace tideline::files
