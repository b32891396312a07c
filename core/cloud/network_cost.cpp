#include "core/cloud/network_cost.h"

#include "core/base/mutex.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QDBusVariant>
#include <QThread>
#include <QVariantMap>

#include <atomic>

namespace tideline::cloud {

using namespace Qt::StringLiterals;

namespace {

const QString kManager = u"org.freedesktop.NetworkManager"_s;
const QString kPath = u"/org/freedesktop/NetworkManager"_s;
const QString kProperties = u"org.freedesktop.DBus.Properties"_s;
const QString kMetered = u"Metered"_s;

/// NMMetered: yes, and guessed so (a phone's hotspot says it).
bool isYes(const QVariant &metered)
{
    const uint value = metered.toUInt();
    return value == 1 || value == 3;
}

/// Asks NetworkManager. QNetworkInformation of Qt 6.4 says what changes, but not how it is when a program begins.
class Asker final : public QObject {
    Q_OBJECT
public:
    explicit Asker(std::function<void(bool)> tell) : m_tell(std::move(tell)) {}
    /// On its own thread.
    void begin()
    {
        QDBusConnection bus = QDBusConnection::systemBus();
        if (!bus.isConnected())
            return;
        bus.connect(kManager, kPath, kProperties, u"PropertiesChanged"_s, this, SLOT(changed(QString,QVariantMap,QStringList)));
        auto *watcher = new QDBusServiceWatcher(kManager, bus, QDBusServiceWatcher::WatchForOwnerChange, this);
        connect(watcher, &QDBusServiceWatcher::serviceRegistered, this, &Asker::ask);
        connect(watcher, &QDBusServiceWatcher::serviceUnregistered, this, [this] { m_tell(false); });
        ask();
    }

private Q_SLOTS:
    void changed(const QString &interface, const QVariantMap &values, const QStringList &)
    {
        if (interface == kManager && values.contains(kMetered))
            m_tell(isYes(values.value(kMetered)));
    }

private:
    void ask()
    {
        QDBusMessage get = QDBusMessage::createMethodCall(kManager, kPath, kProperties, u"Get"_s);
        get << kManager << kMetered;
        get.setAutoStartService(false);
        auto *asked = new QDBusPendingCallWatcher(QDBusConnection::systemBus().asyncCall(get), this);
        connect(asked, &QDBusPendingCallWatcher::finished, this, [this, asked] {
            const QDBusPendingReply<QDBusVariant> reply = *asked;
            asked->deleteLater();
            if (!reply.isError())
                m_tell(isYes(reply.value().variant()));
        });
    }

    std::function<void(bool)> m_tell;
};

class PlatformCost final : public NetworkCost {
public:
    PlatformCost()
    {
        m_thread.setObjectName(u"network cost"_s);
        auto *asker = new Asker([this](bool isMetered) { take(isMetered); });
        asker->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::started, asker, &Asker::begin);
        QObject::connect(&m_thread, &QThread::finished, asker, &QObject::deleteLater);
        m_thread.start();
    }
    ~PlatformCost() override
    {
        m_thread.quit();
        m_thread.wait();
    }
    bool isMetered() const override { return m_isMetered; }
    void setListener(std::function<void()> listener) override
    {
        const MutexLock lock(m_mutex);
        m_listener = std::move(listener);
    }

private:
    void take(bool isMetered)
    {
        if (m_isMetered.exchange(isMetered) == isMetered)
            return;
        const MutexLock lock(m_mutex);
        if (m_listener)
            m_listener();
    }

    std::atomic<bool> m_isMetered = false;
    Mutex m_mutex;
    std::function<void()> m_listener TIDELINE_GUARDED_BY(m_mutex);
    QThread m_thread;
};

}  // namespace

std::unique_ptr<NetworkCost> openNetworkCost()
{
    return std::make_unique<PlatformCost>();
}

}  // namespace tideline::cloud

#include "network_cost.moc"
