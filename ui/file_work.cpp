#include "ui/file_work.h"

#include "core/base/relative_path.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <filesystem>
#include <utility>

namespace tideline::ui {

namespace {
struct FileText {
    Q_DECLARE_TR_FUNCTIONS(FileWork)
};

bool exists(const QString &path)
{
    const QFileInfo info(path);
    return info.exists() || info.isSymLink();  // a link that leads nowhere is there, too
}

Result<void> goodName(const QString &name)
{
    auto checked = checkName(name.toUtf8());
    return checked ? Result<void>() : Result<void>(at(checked.error(), name));
}

/// A name for a copy that is not whole yet: the default ignore rules leave it alone.
QString partName(const QString &target)
{
    const QFileInfo info(target);
    return info.path() + u"/."_s + info.fileName() + u".tmp-tideline"_s;
}

Result<QString> copyFile(const QString &source, const QString &target)
{
    const QString part = partName(target);
    QFile::remove(part);
    QFile file(source);
    if (!file.copy(part)) {
        QFile::remove(part);
        return Error{Error::Kind::Io, FileText::tr("The file could not be copied."), source, file.errorString()};
    }
    QFile copy(part);
    if (!copy.rename(target)) {
        const Error error{Error::Kind::Io, FileText::tr("The copy could not be named."), target, copy.errorString()};
        QFile::remove(part);
        return error;
    }
    return target;
}

Result<QString> copyTree(const QString &source, const QString &target)
{
    const QFileInfo info(source);
    if (info.isSymLink()) {
        std::error_code failure;  // Qt would make a relative link absolute
        std::filesystem::copy_symlink(QFile::encodeName(source).toStdString(), QFile::encodeName(target).toStdString(), failure);
        if (failure)
            return Error{Error::Kind::Io, FileText::tr("The link could not be copied."), source,
                         QString::fromStdString(failure.message())};
        return target;
    }
    if (info.isFile())
        return copyFile(source, target);
    if (!info.isDir())
        return Error{Error::Kind::Invalid, FileText::tr("Only files, folders and links can be copied."), source, {}};
    if (!QDir().mkdir(target))
        return Error{Error::Kind::Io, FileText::tr("The folder could not be made."), target, {}};
    const QFileInfoList entries =
        QDir(source).entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    for (const QFileInfo &entry : entries) {
        if (isReservedName(entry.fileName().toUtf8()))
            continue;  // another project's own folder
        auto copied = copyTree(entry.filePath(), target + u'/' + entry.fileName());
        if (!copied)
            return copied;
    }
    return target;
}
}  // namespace

QString freeName(const QString &folder, const QString &name)
{
    if (!exists(folder + u'/' + name))
        return name;
    const qsizetype dot = name.lastIndexOf(u'.');
    const QString stem = dot > 0 ? name.left(dot) : name;
    const QString suffix = dot > 0 ? name.mid(dot) : QString();
    for (int n = 2;; ++n) {
        const QString candidate = u"%1 (%2)%3"_s.arg(stem).arg(n).arg(suffix);
        if (!exists(folder + u'/' + candidate))
            return candidate;
    }
}

Result<QString> renameEntry(const QString &from, const QString &name)
{
    if (auto good = goodName(name); !good)
        return good.error();
    const QString to = QFileInfo(from).path() + u'/' + name;
    if (!exists(from))
        return Error{Error::Kind::NotFound, FileText::tr("It is no longer there."), from, {}};
    if (exists(to))
        return Error{Error::Kind::Refused, FileText::tr("The name is taken."), to, FileText::tr("Choose another name.")};
    QFile file(from);
    if (!file.rename(to))
        return Error{Error::Kind::Io, FileText::tr("It could not be renamed."), from, file.errorString()};
    return to;
}

Result<QString> makeFolder(const QString &parent, const QString &name)
{
    if (auto good = goodName(name); !good)
        return good.error();
    const QString path = parent + u'/' + freeName(parent, name);
    if (!QDir().mkdir(path))
        return Error{Error::Kind::Denied, FileText::tr("The folder could not be made."), path,
                     FileText::tr("Look whether you may write there.")};
    return path;
}

Result<QString> moveToTrash(const QString &path)
{
    if (!exists(path))
        return Error{Error::Kind::NotFound, FileText::tr("It is no longer there."), path, {}};
    QString inTrash;
    if (!QFile::moveToTrash(path, &inTrash))
        return Error{Error::Kind::Refused, FileText::tr("The desktop has no trash on this disk; nothing was deleted."), path,
                     FileText::tr("Delete it with a file manager if you are sure.")};
    return inTrash;
}

Result<QString> copyInto(const QString &source, const QString &folder)
{
    const QFileInfo info(source);
    if (auto good = goodName(info.fileName()); !good)
        return good.error();
    const QString from = info.absoluteFilePath();
    if (info.isDir() && !info.isSymLink() && (folder == from || folder.startsWith(from + u'/')))
        return Error{Error::Kind::Refused, FileText::tr("A folder cannot be copied into itself."), from, {}};
    return copyTree(from, folder + u'/' + freeName(folder, info.fileName()));
}

FileWork::FileWork(QObject *parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

FileWork::~FileWork()
{
    m_stopping = true;
    m_pool.waitForDone();
}

void FileWork::run(QList<Operation> operations, OnDone onDone)
{
    m_pool.start([this, operations = std::move(operations), onDone = std::move(onDone)] {
        QList<QString> made;
        QList<Error> errors;
        for (const Operation &operation : operations) {
            if (m_stopping)
                return;
            const auto outcome = operation();
            if (outcome)
                made.append(*outcome);
            else
                errors.append(outcome.error());
        }
        QMetaObject::invokeMethod(this, [made, errors, onDone] { onDone(made, errors); }, Qt::QueuedConnection);
    });
}

}  // namespace tideline::ui
