// Whether the bytes of files are on this disk or in the cloud alone, changed by the user's wish: `pin` and `free`.
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/cloud/channel.h"
#include "core/files/file_system.h"
#include "core/schema/local_project.h"
#include "core/store/tree_store.h"

#include <atomic>
#include <functional>

namespace tideline::sync {

/// What became of the files below one path.
struct Placed {
    qint64 files = 0;    ///< freed, or wanted
    qint64 bytes = 0;
    qint64 already = 0;  ///< as they were to be
    bool wholeProject = false;  ///< the wish holds for all that comes new
    struct Left {
        QByteArray path;
        QString why;
    };
    std::vector<Left> left;
};

/// Thread:    its caller's; no sync of the project runs meanwhile.
/// Ownership: borrows its parts.
/// Invariant: bytes go only when this disk, the last agreement and the cloud agree on the file, the server has confirmed every
///            chunk of it, and the file, out of its place by then, still hashes to that. Its row says "in the cloud" before it
///            leaves its place, so at no moment does its absence look like a deletion.
class Placer {
public:
    using Read = std::function<Result<void>(store::Database &)>;
    using Write = std::function<Result<void>(store::Database &, const store::Transaction &)>;
    struct Parts {
        files::FileSystem &disk;
        cloud::Channel *channel;  ///< for free() alone
        Clock &clock;
        Random &random;
        std::function<Result<void>(const Read &)> read;
        std::function<Result<void>(const Write &)> write;  ///< in one transaction
        const std::atomic<bool> *cancelled = nullptr;
        QByteArray bootId = {};  ///< as Engine::Parts::bootId
    };
    Placer(Parts parts, LocalProject project) : m_parts(std::move(parts)), m_project(std::move(project)) {}

    /// Frees the file at `path`, or all below a folder, and keeps what comes new into it in the cloud.
    /// Errors: NotFound, those of the channel and the store, Cancelled; what was freed until then is free.
    Result<Placed> free(const RelativePath &path);
    /// Wants the bytes here; the next sync fetches them. Errors: NotFound, the store's.
    Result<Placed> pin(const RelativePath &path);

private:
    struct File {
        store::LocalNode row;
        RelativePath path;
        Manifest manifest;
        qint64 journal = 0;  ///< its entry
        QString parked;      ///< its name under .tideline/trash until it is gone
    };
    struct Found {
        std::vector<File> files;
        std::optional<NodeId> folder;  ///< when the path is one (the root: a null id)
    };
    bool isCancelled() const { return m_parts.cancelled && m_parts.cancelled->load(std::memory_order_relaxed); }
    Result<Found> filesBelow(const RelativePath &path);
    Result<void> keepWish(const std::optional<NodeId> &folder, store::Presence wish);
    Result<bool> mayGo(File &file, Placed &placed);
    Result<bool> areAgreed(File &file);
    Result<void> freeBatch(std::vector<File> batch, Placed &placed);
    Result<void> dropMissing(std::vector<File> &batch, Placed &placed);
    Result<QString> takeAway(const File &file);
    QString whyItStays(const File &file, const RelativePath &parked);
    void leave(Placed &placed, const RelativePath &path, const QString &why) { placed.left.push_back({path.bytes(), why}); }

    Parts m_parts;
    LocalProject m_project;
};

}  // namespace tideline::sync
