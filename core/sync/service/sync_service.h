// The owner of a profile's engine: answers verbs, syncs by itself when asked to, tells what happens.
#pragma once

#include "core/sync/service/service_core.h"

namespace tideline::sync {

/// Used in the desktop's process, in `tide watch`, and by one command of `tide` when nobody owns the profile.
///
/// Thread:    any; verbs overlap. Verbs that only read never wait for a sync.
/// Ownership: everything of the profile but the EngineLock, which its maker holds.
/// Invariant: with OwnerMode::Once nothing syncs that no verb asked for.
class SyncService final : public control::VerbHandler, private EngineListener {
public:
    /// Errors: as store::openProjectStore(), and of a damaged sign-in file.
    static Result<std::unique_ptr<SyncService>> open(const store::StoreLocation &location, OwnerMode mode,
                                                     Clock &clock = systemClock(), Random &random = systemRandom(),
                                                     std::shared_ptr<cloud::NetworkCost> networkCost = {});
    ~SyncService() override;

    Result<QJsonObject> handle(const QString &verb, const QJsonObject &args, const control::OnProgress &onProgress = {},
                               const std::atomic<bool> *cancelled = nullptr) override;
    Result<std::unique_ptr<control::Subscription>> listen(control::OnEvent listener) override;

private:
    SyncService(OwnerMode mode, std::unique_ptr<StoreAccess> store, Clock &clock, Random &random, std::shared_ptr<cloud::NetworkCost> networkCost);
    Result<void> begin();
    ChangeWatch::Callbacks watchCallbacks();

    void syncStarted(const LocalProject &project, const SyncJob &job, bool byHand) override;
    void syncProgressed(const ProjectId &project, const Progress &progress) override;
    void cloudWentBack(const LocalProject &project) override;
    void diskLookedAt(const LocalProject &project, const SyncJob &job) override;
    void syncEnded(const ProjectId &project, const Result<SyncOutcome> &outcome, bool dryRun,
                   std::chrono::milliseconds took) override;
    std::optional<Moment> idle(Moment now) override;
    void expireTrashDaily(const LocalProject &project);

    ServiceCore m_core;
    // The engine thread's; the first three of the sync that runs.
    Moment m_lastTold{};
    bool m_toldTransfer = false, m_worked = false;  // of the sync that runs
    Progress::Phase m_lastPhase = Progress::Phase::Scanning;
    std::optional<Moment> m_catalogDue;  // sizes and numbers of files in the catalog are older than the last sync
    std::map<ProjectId, Moment> m_trashLooked;
};

}  // namespace tideline::sync
