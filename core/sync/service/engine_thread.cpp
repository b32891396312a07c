#include "core/sync/service/engine_thread.h"

#include "core/files/tree_lock.h"
#include "core/store/project_repository.h"
#include "core/store/project_store.h"
#include "core/sync/service/no_cloud.h"

namespace tideline::sync {

namespace {

Ending endingOf(const Result<SyncOutcome> &outcome)
{
    if (outcome)
        return outcome->equal || outcome->guardHolds || (outcome->restIsStopped && outcome->errors == 0) ? Ending::Done : Ending::Again;
    switch (outcome.error().kind) {
    case Error::Kind::Offline:
    case Error::Kind::Timeout: return Ending::Offline;
    case Error::Kind::SignIn: return Ending::Blocked;
    case Error::Kind::Cancelled: return Ending::Stopped;
    case Error::Kind::Conflict:
    case Error::Kind::Epoch: return Ending::Again;
    default: return Ending::Failed;
    }
}

Error cancelled()
{
    return Error{Error::Kind::Cancelled, u"Cancelled."_s, u"sync"_s, {}};
}

template<typename Kept>
std::shared_ptr<Kept> sharedOf(std::map<ProjectId, std::shared_ptr<Kept>> &all, const ProjectId &project)
{
    std::shared_ptr<Kept> &one = all[project];
    if (!one)
        one = std::make_shared<Kept>();
    return one;
}

}  // namespace

Result<std::unique_ptr<EngineThread>> EngineThread::start(Parts parts)
{
    auto database = store::openProjectStore(parts.location, parts.clock);
    if (!database)
        return database.error();
    return std::unique_ptr<EngineThread>(new EngineThread(std::move(parts), *std::move(database)));
}

EngineThread::EngineThread(Parts parts, std::unique_ptr<store::Database> database)
    : m_parts(std::move(parts)), m_database(std::move(database)), m_workers(makePool()), m_scheduler(m_parts.random, {})
{
    m_thread = std::thread([this] { work(); });
}

EngineThread::~EngineThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_quit = true;
        m_stopJob = true;
        wakeUp();
    }
    m_thread.join();
}

Result<SyncOutcome> EngineThread::syncNow(const SyncWish &wish)
{
    const auto wanted = std::make_shared<Wanted>(Wanted{wish, {}, false});
    std::unique_lock lock(m_mutex);
    m_wishes.push_back(wanted);
    if (m_running && !m_runningWish && *m_running != wish.project)
        m_stopJob = true;  // goes on afterwards, from where it was
    wakeUp();
    while (!wanted->answer) {
        if (!wish.cancelled) {
            m_ended.wait(lock);
            continue;
        }
        m_ended.wait_for(lock, std::chrono::milliseconds(50));
        if (wanted->answer || !wish.cancelled->load(std::memory_order_relaxed))
            continue;
        if (wanted->begun) {
            m_stopJob = true;
        } else {
            std::erase(m_wishes, wanted);
            return cancelled();
        }
    }
    return std::move(*wanted->answer);
}

void EngineThread::tell(const std::function<void(Scheduler &, Moment)> &change)
{
    const std::lock_guard lock(m_mutex);
    change(m_scheduler, m_parts.clock.monotonic());
    wakeUp();
}

std::vector<Scheduler::Waiting> EngineThread::waiting() const
{
    const std::lock_guard lock(m_mutex);
    return m_scheduler.waiting();
}

void EngineThread::setAutonomous(bool autonomous)
{
    const std::lock_guard lock(m_mutex);
    m_autonomous = autonomous;
    wakeUp();
}

bool EngineThread::isAutonomous() const
{
    const std::lock_guard lock(m_mutex);
    return m_autonomous;
}

bool EngineThread::isBusyWithAnother(const ProjectId &project) const
{
    const std::lock_guard lock(m_mutex);
    return m_running && *m_running != project;
}

void EngineThread::interrupt(const ProjectId &project)
{
    const std::lock_guard lock(m_mutex);
    if (m_running == project && !m_runningWish)
        m_stopJob = true;
}

bool EngineThread::stopFile(const ProjectId &project, const NodeId &node, const std::vector<ContentHash> &versions)
{
    const std::lock_guard lock(m_mutex);
    if (!m_autonomous && m_running != project)
        return false;
    const auto stopped = sharedOf(m_stopped, project);
    for (const ContentHash &version : versions)
        stopped->stop(node, version);
    return true;
}

void EngineThread::releaseFile(const ProjectId &project, const NodeId &node)
{
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_stopped.find(project); found != m_stopped.end())
        found->second->release(node);
}

bool EngineThread::putFirst(const ProjectId &project, const NodeId &node)
{
    const std::lock_guard lock(m_mutex);
    if (!m_autonomous && m_running != project)
        return false;
    sharedOf(m_first, project)->add(node);
    const bool mayRun = m_scheduler.wantedFirst(project, m_parts.clock.monotonic());
    if (mayRun && m_running && !m_runningWish && *m_running != project)
        m_stopJob = true;  // goes on afterwards, from where it was
    wakeUp();
    return true;
}

void EngineThread::forget(const ProjectId &project)
{
    const std::lock_guard lock(m_mutex);
    m_scheduler.remove(project);
    m_stopped.erase(project);
    m_first.erase(project);
}

EngineThread::Hold::Hold(EngineThread &thread, const ProjectId &project) : m_thread(thread), m_project(project)
{
    std::unique_lock lock(thread.m_mutex);
    ++thread.m_holds[project];
    thread.m_scheduler.hold(project);
    if (thread.m_running == project)
        thread.m_stopJob = true;
    thread.m_ended.wait(lock, [&] { return thread.m_running != project; });
}

EngineThread::Hold::~Hold()
{
    const std::lock_guard lock(m_thread.m_mutex);
    if (--m_thread.m_holds[m_project] == 0)
        m_thread.m_holds.erase(m_project);
    m_thread.m_scheduler.release(m_project);
    m_thread.wakeUp();
}

void EngineThread::wakeUp()
{
    ++m_woken;
    m_wake.notify_all();
}

bool EngineThread::mayRunWish() const
{
    return !m_wishes.empty() && !m_holds.contains(m_wishes.front()->wish.project);
}

void EngineThread::work()
{
    std::unique_lock lock(m_mutex);
    while (!m_quit) {
        if (mayRunWish()) {
            runWish(lock);
            continue;
        }
        const Moment now = m_parts.clock.monotonic();
        if (m_autonomous) {
            if (const auto job = m_scheduler.take(now)) {
                runJob(lock, *job);
                continue;
            }
        }
        auto next = m_autonomous ? m_scheduler.nextWake() : std::nullopt;
        if (m_autonomous) {
            const quint64 woken = m_woken;
            lock.unlock();
            const auto upkeep = m_parts.listener.idle(now);
            lock.lock();
            if (woken != m_woken)
                continue;  // something was told meanwhile
            if (upkeep)
                next = std::min(next.value_or(*upkeep), *upkeep);
        }
        if (next)
            m_wake.wait_for(lock, std::max(*next - now, Moment(std::chrono::milliseconds(1))));
        else
            m_wake.wait(lock);
    }
    for (const auto &wanted : m_wishes)
        wanted->answer = cancelled();
    m_wishes.clear();
    m_ended.notify_all();
}

void EngineThread::runWish(std::unique_lock<std::mutex> &lock)
{
    const auto wanted = m_wishes.front();
    m_wishes.pop_front();
    wanted->begun = true;
    // A dry run and a look do nothing of what is pending.
    const bool isAside = wanted->wish.dryRun || wanted->wish.lookOnly;
    const SyncJob job = isAside ? SyncJob{wanted->wish.project, true, {}, 0, wanted->wish.lookOnly} : m_scheduler.takeNow(wanted->wish.project);
    m_running = job.project;
    m_runningWish = true;
    m_stopJob = false;
    if (!isAside)
        m_stopped.erase(job.project);
    lock.unlock();
    auto outcome = job.lookOnly ? lookAtDisk(job) : runEngine(job, &wanted->wish);
    lock.lock();
    m_running.reset();
    m_runningWish = false;
    if (!isAside)
        m_scheduler.finish(job, endingOf(outcome), m_parts.clock.monotonic());
    wanted->answer = std::move(outcome);
    m_ended.notify_all();
}

void EngineThread::runJob(std::unique_lock<std::mutex> &lock, const SyncJob &job)
{
    m_running = job.project;
    m_stopJob = false;
    lock.unlock();
    const auto outcome = job.lookOnly ? lookAtDisk(job) : runEngine(job, nullptr);
    lock.lock();
    m_running.reset();
    m_scheduler.finish(job, endingOf(outcome), m_parts.clock.monotonic());
    m_ended.notify_all();
}

Result<LocalProject> EngineThread::projectHere(const ProjectId &id)
{
    auto found = store::ProjectRepository(*m_database).find(id);
    if (!found)
        return found.error();
    if (!*found || !(*found)->cloudId || (*found)->rootPath.isEmpty())
        return Error{Error::Kind::NotFound, u"This project is not on this device any more."_s, id.toString(), {}};
    return **std::move(found);
}

/// Its errors are told by nobody: the next sync meets them again, and says so.
Result<SyncOutcome> EngineThread::lookAtDisk(const SyncJob &job)
{
    const auto project = projectHere(job.project);
    if (!project)
        return project.error();
    if (project->epoch.isNull() && project->revision == 0)
        return SyncOutcome{};  // never synced: its folder is not marked yet
    const auto lock = files::TreeLock::take(project->rootPath);
    if (!lock && lock.error().kind == Error::Kind::Refused)
        return lock.error();
    NoCloud link;
    Engine engine({*m_database, m_parts.clock, m_parts.random, *m_workers, link,
                   [](const QString &root) { return files::openPosixFileSystem(root); }, m_parts.deviceName(), QSysInfo::bootUniqueId()});
    SyncOptions options;
    options.lookOnly = true;
    options.dirtyFolders = job.folders;
    options.cancel = &m_stopJob;
    auto outcome = engine.sync(*project, options);
    if (outcome)
        m_parts.listener.diskLookedAt(*project, job);
    return outcome;
}

Result<SyncOutcome> EngineThread::runEngine(const SyncJob &job, const SyncWish *wish)
{
    const auto found = projectHere(job.project);
    if (!found)
        return found.error();
    const LocalProject &project = *found;
    const bool onlyHinted = !job.everything && job.folders.empty() && job.hinted > 0;
    if (onlyHinted && job.hinted <= project.revision) {
        SyncOutcome known;  // our own commit, or one that a sync has met already
        known.equal = project.state == SyncState::Synced;
        known.revision = project.revision;
        if (known.equal)
            return known;
    }

    const Moment began = m_parts.clock.monotonic();
    const auto [stopped, first] = [&] {
        const std::lock_guard lock(m_mutex);
        return std::pair(sharedOf(m_stopped, job.project), sharedOf(m_first, job.project));
    }();
    m_parts.listener.syncStarted(project, job, wish != nullptr);
    auto outcome = [&]() -> Result<SyncOutcome> {
        auto channel = m_parts.channel();
        if (!channel)
            return channel.error();
        const auto link = (*channel)->withAbort(&m_stopJob);
        Engine engine({*m_database, m_parts.clock, m_parts.random, *m_workers, *link,
                       [](const QString &root) { return files::openPosixFileSystem(root); }, m_parts.deviceName(),
                       QSysInfo::bootUniqueId()});
        // A project that was never synced may have been linked by a process that died before it marked the folder.
        if (project.epoch.isNull() && project.revision == 0) {
            if (auto prepared = engine.prepareRoot(project); !prepared)
                return prepared.error();
        }
        // Another profile may have this folder, too. A disk without locks has to do without; a missing root is the engine's to tell.
        const auto lock = files::TreeLock::take(project.rootPath);
        if (!lock && lock.error().kind == Error::Kind::Refused)
            return lock.error();
        SyncOptions options;
        options.dryRun = wish && wish->dryRun;
        options.acceptGuard = wish && wish->acceptGuard;
        options.dirtyFolders = job.folders;
        options.skipScan = !job.everything && job.folders.empty();
        options.cancel = &m_stopJob;
        options.stopped = stopped.get();
        options.first = first.get();
        options.onProgress = [&](const Progress &progress) {
            m_parts.listener.syncProgressed(job.project, progress);
            if (wish && wish->onProgress)
                wish->onProgress(progress);
        };
        options.onCloudWentBack = [&] { m_parts.listener.cloudWentBack(project); };
        return engine.sync(project, options);
    }();
    if (outcome && !outcome->guardHolds && !(wish && wish->dryRun))
        stopped->releaseUnasked();
    if (!outcome && m_parts.explained)
        outcome = m_parts.explained(outcome.error(), &m_stopJob);
    // A hint that was faster than the revision it speaks of is not lost: ask once more.
    if (outcome && job.hinted > outcome->revision)
        outcome->equal = false;
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(m_parts.clock.monotonic() - began);
    m_parts.listener.syncEnded(job.project, outcome, wish && wish->dryRun, took);
    return outcome;
}

}  // namespace tideline::sync
