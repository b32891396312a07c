#include "core/preview/session_options.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace tideline::preview {

QString sessionSocketPath(const QString &profile)
{
    return profile + u"/session.sock"_s;
}

QString sessionProgram(const QString &folder)
{
    const QString beside = folder + u"/tideline-session"_s;
    return QFileInfo(beside).isExecutable() ? beside : QDir::cleanPath(folder + u"/../libexec/tideline/tideline-session"_s);
}

SessionClient::Options sessionOptions(const QString &profile)
{
    return {sessionProgram(QCoreApplication::applicationDirPath()), sessionSocketPath(profile)};
}

}  // namespace tideline::preview
