#include "core/store/store_location.h"

#include "core/base/stage.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <sys/stat.h>

namespace tideline::store {

namespace {

StoreLocation inFolder(Configuration configuration, const QString &folder)
{
    const QString profile = QDir::cleanPath(folder);
    return {configuration, profile, profile + u"/store.sqlite"_s, profile + u"/engine.sock"_s, profile + u"/token"_s};
}

}  // namespace

QString toString(Configuration configuration)
{
    switch (configuration) {
    case Configuration::Dev: return u"dev"_s;
    case Configuration::Test: return u"test"_s;
    case Configuration::Prod: return u"prod"_s;
    }
    return u"prod"_s;
}

Result<Configuration> configurationFromString(QStringView text)
{
    for (const auto configuration : {Configuration::Dev, Configuration::Test, Configuration::Prod}) {
        if (text == toString(configuration))
            return configuration;
    }
    return Error{Error::Kind::Invalid, u"This configuration is not known."_s, text.left(40).toString(),
                 u"Use dev, test or prod."_s};
}

Result<StoreLocation> prodLocation(const QString &profile, const QProcessEnvironment &environment)
{
    const auto stage = Stage::of(environment);
    if (!stage)
        return stage.error();
    if (!profile.isEmpty())
        return inFolder(Configuration::Prod, QDir::current().absoluteFilePath(profile));
    if (const QString set = environment.value(u"TIDELINE_PROFILE"_s); !set.isEmpty()) {
        if (!QDir::isAbsolutePath(set))
            return Error{Error::Kind::Invalid, u"TIDELINE_PROFILE is not an absolute path."_s, set, {}};
        return inFolder(Configuration::Prod, set);
    }
    // The XDG specification: a relative path there is to be ignored.
    QString data = environment.value(u"XDG_DATA_HOME"_s);
    if (!QDir::isAbsolutePath(data)) {
        const QString home = environment.value(u"HOME"_s, QDir::homePath());
        if (!QDir::isAbsolutePath(home))
            return Error{Error::Kind::Invalid, u"There is no home folder to keep the profile in."_s, home,
                         u"Set TIDELINE_PROFILE."_s};
        data = home + u"/.local/share"_s;
    }
    return inFolder(Configuration::Prod, data + u'/' + stage->folder);
}

Result<StoreLocation> devLocation(const QString &folder)
{
    for (QDir dir(QDir(folder).absolutePath()); dir.exists();) {
        if (dir.exists(u"migrations/local/schema.sql"_s))
            return inFolder(Configuration::Dev, dir.absoluteFilePath(u"build/dev-profile"_s));
        if (!dir.cdUp())
            break;
    }
    return Error{Error::Kind::NotFound, u"This is not in a checkout of Tideline."_s, folder,
                 u"The configuration dev is for work on Tideline itself."_s};
}

StoreLocation testLocation(const QString &folder)
{
    if (folder.isEmpty())
        return {Configuration::Test, {}, u":memory:"_s, {}, {}};
    return inFolder(Configuration::Test, folder);
}

QString ownServerFile(const QString &profile)
{
    return profile + u"/server.address"_s;
}

Result<void> prepareProfile(const StoreLocation &location)
{
    if (location.profile.isEmpty())
        return {};
    const Error failed{Error::Kind::Denied, u"The profile's folder could not be made."_s, location.profile,
                       u"Check the rights of the folder above, or set TIDELINE_PROFILE."_s};
    if (!QDir().mkpath(QFileInfo(location.profile).path()))
        return failed;
    if (::mkdir(QFile::encodeName(location.profile).constData(), 0700) == 0)
        return {};
    if (errno == EEXIST) {
        if (QFileInfo(location.profile).isDir())
            return {};
        return Error{Error::Kind::Invalid, u"A file stands where the profile's folder should be."_s, location.profile,
                     u"Move it away, or set TIDELINE_PROFILE."_s};
    }
    Error error = failed;
    if (errno == ENOSPC || errno == EDQUOT)
        error.kind = Error::Kind::DiskFull;
    else if (errno != EACCES && errno != EPERM && errno != EROFS)
        error.kind = Error::Kind::Io;
    return error;
}

}  // namespace tideline::store
