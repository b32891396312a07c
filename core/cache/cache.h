// The stale-while-revalidate cache: what a function gave is given again, at once, and computed anew behind the back of who asks.
#pragma once

#include "core/base/clock.h"
#include "core/base/mutex.h"
#include "core/cache/disk_shelf.h"
#include "core/cache/executor.h"
#include "core/cache/flight.h"
#include "core/cache/memory_shelf.h"
#include "core/cache/question.h"

#include <map>
#include <memory>
#include <set>

namespace tideline::cache {

struct Statistics {
    qint64 hits = 0;       ///< fresh ones
    qint64 staleHits = 0;
    qint64 misses = 0;     ///< computed by who asked
    qint64 joined = 0;     ///< waited for one who was computing it already
    qint64 refreshes = 0;  ///< computed by workers
    qint64 failures = 0;
    qint64 evictions = 0;
    qint64 bytes = 0, values = 0;
    qint64 diskBytes = 0, diskDamaged = 0, diskFailures = 0;
};

/// Memoises functions under (account, prefix, scope, arguments).
///
/// Thread:    any, but define(), which comes first.
/// Ownership: the executor, and the folder on the disk.
/// Invariant: a value lands only while its account is open and nobody erased it since its computation began; one that began
///            earlier never replaces one that began later; one that was outdated while it was computed is never fresh.
class Cache {
public:
    struct Parts {
        QString folder;  ///< for this cache alone, below a folder that is there; empty = memory alone
        Clock &clock;
        std::unique_ptr<Executor> executor;
        /// The account's source. Errors: SignIn (it is not signed in any more).
        std::function<Result<std::shared_ptr<Source>>(const QString &account)> sourceOf;
        std::function<void(const Change &)> onChange = {};  ///< on the thread that computed it, without a lock
        qint64 memoryBytes = 32 << 20;
        qint64 diskBytes = 64 << 20;
    };
    explicit Cache(Parts parts);
    ~Cache() { stop(); }
    Cache(const Cache &) = delete;
    Cache &operator=(const Cache &) = delete;

    void define(const QByteArray &prefix, Function function, Policy policy);
    /// From now on values of this account land.
    void open(const QString &account);
    /// Forgets every other account, those of earlier runs too; empty: all of them.
    void keepOnly(const QString &account);
    /// Erases all of it in memory and on the disk; what is being computed lands nowhere, and its callers get Cancelled.
    void forget(const QString &account);
    /// No worker computes any more; returns when the last has ended. get() goes on.
    void stop();

    /// Errors: those of the function; SignIn (the account is not open); Cancelled (by the caller, or it was forgotten meanwhile).
    /// Whoever waits for another's computation goes on by itself when that one was cancelled.
    Result<Got> get(const Key &key, Accept accept, const std::atomic<bool> *cancelled = nullptr);
    /// What somebody else heard: the newest value there is.
    void set(const Key &key, const QByteArray &value);
    /// The value of whatever age that is in memory; no use of it.
    std::optional<QByteArray> held(const Key &key) const;
    /// Which values were fresh until now. A computation under way is judged alike; one by a worker begins anew.
    std::vector<Key> judge(const Selection &selection, Verdict verdict);
    Statistics statistics() const;

private:
    using FlightPtr = std::shared_ptr<Flight>;
    struct Entry {
        Function function;
        Policy policy;
    };
    struct Landed;

    static Error erased();
    static void tell(const Key &key, qsizetype bytes, const char *how);
    const Entry &entry(const Key &key) const;
    bool isFresh(const Key &key, const Held &held) const;
    void bringFromDisk(const Key &key);
    std::optional<Got> fromMemory(const Key &key, Accept accept) TIDELINE_REQUIRES(m_mutex);
    FlightPtr underWay(const Key &key) const TIDELINE_REQUIRES(m_mutex);
    std::optional<Result<Got>> await(const FlightPtr &flight, const std::atomic<bool> *cancelled) TIDELINE_REQUIRES(m_mutex);
    void begin(Flight &flight) TIDELINE_REQUIRES(m_mutex);
    void refresh(const Key &key) TIDELINE_REQUIRES(m_mutex);
    void runRefresh(const Key &key, const FlightPtr &flight);
    Result<QByteArray> compute(const Key &key, const std::atomic<bool> *cancelled) const;
    Result<Got> finish(const Key &key, const FlightPtr &flight, Result<QByteArray> outcome, bool byWorker);
    Landed settle(const Key &key, Flight &flight, const Result<QByteArray> &outcome) TIDELINE_REQUIRES(m_mutex);
    void take(const Key &key, const Landed &landed);

    Parts m_parts;
    std::map<QByteArray, Entry> m_entries;
    mutable Mutex m_mutex;
    std::condition_variable_any m_ended;  ///< a computation ended, or was judged
    MemoryShelf m_memory TIDELINE_GUARDED_BY(m_mutex);
    std::unordered_multimap<Key, FlightPtr> m_flights TIDELINE_GUARDED_BY(m_mutex);
    std::set<QString> m_open TIDELINE_GUARDED_BY(m_mutex);
    quint64 m_order TIDELINE_GUARDED_BY(m_mutex) = 0;
    quint64 m_erasures TIDELINE_GUARDED_BY(m_mutex) = 0;  ///< how often something was erased: what was read before is void
    bool m_stopped TIDELINE_GUARDED_BY(m_mutex) = false;
    mutable Statistics m_statistics TIDELINE_GUARDED_BY(m_mutex);
    DiskShelf m_disk;
};

}  // namespace tideline::cache
