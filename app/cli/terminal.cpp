#include "app/cli/terminal.h"

#include <cerrno>
#include <cstdlib>
#include <utility>

#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace tideline::cli {

using namespace Qt::StringLiterals;

namespace {
bool writeAll(int descriptor, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), size_t(bytes.size()));
        if (written >= 0) {
            bytes = bytes.sliced(written);
        } else if (errno == EAGAIN) {
            pollfd ready{descriptor, POLLOUT, 0};
            ::poll(&ready, 1, -1);
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

bool wantsColour(bool isTerminal)
{
    if (!qEnvironmentVariableIsEmpty("NO_COLOR"))
        return false;
    if (qEnvironmentVariableIntValue("CLICOLOR_FORCE") > 0)
        return true;
    return isTerminal && qgetenv("TERM") != "dumb";
}

int columnsOf(int descriptor)
{
    winsize size{};
    if (::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20)
        return size.ws_col;
    const int fromEnvironment = qEnvironmentVariableIntValue("COLUMNS");
    return fromEnvironment >= 20 ? fromEnvironment : 80;
}
}  // namespace

Terminal::Terminal(Traits traits, Sink out, Sink err)
    : m_traits(traits)
    , m_out(std::move(out))
    , m_err(std::move(err))
{
}

Terminal Terminal::system(bool unicode)
{
    Traits traits;
    traits.outIsTerminal = ::isatty(STDOUT_FILENO) == 1;
    traits.errIsTerminal = ::isatty(STDERR_FILENO) == 1;
    traits.outColour = wantsColour(traits.outIsTerminal);
    traits.errColour = wantsColour(traits.errIsTerminal);
    traits.unicode = unicode;
    traits.width = columnsOf(traits.outIsTerminal ? STDOUT_FILENO : STDERR_FILENO);
    return {traits, [](QByteArrayView bytes) { return writeAll(STDOUT_FILENO, bytes); },
            [](QByteArrayView bytes) { return writeAll(STDERR_FILENO, bytes); }};
}

void Terminal::outBytes(QByteArrayView bytes)
{
    if (!m_outClosed)
        m_outClosed = !m_out(bytes);
}

QString Terminal::paint(const QString &text, Tone tone, bool colour)
{
    if (!colour || text.isEmpty())
        return text;
    const char *code = nullptr;
    switch (tone) {
    case Tone::Plain: return text;
    case Tone::Good: code = "32"; break;
    case Tone::Busy: code = "36"; break;
    case Tone::Calm: code = "2"; break;
    case Tone::Warning: code = "33"; break;
    case Tone::Bad: code = "31"; break;
    case Tone::Strong: code = "1"; break;
    }
    return u"\x1b[%1m%2\x1b[0m"_s.arg(QLatin1StringView(code), text);
}

}  // namespace tideline::cli
