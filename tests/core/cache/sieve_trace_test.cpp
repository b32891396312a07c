// The hit rates of SIEVE, LRU and FIFO on the requests of a recorded session (tests/data/cache_trace.txt), for caches that hold a
// part of what it asks for. Printed; what must hold is that SIEVE is not worse than FIFO, and never far behind LRU.
#include "core/cache/sieve.h"
#include "tests/support/suite.h"

#include <QByteArray>
#include <QFile>
#include <QString>
#include <QTest>

#include <unordered_map>

using namespace Qt::StringLiterals;
using tideline::cache::Sieve;

namespace {

struct Request {
    QByteArray key;
    qint64 bytes = 0;
};

/// LRU (Moves::Yes) and FIFO.
enum class Moves { No, Yes };
template <Moves moves>
class Queue {
public:
    using Place = std::list<QByteArray>::iterator;
    Place add(const QByteArray &key)
    {
        m_keys.push_front(key);
        return m_keys.begin();
    }
    void touch(Place place)
    {
        if (moves == Moves::Yes)
            m_keys.splice(m_keys.begin(), m_keys, place);
    }
    std::optional<QByteArray> evict()
    {
        std::optional<QByteArray> key(m_keys.back());
        m_keys.pop_back();
        return key;
    }

private:
    std::list<QByteArray> m_keys;
};

/// Hits per hundred requests of a cache with so many bytes.
template <typename Policy>
double hitRate(const std::vector<Request> &trace, qint64 limit)
{
    Policy policy;
    std::unordered_map<QByteArray, std::pair<qint64, typename Policy::Place>> held;
    qint64 bytes = 0;
    int hits = 0;
    for (const Request &request : trace) {
        if (const auto found = held.find(request.key); found != held.end()) {
            ++hits;
            policy.touch(found->second.second);
            continue;
        }
        if (request.bytes > limit)
            continue;
        while (bytes + request.bytes > limit) {
            const auto out = held.find(*policy.evict());
            bytes -= out->second.first;
            held.erase(out);
        }
        bytes += request.bytes;
        held.emplace(request.key, std::pair(request.bytes, policy.add(request.key)));
    }
    return 100.0 * hits / double(trace.size());
}

std::vector<Request> readTrace(const QString &path)
{
    std::vector<Request> trace;
    QFile file(path);
    if (!file.open(QFile::ReadOnly))
        return trace;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine().trimmed();
        if (const QByteArrayList words = line.split(' '); words.size() == 3 && !line.startsWith('#'))
            trace.push_back({words[0] + words[1], words[2].toLongLong() + 400});
    }
    return trace;
}

}  // namespace

class SieveTraceTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sieveIsNotBehindOnARecordedSession()
    {
        const auto trace = readTrace(qEnvironmentVariable("TIDELINE_SOURCE") + u"/tests/data/cache_trace.txt"_s);
        QVERIFY(trace.size() > 1000);
        std::unordered_map<QByteArray, qint64> all;
        qint64 total = 0;
        for (const Request &request : trace)
            total += all.emplace(request.key, request.bytes).second ? request.bytes : 0;
        qInfo("%zu requests of %zu values, %lld bytes", trace.size(), all.size(), qlonglong(total));
        qInfo("  cache       SIEVE    LRU   FIFO   (hits per hundred requests)");
        double sieves = 0, lrus = 0, fifos = 0;
        for (const int percent : {2, 5, 10, 20, 40, 100}) {
            const qint64 limit = total * percent / 100;
            const double sieve = hitRate<Sieve<QByteArray>>(trace, limit);
            const double lru = hitRate<Queue<Moves::Yes>>(trace, limit);
            const double fifo = hitRate<Queue<Moves::No>>(trace, limit);
            qInfo("  %3d %% of it  %5.1f  %5.1f  %5.1f", percent, sieve, lru, fifo);
            sieves += sieve;
            lrus += lru;
            fifos += fifo;
        }
        QVERIFY(sieves >= fifos);
        QVERIFY(sieves >= lrus - 6);  // a point in the mean
    }

    void aWalkThroughEverythingOnceCostsSieveLittle()
    {
        // A hot set that fits, and a scan of a thousand folders between two looks at it.
        std::vector<Request> trace;
        for (int round = 0; round < 20; ++round) {
            for (int look = 0; look < 3; ++look) {
                for (int hot = 0; hot < 40; ++hot)
                    trace.push_back({"hot" + QByteArray::number(hot), 1000});
            }
            for (int i = 0; i < 100; ++i)
                trace.push_back({"cold" + QByteArray::number(round * 100 + i), 1000});
        }
        const double sieve = hitRate<Sieve<QByteArray>>(trace, 60'000);
        const double lru = hitRate<Queue<Moves::Yes>>(trace, 60'000);
        QVERIFY2(sieve > lru + 10, qPrintable(QString::number(sieve) + u' ' + QString::number(lru)));
    }
};

TIDELINE_SUITE(SieveTraceTest)
#include "sieve_trace_test.moc"
