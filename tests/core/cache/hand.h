// A clock, workers and a world outside that a test moves by hand.
#pragma once

#include "core/cache/cache.h"

#include <QMap>

#include <deque>
#include <mutex>

namespace tideline::test {

class HandClock final : public Clock {
public:
    qint64 nowNs() const override { return m_nowMs * 1'000'000; }
    std::chrono::nanoseconds monotonic() const override { return std::chrono::milliseconds(m_nowMs); }
    void sleepFor(std::chrono::milliseconds duration) override { m_nowMs += duration.count(); }
    void pass(std::chrono::milliseconds duration) { m_nowMs += duration.count(); }

private:
    std::atomic<qint64> m_nowMs = 1'700'000'000'000;
};

/// Tasks wait until the test runs them, on its own thread. Outlived by its view.
class HandExecutor final : public cache::Executor {
public:
    struct Tasks {
        std::deque<std::function<void()>> waiting;
        /// False: nothing waits.
        bool runOne()
        {
            if (waiting.empty())
                return false;
            const auto task = std::move(waiting.front());
            waiting.pop_front();
            task();
            return true;
        }
        void runAll()
        {
            while (runOne()) { }
        }
    };
    explicit HandExecutor(Tasks &tasks) : m_tasks(tasks) {}
    ~HandExecutor() override { m_tasks.waiting.clear(); }
    void post(std::function<void()> task) override { m_tasks.waiting.push_back(std::move(task)); }

private:
    Tasks &m_tasks;
};

/// What the accounts' sources know, and a place to stop a computation at.
struct World {
    std::mutex mutex;
    QMap<QString, QByteArray> values;  ///< by "account/what"
    std::optional<Error> trouble;
    std::function<void()> during;  ///< runs in the middle of each computation: after it was read, before it is given
    int reads = 0;

    void put(const QString &account, const QByteArray &what, const QByteArray &value)
    {
        const std::lock_guard lock(mutex);
        values[account + u'/' + QString::fromUtf8(what)] = value;
    }
};

class WorldSource final : public cache::Source {
public:
    WorldSource(World &world, QString account) : m_world(world), m_account(std::move(account)) {}
    Result<QByteArray> read(const QByteArray &what, const QString &, const std::atomic<bool> *cancelled) override
    {
        Result<QByteArray> result = QByteArray();
        std::function<void()> during;
        {
            const std::lock_guard lock(m_world.mutex);
            ++m_world.reads;
            const QString key = m_account + u'/' + QString::fromUtf8(what);
            if (m_world.trouble)
                result = *m_world.trouble;
            else if (m_world.values.contains(key))
                result = m_world.values.value(key);
            else
                result = Error{Error::Kind::NotFound, u"There is no such thing."_s, {}, {}};
            during = m_world.during;
        }
        if (during)
            during();
        if (cancelled && *cancelled)
            return Error{Error::Kind::Cancelled, u"Cancelled."_s, {}, {}};
        return result;
    }

private:
    World &m_world;
    QString m_account;
};

inline Result<QByteArray> readThing(const cache::Question &question)
{
    return question.source.read(question.key.arguments, u"read a thing"_s, question.cancelled);
}

/// A cache on the world; "thing" is kept on the disk, "note" in memory alone; "named" is never old.
struct HandCache {
    explicit HandCache(QString folder = {}, qint64 memoryBytes = 1 << 20, qint64 diskBytes = 1 << 20)
    {
        cache = std::make_unique<cache::Cache>(cache::Cache::Parts{
            std::move(folder), clock, std::make_unique<HandExecutor>(tasks),
            [this](const QString &account) -> Result<std::shared_ptr<cache::Source>> {
                return std::shared_ptr<cache::Source>(std::make_shared<WorldSource>(world, account));
            },
            [this](const cache::Change &change) { changes.push_back(change); }, memoryBytes, diskBytes});
        cache->define("thing", &readThing, {});
        cache->define("note", &readThing, {.keep = cache::Keep::InMemory});
        cache->define("named", &readThing, {.isFixed = true});
        cache->open(u"ada"_s);
        cache->open(u"bob"_s);
    }
    static cache::Key key(const QByteArray &arguments, const QString &account = u"ada"_s, const QByteArray &scope = "p",
                          const QByteArray &prefix = "thing")
    {
        return {account, prefix, scope, arguments};
    }
    /// "VALUE", with " stale" and " failed" behind it, or the error's kind.
    QString ask(const cache::Key &what, cache::Accept accept = cache::Accept::Stale, const std::atomic<bool> *cancelled = nullptr)
    {
        const auto got = cache->get(what, accept, cancelled);
        if (!got)
            return toString(got.error().kind);
        return QString::fromUtf8(got->value) + (got->stale ? u" stale"_s : QString()) + (got->failure ? u" failed"_s : QString());
    }

    HandClock clock;
    HandExecutor::Tasks tasks;
    World world;
    std::vector<cache::Change> changes;
    std::unique_ptr<cache::Cache> cache;
};

}  // namespace tideline::test
