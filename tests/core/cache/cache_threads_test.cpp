// Many threads at one cache: one computation for all who wait, waiters that give up, accounts that go away under them.
#include "core/cache/cache.h"

#include <QTest>

#include <condition_variable>
#include <thread>

#if defined(__SANITIZE_THREAD__)
// Qt Test's own watchdog thread, in libraries that are not built for this sanitizer.
extern "C" const char *__tsan_default_suppressions()
{
    return "called_from_lib:libQt6Core.so.6\ncalled_from_lib:libQt6Test.so.6\nrace:libQt6Test.so.6\n";
}
#endif

using namespace tideline;
using namespace std::chrono_literals;
using cache::Accept;
using cache::Key;

namespace {

/// A source that holds each reader until it is opened, and counts them.
class Gate final : public cache::Source {
public:
    Result<QByteArray> read(const QByteArray &what, const QString &, const std::atomic<bool> *cancelled) override
    {
        std::unique_lock lock(m_mutex);
        const int number = ++m_reads;
        m_entered.notify_all();
        while (!m_open && !(cancelled && *cancelled))
            m_opened.wait_for(lock, 1ms);
        if (cancelled && *cancelled)
            return Error{Error::Kind::Cancelled, u"Cancelled."_s, {}, {}};
        return what + ' ' + QByteArray::number(number);
    }
    void open()
    {
        const std::lock_guard lock(m_mutex);
        m_open = true;
        m_opened.notify_all();
    }
    void awaitReads(int count)
    {
        std::unique_lock lock(m_mutex);
        m_entered.wait(lock, [&] { return m_reads >= count; });
    }
    int reads()
    {
        const std::lock_guard lock(m_mutex);
        return m_reads;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_entered, m_opened;
    bool m_open = false;
    int m_reads = 0;
};

Result<QByteArray> readGate(const cache::Question &question)
{
    return question.source.read(question.key.arguments, u"read"_s, question.cancelled);
}

struct Gated {
    Gated()
    {
        cache = std::make_unique<cache::Cache>(cache::Cache::Parts{
            {}, systemClock(), std::make_unique<cache::ThreadExecutor>(3),
            [this](const QString &) -> Result<std::shared_ptr<cache::Source>> { return std::shared_ptr<cache::Source>(gate); }});
        cache->define("thing", &readGate, {.freshFor = 1h});
        cache->define("old", &readGate, {.freshFor = 0ms});
        cache->open(u"ada"_s);
    }
    void awaitJoined(qint64 count) const
    {
        while (cache->statistics().joined < count)
            std::this_thread::yield();
    }
    std::shared_ptr<Gate> gate = std::make_shared<Gate>();
    std::unique_ptr<cache::Cache> cache;
};

const Key kThing{u"ada"_s, "thing", "p", "a"};

}  // namespace

class CacheThreadsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void oneComputesForAllWhoWait()
    {
        Gated gated;
        std::atomic<int> right = 0;
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < 32; ++i)
                threads.emplace_back([&] {
                    const auto got = gated.cache->get(kThing, Accept::Fresh);
                    right += got && got->value == "a 1";
                });
            gated.awaitJoined(31);
            gated.gate->open();
        }
        QCOMPARE(right.load(), 32);
        QCOMPARE(gated.gate->reads(), 1);
    }

    void aWaiterThatGivesUpIsAloneInThat()
    {
        Gated gated;
        std::atomic<bool> cancelled = false;
        std::optional<Result<cache::Got>> first, second, third;
        {
            std::jthread one([&] { first = gated.cache->get(kThing, Accept::Fresh); });
            gated.gate->awaitReads(1);
            std::jthread two([&] { second = gated.cache->get(kThing, Accept::Fresh, &cancelled); });
            std::jthread three([&] { third = gated.cache->get(kThing, Accept::Fresh); });
            gated.awaitJoined(2);
            cancelled = true;
            two.join();
            QVERIFY(!*second && second->error().kind == Error::Kind::Cancelled);
            gated.gate->open();
        }
        QVERIFY(*first && *third);
        QCOMPARE((*first)->value, QByteArray("a 1"));
        QCOMPARE((*third)->value, QByteArray("a 1"));
    }

    void whenWhoComputesGivesUpAnotherGoesOn()
    {
        Gated gated;
        std::atomic<bool> cancelled = false;
        std::optional<Result<cache::Got>> first, second;
        {
            std::jthread one([&] { first = gated.cache->get(kThing, Accept::Fresh, &cancelled); });
            gated.gate->awaitReads(1);
            std::jthread two([&] { second = gated.cache->get(kThing, Accept::Fresh); });
            gated.awaitJoined(1);
            cancelled = true;
            gated.gate->awaitReads(2);
            gated.gate->open();
        }
        QVERIFY(!*first && first->error().kind == Error::Kind::Cancelled);
        QVERIFY(bool(*second));
        QCOMPARE((*second)->value, QByteArray("a 2"));
    }

    void whoWaitsForAnAccountThatGoesIsLetGoAtOnce()
    {
        Gated gated;
        std::optional<Result<cache::Got>> first, second;
        {
            std::jthread one([&] { first = gated.cache->get(kThing, Accept::Fresh); });
            gated.gate->awaitReads(1);
            std::jthread two([&] { second = gated.cache->get(kThing, Accept::Fresh); });
            gated.awaitJoined(1);
            gated.cache->forget(u"ada"_s);
            two.join();  // though the gate is shut
            gated.gate->open();
        }
        QVERIFY(!*first && first->error().kind == Error::Kind::Cancelled);
        QVERIFY(!*second && second->error().kind == Error::Kind::Cancelled);
        QVERIFY(!gated.cache->held(kThing));
    }

    void theEndWaitsForWorkersAndTheyAreToldToStop()
    {
        auto gated = std::make_unique<Gated>();
        const Key old{u"ada"_s, "old", "p", "a"};
        gated->cache->set(old, "0");
        const auto got = gated->cache->get(old, Accept::Stale);
        QVERIFY(got && got->stale);
        gated->gate->awaitReads(1);
        gated.reset();  // the gate stays shut: only a worker that is told so ends
    }

    void whatEverThreadsDoNothingIsLostOrMixedUp()
    {
        Gated gated;
        gated.gate->open();
        std::atomic<int> wrong = 0;
        {
            std::vector<std::jthread> threads;
            for (int number = 0; number < 8; ++number)
                threads.emplace_back([&, number] {
                    for (int i = 0; i < 400; ++i) {
                        const QByteArray what(1, char('a' + (i * 7 + number) % 5));
                        const Key key{u"ada"_s, (i + number) % 2 ? "thing" : "old", "p", what};
                        if (number == 0 && i % 10 == 0)
                            gated.cache->judge({u"ada"_s}, i % 20 ? cache::Verdict::Gone : cache::Verdict::Outdated);
                        if (number == 1 && i % 50 == 0) {
                            gated.cache->forget(u"ada"_s);
                            gated.cache->open(u"ada"_s);
                        }
                        const auto got = gated.cache->get(key, Accept(i % 3));
                        wrong += got ? !got->value.startsWith(what + ' ')
                                     : got.error().kind != Error::Kind::Cancelled && got.error().kind != Error::Kind::SignIn;
                    }
                });
        }
        QCOMPARE(wrong.load(), 0);
    }
};

QTEST_APPLESS_MAIN(CacheThreadsTest)
#include "cache_threads_test.moc"
