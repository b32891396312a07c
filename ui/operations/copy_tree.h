// The bytes of a copy: what file_operations.h's copies are made of.
#pragma once

#include "core/base/result.h"

#include <QString>
#include <QStringList>

namespace tideline::ui {

class WorkControl;

// Any thread, blocking.

/// Copies a file (with its permissions and time), a link as it is, or a folder (with its permissions) and all in it but `.tideline`.
/// `target` must not exist. Shares the blocks where the disk can. On an error part of it may be there. Errors: Io, DiskFull, Denied,
/// Invalid (neither; a name that is no text), Cancelled.
Result<void> copyTree(const QString &source, const QString &target, WorkControl &control);
/// Whether a folder holds a name that copyTree() leaves out, however deep; false of all else. Errors: Denied, Io, Invalid.
Result<bool> holdsReserved(const QString &path);
/// Removes what copyTree() made; nothing there is no error.
void removeCopy(const QString &path);
/// rename(2) that never replaces. Returns errno's value, 0 when it is done; EEXIST: the name is taken.
int renameNew(const QString &from, const QString &to);
/// Every name in the folder. Errors: Denied, Io, Invalid (one is no text).
Result<QStringList> namesIn(const QString &folder);
/// A link that leads nowhere is there, too.
bool pathExists(const QString &path);

}  // namespace tideline::ui
