// From what a person writes (a name, an id, a folder) to a project or an entry.
#pragma once

#include "core/sync/service/service_core.h"

namespace tideline::sync {

/// A project here, in the cloud, or both; never neither.
struct ProjectRef {
    std::optional<ProjectStatus> local;
    std::optional<CloudProject> cloud;
    QString name() const { return local ? local->project.name : cloud->name; }
};

/// `text`: a name, a cloud or local id, or an absolute path inside a linked folder. With `refresh`, the cloud is asked when
/// nothing known fits (errors of that are kept quiet: the answer is then NotFound, or the Error when it is a SignIn).
/// Errors: NotFound, Invalid (two projects of that name; the ids are in `mend`).
enum class AskCloud { No, IfUnknown };
Result<ProjectRef> findProject(ServiceCore &core, const QString &text, AskCloud askCloud, const std::atomic<bool> *cancelled = nullptr);

/// The project, which must be on this disk. Errors: as findProject(); NotFound (in the cloud alone).
Result<ProjectStatus> findHere(ServiceCore &core, const QString &text);

struct EntryRef {
    ProjectRef project;
    RelativePath path;
};
/// `path`: absolute, or NAME/path; with a non-empty `project`: inside it.
/// Errors: as findProject(); Invalid (no path of a project).
Result<EntryRef> findEntry(ServiceCore &core, const QString &project, const QString &path, AskCloud askCloud,
                           const std::atomic<bool> *cancelled = nullptr);

/// An entry of a project that is on this disk.
struct HereRef {
    ProjectStatus project;
    RelativePath path;
};
/// What a verb's `project`? and `path` name. Errors: Invalid; as findEntry(); NotFound (the project is in the cloud alone).
Result<HereRef> findEntryHere(ServiceCore &core, const VerbCall &call);

/// `path` with the links in its folders resolved; its last part stays as it is, and need not exist.
QString resolvedPath(const QString &path);

}  // namespace tideline::sync
