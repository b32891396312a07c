// Why an entry is, or is not, in sync, through the verb: against a real server process and real profiles.
#include "tests/core/sync/service/service_world.h"

#include <QTest>

#include <sys/stat.h>

using namespace tideline;
using tideline::test::Device;
using tideline::test::ServiceWorld;

class WhyTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        const QString trouble = m_world.prepare();
        QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
    }

    void anUntouchedFileIsSynced()
    {
        const QJsonObject why = ask(u"sub/two.txt"_s);
        QCOMPARE(why[u"state"_s], u"synced"_s);
        QCOMPARE(why[u"local"_s].toObject()[u"hash"_s], why[u"remote"_s].toObject()[u"hash"_s]);
    }

    void aFileThatWasWrittenToSinceTheLastLookIsNotCalledSynced()
    {
        QVERIFY(b().write(u"one.txt"_s, "a longer text"));
        const QJsonObject why = ask(u"one.txt"_s);
        QCOMPARE(why[u"state"_s], u"waiting"_s);
        QVERIFY2(why[u"what"_s].toString().contains(u"written to since"_s), qPrintable(why[u"what"_s].toString()));
        QCOMPARE(why[u"local"_s].toObject()[u"size"_s].toInt(), 13);
        (void)b().sync();
        QCOMPARE(ask(u"one.txt"_s)[u"state"_s], u"synced"_s);
    }

    void aFileThatIsGoneSinceTheLastLookIsNotCalledSynced()
    {
        QVERIFY(QFile::rename(b().path(u"one.txt"_s), b().path(u"aside.txt"_s)));
        const QJsonObject why = ask(u"one.txt"_s);
        QCOMPARE(why[u"state"_s], u"waiting"_s);
        QVERIFY(!why.contains(u"local"_s) && why.contains(u"remote"_s));
        QVERIFY(ask(u"aside.txt"_s)[u"what"_s].toString().contains(u"not looked at yet"_s));
        QVERIFY(QFile::rename(b().path(u"aside.txt"_s), b().path(u"one.txt"_s)));
        QCOMPARE(ask(u"one.txt"_s)[u"state"_s], u"synced"_s);
    }

    void anIgnoredFileIsHereAndNamesItsRule()
    {
        QVERIFY(QDir(b().root()).mkdir(u"__pycache__"_s) && b().write(u"__pycache__/m.pyc"_s, "code"));
        const QJsonObject why = ask(u"__pycache__/m.pyc"_s);
        QCOMPARE(why[u"state"_s], u"ignored"_s);
        QVERIFY(why[u"rule"_s].toString().contains(u"__pycache__"_s));
        QCOMPARE(why[u"local"_s].toObject()[u"size"_s].toInt(), 4);
    }

    void whatCannotBeSyncedSaysSo()
    {
        QCOMPARE(::mkfifo(QFile::encodeName(b().path(u"pipe"_s)).constData(), 0600), 0);
        (void)b().sync();
        const QJsonObject why = ask(u"pipe"_s);
        QCOMPARE(why[u"state"_s], u"error"_s);
        QVERIFY(why[u"what"_s].toString().contains(u"not synced"_s));
        QCOMPARE(why[u"local"_s].toObject()[u"kind"_s], u"special"_s);
    }

    void whatIsNowhereIsAnError()
    {
        QCOMPARE(b().kindOf(u"why"_s, {{u"path"_s, b().path(u"nope"_s)}}), u"not_found"_s);
    }

private:
    Device &b() { return *m_world.b; }
    QJsonObject ask(const QString &path)
    {
        const auto reply = b().ask(u"why"_s, {{u"path"_s, b().path(path)}});
        return reply ? *reply : QJsonObject{{u"what"_s, toText(reply.error())}};
    }

    ServiceWorld m_world;
};

QTEST_GUILESS_MAIN(WhyTest)
#include "why_test.moc"
