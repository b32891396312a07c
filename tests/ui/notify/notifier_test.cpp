// What is told by notifications, as the service of a desktop hears it.
#include "notification_double.h"
#include "ui/fixture_backend.h"
#include "ui/notify/notifier.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

using namespace tideline;
using namespace tideline::ui;
using tideline::test::NotificationDouble;
using tideline::test::PrivateBus;

namespace {
QJsonObject project(const QString &name, const QJsonObject &extra = {})
{
    QJsonObject row{{u"project"_s, name}, {u"id"_s, u"prj_"_s + name}, {u"local_id"_s, u"here_"_s + name}, {u"path"_s, u"/home/ada/"_s + name},
                    {u"where"_s, u"both"_s}, {u"state"_s, u"synced"_s}, {u"text"_s, u"Up to date"_s}, {u"role"_s, u"owner"_s},
                    {u"revision"_s, 7}, {u"last_synced_at_ms"_s, 1000}};
    for (auto it = extra.begin(); it != extra.end(); ++it)
        row[it.key()] = it.value();
    return row;
}

QJsonObject commit(int revision, const QString &who, const QString &path)
{
    return {{u"revision"_s, revision}, {u"by"_s, QJsonObject{{u"name"_s, who}}}, {u"paths"_s, QJsonArray{path}}};
}

QJsonObject rows(const QJsonArray &list)
{
    return {{u"rows"_s, list}};
}
}  // namespace

class NotifierTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (!PrivateBus::isInstalled())
            QSKIP("dbus-daemon is not installed");
    }

    void init()
    {
        m_bus = std::make_unique<PrivateBus>();
        QVERIFY(m_bus->start());
        m_service = std::make_unique<NotificationDouble>();
        m_fixture = {{u"verbs"_s, QJsonObject{{u"status"_s, QJsonObject{{u"state"_s, u"synced"_s}, {u"projects"_s, QJsonArray{project(u"climate"_s), project(u"vision"_s)}}}},
                                              {u"projects"_s, rows({project(u"climate"_s), project(u"vision"_s)})},
                                              {u"activity"_s, rows({})},
                                              {u"whoami"_s, QJsonObject{{u"user"_s, QJsonObject{{u"name"_s, u"ada"_s}}}}},
                                              {u"invitations"_s, rows({})},
                                              {u"log"_s, rows({commit(9, u"bo"_s, u"roc.png"_s), commit(7, u"cy"_s, u"old.txt"_s)})},
                                              {u"config_get"_s, rows({QJsonObject{{u"value"_s, u"1"_s}}})}}}};
    }

    void cleanup()
    {
        m_notifier.reset();
        m_out.reset();
        m_state.reset();
        m_backend.reset();
        m_service.reset();
        QDBusConnection::disconnectFromBus(u"us"_s);
        QDBusConnection::disconnectFromBus(u"desktop"_s);
        m_bus.reset();
    }

    void aConflictIsToldAndGoesWhenItIsSettled()
    {
        QVERIFY(begin());
        tell(project(u"climate"_s, {{u"conflicts"_s, 1}, {u"state"_s, u"conflict"_s}}));
        QTRY_COMPARE(shown().size(), 1);
        QCOMPARE(shown()[0].summary, u"A conflict in “climate”"_s);
        QCOMPARE(shown()[0].actions, QStringList({u"default"_s, u"Open"_s, u"conflicts"_s, u"Resolve…"_s}));
        QCOMPARE(shown()[0].hints.value(u"category"_s).toString(), u"transfer"_s);
        tell(project(u"climate"_s, {{u"conflicts"_s, 3}, {u"state"_s, u"conflict"_s}}));
        QTRY_COMPARE(shown().size(), 2);
        QCOMPARE(shown()[1].replaces, shown()[0].id);
        QVERIFY(shown()[1].body.startsWith(u"3 files "_s));
        tell(project(u"climate"_s));
        QTRY_COMPARE(m_service->closed, QList<uint>{shown()[0].id});
    }

    void whatWasTheMatterBeforeIsNoNews()
    {
        setVerb(u"status"_s, {{u"projects"_s, QJsonArray{project(u"climate"_s, {{u"conflicts"_s, 2}})}}});
        setVerb(u"projects"_s, rows({project(u"climate"_s, {{u"conflicts"_s, 2}})}));
        QVERIFY(begin());
        tell(project(u"climate"_s, {{u"conflicts"_s, 2}, {u"state"_s, u"conflict"_s}}));
        tellLast(1, u"climate"_s);
    }

    void aBurstIsToldAsOne()
    {
        QVERIFY(begin());
        const QJsonObject guard{{u"state"_s, u"waiting"_s}, {u"guard_reason"_s, u"700 files would go"_s}};
        tell(project(u"climate"_s, guard));
        tell(project(u"vision"_s, guard));
        QTRY_COMPARE(shown().size(), 1);
        QCOMPARE(shown()[0].summary, u"2 projects wait for your yes"_s);
        QVERIFY(shown()[0].body.contains(u"climate: 700 files would go"_s));
        QCOMPARE(shown()[0].hints.value(u"urgency"_s).toInt(), 2);
    }

    void aSyncThatLooksAgainDoesNotAskAgain()
    {
        QVERIFY(begin());
        const QJsonObject guard{{u"state"_s, u"waiting"_s}, {u"guard_reason"_s, u"700 files would go"_s}};
        tell(project(u"climate"_s, guard));
        QTRY_COMPARE(shown().size(), 1);
        tell(project(u"climate"_s, {{u"state"_s, u"syncing"_s}}));
        tell(project(u"climate"_s, guard));
        tellLast(2);
        QVERIFY(m_service->closed.isEmpty());
    }

    void markupIsEscapedWhereItIsRead_data()
    {
        QTest::addColumn<QStringList>("capabilities");
        QTest::addColumn<QString>("summary");
        QTest::addColumn<QString>("body");
        const QString plain = u"The disk said <b>no</b> & stopped"_s, title = u"“climate” cannot be synced"_s;
        QTest::newRow("markup") << QStringList{u"body"_s, u"body-markup"_s} << title << plain.toHtmlEscaped();
        QTest::newRow("plain") << QStringList{u"body"_s} << title << plain;
        QTest::newRow("no body") << QStringList{} << u"%1: %2"_s.arg(title, plain) << QString();
    }
    void markupIsEscapedWhereItIsRead()
    {
        QFETCH(QStringList, capabilities);
        QFETCH(QString, summary);
        QFETCH(QString, body);
        m_service->capabilities = capabilities;
        QVERIFY(begin());
        tell(project(u"climate"_s, {{u"state"_s, u"error"_s}, {u"text"_s, u"The disk said <b>no</b> & stopped"_s}}));
        QTRY_COMPARE(shown().size(), 1);
        QCOMPARE(shown()[0].summary, summary);
        QCOMPARE(shown()[0].body, body);
        QVERIFY(shown()[0].actions.isEmpty());
    }

    void nothingIsToldToWhoLooksOrDoesNotWantIt_data()
    {
        QTest::addColumn<QString>("why");
        for (const char *why : {"looks", "silenced", "switched off"})
            QTest::newRow(why) << QString::fromLatin1(why);
    }
    void nothingIsToldToWhoLooksOrDoesNotWantIt()
    {
        QFETCH(QString, why);
        if (why == u"switched off"_s)
            setVerb(u"config_get"_s, rows({QJsonObject{{u"value"_s, u"0"_s}}}));
        QVERIFY(begin());
        bool looks = why == u"looks"_s;
        m_notifier->setLooking([&looks] { return looks; });
        m_notifier->setSilenced(u"prj_climate"_s, why == u"silenced"_s);
        tell(project(u"climate"_s, {{u"conflicts"_s, 1}}));
        QTest::qWait(60);  // longer than news are gathered
        looks = false;
        setVerb(u"config_get"_s, rows({QJsonObject{{u"value"_s, u"1"_s}}}));
        tellLast();
    }

    void filesOfOthersAreToldWithTheirNames()
    {
        QVERIFY(begin());
        activity(1);
        QTRY_COMPARE(shown().size(), 1);
        QCOMPARE(shown()[0].summary, u"climate"_s);
        QCOMPARE(shown()[0].body, u"bo changed roc.png"_s);
        QCOMPARE(shown()[0].hints.value(u"category"_s).toString(), u"transfer.complete"_s);
        setVerb(u"log"_s, rows({commit(10, u"cy"_s, u"x"_s), commit(9, u"bo"_s, u"roc.png"_s)}));
        activity(12);
        QTRY_COMPARE(shown().size(), 2);
        QCOMPARE(shown()[1].body, u"12 files from cy and bo"_s);
        QCOMPARE(shown()[1].replaces, shown()[0].id);
    }

    void aFirstSyncAndOnesOwnFilesAreNotTold()
    {
        setVerb(u"projects"_s, rows({project(u"climate"_s, {{u"last_synced_at_ms"_s, 0}}), project(u"vision"_s)}));
        setVerb(u"status"_s, {{u"projects"_s, QJsonArray{project(u"climate"_s, {{u"last_synced_at_ms"_s, 0}}), project(u"vision"_s)}}});
        QVERIFY(begin());
        activity(10'000);
        setVerb(u"log"_s, rows({commit(9, u"ada"_s, u"mine.txt"_s)}));
        activity(1, u"vision"_s);
        tellLast();
    }

    void aLostAccessSaysThatTheFilesStay()
    {
        QVERIFY(begin());
        tell(project(u"climate"_s, {{u"role"_s, u""_s}, {u"state"_s, u"error"_s}, {u"text"_s, u"The cloud does not have this"_s},
                                    {u"error"_s, QJsonObject{{u"kind"_s, u"not_found"_s}, {u"what"_s, u"The cloud does not have this."_s}}}}));
        QTRY_COMPARE(shown().size(), 1);
        QCOMPARE(shown()[0].summary, u"You have no access to “climate” any more"_s);
        QVERIFY(shown()[0].body.contains(u"/home/ada/climate"_s));
    }

    void anInvitationIsAnsweredByAClick()
    {
        setVerb(u"invitation_accept"_s, {{u"type"_s, u"project"_s}, {u"id"_s, u"prj_new"_s}, {u"name"_s, u"ocean"_s}, {u"role"_s, u"editor"_s}});
        QVERIFY(begin());
        setVerb(u"invitations"_s, rows({QJsonObject{{u"id"_s, u"inv_1"_s}, {u"to"_s, QJsonObject{{u"name"_s, u"ocean"_s}}}, {u"role"_s, u"editor"_s},
                                                    {u"invited_by"_s, u"bo"_s}}}));
        m_backend->say({{u"event"_s, u"refreshed"_s}, {u"verb"_s, u"invitations"_s}});
        QTRY_COMPARE(shown().size(), 1);
        QCOMPARE(shown()[0].body, u"bo invites you as editor."_s);
        QCOMPARE(m_notifier->toldInvitations(), QStringList{u"inv_1"_s});
        m_backend->say({{u"event"_s, u"refreshed"_s}, {u"verb"_s, u"invitations"_s}});
        Q_EMIT m_service->ActionInvoked(shown()[0].id, u"accept"_s);
        QTRY_COMPARE(shown().size(), 2);
        QCOMPARE(shown()[1].summary, u"You are a member of “ocean” now"_s);
        QSignalSpy clones(m_notifier.get(), &Notifier::cloneAsked);
        Q_EMIT m_service->ActionInvoked(shown()[1].id, u"clone"_s);
        QTRY_COMPARE(clones.value(0).value(0).toString(), u"prj_new"_s);
    }

    void aClickLeadsThere()
    {
        QVERIFY(begin());
        QSignalSpy conflicts(m_notifier.get(), &Notifier::conflictsAsked), projects(m_notifier.get(), &Notifier::projectAsked),
            syncs(m_notifier.get(), &Notifier::syncAsked);
        tell(project(u"climate"_s, {{u"conflicts"_s, 1}}));
        QTRY_COMPARE(shown().size(), 1);
        Q_EMIT m_service->ActionInvoked(shown()[0].id + 100, u"default"_s);  // another program's
        Q_EMIT m_service->ActionInvoked(shown()[0].id, u"conflicts"_s);
        QTRY_COMPARE(conflicts.size(), 1);
        tell(project(u"vision"_s, {{u"state"_s, u"error"_s}, {u"text"_s, u"The disk is full"_s}}));
        QTRY_COMPARE(shown().size(), 2);
        Q_EMIT m_service->ActionInvoked(shown()[1].id, u"retry"_s);
        Q_EMIT m_service->ActionInvoked(shown()[1].id, u"default"_s);
        QTRY_COMPARE(projects.value(0).value(0).toString(), u"prj_vision"_s);
        QCOMPARE(syncs.value(0).value(0).toString(), u"here_vision"_s);
    }

    void withoutAServiceNothingFails()
    {
        QVERIFY(begin(false));
        tell(project(u"climate"_s, {{u"conflicts"_s, 1}}));
        QTRY_VERIFY(std::ranges::any_of(m_backend->called(), [](const QJsonObject &call) { return call[u"verb"_s] == u"config_get"_s; }));
        QVERIFY(m_service->serve(m_bus->connect(u"desktop"_s)));
        tell(project(u"vision"_s, {{u"conflicts"_s, 1}}));
        QTRY_VERIFY(!shown().isEmpty());  // it came later
    }

private:
    bool begin(bool withService = true)
    {
        if (withService && !m_service->serve(m_bus->connect(u"desktop"_s)))
            return false;
        m_backend = std::make_unique<FixtureBackend>(m_fixture);
        m_state = std::make_unique<ServiceState>(*m_backend);
        m_out = std::make_unique<DesktopNotifications>(m_bus->connect(u"us"_s));
        m_notifier = std::make_unique<Notifier>(*m_state, *m_out);
        m_notifier->setGatherMs(20);
        // `status` brings the projects, then `projects` brings them again.
        QSignalSpy known(m_state.get(), &ServiceState::activityChanged), again(m_state.get(), &ServiceState::projectChanged);
        m_backend->start();
        return QTest::qWaitFor([&] { return !m_state->projects().isEmpty() && !known.isEmpty() && !again.isEmpty() && !m_state->overall().userName.isEmpty(); });
    }
    void tell(const QJsonObject &row) { m_backend->say({{u"event"_s, u"project_state"_s}, {u"project"_s, row}}); }
    void activity(int files, const QString &name = u"climate"_s)
    {
        m_backend->say({{u"event"_s, u"activity"_s}, {u"at_ms"_s, ++m_now}, {u"project"_s, name}, {u"local_id"_s, u"here_"_s + name},
                        {u"downloaded"_s, files}});
    }
    /// Something that is surely told, after all that is not to be: as notification number `count`.
    void tellLast(int count = 1, const QString &name = u"vision"_s)
    {
        tell(project(name, {{u"state"_s, u"error"_s}, {u"text"_s, u"last"_s}}));
        QTRY_VERIFY(!shown().isEmpty() && shown().last().body == u"last"_s);
        QCOMPARE(shown().size(), count);
    }
    void setVerb(const QString &verb, const QJsonObject &reply)
    {
        QJsonObject verbs = m_fixture[u"verbs"_s].toObject();
        verbs[verb] = reply;
        m_fixture[u"verbs"_s] = verbs;
        if (m_backend)
            m_backend->setFixture(m_fixture);
    }
    const QList<NotificationDouble::Shown> &shown() const { return m_service->shown; }

    QJsonObject m_fixture;
    qint64 m_now = 1'000'000;
    std::unique_ptr<PrivateBus> m_bus;
    std::unique_ptr<NotificationDouble> m_service;
    std::unique_ptr<FixtureBackend> m_backend;
    std::unique_ptr<ServiceState> m_state;
    std::unique_ptr<DesktopNotifications> m_out;
    std::unique_ptr<Notifier> m_notifier;
};

QTEST_MAIN(NotifierTest)
#include "notifier_test.moc"
