// Brings files of the history back into the folder, as ordinary edits.
#pragma once

#include "core/sync/executor/downloader.h"
#include "core/sync/service/cloud_tree.h"
#include "core/sync/service/trash_keeper.h"

namespace tideline::sync {

/// What became of one entry. `what`: replaced (what stood there is in the trash), created, beside (its place is another's
/// now), same (nothing to do), failed.
struct RestoredEntry {
    RelativePath path;  ///< where it is now
    NodeContent content;
    QString what;
    std::optional<Error> error;  ///< of a failed one
};

/// Thread:    its caller's, which holds the project; blocks on disk and network.
/// Ownership: borrows the core and the call.
/// Invariant: every byte that it takes from its place is in the trash, and each name is there at every moment. New bytes are
///            verified and durable before they get their place. What is left undone leaves the folder as it is.
class Restorer {
public:
    static Result<Restorer> open(ServiceCore &core, const VerbCall &call, const LocalProject &project);

    /// Brings `entry` to `target`; below it (a folder) with all that it held then, whatever was made since stays.
    /// `isNewPlace`: the user gave the place, and it must be free (else Conflict).
    /// Errors: those of the link and the store, DiskFull, Cancelled; trouble with one entry is in its row.
    Result<std::vector<RestoredEntry>> restore(CloudTree &then, const CloudEntry &entry, const RelativePath &target, bool isNewPlace);

private:
    struct Task {
        CloudEntry entry;
        RelativePath target;
        RelativePath fresh;          ///< of a file that was fetched: below .tideline/tmp; else the root
        std::optional<Error> error;
    };
    Restorer(ServiceCore &core, const VerbCall &call, LocalProject project, TrashKeeper trash,
             std::unique_ptr<store::Database> database, std::shared_ptr<cloud::Channel> channel) :
        m_core(core), m_call(call), m_project(std::move(project)), m_trash(std::move(trash)), m_database(std::move(database)),
        m_channel(std::move(channel)), m_workers(makePool()), m_trees(std::make_unique<store::TreeStore>(*m_database, m_project.number))
    {
    }
    Result<void> fetch(std::span<Task> tasks);
    Result<RestoredEntry> place(const Task &task);
    Result<bool> holdsAlready(const RelativePath &path, const files::FileStat &stat, const NodeContent &content);
    Result<bool> isSameNode(const RelativePath &path, const NodeId &node);
    RelativePath newTemporary();
    void tell(const RelativePath &path);

    ServiceCore &m_core;
    const VerbCall &m_call;
    LocalProject m_project;
    TrashKeeper m_trash;
    std::unique_ptr<store::Database> m_database;
    std::shared_ptr<cloud::Channel> m_channel;
    std::unique_ptr<Workers> m_workers;
    std::unique_ptr<store::TreeStore> m_trees;
};

}  // namespace tideline::sync
