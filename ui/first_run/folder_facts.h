// What a folder is, for one that is about to hold projects.
#pragma once

#include <QString>
#include <QStringList>

#include <functional>

namespace tideline::ui {

struct FolderFacts {
    bool exists = false;
    bool isFolder = true;    ///< false: a file stands there, or in the way to it
    bool isWritable = true;  ///< it, or the folder that it would be made in
    qint64 freeBytes = -1;   ///< of its disk; -1 = unknown
    QString project;         ///< the root of the project that it is inside of, or is; empty = none
    QStringList taken;       ///< names in it that a project's folder cannot have: of files, and of folders that hold something
};

/// What stands at an absolute path, and around it. Any thread; reads the disk.
FolderFacts lookAtFolder(const QString &path);
using FolderLooker = std::function<FolderFacts(const QString &path)>;

/// "~" and "~/…" as paths; all else as it was typed, without spaces around it.
QString expandedPath(const QString &typed);
/// A path as people write it: "~/Tideline".
QString homePath(const QString &path);

}  // namespace tideline::ui
