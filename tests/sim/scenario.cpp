#include "tests/sim/scenario.h"

#include "tests/sim/ledger.h"
#include "tests/sim/mutants.h"
#include "tests/sim/sim_user.h"

#include <array>
#include <deque>

namespace tideline::sim {

namespace {

constexpr qint64 kMs = 1'000'000;
constexpr int kFaults = 3;         ///< that a seed meets at least, unless it is one of few actions
constexpr int kMoreActions = 300;  ///< of each user, until so many were met

/// The actors and how they know that it is time to stop.
class Scenario {
public:
    Scenario(quint64 seed, const SeedOptions &options)
        : m_without(options.without),
          m_chance(seed * 4 + 5),
          m_storm(storm(seed, options.clients)),
          m_stage(seed, options.print, m_storm.calmed(), options.clients),
          m_world(m_stage.world),
          m_server(m_stage.server),
          m_clients(m_stage.clients)
    {
        for (SimClient &client : m_clients) {
            m_users.emplace_back(m_world, client, m_stage.history);
            m_hasty.emplace_back(m_world, client, m_stage.history);
            beHasty(client, m_hasty.back());
            if (!options.mutant.isEmpty())
                plantMutant(options.mutant, client);
        }
        m_server.onEvent = [this](const server::ChangeEvent &) { deliverHints(); };
        m_actions = 10 + int(m_chance.below(30));
        m_crashes = m_chance.below(8) == 0 ? 0 : 1 + int(m_chance.below(3));
        if (options.actions > 0) {
            m_actions = (options.actions + options.clients - 1) / options.clients;
            m_crashes = std::max(kFaults, m_crashes * 2);
            m_actionsWanted = options.actions;
            m_faultsWanted = m_without.has(Omissions::Crashes) ? 0 : kFaults;
        }
        m_stepCrashes = int(m_chance.below(4));
        m_freeCrashes = int(m_chance.below(4));
        m_databaseFaults = int(m_chance.below(3));
        m_restores = m_chance.below(6) == 0;
        if (const bool onlineOnly = m_chance.below(5) == 0; onlineOnly && !m_without.has(Omissions::OnlineOnly))
            m_clients.back().beOnlineOnly();
        if (m_without.has(Omissions::Crashes))
            m_crashes = 0;
        if (m_without.has(Omissions::StepCrashes))
            m_stepCrashes = m_freeCrashes = 0;
        if (m_without.has(Omissions::Databases))
            m_databaseFaults = 0;
        m_restores = m_restores && !m_without.has(Omissions::Restores);
        m_world.scheduler.setCalm(std::array<quint64, 4>{3, 12, 50, 200}[m_chance.below(4)]);
    }

    int actionsOfEach() const { return m_actions; }
    RunReport run()
    {
        return m_stage.run([this] { begin(); });
    }

private:
    /// What chance alone seldom does: a user writes to a file at the very moment in which a sync takes it away, and the
    /// machine stops in the middle of a journalled step.
    void beHasty(SimClient &client, SimUser &user)
    {
        client.disk().beforeTaking = [this, &client, &user](const QByteArray &path) {
            const auto file = client.disk().find(client.folder(), path);
            if (m_quiet || m_without.has(Omissions::Haste) || !file || !*file || (*file)->kind != files::FileKind::File || m_world.users.below(16) != 0)
                return;
            if ((*file)->writers > 0)
                return;  // of two who write at once one overwrites the other's bytes, with no sync at all
            m_world.trace.count("user writes at the last moment");
            user.appendAtOnce(*file, path, "at the last moment " + QByteArray::number(++m_hastyWrites) + '\n');
        };
        client.onJournalled = [this, &client](QByteArrayView step) {
            const bool rare = step == "journal: park";
            if (m_stepCrashes == 0 || m_quiet || (!rare && m_chance.below(3) != 0))
                return;
            --m_stepCrashes;
            client.crashAfter(1 + qint64(m_chance.below(20)), m_chance.below(2) == 0);
        };
    }

    Weather storm(quint64 seed, int clients)
    {
        Weather weather;
        SeededRandom folding(seed * 4 + 6);  // chance of its own: who has no such disk meets the same as ever
        if (folding.below(4) == 0 && !m_without.has(Omissions::Folding))
            weather.foldingClient = int(folding.below(quint64(clients)));
        weather.model = m_chance.below(2) == 0 ? CrashModel::Ordered : CrashModel::Any;
        weather.granularityNs = std::array<qint64, 4>{1, 4 * kMs, 4 * kMs, 1000 * kMs}[m_chance.below(4)];
        weather.reusesInodes = m_chance.below(2) == 0;
        weather.networkPercent = std::array<int, 4>{0, 3, 10, 25}[m_chance.below(4)];
        weather.diskPerMille = std::array<int, 4>{0, 0, 2, 20}[m_chance.below(4)];
        weather.shortPerMille = std::array<int, 4>{0, 0, 5, 50}[m_chance.below(4)];
        if (m_without.has(Omissions::Network))
            weather.networkPercent = 0;
        if (m_without.has(Omissions::Disks))
            weather.diskPerMille = 0;
        if (m_without.has(Omissions::ShortLists))
            weather.shortPerMille = 0;
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
                     + QByteArray::number(m_storm.diskPerMille) + " in 1000"
                     + (m_storm.foldingClient < 0 ? QByteArray() : QByteArray(", one disk folds names: ") + char('A' + m_storm.foldingClient)));
        if (m_storm.foldingClient >= 0)
            m_world.trace.count("disk folds names");
        for (std::size_t i = 0; i < m_clients.size(); ++i) {
            const QByteArray name = m_clients[i].name();
            m_world.scheduler.spawn(name + " user", [this, i] { work(i); });
            m_world.scheduler.spawn(name, [this, i] { keepSynced(m_clients[i]); });
        }
        m_world.scheduler.spawn("keeper", [this] { keepServerUp(); });
        m_world.scheduler.spawn("chaos", [this] { wreck(); });
        m_world.scheduler.spawn("database chaos", [this] { failDatabases(); });
        m_world.scheduler.spawn("operator", [this] { restoreServer(); });
        m_world.scheduler.spawn("judge", [this] { judge(); });
    }

    void work(std::size_t i)
    {
        for (int action = 0; !stopping() && goesOn(action); ++action) {
            if (m_world.users.below(3) == 0)
                m_world.scheduler.sleepFor(qint64(m_world.users.below(20 * kMs)));
            if (m_without.actions.contains({int(i), action + 1})) {
                m_users[i].skip();
                ++m_acted;
                continue;
            }
            m_acted += m_users[i].act();
            m_world.scheduler.point();
        }
        ++m_usersDone;
    }

    /// What a seed is to have at least.
    bool enough() const
    {
        return m_acted >= m_actionsWanted && (m_faultsWanted == 0 || faultsMet(m_world.trace.counts()) >= m_faultsWanted);
    }

    /// All users have done what they were to do, and yet not enough has happened: they go on, and somebody crashes.
    bool goesOn(int action)
    {
        if (action < m_actions)
            return true;
        if (action == m_actions) {
            ++m_usersThrough;
            m_world.scheduler.waitFor([this] { return m_usersThrough == m_clients.size() || stopping(); });
        }
        if (enough())
            return false;
        if (action >= m_actions + kMoreActions) {
            fail("not enough happened: " + QByteArray::number(m_acted) + " actions, "
                 + QByteArray::number(faultsMet(m_world.trace.counts())) + " faults");
            return false;
        }
        if (m_acted >= m_actionsWanted) {
            m_world.scheduler.sleepFor(qint64(m_world.users.below(20 * kMs)));
            const std::size_t target = m_chance.below(m_clients.size() + 1);
            const bool power = m_chance.below(3) > 0;
            const qint64 calls = 1 + qint64(m_chance.below(50));
            if (target == m_clients.size() && !m_server.isToCrash())
                m_server.crashAfter(calls, power);
            else if (target < m_clients.size() && !m_clients[target].isToCrash())
                m_clients[target].crashAfter(calls, power);
        }
        return true;
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
            if (client.isOnlineOnly() && m_chance.below(3) == 0)
                moveBytes(client);
            if (!client.isUp())
                continue;
            const auto outcome = client.sync(m_chance.below(4) == 0, SimClient::Stops::Some);
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

    /// Something is wanted here, or left to the cloud alone: an entry, with all below it, or everything.
    void moveBytes(SimClient &client)
    {
        std::vector<QByteArray> paths{QByteArray()};
        for (const auto &[path, inode] : SimDisk::treeOf(client.folder()))
            if (path != ".tideline" && !path.startsWith(".tideline/"))
                paths.push_back(path);
        const QByteArray &path = m_chance.below(3) == 0 ? paths.front() : paths[m_chance.below(paths.size())];
        const auto where = RelativePath::parse(path);
        if (!where)
            return;
        if (m_chance.below(3) == 0) {
            if (m_freeCrashes > 0 && m_chance.below(2) == 0) {
                --m_freeCrashes;
                client.crashAfter(1 + qint64(m_chance.below(40)), m_chance.below(2) == 0);
            }
            client.free(*where);
        } else {
            client.pin(*where);
        }
        if (const SimProcess *process = client.process(); process && process->dead())
            client.bury();
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
            if (m_storm.diskPerMille > 0 || m_databaseFaults > 0)
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
            if (m_backsUp)
                m_backup = m_server.backup();
            else if (m_goesBack)
                goBack();
            m_backsUp = m_goesBack = false;
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

    /// Now and then one access of a client's store fails, once.
    void failDatabases()
    {
        for (int i = 0; i < m_databaseFaults && !stopping(); ++i) {
            m_world.scheduler.sleepFor(qint64(m_chance.below(80 * kMs)));
            const std::size_t which = m_chance.below(m_clients.size());
            SimProcess *process = m_clients[which].process();
            if (!process || !m_clients[which].isBooted() || m_quiet)
                continue;
            const bool full = m_chance.below(2) == 0;
            process->failAfter(SimProcess::CallKind::Database, 1 + qint64(m_chance.below(300)),
                               {full ? Error::Kind::DiskFull : Error::Kind::Io, u"The store's disk fails."_s,
                                u"simulated disk"_s, {}});
        }
        m_databasesDone = true;
    }

    /// The server's operator copies its data, and later puts the copy back.
    void restoreServer()
    {
        if (m_restores) {
            m_world.scheduler.sleepFor(qint64(m_chance.below(40 * kMs)));
            m_backsUp = true;
            m_server.crash(false);
            m_world.scheduler.waitFor([this] { return !m_backsUp || stopping(); });
            m_world.scheduler.sleepFor(qint64(m_chance.below(100 * kMs)));
            m_goesBack = true;
            m_server.crash(false);
            m_world.scheduler.waitFor([this] { return !m_goesBack || stopping(); });
        }
        m_operatorDone = true;
    }

    void goBack()
    {
        std::set<ContentHash> onDisks, inTrees;
        for (SimClient &client : m_clients) {
            for (const auto &[path, inode] : SimDisk::treeOf(client.disk().root())) {
                if (inode->kind != files::FileKind::File || inode->inMaking)
                    continue;  // a download that never came to its place is nobody's copy
                const ContentHash id = History::idOf(inode->data);
                onDisks.insert(id);
                if (!path.contains("/.tideline/"))
                    inTrees.insert(id);
            }
        }
        m_stage.history.serverWentBack(onDisks, inTrees);
        m_server.restore(m_backup);
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
        m_world.scheduler.waitFor([this] { return (m_usersDone == m_clients.size() && m_chaosDone && m_databasesDone && m_operatorDone)
                                                 || stopping(); });
        m_world.weather.networkPercent = m_world.weather.diskPerMille = m_world.weather.shortPerMille = 0;
        m_server.calmDown();
        for (SimClient &client : m_clients) {
            client.calmDown();
            if (SimProcess *process = client.process())
                process->cancelFailures();
        }
        m_quiet = true;
        m_world.scheduler.waitFor([this] {
            return (m_clientsDone == m_clients.size() && m_keeperDone && m_world.lateRequests == 0) || stopping();
        });
        if (stopping())
            return;
        m_stage.settleAndJudge();
    }

    Omissions m_without;
    SeededRandom m_chance;
    Weather m_storm;
    Stage m_stage;
    World &m_world;
    SimServer &m_server;
    std::deque<SimClient> &m_clients;
    std::deque<SimUser> m_users;
    std::deque<SimUser> m_hasty;
    int m_hastyWrites = 0;
    int m_actions = 0;  ///< of each user
    int m_acted = 0;    ///< by all of them
    int m_actionsWanted = 0;
    int m_faultsWanted = 0;
    int m_crashes = 0;
    int m_stepCrashes = 0;  ///< in the middle of a journalled step
    int m_freeCrashes = 0;  ///< while bytes are left to the cloud
    std::size_t m_usersThrough = 0;  ///< with what they were to do
    std::size_t m_usersDone = 0;
    std::size_t m_clientsDone = 0;
    bool m_keeperDone = false;
    int m_databaseFaults = 0;
    bool m_databasesDone = false;
    bool m_chaosDone = false;
    bool m_restores = false;
    bool m_backsUp = false;   ///< asked of the keeper, once the server is down
    bool m_goesBack = false;
    SimDisk::Backup m_backup;
    bool m_operatorDone = false;
    bool m_quiet = false;
};

}  // namespace

RunReport runSeed(quint64 seed, const SeedOptions &options)
{
    return Scenario(seed, options).run();
}

int actionsOfEach(quint64 seed, const SeedOptions &options)
{
    return Scenario(seed, options).actionsOfEach();
}

}  // namespace tideline::sim
