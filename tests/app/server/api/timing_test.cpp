// Time as a witness: whether how long an answer takes tells what the answer itself does not. Measured, not asserted on absolute
// times: Welch's t over interleaved samples in a random order, whose slowest tenth (other programs, page faults) is left out.
#include "core_fixture.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace tideline::server {

namespace {

constexpr double kFar = 10;       ///< of |t|: chance alone is above 4.5 once in 100,000
constexpr int kRepetitions = 3;   ///< far off in all of them, or it was the computer
constexpr double kKept = 0.9;

struct Sample {
    double mean = 0, variance = 0, count = 0;
};

Sample trimmed(std::vector<double> times)
{
    std::ranges::sort(times);
    times.resize(std::size_t(double(times.size()) * kKept));
    Sample sample;
    sample.count = double(times.size());
    sample.mean = std::accumulate(times.begin(), times.end(), 0.0) / sample.count;
    for (const double time : times)
        sample.variance += (time - sample.mean) * (time - sample.mean) / (sample.count - 1);
    return sample;
}

double welch(const Sample &a, const Sample &b)
{
    return (a.mean - b.mean) / std::sqrt(a.variance / a.count + b.variance / b.count);
}

}  // namespace

class TimingTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<CoreFixture> m_server;
    QByteArray m_ada, m_bob;
    std::mt19937_64 m_random;
    double m_t = 0;

    /// `ask(bool isFirst, int number)` makes one request of one of two kinds. True: no repetition, or not all, told them apart.
    template <typename Ask>
    bool tellsNothing(const char *what, int samples, Ask ask)
    {
        int far = 0;
        for (int repetition = 0; repetition < kRepetitions && far == repetition; ++repetition) {
            std::vector<char> order(std::size_t(2 * samples));
            std::fill(order.begin(), order.begin() + samples, char(1));
            std::ranges::shuffle(order, m_random);
            std::vector<double> first, second;
            for (int i = 0; i < 50; ++i)
                ask(i % 2 == 0, i);  // warm
            for (std::size_t i = 0; i < order.size(); ++i) {
                const auto begun = std::chrono::steady_clock::now();
                ask(order[i] != 0, int(i));
                const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - begun;
                (order[i] ? first : second).push_back(took.count());
            }
            const Sample a = trimmed(std::move(first)), b = trimmed(std::move(second));
            m_t = welch(a, b);
            qInfo("%s: |t| = %.1f (%.2f and %.2f us, %d samples of each)", what, std::abs(m_t), a.mean, b.mean, samples);
            far += std::abs(m_t) > kFar;
        }
        return far < kRepetitions;
    }
    QByteArray bytes(std::size_t size)
    {
        QByteArray made(qsizetype(size), Qt::Uninitialized);
        for (char &c : made)
            c = char(m_random());
        return made;
    }

private Q_SLOTS:
    void initTestCase()
    {
        bool isGiven = false;
        quint64 seed = qEnvironmentVariable("TIDELINE_SEED").toULongLong(&isGiven);
        if (!isGiven)
            seed = std::random_device{}();
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        m_random.seed(seed);
        m_server = std::make_unique<CoreFixture>();
        QVERIFY(m_server->ok());
        m_ada = m_server->user(u"ada"_s);
        m_bob = m_server->user(u"bob"_s);
    }

    /// Else all that follows proves nothing.
    void twoMicrosecondsAreSeen()
    {
        QVERIFY(!tellsNothing("2 us more", 10'000, [&](bool isFirst, int) {
            m_server->get("/api/v1/capabilities", {});
            const auto until = std::chrono::steady_clock::now() + std::chrono::microseconds(isFirst ? 2 : 0);
            while (std::chrono::steady_clock::now() < until) { }
        }));
    }

    void aWrongSecretThatBeginsRightly()
    {
        const qsizetype secret = m_ada.lastIndexOf('_') + 1;
        QByteArray near = m_ada, far = m_ada;
        near.back() = near.back() == '0' ? '1' : '0';
        for (qsizetype i = secret; i < far.size(); ++i)
            far[i] = far[i] == '0' ? '1' : '0';
        QCOMPARE(m_server->get("/api/v1/me", near).body, m_server->get("/api/v1/me", far).body);
        QVERIFY(tellsNothing("63 digits of a token's secret are right, or none", 10'000,
                             [&](bool isFirst, int) { m_server->get("/api/v1/me", isFirst ? near : far); }));
    }

    void aUserThatThereIs()
    {
        QVERIFY(m_server->core().addUser(u"there-is"_s, u"secret"_s));
        QVERIFY(tellsNothing("a wrong password of a user, or of none", 1'000, [&](bool isFirst, int) {
            m_server->clock.forward(std::chrono::seconds(61));  // it is not the limit that is measured
            m_server->post("/api/v1/login", {}, {{u"user"_s, isFirst ? u"there-is"_s : u"there-no"_s}, {u"password"_s, u"guess"_s}});
        }));
    }

    void aChunkThatOthersHave_data()
    {
        QTest::addColumn<QByteArray>("endpoint");
        QTest::newRow("negotiated") << QByteArray("/chunks:negotiate");
        QTest::newRow("fetched") << QByteArray("/packs:fetch");
    }
    void aChunkThatOthersHave()
    {
        QFETCH(QByteArray, endpoint);
        constexpr int kChunks = 500;
        const QByteArray content = bytes(1000 * kChunks);
        QCOMPARE(m_server->upload(m_server->project(m_ada), m_ada, {content}).status, 200);
        const QByteArray project = m_server->project(m_bob);
        QCOMPARE(m_server->upload(project, m_bob, {bytes(1000 * kChunks)}).status, 200);  // bob's own
        const Manifest held = manifestOf(content), unheld = manifestOf(bytes(1000 * kChunks));
        const bool isNegotiation = endpoint == "/chunks:negotiate";
        const auto body = [&](const Manifest &of, int i) -> QJsonObject {
            const Chunk &chunk = of.chunks[std::size_t(i % kChunks)];
            const QJsonArray one = isNegotiation ? wire::toJson(Manifest{{chunk}}) : QJsonArray{chunk.id.toString()};
            return {{u"chunks"_s, one}};
        };
        QCOMPARE(m_server->post(project + endpoint, m_bob, body(held, 0)).status, m_server->post(project + endpoint, m_bob, body(unheld, 0)).status);
        QVERIFY(tellsNothing(("a chunk that others have is " + QByteArray(QTest::currentDataTag()) + ", or one that nobody has").constData(), 10'000,
                             [&](bool isFirst, int i) { m_server->post(project + endpoint, m_bob, body(isFirst ? held : unheld, i)); }));
    }
};

}  // namespace tideline::server

QTEST_GUILESS_MAIN(tideline::server::TimingTest)
#include "timing_test.moc"
