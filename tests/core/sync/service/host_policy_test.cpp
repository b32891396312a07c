// An administrator's file wins over the user, says what is wrong in it, and stops nobody who may use the cloud.
#include "core/sync/service/host_policy.h"
#include "tests/core/sync/service/service_world.h"
#include "tests/support/other_user.h"

#include <QDir>
#include <QJsonDocument>
#include <QTest>

using namespace tideline;
using sync::HostPolicy;
using tideline::test::Device;
using tideline::test::firstRow;
using tideline::test::preparedWorld;
using tideline::test::ServiceWorld;

namespace {
/// With quotation marks for apostrophes: moc stumbles over raw strings that hold braces.
QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}

HostPolicy policyOf(const QByteArray &bytes)
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"policy.json"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("no file");
    file.close();
    return HostPolicy::read(file.fileName());
}
}  // namespace

class HostPolicyTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cleanup()
    {
        qunsetenv("TIDELINE_POLICY");
        store::setManagedSettings({});
    }

    void withoutAFileThereIsNoPolicy()
    {
        const HostPolicy none = HostPolicy::read(u"/no/such/policy.json"_s);
        QVERIFY(!none.isThere());
        QVERIFY(none.trouble().isEmpty());
        QVERIFY(none.checkServer("https://anywhere.example"));
    }

    void aPolicyThatCannotBeLookedAtIsNoneToDoAsOneLikes()
    {
        QTemporaryDir folder;
        const QString dangling = folder.filePath(u"policy.json"_s);
        QVERIFY(QFile::link(folder.filePath(u"nowhere"_s), dangling));
        QVERIFY(HostPolicy::read(dangling).trouble().contains(u"cannot be read"_s));
        QVERIFY(!HostPolicy::read(folder.filePath(u"nothing"_s)).isThere());
        const QString hidden = folder.filePath(u"hidden"_s);
        QVERIFY(QDir().mkdir(hidden));
        QFile file(hidden + u"/policy.json"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(QFile::setPermissions(hidden, QFile::Permissions()));
        QVERIFY(QFile::setPermissions(folder.path(), QFile::Permissions(0x7755)));
        QVERIFY(test::asOtherUser([&hidden] { return HostPolicy::read(hidden + u"/policy.json"_s).trouble().contains(u"cannot be read"_s); }));
    }

    void itsSettingsAndServersAreTaken()
    {
        const HostPolicy policy = policyOf(json("{'version': 1, 'settings': {'upload_limit_bytes_s': 2000, 'proxy': 'none', 'limit_hours': ''}, 'servers': ['cloud.example.org']}"));
        QVERIFY2(policy.mistakes.isEmpty(), qPrintable(policy.trouble()));
        QCOMPARE(policy.settings.values, (QHash<QString, QString>{{u"upload_limit_bytes_s"_s, u"2000"_s}, {u"proxy"_s, u"none"_s}, {u"limit_hours"_s, QString()}}));
        QVERIFY(policy.checkServer("https://cloud.example.org"));
        const auto other = policy.checkServer("https://elsewhere.example");
        QVERIFY(!other && other.error().kind == Error::Kind::Denied);
        QVERIFY2(other.error().what.contains(u"https://cloud.example.org"_s), qPrintable(other.error().what));
    }

    void whatIsWrongIsSaidAndWhatIsRightHolds_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("says");
        QTest::addColumn<int>("settings");
        QTest::newRow("cut off") << json("{'version': 1, 'settings': {") << u"not JSON"_s << 0;
        QTest::newRow("no version") << json("{'settings': {'trash_days': 9}}") << u"version"_s << 0;
        QTest::newRow("a newer version") << json("{'version': 2, 'settings': {'trash_days': 9}}") << u"version"_s << 0;
        QTest::newRow("an unknown setting") << json("{'version': 1, 'settings': {'trash_days': 9, 'wings': 2}}") << u"wings"_s << 1;
        QTest::newRow("a bad value") << json("{'version': 1, 'settings': {'trash_days': 9, 'guard_percent': 101}}") << u"guard_percent"_s << 1;
        QTest::newRow("a bad proxy") << json("{'version': 1, 'settings': {'trash_days': 9, 'proxy_url': 'ftp://x'}}") << u"proxy_url"_s << 1;
        QTest::newRow("a file that is not there") << json("{'version': 1, 'settings': {'trash_days': 9, 'ca_file': '/no/such.pem'}}") << u"ca_file"_s << 1;
        QTest::newRow("a password") << json("{'version': 1, 'settings': {'trash_days': 9, 'proxy_password': 'pw'}}") << u"proxy_password"_s << 1;
        QTest::newRow("a pause") << json("{'version': 1, 'settings': {'trash_days': 9, 'paused': 1}}") << u"paused"_s << 1;
        QTest::newRow("an unknown part") << json("{'version': 1, 'settings': {'trash_days': 9}, 'colours': {}}") << u"colours"_s << 1;
        QTest::newRow("settings in a list") << json("{'version': 1, 'settings': ['trash_days']}") << u"settings"_s << 0;
        QTest::newRow("no address") << json("{'version': 1, 'settings': {'trash_days': 9}, 'servers': ['https://cloud.example.org', 'ftp://x']}") << u"ftp://x"_s << 1;
    }
    void whatIsWrongIsSaidAndWhatIsRightHolds()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, says);
        QFETCH(int, settings);
        const HostPolicy policy = policyOf(bytes);
        QVERIFY2(policy.trouble().contains(says), qPrintable(policy.trouble()));
        QCOMPARE(policy.settings.values.size(), settings);
        QVERIFY(policy.checkServer("https://anywhere.example"));  // a mistake shuts nobody out
    }

    void itWinsOverTheUserWhoIsToldSo()
    {
        const auto world = preparedWorld();
        Device &a = *world->a;
        QVERIFY(a.ask(u"config_set"_s, {{u"name"_s, u"trash_days"_s}, {u"value"_s, u"7"_s}}));
        QCOMPARE(firstRow(a.ask(u"config_get"_s, {{u"name"_s, u"trash_days"_s}})).value(u"source"_s).toString(), u"user"_s);
        begin(a, *world, json("{'version': 1, 'settings': {'trash_days': 60}}"));
        const QJsonObject row = firstRow(a.ask(u"config_get"_s, {{u"name"_s, u"trash_days"_s}}));
        QCOMPARE(row.value(u"value"_s).toString(), u"60"_s);
        QCOMPARE(row.value(u"source"_s).toString(), u"policy"_s);
        QCOMPARE(row.value(u"policy"_s).toString(), file(*world));
        QCOMPARE(firstRow(a.ask(u"config_get"_s, {{u"name"_s, u"guard_files"_s}})).value(u"source"_s).toString(), u"default"_s);
        const auto refused = a.ask(u"config_set"_s, {{u"name"_s, u"trash_days"_s}, {u"value"_s, QString()}});
        QVERIFY(!refused && refused.error().kind == Error::Kind::Denied);
        QCOMPARE(refused.error().what, u"Set by your administrator (%1)."_s.arg(file(*world)));
        const auto imported = a.ask(u"config_import"_s, {{u"settings"_s, QJsonObject{{u"trash_days"_s, 9}, {u"guard_files"_s, 50}}}});
        QCOMPARE(firstRow(QJsonObject{{u"rows"_s, imported->value(u"wrong"_s)}}).value(u"name"_s).toString(), u"trash_days"_s);
        QCOMPARE(firstRow(a.ask(u"config_get"_s, {{u"name"_s, u"guard_files"_s}})).value(u"value"_s).toString(), u"100"_s);
        QVERIFY(!a.ask(u"config_export"_s)->value(u"settings"_s).toObject().contains(u"trash_days"_s));  // it is not the user's to give on
        QVERIFY(a.ask(u"doctor"_s)->value(u"ok"_s).toBool());

        begin(a, *world, {});
        QCOMPARE(firstRow(a.ask(u"config_get"_s, {{u"name"_s, u"trash_days"_s}})).value(u"value"_s).toString(), u"7"_s);  // the user's own is there again
    }

    void aBrokenFileIsSaidAndNothingWaitsForIt()
    {
        const auto world = preparedWorld();
        Device &a = *world->a;
        begin(a, *world, "{");
        QVERIFY(a.ask(u"status"_s)->value(u"policy_trouble"_s).toString().contains(file(*world)));
        const auto doctor = a.ask(u"doctor"_s);
        QVERIFY(!doctor->value(u"ok"_s).toBool());
        QVERIFY(QJsonDocument(doctor->value(u"rows"_s).toArray()).toJson().contains("has mistakes"));
        QVERIFY(a.write(u"new.txt"_s, "x"));
        QVERIFY(a.sync().value(u"equal"_s).toBool());
    }

    void anotherServerIsNeitherSignedInToNorUsed()
    {
        const auto world = preparedWorld();
        Device &a = *world->a;
        begin(a, *world, json("{'version': 1, 'servers': ['https://cloud.example.org']}"));
        QCOMPARE(a.kindOf(u"check_server"_s, {{u"url"_s, world->server->url()}}), u"denied"_s);
        QCOMPARE(a.kindOf(u"login"_s, {{u"url"_s, world->server->url()}, {u"token"_s, world->server->token()}}), u"denied"_s);
        const auto who = a.ask(u"whoami"_s);
        QVERIFY(!who && who.error().kind == Error::Kind::SignIn);
        QVERIFY2(who.error().what.contains(u"https://cloud.example.org"_s), qPrintable(who.error().what));
        begin(a, *world, json("{'version': 1, 'servers': ['" + world->server->url().toUtf8() + "']}"));
        QVERIFY(a.ask(u"whoami"_s));  // the sign-in was kept
        QVERIFY(a.sync().value(u"equal"_s).toBool());
    }

private:
    static QString file(const ServiceWorld &world) { return world.folder.filePath(u"policy.json"_s); }
    /// The device's engine begins anew with this policy; empty: with none.
    static void begin(Device &device, const ServiceWorld &world, const QByteArray &policy)
    {
        device.leave();
        QFile(file(world)).remove();
        if (!policy.isEmpty()) {
            QFile target(file(world));
            if (!target.open(QIODevice::WriteOnly) || target.write(policy) != policy.size())
                qFatal("no policy");
        }
        qputenv("TIDELINE_POLICY", file(world).toUtf8());
        if (!device.reach())
            qFatal("no engine");
    }
};

QTEST_GUILESS_MAIN(HostPolicyTest)
#include "host_policy_test.moc"
