#include "ui/service_state.h"

#include "ui/words.h"

#include <QJsonArray>

#include <algorithm>

namespace tideline::ui {

namespace {
constexpr int kActivityKept = 20;
}  // namespace

ServiceState::ServiceState(Backend &backend, QObject *parent) : QObject(parent), m_backend(backend)
{
    m_clock.start();
    m_overall.text = tr("Starting…");
    m_projectsSoon.setSingleShot(true);
    m_projectsSoon.setInterval(150);
    connect(&m_projectsSoon, &QTimer::timeout, this, &ServiceState::refreshProjects);
    connect(&backend, &Backend::event, this, &ServiceState::takeEvent);
    connect(&backend, &Backend::connected, this, &ServiceState::refresh);
    connect(&backend, &Backend::disconnected, this, [this](const QString &why) {
        Overall overall = m_overall;
        overall.known = false;
        overall.state = SyncState::Offline;
        overall.text = why;
        m_transfers.clear();
        setOverall(overall);
        Q_EMIT transfersChanged();
    });
}

const ProjectRow *ServiceState::project(const QString &key) const
{
    if (key.isEmpty())
        return nullptr;
    const auto it = std::ranges::find_if(
        m_projects, [&](const ProjectRow &row) { return row.id == key || row.localId == key; });
    return it == m_projects.end() ? nullptr : &*it;
}

int ServiceState::conflicts() const
{
    int sum = 0;
    for (const ProjectRow &row : m_projects)
        sum += row.conflicts;
    return sum;
}

int ServiceState::problems() const
{
    int sum = 0;
    for (const ProjectRow &row : m_projects)
        sum += row.problems;
    return sum;
}

void ServiceState::refresh()
{
    m_backend.call(u"status"_s, {}, this, [this](const Result<QJsonObject> &reply) {
        if (reply) {
            takeStatus(*reply);
        } else {
            Overall overall = m_overall;
            overall.state = SyncState::Error;
            overall.text = toText(reply.error());
            setOverall(overall);
        }
        refreshProjects();
    });
    m_backend.call(u"whoami"_s, {}, this, [this](const Result<QJsonObject> &reply) {
        Overall overall = m_overall;
        if (reply) {
            overall.url = reply->value(u"url").toString();
            overall.userId = reply->value(u"user").toObject().value(u"id").toString();
            overall.userName = reply->value(u"user").toObject().value(u"name").toString();
            overall.signedIn = true;
        } else if (reply.error().kind == Error::Kind::SignIn) {
            overall.signedIn = false;
        }
        setOverall(overall);
    });
    m_backend.call(u"activity"_s, {{u"limit"_s, kActivityKept}}, this, [this](const Result<QJsonObject> &reply) {
        if (!reply)
            return;  // older owners do not keep one
        m_activity.clear();
        const QJsonArray rows = reply->value(u"rows").toArray();
        for (const QJsonValue &row : rows)
            m_activity.append(row.toObject());
        Q_EMIT activityChanged();
    });
}

void ServiceState::refreshProjects()
{
    m_backend.call(u"projects"_s, {{u"stale_ok"_s, true}}, this, [this](const Result<QJsonObject> &reply) {
        if (reply)
            takeProjects(reply->value(u"rows").toArray());
        // Else the rows of `status` stand; the sentence already says what is wrong.
    });
}

void ServiceState::takeStatus(const QJsonObject &status)
{
    Overall overall = m_overall;
    overall.known = true;
    overall.signedIn = status.value(u"signed_in").toBool(true);
    m_overall.known = true;
    setOverall(overall);
    takeOverall(status);
    // `status` knows the linked projects; those of the cloud alone stay until `projects` has answered.
    QJsonArray rows = status.value(u"projects").toArray();
    if (m_projects.isEmpty()) {
        takeProjects(rows);
    } else {
        for (const QJsonValue &row : std::as_const(rows))
            putProject(projectFromJson(row.toObject()));
    }
}

void ServiceState::takeOverall(const QJsonObject &object)
{
    Overall overall = m_overall;
    overall.state = stateFrom(object.value(u"state").toString());
    overall.text = object.value(u"text").toString();
    overall.online = object.value(u"online").toBool();
    overall.paused = object.value(u"paused").toBool();
    overall.pausedUntilMs = object.value(u"paused_until_ms").toInteger();
    overall.metered = object.value(u"metered").toBool();
    overall.policyTrouble = object.value(u"policy_trouble").toString();
    setOverall(overall);
}

void ServiceState::setOverall(const Overall &overall)
{
    if (overall == m_overall)
        return;
    m_overall = overall;
    Q_EMIT overallChanged();
}

void ServiceState::takeProjects(const QJsonArray &rows)
{
    QList<ProjectRow> projects;
    for (const QJsonValue &value : rows)
        projects.append(projectFromJson(value.toObject()));
    const QCollator collator = nameCollator();
    std::ranges::sort(projects, [&](const ProjectRow &a, const ProjectRow &b) {
        const int order = collator.compare(a.name, b.name);
        return order != 0 ? order < 0 : a.key() < b.key();
    });
    const bool same = std::ranges::equal(projects, m_projects, {}, &ProjectRow::key, &ProjectRow::key)
        && std::ranges::equal(projects, m_projects, {}, &ProjectRow::name, &ProjectRow::name);
    m_projects = projects;
    if (!same) {
        Q_EMIT projectsReset();
    } else {
        for (const ProjectRow &row : std::as_const(m_projects))
            Q_EMIT projectChanged(row.key());
    }
    Q_EMIT conflictsChanged();
}

void ServiceState::putProject(const ProjectRow &row)
{
    const auto it = std::ranges::find_if(m_projects, [&](const ProjectRow &held) {
        return (!row.id.isEmpty() && held.id == row.id) || (!row.localId.isEmpty() && held.localId == row.localId);
    });
    if (it == m_projects.end()) {
        m_projectsSoon.start();
        return;
    }
    const bool renamed = it->key() != row.key() || it->name != row.name;
    const bool counts = it->conflicts != row.conflicts || it->problems != row.problems;
    *it = row;
    if (renamed)
        Q_EMIT projectsReset();
    else
        Q_EMIT projectChanged(row.key());
    if (counts)
        Q_EMIT conflictsChanged();
}

void ServiceState::takeProgress(const QJsonObject &event)
{
    const QString localId = event.value(u"local_id").toString();
    const auto it = std::ranges::find(m_projects, localId, &ProjectRow::localId);
    if (it == m_projects.end())
        return;
    it->progress = progressFromJson(event);
    if (it->state != SyncState::Paused)
        it->state = SyncState::Syncing;
    it->text = event.value(u"text").toString(it->text);
    Q_EMIT projectChanged(it->key());
    Overall overall = m_overall;
    overall.text = event.value(u"overall_text").toString(overall.text);
    setOverall(overall);
}

void ServiceState::takeTransfer(const QJsonObject &event)
{
    const QString localId = event.value(u"local_id").toString();
    const bool up = event.value(u"direction").toString() == u"up";
    auto it = std::ranges::find_if(
        m_transfers, [&](const Transfer &held) { return held.localId == localId && held.up == up; });
    if (event.value(u"finished").toBool()) {
        if (it != m_transfers.end())
            m_transfers.erase(it);
        Q_EMIT transfersChanged();
        return;
    }
    if (it == m_transfers.end()) {
        m_transfers.append(Transfer{});
        it = m_transfers.end() - 1;
        it->localId = localId;
        it->up = up;
    }
    it->project = event.value(u"project").toString();
    it->path = event.value(u"path").toString();
    it->filesDone = event.value(u"files_done").toInteger();
    it->filesTotal = event.value(u"files_total").toInteger();
    it->bytesDone = event.value(u"bytes_done").toInteger();
    it->bytesTotal = event.value(u"bytes_total").toInteger();
    it->meter.sample(it->bytesDone, m_clock.elapsed());
    // A fixture says how fast it is.
    it->bytesPerSecond = event.value(u"bytes_per_second").toInteger(it->meter.bytesPerSecond());
    it->secondsLeft = event.value(u"seconds_left").toInteger(it->meter.secondsLeft(it->bytesTotal).value_or(-1));
    Q_EMIT transfersChanged();
}

void ServiceState::takeRefreshed(const QJsonObject &event)
{
    const QString verb = event.value(u"verb").toString();
    const QString id = event.value(u"id").toString();
    const QString localId = event.value(u"local_id").toString();
    if (verb == u"projects")
        m_projectsSoon.start();
    else if (verb == u"ls")
        Q_EMIT entriesChanged(localId.isEmpty() ? id : localId, {}, true);
    else
        Q_EMIT listRefreshed(verb, id.isEmpty() ? localId : id);
}

void ServiceState::takeEvent(const QJsonObject &event)
{
    const QString name = event.value(u"event").toString();
    if (name == u"state") {
        takeOverall(event);
    } else if (name == u"project_state") {
        const ProjectRow row = projectFromJson(event.value(u"project").toObject());
        if (row.state != SyncState::Syncing
            && m_transfers.removeIf([&](const Transfer &held) { return held.localId == row.localId; }) > 0)
            Q_EMIT transfersChanged();
        putProject(row);
    } else if (name == u"progress") {
        takeProgress(event);
    } else if (name == u"transfer") {
        takeTransfer(event);
    } else if (name == u"entries_changed") {
        QStringList folders;
        const QJsonArray list = event.value(u"folders").toArray();
        for (const QJsonValue &folder : list)
            folders.append(folder.toString());
        Q_EMIT entriesChanged(event.value(u"local_id").toString(), folders, event.value(u"all").toBool());
    } else if (name == u"projects_changed") {
        m_projectsSoon.start();
    } else if (name == u"conflict") {
        Q_EMIT conflictsChanged();
    } else if (name == u"activity") {
        m_activity.prepend(event);
        while (m_activity.size() > kActivityKept)
            m_activity.removeLast();
        Q_EMIT activityChanged();
    } else if (name == u"account") {
        Overall overall = m_overall;
        overall.signedIn = event.value(u"signed_in").toBool();
        overall.online = event.value(u"online").toBool();
        overall.url = event.value(u"url").toString();
        const QJsonValue user = event.value(u"user");
        overall.userId = user.toObject().value(u"id").toString();
        overall.userName = user.isObject() ? user.toObject().value(u"name").toString() : user.toString();
        setOverall(overall);
        m_projectsSoon.start();
    } else if (name == u"refreshed") {
        takeRefreshed(event);
    } else if (name == u"show") {
        Q_EMIT showAsked(event.value(u"uri").toString());
    }
}

}  // namespace tideline::ui
