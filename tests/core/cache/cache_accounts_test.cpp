// No value of one account is ever given to another: random operations beside a model that remembers what each account ever had.
#include "tests/core/cache/hand.h"
#include "tests/support/suite.h"
#include "tests/support/temp_folder.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <random>

using namespace tideline;
using cache::Accept;
using cache::Verdict;
using test::HandCache;

class CacheAccountsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void noAccountSeesAValueOfAnother_data()
    {
        QTest::addColumn<bool>("onDisk");
        QTest::newRow("in memory") << false;
        QTest::newRow("with a disk") << true;
    }
    void noAccountSeesAValueOfAnother()
    {
        QFETCH(bool, onDisk);
        const auto seed = qEnvironmentVariableIsSet("SEED") ? unsigned(qEnvironmentVariableIntValue("SEED")) : std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        test::TempFolder folder;
        const auto make = [&] { return std::make_unique<HandCache>(onDisk ? folder.path(u"cache"_s) : QString(), 6'000, 20'000); };
        auto hand = make();
        const QStringList accounts{u"ada"_s, u"bob"_s, u"adb"_s};
        hand->cache->open(u"adb"_s);
        QMap<QString, int> generations;  // a value says whose it is, and since which sign-in
        int version = 0;
        qint64 hits = 0, evictions = 0;  // over all restarts: the last one may be a step ago
        const auto addUp = [&] {
            hits += qint64(hand->cache->statistics().hits);
            evictions += qint64(hand->cache->statistics().evictions);
        };
        const auto below = [&](int limit) { return int(random() % unsigned(limit)); };
        const auto keyOf = [&](const QString &account) {
            return HandCache::key(QByteArray(1, char('a' + below(6))), account, below(2) ? "p" : "q", below(3) ? "thing" : "note");
        };
        const auto tagOf = [&](const QString &account) { return account.toUtf8() + ' ' + QByteArray::number(generations[account]) + ' '; };
        for (int step = 0; step < 20'000; ++step) {
            const QString account = accounts[below(3)];
            const cache::Key key = keyOf(account);
            switch (below(12)) {
            case 0: [[fallthrough]];
            case 1: hand->world.put(account, key.arguments, tagOf(account) + QByteArray::number(++version) + QByteArray(below(900), 'x')); break;
            case 2: hand->clock.pass(std::chrono::seconds(below(40))); break;
            case 3: hand->tasks.runOne(); break;
            case 4: hand->cache->judge({account, {}, key.scope}, below(2) ? Verdict::Outdated : Verdict::Gone); break;
            case 5:
                if (below(20) == 0) {  // signed out and in again: what was before must not come back
                    hand->cache->forget(account);
                    ++generations[account];
                    for (auto it = hand->world.values.begin(); it != hand->world.values.end();)
                        it = it.key().startsWith(account + u'/') ? hand->world.values.erase(it) : std::next(it);
                    QCOMPARE(hand->ask(key), u"sign_in"_s);
                    hand->cache->open(account);
                }
                break;
            case 6:
                if (onDisk && below(60) == 0) {  // a restart
                    auto values = hand->world.values;
                    addUp();
                    hand.reset();
                    hand = make();
                    hand->cache->open(u"adb"_s);
                    hand->world.values = values;
                }
                break;
            case 7: hand->cache->set(key, tagOf(account) + QByteArray::number(++version)); break;
            default: {
                const auto got = hand->cache->get(key, Accept(below(3)));
                if (got)
                    QVERIFY2(got->value.startsWith(tagOf(account)),
                             qPrintable(u"step %1: %2 got %3"_s.arg(step).arg(account, QString::fromUtf8(got->value.left(40)))));
                else
                    QCOMPARE(toString(got.error().kind), u"not_found"_s);
                break;
            }
            }
            const cache::Statistics now = hand->cache->statistics();
            QVERIFY2(now.bytes <= 6'000 && now.diskBytes <= 20'000,
                     qPrintable(u"step %1: %2 and %3 bytes"_s.arg(step).arg(now.bytes).arg(now.diskBytes)));
        }
        addUp();
        QVERIFY(hits > 0 && evictions > 0);
    }

    void aFileInAnotherAccountsFolderIsRefused()
    {
        test::TempFolder folder;
        auto hand = std::make_unique<HandCache>(folder.path(u"cache"_s));
        for (const QString &account : {u"ada"_s, u"bob"_s}) {
            hand->world.put(account, "a", "of " + account.toUtf8());
            QCOMPARE(hand->ask(HandCache::key("a", account)), u"of "_s + account);
        }
        hand.reset();
        const QDir root(folder.path(u"cache/v1"_s));
        const QStringList folders = root.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        QCOMPARE(folders.size(), 2);
        const QStringList files[] = {QDir(root.filePath(folders[0])).entryList(QDir::Files), QDir(root.filePath(folders[1])).entryList(QDir::Files)};
        QCOMPARE(files[0], files[1]);  // names say nothing of the account
        const QString one = root.filePath(folders[0]) + u'/' + files[0][0], other = root.filePath(folders[1]) + u'/' + files[1][0];
        QVERIFY(QFile::rename(one, one + u".x"_s) && QFile::rename(other, one) && QFile::rename(one + u".x"_s, other));
        hand = std::make_unique<HandCache>(folder.path(u"cache"_s));
        for (const QString &account : {u"ada"_s, u"bob"_s})
            QCOMPARE(hand->ask(HandCache::key("a", account)), u"not_found"_s);  // not what was in the file
        QCOMPARE(hand->cache->statistics().diskDamaged, 2);
    }

    void othersOfEarlierRunsAreErased()
    {
        test::TempFolder folder;
        auto hand = std::make_unique<HandCache>(folder.path(u"cache"_s));
        hand->world.put(u"ada"_s, "a", "1");
        hand->world.put(u"bob"_s, "a", "1");
        QCOMPARE(hand->ask(HandCache::key("a")), u"1"_s);
        QCOMPARE(hand->ask(HandCache::key("a", u"bob"_s)), u"1"_s);
        hand = std::make_unique<HandCache>(folder.path(u"cache"_s));
        hand->cache->keepOnly(u"bob"_s);
        QCOMPARE(hand->ask(HandCache::key("a", u"bob"_s)), u"1 stale"_s);
        QCOMPARE(hand->ask(HandCache::key("a")), u"sign_in"_s);
        QCOMPARE(QDir(folder.path(u"cache/v1"_s)).entryList(QDir::AllEntries | QDir::NoDotAndDotDot).size(), 1);
        hand->cache->keepOnly({});
        QVERIFY(QDir(folder.path(u"cache/v1"_s)).isEmpty());
    }
};

TIDELINE_SUITE(CacheAccountsTest)
#include "cache_accounts_test.moc"
