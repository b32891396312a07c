#include "ui/notify/desktop_notifications.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QGuiApplication>

namespace tideline::ui {

using namespace Qt::StringLiterals;

namespace {
const QString kService = u"org.freedesktop.Notifications"_s;
const QString kPath = u"/org/freedesktop/Notifications"_s;
constexpr qsizetype kMaxBody = 400;  ///< no service shows more, and texts are anybody's
constexpr int kAsTheDesktopLikes = -1;

QDBusMessage call(const QString &method, const QVariantList &arguments)
{
    QDBusMessage message = QDBusMessage::createMethodCall(kService, kPath, kService, method);
    message.setArguments(arguments);
    return message;
}

/// Qt would send a bidi mark or a line break of a name as it is: a summary is one line.
QString oneLine(QString text)
{
    for (QChar &letter : text) {
        if (letter.category() == QChar::Other_Control || letter.category() == QChar::Other_Format)
            letter = u' ';
    }
    return text.simplified();
}
}  // namespace

DesktopNotifications::DesktopNotifications(const QDBusConnection &bus, QObject *parent) : QObject(parent), m_bus(bus)
{
    if (!m_bus.isConnected())
        return;
    m_bus.connect(kService, kPath, kService, u"ActionInvoked"_s, this, SLOT(takeAction(uint, QString)));
    m_bus.connect(kService, kPath, kService, u"NotificationClosed"_s, this, SLOT(takeClosed(uint, uint)));
    auto *watcher = new QDBusServiceWatcher(kService, m_bus, QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(watcher, &QDBusServiceWatcher::serviceOwnerChanged, this, [this](const QString &, const QString &before, const QString &) {
        if (before.isEmpty())
            return;  // it came: it may have been started by our own question
        m_capabilities.reset();
        m_shown.clear();  // its ids mean nothing to another service
    });
}

void DesktopNotifications::show(const Notification &notification)
{
    Q_ASSERT(!notification.key.isEmpty());
    if (!m_bus.isConnected())
        return;
    if (m_capabilities) {
        send(notification);
        return;
    }
    m_waiting.append(notification);
    askWhatItCan();
}

void DesktopNotifications::askWhatItCan()
{
    if (std::exchange(m_isAsking, true))
        return;
    auto *asked = new QDBusPendingCallWatcher(m_bus.asyncCall(call(u"GetCapabilities"_s, {})), this);
    connect(asked, &QDBusPendingCallWatcher::finished, this, [this, asked] {
        asked->deleteLater();
        m_isAsking = false;
        const QDBusPendingReply<QStringList> reply = *asked;
        const QList<Notification> waiting = std::exchange(m_waiting, {});
        if (reply.isError())
            return;  // no service: the window and the tray say it all
        m_capabilities = reply.value();
        for (const Notification &notification : waiting)
            send(notification);
    });
}

QVariantList DesktopNotifications::argumentsOf(const Notification &notification, uint replaces) const
{
    QString summary = oneLine(notification.summary);
    QString body = notification.body.left(kMaxBody);
    if (!m_capabilities->contains(u"body"_s)) {
        summary = body.isEmpty() ? summary : u"%1: %2"_s.arg(summary, oneLine(body));
        body.clear();
    } else if (m_capabilities->contains(u"body-markup"_s)) {
        body = body.toHtmlEscaped();
    }
    QStringList actions;
    if (m_capabilities->contains(u"actions"_s)) {
        for (const auto &[id, words] : notification.actions)
            actions << id << words;
    }
    const QVariantMap hints{{u"desktop-entry"_s, QGuiApplication::desktopFileName()},
                            {u"urgency"_s, QVariant::fromValue(uchar(notification.urgency))},
                            {u"category"_s, notification.category}};
    return {tr("Tideline"), replaces, QGuiApplication::desktopFileName(), summary, body, actions, hints,
            kAsTheDesktopLikes};
}

void DesktopNotifications::send(const Notification &notification)
{
    Shown &shown = m_shown[notification.key];
    shown.isUnwanted = false;
    if (shown.isSending) {
        shown.next = notification;
        return;
    }
    shown.isSending = true;
    auto *asked = new QDBusPendingCallWatcher(m_bus.asyncCall(call(u"Notify"_s, argumentsOf(notification, shown.id))), this);
    connect(asked, &QDBusPendingCallWatcher::finished, this, [this, asked, key = notification.key] {
        asked->deleteLater();
        const QDBusPendingReply<uint> reply = *asked;
        sent(key, reply.isError() ? 0 : reply.value());
    });
}

void DesktopNotifications::sent(const QString &key, uint id)
{
    const auto shown = m_shown.find(key);
    if (shown == m_shown.end())
        return;  // the service went
    shown->isSending = false;
    shown->id = id;
    if (const auto next = std::exchange(shown->next, {}))
        send(*next);
    else if (shown->isUnwanted || id == 0)
        close(key);
}

void DesktopNotifications::close(const QString &key)
{
    m_waiting.removeIf([&](const Notification &waiting) { return waiting.key == key; });
    const auto shown = m_shown.find(key);
    if (shown == m_shown.end())
        return;
    if (shown->isSending) {
        shown->isUnwanted = true;
        shown->next.reset();
        return;
    }
    if (shown->id != 0)
        m_bus.asyncCall(call(u"CloseNotification"_s, {shown->id}));
    m_shown.erase(shown);
}

QString DesktopNotifications::keyOf(uint id) const
{
    for (auto it = m_shown.begin(); it != m_shown.end(); ++it) {
        if (it->id == id && id != 0)
            return it.key();
    }
    return {};
}

void DesktopNotifications::takeAction(uint id, const QString &action)
{
    // Other programs' notifications are told of here, too.
    if (const QString key = keyOf(id); !key.isEmpty())
        Q_EMIT activated(key, action);
}

void DesktopNotifications::takeClosed(uint id, uint)
{
    if (const QString key = keyOf(id); !key.isEmpty() && !m_shown.value(key).isSending)
        m_shown.remove(key);
}

}  // namespace tideline::ui
