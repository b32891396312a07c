#include "core/sync/service/outcome_keeper.h"

#include "core/store/problem_repository.h"
#include "core/store/project_repository.h"
#include "core/sync/service/entry_view.h"

#include <algorithm>

namespace tideline::sync {

using store::Problem;
using store::ProblemRepository;

namespace {

constexpr qint64 kSaveTimeEveryMs = 60'000;
constexpr std::size_t kMaxRechecked = 1000;

/// What the store knows now, read in one go.
struct Known {
    std::optional<LocalProject> project;
    std::vector<Problem> problems;
    std::vector<Problem> solved;  ///< conflicts whose copy is gone, errors and stops of files that are in sync
    std::vector<Problem> moved;   ///< conflicts, as they are where their copies are now
};

/// Where a conflict's copy went with its folder: its name says whose it is and of when, so that no other file has it.
Result<std::optional<RelativePath>> wentTo(const store::TreeStore &trees, const RelativePath &copy)
{
    const auto found = trees.localNamed(copy.name());
    if (!found)
        return found.error();
    return found->size() == 1 ? trees.path(store::Tree::Local, found->front().node.id) : Result<std::optional<RelativePath>>(std::nullopt);
}

Result<Known> readKnown(store::Database &database, const ProjectId &id)
{
    Known known;
    auto project = store::ProjectRepository(database).find(id);
    if (!project || !*project)
        return project ? Result<Known>(known) : project.error();
    known.project = *project;
    auto problems = ProblemRepository(database).list((*project)->number);
    if (!problems)
        return problems.error();
    const store::TreeStore trees(database, (*project)->number);
    std::size_t rechecked = 0;
    for (Problem &problem : *problems) {
        const auto path = RelativePath::parse(problem.path);
        const bool mayBeSolved = (problem.kind == u"conflict"_s || problem.kind == u"error"_s || problem.kind == u"stopped"_s) && !problem.path.isEmpty() && path;
        if (mayBeSolved && ++rechecked <= kMaxRechecked) {
            auto view = viewAt(trees, *path);
            if (!view)
                return view.error();
            // Of a folder, the trouble is with what lies in it: the next whole look says whether it is over.
            const bool isWell = *view && (*view)->isAgreed() && (*view)->shown().content.kind != NodeKind::Folder;
            const bool isConflict = problem.kind == u"conflict"_s;
            const auto now = isConflict && !*view ? wentTo(trees, *path) : Result<std::optional<RelativePath>>(std::nullopt);
            if (!now)
                return now.error();
            if (*now) {
                known.moved.push_back(problem);
                known.moved.back().path = (*now)->bytes();
                known.problems.push_back(known.moved.back());
            }
            if (isConflict ? !*view : isWell) {
                known.solved.push_back(std::move(problem));
                continue;
            }
        }
        known.problems.push_back(std::move(problem));
    }
    return known;
}

/// What the store says of the whole project.
QString wordOf(const Known &known, const QString &kind)
{
    const auto whole = std::ranges::find_if(known.problems, [&](const Problem &one) { return one.path.isEmpty() && one.kind == kind; });
    return whole == known.problems.end() ? QString() : whole->what;
}

/// Empty too when the cloud is away: the state says so.
QString errorOfWhole(const ProjectStatus &status)
{
    const bool failed = status.error && status.error->kind != Error::Kind::Offline && status.error->kind != Error::Kind::Timeout;
    return failed ? status.error->what : QString();
}

Result<void> saveProblemOfWhole(ProblemRepository &problems, const ProjectStatus &status, qint64 nowMs,
                                const store::Transaction &transaction)
{
    const auto keep = [&](const QString &kind, const QString &what, const QString &mend) {
        return what.isEmpty() ? problems.remove(status.project.number, {}, kind, transaction)
                              : problems.add({status.project.number, {}, kind, what, mend, nowMs}, transaction);
    };
    const QString error = errorOfWhole(status);
    if (auto kept = keep(u"error"_s, error, error.isEmpty() ? QString() : status.error->mend); !kept)
        return kept;
    return keep(u"guard"_s, status.guardReason, u"Look at the list with: tide sync --dry-run; accept it with: tide sync --yes"_s);
}

}  // namespace

void keepOutcome(ServiceCore &core, const ProjectId &id, const Result<SyncOutcome> &outcome)
{
    auto known = core.store->read([&](store::Database &database) { return readKnown(database, id); });
    const bool cancelled = !outcome && outcome.error().kind == Error::Kind::Cancelled;
    bool wholeChanged = false;
    core.board.update(id, [&](ProjectStatus &status) {
        status.running = status.moves = false;
        status.progress.reset();
        if (known && known->project) {
            const bool paused = status.project.paused;  // the board knows it before the store does
            status.project = *known->project;
            status.project.paused = paused;
            status.conflicts = status.skipped = status.fileErrors = status.stopped = 0;
            for (const Problem &problem : known->problems) {
                status.conflicts += problem.kind == u"conflict"_s;
                status.skipped += problem.kind == u"skipped"_s;
                status.stopped += problem.kind == u"stopped"_s;
                status.fileErrors += problem.kind == u"error"_s && !problem.path.isEmpty();
            }
        }
        if (cancelled)
            return;
        if (outcome) {
            status.error.reset();
            status.equal = outcome->equal;
            if (status.heard <= outcome->revision)
                status.heard = 0;  // it was told while this sync ran, and is held now
            status.guardReason = outcome->guardHolds ? outcome->guardReason : QString();
        } else {
            status.error = outcome.error();
        }
        // As the store has it: a sync that looked at the whole folder has taken the old word away.
        wholeChanged = known && (wordOf(*known, u"guard"_s) != status.guardReason || wordOf(*known, u"error"_s) != errorOfWhole(status));
    });
    auto status = core.board.find(id);
    if (!status || !known || !known->project)
        return;

    const qint64 nowMs = core.clock.nowMs();
    // As this sync left it: what was told meanwhile is not in the store, and the next sync is on its way.
    ProjectStatus ended = *status;
    ended.reported = false;
    ended.heard = 0;
    const SyncState state = core.board.facts(ended).state;
    const bool isDone = outcome && outcome->equal;
    const bool timeIsOld = isDone && (core.mode == OwnerMode::Once || nowMs - status->project.lastSyncedAtMs > kSaveTimeEveryMs);
    if (isDone)
        core.board.update(id, [&](ProjectStatus &held) { held.project.lastSyncedAtMs = nowMs; });
    if (state == known->project->state && !timeIsOld && !wholeChanged && known->solved.empty())
        return;
    auto saved = core.store->write([&](store::Database &database, const store::Transaction &transaction) -> Result<void> {
        ProblemRepository problems(database);
        if (auto kept = saveProblemOfWhole(problems, *status, nowMs, transaction); !kept)
            return kept;
        for (const Problem &problem : known->solved) {
            if (auto removed = problems.remove(problem.project, problem.path, problem.kind, transaction); !removed)
                return removed;
        }
        for (const Problem &problem : known->moved) {
            if (auto added = problems.add(problem, transaction); !added)
                return added;
        }
        return store::ProjectRepository(database).saveState(status->project.number, state, isDone ? nowMs : 0, transaction);
    });
    if (saved)
        core.board.update(id, [&](ProjectStatus &held) { held.project.state = state; });
    // Not saved: what is shown is right all the same, and the next sync saves it.
}

QJsonObject noticeOf(const ServiceCore &core, const ProjectStatus &status, const QString &what)
{
    QJsonObject row{{u"at_ms"_s, core.clock.nowMs()},
                    {u"project"_s, status.project.name},
                    {u"local_id"_s, status.project.id.toString()},
                    {u"what"_s, what},
                    {u"revision"_s, status.project.revision}};
    for (const QString &key : {u"uploaded"_s, u"downloaded"_s, u"moved"_s, u"deleted"_s, u"merged"_s, u"conflicts"_s, u"errors"_s})
        row[key] = 0;
    return row;
}

QJsonObject activityOf(const ServiceCore &core, const ProjectStatus &before, const Result<SyncOutcome> &outcome)
{
    QJsonObject row{{u"at_ms"_s, core.clock.nowMs()},
                    {u"project"_s, before.project.name},
                    {u"local_id"_s, before.project.id.toString()}};
    if (!outcome) {
        const bool isNew = !before.error || before.error->what != outcome.error().what;
        if (outcome.error().kind == Error::Kind::Cancelled || !isNew)
            return {};
        return noticeOf(core, before, outcome.error().what);
    }
    const qint64 moved = outcome->movedLocal + outcome->movedRemote, deleted = outcome->deletedLocal + outcome->deletedRemote;
    if (outcome->uploaded + outcome->downloaded + moved + deleted + outcome->merged + outcome->conflicts == 0)
        return {};
    QStringList parts;
    const auto say = [&](qint64 count, const QString &word) {
        if (count > 0)
            parts.append(u"%1 %2"_s.arg(count).arg(word));
    };
    say(outcome->uploaded, u"uploaded"_s);
    say(outcome->downloaded, u"downloaded"_s);
    say(moved, u"moved"_s);
    say(deleted, u"deleted"_s);
    say(outcome->merged, u"merged"_s);
    say(outcome->conflicts, outcome->conflicts == 1 ? u"conflict"_s : u"conflicts"_s);
    row[u"what"_s] = parts.join(u", "_s);
    row[u"uploaded"_s] = outcome->uploaded;
    row[u"downloaded"_s] = outcome->downloaded;
    row[u"moved"_s] = moved;
    row[u"deleted"_s] = deleted;
    row[u"merged"_s] = outcome->merged;
    row[u"conflicts"_s] = outcome->conflicts;
    row[u"errors"_s] = outcome->errors;
    row[u"revision"_s] = outcome->revision;
    return row;
}

}  // namespace tideline::sync
