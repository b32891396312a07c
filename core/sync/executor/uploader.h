// Carries out the part of a plan that changes the cloud: chunks first, then one commit that names them.
#pragma once

#include "core/sync/executor/chunk_sender.h"
#include "core/sync/executor/commit_order.h"
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
        std::function<Result<void>()> noteFailedSync = {};  ///< where an fsync has failed, that is known for good then; asked before each commit
        std::size_t maxChanges = Engine::kMaxCommit;      ///< of one commit
        std::function<const std::unordered_set<ContentHash> *()> sentBefore = {};  ///< chunks that went up before the plan was made; may wait for them
        qint64 maxBytes = 256 << 20;  ///< of one commit, but for a single file: what somebody wants first meanwhile waits for no more
    };
    Uploader(Parts parts, const SyncOptions &options, SyncOutcome &outcome) :
        m_parts(std::move(parts)), m_options(options), m_outcome(outcome),
        m_teller(options, m_parts.clock, {.phase = Progress::Phase::Uploading})
    {
    }

    /// Commits the remote operations among `operations`, at most `maxChanges`, `maxBytes` and 100,000 chunks a commit (more only where
    /// changes need each other), in the order of orderForCommits(). Moves `project`'s cursor when nothing lay between.
    /// `mustPull()` afterwards says that others committed, too, or that the plan was made on an old state.
    Result<ExecutionReport> run(LocalProject &project, const std::vector<Operation> &operations);
    bool mustPull() const { return m_mustPull; }

    /// After a pull: what the cloud now holds as a commit of ours without an answer had asked is what both agreed on, so
    /// that what was done here since is no conflict with ourselves. Of a cloud that began anew nothing is said.
    Result<void> settleSent(bool startedAnew);

private:
    struct Upload {
        const Operation *operation;
        std::optional<store::LocalNode> row;  ///< none: it is gone here
        std::optional<RelativePath> path;
        std::optional<Manifest> manifest;
        bool changed = false;  ///< the file is not what was hashed: left out, and hashed anew
        std::optional<Error> error;
        bool moveOnly = false;  ///< left out, but its old name is wanted by others
        bool holdsNews = false;  ///< a file whose bytes the cloud gets, or both sides are to agree on
    };
    /// What the next commit is about while its contents are sent. It stays where it is: the sender's task refers to it.
    struct Batch {
        explicit Batch(ChunkSender::Parts parts) : sender(std::move(parts)) {}
        ~Batch() { sender.stop(); }
        std::vector<Upload> uploads;
        std::vector<ChunkSender::File> files;  ///< those of `uploads` whose contents are needed, in their order
        std::unordered_set<ContentHash> held;
        ChunkSender sender;
        Result<void> sent;
        std::unique_ptr<RunningTasks> running;  ///< last: it is waited for before the rest goes
    };
    /// What the server is asked for while the contents of the next one are read and sent.
    struct Commit {
        wire::CommitRequest request;
        QByteArray changes;         ///< as text, for the journal and the request
        std::vector<Upload> named;  ///< what each change is about
        qint64 note = 0;            ///< the journal's row of it; should it not be asked for after all, the next pull takes it away
        Result<wire::CommitReply> reply{Error{Error::Kind::Offline, u"The commit was not sent."_s, {}, {}}};
        std::unique_ptr<RunningTasks> running;  ///< last: it is waited for before the rest goes
    };
    static bool isLeftOut(const Upload &upload) { return upload.changed || upload.error; }
    /// What was found out about one group of the order.
    struct Group {
        std::vector<Upload> uploads;  ///< empty: it is left out
        std::size_t chunks = 0;
        qint64 bytes = 0;
        std::vector<ExecutionReport::Trouble> troubles;
        std::vector<RelativePath> stale;
    };
    CommitOrder order(std::vector<const Operation *> pending) const;
    Result<std::vector<Upload>> gather(std::size_t &next);
    Result<Group> look(std::size_t first, std::size_t end, store::PathLookup &paths);
    Result<bool> look(const Operation &operation, Group &group, store::PathLookup &paths);
    Result<bool> isBack(const Operation &operation, Group &group, store::PathLookup &paths);
    Result<std::optional<RelativePath>> pathOfGone(const Node &gone, store::PathLookup &paths) const;
    Result<std::unique_ptr<Batch>> begin(std::size_t &next);
    Result<std::unique_ptr<Commit>> prepare(Batch &batch);
    Result<void> checkBelow(const NodeId &folder, const RelativePath &path) const;
    Result<void> makeDurable(std::vector<Upload> &uploads);
    Result<void> noteFailedSync();
    Result<std::unordered_set<ContentHash>> heldByTheCloud(const std::vector<Upload> &uploads) const;
    Result<void> send(Commit &commit);
    Result<void> note(Commit &commit);
    Result<wire::CommitReply> ask(const Commit &commit) const;
    Result<void> hear(Commit *commit);
    Result<void> record(LocalProject &project, const Commit *commit);

    Parts m_parts;
    const SyncOptions &m_options;
    SyncOutcome &m_outcome;
    ExecutionReport m_report;
    QByteArray m_projectPath;
    CommitOrder m_order;
    std::vector<bool> m_isLeftOut;  ///< of each change of the order
    std::unordered_map<NodeId, int> m_seenBack;  ///< deletions left out, and in which run
    int m_run = 0;
    wire::Cursor m_head;  ///< where the cloud is after the last answer; the store follows
    bool m_mustPull = false;
    bool m_asksAll = false;  ///< a commit was refused: asks also about chunks that the cloud should have
    std::unordered_map<NodeId, Error> m_unsafe;  ///< could not be made durable in this run
    ProgressTeller m_teller;
};

}  // namespace tideline::sync
