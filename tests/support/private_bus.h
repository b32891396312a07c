// A D-Bus of a test's own.
#pragma once

#include <QDBusConnection>
#include <QProcess>
#include <QStandardPaths>

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
    const QString &address() const { return m_address; }
    QDBusConnection connect(const QString &name) const { return QDBusConnection::connectToBus(m_address, name); }

private:
    QProcess m_process;
    QString m_address;
};

}  // namespace tideline::test
