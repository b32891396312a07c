#include "core/cache/cache.h"

#include <QLoggingCategory>

#include <algorithm>

namespace tideline::cache {

namespace {

Q_LOGGING_CATEGORY(lcCache, "tideline.cache", QtInfoMsg)

constexpr std::chrono::milliseconds kLookEvery(20);  // whether the caller still wants it

bool isSet(const std::atomic<bool> *flag)
{
    return flag && flag->load(std::memory_order_relaxed);
}

Error cancelledError(const QString &what)
{
    return {Error::Kind::Cancelled, what, {}, {}};
}

}  // namespace

Error Cache::erased()
{
    return cancelledError(u"What was asked for was erased meanwhile."_s);
}

/// For the record of a session's requests (tests/data/cache_trace.txt): names nothing and nobody.
void Cache::tell(const Key &key, qsizetype bytes, const char *how)
{
    qCDebug(lcCache, "asked %s %016zx %lld %s", key.prefix.constData(), std::hash<Key>{}(key), qlonglong(bytes), how);
}

Cache::Cache(Parts parts) : m_parts(std::move(parts)), m_memory(m_parts.memoryBytes), m_disk(m_parts.folder, m_parts.diskBytes) {}

void Cache::define(const QByteArray &prefix, Function function, Policy policy)
{
    Q_ASSERT(!prefix.isEmpty() && !prefix.contains('-') && !prefix.contains('/') && !prefix.contains('.'));
    m_entries[prefix] = {function, policy};
}

const Cache::Entry &Cache::entry(const Key &key) const
{
    const auto found = m_entries.find(key.prefix);
    Q_ASSERT(found != m_entries.end());
    return found->second;
}

void Cache::stop()
{
    std::unique_ptr<Executor> executor;
    {
        const MutexLock lock(m_mutex);
        m_stopped = true;
        for (const auto &[key, flight] : m_flights)
            flight->cancelled = true;
        executor = std::move(m_parts.executor);
    }
}

bool Cache::isFresh(const Key &key, const Held &held) const
{
    const Policy &policy = entry(key).policy;
    const qint64 age = m_parts.clock.nowMs() - held.atMs;
    return policy.isFixed || (!held.outdated && age >= 0 && age < policy.freshFor.count());  // age < 0: the clock was put back
}

Result<Got> Cache::get(const Key &key, Accept accept, const std::atomic<bool> *cancelled)
{
    if (accept == Accept::Stale)
        bringFromDisk(key);
    while (true) {
        const FlightPtr own = std::make_shared<Flight>();
        {
            const MutexLock lock(m_mutex);
            if (!m_open.contains(key.account))
                return Error{Error::Kind::SignIn, u"This account is not signed in any more."_s, {}, {}};
            if (isSet(cancelled))
                return cancelledError(u"Cancelled."_s);
            if (accept != Accept::New) {
                if (auto got = fromMemory(key, accept))
                    return *std::move(got);
                if (const FlightPtr others = underWay(key)) {
                    if (auto ended = await(others, cancelled))
                        return *std::move(ended);
                    continue;  // who computed it gave up
                }
            }
            ++m_statistics.misses;
            begin(*own);
            m_flights.emplace(key, own);
        }
        return finish(key, own, compute(key, cancelled), false);
    }
}

/// The disk is asked without the lock: meanwhile others go on, and what they erase stays erased.
void Cache::bringFromDisk(const Key &key)
{
    if (entry(key).policy.keep != Keep::OnDisk)
        return;
    quint64 erasures = 0;
    {
        const MutexLock lock(m_mutex);
        if (m_memory.find(key) || !m_open.contains(key.account))
            return;
        erasures = m_erasures;
    }
    auto stored = m_disk.read(key);
    const MutexLock lock(m_mutex);
    if (stored && erasures == m_erasures && !m_memory.find(key))
        m_memory.put(key, {std::move(stored->value), stored->atMs, 0, true, {}, 0});
}

std::optional<Got> Cache::fromMemory(const Key &key, Accept accept)
{
    Held *held = m_memory.find(key);
    const bool fresh = held && isFresh(key, *held);
    if (!held || (!fresh && accept != Accept::Stale))
        return std::nullopt;
    m_memory.touch(key);
    ++(fresh ? m_statistics.hits : m_statistics.staleHits);
    const qint64 failedAgo = m_parts.clock.nowMs() - held->failedAtMs;
    const bool waits = held->failure && failedAgo >= 0 && failedAgo < entry(key).policy.retryAfter.count();
    if (!fresh && !waits)
        refresh(key);
    tell(key, held->value.size(), fresh ? "fresh" : "stale");
    return Got{held->value, !fresh, true, fresh ? std::nullopt : held->failure};
}

Cache::FlightPtr Cache::underWay(const Key &key) const
{
    const auto [first, last] = m_flights.equal_range(key);
    const auto found = std::find_if(first, last, [](const auto &one) { return one.second->order > 0 && one.second->landing == Landing::Fresh; });
    return found == last ? nullptr : found->second;
}

/// nullopt: it was given up by who computed it.
std::optional<Result<Got>> Cache::await(const FlightPtr &flight, const std::atomic<bool> *cancelled)
{
    ++m_statistics.joined;
    while (!flight->outcome && flight->landing != Landing::Never) {
        if (isSet(cancelled))
            return cancelledError(u"Cancelled."_s);
        m_ended.wait_for(m_mutex, kLookEvery);
    }
    if (flight->landing == Landing::Never)
        return erased();
    const Result<QByteArray> &outcome = *flight->outcome;
    if (outcome)
        return Got{*outcome, flight->landing != Landing::Fresh, false, {}};
    if (outcome.error().kind == Error::Kind::Cancelled)
        return std::nullopt;
    return outcome.error();
}

void Cache::begin(Flight &flight)
{
    flight.order = ++m_order;
    flight.begunAtMs = m_parts.clock.nowMs();
}

/// One worker computes it anew, unless one does or will.
void Cache::refresh(const Key &key)
{
    const auto [first, last] = m_flights.equal_range(key);
    if (m_stopped || std::any_of(first, last, [](const auto &one) { return one.second->landing == Landing::Fresh; }))
        return;
    const FlightPtr flight = std::make_shared<Flight>();
    m_flights.emplace(key, flight);
    m_parts.executor->post([this, key, flight] { runRefresh(key, flight); });
}

void Cache::runRefresh(const Key &key, const FlightPtr &flight)
{
    {
        const MutexLock lock(m_mutex);
        const Held *held = m_memory.find(key);
        if (flight->landing == Landing::Never || m_stopped || (held && isFresh(key, *held))) {
            const auto [first, last] = m_flights.equal_range(key);
            m_flights.erase(std::find_if(first, last, [&](const auto &one) { return one.second == flight; }));
            return;
        }
        begin(*flight);
        ++m_statistics.refreshes;
    }
    (void)finish(key, flight, compute(key, &flight->cancelled), true);  // whoever asked has the old value
}

Result<QByteArray> Cache::compute(const Key &key, const std::atomic<bool> *cancelled) const
{
    const auto source = m_parts.sourceOf(key.account);
    if (!source)
        return source.error();
    return entry(key).function({key, **source, cancelled});
}

std::optional<QByteArray> Cache::held(const Key &key) const
{
    const MutexLock lock(m_mutex);
    const Held *held = m_memory.find(key);
    return held ? std::optional(held->value) : std::nullopt;
}

Statistics Cache::statistics() const
{
    const MutexLock lock(m_mutex);
    Statistics statistics = m_statistics;
    statistics.evictions = m_memory.evictions();
    statistics.bytes = m_memory.bytes();
    statistics.values = m_memory.count();
    statistics.diskBytes = m_disk.bytes();
    statistics.diskDamaged = m_disk.damaged();
    statistics.diskFailures = m_disk.failures();
    return statistics;
}

}  // namespace tideline::cache
