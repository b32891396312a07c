// The desktop's notifications: org.freedesktop.Notifications 1.2 over D-Bus.
#pragma once

#include <QDBusConnection>
#include <QHash>
#include <QObject>
#include <QStringList>

#include <optional>
#include <utility>

namespace tideline::ui {

/// One notification. All texts are plain.
struct Notification {
    enum class Urgency : uchar { Low, Normal, Critical };
    QString key;      ///< of one key one is shown: a newer takes the place of the older
    QString summary;
    QString body;
    Urgency urgency = Urgency::Normal;
    QString category;  ///< of the specification: "transfer.complete", "transfer.error", "network", …
    QList<std::pair<QString, QString>> actions;  ///< id and words; "default" = a click on the notification itself
};

/// Sends without waiting. The service is asked once what it can, and again when another one takes its place. Without a service nothing
/// is shown, and nothing fails.
///
/// Thread: GUI.
class DesktopNotifications final : public QObject {
    Q_OBJECT
public:
    explicit DesktopNotifications(const QDBusConnection &bus = QDBusConnection::sessionBus(), QObject *parent = nullptr);

    void show(const Notification &notification);
    /// Takes it away again; nothing when it is not shown.
    void close(const QString &key);

Q_SIGNALS:
    /// `action`: one of those that the notification had.
    void activated(const QString &key, const QString &action);

private Q_SLOTS:
    void takeAction(uint id, const QString &action);
    void takeClosed(uint id, uint reason);

private:
    struct Shown {
        uint id = 0;                         ///< 0 = not known yet
        bool isSending = false;
        bool isUnwanted = false;             ///< closed before its id was known
        std::optional<Notification> next;    ///< what came while the last one was being sent
    };
    void askWhatItCan();
    void send(const Notification &notification);
    void sent(const QString &key, uint id);
    QVariantList argumentsOf(const Notification &notification, uint replaces) const;
    QString keyOf(uint id) const;

    QDBusConnection m_bus;
    std::optional<QStringList> m_capabilities;
    bool m_isAsking = false;
    QList<Notification> m_waiting;  ///< for the capabilities
    QHash<QString, Shown> m_shown;
};

}  // namespace tideline::ui
