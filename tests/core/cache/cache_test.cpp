// One cache, one thread: what is given when, and what becomes of what is computed meanwhile.
#include "core/cache/memoised.h"
#include "tests/core/cache/hand.h"
#include "tests/support/suite.h"
#include "tests/support/temp_folder.h"

#include <QTest>

using namespace tideline;
using namespace std::chrono_literals;
using cache::Accept;
using cache::Selection;
using cache::Verdict;
using test::HandCache;

namespace {

Result<QJsonObject> readObject(const cache::Question &question)
{
    auto bytes = question.source.read(question.key.arguments, u"read"_s, question.cancelled);
    return bytes ? Result<QJsonObject>(QJsonObject{{u"is"_s, QString::fromUtf8(*bytes)}}) : bytes.error();
}

}  // namespace

class CacheTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_hand = std::make_unique<HandCache>();
        m_hand->world.put(u"ada"_s, "a", "1");
    }

    void whatIsMissingIsComputedByWhoAsks()
    {
        QCOMPARE(m_hand->ask(a()), u"1"_s);
        QCOMPARE(m_hand->world.reads, 1);
        QVERIFY(m_hand->tasks.waiting.empty());
        QCOMPARE(m_hand->cache->statistics().misses, 1);
    }

    void whatIsFreshIsGivenAgain()
    {
        QCOMPARE(m_hand->ask(a()), u"1"_s);
        m_hand->world.put(u"ada"_s, "a", "2");
        m_hand->clock.pass(29s);
        QCOMPARE(m_hand->ask(a()), u"1"_s);
        QCOMPARE(m_hand->ask(a(), Accept::Fresh), u"1"_s);
        QCOMPARE(m_hand->world.reads, 1);
        QCOMPARE(m_hand->cache->statistics().hits, 2);
    }

    void whatIsStaleIsGivenAtOnceAndComputedByOneWorker()
    {
        QCOMPARE(m_hand->ask(a()), u"1"_s);
        m_hand->world.put(u"ada"_s, "a", "2");
        m_hand->clock.pass(31s);
        for (int i = 0; i < 5; ++i)
            QCOMPARE(m_hand->ask(a()), u"1 stale"_s);
        QCOMPARE(m_hand->world.reads, 1);
        QCOMPARE(m_hand->tasks.waiting.size(), 1u);
        m_hand->tasks.runAll();
        QCOMPARE(m_hand->world.reads, 2);
        QCOMPARE(m_hand->changes.size(), 1u);
        QCOMPARE(*m_hand->changes[0].value, QByteArray("2"));
        QCOMPARE(m_hand->ask(a()), u"2"_s);
    }

    void whatItsArgumentsNameIsNeverOld()
    {
        const test::TempFolder folder;
        const cache::Key key = HandCache::key("a", u"ada"_s, "p", "named");
        {
            HandCache hand(folder.path() + u"/cache"_s);
            hand.world.put(u"ada"_s, "a", "1");
            QCOMPARE(hand.ask(key), u"1"_s);
            hand.clock.pass(std::chrono::hours(24 * 365));
            (void)hand.cache->judge({u"ada"_s}, Verdict::Outdated);
            QCOMPARE(hand.ask(key), u"1"_s);
            QCOMPARE(hand.world.reads, 1);
        }
        HandCache after(folder.path() + u"/cache"_s);
        QCOMPARE(after.ask(key), u"1"_s);
        QCOMPARE(after.world.reads, 0);
        QVERIFY(after.tasks.waiting.empty());
    }

    void whatTurnsOutToBeTheSameIsNoChange()
    {
        QCOMPARE(m_hand->ask(a()), u"1"_s);
        m_hand->clock.pass(31s);
        QCOMPARE(m_hand->ask(a()), u"1 stale"_s);
        m_hand->tasks.runAll();
        QVERIFY(m_hand->changes.empty());
        QCOMPARE(m_hand->ask(a()), u"1"_s);
    }

    void whoWantsItFreshWaitsForNoWorkerThatHasNotBegun()
    {
        QCOMPARE(m_hand->ask(a()), u"1"_s);
        m_hand->world.put(u"ada"_s, "a", "2");
        m_hand->clock.pass(31s);
        QCOMPARE(m_hand->ask(a()), u"1 stale"_s);
        QCOMPARE(m_hand->ask(a(), Accept::Fresh), u"2"_s);
        m_hand->tasks.runAll();
        QCOMPARE(m_hand->world.reads, 2);  // the worker found nothing left to do
    }

    void whoWantsItNewGetsItNewAndOthersHearOfIt()
    {
        QCOMPARE(m_hand->ask(a()), u"1"_s);
        m_hand->world.put(u"ada"_s, "a", "2");
        QCOMPARE(m_hand->ask(a(), Accept::New), u"2"_s);
        QCOMPARE(m_hand->ask(a()), u"2"_s);
        QCOMPARE(m_hand->changes.size(), 1u);
    }

    void aClockThatWasPutBackMakesNothingFreshForLonger()
    {
        QCOMPARE(m_hand->ask(a()), u"1"_s);
        m_hand->clock.pass(-1h);
        QCOMPARE(m_hand->ask(a()), u"1 stale"_s);
    }

    void aFailureIsNotKeptAndTheOldValueCarriesIt()
    {
        m_hand->world.trouble = Error{Error::Kind::Offline, u"No network."_s, {}, {}};
        QCOMPARE(m_hand->ask(a()), u"offline"_s);
        m_hand->world.trouble.reset();
        QCOMPARE(m_hand->ask(a()), u"1"_s);
        m_hand->clock.pass(31s);
        m_hand->world.trouble = Error{Error::Kind::Offline, u"No network."_s, {}, {}};
        QCOMPARE(m_hand->ask(a()), u"1 stale"_s);
        m_hand->tasks.runAll();
        QCOMPARE(m_hand->ask(a()), u"1 stale failed"_s);
        QVERIFY(m_hand->tasks.waiting.empty());  // not again at once
        QVERIFY(m_hand->changes.empty());
        m_hand->clock.pass(6s);
        m_hand->world.trouble.reset();
        QCOMPARE(m_hand->ask(a()), u"1 stale failed"_s);
        m_hand->tasks.runAll();
        QCOMPARE(m_hand->ask(a()), u"1"_s);
    }

    void whatTheAccountMayNotSeeAnyMoreIsGone_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("not there") << int(Error::Kind::NotFound);
        QTest::newRow("denied") << int(Error::Kind::Denied);
    }
    void whatTheAccountMayNotSeeAnyMoreIsGone()
    {
        QFETCH(int, kind);
        QCOMPARE(m_hand->ask(a()), u"1"_s);
        m_hand->clock.pass(31s);
        m_hand->world.trouble = Error{Error::Kind(kind), u"No."_s, {}, {}};
        QCOMPARE(m_hand->ask(a()), u"1 stale"_s);
        m_hand->tasks.runAll();
        QCOMPARE(m_hand->changes.size(), 1u);
        QVERIFY(!m_hand->changes[0].value);
        QVERIFY(!m_hand->cache->held(a()));
        QCOMPARE(m_hand->ask(a()), toString(Error::Kind(kind)));
    }

    void whatIsOutdatedIsStaleFromThenOn()
    {
        m_hand->world.put(u"ada"_s, "b", "1");
        QCOMPARE(m_hand->ask(a()), u"1"_s);
        QCOMPARE(m_hand->ask(b()), u"1"_s);
        QCOMPARE(m_hand->cache->judge(Selection::exactly(a()), Verdict::Outdated), std::vector{a()});
        QVERIFY(m_hand->cache->judge(Selection::exactly(a()), Verdict::Outdated).empty());  // it was stale already
        QCOMPARE(m_hand->ask(a()), u"1 stale"_s);
        QCOMPARE(m_hand->ask(b()), u"1"_s);
    }

    void whatGoesTogetherIsOutdatedTogether()
    {
        m_hand->world.put(u"bob"_s, "a", "1");
        const auto other = HandCache::key("a", u"ada"_s, "q");
        const auto note = HandCache::key("a", u"ada"_s, "p", "note");
        const auto bobs = HandCache::key("a", u"bob"_s);
        for (const auto &key : {a(), other, note, bobs})
            QCOMPARE(m_hand->ask(key), u"1"_s);
        QCOMPARE(m_hand->cache->judge({u"ada"_s, "thing", "p"}, Verdict::Outdated), std::vector{a()});
        QCOMPARE(m_hand->cache->judge({u"ada"_s, {}, "p"}, Verdict::Outdated), std::vector{note});
        QCOMPARE(m_hand->cache->judge({u"ada"_s, "thing"}, Verdict::Outdated), std::vector{other});
        QVERIFY(m_hand->cache->judge({u"ada"_s}, Verdict::Outdated).empty());
        QCOMPARE(m_hand->ask(bobs), u"1"_s);
    }

    void whatIsOutdatedWhileItIsComputedIsNeverFresh()
    {
        m_hand->world.during = [this] {
            m_hand->world.during = {};
            m_hand->world.put(u"ada"_s, "a", "2");  // it was read before
            m_hand->cache->judge(Selection::exactly(a()), Verdict::Outdated);
        };
        QCOMPARE(m_hand->ask(a()), u"1 stale"_s);
        QCOMPARE(m_hand->tasks.waiting.size(), 1u);  // what is newer comes by itself
        m_hand->tasks.runAll();
        QCOMPARE(m_hand->changes.size(), 1u);
        QCOMPARE(m_hand->ask(a()), u"2"_s);
    }

    void aWorkerThatWasOvertakenBeginsAnew()
    {
        QCOMPARE(m_hand->ask(a()), u"1"_s);
        m_hand->clock.pass(31s);
        QCOMPARE(m_hand->ask(a()), u"1 stale"_s);
        m_hand->world.during = [this] {
            m_hand->world.during = {};
            m_hand->world.put(u"ada"_s, "a", "2");
            m_hand->cache->judge({u"ada"_s}, Verdict::Outdated);
        };
        QVERIFY(m_hand->tasks.runOne());
        QCOMPARE(m_hand->ask(a()), u"1 stale"_s);
        QCOMPARE(m_hand->tasks.waiting.size(), 1u);
        m_hand->tasks.runAll();
        QCOMPARE(m_hand->ask(a()), u"2"_s);
    }

    void whatBeganEarlierReplacesNothingThatBeganLater()
    {
        QCOMPARE(m_hand->ask(a()), u"1"_s);
        m_hand->clock.pass(31s);
        QCOMPARE(m_hand->ask(a()), u"1 stale"_s);
        m_hand->world.during = [this] {
            m_hand->world.during = {};
            m_hand->world.put(u"ada"_s, "a", "2");
            QCOMPARE(m_hand->ask(a(), Accept::New), u"2"_s);
        };
        m_hand->tasks.runAll();
        QCOMPARE(m_hand->ask(a()), u"2"_s);
    }

    void whatWasHeardIsNewerThanWhatIsBeingComputed()
    {
        m_hand->world.during = [this] {
            m_hand->world.during = {};
            m_hand->cache->set(a(), "heard");
        };
        QCOMPARE(m_hand->ask(a()), u"1"_s);
        QCOMPARE(m_hand->ask(a()), u"heard"_s);
    }

    void whatIsErasedWhileItIsComputedDoesNotLand()
    {
        test::TempFolder folder;
        m_hand = std::make_unique<HandCache>(folder.path(u"cache"_s));
        m_hand->world.put(u"ada"_s, "a", "1");
        m_hand->world.during = [this] { m_hand->cache->judge({u"ada"_s, {}, "p"}, Verdict::Gone); };
        QCOMPARE(m_hand->ask(a()), u"cancelled"_s);
        QVERIFY(!m_hand->cache->held(a()));
        QCOMPARE(m_hand->cache->statistics().diskBytes, 0);
        m_hand->world.during = {};
        QCOMPARE(m_hand->ask(a()), u"1"_s);  // the account is there as before
    }

    void aWorkersValueDoesNotLandAfterItsAccountWasForgotten()
    {
        test::TempFolder folder;
        m_hand = std::make_unique<HandCache>(folder.path(u"cache"_s));
        m_hand->world.put(u"ada"_s, "a", "1");
        QCOMPARE(m_hand->ask(a()), u"1"_s);
        QVERIFY(m_hand->cache->statistics().diskBytes > 0);
        m_hand->clock.pass(31s);
        QCOMPARE(m_hand->ask(a()), u"1 stale"_s);
        m_hand->world.put(u"ada"_s, "a", "2");
        m_hand->world.during = [this] {
            m_hand->world.during = {};
            m_hand->cache->forget(u"ada"_s);
            m_hand->cache->open(u"ada"_s);  // signed in again while it is on its way
        };
        m_hand->tasks.runAll();
        QVERIFY(!m_hand->cache->held(a()));
        QVERIFY(m_hand->changes.empty());
        QCOMPARE(m_hand->cache->statistics().diskBytes, 0);
        QVERIFY(QDir(folder.path(u"cache/v1"_s)).isEmpty());
    }

    void aForgottenAccountGetsNothingAndKeepsNothing()
    {
        QCOMPARE(m_hand->ask(a()), u"1"_s);
        m_hand->cache->forget(u"ada"_s);
        QCOMPARE(m_hand->ask(a()), u"sign_in"_s);
        m_hand->cache->set(a(), "late");
        m_hand->cache->open(u"ada"_s);
        QVERIFY(!m_hand->cache->held(a()));
        QCOMPARE(m_hand->cache->statistics().values, 0);
    }

    void whoGivesUpGetsNothingAndLeavesNothing()
    {
        std::atomic<bool> cancelled = false;
        m_hand->world.during = [&] { cancelled = true; };
        QCOMPARE(m_hand->ask(a(), Accept::Stale, &cancelled), u"cancelled"_s);
        m_hand->world.during = {};
        QCOMPARE(m_hand->ask(a()), u"1"_s);
        QCOMPARE(m_hand->cache->statistics().failures, 0);
    }

    void whatWasThereBeforeARestartIsGivenAtOnceAndIsNotFresh()
    {
        test::TempFolder folder;
        m_hand = std::make_unique<HandCache>(folder.path(u"cache"_s));
        m_hand->world.put(u"ada"_s, "a", "1");
        QCOMPARE(m_hand->ask(a()), u"1"_s);
        QCOMPARE(m_hand->ask(HandCache::key("a", u"ada"_s, "p", "note")), u"1"_s);
        m_hand = std::make_unique<HandCache>(folder.path(u"cache"_s));
        m_hand->world.put(u"ada"_s, "a", "2");
        QCOMPARE(m_hand->ask(a()), u"1 stale"_s);
        QCOMPARE(m_hand->world.reads, 0);
        m_hand->tasks.runAll();
        QCOMPARE(m_hand->ask(a()), u"2"_s);
        QCOMPARE(m_hand->ask(HandCache::key("a", u"ada"_s, "p", "note")), u"2"_s);  // of memory alone
    }

    void whoWantsItFreshIsGivenNothingFromBeforeARestart()
    {
        test::TempFolder folder;
        m_hand = std::make_unique<HandCache>(folder.path(u"cache"_s));
        m_hand->world.put(u"ada"_s, "a", "1");
        QCOMPARE(m_hand->ask(a()), u"1"_s);
        m_hand = std::make_unique<HandCache>(folder.path(u"cache"_s));
        m_hand->world.put(u"ada"_s, "a", "2");
        QCOMPARE(m_hand->ask(a(), Accept::Fresh), u"2"_s);
    }

    void aStoppedCacheBeginsNothingMore()
    {
        QCOMPARE(m_hand->ask(a()), u"1"_s);
        m_hand->cache->stop();
        m_hand->clock.pass(31s);
        QCOMPARE(m_hand->ask(a()), u"1 stale"_s);
        QVERIFY(m_hand->tasks.waiting.empty());
    }

    void aTypedValueIsTheSameAgain()
    {
        cache::Memoised<QJsonObject, &readObject> objects(*m_hand->cache, "object", {});
        const QJsonObject one{{u"is"_s, u"1"_s}};
        for (int i = 0; i < 2; ++i) {
            const auto got = objects.get(u"ada"_s, "p", "a", Accept::Stale);
            QVERIFY(got);
            QCOMPARE(got->value, one);
            QCOMPARE(got->stale, false);
        }
        QCOMPARE(m_hand->world.reads, 1);
    }

    void aKeptValueThatCannotBeReadIsComputedAnew()
    {
        cache::Memoised<QJsonObject, &readObject> objects(*m_hand->cache, "object", {});
        m_hand->cache->set(objects.key(u"ada"_s, "p", "a"), "no JSON");
        const auto got = objects.get(u"ada"_s, "p", "a", Accept::Stale);
        QVERIFY(got);
        QCOMPARE(got->value.value(u"is"_s).toString(), u"1"_s);
    }

    void whatIsTooLargeIsGivenAndNotKept()
    {
        m_hand = std::make_unique<HandCache>(QString(), 10'000);
        m_hand->world.put(u"ada"_s, "a", QByteArray(20'000, 'x'));
        QCOMPARE(m_hand->ask(a()).size(), 20'000);
        QVERIFY(!m_hand->cache->held(a()));
        QCOMPARE(m_hand->cache->statistics().bytes, 0);
    }

private:
    static cache::Key a() { return HandCache::key("a"); }
    static cache::Key b() { return HandCache::key("b"); }
    std::unique_ptr<HandCache> m_hand;
};

TIDELINE_SUITE(CacheTest)
#include "cache_test.moc"
