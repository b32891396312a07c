#include "tests/sim/sim_server.h"

#include "tests/sim/sim_file_system.h"
#include "tests/sim/store_image.h"

namespace tideline::sim {

SimServer::SimServer(World &world)
    : m_world(world),
      m_disk({world.weather.model, 1, world.weather.reusesInodes, 99}, [&world] { return world.scheduler.nowNs(); })
{
    m_folder = *m_disk.createFolder(m_disk.root(), "data");
    m_disk.write(*m_disk.createFile(m_folder, "metadata.sqlite"), 0, serverStoreImage());
    m_disk.syncAll();
}

SimServer::Run::Run(SimServer &server, quint64 seed)
    : owner(server),
      process(std::make_shared<SimProcess>(server.m_world.scheduler, "server")),
      vfs(server.m_disk, process),
      clock(*process),
      random(*process, seed)
{}

SimServer::Run::~Run()
{
    const SimProcess::Quiet quiet(*process);
    core.reset();
    database.reset();
}

void SimServer::Run::publish(const server::ChangeEvent &event)
{
    if (!process->dead() && owner.onEvent)
        owner.onEvent(event);
}

SimServer::Turn::Turn(SimServer &server) : m_server(server)
{
    server.m_world.scheduler.waitFor([&server] { return !server.m_busy; });
    server.m_busy = true;
}

bool SimServer::start()
{
    const Turn turn(*this);
    ++m_starts;
    m_run = std::make_shared<Run>(*this, m_world.seed * 1000 + quint64(m_starts));
    Run &run = *m_run;
    m_crashes.follow(run.process);
    if (onStart)
        std::exchange(onStart, nullptr)();
    try {
        auto disk = SimFileSystem::open(m_disk, u"/data"_s, run.process);
        if (!disk)
            return notStarted(disk.error());
        run.disk = *std::move(disk);
        store::Database::Options options;
        options.path = u"/data/metadata.sqlite"_s;
        options.vfs = run.vfs.name();
        options.exclusive = true;
        auto database = store::Database::open(options);
        Result<std::unique_ptr<server::Core>> core
            = database ? Result<std::unique_ptr<server::Core>>(nullptr) : database.error();
        if (database) {
            run.database = *std::move(database);
            core = server::Core::open(
                {*run.database, {}, *run.disk, run.clock, run.random, run, server::PasswordCost::Weak});
        }
        if (!core)
            return notStarted(core.error());
        run.core = *std::move(core);
    } catch (const SimCrash &) {
        return false;
    }
    m_world.tell("server starts");
    return !run.process->dead();
}

/// Excused by a disk or database that failed in this start.
bool SimServer::notStarted(const Error &error)
{
    SimProcess &process = *m_run->process;
    const bool excused = process.hasFailed() && error.kind != Error::Kind::Corrupt;
    if (!process.dead() && !excused)
        m_world.scheduler.fail("the server does not start: " + toText(error).toUtf8());
    process.kill();
    return false;
}

void SimServer::crash(bool power)
{
    if (isDown())
        return;
    m_run->process->kill();
    m_world.trace.count(power ? "server power loss" : "server kill");
    QByteArray line = "CRASH of the server";
    if (power) {
        const SimDisk::Loss loss = m_disk.powerLoss(m_world.disks);
        line += ", power: " + QByteArray::number(loss.namesLost) + " of " + QByteArray::number(loss.namesPending)
            + " names lost, " + QByteArray::number(loss.filesTorn) + " of " + QByteArray::number(loss.filesPending)
            + " files torn";
    }
    m_world.tell(line);
}

void SimServer::restore(const SimDisk::Backup &backup)
{
    Q_ASSERT(isDown());
    m_disk.restore(m_folder, backup);
    m_world.trace.count("server restored");
    m_world.tell("the server is restored from a backup");
}

void SimServer::bury()
{
    if (isDown())
        m_run.reset();
}

}  // namespace tideline::sim
