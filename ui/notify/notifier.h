// Decides what is news, and tells it by notifications.
#pragma once

#include "ui/notify/notice.h"
#include "ui/service_state.h"

#include <QHash>
#include <QSet>
#include <QTimer>

#include <functional>

namespace tideline::ui {

/// Thread:    GUI.
/// Ownership: borrows both, which outlive it.
/// Invariant: what was so when a project was first seen is no news; nothing is told while somebody looks, but it is remembered as told.
class Notifier final : public QObject {
    Q_OBJECT
public:
    Notifier(ServiceState &state, DesktopNotifications &out, QObject *parent = nullptr);

    /// Whether somebody looks at the window now: then nothing is told.
    void setLooking(std::function<bool()> looking) { m_isLooking = std::move(looking); }
    /// Projects of which nothing is told, by ProjectRow::key().
    void setSilenced(const QStringList &keys) { m_silenced = {keys.begin(), keys.end()}; }
    void setSilenced(const QString &key, bool silenced);
    bool isSilenced(const QString &key) const { return m_silenced.contains(key); }
    QStringList silenced() const { return m_silenced.values(); }
    /// Invitations that were told of, in an earlier run, too.
    void setToldInvitations(const QStringList &ids) { m_toldInvitations = {ids.begin(), ids.end()}; }
    QStringList toldInvitations() const { return m_toldInvitations.values(); }
    /// The window was closed for the first time, and lives on behind its icon.
    void tellHidden();
    /// How long news are gathered, so that a burst is told as one. For tests.
    void setGatherMs(int ms) { m_gather.setInterval(ms); }

Q_SIGNALS:
    void openAsked();
    void conflictsAsked();
    /// As ProjectRow::key(); leads to its folder, where the window says what is the matter.
    void projectAsked(const QString &key);
    void syncAsked(const QString &argument);
    void cloneAsked(const QString &key);

private:
    /// What was last seen of a project.
    struct Seen {
        int conflicts = 0;
        QString guard, error;
        bool hadRole = false;
        bool isFirstSync = false;
        qint64 revision = 0;
    };
    using Kind = News::Kind;
    bool isLooking() const { return m_isLooking && m_isLooking(); }
    void lookAtAll();
    void lookAt(const ProjectRow &row);
    void settle(const Seen &before, const Seen &now, const QString &key);
    void takeActivity();
    void takeFiles(const QJsonObject &activity);
    void askWhose(const ProjectRow &row, qint64 since, qint64 files);
    void askInvitations();
    void takeInvitation(const QJsonObject &row);
    void answer(const QString &verb, const QString &id);
    void add(const News &news);
    void tellAll();
    void show(const Notification &notification);
    void takeAction(const QString &key, const QString &action);

    ServiceState &m_state;
    DesktopNotifications &m_out;
    std::function<bool()> m_isLooking;
    QSet<QString> m_silenced, m_toldInvitations;
    QHash<QString, Seen> m_seen;
    QSet<QString> m_invitations;  ///< those that are shown, by id
    qint64 m_activityMs = -1;                   ///< of the newest row that was looked at; -1: none was
    QList<News> m_news;
    QTimer m_gather;
};

}  // namespace tideline::ui
