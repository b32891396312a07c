#include "tests/sim/scenario.h"

#include "tests/sim/mutants.h"
#include "tests/sim/oracle.h"
#include "tests/sim/sim_user.h"
#include "tests/sim/sodium_random.h"

#include "core/schema/cloud_project.h"

#include <QJsonDocument>

#include <array>
#include <deque>

namespace tideline::sim {

namespace {

constexpr qint64 kMs = 1'000'000;
constexpr int kQuietRounds = 8;

/// The actors and how they know that it is time to stop.
class Scenario {
public:
    Scenario(quint64 seed, const SeedOptions &options)
        : m_world(seed, options.print),
          m_chance(seed * 4 + 5),
          m_storm(weather()),
          m_server(m_world)
    {
        for (int i = 0; i < options.clients; ++i) {
            m_clients.emplace_back(m_world, m_server, m_history, QByteArray(1, char('A' + i)));
            m_users.emplace_back(m_world, m_clients.back(), m_history);
        }
        if (!options.mutant.isEmpty())
            for (SimClient &client : m_clients)
                plantMutant(options.mutant, client);
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
        seedSqlite(m_world.seed);
        seedSodium(m_world.seed);
        m_world.scheduler.spawn("setup", [this] { setUp(); });
        QByteArray failure = m_world.scheduler.run();
        // What is still held is let go of before the world ends.
        for (SimClient &client : m_clients)
            client.bury();
        m_server.bury();
        RunReport report;
        report.seed = m_world.seed;
        report.failure = failure;
        report.traceHash = m_world.trace.hash();
        report.counts = m_world.trace.counts();
        return report;
    }

private:
    /// Drawn before the disks are made, which need it.
    Weather weather()
    {
        Weather &now = m_world.weather;
        now.model = m_chance.below(2) == 0 ? CrashModel::Ordered : CrashModel::Any;
        now.granularityNs = std::array<qint64, 4>{1, 4 * kMs, 4 * kMs, 1000 * kMs}[m_chance.below(4)];
        now.reusesInodes = m_chance.below(2) == 0;
        Weather storm = now;
        storm.networkPercent = std::array<int, 4>{0, 3, 10, 25}[m_chance.below(4)];
        storm.diskPerMille = std::array<int, 4>{0, 0, 2, 20}[m_chance.below(4)];
        return storm;
    }

    bool stopping() const { return m_world.scheduler.stopping(); }
    void fail(const QByteArray &what) { m_world.scheduler.fail(what); }

    /// In calm weather: the server, an account, a project, both clients.
    void setUp()
    {
        if (!m_server.start())
            return fail("the server did not start");
        auto run = m_server.running();
        auto user = run->core->addUser(u"ann"_s, u"correct horse battery staple"_s);
        auto token = user ? run->core->createToken(u"ann"_s, u"sim"_s) : Result<server::NewToken>(user.error());
        if (!token)
            return fail("no account: " + toText(token.error()).toUtf8());
        m_token = token->text.toLatin1();
        {
            SimChannel channel(m_world, m_server, std::make_shared<SimProcess>(m_world.scheduler, "setup"), m_token);
            cloud::CloudRequest request;
            request.method = "POST";
            request.path = "/api/v1/projects";
            request.contentType = "application/json";
            request.body = R"({"name":"sim"})";
            request.headers["Idempotency-Key"] = CommitKey::make(run->clock, run->random).toString().toLatin1();
            auto reply = channel.send(request);
            if (!reply || reply->status != 201)
                return fail("no project: " + (reply ? reply->body : toText(reply.error()).toUtf8()));
            auto project = ProjectId::fromString(QJsonDocument::fromJson(reply->body).object()[u"id"_s].toString());
            if (!project)
                return fail("no project id: " + reply->body);
            m_project = *project;
        }
        run.reset();
        for (SimClient &client : m_clients) {
            client.setAccount(m_token, m_project);
            if (!client.boot())
                return fail(client.name() + " did not start");
        }
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
        m_world.tell("-- quiet --");
        for (SimClient &client : m_clients)
            if (!client.boot())
                return fail(client.name() + " does not start in quiet weather");
        bool settled = false;
        for (int round = 0; round < kQuietRounds && !settled && !stopping(); ++round) {
            settled = true;
            for (SimClient &client : m_clients) {
                m_world.scheduler.sleepFor(2'000 * kMs);  // past any granularity of the time stamps
                const auto before = stampsOf(client.disk(), client.folder());
                const auto outcome = client.sync(true);
                if (stopping())
                    return;
                if (!outcome || !*outcome)
                    return fail(client.name() + ": sync failed in quiet weather: "
                                + (outcome ? toText(outcome->error()).toUtf8() : QByteArray("crash")));
                const sync::SyncOutcome &done = **outcome;
                if (done.guardHolds)
                    return fail(client.name() + ": a guard holds: " + done.guardReason.toUtf8());
                const qint64 work = done.uploaded + done.downloaded + done.movedLocal + done.movedRemote
                    + done.deletedLocal + done.deletedRemote + done.conflicts;
                const bool untouched = stampsOf(client.disk(), client.folder()) == before;
                settled = settled && done.equal && work == 0 && untouched && done.revision == m_revision;
                m_revision = done.revision;
            }
        }
        if (!settled && m_world.trace.tells())
            for (SimClient &client : m_clients)
                client.tellPlan();
        if (!settled)
            return fail("it does not come to rest in " + QByteArray::number(kQuietRounds) + " rounds");
        Oracle oracle(m_world, m_server, m_token, m_project);
        try {
            if (const QByteArray verdict = oracle.judge(m_clients, m_history); !verdict.isEmpty())
                fail(verdict);
        } catch (const SimCrash &) {}
        for (SimClient &client : m_clients)
            client.stop();
    }

    World m_world;
    SeededRandom m_chance;
    Weather m_storm;
    History m_history;
    SimServer m_server;
    std::deque<SimClient> m_clients;
    std::deque<SimUser> m_users;
    QByteArray m_token;
    ProjectId m_project;
    Revision m_revision = -1;
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
