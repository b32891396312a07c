// A file is stopped on its way, or goes first, through the verbs: against a real server process and real profiles.
#include "core/cloud/bandwidth.h"
#include "tests/core/sync/service/service_world.h"

#include <QMutex>
#include <QRandomGenerator>
#include <QSemaphore>
#include <QTest>

using namespace tideline;
using sync::OwnerMode;
using tideline::test::Device;
using tideline::test::preparedWorld;
using tideline::test::ServiceWorld;

namespace {

QByteArray noise(quint32 seed = 1, qsizetype size = 6 << 20)
{
    QByteArray bytes(size, Qt::Uninitialized);
    QRandomGenerator(seed).fillRange(reinterpret_cast<quint32 *>(bytes.data()), bytes.size() / 4);
    return bytes;
}

}  // namespace

class TravelTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_world = preparedWorld(); }
    void cleanup()
    {
        cloud::processBandwidth().down.setBytesPerSecond(0);
        m_world.reset();
    }

    void theFileInHandIsStoppedAndSaysSoUntilItIsTakenAgain_data()
    {
        QTest::addColumn<bool>("again");
        QTest::newRow("by a sync") << false;
        QTest::newRow("by its own wish") << true;
    }
    void theFileInHandIsStoppedAndSaysSoUntilItIsTakenAgain()
    {
        QFETCH(bool, again);
        QVERIFY(m_world->a->write(u"sub/big.bin"_s, noise()) && m_world->a->write(u"small.txt"_s, "small"));
        QVERIFY(m_world->a->sync().value(u"equal"_s).toBool());
        QVERIFY(b().reach(OwnerMode::Watch));
        QSemaphore inHand;
        const auto subscription = b().handler().listen([&](const QJsonObject &event) {
            if (event.value(u"event"_s).toString() == u"transfer"_s && event.value(u"path"_s).toString() == u"sub/big.bin"_s)
                inHand.release();
        });
        QVERIFY(b().ask(u"config_set"_s, {{u"name"_s, u"download_limit_bytes_s"_s}, {u"value"_s, u"1000000"_s}}));
        QVERIFY(b().ask(u"watch_start"_s));
        QVERIFY(inHand.tryAcquire(1, 30'000));
        const auto stopped = b().ask(u"cancel_file"_s, {{u"path"_s, b().path(u"sub/big.bin"_s)}});
        QVERIFY2(stopped, stopped ? "" : qPrintable(toText(stopped.error())));
        QCOMPARE(stopped->value(u"stopped"_s).toBool(), true);

        QTRY_COMPARE_WITH_TIMEOUT(b().files(), (QStringList{u"one.txt"_s, u"small.txt"_s, u"sub/two.txt"_s}), 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(row().value(u"text"_s).toString(), u"1 file is left out: you stopped it"_s, 30'000);
        QCOMPARE(row().value(u"state"_s).toString(), u"waiting"_s);
        QCOMPARE(row().value(u"stopped"_s).toInt(), 1);
        QCOMPARE(why().value(u"what"_s).toString(), u"You stopped this file."_s);
        QVERIFY2(why().value(u"mend"_s).toString().contains(u"tide sync"_s), qPrintable(why().value(u"mend"_s).toString()));
        QCOMPARE(why().value(u"state"_s).toString(), u"waiting"_s);

        // What comes meanwhile comes, and it alone.
        QVERIFY(m_world->a->write(u"later.txt"_s, "later"));
        QVERIFY(m_world->a->sync().value(u"equal"_s).toBool());
        QTRY_VERIFY_WITH_TIMEOUT(b().exists(u"later.txt"_s), 30'000);
        QVERIFY(!b().exists(u"sub/big.bin"_s));
        QTRY_COMPARE(row().value(u"stopped"_s).toInt(), 1);

        QVERIFY(b().ask(u"config_set"_s, {{u"name"_s, u"download_limit_bytes_s"_s}, {u"value"_s, QString()}}));
        if (again)
            QVERIFY(b().ask(u"cancel_file"_s, {{u"project"_s, u"p"_s}, {u"path"_s, u"sub/big.bin"_s}, {u"again"_s, true}}));
        else
            QVERIFY(b().sync().value(u"equal"_s).toBool());
        QTRY_COMPARE_WITH_TIMEOUT(b().read(u"sub/big.bin"_s), noise(), 30'000);
        QTRY_COMPARE(row().value(u"state"_s).toString(), u"synced"_s);
        QCOMPARE(row().value(u"stopped"_s).toInt(), 0);
        QCOMPARE(why().value(u"state"_s).toString(), u"synced"_s);
    }

    void whatCannotBeStoppedIsSaid()
    {
        QCOMPARE(b().kindOf(u"cancel_file"_s, {{u"path"_s, u"p/nowhere"_s}}), u"not_found"_s);
        QCOMPARE(b().kindOf(u"cancel_file"_s, {{u"path"_s, u"p/sub"_s}}), u"invalid"_s);
        const auto same = b().ask(u"cancel_file"_s, {{u"path"_s, u"p/one.txt"_s}});
        QVERIFY(same && same->value(u"already"_s).toBool() && !same->value(u"stopped"_s).toBool());
        // Nobody syncs: there is nothing that it could be left out of.
        QVERIFY(m_world->a->write(u"new.txt"_s, "new") && m_world->a->sync().value(u"equal"_s).toBool());
        (void)b().sync({{u"dry_run"_s, true}});
        QCOMPARE(b().kindOf(u"cancel_file"_s, {{u"path"_s, u"p/new.txt"_s}}), u"refused"_s);
    }

    void aFileThatIsAskedForComesBeforeThoseThatWait()
    {
        constexpr int kFiles = 12;
        for (int i = 0; i < kFiles; ++i)
            QVERIFY(m_world->a->write(u"big/%1.bin"_s.arg(i, 2, 10, QChar(u'0')), noise(quint32(i), 3 << 20)));
        QVERIFY(m_world->a->write(u"last.txt"_s, "wanted"));
        QVERIFY(m_world->a->sync().value(u"equal"_s).toBool());
        QVERIFY(b().reach(OwnerMode::Watch));
        QSemaphore inHand;
        const auto subscription = b().handler().listen([&](const QJsonObject &event) {
            if (event.value(u"event"_s).toString() == u"transfer"_s && event.value(u"path"_s).toString().startsWith(u"big/"))
                inHand.release();
        });
        QVERIFY(b().ask(u"config_set"_s, {{u"name"_s, u"download_limit_bytes_s"_s}, {u"value"_s, u"3000000"_s}}));
        QVERIFY(b().ask(u"watch_start"_s));
        QVERIFY(inHand.tryAcquire(1, 30'000));
        QVERIFY(b().ask(u"cancel_file"_s, {{u"path"_s, b().path(u"last.txt"_s)}}));
        const auto asked = b().ask(u"first"_s, {{u"path"_s, b().path(u"last.txt"_s)}});
        QVERIFY2(asked, asked ? "" : qPrintable(toText(asked.error())));
        QCOMPARE(asked->value(u"already"_s).toBool(), false);
        QTRY_VERIFY_WITH_TIMEOUT(b().exists(u"last.txt"_s), 60'000);
        const qsizetype before = b().files().filter(u".bin"_s).size();
        QVERIFY2(before < kFiles, qPrintable(QString::number(before)));
        QCOMPARE(b().ask(u"status"_s)->value(u"projects"_s)[0][u"stopped"_s].toInt(), 0);  // who wants it first does not leave it out
        QVERIFY(b().ask(u"config_set"_s, {{u"name"_s, u"download_limit_bytes_s"_s}, {u"value"_s, QString()}}));
        QTRY_COMPARE_WITH_TIMEOUT(b().files().filter(u".bin"_s).size(), kFiles, 60'000);
        QCOMPARE(b().read(u"big/07.bin"_s), noise(7, 3 << 20));
    }

    void whatCannotGoFirstIsSaid()
    {
        QCOMPARE(b().kindOf(u"first"_s, {{u"path"_s, u"p/nowhere"_s}}), u"not_found"_s);
        QCOMPARE(b().kindOf(u"first"_s, {{u"path"_s, u"p"_s}}), u"invalid"_s);
        const auto same = b().ask(u"first"_s, {{u"path"_s, u"p/one.txt"_s}});
        QVERIFY(same && same->value(u"already"_s).toBool());
        QVERIFY(m_world->a->write(u"new.txt"_s, "new") && m_world->a->sync().value(u"equal"_s).toBool());
        (void)b().sync({{u"dry_run"_s, true}});
        QCOMPARE(b().kindOf(u"first"_s, {{u"path"_s, u"p/new.txt"_s}}), u"refused"_s);  // nobody syncs
        QVERIFY(b().ask(u"pause"_s, {{u"project"_s, u"p"_s}}));
        QCOMPARE(b().kindOf(u"first"_s, {{u"path"_s, u"p/new.txt"_s}}), u"refused"_s);
    }

private:
    Device &b() { return *m_world->b; }
    QJsonObject row() { return b().ask(u"status"_s)->value(u"projects"_s).toArray().first().toObject(); }
    QJsonObject why() 
    {
        const auto reply = b().ask(u"why"_s, {{u"path"_s, b().path(u"sub/big.bin"_s)}});
        return reply ? *reply : QJsonObject();
    }

    std::unique_ptr<ServiceWorld> m_world;
};

QTEST_GUILESS_MAIN(TravelTest)
#include "travel_test.moc"
