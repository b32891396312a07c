#include "app/desktop/options.h"

#include <QDir>
#include <QFileInfo>
#include <QUrl>

namespace tideline::desktop {

namespace {
/// What leads the window to a path of this disk. The folders above its last part are resolved, as a project's own folder is; what they
/// lead to need not be there: a file may be in the cloud alone.
QString uriOf(const QString &path)
{
    const QFileInfo entry(QDir::cleanPath(QDir::current().absoluteFilePath(path)));
    const QString above = QFileInfo(entry.path()).canonicalFilePath();
    QUrl url;
    url.setScheme(u"tideline"_s);
    url.setHost(u"open"_s);
    url.setPath(u'/' + (above.isEmpty() || entry.isRoot() ? entry.filePath() : QDir(above).filePath(entry.fileName())));
    return QString::fromLatin1(url.toEncoded());
}
}  // namespace

QString usage()
{
    return u"usage: tideline [--profile DIR] [--background] [--ui-state FILE [--screenshot FILE]] [PATH | tideline://…]\n\n"
                    "  PATH               show this file or folder of a project\n"
                    "  --profile DIR      where this profile keeps its store, settings and socket\n"
                    "  --background       start in the tray, without a window\n"
                    "  --ui-state FILE    draw the window from a JSON file, without an engine or a server\n"
                    "  --screenshot FILE  with --ui-state: save a picture of the window and end\n"
                    "  --version, --help\n\n"
                    "A second start shows the window of the first and ends. The command line of the same things is `tide`.\n"_s;
}

Result<Options> parseOptions(const QStringList &arguments)
{
    Options options;
    const auto wrong = [](const QString &what, const QString &where) {
        return Error{Error::Kind::Invalid, what, where, u"See tideline --help."_s};
    };
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        QString argument = arguments[i];
        QString value;
        const qsizetype equals = argument.indexOf(u'=');
        const bool joined = argument.startsWith(u"--") && equals > 0;
        if (joined) {
            value = argument.mid(equals + 1);
            argument.truncate(equals);
        }
        QString *wanted = argument == u"--profile" ? &options.profile
            : argument == u"--ui-state"            ? &options.uiState
            : argument == u"--screenshot"          ? &options.screenshot
                                                   : nullptr;
        if (wanted) {
            if (!joined && i + 1 >= arguments.size())
                return wrong(u"A value is missing."_s, argument);
            *wanted = QDir::current().absoluteFilePath(joined ? value : arguments[++i]);
        } else if (argument == u"--background") {
            options.background = true;
        } else if (argument == u"--help" || argument == u"-h") {
            options.help = true;
        } else if (argument == u"--version") {
            options.version = true;
        } else if (argument.startsWith(u"tideline://") && options.uri.isEmpty()) {
            options.uri = argument;
        } else if (options.uri.isEmpty() && (argument.startsWith(u'/') || (!argument.startsWith(u'-') && QFileInfo::exists(argument)))) {
            options.uri = uriOf(argument);
        } else {
            return wrong(u"The argument is not known."_s, argument);
        }
    }
    if (!options.screenshot.isEmpty() && options.uiState.isEmpty())
        return wrong(u"A screenshot is drawn from a file."_s, u"--screenshot needs --ui-state"_s);
    return options;
}

}  // namespace tideline::desktop
