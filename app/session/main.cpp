// tideline-session: the helper that looks into files for previews. core/preview's SessionClient starts it; nobody else needs to.
#include "app/session/session_server.h"

#include "core/base/heap.h"

#include <QGuiApplication>
#include <QImageReader>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <unistd.h>

using namespace tideline;
using namespace tideline::session;

namespace {

constexpr int kFailed = 1;
constexpr int kOutOfMemory = 3;

/// What libraries load at their first use they load before the doors are shut.
void loadAhead()
{
    (void)QImageReader::supportedImageFormats();
    for (const char *format : {"jpeg", "webp", "tiff", "gif", "svg", "icns", "tga"}) {
        QImageReader reader;
        reader.setFormat(format);
        (void)reader.canRead();
    }
}

int fail(const Error &error)
{
    std::fprintf(stderr, "tideline-session: %s\n", toText(error).toUtf8().constData());
    return kFailed;
}

}  // namespace

int main(int argc, char **argv)
{
    keepHeapSmall(2);
    std::string socketPath;
    int idleMs = 300'000, memoryMb = 512;
    CLI::App app("Looks into files for previews of Tideline, shut off from the network and from writing.", "tideline-session");
    app.add_option("--socket", socketPath, "where it listens")->required();
    app.add_option("--idle-ms", idleMs, "ends after so long without a call (300000)")->check(CLI::Range(1, 86'400'000));
    app.add_option("--memory-mb", memoryMb, "ends when it has more than so much resident (512)")->check(CLI::Range(64, 65'536));
    CLI11_PARSE(app, argc, argv);

    ::qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication gui(argc, argv);
    loadAhead();
    auto listener = control::listenAt(QString::fromLocal8Bit(socketPath.c_str()));
    if (!listener)
        return fail(listener.error());
    SessionServer::Options options;
    options.idle = std::chrono::milliseconds(idleMs);
    options.memoryBytes = qint64(memoryMb) << 20;
    options.sandbox = shutIn({.addressBytes = 4 * options.memoryBytes + (qint64(1) << 30)});
    std::fputs("ready\n", stdout);  // whoever started it waits for this
    std::fflush(stdout);
    ::close(STDOUT_FILENO);
    SessionServer server(*std::move(listener), std::move(options));
    const auto end = server.run();
    // At once: a parser that is at it for ever cannot be waited for.
    ::_exit(end == SessionServer::End::Memory ? kOutOfMemory : 0);
}
