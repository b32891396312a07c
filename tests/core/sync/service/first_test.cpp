// A file that is asked for goes first, through the verbs: against a real server process and real profiles.
#include "core/cloud/bandwidth.h"
#include "tests/core/sync/service/service_world.h"

#include <QRandomGenerator>
#include <QSemaphore>
#include <QTest>

using namespace tideline;
using sync::OwnerMode;
using tideline::test::Device;
using tideline::test::preparedWorld;
using tideline::test::ServiceWorld;

namespace {

QByteArray noise(quint32 seed)
{
    QByteArray bytes(3 << 20, Qt::Uninitialized);
    QRandomGenerator(seed).fillRange(reinterpret_cast<quint32 *>(bytes.data()), bytes.size() / 4);
    return bytes;
}

}  // namespace

class FirstTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_world = preparedWorld(); }
    void cleanup()
    {
        cloud::processBandwidth().down.setBytesPerSecond(0);
        m_world.reset();
    }

    void aFileThatIsAskedForComesBeforeThoseThatWait()
    {
        constexpr int kFiles = 12;
        for (int i = 0; i < kFiles; ++i)
            QVERIFY(m_world->a->write(u"big/%1.bin"_s.arg(i, 2, 10, QChar(u'0')), noise(quint32(i))));
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
        QCOMPARE(b().read(u"big/07.bin"_s), noise(7));
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

    std::unique_ptr<ServiceWorld> m_world;
};

QTEST_GUILESS_MAIN(FirstTest)
#include "first_test.moc"
