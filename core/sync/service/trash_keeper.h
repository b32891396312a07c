// The local trash of a project, as a person uses it: put in, take out, empty.
#pragma once

#include "core/store/trash_repository.h"
#include "core/sync/service/service_core.h"

namespace tideline::sync {

/// Thread:    its caller's.
/// Invariant: no byte leaves the disk but by empty(), and that takes verified entries alone. The row is written before a
///            file moves in and removed after it moved out: a crash leaves a row without a file, never a file without a row.
class TrashKeeper {
public:
    /// Errors: NotFound (the project's folder is away), Denied.
    static Result<TrashKeeper> open(ServiceCore &core, const LocalProject &project);

    /// Moves a file, link or folder into the trash. Errors: NotFound, Denied, Io.
    Result<void> put(const RelativePath &path);
    /// Puts `fresh`, a finished file or link below .tideline/tmp, in the place of `path`; what stands there (no folder) is
    /// in the trash afterwards. The name is there at every moment. Errors: NotFound, Denied, Io.
    Result<void> replace(const RelativePath &fresh, const RelativePath &path);
    /// Moves `from` to `target`, makes the folders above it, and takes a free name beside a taken one: "a (restored).txt".
    /// Returns where it is now. Errors: NotFound, Denied, Io, Conflict (a file stands where a folder is needed).
    Result<RelativePath> bring(const RelativePath &from, const RelativePath &target);
    /// Makes the folder and those above it. Errors: Denied, Io, Conflict (something else stands there).
    Result<void> makeFolders(const RelativePath &folder);
    /// Moves it back, to `to` or to where it was; a taken name gets " (restored)". Returns where it is now.
    /// Errors: NotFound (its bytes are gone), Denied, Io.
    Result<RelativePath> restore(const store::TrashEntry &entry, const std::optional<RelativePath> &to);
    /// Deletes one for good. Errors: Refused (not verified, or saved into since), Denied, Io.
    Result<void> drop(const store::TrashEntry &entry);
    /// Deletes the bytes of up to `most` entries, as drop() does, and passes over those that stay. Returns whose rows may go.
    std::vector<qint64> eraseSome(const std::vector<store::TrashEntry> &entries, std::size_t most);

    files::FileSystem &disk() { return *m_disk; }

private:
    TrashKeeper(ServiceCore &core, LocalProject project, std::unique_ptr<files::FileSystem> disk)
        : m_core(&core), m_project(std::move(project)), m_disk(std::move(disk))
    {
    }
    Result<bool> isUntouched(const store::TrashEntry &entry);
    Result<bool> isUntouched(const RelativePath &path, const files::FileStat &stat, qint64 sinceNs);
    Result<store::TrashEntry> addRow(const RelativePath &path);
    Result<void> erase(const store::TrashEntry &entry);
    Result<void> removeTree(const RelativePath &path);
    Result<void> removeRow(qint64 id);

    ServiceCore *m_core;
    LocalProject m_project;
    std::unique_ptr<files::FileSystem> m_disk;
};

/// Drops some of what is older than the setting trash_days. Trouble with one is left for the next time. False: there is more.
bool expireTrash(ServiceCore &core, const LocalProject &project);

}  // namespace tideline::sync
