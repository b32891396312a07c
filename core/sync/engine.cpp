#include "core/sync/engine.h"

#include "core/base/name_escape.h"
#include "core/files/tree_marker.h"
#include "core/store/problem_repository.h"
#include "core/store/project_repository.h"
#include "core/sync/discovery/hasher.h"
#include "core/sync/discovery/ignore_adapter.h"
#include "core/sync/discovery/lost_writes.h"
#include "core/sync/discovery/puller.h"
#include "core/sync/discovery/reunion.h"
#include "core/sync/discovery/scanner.h"
#include "core/sync/executor/early_sender.h"
#include "core/sync/executor/local_executor.h"
#include "core/sync/executor/uploader.h"
#include "core/sync/first_in_plan.h"
#include "core/sync/left_out.h"
#include "core/sync/plan_maker.h"

#include <algorithm>
#include <set>

namespace tideline::sync {

using store::Transaction;
using store::Tree;

namespace {

constexpr int kMaxRounds = 100;
constexpr int kMaxIdleRounds = 3;
constexpr std::size_t kMaxListed = 10'000;

/// One call of Engine::sync.
class Run {
public:
    /// `folder`: how far the store was that had the folder last.
    Run(const Engine::Parts &parts, LocalProject project, const SyncOptions &options, files::FileSystem &disk,
        const files::RootProgress &folder) :
        m_parts(parts), m_options(options), m_project(std::move(project)), m_disk(disk),
        m_trees(parts.database, m_project.number), m_puller(parts.channel, m_trees, parts.workers),
        m_lost(m_trees, m_disk, parts.bootId), m_planMaker(m_trees, {parts.clock, parts.hostName}), m_folder(folder),
        m_isBehind(m_project.turns < folder.turns), m_leftOut(m_trees, parts.clock, options)
    {
    }

    Result<SyncOutcome> run()
    {
        LocalExecutor executor({m_disk, m_trees, m_parts.channel, m_parts.clock, m_parts.random, m_parts.workers,
                                projectPath(m_project), m_project.onlineOnly, m_project.revision == 0 || m_isBehind, m_isBehind,
                                m_parts.maxBatch, [this] { return noteFailedSync(); }},
                               m_options, m_outcome);
        Uploader uploader({m_disk, m_trees, m_parts.channel, m_parts.clock, m_parts.random, m_parts.workers,
                           m_parts.hostName, [this] { return noteFailedSync(); }, m_parts.maxCommit,
                           [this] { return sentEarly(); }},
                          m_options, m_outcome);
        if (m_options.lookOnly && m_isBehind)
            return m_outcome;  // what is to be forgotten of the store, the next sync says
        if (!m_options.dryRun && !m_options.lookOnly && !m_isBehind)
            m_early.emplace(EarlySender::Parts{m_parts.channel, m_parts.workers, projectPath(m_project), m_options.cancel, m_parts.earlyPack});
        if (auto known = readAside(); !known)
            return known.error();
        if (auto told = m_leftOut.forgetReleased(); !told)
            return told.error();
        auto recovered = executor.recover();
        if (!recovered)
            return recovered.error();
        if (auto noted = note(*recovered); !noted)
            return noted.error();
        if (auto looked = m_lost.look(m_options); !looked)
            return looked.error();
        if (m_isBehind) {
            m_options.met("store: older than its folder");
            if (auto forgot = forgetOldStore(m_trees, m_disk, m_parts.clock, m_project); !forgot)
                return forgot.error();
        }
        if (!m_options.skipScan || !recovered->stale.empty() || m_isBehind) {
            std::vector<RelativePath> folders = m_isBehind ? std::vector<RelativePath>() : m_options.dirtyFolders;
            if (!folders.empty())  // else everything is looked at
                folders.insert(folders.end(), recovered->stale.begin(), recovered->stale.end());
            if (auto looked = look(folders, true); !looked)
                return looked.error();
        }
        if (m_options.lookOnly)
            return m_outcome;
        if (auto adopted = adoptKnown(executor); !adopted)
            return adopted.error();
        bool mustPull = true;
        int idle = 0;
        for (int round = 0; round < kMaxRounds + m_roundsForFirst && idle < kMaxIdleRounds; ++round) {
            if (mustPull) {
                auto pulled = m_puller.pull(m_project, m_options);
                if (!pulled)
                    return ofTheCloud(pulled.error());
                if (m_puller.startedAnew() && !std::exchange(m_outcome.cloudWentBack, true) && m_options.onCloudWentBack)
                    m_options.onCloudWentBack();
                if (auto settled = uploader.settleSent(m_puller.startedAnew() || m_isBehind); !settled)
                    return settled.error();
            }
            // What could not be put back from a ring of names has no name to plan with; the next sync begins with it.
            auto parked = m_trees.localChildren(store::parkedParent());
            if (!parked)
                return parked.error();
            if (!parked->empty())
                break;
            if (auto doubted = m_lost.doubt(m_options); !doubted)
                return doubted.error();
            takeWishes();
            auto plan = makeOne();
            if (!plan)
                return plan.error();
            if (m_isBehind && std::ranges::none_of(plan->operations, unifies)) {
                if (auto reunited = reunite(); !reunited)
                    return reunited.error();
                plan = makeOne();
                if (!plan)
                    return plan.error();
            }
            for (const Operation &operation : plan->operations)
                m_options.met(operation.why);
            if (m_options.dryRun || (plan->guardHolds && !m_options.acceptGuard)) {
                list(*plan);
                return finish(executor);
            }
            if (auto left = m_leftOut.takeOut(*plan); !left)
                return left.error();
            auto first = doFirst(executor, uploader, *plan, mustPull);
            if (!first)
                return first.error();
            if (*first)
                continue;
            if (plan->operations.empty() && plan->blocked.empty()) {
                auto merged = mergeCopies(executor);
                if (!merged)
                    return merged.error();
                if (!*merged) {
                    m_outcome.restIsStopped = m_leftOut.count() > 0;
                    break;
                }
                mustPull = false;
                continue;
            }
            auto local = executor.run(plan->operations);
            if (!local)
                return local.error();
            if (auto noted = note(*local); !noted)
                return noted.error();
            m_chances.insert(m_chances.end(), local->chances.begin(), local->chances.end());
            auto remote = uploader.run(m_project, plan->operations);
            if (!remote)
                return remote.error();
            if (auto noted = note(*remote); !noted)
                return noted.error();
            mustPull = uploader.mustPull();
            std::vector<RelativePath> again = std::move(local->stale);
            again.insert(again.end(), remote->stale.begin(), remote->stale.end());
            for (const NodeId &id : plan->blocked) {
                auto path = m_trees.path(Tree::Local, id);
                if (path && *path)
                    again.push_back((*path)->parent());
            }
            const bool isStill = local->done + remote->done == 0 && !m_options.isAskedAnew();
            idle = isStill ? idle + 1 : 0;
            if (!again.empty()) {
                if (auto looked = look(again, false); !looked)
                    return looked.error();
            } else if (isStill && !mustPull) {
                break;
            }
        }
        return finish(executor);
    }

private:
    /// Before the cloud hears of anything: a failed fsync is known for good, should the program end here.
    Result<void> noteFailedSync()
    {
        if (!m_disk.hasFailedToSync() || m_hasNoted)
            return {};
        auto noted = m_lost.note();
        m_hasNoted = bool(noted);
        return noted;
    }

    files::OnChunk earlySender()
    {
        return m_early ? files::OnChunk([this](const Chunk &chunk, QByteArrayView bytes) { m_early->take(chunk, bytes); }) : files::OnChunk();
    }
    const std::unordered_set<ContentHash> *sentEarly()
    {
        if (!m_early)
            return nullptr;
        const auto &sent = m_early->sent();
        if (!sent.empty())
            m_options.met("upload: sent while the folder was looked at");
        return &sent;
    }

    /// A project that the server does not know is no deleted folder.
    Error ofTheCloud(Error error) const
    {
        if (error.kind != Error::Kind::NotFound)
            return error;
        error.what = u"The cloud does not know this project: it was deleted there, is not shared with you any more, or the server was "
                     "put back to a time before it. Nothing was changed here."_s;
        error.mend = u"To begin anew with what is here: tide unlink %1, then tide create NAME --from %1"_s.arg(m_project.rootPath);
        return error;
    }

    static bool unifies(const Operation &operation) { return operation.kind == Operation::Kind::Unify; }

    /// What is here and was so in the cloud once counts as agreed, and the store is the folder's own from here on.
    Result<void> reunite()
    {
        Reunion reunion(m_parts.channel, m_trees, projectPath(m_project));
        if (auto asked = reunion.ask(); !asked)
            return asked;
        if (auto durable = m_disk.syncAll(); !durable)
            return durable;  // what a loss of power takes back of it would pass for an edit
        auto transaction = Transaction::begin(m_parts.database);
        if (!transaction)
            return transaction.error();
        const auto count = reunion.record(m_project.epoch == m_folder.epoch ? m_folder.revision : 0, *transaction);
        if (!count)
            return count.error();
        if (auto saved = store::ProjectRepository(m_parts.database).saveTurns(m_project.number, m_folder.turns + 1, *transaction); !saved)
            return saved;
        if (auto committed = transaction->commit(); !committed)
            return committed;
        m_options.met(*count > 0 ? "store: the history knows what is here" : "store: the history knows nothing more");
        m_isBehind = false;
        m_isReunited = true;
        return {};
    }

    /// Whether a file came from the cloud, by a run that did not live to note it: it has even the time of the cloud's version.
    /// Equal content alone may be a user's own.
    bool isFromCloud(const Operation &operation) const
    {
        const bool isUnify = operation.kind == Operation::Kind::Unify;
        if (!isUnify && operation.kind != Operation::Kind::Adopt)
            return false;
        const auto local = m_trees.node(Tree::Local, operation.node);
        const auto remote = m_trees.node(Tree::Remote, isUnify ? operation.other : operation.node);
        return local && *local && remote && *remote && (*remote)->content.kind == NodeKind::File
               && cloudPlace((*local)->place) == (*remote)->place && (*local)->content.sameAs((*remote)->content)
               && (*local)->content.modifiedNs == (*remote)->content.modifiedNs;
    }

    /// Before the cloud is asked for newer: what an interrupted run had put in place is noted as agreed. Else the newer
    /// version would be taken for the other side of a conflict.
    Result<void> adoptKnown(LocalExecutor &executor)
    {
        if (m_options.dryRun || m_project.revision == 0)
            return {};
        for (int pass = 0; pass < 2; ++pass) {  // one node made of two is agreed on by the second
            auto open = m_trees.hasUnsettledRemote();
            if (!open)
                return open.error();
            if (!*open)
                return {};
            auto plan = makeOne();
            if (!plan)
                return plan.error();
            std::erase_if(plan->operations, [this](const Operation &operation) { return !isFromCloud(operation); });
            auto adopted = executor.adopt(plan->operations);
            if (!adopted)
                return adopted.error();
            if (*adopted == 0)
                return {};
        }
        return {};
    }

    /// What goes first is carried out before all else, one wish after another, each once until somebody asks for something: what could not
    /// come then keeps nothing else from coming. True: make a plan anew, after a pull if `mustPull`; else the plan has what is left.
    Result<bool> doFirst(LocalExecutor &executor, Uploader &uploader, Plan &plan, bool &mustPull)
    {
        const auto found = putFirst(plan, m_trees, m_wishes, m_triedFirst);
        if (!found)
            return found.error();
        for (const NodeId &wish : found->fulfilled)
            m_options.first->drop(wish);
        std::vector<Operation> &operations = plan.operations;
        if (found->count == 0 || found->count == operations.size())
            return false;
        m_triedFirst.insert(found->wish);
        m_roundsForFirst += 2;
        const auto end = operations.begin() + qsizetype(found->count);
        const std::vector<Operation> first(std::make_move_iterator(operations.begin()), std::make_move_iterator(end));
        operations.erase(operations.begin(), end);
        auto local = executor.run(first);
        if (!local)
            return local.error();
        if (auto noted = note(*local); !noted)
            return noted.error();
        const bool isUp = std::ranges::any_of(first, [](const Operation &one) { return one.kind == Operation::Kind::PutRemote; });
        auto remote = isUp ? uploader.run(m_project, first) : Result<ExecutionReport>(ExecutionReport{});
        if (!remote)
            return remote.error();
        if (auto noted = note(*remote); !noted)
            return noted.error();
        std::vector<RelativePath> again = std::move(local->stale);
        again.insert(again.end(), remote->stale.begin(), remote->stale.end());
        if (!again.empty()) {
            if (auto looked = look(again, false); !looked)
                return looked.error();
        }
        mustPull = isUp && uploader.mustPull();
        m_options.met(found->wish.isNull() ? "fetch: what somebody waits for came first" : "first: what somebody asked for went before the rest");
        return local->done + remote->done > 0 || !again.empty() || mustPull || m_options.isAskedAnew();
    }

    /// Takes the conflict copies of this run back where a merge is clean. False: nothing changed by that.
    Result<bool> mergeCopies(LocalExecutor &executor)
    {
        if (m_chances.empty())
            return false;
        auto merged = executor.merge(std::exchange(m_chances, {}));
        if (!merged)
            return merged.error();
        if (auto noted = note(*merged); !noted)
            return noted.error();
        if (!merged->stale.empty()) {
            if (auto looked = look(merged->stale, false); !looked)
                return looked.error();
        }
        return !merged->mergedCopies.empty() || merged->done > 0 || !merged->stale.empty();
    }

    /// Scans and hashes; an empty list means everything when `first`. Later the folders are those in which the sync met
    /// something else than it had seen, and what left them may be anywhere.
    Result<void> look(const std::vector<RelativePath> &folders, bool first)
    {
        ScanReport report;
        {
            auto transaction = Transaction::begin(m_parts.database);
            if (!transaction)
                return transaction.error();
            IgnoreAdapter ignore(m_disk);
            Scanner scanner({m_disk, m_trees, m_parts.clock, m_parts.random, m_parts.workers, ignore, earlySender()});
            auto scanned = scanner.scan(
                folders, *transaction,
                [this](qint64 seen) {
                    if (m_options.onProgress && seen - m_lastSeen >= 1000) {
                        m_lastSeen = seen;
                        m_options.onProgress({.phase = Progress::Phase::Scanning, .filesDone = seen});
                    }
                },
                m_options.cancel, first ? Scanner::Missing::IsGone : Scanner::Missing::MayHaveMoved);
            if (!scanned)
                return scanned.error();
            report = *std::move(scanned);
            if (report.gone > 0) {  // looked at before the first of them alone, the root may have gone with them
                if (auto still = files::checkRoot(m_disk, m_project.id); !still)
                    return still;
            }
            m_aside.insert(report.aside.begin(), report.aside.end());
            store::ProblemRepository problems(m_parts.database);
            if (first && folders.empty() && !m_options.lookOnly) {  // what a sync could not do, a look does not do either
                if (auto cleared = problems.clearScanned(m_project.number, *transaction); !cleared)
                    return cleared;
            }
            for (const SkippedEntry &entry : report.skipped) {
                if (auto noted = add(entry, *transaction); !noted)
                    return noted;
            }
            for (const RelativePath &path : report.aside) {
                if (auto noted = listAside(path, *transaction); !noted)
                    return noted;
            }
            if (auto committed = transaction->commit(); !committed)
                return committed;
        }
        auto unread = Hasher({m_disk, m_trees, m_parts.clock, m_parts.workers, earlySender()}).hashAll(m_options);
        if (!unread)
            return unread.error();
        if (m_early)
            m_early->readAll();
        if (unread->empty())
            return {};
        auto transaction = Transaction::begin(m_parts.database);
        if (!transaction)
            return transaction.error();
        for (const SkippedEntry &entry : *unread) {
            if (auto noted = add(entry, *transaction); !noted)
                return noted;
        }
        return transaction->commit();
    }

    /// Before the plan: what is asked for later is new to it.
    void takeWishes()
    {
        if (!m_options.first)
            return;
        if (m_options.isAskedAnew())
            m_triedFirst.clear();
        m_wishes = m_options.first->take();
    }

    Result<Plan> makeOne() { return m_planMaker.make(m_isReunited); }

    void list(const Plan &plan)
    {
        m_outcome.guardHolds = plan.guardHolds && !m_options.acceptGuard;
        if (m_outcome.guardHolds) {
            m_outcome.guardReason = plan.deletesLocal > plan.deletesRemote
                                        ? u"The cloud asks to delete %1 files here."_s.arg(plan.deletesLocal)
                                        : u"%1 files vanished here and would be deleted in the cloud."_s.arg(
                                            plan.deletesRemote);
        }
        for (const Operation &operation : plan.operations) {
            if (m_outcome.plan.size() >= kMaxListed)
                return;
            if (operation.kind == Operation::Kind::Adopt || operation.kind == Operation::Kind::Forget)
                continue;  // of the store alone: nobody's file changes
            const Tree tree = operation.seenLocal ? Tree::Local : Tree::Remote;
            const auto path = m_trees.path(tree, operation.node);
            m_outcome.plan.push_back({toString(operation.kind), path && *path ? (*path)->bytes() : operation.place.name,
                                      newPath(operation), operation.content.sizeBytes,
                                      QString::fromUtf8(operation.why)});
        }
    }

    /// Where a move or a conflict copy leads to; empty for every other step.
    QByteArray newPath(const Operation &operation) const
    {
        using Kind = Operation::Kind;
        if (operation.kind != Kind::MoveLocal && operation.kind != Kind::MoveRemote && operation.kind != Kind::KeepCopy)
            return {};
        for (const Tree tree : {Tree::Remote, Tree::Local}) {
            const auto parent = m_trees.path(tree, operation.place.parent);
            if (parent && *parent)
                return (*parent)->child(operation.place.name).bytes();
        }
        return operation.place.name;
    }

    Result<void> add(const SkippedEntry &entry, const Transaction &transaction)
    {
        entry.error ? ++m_outcome.errors : ++m_outcome.skipped;
        return store::ProblemRepository(m_parts.database)
            .add({m_project.number, entry.path, entry.error ? u"error"_s : u"skipped"_s, entry.what, entry.mend,
                  m_parts.clock.nowMs()},
                 transaction);
    }

    /// The entries that an earlier run left under an escaped name.
    Result<void> readAside()
    {
        auto problems = store::ProblemRepository(m_parts.database).list(m_project.number, u"skipped"_s);
        if (!problems)
            return problems.error();
        for (const store::Problem &problem : *problems) {
            const auto path = RelativePath::parse(problem.path);
            if (path && !path->isRoot() && isAside(path->name()))
                m_aside.insert(*path);
        }
        return {};
    }

    /// What can have its own name again gets it; the rest is listed with the reason.
    Result<void> settleNames(LocalExecutor &executor)
    {
        if (m_aside.empty() || m_options.dryRun)
            return {};
        auto left = executor.settleNames({m_aside.begin(), m_aside.end()});
        if (!left)
            return left.error();
        auto transaction = Transaction::begin(m_parts.database);
        if (!transaction)
            return transaction.error();
        store::ProblemRepository problems(m_parts.database);
        for (const RelativePath &path : m_aside) {
            if (auto removed = problems.remove(m_project.number, path.bytes(), u"skipped"_s, *transaction); !removed)
                return removed;
        }
        for (const RelativePath &path : *left) {
            if (auto noted = listAside(path, *transaction); !noted)
                return noted;
            ++m_outcome.skipped;
        }
        return transaction->commit();
    }

    Result<void> listAside(const RelativePath &path, const Transaction &transaction)
    {
        const QString what = u"This disk takes its name, %1, for that of another entry here, so it is kept under this one."_s;
        return store::ProblemRepository(m_parts.database)
            .add({m_project.number, path.bytes(), u"skipped"_s, what.arg(QString::fromUtf8(cloudName(path.name()))),
                  u"Rename one of the two; in the cloud it has its own name."_s, m_parts.clock.nowMs()},
                 transaction);
    }

    Result<void> note(const ExecutionReport &report)
    {
        if (report.troubles.empty() && report.conflictCopies.empty() && report.mergedCopies.empty() && report.aside.empty())
            return {};
        auto transaction = Transaction::begin(m_parts.database);
        if (!transaction)
            return transaction.error();
        for (const RelativePath &path : report.aside) {
            m_aside.insert(path);
            if (auto noted = listAside(path, *transaction); !noted)
                return noted;
        }
        for (const auto &[path, error] : report.troubles) {
            const bool isStopped = error.kind == Error::Kind::Cancelled;
            if (auto noted = isStopped ? m_leftOut.list(path, *transaction) : add({path, error.what, error.mend, true}, *transaction); !noted)
                return noted;
        }
        store::ProblemRepository problems(m_parts.database);
        for (const QByteArray &path : report.mergedCopies) {
            if (auto removed = problems.removePath(m_project.number, path, *transaction); !removed)
                return removed;
        }
        for (const QByteArray &path : report.conflictCopies) {
            if (auto noted = problems.add({m_project.number, path, u"conflict"_s,
                                           u"Both sides changed this file; your version is kept here."_s,
                                           u"Compare the two, then: tide resolve PATH --keep mine|theirs|both"_s,
                                           m_parts.clock.nowMs()},
                                          *transaction);
                !noted)
                return noted;
        }
        return transaction->commit();
    }

    /// Both sides are equal for the first time: from here on an older store can be told.
    Result<void> beginTurns()
    {
        auto transaction = Transaction::begin(m_parts.database);
        if (!transaction)
            return transaction.error();
        if (auto saved = store::ProjectRepository(m_parts.database).saveTurns(m_project.number, 1, *transaction); !saved)
            return saved;
        return transaction->commit();
    }

    Result<SyncOutcome> finish(LocalExecutor &executor)
    {
        if (auto named = settleNames(executor); !named)
            return named.error();
        if (auto told = m_leftOut.forgetReleased(); !told)
            return told.error();
        auto open = m_trees.hasUnsettled();
        if (!open)
            return open.error();
        m_outcome.equal = !*open && !m_outcome.guardHolds && m_outcome.errors == 0;
        m_outcome.revision = m_project.revision;
        m_outcome.stopped = m_leftOut.count();
        if (m_early)
            m_outcome.bytesUp += m_early->bytesSent();
        if (m_outcome.equal && m_folder.turns == 0 && m_project.turns == 0 && !m_options.dryRun) {
            if (auto begun = beginTurns(); !begun)
                return begun.error();
        }
        return std::move(m_outcome);
    }

    const Engine::Parts &m_parts;
    bool m_hasNoted = false;
    const SyncOptions &m_options;
    LocalProject m_project;
    files::FileSystem &m_disk;
    store::TreeStore m_trees;
    Puller m_puller;
    LostWrites m_lost;
    PlanMaker m_planMaker;
    const files::RootProgress m_folder;
    bool m_isBehind;            ///< the store is older than the folder, until the cloud's history was asked
    bool m_isReunited = false;  ///< this run asked it
    std::vector<NodeId> m_wishes;    ///< what somebody wants first, the newest before the others, when the plan in hand was made
    std::set<NodeId> m_triedFirst;   ///< of them, what was done before all else; null: what is awaited
    int m_roundsForFirst = 0;        ///< they may cost so many
    std::optional<EarlySender> m_early;
    SyncOutcome m_outcome;
    std::vector<MergeChance> m_chances;
    std::set<RelativePath> m_aside;  ///< under an escaped name, as far as is known
    LeftOut m_leftOut;
    qint64 m_lastSeen = 0;
};

Result<std::unique_ptr<files::FileSystem>> openRoot(const Engine::Parts &parts, const LocalProject &project)
{
    auto disk = parts.openRoot(project.rootPath);
    if (disk)
        return disk;
    Error error = disk.error();
    if (error.kind == Error::Kind::NotFound) {
        error.what = u"The folder is unavailable: nothing was changed."_s;
        error.mend = u"Mount it or put it back; or forget it with: tide unlink %1"_s.arg(project.rootPath);
    }
    return error;
}

}  // namespace

QString toString(Progress::Phase phase)
{
    switch (phase) {
    case Progress::Phase::Scanning: return u"scanning"_s;
    case Progress::Phase::Hashing: return u"hashing"_s;
    case Progress::Phase::Pulling: return u"pulling"_s;
    case Progress::Phase::Planning: return u"planning"_s;
    case Progress::Phase::Downloading: return u"downloading"_s;
    case Progress::Phase::Uploading: return u"uploading"_s;
    case Progress::Phase::Committing: return u"committing"_s;
    }
    return u"working"_s;
}

Result<void> Engine::prepareRoot(const LocalProject &project)
{
    auto disk = openRoot(m_parts, project);
    if (!disk)
        return disk.error();
    return files::prepareRoot(**disk, project.id, project.cloudId, m_parts.clock);
}

Result<SyncOutcome> Engine::sync(const LocalProject &project, const SyncOptions &options)
{
    Q_ASSERT(project.number > 0 && project.cloudId);
    auto disk = openRoot(m_parts, project);
    if (!disk)
        return disk.error();
    if (auto good = files::checkRoot(**disk, project.id); !good)
        return good.error();
    const auto before = files::readProgress(**disk);
    if (!before)
        return before.error();
    store::TreeStore trees(m_parts.database, project.number);
    LostWrites lost(trees, **disk, m_parts.bootId);
    if (m_mustNote) {
        if (auto noted = lost.note(); !noted)
            return noted.error();
        m_mustNote = false;
    }
    auto outcome = Run(m_parts, project, options, **disk, *before).run();
    if ((*disk)->hasFailedToSync()) {
        const auto noted = lost.note();
        m_mustNote = !noted;
        if (!noted && outcome)
            return noted.error();
    }
    const auto held = store::ProjectRepository(m_parts.database).findByNumber(project.number);
    if (held && *held && (*held)->turns >= before->turns) {
        files::RootProgress now = *before;
        now.turns = (*held)->turns;
        if (outcome && outcome->equal) {
            now.epoch = (*held)->epoch;
            now.revision = (*held)->revision;
        }
        if (now != *before)
            (void)files::writeProgress(**disk, now);  // else the next sync does it
    }
    return outcome;
}

}  // namespace tideline::sync
