// Whether the bytes of files are on this disk or in the cloud alone, changed by the user's wish: `pin` and `free`.
#pragma once

#include "core/store/tree_store.h"
#include "core/sync/service/trash_keeper.h"

namespace tideline::sync {

/// What became of the files below one path.
struct Placed {
    qint64 files = 0;    ///< freed, or wanted
    qint64 bytes = 0;
    qint64 already = 0;  ///< as they were to be
    struct Left {
        QByteArray path;
        QString why;
    };
    std::vector<Left> left;
};

/// Thread:    its caller's, which holds the project.
/// Ownership: borrows the core and the call.
/// Invariant: bytes go only when this disk, the last agreement and the cloud agree on the file, the server has confirmed every
///            chunk of it, and the file, out of its place by then, still hashes to that. Its row says "in the cloud" before it
///            leaves its place, so at no moment does its absence look like a deletion.
class Placer {
public:
    static Result<Placer> open(ServiceCore &core, const VerbCall &call, const LocalProject &project);

    /// Frees the file at `path`, or all below a folder, and keeps what comes new into it in the cloud.
    /// Errors: NotFound, those of the link and the store, Cancelled; what was freed until then is free.
    Result<Placed> free(const RelativePath &path);
    /// Wants the bytes here; the next sync fetches them. Errors: NotFound, the store's.
    Result<Placed> pin(const RelativePath &path);

private:
    struct File {
        store::LocalNode row;
        RelativePath path;
        Manifest manifest;
        store::TrashEntry trash;
    };
    Placer(ServiceCore &core, const VerbCall &call, LocalProject project, TrashKeeper trash) :
        m_core(core), m_call(call), m_project(std::move(project)), m_trash(std::move(trash))
    {
    }
    /// The files at or below `path`; `folder` is set when it is one (the root: a null id).
    Result<std::vector<File>> filesBelow(const RelativePath &path, std::optional<NodeId> &folder);
    Result<void> keepWish(const std::optional<NodeId> &folder, store::Presence wish);
    Result<bool> mayGo(File &file, Placed &placed);
    Result<void> freeBatch(std::vector<File> batch, Placed &placed);
    Result<QString> takeAway(const File &file);
    void leave(Placed &placed, const RelativePath &path, const QString &why) { placed.left.push_back({path.bytes(), why}); }

    ServiceCore &m_core;
    const VerbCall &m_call;
    LocalProject m_project;
    TrashKeeper m_trash;
};

}  // namespace tideline::sync
