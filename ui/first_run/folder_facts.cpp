#include "ui/first_run/folder_facts.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QStorageInfo>

namespace tideline::ui {

using namespace Qt::StringLiterals;

FolderFacts lookAtFolder(const QString &path)
{
    FolderFacts facts;
    QFileInfo here(QDir::cleanPath(path));
    facts.exists = here.exists();
    QFileInfo nearest = here;
    while (!nearest.exists() && !nearest.isRoot())
        nearest.setFile(nearest.path());
    facts.isFolder = nearest.isDir();
    facts.isWritable = nearest.isWritable() && (!nearest.isDir() || nearest.isExecutable());
    if (const QStorageInfo disk(nearest.filePath()); disk.isValid())
        facts.freeBytes = disk.bytesAvailable();
    for (QDir up(nearest.isDir() ? nearest.filePath() : nearest.path());; ) {
        if (up.exists(u".tideline"_s)) {
            facts.project = up.path();
            break;
        }
        if (up.isRoot() || !up.cdUp())
            break;
    }
    if (!facts.exists || !facts.isFolder)
        return facts;
    const auto all = QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot;
    for (QDirIterator entries(here.filePath(), all); entries.hasNext();) {
        const QFileInfo entry = entries.nextFileInfo();
        if (!entry.isDir() || !QDir(entry.filePath()).isEmpty(all))
            facts.taken.append(entry.fileName());
    }
    return facts;
}

QString expandedPath(const QString &typed)
{
    const QString text = typed.trimmed();
    if (text == u"~" || text.startsWith(u"~/"))
        return QDir::homePath() + text.mid(1);
    return text;
}

QString homePath(const QString &path)
{
    const QString home = QDir::homePath();
    if (path == home)
        return u"~"_s;
    return path.startsWith(home + u'/') ? u'~' + path.mid(home.size()) : path;
}

}  // namespace tideline::ui
