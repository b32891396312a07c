// tideline-sim: runs seeds of the simulation, or tells the story of one.
#include "tests/sim/enumeration.h"
#include "tests/sim/ledger.h"
#include "tests/sim/mutants.h"
#include "tests/sim/named_seeds.h"
#include "tests/sim/scenario.h"
#include "tests/sim/shrink.h"
#include "tests/sim/sim_vfs.h"
#include "tests/sim/sodium_random.h"

#include <CLI/CLI.hpp>

#include <QFile>
#include <QHashSeed>

#include <malloc.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <new>
#include <string>
#include <thread>

using namespace tideline::sim;

namespace {

constexpr quint64 kEnoughSeeds = 5000;  ///< to have met everything at least once
constexpr quint64 kTwiceEvery = 25;     ///< seeds; that one is run twice, and must give one trace
constexpr int kActions = 200;           ///< of all users of a seed together, unless told otherwise

struct Options {
    quint64 first = 1;
    quint64 seeds = 100;
    quint64 seed = 0;
    int times = 1;
    int jobs = int(std::thread::hardware_concurrency());
    int clients = 2;
    int actions = kActions;
    bool trace = false;
    bool calls = false;
    bool once = false;
    bool keepGoing = false;
    std::string mutant;
    std::string without;
    bool shrinks = false;
    bool enumerate = false;
    bool named = false;
    qint64 stride = 1;
    std::string story;
    std::string disturb;
    qint64 step = 0;

    Trace::Print print() const
    {
        return calls ? Trace::Print::Calls : trace ? Trace::Print::Story : Trace::Print::Nothing;
    }
    SeedOptions ofSeed(Trace::Print print) const
    {
        return {print, clients, actions, QByteArray::fromStdString(mutant),
                Omissions::parse(QByteArray::fromStdString(without)).value_or(Omissions{})};
    }
    /// What a person types to see the seed again.
    QByteArray replay(quint64 which) const
    {
        QByteArray line = "tideline-sim --seed " + QByteArray::number(which) + " --trace";
        if (clients != 2)
            line += " --clients " + QByteArray::number(clients);
        if (actions != kActions)
            line += " --actions " + QByteArray::number(actions);
        if (!mutant.empty())
            line += " --mutant " + QByteArray::fromStdString(mutant);
        if (!without.empty())
            line += " --without " + QByteArray::fromStdString(without);
        return line;
    }
};

/// What a stretch of seeds came to.
struct Tally {
    quint64 done = 0;
    quint64 failed = 0;
    quint64 firstFailed = 0;
    std::map<QByteArray, qint64> counts;

    QByteArray toLines() const
    {
        QByteArray lines = QByteArray::number(done) + ' ' + QByteArray::number(failed) + ' '
            + QByteArray::number(firstFailed) + '\n';
        for (const auto &[name, count] : counts)
            lines += name + '\t' + QByteArray::number(count) + '\n';
        return lines;
    }
    static Tally fromLines(const QByteArray &text)
    {
        QList<QByteArray> lines = text.split('\n');
        const QList<QByteArray> head = lines.takeFirst().split(' ');
        Tally tally;
        if (head.size() != 3)
            return tally;
        tally = {head[0].toULongLong(), head[1].toULongLong(), head[2].toULongLong(), {}};
        for (const QByteArray &line : lines)
            if (const qsizetype tab = line.indexOf('\t'); tab > 0)
                tally.counts[line.first(tab)] += line.sliced(tab + 1).toLongLong();
        return tally;
    }
    void add(const Tally &part)
    {
        done += part.done;
        failed += part.failed;
        if (part.firstFailed != 0)
            firstFailed = firstFailed == 0 ? part.firstFailed : std::min(firstFailed, part.firstFailed);
        for (const auto &[name, count] : part.counts)
            counts[name] += count;
    }
};

/// Runs it, mostly twice: the same seed must give the same trace.
RunReport runChecked(quint64 seed, const Options &options, bool twice)
{
    RunReport report = runSeed(seed, options.ofSeed(Trace::Print::Nothing));
    if (!twice)
        return report;
    const RunReport again = runSeed(seed, options.ofSeed(Trace::Print::Nothing));
    if (again.traceHash != report.traceHash && report.failure.isEmpty())
        report.failure = "the same seed gave two different runs";
    return report;
}

Tally enumerateShare(const Options &options, int job)
{
    const EnumerationReport report = enumerate({.stride = options.stride,
                                                .story = QByteArray::fromStdString(options.story),
                                                .kind = QByteArray::fromStdString(options.disturb),
                                                .step = options.step,
                                                .print = options.print(),
                                                .job = job,
                                                .jobs = options.jobs});
    return {quint64(report.runs), quint64(report.failed), 0, report.counts};
}

/// What the jobs share: the first of them that fails lets the others stop, and one that dies leaves its seed.
class Shared
{
public:
    static constexpr int kMaxJobs = 64;

    Shared()
    {
        void *memory = mmap(nullptr, sizeof(Values), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        m_values = memory == MAP_FAILED ? &m_own : new (memory) Values;
    }
    void stop() { m_values->stopped = true; }
    bool isStopped() const { return m_values->stopped; }
    void setSeed(int job, quint64 seed) { m_values->seeds[std::size_t(job)] = seed; }
    quint64 seed(int job) const { return m_values->seeds[std::size_t(job)]; }

private:
    struct Values {
        std::atomic<bool> stopped = false;
        std::array<std::atomic<quint64>, kMaxJobs> seeds{};
    };
    Values m_own;  ///< where memory cannot be shared
    Values *m_values = nullptr;
};

/// Every `jobs`-th seed from the `job`-th on.
Tally runShare(const Options &options, int job, Shared &shared)
{
    if (options.enumerate)
        return enumerateShare(options, job);
    Tally tally;
    for (quint64 seed = options.first + quint64(job); seed < options.first + options.seeds && !shared.isStopped();
         seed += quint64(options.jobs)) {
        shared.setSeed(job, seed);
        // Enough to see chance that does not come from the seed.
        const RunReport report = runChecked(seed, options, !options.once && seed % kTwiceEvery == 0);
        ++tally.done;
        for (const auto &[name, count] : report.counts)
            tally.counts[name] += count;
        if (report.failure.isEmpty())
            continue;
        ++tally.failed;
        if (tally.firstFailed == 0)
            tally.firstFailed = seed;
        std::printf("seed %llu FAILED: %s\n  replay: %s\n", seed, report.failure.constData(),
                    options.replay(seed).constData());
        std::fflush(stdout);
        if (!options.keepGoing)
            shared.stop();
    }
    return tally;
}

/// One process for each job: the simulation itself knows one thread only.
Tally runJobs(const Options &options)
{
    Shared shared;
    std::vector<std::pair<pid_t, int>> jobs;
    for (int job = 0; job < options.jobs; ++job) {
        std::array<int, 2> ends{};
        const bool piped = pipe(ends.data()) == 0;
        const pid_t child = piped ? fork() : -1;
        if (child == 0) {
            const QByteArray lines = runShare(options, job, shared).toLines();
            QFile out;
            const bool said = out.open(ends[1], QIODevice::WriteOnly) && out.write(lines) == lines.size() && out.flush();
            std::fflush(stdout);
            _exit(said ? 0 : 1);
        }
        close(ends[1]);
        jobs.emplace_back(child, ends[0]);
    }
    Tally tally;
    for (std::size_t job = 0; job < jobs.size(); ++job) {
        const auto &[child, end] = jobs[job];
        QFile in;
        Tally part = Tally::fromLines(in.open(end, QIODevice::ReadOnly) ? in.readAll() : QByteArray());
        close(end);
        int status = 0;
        waitpid(child, &status, 0);
        if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
            const quint64 seed = shared.seed(int(job));
            part.failed = 1;
            part.firstFailed = seed;
            std::printf("seed %llu FAILED: the program crashed (status %d)\n  replay: %s\n", seed, status,
                        options.replay(seed).constData());
            shared.stop();
        }
        tally.add(part);
    }
    return tally;
}

int runMany(const Options &options)
{
    const auto begin = std::chrono::steady_clock::now();
    const Tally tally = runJobs(options);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    std::printf("\n%llu %s in %.1f s, %.0f a second; %llu failed\n", tally.done,
                options.enumerate ? "tellings" : "seeds", seconds, double(tally.done) / seconds, tally.failed);
    for (const auto &[name, count] : tally.counts)
        std::printf("  %-28s %10lld\n", name.constData(), count);
    QByteArray unmet;
    if (!options.enumerate && options.mutant.empty() && tally.failed == 0 && tally.done >= kEnoughSeeds)
        unmet = neverMet(tally.counts);
    if (!unmet.isEmpty())
        std::printf("never met:%s\n", unmet.constData());
    if (!options.mutant.empty()) {
        if (tally.failed > 0)
            std::printf("mutant %s caught after %llu seeds\n", options.mutant.c_str(),
                        tally.firstFailed - options.first + 1);
        else
            std::printf("mutant %s was NOT caught\n", options.mutant.c_str());
        return tally.failed > 0 ? 0 : 1;
    }
    return tally.failed > 0 || !unmet.isEmpty() ? 1 : 0;
}

/// What crashing programs log is part of the weather; only what ends the simulation itself is shown.
void report(QtMsgType type, const QMessageLogContext &, const QString &text)
{
    if (type == QtFatalMsg)
        std::fprintf(stderr, "%s\n", qPrintable(text));
}

int runOne(const Options &options)
{
    const auto print = options.print();
    RunReport report = runSeed(options.seed, options.ofSeed(print));
    for (int i = 1; i < options.times; ++i) {
        std::printf("-- again --\n");
        report = runSeed(options.seed, options.ofSeed(print));
    }
    std::printf("seed %llu: %s, trace %016llx\n", options.seed,
                report.failure.isEmpty() ? "good" : report.failure.constData(), report.traceHash);
    return report.failure.isEmpty() ? 0 : 1;
}

int runNamed(Options options)
{
    int failed = 0;
    for (const NamedSeed &named : namedSeeds()) {
        options.clients = named.clients;
        const RunReport report = runSeed(named.seed, options.ofSeed(Trace::Print::Nothing));
        std::printf("seed %llu: %s\n", named.seed, report.failure.isEmpty() ? "good" : report.failure.constData());
        if (report.failure.isEmpty())
            continue;
        ++failed;
        std::printf("  once found: %s\n  kept by: %s\n  replay: %s\n", named.found, named.test,
                    options.replay(named.seed).constData());
    }
    return failed > 0 ? 1 : 0;
}

/// Leaves out of a seed what its failure does not need, then tells the story of the rest.
int shrinkOne(Options options)
{
    const Shrunk shrunk = shrink(options.seed, options.ofSeed(Trace::Print::Nothing));
    if (shrunk.report.failure.isEmpty()) {
        std::printf("seed %llu is good: there is nothing to shrink\n", options.seed);
        return 0;
    }
    options.without = shrunk.options.without.toText().toStdString();
    options.trace = true;
    (void)runOne(options);
    std::printf("%d actions are left after %d runs\n  replay: %s\n", shrunk.actions, shrunk.runs,
                options.replay(options.seed).constData());
    return 1;
}

}  // namespace

int main(int argc, char **argv)
{
    QHashSeed::setDeterministicGlobalSeed();
    // A run makes and drops a world: memory goes back to the next one, not to the system.
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    prepareSqlite();
    prepareSodium();
    qInstallMessageHandler(report);
    Options options;
    CLI::App app("Simulates some clients and the server in one process, from a seed.", "tideline-sim");
    app.add_option("--seeds", options.seeds, "how many seeds to run")->capture_default_str();
    app.add_option("--first", options.first, "the first of them")->capture_default_str();
    app.add_option("--seed", options.seed, "run this one only");
    app.add_option("--clients", options.clients, "how many people with a client each")
        ->capture_default_str()
        ->check(CLI::Range(2, 9));
    app.add_option("--actions", options.actions, "at least so many by all users of a seed together; 0: 10 to 39 by each")
        ->capture_default_str()
        ->check(CLI::Range(0, 100000));
    auto *enumerate = app.add_flag("--enumerate", options.enumerate,
                                   "tell small stories, disturbed at every step: crashes, failing disks and databases");
    app.add_option("--stride", options.stride, "with --enumerate: only every so many steps")
        ->check(CLI::PositiveNumber)
        ->needs(enumerate);
    app.add_option("--story", options.story, "with --enumerate: this one only")->needs(enumerate);
    app.add_option("--disturb", options.disturb, "with --enumerate: this kind only (power-A, db-io-server, …)")
        ->needs(enumerate);
    app.add_option("--step", options.step, "with --enumerate: this step only")->needs(enumerate);
    app.add_flag("--named", options.named, "run the seeds that once failed (named_seeds.cpp)");
    app.add_option("--jobs", options.jobs, "processes side by side")->capture_default_str()->check(CLI::Range(1, Shared::kMaxJobs));
    app.add_option("--times", options.times, "with --seed: run it so often, to compare the runs")
        ->capture_default_str();
    app.add_option("--without", options.without, "leave this out of the seed: network,crashes,A3-17,…")
        ->check([](const std::string &text) {
            return Omissions::parse(QByteArray::fromStdString(text)) ? std::string() : "not understood: " + text;
        });
    app.add_flag("--shrink", options.shrinks, "with --seed: make the failure short");
    app.add_flag("--trace", options.trace, "with --seed: print what happened");
    app.add_flag("--calls", options.calls, "with --seed: print every call as well");
    app.add_flag("--once", options.once, "run no seed a second time");
    app.add_flag("--keep-going", options.keepGoing, "do not stop at the first seed that fails");
    app.add_option("--mutant", options.mutant, "plant a bug; succeeds when it is caught")->check(CLI::IsMember([] {
        std::vector<std::string> names;
        for (const QByteArray &name : mutantNames())
            names.push_back(name.toStdString());
        return names;
    }()));
    CLI11_PARSE(app, argc, argv);
    if (options.seed != 0)
        return options.shrinks ? shrinkOne(options) : runOne(options);
    return options.named ? runNamed(options) : runMany(options);
}
