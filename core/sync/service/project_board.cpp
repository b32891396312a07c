#include "core/sync/service/project_board.h"

#include "core/control/protocol.h"
#include "core/store/problem_repository.h"
#include "core/store/project_repository.h"
#include "core/store/settings_repository.h"
#include "core/store/tree_store.h"

namespace tideline::sync {

Result<void> ProjectBoard::load(StoreAccess &store)
{
    std::map<ProjectId, ProjectStatus> projects;
    auto loaded = store.read([&](store::Database &database) -> Result<void> {
        const store::SettingsRepository settings(database);
        setAllPaused(settings.integer(u"paused"_s, 0) != 0, settings.integer(u"paused_until_ms"_s, 0));
        auto list = store::ProjectRepository(database).list();
        if (!list)
            return list.error();
        const store::ProblemRepository problems(database);
        for (const LocalProject &project : *list) {
            ProjectStatus status;
            status.project = project;
            // A sync that was killed has left its plan's rows unsettled, and the state of the one before it.
            const auto open = store::TreeStore(database, project.number).hasUnsettled();
            if (!open)
                return open.error();
            status.equal = project.state == SyncState::Synced && !*open;
            auto rows = problems.list(project.number);
            if (!rows)
                return rows.error();
            for (const store::Problem &problem : *rows) {
                status.conflicts += problem.kind == u"conflict"_s;
                status.skipped += problem.kind == u"skipped"_s;
                status.stopped += problem.kind == u"stopped"_s;
                status.fileErrors += problem.kind == u"error"_s && !problem.path.isEmpty();
                if (problem.kind == u"guard"_s)
                    status.guardReason = problem.what;
                if (problem.kind == u"error"_s && problem.path.isEmpty())
                    status.error = Error{Error::Kind::Io, problem.what, project.rootPath, problem.mend};
            }
            if (project.state == SyncState::Offline)
                status.error = Error{Error::Kind::Offline, u"The cloud could not be reached."_s, {}, {}};
            projects.emplace(project.id, std::move(status));
        }
        return {};
    });
    if (!loaded)
        return loaded;
    const std::lock_guard lock(m_mutex);
    m_projects = std::move(projects);
    return {};
}

std::vector<ProjectStatus> ProjectBoard::all() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<ProjectStatus> list;
    for (const auto &[id, status] : m_projects)
        list.push_back(status);
    return list;
}

std::optional<ProjectStatus> ProjectBoard::find(const ProjectId &id) const
{
    const std::lock_guard lock(m_mutex);
    const auto it = m_projects.find(id);
    return it == m_projects.end() ? std::nullopt : std::optional(it->second);
}

void ProjectBoard::put(const LocalProject &project)
{
    const std::lock_guard lock(m_mutex);
    m_projects[project.id].project = project;
}

void ProjectBoard::remove(const ProjectId &id)
{
    const std::lock_guard lock(m_mutex);
    m_projects.erase(id);
}

void ProjectBoard::update(const ProjectId &id, const std::function<void(ProjectStatus &)> &change)
{
    const std::lock_guard lock(m_mutex);
    if (const auto it = m_projects.find(id); it != m_projects.end())
        change(it->second);
}

void ProjectBoard::heard(const ProjectId &id, Revision head)
{
    update(id, [&](ProjectStatus &status) {
        if (head > status.project.revision)
            status.heard = std::max(status.heard, head);
    });
}

void ProjectBoard::setAllPaused(bool paused, qint64 untilMs)
{
    m_allPausedUntilMs = paused ? untilMs : 0;
    m_allPaused = paused;
}

QString ProjectBoard::allPausedUntil() const
{
    return untilText(m_allPausedUntilMs, m_clock.nowMs());
}

SyncState ProjectBoard::state(const ProjectStatus &status) const
{
    if (status.running && status.moves)
        return SyncState::Syncing;
    if (status.project.paused || m_allPaused)
        return SyncState::Paused;
    if (m_meteredHeld)
        return SyncState::Waiting;
    if (status.error) {
        const Error::Kind kind = status.error->kind;
        return kind == Error::Kind::Offline || kind == Error::Kind::Timeout ? SyncState::Offline : SyncState::Error;
    }
    if (!status.guardReason.isEmpty())
        return SyncState::Waiting;
    if (status.conflicts > 0)
        return SyncState::Conflict;
    if (status.fileErrors > 0)
        return SyncState::Error;
    if (status.isSettled())
        return SyncState::Synced;
    return status.running && status.stopped == 0 ? SyncState::Syncing : SyncState::Waiting;
}

StateFacts ProjectBoard::facts(const ProjectStatus &status) const
{
    return StateFacts{state(status), status.progress, status.error, status.conflicts, status.fileErrors, status.guardReason, status.degraded,
                      status.project.paused ? QString() : allPausedUntil(), status.reported || status.heard > 0 ? 0 : status.stopped, m_meteredHeld};
}

QJsonObject ProjectBoard::row(const ProjectStatus &status, const CloudProject *cloud) const
{
    const LocalProject &local = status.project;
    const StateFacts known = facts(status);
    QJsonObject row = cloud ? cloudRow(*cloud) : QJsonObject();
    if (!cloud) {
        row = {{u"project"_s, local.name}, {u"title"_s, QString()}, {u"description"_s, QString()},
               {u"owner"_s, QJsonObject{{u"id"_s, local.ownerId.value}, {u"type"_s, QString()}, {u"name"_s, QString()}}},
               {u"role"_s, QString()}, {u"head_revision"_s, local.revision}, {u"size"_s, 0}, {u"file_count"_s, 0},
               {u"updated_at_ms"_s, 0}};
    }
    row[u"id"_s] = local.cloudId ? local.cloudId->toString() : QString();
    row[u"local_id"_s] = local.id.toString();
    row[u"path"_s] = local.rootPath;
    row[u"where"_s] = local.cloudId ? u"both"_s : u"local"_s;
    row[u"state"_s] = toString(known.state);
    row[u"text"_s] = stateText(known);
    row[u"revision"_s] = local.revision;
    row[u"head_revision"_s] = std::max(local.revision, row.value(u"head_revision"_s).toInteger());
    row[u"paused"_s] = local.paused;
    row[u"online_only"_s] = local.onlineOnly;
    row[u"last_synced_at_ms"_s] = local.lastSyncedAtMs;
    row[u"conflicts"_s] = status.conflicts;
    row[u"problems"_s] = status.fileErrors + status.skipped + status.stopped;
    row[u"stopped"_s] = status.stopped;
    if (known.state == SyncState::Syncing && status.progress)
        row[u"progress"_s] = toJson(*status.progress, local);
    if (status.error && (known.state == SyncState::Error || known.state == SyncState::Offline))
        row[u"error"_s] = control::toJson(*status.error);
    if (known.state == SyncState::Waiting && !status.guardReason.isEmpty())
        row[u"guard_reason"_s] = status.guardReason;
    if (!status.degraded.isEmpty())
        row[u"degraded"_s] = status.degraded;
    return row;
}

QJsonObject cloudRow(const CloudProject &cloud)
{
    return {{u"project"_s, cloud.name},
            {u"id"_s, cloud.id.toString()},
            {u"local_id"_s, QString()},
            {u"path"_s, QString()},
            {u"where"_s, u"cloud"_s},
            {u"state"_s, toString(SyncState::OnlineOnly)},
            {u"text"_s, stateText({SyncState::OnlineOnly, {}, {}, 0, 0, {}})},
            {u"revision"_s, 0},
            {u"head_revision"_s, cloud.headRevision},
            {u"size"_s, cloud.sizeBytes},
            {u"file_count"_s, cloud.fileCount},
            {u"title"_s, cloud.title},
            {u"description"_s, cloud.description},
            {u"owner"_s, toJson(cloud.owner)},
            {u"role"_s, toString(cloud.role)},
            {u"paused"_s, false},
            {u"online_only"_s, true},
            {u"last_synced_at_ms"_s, 0},
            {u"updated_at_ms"_s, cloud.updatedAt.toMSecsSinceEpoch()},
            {u"conflicts"_s, 0},
            {u"problems"_s, 0}};
}

QJsonObject toJson(const ProjectOwner &owner)
{
    return {{u"id"_s, owner.id.value}, {u"type"_s, toString(owner.type)}, {u"name"_s, owner.name}};
}

QJsonObject toJson(const Progress &progress, const LocalProject &project)
{
    return {{u"project"_s, project.name},
            {u"local_id"_s, project.id.toString()},
            {u"phase"_s, toString(progress.phase)},
            {u"files_done"_s, progress.filesDone},
            {u"files_total"_s, progress.filesTotal},
            {u"bytes_done"_s, progress.bytesDone},
            {u"bytes_total"_s, progress.bytesTotal},
            {u"path"_s, QString::fromUtf8(progress.path)}};
}

}  // namespace tideline::sync
