#include "tests/sim/sim_client.h"

#include "core/store/migrator.h"
#include "core/store/project_repository.h"
#include "core/store/trash_repository.h"
#include "core/store/tree_store.h"
#include "tests/sim/sim_file_system.h"
#include "tests/sim/store_image.h"

#include <QScopeGuard>

#include <array>

namespace tideline::sim {

using files::FileKind;

namespace {

/// A call to the disk that fails: which errors a real one may give. `call` as SimFileSystem names it.
std::optional<Error> drawDiskFault(World &world, QByteArrayView call)
{
    if (int(world.disks.below(1000)) >= world.weather.diskPerMille)
        return {};
    struct Fault {
        const char *name;
        Error::Kind kind;
        QByteArrayView calls;  ///< that may give it; empty: all
    };
    static constexpr std::array<Fault, 5> faults{{
        {"disk EIO", Error::Kind::Io, ""},
        {"disk ENOSPC", Error::Kind::DiskFull, "create write mkdir symlink rename fsync resize syncfs"},
        {"disk EDQUOT", Error::Kind::DiskFull, "create write mkdir symlink resize"},
        {"disk EACCES", Error::Kind::Denied, "stat list open readlink create mkdir symlink rename unlink rmdir chmod utimens"},
        {"disk EMFILE", Error::Kind::Io, "open create list"},
    }};
    const Fault &fault = faults[world.disks.below(faults.size())];
    if (!fault.calls.isEmpty() && !fault.calls.contains(call))
        return {};
    world.trace.count(fault.name);
    if (world.trace.tells())
        world.tell(QByteArray("    ") + fault.name + " on " + call.toByteArray());
    return Error{fault.kind, QString::fromLatin1(fault.name), u"simulated disk"_s, {}};
}

const QString kRoot = u"/home/project"_s;
/// Of every other seed: what is fetched for one batch comes before the last one is in place. The larger of them is synced as a whole.
constexpr std::array<std::size_t, 2> kSmallBatches{2, 6};
constexpr std::array<std::size_t, 2> kSmallCommits{2, 5};
constexpr qsizetype kSmallPack = 100;  ///< of every third seed: most new files go up while the folder is looked at; in the others none are enough

}  // namespace

/// One run of the program. The order of the members is the order in which they need each other.
struct SimClient::Run {
    Run(SimClient &client, quint64 seed)
        : process(std::make_shared<SimProcess>(client.m_world.scheduler, client.m_name)),
          vfs(client.m_disk, process),
          clock(*process),
          random(*process, seed)
    {}
    std::shared_ptr<SimProcess> process;
    SimVfs vfs;
    SimClock clock;
    SimRandom random;
    InlineWorkers workers;
    std::unique_ptr<cloud::Channel> channel;
    std::unique_ptr<store::Database> database;
    std::unique_ptr<sync::Engine> engine;
    ProjectId project;
};

SimClient::SimClient(World &world, SimServer &server, History &history, const QByteArray &name)
    : m_world(world),
      m_server(server),
      m_history(history),
      m_name(name),
      m_disk({world.weather.model, world.weather.granularityNs, world.weather.reusesInodes, quint64(name[0]),
              name[0] - 'A' == world.weather.foldingClient, (world.seed / 2 + quint64(name[0])) % 5 == 0},
             [&world] { return world.scheduler.nowNs(); })
{
    if (m_disk.options().cannotExchange)
        world.trace.count("disk cannot exchange");
    for (const char *folder : {"home", "profile", "home/project"})
        m_folder = *m_disk.createFolder(m_disk.root(), folder);
    m_disk.write(*m_disk.createFile(m_disk.root(), "profile/store.sqlite"), 0, localStoreImage());
    m_disk.syncAll();
}

SimClient::~SimClient() = default;

void SimClient::setAccount(const QByteArray &token, const ProjectId &cloudId)
{
    m_token = token;
    m_cloudId = cloudId;
}

bool SimClient::boot()
{
    Q_ASSERT(!m_run);
    ++m_starts;
    m_mustScan = true;
    m_booted = false;
    m_run = std::make_unique<Run>(*this, m_world.seed * 1000 + quint64(m_name[0]) * 100 + quint64(m_starts));
    Run &run = *m_run;
    m_process = run.process;
    m_crashes.follow(m_process);
    if (onStart)
        std::exchange(onStart, nullptr)();
    try {
        auto channel = std::make_unique<SimChannel>(m_world, m_server, run.process, m_token);
        channel->setWitness([this](const cloud::CloudRequest &request, int status, const QByteArray &body) {
            if (!request.path.endsWith("/commits") || request.method != "POST")
                return;
            if (const QByteArray wrong = m_history.sawCommit(request.body, status, body); !wrong.isEmpty())
                m_world.scheduler.fail(wrong);
        });
        if (wrapChannel)
            run.channel = wrapChannel(std::move(channel));
        else
            run.channel = std::move(channel);
        if (auto opened = open(run); !opened) {
            const bool excused = run.process->hasFailed() && opened.error().kind != Error::Kind::Corrupt;
            if (!run.process->dead() && !excused)
                m_world.scheduler.fail(m_name + " does not start: " + toText(opened.error()).toUtf8());
            return false;
        }
    } catch (const SimCrash &) {
        return false;
    }
    m_world.tell("starts");
    m_booted = !run.process->dead();
    return m_booted;
}

Result<void> SimClient::open(Run &run)
{
    store::Database::Options options;
    options.path = u"/profile/store.sqlite"_s;
    options.vfs = run.vfs.name();
    options.exclusive = true;
    auto database = store::Migrator::local().open(options, run.clock);
    if (!database)
        return database.error();
    run.database = *std::move(database);
    run.engine = std::make_unique<sync::Engine>(
        sync::Engine::Parts{*run.database, run.clock, run.random, run.workers, *run.channel,
                            [this, &run](const QString &root) { return openRoot(run, root); },
                            QString::fromLatin1(m_name), bootId(),
                            m_world.seed % 2 == 0 ? sync::Engine::kMaxBatch : kSmallBatches[m_world.seed / 2 % 2],
                            m_world.seed % 8 == 7 ? kSmallCommits[m_world.seed / 8 % 2] : sync::Engine::kMaxCommit,
                            m_world.seed % 3 == 2 ? kSmallPack : sync::Engine::kEarlyPack});

    store::ProjectRepository projects(*run.database);
    auto held = projects.list();
    if (!held)
        return held.error();
    LocalProject project;
    if (held->empty()) {
        project.id = ProjectId::make(run.clock, run.random);
        project.cloudId = m_cloudId;
        project.name = u"sim"_s;
        project.rootPath = kRoot;
        project.onlineOnly = m_onlineOnly;
        auto transaction = store::Transaction::begin(*run.database);
        if (!transaction)
            return transaction.error();
        if (auto saved = projects.save(project, *transaction); !saved)
            return saved.error();
        if (auto done = transaction->commit(); !done)
            return done;
    } else {
        project = held->front();
    }
    run.project = project.id;
    // Done at every start: a crash may have come between the row and the marker.
    return run.engine->prepareRoot(project);
}

Result<std::unique_ptr<files::FileSystem>> SimClient::openRoot(Run &run, const QString &root)
{
    auto disk = SimFileSystem::open(m_disk, root, run.process);
    if (!disk || !wrapDisk)
        return disk;
    return wrapDisk(*std::move(disk));
}

auto SimClient::roughDisk()
{
    if (m_world.weather.diskPerMille > 0)
        m_disk.fault = [this](const char *call) {
            auto fault = drawDiskFault(m_world, call);
            const QByteArrayView name(call);
            // A disk that cannot exchange is far away: replies get lost there.
            m_disk.isDoneAllTheSame = fault && fault->kind == Error::Kind::Io && m_disk.options().cannotExchange
                                      && (name == "rename" || name == "unlink") && ++m_lostReplies % 2 == 1;
            if (m_disk.isDoneAllTheSame)
                m_world.trace.count("disk does it and fails");
            return fault;
        };
    if (m_world.weather.shortPerMille > 0)
        m_disk.listsShort = [this] {
            const bool isShort = int(m_world.disks.below(1000)) < m_world.weather.shortPerMille;
            if (isShort)
                m_world.trace.count("disk lists short");
            return isShort;
        };
    return QScopeGuard([this] {
        m_disk.fault = nullptr;
        m_disk.listsShort = nullptr;
    });
}

std::optional<Result<sync::SyncOutcome>> SimClient::sync(bool everything, Stops stops)
{
    Run &run = *m_run;
    sync::SyncOptions options;
    const bool hinted = std::exchange(m_hinted, false);
    std::set<QByteArray> dirty = std::exchange(m_dirty, {});
    if (!everything && !m_mustScan) {
        for (const QByteArray &path : dirty)
            if (auto folder = RelativePath::parse(path))
                options.dirtyFolders.push_back(*folder);
        options.skipScan = dirty.empty();
    }
    if (stops == Stops::Some) {
        options.stopped = &m_stopped;
        options.first = &m_first;
        if (m_world.stops.below(6) == 0) {
            m_stopped.releaseUnasked();
            m_stopped.releaseUnasked();  // nobody asked since: all may travel again
        }
    }
    options.onStep = [this, stops](const char *met) {
        m_world.trace.count(met);
        if (stops == Stops::Some && m_world.stops.below(200) == 0)
            stopSomething();
        if (stops == Stops::Some && m_world.wishes.below(200) == 0)
            wantSomethingFirst();
        if (onJournalled && QByteArrayView(met).startsWith("journal: "))
            onJournalled(met);
    };
    m_mustScan = true;
    const char *what = options.skipScan ? "sync (hint)"
        : options.dirtyFolders.empty()  ? "sync (all)"
                                        : "sync (watched)";
    m_world.trace.count(what);
    m_world.tell(QByteArray(what) + (hinted ? ", hinted" : ""));
    std::optional<Result<sync::SyncOutcome>> outcome;
    const auto healthy = roughDisk();
    try {
        auto project = store::ProjectRepository(*run.database).find(run.project);
        if (project && !*project)
            m_world.scheduler.fail(m_name + ": the store lost the project");
        m_isSyncing = true;
        const QScopeGuard ended([this] { m_isSyncing = false; });
        if (!project || !*project)
            outcome = project ? Error{Error::Kind::Corrupt, u"The project is gone."_s, {}, {}} : project.error();
        else
            outcome = run.engine->sync(**project, options);
    } catch (const SimCrash &) {
        return {};
    }
    if (run.process->dead())
        return {};
    if (!*outcome) {
        m_world.tell("sync failed: " + toText(outcome->error()).toUtf8());
        return outcome;
    }
    const sync::SyncOutcome &done = **outcome;
    m_mustScan = done.errors > 0 || done.guardHolds;
    const auto number = [](qint64 value) { return QByteArray::number(value); };
    m_world.tell("synced: " + QByteArray(done.equal ? "equal" : "not yet equal") + " at " + number(done.revision)
                 + ", up " + number(done.uploaded) + ", down " + number(done.downloaded) + ", moved "
                 + number(done.movedLocal) + '/' + number(done.movedRemote) + ", deleted " + number(done.deletedLocal)
                 + '/' + number(done.deletedRemote) + ", conflicts " + number(done.conflicts) + ", errors "
                 + number(done.errors));
    m_world.trace.count("done upload", done.uploaded);
    m_world.trace.count("done download", done.downloaded);
    m_world.trace.count("done move local", done.movedLocal);
    m_world.trace.count("done move remote", done.movedRemote);
    m_world.trace.count("done delete local", done.deletedLocal);
    m_world.trace.count("done delete remote", done.deletedRemote);
    m_world.trace.count("done conflict copy", done.conflicts);
    m_world.trace.count("done merge", done.merged);
    return outcome;
}

QByteArray SimClient::judgeTrash()
{
    const auto listed = store::TrashRepository(*m_run->database).list(0);
    if (!listed)
        return m_name + ": its trash cannot be listed: " + toText(listed.error()).toUtf8();
    std::set<QByteArray> names;
    for (const store::TrashEntry &entry : *listed)
        if (!names.insert(entry.parked.toUtf8()).second)
            return m_name + ": its trash lists " + entry.path + " twice";
    for (const auto &[path, inode] : SimDisk::treeOf(m_folder))
        if (path.startsWith(".tideline/trash/") && !names.contains(path.split('/')[2]))
            return m_name + ": its trash does not list " + path;
    return {};
}

/// Of the files that are on their way or are to be.
std::vector<SimClient::Version> SimClient::versionsOnTheirWay() const
{
    std::vector<Version> versions;
    auto project = store::ProjectRepository(*m_run->database).find(m_run->project);
    if (!project || !*project)
        return versions;
    (void)store::TreeStore(*m_run->database, (*project)->number).eachUnsettled([&](const store::NodeRows &rows) {
        if (rows.local && rows.local->node.content.kind == NodeKind::File && !rows.local->node.content.hash.isNull())
            versions.emplace_back(rows.id, rows.local->node.content.hash);
        if (rows.remote && rows.remote->content.kind == NodeKind::File)
            versions.emplace_back(rows.id, rows.remote->content.hash);
    });
    return versions;
}

void SimClient::stopSomething()
{
    const auto versions = versionsOnTheirWay();
    if (versions.empty())
        return;
    const auto &[node, content] = versions[m_world.stops.below(versions.size())];
    m_stopped.stop(node, content);
    m_world.trace.count("user stops a file");
    m_world.tell(m_name + " stops a file");
}

/// One of the files, or the folder that it is in.
void SimClient::wantSomethingFirst()
{
    const auto versions = versionsOnTheirWay();
    if (versions.empty())
        return;
    NodeId wanted = versions[m_world.wishes.below(versions.size())].first;
    auto project = store::ProjectRepository(*m_run->database).find(m_run->project);
    if (m_world.wishes.below(3) == 0 && project && *project) {
        const store::TreeStore trees(*m_run->database, (*project)->number);
        auto row = trees.node(store::Tree::Remote, wanted);
        if (row && !*row)
            row = trees.node(store::Tree::Local, wanted);
        if (row && *row && !(*row)->place.parent.isNull())
            wanted = (*row)->place.parent;
    }
    m_first.add(wanted);
    m_world.trace.count("user wants a file first");
    m_world.tell(m_name + " wants a file first");
}

void SimClient::tellPlan()
{
    auto project = store::ProjectRepository(*m_run->database).find(m_run->project);
    if (!project || !*project)
        return;
    sync::SyncOptions options;
    options.dryRun = true;
    const auto outcome = m_run->engine->sync(**project, options);
    if (!outcome)
        return m_world.tell(m_name + " has no plan: " + toText(outcome.error()).toUtf8());
    for (const auto &step : outcome->plan)
        m_world.tell(m_name + " plans " + step.action.toUtf8() + ' ' + step.path + " -> " + step.to + ": " + step.why.toUtf8());
}

void SimClient::place(const RelativePath &path, Result<sync::Placed> (sync::Placer::*work)(const RelativePath &), const char *name)
{
    Run &run = *m_run;
    m_mustScan = true;
    const auto healthy = roughDisk();
    try {
        const auto project = store::ProjectRepository(*run.database).find(run.project);
        auto disk = openRoot(run, kRoot);
        if (!project || !*project || !disk)
            return;
        sync::Placer placer({.disk = **disk,
                             .channel = run.channel.get(),
                             .clock = run.clock,
                             .random = run.random,
                             .read = [&run](const sync::Placer::Read &read) { return read(*run.database); },
                             .write = [&run](const sync::Placer::Write &write) -> Result<void> {
                                 auto transaction = store::Transaction::begin(*run.database);
                                 if (!transaction)
                                     return transaction.error();
                                 auto written = write(*run.database, *transaction);
                                 return written ? transaction->commit() : written;
                             },
                             .bootId = bootId()},
                            **project);
        const auto placed = (placer.*work)(path);
        if (!placed)
            return m_world.tell(QByteArray(name) + ' ' + path.bytes() + " failed: " + toText(placed.error()).toUtf8());
        m_world.trace.count(QByteArray("files ") + name, placed->files);
        m_world.tell(QByteArray(name) + ' ' + path.bytes() + ": " + QByteArray::number(placed->files) + " files, "
                     + QByteArray::number(placed->left.size()) + " left");
        for (const sync::Placed::Left &left : placed->left)
            m_world.tell("  left " + left.path + ": " + left.why.toUtf8());
    } catch (const SimCrash &) {}
}

void SimClient::stop()
{
    bury();
    m_crashes.follow(nullptr);
    m_process.reset();
}

void SimClient::bury()
{
    if (m_run) {
        const SimProcess::Quiet quiet(*m_run->process);
        m_run.reset();
    }
}

void SimClient::watch(const QByteArray &path)
{
    const qsizetype slash = path.lastIndexOf('/');
    m_dirty.insert(path.first(std::max<qsizetype>(slash, 0)));
}

void SimClient::crash(bool power)
{
    const bool up = m_process && !m_process->dead();
    if (!up && !power)
        return;
    if (up)
        m_process->kill();
    m_world.trace.count(power ? "client power loss" : "client kill");
    m_world.tell("CRASH of " + m_name + (power ? ", power" : ""));
    if (power)
        losePower();
}

void SimClient::losePower()
{
    ++m_powerLosses;
    std::vector<std::pair<InodePtr, ContentHash>> atRisk;
    for (const InodePtr &inode : m_unsynced)
        if (inode->links > 0)
            atRisk.emplace_back(inode, History::idOf(inode->data));
    const SimDisk::Loss loss = m_disk.powerLoss(m_world.disks);
    m_world.tell("  " + QByteArray::number(loss.namesLost) + " of " + QByteArray::number(loss.namesPending)
                 + " names lost, " + QByteArray::number(loss.filesTorn) + " of " + QByteArray::number(loss.filesPending)
                 + " files torn");
    m_world.trace.count("names lost", loss.namesLost);
    m_world.trace.count("files torn", loss.filesTorn);
    for (const auto &[inode, id] : atRisk)
        if (inode->links == 0 || History::idOf(inode->data) != id)
            m_history.lostUnsynced(id);
    // A user's file that nobody had fsynced may have come back torn: that is what the user has now.
    for (const InodePtr &inode : m_unsynced)
        m_history.wrote(inode->data, m_name + ", torn by a loss of power");
    m_unsynced.clear();
    m_dirty.clear();
}

}  // namespace tideline::sim
