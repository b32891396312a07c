// Lists of the cloud with `stale_ok`: against a real server process and real profiles.
#include "core/cloud/curl_channel.h"
#include "tests/core/sync/service/service_world.h"

#include <QDirIterator>
#include <QMutex>
#include <QTest>

#include <algorithm>

using namespace tideline;
using tideline::sync::OwnerMode;
using tideline::test::Device;
using tideline::test::preparedWorld;
using tideline::test::ServiceWorld;

namespace {

/// "VERB PROJECT" of each event `refreshed`.
class Refreshed {
public:
    explicit Refreshed(Device &device)
    {
        auto subscription = device.handler().listen([this](const QJsonObject &event) {
            const QMutexLocker lock(&m_mutex);
            if (event.value(u"event"_s).toString() == u"refreshed"_s)
                m_told.append(event.value(u"verb"_s).toString() + u' ' + event.value(u"project"_s).toString());
        });
        if (subscription)
            m_subscription = *std::move(subscription);
    }
    bool has(const QString &what) const
    {
        const QMutexLocker lock(&m_mutex);
        return m_told.contains(what);
    }
    void clear()
    {
        const QMutexLocker lock(&m_mutex);
        m_told.clear();
    }
    QStringList told() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_told;
    }

private:
    mutable QMutex m_mutex;
    QStringList m_told;
    std::unique_ptr<control::Subscription> m_subscription;
};

QStringList namesOf(const Result<QJsonObject> &reply)
{
    QStringList names;
    if (!reply)
        return {toText(reply.error())};
    for (const QJsonValue &row : reply->value(u"rows"_s).toArray())
        names.append(row[u"name"_s].toString());
    return names;
}

}  // namespace

/// Device c has no project on its disk: it looks at the cloud alone, as a window does.
class CloudCacheTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_world = preparedWorld();
        if (QTest::currentTestFailed())
            return;
        QVERIFY(m_world->a->ask(u"create"_s, {{u"name"_s, u"q"_s}}));
        m_c = std::make_unique<Device>(m_world->folder.path(), u"c"_s);
        QVERIFY(m_c->reach(OwnerMode::Watch));
        QVERIFY(m_c->ask(u"login"_s, {{u"url"_s, m_world->server->url()}, {u"token"_s, m_world->server->token()}}));
    }
    void cleanup()
    {
        m_c.reset();
        m_world.reset();
    }

    void aPushMakesOldWhatItIsAboutAndNothingElse()
    {
        startPush();
        for (const QString &verb : {u"ls"_s, u"log"_s, u"members"_s, u"snapshot_list"_s}) {
            QVERIFY(look(verb, u"p"_s));
            QVERIFY(look(verb, u"q"_s));
        }
        const auto first = look(u"ls"_s, u"p"_s);
        QVERIFY(!isStale(first));
        Refreshed refreshed(*m_c);
        QVERIFY(a().write(u"three.txt"_s, "3") && a().sync().value(u"equal"_s).toBool());
        QTRY_VERIFY(refreshed.has(u"ls p"_s) && refreshed.has(u"log p"_s));
        for (const QString &verb : {u"members"_s, u"snapshot_list"_s})
            QVERIFY2(!isStale(look(verb, u"p"_s)), qPrintable(verb));
        for (const QString &verb : {u"ls"_s, u"log"_s, u"members"_s, u"snapshot_list"_s})
            QVERIFY2(!isStale(look(verb, u"q"_s)), qPrintable(verb));
        QCOMPARE(refreshed.told().filter(u" q"_s), QStringList());
        QCOMPARE(refreshed.told().filter(u"members"_s), QStringList());

        refreshed.clear();
        const auto old = look(u"ls"_s, u"p"_s);  // at once, and old
        QVERIFY(isStale(old));
        QCOMPARE(namesOf(old), namesOf(first));
        QTRY_VERIFY(refreshed.has(u"ls p"_s));
        const auto now = look(u"ls"_s, u"p"_s);
        QVERIFY(!isStale(now));
        QVERIFY(namesOf(now).contains(u"three.txt"_s));
    }

    void whoBelongsToAProjectComesByPush()
    {
        startPush();
        QVERIFY(look(u"members"_s, u"p"_s) && look(u"ls"_s, u"p"_s) && look(u"invitations"_s, u"p"_s));
        Refreshed refreshed(*m_c);
        addUser(u"bob"_s);
        QVERIFY(a().ask(u"share"_s, {{u"project"_s, u"p"_s}, {u"user"_s, u"bob"_s}, {u"role"_s, u"viewer"_s}}));
        QTRY_VERIFY2(refreshed.has(u"members p"_s), qPrintable(refreshed.told().join(u", "_s)));
        QVERIFY(!refreshed.has(u"ls p"_s));
        QVERIFY(isStale(look(u"members"_s, u"p"_s)));
        QTRY_COMPARE(look(u"members"_s, u"p"_s)->value(u"rows"_s).toArray().size(), 2);
    }

    void aNewProjectComesByPushAndADeletedOneTakesWhatWasKeptAlong()
    {
        startPush();
        QVERIFY(look(u"projects"_s));
        QVERIFY(look(u"ls"_s, u"p"_s));
        QVERIFY(a().ask(u"create"_s, {{u"name"_s, u"r"_s}}));
        QTRY_VERIFY(projectNames().contains(u"r"_s));
        QVERIFY(m_c->ask(u"read"_s, {{u"project"_s, u"p"_s}, {u"path"_s, u"one.txt"_s}}));
        const qsizetype before = files().size();
        QVERIFY(before > 0);
        QVERIFY(!files(u"/content_cache"_s).isEmpty());
        deleteProject(u"p"_s);
        QTRY_VERIFY(!projectNames().contains(u"p"_s));
        QTRY_VERIFY(files().size() < before);
        QTRY_COMPARE(files(u"/content_cache"_s), QStringList());
        QCOMPARE(m_c->kindOf(u"ls"_s, {{u"project"_s, u"p"_s}, {u"stale_ok"_s, true}}), u"not_found"_s);
    }

    void anOwnWriteMakesItsListsOld()
    {
        QVERIFY(look(u"snapshot_list"_s, u"p"_s) && look(u"members"_s, u"p"_s) && look(u"invitations"_s, u"p"_s));
        Refreshed refreshed(*m_c);
        QVERIFY(m_c->ask(u"snapshot_create"_s, {{u"project"_s, u"p"_s}, {u"name"_s, u"v1"_s}, {u"revision"_s, 1}}));
        QVERIFY(refreshed.has(u"snapshot_list p"_s));
        QVERIFY(!isStale(look(u"members"_s, u"p"_s)));
        (void)look(u"snapshot_list"_s, u"p"_s);
        QTRY_COMPARE(namesOf(look(u"snapshot_list"_s, u"p"_s)), QStringList{u"v1"_s});
        QVERIFY(m_c->ask(u"invite"_s, {{u"project"_s, u"p"_s}, {u"role"_s, u"viewer"_s}}));
        QVERIFY(refreshed.has(u"invitations p"_s));
        (void)look(u"invitations"_s, u"p"_s);
        QTRY_COMPARE(look(u"invitations"_s, u"p"_s)->value(u"rows"_s).toArray().size(), 1);
    }

    void anOwnCommitMakesTheHistoryOld()
    {
        const QJsonObject args{{u"project"_s, u"p"_s}, {u"stale_ok"_s, true}};
        const auto count = [&] { return a().ask(u"log"_s, args)->value(u"rows"_s).toArray().size(); };
        QCOMPARE(count(), 1);
        QVERIFY(a().write(u"one.txt"_s, "two") && a().sync().value(u"equal"_s).toBool());
        QVERIFY(isStale(a().ask(u"log"_s, args)));
        QTRY_COMPARE(count(), 2);
    }

    void whoDoesNotSaySoGetsWhatIsTrueNow()
    {
        for (const QString &verb : {u"ls"_s, u"log"_s})
            QVERIFY(look(verb, u"p"_s));
        QVERIFY(a().write(u"three.txt"_s, "3") && a().sync().value(u"equal"_s).toBool());
        const auto now = m_c->ask(u"ls"_s, {{u"project"_s, u"p"_s}});
        QVERIFY(now && !now->contains(u"stale"_s));
        QVERIFY(namesOf(now).contains(u"three.txt"_s));
        QCOMPARE(m_c->ask(u"log"_s, {{u"project"_s, u"p"_s}})->value(u"rows"_s).toArray().size(), 2);
        QVERIFY(namesOf(look(u"ls"_s, u"p"_s)).contains(u"three.txt"_s));  // others get it, too
    }

    void withoutANetworkWhatIsKnownIsGivenAfterARestart()
    {
        const auto members = look(u"members"_s, u"p"_s);
        QVERIFY(look(u"projects"_s) && members);
        m_c->leave();
        m_world->server->stop();
        QVERIFY(m_c->reach());
        const auto again = look(u"members"_s, u"p"_s);
        QVERIFY(isStale(again));
        QCOMPARE(again->value(u"rows"_s), members->value(u"rows"_s));
        QVERIFY(isStale(look(u"projects"_s)));
        QVERIFY(projectNames().contains(u"q"_s));
        QCOMPARE(m_c->kindOf(u"members"_s, {{u"project"_s, u"p"_s}}), u"offline"_s);
        QCOMPARE(m_c->kindOf(u"snapshot_list"_s, {{u"project"_s, u"p"_s}, {u"stale_ok"_s, true}}), u"offline"_s);  // never asked before
    }

    void aSignOutErasesAll()
    {
        addUser(u"bob"_s);
        QVERIFY(a().ask(u"share"_s, {{u"project"_s, u"p"_s}, {u"user"_s, u"bob"_s}, {u"role"_s, u"viewer"_s}}));
        for (const QString &verb : {u"ls"_s, u"log"_s, u"members"_s})
            QVERIFY(look(verb, u"p"_s));
        QVERIFY(files().size() >= 3);
        QVERIFY(m_c->ask(u"logout"_s));
        QCOMPARE(files(), QStringList());
        QVERIFY(!QFile::exists(m_c->location().profile + u"/cloud_projects.json"_s));
        QCOMPARE(m_c->ask(u"projects"_s, {{u"stale_ok"_s, true}, {u"refresh"_s, false}})->value(u"rows"_s).toArray().size(), 0);
        QCOMPARE(m_c->kindOf(u"invitations"_s, {{u"stale_ok"_s, true}}), u"sign_in"_s);
        const auto in = m_c->ask(u"login"_s, {{u"url"_s, m_world->server->url()}, {u"user"_s, u"bob"_s}, {u"password"_s, u"a long enough secret"_s}});
        QVERIFY2(in, in ? "" : qPrintable(toText(in.error())));
        const auto members = look(u"members"_s, u"p"_s);
        QVERIFY(members && !isStale(members));  // asked for anew
    }

    void onlyWhatAsksTheCloudForListsKnowsTheWord()
    {
        QCOMPARE(m_c->kindOf(u"members"_s, {{u"project"_s, u"p"_s}, {u"stale_ok"_s, u"yes"_s}}), u"invalid"_s);
        for (const QString &verb : {u"sync"_s, u"create"_s, u"trash_list"_s, u"status"_s, u"cat"_s})
            QCOMPARE(m_c->kindOf(verb, {{u"stale_ok"_s, true}}), u"invalid"_s);
    }

private:
    Device &a() { return *m_world->a; }
    Result<QJsonObject> look(const QString &verb, const QString &project = {})
    {
        QJsonObject args{{u"stale_ok"_s, true}};
        if (!project.isEmpty())
            args[u"project"_s] = project;
        return m_c->ask(verb, args);
    }
    static bool isStale(const Result<QJsonObject> &reply) { return reply && reply->value(u"stale"_s).toBool(); }
    QStringList projectNames()
    {
        QStringList names;
        const auto reply = look(u"projects"_s);
        for (const QJsonValue &row : (reply ? reply->value(u"rows"_s).toArray() : QJsonArray()))
            names.append(row[u"project"_s].toString());
        return names;
    }
    /// Until the push session is there, and what its welcome made old is known again.
    void startPush()
    {
        QVERIFY(look(u"members"_s, u"p"_s));
        Refreshed refreshed(*m_c);
        QVERIFY(m_c->ask(u"watch_start"_s));
        QTRY_VERIFY(refreshed.has(u"members p"_s));
        QTRY_VERIFY(!isStale(look(u"members"_s, u"p"_s)));
    }
    void addUser(const QString &name)
    {
        const QString folder = m_world->folder.path();
        QFile password(folder + u"/password"_s);
        QVERIFY(password.open(QFile::WriteOnly) && password.write("a long enough secret\n") > 0);
        password.close();
        QProcess add;
        add.start(qEnvironmentVariable("TIDELINE_BIN") + u"/tideline-server"_s,
                  {u"--data"_s, folder + u"/server"_s, u"user"_s, u"add"_s, name, u"--password-file"_s, password.fileName()});
        QVERIFY(add.waitForFinished());
        QCOMPARE(add.exitCode(), 0);
    }
    void deleteProject(const QString &name)
    {
        QString id;
        const auto list = a().ask(u"projects"_s);
        for (const QJsonValue &row : list->value(u"rows"_s).toArray())
            id = row[u"project"_s].toString() == name ? row[u"id"_s].toString() : id;
        const auto server = cloud::ServerAddress::parse(m_world->server->url());
        QVERIFY(server);
        cloud::CurlChannel::Options options;
        options.server = *server;
        options.token = m_world->server->token().toLatin1();
        cloud::CloudRequest request;  // no verb deletes a project
        request.method = "DELETE";
        request.path = "/api/v1/projects/" + id.toLatin1();
        const auto reply = cloud::CurlChannel(options).send(request);
        QVERIFY(reply);
        QCOMPARE(reply->status / 100, 2);
    }
    QStringList files(const QString &folder = u"/cloud_cache"_s) const
    {
        QStringList names;
        QDirIterator all(m_c->location().profile + folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (all.hasNext())
            names.append(all.next());
        return names;
    }

    std::unique_ptr<ServiceWorld> m_world;
    std::unique_ptr<Device> m_c;
};

QTEST_GUILESS_MAIN(CloudCacheTest)
#include "cloud_cache_test.moc"
