#include "core/preview/helper_process.h"

#include "core/control/unix_socket.h"

#include <QFile>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace tideline::preview {

namespace {

using std::chrono::steady_clock;

constexpr std::chrono::seconds kStart{10};
constexpr qsizetype kMostText = 4096;  ///< of what it says when it fails

QString reasonOf(int code)
{
    return QString::fromLocal8Bit(std::strerror(code));
}

Error failed(Error::Kind kind, const QString &what, const QString &program)
{
    return {kind, what, program, u"Install Tideline anew."_s};
}

/// Its outputs go to `output`, no signal is blocked or ignored, and a terminal's signals do not reach it. 0, or an errno.
int spawn(std::vector<QByteArray> &texts, int output, pid_t &process)
{
    std::vector<char *> argv;
    for (QByteArray &text : texts)
        argv.push_back(text.data());
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO);
    sigset_t none, all;
    ::sigemptyset(&none);
    ::sigfillset(&all);
    posix_spawnattr_t attributes;
    ::posix_spawnattr_init(&attributes);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setsigdefault(&attributes, &all);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    const int code = ::posix_spawn(&process, argv.front(), &actions, &attributes, argv.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::posix_spawnattr_destroy(&attributes);
    return code;
}

/// Reads until it is ready, has ended, or time is up.
Result<void> awaitReady(const control::Socket &output, const QString &program)
{
    QByteArray text;
    const auto until = steady_clock::now() + kStart;
    while (!text.endsWith(kReady)) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - steady_clock::now());
        pollfd more{output.fd(), POLLIN, 0};
        if (left.count() <= 0 || ::poll(&more, 1, int(left.count())) == 0)
            return failed(Error::Kind::Timeout, u"The program that looks into files is not ready after %1 s."_s.arg(kStart.count()), program);
        char piece[512];
        const ssize_t got = ::read(output.fd(), piece, sizeof piece);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return failed(Error::Kind::Io, u"The program that looks into files does not start: %1"_s.arg(QString::fromLocal8Bit(text).trimmed()), program);
        text = (text + QByteArray(piece, qsizetype(got))).last(std::min(kMostText, text.size() + qsizetype(got)));
    }
    return {};
}

}  // namespace

Result<void> startHelper(const QString &program, const QStringList &arguments)
{
    std::vector<QByteArray> texts{QFile::encodeName(program)};
    for (const QString &argument : arguments)
        texts.push_back(QFile::encodeName(argument));
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        return failed(Error::Kind::Io, u"No pipe can be made: %1."_s.arg(reasonOf(errno)), program);
    const control::Socket reading(ends[0]);
    pid_t process = 0;
    int code = 0;
    {
        const control::Socket writing(ends[1]);
        code = spawn(texts, writing.fd(), process);
    }
    if (code != 0)
        return failed(Error::Kind::NotFound, u"The program that looks into files cannot be started: %1."_s.arg(reasonOf(code)), program);
    std::thread([process] { ::waitpid(process, nullptr, 0); }).detach();  // it leaves no zombie
    return awaitReady(reading, program);
}

}  // namespace tideline::preview
