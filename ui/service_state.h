// The window's picture of the engine: the overall state, the projects and what is being moved, kept up by events.
#pragma once

#include "ui/backend.h"
#include "ui/models/rows.h"
#include "ui/models/speed_meter.h"

#include <QElapsedTimer>
#include <QList>
#include <QTimer>

namespace tideline::ui {

/// State of everything, as the tray and the status bar show it.
struct Overall {
    SyncState state = SyncState::Waiting;
    QString text;  ///< THE sentence, the engine's own
    bool known = false;  ///< an engine has answered since the last loss
    bool online = false;
    bool signedIn = true;
    bool paused = false;
    qint64 pausedUntilMs = 0;  ///< Unix epoch, UTC; 0 = until somebody resumes
    bool metered = false;      ///< nothing syncs by itself, since the network is metered; resuming syncs anyway
    QString policyTrouble;     ///< what is wrong in the administrator's file; empty = nothing
    bool isHeld() const { return paused || metered; }
    QString userId, userName, url;
    bool operator==(const Overall &) const = default;
};

/// One project's transfer in one direction.
struct Transfer {
    QString project, localId, path;
    bool up = false;
    qint64 filesDone = 0, filesTotal = 0, bytesDone = 0, bytesTotal = 0;
    SpeedMeter meter;
    qint64 bytesPerSecond = 0;  ///< smoothed; 0 = unknown
    qint64 secondsLeft = -1;    ///< smoothed; -1 = unknown
};

/// Follows a Backend and tells what changed.
///
/// Thread:    GUI.
/// Ownership: borrows the Backend, which outlives it.
/// Invariant: what it shows was said by the engine; after a loss it says so and asks for everything again.
class ServiceState final : public QObject {
    Q_OBJECT
public:
    explicit ServiceState(Backend &backend, QObject *parent = nullptr);

    Backend &backend() const { return m_backend; }
    const Overall &overall() const { return m_overall; }
    const QList<ProjectRow> &projects() const { return m_projects; }
    const QList<Transfer> &transfers() const { return m_transfers; }
    /// Activity rows, newest first, at most 20.
    const QList<QJsonObject> &activity() const { return m_activity; }
    /// nullptr when there is none with this key or local id.
    const ProjectRow *project(const QString &key) const;
    /// Whether it is somebody else's, and so was shared with the user.
    bool isShared(const ProjectRow &row) const { return !row.ownerId.isEmpty() && !m_overall.userId.isEmpty() && row.ownerId != m_overall.userId; }
    int conflicts() const;
    int problems() const;

    /// Asks for `status`, then `projects` and `activity`.
    void refresh();
    void refreshProjects();

Q_SIGNALS:
    void overallChanged();
    /// The list of projects is another one.
    void projectsReset();
    /// One project's row has new values.
    void projectChanged(const QString &key);
    void transfersChanged();
    void activityChanged();
    /// Entries below `folders` of a project may have changed; [""] = the root; `all` = anywhere.
    void entriesChanged(const QString &localId, const QStringList &folders, bool all);
    void conflictsChanged();
    /// A list of the cloud that this verb gave (`log`, `members`, …) is old, or another one is there; `key` as ProjectRow::key().
    void listRefreshed(const QString &verb, const QString &key);
    void showAsked(const QString &uri);

private:
    void takeEvent(const QJsonObject &event);
    void takeStatus(const QJsonObject &status);
    void takeOverall(const QJsonObject &object);
    void takeProjects(const QJsonArray &rows);
    void putProject(const ProjectRow &row);
    void takeProgress(const QJsonObject &event);
    void takeTransfer(const QJsonObject &event);
    void takeRefreshed(const QJsonObject &event);
    void setOverall(const Overall &overall);

    Backend &m_backend;
    Overall m_overall;
    QList<ProjectRow> m_projects;  ///< by name
    QList<Transfer> m_transfers;
    QList<QJsonObject> m_activity;
    QElapsedTimer m_clock;
    QTimer m_projectsSoon;  ///< merges bursts of projects_changed
};

}  // namespace tideline::ui
