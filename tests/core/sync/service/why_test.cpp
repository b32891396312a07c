// Why an entry is, or is not, in sync, through the verb: against a real server process and real profiles.
#include "core/store/project_repository.h"
#include "core/store/project_store.h"
#include "core/store/tree_store.h"
#include "core/sync/service/entry_view.h"
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

    void whatWaitsForAYesSaysSoAndHowToGiveIt()
    {
        for (int i = 0; i < 150; ++i)
            QVERIFY(b().write(u"many/%1"_s.arg(i), QByteArray::number(i)));
        (void)b().sync();
        QVERIFY(QDir(b().path(u"many"_s)).removeRecursively());
        (void)b().sync();
        const QJsonObject why = ask(u"many/7"_s);
        QCOMPARE(why[u"state"_s], u"waiting"_s);
        QCOMPARE(why[u"what"_s].toString(), u"Deleted here, not yet in the cloud. The sync waits for your yes: 150 files vanished here and would be "
                                            "deleted in the cloud."_s);
        QVERIFY2(why[u"mend"_s].toString().contains(u"tide sync --yes"_s), qPrintable(why[u"mend"_s].toString()));
        QVERIFY(b().sync({{u"yes"_s, true}}).value(u"equal"_s).toBool());
    }

    void whatASyncThatStoppedDidNotReachSaysWhyItStopped()
    {
        QVERIFY(QFile::rename(b().path(u".tideline"_s), b().path(u".aside"_s)));
        QVERIFY(b().write(u"one.txt"_s, "not looked at"));
        (void)b().sync();
        const QJsonObject why = ask(u"one.txt"_s);
        QVERIFY2(why[u"what"_s].toString().contains(u"The last sync stopped: "_s), qPrintable(why[u"what"_s].toString()));
        QVERIFY(!why[u"mend"_s].toString().isEmpty());
        QVERIFY(QFile::rename(b().path(u".aside"_s), b().path(u".tideline"_s)));
        QVERIFY(b().sync().value(u"equal"_s).toBool());
        QCOMPARE(ask(u"one.txt"_s)[u"state"_s], u"synced"_s);
    }

    void eachStateHasItsSentence_data()
    {
        QTest::addColumn<int>("here");   // 0 not there, 1 and 2 two contents
        QTest::addColumn<int>("cloud");
        QTest::addColumn<int>("base");
        QTest::addColumn<QString>("what");
        QTest::newRow("new here") << 1 << 0 << 0 << u"New here, not yet in the cloud."_s;
        QTest::newRow("new in the cloud") << 0 << 1 << 0 << u"New in the cloud, not yet here."_s;
        QTest::newRow("deleted here") << 0 << 1 << 1 << u"Deleted here, not yet in the cloud."_s;
        QTest::newRow("deleted in the cloud") << 1 << 0 << 1 << u"Deleted in the cloud, not yet here."_s;
        QTest::newRow("changed here") << 2 << 1 << 1 << u"Changed here, not yet in the cloud."_s;
        QTest::newRow("changed in the cloud") << 1 << 2 << 1 << u"Changed in the cloud, not yet here."_s;
        QTest::newRow("the same") << 1 << 1 << 1 << QString();
    }
    void eachStateHasItsSentence()
    {
        QFETCH(int, here);
        QFETCH(int, cloud);
        QFETCH(int, base);
        QFETCH(QString, what);
        const auto node = [](int content) {
            Node made{NodeId{}, {{}, "a.csv"}, {}};
            made.content.kind = NodeKind::File;
            made.content.hash = sha256(QByteArray::number(content));
            return made;
        };
        sync::EntryView view{.id = {}, .path = "a.csv", .local = {}, .remote = {}, .synced = {}, .revision = 0, .problem = {}, .what = {}, .mend = {}};
        if (here > 0)
            view.local = store::LocalNode{node(here), {}};
        if (cloud > 0)
            view.remote = node(cloud);
        if (base > 0)
            view.synced = node(base);
        QCOMPARE(sync::reasonOf(view, SyncState::Waiting), what);
        if (what.isEmpty())
            return;
        QCOMPARE(sync::reasonOf(view, SyncState::Paused), what + u" Sync is paused."_s);
        QCOMPARE(sync::reasonOf(view, SyncState::Offline), what + u" The cloud cannot be reached."_s);
        view.what = u"its own"_s;
        QCOMPARE(sync::reasonOf(view, SyncState::Waiting), u"its own"_s);
    }

    void verifyNamesWhatTheBaseDoesNotKnowOrKnowsOtherwise()
    {
        QVERIFY(b().sync().value(u"equal"_s).toBool());
        b().leave();
        {
            const auto database = store::openProjectStore(b().location());
            QVERIFY(database);
            const auto projects = store::ProjectRepository(**database).list();
            QVERIFY(projects && projects->size() == 1);
            store::TreeStore trees(**database, projects->front().number);
            const auto one = trees.find(store::Tree::Synced, *RelativePath::parse(u"one.txt"_s));
            const auto two = trees.find(store::Tree::Synced, *RelativePath::parse(u"sub/two.txt"_s));
            QVERIFY(one && *one && two && *two);
            auto transaction = store::Transaction::begin(**database);
            QVERIFY(transaction);
            QVERIFY(trees.remove(store::Tree::Synced, **one, *transaction));
            const auto node = trees.node(store::Tree::Synced, **two);
            QVERIFY(node && *node);
            Node otherwise = **node;
            otherwise.content.hash = sha256("otherwise");
            QVERIFY(trees.putSynced(otherwise, *transaction));
            QVERIFY(transaction->commit());
        }
        QVERIFY(b().reach());
        const auto reply = b().ask(u"verify"_s, {{u"dir"_s, b().root()}});
        QVERIFY(reply);
        QStringList found;
        for (const QJsonValue &row : (*reply)[u"rows"_s].toArray())
            found << row[u"path"_s].toString() + u": "_s + row[u"what"_s].toString();
        found.sort();
        QCOMPARE(found, (QStringList{u"one.txt: Both sides are the same, but the base does not know of it."_s,
                                     u"sub/two.txt: Both sides are the same, but the base says otherwise."_s}));
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
