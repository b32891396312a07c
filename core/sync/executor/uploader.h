// Carries out the part of a plan that changes the cloud: chunks first, then one commit that names them.
#pragma once

#include "core/sync/executor/local_executor.h"
#include "core/schema/local_project.h"
#include "core/schema/wire/change.h"

#include <unordered_set>

namespace tideline::sync {

/// Thread:    the engine's; reading, compressing and sending run on Workers side by side.
/// Invariant: a commit names only chunks that the server has said it holds or has just stored; the remote and the synced
///            rows are written only after the server acknowledged the commit, together with the cursor. What it names
///            is durable on this disk before: what a loss of power brings back would pass for an edit. What was asked
///            for is in the journal until then: when no acknowledgement came, the next pull tells whether it was made.
class Uploader {
public:
    struct Parts {
        files::FileSystem &disk;
        store::TreeStore &trees;
        cloud::Channel &channel;
        Clock &clock;
        Random &random;
        Workers &workers;
        QString hostName;
    };
    Uploader(Parts parts, const SyncOptions &options, SyncOutcome &outcome) :
        m_parts(std::move(parts)), m_options(options), m_outcome(outcome)
    {
    }

    /// Commits the remote operations among `operations`, at most 5,000 changes a commit: folders, moves and deletions in
    /// the first, then files. Moves `project`'s cursor when nothing lay between.
    /// `mustPull()` afterwards says that others committed, too, or that the plan was made on an old state.
    Result<ExecutionReport> run(LocalProject &project, const std::vector<Operation> &operations);
    bool mustPull() const { return m_mustPull; }

    /// After a pull: what the cloud now holds as a commit of ours without an answer had asked is what both agreed on, so
    /// that what was done here since is no conflict with ourselves. Of a cloud that began anew nothing is said.
    Result<void> settleSent(bool startedAnew);

private:
    struct Upload {
        const Operation *operation;
        std::optional<RelativePath> path;
        std::optional<Manifest> manifest;
        bool changed = false;  ///< the file is not what was hashed: left out, and hashed anew
        std::optional<Error> error;
        bool moveOnly = false;  ///< left out, but its old name is wanted by others
    };
    static bool isLeftOut(const Upload &upload) { return upload.changed || upload.error; }
    /// Folders before what is in them, moves, deletions from the inside out, files.
    void orderForCommits(std::vector<const Operation *> &pending) const;
    Result<std::vector<Upload>> gather(std::span<const Operation *const> batch);
    Result<void> commitBatch(LocalProject &project, std::span<const Operation *const> batch);
    Result<void> makeDurable(std::vector<Upload> &uploads);
    Result<void> sendChunks(std::vector<Upload> &uploads);
    Result<std::unordered_set<ContentHash>> heldByTheCloud(const std::vector<Upload> &uploads) const;
    Result<std::unordered_set<ContentHash>> missing(const std::vector<Upload> &uploads);
    Result<void> sendFiles(std::span<Upload *> uploads, const std::unordered_set<ContentHash> &need);
    Result<void> sendPack(QByteArray body);
    Result<void> noteSent(const std::vector<wire::Change> &changes);
    Result<wire::CommitReply> commit(const LocalProject &project, std::vector<wire::Change> changes);
    Result<void> record(LocalProject &project, const wire::CommitReply &reply, const std::vector<Upload> &done);

    Parts m_parts;
    const SyncOptions &m_options;
    SyncOutcome &m_outcome;
    ExecutionReport m_report;
    QByteArray m_projectPath;
    bool m_mustPull = false;
    bool m_asksAll = false;  ///< a commit was refused: asks also about chunks that the cloud should have
    qint64 m_sent = 0;  ///< the journal's row of the commit on its way
    std::atomic<qint64> m_bytesUp = 0;
    Progress m_progress{.phase = Progress::Phase::Uploading};
};

}  // namespace tideline::sync
