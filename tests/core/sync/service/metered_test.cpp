// A metered network holds what syncs by itself: with a double of the network, against a real server process and real profiles.
#include "core/cloud/network_cost.h"
#include "tests/core/sync/service/service_world.h"

#include <QTest>

#include <atomic>
#include <mutex>

using namespace tideline;
using sync::OwnerMode;
using tideline::test::Device;
using tideline::test::preparedWorld;
using tideline::test::ServiceWorld;

namespace {

class CostDouble final : public cloud::NetworkCost {
public:
    bool isMetered() const override { return m_metered; }
    void setListener(std::function<void()> listener) override
    {
        const std::scoped_lock lock(m_mutex);
        m_listener = std::move(listener);
    }
    void become(bool isMetered)
    {
        m_metered = isMetered;
        const std::scoped_lock lock(m_mutex);
        if (m_listener)
            m_listener();
    }

private:
    std::atomic<bool> m_metered = false;
    std::mutex m_mutex;
    std::function<void()> m_listener;
};

}  // namespace

class MeteredTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_world = preparedWorld();
        if (QTest::currentTestFailed())
            return;
        m_cost = std::make_shared<CostDouble>();
        QVERIFY(b().reach(OwnerMode::Watch, m_cost));
        QVERIFY(b().ask(u"watch_start"_s));
        QTRY_COMPARE(state(), u"synced: Up to date"_s);
    }
    void cleanup()
    {
        m_world.reset();
        m_cost.reset();
    }

    void syncingWaitsForAnotherNetwork()
    {
        m_cost->become(true);
        QTRY_COMPARE(state(), kWaits);
        QCOMPARE(row().value(u"text"_s).toString(), u"Waiting: this network is metered"_s);
        QVERIFY(b().write(u"new.txt"_s, "new"));
        QTRY_COMPARE(b().ask(u"queue"_s)->value(u"waiting"_s).toArray().first().toObject().value(u"why"_s).toString(), u"this network is metered"_s);
        // A look at the disk was taken, so that lists show the file; it is in no cloud.
        QTRY_COMPARE(b().ask(u"ls"_s, {{u"project"_s, u"p"_s}, {u"path"_s, QString()}})->value(u"rows"_s).toArray().size(), 3);
        QVERIFY(!m_world->a->sync().value(u"error"_s).isObject() && !m_world->a->exists(u"new.txt"_s));
        QCOMPARE(state(), kWaits);

        m_cost->become(false);
        QTRY_COMPARE(state(), u"synced: Up to date"_s);
        QVERIFY(m_world->a->sync().value(u"equal"_s).toBool());
        QCOMPARE(m_world->a->read(u"new.txt"_s), QByteArray("new"));
    }

    void whatIsAskedForByHandIsNotHeld()
    {
        m_cost->become(true);
        QTRY_COMPARE(state(), kWaits);
        QVERIFY(b().write(u"new.txt"_s, "new"));
        QVERIFY(b().sync().value(u"equal"_s).toBool());
        QCOMPARE(state(), kWaits);
        QVERIFY(m_world->a->sync().value(u"equal"_s).toBool());
        QVERIFY(m_world->a->exists(u"new.txt"_s));
    }

    void resumingSyncsAnywayUntilTheNetworkIsAnotherOne()
    {
        m_cost->become(true);
        QTRY_COMPARE(state(), kWaits);
        const auto resumed = b().ask(u"resume"_s);
        QVERIFY(resumed && !resumed->value(u"metered"_s).toBool());
        QTRY_COMPARE(state(), u"synced: Up to date"_s);
        m_cost->become(false);
        QCOMPARE(state(), u"synced: Up to date"_s);
        m_cost->become(true);
        QTRY_COMPARE(state(), kWaits);
    }

    void aPauseEndsByItselfAloneAndTheNetworkHoldsOn()
    {
        m_cost->become(true);
        QVERIFY(b().ask(u"pause"_s));
        QCOMPARE(state(), u"paused: Paused"_s);
        QVERIFY(b().ask(u"resume"_s));
        QCOMPARE(state(), kWaits);
        QVERIFY(b().ask(u"resume"_s));
        QTRY_COMPARE(state(), u"synced: Up to date"_s);
    }

    void theSettingSyncsAsUsual()
    {
        m_cost->become(true);
        QTRY_COMPARE(state(), kWaits);
        QVERIFY(b().ask(u"config_set"_s, {{u"name"_s, u"metered_network"_s}, {u"value"_s, u"sync"_s}}));
        QTRY_COMPARE(state(), u"synced: Up to date"_s);
        QVERIFY(b().ask(u"config_set"_s, {{u"name"_s, u"metered_network"_s}, {u"value"_s, QString()}}));
        QCOMPARE(state(), kWaits);
    }

private:
    const QString kWaits = u"waiting: Waiting: this network is metered"_s;
    Device &b() { return *m_world->b; }
    QJsonObject row() { return b().ask(u"status"_s)->value(u"projects"_s).toArray().first().toObject(); }
    /// Of everything.
    QString state()
    {
        const auto status = b().ask(u"status"_s);
        return status->value(u"state"_s).toString() + u": "_s + status->value(u"text"_s).toString();
    }

    std::unique_ptr<ServiceWorld> m_world;
    std::shared_ptr<CostDouble> m_cost;
};

QTEST_GUILESS_MAIN(MeteredTest)
#include "metered_test.moc"
