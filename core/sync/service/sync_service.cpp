#include "core/sync/service/sync_service.h"

#include "core/sync/service/bandwidth_settings.h"
#include "core/sync/service/outcome_keeper.h"
#include "core/sync/service/trash_keeper.h"
#include "core/sync/service/verbs/verbs.h"

namespace tideline::sync {

namespace {
constexpr Moment kTellEvery = std::chrono::milliseconds(100);
constexpr Moment kCatalogDelay = std::chrono::seconds(2);  // a burst of saves asks once

const QString kCloudWentBack = u"The cloud was put back to an older state: both sides are united, nothing is deleted for it"_s;

bool isTransfer(Progress::Phase phase)
{
    return phase == Progress::Phase::Downloading || phase == Progress::Phase::Uploading;
}

/// No folders: in all of them.
QJsonObject entriesChanged(const LocalProject &project, const std::vector<RelativePath> &folders)
{
    QJsonArray paths;
    for (const RelativePath &folder : folders)
        paths.append(folder.toString());
    return {{u"event"_s, u"entries_changed"_s}, {u"project"_s, project.name}, {u"local_id"_s, project.id.toString()},
            {u"folders"_s, paths}, {u"all"_s, folders.empty()}};
}

/// Whether a sync that says this has found something to do. A look at the disk alone is nobody's business.
bool isWork(const Progress &progress)
{
    switch (progress.phase) {
    case Progress::Phase::Scanning: [[fallthrough]];
    case Progress::Phase::Planning: return false;
    case Progress::Phase::Hashing: return progress.filesTotal > 0;
    case Progress::Phase::Pulling: return progress.filesDone > 0;
    case Progress::Phase::Downloading: [[fallthrough]];
    case Progress::Phase::Uploading: [[fallthrough]];
    case Progress::Phase::Committing: return true;
    }
    return true;
}
}  // namespace

Result<std::unique_ptr<SyncService>> SyncService::open(const store::StoreLocation &location, OwnerMode mode, Clock &clock,
                                                       Random &random, std::shared_ptr<cloud::NetworkCost> networkCost)
{
    auto store = StoreAccess::open(location, clock);
    if (!store)
        return store.error();
    std::unique_ptr<SyncService> service(new SyncService(mode, *std::move(store), clock, random, std::move(networkCost)));
    if (auto begun = service->begin(); !begun)
        return begun.error();
    return service;
}

SyncService::SyncService(OwnerMode mode, std::unique_ptr<StoreAccess> store, Clock &clock, Random &random,
                         std::shared_ptr<cloud::NetworkCost> networkCost)
    : m_core(mode, std::move(store), clock, random, std::move(networkCost))
{
}

SyncService::~SyncService()
{
    m_core.quitting = true;
    m_core.metered.reset();
    if (m_core.watch)
        m_core.watch->stop();  // first who calls in,
    if (m_core.lists)
        m_core.lists->stop();
    m_core.texts->stop();
    m_core.engine.reset();     // then who calls out: its last words come to this object
}

Result<void> SyncService::begin()
{
    if (auto loaded = m_core.account.load(); !loaded)
        return loaded;
    m_core.startCloudCache();
    if (auto loaded = m_core.board.load(*m_core.store); !loaded)
        return loaded;
    auto engine = EngineThread::start({m_core.store->location(), m_core.clock, m_core.random,
                                       [this] { return m_core.account.channel(); }, [this] { return m_core.deviceName(); },
                                       *this, [this](const Error &error, const std::atomic<bool> *cancelled) {
                                           return m_core.explained(error, cancelled);
                                       }});
    if (!engine)
        return engine.error();
    m_core.engine = *std::move(engine);
    m_core.watch = std::make_unique<ChangeWatch>(*m_core.store, watchCallbacks());
    m_core.engine->tell([this](Scheduler &scheduler, Moment now) {
        scheduler.setAllPaused(m_core.board.isAllPaused());
        for (const ProjectStatus &status : m_core.board.all()) {
            scheduler.add(status.project.id, now);
            scheduler.setPaused(status.project.id, status.project.paused);
        }
    });
    (void)applyBandwidth(m_core, m_core.clock.monotonic());
    m_core.metered->begin();
    (void)m_core.endTimedPause({});  // it may have ended while nobody was here
    return {};
}

ChangeWatch::Callbacks SyncService::watchCallbacks()
{
    ChangeWatch::Callbacks callbacks;
    callbacks.localChanged = [this](const ProjectId &id, const std::vector<RelativePath> &folders) {
        m_core.board.update(id, [](ProjectStatus &status) { status.reported = true; });
        m_core.engine->tell([&](Scheduler &scheduler, Moment now) { scheduler.localChanged(id, folders, now); });
        if (m_core.engine->isBusyWithAnother(id))
            m_core.publishProject(id);  // it will wait for a while
        if (const auto status = m_core.board.find(id))
            m_core.hub.publish(entriesChanged(status->project, folders));
    };
    callbacks.anythingChanged = [this](const ProjectId &id) {
        m_core.board.update(id, [](ProjectStatus &status) { status.reported = true; });
        m_core.engine->tell([&](Scheduler &scheduler, Moment now) { scheduler.changedSomehow(id, now); });
    };
    callbacks.degraded = [this](const ProjectId &id, const QString &why) {
        bool isNew = false;
        m_core.board.update(id, [&](ProjectStatus &status) { isNew = std::exchange(status.degraded, why) != why; });
        m_core.engine->tell([&](Scheduler &scheduler, Moment now) { scheduler.setWatched(id, why.isEmpty(), now); });
        if (isNew)
            m_core.publishProject(id);
    };
    callbacks.hinted = [this](const cloud::PushHint &hint) {
        m_core.lists->changed(hint.project, cloudChangeOf(hint.kind));
        for (const ProjectStatus &status : m_core.board.all()) {
            if (status.project.cloudId != hint.project)
                continue;
            m_core.board.heard(status.project.id, hint.revision);
            m_core.engine->tell([&](Scheduler &scheduler, Moment now) {
                scheduler.cloudChanged(status.project.id, hint.revision, now);
            });
        }
    };
    callbacks.projects = [this](std::vector<CloudProject> projects) { m_core.takeProjects(std::move(projects)); };
    callbacks.linked = [this](const QByteArray &session) {
        m_core.account.setPushSession(session);
        m_core.lists->everythingChanged();  // what was hinted until now is not known
        m_core.noteLink(nullptr);
    };
    callbacks.unlinked = [this](const Error &error) {
        m_core.noteLink(&error);
        if (error.kind != Error::Kind::SignIn)
            return;
        // Push alone is no proof: the next request of each project says so, or not.
        for (const ProjectStatus &status : m_core.board.all())
            m_core.engine->tell([&](Scheduler &scheduler, Moment now) { scheduler.cloudChanged(status.project.id, 0, now); });
    };
    return callbacks;
}

Result<QJsonObject> SyncService::handle(const QString &verb, const QJsonObject &args, const control::OnProgress &onProgress,
                                        const std::atomic<bool> *cancelled)
{
    return runVerb(m_core, verb, args, onProgress, cancelled);
}

Result<std::unique_ptr<control::Subscription>> SyncService::listen(control::OnEvent listener)
{
    return m_core.hub.listen(std::move(listener));
}

void SyncService::syncStarted(const LocalProject &project, const SyncJob &, bool byHand)
{
    m_lastTold = {};
    m_toldTransfer = m_worked = false;
    SyncState state{};
    m_core.board.update(project.id, [&](ProjectStatus &status) {
        status.equal = status.isSettled();  // this sync takes up what was told, and says at its end what came of it
        status.reported = false;
        status.heard = 0;
        status.running = true;
        status.moves = byHand;
        state = m_core.board.facts(status).state;
    });
    if (state == SyncState::Syncing)
        m_core.publishProject(project.id);
}

void SyncService::syncProgressed(const ProjectId &project, const Progress &progress)
{
    bool begins = false;
    m_worked = m_worked || isWork(progress);
    m_core.board.update(project, [&](ProjectStatus &status) {
        if (isWork(progress)) {
            begins = !status.moves;
            status.moves = true;
            status.equal = false;
        }
        status.progress = progress;
    });
    if (begins)
        m_core.publishProject(project);
    const Moment now = m_core.clock.monotonic();
    if (now - m_lastTold < kTellEvery && progress.phase == m_lastPhase)
        return;
    m_lastTold = now;
    m_lastPhase = progress.phase;
    const auto status = m_core.board.find(project);
    if (!status || m_core.board.facts(*status).state != SyncState::Syncing)
        return;
    QJsonObject event = toJson(progress, status->project);
    if (isTransfer(progress.phase)) {
        m_toldTransfer = true;
        QJsonObject transfer = event;
        transfer[u"event"_s] = u"transfer"_s;
        transfer[u"direction"_s] = progress.phase == Progress::Phase::Uploading ? u"up"_s : u"down"_s;
        transfer[u"finished"_s] = progress.filesTotal > 0 && progress.filesDone >= progress.filesTotal;
        m_core.hub.publish(transfer);
    }
    event[u"event"_s] = u"progress"_s;
    event[u"text"_s] = stateText(m_core.board.facts(*status));
    event[u"overall_text"_s] = m_core.overall().text;
    m_core.hub.publish(event);
}

void SyncService::cloudWentBack(const LocalProject &project)
{
    const auto status = m_core.board.find(project.id);
    if (!status)
        return;
    QJsonObject row = noticeOf(m_core, *status, kCloudWentBack);
    m_core.activity.add(row);
    row[u"event"_s] = u"activity"_s;
    m_core.hub.publish(row);
}

void SyncService::diskLookedAt(const LocalProject &project, const SyncJob &job)
{
    m_core.hub.publish(entriesChanged(project, job.folders));
}

void SyncService::syncEnded(const ProjectId &id, const Result<SyncOutcome> &outcome, bool dryRun, std::chrono::milliseconds)
{
    const auto before = m_core.board.find(id);
    if (!before)
        return;
    if (dryRun) {
        m_core.board.update(id, [](ProjectStatus &status) {
            status.running = status.moves = false;
            status.progress.reset();
        });
        m_core.publishProject(id);
        return;
    }
    keepOutcome(m_core, id, outcome);
    m_core.noteLink(outcome ? nullptr : &outcome.error());
    const auto after = m_core.board.find(id);
    if (!after)
        return;
    if (outcome && after->project.cloudId && outcome->revision != before->project.revision)
        m_core.lists->changed(*after->project.cloudId, CloudChange::Content);  // our own commits are not hinted
    const QJsonObject names{{u"project"_s, after->project.name}, {u"local_id"_s, id.toString()}};
    const auto with = [&](const QString &event, QJsonObject fields) {
        fields.insert(u"event"_s, event);
        for (auto it = names.begin(); it != names.end(); ++it)
            fields.insert(it.key(), it.value());
        m_core.hub.publish(fields);
    };
    QJsonObject row = activityOf(m_core, *before, outcome);
    const bool moved = !row.isEmpty();
    if (moved) {
        m_core.activity.add(row);
        row[u"event"_s] = u"activity"_s;
        m_core.hub.publish(row);
    }
    // Also when all was as before: meanwhile the entries that were read again were shown as waiting.
    if (moved || m_worked)
        m_core.texts->changed(after->project.number);
    if (moved || m_worked)
        with(u"entries_changed"_s, {{u"folders"_s, QJsonArray()}, {u"all"_s, true}});
    if (m_toldTransfer)
        with(u"transfer"_s, {{u"direction"_s, m_lastPhase == Progress::Phase::Downloading ? u"down"_s : u"up"_s}, {u"path"_s, QString()},
                             {u"files_done"_s, 0}, {u"files_total"_s, 0}, {u"bytes_done"_s, 0}, {u"bytes_total"_s, 0}, {u"finished"_s, true}});
    if (after->conflicts > before->conflicts)
        with(u"conflict"_s, {{u"count"_s, after->conflicts}});
    // What was told while it ran goes on at once; its start and end tell the rest. Not that a guard holds: to them that is old.
    const bool goesOn = (after->reported || after->heard > 0) && after->guardReason.isEmpty()
                        && m_core.board.facts(*after).state == SyncState::Waiting;
    if (!goesOn && m_core.row(*before) != m_core.row(*after))
        m_core.publishProject(id);
    if (outcome)
        expireTrashDaily(after->project);
    if (outcome && !m_catalogDue && m_core.isCatalogOlder(after->project, outcome->revision))
        m_catalogDue = m_core.clock.monotonic() + kCatalogDelay;
    if (outcome && m_core.watch)
        m_core.watch->watch(after->project);  // its folder may have been away until now
}

/// Once a day for each project, and with its first sync since the program began.
void SyncService::expireTrashDaily(const LocalProject &project)
{
    const Moment now = m_core.clock.monotonic();
    const auto looked = m_trashLooked.find(project.id);
    if (looked != m_trashLooked.end() && now - looked->second < std::chrono::hours(24))
        return;
    if (expireTrash(m_core, project))  // else the next sync goes on
        m_trashLooked[project.id] = now;
}

std::optional<Moment> SyncService::idle(Moment now)
{
    std::optional<Moment> next = m_core.endTimedPause(now);
    const auto notAfter = [&next](const std::optional<Moment> &due) {
        if (due)
            next = std::min(next.value_or(*due), *due);
    };
    notAfter(m_core.readSignInAgain(now));
    notAfter(applyBandwidth(m_core, now));
    if (m_catalogDue && now >= *m_catalogDue) {
        m_catalogDue.reset();
        (void)m_core.refreshCatalog(&m_core.quitting);  // a cloud that is away is told of by the next sync
    }
    notAfter(m_catalogDue);
    return next;
}

}  // namespace tideline::sync
