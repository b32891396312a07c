// `tide`: reads the words, reaches the engine, prints what it answers.
#include "app/cli/command_line.h"
#include "app/cli/reach.h"
#include "core/base/heap.h"
#include "core/base/stage.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <clocale>
#include <cstdlib>
#include <cstring>

#include <langinfo.h>

namespace {
/// Names are bytes of UTF-8 whatever the locale says; Qt would warn of any other. Whether the locale can show glyphs
/// beyond ASCII is asked first.
bool settleLocale()
{
    std::setlocale(LC_ALL, "");
    const bool unicode = std::strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    if (!unicode) {
        qputenv("LC_ALL", "C.UTF-8");
        std::setlocale(LC_ALL, "C.UTF-8");
    }
    return unicode;
}

tideline::Result<QByteArray> readStandardInput()
{
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return tideline::Error{tideline::Error::Kind::Io, QStringLiteral("The standard input cannot be read."), {}, {}};
    return input.read(64 << 10);
}
}  // namespace

int main(int argc, char **argv)
{
    using namespace tideline::cli;
    tideline::keepHeapSmall(2);
    static std::atomic<bool> stopped = false;
    static Wakeup wakeup;
    catchSignals(stopped, wakeup);
    const bool unicode = settleLocale();
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("tide"));
    QCoreApplication::setApplicationVersion(QStringLiteral(TIDELINE_VERSION));
    tideline::logAsStage(tideline::Stage::current());
    Terminal terminal = Terminal::system(unicode);
    QStringList words = QCoreApplication::arguments();
    words.removeFirst();
    const auto tell = [&terminal](const QString &text) { terminal.err(u'!' + (u' ' + text) + u'\n'); };
    const auto reach = [&tell](const QString &profile, Stay stay) { return reachEngine(profile, stay, stopped, tell); };
    return run(words, {terminal, tideline::systemClock(), reach, stopped, wakeup, QDir::currentPath(), readStandardInput});
}
