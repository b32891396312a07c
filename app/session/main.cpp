// tideline-session: the helper that looks into files for previews. core/preview's SessionClient starts it; nobody else needs to.
#include "app/session/session_server.h"

#include "core/base/heap.h"
#include "core/preview/helper_process.h"

#include <QDateTime>
#include <QFile>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QImageReader>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

using namespace tideline;
using namespace tideline::session;

namespace {

constexpr int kFailed = 1, kOutOfMemory = 3, kOutOfTime = 4;

/// Tells the starter that it is ready, and lets go of its streams: whoever waits for their end shall not wait for this process.
/// `null`: /dev/null, opened before the doors were shut.
bool sayReady(int null)
{
    const bool said = std::fputs(preview::kReady, stdout) >= 0 && std::fflush(stdout) == 0;
    bool isLet = null >= 0;
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        isLet = isLet && ::dup2(null, stream) == stream;
    ::close(null);
    return said && isLet;
}

/// Should the system run out of memory, this goes before the user's programs.
void goFirst()
{
    QFile file(u"/proc/self/oom_score_adj"_s);
    if (file.open(QIODevice::WriteOnly))
        file.write("800");
}

/// What libraries load at their first use they load before the doors are shut.
void loadAhead()
{
    (void)QImageReader::supportedImageFormats();
    for (const char *format : {"jpeg", "webp", "tiff", "gif", "svg", "icns", "tga"}) {
        QImageReader reader;
        reader.setFormat(format);
        (void)reader.canRead();
    }
    (void)QFontDatabase::families();
    (void)QDateTime::currentDateTime().toString(Qt::ISODate);  // the time zone
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
    ::close_range(STDERR_FILENO + 1, ~0U, 0);  // nothing of the starter's stays open here but the standard streams
    std::string socketPath;
    int idleMs = 300'000, memoryMb = 512, limitMs = 20'000;
    CLI::App app("Looks into files for previews of Tideline, shut off from the network and from writing.", "tideline-session");
    app.add_option("--socket", socketPath, "where it listens")->required();
    app.add_option("--idle-ms", idleMs, "ends after so long without a call (300000)")->check(CLI::Range(1, 86'400'000));
    app.add_option("--memory-mb", memoryMb, "ends when it has more than so much resident (512)")->check(CLI::Range(64, 65'536));
    app.add_option("--limit-ms", limitMs, "ends when a call computes for longer (20000)")->check(CLI::Range(1, 3'600'000));
    CLI11_PARSE(app, argc, argv);

    ::qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication gui(argc, argv);
    loadAhead();
    auto listener = control::listenAt(QString::fromLocal8Bit(socketPath.c_str()));
    if (!listener)
        return fail(listener.error());
    const int null = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    if (::chdir("/") != 0)  // else the starter's disk could not be unmounted
        return kFailed;
    SessionServer::Options options;
    options.idle = std::chrono::milliseconds(idleMs);
    options.memoryBytes = qint64(memoryMb) << 20;
    options.limit = std::chrono::milliseconds(limitMs);
    options.program = QFile::symLinkTarget(u"/proc/self/exe"_s);
    goFirst();
    options.statm = control::Socket(::open("/proc/self/statm", O_RDONLY | O_CLOEXEC));
    options.sandbox = shutIn({.addressBytes = 4 * options.memoryBytes + (qint64(1) << 30)});
    SessionServer server(*std::move(listener), std::move(options));
    if (!sayReady(null))
        return kFailed;
    const auto end = server.run();
    // At once: a parser that is at it for ever cannot be waited for.
    ::_exit(end == SessionServer::End::Memory ? kOutOfMemory : end == SessionServer::End::Time ? kOutOfTime : 0);
}
