// tideline-server: the cloud that Tideline syncs with.
#include "app/server/admin/commands.h"
#include "app/server/admin/log.h"
#include "app/server/admin/server_app.h"
#include "core/base/heap.h"
#include "core/base/stage.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>
#include <sys/resource.h>
#include <thread>

using namespace tideline;
using namespace tideline::server;

namespace {

int fail(const Error &error)
{
    std::fprintf(stderr, "tideline-server: %s\n", qPrintable(toText(error)));
    return 1;
}

/// As many sockets as the system lets us have.
void raiseFileLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
}

int command(const Options &options)
{
    auto folder = DataFolder::open(options.data);
    if (!folder)
        return fail(folder.error());
    NoEvents events;
    auto packKey = packKeyOf(options);
    if (!packKey)
        return fail(packKey.error());
    auto store = openCore(*folder, events, {}, nullptr, *std::move(packKey));
    if (!store)
        return fail(store.error());
    const auto outcome = runCommand(options, *store->core);
    if (!outcome)
        return fail(outcome.error());
    std::fputs(qPrintable(outcome->text), stdout);
    return outcome->exitCode;
}

}  // namespace

int main(int argc, char **argv)
{
    keepHeapSmall(std::max(2, int(std::thread::hardware_concurrency())));
    const OptionsOutcome outcome = parseOptions(argc, argv);
    if (!outcome.options) {
        std::fputs(qPrintable(outcome.text), outcome.exitCode == 0 ? stdout : stderr);
        return outcome.exitCode;
    }
    const auto stage = Stage::of(QProcessEnvironment::systemEnvironment());
    if (!stage)
        return fail(stage.error());
    installLog(outcome.options->verbose || stage->tellsAll);
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"tideline-server"_s);
    if (outcome.options->command != Options::Command::Serve)
        return command(*outcome.options);
    raiseFileLimit();
    ServerApp app(*outcome.options);
    QObject::connect(&app, &ServerApp::stopped, &application, &QCoreApplication::quit, Qt::QueuedConnection);
    if (const auto started = app.start(); !started)
        return fail(started.error());
    return QCoreApplication::exec();
}
