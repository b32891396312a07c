// Snapshots through the verbs: against a real server process and real profiles.
#include "tests/core/sync/service/service_world.h"

#include <QTest>

using namespace tideline;
using tideline::test::Device;
using tideline::test::preparedWorld;
using tideline::test::ServiceWorld;

class SnapshotVerbsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_world = preparedWorld(); }
    void cleanup() { m_world.reset(); }

    void whatIsSavedHereIsInTheSnapshot()
    {
        QVERIFY(a().write(u"one.txt"_s, "not synced yet"));
        const auto made = a().ask(u"snapshot_create"_s, named());
        QVERIFY(made);
        QCOMPARE((*made)[u"revision"_s].toInt(), 2);
        QCOMPARE((*made)[u"by"_s][u"name"_s].toString().isEmpty(), false);
        QVERIFY((*made)[u"at_ms"_s].toInteger() > 1'600'000'000'000);
        const QJsonArray rows = b().ask(u"snapshot_list"_s, {{u"project"_s, u"p"_s}})->value(u"rows"_s).toArray();
        QCOMPARE(rows, QJsonArray{*made});
    }

    void aRestoreOfManyDeletionsNeedsNoSecondYes()
    {
        QVERIFY(a().ask(u"snapshot_create"_s, named()));
        for (int i = 0; i < 150; ++i)
            QVERIFY(a().write(u"many/%1"_s.arg(i), QByteArray::number(i)));
        QVERIFY(a().sync().value(u"equal"_s).toBool() && b().sync().value(u"equal"_s).toBool());
        const auto done = a().ask(u"snapshot_restore"_s, named());
        QVERIFY(done);
        QVERIFY2((*done)[u"sync"_s][u"equal"_s].toBool(), control::toLine(*done).constData());
        QCOMPARE(a().files(), (QStringList{u"one.txt"_s, u"sub/two.txt"_s}));
        // Nobody asked at the other disk: there the guard does.
        QVERIFY(b().sync().value(u"guard_holds"_s).toBool());
        QCOMPARE(b().files().size(), 152);
        QVERIFY(b().sync({{u"yes"_s, true}}).value(u"equal"_s).toBool());
        QCOMPARE(b().files(), a().files());
    }

    void anEditThatOthersHaveNotSeenMeetsTheRestoreAsAConflict()
    {
        QVERIFY(a().ask(u"snapshot_create"_s, named()));
        QVERIFY(a().write(u"one.txt"_s, "two") && a().sync().value(u"equal"_s).toBool() && b().sync().value(u"equal"_s).toBool());
        QVERIFY(b().write(u"one.txt"_s, "b's own"));
        QVERIFY(a().ask(u"snapshot_restore"_s, named()));
        QCOMPARE(a().read(u"one.txt"_s), QByteArray("one"));
        (void)b().sync();
        QCOMPARE(b().read(u"one.txt"_s), QByteArray("one"));
        QCOMPARE(b().ask(u"conflicts"_s)->value(u"rows"_s).toArray().size(), 1);
        QByteArrayList held;
        for (const QString &file : b().files())
            held.append(b().read(file));
        QVERIFY(held.contains("b's own"));
    }

    void aPausedProjectIsLeftAlone()
    {
        QVERIFY(a().ask(u"snapshot_create"_s, named()));
        QVERIFY(a().write(u"one.txt"_s, "two") && a().sync().value(u"equal"_s).toBool());
        QVERIFY(a().ask(u"pause"_s, {{u"project"_s, u"p"_s}}));
        QCOMPARE(a().kindOf(u"snapshot_restore"_s, named()), u"refused"_s);
        QCOMPARE(a().kindOf(u"snapshot_create"_s, {{u"project"_s, u"p"_s}, {u"name"_s, u"v2"_s}}), u"refused"_s);
        QVERIFY(a().ask(u"snapshot_create"_s, {{u"project"_s, u"p"_s}, {u"name"_s, u"v2"_s}, {u"revision"_s, 1}}));
        QVERIFY(a().ask(u"resume"_s, {{u"project"_s, u"p"_s}}));
        QCOMPARE(a().sync().value(u"revision"_s).toInt(), 2);
    }

    void whatCannotBeIsSaidSo_data()
    {
        QTest::addColumn<QString>("verb");
        QTest::addColumn<QJsonObject>("args");
        QTest::addColumn<QString>("kind");
        using O = QJsonObject;
        const QString p = u"p"_s;
        // clang-format off
        QTest::newRow("no such snapshot")     << u"snapshot_restore"_s << O{{u"project"_s, p}, {u"name"_s, u"nope"_s}}                      << u"not_found"_s;
        QTest::newRow("none to be live")      << u"snapshot_live"_s    << O{{u"project"_s, p}, {u"name"_s, u"nope"_s}}                      << u"not_found"_s;
        QTest::newRow("none to delete")       << u"snapshot_delete"_s  << O{{u"project"_s, p}, {u"name"_s, u"nope"_s}}                      << u"not_found"_s;
        QTest::newRow("a way out of the url") << u"snapshot_delete"_s  << O{{u"project"_s, p}, {u"name"_s, u".."_s}}                        << u"invalid"_s;
        QTest::newRow("a path as a name")     << u"snapshot_live"_s    << O{{u"project"_s, p}, {u"name"_s, u"a/b"_s}}                       << u"invalid"_s;
        QTest::newRow("a name that is there") << u"snapshot_create"_s  << O{{u"project"_s, p}, {u"name"_s, u"v1"_s}}                        << u"conflict"_s;
        QTest::newRow("an unknown revision")  << u"snapshot_create"_s  << O{{u"project"_s, p}, {u"name"_s, u"v9"_s}, {u"revision"_s, 99}}   << u"not_found"_s;
        QTest::newRow("an unknown project")   << u"snapshot_list"_s    << O{{u"project"_s, u"q"_s}}                                         << u"not_found"_s;
        QTest::newRow("no name")              << u"snapshot_create"_s  << O{{u"project"_s, p}}                                              << u"invalid"_s;
        // clang-format on
    }
    void whatCannotBeIsSaidSo()
    {
        QFETCH(QString, verb);
        QFETCH(QJsonObject, args);
        QFETCH(QString, kind);
        QVERIFY(a().ask(u"snapshot_create"_s, named()));
        QCOMPARE(a().kindOf(verb, args), kind);
        QCOMPARE(a().ask(u"snapshot_list"_s, {{u"project"_s, u"p"_s}})->value(u"rows"_s).toArray().size(), 1);
    }

private:
    Device &a() { return *m_world->a; }
    Device &b() { return *m_world->b; }
    static QJsonObject named() { return {{u"project"_s, u"p"_s}, {u"name"_s, u"v1"_s}}; }
    std::unique_ptr<ServiceWorld> m_world;
};

QTEST_GUILESS_MAIN(SnapshotVerbsTest)
#include "snapshot_test.moc"
