// How each project of this device is doing, in memory: what status, tray and window show.
#pragma once

#include "core/schema/cloud_project.h"
#include "core/sync/service/state_text.h"
#include "core/sync/service/store_access.h"

#include <QJsonObject>

#include <functional>
#include <map>

namespace tideline::sync {

struct ProjectStatus {
    LocalProject project;
    bool running = false;   ///< a sync is on its way that people should see
    bool equal = false;     ///< the last sync left both sides equal
    std::optional<Progress> progress;
    std::optional<Error> error;  ///< of the last sync, when it failed as a whole
    qint64 conflicts = 0;
    qint64 fileErrors = 0;
    qint64 skipped = 0;
    QString guardReason;
    QString degraded;       ///< why changes may go unseen (the watcher's word)
};

/// Thread:    any; gives copies.
/// Invariant: state() is a function of the facts here, in one place; a project is Synced only while the last sync found both
///            sides equal.
class ProjectBoard {
public:
    /// Reads all projects with their problems. Errors: those of the store.
    Result<void> load(StoreAccess &store);

    std::vector<ProjectStatus> all() const;
    std::optional<ProjectStatus> find(const ProjectId &id) const;
    void put(const LocalProject &project);
    void remove(const ProjectId &id);
    /// Calls `change` on the status under the lock; nothing when there is no such project.
    void update(const ProjectId &id, const std::function<void(ProjectStatus &)> &change);
    void setAllPaused(bool paused) { m_allPaused = paused; }
    bool isAllPaused() const { return m_allPaused; }

    StateFacts facts(const ProjectStatus &status) const;
    /// The project row of core/control/README.md; `cloud` null = unknown to the cloud or not heard of yet.
    QJsonObject row(const ProjectStatus &status, const CloudProject *cloud) const;

private:
    SyncState state(const ProjectStatus &status) const;
    mutable std::mutex m_mutex;
    std::map<ProjectId, ProjectStatus> m_projects;
    std::atomic<bool> m_allPaused = false;
};

/// The row of a project that is in the cloud alone.
QJsonObject cloudRow(const CloudProject &cloud);
QJsonObject toJson(const ProjectOwner &owner);
/// A progress object of core/control/README.md.
QJsonObject toJson(const Progress &progress, const LocalProject &project);

}  // namespace tideline::sync
