// tideline-sim: runs seeds of the simulation, or tells the story of one.
#include "tests/sim/mutants.h"
#include "tests/sim/scenario.h"
#include "tests/sim/sim_vfs.h"
#include "tests/sim/sodium_random.h"

#include <CLI/CLI.hpp>

#include <QHashSeed>

#include <chrono>
#include <cstdio>
#include <string>

using namespace tideline::sim;

namespace {

struct Options {
    quint64 first = 1;
    quint64 seeds = 100;
    quint64 seed = 0;
    int times = 1;
    bool trace = false;
    bool calls = false;
    bool once = false;
    bool keepGoing = false;
    std::string mutant;
};

/// Runs it, mostly twice: the same seed must give the same trace.
RunReport runChecked(quint64 seed, const Options &options, bool twice)
{
    const QByteArray mutant = QByteArray::fromStdString(options.mutant);
    RunReport report = runSeed(seed, Trace::Print::Nothing, mutant);
    if (!twice)
        return report;
    const RunReport again = runSeed(seed, Trace::Print::Nothing, mutant);
    if (again.traceHash != report.traceHash && report.failure.isEmpty())
        report.failure = "the same seed gave two different runs";
    return report;
}

int runMany(const Options &options)
{
    std::map<QByteArray, qint64> counts;
    const auto begin = std::chrono::steady_clock::now();
    quint64 done = 0, failed = 0;
    quint64 firstFailed = 0;
    for (quint64 seed = options.first; seed < options.first + options.seeds; ++seed) {
        // Every tenth seed is run twice: enough to see chance that does not come from the seed.
        const RunReport report = runChecked(seed, options, !options.once && seed % 10 == 0);
        ++done;
        for (const auto &[name, count] : report.counts)
            counts[name] += count;
        if (report.failure.isEmpty())
            continue;
        ++failed;
        if (firstFailed == 0)
            firstFailed = seed;
        std::printf("seed %llu FAILED: %s\n  replay: tideline-sim --seed %llu --trace%s%s\n", seed,
                    report.failure.constData(), seed, options.mutant.empty() ? "" : " --mutant ",
                    options.mutant.c_str());
        std::fflush(stdout);
        if (!options.keepGoing)
            break;
    }
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    std::printf("\n%llu seeds in %.1f s, %.0f seeds/s; %llu failed\n", done, seconds, double(done) / seconds, failed);
    for (const auto &[name, count] : counts)
        std::printf("  %-28s %10lld\n", name.constData(), count);
    if (!options.mutant.empty()) {
        if (failed > 0)
            std::printf("mutant %s caught after %llu seeds\n", options.mutant.c_str(), firstFailed - options.first + 1);
        else
            std::printf("mutant %s was NOT caught\n", options.mutant.c_str());
        return failed > 0 ? 0 : 1;
    }
    return failed > 0 ? 1 : 0;
}

/// What crashing programs log is part of the weather; only what ends the simulation itself is shown.
void report(QtMsgType type, const QMessageLogContext &, const QString &text)
{
    if (type == QtFatalMsg)
        std::fprintf(stderr, "%s\n", qPrintable(text));
}

int runOne(const Options &options)
{
    const auto print = options.calls ? Trace::Print::Calls
        : options.trace              ? Trace::Print::Story
                                     : Trace::Print::Nothing;
    const QByteArray mutant = QByteArray::fromStdString(options.mutant);
    RunReport report = runSeed(options.seed, print, mutant);
    for (int i = 1; i < options.times; ++i) {
        std::printf("-- again --\n");
        report = runSeed(options.seed, print, mutant);
    }
    std::printf("seed %llu: %s, trace %016llx\n", options.seed,
                report.failure.isEmpty() ? "good" : report.failure.constData(), report.traceHash);
    return report.failure.isEmpty() ? 0 : 1;
}

}  // namespace

int main(int argc, char **argv)
{
    QHashSeed::setDeterministicGlobalSeed();
    prepareSqlite();
    prepareSodium();
    qInstallMessageHandler(report);
    Options options;
    CLI::App app("Simulates two clients and the server in one process, from a seed.", "tideline-sim");
    app.add_option("--seeds", options.seeds, "how many seeds to run")->capture_default_str();
    app.add_option("--first", options.first, "the first of them")->capture_default_str();
    app.add_option("--seed", options.seed, "run this one only");
    app.add_option("--times", options.times, "with --seed: run it so often, to compare the runs")
        ->capture_default_str();
    app.add_flag("--trace", options.trace, "with --seed: print what happened");
    app.add_flag("--calls", options.calls, "with --seed: print every call as well");
    app.add_flag("--once", options.once, "do not run every tenth seed a second time");
    app.add_flag("--keep-going", options.keepGoing, "do not stop at the first seed that fails");
    app.add_option("--mutant", options.mutant, "plant a bug; succeeds when it is caught")->check(CLI::IsMember([] {
        std::vector<std::string> names;
        for (const QByteArray &name : mutantNames())
            names.push_back(name.toStdString());
        return names;
    }()));
    CLI11_PARSE(app, argc, argv);
    return options.seed != 0 ? runOne(options) : runMany(options);
}
