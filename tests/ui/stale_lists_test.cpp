// What the window takes at once though it may be old, and that it asks again when the engine says so.
#include "ui/fixture_backend.h"
#include "ui/inspector/inspector.h"
#include "ui/service_state.h"

#include <QJsonArray>
#include <QListWidget>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace tideline;
using namespace tideline::ui;

namespace {

const QString kId = u"prj_019b0000000070008000000000000001"_s;

QJsonObject logReply(const QString &device)
{
    return {{u"project"_s, u"p"_s}, {u"path"_s, u"one.txt"_s}, {u"after"_s, QString()},
            {u"rows"_s, QJsonArray{QJsonObject{{u"revision"_s, 7}, {u"at_ms"_s, qint64(1'700'000'000'000)}, {u"device"_s, device}}}}};
}

QJsonObject fixture()
{
    const QJsonObject row{{u"project"_s, u"p"_s}, {u"id"_s, kId}, {u"local_id"_s, QString()}, {u"path"_s, QString()}, {u"where"_s, u"cloud"_s}, {u"state"_s, u"online_only"_s}};
    return {{u"verbs"_s, QJsonObject{{u"status"_s, QJsonObject{{u"state"_s, u"synced"_s}, {u"signed_in"_s, true}, {u"projects"_s, QJsonArray()}}},
                                     {u"projects"_s, QJsonObject{{u"rows"_s, QJsonArray{row}}, {u"online"_s, true}}},
                                     {u"log"_s, logReply(u"laptop"_s)}}}};
}

}  // namespace

class StaleListsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_backend = std::make_unique<FixtureBackend>(fixture());
        m_state = std::make_unique<ServiceState>(*m_backend);
        m_backend->start();
        QTRY_COMPARE(m_state->projects().size(), 1);
    }
    void cleanup()
    {
        m_state.reset();
        m_backend.reset();
    }

    void theListOfProjectsMayBeOldAndIsAskedForAgain()
    {
        QCOMPARE(calls(u"projects"_s), 1);
        QVERIFY(lastArgs(u"projects"_s).value(u"stale_ok"_s).toBool());
        tell(u"projects"_s, false);
        QTRY_COMPARE(calls(u"projects"_s), 2);
    }

    void anOldListingIsLookedAtAgain()
    {
        QSignalSpy changed(m_state.get(), &ServiceState::entriesChanged);
        tell(u"ls"_s, true);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0][0].toString(), kId);  // what names a project of the cloud alone to the engine
        QVERIFY(changed[0][2].toBool());
    }

    void newVersionsReplaceThoseThatAreShown()
    {
        Inspector inspector(*m_state);
        FileView::Entry entry;
        entry.path = "one.txt";
        entry.row.name = "one.txt";
        entry.row.kind = NodeKind::File;
        inspector.showEntries(kId, {entry});
        QTRY_COMPARE(versions(inspector), 1);
        QVERIFY(lastArgs(u"log"_s).value(u"stale_ok"_s).toBool());
        tell(u"members"_s, true);
        tell(u"log"_s, true);
        QTRY_COMPARE(calls(u"log"_s), 2);
        QCoreApplication::processEvents();
        QCOMPARE(versions(inspector), 1);
        Q_EMIT m_backend->event({{u"event"_s, u"refreshed"_s}, {u"verb"_s, u"log"_s}, {u"id"_s, u"prj_of_another"_s}});
        QCOMPARE(calls(u"log"_s), 2);
    }

private:
    void tell(const QString &verb, bool ofProject)
    {
        QJsonObject event{{u"event"_s, u"refreshed"_s}, {u"verb"_s, verb}};
        if (ofProject)
            event[u"id"_s] = kId;
        Q_EMIT m_backend->event(event);
    }
    int calls(const QString &verb) const
    {
        const auto all = m_backend->called();
        return int(std::count_if(all.begin(), all.end(), [&](const QJsonObject &call) { return call.value(u"verb"_s).toString() == verb; }));
    }
    QJsonObject lastArgs(const QString &verb) const
    {
        QJsonObject args;
        for (const QJsonObject &call : m_backend->called())
            args = call.value(u"verb"_s).toString() == verb ? call.value(u"args"_s).toObject() : args;
        return args;
    }
    static int versions(const Inspector &inspector)
    {
        const auto *list = inspector.findChild<QListWidget *>(u"versionList"_s);
        return list ? list->count() : 0;
    }

    std::unique_ptr<FixtureBackend> m_backend;
    std::unique_ptr<ServiceState> m_state;
};

QTEST_MAIN(StaleListsTest)
#include "stale_lists_test.moc"
