#include "core/sync/service/scheduler.h"

#include <algorithm>

namespace tideline::sync {

namespace {
constexpr std::size_t kMaxFolders = 1000;  // more are cheaper looked at as a whole
constexpr int kLightTries = 2;             // before a whole look is taken for what went wrong
}  // namespace

void Scheduler::add(const ProjectId &project, Moment checkAt)
{
    const auto [it, isNew] = m_items.try_emplace(project, m_random);
    if (isNew)
        it->second.checkAt = checkAt;
}

void Scheduler::remove(const ProjectId &project)
{
    m_items.erase(project);
}

Scheduler::Item *Scheduler::find(const ProjectId &project)
{
    const auto it = m_items.find(project);
    return it == m_items.end() ? nullptr : &it->second;
}

void Scheduler::beginWork(Item &item, Moment now)
{
    if (!item.hasWork())
        item.due = now;
}

void Scheduler::localChanged(const ProjectId &project, const std::vector<RelativePath> &folders, Moment now)
{
    Item *item = find(project);
    if (!item || folders.empty())
        return;
    beginWork(*item, now);
    item->unseen = true;
    if (item->everything)
        return;
    item->folders.insert(folders.begin(), folders.end());
    if (item->folders.size() > kMaxFolders) {
        item->folders.clear();
        item->everything = true;
    }
}

void Scheduler::cloudChanged(const ProjectId &project, Revision hinted, Moment now)
{
    Item *item = find(project);
    if (!item)
        return;
    beginWork(*item, now);
    item->hinted = !item->cloud ? hinted : hinted == 0 || item->hinted == 0 ? 0 : std::max(item->hinted, hinted);
    item->cloud = true;
}

void Scheduler::changedSomehow(const ProjectId &project, Moment now)
{
    Item *item = find(project);
    if (!item)
        return;
    beginWork(*item, now);
    item->everything = item->unseen = true;
    item->folders.clear();
    item->notBefore = {};
}

bool Scheduler::wantedFirst(const ProjectId &project, Moment now)
{
    Item *item = find(project);
    if (!item)
        return false;
    beginWork(*item, now);
    item->cloud = item->first = true;
    item->hinted = 0;
    item->notBefore = {};
    return dueAt(*item).has_value();
}

void Scheduler::cameOnline(Moment now)
{
    for (auto &[project, item] : m_items) {
        if (item.last != Ending::Offline)
            continue;
        item.notBefore = now;
        item.backoff.reset();
    }
}

void Scheduler::tryAgain(Moment now)
{
    for (auto &[project, item] : m_items) {
        if (item.last == Ending::Done)
            continue;
        beginWork(item, now);
        item.last = Ending::Again;
        item.cloud = true;
        item.hinted = 0;
        item.notBefore = now;
        item.backoff.reset();
    }
}

void Scheduler::setWatched(const ProjectId &project, bool isWatched, Moment now)
{
    Item *item = find(project);
    if (!item || item->isWatched == isWatched)
        return;
    item->isWatched = isWatched;
    if (!isWatched)
        item->checkAt = std::min(item->checkAt, now + jittered(m_timing.checkUnwatchedEvery));
}

void Scheduler::setPaused(const ProjectId &project, bool paused)
{
    if (Item *item = find(project))
        item->paused = paused;
}

void Scheduler::hold(const ProjectId &project)
{
    if (Item *item = find(project))
        ++item->holds;
}

void Scheduler::release(const ProjectId &project)
{
    if (Item *item = find(project); item && item->holds > 0)
        --item->holds;
}

std::optional<Moment> Scheduler::dueAt(const Item &item) const
{
    if (!mayRun(item) || item.last == Ending::Blocked)
        return std::nullopt;
    const Moment due = item.hasWork() ? item.due : item.retry ? std::min(item.retryAt, item.checkAt) : item.checkAt;
    return std::max(due, item.notBefore);
}

std::optional<SyncJob> Scheduler::take(Moment now)
{
    Item *best = nullptr;
    const ProjectId *bestId = nullptr;
    for (auto &[project, item] : m_items) {
        const auto due = dueAt(item);
        if (!due || *due > now)
            continue;
        // Small before large; among equals the one that waits longest.
        const bool better = !best || (item.first != best->first             ? item.first
                                     : item.everything != best->everything ? !item.everything
                                                                           : item.due < best->due);
        if (better) {
            best = &item;
            bestId = &project;
        }
    }
    if (!best)
        return takeLook();
    const bool manyTries = best->retry && best->retryAt <= now && best->backoff.attempt() > kLightTries;
    if (best->checkAt <= now || manyTries)
        best->everything = true;
    return takeWork(*bestId, *best);
}

std::optional<SyncJob> Scheduler::takeLook()
{
    for (auto &[project, item] : m_items) {
        if (!mayLook(item))
            continue;
        SyncJob job{project, item.everything, {}, 0, true};
        job.folders.assign(item.folders.begin(), item.folders.end());
        item.unseen = false;
        item.running = true;
        return job;
    }
    return std::nullopt;
}

SyncJob Scheduler::takeNow(const ProjectId &project)
{
    Item *item = find(project);
    if (!item)
        return SyncJob{project, true, {}, 0};
    Q_ASSERT(!item->running);
    item->everything = true;
    return takeWork(project, *item);
}

void Scheduler::putBack(const SyncJob &job, Item &item)
{
    item.everything = item.everything || job.everything;
    if (item.everything)
        item.folders.clear();
    else
        item.folders.insert(job.folders.begin(), job.folders.end());
    item.cloud = true;
    item.hinted = 0;
}

SyncJob Scheduler::takeWork(const ProjectId &project, Item &item)
{
    if (item.retry)
        putBack(*std::exchange(item.retry, {}), item);
    SyncJob job{project, item.everything, {}, item.cloud ? item.hinted : 0};
    if (!item.everything)
        job.folders.assign(item.folders.begin(), item.folders.end());
    job.first = item.first;
    item.everything = item.cloud = item.unseen = item.first = false;
    item.hinted = 0;
    item.folders.clear();
    item.running = true;
    return job;
}

bool Scheduler::isRunning(const ProjectId &project) const
{
    const auto it = m_items.find(project);
    return it != m_items.end() && it->second.running;
}

void Scheduler::finish(const SyncJob &job, Ending ending, Moment now)
{
    Item *item = find(job.project);
    if (!item)
        return;
    item->running = false;
    if (job.lookOnly) {
        item->unseen = item->unseen || ending == Ending::Stopped;
        return;  // what is to be synced still is
    }
    item->last = ending == Ending::Stopped ? item->last : ending;
    if (job.everything && (ending == Ending::Done || ending == Ending::Again))
        item->checkAt = now + jittered(item->isWatched ? m_timing.checkEvery : m_timing.checkUnwatchedEvery);
    switch (ending) {
    case Ending::Done:
        item->backoff.reset();
        item->notBefore = {};
        break;
    case Ending::Again:
        // The same folders, together with whatever else comes first; a whole look only when that is not enough.
        item->retry = job;
        item->retryAt = now + item->backoff.next();
        break;
    case Ending::Offline: [[fallthrough]];
    case Ending::Failed:
        putBack(job, *item);
        item->notBefore = now + item->backoff.next();
        break;
    case Ending::Blocked: [[fallthrough]];
    case Ending::Stopped:
        putBack(job, *item);
        item->first = item->first || job.first;
        item->unseen = job.everything || !job.folders.empty();  // it may have ended before it came to the disk
        break;
    }
}

std::optional<Moment> Scheduler::nextWake() const
{
    std::optional<Moment> next;
    for (const auto &[project, item] : m_items) {
        const auto due = dueAt(item);
        if (due && (!next || *due < *next))
            next = due;
        if (mayLook(item) && (!next || item.due < *next))
            next = item.due;
    }
    return next;
}

std::vector<Scheduler::Waiting> Scheduler::waiting() const
{
    std::vector<Waiting> list;
    for (const auto &[project, item] : m_items) {
        if (!item.running && item.hasWork())
            list.push_back({project, std::max(item.due, item.notBefore), item.paused || m_allPaused, item.last});
    }
    return list;
}

Moment Scheduler::jittered(Moment duration)
{
    const auto tenth = quint64(duration.count() / 10);
    return duration + Moment(qint64(m_random.below(2 * tenth + 1)) - qint64(tenth));
}

}  // namespace tideline::sync
