// Settings, limits and pauses, through the verbs: against a real server process and real profiles.
#include "core/cloud/bandwidth.h"
#include "core/sync/service/bandwidth_settings.h"
#include "tests/core/sync/service/service_world.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <QTest>

using namespace tideline;
using tideline::sync::OwnerMode;
using tideline::test::Device;
using tideline::test::preparedWorld;
using tideline::test::ServiceWorld;
using tideline::test::firstRow;

class SettingsVerbsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_world = preparedWorld(); }
    void cleanup() { m_world.reset(); }

    void aPausedProjectDoesNotSync()
    {
        Device &a = *m_world->a;
        QVERIFY(a.ask(u"pause"_s, {{u"project"_s, u"p"_s}}));
        QCOMPARE(a.sync().value(u"error"_s).toObject().value(u"kind"_s).toString(), u"refused"_s);
        a.leave();
        QVERIFY(a.reach());
        QCOMPARE(firstRow(a.ask(u"projects"_s)).value(u"state"_s).toString(), u"paused"_s);
        QVERIFY(a.ask(u"resume"_s, {{u"project"_s, u"p"_s}}));
        QVERIFY(a.sync().value(u"equal"_s).toBool());
        QVERIFY(a.ask(u"pause"_s));
        QCOMPARE(a.ask(u"status"_s)->value(u"state"_s).toString(), u"paused"_s);
        QVERIFY(a.ask(u"resume"_s));
        QCOMPARE(a.ask(u"status"_s)->value(u"state"_s).toString(), u"synced"_s);
    }

    void aTimedPauseOutlivesARestartAndEndsByItself()
    {
        Device &a = *m_world->a;
        const auto nowMs = [] { return systemClock().nowMs(); };
        const qint64 hour = nowMs() + 3'600'000;
        QVERIFY(a.ask(u"pause"_s, {{u"until"_s, hour}}));
        a.leave();
        QVERIFY(a.reach(OwnerMode::Desktop));
        const auto status = a.ask(u"status"_s);
        QCOMPARE(status->value(u"paused_until_ms"_s).toInteger(), hour);
        QVERIFY(status->value(u"text"_s).toString().startsWith(u"Paused until "_s));
        QCOMPARE(firstRow(a.ask(u"projects"_s)).value(u"text"_s), status->value(u"text"_s));
        QVERIFY(a.ask(u"watch_start"_s));
        QVERIFY(a.ask(u"pause"_s, {{u"until"_s, nowMs() + 300}}));
        QVERIFY(a.write(u"meanwhile.txt"_s, "x"));
        QTRY_COMPARE(a.ask(u"status"_s)->value(u"text"_s).toString(), u"Up to date"_s);
        QVERIFY(!a.ask(u"status"_s)->value(u"paused"_s).toBool());
        m_world->b->sync();
        QVERIFY(m_world->b->exists(u"meanwhile.txt"_s));

        const qint64 over = nowMs() + 200;
        QVERIFY(a.ask(u"pause"_s, {{u"until"_s, over}}));
        a.leave();
        QTRY_VERIFY(nowMs() > over);
        QVERIFY(a.reach());
        QTRY_VERIFY(a.sync().value(u"equal"_s).toBool());
    }

    void aPauseForATimeIsRefusedWhereItMakesNoSense()
    {
        Device &a = *m_world->a;
        const qint64 nowMs = systemClock().nowMs();
        QCOMPARE(a.kindOf(u"pause"_s, {{u"until"_s, nowMs - 1000}}), u"invalid"_s);
        QCOMPARE(a.kindOf(u"pause"_s, {{u"until"_s, nowMs + qint64(400) * 24 * 3'600'000}}), u"invalid"_s);
        QCOMPARE(a.kindOf(u"pause"_s, {{u"project"_s, u"p"_s}, {u"until"_s, nowMs + 3'600'000}}), u"invalid"_s);
        QCOMPARE(a.ask(u"status"_s)->value(u"state"_s).toString(), u"synced"_s);
    }

    void settingsAreKept()
    {
        Device &a = *m_world->a;
        QVERIFY(a.ask(u"config_set"_s, {{u"name"_s, u"trash_days"_s}, {u"value"_s, u"7"_s}}));
        a.leave();
        QVERIFY(a.reach());
        QCOMPARE(firstRow(a.ask(u"config_get"_s, {{u"name"_s, u"trash_days"_s}})).value(u"value"_s).toString(), u"7"_s);
        QVERIFY(a.ask(u"doctor"_s)->value(u"ok"_s).toBool());
    }

    void settingsGoToAnotherComputerWithoutItsSecretsAndPaths()
    {
        Device &a = *m_world->a, &b = *m_world->b;
        const auto set = [&](const QString &name, const QString &value) { return a.kindOf(u"config_set"_s, {{u"name"_s, name}, {u"value"_s, value}}); };
        QCOMPARE(set(u"trash_days"_s, u"7"_s), QString());
        QCOMPARE(set(u"device_name"_s, u"heron"_s), QString());
        QCOMPARE(set(u"proxy_user"_s, u"ada"_s), QString());
        QCOMPARE(set(u"proxy_password"_s, u"hunter2"_s), QString());
        const auto file = a.ask(u"config_export"_s);
        QVERIFY(file);
        const QJsonObject settings = file->value(u"settings"_s).toObject(), leftOut = file->value(u"left_out"_s).toObject();
        QCOMPARE(settings[u"trash_days"_s], QJsonValue(7));
        QCOMPARE(settings[u"metered_network"_s], QJsonValue(u"wait"_s));
        for (const QString &name : {u"device_name"_s, u"proxy_user"_s, u"proxy_password"_s, u"secret_store"_s, u"ca_file"_s, u"client_cert"_s, u"paused"_s}) {
            QVERIFY2(!settings.contains(name), qPrintable(name));
            QVERIFY2(!leftOut[name].toString().isEmpty(), qPrintable(name));
        }
        const auto taken = b.ask(u"config_import"_s, {{u"settings"_s, settings}});
        QVERIFY(taken);
        QCOMPARE(taken->value(u"changed"_s).toArray(), QJsonArray{u"trash_days"_s});
        QCOMPARE(firstRow(b.ask(u"config_get"_s, {{u"name"_s, u"trash_days"_s}})).value(u"value"_s).toString(), u"7"_s);
        QVERIFY(b.ask(u"config_import"_s, {{u"settings"_s, settings}})->value(u"changed"_s).toArray().isEmpty());
    }

    void ofAFileWithOneWrongSettingNothingIsTaken()
    {
        Device &a = *m_world->a;
        const QJsonObject settings{{u"trash_days"_s, 9}, {u"no_such"_s, 1}, {u"guard_percent"_s, 101}, {u"limit_hours"_s, u"always"_s},
                                   {u"settle_ms"_s, true}, {u"upload_limit_bytes_s"_s, 1.5}, {u"proxy_url"_s, u"http://ada:pw@proxy:1"_s}, {u"proxy_password"_s, u"pw"_s}};
        const auto reply = a.ask(u"config_import"_s, {{u"settings"_s, settings}});
        QVERIFY(reply);
        QVERIFY(reply->value(u"changed"_s).toArray().isEmpty());
        QStringList wrong;
        for (const QJsonValue &row : reply->value(u"wrong"_s).toArray()) {
            wrong.append(row[u"name"_s].toString());
            QVERIFY2(!row[u"what"_s].toString().isEmpty(), qPrintable(wrong.last()));
        }
        QCOMPARE(wrong, (QStringList{u"guard_percent"_s, u"limit_hours"_s, u"no_such"_s, u"proxy_password"_s, u"proxy_url"_s, u"settle_ms"_s, u"upload_limit_bytes_s"_s}));
        QCOMPARE(firstRow(a.ask(u"config_get"_s, {{u"name"_s, u"trash_days"_s}})).value(u"value"_s).toString(), u"30"_s);
    }

    void aDryRunOfAnImportChangesNothing()
    {
        Device &a = *m_world->a;
        const auto reply = a.ask(u"config_import"_s, {{u"settings"_s, QJsonObject{{u"trash_days"_s, 9}}}, {u"dry_run"_s, true}});
        QCOMPARE(reply->value(u"changed"_s).toArray(), QJsonArray{u"trash_days"_s});
        QCOMPARE(firstRow(a.ask(u"config_get"_s, {{u"name"_s, u"trash_days"_s}})).value(u"value"_s).toString(), u"30"_s);
        QCOMPARE(a.kindOf(u"config_import"_s, {{u"settings"_s, u"all"_s}}), u"invalid"_s);
    }

    void anImportedLimitHoldsAtOnce()
    {
        Device &a = *m_world->a;
        QVERIFY(a.ask(u"config_import"_s, {{u"settings"_s, QJsonObject{{u"upload_limit_bytes_s"_s, 250'000}}}}));
        QCOMPARE(cloud::processBandwidth().up.bytesPerSecond(), 250'000);
        QVERIFY(a.ask(u"config_import"_s, {{u"settings"_s, QJsonObject{{u"upload_limit_bytes_s"_s, u""_s}}}}));
        QCOMPARE(cloud::processBandwidth().up.bytesPerSecond(), 0);
    }

    void aLimitHoldsTransfersBackBothWays()
    {
        Device &a = *m_world->a, &b = *m_world->b;
        QByteArray bytes(400'000, Qt::Uninitialized);  // that nothing packs
        for (char &byte : bytes)
            byte = char(QRandomGenerator::global()->generate());
        QVERIFY(a.write(u"large.bin"_s, bytes));
        QVERIFY(a.ask(u"config_set"_s, {{u"name"_s, u"upload_limit_bytes_s"_s}, {u"value"_s, u"250000"_s}}));
        QVERIFY(a.sync().value(u"elapsed_ms"_s).toInteger() >= 1'000);
        QVERIFY(a.ask(u"config_set"_s, {{u"name"_s, u"upload_limit_bytes_s"_s}, {u"value"_s, QString()}}));
        QVERIFY(a.ask(u"config_set"_s, {{u"name"_s, u"download_limit_bytes_s"_s}, {u"value"_s, u"250000"_s}}));
        const QJsonObject row = b.sync();  // one process has one limit
        QVERIFY(row.value(u"elapsed_ms"_s).toInteger() >= 1'000);
        QCOMPARE(b.read(u"large.bin"_s), bytes);
        QVERIFY(a.ask(u"config_set"_s, {{u"name"_s, u"download_limit_bytes_s"_s}, {u"value"_s, QString()}}));
    }

    void aLimitHoldsInItsHoursAlone()
    {
        Device &a = *m_world->a;
        const auto set = [&](const QString &name, const QString &value) { return a.kindOf(u"config_set"_s, {{u"name"_s, name}, {u"value"_s, value}}); };
        const auto hours = [](int from, int to) {
            const QTime now = QDateTime::currentDateTime().time();
            return now.addSecs(from * 3600).toString(u"HH:mm"_s) + u'-' + now.addSecs(to * 3600).toString(u"HH:mm"_s);
        };
        QCOMPARE(set(u"upload_limit_bytes_s"_s, u"250000"_s), QString());
        QCOMPARE(set(u"limit_hours"_s, hours(2, 4)), QString());
        QCOMPARE(cloud::processBandwidth().up.bytesPerSecond(), 0);
        QCOMPARE(set(u"limit_hours"_s, hours(-2, 2)), QString());
        QCOMPARE(cloud::processBandwidth().up.bytesPerSecond(), 250'000);
        for (const QString &bad : {u"8-18"_s, u"08:00"_s, u"08:00-08:00"_s, u"25:00-26:00"_s, u"always"_s})
            QCOMPARE(set(u"limit_hours"_s, bad), u"invalid"_s);
        QCOMPARE(cloud::processBandwidth().up.bytesPerSecond(), 250'000);
        QCOMPARE(set(u"limit_hours"_s, {}), QString());
        QCOMPARE(set(u"upload_limit_bytes_s"_s, {}), QString());
    }

    void hoursMayGoOverMidnight()
    {
        const sync::LimitHours night{QTime(22, 0), QTime(6, 0)};
        QVERIFY(night.hold(QTime(22, 0)) && night.hold(QTime(3, 0)) && !night.hold(QTime(6, 0)) && !night.hold(QTime(12, 0)));
    }

private:
    std::unique_ptr<ServiceWorld> m_world;
};

QTEST_GUILESS_MAIN(SettingsVerbsTest)
#include "settings_verbs_test.moc"
