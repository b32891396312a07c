// Signing in and out, and a sign-in that cannot be read, through the verbs: against a real server process.
#include "tests/core/sync/service/service_world.h"

#include <QTest>

using namespace tideline;
using tideline::sync::OwnerMode;
using tideline::test::Device;
using tideline::test::preparedWorld;
using tideline::test::ServiceWorld;

class AccountVerbsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_world = preparedWorld(); }
    void cleanup() { m_world.reset(); }

    void theWrongCredentialsAskToSignIn()
    {
        Device other(m_world->folder.path(), u"other"_s);
        QVERIFY(other.reach());
        const QString url = m_world->server->url();
        QCOMPARE(other.kindOf(u"whoami"_s), u"sign_in"_s);
        QCOMPARE(other.kindOf(u"login"_s, {{u"url"_s, url}, {u"token"_s, u"tdl_pat_0_0"_s}}), u"sign_in"_s);
        QCOMPARE(other.kindOf(u"login"_s, {{u"url"_s, url}, {u"user"_s, u"nobody"_s}, {u"password"_s, u"x"_s}}), u"sign_in"_s);
        QCOMPARE(other.kindOf(u"login"_s, {{u"url"_s, u"ftp://x"_s}, {u"token"_s, u"x"_s}}), u"invalid"_s);
        QCOMPARE(other.kindOf(u"login"_s, {{u"url"_s, u"http://127.0.0.1:9"_s}, {u"token"_s, u"x"_s}}), u"offline"_s);
        QCOMPARE(other.kindOf(u"sync"_s), u"sign_in"_s);
        QCOMPARE(other.kindOf(u"create"_s, {{u"name"_s, u"q"_s}}), u"sign_in"_s);
    }

    void aServerIsCheckedBeforeAnybodySignsInThere()
    {
        Device stranger(m_world->folder.path(), u"stranger"_s);
        QVERIFY(stranger.reach());
        const QString url = m_world->server->url();
        const auto reply = stranger.ask(u"check_server"_s, {{u"url"_s, url + u'/'}});
        QVERIFY(reply);
        QCOMPARE((*reply)[u"url"_s].toString(), url);
        QCOMPARE((*reply)[u"tls"_s].toString(), u"none"_s);
        QCOMPARE((*reply)[u"version"_s].toString(), QStringLiteral(TIDELINE_VERSION));
        QVERIFY((*reply)[u"ways"_s].toArray().contains(u"browser"_s));
        QCOMPARE(stranger.kindOf(u"check_server"_s, {{u"url"_s, u"http://127.0.0.1:9"_s}}), u"offline"_s);
        QCOMPARE(stranger.kindOf(u"check_server"_s, {{u"url"_s, u"http://cloud.example"_s}}), u"invalid"_s);
        QCOMPARE(stranger.kindOf(u"whoami"_s), u"sign_in"_s);  // nothing came of it
    }

    void aSignOutIsForgotten()
    {
        QVERIFY(m_world->b->ask(u"logout"_s));
        QCOMPARE(m_world->b->kindOf(u"whoami"_s), u"sign_in"_s);
        QCOMPARE(m_world->b->kindOf(u"sync"_s), u"sign_in"_s);
        m_world->b->leave();
        QVERIFY(m_world->b->reach());
        QCOMPARE(m_world->b->kindOf(u"whoami"_s), u"sign_in"_s);
        QVERIFY(!QFile::exists(m_world->b->location().profile + u"/token"_s));
        QCOMPARE(m_world->b->read(u"one.txt"_s), QByteArray("one"));
    }

    void aSignInThatCouldNotBeReadIsReadAgain()
    {
        Device &b = *m_world->b;
        QFile token(b.location().profile + u"/token"_s);
        b.leave();
        QVERIFY(token.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));  // not read, as one in a locked key ring is not
        QVERIFY(b.reach(OwnerMode::Desktop));
        QVERIFY(b.ask(u"watch_start"_s));
        QCOMPARE(b.kindOf(u"sync"_s), u"sign_in"_s);
        QVERIFY(m_world->a->write(u"later.txt"_s, "x"));
        m_world->a->sync();
        QVERIFY(token.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
        QTRY_COMPARE_WITH_TIMEOUT(b.read(u"later.txt"_s), QByteArray("x"), 20'000);
        QVERIFY(b.ask(u"whoami"_s));
    }

private:
    std::unique_ptr<ServiceWorld> m_world;
};

QTEST_GUILESS_MAIN(AccountVerbsTest)
#include "account_verbs_test.moc"
