#include "tests/sim/scenario.h"

#include "tests/sim/mutants.h"
#include "tests/sim/sim_user.h"

#include <array>
#include <deque>

namespace tideline::sim {

namespace {

constexpr qint64 kMs = 1'000'000;

/// The actors and how they know that it is time to stop.
class Scenario {
public:
    Scenario(quint64 seed, const SeedOptions &options)
        : m_chance(seed * 4 + 5),
          m_storm(storm()),
          m_stage(seed, options.print, m_storm.calmed(), options.clients),
          m_world(m_stage.world),
          m_server(m_stage.server),
          m_clients(m_stage.clients)
    {
        for (SimClient &client : m_clients) {
            m_users.emplace_back(m_world, client, m_stage.history);
            if (!options.mutant.isEmpty())
                plantMutant(options.mutant, client);
        }
        m_server.onEvent = [this](const server::ChangeEvent &) { deliverHints(); };
        m_actions = 10 + int(m_chance.below(30));
        m_crashes = m_chance.below(8) == 0 ? 0 : 1 + int(m_chance.below(3));
        if (options.actions > 0) {
            m_actions = (options.actions + options.clients - 1) / options.clients;
            m_crashes = std::max(3, m_crashes * 2);
        }
        m_world.scheduler.setCalm(std::array<quint64, 4>{3, 12, 50, 200}[m_chance.below(4)]);
    }

    RunReport run()
    {
        return m_stage.run([this] { begin(); });
    }

private:
    Weather storm()
    {
        Weather weather;
        weather.model = m_chance.below(2) == 0 ? CrashModel::Ordered : CrashModel::Any;
        weather.granularityNs = std::array<qint64, 4>{1, 4 * kMs, 4 * kMs, 1000 * kMs}[m_chance.below(4)];
        weather.reusesInodes = m_chance.below(2) == 0;
        weather.networkPercent = std::array<int, 4>{0, 3, 10, 25}[m_chance.below(4)];
        weather.diskPerMille = std::array<int, 4>{0, 0, 2, 20}[m_chance.below(4)];
        return weather;
    }

    bool stopping() const { return m_world.scheduler.stopping(); }
    void fail(const QByteArray &what) { m_world.scheduler.fail(what); }

    /// The stage is set up: the storm begins.
    void begin()
    {
        m_world.weather = m_storm;
        m_world.tell("set up; " + QByteArray::number(m_actions) + " actions each, " + QByteArray::number(m_crashes)
                     + " crashes, network faults " + QByteArray::number(m_storm.networkPercent) + " %, "
                     + (m_storm.model == CrashModel::Ordered ? "ordered" : "harsh") + " disks, time stamps of "
                     + QByteArray::number(m_storm.granularityNs) + " ns, disk faults "
                     + QByteArray::number(m_storm.diskPerMille) + " in 1000");
        for (std::size_t i = 0; i < m_clients.size(); ++i) {
            const QByteArray name = m_clients[i].name();
            m_world.scheduler.spawn(name + " user", [this, i] { work(i); });
            m_world.scheduler.spawn(name, [this, i] { keepSynced(m_clients[i]); });
        }
        m_world.scheduler.spawn("keeper", [this] { keepServerUp(); });
        m_world.scheduler.spawn("chaos", [this] { wreck(); });
        m_world.scheduler.spawn("judge", [this] { judge(); });
    }

    void work(std::size_t i)
    {
        for (int action = 0; action < m_actions && !stopping(); ++action) {
            if (m_world.users.below(3) == 0)
                m_world.scheduler.sleepFor(qint64(m_world.users.below(20 * kMs)));
            m_users[i].act();
            m_world.scheduler.point();
        }
        ++m_usersDone;
    }

    void keepSynced(SimClient &client)
    {
        while (!m_quiet && !stopping()) {
            if (!client.isUp()) {
                m_world.scheduler.sleepFor(qint64(m_chance.below(30 * kMs)));
                if (!client.boot()) {
                    client.bury();
                    continue;
                }
            }
            m_world.scheduler.sleepFor(qint64(m_chance.below(client.isHinted() ? 3 * kMs : 40 * kMs)));
            const auto outcome = client.sync(m_chance.below(4) == 0);
            if (!outcome) {
                client.bury();
                continue;
            }
            if (!*outcome)
                check(client, outcome->error());
            else if ((**outcome).errors > 0)
                m_world.trace.count("syncs with file errors");
            if (m_chance.below(12) == 0) {
                client.stop();
                m_world.tell("ends");
            }
        }
        client.bury();
        ++m_clientsDone;
    }

    /// Whether an error may come from the weather.
    void check(const SimClient &client, const Error &error)
    {
        switch (error.kind) {
        case Error::Kind::Offline:
        case Error::Kind::Timeout: return;
        case Error::Kind::Io:
        case Error::Kind::DiskFull:
        case Error::Kind::Denied:
            if (m_world.weather.diskPerMille > 0)
                return;
            break;
        case Error::Kind::Conflict: return;  // the tree changed under a step: looked at again by the next sync
        default: break;
        }
        fail(client.name() + ": sync failed: " + toText(error).toUtf8());
    }

    void keepServerUp()
    {
        while (!m_quiet && !stopping()) {
            m_world.scheduler.waitFor([this] { return m_server.isDown() || m_quiet; });
            if (!m_server.isDown())
                continue;
            m_server.bury();
            m_world.scheduler.sleepFor(qint64(m_chance.below(15 * kMs)));
            if (m_server.start() && !m_quiet && m_chance.below(6) == 0)
                m_server.crashAfter(1 + qint64(m_chance.below(100)), true);
        }
        if (m_server.isDown() && !stopping() && !m_server.start())
            fail("the server did not start in quiet weather");
        m_keeperDone = true;
    }

    void wreck()
    {
        for (int i = 0; i < m_crashes && !stopping(); ++i) {
            m_world.scheduler.sleepFor(qint64(m_chance.below(60 * kMs)));
            const quint64 target = m_chance.below(m_clients.size() + 1);
            const bool power = m_chance.below(3) > 0;
            const qint64 calls = 1 + qint64(m_chance.below(std::array<quint64, 3>{20, 200, 1500}[m_chance.below(3)]));
            if (target == m_clients.size())
                m_server.crashAfter(calls, power);
            else
                m_clients[target].crashAfter(calls, power);
        }
        m_chaosDone = true;
    }

    void deliverHints()
    {
        for (SimClient &client : m_clients)
            if (m_world.network.below(4) != 0)  // else dropped; a doubled or late one is no more than a hint either
                client.hint();
    }

    /// Good weather: both sides sync until nothing changes; then the verdict.
    void judge()
    {
        m_world.scheduler.waitFor([this] { return (m_usersDone == m_clients.size() && m_chaosDone) || stopping(); });
        m_world.weather.networkPercent = m_world.weather.diskPerMille = 0;
        m_server.calmDown();
        m_quiet = true;
        m_world.scheduler.waitFor([this] { return (m_clientsDone == m_clients.size() && m_keeperDone) || stopping(); });
        if (stopping())
            return;
        m_stage.settleAndJudge();
    }

    SeededRandom m_chance;
    Weather m_storm;
    Stage m_stage;
    World &m_world;
    SimServer &m_server;
    std::deque<SimClient> &m_clients;
    std::deque<SimUser> m_users;
    int m_actions = 0;
    int m_crashes = 0;
    std::size_t m_usersDone = 0;
    std::size_t m_clientsDone = 0;
    bool m_keeperDone = false;
    bool m_chaosDone = false;
    bool m_quiet = false;
};

}  // namespace

RunReport runSeed(quint64 seed, const SeedOptions &options)
{
    return Scenario(seed, options).run();
}

}  // namespace tideline::sim
