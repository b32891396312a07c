// The parts of a profile's service, and what several verbs do alike.
#pragma once

#include "core/sync/service/account_session.h"
#include "core/sync/service/activity_log.h"
#include "core/sync/service/arguments.h"
#include "core/sync/service/change_watch.h"
#include "core/sync/service/cloud_cache.h"
#include "core/sync/service/cloud_catalog.h"
#include "core/sync/service/cloud_content.h"
#include "core/sync/service/engine_thread.h"
#include "core/sync/service/event_hub.h"
#include "core/sync/service/metered_hold.h"
#include "core/sync/service/host_policy.h"
#include "core/sync/service/project_board.h"
#include "core/sync/service/reach.h"
#include "core/sync/service/text_finder.h"

#include <QJsonArray>

namespace tideline::sync {

/// One call of a verb.
struct VerbCall {
    Arguments args;
    const control::OnProgress &onProgress;  ///< may be empty
    const std::atomic<bool> *cancelled;     ///< may be null
    bool isCancelled() const { return cancelled && cancelled->load(std::memory_order_relaxed); }
};

/// Another server than the one signed in to answers at its address: its data folder is a fresh one, say.
Error anotherServer(const QString &origin);

/// Thread:    any. The parts guard themselves; they are set once, before the first verb.
/// Ownership: all parts. The order of the members is the order in which threads end: those that call come last.
class ServiceCore {
public:
    ServiceCore(OwnerMode ownerMode, std::unique_ptr<StoreAccess> storeAccess, Clock &theClock, Random &theRandom,
                std::shared_ptr<cloud::NetworkCost> networkCost = {});

    const OwnerMode mode;
    const std::unique_ptr<StoreAccess> store;
    Clock &clock;
    Random &random;
    const HostPolicy policy;  ///< this computer's, as it was when the engine began
    EventHub hub;
    AccountSession account;
    CloudCatalog catalog;
    ProjectBoard board;
    ActivityLog activity;
    std::atomic<bool> quitting = false;
    std::unique_ptr<EngineThread> engine;
    std::unique_ptr<ChangeWatch> watch;
    std::unique_ptr<CloudCache> lists;
    std::unique_ptr<CloudContent> contents;
    std::unique_ptr<TextFinder> texts;
    std::unique_ptr<MeteredHold> metered;

    const QString &profile() const { return store->location().profile; }
    /// The account as one text, for what belongs to it; empty when signed out.
    QString accountKey() const;
    /// The setting device_name, else the host's name.
    QString deviceName() const;
    qint64 setting(const QString &name, qint64 otherwise) const;

    /// What a disk drops when a sync of all fails may be anybody's: it is noted, as the engine does. Gives `error` back, or why it
    /// could not be noted.
    Error failedSync(const Error &error);

    QJsonObject row(const ProjectStatus &status) const;
    QJsonObject row(const ProjectId &id) const;
    Overall overall() const;
    QJsonObject accountRow() const;
    void publishProject(const ProjectId &id);
    void publishOverall();
    void publishAccount();

    /// Pauses all projects, at once in memory, then in the store; or lets them go on. `untilMs`: when the pause ends by itself, Unix
    /// epoch, UTC; 0 = it does not. Errors: those of the store.
    Result<void> setAllPaused(bool paused, qint64 untilMs, const std::atomic<bool> *cancelled);
    /// The board says otherwise than before whether anything may sync by itself: puts it to work, and tells.
    void applyHolds();
    /// Reads a sign-in again that could not be read, at growing distances. Gives when to look again; nullopt: there is none.
    /// Thread: the engine's.
    std::optional<Moment> readSignInAgain(Moment now);
    /// A pause whose time is over ends. Gives when to look again at the latest; nullopt: no pause is timed.
    std::optional<Moment> endTimedPause(Moment now);

    /// A reply or an error of the cloud came: says so when the link came or went.
    void noteLink(const Error *error);
    /// What a refused token means: the error as it came, or that another server answers at the account's address.
    Error explained(const Error &error, const std::atomic<bool> *cancelled) const;
    /// A channel that ends with the call, and the error kept in step with noteLink().
    Result<cloud::CloudReply> ask(const cloud::CloudRequest &request, const VerbCall &call,
                                  const cloud::Channel::OnBody &onBody = {});
    /// Asks for the cloud's projects and follows their names; publishes when the list changed. True: what is known may be old, and a
    /// worker asks (only with Accept::Stale).
    Result<bool> refreshCatalog(const std::atomic<bool> *cancelled, cache::Accept accept = cache::Accept::New);
    /// Somebody is signed in, or nobody is any more: the catalog and the cache are theirs from now on.
    void takeAccount();
    /// The settings of the network, or where secrets are kept, have changed: links are made anew.
    Result<void> takeNetwork();
    void startCloudCache();
    /// The cache has another list, or says that one is old.
    void takeRefreshed(CloudList list, const std::optional<ProjectId> &project);

    /// Whether the catalog's sizes and numbers are of an older revision than this one, which the project has reached.
    bool isCatalogOlder(const LocalProject &project, Revision revision) const;

    /// As refreshCatalog(), for a list that push brought; projects whose head is not the one held here are synced.
    void takeProjects(std::vector<CloudProject> projects);

    /// A new or changed record is in the store: the board, the scheduler and the watcher get to know it.
    void adopt(const LocalProject &project);
    /// Its record is gone from the store.
    void forget(const LocalProject &project);
    Result<void> startWatching();
    void stopWatching();

private:
    bool adoptProjects(const QString &whose, const std::optional<QByteArray> &otherwise);
    void followNames(const std::atomic<bool> *cancelled);
    void useSignIn();
    std::mutex m_adopting;  ///< so that of two lists the newer one stays
    // The engine thread's, for readSignInAgain().
    std::optional<Moment> m_signInDue;
    Moment m_signInWait{};
};

}  // namespace tideline::sync
