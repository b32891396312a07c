#include "ui/notify/notifier.h"

#include "ui/models/json_table_model.h"

#include <QGuiApplication>
#include <QJsonArray>

#include <algorithm>

namespace tideline::ui {

namespace {
constexpr int kGatherMs = 1'500;
constexpr int kCommitsRead = 50;
}  // namespace

Notifier::Notifier(ServiceState &state, DesktopNotifications &out, QObject *parent) : QObject(parent), m_state(state), m_out(out)
{
    m_gather.setSingleShot(true);
    m_gather.setInterval(kGatherMs);
    connect(&m_gather, &QTimer::timeout, this, &Notifier::tellAll);
    connect(&state, &ServiceState::projectsReset, this, &Notifier::lookAtAll);
    connect(&state, &ServiceState::projectChanged, this, [this](const QString &key) {
        if (const ProjectRow *row = m_state.project(key))
            lookAt(*row);
    });
    connect(&state, &ServiceState::activityChanged, this, &Notifier::takeActivity);
    connect(&state.backend(), &Backend::connected, this, &Notifier::askInvitations);
    connect(&state, &ServiceState::listRefreshed, this, [this](const QString &verb, const QString &project) {
        if (verb == u"invitations" && project.isEmpty())
            askInvitations();
    });
    // What came while somebody looked elsewhere in the window is told when they leave it.
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this, &Notifier::askInvitations);
    connect(&out, &DesktopNotifications::activated, this, &Notifier::takeAction);
    lookAtAll();
}

void Notifier::setSilenced(const QString &key, bool silenced)
{
    if (silenced)
        m_silenced.insert(key);
    else
        m_silenced.remove(key);
}

void Notifier::lookAtAll()
{
    for (const ProjectRow &row : m_state.projects())
        lookAt(row);
}

void Notifier::lookAt(const ProjectRow &row)
{
    if (!row.isHere())
        return;
    Seen now;
    now.conflicts = row.conflicts;
    now.guard = row.state == SyncState::Waiting ? row.guardReason : QString();
    now.error = row.state == SyncState::Error ? row.text : QString();
    now.hadRole = !row.role.isEmpty();
    now.isFirstSync = row.lastSyncedAtMs == 0;
    now.revision = row.revision;
    const auto held = m_seen.find(row.key());
    if (held == m_seen.end()) {
        m_seen.insert(row.key(), now);
        return;
    }
    const Seen before = std::exchange(*held, now);
    // While it looks and moves, it says nothing of what was the matter: that is neither settled nor, afterwards, news.
    const bool isBusy = row.state == SyncState::Syncing || row.state == SyncState::Paused || row.state == SyncState::Offline;
    if (isBusy) {
        held->guard = before.guard;
        held->error = before.error;
    }
    const bool isGone = row.error && row.error->kind == Error::Kind::NotFound && before.hadRole && !now.hadRole;
    held->hadRole = now.hadRole || (before.hadRole && now.error.isEmpty());
    if (now.conflicts > before.conflicts)
        add({Kind::Conflict, row.key(), row.name, conflictsText(now.conflicts)});
    if (!held->guard.isEmpty() && held->guard != before.guard)
        add({Kind::Guard, row.key(), row.name, held->guard});
    if (isGone)
        add({Kind::Revoked, row.key(), row.name, row.folder});
    else if (!held->error.isEmpty() && held->error != before.error)
        add({Kind::Error, row.key(), row.name, row.error ? toText(*row.error) : row.text});
    settle(before, *held, row.key());
}

/// What is over needs nobody any more.
void Notifier::settle(const Seen &before, const Seen &now, const QString &key)
{
    const auto over = [&](bool wasSo, bool isSo, Kind kind) {
        if (!wasSo || isSo)
            return;
        m_news.removeIf([&](const News &news) { return news.kind == kind && news.key == key; });
        m_out.close(noticeKey(kind, key));
    };
    over(before.conflicts > 0, now.conflicts > 0, Kind::Conflict);
    over(!before.guard.isEmpty(), !now.guard.isEmpty(), Kind::Guard);
    over(!before.error.isEmpty(), !now.error.isEmpty(), Kind::Error);
}

void Notifier::takeActivity()
{
    const QList<QJsonObject> &rows = m_state.activity();
    const qint64 newest = rows.isEmpty() ? 0 : rows.first().value(u"at_ms").toInteger();
    const qint64 known = std::exchange(m_activityMs, std::max(newest, m_activityMs));
    if (known < 0)
        return;  // what was done before we began
    for (const QJsonObject &row : rows) {
        if (row.value(u"at_ms").toInteger() <= known)
            break;
        if (row.value(u"downloaded").toInteger() > 0)
            takeFiles(row);
    }
}

void Notifier::takeFiles(const QJsonObject &activity)
{
    const ProjectRow *row = m_state.project(activity.value(u"local_id").toString());
    if (!row)
        return;
    const Seen seen = m_seen.value(row->key());
    if (!seen.isFirstSync && !m_silenced.contains(row->key()))
        askWhose(*row, seen.revision, activity.value(u"downloaded").toInteger());
}

/// The activity of this computer does not say who; the project's history does.
void Notifier::askWhose(const ProjectRow &row, qint64 since, qint64 files)
{
    const QJsonObject args{{u"project"_s, row.argument()}, {u"limit"_s, kCommitsRead}};
    m_state.backend().call(u"log"_s, args, this, [this, key = row.key(), name = row.name, since, files](const Result<QJsonObject> &reply) {
        QStringList people, paths;
        const QList<QJsonObject> commits = reply ? rowsOf(*reply) : QList<QJsonObject>();
        for (const QJsonObject &commit : commits) {
            const QString who = commit.value(u"by").toObject().value(u"name").toString();
            if (commit.value(u"revision").toInteger() <= since || who.isEmpty() || who == m_state.overall().userName)
                continue;
            if (!people.contains(who))
                people.append(who);
            const QJsonArray changed = commit.value(u"paths").toArray();
            for (const QJsonValue &path : changed)
                paths.append(path.toString());
        }
        if (people.isEmpty())
            return;  // one's own work, from another computer
        add({Kind::Files, key, name, filesFromText(files, people, paths)});
    });
}

void Notifier::askInvitations()
{
    m_state.backend().call(u"invitations"_s, {{u"stale_ok"_s, true}}, this, [this](const Result<QJsonObject> &reply) {
        const QList<QJsonObject> rows = reply ? rowsOf(*reply) : QList<QJsonObject>();
        QSet<QString> open;
        for (const QJsonObject &row : rows) {
            open.insert(row.value(u"id").toString());
            takeInvitation(row);
        }
        for (const QString &id : m_invitations.values()) {
            if (reply && !open.contains(id)) {
                m_invitations.remove(id);
                m_out.close(invitationKey(id));
            }
        }
    });
}

void Notifier::takeInvitation(const QJsonObject &row)
{
    const QString id = row.value(u"id").toString();
    if (id.isEmpty() || m_toldInvitations.contains(id) || isLooking())
        return;
    m_toldInvitations.insert(id);
    m_invitations.insert(id);
    show(invitationNotice(row));
}

void Notifier::answer(const QString &verb, const QString &id)
{
    m_state.backend().call(verb, {{u"id"_s, id}}, this, [this, verb, id](const Result<QJsonObject> &reply) {
        m_invitations.remove(id);
        if (!reply) {
            m_toldInvitations.remove(id);  // it is still open
            show(failedAnswerNotice(id, toText(reply.error())));
        } else if (verb == u"invitation_accept" && reply->value(u"type").toString() == u"project") {
            m_state.refreshProjects();
            const QString key = reply->value(u"id").toString();
            show(joinedNotice(key, reply->value(u"name").toString()));
        }
    });
}

void Notifier::tellHidden()
{
    show(hiddenNotice());
}

void Notifier::add(const News &news)
{
    if (m_silenced.contains(news.key) || isLooking())
        return;
    m_news.removeIf([&](const News &held) { return held.kind == news.kind && held.key == news.key && held.kind != Kind::Files; });
    m_news.append(news);
    if (!m_gather.isActive())
        m_gather.start();
}

void Notifier::tellAll()
{
    // A `tide config` of another process may have switched them off since.
    m_state.backend().call(u"config_get"_s, {{u"name"_s, u"notifications"_s}}, this, [this](const Result<QJsonObject> &reply) {
        const QList<News> all = std::exchange(m_news, {});
        const QList<QJsonObject> rows = reply ? rowsOf(*reply) : QList<QJsonObject>();
        if (!rows.isEmpty() && rows.first().value(u"value").toString() == u"0")
            return;
        for (const Kind kind : {Kind::Revoked, Kind::Error, Kind::Guard, Kind::Conflict, Kind::Files}) {
            QList<News> same;
            std::ranges::copy_if(all, std::back_inserter(same), [kind](const News &news) { return news.kind == kind; });
            if (!same.isEmpty())
                show(noticeOf(same));
        }
    });
}

void Notifier::show(const Notification &notification)
{
    if (!isLooking())
        m_out.show(notification);
}

void Notifier::takeAction(const QString &key, const QString &action)
{
    const QString kind = key.section(u' ', 0, 0), what = key.section(u' ', 1);
    const ProjectRow *row = m_state.project(what);
    if (kind == u"invitation" && action != u"default")
        answer(action == u"accept" ? u"invitation_accept"_s : u"invitation_decline"_s, what);
    else if (action == u"clone")
        Q_EMIT cloneAsked(what);
    else if (action == u"retry" && row)
        Q_EMIT syncAsked(row->argument());
    else if (kind == u"conflict")
        Q_EMIT conflictsAsked();
    else if (row)
        Q_EMIT projectAsked(row->key());
    else
        Q_EMIT openAsked();
}

}  // namespace tideline::ui
