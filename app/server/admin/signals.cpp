#include "app/server/admin/signals.h"

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace tideline::server {

namespace {

int g_pipe[2] = {-1, -1};  // a signal handler knows only globals

extern "C" void onStopSignal(int)
{
    const int saved = errno;
    const char byte = 0;
    [[maybe_unused]] const ssize_t written = ::write(g_pipe[1], &byte, 1);
    errno = saved;
}

int openPipe()
{
    if (::pipe2(g_pipe, O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("No pipe for the signals.");
    return g_pipe[0];
}

}  // namespace

StopSignals::StopSignals() : m_notifier(openPipe(), QSocketNotifier::Read)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        while (::read(g_pipe[0], &byte, 1) == 1)
            Q_EMIT stopRequested();
    });
    struct sigaction action{};
    action.sa_handler = onStopSignal;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(SIGTERM, &action, nullptr);
    sigaction(SIGINT, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGHUP, SIG_IGN);  // the terminal it was started from may close
}

StopSignals::~StopSignals()
{
    std::signal(SIGTERM, SIG_DFL);
    std::signal(SIGINT, SIG_DFL);
    m_notifier.setEnabled(false);
    ::close(g_pipe[0]);
    ::close(g_pipe[1]);
}

}  // namespace tideline::server
