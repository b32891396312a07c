// A notification service of our own, on a bus of our own: what was asked of it, and clicks.
#pragma once

#include <QDBusConnection>
#include <QObject>
#include <QProcess>
#include <QStandardPaths>
#include <QStringList>
#include <QVariantMap>

namespace tideline::test {

using namespace Qt::StringLiterals;

/// `dbus-daemon` with a fresh address, ended with it.
class PrivateBus {
public:
    ~PrivateBus()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(3000))
            m_process.kill();
    }
    static bool isInstalled() { return !QStandardPaths::findExecutable(u"dbus-daemon"_s).isEmpty(); }
    bool start()
    {
        m_process.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address=1"_s});
        if (!m_process.waitForReadyRead(10'000))
            return false;
        m_address = QString::fromUtf8(m_process.readLine()).trimmed();
        return !m_address.isEmpty();
    }
    QDBusConnection connect(const QString &name) const { return QDBusConnection::connectToBus(m_address, name); }

private:
    QProcess m_process;
    QString m_address;
};

/// org.freedesktop.Notifications 1.2.
class NotificationDouble final : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
public:
    struct Shown {
        uint id = 0, replaces = 0;
        QString summary, body;
        QStringList actions;
        QVariantMap hints;
    };
    bool serve(QDBusConnection bus)
    {
        return bus.registerObject(u"/org/freedesktop/Notifications"_s, this,
                                  QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals)
            && bus.registerService(u"org.freedesktop.Notifications"_s);
    }
    QList<Shown> shown;
    QList<uint> closed;
    QStringList capabilities{u"body"_s, u"body-markup"_s, u"actions"_s};

public Q_SLOTS:
    QStringList GetCapabilities() { return capabilities; }
    uint Notify(const QString &, uint replaces, const QString &, const QString &summary, const QString &body, const QStringList &actions,
                const QVariantMap &hints, int)
    {
        const uint id = replaces != 0 ? replaces : ++m_last;
        shown.append({id, replaces, summary, body, actions, hints});
        return id;
    }
    void CloseNotification(uint id) { closed.append(id); }

Q_SIGNALS:
    void ActionInvoked(uint id, const QString &action);
    void NotificationClosed(uint id, uint reason);

private:
    uint m_last = 0;
};

}  // namespace tideline::test
