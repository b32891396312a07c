// How each project of this device is doing, in memory: what status, tray and window show.
#pragma once

#include "core/base/clock.h"
#include "core/schema/cloud_project.h"
#include "core/sync/service/state_text.h"
#include "core/sync/service/store_access.h"

#include <QJsonObject>

#include <functional>
#include <map>

namespace tideline::sync {

struct ProjectStatus {
    LocalProject project;
    bool running = false;   ///< a sync of it is on its way
    bool moves = false;     ///< which somebody asked for, or which found something to do
    bool equal = false;     ///< the last sync left both sides equal
    bool reported = false;  ///< something may have changed here since a sync began
    Revision heard = 0;     ///< the cloud has this newer revision, and no sync began since that was heard; 0 = none
    std::optional<Progress> progress;
    std::optional<Error> error;  ///< of the last sync, when it failed as a whole
    qint64 conflicts = 0;
    qint64 fileErrors = 0;
    qint64 skipped = 0;
    qint64 stopped = 0;     ///< files that a person stopped on their way
    QString guardReason;
    QString degraded;       ///< why changes may go unseen (the watcher's word)

    /// Both sides are equal, as far as anybody here was told.
    bool isSettled() const { return equal && !reported && heard == 0; }
};

/// Thread:    any; gives copies.
/// Invariant: state() is a function of the facts here, in one place; a project is Synced only while it is settled and no sync
///            moves anything: a green tick says that these bytes are on the server.
class ProjectBoard {
public:
    explicit ProjectBoard(const Clock &clock) : m_clock(clock) {}

    /// Reads all projects with their problems. Errors: those of the store.
    Result<void> load(StoreAccess &store);

    std::vector<ProjectStatus> all() const;
    std::optional<ProjectStatus> find(const ProjectId &id) const;
    void put(const LocalProject &project);
    void remove(const ProjectId &id);
    /// Calls `change` on the status under the lock; nothing when there is no such project.
    void update(const ProjectId &id, const std::function<void(ProjectStatus &)> &change);
    /// The cloud's head of a project as somebody told it; not newer than what is held: nothing changes.
    void heard(const ProjectId &id, Revision head);
    /// `untilMs`: when the pause is over, Unix epoch, UTC; 0 = when somebody resumes.
    void setAllPaused(bool paused, qint64 untilMs);
    /// Nothing syncs by itself, since the network is metered.
    void setMeteredHeld(bool held) { m_meteredHeld = held; }
    bool isMeteredHeld() const { return m_meteredHeld; }
    bool isAllPaused() const { return m_allPaused; }
    qint64 allPausedUntilMs() const { return m_allPausedUntilMs; }
    /// As untilText(); empty while nothing is paused, or for no set time.
    QString allPausedUntil() const;

    StateFacts facts(const ProjectStatus &status) const;
    /// The project row of core/control/README.md; `cloud` null = unknown to the cloud or not heard of yet.
    QJsonObject row(const ProjectStatus &status, const CloudProject *cloud) const;

private:
    SyncState state(const ProjectStatus &status) const;
    const Clock &m_clock;
    mutable std::mutex m_mutex;
    std::map<ProjectId, ProjectStatus> m_projects;
    std::atomic<bool> m_allPaused = false;
    std::atomic<bool> m_meteredHeld = false;
    std::atomic<qint64> m_allPausedUntilMs = 0;
};

/// The row of a project that is in the cloud alone.
QJsonObject cloudRow(const CloudProject &cloud);
QJsonObject toJson(const ProjectOwner &owner);
/// A progress object of core/control/README.md.
QJsonObject toJson(const Progress &progress, const LocalProject &project);

}  // namespace tideline::sync
