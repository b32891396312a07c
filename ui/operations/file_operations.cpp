#include "ui/operations/file_operations.h"

#include "core/base/relative_path.h"
#include "ui/operations/archives.h"
#include "ui/operations/copy_tree.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <cerrno>
#include <cstring>

#include <sys/stat.h>

namespace tideline::ui {

namespace {
struct FileText {
    Q_DECLARE_TR_FUNCTIONS(FileOperations)
};

Result<void> goodName(const QString &name)
{
    auto checked = checkName(name.toUtf8());
    return checked ? Result<void>() : Result<void>(at(checked.error(), name));
}

/// Makes sure of the trash at home, since where QFile::moveToTrash() can make none it takes the current folder for one (Qt 6.4).
bool hasHomeTrash()
{
    const QDir data(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation));
    const QString trash = data.filePath(u"Trash"_s);
    if (!QFileInfo::exists(trash) && data.mkpath(u"Trash"_s))
        QFile::setPermissions(trash, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    const QFileInfo made(trash);
    return made.isDir() && made.isWritable();
}

Error gone(const QString &path)
{
    return {Error::Kind::NotFound, FileText::tr("It is no longer there."), path, {}};
}

/// Notes what lies at the place now.
FileChange noted(FileChange::Kind kind, const QString &from, const QString &to)
{
    FileChange change{kind, from, to};
    struct stat info {};
    if (::lstat(QFile::encodeName(to).constData(), &info) == 0) {
        change.device = info.st_dev;
        change.inode = info.st_ino;
    }
    return change;
}

/// What was made or trashed is still what lies there.
Result<void> isTheSame(const FileChange &change)
{
    struct stat info {};
    if (::lstat(QFile::encodeName(change.to).constData(), &info) != 0)
        return gone(change.to);
    if (change.inode != 0 && (info.st_dev != change.device || info.st_ino != change.inode))
        return Error{Error::Kind::Refused, FileText::tr("Something else is there now; it was left alone."), change.to, {}};
    return {};
}

/// Moves within a disk to the first free name in `folder`. Returns errno's value, 0 when it is done.
int moveToFreeName(const QString &from, const QString &folder, const QString &name, QString &to)
{
    for (;;) {
        to = folder + u'/' + freeName(folder, name);
        const int failure = renameNew(from, to);
        if (failure != EEXIST)
            return failure;  // EEXIST: another program was faster
    }
}

bool isInside(const QString &path, const QString &folder)
{
    return path == folder || path.startsWith(folder + u'/');
}

Result<void> mayGoInto(const QFileInfo &source, const QString &folder)
{
    if (auto good = goodName(source.fileName()); !good)
        return good.error();
    if (!pathExists(source.absoluteFilePath()))
        return gone(source.absoluteFilePath());
    const bool isFolder = source.isDir() && !source.isSymLink();
    if (isFolder && (isInside(folder, source.absoluteFilePath()) || isInside(QFileInfo(folder).canonicalFilePath(), source.canonicalFilePath())))
        return Error{Error::Kind::Refused, FileText::tr("A folder cannot be put into itself."), source.absoluteFilePath(), {}};
    return {};
}

/// A copy leaves out a project's own folder, which then would be in the trash alone.
Result<void> mayLeave(const QString &source)
{
    if (auto holds = holdsReserved(source); !holds || *holds)
        return !holds ? holds.error()
                      : Error{Error::Kind::Refused, FileText::tr("A project is in this folder; it cannot be moved to another disk."), source,
                              FileText::tr("Stop syncing it first, or copy it.")};
    return {};
}

QString trashInfo(const QString &inTrash)
{
    const QFileInfo info(inTrash);
    return QFileInfo(info.path()).path() + u"/info/"_s + info.fileName() + u".trashinfo"_s;
}

/// Out of the trash, or from where it was moved to, back to `place`.
Result<QString> bringBack(const QString &from, const QString &place)
{
    if (!pathExists(from))
        return gone(from);
    const QFileInfo target(place);
    if (!QFileInfo(target.path()).isDir())
        return Error{Error::Kind::NotFound, FileText::tr("The folder that it was in is gone."), target.path(),
                     FileText::tr("Make the folder again, then undo.")};
    QString to;
    if (const int failure = moveToFreeName(from, target.path(), target.fileName(), to))
        return Error{Error::Kind::Io, FileText::tr("It could not be moved back."), from, QString::fromLocal8Bit(std::strerror(failure))};
    return to;
}
}  // namespace

void WorkControl::reset()
{
    m_cancelled = false;
    begin({}, 0);
}

void WorkControl::begin(const QString &name, qint64 sizeBytes)
{
    const QMutexLocker lock(&m_mutex);
    m_name = name;
    m_sizeBytes = sizeBytes;
    m_doneBytes = 0;
}

WorkControl::Progress WorkControl::progress() const
{
    const QMutexLocker lock(&m_mutex);
    return {m_name, m_doneBytes, m_sizeBytes};
}

QString freeName(const QString &folder, const QString &name)
{
    if (!pathExists(folder + u'/' + name))
        return name;
    const QString archive = archiveStem(name);  // of "a.tar.gz" the second is "a (2).tar.gz"
    const qsizetype dot = archive != name ? archive.size() : name.lastIndexOf(u'.');
    const QString stem = dot > 0 ? name.left(dot) : name;
    const QString suffix = dot > 0 ? name.mid(dot) : QString();
    for (int n = 2;; ++n) {
        const QString candidate = u"%1 (%2)%3"_s.arg(stem).arg(n).arg(suffix);
        if (!pathExists(folder + u'/' + candidate))
            return candidate;
    }
}

Result<FileChanges> renameEntry(const QString &from, const QString &name)
{
    if (auto good = goodName(name); !good)
        return good.error();
    const QString to = QFileInfo(from).path() + u'/' + name;
    switch (const int failure = renameNew(from, to)) {
    case 0:
        return FileChanges{noted(FileChange::Kind::Moved, from, to)};
    case ENOENT:
        return gone(from);
    case EEXIST:
        return Error{Error::Kind::Refused, FileText::tr("The name is taken."), to, FileText::tr("Choose another name.")};
    default:
        return Error{Error::Kind::Io, FileText::tr("It could not be renamed."), from, QString::fromLocal8Bit(std::strerror(failure))};
    }
}

Result<FileChanges> makeFolder(const QString &parent, const QString &name)
{
    if (auto good = goodName(name); !good)
        return good.error();
    const QString path = parent + u'/' + freeName(parent, name);
    if (!QDir().mkdir(path))
        return Error{Error::Kind::Denied, FileText::tr("The folder could not be made."), path,
                     FileText::tr("Look whether you may write there.")};
    return FileChanges{noted(FileChange::Kind::Made, {}, path)};
}

Result<FileChanges> makeFile(const QString &parent, const QString &name, const QByteArray &content)
{
    if (auto good = goodName(name); !good)
        return good.error();
    QFile file(parent + u'/' + freeName(parent, name));
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return Error{Error::Kind::Denied, FileText::tr("The file could not be made."), file.fileName(), file.errorString()};
    if (file.write(content) != content.size() || !file.flush()) {
        const Error error{Error::Kind::Io, FileText::tr("The file could not be written."), file.fileName(), file.errorString()};
        file.remove();
        return error;
    }
    return FileChanges{noted(FileChange::Kind::Made, {}, file.fileName())};
}

Result<FileChanges> moveToTrash(const QString &path)
{
    if (!pathExists(path))
        return gone(path);
    QString inTrash;
    if (!hasHomeTrash() || !QFile::moveToTrash(path, &inTrash))
        return Error{Error::Kind::Refused, FileText::tr("The desktop has no trash on this disk; nothing was deleted."), path,
                     FileText::tr("Delete it with a file manager if you are sure.")};
    return FileChanges{noted(FileChange::Kind::Trashed, path, inTrash)};
}

QString unfinished(const QString &folder, const QString &name)
{
    const QString part = folder + u"/."_s + name.left(40) + u".tmp-tideline"_s;
    removeCopy(part);  // a crash left it
    return part;
}

Result<FileChanges> giveName(const QString &made, const QString &folder, const QString &name)
{
    QString to;
    if (const int failure = moveToFreeName(made, folder, name, to)) {
        removeCopy(made);
        return Error{Error::Kind::Io, FileText::tr("What was made could not be named."), to, QString::fromLocal8Bit(std::strerror(failure))};
    }
    return FileChanges{noted(FileChange::Kind::Made, {}, to)};
}

Result<FileChanges> copyInto(const QString &source, const QString &folder, WorkControl &control)
{
    const QFileInfo info(source);
    if (auto may = mayGoInto(info, folder); !may)
        return may.error();
    const QString part = unfinished(folder, info.fileName());
    if (auto copied = copyTree(info.absoluteFilePath(), part, control); !copied) {
        removeCopy(part);
        return copied.error();
    }
    return giveName(part, folder, info.fileName());
}

Result<FileChanges> moveInto(const QString &source, const QString &folder, WorkControl &control)
{
    const QFileInfo info(source);
    if (auto may = mayGoInto(info, folder); !may)
        return may.error();
    if (info.absolutePath() == QFileInfo(folder).absoluteFilePath())
        return FileChanges{};
    if (info.isDir() && !info.isSymLink() && pathExists(source + u"/.tideline"_s))
        return Error{Error::Kind::Refused, FileText::tr("This folder is a project of its own, and cannot be moved into another."), source,
                     FileText::tr("Stop syncing it first, or copy it.")};
    QString to;
    const int failure = moveToFreeName(info.absoluteFilePath(), folder, info.fileName(), to);
    if (failure == 0)
        return FileChanges{noted(FileChange::Kind::Moved, info.absoluteFilePath(), to)};
    if (failure != EXDEV)
        return Error{Error::Kind::Io, FileText::tr("It could not be moved."), source, QString::fromLocal8Bit(std::strerror(failure))};
    if (auto whole = mayLeave(info.absoluteFilePath()); !whole)
        return whole.error();
    auto changes = copyInto(source, folder, control);
    if (!changes)
        return changes;
    auto trashed = moveToTrash(info.absoluteFilePath());
    if (!trashed)
        return Error{trashed.error().kind, FileText::tr("It was copied; the original could not be put into the trash, and stays."), source,
                     trashed.error().mend};
    return *changes + *trashed;
}

Result<void> setExecutable(const QString &path, bool executable)
{
    const QByteArray name = QFile::encodeName(path);
    struct stat info {};
    if (::stat(name.constData(), &info) != 0)
        return gone(path);
    const mode_t mayExecute = (info.st_mode & 0444) >> 2;
    const mode_t mode = (info.st_mode & 07666) | (executable ? mayExecute | S_IXUSR : 0);
    if (::chmod(name.constData(), mode) != 0)
        return Error{Error::Kind::Denied, FileText::tr("The permissions could not be changed."), path,
                     QString::fromLocal8Bit(std::strerror(errno))};
    return {};
}

Result<FileChange> takeBack(const FileChange &change)
{
    if (change.kind != FileChange::Kind::Moved) {
        if (auto same = isTheSame(change); !same)
            return same.error();
    }
    if (change.kind == FileChange::Kind::Made) {
        auto trashed = moveToTrash(change.to);
        return trashed ? Result<FileChange>(trashed->first()) : Result<FileChange>(trashed.error());
    }
    auto place = bringBack(change.to, change.from);
    if (!place)
        return place.error();
    if (change.kind == FileChange::Kind::Moved)
        return noted(FileChange::Kind::Moved, change.to, *place);
    QFile::remove(trashInfo(change.to));
    return noted(FileChange::Kind::Made, {}, *place);
}

}  // namespace tideline::ui
