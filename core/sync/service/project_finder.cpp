#include "core/sync/service/project_finder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace tideline::sync {

namespace {

bool isWithin(const QString &path, const QString &root)
{
    return !root.isEmpty() && (path == root || path.startsWith(root + u'/'));
}

/// The innermost project whose root holds the path.
std::optional<ProjectStatus> byPath(const ServiceCore &core, const QString &path)
{
    std::optional<ProjectStatus> best;
    for (ProjectStatus &status : core.board.all()) {
        if (isWithin(path, status.project.rootPath) && (!best || status.project.rootPath.size() > best->project.rootPath.size()))
            best = std::move(status);
    }
    return best;
}

ProjectRef refOf(const ServiceCore &core, const ProjectStatus &status)
{
    return {status, status.project.cloudId ? core.catalog.find(*status.project.cloudId) : std::nullopt};
}

std::vector<ProjectRef> known(const ServiceCore &core)
{
    std::vector<ProjectRef> all;
    std::vector<CloudProject> clouds = core.catalog.known();
    for (const ProjectStatus &status : core.board.all()) {
        all.push_back(refOf(core, status));
        std::erase_if(clouds, [&](const CloudProject &cloud) { return status.project.cloudId == cloud.id; });
    }
    for (CloudProject &cloud : clouds)
        all.push_back({{}, std::move(cloud)});
    return all;
}

std::optional<Result<ProjectRef>> findKnown(const ServiceCore &core, const QString &text)
{
    std::vector<ProjectRef> named;
    for (ProjectRef &ref : known(core)) {
        const bool hasId = (ref.local && ref.local->project.id.toString() == text)
                           || (ref.local && ref.local->project.cloudId && ref.local->project.cloudId->toString() == text)
                           || (ref.cloud && ref.cloud->id.toString() == text);
        if (hasId)
            return std::move(ref);
        if (ref.name() == text)
            named.push_back(std::move(ref));
    }
    if (named.empty())
        return std::nullopt;
    if (named.size() == 1)
        return std::move(named.front());
    QStringList ids;
    for (const ProjectRef &ref : named)
        ids.append(ref.local ? ref.local->project.id.toString() : ref.cloud->id.toString());
    return Error{Error::Kind::Invalid, u"More than one project has this name."_s, text, u"Give one of: %1"_s.arg(ids.join(u", "_s))};
}

}  // namespace

Result<HereRef> findEntryHere(ServiceCore &core, const VerbCall &call)
{
    auto project = call.args.text(u"project"_s, {});
    auto path = call.args.text(u"path"_s);
    if (!project || !path)
        return !project ? project.error() : path.error();
    auto entry = findEntry(core, *project, *path, AskCloud::No);
    if (!entry)
        return entry.error();
    if (!entry->project.local)
        return Error{Error::Kind::NotFound, u"This project is not on this disk."_s, entry->project.name(), u"Clone it: tide clone PROJECT DIR"_s};
    return HereRef{*std::move(entry->project.local), std::move(entry->path)};
}

QString resolvedPath(const QString &path)
{
    const QString clean = QDir::cleanPath(path);
    QString rest = QFileInfo(clean).fileName();
    QString folder = QFileInfo(clean).path();
    if (rest.isEmpty())
        return clean;
    while (true) {
        const QString real = QFileInfo(folder).canonicalFilePath();
        if (!real.isEmpty())
            return real == u"/"_s ? real + rest : real + u'/' + rest;
        if (folder == u"/"_s || folder == u"."_s)
            return clean;
        rest = QFileInfo(folder).fileName() + u'/' + rest;
        folder = QFileInfo(folder).path();
    }
}

Result<ProjectRef> findProject(ServiceCore &core, const QString &text, AskCloud askCloud, const std::atomic<bool> *cancelled)
{
    if (QDir::isAbsolutePath(text)) {
        for (const QString &path : {QDir::cleanPath(text), QFileInfo(text).canonicalFilePath(), resolvedPath(text)}) {
            if (const auto status = byPath(core, path))
                return refOf(core, *status);
        }
        return Error{Error::Kind::NotFound, u"This folder is in no project."_s, text, u"Go into a project's folder, or name one of: tide projects. To make a project of this one: tide create NAME --from DIR"_s};
    }
    if (auto found = findKnown(core, text))
        return *std::move(found);
    if (askCloud == AskCloud::IfUnknown) {
        if (auto refreshed = core.refreshCatalog(cancelled); !refreshed)
            return refreshed.error();
        if (auto found = findKnown(core, text))
            return *std::move(found);
    }
    return Error{Error::Kind::NotFound, u"There is no such project."_s, text, u"List them with: tide projects"_s};
}

Result<ProjectStatus> findHere(ServiceCore &core, const QString &text)
{
    auto found = findProject(core, text, AskCloud::No);
    if (!found)
        return found.error();
    if (!found->local)
        return Error{Error::Kind::NotFound, u"This project is not on this disk."_s, text, u"Clone it: tide clone PROJECT DIR"_s};
    return *std::move(found->local);
}

Result<EntryRef> findEntry(ServiceCore &core, const QString &project, const QString &path, AskCloud askCloud,
                           const std::atomic<bool> *cancelled)
{
    QString name = project, inside = path;
    if (QDir::isAbsolutePath(path)) {
        std::optional<ProjectStatus> status;
        for (const QString &real : {QDir::cleanPath(path), resolvedPath(path)}) {
            status = byPath(core, real);
            if (status) {
                inside = real.mid(status->project.rootPath.size() + 1);
                break;
            }
        }
        if (!status)
            return Error{Error::Kind::NotFound, u"This path is in no project."_s, path, u"Link its folder: tide link DIR PROJECT"_s};
        name = status->project.id.toString();
    } else if (name.isEmpty()) {
        name = path.section(u'/', 0, 0);
        inside = path.section(u'/', 1);
    }
    auto found = findProject(core, name, askCloud, cancelled);
    if (!found)
        return found.error();
    while (inside.endsWith(u'/'))
        inside.chop(1);
    auto relative = RelativePath::parse(inside);
    if (!relative)
        return Error{Error::Kind::Invalid, relative.error().what, path, u"Give a path below the project's folder: PROJECT/PATH"_s};
    return EntryRef{*std::move(found), *std::move(relative)};
}

}  // namespace tideline::sync
