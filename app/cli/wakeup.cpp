#include "app/cli/wakeup.h"

#include <cerrno>
#include <csignal>
#include <cstdint>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace tideline::cli {

namespace {
std::atomic<bool> *theStop = nullptr;
const Wakeup *theWakeup = nullptr;
volatile std::sig_atomic_t theSignal = 0;
static_assert(std::atomic<bool>::is_always_lock_free);

void onSignal(int number)
{
    const int before = errno;
    theSignal = number;
    theStop->store(true);
    theWakeup->wake();
    errno = before;
}
}  // namespace

Wakeup::Wakeup() : m_event(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

Wakeup::~Wakeup()
{
    ::close(m_event);
}

void Wakeup::wake() const noexcept
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(m_event, &one, sizeof one);  // full = awake already
}

void Wakeup::wait(std::chrono::milliseconds limit)
{
    pollfd ready{m_event, POLLIN, 0};
    ::poll(&ready, 1, limit.count() < 0 ? -1 : int(limit.count()));
    std::uint64_t count = 0;
    [[maybe_unused]] const ssize_t taken = ::read(m_event, &count, sizeof count);
}

void catchSignals(std::atomic<bool> &stopped, Wakeup &wakeup)
{
    theStop = &stopped;
    theWakeup = &wakeup;
    struct sigaction action{};
    action.sa_handler = onSignal;
    action.sa_flags = int(SA_RESETHAND);  // the second one ends the process
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
    ::signal(SIGPIPE, SIG_IGN);
}

int caughtSignal()
{
    return theSignal;
}

}  // namespace tideline::cli
