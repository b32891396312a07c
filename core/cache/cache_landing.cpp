// What becomes of values: how they land, are outdated, and are erased.
#include "core/cache/cache.h"

#include <algorithm>

namespace tideline::cache {

namespace {

/// Whether this failure says that there is no such value (any more) for this account: then nobody may see the old one.
bool endsValue(const Error &error)
{
    return error.kind == Error::Kind::NotFound || error.kind == Error::Kind::Denied;
}

}  // namespace

/// What finish() does when the lock is let go.
struct Cache::Landed {
    std::optional<StoredValue> write;
    quint64 order = 0;
    bool erase = false;
    std::optional<Change> change;
};

void Cache::open(const QString &account)
{
    const MutexLock lock(m_mutex);
    if (!account.isEmpty())
        m_open.insert(account);
}

void Cache::keepOnly(const QString &account)
{
    std::set<QString> others;
    {
        const MutexLock lock(m_mutex);
        others = m_open;
    }
    others.erase(account);
    for (const QString &other : others)
        forget(other);
    m_disk.keepOnly(account);
}

void Cache::forget(const QString &account)
{
    {
        const MutexLock lock(m_mutex);
        m_open.erase(account);
    }
    judge({account}, Verdict::Gone);
}

Result<Got> Cache::finish(const Key &key, const FlightPtr &flight, Result<QByteArray> outcome, bool byWorker)
{
    Landed landed;
    Landing landing{};
    {
        const MutexLock lock(m_mutex);
        const auto [first, last] = m_flights.equal_range(key);
        m_flights.erase(std::find_if(first, last, [&](const auto &one) { return one.second == flight; }));
        landing = flight->landing;
        if (landing != Landing::Never)
            landed = settle(key, *flight, outcome);
        flight->outcome = outcome;
        if (outcome && landing == Landing::Stale && m_memory.find(key))
            refresh(key);  // whoever got it was not told that it was outdated
    }
    m_ended.notify_all();
    take(key, landed);
    if (landing == Landing::Never)
        return erased();
    if (!outcome)
        return outcome.error();
    tell(key, outcome->size(), byWorker ? "refreshed" : "computed");
    return Got{*std::move(outcome), landing != Landing::Fresh, false, {}};
}

Cache::Landed Cache::settle(const Key &key, Flight &flight, const Result<QByteArray> &outcome)
{
    Landed landed;
    Held *held = m_memory.find(key);
    if (held && held->order > flight.order)
        return landed;  // one that began later has landed
    if (!outcome && outcome.error().kind == Error::Kind::Cancelled)
        return landed;
    if (!outcome) {
        ++m_statistics.failures;
        if (endsValue(outcome.error())) {
            landed.erase = true;
            ++m_erasures;
            if (held)
                landed.change = Change{key, std::nullopt};
            m_memory.erase(key);
        } else if (held) {
            held->failure = outcome.error();
            held->failedAtMs = flight.landing == Landing::Fresh ? m_parts.clock.nowMs() : 0;
        }
        return landed;
    }
    if (held && held->value != *outcome)
        landed.change = Change{key, *outcome};
    m_memory.put(key, {*outcome, flight.begunAtMs, flight.order, flight.landing != Landing::Fresh, {}, 0});
    if (entry(key).policy.keep == Keep::OnDisk) {
        landed.write = StoredValue{key, flight.begunAtMs, *outcome};
        landed.order = flight.order;
    }
    return landed;
}

/// What the disk and others get to know. What was erased or replaced since is not written.
void Cache::take(const Key &key, const Landed &landed)
{
    if (landed.erase)
        m_disk.erase(Selection::exactly(key));
    if (landed.write) {
        m_disk.write(*landed.write, [&] {
            const MutexLock lock(m_mutex);
            const Held *held = m_memory.find(key);
            return held && held->order == landed.order;
        });
    }
    if (landed.change && m_parts.onChange)
        m_parts.onChange(*landed.change);
}

void Cache::set(const Key &key, const QByteArray &value)
{
    Landed landed;
    {
        const MutexLock lock(m_mutex);
        if (!m_open.contains(key.account))
            return;
        Flight now;
        begin(now);
        landed = settle(key, now, value);
    }
    take(key, landed);
}

std::vector<Key> Cache::judge(const Selection &selection, Verdict verdict)
{
    std::vector<Key> fresh;
    {
        const MutexLock lock(m_mutex);
        for (const auto &[key, flight] : m_flights) {
            if (!selection.has(key))
                continue;
            if (verdict == Verdict::Gone) {
                flight->landing = Landing::Never;
                flight->cancelled = true;
            } else if (flight->order > 0 && flight->landing == Landing::Fresh) {
                flight->landing = Landing::Stale;
            }
        }
        for (const Key &key : m_memory.keys(selection)) {
            Held *held = m_memory.find(key);
            if (isFresh(key, *held))
                fresh.push_back(key);
            held->outdated = true;
            held->failure.reset();
            if (verdict == Verdict::Gone)
                m_memory.erase(key);
        }
        m_erasures += verdict == Verdict::Gone ? 1 : 0;
    }
    m_ended.notify_all();
    if (verdict == Verdict::Gone)
        m_disk.erase(selection);
    return fresh;
}

}  // namespace tideline::cache
