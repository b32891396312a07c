// What is heard of a NetworkManager: of a double of it, on a bus of the test's own.
#include "core/cloud/network_cost.h"
#include "tests/support/private_bus.h"

#include <QDBusMessage>
#include <QDBusVariant>
#include <QDBusVirtualObject>
#include <QTest>

#include <atomic>

using namespace tideline;
using namespace Qt::StringLiterals;
using tideline::test::PrivateBus;

namespace {

const QString kService = u"org.freedesktop.NetworkManager"_s, kPath = u"/org/freedesktop/NetworkManager"_s;

/// Knows whether its network is metered: NMMetered, 1 = yes, 2 = no, 3 and 4 the same as guesses.
class NetworkManagerDouble final : public QDBusVirtualObject {
public:
    bool serve(QDBusConnection bus) { return bus.registerVirtualObject(kPath, this) && bus.registerService(kService); }
    QString introspect(const QString &) const override
    {
        return u"<interface name=\"org.freedesktop.NetworkManager\"><property name=\"Metered\" type=\"u\" access=\"read\"/></interface>"_s;
    }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &bus) override
    {
        const bool isAsked = message.member() == u"Get" && message.arguments().value(1).toString() == u"Metered";
        return isAsked && bus.send(message.createReply(QVariant::fromValue(QDBusVariant(m_metered))));
    }
    void become(quint32 metered, const QDBusConnection &bus)
    {
        m_metered = metered;
        QDBusMessage changed = QDBusMessage::createSignal(kPath, u"org.freedesktop.DBus.Properties"_s, u"PropertiesChanged"_s);
        changed << kService << QVariantMap{{u"Metered"_s, m_metered}} << QStringList();
        QVERIFY(bus.send(changed));
    }

private:
    quint32 m_metered = 1;
};

}  // namespace

class NetworkCostTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aMeteredNetworkIsHeardOfWithoutAnEventLoopOfOurs()
    {
        PrivateBus bus;
        if (!PrivateBus::isInstalled())
            QSKIP("dbus-daemon is not installed");
        QVERIFY(bus.start());
        qputenv("DBUS_SYSTEM_BUS_ADDRESS", bus.address().toUtf8());
        QDBusConnection connection = bus.connect(u"networkmanager"_s);
        NetworkManagerDouble manager;
        QVERIFY(manager.serve(connection));

        const auto cost = cloud::openNetworkCost();
        std::atomic<int> heard = 0;
        cost->setListener([&] { ++heard; });
        QTRY_VERIFY(cost->isMetered());
        QTRY_COMPARE(heard, 1);
        manager.become(2, connection);
        QTRY_VERIFY(!cost->isMetered());
        QTRY_COMPARE(heard, 2);
        manager.become(3, connection);
        QTRY_VERIFY(cost->isMetered());
        QTRY_COMPARE(heard, 3);
        QVERIFY(connection.unregisterService(kService));  // who says nothing any more holds nothing
        QTRY_VERIFY(!cost->isMetered());
        QTRY_COMPARE(heard, 4);
        QVERIFY(connection.registerService(kService));
        QTRY_VERIFY(cost->isMetered());
        cost->setListener({});
        manager.become(4, connection);
        QTRY_VERIFY(!cost->isMetered());
        QVERIFY(heard <= 5);
    }
};

QTEST_GUILESS_MAIN(NetworkCostTest)
#include "network_cost_test.moc"
