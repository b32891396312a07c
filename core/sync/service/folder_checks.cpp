#include "core/sync/service/folder_checks.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <sys/stat.h>
#include <unistd.h>

namespace tideline::sync {

namespace {

bool isWithin(const QString &path, const QString &root)
{
    return path == root || path.startsWith(root.endsWith(u'/') ? root : root + u'/');
}

Error systemError(int code, const QString &what, const QString &where)
{
    const auto kind = code == EACCES || code == EPERM || code == EROFS ? Error::Kind::Denied
                      : code == ENOSPC || code == EDQUOT               ? Error::Kind::DiskFull
                      : code == ENOTDIR || code == EEXIST              ? Error::Kind::Invalid
                                                                       : Error::Kind::Io;
    return Error{kind, u"%1: %2."_s.arg(what, QString::fromLocal8Bit(std::strerror(code))), where,
                 kind == Error::Kind::Denied ? u"Choose a folder that you may read and write."_s : QString()};
}

}  // namespace

Result<QString> checkFolder(const ServiceCore &core, const QString &folder, Content content)
{
    const QFileInfo info(folder);
    if (!info.exists())
        return Error{Error::Kind::NotFound, u"The folder does not exist."_s, folder, u"Make it first, or check its name."_s};
    if (!info.isDir())
        return Error{Error::Kind::Invalid, u"This is not a folder."_s, folder, u"Give the folder that shall be the project."_s};
    const QString real = info.canonicalFilePath();
    const QString profile = QFileInfo(core.profile()).canonicalFilePath();
    if (real == u"/"_s || isWithin(profile, real) || isWithin(real, profile))
        return Error{Error::Kind::Invalid, u"This folder cannot be a project: it holds Tideline's own files."_s, real,
                     u"Choose a folder for the project alone."_s};
    if (real.split(u'/').contains(u".tideline"_s))
        return Error{Error::Kind::Invalid, u"This folder is Tideline's own, inside a project."_s, real, {}};
    for (const ProjectStatus &status : core.board.all()) {
        const QString &root = status.project.rootPath;
        if (root.isEmpty())
            continue;
        const QString mend = u"Unlink that one first, or choose another folder."_s;
        if (real == root)
            return Error{Error::Kind::Conflict, u"The folder is linked already, to the project %1."_s.arg(status.project.name), real, mend};
        if (isWithin(real, root))
            return Error{Error::Kind::Conflict, u"The folder is inside the project %1 (%2)."_s.arg(status.project.name, root), real, mend};
        if (isWithin(root, real))
            return Error{Error::Kind::Conflict, u"The project %1 (%2) is inside this folder."_s.arg(status.project.name, root), real, mend};
    }
    if (::access(QFile::encodeName(real).constData(), R_OK | W_OK | X_OK) != 0)
        return systemError(errno, u"The folder cannot be read and written"_s, real);
    if (content == Content::MustBeEmpty && !QDir(real).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot))
        return Error{Error::Kind::Refused, u"The folder is not empty."_s, real,
                     u"Choose an empty one; or unite its files with the project's: tide link DIR PROJECT"_s};
    return real;
}

Result<bool> makeFolder(const QString &folder)
{
    const QByteArray name = QFile::encodeName(folder);
    if (::mkdir(name.constData(), 0777) == 0)
        return true;
    if (errno == EEXIST && QFileInfo(folder).isDir())
        return false;
    if (errno == EEXIST)
        return Error{Error::Kind::Invalid, u"This is a file, not a folder."_s, folder, u"Choose another name for the folder."_s};
    if (errno == ENOENT && QFileInfo(folder).path() != folder) {
        if (auto above = makeFolder(QFileInfo(folder).path()); !above)
            return above;
        if (::mkdir(name.constData(), 0777) == 0)
            return true;
    }
    return systemError(errno, u"The folder cannot be made"_s, folder);
}

}  // namespace tideline::sync
